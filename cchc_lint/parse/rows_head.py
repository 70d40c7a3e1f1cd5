"""The head of a table that kept its cells: how many rows it has, and which column holds which field.

The words of the head are taken first. Copies merge cells, leave them out or shift them, so what the columns hold
decides wherever a head stands over the wrong ones: units in the column of units, figures in that of values.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from cchc_lint.document import Document, Span
from cchc_lint.parse.rows_names import fold
from cchc_lint.parse.rows_raw import CODE, OPTION, VALUE, is_head_code, unit_pattern

_HEAD_ROWS = 4  # at most, of one head
_COUNTER = re.compile(r"\(?(?:\d|[A-Ea-e])\)?")
_COLUMN_WORDS = (
    ("code", re.compile(r"^(?:stt|tt|số tt|số thứ tự)\b")),
    ("note", re.compile(r"ghi chú")),
    ("unit", re.compile(r"đơn vị tính|\bđvt\b|^đơn vị$")),
    ("value", re.compile(r"số liệu|kết quả|giá trị|thực hiện|số lượng")),
    ("name", re.compile(r"chỉ tiêu|nội dung|tiêu chí|tên|thống kê")),
)
_SUB_HEAD = re.compile(  # of a further row of a head
    r"ghi chú|đơn vị tính|\bđvt\b|^đơn vị$|số liệu|kết quả|giá trị|thực hiện|số lượng"
    r"|^(?:sử dụng|quý|năm|(?:cùng )?kỳ|trong kỳ|lũy kế)\b"
)
_THIS_PERIOD = re.compile(r"(?:số liệu|kết quả|số lượng).*(?:kỳ này|kỳ báo cáo|trong kỳ|hiện tại)")
_PRESENT = re.compile(r"kỳ này|kỳ báo cáo|trong kỳ|hiện tại|thực hiện")
_OTHER = re.compile(r"kỳ trước|cùng kỳ|năm trước|kế hoạch|so sánh|so với|lũy kế|\btăng\b|\bgiảm\b")
_YEAR = re.compile(r"\b20\d\d\b")
TELLS_PERIOD = re.compile(rf"{_OTHER.pattern}|{_PRESENT.pattern}|{_YEAR.pattern}")
_UNDER_RESULTS = re.compile(r"đơn vị tính|\bđvt\b|số liệu|giá trị")
_WIDE_SHARE = 10  # one row in so many has the cells that count as the table's width


class Columns(NamedTuple):
    """The place of each field in a row; None where the table has no such column."""

    code: int | None
    name: int | None
    unit: int | None
    value: int | None
    note: int | None


USUAL = Columns(0, 1, 2, 3, 4)


def head_length(document: Document, table: Sequence[Sequence[Span]]) -> int:
    """The number of rows of the head, with what stands above it; 0 where the table has none."""
    first = next((i for i, row in enumerate(table[:2]) if row and is_head_code(document.slice(row[0]))), None)
    if first is None:
        return 0
    length = first + 1
    while length < min(len(table), first + _HEAD_ROWS) and _head_goes_on(document, table[length]):
        length += 1
    return length


def _head_goes_on(document: Document, row: Sequence[Span]) -> bool:
    texts = [document.slice(cell) for cell in row]
    if counts_columns(texts):
        return True
    return not CODE.match(texts[0]) and any(_SUB_HEAD.search(fold(text)) for text in texts)


def counts_columns(texts: Sequence[str]) -> bool:
    """Whether a row only numbers the columns: (1) (2) (3) …"""
    filled = [text for text in texts if text]
    return len(filled) > 2 and all(_COUNTER.fullmatch(text) for text in filled) and len(set(filled)) == len(filled)


def columns_of(
    document: Document, head: Sequence[Sequence[Span]], body: Sequence[Sequence[Span]]
) -> Columns:
    """The columns by the words of the head, a cell over two columns standing for both, and by what they hold."""
    width = max(_width(body), max(map(len, head)))
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
    return columns_held(document, body, Columns(*(places.get(key) for key in Columns._fields)), words)


def columns_held(
    document: Document, body: Sequence[Sequence[Span]], told: Columns, words: Sequence[str] = ()
) -> Columns:
    """The columns told by a head, or taken over from the table above, mended where they hold something else.

    words: the folded head of each column.
    """
    words = [*words, *[""] * (_width(body) - len(words))]
    held = {
        place: _held(document, body, place) for place in range(len(words)) if place not in (told.code, told.name)
    }
    units = [place for place, own in held.items() if own.units * 2 > own.filled]
    unit = told.unit if not units or told.unit in units else units[0]
    figures = [place for place, own in held.items() if place != unit and own.figures * 2 > own.filled]
    value = told.value
    if figures and (value is None or value == unit or _is_wrong(held.get(value), words[value])):
        value = present_column(words, figures)
    note = told.note
    if note is not None and note in (unit, value):
        note = next((place for place in held if place > max(unit or 0, value or 0)), None)
    return told._replace(unit=unit, value=value, note=note)


class _Held(NamedTuple):
    """How many cells of a column are filled, with units and with figures."""

    filled: int
    units: int
    figures: int


def _held(document: Document, body: Sequence[Sequence[Span]], place: int) -> _Held:
    texts = [text for row in body if len(row) > place and (text := document.slice(row[place]))]
    counted = Counter(texts)
    units = sum(n for text, n in counted.items() if unit_pattern().fullmatch(text) or OPTION.search(text))
    return _Held(len(texts), units, sum(n for text, n in counted.items() if is_figure(text)))


def is_figure(text: str) -> bool:
    """Whether a cell holds a figure, which may repeat its unit."""
    value = VALUE.match(text)
    rest = text[value.end() :].strip() if value else ""
    return value is not None and (not rest or bool(unit_pattern().fullmatch(rest)))


def _is_wrong(held: _Held | None, words: str) -> bool:
    """Whether a column is not that of the values of this period."""
    return held is not None and (bool(_OTHER.search(words)) or 0 < held.filled >= 2 * held.figures)


def present_column(words: Sequence[str], figures: Sequence[int]) -> int:
    """Among columns of figures, that of this period: not of the one before, a plan, or a comparison."""
    own = [place for place in figures if not _OTHER.search(words[place])] or figures
    now = [place for place in own if _PRESENT.search(words[place])] or own
    years = [max(_YEAR.findall(words[place]), default="") for place in now]
    return now[years.index(max(years))]


def _width(body: Sequence[Sequence[Span]]) -> int:
    """The cells of the widest rows; a stray longer one does not count."""
    lengths = Counter(map(len, body))
    return max((length for length, n in lengths.items() if n * _WIDE_SHARE >= len(body)), default=0)


def _spread(texts: list[str], above: Sequence[str], width: int) -> list[str]:
    """The texts of a head row with merged cells, one for each column."""
    wide = next((i for i, text in enumerate(texts) if "kết quả" in text), None)
    if wide is not None:
        return texts[: wide + 1] + [""] * (width - len(texts)) + texts[wide + 1 :]
    under = next((i for i, text in enumerate(above) if "kết quả" in text), None)
    if under is None and texts[0]:
        under = next((i for i, text in enumerate(above) if "số liệu" in text), None)
    filled = [text for text in texts if text]
    if under is None or under + len(filled) > width or _keep_their_places(texts, under):
        return texts + [""] * (width - len(texts))
    return [""] * under + filled + [""] * (width - under - len(filled))


def _keep_their_places(texts: Sequence[str], under: int) -> bool:
    """Whether a second head row that is only short of cells at its end has its unit and value where they belong:
    from the column `under` on."""
    told = [index for index, text in enumerate(texts) if _UNDER_RESULTS.search(text)]
    return bool(told) and not texts[0] and told[0] == under
