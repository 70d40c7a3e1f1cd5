"""The decoded source, cleaned: NFC, plain blanks, no markup; and where each character came from.

Everything after works on `Clean.text`; `Clean.runs` leads from there to the source, as `Origin` does.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple

from cchc_lint.letters import RAISED

# One character for one, so that positions stay in step: no-break and other blanks, vertical tabs; digits and
# signs of full width, as OCR programs write them; the lines of boxes drawn around tables.
_PLAIN: dict[int, int | str] = {
    **dict.fromkeys([0x0B, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000], " "),
    **{0xFF01 + n: 0x21 + n for n in range(94)},
    **dict.fromkeys(map(ord, "│┃║┆┇┊┋"), "|"), **dict.fromkeys(map(ord, "─━═┄┅┈┉"), "-"),
    **dict.fromkeys([*range(0x250C, 0x254C), *range(0x2552, 0x256D)], "+"),
}
_NOT_PLAIN = re.compile(
    "[\x0b\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\uff01-\uff5e\u2500-\u256c]"
)
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+")
_ETH = "\u00d0"  # looks like the Vietnamese Đ
_SLIPS = 4  # more of them are no slips of the hand
_MARKS = re.compile("[\u0300-\u036f]+")
_PILE = 64  # marks on one letter: to order more of them takes quadratic time, and no letter has them
# Composition never reaches across an ASCII character that stands first, so these stretches stand alone.
_STRETCH = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")
_LINE_END = re.compile(r"\r\n|\r|\n")
# Balanced marks only: a lone asterisk is a slip of the writer or a bullet, and stays.
_EMPHASIS = re.compile(r"([*_]{1,3})(?=[^\s*_])([^*_]+)(?<=[^\s*_])\1(?![*_\w])")
_BOLD_REACH = 200  # characters of a bold stretch that runs over blank lines, as titles and signatures do
_BLANK_LINE = re.compile(r"(?:\r\n|\r|\n)[ \t]*[\r\n]")
_TAG = re.compile(r"</?(?i:i|b|u|em|strong|span|font|p|div|center|small|big|br)(?:[\s/][^<>\r\n]*)?>")
_SUPERSCRIPT = re.compile(r"<sup>\s*\[?(\d{1,3})\]?\s*</sup>")
_FORMULA = re.compile(r"\$\s*\^\{?\s*(\d{1,3})\s*\}?\s*\$")  # a footnote mark as OCR programs write it
_ESCAPE = re.compile(r"\\(?=[-*_.#()\[\]+!|~>])")
_HASHES = re.compile(r"^[ \t]*(#{1,6})[ \t]+(?=\S)", re.M)
_QUOTED = re.compile(r"^[ \t]*>(?:[ \t]?>)*(?: |$)?", re.M)  # how mail programs mark the lines that they quote
_FILLED = re.compile(r"^[^\S\r\n]*\S", re.M)
_RAISED = str.maketrans("0123456789", RAISED)


class Edit(NamedTuple):
    """Source [start, end) reads as `text`."""

    start: int
    end: int
    text: str


class Clean(NamedTuple):
    """text[starts[i]:] came from source[sources[i]:], in step up to the next run."""

    source: str
    text: str
    starts: tuple[int, ...] = (0,)
    sources: tuple[int, ...] = (0,)

    def runs(self, start: int, end: int) -> list[tuple[int, int]]:
        """(offset in text, offset in source) of every run that [start, end) of the text meets."""
        first = bisect_right(self.starts, start) - 1
        found = [(start, self.sources[first] + start - self.starts[first])]
        for i in range(first + 1, len(self.starts)):
            if self.starts[i] >= end:
                break
            found.append((self.starts[i], self.sources[i]))
        return found


def raised(digits: str) -> str:
    """ "12" as superscript."""
    return digits.translate(_RAISED)


def line_starts(source: str) -> tuple[int, ...]:
    """The offset of every line, as editors count them: after \\n, \\r\\n and a lone \\r."""
    if "\r" in source:
        return (0, *(end.end() for end in _LINE_END.finditer(source)))
    *parts, _ = source.split("\n")
    return (0, *(count + total for count, total in enumerate(accumulate(map(len, parts)), 1)))


def clean(source: str, *, markup: bool = True) -> Clean:
    """`source` in NFC with plain blanks, and without `markup` where the format may hold Markdown or tags."""
    edits = sorted(_edits(source, markup))
    text = source.translate(_PLAIN) if _NOT_PLAIN.search(source) else source
    if "Đ" not in text and text.count(_ETH) > _SLIPS:  # a converter wrote one letter for the other throughout
        text = text.replace(_ETH, "Đ")
    if not edits:
        return Clean(source, text)
    parts: list[str] = []
    starts, sources = [0], [0]
    at = length = 0
    for edit in edits:
        if edit.start < at:
            continue
        parts += (text[at : edit.start], edit.text)
        length += edit.start - at
        # One source character may read as several: each is a run of its own.
        for i in range(len(edit.text)):
            _run(starts, sources, length + i, min(edit.start + i, edit.end - 1))
        length += len(edit.text)
        at = edit.end
        _run(starts, sources, length, at)
    parts.append(text[at:])
    return Clean(source, "".join(parts), tuple(starts), tuple(sources))


def _run(starts: list[int], sources: list[int], start: int, source: int) -> None:
    if start - starts[-1] == source - sources[-1]:
        return
    if starts[-1] == start:
        sources[-1] = source
        return
    starts.append(start)
    sources.append(source)


def _edits(source: str, markup: bool) -> list[Edit]:
    found = _compositions(source)
    if _INVISIBLE.search(source):
        found += (Edit(m.start(), m.end(), "") for m in _INVISIBLE.finditer(source))
    if not markup:
        return found
    if "*" in source or "_" in source:
        found += _emphasis(source)
    if "<" in source:
        found += (Edit(m.start(), m.end(), raised(m[1])) for m in _SUPERSCRIPT.finditer(source))
        found += (Edit(m.start(), m.end(), " " if m[0][1:3].lower() == "br" else "") for m in _TAG.finditer(source))
    if "$" in source:
        found += (Edit(m.start(), m.end(), raised(m[1])) for m in _FORMULA.finditer(source))
    if "\\" in source:
        found += (Edit(m.start(), m.end(), "") for m in _ESCAPE.finditer(source))
    if ">" in source:
        quoted = list(_QUOTED.finditer(source))
        if len(quoted) * 2 > len(_FILLED.findall(source)):
            found += (Edit(m.start(), m.end(), "") for m in quoted)
    if "#" in source:
        found += (Edit(m.start(1), m.end(), "") for m in _HASHES.finditer(source))
    return found


def _compositions(source: str) -> list[Edit]:
    """The letters that their marks are composed with; where that does not do, whole stretches of text."""
    found: list[Edit] = []
    for match in _MARKS.finditer(source):
        start = max(match.start() - 1, 0)
        written = source[start : match.end()]
        composed = unicodedata.normalize("NFC", written[:_PILE])
        if composed != written:
            found.append(Edit(start, match.end(), composed))
    if unicodedata.is_normalized("NFC", _edited(source, found) if found else source):
        return found
    return [
        Edit(match.start(), match.end(), composed) for match in _STRETCH.finditer(source)
        if (composed := unicodedata.normalize("NFC", match[0])) != match[0]
    ]


def _edited(source: str, edits: list[Edit]) -> str:
    parts: list[str] = []
    at = 0
    for edit in edits:
        parts += (source[at : edit.start], edit.text)
        at = edit.end
    return "".join(parts) + source[at:]


def _emphasis(source: str) -> list[Edit]:
    found: list[Edit] = []
    for match in _EMPHASIS.finditer(source):
        start, end, marks = match.start(), match.end(), len(match[1])
        before = source[start - 1 : start]
        if before.isalnum() or before in ("*", "_") or (marks == 1 and _LINE_END.search(match[2])):
            continue
        if len(match[2]) > _BOLD_REACH and _BLANK_LINE.search(match[2]):
            continue
        found += (Edit(start, start + marks, ""), Edit(end - marks, end, ""))
    return found
