"""Waivers and baselines, on results made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_cli_render import FILE, MISSING, SUM

from cchc_lint.baseline import as_yaml, known_of, pruned, read_baseline, with_baseline
from cchc_lint.commands.check import status
from cchc_lint.errors import UsageError
from cchc_lint.finding import Result
from cchc_lint.waivers import NAME, add_waivers, read_waivers, values_of, waived

PRINT = "0123456789abcdef"
FOUND = replace(SUM, fingerprint=PRINT)
TODAY = date(2026, 1, 31)


def result(folder: Path, *findings: object) -> Result:
    return Result((replace(FILE, path=str(folder / "bao-cao.txt"), findings=findings),), "")  # type: ignore[arg-type]


def entry(**changed: object) -> dict[str, object]:
    return {
        "report": "bao-cao.txt", "fingerprint": PRINT, "rule": "SUM03", "kind": "accepted",
        "values": list(values_of(FOUND)), "reason": "đã rà", "by": "Trần Thị B", "until": "2026-01-31",
    } | changed


def rules_after(folder: Path, *findings: object, idle: tuple[str, ...] = (), today: date = TODAY) -> list[str]:
    file, = waived(result(folder, *findings), today=today, idle=idle).files
    return [each.rule for each in file.findings]


@pytest.mark.parametrize(("kind", "code"), [("accepted", 0), ("explained", 1)])
def test_an_acceptance_lowers_the_exit_status_and_an_explanation_does_not(
    kind: str, code: int, tmp_path: Path
) -> None:
    add_waivers(str(tmp_path / NAME), [entry(kind=kind)])
    after = waived(result(tmp_path, FOUND), today=TODAY)
    waiver = after.files[0].findings[0].waiver
    assert waiver is not None
    assert (waiver.kind, waiver.by, waiver.reason) == (kind, "Trần Thị B", "đã rà")
    assert status(after, "error") == code


def test_an_expired_waiver_is_a_finding_and_holds_no_more(tmp_path: Path) -> None:
    add_waivers(str(tmp_path / NAME), [entry()])
    assert rules_after(tmp_path, FOUND) == ["SUM03"]
    late = waived(result(tmp_path, FOUND), today=date(2026, 2, 1))
    assert [each.rule for each in late.files[0].findings] == ["SUM03", "WAIVER01"]
    assert status(late, "error") == 1
    assert (late.files[0].findings[1].locations[0].path, late.files[0].findings[1].locations[0].line) == (
        str(tmp_path / NAME), 2)


def test_a_waiver_of_other_figures_is_a_finding_and_holds_no_more(tmp_path: Path) -> None:
    add_waivers(str(tmp_path / NAME), [entry(values=["3.111", "2.485", "743"])])
    after = waived(result(tmp_path, FOUND), today=TODAY)
    assert [each.rule for each in after.files[0].findings] == ["SUM03", "WAIVER02"]
    assert after.files[0].findings[0].waiver is None
    assert "“3.111, 2.485, 743” nay là “3.222, 2.485, 743”" in after.files[0].findings[1].message


def test_a_finding_that_gathers_fewer_places_is_the_same_one(tmp_path: Path) -> None:
    add_waivers(str(tmp_path / NAME), [entry()])
    assert rules_after(tmp_path, replace(FOUND, locations=FOUND.locations[:2])) == ["SUM03"]


def test_an_unused_waiver_is_a_finding_unless_its_rule_did_not_run(tmp_path: Path) -> None:
    add_waivers(str(tmp_path / NAME), [entry(), entry(report="bao-cao-khac.txt")])
    assert rules_after(tmp_path, MISSING) == ["MIS01", "WAIVER03"]
    assert rules_after(tmp_path, MISSING, idle=("SUM03",)) == ["MIS01"]


def test_entries_are_added_below_what_people_wrote(tmp_path: Path) -> None:
    file = tmp_path / NAME
    head = "# của phòng\nwaivers:  # ghi chú\n"
    file.write_text(f"{head}  - {{report: a.txt, fingerprint: '12', reason: x, by: y}}\n", "utf-8")
    add_waivers(str(file), [entry(reason="dòng 1\ndòng 2: [x]")])
    assert file.read_text("utf-8").startswith(head)
    assert [each.reason for each in read_waivers(str(file))] == ["x", "dòng 1\ndòng 2: [x]"]


def test_a_file_that_cannot_be_added_to_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / NAME
    text = "{waivers: [{report: a.txt, fingerprint: '12', reason: x, by: y}]}\n"
    file.write_text(text, "utf-8")
    with pytest.raises(UsageError, match="không thêm được"):
        add_waivers(str(file), [entry()])
    assert file.read_text("utf-8") == text


@settings(deadline=None)
@given(st.text(alphabet="0123456789abcdef", min_size=16, max_size=16), st.text(min_size=1), st.text(min_size=1))
def test_what_was_written_is_read(fingerprint: str, reason: str, value: str) -> None:
    from tempfile import TemporaryDirectory

    told = reason.strip() or "x"
    if any(ord(char) < 32 or 127 <= ord(char) < 160 or ord(char) > 0xD7FF for char in told + value):
        return
    with TemporaryDirectory() as folder:
        path = str(Path(folder) / NAME)
        add_waivers(path, [entry(fingerprint=fingerprint, reason=told, values=[value])])
        read, = read_waivers(path)
    assert (read.fingerprint, read.reason, read.values) == (fingerprint, told, (value,))


@pytest.mark.parametrize(("text", "said"), [
    ("waivers: 1", "waivers"), ("waiver: []", "waivers"), ("waivers: [a]", ":1: phải gồm các khóa"),
    ("waivers:\n  - {report: a, fingerprint: b, reason: c}", ":2: thiếu “by”"),
    ("waivers:\n  - {report: a, fingerprint: b, reason: c, by: d, kind: ok}", "kind chỉ nhận"),
    ("waivers:\n  - {report: a, fingerprint: b, reason: c, by: d, untli: x}", "có phải là “until”"),
    ("waivers:\n  - {report: a, fingerprint: b, reason: c, by: d, until: mai}", "2026-12-31"),
    ("waivers: [", "không phải YAML"),
])
def test_mistakes_are_named(text: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / NAME
    file.write_text(text, "utf-8")
    with pytest.raises(UsageError) as raised:
        read_waivers(str(file))
    assert said in str(raised.value)


# Baselines


def test_a_baseline_counts_fingerprints_not_findings(tmp_path: Path) -> None:
    other = replace(FOUND, fingerprint="f" * 16)
    known = known_of(result(tmp_path, FOUND), str(tmp_path))
    after = with_baseline(result(tmp_path, other), known, str(tmp_path))
    assert (after.count("error"), after.waived) == (1, 0)
    both = with_baseline(result(tmp_path, FOUND, other), known, str(tmp_path))
    assert (both.count("error"), both.waived) == (1, 1)


def test_a_baseline_reads_back(tmp_path: Path) -> None:
    known = known_of(result(tmp_path, replace(FOUND, fingerprint="12345678e1234567"), MISSING), str(tmp_path))
    file = tmp_path / "cchc-lint.baseline.yaml"
    file.write_text(as_yaml(known), "utf-8")
    assert read_baseline(str(file)) == known
    assert list(known) == ["bao-cao.txt"]


def test_pruning_leaves_reports_alone_that_were_not_checked(tmp_path: Path) -> None:
    known = {"bao-cao.txt": {PRINT: "a", "gone": "b"}, "khac.txt": {"x": "c"}}
    kept, gone = pruned(known, result(tmp_path, FOUND), str(tmp_path))
    assert (kept, gone) == ({"bao-cao.txt": {PRINT: "a"}, "khac.txt": {"x": "c"}}, 1)


def test_what_is_no_baseline_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "b.yaml"
    file.write_text("- a", "utf-8")
    with pytest.raises(UsageError, match="baseline write"):
        read_baseline(str(file))
