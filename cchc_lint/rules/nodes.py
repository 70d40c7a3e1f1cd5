"""The parts of a compiled expression, and what they are run with."""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from cchc_lint.document import Span
from cchc_lint.report import Number
from cchc_lint.rules.values import figure
from cchc_lint.rules.view import View
from cchc_lint.words import Text, say

Policy = Literal["unknown", "zero", "nonneg", "part"]


class ExpressionError(Exception):
    """A mistake in an expression: what is wrong, and the characters [start, end) of its text that are."""

    def __init__(self, message: str, start: int = 0, end: int | None = None) -> None:
        super().__init__(message)
        self.message, self.start, self.end = message, start, end


class Env:
    """What one evaluation sees: the report, the selected thing, and the operands' values and figures."""

    __slots__ = ("it", "numbers", "values", "variables", "view")

    def __init__(self, view: View, it: Any = None) -> None:
        self.view = view
        self.it = it
        self.values: list[Any] = []
        self.numbers: list[Any] = []
        self.variables: dict[str, Any] = {}


Run = Callable[[Env], Any]


@dataclass(slots=True)
class Node:
    """type: see rules/model.py, "truth" for a condition. op: "name", "constant", "+", "==", "pct", ….

    run computes the value. raw, where it differs, gives the thing itself: a Number with its written form.
    operand: index in the rule's operands, -1 for none. tree: where it stands, see `span_of`.
    """

    type: str
    run: Run
    op: str
    args: tuple[Node, ...] = ()
    raw: Run | None = None
    operand: int = -1
    literal: Any = None
    label: str = ""
    tree: ast.AST | None = None
    words: Collection[str] = ()  # those that a text can be, where they are a closed set

    def show(self, env: Env) -> Any:
        return (self.raw or self.run)(env)

    def walk(self) -> Iterator[Node]:
        yield self
        for arg in self.args:
            yield from arg.walk()


class Operand(NamedTuple):
    """A figure that an expression needs: a fact (concept, with scope and channel where they are fixed), or
    a path from `it` or `report`, read by `read` as a Number, or as a list of them (many)."""

    name: str
    concept: str = ""
    scope: str = ""
    channel: str = ""
    read: Run | None = None
    many: bool = False
    policy: Policy = "unknown"


@dataclass(slots=True)
class Names:
    """What an expression may speak of, and the operands that the compiled ones came to need.

    it: the record type of `it`, "" where there is none. facts: the known concepts, None where facts cannot
    be named. policies: what a missing operand stands for, by its name. tests: `it` can be a Stub. direct:
    figures are read in place and become no operands. extras: further names, by the record types of what they mean.
    """

    it: str = ""
    facts: Mapping[str, Any] | None = None
    policies: Mapping[str, Policy] = field(default_factory=dict)
    extras: Mapping[str, str] = field(default_factory=dict)
    tests: bool = False
    operands: list[Operand] = field(default_factory=list)
    direct: bool = False

    def operand(self, wanted: Operand) -> int:
        """The index of an operand, added where it is new."""
        for index, operand in enumerate(self.operands):
            if operand.name == wanted.name:
                return index
        self.operands.append(wanted)
        return len(self.operands) - 1


class Stub(dict[str, Any]):
    """A thing made up by a rule's test: attributes by name; what it does not name is missing."""

    @property
    def span(self) -> Span:
        found: Span = self["span"]
        return found


def value_of(number: Any) -> Any:
    """The value, or values, of a figure as it was read."""
    if number is None:
        return None
    if type(number) is Number:
        return figure(number)
    return [None if n is None else figure(n) for n in number]


_TYPES: dict[str, Text] = {
    "quantity": ("số liệu", "a figure"), "integer": ("số nguyên", "an integer"), "text": ("văn bản", "a text"),
    "flag": ("đúng/sai", "true or false"), "truth": ("điều kiện", "a condition"), "day": ("ngày", "a day"),
    "span": ("vị trí", "a place"), "none": ("không có gì", "nothing"),
}


def type_name(type_: str) -> str:
    """What people call a type, or a list of it."""
    inner = type_.removesuffix("*")
    name = say(*_TYPES.get(inner, (f"«{inner}»", f"«{inner}»")))
    return say(f"danh sách {name}", f"a list ({name})") if type_.endswith("*") else name


def path_of(tree: ast.expr) -> list[str] | None:
    """["it", "date"] of it.date; None where it does not begin with a name."""
    words: list[str] = []
    while isinstance(tree, ast.Attribute):
        words.append(tree.attr)
        tree = tree.value
    return [tree.id, *reversed(words)] if isinstance(tree, ast.Name) else None


def span_of(node: ast.AST | None, text: str) -> tuple[int, int]:
    """The characters of a node in the text of its expression."""
    lines = text.splitlines(keepends=True) or [""]

    def at(line: int, column: int) -> int:
        before = sum(len(part) for part in lines[:line - 1])
        return before + len(lines[line - 1].encode()[:column].decode(errors="ignore"))

    line, end = getattr(node, "lineno", 1), getattr(node, "end_lineno", None) or 1
    return at(line, getattr(node, "col_offset", 0)), at(end, getattr(node, "end_col_offset", None) or 0)
