"""Rows of tables whose cells are parted: by tabs, by pipes or the lines of a box, by semicolons or quoted commas."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from cchc_lint.read.lines import Line, Piece

HEAD = re.compile(r"(?:STT|Stt|TT|SỐ +TT|Số +TT|Số +thứ +tự)(?=[\s|;,\"]|$)")
HEAD_NEXT = re.compile(r"Chỉ +tiêu|Nội +dung|Đơn +vị|Tiêu +chí|Tên |CHỈ +TIÊU|NỘI +DUNG|ĐƠN +VỊ")
CODE = re.compile(r"(?:\d{1,2}|[IVX]{1,4})(?:[.,] ?\d{1,2})*[.)]?(?=\s|$)")
FIRST_CODE = re.compile(r"(?:1|I)[.)]?(?=\s|$)")
TITLE = re.compile(
    r"(?:PHỤ LỤC|Phụ lục|BIỂU|Biểu|BẢNG|Bảng|MẪU|Mẫu) *(?:mẫu|MẪU|biểu|BIỂU|số|SỐ|\d|[IVX]|$)"
)
_HEAD_ROWS = 3
_SUB_HEAD = re.compile(r"(?:Đơn +vị|ĐVT|Số +liệu|Kỳ|Trong +kỳ|Quý|Năm)(?!\w)")
_RULE = re.compile(r"[|+]?[\s:|+-]*-[\s:|+-]*[|+]?")
_AMONG = re.compile(r"(?:trong\s+đó|bao gồm)\b|(?:trong|đó|gồm|[-+–])\s*:?$", re.I)
_FIELD = {
    ";": re.compile(r'\s*(?:"((?:[^"]|"")*)"|([^;]*?))\s*(?:;|$)'),
    ",": re.compile(r'\s*(?:"((?:[^"]|"")*)"|([^",]*?))\s*(?:,|$)'),
}
_NO_LETTER = re.compile(r"[\W_]+")
_PROSE = 62  # characters of a line that no cell of an upright page holds
_EDGE = 4  # lines at the edge of a page, before the head of the table comes again
_MOST_LINES = 16  # of one row
_CUT = 4  # lines over which a line end may have cut one row


def mark_rows(lines: list[Line], tables: int) -> int:
    """Give the rows of every table their role, cells and table number, counted on from `tables`; the last number.

    Heads that come again are furniture.
    """
    i = 0
    while i < len(lines):
        mark = _listed(lines[i])
        if not (mark or _tabular(lines[i])):
            i += 1
            continue
        run = _listed_run(lines, i, mark) if mark else _run(lines, i)
        rows = run if mark else _table_of(lines, run)
        if rows:
            table = lines[rows[0] : rows[-1] + 1]
            _part(table, mark)
            tables = _number_rows(table, tables)
            _join_rest([row for row in table if row.role == "row"])
        i = run[-1] + 1
    return tables


def _run(lines: list[Line], start: int) -> list[int]:
    run, tabs = [start], lines[start].raw.count("\t")
    for j in range(start + 1, len(lines)):
        if _tabular(lines[j]) or (_hangs(lines[j]) and _of_table(lines, run)):
            run.append(j)
            tabs = max(tabs, lines[j].raw.count("\t"))
        elif not _between_rows(lines, j, run, tabs):
            break
    return run


def _tabular(line: Line) -> bool:
    """Whether a line shows more than one cell."""
    if line.role != "body":
        return False
    if "\t" in line.text or _is_rule(line) or line.text.count("|") > 1:
        return True
    lead = line.raw[: len(line.raw) - len(line.raw.lstrip())]
    return "\t" in line.raw[len(lead) :] or lead.count("\t") > 1


def _hangs(line: Line) -> bool:
    """Whether a line within a table may be a row of which only the second cell is filled."""
    if line.role != "body" or line.raw.lstrip(" ")[0] != "\t":
        return False
    return len(line.text) < _PROSE and not line.text.isupper() and not TITLE.match(line.text)


def _of_table(lines: list[Line], run: list[int]) -> bool:
    return any(HEAD.match(lines[i].text) or CODE.match(lines[i].text) for i in run)


def _is_rule(line: Line) -> bool:
    """Whether a line is one of the lines of a box, or parts the head of a table from its rows."""
    text = line.text
    return text[0] in "|+-:" and text.count("|") + text.count("+") > 1 and bool(_RULE.fullmatch(text))


def _between_rows(lines: list[Line], i: int, run: list[int], tabs: int) -> bool:
    """Furniture between rows, or the rest of a cell that a line end cut: the row before it lacks cells.

    tabs: the most that a row of the run has.
    """
    line = lines[i]
    if line.gap and _above_head(lines, i, run):
        line.role = "furniture"
        return True
    if line.role == "furniture" or (line.gap and line.text.isdigit()):
        return any(_tabular(line) for line in lines[i + 1 : i + 3])
    if line.gap or lines[run[-1]].raw.count("\t") >= tabs:
        return False
    for after in lines[i + 1 : i + _CUT]:
        if after.gap or after.role != "body":
            return False
        if _tabular(after):
            return True
    return False


def _above_head(lines: list[Line], i: int, run: list[int]) -> bool:
    """Whether a line stands at the edge of a page, above the head that comes again, and does not title a new table."""
    head = next((letters_of(lines[j]) for j in run if HEAD.match(lines[j].text)), "")
    again = next((j for j in range(i + 1, min(i + _EDGE, len(lines))) if letters_of(lines[j]) == head), 0)
    return again > 0 and not any(FIRST_CODE.match(line.text) for line in lines[again + 1 : again + 1 + _HEAD_ROWS])


def _table_of(lines: list[Line], run: list[int]) -> list[int]:
    """The rows of a table among tabular lines: the columns of a letterhead or a signature are none."""
    if lines[run[0]].text[0] in "|+":
        return run
    heads = [i for i in run if HEAD.match(lines[i].text)]
    piped = [i for i in run if lines[i].text.count("|") > 1]
    if piped and not any("\t" in lines[i].raw for i in piped):
        return [i for i in run if i >= heads[0]] if heads else []
    filled = [i for i in run if sum(bool(cell.strip()) for cell in lines[i].raw.split("\t")) > 2]
    if not heads and (len(run) < 2 or not filled):
        return []
    first = min(heads[:1] + filled[:1])
    members = set(run)
    while not heads and first - 1 in members and CODE.match(lines[first - 1].text):
        first -= 1  # groups that open a table without a head hold no figures
    tabs = max(lines[i].raw.count("\t") for i in run if i >= first)
    full = [i for i in run if lines[i].raw.count("\t") == tabs]
    last = max(full + filled)
    return [i for i in run if first <= i <= last]


# Lists with separators


def _listed(line: Line) -> str:
    """The mark that parts the columns of a list that opens here, "" where none does."""
    if line.role != "body" or "\t" in line.raw or "|" in line.text or not HEAD.match(line.text.lstrip('"')):
        return ""
    for mark in (";", ","):
        count = line.text.count(mark)
        if count > 1 and HEAD_NEXT.search(line.text) and len(_fields(line, mark)) == count + 1:
            return mark
    return ""


def _listed_run(lines: list[Line], start: int, mark: str) -> list[int]:
    """The lines of a list: those that have as many columns as its head, or more in a remark at their end."""
    width = len(_fields(lines[start], mark))
    end = start + 1
    while end < len(lines) and lines[end].role == "body":
        fields = len(_fields(lines[end], mark))
        if fields < width and not (fields > 1 and end < start + _HEAD_ROWS and not CODE.match(lines[end].text)):
            break  # but the further rows of a head may lack cells
        end += 1
    return list(range(start, end))


def _fields(line: Line, mark: str) -> list[Piece]:
    found, at, text = [], 0, line.text + mark
    while at < len(text):
        match = _FIELD[mark].match(text, at)
        if not match or match.end() == at:
            return []
        group = 1 if match[1] is not None else 2
        found.append((line.start + match.start(group), match[group]))
        at = match.end()
    return found


# Cells


def _part(rows: list[Line], mark: str) -> None:
    """Give each row its cells; what a line end cut is put together again."""
    head = next((row for row in rows if HEAD.match(row.text)), rows[0])
    lead = _lead(rows, head)
    is_open = head.text[0] not in "|+"
    width = len(_fields(head, mark)) - 1 if mark else 0
    for row in rows:
        if mark:
            fields = _fields(row, mark)
            fields += [(row.start + len(row.text), "")] * (width + 1 - len(fields))
            row.cells = [*([piece] for piece in fields[:width]), fields[width:]]
        elif "\t" in row.raw or "|" not in row.text:
            row.cells = parted(row, "\t", min(lead, len(row.raw) - len(row.raw.lstrip("\t"))))
        else:
            row.cells = parted(row, "|", 0, is_open=is_open)
    if any(_is_rule(row) and "+" in row.text for row in rows):
        _join_boxed(rows)
    elif not mark:
        _join_cut(rows)


def _lead(rows: list[Line], head: Line) -> int:
    """The tabs that indent a whole table."""
    text = head.raw.lstrip("\t")
    return len(head.raw) - len(text) if HEAD.match(text) or CODE.match(text) else 0


def parted(row: Line, mark: str = "\t", lead: int = 0, *, is_open: bool = True) -> list[list[Piece]]:
    """The cells of a row, without outer blanks; lead: characters that only indent it."""
    found, at = [], row.raw_start + lead
    for part in row.raw[lead:].split(mark):
        text = part.strip()
        found.append([(at + (part.index(text) if text else 0), text)])
        at += len(part) + 1
    if not is_open and row.text[0] == mark:
        found = found[1:-1] if row.text[-1] == mark and len(found) > 2 else found[1:]
    return found


def _join_boxed(rows: list[Line]) -> None:
    """In a box, the lines between two rules are one row, if the rules part more than the head."""
    inner = [i for i, row in enumerate(rows) if _is_rule(row)]
    if len(inner) < 4:
        return
    for a, b in pairwise(inner):
        first, *rest = rows[a + 1 : b] or [rows[a]]
        if any(CODE.match(_first(row)) for row in rest):
            continue
        for row in rest:
            for cell, more in zip(first.cells, row.cells, strict=False):
                cell += [piece for piece in more if piece[1]]
            row.role = "skip"


def _join_cut(rows: list[Line]) -> None:
    """Rows that line ends cut within their cells: together their lines have the cells of one row."""
    width = max(len(row.cells) for row in rows)
    i = 0
    while i < len(rows):
        row, count = rows[i], _cut_lines(rows, i, width)
        for rest in rows[i + 1 : i + count]:
            row.cells[-1] = [piece for piece in (*row.cells[-1], *rest.cells[0]) if piece[1]]
            row.cells += rest.cells[1:]
            rest.role = "skip"
        i += count


def _cut_lines(rows: list[Line], i: int, width: int) -> int:
    """How many lines a row has that begins here with its code, or under another row without one."""
    first = _first(rows[i])
    is_head = HEAD.match(first)
    cells, count = len(rows[i].cells), 1
    if cells < 2 or (first and not _opens_row(rows[i])) or not rows[i].cells[-1][0][1]:
        return 1
    for row in rows[i + 1 : i + _MOST_LINES]:
        first = _first(row)
        if cells == width or row.role != "body" or row.gap or not first or _opens_row(row):
            break
        if is_head and _SUB_HEAD.match(first):
            return 1
        cells += len(row.cells) - 1
        count += 1
    return count if cells == width else 1


def _opens_row(row: Line) -> bool:
    """Whether a row's first cell is its code or "Trong đó", or the head of the codes."""
    first = _first(row)
    if _AMONG.match(first) or HEAD.match(first):
        return True
    code = CODE.match(first)
    if not code or "." in code[0]:
        return code is not None
    second = row.cells[1][0][1] if len(row.cells) > 1 else ""
    return code.end() == len(first) and second[:1].isalpha()


def _join_rest(rows: list[Line]) -> None:
    """Rows that only go on with the cells of the row above them, in lower case."""
    above: Line | None = None
    for row in rows:
        if above and _goes_on(above, row):
            for cell, more in zip(above.cells, row.cells, strict=False):
                cell += [piece for piece in more if piece[1]]
            row.role = "skip"
        else:
            above = row


def _goes_on(above: Line, row: Line) -> bool:
    filled = [i for i, cell in enumerate(row.cells) if cell[0][1]]
    if not filled or 0 in filled or filled[-1] >= len(above.cells):
        return False
    return all(_rest_of(above.cells[i], row.cells[i][0][1]) for i in filled)


def _rest_of(cell: list[Piece], text: str) -> bool:
    """Whether a text is the rest of the cell above it, and no row of its own: "trong đó", the same unit again."""
    last = cell[-1][1]
    if not last or last == text or _AMONG.match(text):
        return False
    return text[0].islower() or last[-1] in "-/,("


def _first(row: Line) -> str:
    return row.cells[0][0][1] if row.cells and row.cells[0] else ""


def _number_rows(rows: list[Line], tables: int) -> int:
    """Give the rows their table; a head that comes again without a new numbering is furniture."""
    tables += 1
    head: list[str] = []
    in_head = again = coded = False
    for i, row in enumerate(rows):
        if row.role == "skip":
            continue
        if row.role == "furniture" or (row.gap and row.text.isdigit() and not _tabular(row)):
            row.role = "furniture"
            continue
        if _is_rule(row):
            row.role = "skip"
            continue
        first = _first(row)
        if HEAD.match(first):
            again = bool(head) and letters_of(row) == head[0] and not (coded and _restarts(rows[i + 1 :], len(head)))
            if not again:
                tables += coded
                head, coded = [], False
            in_head = True
        elif in_head and (again or first):
            in_head = again and letters_of(row) in head
        if in_head and again:
            row.role = "furniture"
            continue
        if in_head and len(head) < _HEAD_ROWS:
            head.append(letters_of(row))
        row.role, row.table = "row", tables
        coded = coded or bool(CODE.match(first))
    return tables


def letters_of(line: Line) -> str:
    """The letters and digits of a line, by which heads are known again however they are spaced."""
    return _NO_LETTER.sub("", line.text).lower()


def _restarts(rest: Sequence[Line], head: int) -> bool:
    return any(FIRST_CODE.fullmatch(_first(row)) for row in rest[: head + 1])
