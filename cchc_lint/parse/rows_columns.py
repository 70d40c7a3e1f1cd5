"""Rows of the appendix from lines that keep their columns by blanks, as `pdftotext -layout` writes them.

Gutters, where no line has ink, part the columns; what a column mostly holds says which field it is. Lines are
gathered into rows by the names in them, since code, unit and value may stand on any line of their row.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cchc_lint.document import Document, Span
from cchc_lint.parse.rows_head import TELLS_PERIOD, is_figure, present_column
from cchc_lint.parse.rows_names import begins_name, fold, is_name, names_starting
from cchc_lint.parse.rows_raw import AMONG, CODE, HEAD_WORDS, OPTION, RawRow, is_head_code, unit_pattern

_OPTION_VALUE = re.compile(r"=\s*(\d)(?!\d)")
_SEGMENT = re.compile(r"\S+(?: \S+)*")
_LEAST_SHARE = 4  # one line in so many must have three segments
_LEAST_LINES = 12  # of a page that shows its own columns
_HEAD_LINES = 8
_HEAD_REMARK = "sử dụng trong kỳ báo cáo hàng quý 6 tháng năm"
_STRAY = 40  # one line in so many may have ink in a gutter


@dataclass(slots=True)
class _Segment:
    """A piece of a line between wide blanks; left, right: its columns in the file."""

    left: int
    right: int
    span: Span
    text: str


class _Grid(NamedTuple):
    """[left, right) of the columns, and the field of each."""

    columns: list[tuple[int, int]]
    fields: dict[int, str]


_Line = dict[str, _Segment]  # by field


def is_columnar(document: Document, lines: Sequence[Span]) -> bool:
    """Whether these lines keep the columns of their table."""
    wide = sum(1 for line in lines if len(_SEGMENT.findall(document.slice(line))) > 2)
    return len(lines) > 3 and wide * _LEAST_SHARE >= len(lines)


def rows_from_columns(document: Document, pages: Sequence[Sequence[Span]]) -> list[RawRow]:
    """The rows that the lines of these pages tell, in order; each page or head may set its columns anew."""
    head: list[list[_Segment]] = []
    kept = [page for lines in pages for page in _under_heads([_segments(document, line) for line in lines], head)]
    grids = [_grid(page, head) if len(page) >= _LEAST_LINES else None for page in kept]
    usual = _grid([line for page in kept for line in page], head) or next(filter(None, grids), None)
    if usual is None:
        return []
    rows: list[RawRow] = []
    for page, own in zip(kept, grids, strict=True):
        grid = own or usual
        for line in page:
            _add(document, _by_field(line, grid), rows)
    return [row for row in rows if row.name.pieces and not _is_title(document, row, first=row is rows[0])]


def _is_title(document: Document, row: RawRow, *, first: bool) -> bool:
    """Whether a row without code, unit and value is a title or the rest of the head."""
    bare = not (row.code or row.unit.pieces or row.value.pieces)
    name = row.name.text(document)
    return bare and (name.isupper() or (first and not begins_name(fold(name))))


def _under_heads(page: Sequence[list[_Segment]], head: list[list[_Segment]]) -> list[list[list[_Segment]]]:
    """The lines of a page, apart from each head of the table on; head: gets the lines of the first one."""
    found: list[list[list[_Segment]]] = [[]]
    first = False  # within the first head
    below = 0  # lines since the head began, 0 outside it
    for line in page:
        if _is_head(line):
            below = 1
            first = not head
            if first:
                head.append(line)
            if found[-1]:
                found.append([])
        elif 0 < below < _HEAD_LINES and _is_head_rest(line):
            below += 1
            if first:
                head.append(line)
        else:
            below = 0
            found[-1].append(line)
    return found


def _grid(lines: Sequence[Sequence[_Segment]], head: Sequence[Sequence[_Segment]]) -> _Grid | None:
    """The columns of these lines; None where they show no names with units or values."""
    columns = _columns(lines)
    fields = _fields(lines, columns, head)
    found = set(fields.values())
    return _Grid(columns, fields) if "name" in found and found & {"unit", "value"} else None


def _segments(document: Document, line: Span) -> list[_Segment]:
    origin = document.origin
    at = origin.offset(line.start)
    indent = at - origin.lines[origin.line(at) - 1]
    return [
        _Segment(
            indent + match.start(), indent + match.end(),
            Span(line.start + match.start(), line.start + match.end()), match[0],
        )
        for match in _SEGMENT.finditer(document.slice(line))
    ]


def _is_head(line: Sequence[_Segment]) -> bool:
    if is_head_code(line[0].text):
        return True
    if not line[0].text[0].isupper():
        return False  # "đơn vị", the rest of a unit
    return all(fold(segment.text) in HEAD_WORDS and " " in segment.text for segment in line)


def _is_head_rest(line: Sequence[_Segment]) -> bool:
    """Whether a line below "STT" is still of the head: its words, or the remark under "Chỉ tiêu thống kê"."""
    texts = [fold(segment.text) for segment in line]
    return not CODE.match(line[0].text) and all(text in HEAD_WORDS or (text and text in _HEAD_REMARK) for text in texts)


def _columns(lines: Sequence[Sequence[_Segment]]) -> list[tuple[int, int]]:
    """[left, right) of each column, from the columns of characters where nearly no line has ink."""
    ink: Counter[int] = Counter()
    counted = [line for line in lines if len(line) > 1]
    for line in counted:
        for segment in line:
            ink.update(range(segment.left, segment.right))
    stray = len(counted) // _STRAY
    found: list[tuple[int, int]] = []
    for column in range(max(ink, default=0) + 2):
        if ink[column] <= stray:
            continue
        if found and column - found[-1][1] < 1:
            found[-1] = (found[-1][0], column + 1)
        else:
            found.append((column, column + 1))
    return found


def _fields(
    lines: Sequence[Sequence[_Segment]], columns: Sequence[tuple[int, int]], head: Sequence[Sequence[_Segment]]
) -> dict[int, str]:
    """The field of each column, by what it mostly holds; among columns of figures, by the words above them."""
    texts: dict[int, list[str]] = {index: [] for index in range(-1, len(columns))}
    for line in lines:
        for segment in line if len(line) > 1 else ():
            texts[_column_of(segment, columns)].append(segment.text)
    del texts[-1]
    fields: dict[int, str] = {}
    tests = (
        ("code", lambda text: bool(CODE.fullmatch(text) and "." in text)),
        ("unit", lambda text: bool(unit_pattern().fullmatch(text) or OPTION.search(text))),
        ("value", is_figure),
    )
    for field, test in tests:
        share = {i: sum(map(test, held)) for i, held in texts.items() if held and i not in fields}
        best = max(share, key=lambda i: (share[i], -i), default=None)
        if field == "value":
            best = _of_this_period(best, [i for i in share if share[i] * 3 >= len(texts[i])], columns, head)
        if best is not None and share[best] * 3 >= len(texts[best]):
            fields[best] = field
    rest = [i for i in texts if i not in fields and texts[i]]
    if rest:
        name = max(rest, key=lambda i: (sum(map(len, texts[i])), -i))
        fields[name] = "name"
        fields.update({i: "note" for i in rest if i > name})
        fields.update({i: "code" for i in rest if i < name and "code" not in fields.values()})
    return fields


def _of_this_period(
    best: int | None, figures: Sequence[int], columns: Sequence[tuple[int, int]], head: Sequence[Sequence[_Segment]]
) -> int | None:
    """The column of this period's figures, where the head tells several by their periods; else `best`."""
    words = [""] * (len(columns) + 1)  # the last: of what stands clear of all
    for line in head if len(figures) > 1 else ():
        for segment in line:
            at = _column_of(segment, columns)
            words[at] = f"{words[at]} {fold(segment.text)}"
    return present_column(words, figures) if any(TELLS_PERIOD.search(words[i]) for i in figures) else best


def _column_of(segment: _Segment, columns: Sequence[tuple[int, int]]) -> int:
    """The column that a segment shares most with, -1 where it stands clear of all."""
    best, most = -1, 0
    for index, (left, right) in enumerate(columns):
        shared = min(segment.right, right) - max(segment.left, left)
        if shared > most:
            best, most = index, shared
    return best


def _by_field(line: Sequence[_Segment], grid: _Grid) -> _Line:
    columns, fields = grid
    found: _Line = {}
    for segment in line:
        field = fields.get(_column_of(segment, columns), "note")
        if field not in found:
            found[field] = segment
        else:
            found[field].right, found[field].span = segment.right, Span(found[field].span.start, segment.span.end)
            found[field].text += f" {segment.text}"
    name = found.get("name")
    match = CODE.match(name.text) if name and "code" not in fields.values() else None
    if name and match and match.end() < len(name.text):  # one blank between code and name
        start = name.span.start
        found["code"] = _Segment(name.left, name.left, Span(start, start + match.end()), match[0].strip())
        rest = name.text[match.end() :].lstrip()
        found["name"] = _Segment(name.left, name.right, Span(name.span.end - len(rest), name.span.end), rest)
    return found


def _add(document: Document, line: _Line, rows: list[RawRow]) -> None:
    """Put the fields of one line to the row that they belong to, a new one where the line opens it."""
    code = line.pop("code", None)
    match = CODE.match(code.text) if code else None
    mark = bool(code and AMONG.fullmatch(code.text))
    if "name" in line:
        fresh = _opens_row(document, line["name"].text, rows, coded=match is not None, marked=mark)
    else:
        fresh = not rows or _precedes(document, line, rows[-1]) or (match is not None and _is_whole(document, rows[-1]))
    if fresh:
        first = min(segment.span.start for segment in (*line.values(), *((code,) if code else ())))
        among = not match and bool(rows) and (mark or rows[-1].among)
        rows.append(RawRow(start=first, end=first, among=among))
    row = rows[-1]
    if code and match and not row.code:
        row.code, row.code_span, row.among = match[1], Span(code.span.start, code.span.start + match.end()), False
    for field, segment in line.items():
        getattr(row, field).pieces.append(segment.span)
    ends = [segment.span.end for segment in (*line.values(), *((code,) if code else ()))]
    row.end = max([row.end, *ends])


def _opens_row(document: Document, text: str, rows: Sequence[RawRow], *, coded: bool, marked: bool) -> bool:
    """Whether a line's piece of a name opens a row, and does not go on with the name above it."""
    if not rows:
        return True
    row = rows[-1]
    above = fold(row.name.text(document))
    if not above:
        return False
    both = f"{above} {fold(text)}"
    if coded:
        goes_on = text[0] == "(" or text[0].islower() or is_name(both) or bool(names_starting(both))
        return bool(row.code) or not goes_on
    if is_name(both) or not (text[0].isupper() or marked):
        return False
    filled = bool(row.unit.pieces or row.value.pieces)
    if begins_name(fold(text)):
        return is_name(above) or (filled and not names_starting(both))
    return (row.among or marked) and filled and not names_starting(both)


def _is_whole(document: Document, row: RawRow) -> bool:
    return bool(row.code) or is_name(fold(row.name.text(document)))


def _precedes(document: Document, line: _Line, row: RawRow) -> bool:
    """Whether a unit without a name belongs to the row below: the first option of a list in the middle of
    whose lines the name stands."""
    unit = line.get("unit")
    own = _OPTION_VALUE.findall(unit.text) if unit else []
    if unit is None or not own or not (unit.text[0].isupper() or unit.text[0].isdigit()):
        return False
    above = row.unit.text(document)
    listed = _OPTION_VALUE.findall(above)
    if listed:
        return own[0] in listed  # another list begins
    return bool(above or row.value.pieces or not row.name.pieces)
