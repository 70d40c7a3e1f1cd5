"""What a paragraph of a Word file says: its runs, as Word shows them with all changes accepted.

Deleted and moved text, field codes and hidden text are left out; text in fonts from before Unicode is converted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from cchc_lint.read.flow import MAX_TEXT, Line, Piece, too_long
from cchc_lint.read.package import number
from cchc_lint.read.source import Clean, clean, raised
from cchc_lint.read.word_fonts import Convert, capitals, converter
from cchc_lint.read.word_styles import Look, Styles, run_look
from cchc_lint.read.word_xml import ALTERNATE, WRAPPERS, W, chosen

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/"
_R, _T, _BR, _SYM, _FIELD = (W + tag for tag in ("r", "t", "br", "sym", "fldChar"))
_BOX = f"{W}txbxContent"
_SINGLE = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}softHyphen": "\xad"}
_NOTES = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
_GRAPHICS = frozenset((f"{W}drawing", f"{W}pict", f"{W}object", ALTERNATE))
_CHANGES = frozenset(W + tag for tag in ("ins", "del", "moveFrom", "moveTo"))
_EXTENT = f"{_DRAWING}wordprocessingDrawing}}extent"
_PICTURES = frozenset(_DRAWING + name for name in ("picture}pic", "chart}chart", "diagram}relIds"))
_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
_LARGE = (2_880_000, 1_800_000)  # EMU: a picture of 8 × 5 cm may hold a table; seals and signatures are smaller
_BLANKS = {ord(mark): " " for mark in "\t\n\r"}
_WORDS = re.compile(r"\S+|\s+")
_RAISED = re.compile(r"\d{1,3}")
# What fonts of symbols show for the codes that w:sym and old bullets use.
_SYMBOLS = {
    0xF0A3: "≤", 0xF0B3: "≥", 0xF0B1: "±", 0xF0B4: "×", 0xF0B8: "÷", 0xF0AE: "→", 0xF0E0: "→", 0xF0DE: "⇒", 0xF0B0: "°",
    0xF0FC: "✓", 0xF0FE: "☑", 0xF0A8: "☐", 0xF06F: "☐", 0xF0B7: "•", 0xF0A7: "•", 0xF02D: "-", 0xF0BE: "-",
}


class Reference(NamedTuple):
    """A footnote or endnote that the text refers to. part: "footnotes" or "endnotes"."""

    part: str
    id: str


@dataclass(slots=True)
class Content:
    """A paragraph's text, the notes it refers to and the text boxes that hang on it (w:txbxContent)."""

    line: Line
    references: list[Reference] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)


@dataclass(slots=True)
class Seen:
    """What the reader met and its user should know of."""

    changes: bool = False
    hidden: bool = False
    pictures: int = 0
    objects: int = 0
    chunks: bool = False
    old_fonts: bool = False


class Runs:
    """Reads one paragraph after the other. trace: keep where every character came from."""

    def __init__(self, name: str, styles: Styles, *, convert: bool, trace: bool) -> None:
        self.seen = Seen()
        self._name = name
        self._length = 0
        self._styles = styles
        self._convert = convert
        self._trace = trace
        self._large = False  # the graphic that is being read
        self._fields: list[bool] = []  # those that are open; True while in the code of one
        self._codes = 0  # how many of these are True

    def read(self, paragraph: Element, look: Look, part: str) -> Content:
        """The content of a w:p, on the look of its style. part: the part of the file that holds it."""
        reading = _Reading(look, (paragraph, part) if self._trace else None, Content(Line("")))
        self._children(paragraph, reading)
        # A field whose code does not end in its paragraph is broken; what follows is text.
        if self._codes:
            self._fields = [code for code in self._fields if not code]
            self._codes = 0
        raw = "".join(reading.raw)
        self._length += len(raw)
        if self._length > MAX_TEXT:
            raise too_long(self._name)
        cleaned = clean(raw, markup=False)
        pieces = _pieces(cleaned, reading.spans) if self._trace else ()
        reading.content.line = Line(cleaned.text, tuple(pieces))
        return reading.content

    def _children(self, parent: Element, reading: _Reading) -> None:
        for child in parent:
            tag = child.tag
            if tag == _R:
                self._run(child, reading)
            elif tag == f"{_MATH}t":
                reading.add(child.text or "", child, 0, len(child.text or ""))
            elif tag == ALTERNATE:
                shown = chosen(child)
                if shown is not None:
                    self._children(shown, reading)
            elif tag in WRAPPERS or (isinstance(tag, str) and tag.startswith(_MATH)):
                self.seen.changes |= tag in _CHANGES
                self._children(child, reading)
            elif tag in _CHANGES:
                self.seen.changes = True

    def _run(self, run: Element, reading: _Reading) -> None:
        look = run_look(run, reading.look, self._styles)
        convert = self._converter(look)
        silent = bool(look.hidden)
        offset = 0
        for child in run:
            tag = child.tag
            if tag == _FIELD:
                self._field(child.get(f"{W}fldCharType", ""))
            elif tag in _GRAPHICS:
                self._graphic(child, reading)
            elif tag in _NOTES:
                if not silent and not self._codes:
                    reading.content.references.append(Reference(_NOTES[tag], child.get(f"{W}id", "")))
                # A mark of the author's own follows as text of this run.
                silent = silent or child.get(f"{W}customMarkFollows") is not None
            else:
                text, before, width = text_of(child)
                self.seen.hidden |= bool(look.hidden) and bool(text.strip())
                if text and not silent and not self._codes:
                    self.seen.old_fonts |= self._convert and not text.isascii() and converter(look.font) is not None
                    if look.raised and _RAISED.fullmatch(text):
                        text = raised(text)
                    reading.converted(text, convert, run, offset + before)
                offset += width

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(True)
            self._codes += 1
        elif self._fields and kind == "separate":
            self._codes -= self._fields[-1]
            self._fields[-1] = False
        elif self._fields and kind == "end":
            self._codes -= self._fields.pop()

    def _converter(self, look: Look) -> Convert | None:
        """How the letters of a run come to be what its font and its look show; None: as they are."""
        letters = converter(look.font) if self._convert else None
        if not look.caps:
            return letters
        return (lambda text: capitals(letters(text))) if letters else capitals

    def _graphic(self, element: Element, reading: _Reading) -> None:
        tag = element.tag
        if tag == _BOX:
            reading.content.boxes.append(element)
            return
        if tag == ALTERNATE:
            shown = chosen(element)
            if shown is not None:
                self._graphic(shown, reading)
            return
        if tag == f"{W}object":
            self.seen.objects += 1
        elif tag == _EXTENT:
            width, height = number(element.get("cx"), 0), number(element.get("cy"), 0)
            self._large = width >= _LARGE[0] and height >= _LARGE[1]
        elif tag in _PICTURES and self._large:
            self.seen.pictures += 1
        for child in element:
            self._graphic(child, reading)


class _Span(NamedTuple):
    """raw[start:end] came from `width` characters of a run."""

    start: int
    end: int
    run: Any
    offset: int
    width: int


class _Reading:
    """A paragraph while it is read. raw: its text before it is cleaned; owner: where it stands, to be kept."""

    def __init__(self, look: Look, owner: tuple[Element, str] | None, content: Content) -> None:
        self.look = look
        self.content = content
        self.raw: list[str] = []
        self.spans: list[_Span] = []
        self._owner = owner
        self._at = 0

    def add(self, text: str, run: Element, offset: int, width: int) -> None:
        self.raw.append(text)
        if self._owner is None:
            return
        paragraph, part = self._owner
        self.spans.append(_Span(self._at, self._at + len(text), (paragraph, run, part), offset, width))
        self._at += len(text)

    def converted(self, text: str, convert: Convert | None, run: Element, offset: int) -> None:
        """Add what `convert` makes of a text; where that changes its length, word by word."""
        shown = convert(text) if convert else text
        if convert is None or len(shown) == len(text):
            self.add(shown, run, offset, len(text))
            return
        for word in _WORDS.finditer(text):
            self.add(convert(word[0]), run, offset + word.start(), len(word[0]))


def text_of(child: Element) -> tuple[str, int, int]:
    """(what an element of a run shows, characters of it that Word leaves out before that, all its characters)."""
    tag = child.tag
    if tag == _T:
        whole = child.text or ""
        text = whole if child.get(_PRESERVE) == "preserve" else whole.strip(" \t\r\n")
        return text.translate(_BLANKS), whole.find(text), len(whole)
    if tag in _SINGLE:
        return _SINGLE[tag], 0, 1
    if tag == _BR:
        return ("\n" if child.get(f"{W}type", "textWrapping") == "textWrapping" else "\f"), 0, 1
    if tag == _SYM:
        return _symbol(child), 0, 1
    return "", 0, 0


def _symbol(element: Element) -> str:
    try:
        code = int(element.get(f"{W}char", ""), 16)
    except ValueError:
        return " "
    return _SYMBOLS.get(code | 0xF000 if code < 0x100 else code, " ")


def _pieces(cleaned: Clean, spans: Sequence[_Span]) -> list[Piece]:
    """Where the characters of a cleaned paragraph came from."""
    if cleaned.sources == (0,):
        return [Piece(*span) for span in spans]
    origins = _origins(cleaned)
    found: list[Piece] = []
    at = 0
    for index in range(len(cleaned.text)):
        start, end = origins[index], origins[index + 1]
        while at < len(spans) and spans[at].end <= start:
            at += 1
        if at == len(spans):
            break
        span = spans[at]
        if span.end - span.start == span.width:
            width = max(min(end, span.end) - start, 0)
            piece = Piece(index, index + 1, span.run, span.offset + start - span.start, width)
        else:
            piece = Piece(index, index + 1, span.run, span.offset, span.width)
        last = found[-1] if found else None
        if last and _in_step(last, piece):
            found[-1] = last._replace(end=piece.end, width=last.width + 1)
        elif last and last[2:] == piece[2:]:
            found[-1] = last._replace(end=piece.end)
        else:
            found.append(piece)
    return found


def _in_step(last: Piece, piece: Piece) -> bool:
    """Whether two pieces of one run follow each other, character for character."""
    return (
        last.run is piece.run and last.end == piece.start and piece.width == 1
        and last.end - last.start == last.width and last.offset + last.width == piece.offset
    )


def _origins(cleaned: Clean) -> list[int]:
    """For every character of the cleaned text, and for its end, the offset in the raw text."""
    found: list[int] = []
    for i, (start, source) in enumerate(zip(cleaned.starts, cleaned.sources, strict=True)):
        end = cleaned.starts[i + 1] if i + 1 < len(cleaned.starts) else len(cleaned.text)
        found += range(source, source + end - start)
    return [*found, len(cleaned.source)]
