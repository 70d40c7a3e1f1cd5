"""Footnotes and endnotes of a Word file, and the marks that Word counts for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_lint.read.package import Package, number
from cchc_lint.read.word_numbering import number_text
from cchc_lint.read.word_runs import Reference
from cchc_lint.read.word_xml import W, value

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_NAMES = {"footnotes": "footnote", "endnotes": "endnote"}
_FORMS = {"footnotes": "decimal", "endnotes": "lowerRoman"}  # where the file states none


class Notes:
    """The notes of one file; `mark` is to be asked once for each reference, in the order of the text."""

    def __init__(self, package: Package, parts: dict[str, str], document: Element) -> None:
        self._parts = parts
        self._elements: dict[Reference, Element] = {}
        self._forms: dict[str, str] = {}
        self._counts: dict[str, int] = {}
        settings = package.xml(parts.get("settings", ""))
        for kind, name in _NAMES.items():
            root = package.xml(parts.get(kind, ""))
            for element in root.iter(W + name) if root is not None else ():
                self._elements[Reference(kind, element.get(f"{W}id", ""))] = element
            stated = [document.find(f".//{W}sectPr/{W}{name}Pr")]
            stated += [settings.find(f"{W}{name}Pr")] if settings is not None else []
            self._forms[kind] = next(filter(None, (value(each, "numFmt") for each in stated)), _FORMS[kind])
            start = next(filter(None, (value(each, "numStart") for each in stated)), None)
            self._counts[kind] = number(start, 1) - 1

    def element(self, reference: Reference) -> Element | None:
        """What holds the paragraphs of a note, None where the file has lost it."""
        return self._elements.get(reference)

    def part(self, reference: Reference) -> str:
        """The part of the file that a note stands in."""
        return self._parts[reference.part]

    def mark(self, reference: Reference) -> str:
        """The mark of the next note of its kind."""
        self._counts[reference.part] += 1
        return number_text(self._counts[reference.part], self._forms[reference.part])
