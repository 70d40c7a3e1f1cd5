"""Tables of a Word file: which column each cell begins in, whatever cells were merged, split or dragged."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate
from typing import TYPE_CHECKING

from cchc_lint.read.flow import MAX_COLUMNS, Cell, Item, Table
from cchc_lint.read.package import number
from cchc_lint.read.word_xml import VAL, W, unwrapped, value

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_NARROW = 200  # twips (3.5 mm): borders that were dragged apart by less are one


def read_table(element: Element, read_items: Callable[[Element], list[Item]]) -> Table:
    """A w:tbl; what goes on in a merged cell from above is blank. read_items reads the content of a w:tc."""
    rows = [_row(row, read_items) for row in unwrapped(element) if row.tag == f"{W}tr" and not _is_dropped(row)]
    places = _places(element, rows)
    for row in rows:
        for cell in row:
            end = places[min(cell.column + cell.span, len(places) - 1)]
            cell.column = places[cell.column]
            cell.span = max(end - cell.column, 1)
    return Table(rows)


def _is_dropped(row: Element) -> bool:
    properties = row.find(f"{W}trPr")
    return properties is not None and properties.find(f"{W}del") is not None


def _row(row: Element, read_items: Callable[[Element], list[Item]]) -> list[Cell]:
    """The cells of a row; columns count in the grid of the table."""
    cells: list[Cell] = []
    at = _limited(value(row.find(f"{W}trPr"), "gridBefore"), 0)
    for child in unwrapped(row):
        if child.tag != f"{W}tc":
            continue
        properties = child.find(f"{W}tcPr")
        span = max(_limited(value(properties, "gridSpan"), 1), 1)
        column = min(at, MAX_COLUMNS - 1)
        cells.append(Cell(column, min(span, MAX_COLUMNS - column), [] if _goes_on(properties) else read_items(child)))
        at += span
    return cells


def _limited(text: str | None, default: int) -> int:
    return max(0, min(number(text, default), MAX_COLUMNS))


def _goes_on(properties: Element | None) -> bool:
    """Whether a cell is only the rest of one that was merged with it, or was deleted."""
    if properties is None:
        return False
    if properties.find(f"{W}cellDel") is not None:
        return True
    merges = (properties.find(f"{W}vMerge"), properties.find(f"{W}hMerge"))
    return any(merge is not None and merge.get(VAL, "continue") == "continue" for merge in merges)


def _places(element: Element, rows: list[list[Cell]]) -> list[int]:
    """For every line of the grid, the column that begins there: lines that no row tells apart are one."""
    widths = [_limited_width(column) for column in element.iterfind(f"{W}tblGrid/{W}gridCol")][:MAX_COLUMNS]
    last = max((cell.column + cell.span for row in rows for cell in row), default=0)
    widths += [_NARROW] * (last - len(widths))
    lines = list(accumulate(widths, initial=0))
    begun = {cell.column for row in rows for cell in row}
    kept = {(cell.column, cell.column + cell.span) for row in rows for cell in row}
    places, column, before = [0] * (last + 1), 0, 0
    for line in range(1, last + 1):
        apart = lines[line] - lines[before] >= _NARROW or (before, line) in kept
        if line == last or (line in begun and apart):
            column += 1
            before = line
        places[line] = column
    return places


def _limited_width(column: Element) -> int:
    return max(0, number(column.get(f"{W}w"), 0))
