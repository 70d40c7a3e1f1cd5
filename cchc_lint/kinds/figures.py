"""What a wrong sum or percentage should have been, and what it may have been taken of instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from cchc_lint.document import Span
from cchc_lint.interval import Interval
from cchc_lint.kinds.outcome import Expected, Gap, swapped
from cchc_lint.report import Number
from cchc_lint.rules.nodes import Env, Node
from cchc_lint.rules.typos import COMPUTED, CUT, UP, rewritten
from cchc_lint.rules.values import Quantity, minus, percent_is, way_of_rounding
from cchc_lint.rules.view import View
from cchc_lint.rules.wording import QUOTIENTS


def expected(node: Node, stated: Number, env: Env) -> tuple[Expected, ...]:
    """What the figure that stands alone beside a computation should read, as its first mark."""
    if node.op != "==":
        return ()
    made = next((arg for arg in node.args if arg.op not in ("name", "constant")), None)
    value = made.run(env) if made else None
    if made is None or value is None or isinstance(value, Interval):
        return ()
    way = way_of_rounding(Decimal(stated.value), value, stated.decimals) if made.op in QUOTIENTS else ""
    rank, why = {"cut": CUT, "up": UP}.get(way, COMPUTED)
    text = rewritten(stated, value)
    return (Expected(0, text, rank, why),) if text != stated.text else ()


def gap_of(node: Node, env: Env) -> Gap | None:
    """The difference of an equation's sides as a function of its figures."""
    if node.op != "==":
        return None
    left, right = node.args

    def gap(swaps: Mapping[Span, Quantity]) -> Quantity:
        again = Env(env.view, env.it)
        again.numbers, again.values = env.numbers, swapped(env.values, env.numbers, swaps)
        return minus(left.run(again), right.run(again))

    return gap


def other_base(node: Node, env: Env) -> Number | None:
    """The one figure near a wrong percentage that it would be right of: a percentage of the wrong total."""
    made = next((arg for arg in node.args if arg.op == "pct"), None)
    stated = next((arg for arg in node.args if arg.operand >= 0), None)
    if node.op != "==" or made is None or stated is None or not isinstance(env.numbers[stated.operand], Number):
        return None
    percent, part = stated.run(env), made.args[0].run(env)
    written = env.numbers[stated.operand]
    own = {number.span for number in env.numbers if isinstance(number, Number)}
    fitting = [n for n in _near(env.view, written) if n.span not in own and n.value != part
               and n.interval.exact and percent_is(percent, part, n.value)]
    return fitting[0] if len(fitting) == 1 else None


def _near(view: View, number: Number) -> Iterable[Number]:
    """The figures of the same sentence, or of the rows beside and above."""
    sentence = view.sentence_at(number.span)
    if sentence is not None:
        return [n for n in view.report.numbers if sentence.span.covers(n.span)]
    row = view.row_at(number.span)
    if row is None:
        return ()
    parent = view.row_parent(row)
    rows = [*view.row_siblings(row), *([parent] if parent else [])]
    return [r.number for r in rows if r.number]
