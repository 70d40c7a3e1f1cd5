"""Printed lines become paragraphs and footnotes: margins, indents and type tell more than the words alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from cchc_lint.letters import RAISED
from cchc_lint.read.footnotes import LOWERED, raised_marks
from cchc_lint.read.joining import HEADING, ITEM, joins, needs_blank
from cchc_lint.read.layout import Layout, ended
from cchc_lint.read.passages import Passage
from cchc_lint.read.pdf_order import PrintedLine

_SMALL = 0.93  # of the body's size of type: footnotes are smaller
_SMALLER = 0.87  # … and by so much where nothing else tells them from the body
_INDENT = 10.0  # points
_AT_MARGIN = 3.5  # points
_SEPARATOR = (0.15, 0.6)  # of the width of the text: the line above footnotes
_HEADING_LINES = 3  # what is longer is an item with text, not a heading
_MARK = re.compile(rf"([{RAISED}]+)[.)]?\s*(?=\S)")
_PLAIN_MARK = re.compile(r"\(?(\d{1,3})[.)]?(?:\s+(?=\S)|(?=[^\W\d_]|[\"“(]))")
_BARE_MARK = re.compile(r"\d{1,3}\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class _Seen(Layout):
    """What the page shows of two lines: whether the first one is full, and the second one opens a paragraph."""

    full: bool = False
    opens: bool | None = None

    def is_full(self, line: str, following: str, *, first: bool) -> bool:
        return self.full

    def opens_paragraph(self, line: str, following: str) -> bool | None:
        return self.opens


@dataclass(slots=True)
class _Open:
    """A passage that further lines may join: its first and its last line, and where its second line begins."""

    passage: Passage
    first: PrintedLine
    last: PrintedLine
    start: float | None = None

    def join(self, line: PrintedLine) -> None:
        self.passage.join(line, blank=needs_blank(self.passage.tail, line.text))
        self.start = line.x0 if self.start is None else self.start
        self.last = line


def flow(lines: Sequence[PrintedLine], separated: Sequence[PrintedLine], step: float, text: str) -> list[Passage]:
    """The passages of the body lines; separated: those that stand right below a line of their own, as footnotes do.

    step: the usual distance between two lines; text: the whole text.
    """
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    body = sizes.most_common(1)[0][0] if sizes else 1.0
    return _Flow(lines, _note_lines(lines, separated, body), step / body, text).run()


def _note_lines(lines: Sequence[PrintedLine], separated: Sequence[PrintedLine], body: float) -> set[int]:
    """The raw_start of every line among the footnotes at the end of its page; body: the body's size of type."""
    pages: dict[int, list[PrintedLine]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    below = {line.raw_start for line in separated}
    found: set[int] = set()
    for page in pages.values():
        start = next((i for i in range(len(page)) if _opens_notes(page, i, body, below)), None)
        if start is not None:
            found.update(line.raw_start for line in page[start:])
    return found


def _opens_notes(page: Sequence[PrintedLine], start: int, body: float, below: set[int]) -> bool:
    """Whether footnotes begin with line `start`, and go on to the end of the page."""
    first = page[start]
    marked = bool(_MARK.match(first.text))
    if marked and first.raw_start in below:
        return True
    largest = max(line.size for line in page[start:])
    if largest <= body * _SMALL:
        return marked or first.raw_start in below or (
            start > 0 and largest <= body * _SMALLER < page[start - 1].size and bool(_BARE_MARK.match(first.text))
        )
    return False


class _Flow:
    """step: the usual distance between two lines, in sizes of type."""

    def __init__(self, lines: Sequence[PrintedLine], notes: set[int], step: float, text: str) -> None:
        self.lines = lines
        self.notes = notes
        self.step = step
        self.layout = Layout(1, 1, 0, 0, text)
        self.passages: list[Passage] = []
        self.body: _Open | None = None
        self.note: _Open | None = None
        self.numbered = 0  # the last footnote
        self.marks: set[str] = set()  # met in the body

    def run(self) -> list[Passage]:
        body = [line for line in self.lines if line.raw_start not in self.notes]
        small = [line for line in self.lines if line.raw_start in self.notes]
        after = {a.raw_start: b for group in (body, small) for a, b in zip(group, group[1:], strict=False)}
        for line in self.lines:
            if line.raw_start in self.notes:
                self._note_line(line, after.get(line.raw_start))
            else:
                self._body_line(line, after.get(line.raw_start))
        return self.passages

    def _body_line(self, line: PrintedLine, after: PrintedLine | None) -> None:
        if self.body is not None and self._joins(self.body, line, after):
            self.body.join(line)
        else:
            passage = Passage.of("paragraph", line)
            passage.heading = bool(HEADING.match(line.text))
            self.passages.append(passage)
            self.body = _Open(passage, line, line)
        marks = raised_marks(line.text)
        self.body.passage.marks += marks
        self.marks.update(marks)

    def _note_line(self, line: PrintedLine, after: PrintedLine | None) -> None:
        mark, skip = self._mark(line)
        if not mark and self.note is not None:
            if self._joins(self.note, line, after):
                self.note.join(line)
                return
            mark = self.note.passage.mark
        passage = Passage.of("footnote", line, mark=mark, skip=skip)
        self.passages.append(passage)
        self.note = _Open(passage, line, line)

    def _mark(self, line: PrintedLine) -> tuple[str, int]:
        """(the mark that a line opens with, its length); ("", 0) where it opens no footnote."""
        match = _MARK.match(line.text)
        if match is None:
            match = _PLAIN_MARK.match(line.text)
            if match is None or not self._expects(match[1], line):
                return "", 0
        mark = match[1].translate(LOWERED)
        self.numbered = int(mark)
        return mark, match.end()

    def _expects(self, mark: str, line: PrintedLine) -> bool:
        """Whether a number on the base line can be the mark of the next footnote."""
        if int(mark) != self.numbered + 1 or (self.marks and mark not in self.marks):
            return False
        last = self.note.last if self.note and self.note.last.page == line.page else None
        return last is None or ended(last.text) or not _is_full(last, line)

    def _joins(self, open_: _Open, line: PrintedLine, after: PrintedLine | None) -> bool:
        passage, last = open_.passage, open_.last
        if line.column != last.column or (line.column and line.left != last.left):
            return False
        full = _is_full(last, line)
        apart = self._is_apart(open_, line, full, after)
        first = open_.first
        if full and not apart and line.x0 <= line.left + _AT_MARGIN and first.x0 > first.left + _INDENT:
            return not line.column  # below an indented first line only its own text begins at the margin
        opens = True if after and line.x0 > after.x0 + _INDENT and line.page == after.page else None
        seen = _Seen(1, 1, 0, 0, self.layout.text, full=full, opens=opens)
        return joins(
            passage.tail, line.text, after.text if after else "", seen, first=passage.lines == 1,
            heading=passage.heading and passage.lines <= _HEADING_LINES, apart=apart,
        )

    def _is_apart(self, open_: _Open, line: PrintedLine, full: bool, after: PrintedLine | None) -> bool:
        """Whether an indent or more space above sets a line off from the passage."""
        first, last = open_.first, open_.last
        if line.page == last.page and line.base - last.base > self.step * last.size + max(2.5, 0.12 * line.size):
            return True
        if open_.start is not None:
            return line.x0 > open_.start + _INDENT
        if line.x0 <= line.left + _INDENT:
            return False
        if line.x0 > first.x0 + _AT_MARGIN:
            hangs = open_.passage.kind == "footnote" or ITEM.match(first.text) or not ended(last.text)
            return not (full and hangs)
        if line.x0 < first.x0 - _AT_MARGIN:
            return False
        return ended(last.text) or not full or (after is not None and after.x0 < line.x0 - _INDENT)


def _is_full(line: PrintedLine, following: PrintedLine) -> bool:
    """Whether the first word of the line below would not have fitted on a line."""
    left, right = line.x0 - line.left, line.right - line.x1
    room = 2 * right if left > 40 and abs(left - right) < 6 else right  # centred
    return following.word + line.size / 4 > room - 1
