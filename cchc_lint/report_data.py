"""A Report as plain data in the published schema (schemas/report.schema.json), and back again.

`cchc-lint parse FILE` prints it, and `cchc-lint check` takes it in place of the report.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from cchc_lint.document import Document, Span
from cchc_lint.plain import decode, encode
from cchc_lint.report import Report, Row, Sentence
from cchc_lint.version import __version__

VERSION = 1
RELATIONS = ("ratios", "breakdowns", "changes", "splits", "averages", "listings")
_PLAIN = ("header", "period", "form", "headings", "sentences", "facts", "unreadable", "document")
MENTIONS = tuple(field.name for field in fields(Report) if field.name not in ("rows", *_PLAIN, *RELATIONS))


def as_data(report: Report) -> dict[str, Any]:
    """The report as JSON data. Its digest tells later whether it is still what was understood."""
    document = report.document
    data: dict[str, Any] = {
        "version": VERSION,
        "tool": {"name": "cchc-lint", "version": __version__},
        "header": encode(report.header),
        "period": encode(report.period),
        "form": report.form,
        "headings": _placed(document, report.headings),
        "sentences": [_sentence(document, each) for each in report.sentences],
        "mentions": {name: _placed(document, getattr(report, name)) for name in MENTIONS},
        "relations": {name: _placed(document, getattr(report, name)) for name in RELATIONS},
        "rows": [_row(report, row) for row in report.rows],
        "facts": [{"value": fact.mentions[0].number.text, **encode(fact)} for fact in report.facts if fact.mentions],
        "unreadable": encode(report.unreadable),
        "document": encode(document),
    }
    return data | {"digest": digest(data)}


def from_data(data: dict[str, Any]) -> Report:
    """The very report that `as_data` made the data of."""
    return decode(Report, {
        **{name: data[name] for name in _PLAIN}, **data["mentions"], **data["relations"],
        "rows": [{**row, "parent": row["parent_row"]} for row in data["rows"]],
    })


def is_untouched(data: dict[str, Any]) -> bool:
    """Whether the data are what `as_data` made, with nothing changed since."""
    return "digest" in data and data["digest"] == digest(data)


def digest(data: dict[str, Any]) -> str:
    """The SHA-256 of the data without its digest, whatever the order of its keys."""
    rest = {key: value for key, value in data.items() if key != "digest"}
    plain = json.dumps(rest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()


def _placed(document: Document, records: Iterable[Any]) -> list[dict[str, Any]]:
    return [encode(record) | _place(document, record.span) for record in records]


def _place(document: Document, span: Span) -> dict[str, Any]:
    place = document.locate(span)
    return {
        "line": place.line, "column": place.column,
        "end_line": place.end_line, "end_column": place.end_column,
    }


def _sentence(document: Document, sentence: Sentence) -> dict[str, Any]:
    return {"text": document.slice(sentence.span), **encode(sentence), **_place(document, sentence.span)}


def _row(report: Report, row: Row) -> dict[str, Any]:
    """A row: parent is the code of the row above it, parent_row its index in rows."""
    named = {name: getattr(row, name) for name in ("table", "code", "name", "unit", "value", "note")}
    known = {name: getattr(row, name) for name in ("line", "concept", "kind", "scope", "channel")}
    parent = None if row.parent is None else report.rows[row.parent].code
    return {
        **named, "parent": parent, "parent_row": row.parent, **known,
        **{key: value for key, value in encode(row).items() if key != "parent"},
        **_place(report.document, row.span), "line": row.line,
    }
