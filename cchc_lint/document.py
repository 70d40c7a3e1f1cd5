"""A Document: the text of a report as it reads, and the way back to the file.

`text` holds one line per paragraph, one per table row (its cells split by tabs), and footnotes
after their paragraph, in NFC. Wrapped lines are joined, page numbers and repeated headers are kept
apart as furniture. Every later stage works with spans of this text; only `locate` leads back to
lines and columns of the user's own file.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal, NamedTuple
from unicodedata import combining

BlockKind = Literal["paragraph", "row", "line", "footnote", "furniture"]


class Span(NamedTuple):
    """Code points [start, end) of Document.text."""

    start: int
    end: int

    def meets(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


class Place(NamedTuple):
    """Where a span stands in the user's file; line and column are 1-based, end_column is exclusive.

    path: of the file, where several are read as one document.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    page: int | None
    block: str
    excerpt: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the text that reads as one.

    kind: "paragraph" (headings too), "row" (of a table, with cells), "line" (a physical line of a
    table that lost its cells on the way out of a PDF), "footnote" (mark: the mark it belongs to),
    "furniture" (page numbers, repeated headers, signature stamps; kept out of sentences).
    table counts the tables from 1; level is the heading level where the format states one; names are the
    addresses of the cells (or of a paragraph) where the format has them: "Biểu mẫu 1!B12".
    """

    kind: BlockKind
    span: Span
    cells: tuple[Span, ...] = ()
    table: int = 0
    page: int | None = None
    mark: str = ""
    level: int = 0
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """The way back from offsets of the reading text to the source text.

    `starts[i]` of the reading text came from `sources[i]` of the source; in between both run on in
    step. Without runs the reading text is its own source.
    """

    source: str
    starts: tuple[int, ...] = ()
    sources: tuple[int, ...] = ()
    lines: tuple[int, ...] = field(default=(0,))

    def offset(self, at: int) -> int:
        """The source offset of the character at `at`."""
        if not self.starts:
            return at
        run = max(bisect_right(self.starts, at) - 1, 0)
        return self.sources[run] + at - self.starts[run]

    def end(self, at: int) -> int:
        """The source offset after the character at `at`, with the marks that were composed into it."""
        end = self.offset(at) + 1
        while end < len(self.source) and combining(self.source[end]):
            end += 1
        return end

    def line(self, offset: int) -> int:
        """The 1-based line of a source offset."""
        return bisect_right(self.lines, offset)

    def line_text(self, line: int) -> str:
        start = self.lines[line - 1]
        end = self.lines[line] if line < len(self.lines) else len(self.source)
        return self.source[start:end].rstrip("\r\n")


@dataclass(frozen=True, slots=True)
class Document:
    """One file, read. `format` is "text", "docx", "pdf", "sheet", "html" or "parsed"."""

    path: str
    format: str
    sha256: str
    text: str
    blocks: tuple[Block, ...]
    origin: Origin
    notes: tuple[str, ...] = ()  # what the reader had to guess or leave out, in Vietnamese

    def slice(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def block_at(self, offset: int) -> Block | None:
        """The block that holds `offset`; blocks are in order and do not overlap."""
        low, high = 0, len(self.blocks)
        while low < high:
            middle = (low + high) // 2
            if self.blocks[middle].span.start <= offset:
                low = middle + 1
            else:
                high = middle
        block = self.blocks[low - 1] if low else None
        return block if block and offset <= block.span.end else None

    def locate(self, span: Span) -> Place:
        """The place of a span in the user's own file (see design: the JSON result)."""
        origin = self.origin
        start = origin.offset(span.start)
        end = origin.end(span.end - 1) if span.end > span.start else start
        line, end_line = origin.line(start), origin.line(max(end - 1, start))
        block = self.block_at(span.start)
        return Place(
            line=line,
            column=start - origin.lines[line - 1] + 1,
            end_line=end_line,
            end_column=end - origin.lines[end_line - 1] + 1,
            page=block.page if block else None,
            block=self._block_name(block, span.start),
            excerpt=origin.line_text(line),
        )

    def _block_name(self, block: Block | None, at: int) -> str:
        if block is None:
            return ""
        if block.names:
            cell = next((i for i, cell in enumerate(block.cells) if at <= cell.end), 0)
            return block.names[cell] or next(filter(None, block.names), "")
        if block.table:
            return f"bảng {block.table}"
        if block.kind == "footnote":
            return f"chú thích {block.mark}".strip()
        return ""
