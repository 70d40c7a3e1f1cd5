"""Data that a system generated become a Report: written out as a document, and read like any other.

What was given (header, period, form, the columns of a row, facts) stands as given; all else, such as
the concept of a row or what a paragraph tells, is worked out. Lines are those of `parse --text`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any, NamedTuple

from cchc_lint.catalogue import concepts
from cchc_lint.document import Block, BlockKind, Document, Origin, Span
from cchc_lint.errors import InputError
from cchc_lint.parse import parse
from cchc_lint.parse.facts import collect
from cchc_lint.parse.numbers import read_number
from cchc_lint.parse.periods import reporting_period
from cchc_lint.report import Fact, Header, Mention, Report, Row
from cchc_lint.words import did_you_mean, say

COLUMNS = ("code", "name", "unit", "value", "note")
_HEADS = ("STT", "Chỉ tiêu", "Đơn vị tính", "Số liệu", "Ghi chú")
_STATED = -2  # Mention.group of the figures that are given as facts


class _Line(NamedTuple):
    """A line of the document to be. item: the row or fact of the data that it shows."""

    kind: BlockKind
    cells: tuple[str, ...]
    table: int = 0
    mark: str = ""
    level: int = 0
    item: dict[str, Any] | None = None


class _Shown(NamedTuple):
    """An item of the data, and the block that shows it."""

    item: dict[str, Any]
    block: Block


def report_of(data: dict[str, Any], path: str, sha256: str) -> Report:
    """The report that valid data describe. Raises InputError for concepts that the catalogue does not know."""
    _check_concepts(data, path)
    lines = list(_lines(data))
    document = _document(lines, path, sha256)
    shown = [_Shown(line.item, block) for line, block in zip(lines, document.blocks, strict=True) if line.item]
    parsed = parse(document)
    rows = _rows(document, [each for each in shown if each.block.kind == "row"], parsed.rows)
    facts = [each for each in shown if each.block.kind == "furniture"]
    header, period = _header(data.get("header") or {}, parsed.header), data.get("period")
    return replace(
        parsed,
        header=header,
        period=reporting_period(period["kind"], period["year"], period.get("index")) if period else parsed.period,
        form=data.get("form") or parsed.form,
        rows=rows,
        facts=_facts(document, rows, parsed, facts, header.level),
    )


def _check_concepts(data: dict[str, Any], path: str) -> None:
    known = concepts()
    mistakes = [
        f"{kind}[{at}].concept: " + say(f"không có chỉ tiêu “{name}”", f"no such figure “{name}”")
        + did_you_mean(name, known)
        for kind in ("rows", "facts")
        for at, item in enumerate(data.get(kind) or ())
        if (name := item.get("concept")) and name not in known
    ]
    if mistakes:
        raise InputError(f"{path}: " + "\n  ".join(mistakes))


# The document


def _lines(data: dict[str, Any]) -> Iterator[_Line]:
    if "document" in data and "paragraphs" not in data:
        yield from _printed(data["document"])
    else:
        yield from _head(data.get("header") or {})
        for paragraph in data.get("paragraphs") or ():
            yield from (_Line("paragraph", (line,)) for line in paragraph.split("\n") if line.strip())
    table = 0
    for row in data.get("rows") or ():
        if row.get("table", 1) != table:
            table = row.get("table", 1)
            yield _Line("row", _HEADS, table)
        yield _Line("row", _cells(row), table, item=row)
    for fact in data.get("facts") or ():
        if not fact.get("mentions"):  # those with mentions were worked out from rows and paragraphs
            yield _Line("furniture", (fact["concept"], _written(fact.get("value"))), item=fact)


def _printed(document: dict[str, Any]) -> Iterator[_Line]:
    """The prose of a report that `parse` printed and that was changed since; its rows are told by "rows"."""
    for block in document["blocks"]:
        if block["kind"] in ("paragraph", "footnote") and not block.get("table"):
            start, end = block["span"]
            text = " ".join(document["text"][start:end].split())
            yield _Line(block["kind"], (text,), mark=block.get("mark", ""), level=block.get("level", 0))


def _head(header: dict[str, Any]) -> Iterator[_Line]:
    """The head of a report as Nghị định 30/2020/NĐ-CP sets it, as far as it is given."""
    number, title = header.get("number"), header.get("title")
    if header.get("agency"):
        yield _Line("paragraph", (header["agency"],))
    if number is not None:
        yield _Line("paragraph", (f"Số: {number}" if "/" in number else f"Số: {number}/BC-UBND",))
    if header.get("date"):
        yield _Line("paragraph", (_dated(header),))
    if title:
        yield _Line("paragraph", ("BÁO CÁO",))
        yield _Line("paragraph", (title.strip().removeprefix("BÁO CÁO").strip() or title,))


def _dated(header: dict[str, Any]) -> str:
    stated = header["date"]
    if isinstance(stated, str):
        day = date.fromisoformat(stated)
        text = f"ngày {day.day:02} tháng {day.month} năm {day.year}"
    else:
        text = str(stated["text"])
    return f"{header['place']}, {text}" if header.get("place") else text


def _cells(row: dict[str, Any]) -> tuple[str, ...]:
    """The cells of a row; where only its concept is given, the catalogue names it."""
    concept = concepts().get(row.get("concept", ""))
    default = {"name": concept.vi, "unit": concept.unit} if concept else {}
    return tuple(
        " ".join(_written(row.get(column, default.get(column, ""))).split())
        for column in COLUMNS
    )


def _written(value: object) -> str:
    """A figure as Vietnamese writes it: 99.31 as a number is "99,31"; text stays as it is."""
    if value is None:
        return ""
    return value if isinstance(value, str) else str(value).replace(".", ",")


def _document(lines: Sequence[_Line], path: str, sha256: str) -> Document:
    text, blocks, starts = "", [], [0]
    for line in lines:
        cells, at = [], len(text)
        for cell in line.cells:
            cells.append(Span(at, at + len(cell)))
            at += len(cell) + 1
        content = "\t".join(line.cells)
        span = Span(len(text), len(text) + len(content))
        own = tuple(cells) if line.kind == "row" else ()
        blocks.append(Block(line.kind, span, own, line.table, None, line.mark, line.level))
        text += content + "\n"
        starts.append(len(text))
    origin = Origin(text, lines=tuple(starts[:-1]) or (0,))
    return Document(path, "parsed", sha256, text, tuple(blocks), origin)


# What was given stands as given


def _header(given: dict[str, Any], parsed: Header) -> Header:
    known = {field.name for field in fields(Header)} - {"date", "number_span", "title_span"}
    return replace(parsed, **{name: value for name, value in given.items() if name in known})


def _rows(document: Document, shown: Sequence[_Shown], parsed: Sequence[Row]) -> tuple[Row, ...]:
    """One row for each that was given, with what the parser knows of the row that stands there."""
    found: dict[int, Row] = {document.origin.line(row.span.start): row for row in reversed(parsed)}
    rows: list[Row] = []
    for item, block in shown:
        line = document.origin.line(block.span.start)
        spans = dict(zip(COLUMNS, block.cells, strict=True))
        texts = {column: document.slice(span) for column, span in spans.items()}
        filled = {column: span if texts[column] else None for column, span in spans.items()}
        known = found.get(line)
        concept = item.get("concept") or (known.concept if known else "")
        unit = texts["unit"] or (concepts()[concept].unit if concept else "")
        rows.append(Row(
            table=block.table, code=texts["code"], name=texts["name"], unit=texts["unit"], value=texts["value"],
            note=texts["note"], parent=_parent(item, texts["code"], block.table, rows), line=line, span=block.span,
            code_span=filled["code"], name_span=filled["name"], unit_span=filled["unit"], value_span=filled["value"],
            note_span=filled["note"], number=read_number(texts["value"], spans["value"].start, unit), concept=concept,
            kind=item.get("kind") or (concepts()[concept].kind if concept else known.kind if known else ""),
            scope=item.get("scope", known.scope if known else "whole"),
            channel=item.get("channel", known.channel if known else "all"),
            options=known.options if known else (), among=known.among if known else False,
            printed_unit=known.printed_unit if known else "",
        ))
    return tuple(rows)


def _parent(item: dict[str, Any], code: str, table: int, rows: Sequence[Row]) -> int | None:
    """The index of the last row of the table that has the parent's code: the one given, or by the row's own code."""
    wanted = item.get("parent") or code.rpartition(".")[0]
    above = (at for at in reversed(range(len(rows))) if (rows[at].table, rows[at].code) == (table, wanted))
    return next(above, None) if wanted else None


def _facts(
    document: Document, rows: Sequence[Row], parsed: Report, stated: Sequence[_Shown], level: str
) -> tuple[Fact, ...]:
    """The facts that the rows tell, those that prose and notes tell, and those that were given."""
    found = {(fact.concept, fact.scope, fact.channel): list(fact.mentions) for fact in collect(rows, (), level)}
    index_of = {row.line: at for at, row in enumerate(rows)}
    for fact in parsed.facts:
        for mention in fact.mentions:
            if mention.source != "table":
                row = None if mention.row is None else index_of.get(parsed.rows[mention.row].line)
                told = found.setdefault((fact.concept, fact.scope, fact.channel), [])
                told.append(replace(mention, row=row))
    for item, block in stated:
        at = document.text.index("\t", block.span.start) + 1
        unit = concepts()[item["concept"]].unit
        number = read_number(document.text[at : block.span.end], at, unit)
        key = item["concept"], item.get("scope", "whole"), item.get("channel", "all")
        found.setdefault(key, []).extend([Mention(number, "prose", _STATED)] if number else [])
    return tuple(Fact(*key, tuple(mentions)) for key, mentions in found.items() if mentions)
