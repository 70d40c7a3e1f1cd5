"""Tables that go on over pages: one number for all their rows, heads that come again, rows that a page break cut."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from cchc_lint.read.joining import ITEM, needs_blank
from cchc_lint.read.layout import ended
from cchc_lint.read.pdf_order import PrintedLine, Sheet
from cchc_lint.read.pdf_tables import PrintedCell, PrintedTable

_HEAD_ROWS = 4
_SAME_COLUMN = 8.0  # points
_FIRST_CODE = re.compile(r"(?:1|I|01)[.)]?")
_CODE = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5})[.)]?")
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:trang|page)?\W*(\d{1,3})\W*(?:/\s*\d{1,3})?", re.I)

Row = list[PrintedCell]


def mark_page_numbers(lines: Sequence[PrintedLine]) -> None:
    """Numbers at the edges of pages that count on from page to page are furniture, even beside a table."""
    pages: dict[int, list[PrintedLine]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    found = [
        (line, int(match[1]) - number) for number, page in pages.items() for line in page[:1] + page[1:][-1:]
        if line.role == "body" and (match := _PAGE_NUMBER.fullmatch(line.text))
    ]
    counts = Counter(offset for _, offset in found)
    for line, offset in found:
        if counts[offset] > 1 and counts[offset] == max(counts.values()):
            line.role = "furniture"

def number_tables(sheets: Sequence[Sheet], first: int = 1) -> None:
    """Give every table its number, from `first` on, and put together what page breaks cut."""
    running = _running(sheets)
    number = first - 1
    before: PrintedTable | None = None  # the table at the end of the page before
    head: list[Row] = []
    for sheet in sheets:
        for i, table in enumerate(sheet.tables):
            opens_page = i == 0 and not _text_above(sheet, table, running)
            again = _repeated(head, table.rows) if before is not None and opens_page else 0
            if before is not None and opens_page and _continues(before, table, again):
                table.number, table.width = number, before.width
                _align(before, table)
                table.repeated = again
                _mend(before, table)
            else:
                number += 1
                table.number, table.width = number, len(table.xs) - 1
                head = table.rows[:_HEAD_ROWS]
            before = table
        if before is not None and (not sheet.tables or _text_below(sheet, before, running)):
            before = None


def _running(sheets: Sequence[Sheet]) -> set[str]:
    """First and last lines that come again on several pages, without their numbers."""
    edges = [_masked(row) for sheet in sheets if sheet.rows for row in (sheet.rows[0], sheet.rows[-1])]
    return {text for text, count in Counter(edges).items() if count > 2}


def _masked(row: Sequence[object]) -> str:
    return _DIGITS.sub("#", " ".join(segment.text for segment in row))  # type: ignore[attr-defined]


def _text_above(sheet: Sheet, table: PrintedTable, running: set[str]) -> bool:
    return any(row[0].base < table.y0 and not _is_edge(row, running) for row in sheet.rows)


def _text_below(sheet: Sheet, table: PrintedTable, running: set[str]) -> bool:
    """Whether the body goes on below a table; footnotes do not count."""
    notes = min((rule.y0 for rule in sheet.alone if rule.y0 > table.y1), default=float("inf"))
    return any(table.y1 < row[0].base < notes and not _is_edge(row, running) for row in sheet.rows)


def _is_edge(row: Sequence[object], running: set[str]) -> bool:
    text = " ".join(segment.text for segment in row)  # type: ignore[attr-defined]
    return bool(_PAGE_NUMBER.fullmatch(text.strip())) or _masked(row) in running


def _texts(row: Row) -> list[str]:
    return [cell.text for cell in row]


def _repeated(head: Sequence[Row], rows: Sequence[Row]) -> int:
    """How many of the rows are those of the head again."""
    count = 0
    for known, row in zip(head, rows, strict=False):
        if _texts(known) != _texts(row) or _CODE.fullmatch(row[0].text) and row[0].column == 0:
            break
        count += 1
    return count


def _continues(before: PrintedTable, table: PrintedTable, again: int) -> bool:
    """Whether a table at the top of a page is the rest of the one at the end of the page before."""
    if abs(before.xs[0] - table.xs[0]) > _SAME_COLUMN or abs(before.xs[-1] - table.xs[-1]) > _SAME_COLUMN:
        return False
    after = next((row for row in table.rows[again:] if row[0].column == 0), None)
    restarts = after is not None and bool(_FIRST_CODE.fullmatch(after[0].text))
    return not (again and restarts and _is_numbered(before.rows[-1:]))


def _is_numbered(rows: Sequence[Row]) -> bool:
    return any(row[0].column == 0 and _CODE.fullmatch(row[0].text) for row in rows)


def _align(before: PrintedTable, table: PrintedTable) -> None:
    """Count the columns as on the page before, where more lines were drawn."""
    if any(min(abs(x - other) for other in before.xs) > _SAME_COLUMN for x in table.xs):
        table.width = max(table.width, len(table.xs) - 1)
        return
    places = [min(range(len(before.xs)), key=lambda i: abs(before.xs[i] - x)) for x in table.xs]
    for row in table.rows:
        for cell in row:
            cell.column = places[cell.column]
    table.xs = before.xs


def _mend(before: PrintedTable, table: PrintedTable) -> None:
    """Put the rest of a row that the page break cut back to its beginning."""
    if len(table.rows) <= table.repeated or not before.rows:
        return
    row, rest = before.rows[-1], table.rows[table.repeated]
    if not _is_rest(row, rest):
        return
    cells = {cell.column: cell for cell in row}
    for cell in rest:
        if cell.column in cells:
            known = cells[cell.column]
            known.join(cell.text, cell.boxes, blank=needs_blank(known.text, cell.text))
        else:
            row.append(cell)
    row.sort(key=lambda cell: cell.column)
    del table.rows[table.repeated]
    if len(table.rows) == table.repeated:  # nothing but the row was left
        table.rows += [row]
        del before.rows[-1]


def _is_rest(row: Row, rest: Row) -> bool:
    """Whether `rest` goes on with `row`: it has no code, and says nothing that the row has said in full."""
    if rest[0].column == 0:
        return False
    cells = {cell.column: cell.text for cell in row}
    twice = [cell for cell in rest if cell.column in cells]
    first = rest[0]
    if ITEM.match(first.text) or any(cell.text[0].isdigit() and cells[cell.column][-1].isdigit() for cell in twice[1:]):
        return False
    if first.column not in cells:
        return True
    goes_on = first.text[0].islower() or not first.text[0].isalpha()
    return goes_on or (len(rest) == 1 and not ended(cells[first.column]))
