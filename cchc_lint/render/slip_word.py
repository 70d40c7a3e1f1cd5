"""Slips as a Word document: A4, Times New Roman, the head of the table on every page it runs over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from cchc_lint.render.said import TOOL
from cchc_lint.render.slip import Row, Slip, head

_FONT = "Times New Roman"
_SIZE, _IN_TABLE, _SMALL = Pt(13), Pt(12), Pt(9)
_PAGE, _MARGINS = (Mm(210), Mm(297)), (Mm(20), Mm(15), Mm(20), Mm(30))  # Nghị định 30/2020/NĐ-CP, Phụ lục I
_WIDTHS = (Mm(14), Mm(26), Mm(43), Mm(46), Mm(36))
_DAY = datetime(2020, 1, 1)  # of everything: the same findings give the same file


def as_document(slips: Sequence[Slip], lang: str) -> bytes:
    """The bytes of the document, a section for each slip."""
    document = Document()
    _dress(document)
    for at, slip in enumerate(slips):
        _add(document, slip, lang, new_page=at > 0)
    stream = BytesIO()
    document.save(stream)
    return _undated(stream.getvalue())


def _dress(document: Any) -> None:
    """The page and the letters of the whole document."""
    section = document.sections[0]
    section.page_width, section.page_height = _PAGE
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = _MARGINS
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, _SIZE
    fonts = style.element.rPr.rFonts
    for script in ("w:eastAsia", "w:cs"):
        fonts.set(qn(script), _FONT)
    style.paragraph_format.space_after = Pt(0)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    style.element.rPr.append(language)
    about = document.core_properties
    about.author, about.last_modified_by, about.title, about.comments = TOOL, TOOL, "", ""
    about.created = about.modified = _DAY


def _add(document: Any, slip: Slip, lang: str, *, new_page: bool) -> None:
    title, nothing, columns = head(lang)
    _line(document, title, bold=True).paragraph_format.page_break_before = new_page
    _line(document, slip.name, bold=True)
    for text in (slip.about, slip.told):
        if text:
            _line(document, text)
    document.add_paragraph()
    if slip.rows:
        _table(document, slip.rows, columns)
    elif slip.about:
        document.add_paragraph(nothing)
    made = document.add_paragraph()
    made.paragraph_format.space_before = Pt(6)
    made.add_run(slip.made).font.size = _SMALL


def _line(document: Any, text: str, *, bold: bool = False) -> Any:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(text).bold = bold
    return paragraph


def _table(document: Any, rows: Sequence[Row], columns: Sequence[str]) -> None:
    table = document.add_table(1 + len(rows), len(columns), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = width
    # Asking a table for a cell walks all of it: the rows are walked once instead.
    first, *others = (each.cells for each in table.rows)
    for cell, text in zip(first, columns, strict=True):
        _fill(cell, ("", text, ""), center=True)
    _set(table.rows[0], "w:tblHeader")
    for cells, row in zip(others, rows, strict=True):
        _fill(cells[0], (str(row.number), "", ""), center=True)
        _fill(cells[1], (row.place, "", ""))
        _fill(cells[2], row.text)
        _fill(cells[3], (row.why, "", ""))
        _fill(cells[4], (row.mend, "", ""))
    for each in table.rows:
        _set(each, "w:cantSplit")
        for cell, width in zip(each.cells, _WIDTHS, strict=True):
            cell.width = width


def _fill(cell: Any, text: tuple[str, str, str], *, center: bool = False) -> None:
    """Write a text into a cell, its middle part bold."""
    paragraph = cell.paragraphs[0]
    if center:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for part, bold in zip(text, (False, True, False), strict=True):
        if part:
            run = paragraph.add_run(part)
            run.bold, run.font.size = bold, _IN_TABLE


def _set(row: Any, switch: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(switch))


def _undated(data: bytes) -> bytes:
    """The same file, its entries not dated by the clock."""
    stream = BytesIO()
    with ZipFile(BytesIO(data)) as dated, ZipFile(stream, "w", ZIP_DEFLATED) as plain:
        for name in dated.namelist():
            entry = ZipInfo(name)
            entry.compress_type = ZIP_DEFLATED
            plain.writestr(entry, dated.read(name))
    return stream.getvalue()
