"""One cause, one finding: which violations are put together, what is suggested, and that no place is lost."""

from __future__ import annotations

from decimal import Decimal

import pytest
from drafts import Draft, facts_of, rule, rules
from hypothesis import given
from hypothesis import strategies as st

from cchc_lint.check import check_report
from cchc_lint.finding import Finding
from cchc_lint.report import Report
from cchc_lint.rules.rule import Rule
from cchc_lint.rules.testing import number
from cchc_lint.rules.typos import CHANGED, DOUBLED, DROPPED, MARK, SWAPPED, quantity, rewritten, slip, typos

SUM = rule("SUM01", assert_="tasks.assigned == tasks.on_time + tasks.late", message="{left} khác {right}")
RATE = rule("RAT01", assert_="plan.rate == pct(tasks.on_time, tasks.assigned)", category="ratio")
BOUND = rule("BND01", assert_="tasks.done <= tasks.assigned", category="bound", severity="warning")
TOLD = rule("CRO01", kind="agree", each="fact", key="it.key", value="it.value", category="cross")


def findings(report: Report, *each: Rule) -> list[Finding]:
    return list(check_report(report, rules(*each)).findings)


def suggested(finding: Finding) -> list[tuple[str, str]]:
    return [(finding.locations[s.location].text, s.text) for s in finding.suggestions]


def test_a_figure_that_breaks_two_rules_is_one_finding() -> None:
    # 130 was meant: 120 + 10 are 130, and 120 of 130 are 92,31%.
    report = facts_of({"tasks.assigned": "310", "tasks.on_time": "120", "tasks.late": "10", "plan.rate": "92,31%"})
    (found,) = findings(report, SUM, RATE, BOUND)
    assert (found.rule, found.consequences) == ("SUM01", ("RAT01",))
    assert suggested(found) == [("310", "130")]
    assert found.suggestions[0].why == "hai chữ số bị đảo"
    assert found.locations[0].text == "310"
    assert sorted(place.text for place in found.locations) == ["10", "120", "310", "92,31"]


def test_the_prose_that_contradicts_the_table_and_its_own_sum() -> None:
    draft = Draft()
    for concept, text in (("tasks.assigned", "130"), ("tasks.on_time", "120"), ("tasks.late", "10")):
        draft.tell(concept, text)
    for concept, text in (("tasks.assigned", "136"), ("tasks.on_time", "120"), ("tasks.late", "10")):
        draft.tell(concept, text, "prose", group=3)
    (found,) = findings(draft.report(), SUM, TOLD)
    assert {found.rule, *found.consequences} == {"SUM01", "CRO01"}
    assert suggested(found) == [("136", "130")]
    assert len(found.locations) == 4


def test_equal_slips_in_different_places_stay_apart() -> None:
    draft = Draft()
    for group in (1, 2):
        for concept, text in (("tasks.assigned", "131"), ("tasks.on_time", "120"), ("tasks.late", "10")):
            draft.tell(concept, text, "prose", group=group)
    assert len(findings(draft.report(), SUM)) == 2


def test_a_figure_that_other_rules_vouch_for_is_no_suspect() -> None:
    # The two rates are wrong each for itself; the common denominator is part of a sum that holds.
    told = {"tasks.assigned": "130", "tasks.on_time": "120", "tasks.late": "10", "plan.rate": "92,13%",
            "tasks.rate_done": "70,01%"}
    other = rule("RAT02", assert_="tasks.rate_done == pct(tasks.late, tasks.assigned)", category="ratio")
    found = findings(facts_of(told), SUM, RATE, other)
    assert [(f.rule, suggested(f)[0]) for f in found] == [
        ("RAT01", ("92,13", "92,31")), ("RAT02", ("70,01", "7,69"))]


def test_what_no_one_value_mends_stays_two_findings() -> None:
    told = {"tasks.assigned": "97", "tasks.on_time": "120", "plan.rate": "50%", "tasks.done": "99"}
    # assigned 99 would mend the bound and 240 the rate: no one value mends both, so they have no one cause
    rate, bound = findings(facts_of(told), RATE, BOUND)
    assert (rate.rule, sorted(place.text for place in rate.locations)) == ("RAT01", ["120", "50", "97"])
    assert (bound.rule, sorted(place.text for place in bound.locations)) == ("BND01", ["97", "99"])


def test_a_suggestion_breaks_nothing_that_holds() -> None:
    told = {"tasks.assigned": "85", "tasks.on_time": "38", "tasks.late": "20", "tasks.done": "84"}
    (alone,) = findings(facts_of(told), SUM)
    assert ("85", "58") in suggested(alone)
    (found,) = findings(facts_of(told), SUM, BOUND)
    assert ("85", "58") not in suggested(found)  # done 84 would then be more than assigned


@pytest.mark.parametrize(("told", "suggestion", "why"), [
    (("3.222", "2.485", "743"), ("3.222", "3.228"), "gõ nhầm một chữ số; hoặc một trong các số còn lại sai"),
    (("50", "42", "4"), ("50", "46"), "theo phép tính; hoặc một trong các số còn lại sai"),
    (("1301", "120", "1181"), None, ""),
    (("13", "120", "10"), ("13", "130"), "gõ thiếu một chữ số; hoặc một trong các số còn lại sai"),
    (("1330", "120", "10"), ("1330", "130"), "gõ lặp một chữ số; hoặc một trong các số còn lại sai"),
])
def test_single_slips(told: tuple[str, ...], suggestion: tuple[str, str] | None, why: str) -> None:
    names = ("tasks.assigned", "tasks.on_time", "tasks.late")
    found = findings(facts_of(dict(zip(names, told, strict=True))), SUM)
    if suggestion is None:
        assert not found
        return
    assert suggested(found[0])[0] == suggestion
    assert found[0].suggestions[0].why == why


def test_on_a_tie_between_two_places_both_are_suggested() -> None:
    draft = Draft()
    draft.tell("tasks.assigned", "361", "prose", group=1)
    draft.tell("tasks.assigned", "416")
    (found,) = findings(draft.report(), TOLD)
    assert suggested(found) == [("416", "361"), ("361", "416")]


@pytest.mark.parametrize(("written", "meant", "kind"), [
    ("66,76%", Decimal("66.67"), SWAPPED), ("12.251", 12215, SWAPPED), ("405", 406, CHANGED), ("40", 400, DROPPED),
    ("4405", 405, DOUBLED), ("9931%", Decimal("99.31"), MARK), ("405", 397, None), ("4025", 405, None),
    ("405", 4059, DROPPED), ("trên 70", 71, None),
])
def test_which_slip_it_was(written: str, meant: int | Decimal, kind: object) -> None:
    assert slip(number(written), meant) == kind


@given(st.integers(1, 10**7), st.booleans())
def test_every_tried_slip_is_one(value: int, percent: bool) -> None:
    written = number(f"{value}%" if percent else str(value))
    for typo in typos(written):
        assert slip(written, typo.value) is not None
        assert typo.value != written.value


@pytest.mark.parametrize(("written", "value", "text"), [
    ("12.251", 12215, "12.215"), ("1251", 1215, "1215"), ("03", 5, "05"), ("66,76%", Decimal("66.67"), "66,67"),
    ("405", 12215, "12215"), ("98.75", Decimal("98.57"), "98,57"), ("1.915", 191, "191"),
])
def test_a_figure_is_rewritten_in_its_own_manner(written: str, value: int | Decimal, text: str) -> None:
    assert rewritten(number(written), value).rstrip("%") == text


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_another_value_is_rounded_as_the_written_one(value: int, other: int) -> None:
    percent = number(f"{value // 100},{value % 100:02}%")
    assert not isinstance(quantity(percent, Decimal(other) / 100), (int, Decimal))
    assert quantity(number(str(value)), other) == other


NAMES = ["tasks.assigned", "tasks.on_time", "tasks.late", "tasks.done", "plan.rate"]


@given(st.lists(st.integers(0, 300), min_size=5, max_size=5))
def test_grouping_hides_no_place(figures: list[int]) -> None:
    told = dict(zip(NAMES, (*map(str, figures[:4]), f"{figures[4]}%"), strict=True))
    apart = [place.span for each in (SUM, RATE, BOUND) for found in findings(facts_of(told), each)
             for place in found.locations]
    together = findings(facts_of(told), SUM, RATE, BOUND)
    assert {place.span for found in together for place in found.locations} == set(apart)
    named = {rule_ for found in together for rule_ in (found.rule, *found.consequences)}
    assert named == {each.id for each in (SUM, RATE, BOUND) if findings(facts_of(told), each)}
