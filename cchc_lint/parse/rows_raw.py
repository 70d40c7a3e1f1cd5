"""A row of the appendix as it was read, before it is bound to the catalogue, and the shapes of its fields."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from cchc_lint.catalogue import FORMS, FormRow, form_rows
from cchc_lint.document import Document, Span
from cchc_lint.parse.rows_names import fold

# group 1 is the code without its closing dot
CODE = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4}|[IVX]{1,4}|[a-zđ]\)|[a-zđ](?=\.))\s?[.:,)]?(?=\s|$)")
# The same as some copies write it: "1,1", "1. 1.", "I.1"
_ODD_CODE = re.compile(r"(?:\d{1,2}|[IVX]{1,4})(?:\s?[.,]\s?\d{1,2}){1,4}\s?[.:)]?")
_ROMAN_CODE = re.compile(r"[IVX]{1,4}\s?[.,]\s?\d")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
AMONG = re.compile(r"(?:trong\s*đó|trong|đó|bao\s+gồm|gồm(?:\s+có)?|[-+–])\s*:?", re.I)
AMONG_NAME = re.compile(r"(?:trong\s+đó|bao\s+gồm|gồm)\s*:\s*", re.I)
VALUE = re.compile(
    r"(?:-?(?:\d{1,3}(?:[ \u00a0]\d{3})+(?![\d/.])(?:,\d+)?|\d[\d.,]*)(?:\s?/\s?\d[\d.,]*)?"
    r"(?:\s?%)?(?:\s?\(\s?\d[\d.,]*\s?%\s?\))?"
    r"|[-–—xX]|không(?:\s+có)?)(?=[\s;]|$)",
    re.I,
)
OPTION = re.compile(r"=\s*\d(?!\d)")
HEAD_CODES = ("stt", "tt", "số tt", "số thứ tự")
# Whole lines of the head of a table, folded.
HEAD_WORDS = frozenset((
    "stt", "tt", "chỉ tiêu", "các chỉ tiêu", "chỉ tiêu thống kê", "nội dung", "kết quả", "kết quả thống kê",
    "kết quả thống kê ghi chú", "ghi chú", "đơn vị tính", "đơn vị", "đvt", "tính", "số liệu", "số", "liệu", "năm",
    "sử dụng trong kỳ báo cáo hàng quý 6 tháng năm", "sử dụng trong kỳ báo cáo hàng quý 6 tháng",
))
_TAGS = re.compile(r"(?:</?[a-z]{1,6}>|\*\*|\s)+")
_LAST_TAGS = re.compile(r"(?:</?[a-z]{1,6}>|\*\*|\s)+$")

# Besides the units that the forms print.
_MORE_UNITS = (
    "CQ, ĐV", "CQ,ĐV", "Cơ quan", "Cơ quan/đơn vị", "Cơ quan, tổ chức, đơn vị", "Phiếu", "DVC", "DVCTT",
    "Tỷ đồng", "Lần", "Cuộc", "Lượt", "Lượt người", "Tỷ lệ %", "VB", "HS", "Dịch vụ",
)


@cache
def unit_pattern() -> re.Pattern[str]:
    """A unit, as the forms print it or as copies shorten it, between blanks."""
    units = [row.unit for row in _all_rows() if row.unit]
    return re.compile(rf"(?<!\S)(?:{_any_of([*units, *_MORE_UNITS])})(?=\s|$)", re.I)


@cache
def option_pattern() -> re.Pattern[str]:
    """"Không = 0": one of the options that the forms list."""
    labels = _any_of([label for row in _all_rows() for _, label in row.options])
    return re.compile(rf"(?<![\w=])(?:{labels})\s*=\s*(?P<value>\d)(?!\d)", re.I)


def _all_rows() -> list[FormRow]:
    return [row for form in FORMS for row in form_rows(form)]


def _any_of(labels: Sequence[str]) -> str:
    ordered = sorted(dict.fromkeys(labels), key=lambda label: (-len(label), label))
    return "|".join(re.escape(label).replace(r",\ ", r",\s*").replace(r"\ ", r"\s+") for label in ordered)


@dataclass(slots=True)
class Column:
    """The pieces of one field of a row, in reading order."""

    pieces: list[Span] = field(default_factory=list)

    def text(self, document: Document) -> str:
        if not self.pieces:
            return ""
        joined = " ".join([document.text[start:end] for start, end in self.pieces])
        if "<" in joined or "*" in joined:
            joined = _TAGS.sub(" ", joined)
        return " ".join(joined.split())

    def span(self) -> Span | None:
        """The first piece, the whole field where it is one."""
        return self.pieces[0] if self.pieces else None


@dataclass(slots=True)
class RawRow:
    """A row as read. start, end: of its lines in Document.text; among: under "Trong đó"."""

    start: int
    end: int
    code: str = ""
    code_span: Span | None = None
    name: Column = field(default_factory=Column)
    unit: Column = field(default_factory=Column)
    value: Column = field(default_factory=Column)
    note: Column = field(default_factory=Column)
    among: bool = False
    table: int = 1


def trimmed(document: Document, span: Span) -> Span:
    """The span without outer blanks and tags."""
    start, end = span
    text = document.text[start:end]
    if "<" in text or "*" in text:
        lead, tail = _TAGS.match(text), _LAST_TAGS.search(text)
        start += lead.end() if lead else 0
        end -= len(text) - tail.start() if tail else 0
        return Span(start, max(start, end))
    bare = text.strip()
    if len(bare) == len(text):
        return span
    start += text.index(bare) if bare else 0
    return Span(start, start + len(bare))


def code_of(text: str) -> str:
    """The code that a cell holds, without its closing mark, as the forms write it; "" where it holds none."""
    match = CODE.fullmatch(text)
    if match:
        return match[1]
    if not _ODD_CODE.fullmatch(text):
        return ""
    first, *rest = re.findall(r"\w+", text)
    if first in _ROMAN:
        first = str(_ROMAN.index(first) + 1)
    return ".".join((first, *rest)) if first.isdigit() else ""


def without_romans(document: Document, rows: Sequence[RawRow]) -> None:
    """Where rows are numbered "I.1", or "1.1" under "I", their chapter "I" is 1."""
    if any(row.code_span and _ROMAN_CODE.match(document.slice(row.code_span)) for row in rows) or _lead_numbers(rows):
        for row in rows:
            if row.code in _ROMAN:
                row.code = str(_ROMAN.index(row.code) + 1)


def _lead_numbers(rows: Sequence[RawRow]) -> bool:
    """Whether two chapters or more are followed by rows of their own number: II by 2.1."""
    coded = [row.code for row in rows if row.code]
    after = [
        code.split(".")[0] == str(_ROMAN.index(chapter) + 1)
        for chapter, code in pairwise(coded) if chapter in _ROMAN and "." in code
    ]
    return len(after) > 1 and all(after)


def is_head_code(text: str) -> bool:
    """Whether it is the head of the column of codes."""
    return len(text) < 12 and text[:1] in ("S", "s", "T", "t") and fold(text) in HEAD_CODES
