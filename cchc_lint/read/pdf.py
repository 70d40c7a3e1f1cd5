"""PDF files with a layer of text; a scan without one is said to be one, and how to recognise its letters.

    read_pdf(data, name) -> Document
    read_with_boxes(data, name) -> (Document, Boxes): and where every stretch of its text is printed

Read with PDFium through pypdfium2 (the extra "pdf").
"""

from __future__ import annotations

import hashlib
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

from cchc_lint.document import Block, Document, Origin, Span
from cchc_lint.errors import InputError
from cchc_lint.read.footnotes import place_footnotes
from cchc_lint.read.furniture import mark_furniture, mark_stamps
from cchc_lint.read.layout import Layout
from cchc_lint.read.passages import Passage
from cchc_lint.read.source import line_starts
from cchc_lint.read.tables import mark_tables
from cchc_lint.read.text import merged, passage_of
from cchc_lint.words import say

if TYPE_CHECKING:
    from cchc_lint.read.pdf_order import Source


class Place(NamedTuple):
    """A rectangle on a page (from 1), in the PDF's coordinates: points, y upwards."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Boxes:
    """Where the reading text is printed; offsets: for each of its characters that in the source."""

    source: Source
    starts: array[int]  # of the lines of the source
    pages: array[int]  # of these lines
    offsets: array[int]

    def boxes(self, span: Span) -> list[Place]:
        """The rectangles that a span of Document.text is printed in, one for each line that it stands on."""
        found: list[Place] = []
        for at in range(span.start, min(span.end, len(self.offsets))):
            offset = self.offsets[at]
            x0, y0, x1, y1 = self.source.box(offset)
            if x0 == x1 or y0 == y1:
                continue
            place = Place(self.pages[bisect_right(self.starts, offset) - 1], x0, y0, x1, y1)
            if found and _beside(found[-1], place):
                last = found[-1]
                place = Place(last.page, min(last.x0, x0), min(last.y0, y0), max(last.x1, x1), max(last.y1, y1))
                found.pop()
            found.append(place)
        return found


def read_pdf(data: bytes, name: str, *, ocr: bool = False) -> Document:
    """The Document of a PDF. Raises InputError where it is damaged, locked, too long, or holds no text.

    ocr: recognise the letters of scanned pages with ocrmypdf, if that is installed.
    """
    return read_with_boxes(data, name, ocr=ocr)[0]


def read_with_boxes(data: bytes, name: str, *, ocr: bool = False) -> tuple[Document, Boxes]:
    """As read_pdf, and where everything is printed."""
    if find_spec("pypdfium2") is None:
        raise InputError(f"{name}: " + say(
            'để đọc tệp PDF cần thêm thư viện pypdfium2. Hãy chạy: pip install "cchc-lint[pdf]"',
            'reading PDF needs the library pypdfium2. Run: pip install "cchc-lint[pdf]"'))
    if ocr:
        from cchc_lint.read.pdf_ocr import recognised

        return _read(recognised(data, name), data, name)
    return _read(data, data, name)


def _read(pdf: bytes, data: bytes, name: str) -> tuple[Document, Boxes]:
    from cchc_lint.read.pdf_breaks import mark_page_numbers, number_tables
    from cchc_lint.read.pdf_file import sheets_of
    from cchc_lint.read.pdf_flow import flow
    from cchc_lint.read.pdf_order import in_order, set_margins, usual_step

    sheets, notes = sheets_of(pdf, name)
    set_margins(sheets)
    number_tables(sheets)
    source = in_order(sheets)
    step = usual_step(sheets)
    found = source.lines
    mark_page_numbers(found)
    mark_stamps(list(found), source.text)
    mark_tables(list(found))
    mark_furniture(list(found), Layout(1, 1, 0, 0))
    body = [line for line in found if line.role == "body"]
    passages = place_footnotes(flow(body, [line for line in body if line.rule], step, source.text))
    others = [passage_of(line) for line in found if line.role not in ("body", "skip")]
    return _assembled(source, merged(passages, others), name, data, notes)


def _assembled(
    source: Source, passages: Sequence[Passage], name: str, data: bytes, notes: Sequence[str]
) -> tuple[Document, Boxes]:
    parts: list[str] = []
    blocks: list[Block] = []
    offsets = array("l")
    for passage in passages:
        begin = len(offsets)
        for offset, text in passage.pieces:
            parts.append(text)
            offsets.extend(range(offset, offset + len(text)))
        blocks.append(Block(
            passage.kind, Span(begin, len(offsets)), tuple(Span(begin + a, begin + b) for a, b in passage.cells),
            passage.table, passage.page, passage.mark,
        ))
        parts.append("\n")
        offsets.append(offsets[-1] + 1)
    text = "".join(parts[:-1])
    document = Document(
        name, "pdf", hashlib.sha256(data).hexdigest(), text, tuple(blocks), Origin(text, lines=line_starts(text)),
        tuple(notes),
    )
    starts = array("l", (line.raw_start for line in source.lines))
    return document, Boxes(source, starts, array("l", (line.page for line in source.lines)), offsets)


def _beside(a: Place, b: Place) -> bool:
    """Whether two rectangles stand on one line, upright or turned."""
    if a.page != b.page:
        return False
    wide, high = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.y1, b.y1) - max(a.y0, b.y0)
    tall = max(a.y1 - a.y0, b.y1 - b.y0, 1.0) if b.x1 - b.x0 < b.y1 - b.y0 else max(b.x1 - b.x0, 1.0)
    if high * 2 > min(a.y1 - a.y0, b.y1 - b.y0):
        return -wide < 3 * tall
    return wide * 2 > min(a.x1 - a.x0, b.x1 - b.x0) and -high < tall / 8
