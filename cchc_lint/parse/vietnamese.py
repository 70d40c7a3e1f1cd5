"""Vietnamese text as the readers see it: lower case and words folded to what makes a difference."""

from __future__ import annotations

import re
from functools import lru_cache

from cchc_lint.parse.syllables import ACUTE, shape

_APOSTROPHES = re.compile(r"['’‘`´]")
_SEPARATORS = re.compile(r"[\s\-–—.]+")
_BACK_VOWELS = "aăâoôơuư"


@lru_cache(maxsize=8)
def lower_case(text: str) -> str:
    """`text` in lower case at the same length, so that positions hold ("İ" alone would grow), with đ for ð (U+00F0)."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lower.replace("ð", "đ")


def spelling_fold(name: str) -> str:
    """A name without what spelling leaves open, so that a difference between two folds is a real one.

    Equal: hòa/hoà, ủy/uỷ, kỹ/kĩ, Đắk/Đăk/Đắc, Bắc Kạn/Bắc Cạn, ’/', -/–, capitals. Different: Phượng/Phụng.
    """
    plain = _APOSTROPHES.sub("", name.lower().replace("ð", "đ"))
    return " ".join(_fold_syllable(word) for word in _SEPARATORS.split(plain) if word)


@lru_cache(maxsize=4096)
def _fold_syllable(word: str) -> str:
    seen = shape(word)
    plain, tone = seen.plain, seen.tone
    if plain.endswith("k"):
        plain = plain[:-1] + "c"
    if plain.startswith("k") and plain[1:2] and plain[1] in _BACK_VOWELS:
        plain = "c" + plain[1:]
    if plain.endswith("y") and plain[-2:-1] not in ("a", "â", "u"):
        plain = plain[:-1] + "i"
    if plain.startswith("qu") and plain.endswith("uy"):
        plain = plain[:-1] + "i"
    if not tone and plain.endswith(("c", "p", "t", "ch")):
        tone = ACUTE  # "Đăk" is read and often written "Đắk"
    return plain + tone
