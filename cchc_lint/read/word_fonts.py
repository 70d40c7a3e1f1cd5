"""Runs in fonts from before Unicode (.VnTime, VNI-Times …): their letters are other letters in the file.

A font's name alone proves nothing: Unicode text often keeps the name of an old font, and Word then shows it in
another one. So the text in old fonts is looked at as a whole before any of it is converted.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from cchc_lint.read.legacy import from_tcvn3, from_vni
from cchc_lint.read.word_styles import Styles, run_look
from cchc_lint.read.word_xml import VAL, W

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

Convert = Callable[[str], str]

_UNICODE = re.compile("[\u1ea0-\u1ef9\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u0300-\u0323]")
_OLD = re.compile(r"\.vn|vni-", re.I)
_SAMPLE = 20_000  # characters
_SHARE = 50  # one letter in so many is Vietnamese in Unicode, where the text is Unicode


@cache
def converter(font: str | None) -> Convert | None:
    """How the letters of a run in an old font become Unicode; None where this font is none of them."""
    name = (font or "").lower()
    if name.startswith("vni-"):
        return from_vni
    if not name.startswith(".vn"):
        return None
    return _from_capitals if name.endswith("h") else from_tcvn3


def capitals(text: str) -> str:
    """The text in capitals, one letter for one."""
    whole = text.upper()
    return whole if len(whole) == len(text) else "".join(c.upper() if len(c.upper()) == 1 else c for c in text)


def must_convert(root: Element, styles: Styles) -> bool:
    """Whether the text that this file sets in old fonts is written for them."""
    if not any(_OLD.match(name) for name in _font_names(root)) and not styles.has_font(_OLD):
        return False
    texts: list[str] = []
    length = 0
    for paragraph in root.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        below = styles.paragraph(style.get(VAL) if style is not None else None).look
        for run in paragraph.iter(f"{W}r"):
            if converter(run_look(run, below, styles).font):
                texts += (each.text or "" for each in run.iter(f"{W}t"))
                length += len(texts[-1]) if texts else 0
        if length > _SAMPLE:
            break
    text = "".join(texts)
    return not text.isascii() and len(_UNICODE.findall(text)) * _SHARE < len(text)


def _font_names(root: Element) -> set[str]:
    return {name for fonts in root.iter(f"{W}rFonts") for name in fonts.attrib.values()}


def _from_capitals(text: str) -> str:
    return capitals(from_tcvn3(text))
