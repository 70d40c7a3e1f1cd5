"""The pages of a PDF as lines in the order in which they are read: columns one after the other, tables row by row."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from cchc_lint.read.flow import Cell, Paragraph, Table
from cchc_lint.read.flow import Line as Text
from cchc_lint.read.frames import is_frame
from cchc_lint.read.lines import Line
from cchc_lint.read.pdf_lines import Row, Segment, joined, rows
from cchc_lint.read.pdf_page import Box, Glyph, Page, Rule
from cchc_lint.read.pdf_tables import PrintedCell, PrintedTable, separators, tables
from cchc_lint.read.text import split_columns

_WIDE = 250.0  # points: a line of text rather than a word
_LEAST_MARGIN = 57.0  # points: 2 cm to the right of the text (Nghị định 30/2020/NĐ-CP allows 1.5 to 2)
_BETWEEN = 1.0  # of the size of type: the least gap between two columns
_BESIDE = 0.9  # sizes of type: lines whose bases are nearer than this do not stand below each other
_FAR = 7.0  # sizes of type: lines of a signature stand no further apart
_NEXT = 1.7  # sizes of type: nor do lines of one paragraph
_BLANK_LINE = 1.6  # of the usual distance between lines: a larger one reads as a blank line
_NUMBER = re.compile(r"\d{1,5}[a-z]?|\d{1,2}/\d{1,2}(?:/\d{4})?")  # what an office stamps on what it issues
_NOWHERE = Box(0, 0, 0, 0)
_STAMP_OFF = 0.9  # sizes of type that it may stand above or below its line


@dataclass(slots=True)
class PrintedLine(Line):
    """A line of the source text, and where it stands on its page.

    left, right: the margins of its page or column; base: of its letters; word: the width of its first word;
    column: it stands in one of two columns.
    """

    x0: float = 0.0
    x1: float = 0.0
    base: float = 0.0
    size: float = 0.0
    word: float = 0.0
    left: float = 0.0
    right: float = 0.0
    column: bool = False


@dataclass(slots=True)
class Sheet:
    """What one page holds. seals: what signatures show; alone: horizontal lines outside tables."""

    number: int
    width: float
    rows: list[Row]
    tables: list[PrintedTable]
    seals: list[Segment]
    alone: list[Rule]
    left: float = 0.0
    right: float = 0.0


class Margins(NamedTuple):
    left: float
    right: float


@dataclass(slots=True)
class Source:
    """Every line as it was printed, in order; boxes: x0, y0, x1, y1 of each character of `text`."""

    text: str
    lines: list[PrintedLine]
    boxes: array[float]

    def box(self, offset: int) -> Box:
        return Box(*self.boxes[offset * 4 : offset * 4 + 4])


def sheet(page: Page) -> Sheet:
    """The lines and tables of a page."""
    found, left = tables(page)
    lines = rows(left)
    seals = []
    for row in rows(page.stamps):
        stamped = joined(row, 0, layout=False)
        line = _stamped_line(stamped, lines)
        if line is None:
            seals.append(stamped)
        else:
            glyphs = [glyph._replace(base=line) for glyph in page.stamps if _stands_on(glyph, stamped)]
            lines = rows([*left, *glyphs])
            left += glyphs
    return Sheet(page.number, page.width, lines, found, seals, separators(page))


def _stamped_line(stamped: Segment, lines: Sequence[Row]) -> float | None:
    """The base of the line in whose blank a number or date was stamped."""
    if not _NUMBER.fullmatch(stamped.text.strip()):
        return None
    near = [(abs(row[0].base - stamped.base), row[0].base) for row in lines]
    distance, base = min(near, default=(1e9, 0.0))
    return base if distance <= _STAMP_OFF * stamped.size else None


def _stands_on(glyph: Glyph, line: Segment) -> bool:
    return abs(glyph.base - line.base) <= 0.3 * line.size and line.x0 - 1 <= glyph.x0 <= line.x1


def set_margins(sheets: Sequence[Sheet]) -> None:
    """Find out between which margins each page is set; one with too little text has those of the others."""
    known: list[Margins] = []
    missing: list[Sheet] = []
    for each in sheets:
        wide = [row[0] for row in each.rows if len(row) == 1 and row[0].x1 - row[0].x0 > _WIDE]
        if len(wide) < 3:
            missing.append(each)
            continue
        starts = Counter(round(segment.x0) for segment in wide)
        ends = sorted(segment.x1 for segment in wide)
        each.left = min(x for x, count in starts.items() if count * 8 >= len(wide) or count == max(starts.values()))
        each.right = ends[-1 - len(ends) // 30]
        known.append(Margins(each.left, each.right))
    usual = Counter(known).most_common(1)[0][0] if known else Margins(0.0, 0.0)
    for each in missing:
        segments = [segment for row in each.rows for segment in row]
        each.left = usual.left or min((segment.x0 for segment in segments), default=0.0)
        each.right = usual.right or max((segment.x1 for segment in segments), default=0.0)
        each.right = max(each.right, each.width - _LEAST_MARGIN)


def usual_step(sheets: Iterable[Sheet]) -> float:
    """The usual distance between two lines of text."""
    steps: Counter[float] = Counter()
    for each in sheets:
        for above, row in pairwise(each.rows):
            if row[0].x1 - row[0].x0 > _WIDE:
                steps[round((row[0].base - above[0].base) * 2) / 2] += 1
    return steps.most_common(1)[0][0] if steps else 18.0


def in_order(sheets: Sequence[Sheet]) -> Source:
    """The source text of all pages."""
    writer = _Writer(usual_step(sheets))
    for each in sheets:
        writer.page(each)
    return Source("".join(writer.parts), writer.lines, writer.boxes)


class _Writer:
    def __init__(self, step: float) -> None:
        self.step = step
        self.parts: list[str] = []
        self.lines: list[PrintedLine] = []
        self.boxes: array[float] = array("f")
        self._at = 0
        self._last: PrintedLine | None = None  # on this page

    def page(self, each: Sheet) -> None:
        self._last = None
        todo = list(each.tables)
        band: list[Row] = []
        for row in each.rows:
            while todo and todo[0].y0 < row[0].base:
                self._band(each, band)
                band = []
                self._table(each, todo.pop(0))
            band.append(row)
        self._band(each, band)
        for table in todo:
            self._table(each, table)
        for seal in each.seals:
            self._line(each, seal).role = "furniture"

    def _band(self, each: Sheet, band: list[Row]) -> None:
        """The rows between two tables."""
        i = 0
        while i < len(band):
            end, middle = _columns_from(band, i)
            sides = list(_sides(band[i:end], middle))
            if _is_frame(sides):
                for side in sides:
                    left, right = min(s.x0 for s in side), max(s.x1 for s in side)
                    for segment in side:
                        self._line(each, segment, Margins(left, right))
                i = end
                continue
            row = band[i]
            for segment in _split(joined(row, each.left, layout=True) if len(row) > 1 else row[0]):
                self._line(each, segment)
            i += 1

    def _table(self, each: Sheet, table: PrintedTable) -> None:
        for n, row in enumerate(table.rows):
            cells = {cell.column: cell for cell in row}
            raw, boxes = "", []
            for column in range(max(table.width, max(cells) + 1)):
                cell = cells.get(column, PrintedCell(column))
                raw += ("\t" if column else "") + cell.text
                boxes += ([_NOWHERE] if column else []) + cell.boxes
            line = self._put(each, raw, boxes, table.y0)
            line.start, line.text = self._at - 1 - len(raw.lstrip("\t")), raw.strip("\t")
            line.role, line.table = ("furniture", 0) if n < table.repeated else ("row", table.number)

    def _line(self, each: Sheet, segment: Segment, column: Margins | None = None) -> PrintedLine:
        indent = 0 if column else max(round((segment.x0 - each.left) * 2 / segment.size), 0)
        text = segment.text.strip()
        first = segment.text.index(text)
        boxes = segment.boxes[first : first + len(text)]
        line = self._put(each, " " * indent + text, [_NOWHERE] * indent + boxes, segment.base)
        line.start, line.text = line.raw_start + indent, text
        line.x0, line.x1, line.size, line.word = segment.x0, segment.x1, segment.size, segment.word
        line.left, line.right = column or Margins(each.left, each.right)
        line.column = column is not None
        return line

    def _put(self, each: Sheet, raw: str, boxes: list[Box], base: float) -> PrintedLine:
        last = self._last
        above = last.base if last else float("-inf")
        line = PrintedLine(
            self._at, raw, self._at, raw, gap=int(not 0 < base - above <= _BLANK_LINE * self.step),
            rule=any(above < rule.y0 < base for rule in each.alone), top=last is None, page=each.number, base=base,
        )
        self._last = line
        self.lines.append(line)
        self.parts.append(raw + "\n")
        self._at += len(raw) + 1
        for box in (*boxes, _NOWHERE):
            self.boxes.extend(box)
        return line


# Columns


def _columns_from(band: Sequence[Row], start: int) -> tuple[int, float]:
    """(the end of the rows from `start` on that stand in two columns, what parts them); `start` where none do."""
    corridor = _corridor(band, start)
    if corridor is None:
        return start, 0.0
    a, b = corridor
    size = band[start][0].size
    both, many, end = 0, 0, start
    was_left = was_right = False
    for i in range(start, len(band)):
        row, middle = band[i], (a + b) / 2
        left = [segment for segment in row if (segment.x0 + segment.x1) / 2 < middle]
        right = row[len(left) :]
        step = row[0].base - band[i - 1][0].base if i > start else 0.0
        narrow = max([a, *(s.x1 for s in left)]), min([b, *(s.x0 for s in right)])
        if narrow[1] - narrow[0] < _BETWEEN * size or step > (_FAR if right else _NEXT) * size:
            break
        a, b = narrow
        end = i + 1
        beside = step < _BESIDE * size and ((was_left and bool(right)) or (was_right and bool(left)))
        both += bool(left and right) or beside
        many += len(row) > 2
        was_left, was_right = bool(left), bool(right)
    if both < 2 or many * 2 > both:
        return start, 0.0
    return end, (a + b) / 2


def _corridor(band: Sequence[Row], start: int) -> tuple[float, float] | None:
    """Between which x a row parts two columns; with the row after it, where that stands beside it."""
    row = band[start]
    if len(row) == 1 and start + 1 < len(band) and band[start + 1][0].base - row[0].base < _BESIDE * row[0].size:
        row = sorted([*row, *band[start + 1]], key=lambda segment: segment.x0)
    if len(row) < 2:
        return None
    return max(((left.x1, right.x0) for left, right in pairwise(row)), key=lambda gap: gap[1] - gap[0])


def _sides(band: Sequence[Row], middle: float) -> Iterator[list[Segment]]:
    """The lines of the left column, then those of the right one."""
    for right in (False, True):
        side = []
        for row in band:
            mine = [segment for segment in row if ((segment.x0 + segment.x1) / 2 >= middle) == right]
            if mine:
                side.append(joined(mine, 0, layout=False) if len(mine) > 1 else mine[0])
        if side:
            yield side


def _is_frame(sides: Sequence[Sequence[Segment]]) -> bool:
    """Whether these are the columns of a letterhead or a signature, not those of a table that lost its lines."""
    cells = [
        Cell(column, 1, [Paragraph(Text(segment.text)) for segment in side]) for column, side in enumerate(sides)]
    return len(sides) > 1 and is_frame(Table([cells]))


def _split(segment: Segment) -> list[Segment]:
    """A line in which blanks part two columns, as two."""
    parts = split_columns(segment.text)
    if len(parts) == 1:
        return [segment]
    share = (segment.x1 - segment.x0) / max(len(segment.text), 1)
    return [
        Segment(
            segment.text[a:b], segment.x0 + a * share, segment.x0 + b * share, segment.base, segment.size,
            segment.boxes[a:b], segment.word,
        )
        for a, b in parts
    ]
