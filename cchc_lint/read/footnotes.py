"""Footnotes: their marks in the text, and their place after the paragraph that carries the mark."""

from __future__ import annotations

import re
from functools import cache

from cchc_lint.letters import RAISED
from cchc_lint.read.passages import Passage
from cchc_lint.read.source import raised

LOWERED = str.maketrans(RAISED, "0123456789")
_MARK = re.compile(f"[{RAISED}]+")
_METRES = re.compile(r"\b[kcdh]?m$")
_REACH = 30  # paragraphs above a footnote in which a mark glued to a word is looked for


def raised_marks(text: str) -> list[str]:
    """The footnote marks in a text, as plain digits; the square of km² is none."""
    return [
        match[0].translate(LOWERED) for match in _MARK.finditer(text)
        if text[match.start() - 1 : match.start()] != "m" or not _METRES.search(text, 0, match.start())
    ]


@cache
def glued(mark: int) -> re.Pattern[str]:
    """A footnote mark that lost its raised place: "chỉ đạo1", "20211" (2021 and mark 1)."""
    return re.compile(rf"(?:(?<=[^\W\d_][^\W\d_])|(?<=[”\")\]])|(?<=\b20\d\d)){mark}(?!\d|[.,/]\d)")


def place_footnotes(passages: list[Passage]) -> list[Passage]:
    """The paragraphs, each followed by its footnotes."""
    if all(p.kind != "footnote" for p in passages):
        return passages
    marks: dict[str, list[int]] = {}
    for i, passage in enumerate(passages):
        if passage.kind == "paragraph":
            for mark in passage.marks:
                marks.setdefault(mark, []).append(i)
    after: dict[int, list[Passage]] = {}
    anchor, mark = 0, ""
    for i, passage in enumerate(passages):
        if passage.kind != "footnote":
            continue
        if passage.mark != mark:
            mark = passage.mark
            anchor = _anchor(passages, i, marks.get(mark, []))
        after.setdefault(anchor, []).append(passage)
    placed = after.get(-1, [])
    for i, passage in enumerate(passages):
        if passage.kind == "paragraph":
            placed += (passage, *after.get(i, ()))
    return placed


def _anchor(passages: list[Passage], at: int, marked: list[int]) -> int:
    """The index of the paragraph that a footnote belongs to; -1 where none stands above it."""
    above = [i for i in marked if i < at]
    if above:
        return above[-1]
    number = int(passages[at].mark)
    paragraphs = [i for i in range(at - 1, -1, -1) if passages[i].kind == "paragraph"]
    for i in paragraphs[:_REACH]:
        if _raise_mark(passages[i], number):
            return i
    if marked:
        return marked[0]
    return paragraphs[0] if paragraphs else -1


def _raise_mark(passage: Passage, number: int) -> bool:
    """Write a glued mark as what it is, so that nobody reads it as a part of the word or number."""
    for k in range(len(passage.pieces) - 1, -1, -1):
        start, text = passage.pieces[k]
        found = list(glued(number).finditer(text))
        if found:
            a, b = found[-1].span()
            passage.pieces[k] = (start, text[:a] + raised(text[a:b]) + text[b:])
            return True
    return False
