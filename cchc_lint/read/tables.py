"""Tables in plain text: rows split by tabs or pipes, and the zone of a table that lost its cells in a PDF."""

from __future__ import annotations

import re

from cchc_lint.read.lines import Line

_HEAD = re.compile(r"(?:STT|Stt|TT|SỐ TT|Số TT|Số thứ tự)(?=\s|\||$)")
_HEAD_NEXT = re.compile(r"Chỉ tiêu|Nội dung|Đơn vị|Tiêu chí|Tên |CHỈ TIÊU|NỘI DUNG|ĐƠN VỊ")
_HEAD_REACH = 6  # lines between "STT" and the next column head
_HEAD_ROWS = 3
_TITLE_LINES = 4
_CODE = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4})[.)]?(?=\s|$)")
_FIRST_CODE = re.compile(r"(?:1|I)[.)]?(?=\s|$)")
_PIPE_RULE = re.compile(r"\|?[\s:|+-]*-[\s:|+-]*\|?")
_ZONE_END = re.compile(
    r"(?:PHỤ LỤC|Phụ lục|BIỂU|Biểu|BẢNG|Bảng|MẪU|Mẫu) *(?:mẫu|MẪU|biểu|BIỂU|số|SỐ|\d|[IVX]|$)"
    r"|Nơi nhận|Trên đây là|Ghi chú\s*:|(?:TM|KT|TL)\."
)
_ROMAN = re.compile(r"[IVX]{1,4}\.\s")
_PROSE = 62  # characters of a line that no cell of an upright page holds
_PROSE_LINES = 3


def mark_tables(lines: list[Line]) -> None:
    """Give every table line its role and the number of its table; heads that come again are furniture."""
    tables = _mark_rows(lines, 0)
    _mark_zones(lines, tables)


def cells(raw: str) -> list[tuple[int, int]]:
    """[start, end) of each cell within a row, without outer blanks."""
    pipes = raw.lstrip().startswith("|") and "\t" not in raw
    found, at = [], 0
    for part in raw.split("|" if pipes else "\t"):
        text = part.strip()
        start = at + (part.index(text) if text else 0)
        found.append((start, start + len(text)))
        at += len(part) + 1
    if pipes:
        found = found[1:-1] if raw.rstrip().endswith("|") else found[1:]
    return found


def _mark_rows(lines: list[Line], tables: int) -> int:
    i = 0
    while i < len(lines):
        if not _tabular(lines[i]):
            i += 1
            continue
        run = [i]
        j = i + 1
        while j < len(lines):
            if _tabular(lines[j]):
                run.append(j)
            elif not _between_rows(lines, j, run):
                break
            j += 1
        rows = _table_of(lines, run)
        if rows:
            tables = _number_rows(lines[rows[0] : rows[-1] + 1], tables)
        i = run[-1] + 1
    return tables


def _tabular(line: Line) -> bool:
    if line.role != "body":
        return False
    return "\t" in line.raw or (line.text[0] == "|" and line.text.count("|") > 1)


def _between_rows(lines: list[Line], i: int, run: list[int]) -> bool:
    """Furniture between rows, or the rest of a cell that a line end cut: the row before it lacks cells."""
    if lines[i].role == "furniture" or (lines[i].gap and lines[i].text.isdigit()):
        return any(_tabular(line) for line in lines[i + 1 : i + 3])
    if lines[i].gap or i + 1 >= len(lines) or lines[i + 1].gap or not _tabular(lines[i + 1]):
        return False
    tabs = lines[run[-1]].raw.count("\t")
    return any(lines[j].raw.count("\t") > tabs for j in run)


def _table_of(lines: list[Line], run: list[int]) -> list[int]:
    """The rows of a table among tabular lines: the columns of a letterhead or a signature are none."""
    if lines[run[0]].text[0] == "|":
        return run
    heads = [i for i in run if _HEAD.match(lines[i].text)]
    filled = [i for i in run if sum(bool(cell.strip()) for cell in lines[i].raw.split("\t")) > 2]
    if not heads and (len(run) < 2 or not filled):
        return []
    first = min(heads[:1] + filled[:1])
    tabs = max(lines[i].raw.count("\t") for i in run if i >= first)
    full = [i for i in run if lines[i].raw.count("\t") == tabs]
    last = max(full + filled)
    return [i for i in run if first <= i <= last]


def _number_rows(rows: list[Line], tables: int) -> int:
    """Give the rows their table; a head that comes again without a new numbering is furniture."""
    tables += 1
    head: list[str] = []
    in_head = again = coded = False
    for i, row in enumerate(rows):
        if row.role == "furniture" or (row.gap and row.text.isdigit() and not _tabular(row)):
            row.role = "furniture"
            continue
        if row.text[0] == "|" and _PIPE_RULE.fullmatch(row.text):
            row.role = "skip"
            continue
        first = _first_cell(row)
        if _HEAD.match(first):
            again = bool(head) and row.text == head[0] and not (coded and _restarts(rows[i + 1 :], len(head)))
            if not again:
                tables += coded
                head, coded = [], False
            in_head = True
        elif in_head and (again or first):
            in_head = again and row.text in head
        if in_head and again:
            row.role = "furniture"
            continue
        if in_head and len(head) < _HEAD_ROWS:
            head.append(row.text)
        row.role, row.table = "row", tables
        coded = coded or bool(_CODE.match(first))
    return tables


def _first_cell(row: Line) -> str:
    if row.text[0] == "|":
        return row.text[1:].split("|", 1)[0].strip()
    return row.raw.split("\t", 1)[0].strip()


def _restarts(rest: list[Line], head: int) -> bool:
    return any(_FIRST_CODE.fullmatch(_first_cell(row)) for row in rest[: head + 1])


def _mark_zones(lines: list[Line], tables: int) -> None:
    i = 0
    while i < len(lines):
        if not _opens_zone(lines, i):
            i += 1
            continue
        i, tables = _mark_zone(lines, i, tables + 1)


def _opens_zone(lines: list[Line], i: int) -> bool:
    """Whether a table's head begins here: "STT", and soon the head of another column."""
    line = lines[i]
    if line.role != "body" or not _HEAD.match(line.text):
        return False
    return any(_HEAD_NEXT.search(other.text) for other in lines[i : i + 1 + _HEAD_REACH])


def _mark_zone(lines: list[Line], start: int, table: int) -> tuple[int, int]:
    """Mark the zone that opens at `start`; (the first line after it, its last table's number)."""
    head = _head_of(lines, start)
    last_code = ""
    i = start
    while i < len(lines) and not (i > start and _closes_zone(lines, i)):
        line = lines[i]
        if line.role != "body":
            i += 1
            continue
        if i > start and _HEAD.match(line.text):
            again = _repeat(lines, i, head)
            if again and not (last_code and _FIRST_CODE.match(_text(lines, i + again)) and last_code != "1"):
                for j in range(i, i + again):
                    lines[j].role = "furniture"
                lines[i].top = True
                i += again
                continue
            if _opens_zone(lines, i):
                table += 1
                head, last_code = _head_of(lines, i), ""
                _free_title(lines, i)
        code = _CODE.match(line.text)
        if code:
            last_code = code[0].rstrip(".)")
        line.role, line.table = "line", table
        i += 1
    return i, table


def _free_title(lines: list[Line], head: int) -> None:
    """The title above a table's head is none of the lines of the table before."""
    for line in reversed(lines[max(head - _TITLE_LINES, 0) : head]):
        if line.role != "line" or not (line.text.isupper() and len(line.text) > 9 or line.text[0] == "("):
            return
        line.role, line.table = "body", 0


def _head_of(lines: list[Line], start: int) -> list[str]:
    """The lines of the head, down to the first row."""
    head = [lines[start].text]
    for line in lines[start + 1 : start + 16]:
        if _CODE.match(line.text):
            return head
        head.append(line.text)
    return head[:1]


def _repeat(lines: list[Line], i: int, head: list[str]) -> int:
    """How many lines from `i` on repeat the head; 0 where it is another head."""
    count = 0
    while count < len(head) and _text(lines, i + count) == head[count]:
        count += 1
    return count if count * 2 >= len(head) else 0


def _text(lines: list[Line], i: int) -> str:
    return lines[i].text if i < len(lines) else ""


def _closes_zone(lines: list[Line], i: int) -> bool:
    line = lines[i]
    if line.role == "row" or _ZONE_END.match(line.text):
        return True
    if line.text[0] in "IVX" and line.text.isupper() and _ROMAN.match(line.text):
        return any(_is_prose(other) for other in lines[i + 1 : i + 5])
    ahead = lines[i : i + _PROSE_LINES]
    return len(ahead) == _PROSE_LINES and all(map(_is_prose, ahead))


def _is_prose(line: Line) -> bool:
    return len(line.text) >= _PROSE and not _CODE.match(line.text) and "  " not in line.text
