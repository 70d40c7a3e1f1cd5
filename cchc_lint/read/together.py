"""Several files of one submission as one Document: the report, its appendix in a workbook, further annexes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import accumulate

from cchc_lint.document import Block, Document, Origin, Place, Span

FORMAT = "together"


@dataclass(frozen=True, slots=True)
class Together(Document):
    """The texts of the parts one below the other; starts: where each begins. Places lead back to the parts' files."""

    parts: tuple[Document, ...] = ()
    starts: tuple[int, ...] = ()

    def locate(self, span: Span) -> Place:
        at = bisect_right(self.starts, span.start) - 1
        part = self.parts[at]
        return part.locate(_moved(span, -self.starts[at]))._replace(path=part.path)


def together(documents: Sequence[Document]) -> Document:
    """The documents as one, whatever holds most prose first; one alone stays as it is.

    Its path is that of its first part; spans are those of the joined text.
    """
    if len(documents) == 1:
        return documents[0]
    parts = sorted(documents, key=_share_of_tables)
    starts = tuple(accumulate((len(part.text) + 1 for part in parts[:-1]), initial=0))
    blocks: list[Block] = []
    tables = 0
    for part, start in zip(parts, starts, strict=True):
        blocks += (_block(block, start, tables) for block in part.blocks)
        tables += max((block.table for block in part.blocks), default=0)
    digest = sha256("".join(part.sha256 for part in parts).encode()).hexdigest()
    notes = [f"Kiểm tra chung với {part.path}." for part in parts[1:]]
    return Together(
        parts[0].path, FORMAT, digest, "\n".join(part.text for part in parts), tuple(blocks), _origin(parts, starts),
        (*notes, *(note for part in parts for note in part.notes)), tuple(parts), starts)


def _share_of_tables(document: Document) -> float:
    """From 0, prose alone, to 1."""
    lengths = [0, 0]
    for block in document.blocks:
        lengths[block.kind in ("row", "line")] += block.span.end - block.span.start
    return lengths[1] / max(sum(lengths), 1)


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _block(block: Block, start: int, tables: int) -> Block:
    return replace(
        block, span=_moved(block.span, start), cells=tuple(_moved(cell, start) for cell in block.cells),
        table=block.table and block.table + tables)


def _origin(parts: Sequence[Document], starts: Sequence[int]) -> Origin:
    """The parts' sources one below the other."""
    runs: list[int] = []
    sources: list[int] = []
    lines: list[int] = []
    at = 0
    for part, start in zip(parts, starts, strict=True):
        origin = part.origin
        runs += (start + each for each in origin.starts or (0,))
        sources += (at + each for each in origin.sources or (0,))
        lines += (at + each for each in origin.lines)
        at += len(origin.source) + 1
    return Origin("\n".join(part.origin.source for part in parts), tuple(runs), tuple(sources), tuple(lines))
