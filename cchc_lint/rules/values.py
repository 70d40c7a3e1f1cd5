"""What expressions compute with: exact numbers, intervals, and truths of three values.

A quantity is an int, Decimal or Fraction where it is exact, an Interval where a printed figure can stand
for many values, None where it is missing. A truth is True, False, OPEN (some true values behind the
figures satisfy it, others do not) or None (a figure that it needs is missing). The plain case, two
ints, never leaves Python's own arithmetic: callers test for it before they come here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal
from fractions import Fraction
from typing import Any, cast

from cchc_lint.interval import INFINITY, OPEN, Exact, Interval, Verdict
from cchc_lint.report import Number

Scalar = int | Decimal | Fraction
Quantity = Scalar | Interval | None
Truth = bool | Verdict | None


def figure(number: Number) -> Exact | Interval:
    """What a written number stands for, as plainly as it can be said."""
    interval = number.interval
    low = interval.low
    return low if low == interval.high else interval


def lift(value: Scalar | Interval) -> Interval:
    # An Interval of Fractions compares with one of Decimals exactly; its annotation knows only the latter.
    return value if type(value) is Interval else Interval(cast(Exact, value), cast(Exact, value))


def truth(verdict: Verdict) -> Truth:
    if verdict.certain:
        return True
    return OPEN if verdict.possible else False


def negated(value: Truth) -> Truth:
    return (not value) if type(value) is bool else value


def both(left: Truth, right: Truth) -> Truth:
    """left and right: one False decides, even beside a missing one."""
    if left is False or right is False:
        return False
    if left is None or right is None:
        return None
    return right if left is True else left


def either(left: Truth, right: Truth) -> Truth:
    """left or right: one True decides, even beside a missing one."""
    if left is True or right is True:
        return True
    if left is None or right is None:
        return None
    return right if left is False else left


# Arithmetic


def plus(left: Quantity, right: Quantity) -> Quantity:
    if left is None or right is None:
        return None
    a, b = lift(left), lift(right)
    try:
        total = a + b
    except TypeError:  # a Fraction and a Decimal
        total = _rational(a) + _rational(b)
    return _plain(total)


def minus(left: Quantity, right: Quantity) -> Quantity:
    return plus(left, negative(right))


def negative(value: Quantity) -> Quantity:
    if value is None:
        return None
    return -value


def times(value: Quantity, factor: Scalar) -> Quantity:
    """value times a constant; 0 is exactly 0, whatever the value."""
    if value is None:
        return None
    if factor == 0:
        return 0
    try:
        return _plain(lift(value).scaled(cast(Exact, factor)))
    except TypeError:
        return _plain(_rational(lift(value)).scaled(cast(Exact, Fraction(factor))))


def total(values: Sequence[Quantity]) -> Quantity:
    """The sum of a list; None where one of them is missing."""
    result: Quantity = 0
    for value in values:
        if value is None:
            return None
        result = result + value if type(result) is int is type(value) else plus(result, value)
    return result


def percentage(part: Quantity, whole: Quantity) -> Quantity:
    """100 × part / whole, exactly; None for a whole of 0 (0/0 says nothing) or one that may be negative."""
    if part is None or whole is None:
        return None
    if type(part) is not Interval is not type(whole):
        return None if whole == 0 else Fraction(cast(Scalar, part)) * 100 / Fraction(cast(Scalar, whole))
    p, w = lift(part), lift(whole)
    if w.low < 0 or w.high == 0:
        return None
    low, low_open = _quotient(p.low, p.low_open, *_end(w, high=p.low >= 0))
    high, high_open = _quotient(p.high, p.high_open, *_end(w, high=p.high < 0))
    return Interval(cast(Exact, low), cast(Exact, high), low_open, high_open)


def mean(total: Quantity, count: Quantity) -> Quantity:
    """total / count, exactly; None for a count of 0 or one that may be negative."""
    share = percentage(total, count)
    if not isinstance(share, Interval):
        return None if share is None else Fraction(share) / 100
    low, high = (cast(Exact, end if abs(end) == INFINITY else Fraction(end) / 100) for end in (share.low, share.high))
    return Interval(low, high, share.low_open, share.high_open)


def percent_is(percent: Quantity, part: Quantity, whole: Quantity) -> Truth:
    """percent == 100 × part / whole, by cross-multiplication where part and whole are whole numbers."""
    if percent is None or part is None or whole is None:
        return None
    if type(part) is int is type(whole) and whole > 0:
        scaled = 100 * part
        if type(percent) is not Interval:
            return cast(Scalar, percent) * whole == scaled
        low, high = percent.low * whole, percent.high * whole
        if low < scaled < high:
            return OPEN
        if (scaled == low and not percent.low_open) or (scaled == high and not percent.high_open):
            return OPEN
        return False
    return equal(percent, percentage(part, whole))


def extreme(values: Sequence[Quantity], *, largest: bool) -> Quantity:
    """The smallest or largest of a list; None where it is empty or one is missing."""
    result: Quantity = None
    for value in values:
        if value is None:
            return None
        result = value if result is None else _further(result, value, largest=largest)
    return result


# Comparison


def less(left: Quantity, right: Quantity) -> Truth:
    if left is None or right is None:
        return None
    return truth(lift(left).less(lift(right)))


def at_most(left: Quantity, right: Quantity) -> Truth:
    if left is None or right is None:
        return None
    return truth(lift(left).at_most(lift(right)))


def equal(left: Quantity, right: Quantity) -> Truth:
    if left is None or right is None:
        return None
    return truth(lift(left).equals(lift(right)))


COMPARE: dict[str, Callable[[Any, Any], Truth]] = {
    "<": less,
    "<=": at_most,
    ">": lambda left, right: less(right, left),
    ">=": lambda left, right: at_most(right, left),
    "==": equal,
    "!=": lambda left, right: negated(equal(left, right)),
}


# Showing


def shown(value: object, decimals: int | None = None) -> str:
    """A value as an official writes it: 12.215; 66,67; 14/3/2022; "trên 70". `decimals` rounds half up."""
    if value is None:
        return "…"
    if isinstance(value, Number):
        return value.text or shown(value.value)
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, date):
        return f"{value.day:02}/{value.month}/{value.year}" if value.month > 2 else f"{value:%d/%m/%Y}"
    if isinstance(value, Interval):
        return _shown_interval(value, decimals)
    if isinstance(value, (int, Decimal, Fraction)):
        return _shown_scalar(value, decimals)
    if isinstance(value, (list, tuple)):
        return ", ".join(shown(item, decimals) for item in value)
    return str(value)


def at_decimals(value: Scalar, decimals: int, rounding: str = ROUND_HALF_UP) -> Decimal:
    """The value at so many decimals, exactly rounded (half up unless told otherwise)."""
    step = Fraction(1, 10**decimals)
    count, rest = divmod(abs(Fraction(value)), step)
    if rest and (rounding == ROUND_UP or (rounding == ROUND_HALF_UP and 2 * rest >= step)):
        count += 1
    sign = -1 if value < 0 else 1
    return Decimal(sign * int(count)).scaleb(-decimals)


def way_of_rounding(written: Decimal, exact: Scalar, decimals: int) -> str:
    """How a wrongly rounded figure came about: "cut", "up", or "" where neither explains it."""
    if at_decimals(exact, decimals, ROUND_DOWN) == written:
        return "cut"
    return "up" if at_decimals(exact, decimals, ROUND_UP) == written else ""


def grouped(text: str) -> str:
    """Digits with a dot between thousands: 12215 is 12.215."""
    return f"{int(text):,}".replace(",", ".")


def _shown_scalar(value: Scalar, decimals: int | None) -> str:
    if value in (INFINITY, -INFINITY):
        return "∞" if value > 0 else "−∞"
    if decimals is None:
        if isinstance(value, Fraction) and value.denominator != 1:
            decimals = 2
        else:
            decimals = max(0, -cast(int, value.as_tuple().exponent)) if isinstance(value, Decimal) else 0
    sign = "−" if value < 0 else ""
    whole, _, rest = str(abs(at_decimals(value, decimals))).partition(".")
    return f"{sign}{grouped(whole)}{',' + rest if rest else ''}"


def _shown_interval(value: Interval, decimals: int | None) -> str:
    if value.exact:
        return _shown_scalar(value.low, decimals)
    if value.high == INFINITY:
        return f"{'trên' if value.low_open else 'từ'} {_shown_scalar(value.low, decimals)}"
    if value.low == -INFINITY:
        return f"{'dưới' if value.high_open else 'đến'} {_shown_scalar(value.high, decimals)}"
    return f"{_shown_scalar(value.low, decimals)}–{_shown_scalar(value.high, decimals)}"


def _plain(value: Interval) -> Scalar | Interval:
    return value.low if value.low == value.high else value


def _rational(value: Interval) -> Interval:
    return Interval(_fraction(value.low), _fraction(value.high), value.low_open, value.high_open)


def _fraction(value: Exact) -> Any:
    """The value as a Fraction; an infinite end as one so large that no figure reaches it."""
    if value in (INFINITY, -INFINITY):
        return Fraction(10**60 if value > 0 else -(10**60))
    return Fraction(value)


def _end(value: Interval, *, high: bool) -> tuple[Exact, bool]:
    return (value.high, value.high_open) if high else (value.low, value.low_open)


def _quotient(part: Exact, part_open: bool, whole: Exact, whole_open: bool) -> tuple[Scalar, bool]:
    """(100 × part / whole, whether that end is open), with infinite and zero ends."""
    if part == 0:
        return 0, part_open
    if part in (INFINITY, -INFINITY) or whole == 0:
        return (INFINITY if part > 0 else -INFINITY), True
    if whole == INFINITY:
        return 0, True
    return Fraction(part) * 100 / Fraction(whole), part_open or whole_open


def _further(left: Scalar | Interval, right: Scalar | Interval, *, largest: bool) -> Scalar | Interval:
    if type(left) is not Interval is not type(right):
        return left if (cast(Scalar, left) > cast(Scalar, right)) is largest else right
    a, b = lift(left), lift(right)
    pick = max if largest else min
    low, high = pick(a.low, b.low), pick(a.high, b.high)
    return _plain(Interval(
        low, high,
        all(i.low_open for i in (a, b) if i.low == low), all(i.high_open for i in (a, b) if i.high == high),
    ))
