"""OpenDocument sheets (.ods): as Excel files, see `sheet`. A cell holds its value and the text that it shows."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from cchc_lint.document import Document
from cchc_lint.errors import InputError
from cchc_lint.read.assemble import assemble
from cchc_lint.read.flow import MAX_COLUMNS, MAX_ROWS, too_many_rows
from cchc_lint.read.package import Package, number
from cchc_lint.read.sheet import Left
from cchc_lint.read.sheet_layout import Field, Sheet, items_of
from cchc_lint.read.sheet_numbers import Format, as_code, number_of, shown
from cchc_lint.read.source import clean
from cchc_lint.words import say

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ODF = "{urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _TEXT, _OFFICE, _STYLE = (f"{_ODF}{name}:1.0}}" for name in ("table", "text", "office", "style"))
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_GROUPS = frozenset(
    f"{_TABLE}table-{name}"
    for name in ("row-group", "header-rows", "rows", "column-group", "header-columns", "columns")
)
_NUMBERS = ("float", "percentage", "currency")
_HIDDEN = ("collapse", "filter")
_MOST_DECIMALS = 8
_NOT_DIGITS = re.compile(r"\D")


def read_ods(data: bytes, name: str) -> Document:
    """The Document of an .ods file. Raises InputError where it is broken, locked, too large or empty."""
    package = Package(data, name)
    _refuse_locked(package)
    root = package.xml("content.xml")
    left = Left()
    sheets = list(_sheets(root, name, left)) if root is not None else []
    return assemble(items_of(sheets), name, "sheet", hashlib.sha256(data).hexdigest(), left.notes()).document


def _refuse_locked(package: Package) -> None:
    manifest = package.xml("META-INF/manifest.xml")
    if manifest is not None and any(each.tag.endswith("}encryption-data") for each in manifest.iter()):
        raise InputError(f"{package.name}: " + say(
            "tệp có mật khẩu. Hãy mở tệp, bỏ mật khẩu rồi lưu lại.",
            "the file has a password. Open it, take the password away and save it again."))


def _sheets(root: Element, name: str, left: Left) -> Iterator[Sheet]:
    hidden_styles = {
        style.get(f"{_STYLE}name") for style in root.iter(f"{_STYLE}style")
        for each in style.iterfind(f"{_STYLE}table-properties") if each.get(f"{_TABLE}display") == "false"
    }
    for table in root.iterfind(f"{_OFFICE}body/{_OFFICE}spreadsheet/{_TABLE}table"):
        title = table.get(f"{_TABLE}name", "")
        if table.get(f"{_TABLE}style-name") in hidden_styles:
            left.sheets.append(title)
        else:
            yield Sheet(title, list(_rows(table, name, left)))


def _rows(table: Element, name: str, left: Left) -> Iterator[tuple[int, list[Field]]]:
    hidden = _hidden_columns(table)
    place, count = 1, 0
    met: set[int] = set()
    for row in _children(table, f"{_TABLE}table-row"):
        repeated = _count(row, "number-rows-repeated")
        fields = list(_fields(row))
        met.update(each.column for each in fields if each.column in hidden)
        fields = [each for each in fields if each.column not in hidden]
        if fields and row.get(f"{_TABLE}visibility") in _HIDDEN:
            left.rows += repeated
        elif fields:
            count += repeated
            if count > MAX_ROWS:
                raise too_many_rows(name)
            yield from ((place + i, fields) for i in range(repeated))
        place += repeated
    left.columns += len(met)


def _fields(row: Element) -> Iterator[Field]:
    column = 0
    for cell in row:
        if cell.tag not in _CELLS:
            continue
        repeated = _count(cell, "number-columns-repeated")
        text = _shown_text(cell) if cell.tag == _CELLS[0] else ""
        if text:
            text, code = _vietnamese(cell, text)
            span = min(_count(cell, "number-columns-spanned"), MAX_COLUMNS)
            yield from (Field(column + i, text, code, span) for i in range(min(repeated, MAX_COLUMNS)))
        column += repeated


def _vietnamese(cell: Element, text: str) -> tuple[str, str]:
    """What a cell shows, a number in the Vietnamese way whatever the language of the file; and the same as a code."""
    kind = cell.get(f"{_OFFICE}value-type", "")
    value = number_of(cell.get(f"{_OFFICE}value", "")) if kind in _NUMBERS else None
    if value is None:
        day = (cell.get(f"{_OFFICE}date-value") or "")[:10].split("-") if kind == "date" else []
        return ("/".join(reversed(day)), f"{int(day[2])}.{int(day[1])}") if len(day) == 3 else (text, text)
    percent = int(kind == "percentage")
    form = _form(value * 100**percent, text, percent)
    return (shown(value, form), as_code(value, form)) if form else (text, text)


def _form(value: Decimal, text: str, percent: int) -> Format | None:
    """The format that makes this text of a value; None where no usual one does."""
    digits = _NOT_DIGITS.sub("", text)
    for decimals in range(_MOST_DECIMALS):
        rounded = abs(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        plain = f"{rounded:f}"
        if _NOT_DIGITS.sub("", plain).lstrip("0") != digits.lstrip("0"):
            continue
        first = next((i for i, char in enumerate(text) if char.isdecimal()), 0)
        last = max((i for i, char in enumerate(text) if char.isdecimal()), default=0)
        marks = len(text[first : last + 1]) - len(digits)
        after = text[last + 1 :].strip()
        gap = " " if after and not percent else ""
        return Format(
            digits=len(digits) - decimals, decimals=decimals, grouped=marks > (decimals > 0), percent=percent,
            before=text[:first].replace("-", "").strip(), after=gap + after,
        )
    return None


def _shown_text(cell: Element) -> str:
    lines = ["".join(_spoken(each)) for each in cell.iterfind(f"{_TEXT}p")]
    return clean("\n".join(lines), markup=False).text.strip()


def _spoken(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == f"{_TEXT}s":
            yield " " * min(number(child.get(f"{_TEXT}c"), 1), 100)
        elif child.tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            yield " "
        elif child.tag != f"{_OFFICE}annotation":
            yield from _spoken(child)
        yield child.tail or ""


def _hidden_columns(table: Element) -> set[int]:
    found: set[int] = set()
    at = 0
    for column in _children(table, f"{_TABLE}table-column"):
        repeated = _count(column, "number-columns-repeated")
        if column.get(f"{_TABLE}visibility") in _HIDDEN:
            found.update(range(at, at + min(repeated, 16_384)))
        at += repeated
    return found


def _children(parent: Element, tag: str) -> Iterator[Element]:
    """The children of this name, in groups and heads too."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _GROUPS:
            yield from _children(child, tag)


def _count(element: Element, name: str) -> int:
    return max(1, min(number(element.get(_TABLE + name), 1), 2_000_000))
