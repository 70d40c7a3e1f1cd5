"""Rule files: all mistakes at once, each with its place; the shipped pack is sound and its tests pass."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from cchc_lint import packdata
from cchc_lint.errors import InputError, RuleError, UsageError
from cchc_lint.rules.loader import load_rules, read_folder
from cchc_lint.rules.model import SELECTORS
from cchc_lint.rules.rule import KINDS
from cchc_lint.rules.schema import SCHEMA
from cchc_lint.rules.testing import run_tests
from cchc_lint.words import speaking

SOUND = """\
- id: SITE01
  kind: relate
  title: {vi: Hoàn thành vượt kế hoạch, en: More done than planned}
  category: bound
  severity: warning
  assert: plan.done <= plan.tasks
  message: {vi: "Làm {plan.done}, kế hoạch {plan.tasks}, vượt {difference}", en: "{left} done of {right}"}
  basis: [{text: Quy định cũ, until: 2021-12-31}, {text: Quy định mới, from: "2022-01-01"}]
  tests:
    - {given: {plan.done: "7", plan.tasks: 8}, expect: ok}
    - {given: {plan.done: "9", plan.tasks: "8"}, expect: violated}
    - {given: {plan.done: "9"}, expect: unknown}
"""
VIETNAMESE = re.compile("[ạảấầậắếềệểọốồộớờợụứừữđăơư]", re.IGNORECASE)
MATCH = """\
- id: SITE02
  kind: match
  title: Kỳ khác
  category: period
  severity: error
  each: period
  when: it.role == "told"
  assert: it.year == report.period.year
  message: "kỳ {it.text}"
  tests:
    - {given: {it: {role: told, year: 2022, text: quý I}, report: {period: {kind: quarter, year: 2022, index: 1}}}, expect: ok}
    - {given: {it: {role: told, year: 2021, text: quý I}, report: {period: {kind: quarter, year: 2022, index: 1}}}, expect: violated}
"""  # noqa: E501


def written(folder: Path, text: str, name: str = "luat.yaml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def mistakes(folder: Path, text: str) -> list[str]:
    return read_folder(written(folder, text))[1]


def test_a_sound_file(tmp_path: Path) -> None:
    written(tmp_path, SOUND + MATCH)
    found = load_rules(tmp_path, shipped=False)
    assert [rule.id for rule in found.rules] == ["SITE01", "SITE02"]
    rule = found["SITE01"]
    assert (rule.title.get("vi"), rule.title.get("en")) == ("Hoàn thành vượt kế hoạch", "More done than planned")
    assert (rule.certainty, rule.severity, rule.line) == ("sure", "warning", 1)
    assert [basis.text for basis in rule.basis] == ["Quy định cũ", "Quy định mới"]
    assert all(outcome.passed for each in found.rules for outcome in run_tests(each))


def test_a_failing_test_of_a_rule_is_told(tmp_path: Path) -> None:
    rules, wrong = read_folder(written(tmp_path, SOUND.replace('plan.done: "7"', 'plan.done: "17"')))
    assert not wrong
    first, second, _ = rules[0].tests
    crashing = {"given": {"plan.done": "chín"}, "expect": "unknown"}  # a rule made by code is not checked as a file is
    outcomes = run_tests(replace(rules[0], tests=(first, second, crashing)))
    assert [(o.number, o.expected, o.got) for o in outcomes if not o.passed] == [
        (1, "ok", "violated"), (3, "unknown", "error"),
    ]
    assert "chín" in outcomes[2].detail


@pytest.mark.parametrize(("old", "new", "place", "words"), [
    ("plan.done <= plan.tasks", "plan.doen <= plan.tasks", "6:11", "có phải là “plan.done”?"),
    ("plan.done <= plan.tasks", "plan.done <= plan.taskz", "6:24", "có phải là “plan.tasks”?"),
    ("plan.done <= plan.tasks", "'plan.done <= plan.taskz'", "6:25", "có phải là “plan.tasks”?"),
    ("plan.done <= plan.tasks", "plan.done + 1", "6:11", "cần điều kiện"),
    ("  assert:", "  asert:", "6:3", "có phải là “assert”?"),
    ("  severity: warning", "  severity: warnin", "5:13", "có phải là “warning”?"),
    ("  category: bound", "  category: budget", "4:13", "dùng một trong"),
    ("  kind: relate", "  kind: relat", "2:9", "có phải là “relate”?"),
    ("{difference}", "{diference}", "7:64", "có phải là “difference”?"),
    ("{plan.done}, kế", "{plan.rate}, kế", "7:23", "không dùng «plan.rate»"),
    ("{left} done", "{left done", "7:83", "không đủ cặp"),
    ("- id: SITE01", "- id: site1", "1:7", "không đúng dạng"),
    ("  severity: warning\n", "", "1:3", "thiếu khóa «severity»"),
    ("from: \"2022-01-01\"", "from: \"2022-13-01\"", "8:78", "không phải ngày"),
    ("from: \"2022-01-01\"", "form: \"2022-01-01\"", "8:72", "có phải là “from”?"),
    ("expect: ok", "expect: okay", "10:56", "có phải là “ok”?"),
    ("  assert:", "  missing: {plan.rate: zero}\n  assert:", "6:24", "không dùng «plan.rate»"),
    ("  assert:", "  id: SITE09\n  assert:", "6:3", "khóa «id» lặp lại"),
    ("  assert:", "  at: title\n  assert:", "6:3", "không có khóa «at»"),
])
def test_one_mistake(tmp_path: Path, old: str, new: str, place: str, words: str) -> None:
    assert old in SOUND
    found = mistakes(tmp_path, SOUND.replace(old, new, 1))
    assert [m for m in found if f"luat.yaml:{place}: " in m and words in m], found
    assert all(m.count("\n") == 2 and m.splitlines()[2].lstrip(" │").startswith("^") for m in found)


def test_the_caret_stands_under_the_mistake(tmp_path: Path) -> None:
    (found,) = mistakes(tmp_path, SOUND.replace("plan.tasks\n", "plan.taskz\n", 1))
    _, line, marks = found.splitlines()
    start = line.index("plan.taskz")
    assert marks[start:] == "^" * len("plan.taskz")
    assert not marks[:start].strip(" │")


def test_an_expression_over_several_lines(tmp_path: Path) -> None:
    (found,) = mistakes(tmp_path, SOUND.replace(
        "  assert: plan.done <= plan.tasks", "  assert: >-\n    plan.done\n    <= plan.taskz"))
    assert "luat.yaml:8:8: " in found


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    written(tmp_path, SOUND.replace("plan.tasks\n", "plan.taskz\n", 1) + MATCH.replace("it.year", "it.yaer"), "a.yaml")
    written(tmp_path, SOUND.replace("SITE01", "SITE02") + SOUND.replace("severity", "severty"), "b.yaml")
    with pytest.raises(RuleError) as caught:
        load_rules(tmp_path, shipped=False)
    places = [m.split(": ")[0].rpartition("/")[2] for m in caught.value.mistakes]
    assert [place.split(":")[0] for place in places] == ["a.yaml"] * 2 + ["b.yaml"] * 4
    assert any("mã «SITE02» đã có trong" in m for m in caught.value.mistakes)
    assert any("mã «SITE01» đã có trong" in m for m in caught.value.mistakes)
    assert str(caught.value) == "\n\n".join(caught.value.mistakes)


@pytest.mark.parametrize(("text", "words"), [
    ("- id: [", "không phải YAML hợp lệ"),
    ("id: X1", "cần danh sách"),
    ("- 5", "cần các cặp khóa: giá trị"),
    ("- []", "cần các cặp khóa: giá trị"),
    (MATCH.replace("each: period", "each: preiod"), "có phải là “period”?"),
    (MATCH.replace('it.role == "told"', 'like(it.text, "(")'), "mẫu «(» sai"),
    (MATCH.replace("  assert:", "  forbid: it.year == 1\n  assert:"), "không đi cùng"),
    (MATCH.replace("expect: violated", "expect: ok"), "phải báo lỗi"),
    (MATCH.replace("expect: ok", "expect: violated"), "phải im lặng"),
    (MATCH.replace("  message", "  mark: it.year\n  message"), "không phải thứ có vị trí"),
    (MATCH.replace("  message", "  also: [it.sentance]\n  message"), "có phải là “sentence”?"),
    (MATCH.replace('it.role == "told"', 'it.role == "toldd"'), "không bao giờ là «toldd»; có phải là “told”?"),
    (MATCH.replace('it.role == "told"', 'it.role in ["told", "xyz"]'), "dùng một trong: report, told, plan"),
    (MATCH.replace('it.role == "told"', 'any(r.kind == "sum" for r in report.rows)'), "«r.kind» không bao giờ là"),
    (MATCH.replace("it: {role: told, year: 2021", "it: {rol: told, year: 2021"), "«rol»; có phải là “role”?"),
    (MATCH.replace("it: {role: told, year: 2021", "it: {role: tell, year: 2021"), "«role» không bao giờ là «tell»"),
    (MATCH.replace("it: {role: told, year: 2021", "it: {sentence.tens: done, year: 2021"), "có phải là “tense”?"),
    (MATCH.replace("expect: ok", "expect: ok, marks: [quý I]"), "«marks» chỉ dùng được"),
    (MATCH.replace("report: {period", "report: {agncy: x, period", 1), "có phải là “agency”?"),
    (SOUND.replace('given: {plan.done: "7"', 'given: {plan.doen: "7"'), "có phải là “plan.done”?"),
    (SOUND.replace('given: {plan.done: "7"', 'given: {plan.done@comunes: "7"'), "có phải là “communes”?"),
    (SOUND.replace('given: {plan.done: "7"', "given: {plan.done: bảy"), "«bảy» không phải số liệu"),
    (SOUND.replace('given: {plan.done: "7"', "given: {plan.done: {tabel: 7}"), "dùng một trong: table, note, prose"),
    (SOUND.replace('given: {plan.done: "7"', "given: {it: {text: x}"), "không chọn đối tượng nào"),
])
def test_other_mistakes(tmp_path: Path, text: str, words: str) -> None:
    found = mistakes(tmp_path, text)
    assert any(words in m for m in found), found
    with speaking("en"):
        told = [m.splitlines()[0].partition(": ")[2] for m in mistakes(tmp_path, text)]
    assert len(told) == len(found)
    assert [m for m in told if VIETNAMESE.search(re.sub("«.*?»", "", m))] == []


def test_a_mistake_does_not_hide_the_sound_rules(tmp_path: Path) -> None:
    rules, wrong = read_folder(written(tmp_path, SOUND + MATCH.replace("it.text", "it.txt")))
    assert [rule.id for rule in rules] == ["SITE01"]
    assert len(wrong) == 1


def test_folders(tmp_path: Path) -> None:
    (tmp_path / "sau").mkdir()
    (tmp_path / ".an").mkdir()
    written(tmp_path / "sau", MATCH)
    written(tmp_path / ".an", "nonsense: [")
    written(tmp_path, SOUND, "b.yml")
    assert [rule.id for rule in load_rules(tmp_path, shipped=False).rules] == ["SITE01", "SITE02"]
    with pytest.raises(InputError, match="không có thư mục hay tệp này"):
        load_rules(tmp_path / "trong")
    (tmp_path / "rong").mkdir()
    with pytest.raises(InputError, match="không có tệp quy tắc"):
        load_rules(tmp_path / "rong")


def test_the_digest_follows_the_content(tmp_path: Path) -> None:
    written(tmp_path, SOUND)
    first = load_rules(tmp_path, shipped=False).sha256
    assert first == load_rules(tmp_path, shipped=False).sha256
    written(tmp_path, SOUND.replace("warning", "error"))
    assert first != load_rules(tmp_path, shipped=False).sha256


def test_selecting(tmp_path: Path) -> None:
    written(tmp_path, SOUND + MATCH)
    found = load_rules(tmp_path, shipped=False)
    assert [rule.id for rule in found.select(["bound"]).rules] == ["SITE01"]
    assert [rule.id for rule in found.select(["SITE"], ["period"]).rules] == ["SITE01"]
    assert [rule.id for rule in found.select(["SITE02"]).rules] == ["SITE02"]
    assert found.with_severities({"bound": "info"})["SITE01"].severity == "info"
    with pytest.raises(UsageError, match="có phải là “SITE02”"):
        found.select(["SITE2"])
    with pytest.raises(UsageError, match="có phải là “SITE01”"):
        found["SITE1"]


def test_the_schema_knows_what_the_code_knows() -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    assert schema["$defs"]["rule"]["properties"]["kind"]["enum"] == list(KINDS)
    assert set(schema["$defs"]["selector"]["enum"]) == set(SELECTORS)


def test_the_shipped_rules_are_sound() -> None:
    rules, wrong = read_folder(packdata.folder() / "checks")
    assert not wrong, "\n\n".join(wrong)
    assert [rule.id for rule in load_rules().rules] == [rule.id for rule in rules]


def test_the_tests_of_the_shipped_rules_pass() -> None:
    failed = [(rule.id, o) for rule in load_rules().rules for o in run_tests(rule) if not o.passed]
    assert not failed


def test_the_compiled_pack_is_what_the_files_say() -> None:
    for name in packdata.names("checks/"):
        text = (packdata.folder() / f"{name}.yaml").read_text("utf-8")
        assert [rule["id"] for rule in packdata.data(name)] == [rule["id"] for rule in yaml.safe_load(text)]


def test_the_hash_of_the_shipped_rules_is_the_one_that_version_tells(tmp_path: Path) -> None:
    (tmp_path / "site.yaml").write_text(SOUND, "utf-8")
    assert load_rules().sha256 == packdata.sha256()
    assert load_rules(tmp_path).sha256 != packdata.sha256()
