"""What a rule can speak of: the selectors, and the attributes of what they select.

One table. Value types are "quantity" (a figure with its provenance, read as a Number), "integer", "text",
"flag", "day" (a calendar date) and "span"; every other type is the name of a record in RECORDS; a
trailing * makes a list of it. To add an attribute, add its line.

An attribute whose value is None, "" or empty could not be read, or is not there: it is missing, and what is
said of it is unknown, save with known() and blank().
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from cchc_lint.document import Span
from cchc_lint.report import Report
from cchc_lint.rules import derived, derived_documents, derived_figures, derived_names
from cchc_lint.rules.view import Cited, View

VALUE_TYPES = ("quantity", "integer", "text", "flag", "day", "span")
SCOPES = ("whole", "province", "departments", "district", "communes")
CHANNELS = ("all", "online", "direct", "post")

Read = Callable[[View, Any], Any]


class Attribute(NamedTuple):
    """type: see the module's text; read(view, item) gives the value or None. own: the field of the record that
    it is, "" for a derived one."""

    type: str
    read: Read
    own: str = ""


def _own(type_: str, *names: str) -> dict[str, Attribute]:
    """Attributes that the record itself has, by the same names."""
    return {name: Attribute(type_, _getter(name), name) for name in names}


def _getter(name: str) -> Read:
    get = attrgetter(name)
    return lambda view, it: get(it)


def _of_citation(read: Read) -> Read:
    """The same of a document: of its first citation."""
    return lambda view, it: read(view, it.citations[0])


def _first_told(name: str) -> Read:
    """What the first of a document's citations that tells it says."""
    return lambda view, it: next((getattr(c, name) for c in it.citations if getattr(c, name)), "")


def _of_date(name: str) -> Read:
    """Of the date of a citation, or of the first dated one of a document."""
    def read(view: View, it: Any) -> Any:
        cited = it.dated if isinstance(it, Cited) else it
        return getattr(cited.date, name) if cited and cited.date else None

    return read


# The table

_PLACED: dict[str, Attribute] = {
    "span": Attribute("span", lambda view, it: it.span),
    "sentence": Attribute("sentence", lambda view, it: view.sentence_at(it.span)),
    "heading": Attribute("heading", lambda view, it: view.heading_at(it.span)),
    "heading_path": Attribute("text", derived.heading_path),
    "row": Attribute("row", lambda view, it: view.row_at(it.span)),
    "source": Attribute("text", derived.source),
    "before": Attribute("text", derived.before),
    "after": Attribute("text", derived.after),
    "line": Attribute("text", derived.line),
}

RECORDS: dict[str, dict[str, Attribute]] = {
    "report": {
        "form": Attribute("text", lambda view, it: it.form),
        "period": Attribute("window", lambda view, it: it.period),
        "date": Attribute("day", derived.report_date),
        "latest_date": Attribute("day", derived.latest_date),
        "dated": Attribute("date", lambda view, it: it.header.date),
        **{name: Attribute("text", _getter(f"header.{name}"))
           for name in ("agency", "level", "place", "province", "number", "title")},
        "number_span": Attribute("span", lambda view, it: it.header.number_span),
        "title_span": Attribute("span", lambda view, it: it.header.title_span),
        "period_span": Attribute("span", derived.period_span),
        "closing_agency": Attribute("text", _getter("header.closing_agency")),
        "closes_itself": Attribute("flag", derived.closes_itself),
        "caption_span": Attribute("span", _getter("header.caption_span")),
        "caption_number": Attribute("text", _getter("header.caption_number")),
        "caption_date": Attribute("date", _getter("header.caption_date")),
        "grouped": Attribute("integer", derived.grouped_figures),
        "text": Attribute("text", lambda view, it: it.document.text),
        "rows": Attribute("row*", lambda view, it: it.rows),
        "headings": Attribute("heading*", lambda view, it: it.headings),
        "documents": Attribute("document*", lambda view, it: view.documents),
    },
    "window": {
        **_own("text", "kind"),
        **_own("integer", "year", "index"),
        **_own("day", "start", "end", "cutoff_start", "cutoff_end"),
    },
    "period": {
        **_PLACED, **_own("text", "text", "kind", "role"), **_own("integer", "year", "index", "end_year"),
        "end": Attribute("day", derived.period_end),
        "label": Attribute("text", lambda view, it: f"{it.kind} {it.index or ''}/{it.year}" if it.year else ""),
        "zone": Attribute("text", derived.zone),
        "one_of_years": Attribute("flag", derived.is_one_of_years),
    },
    "date": {
        **_PLACED, **_own("text", "text", "role", "tense"), **_own("day", "value"),
        **_own("integer", "day", "month", "year"),
    },
    "citation": {
        **_PLACED,
        **_own("text", "text", "type", "number", "symbol", "kind", "organ", "issuer", "subject", "tense"),
        **_own("integer", "year", "about"),
        **_own("span", "symbol_span", "about_span"),
        "key": Attribute("text", lambda view, it: view.document_key(it)),
        "digits": Attribute("integer", derived_documents.digits),
        "series": Attribute("text", derived_documents.series),
        "date": Attribute("day", _of_date("value")),
        "dated": Attribute("date", lambda view, it: it.date),
        "date_span": Attribute("span", _of_date("span")),
        "date_text": Attribute("text", _of_date("text")),
        "known_date": Attribute("day", derived_documents.known_date),
        "known_issuer": Attribute("text", derived_documents.known_issuer),
        "meant": Attribute("text", derived_documents.meant),
        "replaced_by": Attribute("text", derived_documents.replaced_by),
        "replaced_from": Attribute("day", derived_documents.replaced_from),
    },
    "document": {
        **_PLACED,
        "key": Attribute("text", lambda view, it: it.key),
        "citations": Attribute("citation*", lambda view, it: it.citations),
        "first": Attribute("citation", lambda view, it: it.citations[0]),
        "date": Attribute("day", _of_date("value")),
        "date_span": Attribute("span", _of_date("span")),
        "date_text": Attribute("text", _of_date("text")),
        "dated_year": Attribute("integer", _of_date("year")),
        "digits": Attribute("integer", _of_citation(derived_documents.digits)),
        "series": Attribute("text", derived_documents.own_series),
        **{name: Attribute("text", _first_told(name))
           for name in ("type", "number", "symbol", "kind", "organ", "issuer", "subject")},
        "year": Attribute("integer", lambda view, it: it.citations[0].year),
    },
    "heading": {
        **_PLACED, **_own("text", "marker", "style", "title", "path"), **_own("integer", "number", "level"),
        **_own("span", "marker_span"),
        "parent": Attribute("heading", lambda view, it: view.heading_parent(it)),
        "children": Attribute("heading*", lambda view, it: view.heading_children(it)),
        "siblings": Attribute("heading*", lambda view, it: view.heading_siblings(it)),
        "previous": Attribute("heading", lambda view, it: derived.beside(view.heading_siblings(it), it, -1)),
        "next": Attribute("heading", lambda view, it: derived.beside(view.heading_siblings(it), it, 1)),
    },
    "sentence": {
        **_PLACED, **_own("text", "tense", "scope", "source"),
        "text": Attribute("text", lambda view, it: view.text(it.span)),
    },
    "number": {
        **_PLACED, **_own("text", "text", "unit", "quantifier", "style", "noun"), **_own("integer", "decimals"),
        "value": Attribute("quantity", lambda view, it: it),
        "comma": Attribute("text", derived_figures.with_comma),
        "twin": Attribute("number", derived_figures.with_digits_changed_over),
        "restated": Attribute("number", derived_figures.told_in_results),
        "rescaled": Attribute("number", derived_figures.in_smaller_unit),
    },
    "ratio": {
        **_PLACED, **_own("quantity", "part", "whole", "percent"), **_own("flag", "stated"),
        "counted": Attribute("text", lambda view, it: it.whole.unit or it.part.unit),
        "usual": Attribute("number", derived_figures.usual_whole),
    },
    "breakdown": {
        **_PLACED, **_own("quantity", "total"), **_own("quantity*", "parts"),
        **_own("flag", "exhaustive", "stated", "disjoint"),
    },
    "change": {
        **_PLACED, **_own("quantity", "before", "after", "by", "percent"), **_own("integer", "direction"),
        "base": Attribute("quantity", derived_figures.base_of_change),
    },
    "split": {**_PLACED, **_own("quantity*", "percents")},
    "average": {**_PLACED, **_own("quantity", "total", "count", "mean")},
    "listing": {**_PLACED, **_own("quantity", "count"), **_own("span*", "items")},
    "name": {
        **_PLACED, **_own("text", "text", "kind", "name"), "near": Attribute("name", derived_names.usual_name),
        "like": Attribute("name", derived_names.like_name),
        "foreign": Attribute("flag", derived_names.is_foreign),
    },
    "agency": {
        **_PLACED, **_own("text", "text", "into"), **_own("day", "until"), **_own("flag", "past"),
        "told": Attribute("day", derived_names.latest_told),
    },
    "slip": {**_PLACED, **_own("text", "text", "kind", "suggestion", "reason")},
    "row": {
        **_PLACED,
        **_own("text", "code", "name", "unit", "value", "note", "concept", "kind", "scope", "channel",
               "printed_unit"),
        **_own("integer", "table"), **_own("integer*", "options"), **_own("flag", "among"),
        **_own("quantity", "number"),
        **_own("span", "code_span", "name_span", "unit_span", "value_span", "note_span"),
        "depth": Attribute("integer", lambda view, it: it.code.count(".") + 1 if it.code else None),
        "code_parent": Attribute("text", derived_figures.code_parent),
        "code_last": Attribute("integer", derived_figures.code_last),
        "whole": Attribute("flag", derived_figures.is_part_of_whole),
        "own": Attribute("flag", derived_figures.is_own),
        "first": Attribute("flag", derived_figures.is_first),
        "siblings_blank": Attribute("row*", derived_figures.blank_siblings),
        "parent": Attribute("row", lambda view, it: view.row_parent(it)),
        "children": Attribute("row*", lambda view, it: view.row_children(it)),
        "siblings": Attribute("row*", lambda view, it: view.row_siblings(it)),
        "previous": Attribute("row", lambda view, it: derived.beside(view.row_siblings(it), it, -1)),
        "next": Attribute("row", lambda view, it: derived.beside(view.row_siblings(it), it, 1)),
    },
    "fact": {
        **_PLACED,
        **{name: Attribute("text", _getter(f"fact.{name}")) for name in ("concept", "scope", "channel")},
        "key": Attribute("text", derived_figures.fact_key),
        "value": Attribute("quantity", lambda view, it: it.mention.number),
        "source": Attribute("text", lambda view, it: it.mention.source),
        "group": Attribute("integer", lambda view, it: it.mention.group),
        "kind": Attribute("text", derived_figures.fact_kind),
        "stock": Attribute("flag", derived_figures.is_stock),
        "row": Attribute("row", lambda view, it: None if it.mention.row is None
                         else view.report.rows[it.mention.row]),
    },
}
# "figure" is every figure, of the prose and of the table; "number" those of the prose.
SELECTORS: dict[str, Callable[[View], Sequence[Any]]] = {
    "period": lambda view: view.report.periods,
    "date": lambda view: view.report.dates,
    "citation": lambda view: view.report.citations,
    "document": lambda view: view.documents,
    "heading": lambda view: view.report.headings,
    "sentence": lambda view: view.report.sentences,
    "number": lambda view: view.report.numbers,
    "figure": lambda view: view.figures,
    "ratio": lambda view: view.report.ratios,
    "breakdown": lambda view: view.report.breakdowns,
    "change": lambda view: view.report.changes,
    "split": lambda view: view.report.splits,
    "average": lambda view: view.report.averages,
    "listing": lambda view: view.report.listings,
    "name": lambda view: view.report.names,
    "agency": lambda view: view.report.agencies,
    "slip": lambda view: view.report.slips,
    "row": lambda view: view.report.rows,
    "fact": lambda view: view.tellings,
}

# Places that `at:` of a require rule can name.
PLACES: dict[str, Callable[[Report], Span | None]] = {
    "header.number": lambda report: report.header.number_span,
    "header.date": lambda report: report.header.date.span if report.header.date else None,
    "header.title": lambda report: report.header.title_span,
    "title": lambda report: report.header.title_span,
    "caption": lambda report: report.header.caption_span,
    "closing": lambda report: report.header.closing_span,
    "table": lambda report: report.rows[0].span if report.rows else None,
    "end": lambda report: _end(report),
}


def _end(report: Report) -> Span | None:
    """Where the report's own text ends: its closing sentence, else what it says last, before any table."""
    if report.header.closing_span or report.sentences:
        return report.header.closing_span or report.sentences[-1].span
    return report.document.blocks[-1].span if report.document.blocks else None


def record_of(selector: str) -> str:
    """The record type of what a selector gives."""
    return "number" if selector == "figure" else selector


def element(type_: str) -> str:
    """ "row" of "row*"."""
    return type_[:-1] if type_.endswith("*") else type_
