"""Rows of the appendix from tables that kept their cells: OCR tabs, Word, HTML, sheets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from cchc_lint.document import Block, Document, Span
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
    without_romans,
)

_HEAD_ROWS = 4  # at most, of one head
_COUNTER = re.compile(r"\(?(?:\d|[A-Ea-e])\)?")
_THIS_PERIOD = re.compile(r"(?:số liệu|kết quả|số lượng).*(?:kỳ này|kỳ báo cáo|trong kỳ|hiện tại)")
_COLUMN_WORDS = (
    ("code", re.compile(r"^(?:stt|tt|số tt|số thứ tự)\b")),
    ("note", re.compile(r"ghi chú")),
    ("unit", re.compile(r"đơn vị tính|\bđvt\b|^đơn vị$")),
    ("value", re.compile(r"số liệu|kết quả|giá trị|thực hiện|số lượng")),
    ("name", re.compile(r"chỉ tiêu|nội dung|tiêu chí|tên|thống kê")),
)


class Columns(NamedTuple):
    """The place of each field in a row; None where the table has no such column."""

    code: int | None
    name: int | None
    unit: int | None
    value: int | None
    note: int | None


_USUAL = Columns(0, 1, 2, 3, 4)


def rows_from_cells(document: Document, blocks: Sequence[Block]) -> list[RawRow]:
    """The rows of every statistical table among these blocks (kind "row"), in order."""
    found: list[RawRow] = []
    columns: Columns | None = None
    for _, group in groupby(blocks, key=lambda block: block.table):
        table = [[trimmed(document, cell) for cell in block.cells] for block in group]
        head = _head_length(document, table)
        own = _columns(document, table[:head], table[head:]) if head else columns
        headed = head > 0 and own is not None and None not in (own.name, own.unit, own.value)
        if not _is_statistics(document, table[head:], own, headed=headed, follows=columns is not None and not head):
            continue
        columns = own or _USUAL
        _read_table(document, table[head:], columns, found, goes_on=not head)
    without_romans(document, found)
    return found


def _head_length(document: Document, table: Sequence[Sequence[Span]]) -> int:
    first = next((i for i, row in enumerate(table[:2]) if row and is_head_code(document.slice(row[0]))), None)
    if first is None:
        return 0
    length = first + 1
    while length < min(len(table), first + _HEAD_ROWS) and _head_goes_on(document, table[length]):
        length += 1
    return length


def _head_goes_on(document: Document, row: Sequence[Span]) -> bool:
    texts = [document.slice(cell) for cell in row]
    if _counts_columns(texts):
        return True
    told = [pattern for key, pattern in _COLUMN_WORDS if key in ("unit", "value", "note")]
    return not CODE.match(texts[0]) and any(pattern.search(fold(text)) for text in texts for pattern in told)


def _counts_columns(texts: Sequence[str]) -> bool:
    """Whether a row only numbers the columns: (1) (2) (3) …"""
    filled = [text for text in texts if text]
    return len(filled) > 2 and all(_COUNTER.fullmatch(text) for text in filled) and len(set(filled)) == len(filled)


def _columns(document: Document, head: Sequence[Sequence[Span]], body: Sequence[Sequence[Span]]) -> Columns:
    """The columns by the words of the head; a cell over two columns stands for both."""
    width = max(Counter(map(len, body)).most_common(1)[0][0] if body else 0, max(map(len, head)))
    words = [""] * width
    for row in head:
        texts = [fold(document.slice(cell)) for cell in row]
        if len(texts) < width:
            texts = _spread(texts, words, width)
        words = [f"{above} {text}".strip() for above, text in zip(words, texts, strict=False)]
    places: dict[str, int] = {}
    now = next((index for index, text in enumerate(words) if _THIS_PERIOD.search(text)), None)
    if now is not None:
        places["value"] = now
    for index, text in enumerate(words):
        key = next((key for key, pattern in _COLUMN_WORDS if key not in places and pattern.search(text)), None)
        if key:
            places[key] = index
    if "name" not in places and "code" in places and places["code"] + 1 < width:
        places["name"] = places["code"] + 1
    if "unit" in places and "value" in places and _hold_figures(document, body, places["unit"]) > _MOSTLY \
            and _hold_figures(document, body, places["value"]) <= _MOSTLY:
        places["unit"], places["value"] = places["value"], places["unit"]  # a head that stands over the wrong columns
    return Columns(*(places.get(key) for key in Columns._fields))


_MOSTLY = 0.5


def _hold_figures(document: Document, body: Sequence[Sequence[Span]], column: int) -> float:
    """Which share of a column's filled cells are figures."""
    cells = [text for row in body if len(row) > column and (text := document.slice(row[column]).strip())]
    return sum(bool(VALUE.fullmatch(text)) for text in cells) / len(cells) if cells else 0.0


def _spread(texts: list[str], above: Sequence[str], width: int) -> list[str]:
    """The texts of a head row with merged cells, one for each column."""
    wide = next((i for i, text in enumerate(texts) if "kết quả" in text), None)
    if wide is not None:
        return texts[: wide + 1] + [""] * (width - len(texts)) + texts[wide + 1 :]
    under = next((i for i, text in enumerate(above) if "kết quả" in text), None)
    filled = [text for text in texts if text]
    if under is None or under + len(filled) > width or _keep_their_places(texts, under):
        return texts + [""] * (width - len(texts))
    return [""] * under + filled + [""] * (width - under - len(filled))


_UNDER_RESULTS = re.compile(r"đơn vị tính|\bđvt\b|số liệu|giá trị")


def _keep_their_places(texts: Sequence[str], under: int) -> bool:
    """Whether a second head row that is only short of cells at its end has its unit and value where they belong:
    from the column `under` on."""
    told = [index for index, text in enumerate(texts) if _UNDER_RESULTS.search(text)]
    return bool(told) and not texts[0] and told[0] == under


def _is_statistics(
    document: Document, body: Sequence[Sequence[Span]], columns: Columns | None, *, headed: bool, follows: bool
) -> bool:
    """Whether a table's names are indicators of the forms (or it goes on with such a table).

    headed: its head names the columns of the forms.
    """
    name = (columns or _USUAL).name
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
        if not any(texts) or _counts_columns(texts) or is_head_code(texts[0]) or _is_head_rest(texts, columns):
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
