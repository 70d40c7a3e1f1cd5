"""The closures that expressions are compiled to; two ints are compared and added on the spot."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from datetime import timedelta
from operator import attrgetter
from typing import Any

from cchc_lint.rules import values
from cchc_lint.rules.model import Attribute, Read
from cchc_lint.rules.nodes import Env, Run, Stub

_PLAIN: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "==": operator.eq,
    "!=": operator.ne,
}


def read_it(env: Env) -> Any:
    return env.it


def read_report(env: Env) -> Any:
    return env.view.report


def read_variable(name: str) -> Run:
    return lambda env: env.variables.get(name)


def attribute(read: Run, wanted: Attribute, name: str) -> Run:
    """An attribute of what `read` gives; missing where that is."""
    if read is read_it and wanted.own:
        return attrgetter(f"it.{wanted.own}")
    if wanted.own:
        own = attrgetter(wanted.own)
        return lambda env: None if (item := read(env)) is None else own(item)
    get = wanted.read

    def run(env: Env) -> Any:
        item = read(env)
        if item is None:
            return None
        memo, key = env.view.memo, (get, id(item))
        try:
            return memo[key]
        except KeyError:
            found = memo[key] = get(env.view, item)
            return found

    return run


def stub_attribute(read: Run, wanted: Attribute, name: str) -> Run:
    """The same for a rule's test, whose things can be made up."""
    get = wanted.read

    def run(env: Env) -> Any:
        item = read(env)
        if isinstance(item, Stub):
            return item.get(name)
        if item is env.view.report and name in env.view.stated:
            return env.view.stated[name]
        return None if item is None else get(env.view, item)

    return run


def attribute_of_each(read: Run, get: Read, tests: bool, name: str) -> Run:
    if tests:
        return lambda env: [
            item.get(name) if isinstance(item, Stub) else get(env.view, item) for item in read(env) or ()
        ]
    return lambda env: [get(env.view, item) for item in read(env) or ()]


def loop(variable: str, source: Run, conditions: Sequence[Run], body: Run) -> Run:
    """[body for variable in source if every condition certainly holds]"""
    def run(env: Env) -> list[Any]:
        variables, found = env.variables, []
        before = variables.get(variable)
        for item in source(env) or ():
            variables[variable] = item
            if all(condition(env) is True for condition in conditions):
                found.append(body(env))
        variables[variable] = before
        return found

    return run


def ordered(sign: str, left: Run, right: Run) -> Run:
    plain, slow = _PLAIN[sign], values.COMPARE[sign]

    def run(env: Env) -> values.Truth:
        a, b = left(env), right(env)
        if type(a) is int is type(b):
            return plain(a, b)
        return slow(a, b)

    return run


def percent(stated: Run, part: Run, whole: Run) -> Run:
    return lambda env: values.percent_is(stated(env), part(env), whole(env))


def same_as(left: Run, constant: Any, equal: bool) -> Run:
    """Whether a text or flag is the constant; unknown where it is missing."""
    def run(env: Env) -> values.Truth:
        value = left(env)
        return None if value is None or value == "" else (value == constant) is equal

    return run


def same(left: Run, right: Run, equal: bool, by_identity: bool) -> Run:
    """Whether two texts, flags, days or records are one; unknown where one is missing."""
    def run(env: Env) -> values.Truth:
        a, b = left(env), right(env)
        if a is None or b is None or a == "" or b == "":
            return None
        return ((a is b) if by_identity else a == b) is equal

    return run


def days(sign: str, left: Run, right: Run) -> Run:
    plain = _PLAIN[sign]

    def run(env: Env) -> values.Truth:
        a, b = left(env), right(env)
        return None if a is None or b is None else plain(a, b)

    return run


def one_of(value: Run, among: Run) -> Run:
    def run(env: Env) -> values.Truth:
        a, listed = value(env), among(env)
        if a is None or not listed:
            return None
        found: values.Truth = False
        for b in listed:
            found = values.either(found, values.equal(a, b))
        return found

    return run


def member(value: Run, among: Run, blank: bool) -> Run:
    """Whether a text, flag, day or record is in a list; blank: the list has "", so a missing one is in it."""
    def run(env: Env) -> values.Truth:
        found = value(env)
        if found is None or found == "":
            return blank or None
        return found in among(env)

    return run


def within(text: Run, whole: Run) -> Run:
    """Whether a text holds another; unknown where the one is blank or the other missing."""
    def run(env: Env) -> values.Truth:
        around = whole(env)
        part = text(env) if around else None
        return None if part is None else part in around

    return run


def negated(condition: Run) -> Run:
    return lambda env: values.negated(condition(env))


def every(conditions: Sequence[Run]) -> Run:
    """and: the first False decides."""
    def run(env: Env) -> values.Truth:
        result: values.Truth = True
        for condition in conditions:
            value = condition(env)
            if value is False:
                return False
            if value is not True:
                result = values.both(result, value)
        return result

    return run


def some(conditions: Sequence[Run]) -> Run:
    """or: the first True decides."""
    def run(env: Env) -> values.Truth:
        result: values.Truth = False
        for condition in conditions:
            value = condition(env)
            if value is True:
                return True
            if value is not False:
                result = values.either(result, value)
        return result

    return run


def add(left: Run, right: Run) -> Run:
    def run(env: Env) -> values.Quantity:
        a, b = left(env), right(env)
        return a + b if type(a) is int is type(b) else values.plus(a, b)

    return run


def subtract(left: Run, right: Run) -> Run:
    def run(env: Env) -> values.Quantity:
        a, b = left(env), right(env)
        return a - b if type(a) is int is type(b) else values.minus(a, b)

    return run


def shift(day: Run, count: Run, sign: int) -> Run:
    def run(env: Env) -> Any:
        a, b = day(env), count(env)
        return None if a is None or b is None else a + timedelta(sign * b)

    return run


def days_between(left: Run, right: Run) -> Run:
    def run(env: Env) -> int | None:
        a, b = left(env), right(env)
        return None if a is None or b is None else (a - b).days

    return run
