"""Word groups that are one typing slip away from a fixed group of administrative prose.

A syllable is suspected where it makes no known group with its neighbours. It is reported only where the
lexicon has the syllable that is meant: either a whole phrase of three to five syllables reads right but for it
("một của liên thông"), or a common two-syllable group does, and nothing around can claim the syllable for a
group that the lexicon does not know. A phrase with a syllable left out ("trong thời qua") is told likewise.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from cchc_lint.parse.lexicon import Phrase, Reading, distance, lexicon, readings
from cchc_lint.parse.runs import Words
from cchc_lint.parse.syllables import is_syllable, shape

_UNLINKED = (False, False)


class NearMiss(NamedTuple):
    """The words first to last, what they should read, and the word that is wrong."""

    first: int
    last: int
    meant: str
    at: int
    missing: bool = False  # a syllable is left out after `at`, or before it


def find_near_misses(run: Words) -> Iterator[NearMiss]:
    """The slips in the words of a run; a phrase tells more than a pair, so phrases are tried first."""
    words, lex = run.words, lexicon()
    if len(words) < 2:
        return
    followers, loose = lex.followers, lex.loose
    linked = [second in followers[first] for first, second in pairwise(words)]
    free = [at for at, pair in enumerate(zip([False, *linked], [*linked, False], strict=True)) if pair == _UNLINKED]
    if not free:
        return
    search = _Search(run, linked)
    bound = {at for at in free if words[at] not in loose and not search.placed(at)}
    alone = [at for at in free if words[at] in loose or at in bound]
    partners = bound.union(at for at in free if words[at] in lex.abbreviated)
    beside = [at for at in alone if at in bound or at + 1 in partners or at - 1 in partners] if partners else []
    taken: set[int] = set()
    for look, places in ((search.phrase, alone), (search.pair, beside), (search.gap, sorted(bound))):
        for at in places:
            found = None if at in taken else look(at)
            if found and taken.isdisjoint(range(found.first, found.last + 1)):
                taken.update(range(found.first, found.last + 1))
                if found.meant != " ".join(words[found.first : found.last + 1]):
                    yield found


@lru_cache(maxsize=16384)
def acronym(token: str) -> bool:
    """Whether a token is written as an abbreviation: UBND, TTHC, DVCQG; not HÀNH, which is a syllable."""
    return not is_syllable(token.rstrip(",")) and sum(letter.isupper() for letter in token) > 1


class _Search:
    """The looks at one word of a run. linked[i]: words i and i + 1 make a known group."""

    __slots__ = ("run", "words", "lex", "linked", "near")

    def __init__(self, run: Words, linked: list[bool]) -> None:
        self.run, self.words, self.lex, self.linked = run, run.words, lexicon(), linked
        self.near = list(pairwise(run.words))

    def placed(self, at: int) -> bool:
        """Whether a word is in a known group, or is none that could be in one."""
        if (at and self.linked[at - 1]) or (at < len(self.linked) and self.linked[at]):
            return True
        word = self.words[at]
        return word not in self.lex.loose and (len(word) == 1 or acronym(self.run.tokens[at]))

    def phrase(self, at: int) -> NearMiss | None:
        """A phrase of three and more syllables that differs in this one, or that reads right."""
        near, lex = self.near, self.lex
        found: list[tuple[int, int, int, Phrase]] = []
        if at + 1 < len(near) and near[at + 1] in lex.by_right:
            found += self._fitting(at, readings(self.words[at], near[at + 1], "before"))
        if at > 1 and near[at - 2] in lex.by_left:
            found += self._fitting(at, readings(self.words[at], near[at - 2], "after"))
        if not found:
            return None
        _, _, start, phrase = min(found)
        return NearMiss(start, start + len(phrase) - 1, " ".join(phrase), at)

    def _fitting(self, at: int, likely: tuple[Reading, ...]) -> Iterator[tuple[int, int, int, Phrase]]:
        """(slips, minus length, start, phrase) of the phrases that fit, the likeliest the least."""
        for slips, phrase, place in likely:
            start = at - place
            fits = self._reads(start, phrase, at) and (slips == 0 or not self._parted(start, phrase, at))
            if fits and slips and start == at and self._is_name(at):
                continue
            if fits and (slips == 0 or len(phrase) > 3 or self._bound(at) or self._marks_only(at, phrase[place])):
                yield slips, -len(phrase), start, phrase

    def _is_name(self, at: int) -> bool:
        """The last word of a name before the phrase: "UBND huyện Cầu Kè báo cáo"."""
        tokens = self.run.tokens
        return at > 0 and tokens[at].istitle() and tokens[at - 1].istitle()

    def _bound(self, at: int) -> bool:
        """Whether the word is a syllable that cannot stand alone."""
        return self.words[at] not in self.lex.loose

    def _marks_only(self, at: int, meant: str) -> bool:
        """A word that can stand alone is suspected beside a two-syllable word only for a lost or wrong mark."""
        word = self.words[at]
        return word not in self.lex.grammatical and shape(word).base == shape(meant).base

    def _reads(self, start: int, phrase: Phrase, but: int = -1) -> bool:
        words = self.words
        return start >= 0 and start + len(phrase) <= len(words) and all(
            words[start + i] == syllable or start + i == but for i, syllable in enumerate(phrase)
        )

    def _parted(self, start: int, phrase: Phrase, at: int) -> bool:
        """A comma parts the word from the phrase (any comma, where it may well stand alone)."""
        commas = [i for i in range(start, start + len(phrase) - 1) if self.run.comma_after(i)]
        return bool(commas) and (self.words[at] in self.lex.loose or at in commas or at - 1 in commas)

    def pair(self, at: int) -> NearMiss | None:
        """A common two-syllable group that differs in this syllable."""
        words = self.words
        found: list[NearMiss] = []
        after = words[at + 1] if at + 1 < len(words) else ""
        if after in self.lex.before and self._open(at, at + 1) and self._settled(at - 1) and self._settled(at + 2):
            found += [
                NearMiss(at, at + 1, f"{first} {after}", at)
                for first in self.lex.before[after] if self._likely(at, at + 1, first)
            ]
        before = words[at - 1] if at else ""
        if before in self.lex.after and self._open(at, at - 1) and self._settled(at - 2) and self._settled(at + 1):
            found += [
                NearMiss(at - 1, at, f"{before} {second}", at)
                for second in self.lex.after[before] if self._likely(at, at - 1, second)
            ]
        return _likeliest(found, words[at]) if found else None

    def _open(self, at: int, partner: int) -> bool:
        """Whether the two may make a group: they touch, one of them cannot stand alone, and they are no name."""
        if self.placed(partner) and self.words[partner] not in self.lex.abbreviated:
            return False
        if self.run.comma_after(min(at, partner)):
            return False
        loose = self.lex.loose
        if self.words[at] in loose and self.words[partner] in loose:
            return False
        one, other = self.run.tokens[min(at, partner)], self.run.tokens[max(at, partner)]
        return one.isupper() if other.isupper() and not acronym(other) else not other[0].isupper() or acronym(other)

    def _likely(self, at: int, partner: int, meant: str) -> bool:
        """One slip; beside a word that can stand alone, only a wrong mark."""
        if distance(self.words[at], meant) != 1:
            return False
        return self.words[partner] not in self.lex.loose or shape(self.words[at]).base == shape(meant).base

    def _settled(self, at: int) -> bool:
        """Whether the word at `at` has its own place, so that it cannot claim its neighbour."""
        if at < 0:
            return not self.run.open_left
        if at >= len(self.words):
            return not self.run.open_right
        return self.words[at] in self.lex.loose or self.placed(at) or not is_syllable(self.words[at])

    def gap(self, at: int) -> NearMiss | None:
        """A phrase in which a syllable beside this one is left out."""
        words = self.words
        if not self._bound(at):
            return None
        for left in (at - 1, at):
            if left < 0 or left + 1 >= len(words):
                continue
            for phrase, gap in self.lex.gaps.get((words[left], words[left + 1]), ()):
                start, rest = left - gap + 1, phrase[:gap] + phrase[gap + 1 :]
                last = start + len(rest) - 1
                if self._reads(start, rest) and not any(map(self.run.comma_after, range(start, last))):
                    return NearMiss(start, last, " ".join(phrase), at, missing=True)
        return self._cut(at)

    def _cut(self, at: int) -> NearMiss | None:
        """A phrase whose last syllable is left out, so that the one before it has lost its partner: "luật viên năm"."""
        words = self.words
        meant = self.lex.by_left.get((words[at - 1], words[at])) if at else None
        if not meant or len(meant) > 1 or not self._settled(at + 1) or self.run.comma_after(at - 1):
            return None
        syllable, phrases = next(iter(meant.items()))
        if syllable not in self.lex.after.get(words[at], ()):
            return None
        for phrase, place in phrases:
            start = at - place + 1
            if place == len(phrase) - 1 and self._reads(start, phrase[:-1]):
                return NearMiss(start, at, " ".join(phrase), at, missing=True)
        return None


def _likeliest(found: list[NearMiss], written: str) -> NearMiss | None:
    """Those that differ in a mark only go before the others; None where two are as likely."""
    base = shape(written).base
    marks = [one for one in found if base in (shape(word).base for word in one.meant.split())]
    best = marks or found
    return best[0] if len({one.meant for one in best}) == 1 else None
