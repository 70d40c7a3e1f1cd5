"""A console in a legacy code page: what it cannot show is told by the nearest letters that it can.

Vietnamese code page 1258 writes "ế" as "ê" with a mark of its own; others lose the marks ("Kế hoạch" is then
"Ke hoach"), and frames and arrows become their like in ASCII, sign for sign, so that marks stay under their words.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from typing import TextIO
from unicodedata import normalize

_SIGNS = {
    "đ": "d", "Đ": "D", "Ð": "D", "│": "|", "╰": "`", "─": "-", "–": "-", "—": "-", "−": "-", "‑": "-", "…": "~",
    "“": '"', "”": '"', "‘": "'", "’": "'", "→": ">", "·": "-", "×": "x", "\u00a0": " ",
    "≤": "<=", "≥": ">=", "≠": "!=", "∞": "oo",
}


def tolerate(stream: TextIO) -> None:
    """Makes a stream show what its encoding lacks by the nearest, and never fail."""
    if not isinstance(stream, io.TextIOWrapper):
        return
    encoding = stream.encoding

    def nearest(error: UnicodeError) -> tuple[str, int]:
        # error.encoding will not do: tables of code pages name themselves "charmap"
        if not isinstance(error, UnicodeEncodeError):
            raise error
        lost = error.object[error.start : error.end]
        return "".join(_shown(char, encoding) for char in lost), error.end

    codecs.register_error(f"cchc_lint.{encoding}", nearest)
    stream.reconfigure(errors=f"cchc_lint.{encoding}")


def _shown(char: str, encoding: str) -> str:
    for like in _likes(char):
        try:
            like.encode(encoding)
        except UnicodeEncodeError:
            continue
        return like
    return "?"


def _likes(char: str) -> Iterator[str]:
    """What can stand for a letter or sign, the truest first."""
    if char in _SIGNS:
        yield _SIGNS[char]
        return
    letters = normalize("NFD", char)
    base, marks = letters[:1], letters[1:]
    for mark in marks:  # the letter with its other marks, then this one: "ê" and an acute
        yield normalize("NFC", base + marks.replace(mark, "")) + mark
    for mark in marks:
        yield normalize("NFC", base + mark)
    yield base
