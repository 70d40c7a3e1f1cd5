"""The cells of a sheet become paragraphs and tables: a letterhead and titles above, then the table, then signatures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cchc_lint.read.flow import MAX_COLUMNS, Cell, Item, Line, Paragraph, Table
from cchc_lint.read.frames import CODE_HEAD, is_frame
from cchc_lint.read.source import clean

_PLAIN_NAME = re.compile(r"(?:Sheet|Trang tính|Trang|Bảng|Table|Worksheet)\W*\d*", re.I)
_CODE = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,4}|[IVX]{1,5}|[a-zđA-ZĐ])[.)]?")
_DENSE = 3  # filled cells of a row that only a table has


@dataclass(slots=True)
class Field:
    """A filled cell. column: from 0; code: what it says where codes stand; span: the columns that it is merged over."""

    column: int
    text: str
    code: str
    span: int = 1


@dataclass(slots=True)
class Sheet:
    """rows: the number of a row, from 1, and its filled cells in order; rows without any are left out."""

    name: str
    rows: list[tuple[int, list[Field]]] = field(default_factory=list)


def items_of(sheets: Sequence[Sheet]) -> list[Item]:
    """All sheets, one after the other, each under its name where that says anything."""
    found: list[Item] = []
    for sheet in sheets:
        if not sheet.rows:
            continue
        if not _PLAIN_NAME.fullmatch(sheet.name.strip()):
            found.append(Paragraph(Line(clean(sheet.name.strip(), markup=False).text)))
        found += _lay(sheet)
    return found


def column_name(column: int) -> str:
    """The letters of a column: 0 is A, 27 is AB."""
    letters = ""
    column += 1
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


def _lay(sheet: Sheet) -> Iterator[Item]:
    starts = _table_starts(sheet)
    texts: list[tuple[int, list[Field]]] = []
    table: list[tuple[int, list[Field]]] = []
    for index, (number, fields) in enumerate(sheet.rows):
        if index in starts:
            yield from _table(sheet, table)
            yield from _texts(sheet, texts)
            table, texts = [(number, fields)], []
        elif table and not texts and _goes_on(table, number, fields, _leads_in(sheet, index, starts)):
            table.append((number, fields))
        else:
            texts.append((number, fields))
    yield from _table(sheet, table)
    yield from _texts(sheet, texts)


def _table_starts(sheet: Sheet) -> set[int]:
    """The indexes of the rows that begin a table: those with the head of the codes, else the first full one."""
    heads = {i for i, (_, fields) in enumerate(sheet.rows) if CODE_HEAD.fullmatch(fields[0].text)}
    full = [i for i, (_, fields) in enumerate(sheet.rows) if len(fields) >= _DENSE]
    return heads or set(full[:1])


def _leads_in(sheet: Sheet, index: int, starts: set[int]) -> bool:
    """Whether only titles (single cells without a code) stand between this row and the head of another table."""
    while index < len(sheet.rows) and index not in starts:
        fields = sheet.rows[index][1]
        if len(fields) > 1 or _CODE.fullmatch(fields[0].code):
            return False
        index += 1
    return index < len(sheet.rows)


def _goes_on(table: Sequence[tuple[int, list[Field]]], number: int, fields: Sequence[Field], leads_in: bool) -> bool:
    """Whether a row belongs to the table above it: after an empty row only one with a code, or a full one."""
    if leads_in:
        return False
    return number == table[-1][0] + 1 or len(fields) >= _DENSE or bool(_CODE.fullmatch(fields[0].code))


def _table(sheet: Sheet, rows: Sequence[tuple[int, list[Field]]]) -> Iterator[Item]:
    if rows:
        yield _grid(sheet, rows)


def _texts(sheet: Sheet, rows: Sequence[tuple[int, list[Field]]]) -> Iterator[Item]:
    """Text outside of tables: columns side by side as such, everything else cell by cell."""
    band: list[tuple[int, list[Field]]] = []
    for number, fields in [*rows, (0, [])]:
        if len(fields) > 1:
            band.append((number, fields))
            continue
        if band:
            grid = _grid(sheet, band)
            if is_frame(grid):
                yield grid
            else:
                yield from (item for row in grid.rows for cell in row for item in cell.items)
            band = []
        for each in fields:
            yield Paragraph(Line(each.text), name=_address(sheet, each, number))


def _grid(sheet: Sheet, rows: Sequence[tuple[int, list[Field]]]) -> Table:
    """A table of rows; codes are read as such in the column that its head names so."""
    first = min(each.column for _, fields in rows for each in fields)
    codes = next((each.column for _, fields in rows for each in fields if CODE_HEAD.fullmatch(each.text)), None)
    table = Table()
    for number, fields in rows:
        cells = []
        for each in fields:
            text = each.code if each.column == codes else each.text
            name = _address(sheet, each, number)
            column = min(each.column - first, MAX_COLUMNS - 1)
            cells.append(Cell(column, each.span, [Paragraph(Line(text), name=name)], name))
        table.rows.append(cells)
    return table


def _address(sheet: Sheet, each: Field, number: int) -> str:
    return f"{sheet.name}!{column_name(each.column)}{number}"
