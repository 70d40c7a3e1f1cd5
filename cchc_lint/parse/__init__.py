"""A Document becomes a Report: each reader finds one kind of thing in the reading text, in this order.

    parse(document) -> Report
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace

from cchc_lint.document import Block, Document
from cchc_lint.parse.agencies import find_agencies
from cchc_lint.parse.appendix import read_rows, unread_tables
from cchc_lint.parse.averages import find_averages
from cchc_lint.parse.blanks import find_blanks
from cchc_lint.parse.breakdowns import find_breakdowns
from cchc_lint.parse.changes import find_changes
from cchc_lint.parse.clauses import Figure, figures, passages, with_host
from cchc_lint.parse.facts import collect
from cchc_lint.parse.header import read_header, read_period
from cchc_lint.parse.headings import find_headings, topic_of
from cchc_lint.parse.listings import find_listings
from cchc_lint.parse.mentions import Mentions, find_mentions
from cchc_lint.parse.notes import note_breakdowns, note_ratios
from cchc_lint.parse.ratios import find_ratios
from cchc_lint.parse.sentences import find_sentences, in_plan_section
from cchc_lint.parse.slips import find_slips
from cchc_lint.parse.splits import find_splits
from cchc_lint.parse.tellings import find_tellings
from cchc_lint.report import (
    Average,
    Breakdown,
    Change,
    Fact,
    Header,
    Heading,
    Listing,
    Period,
    Ratio,
    Report,
    Row,
    Split,
)


@dataclass(slots=True)
class _Relations:
    ratios: list[Ratio]
    breakdowns: list[Breakdown]
    changes: list[Change]
    splits: list[Split]
    averages: list[Average]
    listings: list[Listing]
    facts: tuple[Fact, ...] = ()


def parse(document: Document) -> Report:
    """Understand a document. A text that is no CCHC report gives a Report without period, rows and facts."""
    prose = [block for block in document.blocks if block.kind in ("paragraph", "footnote")]
    rows, form = read_rows(document)
    if unread := unread_tables(document, rows):
        document = replace(document, notes=(*document.notes, *unread))
    body = _body(document, prose)
    headings = find_headings(document, [block for block in body if block.kind == "paragraph"])
    mentions = find_mentions(document)
    header = read_header(document, prose, mentions.names)
    year = header.date.year if header.date else None
    period = read_period(header.title, mentions.periods, header.title_span, year)
    slips, unreadable = find_slips(document, [name.span for name in mentions.names])
    relations = _relations(document, body, headings, mentions, rows, period, header)
    return Report(
        document=document, header=header, period=period, form=form, headings=headings,
        sentences=find_sentences(document, body, headings), numbers=tuple(mentions.numbers),
        periods=tuple(mentions.periods), dates=tuple(mentions.dates), citations=tuple(mentions.citations),
        names=tuple(mentions.names), ratios=tuple(relations.ratios), breakdowns=tuple(relations.breakdowns),
        changes=tuple(relations.changes), splits=tuple(relations.splits),
        averages=tuple(relations.averages), listings=tuple(relations.listings),
        agencies=tuple(find_agencies(document, prose, period.end if period else None)),
        slips=tuple(sorted([*slips, *find_blanks(document, body)], key=lambda slip: slip.span)), rows=rows,
        facts=relations.facts, unreadable=unreadable,
    )


def _body(document: Document, prose: list[Block]) -> list[Block]:
    """The prose without what stands after the first table."""
    table = next((block.span.start for block in document.blocks if block.table or block.kind == "line"), None)
    return [block for block in prose if table is None or block.span.start < table]


def _relations(
    document: Document, body: list[Block], headings: tuple[Heading, ...], mentions: Mentions,
    rows: tuple[Row, ...], period: Period | None, header: Header,
) -> _Relations:
    found = _Relations([], [], [], [], [], [])
    told = []
    hosts: list[Figure] = []
    earlier: list[Figure] = []  # told before in the section
    section = -1
    starts = [heading.span.start for heading in headings]
    for index, spans in enumerate(passages(document, body)):
        here = figures(document, spans, mentions.numbers)
        if not here:
            continue
        if hosts and (note := document.block_at(spans[0].start)) and note.kind == "footnote":
            here = with_host(document, here, note, hosts)
        else:
            hosts = here
        heading = bisect_right(starts, spans[0].start) - 1
        if heading != section:
            section, earlier = heading, []
        breakdowns, changes = find_breakdowns(here, earlier), find_changes(here)
        earlier += here
        grown = {change.percent.span for change in changes if change.percent}
        ratios = [
            ratio for ratio in find_ratios(here, breakdowns)
            if ratio.stated or ratio.percent is None or ratio.percent.span not in grown
        ]
        found.ratios += ratios
        found.breakdowns += breakdowns
        found.changes += changes
        found.splits += find_splits(here)
        found.averages += find_averages(here)
        found.listings += find_listings(document, here)
        if not in_plan_section(headings, heading if heading >= 0 else None):
            topic = topic_of(headings, heading if heading >= 0 else None)
            tellings = find_tellings(
                here, topic, breakdowns, changes, ratios, mentions.periods, period, header.agency
            )
            told.append((index, tellings))
    found.ratios += note_ratios(rows)
    found.breakdowns += note_breakdowns(rows)
    found.facts = collect(rows, told, header.level)
    return found
