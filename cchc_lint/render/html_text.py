"""The text of a report for the HTML page: as it reads, its tables as tables, every finding and figure marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cchc_lint.document import Block, Document, Span
from cchc_lint.finding import FileResult
from cchc_lint.render.markup import Html, h, inside, text
from cchc_lint.words import Text, pick

_HEADING = re.compile(r"(?:[IVX]{1,5}\s?[./)]|\d{1,2}(?:\.\d{1,2}){0,3}[.)]|[a-zđ]\))\s+\S")
_LONGEST_HEADING = 130  # characters
_CENTRED = 90  # characters of a line in capitals
_NUMERIC = re.compile(r"[\d.,%/\s-]*\d[\d.,%/\s-]*")
_TABLE_HEAD = re.compile(r"(?:STT|TT|Số TT|Số thứ tự)\b", re.I)
_SIGHT: dict[str, Text] = {
    "ok": ("Số liệu đã đối chiếu, đạt", "Checked, and sound"),
    "bad": ("Số liệu đã đối chiếu, không khớp", "Checked, and does not fit"),
    "free": ("Chưa có phép kiểm tra nào đối chiếu số liệu này", "No check guards this figure"),
}
_RANK = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True, slots=True)
class _Mark:
    """A stretch of the text that a finding (its number from 0) or the state of a figure marks."""

    span: Span
    state: str = ""
    finding: int = -1
    place: int = -1
    primary: bool = False


def figure_states(file: FileResult) -> dict[Span, str]:
    """Every figure of the report: "ok" (took part in checks that all held), "bad", or "free" (in none)."""
    states: dict[Span, str] = dict.fromkeys(file.figures.guarded, "ok")
    states.update((place.span, "free") for place in file.figures.unguarded if place.span)
    for finding in file.findings:
        for operand in finding.operands:
            place = finding.locations[operand.location] if operand.location is not None else None
            if place is not None and place.span is not None:
                states[place.span] = "bad"
    return states


class Reading:
    """Writes one report's text. key: what all ids of this report begin with."""

    def __init__(self, file: FileResult, document: Document, key: str, lang: str) -> None:
        self.file, self.document, self.key, self.lang = file, document, key, lang
        marks = [_Mark(span, state) for span, state in figure_states(file).items()]
        marks += [
            _Mark(place.span, "", i, j, place.role == "primary")
            for i, finding in enumerate(file.findings) for j, place in enumerate(finding.locations)
            if place.span is not None and place.span.start < place.span.end
        ]
        self._marks = sorted(marks, key=lambda mark: mark.span)
        self._next = 0
        self._active: list[_Mark] = []
        self._anchored: set[_Mark] = set()

    def html(self) -> Html:
        blocks = self.document.blocks
        parts: list[Html | None] = []
        page = blocks[0].page if blocks else None
        i = 0
        while i < len(blocks):
            block = blocks[i]
            if block.page != page:
                page = block.page
                parts.append(h("div", pick(self.lang, f"trang {page}", f"page {page}"), cls="page"))
            if block.kind != "row":
                parts.append(self._paragraph(block))
                i += 1
                continue
            end = _table_end(blocks, i)
            parts.append(self._table(blocks[i:end]))
            i = end
        return inside(*parts)

    def _paragraph(self, block: Block) -> Html | None:
        content = self.document.slice(block.span)
        if not content.strip():
            return None
        kind = {"paragraph": _look(content), "furniture": "furniture", "footnote": "note", "line": "line"}[block.kind]
        mark = h("sup", block.mark) if block.mark else None
        return h("p", mark, self._marked(block.span), cls=f"b {kind}".strip(), data_line=self._line(block))

    def _line(self, block: Block) -> int:
        return self.document.locate(Span(block.span.start, block.span.start)).line

    def _table(self, blocks: Sequence[Block]) -> Html:
        width = max(len(block.cells) for block in blocks)
        rows: list[Html] = []
        head = True
        for block in blocks:
            if block.kind != "row":
                rows.append(h("tr", h("td", self.document.slice(block.span), colspan=width), cls="furniture"))
                continue
            texts = [self.document.slice(cell) for cell in block.cells]
            head = head and not any(_NUMERIC.fullmatch(each) for each in texts[:1]) and (
                bool(_TABLE_HEAD.match(texts[0])) or (bool(rows) and not texts[0].strip()))
            tag = "th" if head else "td"
            looks = ["", *("num" if not head and _NUMERIC.fullmatch(each) else "" for each in texts[1:])]
            cells = [h(tag, self._marked(cell), cls=look) for cell, look in zip(block.cells, looks, strict=True)]
            rows.append(h("tr", *cells))
        return h("div", h("table", *rows), cls="table", tabindex="0")

    # Marks

    def _marked(self, span: Span) -> Html:
        """The text of a span, cut where marks begin and end."""
        marks = self._meeting(span)
        if not marks:
            return text(self.document.slice(span))
        cuts = sorted({span.start, span.end, *(
            at for mark in marks for at in mark.span if span.start < at < span.end)})
        return inside(*(
            self._segment(Span(a, b), [mark for mark in marks if mark.span.start < b and a < mark.span.end])
            for a, b in zip(cuts, cuts[1:], strict=False)
        ))

    def _meeting(self, span: Span) -> list[_Mark]:
        """The marks that meet a span; spans are asked for in the order of the text."""
        self._active = [mark for mark in self._active if mark.span.end > span.start]
        while self._next < len(self._marks) and self._marks[self._next].span.start < span.end:
            self._active.append(self._marks[self._next])
            self._next += 1
        return [mark for mark in self._active if mark.span.meets(span)]

    def _segment(self, span: Span, marks: Sequence[_Mark]) -> Html:
        content = text(self.document.slice(span))
        if not marks:
            return content
        state = next((mark.state for mark in marks if mark.state), "")
        found = sorted((mark for mark in marks if mark.finding >= 0), key=self._order)
        if not found:
            return h("span", content, cls=f"v {state}", title=pick(self.lang, *_SIGHT[state]))
        anchors = [h("i", id=f"{self.key}-{mark.finding}-{mark.place}") for mark in found if mark not in self._anchored]
        self._anchored.update(found)
        ends = [str(mark.finding + 1) for mark in found if mark.span.end == span.end and mark.primary]
        top = self.file.findings[found[0].finding]
        primary = any(mark.primary for mark in found)
        numbers = dict.fromkeys(str(mark.finding) for mark in found)
        link = h(
            "a", content, href=f"#{self.key}-{found[0].finding}", data_f=" ".join(numbers), data_n=" ".join(ends),
            cls=f"m {top.severity} {'primary' if primary else 'related'} {'v ' + state if state else ''}".strip(),
            title=top.message,
        )
        return inside(*anchors, link)

    def _order(self, mark: _Mark) -> tuple[bool, int, int]:
        return not mark.primary, _RANK[self.file.findings[mark.finding].severity], mark.finding


def _table_end(blocks: Sequence[Block], start: int) -> int:
    """The end of the rows of one table; furniture between them stays with them."""
    end = start + 1
    for i in range(start + 1, len(blocks)):
        block = blocks[i]
        if block.kind == "row" and block.table == blocks[start].table:
            end = i + 1
        elif block.kind != "furniture":
            break
    return end


def _look(content: str) -> str:
    """What a paragraph looks like: a title, a heading, or text."""
    line = content.strip()
    if _HEADING.match(line):
        return "heading" if len(line) <= _LONGEST_HEADING and line[-1] not in ";,:" else ""
    return "title" if line.isupper() and len(line) <= _CENTRED else ""

