"""Slips in the names of places: one spelling against the one that the report uses."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Container, Sequence

from cchc_lint.document import Span
from cchc_lint.parse.names import spelling_fold
from cchc_lint.report import Name

_LIST = 400  # characters: names within it are told as different places


def slips(names: Sequence[Name], agency: str, province: str) -> dict[Span, Name]:
    """Each name that is a slip of a more frequent one of its kind, with that one.

    Names that differ in nothing but marks ("Tân Hương", "Tân Hường") are one place; names one letter apart
    are so only where the frequent one is the reporting agency's own or its province's, or stands thrice against once.
    """
    counts = Counter((name.kind, spelling_fold(name.name)) for name in names)
    first: dict[tuple[str, str], Name] = {}
    for name in names:
        first.setdefault((name.kind, spelling_fold(name.name)), name)
    own = {spelling_fold(agency.split(" ", 2)[-1]), spelling_fold(province)}
    usual: dict[tuple[str, str], Name] = {}
    for key, count in counts.items():
        for other, times in counts.items():
            is_own = other[1] in own
            if other[0] != key[0] or other == key or times < (2 * count if is_own else 2 * count + 1 - (count == 1)):
                continue
            if _alike(key[1], other[1], letters=is_own and times > 1 or times > 2 and count == 1):
                usual[key] = first[other]
    return {
        name.span: usual[key] for name in names if (key := (name.kind, spelling_fold(name.name))) in usual
    }


def resembling(names: Sequence[Name], taken: Container[Span]) -> dict[Span, Name]:
    """Each name told once that is one letter apart from an earlier one of its kind told elsewhere, with that one: two
    places or one misspelt. Names that stand near each other are two places."""
    told: dict[tuple[str, str], list[Name]] = {}
    for name in names:
        told.setdefault((name.kind, spelling_fold(name.name)), []).append(name)
    found: dict[Span, Name] = {}
    for (kind, one), (name, *again) in told.items():
        if again or name.span in taken:
            continue
        for (other_kind, other), others in told.items():
            apart = all(abs(each.span.start - name.span.start) > _LIST for each in others)
            if other_kind == kind and other != one and others[0].span < name.span and apart \
                    and _alike(one, other, letters=True):
                found[name.span] = others[0]
    return found


def _alike(one: str, other: str, *, letters: bool) -> bool:
    """Are two folded names one place, but for marks, or for one letter?"""
    if _bare(one) == _bare(other):
        return True
    words, others = one.split(), other.split()
    if not letters or len(words) != len(others) or len(words) < 2:
        return False
    apart = [(a, b) for a, b in zip(words, others, strict=True) if a != b]
    return len(apart) == 1 and _one_letter_apart(_bare(apart[0][0]), _bare(apart[0][1]))


def _bare(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.replace("đ", "d"))
    return "".join(c for c in plain if not unicodedata.combining(c))


def _one_letter_apart(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 1 or one[:1] != other[:1]:
        return False
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(one, other) == 1
