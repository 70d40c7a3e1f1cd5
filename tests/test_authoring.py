"""Tools for those who write rules: a new rule, its trace, statistics, mutants."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_compare import FIRST, REPORT

from cchc_lint.errors import InputError, RuleError, UsageError
from cchc_lint.mutation import broken, mutants
from cchc_lint.newrule import Draft, figures, write
from cchc_lint.pipeline import read_report
from cchc_lint.report import Report
from cchc_lint.rules.loader import load_rules
from cchc_lint.rules.testing import number
from cchc_lint.rulestats import as_text, rule_stats
from cchc_lint.trace import trace

DRAFT = Draft(
    "RIENG01", 'Việc “xong": vượt', "bound", "error", "plan.done <= plan.tasks", "Xong {plan.done} việc", "Rà lại.",
    {"plan.done": "12", "plan.tasks": "12"}, {"plan.done": "14", "plan.tasks": "12"})


def report(folder: Path, **told: str) -> Report:
    file = folder / "bao-cao.txt"
    file.write_text(REPORT.format(**(FIRST | told)), "utf-8")
    return read_report(file)


def changed(**fields: object) -> Draft:
    from dataclasses import replace

    return replace(DRAFT, **fields)  # type: ignore[arg-type]


def test_a_new_rule_loads_beside_others_with_the_schema_for_editors(tmp_path: Path) -> None:
    file = tmp_path / "quy-tac" / "rieng.yaml"
    write(DRAFT, file)
    write(changed(id="RIENG02"), file)
    assert [rule.id for rule in load_rules(file, shipped=False).rules] == ["RIENG01", "RIENG02"]
    first = file.read_text("utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=rule.schema.json"
    assert (file.parent / "rule.schema.json").is_file()


@pytest.mark.parametrize(("fields", "error"), [
    ({"condition": "plan.dne <= plan.tasks"}, RuleError),
    ({"violated": {"plan.done": "1", "plan.tasks": "2"}}, UsageError),
    ({"id": "PLN01"}, RuleError),
])
def test_a_wrong_rule_is_not_written(fields: dict[str, object], error: type[Exception], tmp_path: Path) -> None:
    file = tmp_path / "rieng.yaml"
    with pytest.raises(error):
        write(changed(**fields), file)
    assert not file.exists()
    write(DRAFT, file)
    before = file.read_text("utf-8")
    with pytest.raises(error):
        write(changed(**({"id": "RIENG02"} | fields)), file)
    assert file.read_text("utf-8") == before


def test_figures_may_hold_commas() -> None:
    assert figures("a.b=1.200, c.d=66,67%", "vi") == {"a.b": "1.200", "c.d": "66,67%"}
    with pytest.raises(UsageError, match="plan.done=12"):
        figures("a.b", "vi")


def test_a_trace_tells_values_and_verdict(tmp_path: Path) -> None:
    lines = list(trace(load_rules()["PLN01"], report(tmp_path)))
    assert "    whole.all table 19:43 = 14" in lines
    assert any("không đạt" in line for line in lines)
    assert "     14 > 12" in lines
    sound = list(trace(load_rules()["PLN01"], report(tmp_path, done="11"), lang="en"))
    assert sound[-1] == "  1. ok: 11 (19:43), 12 (18:50)"


def test_a_trace_of_a_selecting_rule_tells_each_thing(tmp_path: Path) -> None:
    lines = list(trace(load_rules()["PER01"], report(tmp_path, told="I/2021, quý I")))
    assert "    10:7 “quý I/2021”: sai" in lines


def test_a_trace_ends_where_a_rule_does_not_apply(tmp_path: Path) -> None:
    file = tmp_path / "rieng.yaml"
    file.write_text(DRAFT.yaml() + "  applies: {level: province}\n", "utf-8")
    lines = list(trace(load_rules(file, shipped=False)["RIENG01"], report(tmp_path)))
    assert lines[-1] == "  áp dụng cho báo cáo này: sai"


def test_statistics_count_reports(tmp_path: Path) -> None:
    rules = load_rules(select=("PLN01", "STF01"))
    uses = {use.rule: use for use in rule_stats([report(tmp_path), report(tmp_path, done="11")], rules)}
    assert (uses["PLN01"].fired, uses["PLN01"].held, uses["PLN01"].reports) == (1, 1, 2)
    assert (uses["STF01"].fired, uses["STF01"].unknown) == (0, 2)
    shown = as_text(list(uses.values()), "en")
    assert "Never fired (1): STF01\n" in shown
    assert "Always unknown (1): STF01\n" in shown


@pytest.mark.parametrize(("text", "other"), [
    ("12", "22"), ("98,5", "88,5"), ("07", "08"), ("0", ""), ("1.274", "2.274")])
def test_a_figure_is_broken_in_its_first_digit(text: str, other: str) -> None:
    figure = number(text)
    assert broken(figure) == other


def test_mutants_name_the_rules_that_notice(tmp_path: Path) -> None:
    sound, rules = report(tmp_path, done="11"), load_rules(select=("PLN01",))
    found = {(each.line, each.old): each.rules for each in mutants(sound, rules)}
    assert found[19, "11"] == ("PLN01",)
    assert found[18, "12"] == ()


def test_only_text_can_be_broken(tmp_path: Path) -> None:
    from dataclasses import replace

    told = report(tmp_path)
    other = replace(told, document=replace(told.document, format="docx"))
    with pytest.raises(InputError, match="tệp văn bản"):
        next(mutants(other, load_rules(select=("PLN01",))))
