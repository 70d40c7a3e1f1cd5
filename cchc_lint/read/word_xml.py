"""The names of WordprocessingML (ECMA-376 Part 1, section 17) that the Word reader knows, and its small values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATE = f"{MC}AlternateContent"
VAL = f"{W}val"
_OFF = ("0", "false", "off", "none")


def value(parent: Element | None, tag: str) -> str | None:
    """The w:val of a child, None where there is no such child or value."""
    child = parent.find(W + tag) if parent is not None else None
    return child.get(VAL) if child is not None else None


def is_on(element: Element) -> bool:
    """Whether a switch such as w:vanish is on: it is, unless its value says otherwise."""
    return element.get(VAL, "1") not in _OFF


def chosen(alternate: Element) -> Element | None:
    """The content of mc:AlternateContent that Word shows: the choice; the fallback says the same for old readers."""
    choice = alternate.find(f"{MC}Choice")
    return choice if choice is not None else alternate.find(f"{MC}Fallback")


# Elements that only wrap what they hold: paragraphs, rows, cells or runs.
_WRAPPERS = "sdt sdtContent customXml smartTag ins moveTo hyperlink fldSimple dir bdo"
WRAPPERS = frozenset(W + tag for tag in _WRAPPERS.split())


def unwrapped(parent: Element) -> Iterator[Element]:
    """The children, with those of wrappers in their place."""
    for child in parent:
        if child.tag in WRAPPERS:
            yield from unwrapped(child)
        elif child.tag == ALTERNATE:
            shown = chosen(child)
            if shown is not None:
                yield from unwrapped(shown)
        else:
            yield child
