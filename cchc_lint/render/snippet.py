"""A line of a report with marks under it, as wide as asked for and losing nothing that is marked.

A line too long to show is cut with … between and around its marks; marks that still do not fit are
wrapped on to further rows. Widths are measured in terminal cells (Vietnamese, combining marks).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

Paint = Callable[[str, str], str]  # (text, role) → text in colour; roles: "primary", "related"
NEAR = 12  # code points: a shorter gap between two windows is shown rather than cut
_TAB = " │ "  # between the cells of a table row
_BLANK = re.compile(r"\s")
_COMBINING = re.compile("[\u0300-\u036f]+")
_NARROW = re.compile("[ -~¹²³·×À-ɏẠ-ỹ–…“”⁰⁴-⁹→≠≤≥│╰]*")  # what nearly every text is made of: a cell for each
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class Mark(NamedTuple):
    """Code points [start, end) of a line, and what to say about them."""

    start: int
    end: int
    label: str
    primary: bool

    @property
    def role(self) -> str:
        return "primary" if self.primary else "related"

    @property
    def sign(self) -> str:
        return "^" if self.primary else "-"


class Row(NamedTuple):
    """A row to show. marks: it holds the marks under the row of text above it."""

    text: str
    marks: bool


def snippet(line: str, marks: Sequence[Mark], width: int, paint: Paint) -> list[Row]:
    """The rows that show `line` and its marks in `width` cells (at least 20)."""
    width = max(width, 20)
    clipped = [_within(mark, len(line)) for mark in marks]
    shown, placed = _shown(line, clipped, width)
    rows: list[Row] = []
    for start, end in _wrapped(shown, width):
        text = shown[start:end].rstrip()
        rows.append(Row(text, False))
        here = [
            (mark._replace(start=max(mark.start, start) - start, end=min(mark.end, end) - start), mark.end <= end)
            for mark in placed
            if mark.start < end and start < mark.end
        ]
        rows.extend(Row(under, True) for under in _under(text, here, width, paint))
    return rows


def _within(mark: Mark, length: int) -> Mark:
    """The mark inside the line, at least one code point long."""
    start = min(max(mark.start, 0), max(length - 1, 0))
    return mark._replace(start=start, end=max(min(mark.end, length), start + 1))


def _shown(line: str, marks: Sequence[Mark], width: int) -> tuple[str, list[Mark]]:
    """The line as it is shown, cut where it is too long, and the marks moved to where they then stand."""
    windows = [(0, len(line))]
    if cells(_display(line)) > width:
        for context in range(width // 2, 7, -4):
            windows = _windows(line, marks, context)
            if sum(cells(_display(line[start:end])) + 3 for start, end in windows) <= width:
                break
    text, placed = "", list(marks)
    for start, end in windows:
        if start:
            text += "… " if not text else " … "
        for at, mark in enumerate(marks):
            if start <= mark.start < end:
                first = len(text) + len(_display(line[start : mark.start]))
                last = first + max(len(_display(line[mark.start : mark.end])), 1)
                placed[at] = mark._replace(start=first, end=last)
        text += _display(line[start:end])
    return text + (" …" if windows[-1][1] < len(line) else ""), placed


def _windows(line: str, marks: Iterable[Mark], context: int) -> list[tuple[int, int]]:
    """The stretches of the line around its marks that are worth showing, at word boundaries."""
    merged: list[tuple[int, int]] = []
    for mark in sorted(marks):
        start, end = _word_start(line, mark.start, context), _word_end(line, mark.end, context)
        if merged and start <= merged[-1][1] + NEAR:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _word_start(line: str, at: int, context: int) -> int:
    start = at - context
    if start <= NEAR:
        return 0
    blank = _BLANK.search(line, start, at)
    return blank.end() if blank else start


def _word_end(line: str, at: int, context: int) -> int:
    end = at + context
    if end >= len(line) - NEAR:
        return len(line)
    blank = max(line.rfind(" ", at, end), line.rfind("\t", at, end))
    return blank if blank > at else end


def _display(text: str) -> str:
    """Tabs part table cells; anything else that would move the cursor becomes a blank."""
    return _CONTROL.sub(" ", text.replace("\t", _TAB))


def _wrapped(text: str, width: int) -> list[tuple[int, int]]:
    """[start, end) of the rows that `text` is broken into, at blanks where it has them."""
    rows, start = [], 0
    while cells(text[start:]) > width:
        end = start + width  # a code point takes at most two cells, a combining mark none
        while cells(text[start:end]) > width:
            end -= 1
        blank = text.rfind(" ", start + 1, end + 1)
        end = blank + 1 if blank > start else end
        rows.append((start, end))
        start = end
    return [*rows, (start, len(text))]


def _under(text: str, marks: Sequence[tuple[Mark, bool]], width: int, paint: Paint) -> list[str]:
    """The rows under one row of text. Of each mark: where it stands, and whether its label goes here."""
    if not marks:
        return []
    signs = [
        # a blank that hangs over the end of its row is marked under the last cell
        _Piece(min(cells(text[: mark.start]), width - 1), mark.sign * max(cells(text[mark.start : mark.end]), 1), mark)
        for mark, _ in marks
    ]
    taken = [(sign.column, sign.end) for sign in signs]
    labels: list[_Piece] = []
    waiting: list[_Piece] = []
    named = [sign for sign, (mark, last) in zip(signs, marks, strict=True) if mark.label and last]
    for sign in sorted(named, key=lambda each: each.column, reverse=True):
        label = _Piece(sign.end + 1, sign.mark.label, sign.mark)
        if label.end <= width and not any(left < label.end + 2 and label.column <= right for left, right in taken):
            labels.append(label)
            taken.append((label.column, label.end))
        else:
            waiting.append(sign)
    rows = [_drawn([*_seen(signs), *labels], paint)]
    for at, sign in enumerate(waiting):
        others = [other for other in waiting[at + 1 :] if other.column < sign.column]
        stems = {other.column: _Piece(other.column, "│", other.mark) for other in others}  # one for each cell
        hook = _Piece(sign.column, f"╰ {sign.mark.label}", sign.mark)
        room = max(width - cells(hook.text), 0)
        below = hook if hook.end <= width else _Piece(room, sign.mark.label, sign.mark)
        rows.append(_drawn([*(stem for stem in stems.values() if stem.column < below.column), below], paint))
    return rows


class _Piece(NamedTuple):
    """A text under a mark, set at its column."""

    column: int
    text: str
    mark: Mark

    @property
    def end(self) -> int:
        return self.column + cells(self.text)


def _seen(signs: Iterable[_Piece]) -> list[_Piece]:
    """The signs cell by cell; of two on one cell, that of the primary mark."""
    cell_of: dict[int, _Piece] = {}
    for sign in sorted(signs, key=lambda each: each.mark.primary):
        for at, char in enumerate(sign.text, sign.column):
            cell_of[at] = _Piece(at, char, sign.mark)
    return list(cell_of.values())


def _drawn(pieces: Iterable[_Piece], paint: Paint) -> str:
    """Pieces that do not overlap in one row, neighbours of one colour together."""
    drawn, run, role, at = "", "", "", 0
    for piece in sorted(pieces, key=lambda each: each.column):
        if piece.column > at or piece.mark.role != role:
            drawn += paint(run, role) + " " * (piece.column - at)
            run, role = "", piece.mark.role
        run += piece.text
        at = piece.end
    return drawn + paint(run, role)


def cells(text: str) -> int:
    """The terminal cells that a text takes."""
    bare = _COMBINING.sub("", text)
    if _NARROW.fullmatch(bare):
        return len(bare)
    from rich.cells import cell_len

    return cell_len(text)
