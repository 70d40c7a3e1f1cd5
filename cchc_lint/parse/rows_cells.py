"""Rows of the appendix from tables that kept their cells: OCR tabs, Word, HTML, sheets."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from cchc_lint.document import Block, Document, Span
from cchc_lint.parse.rows_head import USUAL, Columns, columns_held, columns_of, counts_columns, head_length
from cchc_lint.parse.rows_names import begins_name, fold, is_name, names_starting
from cchc_lint.parse.rows_raw import (
    AMONG,
    AMONG_NAME,
    CODE,
    OPTION,
    VALUE,
    RawRow,
    code_of,
    is_head_code,
    trimmed,
    unit_pattern,
)

_LINES = " |!¦"


def rows_from_cells(document: Document, blocks: Sequence[Block]) -> list[RawRow]:
    """The rows of every statistical table among these blocks (kind "row"), in order."""
    found: list[RawRow] = []
    columns: Columns | None = None
    for _, group in groupby(blocks, key=lambda block: block.table):
        table = [[_bare(document, cell) for cell in block.cells] for block in group]
        head = head_length(document, table)
        own = columns_of(document, table[:head], table[head:]) if head else columns
        headed = head > 0 and own is not None and None not in (own.name, own.unit, own.value)
        if not _is_statistics(document, table[head:], own, headed=headed, follows=columns is not None and not head):
            continue
        columns = own if head and own else columns_held(document, table, own or USUAL)
        _read_table(document, table[head:], columns, found, goes_on=not head)
    return found


def _bare(document: Document, cell: Span) -> Span:
    """A cell without outer blanks, tags and the lines of the table that an OCR program took for letters."""
    span = trimmed(document, cell)
    start, end = span
    text = document.slice(span)
    if not text or (text[0] not in _LINES and text[-1] not in _LINES):
        return span
    start += len(text) - len(text.lstrip(_LINES))
    return Span(start, max(start, end - len(text) + len(text.rstrip(_LINES))))


def _is_statistics(
    document: Document, body: Sequence[Sequence[Span]], columns: Columns | None, *, headed: bool, follows: bool
) -> bool:
    """Whether a table's names are indicators of the forms (or it goes on with such a table).

    headed: its head names the columns of the forms.
    """
    name = (columns or USUAL).name
    if name is None or not body:
        return False
    names = [fold(document.slice(row[name])) for row in body if len(row) > name]
    known = sum(1 for text in names if len(text) > 7 and (is_name(text) or begins_name(text)))
    return known >= 2 - headed and known * 5 >= len(names) or (follows and len(body) <= 3 and known >= 1)


def _read_table(
    document: Document, body: Sequence[Sequence[Span]], columns: Columns, found: list[RawRow], *, goes_on: bool
) -> None:
    among = False
    last = found[-1] if found and goes_on else None
    for cells in body:
        texts = [document.slice(cell) for cell in cells]
        if not any(texts) or counts_columns(texts) or is_head_code(texts[0]) or _is_head_rest(texts, columns):
            continue
        row = _split(document, cells, texts, columns)
        if row.code:
            among = False
        elif row.among:
            among = True
        elif last is not None and _continues(document, row, last):
            _append(document, last, row)
            continue
        row.among = row.among or among
        found.append(row)
        last = row


def _split(document: Document, cells: Sequence[Span], texts: Sequence[str], columns: Columns) -> RawRow:
    """The fields of one table row."""
    if columns.code == 0 and texts[0] and not CODE.match(texts[0]) and begins_name(fold(texts[0])):
        empty = Span(cells[0].start, cells[0].start)  # a row that lost its first, empty cell
        cells, texts = [empty, *cells], ["", *texts]
    if columns[:4] == USUAL[:4]:
        cells, texts = _parted(document, cells, texts)
    row = RawRow(start=next(c.start for c, t in zip(cells, texts, strict=True) if t), end=cells[-1].end)
    for key in ("name", "unit", "value", "note"):
        place = getattr(columns, key)
        if place is not None and place < len(cells) and texts[place]:
            getattr(row, key).pieces.append(cells[place])
    if columns.code is None or columns.code >= len(cells):
        return row
    code, text = cells[columns.code], texts[columns.code]
    own, match = code_of(text), CODE.match(text)
    if own:
        row.code, row.code_span = own, code
    elif match and not row.name.pieces:  # code and name in one cell
        row.code, row.code_span = match[1], Span(code.start, code.start + match.end())
        row.name.pieces.append(trimmed(document, Span(code.start + match.end(), code.end)))
    elif AMONG.fullmatch(text):
        row.among = bool(row.name.pieces)
    elif text and not row.name.pieces:
        row.name.pieces.append(code)
    if row.name.pieces and AMONG_NAME.match(document.slice(row.name.pieces[0])):
        row.among = True
    return row


def _parted(
    document: Document, cells: Sequence[Span], texts: Sequence[str]
) -> tuple[Sequence[Span], Sequence[str]]:
    """The cells of a row of which two stood as one: code and name, name and unit, or unit and value."""
    place, at = _lost_edge(texts)
    if not at:
        return cells, texts
    start, end = cells[place]
    both = [trimmed(document, Span(start, start + at)), trimmed(document, Span(start + at, end))]
    cells = [*cells[:place], *both, *cells[place + 1 :]]
    return cells, [document.slice(cell) for cell in cells]


def _lost_edge(texts: Sequence[str]) -> tuple[int, int]:
    """(the cell of a row that holds two, where the second begins in it); (0, 0) none."""
    code, name, unit, value = (*texts[:4], *[""] * (4 - len(texts)))
    match = CODE.match(code)
    if match and match.end() < len(code) and not code_of(code) and begins_name(fold(code[match.end() :])):
        return (0, match.end()) if not begins_name(fold(name)) else (0, 0)
    if unit_pattern().fullmatch(unit) or OPTION.search(unit) or VALUE.fullmatch(value):
        return 0, 0
    told = unit_pattern().match(unit)
    if told and VALUE.fullmatch(unit[told.end() :].strip()):
        return 2, told.end()
    if not unit or VALUE.fullmatch(unit):
        last = next((m.start() for m in unit_pattern().finditer(name) if m.end() == len(name)), 0)
        return (1, last) if last and is_name(fold(name[:last])) and not is_name(fold(name)) else (0, 0)
    return 0, 0


def _is_head_rest(texts: Sequence[str], columns: Columns) -> bool:
    """The second line of a repeated head: "Đơn vị tính", "Số liệu" and no more."""
    unit, value = columns.unit, columns.value
    if unit is None or value is None or max(unit, value) >= len(texts):
        return False
    return fold(texts[unit]) in ("đơn vị tính", "đvt") and fold(texts[value]) in ("số liệu", "kết quả", "")


def _continues(document: Document, row: RawRow, last: RawRow) -> bool:
    """Whether a row without a code only goes on with the row above it."""
    name, unit = row.name.text(document), row.unit.text(document)
    option = bool(OPTION.search(unit))
    if not name:
        return True
    if option and OPTION.search(last.unit.text(document)):
        return True
    folded = fold(name)
    if is_name(folded):
        return False
    if not (unit or row.value.pieces) and names_starting(f"{fold(last.name.text(document))} {folded}"):
        return True
    if name[0] == "(" or (name[0].islower() and not begins_name(folded)):
        return True
    if unit or row.value.pieces:
        return False
    return not begins_name(folded)


def _append(document: Document, last: RawRow, row: RawRow) -> None:
    last.end = max(last.end, row.end)
    for key in ("name", "unit", "note"):
        getattr(last, key).pieces.extend(getattr(row, key).pieces)
    if row.value.text(document) != last.value.text(document):  # a merged cell may come again in each of its rows
        last.value.pieces.extend(row.value.pieces)
