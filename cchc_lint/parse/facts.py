"""Facts: every telling of one concept, from the appendix, its notes, and the prose.

A figure of the prose is recognised by its words (tellings.py), as rules/phrases.yaml gives them: what it
counts, what stands around it and what it is a part of. Where they name nothing certain, there is no fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from cchc_lint import packdata
from cchc_lint.parse.clauses import Figure, related
from cchc_lint.parse.phrases import Phrase, Words, fitting, told_last
from cchc_lint.parse.synonyms import plainly
from cchc_lint.parse.tellings import STOP, Telling
from cchc_lint.report import Fact, Mention, Number, Row

_FIGURE = re.compile(r"(?<![\d.,/])\d[\d.]*(?![\d,/%])")
_TABLE_GROUP = -1  # of all mentions in the appendix; a mention of the prose has the index of its passage


def collect(
    rows: Sequence[Row], passages: Iterable[tuple[int, Sequence[Telling]]], level: str
) -> tuple[Fact, ...]:
    """The facts of the rows, and of the tellings of each passage (with its index).

    To a commune or a department the figures of its own level are the whole.
    """
    found: dict[tuple[str, str, str], list[Mention]] = {}
    own = {"commune": "communes", "department": "departments"}.get(level)
    for index, row in enumerate(rows):
        if row.concept and row.number is not None and row.kind in ("count", "rate", "option"):
            mention = Mention(row.number, "table", _TABLE_GROUP, index)
            scope = "whole" if row.scope == own else row.scope
            found.setdefault((row.concept, scope, row.channel), []).append(mention)
    # "Tự kiểm tra: 44; theo thẩm quyền: 27": the note of a row says what else the prose may tell of it
    noted = {
        key: {*_FIGURE.findall(rows[mention.row].note)} - {mention.number.text}
        for key, mentions in found.items() for mention in mentions if mention.row is not None
    }
    for group, tellings in passages:
        told: dict[tuple[str, str, str], list[Number]] = {}
        before: list[tuple[str, str]] = []
        for telling, phrase in _recognised(tellings):
            scope = _scope(phrase, telling, before)
            if telling.total is None:
                before.append((phrase.concept, scope))
            key = phrase.concept, "whole" if scope == own else scope, "all"
            told.setdefault(key, []).append(telling.figure.number)
        for key, told_numbers in told.items():
            numbers = [number for number in told_numbers if number.text not in noted.get(key, ())]
            if numbers and all(number.interval.equals(numbers[0].interval).possible for number in numbers):
                found.setdefault(key, []).extend(Mention(number, "prose", group) for number in numbers)
    return tuple(Fact(*key, tuple(mentions)) for key, mentions in found.items())


def _recognised(tellings: Sequence[Telling]) -> list[tuple[Telling, Phrase]]:
    """The tellings of one passage whose concept is certain."""
    candidates = [(telling, _fitting(telling)) for telling in tellings]
    told = {
        phrase.concept for _, phrases in candidates for phrase in phrases
        if not phrase.beside and not phrase.alone
    }
    found = []
    for telling, phrases in candidates:
        fitting = [
            p for p in phrases if (not p.beside or p.beside in told) and (not p.alone or p.alone not in told)
        ]
        top = max((p.weight for p in fitting), default=0)
        leader = told_last([p for p in fitting if p.weight == top], telling.sentence)
        if leader is not None:
            found.append((telling, leader))
    concepts = {telling.figure.number.span: phrase.concept for telling, phrase in found}
    return [
        (t, p) for t, p in found
        if (t.total is None or _can_be_part(p.concept, concepts.get(t.total, "")))
        and (t.share is None or _can_be_rate(p.concept, t.share, concepts.get(t.share.number.span, "")))
    ]


def _can_be_rate(rate: str, share: Figure, told: str) -> bool:
    """May the percent of a count be this rate? told: the concept that the count tells, "" where not known."""
    numerator = packdata.data("catalogue")["concepts"][rate].get("numerator")
    if not numerator or told == numerator:
        return True
    return not told and related(_family_of(numerator), share.family)


@cache
def _family_of(concept: str) -> str:
    """The family of the unit that a concept is counted in."""
    unit: str = packdata.data("catalogue")["concepts"][concept].get("unit", "")
    return next((family[0] for family in packdata.data("units")["families"] if unit in family), unit)


def _can_be_part(part: str, total: str) -> bool:
    """Not the total told again ("250 phiếu (150 phiếu trực tuyến …)"), nor, where the catalogue knows both as
    parts of one whole, anything but a part of it: of the late dossiers, those resolved are not all that are
    resolved."""
    if part == total:
        return False
    above_part, above_total = (_ancestors().get(concept, set()) for concept in (part, total))
    return total in above_part or not (above_part | {part}) & (above_total | {total})


@cache
def _ancestors() -> dict[str, set[str]]:
    """Each concept's totals, and theirs."""
    totals: dict[str, set[str]] = {}
    for concept, entry in packdata.data("catalogue")["concepts"].items():
        for group in entry.get("parts", ()):
            for part in group["ids"]:
                totals.setdefault(part, set()).add(concept)
    changed = True
    while changed:
        changed = False
        for above in totals.values():
            more = {higher for total in above for higher in totals.get(total, ())} - above
            above |= more
            changed = changed or bool(more)
    return totals


def _fitting(telling: Telling) -> list[Phrase]:
    near, rest = telling.near, plainly(STOP.split(telling.figure.after[:160], maxsplit=1)[0].lower())
    whole = f"{telling.under} > {_own_clause(telling)} {near} {rest}"
    words = Words(near, whole, telling.under, telling.topic, telling.then, telling.of)
    return fitting(telling.figure.family, words, moved=telling.moved)


_NAMED = 3  # words of a clause that say no more than "tỷ lệ đạt"


def _own_clause(telling: Telling) -> str:
    """The sentence so far; of a rate that its own clause names, only that clause.

    "tỷ lệ đúng hạn đạt 99%; tỷ lệ hài lòng đạt 98%": the second rate is none of the first.
    """
    clause = telling.sentence.rpartition(";")[2]
    named = telling.figure.is_percent and len(clause.split()) > _NAMED
    return clause if named else telling.sentence


def _scope(phrase: Phrase, telling: Telling, before: Sequence[tuple[str, str]]) -> str:
    """Whose figure it is: "whole" where the concept itself names the level, else as its words say.

    before: the (concept, scope) of those that the passage tells before it, parts of others left out.
    """
    if phrase.level == "none":
        return "whole"
    if telling.own:
        return telling.own
    if phrase.level == "sentence":
        return telling.inherited or "whole"
    return _level_told(phrase, before) or "whole"


def _level_told(phrase: Phrase, before: Sequence[tuple[str, str]]) -> str:
    """The level of the concept that the phrase takes its level from, as told since its own concept was told last; ""
    where that was told of none or of several."""
    levels: set[str] = set()
    for concept, level in reversed(before):
        if concept == phrase.level:
            levels.add(level)
        elif levels and concept == phrase.concept:
            break
    return levels.pop() if len(levels) == 1 else ""
