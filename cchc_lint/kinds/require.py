"""require: something is there, or is not.

    assert: known(report.number)
    at: header.number

    exists: heading
    where: like(it.title, "phương hướng|nhiệm vụ trọng tâm")

    absent: slip
    where: it.kind == "lost-glyph"

`when` and `except` speak of the report. `at` says which place to show where nothing stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from cchc_lint.document import Span
from cchc_lint.kinds.outcome import NOT_APPLICABLE, OK, Mark, Outcome, Result, Violation, place, snapshot, unknown
from cchc_lint.rules.fields import Also, Fields, Guard, Messages, spans
from cchc_lint.rules.model import PLACES, SELECTORS
from cchc_lint.rules.nodes import Env, Node
from cchc_lint.rules.rule import Rule
from cchc_lint.rules.view import View


class Program(NamedTuple):
    """A compiled require rule: a condition on the report, or a selector with the condition `where`."""

    condition: Node | None
    selector: str
    absent: bool
    where: Node | None
    at: Node | str | None
    guard: Guard
    also: tuple[Also, ...]
    messages: Messages


def compile(fields: Fields) -> Program:
    absent = fields.has("absent")
    selector = fields.selector("absent" if absent else "exists")
    of_report, of_item = fields.names(), fields.names(selector)
    of_report.direct = of_item.direct = True
    return Program(
        fields.condition("assert", of_report), selector, absent, fields.condition("where", of_item),
        fields.known_places("at", of_report), fields.guard(of_report), fields.also(of_report),
        fields.messages(of_item if absent else of_report, ()),
    )


def run(rule: Rule, view: View, lang: str) -> Iterator[Result]:
    program: Program = rule.program
    env = Env(view)
    if not program.guard.lets(env):
        yield NOT_APPLICABLE
        return
    if program.condition is not None:
        truth = program.condition.run(env)
        if truth is None:
            yield unknown("missing", *(n.label for n in program.condition.walk() if n.op == "name"))
        else:
            yield OK if truth is not False else _missing(program, view, env, lang)
        return
    first = next(_selected(program, view), None)
    if program.absent and first is not None:
        yield from (_present(program, view, item, lang) for item in _selected(program, view))
    else:
        yield OK if program.absent or first is not None else _missing(program, view, env, lang)


def _selected(program: Program, view: View) -> Iterator[Any]:
    env = Env(view)
    for item in view.items(program.selector, SELECTORS[program.selector]):
        env.it = item
        if program.where is None or program.where.run(env) is True:
            yield item


def _missing(program: Program, view: View, env: Env, lang: str) -> Outcome:
    return _violated(program, env, _at(program, view, env), "", lang)


def _present(program: Program, view: View, item: Any, lang: str) -> Outcome:
    return _violated(program, Env(view, item), item.span, place(view, item), lang)


def _violated(program: Program, env: Env, span: Span, where: str, lang: str) -> Outcome:
    marks = [Mark(span)]
    for also in program.also:
        marks.extend(Mark(place_, also.label.get(lang)) for place_ in spans(also.place.show(env)))
    return Outcome("violated", violation=Violation(tuple(marks), snapshot(env), place=where))


def _at(program: Program, view: View, env: Env) -> Span:
    """The place named by `at`; where that is blank too, the title, or the first line."""
    at = program.at
    if isinstance(at, str):
        found = PLACES[at](view.report)
        if found is not None:
            return found
    elif at is not None:
        places = spans(at.show(env))
        if places:
            return places[0]
    return start_of(view)


def start_of(view: View) -> Span:
    """The report's title, or its first line."""
    report = view.report
    if report.header.title_span:
        return report.header.title_span
    blocks = report.document.blocks
    return blocks[0].span if blocks else Span(0, 0)
