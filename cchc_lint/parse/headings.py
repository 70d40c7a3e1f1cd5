"""Headings and numbered items of the prose as a tree, after Nghị định 30/2020/NĐ-CP, Phụ lục I.

Parts (Phần thứ nhất) and capital letters (A.), where there are any, stand above Roman numbers; then come 1., then 1.1,
then a). Dashes carry no number and are no headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from cchc_lint.document import Block, Document, Span
from cchc_lint.letters import UPPER
from cchc_lint.report import Heading

TOP = ("part", "capital", "roman")  # the styles of what divides a whole report
LETTERS = "abcdđeghiklmnopqrstuvxy"
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu")
_MARKER = re.compile(
    r"(?P<lead>[\s*_#“\"]*)(?P<marker>"
    r"(?:PHẦN|Phần) (?:(?:THỨ|thứ) )?(?P<part>NHẤT|HAI|BA|TƯ|NĂM|SÁU|nhất|hai|ba|tư|năm|sáu|[IVX]{1,3}|[1-6])[.:]?"
    rf"(?=\s*(?:$|\n|[-–:]|[{UPPER}]))"
    rf"|(?P<capital>[A-EĐ])\s?[./)](?=[\s*]+[{UPPER}]+[\s,*]+[{UPPER}]+(?![^\W{UPPER}]))"
    r"|(?P<roman>[IVX]{1,4})\s?[./)-](?=[\s*]|[^\W\d])"
    r"|(?P<decimal>\d{1,2}(?:\.\d{1,2}){1,3})[.)]?(?=\s+\D)"
    r"|(?P<arabic>\d{1,2})\s?[.)](?=\s*[^\W\d])"
    r"|(?P<letter>[a-zđ])\s?[.)](?=\s+\S)"
    r")\s*"
)
_RANK = {"part": -1, "capital": 0, "roman": 1, "arabic": 2, "letter": 9}
_STYLES = ("part", "capital", "roman", "decimal", "arabic", "letter")
_LONGEST_TITLE = 160  # characters of a part's title on a line of its own


def find_headings(document: Document, blocks: Iterable[Block]) -> tuple[Heading, ...]:
    """The headings among the paragraphs `blocks`, in order; parent and path by rank."""
    found: list[Heading] = []
    open_ones: list[tuple[int, int]] = []  # (rank, index) of the headings that enclose the next one
    every = list(blocks)
    for at, block in enumerate(every):
        match = _MARKER.match(document.text, block.span.start, block.span.end)
        if not match:
            continue
        style = match.lastgroup if match.lastgroup != "marker" else _style(match)
        number, rank = _number_and_rank(style or "", match)
        if number is None:
            continue
        while open_ones and open_ones[-1][0] >= rank:
            open_ones.pop()
        parent = open_ones[-1][1] if open_ones else None
        above = found[parent].path if parent is not None and found[parent].style != "part" else ""
        if style == "decimal":
            above = ".".join(each for each in above.split(".") if each.isalpha() and each.isupper())
        path = f"{above}.{_label(match)}".lstrip(".")
        title = document.text[match.end() : block.span.end].strip(" *_")
        if style == "part" and not title:
            title = _title_below(document, every[at + 1 : at + 2])
        found.append(Heading(
            span=Span(match.start("marker"), block.span.end),
            marker_span=Span(match.start("marker"), match.start("marker") + len(match["marker"].rstrip())),
            marker=match["marker"].rstrip(), style=style or "", number=number,
            title=title,
            level=len(open_ones) + 1, parent=parent, path=path,
        ))
        open_ones.append((rank, len(found) - 1))
    return tuple(found)


def _title_below(document: Document, blocks: Sequence[Block]) -> str:
    """The title of a part that stands on the line after "Phần thứ hai"."""
    below = "".join(document.text[block.span.start : block.span.end] for block in blocks).strip(" *_")
    return "" if len(below) > _LONGEST_TITLE or _MARKER.match(below) else below


def topic_of(headings: Sequence[Heading], heading: int | None) -> str:
    """The titles of a heading and of those above it, lower case."""
    titles = []
    while heading is not None:
        titles.append(headings[heading].title[:120].lower())
        heading = headings[heading].parent
    return " ".join(reversed(titles))


def _style(match: re.Match[str]) -> str:
    return next(name for name in _STYLES if match[name])


def _label(match: re.Match[str]) -> str:
    return match["marker"].strip(" .:") if match["part"] else next(match[name] for name in _STYLES if match[name])


def _number_and_rank(style: str, match: re.Match[str]) -> tuple[int | None, int]:
    if style == "part":
        text = match["part"].lower()
        if text.isdigit():
            return int(text), _RANK[style]
        series = _ORDINALS if text in _ORDINALS else _ROMAN
        return (series.index(text) + 1 if text in series else None), _RANK[style]
    if style == "capital":
        return LETTERS.index(match["capital"].lower()) + 1, _RANK[style]
    if style == "roman":
        text = match["roman"].lower()
        return (_ROMAN.index(text) + 1 if text in _ROMAN else None), _RANK[style]
    if style == "decimal":
        parts = match["decimal"].split(".")
        return int(parts[-1]), 1 + len(parts)
    if style == "arabic":
        return int(match["arabic"]), _RANK[style]
    letter = match["letter"]
    return (LETTERS.index(letter) + 1 if letter in LETTERS else None), _RANK[style]
