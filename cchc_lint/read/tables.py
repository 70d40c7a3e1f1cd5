"""Tables in plain text: rows with parted cells, and the zone of a table that lost its cells in a PDF."""

from __future__ import annotations

import re
from itertools import pairwise

from cchc_lint.read.lines import Line
from cchc_lint.read.rows import CODE, FIRST_CODE, HEAD, HEAD_NEXT, TITLE, letters_of, mark_rows

_HEAD_REACH = 6  # lines between "STT" and the next column head
_TITLE_LINES = 4
_ZONE_END = re.compile(
    rf"{TITLE.pattern}|Nơi +nhận|Trên +đây +là|Ghi +chú\s*:|(?:TM|KT|TL)\."
)
_ROMAN = re.compile(r"[IVX]{1,4}\.\s")
_PROSE = 62  # characters of a line that no cell of an upright page holds
_PROSE_LINES = 3
_PAGE_NUMBERS = 3  # that count on are no chance
_PAGES_APART = 3


def mark_tables(lines: list[Line]) -> None:
    """Give every table line its role and the number of its table; heads that come again are furniture."""
    _mark_zones(lines, mark_rows(lines, 0))


def _mark_zones(lines: list[Line], tables: int) -> None:
    i = 0
    above: list[int] = []  # the line above each head that comes again
    while i < len(lines):
        if not _opens_zone(lines, i):
            i += 1
            continue
        i, tables = _mark_zone(lines, i, tables + 1, above)
    _free_page_numbers(lines, above)


def _opens_zone(lines: list[Line], i: int) -> bool:
    """Whether a table's head begins here: "STT", and soon the head of another column."""
    line = lines[i]
    if line.role != "body" or not HEAD.match(line.text):
        return False
    return any(HEAD_NEXT.search(other.text) for other in lines[i : i + 1 + _HEAD_REACH])


def _mark_zone(lines: list[Line], start: int, table: int, above: list[int]) -> tuple[int, int]:
    """Mark the zone that opens at `start`; (the first line after it, its last table's number).

    above: gets the line above each head that comes again.
    """
    head = _head_of(lines, start)
    last_code = ""
    i = start
    while i < len(lines) and not (i > start and _closes_zone(lines, i)):
        line = lines[i]
        if line.role != "body":
            i += 1
            continue
        if i > start and HEAD.match(line.text):
            again = _repeat(lines, i, head)
            if again and not (last_code and FIRST_CODE.match(_text(lines, i + again)) and last_code != "1"):
                for j in range(i - _is_page_number(lines, i), i + again):
                    lines[j].role, lines[j].table = "furniture", 0
                lines[i].top = True
                above.append(i - 1)
                i += again
                continue
            if _opens_zone(lines, i):
                table += 1
                head, last_code = _head_of(lines, i), ""
                _free_title(lines, i)
        code = CODE.match(line.text)
        if code:
            last_code = code[0].rstrip(".)")
        line.role, line.table = "line", table
        i += 1
    return i, table


def _free_page_numbers(lines: list[Line], above: list[int]) -> None:
    """The numbers alone above the heads that come again are none of the table's figures where they count on."""
    alone = [lines[i] for i in above if lines[i].text.isdigit()]
    numbers = [int(line.text) for line in alone]
    if len(alone) < _PAGE_NUMBERS or len(alone) * 2 < len(above):
        return
    if all(0 < after - before <= _PAGES_APART for before, after in pairwise(numbers)):
        for line in alone:
            line.role, line.table = "furniture", 0


def _is_page_number(lines: list[Line], head: int) -> bool:
    """Whether a number stands alone above a head whose line names several columns, where no cell stands alone."""
    above = lines[head - 1]
    return above.role == "line" and above.text.isdigit() and bool(HEAD_NEXT.search(lines[head].text))


def _free_title(lines: list[Line], head: int) -> None:
    """The title above a table's head is none of the lines of the table before."""
    for line in reversed(lines[max(head - _TITLE_LINES, 0) : head]):
        if line.role != "line" or not (line.text.isupper() and len(line.text) > 9 or line.text[0] == "("):
            return
        line.role, line.table = "body", 0


def _head_of(lines: list[Line], start: int) -> list[str]:
    """The lines of the head, down to the first row."""
    head = [letters_of(lines[start])]
    for line in lines[start + 1 : start + 16]:
        if CODE.match(line.text):
            return head
        head.append(letters_of(line))
    return head[:1]


def _repeat(lines: list[Line], i: int, head: list[str]) -> int:
    """How many lines from `i` on repeat the head; 0 where it is another head."""
    count = 0
    while count < len(head) and i + count < len(lines) and letters_of(lines[i + count]) == head[count]:
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
    if line.text[-1].isdigit() or line.text[-1] == "%":
        return False  # a row on one line ends with its value
    return len(line.text) >= _PROSE and not CODE.match(line.text) and "  " not in line.text
