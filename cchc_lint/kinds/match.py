"""match: a predicate holds on each selected thing.

    each: period
    when: it.role == "told" and it.kind == report.period.kind
    assert: it.year == report.period.year
    mark: it.span
    also: [{mark: report.title_span, label: {vi: kỳ báo cáo, en: the report's period}}]

    per: it.parent      # what breaks under one parent is one finding

`forbid` in place of `assert` says what must not be. `suggest` is a template of what the marked words should read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from cchc_lint.kinds.outcome import (
    NOT_APPLICABLE,
    OK,
    Expected,
    Mark,
    Outcome,
    Result,
    Trial,
    Violation,
    key_of,
    place,
    snapshot,
    unknown,
)
from cchc_lint.rules.fields import Also, Fields, Guard, Messages, figures, spans
from cchc_lint.rules.model import SELECTORS
from cchc_lint.rules.nodes import Env, Node, Operand, value_of
from cchc_lint.rules.rule import Rule
from cchc_lint.rules.values import negated
from cchc_lint.rules.view import View
from cchc_lint.rules.wording import SIDES, sides

WORDS = (*SIDES, "count")


class Program(NamedTuple):
    """A compiled match rule; wanted: what the condition must not be for a finding (False, or True if forbidden)."""

    selector: str
    condition: Node
    forbidden: bool
    operands: tuple[Operand, ...]
    guard: Guard
    mark: Node | None
    also: tuple[Also, ...]
    per: Node | None
    suggest: Messages
    messages: Messages


def compile(fields: Fields) -> Program:
    selector = fields.selector()
    names = fields.names(selector)
    forbidden = fields.has("forbid")
    condition = fields.condition("forbid" if forbidden else "assert", names)
    assert condition is not None
    operands = tuple(names.operands)
    direct = replace(names, direct=True)
    guard = fields.guard(names)
    fields.check_missing(names)
    return Program(
        selector, condition, forbidden, operands, guard, fields.place("mark", names), fields.also(names),
        fields.expression("per", direct), fields.messages(names, (), "suggest"), fields.messages(names, WORDS),
    )


def run(rule: Rule, view: View, lang: str) -> Iterator[Result]:
    program: Program = rule.program
    condition, forbidden = program.condition.run, program.forbidden
    selected = view.items(program.selector, SELECTORS[program.selector])
    chosen = program.guard.chosen(view, program.selector)
    env = Env(view)
    held = 0
    broken: dict[Any, list[Outcome]] = {}
    for item in chosen:
        env.it = item
        if program.operands:
            env.numbers = [operand.read(env) for operand in program.operands if operand.read]
            env.values = [value_of(number) for number in env.numbers]
        truth = condition(env)
        if truth is None:
            yield unknown("missing", *_blank(program.condition, env))
            continue
        if truth is forbidden:
            key = key_of(program.per.run(env)) if program.per else len(broken)
            broken.setdefault(key, []).append(_violated(program, snapshot(env), lang))
        elif program.operands:
            yield _trial(program, env)
        else:
            held += 1
    yield from map(_together, broken.values())
    yield OK._replace(times=held)
    yield NOT_APPLICABLE._replace(times=len(selected) - len(chosen))


def _together(outcomes: Sequence[Outcome]) -> Outcome:
    """What breaks for one cause, as the first of it with every place."""
    first = outcomes[0].violation
    if len(outcomes) == 1 or first is None:
        return outcomes[0]
    violations = [outcome.violation for outcome in outcomes if outcome.violation]
    marks = {mark.span: mark for violation in reversed(violations) for mark in reversed(violation.marks)}
    ordered = [marks.pop(v.marks[0].span) for v in violations if v.marks[0].span in marks]
    # Figures of several things are not tried again together: their finding stands by itself.
    return outcomes[0]._replace(
        violation=first._replace(marks=(*ordered, *marks.values()), words={**first.words, "count": str(len(outcomes))}),
        trial=None,
    )


def _blank(condition: Node, env: Env) -> list[str]:
    """The names in a condition that are missing."""
    return [node.label for node in condition.walk() if node.op == "name" and node.run(env) in (None, "", [], ())]


def _trial(program: Program, env: Env) -> Trial:
    run = program.condition.run
    wanted = (lambda env: negated(run(env))) if program.forbidden else run
    return Trial(wanted, env.view, env.values, env.numbers, env.it)


def _violated(program: Program, env: Env, lang: str) -> Outcome:
    view, item = env.view, env.it
    names = {n.span: operand.name for operand, number in zip(program.operands, env.numbers, strict=True)
             for n in figures(number)}
    by_span = {n.span: n for number in env.numbers for n in figures(number)}
    places = spans(program.mark.show(env)) if program.mark else []
    marks = [
        Mark(span, number=by_span.get(span), name=names.get(span, "")) for span in places or [item.span]
    ]
    for also in program.also:
        marks.extend(Mark(span, also.label.get(lang), by_span.get(span), names.get(span, ""))
                     for span in spans(also.place.show(env)))
    found = sides(program.condition, env)
    better = program.suggest.get(lang).fill(env, {})
    words = {**(found.words() if found else {}), "count": "1"}
    violation = Violation(
        tuple(marks), env, words, found.computation if found else "", place(view, item),
        (Expected(0, better),) if better and better != "…" else (),
    )
    return Outcome("violated", _trial(program, env) if by_span else None, violation)
