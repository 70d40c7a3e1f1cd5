"""Which figures a relation brings together: facts of one scope and channel, and of one source.

A fact may be told by the table and by several passages. A relation is evaluated once with the figures of the
table, once for each passage that tells its facts together, and only where neither could decide it, with
the one value that all tellings of each fact share: so one wrong figure does not make many findings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cchc_lint.interval import NONNEGATIVE
from cchc_lint.kinds.outcome import NOT_APPLICABLE, Outcome, Result, Trial, unknown
from cchc_lint.kinds.relation import Relation, judged
from cchc_lint.rules.nodes import Env, Policy
from cchc_lint.rules.view import Cell, Context, Slot, View

STAND_INS: dict[Policy, Any] = {"unknown": None, "zero": 0, "nonneg": NONNEGATIVE, "part": 0}
# A passage need not tell every part of a total; the table lists them all, and a blank one is none.
STAND_INS_IN_PROSE: dict[Policy, Any] = {**STAND_INS, "part": NONNEGATIVE}


ZERO_BASE = unknown("zero-base")


def over_facts(relation: Relation, view: View, lang: str) -> Iterator[Result]:
    """The outcomes over all scopes and channels that tell the facts."""
    plain = _told_once(relation, view, lang) if relation.simple else None
    if plain is not None:
        yield plain
        return
    told = [view.facts.get(operand.concept) for operand in relation.operands]
    outcomes = [o for context in _contexts(relation, told) for o in _in_context(relation, view, told, context, lang)]
    evaluated = [o for o in outcomes if o is not NOT_APPLICABLE and o is not ZERO_BASE]
    if evaluated:
        yield from evaluated
    elif any(o is NOT_APPLICABLE for o in outcomes):
        yield NOT_APPLICABLE
    else:
        yield _why_undecided(relation, view, told, zero_base=bool(outcomes))


def _told_once(relation: Relation, view: View, lang: str) -> Result | None:
    """The plain case, in which most time is spent: every fact stands once, all for one context and side by side."""
    singles = view.singles
    context = group = None
    values, numbers = [], []
    for concept in relation.concepts:
        single = singles.get(concept)
        if single is None or (context is not None and (single.context != context or single.group != group)):
            return None
        context, group = single.context, single.group
        values.append(single.value)
        numbers.append(single.number)
    env = Env(view)
    env.values = values
    truth = relation.condition.run(env)
    if truth is None or context is None:
        return None
    if truth is not False:
        return Trial(relation.condition.run, view, values, numbers)
    env.numbers = numbers
    return judged(relation, env, truth, lang, f"{context[0]}.{context[1]}/{'table' if group is None else 'prose'}")


def _in_context(
    relation: Relation, view: View, told: Sequence[Mapping[Context, Slot] | None], context: Context, lang: str,
) -> list[Result]:
    """The outcomes for one scope and channel."""
    slots = [
        slots.get((operand.scope or context[0], operand.channel or context[1])) if slots else None
        for operand, slots in zip(relation.operands, told, strict=True)
    ]
    found = [
        outcome for cells, source in _bindings(slots)
        if (outcome := _with_cells(relation, view, cells, context, source, lang)) is not None
    ]
    if any(outcome is not ZERO_BASE for outcome in found):
        return found
    mixed = _with_cells(relation, view, [slot.any if slot else None for slot in slots], context, "mixed", lang)
    return found if mixed is None else [mixed]


def _contexts(relation: Relation, told: Sequence[Mapping[Context, Slot] | None]) -> Sequence[Context]:
    """The (scope, channel) pairs in which the names are told, in order; "" where no name leaves it open."""
    needed = told[:relation.needed]
    if not relation.bound:
        return list(dict.fromkeys(context for slots in needed if slots for context in slots))
    scopes: dict[str, None] = {}
    channels: dict[str, None] = {}
    for operand, slots in zip(relation.operands, needed, strict=False):
        for scope, channel in slots or ():
            if operand.scope in ("", scope) and operand.channel in ("", channel):
                scopes.setdefault("" if operand.scope else scope)
                channels.setdefault("" if operand.channel else channel)
    return [(s, c) for s in _free(scopes) for c in _free(channels)]


def _free(found: Mapping[str, None]) -> list[str]:
    """The values told by names that leave it open; one nameless value where none does."""
    return [value for value in found if value] or [""]


def _bindings(slots: Sequence[Slot | None]) -> Iterator[tuple[list[Cell | None], str]]:
    """The figures of the table, then those of each passage that tells several of the facts."""
    yield [slot.table if slot else None for slot in slots], "table"
    groups: dict[int, None] = {}
    for slot in slots:
        if slot and slot.groups:
            groups.update(dict.fromkeys(slot.groups))
    for group in groups:
        yield [slot.groups.get(group) if slot else None for slot in slots], "prose"


def _with_cells(
    relation: Relation, view: View, cells: Sequence[Cell | None], context: Context, source: str, lang: str,
) -> Result | None:
    """The evaluation with these figures; None where too many are missing."""
    if relation.strict and None in cells[:relation.needed]:
        return None
    if not relation.strict and sum(cell is not None for cell in cells) < min(2, relation.needed):
        return None
    stand_ins = STAND_INS if source == "table" else STAND_INS_IN_PROSE
    env = Env(view)
    env.values = [
        stand_ins[operand.policy] if cell is None else cell.value
        for cell, operand in zip(cells, relation.operands, strict=True)
    ]
    env.numbers = [None if cell is None else cell.mention.number for cell in cells]
    if not relation.guard.lets(env):
        return NOT_APPLICABLE
    truth = relation.condition.run(env)
    if truth is None:
        return ZERO_BASE
    return judged(relation, env, truth, lang, f"{context[0]}.{context[1]}/{source}")


def _why_undecided(
    relation: Relation, view: View, told: Sequence[Mapping[Context, Slot] | None], zero_base: bool,
) -> Outcome:
    needed = relation.operands[:relation.needed]
    absent = [o for o, slots in zip(needed, told, strict=False) if not slots and o.policy == "unknown"]
    unreadable = [o.name for o in absent if o.concept in view.unreadable]
    if unreadable:
        return unknown("unreadable", *unreadable)
    unscoped = [o.name for o in absent if o.concept in view.unscoped]
    if unscoped:
        return unknown("scope", *unscoped)
    if absent:
        return unknown("missing", *(o.name for o in absent))
    if zero_base:
        return unknown("zero-base", *(o.name for o in needed))
    torn = [o.name for o, slots in zip(needed, told, strict=False) if slots and not any(s.any for s in slots.values())]
    # Else all are told, yet never of one scope together.
    return unknown("conflict", *torn) if torn else unknown("scope", *(o.name for o in needed))
