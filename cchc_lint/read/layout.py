"""How a text was laid out: whether its lines are wrapped, how wide, and where its pages begin.

Official documents are set in Times New Roman (Nghị định 30/2020/NĐ-CP, phụ lục I), so the width that a
line had on paper follows from its letters, and tells whether the next word would still have fitted.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

from cchc_lint.letters import RAISED
from cchc_lint.read.lines import Line

_CLOSERS = f"\"”’')]» {RAISED}"
# Widths of Times New Roman in thousandths of an em; letters with marks are as wide as without.
_GROUPS = {
    250: " .,", 278: "ijlt/:;", 333: "frI()-[]‘’", 389: "sJ", 408: "\"", 444: "aceăâêz“”",
    500: "bdghknopquvxyđôơư0123456789–*", 556: "FPS", 611: "ELTZ", 667: "BCR", 722: "wADGHKNOQUVXYĐÔƠƯ",
    778: "m&", 833: "%", 889: "M", 944: "W", 1000: "…—",
}
_WIDEST = 700  # on average, in a line of capitals
_SAMPLE = 48  # lines that are measured to find the width of the page
_TOLERANCE = 0.985  # bold and italic letters are a little wider than they are taken for
_ENOUGH = 400_000  # characters in which words are looked up that stand together
_SMALL_PRINT = 1.05
_LEAST_INDENT = 800
_INDENT = 3  # blanks that set a paragraph's first line off
_LEAST, _MOST = 28, 200  # characters of a wrapped line
_LONG = 40  # characters that tell a line of text from headings and names
_SOFT_LEAST = 4  # line ends within sentences that show a text to be wrapped


class _Widths(dict[str, int]):
    def __missing__(self, letter: str) -> int:
        base = unicodedata.normalize("NFD", letter)[0]
        width = self[letter] = self.get(base, 500)
        return width


_WIDTHS = _Widths({letter: width for width, letters in _GROUPS.items() for letter in letters})


def printed_width(text: str) -> int:
    """The width of a line in Times New Roman, in thousandths of an em."""
    return sum(map(_WIDTHS.__getitem__, text))


def even_width(text: str) -> int:
    """The same where every character is as wide as the others."""
    return 500 * len(text)


@dataclass(frozen=True, slots=True)
class Layout:
    """Widths in thousandths of an em, by the measure `width`.

    wrap: of a full line, 0 where each line is a paragraph of its own; first: of a full first line, which
    is indented; gap: the usual number of blank lines between two lines; margin: the usual number of
    blanks before a line that goes on with the one above; text: the whole text, or enough of it.
    """

    wrap: int
    first: int
    gap: int
    margin: int
    text: str = field(repr=False, default="")
    width: Callable[[str], int] = printed_width

    def is_full(self, line: str, following: str, *, first: bool) -> bool:
        """Whether the first word of `following` would not have fitted on `line`."""
        return self.is_full_at(self.first if first else self.wrap, line, following)

    def is_full_at(self, room: int, line: str, following: str) -> bool:
        """The same on lines of another width."""
        if len(line) * _WIDEST < room - 4000:
            return False
        return self.width(f"{line} {following.split(' ', 1)[0]}") > room * _TOLERANCE

    def opens_paragraph(self, line: str, following: str) -> bool | None:
        """Whether `line`, which `following` goes on with, is the indented first line of a paragraph; None: open."""
        if self.width(line) > self.first * 1.015:
            return False
        more = self.width(f"{line} {following.split(' ', 1)[0]}")
        return True if self.first * _TOLERANCE < more < self.wrap * _TOLERANCE else None

    def is_wide(self, line: str) -> bool:
        """Whether a line is too wide for the body: small print."""
        return bool(self.wrap) and len(line) > 84 and self.width(line) > self.wrap * _SMALL_PRINT

    def is_apart(self, line: Line) -> bool:
        """Whether a line is set off from the one above: by its indent, or by a blank line where that is unusual."""
        return line.indent >= self.margin + _INDENT or (self.wrap > 0 and self.gap == 0 < line.gap and not line.top)

    def together(self, before: str, line: str) -> bool:
        """Whether the words on both sides of a line end stand together elsewhere in the text."""
        word = line.split(" ", 1)[0].rstrip(".,;:)")
        return bool(word) and f"{before.rsplit(' ', 1)[-1]} {word}" in self.text


def ended(text: str) -> bool:
    """Whether a sentence or an item ends with this line."""
    return text.rstrip(_CLOSERS)[-1:] in (".", ";", ":", "!", "?", "…")


def measure(lines: list[Line], text: str) -> Layout:
    """The layout of the body lines."""
    text = text[:_ENOUGH]
    body = [line for line in lines if line.role == "body"]
    soft = [
        (before.text, line) for before, line in pairwise(body)
        if line.text[0].islower() and _LEAST < len(before.text) < _MOST and not ended(before.text)
    ]
    long = sum(len(line.text) > _LONG for line in body)
    gap = commonest([line.gap for line in body])
    if len(soft) < _SOFT_LEAST or len(soft) * 3 < long:
        return Layout(0, 0, gap, commonest([line.indent for line in body]), text)
    margin = commonest([line.indent for _, line in soft])
    pairs = [(before, line.text) for before, line in soft[:: len(soft) // _SAMPLE + 1]]
    _, wrap, width = max(
        ((*_room(pairs, width), width) for width in (printed_width, even_width)), key=lambda found: found[0]
    )
    short = wrap * 0.7 / 420  # characters
    firsts = [
        (line.text, after.text) for before, line, after in zip(body, body[1:], body[2:], strict=False)
        if len(before.text) < short and ended(before.text)
        and after.text[0].islower() and len(line.text) > short and not ended(line.text)
    ]
    first = _room(firsts[:_SAMPLE], width)[1] if len(firsts) >= _SOFT_LEAST else wrap
    return Layout(wrap, first if first < wrap - _LEAST_INDENT else wrap, gap, margin, text, width)


def _room(pairs: list[tuple[str, str]], width: Callable[[str], int]) -> tuple[int, int]:
    """(how many lines it explains, the width of the page): each line fitted, and with the next word it would not."""
    ends: list[tuple[int, int]] = []
    for line, after in pairs:
        ends.append((width(line), 1))
        ends.append((width(f"{line} {after.split(' ', 1)[0]}"), -1))
    ends.sort()
    best = lines = room = 0
    for (at, step), (until, _) in pairwise(ends):
        lines += step
        if lines > best:
            best, room = lines, (at + until) // 2
    return best, room


def commonest(numbers: list[int]) -> int:
    return Counter(numbers).most_common(1)[0][0] if numbers else 0


def mark_tops(lines: list[Line], layout: Layout) -> None:
    """Pages whose only mark is a blank before their first line, right after the last of the page before."""
    for before, line in pairwise(lines):
        if line.gap == 0 and line.indent == layout.margin + 1 and line.role == "body":
            line.top = line.top or not before.text.isdigit()
