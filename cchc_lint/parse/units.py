"""The nouns that administration counts (rules/nouns.yaml), and the words right after a figure."""

from __future__ import annotations

import re
from functools import cache

from cchc_lint import packdata

PLACES = frozenset(("tỉnh", "huyện", "quận", "xã", "phường", "thị xã", "thị trấn", "thành phố", "đặc khu"))
# "600 số phiếu", "352 các cơ quan": a word between the figure and its noun.
_FILLERS = frozenset(("số", "các", "lượng"))
_LONGEST = 4

# "05 (năm) hồ sơ"
_SPELLED = r"(?:[ \u00a0]*\((?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|không)[^()0-9\n]{0,30}\))?"
# Footnote marks are no letters, though \w has them.
_WORD = r"[^\W\d_¹²³⁰-⁹]+(?:[-&'’][^\W\d_¹²³⁰-⁹]+)*"
_AFTER = re.compile(rf"{_SPELLED}[ \u00a0]*(?P<words>{_WORD}(?:[ \u00a0]+{_WORD}){{0,5}})")
_PERCENT = re.compile(r"[ \u00a0]*(?:%|\(%\)|phần trăm\b)")


def after(lower: str, at: int) -> tuple[str, str, tuple[str, ...]]:
    """(unit, noun, words of the noun) at `at` of a lower-case text; the unit "" unknown, the noun of up to 6 words."""
    if _PERCENT.match(lower, at):
        return "%", "", ()
    match = _AFTER.match(lower, at)
    if not match:
        return "", "", ()
    words = tuple(match["words"].split())
    return unit_of(words), " ".join(words), words


def unit_of(words: tuple[str, ...]) -> str:
    """The longest counted noun that `words` (lower case) begin with, "" where they begin with none."""
    if words and words[0] in _FILLERS:
        words = words[1:]
    known = nouns("counted", "measured", "times")
    for length in range(min(_LONGEST, len(words)), 0, -1):
        head = " ".join(words[:length])
        if head in known:
            return head
    return ""


@cache
def nouns(*kinds: str) -> frozenset[str]:
    """The words of rules/nouns.yaml under any of `kinds`: "counted", "measured", "times", "series", "loose_series"."""
    table: dict[str, list[list[str]]] = packdata.data("nouns")
    return frozenset(noun for kind in kinds for group in table[kind] for noun in group)
