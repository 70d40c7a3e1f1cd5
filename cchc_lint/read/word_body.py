"""The body of a Word file: its paragraphs, tables, footnotes and page headers, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cchc_lint.errors import InputError
from cchc_lint.read import flow
from cchc_lint.read.flow import Item, Note, Paragraph, Table, joined, paragraphs
from cchc_lint.read.package import Package
from cchc_lint.read.word_fonts import must_convert
from cchc_lint.read.word_notes import Notes
from cchc_lint.read.word_numbering import Numbering
from cchc_lint.read.word_runs import Content, Runs, Seen
from cchc_lint.read.word_styles import Styles, outline_level
from cchc_lint.read.word_table import read_table
from cchc_lint.read.word_xml import W, unwrapped, value
from cchc_lint.words import say

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_P, _TBL, _CHUNK = (W + tag for tag in ("p", "tbl", "altChunk"))
_DROPPED = (f"{W}del", f"{W}moveFrom")
_PAGE_FIELD = re.compile(r"\W*(?:(?:Trang|Page)\W*)?\d*\W*(?:/|of|trên)?\W*\d*\W*", re.I)


class Body:
    """Reads one file; `seen` tells afterwards what was met. trace: keep where every character came from."""

    def __init__(self, package: Package, *, trace: bool) -> None:
        self._package = package
        self._part = package.main()
        relations = package.relations(self._part)
        parts = {relation.kind: relation.part for relation in reversed(relations)}
        root = package.xml(self._part)
        body = root.find(f"{W}body") if root is not None else None
        if root is None or body is None:
            raise InputError(f"{package.name}: " + say(
                "tệp không có nội dung Word. Hãy mở bằng Word rồi lưu lại.",
                "the file holds no Word content. Open it in Word and save it again."))
        if _count(body, f"{W}tr") > flow.MAX_ROWS:
            raise flow.too_many_rows(package.name)
        if _count(body, _P) > flow.MAX_PARAGRAPHS:
            raise flow.too_much(package.name, say("tệp có quá nhiều đoạn", "too many paragraphs"))
        self._body = body
        self._styles = Styles(package.xml(parts.get("styles", "")))
        self._numbering = Numbering(package.xml(parts.get("numbering", "")), self._styles)
        self._notes = Notes(package, parts, root)
        self._runs = Runs(package.name, self._styles, convert=must_convert(root, self._styles), trace=trace)
        self._edges = [relation.part for relation in relations if relation.kind in ("header", "footer")]
        self._kept: list[Content] = []  # paragraphs whose ends were deleted go on in the next one

    @property
    def seen(self) -> Seen:
        return self._runs.seen

    def items(self) -> list[Item]:
        """All that the file says; what its pages repeat comes last."""
        return [*self._items(self._body, self._part), *self._furniture()]

    def _items(self, parent: Element, part: str) -> list[Item]:
        return list(self._each(parent, part))

    def _each(self, parent: Element, part: str) -> Iterator[Item]:
        for child in unwrapped(parent):
            tag = child.tag
            if tag == _P:
                paragraph = self._paragraph(child, part)
                if paragraph:
                    yield paragraph
            elif tag == _TBL:
                yield self._table(child, part)
            elif tag == _CHUNK:
                self.seen.chunks = True

    def _table(self, element: Element, part: str) -> Table:
        return read_table(element, lambda cell: self._items(cell, part))

    def _paragraph(self, element: Element, part: str) -> Paragraph | None:
        properties = element.find(f"{W}pPr")
        style = self._styles.paragraph(value(properties, "pStyle"))
        content = self._runs.read(element, style.look, part)
        if _is_end_dropped(properties):
            self.seen.changes = True
            self._kept.append(content)
            return None
        contents, self._kept = [*self._kept, content], []
        outline = value(properties, "outlineLvl")
        return Paragraph(
            joined([each.line for each in contents], ""),
            label=self._numbering.label(properties, style),
            level=style.level if outline is None else outline_level(outline),
            aside=style.contents,
            notes=tuple(self._read_notes(contents)),
            boxes=tuple(item for each in contents for box in each.boxes for item in self._items(box, part)),
        )

    def _read_notes(self, contents: list[Content]) -> Iterator[Note]:
        for content in contents:
            for reference in content.references:
                element = self._notes.element(reference)
                mark = self._notes.mark(reference)
                if element is not None:
                    yield Note(mark, self._items(element, self._notes.part(reference)))

    def _furniture(self) -> Iterator[Paragraph]:
        """Running headers and footers, each text once; page numbers are left out."""
        told: set[str] = set()
        for part in self._edges:
            root = self._package.xml(part)
            for paragraph in paragraphs(self._items(root, part)) if root is not None else ():
                text = paragraph.line.text.strip()
                if text in told or _PAGE_FIELD.fullmatch(text):
                    continue
                told.add(text)
                yield Paragraph(paragraph.line, aside=True)


def _count(parent: Element, tag: str) -> int:
    return sum(1 for _ in parent.iter(tag))


def _is_end_dropped(properties: Element | None) -> bool:
    """Whether the end of a paragraph was deleted or moved away."""
    mark = properties.find(f"{W}rPr") if properties is not None else None
    return mark is not None and any(mark.find(tag) is not None for tag in _DROPPED)
