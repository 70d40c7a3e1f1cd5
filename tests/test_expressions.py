"""The rule language: what an expression means, which texts are none, and that a verdict is never wrong."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_lint.document import Document, Origin
from cchc_lint.interval import INFINITY, OPEN, Interval
from cchc_lint.report import Header, Report
from cchc_lint.rules import values
from cchc_lint.rules.expressions import compile_expression
from cchc_lint.rules.nodes import Env, ExpressionError, Names, Stub, value_of
from cchc_lint.rules.testing import number
from cchc_lint.rules.view import View

FACTS = {"a": None, "b": None, "c": None, "staff.present": None, "staff.quota": None}
EMPTY = View(Report(Document("", "text", "", "", (), Origin("")), Header(), None, ""))


def evaluate(text: str, told: dict[str, Any]) -> Any:
    """The value of an expression over facts; figures are texts, other values stand as they are."""
    names = Names(facts=FACTS)
    node = compile_expression(text, names)
    env = Env(EMPTY)
    env.values = [_value(told.get(operand.name)) for operand in names.operands]
    return node.run(env)


def _value(told: Any) -> Any:
    return values.figure(number(told)) if isinstance(told, str) else told


def of_thing(expression: str, record: str, **attributes: Any) -> Any:
    """The value of an expression over a made-up thing."""
    env = Env(EMPTY, Stub(attributes))
    return compile_expression(expression, Names(it=record, tests=True, direct=True)).run(env)


@pytest.mark.parametrize(("text", "told", "expected"), [
    ("a <= b", {"a": "83", "b": "85"}, True),
    ("a <= b", {"a": "90", "b": "85"}, False),
    ("a <= b", {"a": "90"}, None),
    ("a == b + c", {"a": "3.228", "b": "2.485", "c": "743"}, True),
    ("a == b + c", {"a": "3.222", "b": "2.485", "c": "743"}, False),
    ("a == sum(b, c)", {"a": "5", "b": "2", "c": "3"}, True),
    ("a == 2 * b - c * 3", {"a": "1", "b": "5", "c": "3"}, True),
    ("-a < 0", {"a": "1"}, True),
    ("0 <= a <= 100", {"a": "111"}, False),
    ("a in [0, 1, 2]", {"a": "3"}, False),
    ("a not in [0, 1, 2]", {"a": "3"}, True),
    ("a > 70", {"a": "trên 70"}, True),
    ("a == 70", {"a": "trên 70"}, False),
    ("a == 75", {"a": "trên 70"}, OPEN),
    ("not a == 75", {"a": "trên 70"}, OPEN),
    ("a == b", {"a": "12,6%", "b": "12,63%"}, OPEN),
    ("a == b", {"a": "12,6%", "b": "12,73%"}, False),
    ("a == pct(b, c)", {"a": "66,67%", "b": "36", "c": "54"}, OPEN),
    ("a == pct(b, c)", {"a": "66,66%", "b": "36", "c": "54"}, False),
    ("pct(b, c) == a", {"a": "67%", "b": "36", "c": "54"}, OPEN),
    ("a == pct(b, c)", {"a": "0%", "b": "0", "c": "0"}, None),
    ("a == 100 - pct(b, c)", {"a": "33,33%", "b": "36", "c": "54"}, OPEN),
    ("a == mean(b, c)", {"a": "7", "b": "147", "c": "21"}, True),
    ("a == mean(b, c)", {"a": "7", "b": "148", "c": "21"}, False),
    ("a == mean(b, c)", {"a": "6,5", "b": "312,4 tỷ đồng", "c": "48"}, OPEN),
    ("a == mean(b, c)", {"a": "7", "b": "0", "c": "0"}, None),
    ("min(a, b) == 2 and max(a, b, c) == 9", {"a": "2", "b": "9", "c": "4"}, True),
    ("abs(a - b) <= 1", {"a": "4", "b": "5"}, True),
    ("a <= b or a <= c", {"a": "5", "c": "6"}, True),
    ("a <= b or a <= c", {"a": "7", "c": "6"}, None),
    ("a <= b and a <= c", {"a": "7", "c": "6"}, False),
    ("known(a) and blank(b)", {"a": "0"}, True),
    ("2 * staff.present@communes <= staff.quota@online",
     {"staff.present@communes": "2", "staff.quota@online": "4"}, True),
    ("-a@communes.online < 0", {"a@communes.online": "1"}, True),
])
def test_figures(text: str, told: dict[str, str], expected: values.Truth) -> None:
    assert evaluate(text, told) == expected


@pytest.mark.parametrize(("text", "record", "attributes", "expected"), [
    ('it.kind == "QĐ"', "citation", {"kind": "QĐ"}, True),
    ('it.kind != "QĐ"', "citation", {"kind": ""}, None),
    ('it.kind == ""', "citation", {"kind": ""}, True),
    ('it.kind in ["", "QĐ"]', "citation", {"kind": None}, True),
    ('it.kind in ["KH", "QĐ"]', "citation", {"kind": ""}, None),
    ('like(it.title, "^phương hướng|nhiệm vụ$")', "heading", {"title": "PHƯƠNG HƯỚNG quý II"}, True),
    ('like(it.title, "^nhiệm vụ")', "heading", {"title": "Phương hướng, nhiệm vụ"}, False),
    ('like(it.title, "nhiệm vụ")', "heading", {"title": ""}, None),
    ('"quý" in it.text', "period", {"text": "quý I/2022"}, True),
    ('fold(it.name) == fold("Hoà  Bình")', "name", {"name": "HÒA BÌNH"}, True),
    ("len(it.children) == 2", "row", {"children": [Stub(), Stub()]}, True),
    ('all(c.kind == "count" for c in it.children)', "row",
     {"children": [Stub(kind="count"), Stub(kind="rate")]}, False),
    ('any(c.kind == "rate" for c in it.children if c.among)', "row",
     {"children": [Stub(kind="rate", among=True)]}, True),
    ("it.exhaustive", "breakdown", {"exhaustive": True}, True),
    ("it.parent.code == it.code_parent", "row", {"parent": Stub(code="1.2"), "code_parent": "1.1"}, False),
    ("it.year == report.period.year", "period", {"year": 2021}, None),
])
def test_things(text: str, record: str, attributes: dict[str, Any], expected: values.Truth) -> None:
    assert of_thing(text, record, **attributes) == expected


def test_days() -> None:
    from datetime import date

    told = {"value": date(2022, 3, 14)}
    assert of_thing("it.value <= date(2022, 3, 14) and year(it.value) == 2022", "date", **told) is True
    assert of_thing("it.value + days(20) - it.value == 20 and month(it.value + 20) == 4", "date", **told) is True
    assert of_thing("weekday(it.value) == 1 and day(it.value) == 14", "date", **told) is True
    assert of_thing("it.value < date(2022, 3, 1)", "date", value=None) is None


def test_lists_of_figures_are_operands() -> None:
    names = Names(it="row", tests=True)
    node = compile_expression("it.number == sum(c.number for c in it.children if c.among)", names)
    rows = [Stub(number=number(text), among=among) for text, among in (("2", True), ("9", False), ("3", True))]
    env = Env(EMPTY, Stub(number=number("5"), children=rows))
    env.numbers = [operand.read(env) for operand in names.operands if operand.read]
    env.values = [value_of(each) for each in env.numbers]
    assert [operand.many for operand in names.operands] == [False, True]
    assert env.values == [5, [2, 3]]
    assert node.run(env) is True


@pytest.mark.parametrize(("text", "words", "at"), [
    ("staff.presnt <= staff.quota", "có phải là “staff.present”?", (0, 12)),
    ("a <= it.part", "không có chỉ tiêu «it.part»", (5, 12)),
    ("a <= b@commune", "có phải là “communes”?", (7, 14)),
    ("a <= ", "sai cú pháp", None),
    ("a / b == 1", "chỉ có + − và ×", (0, 5)),
    ("a * b == 1", "hằng số", (0, 5)),
    ("a ** 2 == 1", "chỉ có + − và ×", None),
    ("a + 'x' == 1", "phép tính cần số", None),
    ("a == 'x'", "không so sánh được", None),
    ("a < 'x'", "không so sánh được", None),
    ("a is None", "thử known(…)", None),
    ("a", "cần điều kiện", (0, 1)),
    ("summ([a, b]) == 1", "có phải là “sum”?", (0, 4)),
    ("pct(a) == 1", "cần 2 tham số", None),
    ("min(a) == 1", "từ hai số trở lên", None),
    ("date(2022, 2, 30) == date(2022, 1, 1)", "date", None),
    ("(lambda: 1)() == 1", "không có hàm", None),
    ("__import__('os') == 1", "không có hàm «__import__»", None),
    ("a.__class__ == 1", "không có chỉ tiêu «a.__class__»", None),
    ("[x for x in a] == 1", "«for» cần", None),
    ("a if b else c", "không có trong ngôn ngữ quy tắc", None),
    ("f'{a}' == 'x'", "không có trong ngôn ngữ quy tắc", None),
    ("(a := 1) == 1", "không có trong ngôn ngữ quy tắc", None),
    ("a[0] == 1", "không có trong ngôn ngữ quy tắc", None),
    ("a == 1j", "hằng này không dùng được", None),
    ("sum(a, *b) == 1", "theo thứ tự", None),
])
def test_what_is_no_expression(text: str, words: str, at: tuple[int, int] | None) -> None:
    with pytest.raises(ExpressionError) as caught:
        compile_expression(text, Names(facts=FACTS), "truth")
    assert words in caught.value.message
    if at is not None:
        assert (caught.value.start, caught.value.end) == at


@pytest.mark.parametrize(("text", "words"), [
    ("it.percnt == 1", "có phải là “percent”?"),
    ("it.percent.unit == 'x'", "không có thuộc tính nào"),
    ("staff.present == 1", "không có tên «staff.present»"),
    ("reprt.year == 1", "có phải là “report”?"),
])
def test_what_a_thing_does_not_have(text: str, words: str) -> None:
    with pytest.raises(ExpressionError, match=words.replace("?", r"\?")):
        compile_expression(text, Names(it="ratio"))


def test_every_name_of_the_model_can_be_read() -> None:
    from cchc_lint.rules.model import RECORDS, VALUE_TYPES, element

    for record, attributes in RECORDS.items():
        for name, attribute in attributes.items():
            assert element(attribute.type) in (*VALUE_TYPES, *RECORDS), (record, name)


# Soundness: a verdict holds for whatever true values stand behind the printed figures.

DECIMALS = st.decimals(-50, 50, places=1)


@st.composite
def figures(draw: st.DrawFn) -> tuple[Any, Decimal]:
    """(what is printed, a true value behind it)"""
    low = draw(DECIMALS)
    high = low + draw(st.sampled_from([Decimal(0), Decimal("0.5"), Decimal(3)]))
    if low == high:
        return int(low) if low == int(low) else low, low
    low_open, high_open = draw(st.booleans()), draw(st.booleans())
    inside = draw(st.sampled_from([low + Decimal("0.1"), high - Decimal("0.1"), (low + high) / 2]))
    if draw(st.booleans()):
        return Interval(low, INFINITY, low_open, True), inside + draw(st.sampled_from([0, 100]))
    return Interval(low, high, low_open, high_open), inside


@st.composite
def sums(draw: st.DrawFn, depth: int = 2) -> str:
    if not depth or draw(st.booleans()):
        return draw(st.sampled_from(["a", "b", "c", "2", "0.5"]))
    left, right = draw(sums(depth - 1)), draw(sums(depth - 1))
    return draw(st.sampled_from([
        f"({left} + {right})", f"({left} - {right})", f"(-{left})", f"(3 * {left})", f"({left} * -2)",
        f"sum({left}, {right})", f"min({left}, {right})", f"max({left}, {right})", f"abs({left})",
    ]))


@st.composite
def conditions(draw: st.DrawFn, depth: int = 2) -> str:
    if not depth or draw(st.booleans()):
        sign = draw(st.sampled_from(["<", "<=", ">", ">=", "==", "!="]))
        return f"{draw(sums())} {sign} {draw(sums())}"
    left, right = draw(conditions(depth - 1)), draw(conditions(depth - 1))
    return draw(st.sampled_from([f"(({left}) and ({right}))", f"(({left}) or ({right}))", f"(not ({left}))"]))


@given(conditions(), figures(), figures(), figures())
def test_a_verdict_holds_for_the_true_values(text: str, a: Any, b: Any, c: Any) -> None:
    printed = {"a": a[0], "b": b[0], "c": c[0]}
    true = evaluate(text, {"a": a[1], "b": b[1], "c": c[1]})
    verdict = evaluate(text, printed)
    assert true in (True, False)
    assert verdict is not None
    if true:
        assert verdict is not False, "violated, though some true values satisfy it"
    else:
        assert verdict is not True, "certain, though some true values break it"


@given(conditions(), figures(), figures(), st.sets(st.sampled_from("abc"), min_size=1))
def test_a_missing_figure_never_decides_wrongly(text: str, a: Any, b: Any, missing: set[str]) -> None:
    told = {"a": a[1], "b": b[1], "c": Decimal(1)}
    verdict = evaluate(text, {name: value for name, value in told.items() if name not in missing})
    if verdict is not None:  # decided without the missing ones: then whatever they are
        for other in (Decimal(-1000), Decimal(0), Decimal(1000)):
            known = {name: other if name in missing else value for name, value in told.items()}
            assert evaluate(text, known) == verdict


@given(st.integers(0, 5000), st.integers(1, 5000), st.integers(0, 3), st.integers(-3, 3))
def test_percentages_round_half_up(part: int, whole: int, decimals: int, off: int) -> None:
    exact = Fraction(100 * part, whole)
    step = Fraction(1, 10**decimals)
    half_up = (exact + step / 2) // step * step
    written = half_up + off * step
    printed = Interval(*(Decimal((written + end).numerator) / Decimal((written + end).denominator)
                         for end in (-step / 2, step / 2)), False, True)
    assert (values.percent_is(printed, part, whole) is not False) is (off == 0)


@given(figures(), figures())
def test_percentages_of_intervals_hold_for_the_true_values(part: Any, whole: Any) -> None:
    found = values.percentage(part[0], whole[0])
    if found is None or whole[1] <= 0:
        return
    true = Fraction(part[1]) * 100 / Fraction(whole[1])
    assert values.equal(found, true) is not False


@given(st.integers(-10**9, 10**9), st.integers(0, 4))
def test_rounding_is_exact(value: int, decimals: int) -> None:
    exact = Fraction(value, 7)
    rounded = values.at_decimals(exact, decimals)
    assert abs(Fraction(rounded) - exact) * 2 <= Fraction(1, 10**decimals)


@pytest.mark.parametrize(("value", "expected"), [
    (12215, "12.215"), (Decimal("66.67"), "66,67"), (-3, "−3"), (Interval(70, INFINITY, True, True), "trên 70"),
    (Interval(-INFINITY, 5, True, False), "đến 5"), (None, "…"), (number("trên 70"), "70"),
])
def test_values_are_shown_as_an_official_writes_them(value: object, expected: str) -> None:
    assert values.shown(value) == expected
