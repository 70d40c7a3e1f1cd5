"""Is a percent right of a count and its whole? What the tellings of ratios are weighed by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from cchc_lint.document import Span
from cchc_lint.interval import exactly
from cchc_lint.report import Number, Ratio

NEAR = 12  # of 100: a percent that misses its part by more is that of something else


def fits(part: Number, whole: Number, percent: Number) -> bool:
    """Is the percent, as far as it is rounded, what the part is of the whole?"""
    low, high = percent.interval.low * whole.value, percent.interval.high * whole.value
    return bool(low <= part.value * 100 <= high)


def is_right(ratio: Ratio) -> bool:
    """Does the percent fit its counts?"""
    return ratio.percent is not None and fits(ratio.part, ratio.whole, ratio.percent)


def percent_off(part: Number, whole: Number, percent: Number) -> Decimal:
    """By how much of 100 the percent misses part / whole; 100 where either is nothing."""
    if not whole.value or not percent.value:
        return Decimal(100)
    if fits(part, whole, percent):
        return Decimal(0)
    real = Decimal(part.value) * 100 / Decimal(whole.value)
    return abs(real - Decimal(percent.value)) * 100 / Decimal(percent.value)


def sum_of(numbers: Sequence[Number]) -> Number:
    """What numbers of one unit make: a figure told nowhere itself, with their span and the style "sum"."""
    total = sum(number.value for number in numbers)
    span = Span(numbers[0].span.start, numbers[-1].span.end)
    return replace(numbers[0], span=span, text="", value=total, interval=exactly(total), style="sum")


def ratio_of(part: Number, whole: Number, percent: Number | None) -> Ratio:
    """The ratio of the three, from the first that is told to the last."""
    told = [n.span for n in (part, whole, percent) if n is not None and n.style != "sum"]
    return Ratio(Span(min(s.start for s in told), max(s.end for s in told)), part, whole, percent)
