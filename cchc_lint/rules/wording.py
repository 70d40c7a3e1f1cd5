"""What a finding says: message templates, and the sum filled in.

A template is text with {placeholders}; each is an expression of the rule language, or one of the words
that its kind gives ({left}, {difference}, {expected} …). A figure is shown as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from cchc_lint.interval import INFINITY, Interval
from cchc_lint.report import Number
from cchc_lint.rules import values
from cchc_lint.rules.expressions import compile_expression
from cchc_lint.rules.model import element
from cchc_lint.rules.nodes import Env, ExpressionError, Names, Node
from cchc_lint.words import did_you_mean, say

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_SIGNS = {"==": "=", "!=": "≠", "<=": "≤", ">=": "≥", "<": "<", ">": ">"}
_FALSE_SIGNS = {"==": "≠", "!=": "=", "<=": ">", ">=": "<", "<": "≥", ">": "≤"}
COMPARISONS = tuple(_SIGNS)

Shower = Callable[[Env, Mapping[str, str]], str]


class Template(NamedTuple):
    """A compiled text: fixed parts between what the placeholders show."""

    parts: tuple[str | Shower, ...]

    def fill(self, env: Env, words: Mapping[str, str]) -> str:
        return "".join(part if isinstance(part, str) else part(env, words) for part in self.parts)


def compile_template(text: str, names: Names, words: tuple[str, ...]) -> Template:
    """The template; ExpressionError where a placeholder names nothing. Figures that it shows join no operands:
    a name that the rule's own expressions do not use is a mistake."""
    parts: list[str | Shower] = []
    end = 0
    for match in _PLACEHOLDER.finditer(text):
        parts.append(text[end:match.start()])
        parts.append(_shower(match[1].strip(), match.start(1), names, words))
        end = match.end()
    rest = text[end:]
    stray = re.search(r"[{}]", "".join(part for part in parts if isinstance(part, str)) + rest)
    if stray:
        at = text.index(stray[0])
        raise ExpressionError(say("dấu { } không đủ cặp", "a { or } stands alone"), at, at + 1)
    return Template((*parts, rest))


def _shower(text: str, at: int, names: Names, words: tuple[str, ...]) -> Shower:
    if text in words:
        return lambda env, given: given.get(text, "…")
    known = len(names.operands)
    try:
        node = compile_expression(text, names)
    except ExpressionError as error:
        near = did_you_mean(text, words)
        raise ExpressionError(error.message + (near if "?" not in error.message else ""),
                              at + error.start, at + (error.end or len(text))) from None
    added = names.operands[known:]
    if any(operand.read is None for operand in added):
        raise ExpressionError(say(
            f"biểu thức của quy tắc không dùng «{added[0].name}»",
            f"the rule's expression does not use «{added[0].name}»"), at, at + len(text))
    if not added:
        show = plain if element(node.type) == "integer" else values.shown
        return lambda env, given: show(node.show(env))
    del names.operands[known:]
    read = added[0].read
    if node.operand < 0 or read is None:
        raise ExpressionError(say(
            "chỉ hiện được số liệu mà biểu thức của quy tắc dùng",
            "only figures that the rule's expression uses can be shown"), at, at + len(text))
    return lambda env, given: values.shown(read(env))


def plain(value: Any) -> str:
    """A number that counts nothing, such as a year or a code: no dot between its thousands."""
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else "…" if value is None else str(value)


# The sum filled in


class Sides(NamedTuple):
    """A comparison that does not hold, filled in."""

    left: str
    right: str
    difference: str
    computed: str
    computation: str
    node: Node

    def words(self) -> dict[str, str]:
        return {"left": self.left, "right": self.right, "difference": self.difference, "computed": self.computed}


QUOTIENTS = ("pct", "mean")
SIDES = ("left", "right", "difference", "computed")


def broken(node: Node, env: Env) -> Node | None:
    """The comparison in a condition that makes it false: the first that does."""
    if node.op in COMPARISONS or node.op == "in":
        return node
    if node.op in ("and", "or"):
        false = [arg for arg in node.args if arg.run(env) is False]
        return next((found for arg in false if (found := broken(arg, env))), None)
    if node.op == "not":
        return broken(node.args[0], env)
    return None


def sides(condition: Node, env: Env) -> Sides | None:
    """The failing comparison of a condition with its numbers; None where none compares figures."""
    node = broken(condition, env)
    if node is None or node.op == "in" or not _counts(node):
        return None
    left, right = node.args
    a, b = left.run(env), right.run(env)
    decimals = _decimals(node, env)
    shown_left, shown_right = _side(left, a, env, decimals), _side(right, b, env, decimals)
    made = right if right.op not in ("name", "constant") else left
    value = b if made is right else a
    computed = values.shown(value, decimals if made.op in QUOTIENTS else None)
    return Sides(shown_left, shown_right, _difference(a, b, decimals), computed,
                 _computation(node, a, b, env, decimals), node)


def _counts(node: Node) -> bool:
    """Whether a comparison is one of figures, not of years and the like."""
    kinds = [arg.type for arg in node.args]
    return "quantity" in kinds and all(kind in ("quantity", "integer") for kind in kinds)


def _side(node: Node, value: Any, env: Env, decimals: int | None) -> str:
    return values.shown(node.show(env) if node.operand >= 0 else value, decimals if node.op in QUOTIENTS else None)


def _decimals(node: Node, env: Env) -> int | None:
    """The decimals of the figure that a percentage or a mean is compared with; two where it is none, or a mean that
    is told as a whole number."""
    quotient = next((part.op for part in node.walk() if part.op in QUOTIENTS), "")
    if not quotient:
        return None
    stated = [env.numbers[arg.operand] for arg in node.args if arg.operand >= 0]
    if not stated or not isinstance(stated[0], Number):
        return 2
    return stated[0].decimals or 2 if quotient == "mean" else stated[0].decimals


def _difference(left: Any, right: Any, decimals: int | None) -> str:
    """How far two values are apart; rounded figures by their written values."""
    if left is None or right is None:
        return "…"
    apart = values.minus(_written(left), _written(right))
    if isinstance(apart, Interval) or apart is None:
        return "…"
    return values.shown(abs(apart), decimals if isinstance(apart, Fraction) and apart.denominator > 1 else None)


def _written(value: Any) -> Any:
    """The written value of a rounded figure, the finite end of a one-sided one."""
    if not isinstance(value, Interval):
        return value
    if value.high == INFINITY:
        return value.low
    return value.high if value.low == -INFINITY else (Fraction(value.low) + Fraction(value.high)) / 2


def _computation(node: Node, left: Any, right: Any, env: Env, decimals: int | None) -> str:
    """ "2.485 + 743 = 3.228 ≠ 3.222", "36 / 54 = 66,67% ≠ 66,76%", "90 > 85"."""
    first, second = node.args
    sign = _FALSE_SIGNS[node.op]
    if node.op == "==" and any(isinstance(v, Interval) and INFINITY in (v.high, -v.low) for v in (left, right)):
        sign = ">" if values.less(right, left) is True else "<"
        if _is_made(second) and not _is_made(first):
            sign = "<" if sign == ">" else ">"
    a, b = _filled(first, left, env, decimals), _filled(second, right, env, decimals)
    if _is_made(second) and not _is_made(first) and node.op in ("==", "!="):
        return f"{b} {sign} {a}"
    return f"{a} {sign} {b}"


def _is_made(node: Node) -> bool:
    return node.op not in ("name", "constant")


def _filled(node: Node, value: Any, env: Env, decimals: int | None) -> str:
    """A side with its numbers in, and what it comes to."""
    text = formula(node, env)
    if not _is_made(node):
        return text
    if isinstance(value, Interval) and value.high == INFINITY:
        return f"{text} ≥ {values.shown(value.low)}"
    result = values.shown(value, decimals if node.op in QUOTIENTS else None) + ("%" if node.op == "pct" else "")
    return f"{text} = {result}" if text != result else text


def formula(node: Node, env: Env) -> str:
    """An expression with its figures as they are written: "2.485 + 743"."""
    if node.op == "name":
        raw = node.show(env)
        if isinstance(raw, (list, tuple)):
            return " + ".join(values.shown(item) for item in raw)
        return "" if raw is None and node.run(env) == 0 else values.shown(raw)
    parts = [formula(arg, env) for arg in node.args]
    match node.op:
        case "constant":
            return values.shown(node.literal)
        case "+":
            return " + ".join(_told(parts))
        case "-":
            return f"{parts[0]} − {_bracketed(node.args[1], parts[1])}"
        case "*":
            return " × ".join(_bracketed(arg, part) for arg, part in zip(node.args, parts, strict=True))
        case "neg":
            return f"−{_bracketed(node.args[0], parts[0])}"
        case "pct" | "mean":
            return " / ".join(_bracketed(arg, part) for arg, part in zip(node.args, parts, strict=True))
        case "sum":
            return " + ".join(_told(parts))
        case "loop":
            return " + ".join(values.shown(item) for item in node.show(env))
        case "list":
            return " + ".join(_told(parts))
        case _:
            return values.shown(node.run(env))


def _told(parts: list[str]) -> list[str]:
    """The parts of a sum that the report tells; one … for all that it leaves open."""
    told = [part for part in parts if part not in ("", "…")]
    return [*told, "…"] if "…" in parts else told or ["0"]


def _bracketed(node: Node, text: str) -> str:
    return f"({text})" if node.op in ("+", "-", "sum", "neg") and " " in text else text
