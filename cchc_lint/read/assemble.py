"""Paragraphs and tables become a Document: a line for each paragraph, a line for each row, footnotes behind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cchc_lint.document import Block, BlockKind, Document, Origin, Span
from cchc_lint.errors import InputError
from cchc_lint.letters import RAISED
from cchc_lint.read import flow
from cchc_lint.read.flow import Cell, Item, Line, Note, Paragraph, Piece, Table, joined, paragraphs
from cchc_lint.read.footnotes import LOWERED, raised_marks
from cchc_lint.read.frames import is_frame, items_of
from cchc_lint.read.source import line_starts
from cchc_lint.words import say

# What stands at the right of a letterhead or a signature, after a tab or many blanks.
_COLUMN_GAP = re.compile(
    r"(?<![\t ])[\t ]+(?![\t ])(?=CỘNG HÒA|CỘNG HOÀ|Độc lập|(?:TM|KT|TL|TUQ)\.|"
    r"(?:PHÓ )?(?:CHỦ TỊCH|GIÁM ĐỐC|TRƯỞNG )|[A-ZĐ][^,\d\n]{2,30}, *ngày)"
)
# A soft break before one of these parts two items, not two halves of a sentence.
_ITEM = re.compile(
    r"\s*(?:[-–—+*•]\s|\d{1,2}(?:\.\d{1,2})*[.)]\s|[IVX]{1,5}\.\s|[a-zđ]\)\s|CHỦ TỊCH|PHÓ |GIÁM ĐỐC|KT\.)"
)
_BREAK = re.compile(r"[\n\f]")
_BULLETS = re.compile(r"\W*")
_TYPED_NOTE = re.compile(rf"\s*([{RAISED}]{{1,3}})[.)]?\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Laid:
    """A document, and where each of its characters came from (see flow.Piece)."""

    document: Document
    pieces: tuple[Piece, ...]


def assemble(items: Sequence[Item], path: str, format: str, sha256: str, notes: Sequence[str] = ()) -> Laid:
    """The Document of these items. Raises InputError where they are too many, or hold no text at all."""
    assembly = _Assembly(path)
    assembly.add(_with_typed_notes(items))
    text = "\n".join(assembly.lines)
    if not text.strip():
        raise InputError(f"{path}: " + say(
            "tệp không có chữ nào. Nếu là bản chụp, hãy nhận dạng chữ (OCR) rồi lưu lại.",
            "the file holds no text. If it is a scan, recognise its letters (OCR) and save it again."))
    origin = Origin(text, lines=line_starts(text))
    document = Document(path, format, sha256, text, tuple(assembly.blocks), origin, tuple(notes))
    return Laid(document, tuple(assembly.pieces))


class _Assembly:
    def __init__(self, path: str) -> None:
        self.path = path
        self.lines: list[str] = []
        self.blocks: list[Block] = []
        self.pieces: list[Piece] = []
        self._at = 0
        self._tables = 0
        self._rows = 0

    def add(self, items: Iterable[Item], *, framed: bool = False) -> None:
        """Lay the items out, one after the other; framed: every soft break in them ends a line."""
        for item in items:
            if isinstance(item, Paragraph):
                self._paragraph(item, framed)
            elif is_frame(item):
                self.add(items_of(item), framed=framed or max(map(len, item.rows), default=0) > 1)
            else:
                self._table(item)

    def _paragraph(self, item: Paragraph, framed: bool) -> None:
        kind: BlockKind = "furniture" if item.aside else "paragraph"
        names = (item.name,) if item.name else ()
        for line in _lines_of(item, framed):
            self._line(kind, line, level=item.level, names=names)
        self._notes(item.notes)
        self.add(item.boxes, framed=True)

    def _notes(self, notes: Iterable[Note]) -> None:
        for note in notes:
            for paragraph in paragraphs(note.items):
                for line in _lines_of(paragraph, framed=False):
                    self._line("footnote", line, mark=note.mark)

    def _table(self, table: Table) -> None:
        self._tables += 1
        width = min(max(cell.column + cell.span for row in table.rows for cell in row), flow.MAX_COLUMNS)
        for row in table.rows:
            self._row(row, width)

    def _row(self, row: Sequence[Cell], width: int) -> None:
        cells, names = [Line("")] * width, [""] * width
        for cell in row:
            place = min(cell.column, width - 1)
            cells[place], names[place] = _text_of(cell), cell.name
        if not any(cell.text for cell in cells):
            return
        self._rows += 1
        if self._rows > flow.MAX_ROWS:
            raise flow.too_many_rows(self.path)
        spans, at = [], self._at
        for line in cells:
            spans.append(Span(at, at + len(line.text)))
            at += len(line.text) + 1
        self._line(
            "row", joined(cells, "\t"), cells=tuple(spans), table=self._tables, names=tuple(names) if any(names) else ()
        )
        for cell in row:
            for paragraph in paragraphs(cell.items):
                self._notes(paragraph.notes)

    def _line(
        self, kind: BlockKind, line: Line, *, cells: tuple[Span, ...] = (), table: int = 0, mark: str = "",
        level: int = 0, names: tuple[str, ...] = (),
    ) -> None:
        start = self._at
        self._at += len(line.text) + 1
        if self._at > flow.MAX_TEXT:
            raise flow.too_long(self.path)
        self.lines.append(line.text)
        self.blocks.append(Block(
            kind, Span(start, start + len(line.text)), cells, table, None, mark, level, names
        ))
        self.pieces += flow.shifted(line.pieces, start)


def _lines_of(item: Paragraph, framed: bool) -> list[Line]:
    """The lines of reading text that a paragraph becomes; its label opens the first."""
    cuts = _cuts(item.line.text, framed)
    lines = [item.line.cut(start, end).stripped().plain() for start, end in cuts]
    lines = [line for line in lines if line.text]
    if not item.label:
        return lines
    if not lines:
        return [] if _BULLETS.fullmatch(item.label) else [Line(item.label.strip())]
    return [joined((Line(item.label), lines[0]), ""), *lines[1:]]


def _cuts(text: str, framed: bool) -> Iterator[tuple[int, int]]:
    """[start, end) of what stands apart within a paragraph."""
    if "\t" not in text and "\n" not in text and "\f" not in text and "      " not in text:
        yield 0, len(text)
        return
    ends = [
        match.span() for match in _BREAK.finditer(text)
        if framed or match[0] == "\f" or _ITEM.match(text, match.end()) or _is_title(text, match.start())
    ]
    ends += [gap.span() for gap in _COLUMN_GAP.finditer(text) if "\t" in gap[0] or len(gap[0]) > 5]
    at = 0
    for start, end in sorted(ends):
        if start >= at:
            yield at, start
            at = end
    yield at, len(text)


def _is_title(text: str, end: int) -> bool:
    """Whether the part that ends here is in capitals and what follows is not: "BÁO CÁO", and what about."""
    start = max(text.rfind("\n", 0, end), text.rfind("\f", 0, end)) + 1
    after = text.find("\n", end + 1)
    return text[start:end].isupper() and not text[end + 1 : after if after >= 0 else None].isupper()


def _text_of(cell: Cell) -> Line:
    """A cell as one line; a table within a cell reads row by row."""
    parts: list[Line] = []
    for paragraph in paragraphs(cell.items):
        line = paragraph.line.stripped().plain()
        if line.text or not _BULLETS.fullmatch(paragraph.label):
            parts.append(joined((Line(paragraph.label), line), "").stripped() if paragraph.label else line)
    return joined([part for part in parts if part.text])


def _with_typed_notes(items: Sequence[Item]) -> list[Item]:
    """The items, with paragraphs that open with a raised number made notes of those that carry its mark."""
    found: list[Item] = []
    bearers: dict[str, Paragraph] = {}
    for item in items:
        if isinstance(item, Table):
            found.append(item)
            continue
        typed = _TYPED_NOTE.match(item.line.text)
        bearer = bearers.get(typed[1].translate(LOWERED)) if typed else None
        if typed and bearer:
            said = Paragraph(item.line.cut(typed.end(), len(item.line.text)), notes=item.notes)
            bearer.notes += (Note(typed[1].translate(LOWERED), [said]),)
            continue
        found.append(item)
        for mark in raised_marks(item.line.text):
            bearers[mark] = item
    return found
