"""Ruled tables on a page: the lines drawn around cells become rows of cells with the text that stands in them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from cchc_lint.read.flow import Cell, Line, Paragraph, Table
from cchc_lint.read.frames import is_frame
from cchc_lint.read.joining import needs_blank
from cchc_lint.read.pdf_lines import Segment, joined, rows
from cchc_lint.read.pdf_page import Box, Glyph, Page, Rule

_NEAR = 2.5  # points: two lines of a double border, or ends that should meet
_DOTS = 4.0  # between the dots or dashes of one line
_LEAST = 6.0  # the side of the smallest cell
_MOST_LINES = 1_500  # horizontal or vertical ones, on a page
_MOST_CELLS = 6_000  # of one table on a page
_FIGURE = re.compile(r"[\d.,]+")


@dataclass(slots=True)
class PrintedCell:
    """Text in a cell that begins at `column` of its table, counted from 0."""

    column: int
    text: str = ""
    boxes: list[Box] = field(default_factory=list)

    def join(self, text: str, boxes: list[Box], *, blank: bool) -> None:
        if self.text and text and blank:
            self.text += " "
            self.boxes.append(self.boxes[-1])
        self.text += text
        self.boxes += boxes


@dataclass(slots=True)
class PrintedTable:
    """Rows from top to bottom, on one page; xs: where its columns begin, and where the last one ends.

    number: of the table that these rows belong to, from 1; width: its columns; repeated: how many rows repeat the
    head of the page before.
    """

    xs: list[float]
    y0: float
    y1: float
    rows: list[list[PrintedCell]]
    number: int = 0
    width: int = 0
    repeated: int = 0


def tables(page: Page) -> tuple[list[PrintedTable], list[Glyph]]:
    """The ruled tables of a page, and the glyphs that stand in none."""
    found: list[PrintedTable] = []
    left = page.glyphs
    for grid in sorted(_grids(page.rules), key=lambda grid: grid.area):
        table, rest = _filled(grid, left)
        if table is not None:
            found.append(table)
            left = rest
    return sorted(found, key=lambda table: table.y0), left


def separators(page: Page) -> list[Rule]:
    """The horizontal lines that stand alone, as above footnotes, from top to bottom."""
    flat = [rule for rule in page.rules if rule.x1 - rule.x0 > 30 and rule.y1 - rule.y0 < _NEAR]
    upright = [rule for rule in page.rules if rule.y1 - rule.y0 > _LEAST]
    alone = (rule for rule in flat if not any(_meet(rule, other) for other in upright))
    return sorted(alone, key=lambda rule: rule.y0)


# Grids


class _Place(NamedTuple):
    row: int
    column: int


@dataclass(slots=True)
class _Grid:
    """Cells between lines; owner: the cell that a place between four lines is part of."""

    xs: list[float]
    ys: list[float]
    owner: dict[_Place, _Place]

    @property
    def area(self) -> float:
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])

    def at(self, x: float, y: float) -> _Place | None:
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        return self.owner.get(_Place(row, column))


def _grids(rules: Sequence[Rule]) -> list[_Grid]:
    flat = _lines(_Line((r.y0 + r.y1) / 2, r.x0, r.x1) for r in rules if r.y1 - r.y0 <= _DOTS)
    upright = _lines(_Line((r.x0 + r.x1) / 2, r.y0, r.y1) for r in rules if r.x1 - r.x0 <= _DOTS)
    if max(len(flat), len(upright)) > _MOST_LINES:
        return []
    return [grid for group in _groups(flat, upright) if (grid := _grid(*group))]


class _Line(NamedTuple):
    """A line along an axis: its place across it, and from where to where it goes."""

    at: float
    start: float
    end: float


def _lines(pieces: Iterable[_Line]) -> list[_Line]:
    """Pieces of lines, dots and dashes put together."""
    bands: list[tuple[float, list[tuple[float, float]]]] = []
    for at, start, end in sorted(pieces):
        if bands and at - bands[-1][0] <= _NEAR:
            bands[-1][1].append((start, end))
        else:
            bands.append((at, [(start, end)]))
    found: list[_Line] = []
    for at, ends in bands:
        ends.sort()
        start, stop = ends[0]
        for a, b in [*ends[1:], (float("inf"), 0.0)]:
            if a - stop <= _DOTS:
                stop = max(stop, b)
                continue
            if stop - start >= _LEAST:
                found.append(_Line(at, start, stop))
            start, stop = a, b
    return found


def _groups(flat: list[_Line], upright: list[_Line]) -> list[tuple[list[_Line], list[_Line]]]:
    """The lines that hang together by crossing or touching each other: (flat, upright) of each group."""
    parent = list(range(len(flat) + len(upright)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, line in enumerate(flat):
        for j, other in enumerate(upright, len(flat)):
            if _within(other.at, line) and _within(line.at, other):
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[_Line], list[_Line]]] = {}
    for i, line in enumerate(flat + upright):
        groups.setdefault(root(i), ([], []))[i >= len(flat)].append(line)
    return list(groups.values())


def _within(at: float, line: _Line) -> bool:
    return line.start - _NEAR <= at <= line.end + _NEAR


def _grid(flat: list[_Line], upright: list[_Line]) -> _Grid | None:
    """The cells between the lines of a group; None where these make no two columns."""
    if not flat or not upright:
        return None
    xs = _sides([line.at for line in upright] + [end for line in flat for end in line[1:]])
    ys = _sides([line.at for line in flat] + [end for line in upright for end in line[1:]])
    if len(xs) < 3 or len(ys) < 2 or len(xs) * len(ys) > _MOST_CELLS:
        return None
    grid = _Grid(xs, ys, {})
    for row in range(len(ys) - 1):
        middle = (ys[row] + ys[row + 1]) / 2
        for column in range(len(xs) - 1):
            here = _Place(row, column)
            beside, above = _Place(row, column - 1), _Place(row - 1, column)
            centre = (xs[column] + xs[column + 1]) / 2
            if column and not _drawn(upright, xs[column], middle):
                grid.owner[here] = grid.owner[beside]
            elif row and not _drawn(flat, ys[row], centre):
                grid.owner[here] = grid.owner[above]
            else:
                grid.owner[here] = here
    return grid


def _sides(places: Iterable[float]) -> list[float]:
    found: list[float] = []
    for at in sorted(places):
        if not found or at - found[-1] > _LEAST:
            found.append(at)
    return found


def _drawn(lines: Iterable[_Line], at: float, through: float) -> bool:
    return any(abs(line.at - at) <= _LEAST and _within(through, line) for line in lines)


# Text in cells


def _filled(grid: _Grid, glyphs: list[Glyph]) -> tuple[PrintedTable | None, list[Glyph]]:
    """The table of a grid, and the glyphs outside it; None where the grid is only a frame around text."""
    held: dict[_Place, list[Glyph]] = {}
    left: list[Glyph] = []
    for glyph in glyphs:
        place = grid.at((glyph.x0 + glyph.x1) / 2, glyph.base - glyph.size / 4)
        if place is None:
            left.append(glyph)
        else:
            held.setdefault(place, []).append(glyph)
    found: dict[int, list[PrintedCell]] = {}
    for place in sorted(held):
        end = max(other.column for other, owner in grid.owner.items() if owner == place and other.row == place.row)
        cell = _cell(place.column, rows(held[place]), grid.xs[end + 1])
        if cell.text:
            found.setdefault(place.row, []).append(cell)
    if not found or is_frame(_as_table(found.values())):
        return None, glyphs
    return PrintedTable(grid.xs, grid.ys[0], grid.ys[-1], list(found.values())), left


def _cell(column: int, lines: list[list[Segment]], right: float) -> PrintedCell:
    cell = PrintedCell(column)
    before: Segment | None = None
    for segments in lines:
        line = joined(segments, 0, layout=False) if len(segments) > 1 else segments[0]
        cut = before is not None and _cuts_figure(before, line, right)
        cell.join(line.text, line.boxes, blank=bool(cell.text) and needs_blank(cell.text, line.text) and not cut)
        before = line
    return cell


def _cuts_figure(before: Segment, line: Segment, right: float) -> bool:
    """Whether a figure was too long for its cell: "1.234." and below it "567"."""
    if not _FIGURE.fullmatch(before.text) or not _FIGURE.match(line.text):
        return False
    return before.text[-1] in ".," or line.text[0] in ".," or right - before.x1 < before.size * 0.9


def _as_table(found: Iterable[list[PrintedCell]]) -> Table:
    return Table([[Cell(cell.column, 1, [Paragraph(Line(cell.text))]) for cell in row] for row in found])


def _meet(flat: Rule, upright: Rule) -> bool:
    return flat.x0 - _NEAR <= upright.x0 <= flat.x1 + _NEAR and upright.y0 - _NEAR <= flat.y0 <= upright.y1 + _NEAR
