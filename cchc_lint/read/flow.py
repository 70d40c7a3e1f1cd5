"""Paragraphs and tables of a file that keeps its structure, before they are laid out as lines of reading text.

The readers of Word, HTML and sheets build them; `assemble` makes a Document of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from cchc_lint.errors import InputError
from cchc_lint.words import say

MAX_COLUMNS = 64  # of a table; Word knows no more than 63
MAX_ROWS = 10_000
MAX_PARAGRAPHS = 60_000
MAX_TEXT = 2_000_000  # characters: a report of 25 pages has some 70,000


class Piece(NamedTuple):
    """text[start:end] came from `width` characters of `run` that begin at its `offset`.

    Where width and end - start differ, letters were composed or converted: the piece goes as a whole.
    """

    start: int
    end: int
    run: Any
    offset: int
    width: int


class Line(NamedTuple):
    """Text and where it came from; pieces are in order, and may leave gaps."""

    text: str
    pieces: tuple[Piece, ...] = ()

    def cut(self, start: int, end: int) -> Line:
        """The line from `start` to `end`."""
        if start == 0 and end >= len(self.text):
            return self
        return Line(self.text[start:end], tuple(_cut(self.pieces, start, end)))

    def stripped(self) -> Line:
        text = self.text.strip()
        start = self.text.index(text)
        return self.cut(start, start + len(text))

    def plain(self) -> Line:
        """The line with blanks for its tabs and soft breaks."""
        return Line(self.text.translate(_BREAKS), self.pieces)


_BREAKS = {ord(mark): " " for mark in "\t\n\f\r\v"}


def joined(lines: Sequence[Line], gap: str = " ") -> Line:
    """The lines as one, `gap` between them."""
    if len(lines) == 1:
        return lines[0]
    texts: list[str] = []
    pieces: list[Piece] = []
    at = 0
    for line in lines:
        pieces += shifted(line.pieces, at)
        texts.append(line.text)
        at += len(line.text) + len(gap)
    return Line(gap.join(texts), tuple(pieces))


def shifted(pieces: Sequence[Piece], by: int) -> Iterator[Piece]:
    return (piece._replace(start=piece.start + by, end=piece.end + by) for piece in pieces)


def _cut(pieces: Sequence[Piece], start: int, end: int) -> Iterator[Piece]:
    for piece in pieces:
        first, last = max(piece.start, start), min(piece.end, end)
        if first >= last:
            continue
        if piece.end - piece.start == piece.width:
            piece = piece._replace(offset=piece.offset + first - piece.start, width=last - first)
        yield piece._replace(start=first - start, end=last - start)


def too_much(path: str, what: str) -> InputError:
    """What to say of a file with more than any report has."""
    return InputError(f"{path}: " + say(
        f"{what} so với một báo cáo. Hãy kiểm tra lại có đúng tệp báo cáo không, hoặc tách tệp ra.",
        f"{what} for a report. See whether it is the report, or split it."
    ))


def too_many_rows(path: str) -> InputError:
    return too_much(path, say(
        f"bảng quá dài (hơn {MAX_ROWS // 1000} nghìn hàng)",
        f"the table is too long (over {MAX_ROWS // 1000},000 rows)"))


def too_long(path: str) -> InputError:
    return too_much(path, say(
        f"văn bản quá dài (hơn {MAX_TEXT // 1_000_000} triệu ký tự)",
        f"the text is too long (over {MAX_TEXT // 1_000_000} million characters)"))


@dataclass(slots=True)
class Paragraph:
    """A paragraph; in its line \\n is a soft break, \\f a page break and \\t a tab.

    label: the number or bullet that the format computes, with the blank after it; level: of a heading;
    aside: it repeats what stands elsewhere (contents, running headers); notes and boxes: its footnotes
    and text boxes; name: the place of a cell in a sheet.
    """

    line: Line
    label: str = ""
    level: int = 0
    aside: bool = False
    notes: tuple[Note, ...] = ()
    boxes: tuple[Item, ...] = ()
    name: str = ""


@dataclass(slots=True)
class Note:
    """A footnote or endnote: its mark as printed, and what it says."""

    mark: str
    items: list[Item]


@dataclass(slots=True)
class Cell:
    """A cell that begins at a column, counted from 0, and reaches over `span` of them."""

    column: int
    span: int = 1
    items: list[Item] = field(default_factory=list)
    name: str = ""


@dataclass(slots=True)
class Table:
    """Rows of cells; a place that a cell above or to the left covers has none."""

    rows: list[list[Cell]] = field(default_factory=list)


Item = Paragraph | Table


def paragraphs(items: Iterable[Item]) -> Iterator[Paragraph]:
    """The paragraphs in reading order, those of tables and text boxes too."""
    for item in items:
        if isinstance(item, Paragraph):
            yield item
            yield from paragraphs(item.boxes)
        else:
            for row in item.rows:
                for cell in row:
                    yield from paragraphs(cell.items)
