"""relate: which figures are brought together, what is missing, and how a broken relation is told."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from drafts import Draft, facts_of, rule, rules

from cchc_lint.check import check_report
from cchc_lint.finding import FileResult, Finding
from cchc_lint.report import Breakdown, Ratio, Report, Sentence
from cchc_lint.rules.rule import Rule
from cchc_lint.rules.testing import number

BOUND = rule(assert_="plan.done <= plan.tasks", message="{plan.done} trên {plan.tasks}")
SUM = rule(assert_="tasks.assigned == tasks.on_time + tasks.late + tasks.overdue",
           message="{left} khác {computed}, lệch {difference}")
RATE = rule(assert_="plan.rate == pct(plan.done, plan.tasks)", message="ghi {plan.rate}, đúng là {computed}")


def checked(report: Report, *each: Rule) -> FileResult:
    return check_report(report, rules(*each))


def only(report: Report, each: Rule) -> Finding:
    (found,) = checked(report, each).findings
    return found


def states(report: Report, each: Rule) -> tuple[int, int, int, int]:
    """(ok, violated, unknown, not applicable)"""
    checks = checked(report, each).checks
    return checks.ok, checks.violated, checks.unknown, checks.not_applicable


def reasons(report: Report, each: Rule) -> Sequence[tuple[str, tuple[str, ...]]]:
    return [(u.reason, u.names) for u in checked(report, each).unchecked]


def test_the_figures_of_the_table() -> None:
    assert states(facts_of({"plan.done": "83", "plan.tasks": "85"}), BOUND) == (1, 0, 0, 0)
    found = only(facts_of({"plan.done": "90", "plan.tasks": "85"}), BOUND)
    assert found.message == "90 trên 85"
    assert found.computation == "90 > 85"
    assert [(o.name, o.text, o.low, o.high, o.location) for o in found.operands] == [
        ("plan.done", "90", "90", "90", 0), ("plan.tasks", "85", "85", "85", 1)]
    assert [(place.role, place.text, place.line, place.column) for place in found.locations] == [
        ("primary", "90", 1, 1), ("related", "85", 2, 1)]


def test_a_sum_is_filled_in() -> None:
    found = only(facts_of({"tasks.assigned": "3.222", "tasks.on_time": "2.485", "tasks.late": "743",
                           "tasks.overdue": "0"}), SUM)
    assert found.message == "3.222 khác 3.228, lệch 6"
    assert found.computation == "2.485 + 743 + 0 = 3.228 ≠ 3.222"
    assert found.locations[0].text == "3.222"


@pytest.mark.parametrize(("rate", "done", "tasks", "computation", "suggestion", "why"), [
    ("66,76%", "36", "54", "36 / 54 = 66,67% ≠ 66,76", "66,67", "hai chữ số bị đảo"),
    ("4,16%", "2", "48", "2 / 48 = 4,17% ≠ 4,16", "4,17", "bị cắt bớt thay vì làm tròn"),
    ("33,34%", "1", "3", "1 / 3 = 33,33% ≠ 33,34", "33,33", "bị làm tròn lên"),
    ("100%", "6", "12", "6 / 12 = 50% ≠ 100", "50", "theo phép tính"),
])
def test_a_percentage_is_filled_in(
    rate: str, done: str, tasks: str, computation: str, suggestion: str, why: str,
) -> None:
    found = only(facts_of({"plan.rate": rate, "plan.done": done, "plan.tasks": tasks}), RATE)
    assert found.computation == computation
    assert [s.text for s in found.suggestions] == [suggestion]
    assert found.suggestions[0].why.startswith(why)


def test_the_wrong_base_of_a_percentage_is_named() -> None:
    draft = Draft()
    text = "36 trên tổng số 54, tức 50%, trong đó 72 đang xử lý"
    line = draft.line(text)
    part, whole, percent, other = (number(each, text.index(each)) for each in ("36", "54", "50%", "72"))
    draft.numbers.extend((part, whole, percent, other))
    draft.sentences.append(Sentence(line, None, "done", "whole"))
    each = rule(each="ratio", assert_="it.percent == pct(it.part, it.whole)")
    found = only(draft.report(ratios=(Ratio(line, part, whole, percent),)), each)
    assert ("72", "tỷ lệ khớp với mẫu số này") in [(place.text, place.label) for place in found.locations]


def test_what_is_missing_is_said() -> None:
    assert reasons(facts_of({"plan.done": "90"}), BOUND) == [("missing", ("plan.tasks",))]
    assert reasons(facts_of({}), BOUND) == [("missing", ("plan.done", "plan.tasks"))]
    assert reasons(facts_of({"plan.rate": "0%", "plan.done": "0", "plan.tasks": "0"}), RATE) == [
        ("zero-base", ("plan.rate", "plan.done", "plan.tasks"))]


def test_an_unknown_scope_is_never_compared() -> None:
    draft = Draft()
    draft.tell("plan.done", "90", scope="")
    draft.tell("plan.tasks", "85")
    assert states(draft.report(), BOUND) == (0, 0, 1, 0)
    assert reasons(draft.report(), BOUND) == [("scope", ("plan.done",))]


def test_a_row_that_holds_no_number_is_unreadable() -> None:
    draft = Draft()
    draft.tell("plan.tasks", "85")
    draft.row("1.1", "chín mươi", concept="plan.done")
    assert reasons(draft.report(), BOUND) == [("unreadable", ("plan.done",))]


def test_figures_of_two_scopes_are_two_evaluations() -> None:
    draft = Draft()
    for scope, done in (("whole", "9"), ("communes", "7")):
        draft.tell("plan.done", done, scope=scope)
        draft.tell("plan.tasks", "8", scope=scope)
    assert states(draft.report(), BOUND) == (1, 1, 0, 0)


def test_figures_of_one_scope_are_not_held_against_another() -> None:
    draft = Draft()
    draft.tell("plan.done", "9", scope="communes")
    draft.tell("plan.tasks", "8", scope="district")
    assert states(draft.report(), BOUND) == (0, 0, 1, 0)


def test_a_name_can_fix_its_scope_and_channel() -> None:
    draft = Draft()
    draft.tell("plan.tasks", "10")
    draft.tell("plan.tasks", "6", scope="district")
    draft.tell("plan.tasks", "3", scope="communes")
    total = rule(assert_="plan.tasks@whole == plan.tasks@district + plan.tasks@communes")
    assert only(draft.report(), total).computation == "6 + 3 = 9 ≠ 10"
    draft.tell("plan.done", "4", channel="online")
    draft.tell("plan.done", "3")
    assert only(draft.report(), rule(assert_="plan.done@online <= plan.done@all")).computation == "4 > 3"


def test_the_table_and_each_passage_stand_for_themselves() -> None:
    draft = Draft()
    draft.tell("plan.done", "9")
    draft.tell("plan.tasks", "8")
    draft.tell("plan.done", "7", "prose", group=4)
    draft.tell("plan.tasks", "8", "prose", group=4)
    draft.tell("plan.done", "12", "prose", group=7)  # told alone: with nothing to hold it against
    assert states(draft.report(), BOUND) == (1, 1, 0, 0)


def test_table_and_prose_are_mixed_only_where_neither_decides() -> None:
    draft = Draft()
    draft.tell("plan.done", "9", "prose", group=4)
    draft.tell("plan.tasks", "8")
    assert states(draft.report(), BOUND) == (0, 1, 0, 0)
    draft.tell("plan.done", "7", "prose", group=5)  # now it is told twice and differently
    assert states(draft.report(), BOUND) == (0, 0, 1, 0)
    assert reasons(draft.report(), BOUND) == [("conflict", ("plan.done",))]


def test_a_note_speaks_for_a_row_without_a_figure() -> None:
    draft = Draft()
    draft.tell("plan.done", "9", "note")
    draft.tell("plan.tasks", "8")
    assert states(draft.report(), BOUND) == (0, 1, 0, 0)
    draft.tell("plan.done", "7")
    assert states(draft.report(), BOUND) == (1, 0, 0, 0)


PARTS = "tasks.assigned == tasks.on_time + tasks.late + tasks.overdue"


@pytest.mark.parametrize(("policy", "source", "told", "expected"), [
    ("unknown", "table", ("9", "7", "2"), "unknown"),
    ("zero", "table", ("9", "7", "2"), "ok"),
    ("zero", "table", ("10", "7", "2"), "violated"),
    ("nonneg", "table", ("10", "7", "2"), "ok"),
    ("nonneg", "table", ("8", "7", "2"), "violated"),
    ("part", "table", ("10", "7", "2"), "violated"),
    ("part", "prose", ("10", "7", "2"), "ok"),
    ("part", "prose", ("8", "7", "2"), "violated"),
    ("zero", "table", ("9",), "unknown"),
])
def test_what_a_missing_part_stands_for(policy: str, source: str, told: tuple[str, ...], expected: str) -> None:
    draft = Draft()
    for concept, text in zip(("tasks.assigned", "tasks.on_time", "tasks.late"), told, strict=False):
        draft.tell(concept, text, source, group=1)
    each = rule(assert_=PARTS, missing={f"tasks.{part}": policy for part in ("on_time", "late", "overdue")})
    assert dict(zip(("ok", "violated", "unknown"), states(draft.report(), each), strict=False))[expected] == 1


def test_a_lower_bound_is_told_as_one() -> None:
    each = rule(assert_=PARTS, missing={f"tasks.{part}": "nonneg" for part in ("on_time", "late", "overdue")})
    found = only(facts_of({"tasks.assigned": "8", "tasks.on_time": "7", "tasks.late": "2"}), each)
    assert found.computation == "7 + 2 + … ≥ 9 > 8"


def test_when_and_except() -> None:
    report = facts_of({"plan.done": "90", "plan.tasks": "85", "plan.rate": "100%"})
    assert states(report, rule(assert_="plan.done <= plan.tasks", when="plan.tasks > 100")) == (0, 0, 0, 1)
    assert states(report, rule(assert_="plan.done <= plan.tasks", when="tasks.late > 0")) == (0, 0, 0, 1)
    assert states(report, rule(assert_="plan.done <= plan.tasks", except_="tasks.late > 0")) == (0, 1, 0, 0)
    assert states(report, rule(assert_="plan.done <= plan.tasks", except_="plan.rate == 100")) == (0, 0, 0, 1)


def test_over_each_thing() -> None:
    draft = Draft()
    total, one, two = (draft.figure(text) for text in ("50", "42", "4"))
    span = draft.line("Tổng số, trong đó")
    report = draft.report(breakdowns=(Breakdown(span, total, (one, two), True), Breakdown(span, total, (), False)))
    each = rule(each="breakdown", when="it.exhaustive", assert_="it.total == sum(it.parts)",
                message="Tổng {it.total} khác {computed}")
    assert states(report, each) == (0, 1, 0, 1)
    found = only(report, each)
    assert (found.message, found.computation) == ("Tổng 50 khác 46", "42 + 4 = 46 ≠ 50")
    assert [(place.text, place.label) for place in found.locations] == [("50", "tổng"), ("42", "phần"), ("4", "phần")]


def test_a_missing_part_of_a_thing() -> None:
    draft = Draft()
    ratio = Ratio(draft.line("36/54"), draft.figure("36"), draft.figure("54"), None)
    each = rule(each="ratio", assert_="it.percent == pct(it.part, it.whole)")
    assert reasons(draft.report(ratios=(ratio,)), each) == [("missing", ("it.percent",))]


def test_rows_and_their_children() -> None:
    draft = Draft()
    draft.row("1", "9", kind="group")
    for code, value in (("1.1", "4"), ("1.2", "3"), ("1.3", "")):
        draft.row(code, value, parent=0)
    told = rule(each="row", when='it.kind == "group"', assert_="it.number == sum(it.children.number)",
                missing={"it.children.number": "zero"}, message="{it.number}: {computed}")
    assert only(draft.report(), told).message == "9: 7"
    assert states(draft.report(), rule(
        each="row", when='it.kind == "group"', assert_="it.number == sum(it.children.number)")) == (0, 0, 1, 3)
    assert states(draft.report(), rule(
        each="row", when='it.kind == "group"',
        assert_="it.number == sum(c.number for c in it.children if known(c.number)) + 2")) == (1, 0, 0, 3)
