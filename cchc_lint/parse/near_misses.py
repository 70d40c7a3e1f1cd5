"""Word groups that are one typing slip away from a fixed group of administrative prose.

A syllable is suspected where it makes no known group with its neighbours. It is reported only where the
lexicon has the syllable that is meant: either a whole phrase of three to five syllables reads right but for it
("một của liên thông"), or a common two-syllable group does, and nothing around can claim the syllable for a
group that the lexicon does not know. A phrase with a syllable left out ("trong thời qua") is told likewise.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cchc_lint.parse.lexicon import Phrase, distance, lexicon
from cchc_lint.parse.runs import Run
from cchc_lint.parse.syllables import is_syllable, shape


class NearMiss(NamedTuple):
    """The words first to last of a run, and what they should read."""

    first: int
    last: int
    meant: str
    missing: bool = False  # a syllable is left out


def find_near_misses(run: Run) -> Iterator[NearMiss]:
    """The slips of one run, at most one for each word."""
    words = run.words
    if len(words) < 2:
        return
    followers = lexicon().followers
    linked = [second in followers[first] for first, second in zip(words, words[1:])]
    linked.append(False)
    suspects = _Suspects(run, linked)
    open_words = [at for at in range(len(words)) if not suspects.placed(at)]
    taken: set[int] = set()
    for look in (suspects.by_phrase, suspects.by_pair, suspects.by_gap):
        for at in open_words:
            found = None if at in taken else look(at)
            if found and taken.isdisjoint(range(found.first, found.last + 1)):
                taken.update(range(found.first, found.last + 1))
                yield found


def _acronym(token: str) -> bool:
    return sum(letter.isupper() for letter in token) > 1


def _likeliest(found: list[NearMiss], written: str) -> NearMiss | None:
    """The one that differs in a mark only, else the only one; None where two are as likely."""
    base = shape(written).base
    marks = [one for one in found if base in (shape(word).base for word in one.meant.split())]
    best = marks or found
    return best[0] if len({one.meant for one in best}) == 1 else None


class _Suspects:
    """The looks at one word of a run; linked[i]: words i and i + 1 make a known group."""

    def __init__(self, run: Run, linked: list[bool]) -> None:
        self.run, self.words, self.linked = run, run.words, linked
        self.lex = lexicon()

    def placed(self, at: int) -> bool:
        """Whether the word makes a known group with a neighbour, or is no word at all."""
        if self.linked[at] or (at > 0 and self.linked[at - 1]):
            return True
        word = self.words[at]
        return word not in self.lex.loose and (
            len(word) == 1 or (_acronym(self.run.tokens[at]) and not is_syllable(word))
        )

    def by_phrase(self, at: int) -> NearMiss | None:
        """A phrase of three and more syllables that differs in this one."""
        words, bound = self.words, self.words[at] not in self.lex.loose
        candidates: list[tuple[int, int, Phrase, int]] = []
        if at + 2 < len(words):
            self._near(candidates, at, self.lex.by_right.get((words[at + 1], words[at + 2])), bound)
        if at > 1:
            self._near(candidates, at, self.lex.by_left.get((words[at - 2], words[at - 1])), bound)
        if not candidates:
            return None
        _, _, phrase, start = min(candidates, key=lambda found: (found[0], found[1]))
        return NearMiss(start, start + len(phrase) - 1, " ".join(phrase))

    def _near(
        self, candidates: list[tuple[int, int, Phrase, int]], at: int,
        meant: dict[str, list[tuple[Phrase, int]]] | None, bound: bool,
    ) -> None:
        for syllable, phrases in (meant or {}).items():
            slips = distance(self.words[at], syllable)
            if slips > (2 if bound else 1):
                continue
            for phrase, place in phrases:
                start = at - place
                fits = slips == 1 or (slips == 2 and len(phrase) > 3)
                if fits and self._reads(start, phrase, at) and not self._comma(start, phrase, at, bound):
                    candidates.append((slips, -len(phrase), phrase, start))

    def _reads(self, start: int, phrase: Phrase, but: int) -> bool:
        words = self.words
        return 0 <= start and start + len(phrase) <= len(words) and all(
            words[start + i] == syllable or start + i == but for i, syllable in enumerate(phrase)
        )

    def _comma(self, start: int, phrase: Phrase, at: int, bound: bool) -> bool:
        """A comma that parts the word from the phrase (any comma, where it may well stand alone)."""
        commas = [i for i in range(start, start + len(phrase) - 1) if self.run.comma_after(i)]
        return bool(commas) and (not bound or at in commas or at - 1 in commas)

    def by_pair(self, at: int) -> NearMiss | None:
        """A common two-syllable group that differs in this syllable."""
        words, bound = self.words, self.words[at] not in self.lex.loose
        found: list[NearMiss] = []
        if at + 1 < len(words) and not self.run.comma_after(at) and not self.placed(at + 1):
            if self._allowed(at, at + 1, bound) and self._settled(at - 1) and self._settled(at + 2):
                found += [
                    NearMiss(at, at + 1, f"{first} {words[at + 1]}")
                    for first in self.lex.before.get(words[at + 1], ()) if distance(words[at], first) == 1
                ]
        if at and not self.run.comma_after(at - 1) and not self.placed(at - 1):
            if self._allowed(at, at - 1, bound) and self._settled(at - 2) and self._settled(at + 1):
                found += [
                    NearMiss(at - 1, at, f"{words[at - 1]} {second}")
                    for second in self.lex.after.get(words[at - 1], ()) if distance(words[at], second) == 1
                ]
        return _likeliest(found, words[at])

    def _allowed(self, at: int, partner: int, bound: bool) -> bool:
        """One of the two must be a syllable that cannot stand alone; a name is left alone."""
        if not bound and self.words[partner] in self.lex.loose:
            return False
        tokens = self.run.tokens
        if tokens[at].isupper() or tokens[partner].isupper():
            return tokens[at].isupper() == tokens[partner].isupper()
        named = tokens[at][0].isupper() and tokens[partner][0].isupper()
        return not named and (not tokens[max(at, partner)][0].isupper())

    def _settled(self, at: int) -> bool:
        """Whether the word at `at` has its own place, so that it cannot claim its neighbour."""
        if at < 0:
            return not self.run.open_left
        if at >= len(self.words):
            return not self.run.open_right
        return (
            self.words[at] in self.lex.loose or self.placed(at)
            or _acronym(self.run.tokens[at]) or not is_syllable(self.words[at])
        )

    def by_gap(self, at: int) -> NearMiss | None:
        """A phrase in which a syllable beside this one is left out."""
        words = self.words
        if words[at] in self.lex.loose:
            return None
        for left in (at - 1, at):
            if left < 0 or left + 1 >= len(words):
                continue
            for phrase, gap in self.lex.gaps.get((words[left], words[left + 1]), ()):
                start = left - gap + 1
                rest = phrase[:gap] + phrase[gap + 1 :]
                if self._reads(start, rest, -1) and not any(map(self.run.comma_after, range(start, start + len(rest) - 1))):
                    return NearMiss(start, start + len(rest) - 1, " ".join(phrase), missing=True)
        return None
