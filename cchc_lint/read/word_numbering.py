"""Automatic numbers of a Word file (numbering.xml), computed as Word shows them.

A paragraph names a list (w:num) and a level; the list stands on an abstract one, may override levels, and counts
on together with all lists of the same abstract one. ECMA-376 Part 1, section 17.9, and [MS-OI29500] 2.1.283.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cchc_lint.read.package import number
from cchc_lint.read.word_styles import ParagraphStyle, Styles
from cchc_lint.read.word_xml import VAL, W, is_on, value

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LETTERS = "abcdđeghiklmnopqrstuvxy"  # the order that Nghị định 30/2020/NĐ-CP uses for headings
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)
_CHICAGO = "*†‡§"
_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_BULLETS = "-–—+*•"
_MOST_LETTERS = 10  # letters are doubled after y: aa, bb …
_LINKS = 5  # from a list to its style and from there to another list


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list; text is its pattern, such as "%1.%2."; restart: the level after which it begins anew."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    gap: str = " "
    restart: int | None = None
    legal: bool = False
    style: str = ""


_FIRST = Level()


@dataclass(frozen=True, slots=True)
class _List:
    """A list as paragraphs name it; key: of the abstract one, which holds the count."""

    key: str
    levels: dict[int, Level]
    starts: dict[int, int]


def number_text(count: int, form: str) -> str:
    """A count as Word writes it in this number format (ST_NumberFormat)."""
    match form:
        case "upperRoman" | "lowerRoman" if 0 < count < 4000:
            text = roman(count)
        case "upperLetter" | "lowerLetter" if 0 < count <= len(LETTERS) * _MOST_LETTERS:
            times, place = divmod(count - 1, len(LETTERS))
            text = LETTERS[place] * (times + 1)
        case "chicago" if 0 < count <= len(_CHICAGO) * _MOST_LETTERS:
            times, place = divmod(count - 1, len(_CHICAGO))
            text = _CHICAGO[place] * (times + 1)
        case "decimalZero":
            text = f"{count:02}"
        case "none":
            text = ""
        case _:
            text = str(count)
    return text.upper() if form.startswith("upper") else text


def roman(count: int) -> str:
    """A count from 1 to 3999 in small Roman digits."""
    text = ""
    for size, letters in _ROMAN:
        times, count = divmod(count, size)
        text += letters * times
    return text


class Numbering:
    """The lists of one file and how far each has counted; `label` is to be asked in the order of the text."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, Element] = {}
        self._nums: dict[str, Element] = {}
        self._lists: dict[str, _List | None] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        for each in root if root is not None else ():
            if each.tag == f"{W}abstractNum":
                self._abstract[each.get(f"{W}abstractNumId", "")] = each
            elif each.tag == f"{W}num":
                self._nums[each.get(f"{W}numId", "")] = each

    def label(self, properties: Element | None, style: ParagraphStyle) -> str:
        """The number or bullet of the next paragraph with these properties (w:pPr), with the blank after it."""
        own = properties.find(f"{W}numPr") if properties is not None else None
        id_, level = value(own, "numId"), value(own, "ilvl")
        list_ = self._list(id_ or style.number or "0")
        if list_ is None:
            return ""
        if level is not None:
            return self._next(id_ or style.number or "", list_, number(level, 0))
        if id_ is not None:
            return self._next(id_, list_, 0)
        places = {each.style: at for at, each in list_.levels.items() if each.style}
        linked = next((places[each] for each in style.ids if each in places), None)
        return self._next(style.number or "", list_, style.number_level or 0 if linked is None else linked)

    def _next(self, id_: str, list_: _List, at: int) -> str:
        level = list_.levels.get(at)
        if level is None:
            return ""
        counts = self._counts.setdefault(list_.key, [None] * _LEVELS)
        count = counts[at]
        if count is None or ((id_, at) not in self._begun and at in list_.starts):
            count = list_.starts.get(at, level.start) - 1
        self._begun.add((id_, at))
        counts[at] = count + 1
        for upper in range(at):  # a level that was passed over has begun all the same
            if counts[upper] is None:
                counts[upper] = list_.starts.get(upper, list_.levels.get(upper, _FIRST).start)
        for deeper in range(at + 1, _LEVELS):
            restart = list_.levels[deeper].restart if deeper in list_.levels else None
            if restart is None or restart > at:
                counts[deeper] = None
        return _label(list_, counts, at)

    def _list(self, id_: str) -> _List | None:
        if id_ not in self._lists:
            self._lists[id_] = self._read_list(id_)
        return self._lists[id_]

    def _read_list(self, id_: str) -> _List | None:
        num = self._nums.get(id_)
        if num is None or id_ == "0":
            return None
        key = value(num, "abstractNumId") or ""
        for _ in range(_LINKS):  # an abstract list may only name the style of another one
            linked = value(self._abstract.get(key), "numStyleLink")
            other = self._nums.get(self._styles.number_of(linked) or "") if linked else None
            if other is None:
                break
            key = value(other, "abstractNumId") or ""
        abstract = self._abstract.get(key)
        levels = {} if abstract is None else _levels(abstract)
        starts: dict[int, int] = {}
        for override in num.iter(f"{W}lvlOverride"):
            at = number(override.get(f"{W}ilvl"), 0)
            levels |= _levels(override)
            start = value(override, "startOverride")
            if start is not None:
                starts[at] = number(start, 1)
        return _List(key, levels, starts)


def _label(list_: _List, counts: list[int | None], at: int) -> str:
    level = list_.levels[at]
    if level.form == "bullet":
        return (level.text if level.text in _BULLETS else "•") + level.gap if level.text else ""
    if any(int(place) > at + 1 for place in _PLACE.findall(level.text)):
        return ""  # so does Word

    def shown(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        form = list_.levels.get(place, _FIRST).form
        if form in ("none", "bullet"):
            return ""
        return number_text(counts[place] or 0, "decimal" if level.legal and place < at else form)

    text = _PLACE.sub(shown, level.text)
    return text.rstrip() + level.gap if text.strip() else ""


def _levels(parent: Element) -> dict[int, Level]:
    return {
        at: _level(each) for each in parent.iter(f"{W}lvl") if 0 <= (at := number(each.get(f"{W}ilvl"), -1)) < _LEVELS
    }


def _level(element: Element) -> Level:
    restart, legal = value(element, "lvlRestart"), element.find(f"{W}isLgl")
    text = element.find(f"{W}lvlText")
    form = element.find(f".//{W}numFmt")  # newer formats stand within mc:AlternateContent
    return Level(
        start=number(value(element, "start"), 0),
        form=form.get(VAL, "decimal") if form is not None else "decimal",
        text=text.get(VAL, "") if text is not None else "",
        gap="" if value(element, "suff") == "nothing" else " ",
        restart=number(restart, 0) if restart is not None else None,
        legal=legal is not None and is_on(legal),
        style=value(element, "pStyle") or "",
    )
