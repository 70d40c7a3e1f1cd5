"""Files of other formats for the tests: Word files from raw XML or from a text report, and their parts."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import groupby
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from cchc_lint.document import Span
from cchc_lint.letters import RAISED
from cchc_lint.read.source import raised
from cchc_lint.report import Report

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NAMESPACES = (
    f'xmlns:w="{_W}" xmlns:r="{_OFFICE}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
_STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="DejaVu Serif" w:hAnsi="DejaVu Serif"/>'
    '<w:sz w:val="24"/></w:rPr></w:rPrDefault></w:docDefaults>'
)
# A4 with the margins of Nghị định 30/2020/NĐ-CP
_PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701"/></w:sectPr>'
)
_WIDTH = 9354  # of its text
_FORM = (900, 4254, 1300, 1300, 1600)  # of the columns of an appendix
_SEPARATOR = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)
_ITEM = re.compile(r"(?:[IVX]+|\d+(?:\.\d+)*)[./]\s|[a-zđ]\)|[-+*]\s")
_ROOTS = {
    "numbering": "w:numbering", "styles": "w:styles", "footnotes": "w:footnotes", "endnotes": "w:endnotes",
    "settings": "w:settings", "header1": "w:hdr", "footer1": "w:ftr",
}


def run(text: str, properties: str = "") -> str:
    """A w:r with this text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(content: str = "", properties: str = "") -> str:
    """A w:p; content is raw XML, or plain text where it holds no tag."""
    inner = content if "<" in content else run(content) if content else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def numbered(text: str, num: int, level: int = 0) -> str:
    """A paragraph of a list."""
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def cell(content: str = "", properties: str = "") -> str:
    """A w:tc; content is raw XML, or the text of its one paragraph."""
    inner = content if "<w:p" in content or "<w:tbl" in content else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A w:tr; cells are raw XML or plain text."""
    inner = "".join(each if each.startswith("<w:tc") else cell(each) for each in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def table(*rows: str, widths: tuple[int, ...] = ()) -> str:
    """A w:tbl of these rows; widths of its columns in twentieths of a point, and it has lines, too."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    properties = f"<w:tblBorders>{_BORDERS}</w:tblBorders>" if widths else ""
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def level(at: int, text: str, form: str = "decimal", extra: str = "", start: int = 1) -> str:
    """A w:lvl of a list."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{extra}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(id_: int, *levels: str) -> str:
    """A w:abstractNum of these levels."""
    return f'<w:abstractNum w:abstractNumId="{id_}">{"".join(levels)}</w:abstractNum>'


def num(id_: int, abstract_id: int, overrides: str = "") -> str:
    """A w:num on an abstract list."""
    return f'<w:num w:numId="{id_}"><w:abstractNumId w:val="{abstract_id}"/>{overrides}</w:num>'


def docx(body: str, **parts: str) -> bytes:
    """A Word file; body and parts (numbering, styles, footnotes, header1 …) are what their roots hold."""
    files = {"word/document.xml": f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>"}
    links = []
    for at, (name, content) in enumerate(parts.items(), 1):
        root = _ROOTS[name]
        files[f"word/{name}.xml"] = f"<{root} {_NAMESPACES}>{content}</{root}>"
        links.append(f'<Relationship Id="rId{at}" Type="{_OFFICE}/{name.rstrip("1")}" Target="{name}.xml"/>')
    files["word/_rels/document.xml.rels"] = _relationships("".join(links))
    return package(files, f"{_TYPES}.document.main+xml", "word/document.xml")


def package(files: dict[str, str], main_type: str, main: str) -> bytes:
    """An office file of these parts."""
    parts = "".join(
        f'<Override PartName="/{name}" ContentType="{_TYPES}.{name[5:-4].rstrip("1")}+xml"/>'
        for name in files if name.startswith("word/") and name.count("/") == 1 and name != main
    )
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{main}" ContentType="{main_type}"/>{parts}</Types>'
    )
    link = f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="{main}"/>'
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as file:
        for name, text in {"[Content_Types].xml": types, "_rels/.rels": _relationships(link), **files}.items():
            file.writestr(name, text)
    return stream.getvalue()


def _relationships(links: str) -> str:
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'


def as_docx(report: Report) -> bytes:
    """A Word file that says what a report read from text says: paragraphs, footnotes, its appendix as real tables."""
    document = report.document
    body: list[str] = []
    notes = [_SEPARATOR]
    for kind, group in groupby(document.blocks, key=lambda block: (block.kind, block.table)):
        blocks = list(group)
        if kind[0] == "row":
            rows = [[_plain(document.slice(each)) for each in block.cells] for block in blocks]
            columns = max(map(len, rows))
            widths = _FORM if columns == len(_FORM) else (_WIDTH // columns,) * columns
            body.append(table(*(row(*cells) for cells in rows), widths=widths))
        elif kind[0] == "line":
            body.append(_appendix(report, Span(blocks[0].span.start, blocks[-1].span.end)))
        elif kind[0] == "footnote":
            for mark, note in groupby(blocks, key=lambda block: block.mark):
                notes.append(_footnote([_plain(document.slice(each.span)) for each in note], len(notes)))
                body[-1] = _referring(body[-1], mark, len(notes) - 1)
        elif kind[0] == "paragraph":
            body += (_prose(_plain(document.slice(block.span))) for block in blocks)
    return docx("".join(body) + paragraph() + _PAGE, footnotes="".join(notes), styles=_STYLES)


def as_html(report: Report) -> bytes:
    """A web page that says what a report read from text says."""
    document = report.document
    body: list[str] = []
    notes: list[str] = []
    for kind, group in groupby(document.blocks, key=lambda block: (block.kind, block.table)):
        for block in group:
            text = escape(document.slice(block.span))
            if kind[0] == "row":
                cells = "".join(f"<td>{escape(document.slice(each))}</td>" for each in block.cells)
                body.append(f"<tr>{cells}</tr>")
            elif kind[0] == "footnote":
                at = len(notes) + 1
                body.append(body.pop().removesuffix("</p>") + f"<a href='#_ftn{at}'><sup>{at}</sup></a></p>")
                notes.append(f"<div id=ftn{at}><p><a href='#_ftnref{at}'>[{at}]</a> {text}</p></div>")
            elif kind[0] == "paragraph":
                body.append(f"<p>{text}</p>")
        if kind[0] == "row":
            body.append("</table>")
            first = next(at for at in range(len(body) - 1, -1, -1) if not body[at].startswith(("<tr>", "</table>")))
            body.insert(first + 1, "<table>")
    return f"<!DOCTYPE html><html><body>{''.join(body)}{''.join(notes)}</body></html>".encode()


def as_xlsx(report: Report) -> bytes:
    """The appendix of a report read from text, a sheet for each table."""
    from openpyxl import Workbook

    document = report.document
    book = Workbook()
    book.remove(book.active)
    for number, group in groupby((each for each in document.blocks if each.kind == "row"), key=lambda each: each.table):
        sheet = book.create_sheet(f"Biểu mẫu {number}")
        for block in group:
            sheet.append([document.slice(each) or None for each in block.cells])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _appendix(report: Report, span: Span) -> str:
    rows = [each for each in report.rows if span.start <= each.span.start < span.end]
    head = row("STT", "Chỉ tiêu thống kê", "Đơn vị tính", "Số liệu", "Ghi chú")
    cells = (
        (each.code or "Trong đó" * each.among, each.name, each.unit, each.value, each.note) for each in rows
    )
    return table(head, *(row(*map(_plain, each)) for each in cells), widths=_FORM)


def _plain(text: str) -> str:
    return "".join(char for char in text if char >= " " or char == "\t")


def _reference(id_: int) -> str:
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{id_}"/></w:r>'


def _prose(text: str) -> str:
    """A paragraph as Nghị định 30/2020/NĐ-CP wants it: its first line indented, both its sides even."""
    inside = len(text) > 60 or _ITEM.match(text)
    return paragraph(run(text), '<w:ind w:firstLine="567"/><w:jc w:val="both"/>' if inside else "")


def _referring(xml: str, mark: str, id_: int) -> str:
    """A paragraph with the reference to a note where its mark was typed, or at its end."""
    typed = re.search(rf"(?<![{RAISED}]){raised(mark)}(?![{RAISED}])", xml) if mark else None
    if not typed:
        return xml.removesuffix("</w:p>") + _reference(id_) + "</w:p>"
    rest = f'</w:t></w:r>{_reference(id_)}<w:r><w:rPr></w:rPr><w:t xml:space="preserve">'
    return xml[: typed.start()] + rest + xml[typed.end() :]


def _footnote(texts: list[str], id_: int) -> str:
    mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
    small = '<w:sz w:val="20"/>'
    first, *others = texts
    content = [paragraph(mark + run(f" {first}", small)), *(paragraph(run(text, small)) for text in others)]
    return f'<w:footnote w:id="{id_}">{"".join(content)}</w:footnote>'
