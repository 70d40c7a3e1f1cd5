"""The words by which the prose tells the concepts of the catalogue (rules/phrases.yaml), and which fit a figure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from cchc_lint import packdata

_SIGNS = frozenset(".^$*+?{}[]()\\")  # of a regular expression


class Pattern(NamedTuple):
    """What may stand in a text, as whole words: plain words, or what a regular expression tells ("" none)."""

    plain: tuple[str, ...]
    rest: str

    def stands(self, text: str) -> bool:
        for word in self.plain:
            if word in text and _is_whole(word, text):
                return True
        return bool(self.rest and _compiled(self.rest).search(text))


    def last(self, text: str) -> int:
        """Where the pattern stands last in a text, -1 where it does not."""
        ends = [text.rfind(word) for word in self.plain if word in text and _is_whole(word, text)]
        ends += [match.start() for match in _compiled(self.rest).finditer(text)] if self.rest else []
        return max(ends, default=-1)


class Phrase(NamedTuple):
    """How a concept is told (see rules/phrases.yaml)."""

    concept: str
    all: tuple[Pattern, ...]
    near: tuple[Pattern, ...]
    none: Pattern | None
    under: Pattern | None
    about: tuple[Pattern, ...]
    apart: Pattern | None
    then: Pattern | None
    beside: str
    alone: str
    level: str
    moved: bool

    @property
    def weight(self) -> int:
        """How particular the phrase is."""
        return 2 * len(self.near) + len(self.all) + 2 * (self.under is not None)


class Words(NamedTuple):
    """The words around a figure, lower case, by the keys of rules/phrases.yaml that look at them; of: those at the
    total of what a bracket breaks down."""

    near: str
    all: str
    under: str
    topic: str
    then: str
    of: str = ""


def fitting(family: str, words: Words, *, moved: bool) -> list[Phrase]:
    """The phrases that fit a figure of this family of units; moved: told as an increase or a decrease."""
    return [phrase for phrase in _phrases().get(family, ()) if phrase.moved == moved and _fits(phrase, words)]


def told_last(phrases: Sequence[Phrase], sentence: str) -> Phrase | None:
    """Of phrases that fit as well, the one of the concept whose words stand last before the figure; None where that
    is not one."""
    if len({phrase.concept for phrase in phrases}) == 1:
        return phrases[0]
    places = [(min((pattern.last(sentence) for pattern in phrase.all), default=-1), phrase) for phrase in phrases]
    last = max((place for place, _ in places), default=-1)
    latest = [phrase for place, phrase in places if place == last > -1]
    return latest[0] if len({phrase.concept for phrase in latest}) == 1 else None


def _fits(phrase: Phrase, words: Words) -> bool:
    # What must stand there comes first: most phrases fail for want of it.
    return (
        all(pattern.stands(words.near) for pattern in phrase.near)
        and not (phrase.under and not phrase.under.stands(words.under))
        and all(pattern.stands(words.all) for pattern in phrase.all)
        and all(pattern.stands(words.topic) for pattern in phrase.about)
        and not (phrase.none and (phrase.none.stands(words.near) or phrase.none.stands(words.of)))
        and not (phrase.then and phrase.then.stands(words.then))
        and not (phrase.apart and phrase.apart.stands(words.topic))
    )


def _is_whole(word: str, text: str) -> bool:
    """Whether a word of a text stands there with no letter before or after it."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not any(c.isalnum() or c == "_" for c in (text[at - 1 : at], text[end : end + 1])):
            return True
        at = text.find(word, at + 1)
    return False


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    """On first use: a report tells figures of few families."""
    return re.compile(rf"(?<!\w)(?:{expression})(?!\w)")


@cache
def _phrases() -> dict[str, tuple[Phrase, ...]]:
    """The phrases by family of units."""
    by_unit: dict[str, list[Phrase]] = {}
    for entry in packdata.data("phrases")["phrases"]:
        phrase = Phrase(
            concept=entry["concept"], all=_each(entry, "all"), near=_each(entry, "near"), none=_any(entry, "none"),
            under=_any(entry, "under"), about=_each(entry, "about"), apart=_any(entry, "apart"),
            then=_any(entry, "then"), beside=entry.get("beside", ""), alone=entry.get("alone", ""),
            level=entry.get("level", "own"), moved=entry.get("moved", False),
        )
        for unit in entry["unit"]:
            by_unit.setdefault(unit, []).append(phrase)
    return {unit: tuple(phrases) for unit, phrases in by_unit.items()}


def _each(entry: Mapping[str, Any], key: str) -> tuple[Pattern, ...]:
    return tuple(_pattern([words]) for words in entry.get(key) or ())


def _any(entry: Mapping[str, Any], key: str) -> Pattern | None:
    return _pattern(entry[key]) if entry.get(key) else None


def _pattern(alternatives: Sequence[str]) -> Pattern:
    plain: list[str] = []
    rest: list[str] = []
    for each in alternatives:
        if _SIGNS.intersection(each):
            rest.append(each)
        else:
            plain += each.split("|")
    return Pattern(tuple(plain), "|".join(rest))
