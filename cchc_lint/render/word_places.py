"""Where the words of findings stand in the body of a Word file, and the marks that tie comments to them.

Word takes comments in the body only, and in no text box: what stands in a footnote has its comment at the note's
mark, what stands in a text box at the place where the box is anchored. Runs are split where words begin or end
within them; each part keeps the look of the whole.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from copy import deepcopy
from typing import Any, NamedTuple

from cchc_lint.document import Document, Span
from cchc_lint.read.word import RunPiece
from cchc_lint.read.word_runs import text_of
from cchc_lint.read.word_xml import W

_P, _R, _T, _LOOK, _BOX, _SDT = (W + tag for tag in ("p", "r", "t", "rPr", "txbxContent", "sdt"))
_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_NOTES = {f"{W}footnote": f"{W}footnoteReference", f"{W}endnote": f"{W}endnoteReference"}
_PLAIN_CONTROLS = tuple(W + tag for tag in ("text", "date", "comboBox", "dropDownList"))  # each holds one run only
_BLANKS = " \t\r\n"
_ALL = 1 << 30  # more characters than any run has


class Place(NamedTuple):
    """From character `start` of one run to before character `end` of another, as RunPiece counts them.

    exact: these are the very words that were asked for.
    """

    first: Any
    start: int
    last: Any
    end: int
    exact: bool


class Places:
    """The places of one document. `find` them, `hang` comments on them, then have all `marked` at once."""

    def __init__(self, document: Document, pieces: Sequence[RunPiece], part: str) -> None:
        self._document = document
        self._pieces = pieces
        self._starts = [piece.start for piece in pieces]
        self._ends = [piece.end for piece in pieces]
        first = next(piece for piece in pieces if piece.part == part)
        self._root = first.run_element.getroottree().getroot()
        self._references = {
            (each.tag, each.get(f"{W}id")): each.getparent() for tag in _NOTES.values() for each in self._root.iter(tag)
        }
        top = self._host(first.run_element)
        self._top = self._of_block(first.start) or Place(top, 0, top, _ALL, exact=False)
        self._hung: list[tuple[Place, str]] = []

    def find(self, span: Span | None) -> Place:
        """The place of these words; the nearest one where they stand in no run, such as numbers that Word counts.

        None: the first line of the report.
        """
        if span is None:
            return self._top
        return self._place(span, exact=True) or self._of_block(span.start) or self._top

    def hang(self, place: Place, comment: str) -> None:
        """Let the comment of this id belong to the place."""
        self._hung.append((place, comment))

    def marked(self) -> Any:
        """The document's root, with all comments tied to their places."""
        cuts: dict[Any, set[int]] = {}
        for place, _ in self._hung:
            cuts.setdefault(place.first, set()).add(place.start)
            cuts.setdefault(place.last, set()).add(place.end)
        parts = {run: _cut(run, offsets) for run, offsets in cuts.items()}
        for place, comment in self._hung:
            first, last = _part(parts[place.first], place.start), _part(parts[place.last], place.end - 1)
            _mark(first, last, comment)
        return self._root

    def _of_block(self, offset: int) -> Place | None:
        block = self._document.block_at(offset)
        return self._place(block.span, exact=False) if block else None

    def _place(self, span: Span, *, exact: bool) -> Place | None:
        pieces = self._pieces[bisect_right(self._ends, span.start) : bisect_left(self._starts, span.end)]
        if not pieces:
            return None
        first, last = pieces[0], pieces[-1]
        hosts = self._host(first.run_element), self._host(last.run_element)
        if None in hosts:
            return None
        start, end = 0, _ALL
        if hosts[0] is first.run_element:
            start = first.offset_in_run + (_in_step(first) and max(span.start - first.start, 0))
        if hosts[1] is last.run_element:
            end = last.offset_in_run + last.width - (_in_step(last) and max(last.end - span.end, 0))
        own = hosts[0] is first.run_element and hosts[1] is last.run_element
        return Place(hosts[0], start, hosts[1], end, exact and own)

    def _host(self, run: Any) -> Any | None:
        """The element of the body that bears the comments of a run: mostly itself; None in headers and footers."""
        host = run
        for each in run.iterancestors():
            if each.tag in _NOTES:
                reference = self._references.get((_NOTES[each.tag], each.get(f"{W}id")))
                return None if reference is None else self._host(reference)
            if each.tag == _BOX:
                host = next(each.iterancestors(_R), None)
            elif each.tag.startswith(_MATH) or (each.tag == _SDT and _is_plain_control(each)):
                host = each
        return host if run.getroottree().getroot() is self._root else None


def _in_step(piece: RunPiece) -> bool:
    """Whether its characters are the run's, one for one; else letters were composed or converted."""
    return piece.end - piece.start == piece.width


def _is_plain_control(sdt: Any) -> bool:
    """Whether it is a content control within a paragraph that takes nothing but text."""
    inline = next(sdt.iterancestors(_P), None) is not None
    return inline and any(sdt.find(f"{W}sdtPr/{tag}") is not None for tag in _PLAIN_CONTROLS)


def _cut(run: Any, offsets: set[int]) -> dict[int, Any]:
    """The run cut before these characters; its parts, by the character that each begins with."""
    parts = {0: run}
    if run.tag != _R:
        return parts
    at = 0
    for child in run.findall("*"):
        if child.tag == _T:
            _cut_text(child, [offset - at for offset in offsets])
        at += text_of(child)[2]
    at, part = 0, run
    for child in run.xpath("*[not(self::w:rPr)]", namespaces={"w": W[1:-1]}):
        if at in offsets and at not in parts:
            parts[at] = _alike(run)
            part.addnext(parts[at])
            part = parts[at]
        if part is not run:
            part.append(child)
        at += text_of(child)[2]
    return parts


def _cut_text(element: Any, offsets: Sequence[int]) -> None:
    """A w:t becomes several, cut before these characters; the blanks that Word leaves out stay apart."""
    text = element.text or ""
    shown = (0, len(text)) if element.get(_PRESERVE) == "preserve" else (
        len(text) - len(text.lstrip(_BLANKS)), len(text.rstrip(_BLANKS)))
    inside = [offset for offset in offsets if shown[0] < offset < shown[1]]
    if not inside:
        return
    edges = sorted({0, *shown, *inside, len(text)})
    for start, end in reversed(list(zip(edges, edges[1:], strict=False))):
        kept = {_PRESERVE: "preserve"} if shown[0] <= start and end <= shown[1] else None
        part = element.makeelement(_T, kept)
        part.text = text[start:end]
        element.addnext(part)
    element.getparent().remove(element)


def _alike(run: Any) -> Any:
    """An empty run that looks like this one."""
    made = run.makeelement(_R, dict(run.attrib))
    look = run.find(_LOOK)
    if look is not None:
        made.append(deepcopy(look))
    return made


def _part(parts: dict[int, Any], at: int) -> Any:
    """The part that holds this character."""
    return parts[max(begin for begin in parts if begin <= at)]


def _mark(first: Any, last: Any, comment: str) -> None:
    """A comment reaches from before `first` to after `last`; its reference follows."""
    id_ = {f"{W}id": comment}
    first.addprevious(first.makeelement(f"{W}commentRangeStart", id_))
    end, reference = last.makeelement(f"{W}commentRangeEnd", id_), last.makeelement(_R)
    reference.append(last.makeelement(f"{W}commentReference", id_))
    last.addnext(end)
    end.addnext(reference)
