"""The functions of the rule language. To add one, add its line to FUNCTIONS.

    sum(list)  pct(part, whole)  mean(total, count)  min(a, b, …)  max(a, b, …)  abs(x)  len(list or text)
    known(x)  blank(x)  any(list of conditions)  all(list of conditions)
    like(text, "pattern")  fold(text)  date(y, m, d)  year(day)  month(day)  day(day)  weekday(day)  days(n)
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Any, NamedTuple

from cchc_lint.rules import values
from cchc_lint.rules.nodes import Env, Node, Run
from cchc_lint.words import say

NUMERIC = ("quantity", "integer")


class Function(NamedTuple):
    """signature: for messages. misfit tells what is wrong with the arguments, "" nothing."""

    signature: str
    misfit: Callable[[Sequence[Node]], str]
    build: Callable[[Sequence[Node]], Node]


def _takes(*kinds: tuple[str, ...] | None) -> Callable[[Sequence[Node]], str]:
    """One argument for each of `kinds`, None for any type."""
    def misfit(nodes: Sequence[Node]) -> str:
        if len(nodes) != len(kinds):
            return say(f"cần {len(kinds)} tham số, mà có {len(nodes)}",
                       f"takes {len(kinds)} arguments, not {len(nodes)}")
        for place, (node, allowed) in enumerate(zip(nodes, kinds, strict=True), 1):
            if allowed is not None and node.type not in allowed:
                return say(f"tham số thứ {place} không đúng loại", f"argument {place} is of another type")
        return ""

    return misfit


def _literals(kind: type, count: int) -> Callable[[Sequence[Node]], str]:
    def misfit(nodes: Sequence[Node]) -> str:
        if len(nodes) == count and all(type(node.literal) is kind for node in nodes):
            return ""
        return say(f"cần {count} hằng số", f"needs {count} constants")

    return misfit


def _several(nodes: Sequence[Node]) -> str:
    if len(nodes) == 1 and nodes[0].type in ("quantity*", "integer*"):
        return ""
    if len(nodes) > 1 and all(node.type in NUMERIC for node in nodes):
        return ""
    return say("cần một danh sách số, hoặc từ hai số trở lên", "needs a list of numbers, or two numbers or more")


def _numbers(nodes: Sequence[Node]) -> Run:
    """One list, whether it was given as one or as separate arguments."""
    if len(nodes) == 1:
        return nodes[0].run
    runs = [node.run for node in nodes]
    return lambda env: [run(env) for run in runs]


def _sum(nodes: Sequence[Node]) -> Node:
    run = _numbers(nodes)

    def total(env: Env) -> values.Quantity:
        listed = run(env)
        return values.total(listed) if listed else None

    return Node("quantity", total, "sum", tuple(nodes))


def _pct(nodes: Sequence[Node]) -> Node:
    part, whole = nodes[0].run, nodes[1].run
    return Node("quantity", lambda env: values.percentage(part(env), whole(env)), "pct", tuple(nodes))


def _mean(nodes: Sequence[Node]) -> Node:
    total, count = nodes[0].run, nodes[1].run
    return Node("quantity", lambda env: values.mean(total(env), count(env)), "mean", tuple(nodes))


def _extreme(largest: bool) -> Callable[[Sequence[Node]], Node]:
    def build(nodes: Sequence[Node]) -> Node:
        run = _numbers(nodes)
        return Node("quantity", lambda env: values.extreme(run(env) or (), largest=largest),
                    "max" if largest else "min", tuple(nodes))

    return build


def _abs(nodes: Sequence[Node]) -> Node:
    run = nodes[0].run

    def build(env: Env) -> values.Quantity:
        value = run(env)
        return None if value is None else values.extreme([value, values.negative(value)], largest=True)

    return Node(nodes[0].type, build, "abs", tuple(nodes))


def _known(nodes: Sequence[Node]) -> Node:
    return Node("truth", _is_there(nodes[0]), "known", tuple(nodes))


def _blank(nodes: Sequence[Node]) -> Node:
    there = _is_there(nodes[0])
    return Node("truth", lambda env: not there(env), "blank", tuple(nodes))


def _is_there(node: Node) -> Run:
    """Whether a value is neither missing nor blank, by its type."""
    run = node.run
    if node.type == "text":
        return lambda env: bool((value := run(env)) and not value.isspace())
    if node.type.endswith("*"):
        return lambda env: bool(run(env))
    return lambda env: run(env) is not None


def _quantified(join: Callable[[values.Truth, values.Truth], values.Truth], start: bool, op: str) \
        -> Callable[[Sequence[Node]], Node]:
    def build(nodes: Sequence[Node]) -> Node:
        run = nodes[0].run

        def result(env: Env) -> values.Truth:
            found: values.Truth = start
            for value in run(env) or ():
                found = join(found, value)
            return found

        return Node("truth", result, op, tuple(nodes))

    return build


_ESCAPED = re.compile(r"\\.|[^\\]+", re.DOTALL)


@cache
def _search(pattern: str) -> Callable[[str], Any]:
    """Searches a text for the pattern, case ignored. Raises re.error.

    Patterns in lower case meet texts in lower case: much faster than to ignore the case of Vietnamese letters.
    """
    if "(?-i" in pattern:
        return re.compile(pattern, re.IGNORECASE).search
    search = re.compile(_ESCAPED.sub(lambda m: m[0] if m[0][0] == "\\" else m[0].lower(), pattern)).search
    return lambda text: search(text.lower())


def _like(nodes: Sequence[Node]) -> Node:
    text, pattern = nodes[0].run, unicodedata.normalize("NFC", nodes[1].literal)
    found: list[Callable[[str], Any]] = []  # compiled on first use: most rules of a pack meet no report's text

    def run(env: Env) -> values.Truth:
        value = text(env)
        if not value:
            return None
        if not found:
            found.append(_search(pattern))
        return found[0](value) is not None

    return Node("truth", run, "like", tuple(nodes))


def check_pattern(pattern: str) -> None:
    """Raises ValueError for a pattern that is no regular expression; loading a site's rule calls it."""
    try:
        _search(unicodedata.normalize("NFC", pattern))
    except (re.error, OverflowError) as error:
        raise ValueError(say(f"mẫu «{pattern}» sai: {error}", f"pattern «{pattern}» is wrong: {error}")) from None


def _of_text(change: Callable[[str], str]) -> Callable[[Sequence[Node]], Node]:
    def build(nodes: Sequence[Node]) -> Node:
        run = nodes[0].run
        return Node("text", lambda env: change(run(env) or ""), "fold", tuple(nodes))

    return build


def _date(nodes: Sequence[Node]) -> Node:
    value = date(*(node.literal for node in nodes))
    return Node("day", lambda env: value, "constant", literal=value)


def _of_day(read: Callable[[date], int], op: str) -> Callable[[Sequence[Node]], Node]:
    def build(nodes: Sequence[Node]) -> Node:
        run = nodes[0].run
        return Node("integer", lambda env: None if (value := run(env)) is None else read(value), op, tuple(nodes))

    return build


def _len(nodes: Sequence[Node]) -> Node:
    run = nodes[0].run
    return Node("integer", lambda env: len(run(env) or ()), "len", tuple(nodes))


def _days(nodes: Sequence[Node]) -> Node:
    return nodes[0]


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """The text without what makes no difference: case, blanks, dashes, and equal spellings (hòa, hoà)."""
    from cchc_lint.parse.vietnamese import spelling_fold

    return spelling_fold(text)


FUNCTIONS: dict[str, Function] = {
    "sum": Function("sum(danh sách)", _several, _sum),
    "pct": Function("pct(phần, tổng)", _takes(NUMERIC, NUMERIC), _pct),
    "mean": Function("mean(tổng, số lượng)", _takes(NUMERIC, NUMERIC), _mean),
    "min": Function("min(a, b, …)", _several, _extreme(largest=False)),
    "max": Function("max(a, b, …)", _several, _extreme(largest=True)),
    "abs": Function("abs(x)", _takes(NUMERIC), _abs),
    "len": Function("len(danh sách)", _takes(None), _len),
    "known": Function("known(x)", _takes(None), _known),
    "blank": Function("blank(x)", _takes(None), _blank),
    "any": Function("any(… for … in …)", _takes(("truth*", "flag*")), _quantified(values.either, False, "any")),
    "all": Function("all(… for … in …)", _takes(("truth*", "flag*")), _quantified(values.both, True, "all")),
    "like": Function('like(văn bản, "mẫu")', lambda nodes: _takes(("text",), ("text",))(nodes) or (
        "" if isinstance(nodes[1].literal, str) else say("mẫu phải là hằng", "the pattern must be a constant")), _like),
    "fold": Function("fold(văn bản)", _takes(("text",)), _of_text(fold)),
    "date": Function("date(năm, tháng, ngày)", _literals(int, 3), _date),
    "year": Function("year(ngày)", _takes(("day",)), _of_day(lambda day: day.year, "year")),
    "month": Function("month(ngày)", _takes(("day",)), _of_day(lambda day: day.month, "month")),
    "day": Function("day(ngày)", _takes(("day",)), _of_day(lambda day: day.day, "day")),
    "weekday": Function("weekday(ngày)", _takes(("day",)), _of_day(lambda day: day.isoweekday(), "weekday")),
    "days": Function("days(n)", _takes(("integer",)), _days),
}
