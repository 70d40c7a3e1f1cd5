"""Styles of a Word file (styles.xml): what they say of the text itself, with all that they inherit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cchc_lint.read.package import number
from cchc_lint.read.word_xml import VAL, W, is_on, value

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_FONT_PLACES = ("hAnsi", "ascii", "cs")


@dataclass(frozen=True, slots=True)
class Look:
    """What the look of a run says of its text; None where it leaves that to what it stands on.

    font: its name, "" for one of the theme; caps: shown in capitals; hidden; raised: superscript.
    """

    font: str | None = None
    caps: bool | None = None
    hidden: bool | None = None
    raised: bool | None = None

    def over(self, below: Look) -> Look:
        """This look, and of `below` what it leaves open."""
        if self is PLAIN:
            return below
        return Look(
            below.font if self.font is None else self.font, below.caps if self.caps is None else self.caps,
            below.hidden if self.hidden is None else self.hidden, below.raised if self.raised is None else self.raised,
        )


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """ids: the style and those it is based on; level: of a heading, 0 none; contents: a line of a table of contents."""

    ids: tuple[str, ...] = ()
    look: Look = PLAIN
    number: str | None = None
    number_level: int | None = None
    level: int = 0
    contents: bool = False


def look_of(properties: Element | None) -> Look:
    """The look that run properties (w:rPr) state themselves."""
    if properties is None:
        return PLAIN
    font: str | None = None
    caps: bool | None = None
    hidden: bool | None = None
    raised: bool | None = None
    for child in properties:
        tag = child.tag
        if tag == _FONTS:
            font = _font(child)
        elif tag == _CAPS:
            caps = is_on(child)
        elif tag == _VANISH:
            hidden = is_on(child)
        elif tag == _RAISE:
            raised = child.get(VAL) == "superscript"
    return Look(font, caps, hidden, raised)


def run_look(run: Element, below: Look, styles: Styles) -> Look:
    """The look of a run in a paragraph that looks like `below`."""
    properties = run.find(_PROPERTIES)
    if properties is None:
        return below
    named = value(properties, "rStyle")
    return look_of(properties).over(styles.character(named).over(below) if named else below)


_PROPERTIES = f"{W}rPr"
_FONTS, _CAPS, _VANISH, _RAISE = (W + tag for tag in ("rFonts", "caps", "vanish", "vertAlign"))


def _font(fonts: Element) -> str | None:
    if fonts.get(f"{W}hAnsiTheme") or fonts.get(f"{W}asciiTheme"):
        return ""
    return next((name for place in _FONT_PLACES if (name := fonts.get(W + place))), None)


class Styles:
    """The styles of one file. Without a root there are none, and everything looks plain."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._default_id: str | None = None
        self._base = PLAIN
        self._paragraphs: dict[str | None, ParagraphStyle] = {}
        self._characters: dict[str, Look] = {}
        if root is None:
            return
        self._base = look_of(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        for style in root.iter(f"{W}style"):
            id_ = style.get(f"{W}styleId", "")
            self._elements[id_] = style
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on"):
                self._default_id = id_

    def paragraph(self, id_: str | None) -> ParagraphStyle:
        """The style of a paragraph by its id; None is the default one."""
        if id_ not in self._paragraphs:
            self._paragraphs[id_] = self._read_paragraph(id_ if id_ in self._elements else self._default_id)
        return self._paragraphs[id_]

    def character(self, id_: str) -> Look:
        """The look that a character style gives to a run."""
        if id_ not in self._characters:
            self._characters[id_] = self._look(self._chain(id_))
        return self._characters[id_]

    def number_of(self, id_: str) -> str | None:
        """The id of the numbering that a style (mostly a list style) refers to."""
        style = self._elements.get(id_)
        return value(style.find(f"{W}pPr/{W}numPr"), "numId") if style is not None else None

    def has_font(self, pattern: re.Pattern[str]) -> bool:
        """Whether any style, or the base of all, sets a font whose name matches."""
        looks = [self._base, *(look_of(style.find(f"{W}rPr")) for style in self._elements.values())]
        return any(look.font and pattern.match(look.font) for look in looks)

    def _read_paragraph(self, id_: str | None) -> ParagraphStyle:
        chain = self._chain(id_)
        if not chain:
            return ParagraphStyle(look=self._base)
        numbered = [each.find(f"{W}pPr/{W}numPr") for each in chain]
        ilvl = _first(value(each, "ilvl") for each in numbered)
        names = [(value(each, "name") or "").lower() for each in chain]
        return ParagraphStyle(
            ids=tuple(each.get(f"{W}styleId", "") for each in chain),
            look=self._look(chain).over(self._base),
            number=_first(value(each, "numId") for each in numbered),
            number_level=number(ilvl, 0) if ilvl else None,
            level=_heading_level(chain, names),
            contents=names[0].startswith("toc ") and names[0] != "toc heading",
        )

    def _chain(self, id_: str | None) -> list[Element]:
        """The style and those it is based on; a circle ends where it closes."""
        chain: list[Element] = []
        while id_ is not None and id_ in self._elements and self._elements[id_] not in chain:
            chain.append(self._elements[id_])
            id_ = value(chain[-1], "basedOn")
        return chain

    def _look(self, chain: list[Element]) -> Look:
        look = PLAIN
        for style in chain:
            look = look.over(look_of(style.find(f"{W}rPr")))
        return look


def _heading_level(chain: list[Element], names: list[str]) -> int:
    outline = _first(value(style.find(f"{W}pPr"), "outlineLvl") for style in chain)
    if outline is not None:
        return outline_level(outline)
    named = next((name for name in names if name.startswith("heading ")), "")
    return number(named[8:], 0)


def outline_level(text: str) -> int:
    """The level of a heading by its outline level in the file: 0 there is the first, 9 none."""
    level = number(text, 9)
    return level + 1 if 0 <= level < 9 else 0


def _first(values: Iterable[str | None]) -> str | None:
    return next((each for each in values if each is not None), None)
