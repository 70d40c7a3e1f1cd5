"""A table while it is read from left to right and top to bottom, with cells that reach over rows and columns."""

from __future__ import annotations

from cchc_lint.read.flow import MAX_COLUMNS, Cell, Item, Table

MAX_DEPTH = 30  # of tables in tables
_TO_THE_END = 1_000_000  # rows


class OpenTable:
    """depth: how many frames were open around the table."""

    def __init__(self, depth: int) -> None:
        self.table = Table()
        self.depth = depth
        self._covered: dict[int, int] = {}  # column -> rows that a cell above still covers
        self._taken: set[int] = set()

    def open_row(self) -> None:
        self.table.rows.append([])
        self._taken = {column for column, rows in self._covered.items() if rows > 0}
        for column in self._taken:
            self._covered[column] -= 1

    def open_cell(self, columns: int, rows: int) -> None:
        """Begin a cell in the next place of the row that is free; 0 rows: to the end of the table."""
        if not self.table.rows:
            self.open_row()
        place = next((column for column in range(MAX_COLUMNS) if column not in self._taken), MAX_COLUMNS - 1)
        span = min(max(columns, 1), MAX_COLUMNS - place)
        self.table.rows[-1].append(Cell(place, span))
        for column in range(place, place + span):
            self._taken.add(column)
            self._covered[column] = rows - 1 if rows else _TO_THE_END

    def fill(self, items: list[Item]) -> None:
        """Give the cell that was begun last what it holds."""
        if self.table.rows and self.table.rows[-1]:
            self.table.rows[-1][-1].items.extend(items)
