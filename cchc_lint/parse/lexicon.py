"""What is known of the words of administrative Vietnamese (rules/lexicon.yaml), indexed for the search of slips.

All words here are canonical (see syllables.canonical): "Hoá" is looked up as "hóa".
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal

from cchc_lint import packdata
from cchc_lint.parse.syllables import is_syllable, shape

Phrase = tuple[str, ...]
Pair = tuple[str, str]
_LONGEST = 5  # syllables of a phrase that is compared as a whole


class _Followers(dict[str, frozenset[str]]):
    """first syllable → second syllables; the texts of the pack are split when first asked for."""

    def __init__(self, texts: dict[str, str], more: dict[str, list[str]]) -> None:
        super().__init__()
        self._texts, self._more = texts, more

    def __missing__(self, first: str) -> frozenset[str]:
        found = frozenset(self._texts.get(first, "").split()).union(self._more.get(first, ()))
        self[first] = found
        return found


class Lexicon:
    """grammatical, loose (all that stand alone), reduplicated, onsetless, spared (right though no syllable): words.
    followers: which syllable may follow which in a known group.
    abbreviated: what stands second in a group and is no syllable (TTĐT, DVC).
    before, after: of a common two-syllable group, its first syllables by the second, and the reverse.
    by_right[(b, c)]: {a: phrases in which a stands before b c}; by_left[(a, b)]: the same for what stands after.
    gaps[(a, c)]: (phrase, index) of phrases that read "… a c …" when the syllable at index is left out.
    """

    def __init__(self) -> None:
        raw = packdata.data("lexicon")
        self.grammatical = frozenset(raw["function"].split())
        self.reduplicated = frozenset(raw["reduplicated"].split())
        self.onsetless = frozenset(raw["onsetless"].split())
        self.spared = frozenset(raw["foreign"].split()) | frozenset(raw["abbreviations"].split())
        self.loose = self.grammatical | self.spared | frozenset(raw["free"].split())
        groups = [tuple(text.split()) for theme in raw["phrases"].values() for text in theme.split(", ")]
        known = raw["known"]
        pairs = {group for group in groups if len(group) == 2}
        for group in groups:
            halves = (group[:2], group[2:])
            if len(group) == 4 and all(f" {half[1]} " in f" {known.get(half[0], '')} " for half in halves):
                pairs.update(halves)
        self.before, self.after = _by_partner(pairs)
        self.abbreviated = frozenset(second for second in self.before if not is_syllable(second))
        self.followers = _Followers(known, self.after)
        phrases = _phrases(groups, pairs)
        self.by_right, self.by_left = _by_neighbours(phrases)
        self.gaps = _gaps(phrases)

    def known(self, first: str, second: str) -> bool:
        return second in self.followers[first]


def _by_partner(pairs: set[Pair]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    before: dict[str, list[str]] = {}
    after: dict[str, list[str]] = {}
    for first, second in sorted(pairs):
        before.setdefault(second, []).append(first)
        after.setdefault(first, []).append(second)
    return before, after


def _phrases(groups: list[Phrase], pairs: set[Pair]) -> list[Phrase]:
    """Groups of three to five syllables, and the four-syllable pieces "ab cd" of longer ones."""
    found = dict.fromkeys(group for group in groups if 2 < len(group) <= _LONGEST)
    for group in groups:
        for start in range(len(group) - 3 if len(group) > _LONGEST else 0):
            piece = group[start : start + 4]
            if piece[:2] in pairs and piece[2:] in pairs:
                found[piece] = None
    return list(found)


Neighbours = dict[Pair, dict[str, list[tuple[Phrase, int]]]]


def _by_neighbours(phrases: list[Phrase]) -> tuple[Neighbours, Neighbours]:
    by_right: Neighbours = {}
    by_left: Neighbours = {}
    for phrase in phrases:
        for at in range(len(phrase) - 2):
            first, middle, last = phrase[at : at + 3]
            by_right.setdefault((middle, last), {}).setdefault(first, []).append((phrase, at))
            by_left.setdefault((first, middle), {}).setdefault(last, []).append((phrase, at + 2))
    return by_right, by_left


def _gaps(phrases: list[Phrase]) -> dict[Pair, list[tuple[Phrase, int]]]:
    gaps: dict[Pair, list[tuple[Phrase, int]]] = {}
    for phrase in phrases:
        for at in range(1, len(phrase) - 1 if len(phrase) > 3 else 0):
            gaps.setdefault((phrase[at - 1], phrase[at + 1]), []).append((phrase, at))
    return gaps


@cache
def lexicon() -> Lexicon:
    """The lexicon of the shipped pack, indexed once."""
    return Lexicon()


Reading = tuple[int, Phrase, int]


@lru_cache(maxsize=32768)
def readings(word: str, beside: Pair, side: Literal["before", "after"]) -> tuple[Reading, ...]:
    """What `word` may be meant for before or after two others: (slips, phrase, its place in the phrase).

    At most one slip; two in a word that cannot stand alone, where four syllables or more bear it out.
    """
    lex = lexicon()
    meant = (lex.by_right if side == "before" else lex.by_left).get(beside, {})
    bound = word not in lex.loose
    return tuple(
        (slips, phrase, place)
        for syllable, phrases in meant.items() if (slips := distance(word, syllable)) <= 1 + bound
        for phrase, place in phrases if slips < 2 or len(phrase) > 3
    )


@lru_cache(maxsize=65536)
def distance(written: str, meant: str) -> int:
    """How many slips lead from one syllable to the other: letters (with their hooks and circumflexes) and the tone."""
    one, other = shape(written), shape(meant)
    return _edits(one.plain, other.plain) + (one.tone != other.tone)


def _edits(one: str, other: str) -> int:
    """Letters to insert, drop, change or swap; 3 stands for all above 2."""
    letters, wanted_letters = set(one), set(other)
    if abs(len(one) - len(other)) > 2 or len(letters - wanted_letters) > 2 or len(wanted_letters - letters) > 2:
        return 3  # an edit brings or takes away one letter at most
    previous, current = [0] * (len(other) + 1), list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, previous, current = previous, current, [i]
        for j, wanted in enumerate(other, 1):
            step = min(previous[j] + 1, current[-1] + 1, previous[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                step = min(step, before[j - 2] + 1)
            current.append(step)
    return min(current[-1], 3)
