"""The catalogue: the concepts that reports tell figures of, and the rows of the three official forms.

Data: rules/catalogue.yaml and rules/forms/*.yaml, whose head comments say what each key means.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from cchc_lint import packdata

FORMS = ("2021", "2022", "2025")


class Parts(NamedTuple):
    """One breakdown of a total; exhaustive: these parts make the whole."""

    ids: tuple[str, ...]
    exhaustive: bool


class Concept(NamedTuple):
    """What a figure tells. kind: "count", "rate", "option", "group" or "text".

    time: "flow" or "stock" of a count, else "". unit is folded ("người", "%"), "" for options and groups.
    whole: a rate that is a part of its whole, so 0 to 100. options: (value, label).
    """

    id: str
    vi: str
    en: str
    kind: str
    time: str = ""
    unit: str = ""
    numerator: str = ""
    denominator: str = ""
    whole: bool = False
    cumulative: bool = False
    parts: tuple[Parts, ...] = ()
    options: tuple[tuple[int, str], ...] = ()


class FormRow(NamedTuple):
    """A row of an official form, or (extra) one that only copies of other levels carry.

    code: without a closing dot, "" of a "Trong đó" row and of an extra one. parent: the code of the row
    above it, stated for rows without a code. scope: whose figure, "whole" unless the name says a level.
    """

    form: str
    table: int
    code: str
    name: str
    unit: str
    concept: str
    parent: str = ""
    scope: str = "whole"
    channel: str = "all"
    options: tuple[tuple[int, str], ...] = ()
    also: tuple[str, ...] = ()
    extra: bool = False


@cache
def concepts() -> Mapping[str, Concept]:
    """Every concept by its id, in the order of the catalogue."""
    listed: dict[str, dict[str, Any]] = packdata.data("catalogue")["concepts"]
    return MappingProxyType({name: _concept(name, entry) for name, entry in listed.items()})


@cache
def form_rows(form: str) -> tuple[FormRow, ...]:
    """The rows of one form ("2021", "2022", "2025") in its order, then the extra ones."""
    data = packdata.data(f"forms/{form}")
    return tuple(_form_row(form, entry, extra=False) for entry in data["rows"]) + tuple(
        _form_row(form, entry, extra=True) for entry in data["more"]
    )


@cache
def form_tables(form: str) -> Mapping[int, str]:
    """The titles of a form's tables by their number; empty where the form is one table."""
    tables = packdata.data(f"forms/{form}").get("tables", {})
    return MappingProxyType({int(number): str(title) for number, title in tables.items()})


def _concept(name: str, entry: dict[str, Any]) -> Concept:
    rate = entry["kind"] == "rate"
    return Concept(
        id=name, vi=entry["vi"], en=entry["en"], kind=entry["kind"],
        time=entry.get("time", ""), unit=entry.get("unit", "%" if rate else ""),
        numerator=entry.get("numerator", ""), denominator=entry.get("denominator", ""),
        whole=entry.get("whole", False), cumulative=entry.get("cumulative", False),
        parts=tuple(Parts(tuple(part["ids"]), part["exhaustive"]) for part in entry.get("parts", ())),
        options=_options(entry),
    )


def _form_row(form: str, entry: dict[str, Any], *, extra: bool) -> FormRow:
    return FormRow(
        form=form, table=entry.get("table", 1), code=entry.get("code", ""), name=entry["name"],
        unit=entry.get("unit", ""), concept=entry["concept"], parent=entry.get("parent", ""),
        scope=entry.get("scope", "whole"), channel=entry.get("channel", "all"), options=_options(entry),
        also=tuple(entry.get("also", ())), extra=extra,
    )


def _options(entry: dict[str, Any]) -> tuple[tuple[int, str], ...]:
    # In the compiled pack (JSON) the keys are text.
    return tuple((int(value), str(label)) for value, label in entry.get("options", {}).items())
