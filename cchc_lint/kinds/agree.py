"""agree: all mentions of one key give one value.

    each: fact
    key: it.key
    value: it.value
    between: [prose, table]

    each: citation
    key: it.key
    value: it.date

Figures agree where they can be one number: 12,6% and 12,63%, "trên 70" and 74. Texts are compared without
case, blanks and equal spellings. A finding shows one place for each value, and every place of the rarest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from cchc_lint.catalogue import concepts
from cchc_lint.document import Span
from cchc_lint.interval import Interval
from cchc_lint.kinds.outcome import NOT_APPLICABLE, OK, Mark, Outcome, Result, Trial, Violation
from cchc_lint.report import Number
from cchc_lint.rules.fields import Also, Fields, Guard, Messages, spans
from cchc_lint.rules.functions import fold
from cchc_lint.rules.nodes import Env, ExpressionError, Node, value_of
from cchc_lint.rules.rule import Rule
from cchc_lint.rules.values import lift, shown
from cchc_lint.rules.view import View
from cchc_lint.words import pick, say

WORDS = ("key", "value", "other", "values", "difference", "name")
MANY = 12  # tellings of one key
SOURCES = {
    "table": ("bảng", "table"), "prose": ("lời văn", "prose"), "note": ("ghi chú", "note"),
    "footnote": ("chú thích", "footnote"),
}


class Program(NamedTuple):
    """A compiled agree rule; between: the sources that are compared, empty for all with all."""

    selector: str
    key: tuple[Node, ...]
    value: Node
    source: Node
    between: tuple[str, ...]
    guard: Guard
    mark: Node | None
    also: tuple[Also, ...]
    messages: Messages


class Member(NamedTuple):
    """One telling of a key: what it says, in a form that compares, and where."""

    value: Any
    raw: Any
    span: Span
    source: str
    item: Any


def compile(fields: Fields) -> Program:
    selector = fields.selector()
    names = fields.names(selector)
    names.direct = True
    key, value = fields.several("key", names), fields.expression("value", names)
    assert value is not None
    comparable = ("quantity", "integer", "day", "text", "flag", "truth")
    wrong = ["key"] if any(node.type not in comparable[1:] for node in key) else []
    for field in (*wrong, *(["value"] if value.type not in comparable else [])):
        fields.mistake((field,), ExpressionError(say(
            "loại này không so sánh được ở đây", "this sort cannot be compared here")))
    between = tuple(fields.spec.get("between", ()))
    source = fields.text_expression(("each",), "it.source", names)
    return Program(selector, key, value, source, between, fields.guard(names), fields.place("mark", names),
                   fields.also(names), fields.messages(replace(names, extras={"other": names.it}), WORDS))


def run(rule: Rule, view: View, lang: str) -> Iterator[Result]:
    program: Program = rule.program
    groups = _groups(program, view)
    if not groups:
        yield NOT_APPLICABLE
    for key, members in groups.items():
        if len(members) < 2:
            continue
        compared = [m for m in members if not program.between or m.source in program.between]
        yield _compare(program, view, key, compared, lang) if len(compared) > 1 else NOT_APPLICABLE


def _groups(program: Program, view: View) -> dict[tuple[Any, ...], list[Member]]:
    """The members of each key, in order; things without a key or a value are left out."""
    env = Env(view)
    groups: dict[tuple[Any, ...], list[Member]] = {}
    for item in program.guard.chosen(view, program.selector):
        env.it = item
        key = tuple(node.run(env) for node in program.key)
        raw = program.value.show(env)
        if None in key or "" in key or raw in (None, ""):
            continue
        places = spans(program.mark.show(env)) if program.mark else []
        span = places[0] if places else raw.span if isinstance(raw, Number) else item.span
        value = value_of(raw) if isinstance(raw, Number) else raw
        groups.setdefault(key, []).append(Member(value, raw, span, str(program.source.run(env)), item))
    return groups


def _compare(program: Program, view: View, key: Any, members: Sequence[Member], lang: str) -> Result:
    def agreed(env: Env) -> bool:
        return _agreed(program, clusters([m._replace(value=v) for m, v in zip(members, env.values, strict=True)]))

    of_figures = isinstance(members[0].raw, Number)
    trial = Trial(agreed, view, [m.value for m in members], [m.raw for m in members]) if of_figures else None
    found = clusters(members)
    if _agreed(program, found):
        return trial or OK
    trial = trial and trial._replace(odd=_odd_ones(members, found))
    return Outcome("violated", trial, _violation(program, view, key, found, lang))


def _odd_ones(members: Sequence[Member], found: Sequence[Sequence[Member]]) -> frozenset[Span]:
    """The figures of which another value may bring agreement; found: the clusters of the members, two or more.

    The most exact figures of two clusters differ whatever a third one reads: it takes one without which all others
    agree. Only a rounded figure may bridge two that hardly differ; among many that is not tried.
    """
    rounded = {m.span for m in members if not lift(m.value).exact} if len(members) <= MANY else set()
    firsts = {min(group, key=_exactness).span for group in found} if len(found) < 3 else set()
    return frozenset(rounded | {s for s in firsts if len(clusters([m for m in members if m.span != s])) < 2})


def clusters(members: Sequence[Member]) -> list[list[Member]]:
    """The members by value, each group's in order of the text; the most exact figures make the groups."""
    if not members or not isinstance(members[0].raw, Number):
        by_text: dict[Any, list[Member]] = {}
        for member in members:
            value = member.value
            by_text.setdefault(fold(value) if isinstance(value, str) else value, []).append(member)
        return list(by_text.values())
    groups: list[tuple[Interval, list[Member]]] = []
    exact: dict[Any, list[Member]] = {}  # they come first, and one value makes one group
    for member in sorted(members, key=_exactness):
        interval = lift(member.value)
        home = exact.get(interval.low) if interval.exact else next(
            (group for first, group in groups if first.equals(interval).possible), None)
        if home is None:
            home = []
            groups.append((interval, home))
            if interval.exact:
                exact[interval.low] = home
        home.append(member)
    return sorted((sorted(group, key=lambda m: m.span) for _, group in groups), key=lambda g: g[0].span)


def _exactness(member: Member) -> tuple[Any, Span]:
    """A key that puts the most exact figures first."""
    interval = lift(member.value)
    return interval.high - interval.low, member.span


def _agreed(program: Program, found: Sequence[Sequence[Member]]) -> bool:
    if len(found) < 2:
        return True
    if len(program.between) < 2:
        return False
    # Values of one source among themselves are not compared: it takes two sources to differ.
    return len({m.source for group in found for m in group}) < 2


def _violation(program: Program, view: View, key: Any, found: Sequence[Sequence[Member]], lang: str) -> Violation:
    rarest = min(reversed(found), key=len)
    others = [group for group in found if group is not rarest]
    usual = max(others, key=len)
    first, other = rarest[0], usual[0]
    shown_members = [*rarest, *(group[0] for group in others)]
    marks = [Mark(m.span, _label(m, lang), m.raw if isinstance(m.raw, Number) else None, _name(m))
             for m in shown_members]
    env = Env(view, first.item)
    env.variables["other"] = other.item
    for also in program.also:
        marks.extend(Mark(span, also.label.get(lang)) for span in spans(also.place.show(env)))
    words = {
        "key": shown(key), "value": shown(first.raw),
        "other": shown(other.raw), "name": _title(first, lang), "difference": _difference(first, other),
        "values": pick(lang, " và ", " and ").join(shown(group[0].raw) for group in (rarest, *others)),
    }
    marked = {mark.span: mark for mark in reversed(marks)}
    ordered = [mark for mark in marks if marked.pop(mark.span, None)]
    return Violation(tuple(ordered), env, words, place=words["key"])


def _difference(first: Member, other: Member) -> str:
    if not isinstance(first.raw, Number):
        return ""
    return shown(abs(first.raw.value - other.raw.value))


def _label(member: Member, lang: str) -> str:
    source = pick(lang, *SOURCES.get(member.source, ("", "")))
    return f"{source}: {shown(member.raw)}" if source else shown(member.raw)


def _name(member: Member) -> str:
    fact = getattr(member.item, "fact", None)
    return fact.concept if fact else ""


def _title(member: Member, lang: str) -> str:
    concept = concepts().get(_name(member))
    return pick(lang, concept.vi, concept.en) if concept else ""
