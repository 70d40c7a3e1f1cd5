"""The findings as highlights in a copy of the PDF that was checked; the file itself is not touched.

The copy begins with the very bytes of the original and adds its annotations behind them, so that electronic
signatures in it stay verifiable.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from cchc_lint.errors import UsageError
from cchc_lint.finding import FileResult, Finding, Location, Result
from cchc_lint.render import PLAIN, Display
from cchc_lint.render.original import content, only
from cchc_lint.render.said import details, stamp
from cchc_lint.words import CERTAINTY, SEVERITY, pick, word

if TYPE_CHECKING:
    from cchc_lint.read.pdf import Boxes, Place

_COLORS = {"error": (1.0, 0.62, 0.58), "warning": (1.0, 0.85, 0.4), "info": (0.65, 0.82, 1.0)}
_RELATED = (0.82, 0.86, 0.9)
_PRINTED = 4  # flag of an annotation: it is printed
_NOTE = 20.0  # points: the side of a note without a place in the text


def render(result: Result, *, lang: str = "vi", display: Display = PLAIN) -> bytes:
    """The annotated copy. Raises UsageError where there is not exactly one PDF, or it cannot be annotated."""
    if find_spec("pypdf") is None:
        raise UsageError(pick(
            lang, 'để ghi nhận xét vào tệp PDF cần thêm thư viện pypdf. Hãy chạy: pip install "cchc-lint[pdf]"',
            'annotating a PDF needs pypdf: pip install "cchc-lint[pdf]"'))
    file = only(result, "pdf", "pdf", lang)
    data = content(file, lang)
    from cchc_lint.read.pdf import read_with_boxes

    boxes = read_with_boxes(data, file.path)[1]
    from pypdf import PdfWriter
    from pypdf.errors import PyPdfError

    try:
        writer = PdfWriter(io.BytesIO(data), incremental=True)
        _annotate(writer, file, boxes, lang, f"{stamp(result)}, input sha256:{file.sha256}")
        copy = io.BytesIO()
        writer.write(copy)
    except (PyPdfError, NotImplementedError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(pick(
            lang, f"{file.path}: không ghi thêm được vào tệp PDF này ({type(error).__name__}). Hãy dùng --format html",
            f"{file.path}: this PDF cannot be annotated ({type(error).__name__}); use --format html")) from None
    return copy.getvalue()


def _annotate(writer: Any, file: FileResult, boxes: Boxes, lang: str, subject: str) -> None:
    for number, finding in enumerate(file.findings, 1):
        placed = False
        for at, place in enumerate(finding.locations):
            if place.span is None or place.path:
                continue
            text = _text(finding, place, number, lang)
            color = _COLORS[finding.severity] if place.role == "primary" else _RELATED
            for page, rectangles in _by_page(boxes.boxes(place.span)):
                placed = True
                name = f"{finding.fingerprint}-{at}-{page}"
                _add(writer, page, _highlight(rectangles, color), text, name, subject)
        if not placed:  # what is missing has no place: a note in the corner of the first page
            note = _note(writer, finding, number)
            _add(writer, 1, note, _text(finding, None, number, lang), finding.fingerprint, subject)


def _text(finding: Finding, place: Location | None, number: int, lang: str) -> str:
    certainty = word(CERTAINTY, finding.certainty, lang)
    head = f"[{number}] {word(SEVERITY, finding.severity, lang)} {finding.rule}: {finding.message}" + (
        f" ({certainty})" if certainty else "")
    if place is not None and place.role == "related":
        return f"{head}\n{place.label}" if place.label else head
    return "\n".join((head, *details(finding, lang)))


def _by_page(places: list[Place]) -> Iterator[tuple[int, list[Place]]]:
    pages: dict[int, list[Place]] = {}
    for place in places:
        pages.setdefault(place.page, []).append(place)
    yield from pages.items()


def _highlight(places: list[Place], color: tuple[float, float, float]) -> dict[str, Any]:
    corners: list[float] = []
    for place in places:
        corners += (place.x0, place.y1, place.x1, place.y1, place.x0, place.y0, place.x1, place.y0)
    rectangle = [
        min(place.x0 for place in places), min(place.y0 for place in places),
        max(place.x1 for place in places), max(place.y1 for place in places),
    ]
    return {"/Subtype": "/Highlight", "/Rect": rectangle, "/QuadPoints": corners, "/C": list(color)}


def _note(writer: Any, finding: Finding, number: int) -> dict[str, Any]:
    box = writer.pages[0].cropbox
    x, y = float(box.left) + 8, float(box.top) - 8 - _NOTE * (number % 20)
    rectangle = [x, y - _NOTE, x + _NOTE, y]
    return {"/Subtype": "/Text", "/Rect": rectangle, "/C": list(_COLORS[finding.severity]), "/Name": "/Note"}


def _add(writer: Any, page: int, entries: dict[str, Any], text: str, name: str, subject: str) -> None:
    from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, NumberObject, TextStringObject

    annotation = DictionaryObject({NameObject("/Type"): NameObject("/Annot"), NameObject("/F"): NumberObject(_PRINTED)})
    for key, value in entries.items():
        numbers = isinstance(value, list)
        annotation[NameObject(key)] = (
            ArrayObject([FloatObject(round(each, 2)) for each in value]) if numbers else NameObject(value))
    for key, value in (("/Contents", text), ("/T", "cchc-lint"), ("/NM", name), ("/Subj", subject)):
        annotation[NameObject(key)] = TextStringObject(value)
    writer.add_annotation(page - 1, annotation)
