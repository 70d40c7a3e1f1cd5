"""Averages and products told in prose, tied by what the three figures count:

    410 tiêu chí/24 xã, bình quân 17,1 tiêu chí/xã       per noun after a slash
    9 tháng … 158 doanh nghiệp, bình quân mỗi tháng 17,6  per noun before the figure
    21 tổ, mỗi tổ 07 người, tổng số 147 thành viên        each has as many

Where several figures can be the total or the count, the ones that fit are taken; else those nearest to fit, if
they do nearly: an average of something that is not told is none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from cchc_lint.document import Span
from cchc_lint.interval import Exact, exactly, rounded
from cchc_lint.parse.clauses import Figure, family_of_word
from cchc_lint.parse.units import unit_of
from cchc_lint.report import Average, Number

_WORDS = r"[^\W\d_]+(?: [^\W\d_]+){0,3}"
_PER_AFTER = re.compile(rf"^(?P<what>[^\W\d_][\w ]{{0,40}}?) ?/ ?(?P<per>{_WORDS})\b(?! ?/)", re.I)
_PER_BEFORE = re.compile(
    rf"\b(?:(?P<mean>bình quân|trung bình)(?: cho)? (?:mỗi|một|từng)|mỗi|từng)\s+(?P<per>{_WORDS})\s*$", re.I
)
_VERBS = re.compile(r"(?: (?:có|đạt|là|được|giao|gồm|bố trí))+$")  # "mỗi tháng giải quyết 12" is of what was resolved
_MEAN = re.compile(r"\b(?:bình quân|trung bình|tỷ lệ|tỉ lệ)\b[^,;.]{0,60}$", re.I)
_OPENED = re.compile(r"\(\s*$")  # "(07 người/tổ)"
_EXCEPT = re.compile(r"\b(?:riêng|ngoài ra|trừ|ngoại trừ|có nơi|có đơn vị)\b", re.I)
_SUM = re.compile(r"\btổng\b[^,;.]*$", re.I)
_MONTHS = re.compile(r"\b(?P<months>[0-9]{1,2}) tháng\b")
_PER_MONTH = "tháng"
_ANY_PLACE = frozenset(("nơi", "đơn vị", "địa phương", "địa bàn", "cơ sở", "điểm"))
_PLACES = frozenset(("xã", "đơn vị"))  # families
_NO_KIND = frozenset((
    "với", "của", "tham", "để", "do", "tại", "được", "là", "và", "trên", "ở", "có", "đã", "cho", "theo", "từ", "thì",
    "về", "trong", "bằng", "nên", "làm",
))
_PEOPLE = {"thành viên": "người", "đội viên": "người", "tổ viên": "người"}
_WINDOW = 20  # figures to either side
_ALONE = Decimal("1.5")  # how far off a mean may be whose total and count are the only ones
_AMONG = Decimal("1.15")


class _Told(NamedTuple):
    """A mean: the index of its figure, the unit of what each has, the noun of who has it."""

    at: int
    number: Number
    unit: str
    per: str


def find_averages(figures: Sequence[Figure]) -> list[Average]:
    """The averages of one passage."""
    found = []
    for told in _means(figures):
        start, end = _sentence(figures, told.at)
        if any(_EXCEPT.search(figure.gap) for figure in figures[told.at + 1 : end]):
            continue
        pair = _pair(figures, told, start, end)
        if pair is None and start and not told.number.interval.exact:
            pair = _pair(figures, told, _sentence(figures, start - 1)[0], end)
        if pair is not None:
            spans = [number.span for number in (*pair, told.number)]
            span = Span(min(each.start for each in spans), max(each.end for each in spans))
            found.append(Average(span, *pair, told.number))
    return found


def _means(figures: Sequence[Figure]) -> Iterator[_Told]:
    for i, figure in enumerate(figures):
        number = figure.number
        if figure.is_percent or figure.is_denominator or number.quantifier or number.value <= 0:
            continue
        before, after = _PER_BEFORE.search(figure.gap), _PER_AFTER.match(figure.after.lstrip())
        if before:
            words, mean = _VERBS.sub("", before["per"].lower()), before["mean"] is not None
        elif after and (number.decimals or _MEAN.search(figure.gap) or _OPENED.search(figure.gap)):
            words, mean = after["per"].lower(), True
        else:
            continue
        per = unit_of(tuple(words.split())) or words
        if (before and per != words) or (not mean and number.value < 2):
            continue
        # "mỗi tổ 07 người" is exact, a mean is rounded
        value = replace(number, interval=rounded(number.value, number.decimals)) if mean else number
        if unit := number.unit or (after["what"].strip().lower() if after and not before else ""):
            yield _Told(i, value, unit, per)


def _sentence(figures: Sequence[Figure], at: int) -> tuple[int, int]:
    """The first of the figures of a sentence, and the first after it."""
    first, last = max(0, at - _WINDOW), min(len(figures), at + _WINDOW)
    start = next((i for i in range(at, first, -1) if figures[i].starts_sentence), first)
    return start, next((i for i in range(at + 1, last) if figures[i].starts_sentence), last)


def _pair(figures: Sequence[Figure], told: _Told, start: int, end: int) -> tuple[Number, Number] | None:
    """The total and the count of a mean, among the figures of its sentence."""
    others = [(i, figures[i]) for i in range(start, end) if i != told.at]
    totals = [(i, figure.number) for i, figure in others if _is_total(figure, told)]
    counts = [(i, figure.number) for i, figure in others if _is_count(figure, told)]
    if not counts and told.per == _PER_MONTH:
        counts = list(_months(figures, start, told.at))
    pairs = [(i, total, j, count) for i, total in totals for j, count in counts if i != j]
    fitting = [(total, count) for _, total, _, count in pairs if _fits(total.value, count, told.number)]
    if fitting:
        return fitting[-1]
    before = [pair for pair in pairs if pair[0] < told.at and pair[2] < told.at] or pairs
    if not before:
        return None
    at, total, _, count = min(before, key=lambda pair: _off(pair[1], pair[3], told.number))
    summed = any(
        _fits(one.value + other.value, count, told.number) for (_, one), (_, other) in combinations(totals, 2)
    )
    if summed and not _SUM.search(figures[at].gap):
        return None  # the mean of two together
    limit = _ALONE if len(before) == 1 else _AMONG
    off = _off(total, count, told.number)
    return (total, count) if off <= limit and not _is_cut(total, count, told.number) else None


def _is_total(figure: Figure, told: _Told) -> bool:
    if not figure.is_amount or figure.number.quantifier or figure.number.value <= told.number.value:
        return False
    own, unit = figure.number.unit or figure.family, told.unit
    if not own or not _kind(told.number, unit) <= set(figure.number.noun.split()):
        return False
    return _names(own, unit) or _family(own) == _family(unit) != _family(told.per)


def _kind(number: Number, unit: str) -> set[str]:
    """The word that narrows down what each has: "02 công chức chuyên trách" are not all officials."""
    words = number.noun.removeprefix(unit).split()[:1]
    return set(words) - _NO_KIND


def _is_count(figure: Figure, told: _Told) -> bool:
    if not figure.is_amount or figure.number.decimals or figure.number.quantifier or figure.number.value < 2:
        return False
    own = figure.number.unit or figure.family
    if not own:
        return False
    if _names(own, told.per) or told.per.startswith(f"{own} "):
        return True
    family, per = _family(own), _family(told.per)
    if family in _PLACES and (told.per in _ANY_PLACE or (own in _ANY_PLACE and per in _PLACES)):
        return True
    return family == per != _family(told.unit)


def _names(own: str, unit: str) -> bool:
    """Does a unit name another one, or more closely: "lượt người" does "người"?"""
    return f" {unit} " in f" {own} "


def _family(unit: str) -> str:
    return _PEOPLE.get(unit) or family_of_word(unit)


def _months(figures: Sequence[Figure], start: int, at: int) -> Iterator[tuple[int, Number]]:
    """The months of "lũy kế 9 tháng", which are a period and no figure."""
    for i in range(start, at + 1):
        base = figures[i].number.span.start - len(figures[i].gap)
        for match in _MONTHS.finditer(figures[i].gap):
            value = int(match["months"])
            if value > 1:
                span = Span(base + match.start("months"), base + match.end("months"))
                yield -1, replace(
                    figures[i].number, span=span, text=match["months"], value=value, interval=exactly(value),
                    unit=_PER_MONTH, quantifier="", style="plain", decimals=0, noun=_PER_MONTH,
                )


def _fits(total: Exact, count: Number, mean: Number) -> bool:
    low, high = mean.interval.low * count.value, mean.interval.high * count.value
    return bool(low <= total <= high)


def _is_cut(total: Number, count: Number, mean: Number) -> bool:
    """Is a mean cut off, or rounded up, where it should be rounded?"""
    apart = abs(Decimal(total.value) / Decimal(count.value) - Decimal(mean.value))
    return not mean.interval.exact and apart < Decimal(1).scaleb(-mean.decimals)


def _off(total: Number, count: Number, mean: Number) -> Decimal:
    """How many times the mean is what it should be, or the other way about."""
    real, told = Decimal(total.value) / Decimal(count.value), Decimal(mean.value)
    return max(real, told) / min(real, told)
