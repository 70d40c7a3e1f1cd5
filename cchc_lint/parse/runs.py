"""The running words of a document: stretches of words with nothing but blanks and commas between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cchc_lint.document import Block, Document, Span
from cchc_lint.parse.letters import LOWER, UPPER
from cchc_lint.parse.syllables import canonical

WORD = re.compile(f"[{UPPER}{LOWER}]+")
_RUN = re.compile(f"[{UPPER}{LOWER}]+(?:,? +[{UPPER}{LOWER}]+)*")
_LINKED = 4  # words on either side of a page break that are read together


class _Canonical(dict[str, str]):
    """token → canonical word; bounded, because a process may read many files."""

    def __missing__(self, token: str) -> str:
        if len(self) > 100_000:
            self.clear()
        word = self[token] = canonical(token.rstrip(","))
        return word


_WORDS = _Canonical()


class Run(NamedTuple):
    """words: canonical; tokens: as written, with a comma that follows; parts: (offset, text) of where they stand.

    open_left, open_right: the run stops where its line or page stops, so that a neighbour may be missing.
    """

    words: list[str]
    tokens: list[str]
    parts: tuple[tuple[int, str], ...]
    block: int
    open_left: bool = False
    open_right: bool = False

    def span(self, first: int, last: int) -> Span:
        """From the word at `first` to the word at `last`, both included."""
        places = [
            (offset + found.start(), offset + found.end())
            for offset, text in self.parts for found in WORD.finditer(text)
        ]
        return Span(places[first][0], places[last][1])

    @property
    def start(self) -> int:
        return self.parts[0][0]

    @property
    def end(self) -> int:
        return self.parts[-1][0] + len(self.parts[-1][1])

    def comma_after(self, index: int) -> bool:
        return self.tokens[index].endswith(",")


def prose(document: Document) -> list[tuple[int, Block]]:
    """The blocks that are read as text, with their places in Document.blocks."""
    return [(index, block) for index, block in enumerate(document.blocks) if block.kind != "furniture"]


def find_runs(document: Document) -> Iterator[Run]:
    """The runs of all blocks but furniture, in order, and one more where a paragraph goes on after a page break."""
    text = document.text
    last: Run | None = None
    for index, block in prose(document):
        paragraph = block.kind == "paragraph"
        runs = _runs_of(text, block, index)
        if paragraph and runs and last is not None and _goes_on(text, block) and runs[0].start == block.span.start:
            yield _linked(last, runs[0])
        yield from runs
        if paragraph:
            last = runs[-1] if runs and runs[-1].end >= block.span.end else None


def _goes_on(text: str, block: Block) -> bool:
    """Whether a block begins in the middle of a sentence."""
    return text[block.span.start : block.span.start + 1].islower()


def _runs_of(text: str, block: Block, index: int) -> list[Run]:
    start, end = block.span
    torn = block.kind == "line"
    goes_on = block.kind == "paragraph" and _goes_on(text, block)
    runs = []
    for found in _RUN.finditer(text, start, end):
        written = found.group()
        tokens = written.split()
        at = found.start()
        runs.append(Run(
            [_WORDS[token] for token in tokens], tokens, ((at, written),), index,
            at == start and (torn or goes_on), torn and found.end() >= end - 1,
        ))
    return runs


def _linked(before: Run, after: Run) -> Run:
    """The words around a page break, as one run."""
    words, tokens = before.words[-_LINKED:], before.tokens[-_LINKED:]
    skipped = len(before.words) - len(words)
    offset, text = before.parts[0]
    cut = [found.start() for found in WORD.finditer(text)][skipped]
    head = after.parts[0]
    more = [found.end() for found in WORD.finditer(head[1])][: _LINKED]
    return Run(
        words + after.words[:_LINKED], tokens + after.tokens[:_LINKED],
        ((offset + cut, text[cut:]), (head[0], head[1][: more[-1]])), before.block,
        open_left=True, open_right=True,
    )
