"""The running words of a document: stretches of words with nothing but blanks and commas between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cchc_lint.document import Block, Document, Span
from cchc_lint.letters import LOWER, UPPER
from cchc_lint.parse.syllables import canonical

WORD = re.compile(f"[{UPPER}{LOWER}]+")
_RUN = re.compile(f"[{UPPER}{LOWER}]+(?:,? +[{UPPER}{LOWER}]+)*")
_CELL = re.compile(f"[{UPPER}{LOWER}]+(?:,? [{UPPER}{LOWER}]+)*")  # two blanks part the columns of a torn table
_LINKED = 4  # words on either side of a page break that are read together


class _Canonical(dict[str, str]):
    """token → canonical word; bounded, because a process may read many files."""

    def __missing__(self, token: str) -> str:
        if len(self) > 100_000:
            self.clear()
        word = self[token] = canonical(token.rstrip(","))
        return word


_WORDS = _Canonical()


class Words(NamedTuple):
    """words: canonical; tokens: as written, with a comma that follows.

    open_left, open_right: the text stops there only because its line or page does: a neighbour may be missing.
    """

    words: list[str]
    tokens: list[str]
    open_left: bool = False
    open_right: bool = False

    def comma_after(self, index: int) -> bool:
        return self.tokens[index].endswith(",")


def words_of(text: str, open_left: bool = False, open_right: bool = False) -> Words:
    """The words of the text of a run."""
    tokens = text.split()
    return Words([_WORDS[token] for token in tokens], tokens, open_left, open_right)


class Run(NamedTuple):
    """text: the words and what is between; offset: where it stands, up to index `cut` of the text; what is after
    the cut (a run that a page break parts) stands at `rest`. block: index in Document.blocks."""

    text: str
    offset: int
    block: int
    open_left: bool = False
    open_right: bool = False
    cut: int = 0
    rest: int = 0

    @property
    def end(self) -> int:
        return self.rest + len(self.text) - self.cut if self.cut else self.offset + len(self.text)

    def spans(self) -> list[Span]:
        """Where each word stands."""
        if not self.cut:
            return [Span(self.offset + found.start(), self.offset + found.end()) for found in WORD.finditer(self.text)]
        found = [(self._place(word.start()), len(word.group())) for word in WORD.finditer(self.text)]
        return [Span(start, start + length) for start, length in found]

    def span(self, first: int, last: int) -> Span:
        """From the word at `first` to the word at `last`, both included."""
        spans = self.spans()
        return Span(spans[first].start, spans[last].end)

    def _place(self, at: int) -> int:
        return self.rest + at - self.cut if self.cut and at >= self.cut else self.offset + at


def find_runs(document: Document) -> Iterator[Run]:
    """The runs of all blocks but furniture, in order, and one more where a paragraph goes on after a page break."""
    text = document.text
    last: Run | None = None
    for index, block in enumerate(document.blocks):
        if block.kind == "furniture":
            continue
        paragraph = block.kind == "paragraph"
        runs = _runs_of(text, block, index)
        if paragraph and runs and last is not None and _goes_on(text, block) and runs[0].offset == block.span.start:
            yield _linked(last, runs[0])
        yield from runs
        if paragraph:
            last = runs[-1] if runs and runs[-1].end >= block.span.end else None


def _goes_on(text: str, block: Block) -> bool:
    """Whether a block begins in the middle of a sentence."""
    return text[block.span.start : block.span.start + 1].islower()


def _runs_of(text: str, block: Block, index: int) -> list[Run]:
    start, end = block.span
    if block.kind == "line":
        return [
            Run(
                match.group(), match.start(), index,
                match.start() == start or text[match.start() - 2 : match.start()] == "  ",
                match.end() >= end - 1 or text[match.end() : match.end() + 2] == "  ",
            )
            for match in _CELL.finditer(text, start, end)
        ]
    found = [Run(match.group(), match.start(), index) for match in _RUN.finditer(text, start, end)]
    if found and found[0].offset == start and block.kind == "paragraph" and _goes_on(text, block):
        found[0] = found[0]._replace(open_left=True)
    return found


def _linked(before: Run, after: Run) -> Run:
    """The words around a page break, as one run."""
    starts = [match.start() for match in WORD.finditer(before.text)]
    ends = [match.end() for match in WORD.finditer(after.text)]
    tail = before.text[starts[-_LINKED:][0] :] + " "
    head = after.text[: ends[:_LINKED][-1]]
    offset = before.end - len(tail) + 1
    return Run(tail + head, offset, before.block, True, True, len(tail), after.offset)
