"""How one rule went over one report: whether it applies, what it selected, the values bound, each verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cchc_lint.check import day_of
from cchc_lint.kinds import KINDS
from cchc_lint.kinds.outcome import Outcome, Trial
from cchc_lint.report import Number, Report
from cchc_lint.ruledoc import flat
from cchc_lint.rules.model import SELECTORS
from cchc_lint.rules.nodes import Env, value_of
from cchc_lint.rules.rule import Rule
from cchc_lint.rules.values import Truth
from cchc_lint.rules.view import View
from cchc_lint.words import REASON, Text, pick, word

_LOGIC = ("each", "exists", "absent", "key", "value", "when", "except", "assert", "forbid", "missing", "per")
_STATE: dict[str, Text] = {
    "ok": ("đạt", "ok"), "violated": ("không đạt", "violated"), "unknown": ("không kiểm tra được", "unknown"),
    "not_applicable": ("không áp dụng", "not applicable"),
}
_WORDS = 60  # characters of a selected thing that are shown


def trace(rule: Rule, report: Report, *, lang: str = "vi") -> Iterator[str]:
    """The lines of the story. What crashes in the rule is raised: here it is wanted."""
    view, day = View(report), day_of(report)
    yield f"{rule.id}  {rule.title.get(lang)}"
    yield from (f"  {key}: {flat(rule.spec[key])}" for key in _LOGIC if key in rule.spec)
    yield ""
    in_force, applies = rule.in_force(day), rule.applies.to(report)
    yield _step(lang, ("hiệu lực", "in force"), _truth(in_force, lang) + (f" ({day.isoformat()})" if day else ""))
    yield _step(lang, ("áp dụng cho báo cáo này", "applies to this report"), _truth(applies, lang))
    if not in_force or not applies:
        return
    selector = next((rule.spec[key] for key in ("each", "exists", "absent") if key in rule.spec), "")
    if selector in SELECTORS:
        yield from _selected(rule, view, selector, lang)
    else:
        yield from _facts(rule, view, lang)
    yield ""
    for at, outcome in enumerate(KINDS[rule.kind].run(rule, view, lang), 1):
        yield from _outcome(at, outcome, rule, view, lang)


def _selected(rule: Rule, view: View, selector: str, lang: str) -> Iterator[str]:
    items: Sequence[Any] = view.items(selector, SELECTORS[selector])
    yield _step(lang, ("được chọn", "selected"), f"{len(items)} ({selector})")
    guard, condition = (getattr(rule.program, name, None) for name in ("guard", "condition"))
    operands = getattr(rule.program, "operands", ())
    if guard is None or condition is None:
        return
    env = Env(view)
    for item in items:
        env.it = item
        place = f"{_at(view, item.span)} “{_short(view.text(item.span))}”"
        if not guard.lets(env):
            yield f"    {place}: " + pick(lang, "when/except bỏ qua", "passed over by when/except")
            continue
        env.numbers = [operand.read(env) for operand in operands if operand.read]
        env.values = [value_of(number) for number in env.numbers]
        yield f"    {place}: {_truth(condition.run(env), lang)}"
        for operand, number in zip(operands, env.numbers, strict=False):
            yield f"      {operand.name} = {_written(number)}"


def _facts(rule: Rule, view: View, lang: str) -> Iterator[str]:
    """Every telling of the facts that the rule names."""
    concepts = dict.fromkeys(getattr(operand, "concept", "") for operand in getattr(rule.program, "operands", ()))
    for concept in filter(None, concepts):
        told = [(fact, mention) for fact in view.report.facts if fact.concept == concept for mention in fact.mentions]
        yield f"  {concept}: " + pick(lang, f"{len(told)} chỗ ghi", f"told {len(told)} times")
        for fact, mention in told:
            number = mention.number
            yield f"    {fact.scope}.{fact.channel} {mention.source} {_at(view, number.span)} = {number.text}"


def _outcome(at: int, outcome: Trial | Outcome, rule: Rule, view: View, lang: str) -> Iterator[str]:
    if isinstance(outcome, Trial):
        yield f"  {at}. {pick(lang, *_STATE['ok'])}: " + ", ".join(
            f"{each.text} ({_at(view, each.span)})" for each in outcome.figures())
        return
    if not outcome.times:
        return
    reason = f": {word(REASON, outcome.reason, lang)} {', '.join(outcome.names)}" if outcome.reason else ""
    times = f" × {outcome.times}" if outcome.times > 1 else ""
    yield f"  {at}. {pick(lang, *_STATE[outcome.state])}{times}{reason}"
    violation = outcome.violation
    if violation is None:
        return
    yield f"     {rule.program.messages.get(lang).fill(violation.env, violation.words)}"
    if violation.computation:
        yield f"     {violation.computation}"
    for mark in violation.marks:
        name = f"{mark.name} = " if mark.name else ""
        yield f"     {_at(view, mark.span)} {name}“{_short(view.text(mark.span))}”"


def _step(lang: str, label: Text, value: str) -> str:
    return f"  {pick(lang, *label)}: {value}"


def _truth(value: Truth, lang: str) -> str:
    known: Mapping[object, Text] = {
        True: ("đúng", "true"), False: ("sai", "false"), None: ("không rõ", "unknown")}
    if value is None or isinstance(value, bool):
        return pick(lang, *known[value])
    return pick(lang, *known[value.certain if value.possible == value.certain else None])


def _written(number: Any) -> str:
    if isinstance(number, (list, tuple)):
        return "[" + ", ".join(map(_written, number)) + "]"
    return number.text if isinstance(number, Number) else str(number)


def _at(view: View, span: Any) -> str:
    place = view.report.document.locate(span)
    return f"{place.line}:{place.column}"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _WORDS else flat[:_WORDS - 1] + "…"
