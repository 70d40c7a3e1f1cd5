"""Reporting periods: where a text names one and why, and the days that a period spans.

Nghị định 09/2019/NĐ-CP sets the cut-off days: a quarter's figures run from day 15 of the month before it
to day 14 of its last month.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from cchc_lint.document import Span
from cchc_lint.parse.period_roles import is_reporting_word, role_of
from cchc_lint.parse.vietnamese import lower_case
from cchc_lint.report import Citation, Period, PeriodKind, PeriodMention

_QUARTERS = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4,
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4,
}
# (first month, last month) of a period, by kind and index.
_MONTHS: dict[tuple[str, int | None], tuple[int, int]] = {
    **{("quarter", i): (3 * i - 2, 3 * i) for i in (1, 2, 3, 4)},
    ("half", 1): (1, 6), ("half", 2): (7, 12), ("nine-months", None): (1, 9), ("year", None): (1, 12),
}

# A footnote mark may be glued to a year ("20211").
_Y = r"(?:19|20|21|22)[0-9]{2}(?=[0-9]{0,2}(?![0-9]))"
_OF_YEAR = rf"(?:[ ]?[/\-–.,]?[ ]?(?:của )?(?:\(?năm )?(?P<year>{_Y}))?"
# l stands for a lost I.
_ROMAN = r"(?:[il]{1,3}|[il]v|[1-4]|một|hai|ba|bốn|tư)"
_NEXT_ROMAN = rf"\s*(?:,|và|-|–)\s*(?:qu[ýí]\s+(?:{_ROMAN})|[il]{{1,3}}|[il]v)\b(?![.)])"
_TO = r"\s*(?:-|–|—|đến năm|đến)\s*"
# Each pattern begins with a literal, which makes the scan jump; what stands before is looked at afterwards.
_QUARTER = tuple(
    re.compile(rf"{word}\s*(?P<index>{_ROMAN})\b(?P<more>(?:{_NEXT_ROMAN})*){_OF_YEAR}") for word in ("quý", "quí")
)
_QUARTER_CODE = re.compile(rf"q(?P<index>[1-4]|i{{1,3}}|iv)[ ]?/[ ]?(?P<year>{_Y})")
_MONTHS_BEFORE = re.compile(r"(?<![\w.,/])(?P<months>0?[369]|ba|sáu|chín)\s+$")
_SPAN_OF_MONTHS = re.compile(rf"tháng(?:\s+(?P<part>đầu|cuối)(?: của)?)?(?:\s+năm\b)?{_OF_YEAR}")
_YEARS = tuple(
    re.compile(rf"{lead}\s*(?P<year>{_Y})(?:{_TO}(?P<end>{_Y}))?(?P<more>(?:\s*(?:,|và)\s*{_Y}(?!\s*[/.]))*)")
    for lead in ("giai đoạn(?: từ)?(?: năm)?", "nhiệm kỳ", "năm học", "thời kỳ", "năm")
)
_MONTH = re.compile(rf"tháng\s*(?P<month>[0-9]{{1,2}})(?:\s*[/.\-]|\s*,?\s*năm)\s*(?P<year>{_Y})")
_BARE = re.compile(rf"(?P<year>[12][0-9]{{3}})(?:\s*[-–]\s*(?P<end>{_Y}))?(?![0-9]{{0,2}}[/.][0-9]|[0-9]{{3}})")
_BEFORE_BARE = ("so với ", "trong ", "đầu ", "cuối ", "hết ", "index ")
_DATE_BEFORE = re.compile(r"ngày[\s.…_]*[0-9]{0,2}[\s.…_]*(?:tháng[\s.…_]*[0-9]{0,2}[\s.…_]*,?\s*)?$")
_MORE_QUARTERS = re.compile(rf"(?:qu[ýí]\s+)?\b(?P<index>{_ROMAN})\b")
_MORE_YEARS = re.compile(_Y)
_TERM = {"giai đoạn": "phase", "nhiệm kỳ": "term", "năm học": "school-year", "thời kỳ": "phase"}


def reporting_period(kind: PeriodKind, year: int, index: int | None) -> Period:
    """The reporting period with its calendar span and its cut-off span (both ends included).

    index: 1 to 4 of a quarter, 1 or 2 of a half (None counts as 1), without meaning otherwise. ValueError
    where there is no such period.
    """
    if kind == "half":
        index = index or 1
    elif kind != "quarter":
        index = None
    months = _MONTHS.get((kind, index))
    if months is None or not 1 < year < 9999:
        raise ValueError(f"no period {kind} {index} of {year}")
    first, last = months
    start = date(year, first, 1)
    end = date(year, last + 1, 1) - timedelta(days=1) if last < 12 else date(year, 12, 31)
    cutoff_start = date(year, first - 1, 15) if first > 1 else date(year - 1, 12, 15)
    return Period(
        kind=kind, year=year, index=index, start=start, end=end, cutoff_start=cutoff_start,
        cutoff_end=date(year, last, 14),
    )


def find_periods(text: str, base: int) -> list[PeriodMention]:
    """The periods that `text` names, in order; `base` is the offset of `text` in the document.

    year is None where none is told ("quý I"). Roles come from the words around a mention; those inside the
    subject of a citation are told apart by `with_subjects`.
    """
    lower = lower_case(text)
    mentions: list[PeriodMention] = []
    last = -1
    for start, end, kind, year, index, end_year in sorted(_found(lower), key=lambda found: (found[0], -found[1])):
        if start < last:
            continue
        last = end
        mentions.append(PeriodMention(
            span=Span(base + start, base + end), text=text[start:end], kind=kind, year=year, index=index,
            role=role_of(lower, start, end, kind, year), end_year=end_year,
        ))
    return mentions


def with_subjects(periods: Iterable[PeriodMention], citations: Sequence[Citation]) -> list[PeriodMention]:
    """The mentions, those inside the subject or the name of a cited document with the role "subject"."""
    spans = sorted(span for c in citations for span in (c.span, c.subject_span) if span)
    starts = [span.start for span in spans]

    def told_of(mention: PeriodMention) -> bool:
        at = bisect_right(starts, mention.span.start)
        return any(span.covers(mention.span) for span in spans[max(at - 4, 0) : at])

    return [
        replace(mention, role="subject") if mention.role not in ("phase", "base") and told_of(mention) else mention
        for mention in periods
    ]


# start, end, kind, year, index, end_year
Found = tuple[int, int, str, "int | None", "int | None", "int | None"]


def _found(lower: str) -> Iterator[Found]:
    for pattern in _QUARTER:
        for match in pattern.finditer(lower):
            yield from _quarters(match)
    for match in _QUARTER_CODE.finditer(lower):
        if not lower[match.start() - 1 : match.start()].isalnum():
            yield match.start(), match.end(), "quarter", int(match["year"]), _QUARTERS[match["index"]], None
    for match in _SPAN_OF_MONTHS.finditer(lower):
        number = _MONTHS_BEFORE.search(lower, max(match.start() - 8, 0), match.start())
        if number:
            yield from _months(lower, number, match)
    for match in _MONTH.finditer(lower):
        month = int(match["month"])
        index = month if 1 <= month <= 12 else None
        if not _in_date(lower, match.start()):
            yield match.start(), match.end("year"), "month", int(match["year"]), index, None
    for pattern in _YEARS:
        for match in pattern.finditer(lower):
            if not _in_date(lower, match.start()):
                yield from _years(match)
    for match in _BARE.finditer(lower):
        start, end = match.span()
        if match["end"]:
            if not (lower[start - 1 : start].isalnum() or lower[start - 1 : start] in ("/", ".", ",", "-")):
                yield start, end, "phase", int(match["year"]), None, int(match["end"])
        elif lower.endswith(_BEFORE_BARE, 0, start) and not lower[end : end + 2].strip().isalpha():
            yield start, end, "year", int(match["year"]), None, None


def _in_date(lower: str, start: int) -> bool:
    """Whether this is the end of "ngày 05 tháng 3 năm 2020", also with blanks."""
    return bool(_DATE_BEFORE.search(lower, max(start - 32, 0), start))


def _quarters(match: re.Match[str]) -> Iterator[Found]:
    """Each quarter of "quý I, quý II và III/2022"; the year, told once, is that of all."""
    year = int(match["year"]) if match["year"] else None
    items = [(match.start(), match.end("index"), match["index"])]
    at = match.start("more")
    items += [(at + m.start(), at + m.end(), m["index"]) for m in _MORE_QUARTERS.finditer(match["more"])]
    start, _, index = items[-1]
    items[-1] = start, match.end(), index
    for start, end, index in items:
        yield start, end, "quarter", year, _QUARTERS[index.replace("l", "i")], None


def _months(lower: str, number: re.Match[str], match: re.Match[str]) -> Iterator[Found]:
    """ "6 tháng đầu năm 2021", "9 tháng", "3 tháng đầu năm"; a mere length of time is left out."""
    months = {"ba": 3, "sáu": 6, "chín": 9}.get(number["months"]) or int(number["months"])
    part = match["part"] or ""
    year = int(match["year"]) if match["year"] else None
    start, end = number.start(), match.end()
    if not (part or year or is_reporting_word(lower, start, end)):
        return
    if months == 6:
        yield start, end, "half", year, {"đầu": 1, "cuối": 2}.get(part, 1 if year else None), None
    elif months == 9 and part != "cuối":
        yield start, end, "nine-months", year, None, None
    elif months == 3 and part:
        yield start, end, "quarter", year, 1 if part == "đầu" else 4, None


def _years(match: re.Match[str]) -> Iterator[Found]:
    start, year = match.start(), int(match["year"])
    kind = next((kind for word, kind in _TERM.items() if match.group().startswith(word)), "")
    if match["end"]:
        yield start, match.end("end"), kind or "phase", year, None, int(match["end"])
    elif kind != "phase":
        yield start, match.end("year"), kind or "year", year, None, None
    at = match.start("more")
    for more in _MORE_YEARS.finditer(match["more"]):
        yield at + more.start(), at + more.end(), "year", int(more.group()), None, None
