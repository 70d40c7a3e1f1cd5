"""Attributes that no record holds, of figures: rows of the appendix, facts, changes, numbers and ratios."""

from __future__ import annotations

import re
from dataclasses import replace

from cchc_lint.catalogue import concepts
from cchc_lint.document import Span
from cchc_lint.report import Change, Number, Ratio, Row
from cchc_lint.rules.derived import is_assessed
from cchc_lint.rules.values import shown
from cchc_lint.rules.view import Telling, View

# Of rows


def code_parent(view: View, it: Row) -> str:
    return it.code.rpartition(".")[0]


def code_last(view: View, it: Row) -> int | None:
    last = it.code.rpartition(".")[2]
    return int(last) if last.isdecimal() else None


def is_part_of_whole(view: View, it: Row) -> bool:
    """Whether the catalogue calls it a rate of a part in its whole (0 to 100 %)."""
    concept = concepts().get(it.concept)
    return bool(concept and concept.whole)


# Whose rows a level fills in itself: rows of another level are rightly left blank by it.
_OWN_SCOPES = {
    "province": ("whole", "province", "departments", "district", "communes"),
    "department": ("whole", "departments"),
    "district": ("whole", "departments", "district", "communes"),
    "commune": ("whole", "communes"),
}
# Words in a row's name that make it another level's matter.
_ABOVE = {
    "district": ("tỉnh", "cấp sở", "sở, ngành", "sở ngành", "LGSP"),
    "commune": ("tỉnh", "LGSP", "huyện", "cấp sở", "sở, ngành", "sở ngành", "phòng chuyên môn"),
    "department": ("cấp tỉnh", "cấp huyện", "cấp xã", "UBND"),
}
# Words that make it the level's own.
_OWN_WORDS = {"district": ("cấp huyện",), "commune": ("cấp xã",), "department": ("phòng",)}
_LINKED = re.compile(r"(?:kết nối|liên thông|tích hợp) với .*")  # to a system of another level's


def is_own(view: View, it: Row) -> bool:
    """Whether the reporting agency fills it in itself: a district leaves blank what is the province's."""
    level = view.report.header.level
    if it.scope not in _OWN_SCOPES.get(level, (it.scope,)):
        return False
    name = _LINKED.sub("", it.name)
    if any(word in name for word in _OWN_WORDS.get(level, ())):
        return it.scope == "whole"
    return not any(word in name for word in _ABOVE.get(level, ()))


def blank_siblings(view: View, it: Row) -> list[Row]:
    """The rows beside it, group rows apart, that have no value."""
    return [
        row for row in view.row_siblings(it)
        if not row.value.strip() and row.kind != "group" and (row.kind == "option") == (it.kind == "option")
    ]


def is_first(view: View, it: Row) -> bool:
    return view.row_siblings(it)[0] is it


# Of facts


def fact_key(view: View, it: Telling) -> str:
    """What tells one fact from another; "" where nobody knows whose figure it is."""
    return f"{it.fact.concept}@{it.fact.scope}.{it.fact.channel}" if it.fact.scope else ""


def fact_kind(view: View, it: Telling) -> str:
    concept = concepts().get(it.fact.concept)
    return concept.kind if concept else ""


def is_stock(view: View, it: Telling) -> bool:
    """Does it stand on a day (a quota, a stock), rather than happen within the period?"""
    concept = concepts().get(it.fact.concept)
    return bool(concept and concept.time == "stock")


# Of changes, numbers and ratios


def base_of_change(view: View, it: Change) -> Number | None:
    """The figure of then, worked out of that of now where the report does not tell it."""
    if it.before is not None or it.after is None or it.by is None:
        return it.before
    value = it.after.value - it.direction * it.by.value
    interval = it.after.interval - it.by.interval.scaled(it.direction)
    return replace(it.after, span=Span(0, 0), text=shown(value), value=value, interval=interval)


def with_digits_changed_over(view: View, it: Number) -> Number | None:
    """The usual figure of which this one is a slip."""
    from cchc_lint.rules.twins import swapped

    found: dict[Span, Number] = view.once("twins", lambda: swapped(view.report, view.figures))
    return found.get(it.span)


def in_smaller_unit(view: View, it: Number) -> Number | None:
    """The same figure told in a smaller unit of money."""
    from cchc_lint.rules.twins import rescaled

    found: dict[Span, Number] = view.once("rescaled", lambda: rescaled(view.report))
    return found.get(it.span)


def told_in_results(view: View, it: Number) -> Number | None:
    """The count in the results that this one of the general assessment hardly differs from."""
    from cchc_lint.rules.twins import restated

    found: dict[Span, Number] = view.once("restated", lambda: restated(view.report, lambda n: is_assessed(view, n)))
    return found.get(it.span)


def usual_whole(view: View, it: Ratio) -> Number | None:
    """How many of these units the report otherwise tells."""
    from cchc_lint.rules.twins import miscounted

    found: dict[Span, Number] = view.once("miscounted", lambda: miscounted(view.report))
    return found.get(it.whole.span)


def with_comma(view: View, it: Number) -> str:
    """The figure with a comma for its decimal point."""
    return it.text.replace(".", ",")
