"""Furniture: page numbers, running headers, link annotations, stamps of electronic signatures.

It stays in the text as lines of its own, out of every sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from cchc_lint.read.layout import Layout, commonest
from cchc_lint.read.lines import Line

_PAGE_NUMBER = re.compile(r"(?:(?:Trang|Page)\s+)?[-–—]*\s*(\d{1,3})\s*[-–—]*(?:\s*/\s*\d{1,3})?", re.I)
_DECORATED = re.compile(r"Trang\b|Page\b|[-–—/]", re.I)
_SHORT_PAGE = 10  # lines
_PAGES = 4  # of running text, from which on numbers are seen to count them
_URL = re.compile(r"(?:https?://|www\.)\S+|mailto:\S+")
# What only a signature program writes.
_STAMP_WORDS = (
    "đã ký lên văn bản", "- EMAIL:", "; Email:", "Ký bởi:", "Người ký:", "Ngày ký:", "Thời gian ký:",
    "Signature Not Verified", "Digitally signed", "Signed by:", "+07:00", "+0700",
)
_STAMP_PART = re.compile(r"^(?:Ký bởi|Người ký|Cơ quan|Email|Ngày ký|Thời gian ký|Chức vụ|Đơn vị|Tổ chức)\s*:", re.I)
_RULE = re.compile(r"[-_=*–—─━~ ]{3,}|[.…]{4,}|-+o0o-+|!\[[^\]]*\]\([^)]*\)", re.I)  # and pictures
_DIGITS = re.compile(r"\d+")


def mark_stamps(lines: list[Line], text: str) -> None:
    """Stamps: a group of lines with no blank one between them, set off by tabs or by their own words."""
    starts = [line.raw_start for line in lines]
    for at in sorted(_places(text)):
        i = bisect_right(starts, at) - 1
        lines[i].role = "furniture"
        for step in (-1, 1):
            j = i + step
            while 0 <= j < len(lines) and lines[max(j, j - step)].gap == 0 and _stamp_like(lines[j]):
                lines[j].role = "furniture"
                j += step


def _places(text: str) -> Iterator[int]:
    for word in _STAMP_WORDS:
        at = text.find(word)
        while at >= 0:
            yield at
            at = text.find(word, at + 1)


def _stamp_like(line: Line) -> bool:
    return line.raw[:1] == "\t" or bool(_STAMP_PART.match(line.text)) or any(word in line.text for word in _STAMP_WORDS)


def mark_furniture(lines: list[Line], layout: Layout) -> None:
    """Rules of dashes, pictures, page numbers, links and running headers among the body lines."""
    for line in lines:
        if line.role == "body" and _RULE.fullmatch(line.text):
            line.role = "furniture"
    _page_numbers(lines, layout)
    _links(lines)
    _running(lines)


def _page_numbers(lines: list[Line], layout: Layout) -> None:
    alone = [
        (i, int(match[1])) for i, line in enumerate(lines)
        if len(line.text) < 15 and line.role in ("body", "line") and (match := _PAGE_NUMBER.fullmatch(line.text))
    ]
    numbers = {number for i, number in alone if lines[i].role == "body" and lines[i].gap}
    within = commonest([line.gap for line in lines if line.role == "line"])
    counted = _counted_on(alone, lines)
    last = 0
    for i, number in alone:
        after = lines[i + 1] if i + 1 < len(lines) else None
        in_turn = number - 1 in numbers or number + 1 in numbers
        # the next page's number right below the last row of a table
        ends_table = lines[i].role == "line" and bool(lines[i].gap) and number == last + 1 > 1
        ends_table = ends_table and after is not None and after.role == "body"
        known = i in counted or ends_table
        if not known and not _is_page_number(lines[i], after, layout, within, in_turn=in_turn):
            continue
        last = number
        lines[i].role, lines[i].table = "furniture", 0
        if after:
            after.top = True


def _counted_on(alone: Sequence[tuple[int, int]], lines: Sequence[Line]) -> set[int]:
    """The lines of the lone numbers that count on from page to page, all set off alike.

    alone: the index and the number of each lone number.
    """
    chains: dict[bool, list[int]] = {False: [], True: []}
    for i, number in alone:
        chain = chains[lines[i].gap > 0]
        if number == len(chain) + 2 and (not chain or i - chain[-1] >= _SHORT_PAGE):
            chain.append(i)
    return {i for chain in chains.values() if sum(lines[i].role == "body" for i in chain) >= _PAGES for i in chain}


def _is_page_number(line: Line, after: Line | None, layout: Layout, within: int, *, in_turn: bool) -> bool:
    """within: the usual number of blank lines between two lines of a table."""
    if line.role == "body" and (line.top or (after is not None and after.page > line.page)):
        return True
    if not line.gap or line.rule or (after is not None and not after.gap and not after.top):
        return False
    gap_after = layout.gap + 1 if after is None else after.gap
    if line.role == "line":  # a lone figure in a table is a value, unless it stands well apart
        return not within and gap_after > 0 or (line.gap > layout.gap + 1 and gap_after > layout.gap)
    wide = line.gap > layout.gap or gap_after > layout.gap or not layout.wrap
    return wide or in_turn or bool(_DECORATED.search(line.text))


def _links(lines: list[Line]) -> None:
    """A link alone on its line that stands in the text as well is an annotation of the PDF."""
    alone = [i for i, line in enumerate(lines) if line.role == "body" and _URL.fullmatch(line.text)]
    for i in alone:
        link = lines[i].text.rstrip("/")
        if any(link in other.text and other is not lines[i] for other in lines[max(i - 60, 0) : i]):
            lines[i].role = "furniture"


def _running(lines: list[Line]) -> None:
    """Lines that come again at most page edges."""
    edges = [i for i, line in enumerate(lines) if line.top or (i + 1 < len(lines) and lines[i + 1].top)]
    if len(edges) < 3:
        return
    keys = {
        i: _DIGITS.sub("#", lines[i].text) for i in edges
        if len(lines[i].text) < 100 and (lines[i].role == "body" or (lines[i].role == "line" and lines[i].top))
    }
    counts = Counter(keys.values())
    for i, key in keys.items():
        if counts[key] < 3:
            continue
        lines[i].role, lines[i].table = "furniture", 0
        if lines[i].top and i + 1 < len(lines):
            lines[i + 1].top = True
