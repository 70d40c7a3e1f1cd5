"""The printers for programs: each against its published schema, on hand-made results and on a real run."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft4Validator, Draft202012Validator
from lxml import etree
from test_cli_render import FILE, MISSING, RESULT, SUM

import cchc_lint
from cchc_lint.finding import Result, RuleInfo, Unchecked, Waiver
from cchc_lint.render import render
from cchc_lint.render.github import CAP
from cchc_lint.render.markdown import LIMIT
from cchc_lint.version import __version__

DATA = Path(__file__).with_name("data")
FIXTURES = Path(__file__).parent.parent / "fixtures"
RULE = RuleInfo("SUM03", "sum", "error", "likely", ("Tổng lệch", "Sum off"), ("Đối chiếu.", "Compare."), "Thông tư")
ACCEPTED = Waiver("accepted", "số liệu bổ sung sau", "Trần Thị B", "2026-12-31")
WAIVED = replace(RESULT, files=(replace(FILE, findings=(replace(SUM, waiver=ACCEPTED), MISSING)),))
NASTY = replace(SUM, message="=1+1|`x`\x07\n<b>@ai</b>, 50% : “é”", waiver=Waiver("explained", "vì: a,b"))


@pytest.fixture(scope="module")
def real() -> Result:
    return cchc_lint.check([str(FIXTURES / "mau-sai.txt"), str(FIXTURES / "khong-co.txt")])


def shown(name: str, result: Result, lang: str = "vi") -> str:
    text = render(name, result, lang=lang)
    assert isinstance(text, str)
    return text


def results(real: Result) -> list[Result]:
    nasty = replace(RESULT, files=(replace(FILE, path="a b/bÁo [1].txt", findings=(NASTY,)),))
    return [replace(RESULT, rules=(RULE,)), WAIVED, nasty, real, Result((), "")]


# SARIF


def test_sarif_fits_its_schema(real: Result) -> None:
    validator = Draft4Validator(json.loads((DATA / "sarif-2.1.0.schema.json").read_text("utf-8")))
    for result in results(real):
        for lang in ("vi", "en"):
            validator.validate(json.loads(shown("sarif", result, lang)))


def test_sarif_tells_places_rules_and_what_was_not_checked() -> None:
    zero = Unchecked("RAT01", "zero-base", ())
    result = replace(RESULT, rules=(RULE,), files=(replace(FILE, unchecked=(*FILE.unchecked, zero)), *RESULT.files[1:]))
    run = json.loads(shown("sarif", result))["runs"][0]
    first, *_ = run["results"]
    region = first["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (17, 11, 16)
    assert [each["message"]["text"] for each in first["relatedLocations"]] == ["đang hoạt động", "đã thu hồi"]
    assert first["partialFingerprints"] == {"cchcLint/v1": "0" * 16}
    assert run["tool"]["driver"]["rules"][first["ruleIndex"]]["shortDescription"]["text"] == "Tổng lệch"
    assert run["translations"][0]["rules"][0]["shortDescription"]["text"] == "Sum off"
    assert [(each["ruleId"], each["kind"]) for each in run["results"][2:]] == [
        ("STAFF01", "open"), ("RAT01", "notApplicable")]
    assert run["invocations"][0]["executionSuccessful"] is False
    assert run["artifacts"][0]["hashes"] == {"sha-256": "a" * 64}


def test_sarif_suppresses_what_was_accepted() -> None:
    first = json.loads(shown("sarif", WAIVED))["runs"][0]["results"][0]
    assert first["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "Trần Thị B; số liệu bổ sung sau"}]


@pytest.mark.parametrize(("path", "uri"), [
    ("báo cáo/1.txt", "b%C3%A1o%20c%C3%A1o/1.txt"), ("C:\\a\\b.docx", "file:///C:/a/b.docx"), ("/a/b.txt", "file:///a/b.txt"),
])
def test_sarif_paths_are_uris(path: str, uri: str) -> None:
    log = json.loads(shown("sarif", Result((replace(FILE, path=path),), "")))
    assert log["runs"][0]["artifacts"][0]["location"]["uri"] == uri


# JUnit


def test_junit_fits_its_schema(real: Result) -> None:
    schema = etree.XMLSchema(etree.parse(DATA / "junit-10.xsd"))
    for result in results(real):
        schema.assertValid(etree.fromstring(shown("junit", result).encode()))


def test_junit_counts_its_cases() -> None:
    for result in (RESULT, WAIVED):
        for suite in etree.fromstring(shown("junit", result).encode()):
            assert int(suite.get("tests")) == len(suite.findall("testcase"))
            for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
                assert int(suite.get(name)) == len(suite.findall(f"testcase/{tag}"))


# GitHub and GitLab


def test_github_escapes_and_places() -> None:
    lines = shown("github", Result((replace(FILE, path="a,b:c.txt", findings=(NASTY,)),), "")).splitlines()
    assert lines[0].startswith(
        "::error file=a%2Cb%3Ac.txt,line=17,endLine=17,col=11,endColumn=16,title=SUM03::=1+1|`x`")
    assert "%0A<b>@ai</b>, 50%25 : “é”" in lines[0]
    assert len(lines) == 2


@pytest.mark.parametrize(("number", "said"), [(CAP, False), (CAP + 1, True)])
def test_github_says_what_it_will_not_show(number: int, said: bool) -> None:
    first, *rest = shown("github", Result((replace(FILE, findings=(SUM,) * number),), "")).splitlines()
    assert first.startswith("::notice title=cchc-lint::GitHub chỉ hiện 10 chú thích mỗi mức; lần này có 11 lỗi") is said
    assert sum(line.startswith("::error ") for line in (first, *rest)) == number


def test_gitlab_fits_what_gitlab_documents(real: Result) -> None:
    validator = Draft202012Validator(json.loads((DATA / "gitlab-codequality.schema.json").read_text("utf-8")))
    for result in results(real):
        issues = json.loads(shown("gitlab", result))
        validator.validate(issues)
        assert len({issue["fingerprint"] for issue in issues}) == len(issues)


# JSON Lines, Markdown, CSV


def test_jsonl_holds_the_findings_of_the_json_result(real: Result) -> None:
    lines = [json.loads(line) for line in shown("jsonl", real).splitlines()]
    whole = json.loads(shown("json", real))
    assert [line["type"] for line in lines[:2]] == ["run", "file"]
    assert lines[-1] == {"type": "summary", **whole["summary"]}
    found = [line for line in lines if line["type"] == "finding"]
    assert found == [
        {"type": "finding", "path": file["path"], **each} for file in whole["files"] for each in file["findings"]]


def test_markdown_is_a_table_that_no_text_breaks() -> None:
    text = shown("markdown", Result((replace(FILE, findings=(NASTY, SUM)),), "b" * 64))
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert len(rows) == 4
    assert "\\|\\`x\\`" in rows[2]
    assert "\\<b\\>&#64;ai" in rows[2]
    assert "b" * 64 in text


def test_markdown_stays_within_a_comment() -> None:
    text = shown("markdown", Result((replace(FILE, findings=(SUM,) * 2000),), ""))
    rows = sum(line.startswith("| ") for line in text.splitlines()) - 2
    assert len(text) <= LIMIT + 200
    assert f"… còn {2000 - rows} phát hiện" in text


def test_csv_reads_back_and_starts_no_formula() -> None:
    text = shown("csv", Result((replace(FILE, findings=(NASTY, SUM)), RESULT.files[1]), "b" * 64))
    first, second, failed = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    assert first["message"].startswith("'=1+1")
    assert (second["line"], second["column"], second["text"], second["suggestion"]) == (
        "17", "11", "3.222", "3.222 → 3.228 (đúng bằng tổng) hoặc 743 → 737")
    assert failed["error"] == "tệp hỏng"
    assert second["rules_sha256"] == "b" * 64


@pytest.mark.parametrize("name", ["sarif", "gitlab", "github", "junit", "markdown", "csv", "jsonl"])
def test_every_finding_is_in_every_format(name: str, real: Result) -> None:
    text = shown(name, real)
    assert len(real.files[0].findings) + len(real.files[1].findings) >= 5
    assert [each.rule for file in real.files for each in file.findings if each.rule not in text] == []
    assert real.files[0].sha256 in text or real.files[1].sha256 in text
    assert real.rules_sha256 in text
    assert __version__ in text
