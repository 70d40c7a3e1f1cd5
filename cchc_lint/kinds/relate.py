"""relate: an expression over facts, or over each selected thing, holds.

    assert: staff.civil.present <= staff.civil.quota
    missing: {procedures.communal: zero}

    each: ratio
    when: known(it.percent)
    assert: it.percent == pct(it.part, it.whole)

Facts are bound per scope and channel: once with the figures of the table, once for each passage that tells
them together, and, where neither could decide, once with the one value that all tellings of each fact share.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cchc_lint.catalogue import concepts
from cchc_lint.kinds.binding import STAND_INS, over_facts
from cchc_lint.kinds.outcome import NOT_APPLICABLE, Outcome, Result, place, unknown
from cchc_lint.kinds.relation import Relation, judged
from cchc_lint.rules.fields import Fields
from cchc_lint.rules.model import SELECTORS
from cchc_lint.rules.nodes import Env, Operand, value_of
from cchc_lint.rules.rule import Rule
from cchc_lint.rules.view import View
from cchc_lint.rules.wording import SIDES


def compile(fields: Fields) -> Relation:
    selector = fields.selector()
    names = fields.names(selector, facts=None if fields.has("each") else concepts())
    condition = fields.condition("assert", names)
    assert condition is not None
    needed = len(names.operands)
    guard = fields.guard(names)
    fields.check_missing(names)
    messages = fields.messages(names, SIDES)
    plain = all(node.op not in ("and", "or", "known", "blank", "any", "all") for node in condition.walk())
    operands = tuple(names.operands)
    strict = plain and all(operand.policy == "unknown" for operand in operands[:needed])
    bound = any(operand.scope or operand.channel for operand in operands)
    return Relation(
        selector, condition, operands, needed, strict, bound,
        strict and not bound and needed == len(operands) and not guard.tests,
        guard, fields.also(names), messages, tuple(operand.concept for operand in operands),
    )


def run(rule: Rule, view: View, lang: str) -> Iterator[Result]:
    relation: Relation = rule.program
    return _each(relation, view, lang) if relation.selector else over_facts(relation, view, lang)


def _each(relation: Relation, view: View, lang: str) -> Iterator[Result]:
    selected = view.items(relation.selector, SELECTORS[relation.selector])
    chosen = relation.guard.chosen(view, relation.selector)
    env = Env(view)
    for item in chosen:
        env.it = item
        env.numbers = [operand.read(env) for operand in relation.operands if operand.read]
        env.values = [
            _stand_in(value_of(number), operand)
            for number, operand in zip(env.numbers, relation.operands, strict=True)
        ]
        truth = relation.condition.run(env)
        if truth is None:
            yield _why_unknown(relation, env)
        else:
            yield judged(relation, env, truth, lang, place(view, item))
    yield NOT_APPLICABLE._replace(times=len(selected) - len(chosen))


def _stand_in(value: Any, operand: Operand) -> Any:
    if operand.policy == "unknown":
        return value
    if isinstance(value, list):
        return [STAND_INS[operand.policy] if v is None else v for v in value]
    return STAND_INS[operand.policy] if value is None else value


def _why_unknown(relation: Relation, env: Env) -> Outcome:
    missing = [
        operand.name for operand, value in zip(relation.operands, env.values, strict=True)
        if value is None or (isinstance(value, list) and (not value or None in value))
    ]
    return unknown("missing", *missing) if missing else unknown("zero-base", *(o.name for o in relation.operands))
