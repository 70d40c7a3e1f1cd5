"""Plain text files: one paragraph per line, wrapped, or out of a PDF or an OCR program."""

from __future__ import annotations

import hashlib
import re

from cchc_lint.document import Block, Document, Origin, Span
from cchc_lint.letters import UPPER
from cchc_lint.read import flow
from cchc_lint.read.encoding import decode
from cchc_lint.read.footnotes import place_footnotes
from cchc_lint.read.furniture import mark_furniture, mark_stamps
from cchc_lint.read.joining import LONE_MARK
from cchc_lint.read.layout import mark_tops, measure
from cchc_lint.read.lines import Line, Piece, lines
from cchc_lint.read.passages import Passage
from cchc_lint.read.reflow import reflow
from cchc_lint.read.rows import parted
from cchc_lint.read.source import Clean, clean, line_starts
from cchc_lint.read.spacing import squeeze
from cchc_lint.read.tables import mark_tables

# Between columns: a tab or many blanks before what stands at the right of a letterhead or a signature.
_GAP = r"(?: *\t[ \t]*| {3,})"
_WIDE_GAP = r"(?: *\t[ \t]*| {5,})"
_RIGHT = r"CỘNG HÒA|Độc lập|(?:TM|KT|TL|TUQ)\.|(?:PHÓ )?(?:CHỦ TỊCH|GIÁM ĐỐC|TRƯỞNG )"
_COLUMN_GAP = re.compile(
    rf"{_GAP}(?={_RIGHT})|{_WIDE_GAP}(?=[{UPPER}]{{2,}} [{UPPER}]{{2,}})|(?<=[;.]) *\t[ \t]*"
)
_NUMBER_GAP = re.compile(rf"{_GAP}(?=\w[^,\d]{{2,30}}, *ngày)")  # "Số:   /BC-UBND      Tân Hòa Lạc, ngày"
_HASHES = re.compile(r"(#{1,6})[ \t]+\Z")


def read_text(data: bytes, name: str) -> Document:
    """The Document of a text file. Raises InputError where its bytes are no text, or far more than a report."""
    source, notes = decode(data, name)
    if len(source) > flow.MAX_TEXT:
        raise flow.too_long(name)
    if source.count("\n") > flow.MAX_PARAGRAPHS:
        raise flow.too_much(name, "tệp có quá nhiều dòng")
    document = from_text(source, path=name, data=data, notes=notes)
    if sum(block.kind in ("row", "line") for block in document.blocks) > flow.MAX_ROWS:
        raise flow.too_many_rows(name)
    return document


def from_text(source: str, *, path: str = "", data: bytes = b"", notes: tuple[str, ...] = ()) -> Document:
    """The Document of a decoded text; data: the bytes of the file, for its SHA-256."""
    cleaned = clean(source)
    found = lines(cleaned.text)
    mark_stamps(found, cleaned.text)
    mark_tables(found)
    found = _columns(found)
    squeeze(found)
    layout = measure(found, cleaned.text)
    mark_tops(found, layout)
    mark_furniture(found, layout)
    body = [line for line in found if line.role == "body"]
    passages = place_footnotes(reflow(body, layout, cleaned.text))
    passages = merged(passages, [passage_of(line) for line in found if line.role not in ("body", "skip")])
    paged = any(line.page > 1 for line in found)
    return _assemble(cleaned, passages, path, data or source.encode(), notes, paged)


def _columns(found: list[Line]) -> list[Line]:
    """Outside tables, two columns side by side are lines of their own, and other tabs are blanks."""
    result: list[Line] = []
    for line in found:
        text = line.text
        if line.role != "body" or not ("\t" in text or "   " in text):
            result.append(line)
            continue
        for n, (a, b) in enumerate(split_columns(text)):
            part = text[a:b].replace("\t", " ")
            result.append(Line(
                line.start + a, part, line.start + a, part,
                0 if n else line.gap, line.rule, line.top and not n, line.page,
            ))
    return result


def split_columns(text: str) -> list[tuple[int, int]]:
    """[start, end) of each column of a line in which blanks or tabs part two of them."""
    found, at = [], 0
    for gap in (_NUMBER_GAP if text.startswith("Số") else _COLUMN_GAP).finditer(text):
        if LONE_MARK.fullmatch(text, at, gap.start()):
            continue
        found.append((at, gap.start()))
        at = gap.end()
    return [*found, (at, len(text))]


def passage_of(line: Line) -> Passage:
    """What a line outside the running text becomes: a row, a line of a table, furniture."""
    if line.role == "row":
        return _row(line)
    if line.role == "line":
        return Passage("line", line.page, [(line.raw_start, line.raw)], table=line.table)
    return Passage("furniture", line.page, [(line.start, line.text)])


def _row(line: Line) -> Passage:
    """The cells of a row, split by tabs."""
    pieces: list[Piece] = []
    spans: list[tuple[int, int]] = []
    at = 0
    for cell in line.cells or parted(line):
        if spans:
            pieces.append((cell[0][0] - 1, "\t"))
            at += 1
        begin = at
        for n, (start, text) in enumerate(cell):
            if n:  # what follows a line end within the cell
                pieces[-1] = (pieces[-1][0], pieces[-1][1] + " ")
                at += 1
            pieces.append((start, text))
            at += len(text)
        spans.append((begin, at))
    return Passage("row", line.page, pieces, tuple(spans), line.table)


def merged(flow: list[Passage], others: list[Passage]) -> list[Passage]:
    """All passages in the order of the source; footnotes stay after their paragraph."""
    keyed, key = [], -1
    for passage in flow:
        if passage.kind != "footnote":
            key = passage.pieces[0][0]
        keyed.append((key, passage))
    keyed += [(passage.pieces[0][0], passage) for passage in others]
    keyed.sort(key=lambda pair: pair[0])
    return [passage for _, passage in keyed]


def _assemble(
    cleaned: Clean, passages: list[Passage], path: str, data: bytes, notes: tuple[str, ...], paged: bool
) -> Document:
    parts: list[str] = []
    blocks: list[Block] = []
    starts: list[int] = []
    sources: list[int] = []
    levels = "#" in cleaned.source
    in_step = cleaned.starts == (0,) and cleaned.sources == (0,)
    length = 0
    for passage in passages:
        begin = length
        for offset, text in passage.pieces:
            if in_step:
                starts.append(length)
                sources.append(offset)
            else:
                for at, source in cleaned.runs(offset, offset + len(text)):
                    starts.append(length + at - offset)
                    sources.append(source)
            parts.append(text)
            length += len(text)
        parts.append("\n")
        blocks.append(Block(
            passage.kind, Span(begin, length), tuple([Span(begin + a, begin + b) for a, b in passage.cells]),
            passage.table, passage.page if paged else None, passage.mark,
            _level(cleaned, passage) if levels else 0,
        ))
        length += 1
    return Document(
        path, "text", hashlib.sha256(data).hexdigest(), "".join(parts[:-1]), tuple(blocks),
        Origin(cleaned.source, tuple(starts), tuple(sources), line_starts(cleaned.source)), notes,
    )


def _level(cleaned: Clean, passage: Passage) -> int:
    """The level of a Markdown heading ("## II. …"), else 0."""
    offset = cleaned.runs(passage.pieces[0][0], passage.pieces[0][0] + 1)[0][1]
    hashes = _HASHES.search(cleaned.source, max(offset - 12, 0), offset)
    return len(hashes[1]) if hashes else 0
