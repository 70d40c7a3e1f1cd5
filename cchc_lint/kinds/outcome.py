"""What running a rule gives: for each evaluation its state, and for a violated one what a finding needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from cchc_lint.document import Span
from cchc_lint.report import Number
from cchc_lint.rules.fields import figures
from cchc_lint.rules.nodes import Env, Run
from cchc_lint.rules.rule import Text
from cchc_lint.rules.values import Quantity, Truth
from cchc_lint.rules.view import View

State = Literal["ok", "violated", "unknown", "not_applicable"]
Gap = Callable[[Mapping[Span, Quantity]], Quantity]
NO_WORDS: Mapping[str, str] = {}


class Mark(NamedTuple):
    """A place that a finding shows. number: the figure that stands there and took part, by its name."""

    span: Span
    label: str = ""
    number: Number | None = None
    name: str = ""


class Expected(NamedTuple):
    """What the place of a mark (its index) should read. rank: the smaller, the likelier (see rules/typos.py)."""

    mark: int
    text: str
    rank: int = 0
    why: Text = Text("", "")


class Violation(NamedTuple):
    """marks: the primary one first. env, words: what the message is filled in with. place: where it is,
    logically (concept and scope, heading path, citation number), for the fingerprint. gap: by how much the two
    sides of a broken equation differ, with other values in some places."""

    marks: tuple[Mark, ...]
    env: Env
    words: Mapping[str, str] = NO_WORDS
    computation: str = ""
    place: str = ""
    expected: tuple[Expected, ...] = ()
    gap: Gap | None = None


class Trial(NamedTuple):
    """An evaluation that can be made again with other figures; yielded by itself it says that it held.

    run: the condition over the values. numbers: where each of the values comes from: a Number, a sequence of
    them, or None. odd: of tellings that differ, the only figures whose change may bring agreement.
    """

    run: Run
    view: View
    values: list[Any]
    numbers: Sequence[Any]
    it: Any = None
    odd: frozenset[Span] | None = None

    def figures(self) -> list[Number]:
        """The figures that took part."""
        return [n for number in self.numbers for n in figures(number)]

    def hangs_on(self, span: Span) -> bool:
        """Whether another value of this one figure could make it hold, as far as is known without a try."""
        return self.odd is None or span in self.odd

    def retry(self, swaps: Mapping[Span, Quantity]) -> Truth:
        """The truth with other values in some places."""
        env = Env(self.view, self.it)
        env.values = swapped(self.values, self.numbers, swaps)
        truth: Truth = self.run(env)
        return truth


class Outcome(NamedTuple):
    """One evaluation, or `times` ones alike. trial: of a violated one that figures decided. reason, names: why
    it is unknown, and for want of what."""

    state: State
    trial: Trial | None = None
    violation: Violation | None = None
    reason: str = ""
    names: tuple[str, ...] = ()
    times: int = 1


Result = Outcome | Trial
OK = Outcome("ok")
NOT_APPLICABLE = Outcome("not_applicable")


def unknown(reason: str, *names: str) -> Outcome:
    return Outcome("unknown", reason=reason, names=names)


def snapshot(env: Env) -> Env:
    """The env as it is now: the running one goes on to the next thing."""
    kept = Env(env.view, env.it)
    kept.values, kept.numbers = env.values, env.numbers
    kept.variables = dict(env.variables)
    return kept


def swapped(values: Sequence[Any], numbers: Sequence[Any], swaps: Mapping[Span, Quantity]) -> list[Any]:
    """The operands' values with some figures exchanged."""
    def one(value: Any, number: Any) -> Any:
        if isinstance(value, list):
            return [v if n is None else swaps.get(n.span, v) for v, n in zip(value, number, strict=True)]
        return value if number is None else swaps.get(number.span, value)

    return [one(value, number) for value, number in zip(values, numbers, strict=True)]


def place(view: View, item: Any) -> str:
    """Where a thing stands, logically: the row's concept or code, the document's number, the heading's path."""
    key = getattr(item, "key", "")
    if key:
        return str(key)
    row = view.row_at(item.span)
    if row is not None:
        return f"{row.table}/{row.concept or row.code}@{row.scope}.{row.channel}"
    heading = view.heading_at(item.span)
    return heading.path if heading else ""


def key_of(value: Any) -> Any:
    """What tells one value from another: a record is itself, and no other one like it."""
    return id(value) if hasattr(value, "span") else value
