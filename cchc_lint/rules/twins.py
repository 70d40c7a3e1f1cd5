"""Figures that are another figure of the report with two neighbouring digits changed over: 1.824 beside 1.842."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cchc_lint.document import Span
from cchc_lint.parse.clauses import family_of, related
from cchc_lint.report import Number, Report

_DIGITS = 4  # of fewer, too many figures of one report are so alike by chance
_OFTEN = 2


def swapped(report: Report, figures: Sequence[Number]) -> dict[Span, Number]:
    """Each figure of the prose, told once and in no sum or ratio that holds, that is a more frequent one of its unit
    with two digits changed over; with the first telling of that one."""
    told: dict[str, list[Number]] = {}
    for number in figures:
        if not number.decimals:
            told.setdefault(_digits(number), []).append(number)
    sound = _sound(report)
    found: dict[Span, Number] = {}
    for number in report.numbers:
        digits = _digits(number)
        if len(digits) < _DIGITS or len(told.get(digits, ())) != 1 or number.span in sound or number.quantifier:
            continue
        for other in _turned(digits):
            tellings = told.get(other, [])
            if len(tellings) >= _OFTEN and all(related(family_of(each), family_of(number)) for each in tellings):
                found[number.span] = tellings[0]
    return found


def _digits(number: Number) -> str:
    return "".join(filter(str.isdigit, number.text)).lstrip("0")


def _turned(digits: str) -> Iterator[str]:
    for at in range(len(digits) - 1):
        turned = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
        if turned != digits and turned[0] != "0":
            yield turned


def _sound(report: Report) -> set[Span]:
    """The figures that a sum, a change or a percentage bears out."""
    found: set[Span] = set()
    for breakdown in report.breakdowns:
        if sum(part.value for part in breakdown.parts) == breakdown.total.value:
            found.update(number.span for number in (breakdown.total, *breakdown.parts))
    for change in report.changes:
        before, after, by = change.before, change.after, change.by
        if before and after and by and abs(after.value - before.value) == by.value:
            found.update((before.span, after.span, by.span))
    for ratio in report.ratios:
        if ratio.percent and ratio.whole.value:
            percent, whole = ratio.percent.interval, ratio.whole.value
            if percent.low * whole <= ratio.part.value * 100 <= percent.high * whole:
                found.update((ratio.part.span, ratio.whole.span))
    return found
