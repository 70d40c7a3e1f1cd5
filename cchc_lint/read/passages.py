"""Passages: what becomes one line of the reading text, made of pieces of the cleaned source."""

from __future__ import annotations

from dataclasses import dataclass, field

from cchc_lint.document import BlockKind
from cchc_lint.read.lines import Line


@dataclass(slots=True)
class Passage:
    """kind, table, mark, page: see Block; pieces: (offset in Clean.text, text) in order of reading.

    tail: its last line as it was printed; lines: how many there are; heading: it opens with a heading's
    mark; wide: it has lines in small print; marks: the footnote marks in it.
    """

    kind: BlockKind
    page: int
    pieces: list[tuple[int, str]] = field(default_factory=list)
    cells: tuple[tuple[int, int], ...] = ()
    table: int = 0
    mark: str = ""
    tail: str = ""
    lines: int = 1
    heading: bool = False
    wide: bool = False
    marks: list[str] = field(default_factory=list)
    interrupted: bool = False  # by a footnote mark on a line of its own

    @classmethod
    def of(cls, kind: BlockKind, line: Line, *, mark: str = "", skip: int = 0) -> Passage:
        """A passage that begins with `line`, less its first `skip` characters."""
        return cls(kind, line.page, line.pieces(skip), mark=mark, tail=line.text[skip:])

    @property
    def text(self) -> str:
        return "".join(text for _, text in self.pieces)

    def join(self, line: Line, *, blank: bool) -> None:
        """Go on with a further line, after a blank unless it ends in the middle of a word or symbol."""
        if blank and self.pieces:  # it stands for the blank or the line end that follows in the source
            start, text = self.pieces[-1]
            self.pieces[-1] = (start, text + " ")
        self.pieces += line.pieces()
        self.tail = f"{self.tail} {line.text}" if self.interrupted else line.text
        self.lines += not self.interrupted
        self.interrupted = False

    def attach(self, line: Line, text: str) -> None:
        """Add a footnote mark that stood on a line of its own, right after the last word."""
        self.pieces.append((line.start, text))
        self.interrupted = True
