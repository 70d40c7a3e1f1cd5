"""Excel files (.xlsx): every visible sheet, its numbers as the cells show them, written the Vietnamese way.

Formulas are read by the results that Excel saved with them; hidden rows, columns and sheets are left out and told.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cchc_lint.document import Document
from cchc_lint.read.assemble import assemble
from cchc_lint.read.package import Package
from cchc_lint.read.package import number as whole
from cchc_lint.read.sheet_layout import Field, Sheet, items_of
from cchc_lint.read.sheet_numbers import BUILT_IN, Format, as_code, number_of, read_format, shown
from cchc_lint.read.source import clean
from cchc_lint.words import say

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_TRUE = ("1", "true")
_HIDDEN_STATES = ("hidden", "veryHidden")
_MOST_COLUMNS = 16_384
_MOST_MERGED = 10_000  # cells of one range; wider ones are blank but for the first


@dataclass(slots=True)
class Left:
    """What was left out of a file, to be told to its user."""

    sheets: list[str] = field(default_factory=list)
    rows: int = 0
    columns: int = 0
    formulas: int = 0  # without a saved result

    def notes(self) -> tuple[str, ...]:
        """A sentence for each."""
        told = (
            (self.sheets, f"Không kiểm tra trang tính ẩn: {', '.join(self.sheets)}.",
             f"Hidden sheets are not checked: {', '.join(self.sheets)}."),
            (self.rows, f"Không kiểm tra {self.rows} hàng ẩn.", f"{self.rows} hidden rows are not checked."),
            (self.columns, f"Không kiểm tra {self.columns} cột ẩn.", f"{self.columns} hidden columns are not checked."),
            (self.formulas, f"{self.formulas} ô công thức chưa lưu kết quả, coi như trống. Hãy lưu lại bằng Excel.",
             f"{self.formulas} formulas without a saved result are taken as blank. Save the file again in Excel."),
        )
        return tuple(say(vi, en) for met, vi, en in told if met)


def read_sheet(data: bytes, name: str) -> Document:
    """The Document of an .xlsx file. Raises InputError where it is broken, locked, too large or empty."""
    return from_package(Package(data, name), hashlib.sha256(data).hexdigest())


def from_package(package: Package, sha256: str, notes: tuple[str, ...] = ()) -> Document:
    """The Document of an opened .xlsx file; notes stand before the reader's own."""
    book = _Book(package)
    sheets = list(book.sheets())
    return assemble(items_of(sheets), package.name, "sheet", sha256, (*notes, *book.left.notes())).document


class _Book:
    def __init__(self, package: Package) -> None:
        self.left = Left()
        self._package = package
        self._main = package.main()
        relations = package.relations(self._main)
        self._parts = {relation.id: relation.part for relation in relations}
        kinds = {relation.kind: relation.part for relation in reversed(relations)}
        self._strings = _strings(package.xml(kinds.get("sharedStrings", "")))
        self._formats = _formats(package.xml(kinds.get("styles", "")))
        self._since_1904 = False

    def sheets(self) -> Iterator[Sheet]:
        """The visible sheets in the order of the file."""
        root = self._package.xml(self._main)
        properties = root.find(f"{S}workbookPr") if root is not None else None
        self._since_1904 = properties is not None and properties.get("date1904") in _TRUE
        for element in root.iterfind(f"{S}sheets/{S}sheet") if root is not None else ():
            name = element.get("name", "")
            sheet = self._package.xml(self._parts.get(element.get(_RELATION, ""), ""))
            if element.get("state") in _HIDDEN_STATES:
                self.left.sheets.append(name)
            elif sheet is not None and sheet.tag == f"{S}worksheet":
                yield Sheet(name, list(self._rows(sheet)))

    def _rows(self, sheet: Element) -> Iterator[tuple[int, list[Field]]]:
        hidden = _hidden_columns(sheet)
        spans, covered = _merged(sheet)
        met: set[int] = set()
        number = 0
        for row in sheet.iterfind(f"{S}sheetData/{S}row"):
            number = whole(row.get("r"), number + 1)
            fields, column = [], -1
            for cell in row:
                reference = _REFERENCE.fullmatch(cell.get("r", ""))
                column = _column(reference[1]) if reference else column + 1
                text, code = self._texts(cell)
                if not text or (number, column) in covered:
                    continue
                if column in hidden:
                    met.add(column)
                    continue
                fields.append(Field(column, text, code, spans.get((number, column), 1)))
            if fields and row.get("hidden") in _TRUE:
                self.left.rows += 1
            elif fields:
                yield number, fields
        self.left.columns += len(met)

    def _texts(self, cell: Element) -> tuple[str, str]:
        """What a cell shows, and what it says as a code."""
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return _twice(_rich(cell.find(f"{S}is")))
        value = cell.findtext(f"{S}v")
        if not value:
            self.left.formulas += cell.find(f"{S}f") is not None
            return "", ""
        if kind == "s":
            return _twice(self._strings[int(value)] if value.isdecimal() and int(value) < len(self._strings) else "")
        number = number_of(value) if kind == "n" else None
        if number is None:
            return _twice(value)
        style = cell.get("s", "0")
        form = self._formats[int(style)] if style.isdecimal() and int(style) < len(self._formats) else read_format("")
        return (
            shown(number, form, since_1904=self._since_1904), as_code(number, form, since_1904=self._since_1904)
        )


def _twice(text: str) -> tuple[str, str]:
    text = clean(text.replace("_x000D_", ""), markup=False).text.strip()
    return text, text


def _strings(root: Element | None) -> list[str]:
    return [_rich(each) for each in root.iterfind(f"{S}si")] if root is not None else []


def _rich(element: Element | None) -> str:
    """The text of a string with several looks, without its reading aids."""
    if element is None:
        return ""
    return "".join(text.text or "" for text in [*element.iterfind(f"{S}t"), *element.iterfind(f"{S}r/{S}t")])


def _formats(root: Element | None) -> list[Format]:
    """The number format of every cell style."""
    if root is None:
        return []
    codes = {each.get("numFmtId", ""): each.get("formatCode", "") for each in root.iterfind(f"{S}numFmts/{S}numFmt")}
    built_in = {str(id_): code for id_, code in BUILT_IN.items()}
    known = built_in | codes
    return [read_format(known.get(each.get("numFmtId", "0"), "")) for each in root.iterfind(f"{S}cellXfs/{S}xf")]


def _hidden_columns(sheet: Element) -> set[int]:
    found: set[int] = set()
    for each in sheet.iterfind(f"{S}cols/{S}col"):
        if each.get("hidden") in _TRUE:
            found.update(range(whole(each.get("min"), 1) - 1, min(whole(each.get("max"), 1), _MOST_COLUMNS)))
    return found


def _merged(sheet: Element) -> tuple[dict[tuple[int, int], int], set[tuple[int, int]]]:
    """(columns that the first cell of a merged range reaches over, places that it covers), by (row, column)."""
    spans: dict[tuple[int, int], int] = {}
    covered: set[tuple[int, int]] = set()
    for each in sheet.iterfind(f"{S}mergeCells/{S}mergeCell"):
        ends = _REFERENCE.findall(each.get("ref", ""))
        if len(ends) != 2:
            continue
        (left, top), (right, bottom) = [(_column(letters), int(row)) for letters, row in ends]
        spans[top, left] = right - left + 1
        if (bottom - top + 1) * (right - left + 1) < _MOST_MERGED:
            covered.update((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
            covered.discard((top, left))
    return spans, covered


def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1
