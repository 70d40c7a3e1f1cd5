"""A compiled relation, and what is told where it does not hold."""

from __future__ import annotations

from typing import NamedTuple

from cchc_lint.catalogue import concepts
from cchc_lint.kinds.figures import expected, gap_of, other_base
from cchc_lint.kinds.outcome import Mark, Outcome, Result, Trial, Violation, snapshot
from cchc_lint.report import Number
from cchc_lint.rules.fields import Also, Guard, Messages, figures, spans
from cchc_lint.rules.nodes import Env, Node, Operand
from cchc_lint.rules.values import Truth
from cchc_lint.rules.wording import sides
from cchc_lint.words import pick

LABELS = {
    "total": ("tổng", "total"), "parts": ("phần", "part"), "part": ("tử số", "numerator"),
    "whole": ("mẫu số", "denominator"), "percent": ("tỷ lệ", "percentage"), "before": ("trước", "before"),
    "after": ("sau", "after"), "by": ("mức thay đổi", "change"), "count": ("số đếm", "count"),
    "mean": ("bình quân", "mean"), "percents": ("tỷ lệ", "percentage"),
}


class Relation(NamedTuple):
    """A compiled relate rule. needed: how many of the operands, the first ones, the assertion names. strict: one
    missing operand makes it unknown, so that it need not be tried. bound: some operand has a scope or channel
    of its own. simple: none has, all are needed, and nothing guards the assertion."""

    selector: str
    condition: Node
    operands: tuple[Operand, ...]
    needed: int
    strict: bool
    bound: bool
    simple: bool
    guard: Guard
    also: tuple[Also, ...]
    messages: Messages
    concepts: tuple[str, ...]


def judged(relation: Relation, env: Env, truth: Truth, lang: str, where: str) -> Result:
    """What the truth of an assertion comes to, given with the figures that decided it."""
    needed = relation.needed
    trial = Trial(relation.condition.run, env.view, env.values[:needed], env.numbers[:needed], env.it)
    if truth is not False:
        return trial
    return Outcome("violated", trial, _violation(relation, snapshot(env), lang, where))


def _violation(relation: Relation, env: Env, lang: str, where: str) -> Violation:
    found = sides(relation.condition, env)
    marks = [
        Mark(number.span, _label(operand, lang), number, operand.name)
        for operand, numbers in zip(relation.operands[:relation.needed], env.numbers, strict=False)
        for number in figures(numbers) if number.span.end > number.span.start
    ]
    first = _stated(found.node, env) if found else None
    marks = list({mark.span: mark for mark in marks}.values())
    marks.sort(key=lambda mark: (mark.number is not first, mark.span))
    if not marks and env.it is not None:
        marks = [Mark(env.it.span)]
    base = other_base(found.node, env) if found else None
    if base is not None:
        marks.append(Mark(base.span, pick(lang, "tỷ lệ khớp với mẫu số này", "the percentage fits this base"), base))
    for also in relation.also:
        marks.extend(Mark(span, also.label.get(lang)) for span in spans(also.place.show(env)))
    name = next((m.name for m in marks), "")
    return Violation(
        tuple(marks), env, found.words() if found else {}, found.computation if found else "",
        f"{name}@{where}", expected(found.node, first, env) if found and first else (),
        gap_of(found.node, env) if found else None,
    )


def _stated(node: Node, env: Env) -> Number | None:
    """The figure that stands alone on its side: a total, a percentage; else the first of the comparison."""
    alone = [arg for arg in node.args if arg.operand >= 0 and not arg.type.endswith("*")]
    number = env.numbers[alone[0].operand] if alone else None
    return number if isinstance(number, Number) else None


def _label(operand: Operand, lang: str) -> str:
    concept = concepts().get(operand.concept) if operand.concept else None
    if concept is not None:
        return pick(lang, concept.vi, concept.en)
    return pick(lang, *LABELS.get(operand.name.rpartition(".")[2], ("", "")))
