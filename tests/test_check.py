"""A check: states, what could not be checked, coverage, fingerprints, order, and rules that crash."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from drafts import Draft, facts_of, rule, rules

from cchc_lint.check import check_report
from cchc_lint.document import Span
from cchc_lint.finding import FileResult
from cchc_lint.parse.periods import reporting_period
from cchc_lint.report import DateMention, Header, Report, Slip
from cchc_lint.rules.rule import Rule

BOUND = rule("BND01", assert_="plan.done <= plan.tasks", basis="Nghị định",
             message={"vi": "{plan.done} quá nhiều", "en": "{plan.done} too many"},
             help={"vi": "Sửa lại", "en": "Mend it"})


def checked(report: Report, *each: Rule, lang: str = "vi") -> FileResult:
    return check_report(report, rules(*each), lang=lang)


def with_head(report: Report, **fields: Any) -> Report:
    return replace(report, header=Header(**fields))


def test_the_result_names_the_report() -> None:
    day = date(2022, 3, 14)
    report = with_head(facts_of({}), agency="UBND xã", level="commune", number="12", title="Báo cáo",
                       date=DateMention(Span(0, 0), "", day, 14, 3, 2022, "report"))
    info = checked(replace(report, period=reporting_period("quarter", 2022, 1), form="2022")).report
    assert info is not None
    assert (info.agency, info.level, info.number) == ("UBND xã", "commune", "12")
    assert (info.date, info.form) == ("2022-03-14", "2022")
    assert info.period == {"kind": "quarter", "year": 2022, "index": 1}


def test_a_finding_in_two_languages() -> None:
    report = facts_of({"plan.done": "90", "plan.tasks": "85"})
    vi, en = (checked(report, BOUND, lang=lang).findings[0] for lang in ("vi", "en"))
    assert (vi.message, vi.help, vi.basis) == ("90 quá nhiều", "Sửa lại", "Nghị định")
    assert (en.message, en.help) == ("90 too many", "Mend it")
    assert vi.locations[0].label != en.locations[0].label
    assert vi.fingerprint == en.fingerprint


def test_applies() -> None:
    report = facts_of({"plan.done": "90", "plan.tasks": "85"})
    quarter = reporting_period("quarter", 2022, 1)
    each = rule(assert_="plan.done <= plan.tasks",
                applies={"form": ["2021", "2022"], "level": "commune", "period": "quarter"})
    fits = replace(with_head(report, level="commune"), form="2022", period=quarter)
    assert checked(fits, each).checks.violated == 1
    for other in (replace(fits, form="2025"), with_head(fits, level="district"), replace(fits, period=None),
                  replace(fits, period=reporting_period("year", 2022, None))):
        assert checked(other, each).checks.not_applicable == 1


@pytest.mark.parametrize(("day", "end", "state", "text"), [
    (date(2025, 6, 30), None, "not_applicable", ""),
    (date(2025, 7, 1), None, "violated", "Luật mới"),
    (None, 2024, "not_applicable", ""),
    (None, 2025, "violated", "Luật mới"),
    (None, None, "unknown", ""),
])
def test_a_basis_in_force(day: date | None, end: int | None, state: str, text: str) -> None:
    each = rule(assert_="plan.done <= plan.tasks", basis=[{"text": "Luật mới", "from": "2025-07-01"}])
    report = facts_of({"plan.done": "90", "plan.tasks": "85"})
    if day:
        report = with_head(report, date=DateMention(Span(0, 0), "", day, day.day, day.month, day.year, "report"))
    report = replace(report, period=reporting_period("year", end, None) if end else None)
    result = checked(report, each)
    assert getattr(result.checks, state) == 1
    assert [found.basis for found in result.findings] == [text] * (state == "violated")
    assert not result.unchecked or result.unchecked[0].names == ("report.date",)


def test_a_basis_without_dates_is_always_in_force() -> None:
    each = rule(assert_="plan.done <= plan.tasks", basis=["Luật cũ", {"text": "Luật mới", "from": "2025-07-01"}])
    (found,) = checked(facts_of({"plan.done": "90", "plan.tasks": "85"}), each).findings
    assert found.basis == "Luật cũ"


def crashing(rule_: Rule) -> Rule:
    def crash(env: object) -> bool:
        raise ZeroDivisionError("hỏng")

    condition = rule_.program.condition
    return replace(rule_, program=rule_.program._replace(condition=replace(condition, run=crash)))


def test_a_rule_that_crashes_is_one_finding_and_the_others_go_on() -> None:
    bad = crashing(rule("BAD01", assert_="plan.done == 1"))
    result = checked(facts_of({"plan.done": "90", "plan.tasks": "85"}), bad, BOUND)
    assert [found.rule for found in result.findings] == ["BAD01", "BND01"]
    assert "ZeroDivisionError: hỏng" in result.findings[0].message
    assert result.findings[0].severity == "error"
    assert (result.checks.error, result.checks.violated) == (1, 1)
    assert [(u.rule, u.reason) for u in result.unchecked] == [("BAD01", "error")]


def test_what_could_not_be_checked_is_told_once_for_each_reason() -> None:
    draft = Draft()
    for code in ("1", "2"):
        draft.row(code)
    each = rule(each="row", assert_="it.number <= 100")
    result = checked(draft.report(), each, BOUND)
    assert [(u.rule, u.reason, u.names) for u in result.unchecked] == [
        ("TST01", "missing", ("it.number",)), ("BND01", "missing", ("plan.done", "plan.tasks"))]
    assert result.checks.unknown == 3


def test_coverage() -> None:
    draft = Draft()
    draft.tell("plan.done", "9")
    draft.tell("plan.tasks", "8")
    draft.tell("tasks.late", "7")
    draft.figure("6")
    draft.row("1", "5")
    figures = checked(draft.report(), BOUND).figures
    assert (figures.found, figures.checked) == (5, 2)
    assert [place.text for place in figures.unguarded] == ["7", "6", "5"]
    form = rule("FMT01", kind="match", each="figure", assert_="it.value < 100", category="format")
    assert checked(draft.report(), form).figures.checked == 0  # how it is written says nothing of what it is worth
    share = rule("BND02", kind="match", each="row", assert_="it.number < 100", category="bound")
    assert checked(draft.report(), share).figures.checked == 1


def test_findings_stand_in_order_of_their_places() -> None:
    draft = Draft()
    slips = tuple(Slip(draft.line(text), text, "doubled-word") for text in ("b b", "a a"))
    each = [rule(id_, kind="match", each="slip", forbid=f'it.text == "{text}"', category=category)
            for id_, text, category in (("TXT02", "a a", "text"), ("TXT01", "b b", "text"), ("TXT00", "b b", "name"))]
    found = checked(draft.report(slips=slips), *each).findings
    assert [(f.rule, f.locations[0].line) for f in found] == [("TXT00", 1), ("TXT01", 1), ("TXT02", 2)]


def slip_prints(*texts: str, before: str = "") -> list[str]:
    draft = Draft()
    draft.line(before)
    slips = tuple(Slip(draft.line(text), text, "doubled-word") for text in texts)
    each = rule(kind="match", each="slip", forbid="known(it.text)", category="text")
    return [found.fingerprint for found in checked(draft.report(slips=slips), each).findings]


def test_fingerprints() -> None:
    one, two, three = slip_prints("của của", "của của", "12 12")
    assert len({one, two, three}) == 3
    assert slip_prints("của của", before="Một dòng nữa") == [one]  # not by lines
    assert slip_prints("34 34") == [three]  # nor by the figures themselves
    told = {"plan.done": "90", "plan.tasks": "85"}
    first = checked(facts_of(told), BOUND).findings[0].fingerprint
    assert checked(facts_of({**told, "plan.done": "91"}), BOUND).findings[0].fingerprint == first
    assert checked(facts_of({"plan.rate": "1%", **told}), BOUND).findings[0].fingerprint == first
    other = rule("BND09", assert_="plan.done <= plan.tasks")
    assert checked(facts_of(told), other).findings[0].fingerprint != first


def test_the_same_report_gives_the_same_result() -> None:
    def report() -> Report:
        return facts_of({"plan.done": "90", "plan.tasks": "85", "plan.rate": "66,76%"})

    each = [BOUND, rule("RAT01", assert_="plan.rate == pct(plan.done, plan.tasks)")]
    assert checked(report(), *each) == checked(report(), *each)


def test_rules_that_blame_the_same_words_are_one_finding() -> None:
    draft = Draft()
    slips = (Slip(draft.line("ngày 31/12"), "ngày 31/12", "near-miss"),)
    said = (("DAT02", "date", "warning"), ("DAT01", "date", "error"), ("TXT01", "text", "error"))
    each = [rule(id_, kind="match", each="slip", forbid="known(it.text)", category=category, severity=severity)
            for id_, category, severity in said]
    found = checked(draft.report(slips=slips), *each).findings
    assert [(f.rule, f.consequences) for f in found] == [("DAT01", ("DAT02",)), ("TXT01", ())]
