"""A page of a PDF as it is printed: its characters and its ruled lines, upright whichever way the page is turned.

Read with PDFium (the library of Chromium, through pypdfium2). Coordinates are points; x grows to the right and y
downwards in the direction in which most of the page's text is read. Boxes stay in the PDF's own coordinates.
"""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import atan2, degrees, hypot
from typing import Any, NamedTuple
from unicodedata import category, combining, normalize

import pypdfium2.raw as pdfium

MAX_OBJECTS = 40_000  # on a page; a page of a report has a few hundred
_MAX_SEGMENTS = 4_000  # of one path
_MAX_DEPTH = 3  # of forms within forms
_THIN = 3.0  # points: what is thinner is a line
_COVERING = 0.4  # of the page: a picture of this size is a scan of it
_HYPHENS = (0x02, 0xFFFE)  # PDFium's signs for a hyphen at the end of a line
_ASKEW = 8  # degrees
_UNMAPPED = ("Co", "Cn", "Cs")


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
    """A drawn line, along one of the axes: x0 <= x1 and y0 <= y1."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Page:
    """number: from 1; width: as it is read. stamps: what signature fields show. scanned: a picture covers the page;
    turned: how many characters are read in another direction and were left out; unmapped: how many glyphs have no
    letter told; crowded: there are too many objects to look for rules."""

    number: int
    width: float
    glyphs: list[Glyph]
    stamps: list[Glyph]
    rules: list[Rule]
    scanned: bool
    turned: int
    unmapped: int
    crowded: bool


def read_page(document: Any, index: int) -> Page:
    """Page `index`, from 0, of a pypdfium2.PdfDocument. Raises PdfiumError where it cannot be loaded."""
    page = document[index]
    stamped_from = None
    if _has_fields(page):
        stamped_from = len(_characters(page))
        pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
        page.close()
        page = document[index]
    found = _characters(page)
    objects = _Objects(page)
    left, bottom, right, top = page.get_cropbox()
    page.close()
    turn = Counter(char.turn for char in found).most_common(1)[0][0] if found else 0
    upright = [(i, _upright(char, turn)) for i, char in enumerate(found) if char.turn == turn]
    return Page(
        index + 1, top - bottom if turn in (90, 270) else right - left,
        [glyph for i, glyph in upright if stamped_from is None or i < stamped_from],
        [glyph for i, glyph in upright if stamped_from is not None and i >= stamped_from],
        [_turned(rule, turn) for rule in objects.rules],
        objects.scanned, len(found) - len(upright), sum(char.unmapped for char in found), objects.crowded,
    )


# Characters


class _Char(NamedTuple):
    """A character in the PDF's own coordinates; turn: degrees, a multiple of 90, -1 where askew."""

    text: str
    box: Box
    x: float
    y: float
    size: float
    turn: int
    unmapped: bool


def _characters(page: Any) -> list[_Char]:
    """The characters of a page in the order in which they are drawn, marks composed with their letters."""
    text = pdfium.FPDFText_LoadPage(page)
    found: list[_Char] = []
    rectangle, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    for i in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, i)
        if code in (10, 13) or (code == 32 and pdfium.FPDFText_IsGenerated(text, i) == 1):
            continue
        letter, unmapped = _letter(code)
        if found and combining(letter):
            found[-1] = found[-1]._replace(text=normalize("NFC", found[-1].text + letter))
            continue
        pdfium.FPDFText_GetLooseCharBox(text, i, rectangle)
        pdfium.FPDFText_GetCharOrigin(text, i, x, y)
        pdfium.FPDFText_GetMatrix(text, i, matrix)
        scale, turn = _direction(matrix.a, matrix.b)
        found.append(_Char(
            letter, Box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top), x.value, y.value,
            pdfium.FPDFText_GetFontSize(text, i) * scale, turn, unmapped,
        ))
    pdfium.FPDFText_ClosePage(text)
    return found


@lru_cache(2048)
def _letter(code: int) -> tuple[str, bool]:
    """(a character, whether the PDF fails to tell which letter it is)."""
    letter = "-" if code in _HYPHENS else chr(code) if code < 0x110000 else "\ufffd"
    return letter, code == 0 or category(letter) in _UNMAPPED


@lru_cache(256)
def _direction(a: float, b: float) -> tuple[float, int]:
    """(the scale of a text matrix, the direction in which it is read)."""
    angle = degrees(atan2(b, a)) % 360
    turn = round(angle / 90) * 90 % 360
    return hypot(a, b), turn if min((angle - turn) % 360, (turn - angle) % 360) < _ASKEW else -1


def _has_fields(page: Any) -> bool:
    """Whether signature fields or stamps show something; all other annotations leave the page as it is in memory."""
    kept = 0
    for i in reversed(range(pdfium.FPDFPage_GetAnnotCount(page))):
        annotation = pdfium.FPDFPage_GetAnnot(page, i)
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        pdfium.FPDFPage_CloseAnnot(annotation)
        if kind in (pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_STAMP):
            kept += 1
        else:
            pdfium.FPDFPage_RemoveAnnot(page, i)
    return kept > 0


def _upright(char: _Char, turn: int) -> Glyph:
    x0, y0, x1, y1 = char.box
    if turn == 90:
        return Glyph(char.text, y0, y1, char.x, char.size, char.box)
    if turn == 180:
        return Glyph(char.text, -x1, -x0, char.y, char.size, char.box)
    if turn == 270:
        return Glyph(char.text, -y1, -y0, -char.x, char.size, char.box)
    return Glyph(char.text, x0, x1, -char.y, char.size, char.box)


# Rules and pictures


def _turned(rule: Rule, turn: int) -> Rule:
    """A rule in the PDF's own coordinates (y upwards) as it is seen."""
    x0, y0, x1, y1 = rule
    match turn:
        case 90:
            return Rule(y0, x0, y1, x1)
        case 180:
            return Rule(-x1, y0, -x0, y1)
        case 270:
            return Rule(-y1, -x1, -y0, -x0)
        case _:
            return Rule(x0, -y1, x1, -y0)


class _Objects:
    """What is drawn on a page besides text. rules are in the PDF's own coordinates."""

    def __init__(self, page: Any) -> None:
        self.rules: list[Rule] = []
        self.scanned = False
        self.crowded = False
        self._left = MAX_OBJECTS
        width, height = page.get_size()
        self._covering = width * height * _COVERING
        count = pdfium.FPDFPage_CountObjects(page)
        self._walk((pdfium.FPDFPage_GetObject(page, i) for i in range(count)), (1, 0, 0, 1, 0, 0), 0)

    def _walk(self, objects: Iterator[Any], place: tuple[float, ...], depth: int) -> None:
        for each in objects:
            self._left -= 1
            if self._left < 0:
                self.crowded, self.rules = True, []
                return
            kind = pdfium.FPDFPageObj_GetType(each)
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                self._path(each, place)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                x0, y0, x1, y1 = _bounds(each, place)
                self.scanned = self.scanned or (x1 - x0) * (y1 - y0) > self._covering
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
                count = pdfium.FPDFFormObj_CountObjects(each)
                inner = (pdfium.FPDFFormObj_GetObject(each, i) for i in range(count))
                self._walk(inner, _times(_matrix(each), place), depth + 1)

    def _path(self, path: Any, place: tuple[float, ...]) -> None:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
        if not fill.value and not stroke.value:
            return
        x0, y0, x1, y1 = _bounds(path, place)
        if min(x1 - x0, y1 - y0) <= _THIN:
            self.rules.append(Rule(x0, y0, x1, y1))
            return
        count = pdfium.FPDFPath_CountSegments(path)
        if count > _MAX_SEGMENTS:
            return
        points = [self._point(pdfium.FPDFPath_GetPathSegment(path, i)) for i in range(count)]
        self.rules += _edges(points, _times(_matrix(path), place))

    def _point(self, segment: Any) -> tuple[int, float, float, bool]:
        x, y = ctypes.c_float(), ctypes.c_float()
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        return kind, x.value, y.value, bool(pdfium.FPDFPathSegment_GetClose(segment))


def _edges(points: list[tuple[int, float, float, bool]], place: tuple[float, ...]) -> Iterator[Rule]:
    """The straight sides of a path that lie along the axes."""
    start = at = (0.0, 0.0)
    for kind, x, y, closes in points:
        to = _placed(x, y, place)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = at = to
            continue
        if kind == pdfium.FPDF_SEGMENT_LINETO:
            yield from _edge(at, to)
        at = to
        if closes:
            yield from _edge(at, start)


def _edge(a: tuple[float, float], b: tuple[float, float]) -> Iterator[Rule]:
    x0, x1 = sorted((a[0], b[0]))
    y0, y1 = sorted((a[1], b[1]))
    if min(x1 - x0, y1 - y0) < 1 < max(x1 - x0, y1 - y0):
        yield Rule(x0, y0, x1, y1)


def _bounds(each: Any, place: tuple[float, ...]) -> tuple[float, float, float, float]:
    sides = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(each, *sides)
    left, bottom, right, top = (side.value for side in sides)
    (ax, ay), (bx, by) = _placed(left, bottom, place), _placed(right, top, place)
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _matrix(each: Any) -> tuple[float, ...]:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(each, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(inner: tuple[float, ...], outer: tuple[float, ...]) -> tuple[float, ...]:
    """The matrix that does what `inner` does, then what `outer` does."""
    a, b, c, d, e, f = inner
    (x, y), origin = _placed(e, f, outer), _placed(0, 0, outer)
    (ax, ay), (cx, cy) = _placed(a, b, outer), _placed(c, d, outer)
    return ax - origin[0], ay - origin[1], cx - origin[0], cy - origin[1], x, y


def _placed(x: float, y: float, place: tuple[float, ...]) -> tuple[float, float]:
    a, b, c, d, e, f = place
    return a * x + c * y + e, b * x + d * y + f
