"""The physical lines of a text that are not blank, with what their layout tells."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

Role = Literal["body", "furniture", "row", "line", "skip"]
Piece = tuple[int, str]  # offset in Clean.text, text
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


@dataclass(slots=True)
class Line:
    """A physical line; offsets count in Clean.text.

    raw: the line without its end and without form feeds; text: without outer blanks. gap: blank lines
    before it; rule: one of these is a long run of blanks, as Word leaves for the rule above footnotes;
    top: it opens a page; page: form feeds before it, plus one. role and table: what it was found to be.
    skips: (at, count): so many blanks of the file are left out before text[at]; cells: of a row.
    """

    raw_start: int
    raw: str
    start: int
    text: str
    gap: int
    rule: bool
    top: bool
    page: int
    role: Role = "body"
    table: int = 0
    skips: list[tuple[int, int]] = field(default_factory=list)
    cells: list[list[Piece]] = field(default_factory=list)

    def pieces(self, skip: int = 0) -> list[Piece]:
        """The stretches of its text after the first `skip` characters."""
        found, at, start = [], 0, self.start
        for end, count in (*self.skips, (len(self.text), 0)):
            if end > skip:
                begin = max(at, skip)
                found.append((start + begin - at, self.text[begin:end]))
            start += end - at + count
            at = end
        return found

    @property
    def indent(self) -> int:
        return self.start - self.raw_start


def lines(text: str) -> list[Line]:
    """Every line of `text` that is not blank."""
    found: list[Line] = []
    mixed = "\r" in text
    feeds = "\f" in text
    gap, rule, page, top, at = 0, False, 1, True, 0
    for whole in _LINE.findall(text) if mixed else text.split("\n"):
        raw, raw_start = whole, at
        at += len(whole) + (not mixed)
        if not whole:
            gap += 1
            continue
        if mixed:
            raw = raw.rstrip("\r\n")
        if feeds and "\f" in raw:
            page += raw.count("\f")
            top = True
            raw_start += len(raw) - len(raw.lstrip("\f"))
            raw = raw.lstrip("\f").replace("\f", " ")
        stripped = raw.lstrip()
        if not stripped:
            gap += 1
            rule = rule or len(raw) > 8
            continue
        start = raw_start + len(raw) - len(stripped)
        found.append(Line(raw_start, raw, start, stripped.rstrip(), gap, rule, top, page))
        gap, rule, top = 0, False, False
    return found
