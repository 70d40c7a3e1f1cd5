"""Figures in the notes of the appendix: "64.632/193.667" behind a rate, "cấp tỉnh: 120; cấp xã: 35" behind a count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from cchc_lint.document import Span
from cchc_lint.parse.numbers import read_number
from cchc_lint.report import Breakdown, Number, Ratio, Row

_FRACTION = re.compile(r"(?<![\d/.,])(\d[\d.,]*)\s*/\s*(\d[\d.,]*)(?![\d/]|\s*[/-]?[A-ZĐ])")
_LEVELS = re.compile(r"(?:cấp|sở|tỉnh|huyện|xã|khối)[^\d:;,]{0,30}:?\s*(\d[\d.]*)(?![\d/,])", re.I)
# "Trực tiếp: 480 phiếu; trực tuyến: 240 phiếu": one count in each piece.
_ITEMS = re.compile(
    r"(?:^|[;,+]|\bvà\b)\s*[^\d:;,/%]{2,40}[:\s]\s*(\d[\d.]*)(?![\d/,%])"
    r"(?=[^\d;,+%]{0,25}(?:[;,+.)]|\bvà\b|$))", re.I
)


def note_ratios(rows: Sequence[Row]) -> list[Ratio]:
    """A fraction in the note of a rate says where the rate comes from."""
    found = []
    for row in rows:
        match = _FRACTION.search(row.note) if row.note_span and row.number and row.kind == "rate" else None
        if match is None or row.number is None:
            continue
        part, whole = _number(row, match, 1), _number(row, match, 2)
        if part and whole and part.value <= whole.value:
            told = [part.span, whole.span, row.number.span]
            found.append(Ratio(Span(min(s.start for s in told), max(s.end for s in told)), part, whole, row.number))
    return found


def note_breakdowns(rows: Sequence[Row]) -> list[Breakdown]:
    """The levels that a note tells apart make up the count of its row."""
    found = []
    for row in rows:
        if row.kind != "count" or row.number is None or not row.note_span:
            continue
        levels = _parts_by(_LEVELS, row)
        parts = levels or _parts_by(_ITEMS, row)
        made = sum(part.value for part in parts)
        if parts and (levels or 0 < 3 * row.number.value <= 4 * made <= 5 * row.number.value):
            span = Span(row.number.span.start, max(p.span.end for p in parts))
            found.append(Breakdown(span=span, total=row.number, parts=parts, exhaustive=True))
    return found


def _parts_by(pattern: re.Pattern[str], row: Row) -> tuple[Number, ...]:
    """The counts of a note, two or more, where all of its figures are told as the pattern asks."""
    parts = tuple(n for match in pattern.finditer(row.note) if (n := _number(row, match, 1)) is not None)
    return parts if 1 < len(parts) == len(re.findall(r"\d[\d.,]*", row.note)) else ()


def _number(row: Row, match: re.Match[str], group: int) -> Number | None:
    """The figure of a group of `match`, at its place in the note."""
    assert row.note_span is not None
    text = match[group].rstrip(".,")
    number = read_number(text, row.note_span.start + match.start(group))
    return None if number is None else replace(number, unit="")
