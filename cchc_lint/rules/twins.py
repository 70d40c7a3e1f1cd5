"""Figures that are slips of another one of the report: 1.824 beside 1.842, "15/15 xã" where there are 16, tỷ for
triệu đồng."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from cchc_lint.document import Span
from cchc_lint.parse.clauses import family_of, related
from cchc_lint.parse.figures import changed_over, is_percent
from cchc_lint.report import Number, Ratio, Report

_UNIT = (
    r"(?:ubnd )?(?:cấp )?(?:xã|phường|thị trấn|thị xã|huyện|quận|thành phố|thôn|bản|ấp|buôn|khóm|tổ dân phố"
    r"|sở|ban|ngành|phòng|đơn vị)"
)
# The units of one area, and no narrower sort of them ("xã miền núi", "thôn đặc biệt khó khăn").
_UNITS = re.compile(
    rf"\s*(?P<units>{_UNIT}(?:(?:, | và |, và ){_UNIT})*)"
    r"(?=\s*(?:[,.;:()\n]|$|đã\b|đều\b|có\b|được\b|thực hiện|tổ chức|triển khai|ban hành|hoàn thành"
    r"|trên địa bàn|trực thuộc|thuộc\b|và\b|với\b))"
)
_THING = re.compile(r"\s+(?P<thing>[^\W\d_]+ [^\W\d_]+ [^\W\d_]+)(?!\w)")  # its first three words
_MANY = frozenset(("hồ sơ", "văn bản", "nhiệm vụ", "thủ tục", "người", "trường hợp", "%", "phiếu", "phản ánh", "tin"))
_CLOSE = 10  # of 100, or two: how far a slip may be off
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


def miscounted(report: Report) -> dict[Span, Number]:
    """The wholes of "15/15 xã, thị trấn" that are told once, where the report tells twice or more a number of these
    units that hardly differs; with the first telling of that one."""
    text = report.document.text.lower()
    told: dict[str, dict[int, list[Number]]] = {}
    for number in report.numbers:
        units = _UNITS.match(text, number.span.end)
        if units and not number.decimals and not number.quantifier:
            told.setdefault(units["units"], {}).setdefault(int(number.value), []).append(number)
    found: dict[Span, Number] = {}
    for ratio in report.ratios:
        units = _UNITS.match(text, ratio.whole.span.end)
        if units is None or ratio.part.value != ratio.whole.value or not _is_slash(text, ratio):
            continue
        counts = told.get(units["units"], {})
        own = int(ratio.whole.value)
        if len(counts.get(own, ())) > 1:
            continue
        usual = max((c for c in counts.items() if c[0] != own), key=lambda c: len(c[1]), default=(own, []))
        if len(usual[1]) >= _OFTEN and abs(usual[0] - own) <= max(2, own * _CLOSE // 100):
            found[ratio.whole.span] = usual[1][0]
    return found


def restated(report: Report, assessed: Callable[[Number], bool]) -> dict[Span, Number]:
    """The counts of the general assessment ("26 tổ công nghệ số", "còn 9 hồ sơ quá hạn") that hardly differ from the
    one that the results tell of the same thing or fact; with that one. assessed: does a figure stand in the assessment?

    What a report counts many times over (dossiers, documents, persons …) is the same thing only where it is one fact.
    """
    text = report.document.text.lower()
    told: dict[str, list[Number]] = {}
    here: list[tuple[str, Number]] = []
    for number in report.numbers:
        match = _THING.match(text, number.span.end)
        if match is None or number.decimals or number.quantifier or family_of(number) in _MANY:
            continue
        if assessed(number):
            here.append((match["thing"], number))
        else:
            told.setdefault(match["thing"], []).append(number)
    pairs = [(number, told.get(thing, [])) for thing, number in here]
    for fact in report.facts:
        numbers = [mention.number for mention in fact.mentions if mention.source == "prose"]
        results = [number for number in numbers if not assessed(number)]
        pairs += [(number, results) for number in numbers if assessed(number) and not is_percent(number.unit)]
    found: dict[Span, Number] = {}
    for number, others in pairs:
        values = {other.value for other in others}
        if len(values) == 1 and number.value not in values:
            one, other = int(number.value), int(others[0].value)
            if abs(other - one) <= max(2, one * _CLOSE // 100):
                found[number.span] = others[0]
    return found


_SCALES = {"đồng": 0, "nghìn": 3, "ngàn": 3, "triệu": 6, "tỷ": 9, "tỉ": 9}  # zeros


def rescaled(report: Report) -> dict[Span, Number]:
    """The amounts of the prose whose figure the report tells elsewhere, or its table, in a smaller unit of money
    ("118.724 tỷ đồng" beside 118.724 triệu đồng); with that other telling."""
    told = [(number, number.unit) for number in report.numbers]
    told += [(row.number, row.unit or row.printed_unit) for row in report.rows if row.number is not None]
    smallest: dict[str, tuple[int, Number]] = {}
    for number, unit in told:
        scale = _scale(unit)
        if scale is not None and (number.text not in smallest or scale < smallest[number.text][0]):
            smallest[number.text] = scale, number
    found: dict[Span, Number] = {}
    for number in report.numbers:
        scale, (least, other) = _scale(number.unit), smallest.get(number.text, (0, number))
        if scale is not None and least < scale and not number.decimals and len(_digits(number)) >= _DIGITS:
            found[number.span] = other
    return found


def _scale(unit: str) -> int | None:
    """The zeros of a unit of money, None of any other."""
    first, _, rest = unit.lower().partition(" ")
    return _SCALES.get(first) if "đồng" in (first, rest) else None


def _is_slash(text: str, ratio: Ratio) -> bool:
    return "/" in text[ratio.part.span.end : ratio.whole.span.start]


def _digits(number: Number) -> str:
    return "".join(filter(str.isdigit, number.text)).lstrip("0")


def _turned(digits: str) -> Iterator[str]:
    return (turned for turned in changed_over(digits) if turned[0] != "0")


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
