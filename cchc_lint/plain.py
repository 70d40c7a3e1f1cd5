"""Frozen dataclasses as plain JSON data, and back again exactly.

A dataclass is an object without the fields that hold their defaults, a Span is [start, end], a date
is ISO text, an int is a number, a Decimal its digits as text ("99.31": JSON numbers would become
floats), an infinite bound is null.
"""

from __future__ import annotations

import types
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Literal, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

from cchc_lint.document import Span
from cchc_lint.interval import INFINITY, Interval

Record = TypeVar("Record")


class _Slot(NamedTuple):
    name: str
    hint: Any
    default: Any


def encode(value: Any) -> Any:
    """value as JSON data."""
    if isinstance(value, Interval):
        return _bounds(value)
    if is_dataclass(value) and not isinstance(value, type):
        pairs = ((slot, getattr(value, slot.name)) for slot in _slots(type(value)))
        return {slot.name: encode(each) for slot, each in pairs if not _same(each, slot.default)}
    if isinstance(value, tuple):
        return [encode(each) for each in value]
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return value


def decode(record: type[Record], data: dict[str, Any]) -> Record:
    """The record that `encode` made `data` of; keys that it has no field for are left aside.

    Raises KeyError, TypeError or ValueError where the data are none of its form.
    """
    if record is Interval:
        return _interval(data)  # type: ignore[return-value]
    kind: Any = record  # mypy takes no type variable for hashable
    given = {slot.name: _decoded(slot.hint, data[slot.name]) for slot in _slots(kind) if slot.name in data}
    return record(**given)


def _decoded(hint: Any, data: Any) -> Any:
    if data is None:
        return None
    if hint is Span:
        return Span(*data)
    if hint is date:
        return date.fromisoformat(data)
    if is_dataclass(hint):
        return decode(hint, data)  # type: ignore[arg-type]
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is tuple:
        return tuple(_decoded(arguments[0], each) for each in data)
    if origin not in (Union, types.UnionType):
        return data
    if Decimal in arguments and isinstance(data, str):
        return Decimal(data)
    inner = [each for each in arguments if each is not types.NoneType and get_origin(each) is not Literal]
    return _decoded(inner[0], data) if len(inner) == 1 else data


def _bounds(value: Interval) -> dict[str, Any]:
    low, high = (None if abs(end) == INFINITY else encode(end) for end in (value.low, value.high))
    return {"low": low, "high": high, "low_open": value.low_open, "high_open": value.high_open}


def _interval(data: dict[str, Any]) -> Interval:
    low, high = (Decimal(end) if isinstance(end, str) else end for end in (data["low"], data["high"]))
    return Interval(
        -INFINITY if low is None else low, INFINITY if high is None else high,
        data["low_open"], data["high_open"],
    )


@cache
def _slots(record: Any) -> tuple[_Slot, ...]:
    hints = get_type_hints(record)
    return tuple(_Slot(each.name, hints[each.name], _default(each)) for each in fields(record))


def _default(field: Field[Any]) -> Any:
    return field.default_factory() if field.default_factory is not MISSING else field.default


def _same(value: Any, default: Any) -> bool:
    return type(value) is type(default) and bool(value == default)
