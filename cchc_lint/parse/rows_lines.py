"""Rows of the appendix from the lines of a table that lost its cells on the way out of a PDF.

First the lines are cut into rows, at codes and, within a group, at names that the forms know; then each
row's text is cut into name, unit, value and note. The rest of a name that the foot of a page cut off
stands after unit and value, and is put back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from cchc_lint.document import Block, Document, Span
from cchc_lint.parse.rows_columns import is_columnar, rows_from_columns
from cchc_lint.parse.rows_fields import ends_name, has_unit, read_fields
from cchc_lint.parse.rows_names import UPPER, begins_name, fold, is_name, top_names
from cchc_lint.parse.rows_raw import HEAD_WORDS, RawRow, is_head_code, trimmed, unit_pattern

_AMONG_START = re.compile(rf"(?:trong\s+đó|trong|đó|bao gồm|gồm)\s*:?(?:\s+(?=(?-i:[{UPPER}(]))|$)", re.I)
_TITLE = re.compile(r"(?:biểu|bảng|phụ lục)\s*(?:mẫu)?\s*(?:số)?\s*\d", re.I)
_CODE_START = re.compile(rf"(\d{{1,2}}(?:\.\d{{1,2}}){{0,4}}|[IVX]{{1,4}})(?:\s?\.?(?=\s|$)|\.(?=[{UPPER}]))")
_NAME_START = re.compile(r"(?:Tổng số|Số|Tỷ lệ|Tỉ lệ|Kế hoạch|Đã thực hiện)\s")
_ENDS_FILLED = re.compile(r"\d\s?%?\)?$|^%$|\s%$")
_DASH = re.compile(r"[-+–]\s+(?=\w)")
_PERIODS = re.compile(r"kỳ\s+trước|cùng\s+kỳ|kỳ\s+này|năm\s+trước", re.I)
_HEAD_REACH = 24  # lines of titles and head above the first row
_LEAST_KNOWN = 3  # rows with a known name that make a table the appendix,
_LEAST_SHARE = 4  # and one row in so many
_OPTION_REACH = 18  # of the next line, where an option's "= 1" stands
_MOST_SIBLINGS = 20
_STEP = 6  # codes that a copy may leave out at one place


class _Line(NamedTuple):
    """A line without outer blanks; never empty."""

    span: Span
    text: str

    def after(self, at: int) -> _Line | None:
        """What stands from `at` on, None where nothing does."""
        rest = self.text[at:].lstrip()
        return _Line(Span(self.span.end - len(rest), self.span.end), rest) if rest else None


@dataclass(slots=True)
class _Draft:
    """The lines of one row; among: under "Trong đó"."""

    code: str = ""
    code_span: Span | None = None
    among: bool = False
    lines: list[_Line] = field(default_factory=list)


def rows_from_lines(document: Document, blocks: Sequence[Block]) -> list[RawRow]:
    """The rows told by these blocks (kind "line"), in order; none where they tell no indicators."""
    spans = [span for block in blocks if (span := trimmed(document, block.span)).end > span.start]
    if not is_columnar(document, spans):
        return _rows(document, spans)
    pages = groupby(blocks, key=lambda block: block.page)
    found = rows_from_columns(document, [[trimmed(document, b.span) for b in page] for _, page in pages])
    if _known(document, found) * 2 >= len([span for span in spans if _CODE_START.match(document.slice(span))]):
        return found
    without = _rows(document, spans)  # blanks part the columns, which do not stand below each other
    return max(found, without, key=lambda rows: _known(document, rows))


def _known(document: Document, rows: Sequence[RawRow]) -> int:
    return sum(is_name(fold(row.name.text(document))) for row in rows)


def _rows(document: Document, spans: Sequence[Span]) -> list[RawRow]:
    """The rows that these lines tell, whatever columns they stood in."""
    lines = [_Line(span, document.slice(span)) for span in spans]
    if any(_PERIODS.search(line.text) for line in lines[: _skip_head(lines, 0)]):
        return []  # figures of several periods on one line cannot be told apart
    drafts = [draft for draft in _cut(lines) if draft.lines]
    known = sum(1 for draft in drafts if begins_name(fold(draft.lines[0].text)))
    if known < min(_LEAST_KNOWN, len(drafts)) or known * _LEAST_SHARE < len(drafts):
        return []
    return [_row(document, draft) for draft in drafts]


def _row(document: Document, draft: _Draft) -> RawRow:
    start = draft.code_span.start if draft.code_span else draft.lines[0].span.start
    row = RawRow(start, draft.lines[-1].span.end, code=draft.code, code_span=draft.code_span, among=draft.among)
    read_fields(document, [line.span for line in draft.lines], row)
    return row


def _cut(lines: Sequence[_Line]) -> list[_Draft]:
    """The lines of each row, in order."""
    drafts: list[_Draft] = []
    last_code = ""
    among = marked = False  # within a "Trong đó"; its mark stood right above
    i = _skip_head(lines, 0)
    while i < len(lines):
        line = lines[i]
        if is_head_code(line.text) or _TITLE.match(line.text):
            i = _skip_head(lines, i)
            continue
        ahead = lines[i + 1].text if i + 1 < len(lines) else ""
        i += 1
        code = _code_at(line.text, ahead, last_code)
        rest: _Line | None = line
        if code:
            last_code, end = code
            among = marked = False
            drafts.append(_Draft(last_code, Span(line.span.start, line.span.start + end)))
            rest = line.after(end)
        elif drafts:
            mark = _AMONG_START.match(line.text)
            if mark and (line.text[0].isupper() or line.text[0] in "đĐ"):
                among = marked = True
                rest = line.after(mark.end())
            dash = _DASH.match(line.text)
            if dash and begins_name(_opening(line.text[dash.end() :])):
                among = marked = True
                rest = line.after(dash.end())
            option = "=" in line.text or "=" in ahead[:_OPTION_REACH]
            if rest and not option and _opens_row(rest.text, drafts[-1], among=among, marked=marked):
                drafts.append(_Draft(among=among))
                marked = False
        if rest and drafts:
            drafts[-1].lines.append(rest)
    return drafts


def _skip_head(lines: Sequence[_Line], i: int) -> int:
    """The first line after titles and the head of a table, from `i` on; `i` itself where no head is near."""
    for j in range(i, min(i + _HEAD_REACH, len(lines))):
        text = lines[j].text
        code = _CODE_START.match(text)
        if code and (code[1] in ("1", "I", "1.1") or (j > i and "." in code[1])):
            return j
        if j > i and not code and is_name(fold(text)):
            return j
        above = fold(lines[j - 1].text) if j > i + 1 else ""
        if above in HEAD_WORDS and text[0].islower() and fold(text) not in HEAD_WORDS:
            return j  # the rest of a name that the foot of the page cut off
    return i + 1 if i else 0


def _code_at(text: str, ahead: str, last: str) -> tuple[str, int] | None:
    """(code, length of its text) where a line opens a row with a code; ahead: the next line."""
    match = _CODE_START.match(text)
    if not match or "=" in text[:12]:
        return None
    code = match[1]
    parts = code.split(".")
    alone = match.end() == len(text)
    rest = ahead if alone else text[match.end() :].lstrip()
    if not rest or not (rest[0].isalpha() or rest[0] == "(") or rest[0].islower():
        return None
    if any(part.startswith("0") for part in parts):
        return None
    if len(parts) > 2:
        return code, match.end()
    names = begins_name(_opening(rest))
    dotted = match[0].rstrip().endswith(".")
    if len(parts) == 2:
        accepted = _follows(parts, last) or (names and (dotted or not alone or _may_stray(parts, last)))
    elif code.isdigit():
        accepted = _follows(parts, last) and (dotted or (names and (not alone or _is_top(_opening(rest)))))
    else:
        accepted = names or dotted
    return (code, match.end()) if accepted else None


def _is_top(opening: str) -> bool:
    """Whether the first line of a name opens a row at the top of a table."""
    return len(opening) > 7 and any(name.startswith(opening) for name in top_names())


def _opening(rest: str) -> str:
    """The folded text of a line up to its unit."""
    unit = unit_pattern().search(rest)
    return fold(rest[: unit.start()] if unit and unit.start() > 8 else rest)


def _follows(parts: Sequence[str], last: str) -> bool:
    """Whether a code can come after `last`: a child, a sibling or a sibling of something above; 1 always."""
    if parts == ["1"] or not last or not last[0].isdigit():
        return True
    before = [int(part) for part in last.split(".")]
    code = [int(part) for part in parts]
    depth = len(code)
    if depth > len(before):
        return code[: len(before)] == before and depth == len(before) + 1 and code[-1] <= _STEP
    if code[:-1] == before[: depth - 1]:
        return 0 < code[-1] - before[depth - 1] <= _STEP
    return depth == 2 and code[0] == before[0] + 1 and code[1] <= 2


def _may_stray(parts: Sequence[str], last: str) -> bool:
    """Whether a code of two parts may still be one where it does not follow: "99.85" is none."""
    top = int(last.split(".")[0]) if last[:1].isdigit() else 1
    return int(parts[0]) <= top + 2 and int(parts[1]) <= _MOST_SIBLINGS


def _opens_row(text: str, draft: _Draft, *, among: bool, marked: bool) -> bool:
    """Whether a line without a code opens a row of its own."""
    if not draft.lines:
        return False
    opening = _opening(text)
    known = begins_name(opening)
    if not text[0].isupper():
        return marked and known
    whole_row = opening != fold(text) and has_unit(text)
    if not known and not (among and (_NAME_START.match(text) or whole_row)):
        return False
    above = "\n".join([line.text for line in draft.lines])
    if unit_pattern().fullmatch(text) or is_name(fold(f"{above} {text}")) or ends_name(above, text):
        return False
    if marked and known:
        return True
    return has_unit(above) or bool(_ENDS_FILLED.search(above)) or (known and is_name(fold(above)))
