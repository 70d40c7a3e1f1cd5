"""sequence: the things under one parent go on without gap or repeat.

    each: heading
    parent: it.parent
    style: it.style
    number: it.number
    check: [gap, repeat, order]
    allow: it.style == "letter" and it.number == 6 and it.previous.number == 4      # đ left out

    each: document
    parent: [it.kind, it.organ]
    by: it.date
    number: it.digits
    check: [order]

Things that share `parent` and `style` make a series. gap: a number is left out (start: the first is not 1).
repeat: it stands again. order: it falls back. Things that go on evenly from a break are one finding with it.
With `by` the series is sorted by that first, and `order` names the few that stand out of a rising series.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from cchc_lint.kinds.outcome import NOT_APPLICABLE, OK, Mark, Outcome, Result, Violation, key_of, place
from cchc_lint.rules.fields import Also, Fields, Guard, Messages, spans
from cchc_lint.rules.nodes import Env, ExpressionError, Node
from cchc_lint.rules.rule import Rule
from cchc_lint.rules.view import View
from cchc_lint.words import pick, say

WORDS = ("number", "expected", "previous", "missing", "count")
CHECKS = ("gap", "repeat", "order", "start")


class Program(NamedTuple):
    """A compiled sequence rule; series: what things of one series share; allow: breaks that are right."""

    selector: str
    series: tuple[Node, ...]
    number: Node
    by: Node | None
    checks: frozenset[str]
    allow: Node | None
    guard: Guard
    mark: Node | None
    also: tuple[Also, ...]
    messages: Messages


class Member(NamedTuple):
    number: int
    item: Any


class Break(NamedTuple):
    """Where a series breaks: what it should have been, the things that belong to it, those it clashes with."""

    kind: str
    expected: int
    members: tuple[Member, ...]
    clashes: tuple[Member, ...]


def compile(fields: Fields) -> Program:
    selector = fields.selector()
    names = fields.names(selector)
    names.direct = True
    number = fields.expression("number", names)
    assert number is not None
    if number.type not in ("integer", "truth"):
        fields.mistake(("number",), ExpressionError(say(
            "số thứ tự phải là số nguyên", "the number of a series must be an integer")))
    series = (*fields.several("parent", names), *fields.several("style", names))
    return Program(
        selector, series, number, fields.expression("by", names),
        frozenset(fields.spec.get("check", CHECKS[:3])), fields.condition("allow", names), fields.guard(names),
        fields.place("mark", names), fields.also(names),
        fields.messages(replace(names, extras={"other": names.it}), WORDS),
    )


def run(rule: Rule, view: View, lang: str) -> Iterator[Result]:
    program: Program = rule.program
    found = _series(program, view)
    if not found:
        yield NOT_APPLICABLE
    for members in found:
        breaks = list(_breaks(program, members, view))
        yield from (_violated(program, view, break_, lang) for break_ in breaks)
        if not breaks:
            yield OK


def _series(program: Program, view: View) -> list[list[Member]]:
    env = Env(view)
    found: dict[Any, list[tuple[Any, Member]]] = {}
    for item in program.guard.chosen(view, program.selector):
        env.it = item
        number = program.number.run(env)
        rank = program.by.run(env) if program.by else 0
        if number is None or rank is None:
            continue
        key = tuple(key_of(node.run(env)) for node in program.series)
        found.setdefault(key, []).append((rank, Member(number, item)))
    if program.by:
        for ranked in found.values():  # things of one day may stand in any order
            ranked.sort(key=lambda entry: (entry[0], entry[1].number))
    return [[member for _, member in ranked] for ranked in found.values()]


def _breaks(program: Program, members: Sequence[Member], view: View) -> Iterator[Break]:
    if program.by:
        yield from _outliers(members)
        return
    for break_ in _walk(members, program.checks):
        if program.allow is None or program.allow.run(Env(view, break_.members[0].item)) is not True:
            yield break_


def _walk(members: Sequence[Member], checks: frozenset[str]) -> Iterator[Break]:
    """The breaks, of the kinds asked for, of a series that should count up from 1."""
    previous: Member | None = None
    expected = 1
    seen: dict[int, Member] = {}
    i = 0
    while i < len(members):
        member = members[i]
        number = member.number
        if number == expected or (previous is not None and number == previous.number + 1):
            seen.setdefault(number, member)
            previous, expected, i = member, number + 1, i + 1
            continue
        if number in seen:
            kind = "repeat"
        elif previous is None:
            kind = "start"
        else:
            kind = "gap" if number > previous.number else "order"
        if kind not in checks:
            seen.setdefault(number, member)
            previous, expected, i = member, number + 1, i + 1
            continue
        # A number that falls back takes along what counts on from it; a lone slip does not.
        run = _even_run(members, i)
        wrong = run if kind in ("repeat", "order") and previous is not None and number < previous.number else run[:1]
        clashes = tuple(seen[m.number] for m in wrong if m.number in seen)
        if previous is not None and previous not in clashes:
            clashes = (previous, *clashes)
        hint = max(expected, previous.number + 1) if kind == "gap" and previous else expected
        yield Break(kind, hint, tuple(wrong), clashes)
        for m in wrong:
            seen.setdefault(m.number, m)
        previous, i = wrong[-1], i + len(wrong)
        expected = number + 1 if kind == "start" else expected + len(wrong)


def _even_run(members: Sequence[Member], start: int) -> list[Member]:
    """The members from `start` on, as long as each counts on from the one before."""
    end = start + 1
    while end < len(members) and members[end].number == members[end - 1].number + 1:
        end += 1
    return list(members[start:end])


def _outliers(members: Sequence[Member]) -> Iterator[Break]:
    """The fewest members without which the numbers never fall, each with its neighbours that contradict it."""
    kept = _longest_rising([member.number for member in members])
    for i, member in enumerate(members):
        if i in kept:
            continue
        before = [members[k] for k in kept if k < i and members[k].number > member.number]
        after = [members[k] for k in kept if k > i and members[k].number < member.number]
        clashes = (*before[-1:], *after[:1])
        yield Break("order", clashes[0].number if clashes else member.number, (member,), clashes)


def _longest_rising(numbers: Sequence[int]) -> list[int]:
    """The indexes of a longest subsequence that never falls."""
    tails: list[int] = []
    ends: list[int] = []
    links: list[int] = []
    for i, number in enumerate(numbers):
        at = bisect_right(tails, number)
        links.append(ends[at - 1] if at else -1)
        tails[at:at + 1], ends[at:at + 1] = [number], [i]
    kept, i = [], ends[-1] if ends else -1
    while i >= 0:
        kept.append(i)
        i = links[i]
    return kept[::-1]


def _violated(program: Program, view: View, break_: Break, lang: str) -> Outcome:
    first = break_.members[0]
    env = Env(view, first.item)
    if break_.clashes:
        env.variables["other"] = break_.clashes[-1].item
    marks = [Mark(span) for member in break_.members for span in _spans(program, view, member)[:1]]
    label = pick(lang, "đã có" if break_.kind == "repeat" else "đối chiếu", "there already"
                 if break_.kind == "repeat" else "compare")
    marks.extend(Mark(span, label) for member in break_.clashes for span in _spans(program, view, member)[:1])
    for also in program.also:
        marks.extend(Mark(span, also.label.get(lang)) for span in spans(also.place.show(env)))
    missing = range(break_.expected, first.number)
    words = {
        "number": str(first.number), "expected": str(break_.expected), "count": str(len(break_.members)),
        "previous": str(break_.clashes[0].number) if break_.clashes else "…",
        "missing": ", ".join(str(n) for n in missing) or "…",
    }
    return Outcome("violated", violation=Violation(tuple(marks), env, words, place=place(view, first.item)))


def _spans(program: Program, view: View, member: Member) -> list[Any]:
    places = spans(program.mark.show(Env(view, member.item))) if program.mark else []
    return places or [member.item.span]
