"""A page of a PDF as it is printed: its characters and its ruled lines, upright whichever way the page is turned.

Read with PDFium (the library of Chromium, through pypdfium2). Coordinates are points; x grows to the right and y
downwards in the direction in which most of the page's text is read. A box stays in the PDF's own coordinates.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import atan2, degrees, hypot
from typing import Any, NamedTuple

MAX_OBJECTS = 40_000  # on a page; a page of a report has a few hundred
_THIN = 3.0  # points: what is thinner is a line
_MAX_SEGMENTS = 4_000  # of one path
_MAX_DEPTH = 3  # of forms within forms
_COVERING = 0.4  # of the page: a picture of this size is a scan of it
_HYPHENS = {0x02: "-", 0xFFFE: "-"}  # PDFium's sign for a hyphen at the end of a line


class Box(NamedTuple):
    """A rectangle in the PDF's own coordinates: y grows upwards."""

    x0: float
    y0: float
    x1: float
    y1: float


class Glyph(NamedTuple):
    """A printed character. base: y of its base line; size: of its type."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    box: Box


class Rule(NamedTuple):
    """A drawn line or a filled bar: x0 <= x1 and y0 <= y1, one of the two sides thin."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Page:
    """number from 1. glyphs without blanks that PDFium made up; stamped: how many of them, the last ones, a signature
    field shows. scanned: a picture covers the page; turned: characters that are read in another direction, left out;
    unmapped: glyphs whose letter the PDF does not tell; crowded: too many objects, so that rules were not looked for."""

    number: int
    glyphs: list[Glyph]
    rules: list[Rule]
    stamped: int = 0
    scanned: bool = False
    turned: int = 0
    unmapped: int = 0
    crowded: bool = False


class _Raw(NamedTuple):
    """A character in the PDF's own coordinates; turn: quarter turns, None where askew."""

    text: str
    box: Box
    x: float
    y: float
    size: float
    turn: int | None


def read_page(document: Any, index: int) -> Page:
    """Page `index` (from 0) of a pypdfium2.PdfDocument. Raises PdfiumError where it cannot be loaded."""
    page = document[index]
    try:
        before = _count(page)
        stamps = _flatten_fields(page)
        if stamps:
            page.close()
            page = document[index]
        raws, unmapped = _characters(page)
        stamped = max(len(raws) - before, 0) if stamps else 0
        turn = Counter(raw.turn for raw in raws if raw.turn is not None).most_common(1)[0][0] if raws else 0
        glyphs = [_upright(raw, turn or 0) for raw in raws if raw.turn == turn]
        objects = _Objects(page)
        rules = [_turned(box, turn or 0) for box in objects.lines()]
        return Page(
            index + 1, glyphs, rules, stamped, objects.scanned, sum(raw.turn != turn for raw in raws), unmapped,
            objects.crowded,
        )
    finally:
        page.close()


def _count(page: Any) -> int:
    import pypdfium2.raw as pdfium

    text = pdfium.FPDFText_LoadPage(page)
    count = sum(not pdfium.FPDFText_IsGenerated(text, i) for i in range(pdfium.FPDFText_CountChars(text)))
    pdfium.FPDFText_ClosePage(text)
    return count


def _flatten_fields(page: Any) -> bool:
    """Make what signature fields and stamps show a part of the page; whether there are any."""
    import pypdfium2.raw as pdfium

    kept = 0
    for i in reversed(range(pdfium.FPDFPage_GetAnnotCount(page))):
        annotation = pdfium.FPDFPage_GetAnnot(page, i)
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        pdfium.FPDFPage_CloseAnnot(annotation)
        if kind in (pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_STAMP):
            kept += 1
        else:
            pdfium.FPDFPage_RemoveAnnot(page, i)
    return bool(kept) and pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS
