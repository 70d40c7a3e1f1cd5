"""Printed characters become lines of text: words parted, raised footnote marks kept, columns recognised as such."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from cchc_lint.letters import RAISED
from cchc_lint.read.pdf_page import Box, Glyph

_SAME_BASE = 0.3  # of the size of type
_RAISED_SIZE = 0.8  # of the line's type: what is larger is no raised mark
_RAISED_LEAST, _RAISED_MOST = 0.15, 0.75  # of the line's type, above its base
_WORD_GAP = 0.15  # of the size of type, more than between the letters of a word
_EVEN = 1.03  # two gaps so nearly alike are those of a justified line
_COLUMN_GAP = 2.2  # of the size of type
_RAISE = str.maketrans("0123456789", RAISED)
_INVISIBLE = dict.fromkeys([*range(9), *range(14, 32), *range(0x200B, 0x2010), 0x2060, 0xFEFF])
_BLANKS = frozenset(" \t\xa0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))))


@dataclass(slots=True)
class Segment:
    """Text without a gap in it: of a line, of a column, of a cell. word: the width of its first word; boxes: one for
    each character."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    boxes: list[Box]
    word: float = 0.0

    @property
    def middle(self) -> float:
        """The height at which the text stands, half of a small letter above its base."""
        return self.base - self.size / 4


Row = list[Segment]  # on one base line, from left to right


def rows(glyphs: Iterable[Glyph]) -> list[Row]:
    """The glyphs of a page, or of a part of it, as lines from top to bottom."""
    bands = _with_raised(_bands(glyph for glyph in glyphs if _seen(glyph)))
    return [segments for base, band in bands if (segments := list(_segments(base, band)))]


def _seen(glyph: Glyph) -> bool:
    return bool(glyph.text.translate(_INVISIBLE)) and glyph.size > 0.5


# Base lines

_Band = tuple[float, list[Glyph]]


def _bands(glyphs: Iterable[Glyph]) -> list[_Band]:
    """The glyphs by base line."""
    bands: list[_Band] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.base):
        if bands and glyph.base - bands[-1][0] <= _SAME_BASE * glyph.size:
            bands[-1][1].append(glyph)
        else:
            bands.append((glyph.base, [glyph]))
    return bands


def _with_raised(bands: list[_Band]) -> list[_Band]:
    """The bands, with those of raised marks taken into the lines that they belong to."""
    kept: list[_Band] = []
    waiting: list[_Band] = []
    for base, band in bands:
        size = _size(band)
        still: list[_Band] = []
        for above, raised in waiting:
            mine = [glyph for glyph in raised if _is_raised(glyph, base, size, band)]
            band += mine
            rest = [glyph for glyph in raised if glyph not in mine] if mine else raised
            if rest:
                still.append((above, rest))
        kept += [each for each in still if each[0] < base - 3 * size or not _only_marks(each[1])]
        waiting = [each for each in still if each[0] >= base - 3 * size and _only_marks(each[1])]
        (waiting if _only_marks(band) else kept).append((base, band))
    return sorted(kept + waiting, key=lambda each: each[0])


def _only_marks(band: list[Glyph]) -> bool:
    return all(glyph.text.isdecimal() or glyph.text in _BLANKS for glyph in band)


def _is_raised(mark: Glyph, base: float, size: float, band: list[Glyph]) -> bool:
    """Whether a digit stands raised beside a glyph of the line."""
    if mark.size > _RAISED_SIZE * size or not _RAISED_LEAST < (base - mark.base) / size < _RAISED_MOST:
        return False
    return any(
        -size / 2 < mark.x0 - other.x1 < size * 0.6 or -size / 2 < other.x0 - mark.x1 < size * 0.6 for other in band
    )


def _size(glyphs: Iterable[Glyph]) -> float:
    return median(glyph.size for glyph in glyphs)


# Words and columns


def _segments(base: float, band: list[Glyph]) -> Iterator[Segment]:
    drawn = [glyph for glyph in band if glyph.text not in _BLANKS]
    if not drawn:
        return
    size = _size(drawn)
    letters = _once(drawn, size)
    gaps = _gaps(letters, sorted(glyph.x0 for glyph in band if glyph.text in _BLANKS), size)
    words = sorted(gap for gap in gaps if gap)
    even = len(words) == 2 and words[1] < words[0] * _EVEN
    usual = max(words[len(words) // 2] if len(words) > 2 or even else 0, size / 4)
    wide = usual * 1.7 if len(words) > 5 else max(usual * 2.5, size)
    text: list[str] = []
    boxes: list[Box] = []
    start, word = letters[0], 0.0
    for before, gap, glyph in zip([None, *letters], [0.0, *gaps], letters, strict=False):
        if before is not None and gap:
            blank = Box(before.box.x1, before.box.y0, max(glyph.box.x0, before.box.x1), before.box.y1)
            if gap > max(_COLUMN_GAP * size, 2.5 * usual) and glyph.text not in "/,.;:)":
                yield _segment(text, boxes, start, before, base, size, word)
                text, boxes, start, word = [], [], glyph, 0.0
            else:
                # PDFium makes one of many blanks: their number follows from the room that they take.
                count = round(gap / usual) if gap > wide else 1
                word = word or before.x1 - start.x0
                text.append(" " * count)
                boxes += [blank] * count
        written = _written(glyph, base, size)
        text.append(written)
        boxes += [glyph.box] * len(written)
    yield _segment(text, boxes, start, letters[-1], base, size, word)


def _gaps(letters: list[Glyph], blanks: list[float], size: float) -> list[float]:
    """The blank before each letter but the first, 0 within words."""
    spaces = [after.x0 - before.x1 for before, after in pairwise(letters)]
    typed = [
        bisect_left(blanks, after.x0 - size * 0.02) > bisect_left(blanks, before.x0 + size * 0.02)
        for before, after in pairwise(letters)
    ]
    within = [space for space, blank in zip(spaces, typed, strict=True) if not blank]
    least = (max(median(within), 0) if len(within) > 2 else 0) + size * _WORD_GAP
    return [
        max(space, size * 0.01) if blank or space > least else 0.0 for space, blank in zip(spaces, typed, strict=True)
    ]


def _segment(
    text: list[str], boxes: list[Box], start: Glyph, end: Glyph, base: float, size: float, word: float
) -> Segment:
    written = "".join(text)
    if not unicodedata.is_normalized("NFC", written):
        written, boxes = _composed(written, boxes)
    return Segment(written, start.x0, end.x1, base, size, boxes, word or end.x1 - start.x0)


def _composed(text: str, boxes: list[Box]) -> tuple[str, list[Box]]:
    """Letters with the marks that were drawn as glyphs of their own."""
    letters: list[str] = []
    kept: list[Box] = []
    for letter, box in zip(text, boxes, strict=True):
        if letters and unicodedata.combining(letter):
            letters[-1] = unicodedata.normalize("NFC", letters[-1] + letter)
        else:
            letters.append(letter)
            kept.append(box)
    return "".join(letters), [box for letter, box in zip(letters, kept, strict=True) for _ in letter]


def _once(drawn: list[Glyph], size: float) -> list[Glyph]:
    """The letters from left to right, without those printed twice on one place, as some programs make bold type.

    The letters of a ligature stand on one place, too, but are drawn one right after the other.
    """
    kept: list[tuple[int, Glyph]] = []
    for at, glyph in sorted(enumerate(drawn), key=lambda each: each[1].x0):
        if not any(
            other.text == glyph.text and glyph.x0 - other.x0 < size * 0.12 and abs(at - order) > 1
            for order, other in kept[-2:]
        ):
            kept.append((at, glyph))
    return [glyph for _, glyph in kept]


def _written(glyph: Glyph, base: float, size: float) -> str:
    text = glyph.text.translate(_INVISIBLE)
    if glyph.size <= _RAISED_SIZE * size and text.isdecimal() and base - glyph.base > _RAISED_LEAST * size:
        return text.translate(_RAISE)
    return text


def joined(segments: Row, origin: float, *, layout: bool) -> Segment:
    """The segments of one row as one; with `layout` each begins at its own column, else three blanks part them."""
    first, last = segments[0], segments[-1]
    text, boxes = "", []
    for segment in segments:
        column = round((segment.x0 - origin) / (segment.size / 2)) if layout else 0
        gap = max(column - len(text), 3 if text else 0)
        text += " " * gap + segment.text
        boxes += [segment.boxes[0]] * gap + segment.boxes
    return Segment(text, first.x0, last.x1, first.base, first.size, boxes, first.word)
