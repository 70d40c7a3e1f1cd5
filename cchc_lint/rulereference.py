"""What rules can speak of, as one Markdown page made of the tables that the rule language itself reads.

The selectors, attributes and places of rules/model.py, and the figures of the catalogue.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cchc_lint.catalogue import concepts
from cchc_lint.rules.closed import words
from cchc_lint.rules.model import CHANNELS, PLACES, RECORDS, SCOPES, SELECTORS

_WRITTEN = (
    "Written by `python -m cchc_lint.ruledoc docs/rules`. "
    "How rules are written: [rule-language.md](../rule-language.md).")
_MEANT = (
    "`before` and `after` are the rest of its sentence, `line` its paragraph or row; `previous` and `next` are",
    "those among `siblings`, the things under one parent in order, itself among them. What is blank or could",
    "not be read is missing: ask with `known(…)` and `blank(…)`.",
)
_COMMON = "sentence"  # a record whose places every selected thing has


def reference() -> str:
    """The page, closed by a newline."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# What rules can speak of"
    yield ""
    yield _WRITTEN
    yield from _attributes()
    yield ""
    yield "## Names for `at:`, scopes and channels"
    yield ""
    yield f"- `at:` {_names(PLACES)}, or an expression with a place"
    yield f"- scopes, after `@`: {_names(SCOPES)}"
    yield f"- channels, after `@` or `@scope.`: {_names(CHANNELS)}"
    yield ""
    yield f"## The {len(concepts())} figures"
    yield ""
    yield "Name | Kind | Unit | Vietnamese | English"
    yield "--- | --- | --- | --- | ---"
    yield from (f"`{each.id}` | {each.kind} | {each.unit} | {each.vi} | {each.en}" for each in concepts().values())


def _attributes() -> Iterator[str]:
    everywhere = set.intersection(*(set(RECORDS[name]) for name in ("period", "row", "fact", _COMMON)))
    yield ""
    yield "## Things and their attributes"
    yield ""
    yield "`*` makes a list. Everything that can be selected with `each:` has:"
    yield ""
    common = [name for name in RECORDS[_COMMON] if name in everywhere]
    yield from _described(_COMMON, common)
    yield from _spelled(_COMMON, common)
    yield ""
    yield from _MEANT
    for record, attributes in RECORDS.items():
        selectors = [name for name in SELECTORS if name == record or (name == "figure" and record == "number")]
        yield ""
        yield f"### {record}"
        yield ""
        yield f"`each: {'` or `each: '.join(selectors)}`" if selectors else "An attribute of others."
        yield ""
        same = RECORDS[_COMMON]
        own = [name for name, attribute in attributes.items()
               if not (selectors and name in everywhere and attribute.type == same[name].type)]
        yield from _described(record, own)
        yield from _spelled(record, own)


def _described(record: str, names: list[str]) -> Iterator[str]:
    """One line for each type, with the attributes of that type."""
    by_type: dict[str, list[str]] = {}
    for name in names:
        by_type.setdefault(RECORDS[record][name].type, []).append(name)
    yield from (f"- {type_}: {_names(same)}" for type_, same in by_type.items())


def _spelled(record: str, names: list[str]) -> Iterator[str]:
    """One line for each attribute that is one of a few words, with what they say."""
    for name in names:
        listed = "; ".join(f"`{word}`" + (f" {says}" if says else "") for word, says in words(record, name).items())
        if listed:
            yield f"- `{name}` is one of: {listed}"


def _names(names: Iterable[str]) -> str:
    return " ".join(f"`{name}`" for name in names)
