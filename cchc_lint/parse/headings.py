"""Headings and numbered items of the prose as a tree, after Nghị định 30/2020/NĐ-CP, Phụ lục I.

Roman numbers come first, then 1., then 1.1, then a). Dashes carry no number and are no headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from cchc_lint.document import Block, Document, Span
from cchc_lint.report import Heading

LETTERS = "abcdđeghiklmnopqrstuvxy"
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_MARKER = re.compile(
    r"(?P<lead>[\s*_#“\"]*)(?P<marker>"
    r"(?P<roman>[IVX]{1,4})\s?[./)-](?=[\s*]|[^\W\d])"
    r"|(?P<decimal>\d{1,2}(?:\.\d{1,2}){1,3})[.)]?(?=\s+\D)"
    r"|(?P<arabic>\d{1,2})\s?[.)](?=\s*[^\W\d])"
    r"|(?P<letter>[a-zđ])\s?[.)](?=\s+\S)"
    r")\s*"
)
_RANK = {"roman": 1, "arabic": 2, "letter": 9}


def find_headings(document: Document, blocks: Iterable[Block]) -> tuple[Heading, ...]:
    """The headings among the paragraphs `blocks`, in order; parent and path by rank."""
    found: list[Heading] = []
    open_ones: list[tuple[int, int]] = []  # (rank, index) of the headings that enclose the next one
    for block in blocks:
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
        label = _label(match)
        path = f"{found[parent].path}.{label}" if parent is not None and style != "decimal" else label
        if style == "decimal" and parent is not None:
            top = found[parent].path.split(".")[0]
            path = f"{top}.{label}" if top.lower() in _ROMAN else label
        found.append(Heading(
            span=Span(match.start("marker"), block.span.end),
            marker_span=Span(match.start("marker"), match.start("marker") + len(match["marker"].rstrip())),
            marker=match["marker"].rstrip(), style=style or "", number=number,
            title=document.text[match.end() : block.span.end].strip(" *_"),
            level=len(open_ones) + 1, parent=parent, path=path,
        ))
        open_ones.append((rank, len(found) - 1))
    return tuple(found)


def topic_of(headings: Sequence[Heading], heading: int | None) -> str:
    """The titles of a heading and of those above it, lower case."""
    titles = []
    while heading is not None:
        titles.append(headings[heading].title[:120].lower())
        heading = headings[heading].parent
    return " ".join(reversed(titles))


def _style(match: re.Match[str]) -> str:
    return next(name for name in ("roman", "decimal", "arabic", "letter") if match[name])


def _label(match: re.Match[str]) -> str:
    return next(match[name] for name in ("roman", "decimal", "arabic", "letter") if match[name])


def _number_and_rank(style: str, match: re.Match[str]) -> tuple[int | None, int]:
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
