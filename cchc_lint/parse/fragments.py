"""What single tokens give away: no Vietnamese syllable ("môt"), or the rest of one ("ện", "ch", "đ")."""

from __future__ import annotations

from functools import lru_cache

from cchc_lint.parse.lexicon import lexicon
from cchc_lint.parse.syllables import canonical, is_syllable, onset, shape

WRONG = 1  # a small word that is no syllable, or the end of one
SCRAP = 2  # what is left where glyphs were lost, for certain
LETTER = 4  # a single consonant, which may be such a rest or a label

_VOWELS = frozenset("aăâeêioôơuưy")
_CLUSTERS = frozenset(("ch", "gh", "kh", "ng", "ngh", "nh", "ph", "th", "tr"))


def is_cluster(word: str) -> bool:
    """Consonants that begin a syllable and never stand alone."""
    return word in _CLUSTERS


def _kind(token: str) -> int:
    word = token.rstrip(",")
    seen = shape(word)
    if len(word) == 1:
        return 0 if seen.plain in _VOWELS else LETTER
    if not word.islower():
        torn = word.isupper() and seen.tone and not seen.valid and len(word) > 2 and seen.plain[-1] != "k"
        return SCRAP if torn else 0
    if word in lexicon().spared:
        return 0
    if seen.valid:
        return 0 if onset(word) or canonical(word) in lexicon().onsetless else WRONG | SCRAP
    if not any(letter in _VOWELS for letter in seen.plain):
        return WRONG | SCRAP if is_cluster(word) else 0
    return 0 if word.isascii() else WRONG


class _Kinds(dict[str, int]):
    """token → its kind; bounded, because a process may read many files."""

    def __missing__(self, token: str) -> int:
        if len(self) > 100_000:
            self.clear()
        kind = self[token] = _kind(token)
        return kind


_KINDS = _Kinds()


def kinds(tokens: list[str]) -> list[int]:
    """The kind of each token (with or without a comma): 0, or WRONG, SCRAP and LETTER added up."""
    return [_KINDS[token] for token in tokens]


@lru_cache(maxsize=1024)
def mended(word: str, follower: str) -> str:
    """The word that a wrong one stands for, where only one will do: "ện" before "tử" is "điện", "môt" is "một"."""
    lex, seen = lexicon(), shape(word)
    if seen.valid:
        whole = [
            first for first in lex.before.get(follower, ())
            if shape(first).plain.endswith(seen.plain) and shape(first).tone == seen.tone
        ]
    else:
        whole = [meant for meant in sorted(lex.grammatical) if shape(meant).plain == seen.plain and is_syllable(meant)]
    return whole[0] if len(whole) == 1 else ""
