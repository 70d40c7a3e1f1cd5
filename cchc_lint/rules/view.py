"""A View: a report with the look-ups that rules need, each made once and on first use."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any, NamedTuple, Protocol, TypeVar

from cchc_lint.document import Block, Span
from cchc_lint.finding import Location
from cchc_lint.report import Citation, Fact, Heading, Mention, Number, Report, Row, Sentence
from cchc_lint.rules.values import Quantity, figure


class Spanned(Protocol):
    @property
    def span(self) -> Span: ...


T = TypeVar("T", bound=Spanned)
Context = tuple[str, str]  # (scope, channel)


class Cell(NamedTuple):
    """One telling of a fact: what it can be, and where it stands."""

    value: Quantity
    mention: Mention


class Slot:
    """The tellings of one fact, by source. A source that tells it twice and differently holds None for it."""

    __slots__ = ("any", "groups", "table")

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.groups: dict[int, Cell | None] = {}
        cells = [Cell(figure(m.number), m) for m in mentions]
        if len(cells) == 1:
            only = cells[0]
            self.any: Cell | None = only
            self.table: Cell | None = None
            if only.mention.source == "prose":
                self.groups[only.mention.group] = only
            else:
                self.table = only
            return
        self.any = one(cells)
        # A note stands in the table and speaks for a row that has no figure of its own.
        rows = [c for c in cells if c.mention.source == "table"]
        self.table = one(rows or [c for c in cells if c.mention.source == "note"])
        told: dict[int, list[Cell]] = {}
        for cell in cells:
            if cell.mention.source == "prose":
                told.setdefault(cell.mention.group, []).append(cell)
        self.groups = {group: one(members) for group, members in told.items()}


def one(cells: Sequence[Cell]) -> Cell | None:
    """The most exact of tellings that can all be true at once; None where two contradict each other."""
    if len(cells) < 2:
        return cells[0] if cells else None
    intervals = [c.mention.number.interval for c in cells]
    # Stretches of a line that meet two by two meet all together: the last to begin and the first to end decide.
    last = max(intervals, key=lambda i: (i.low, i.low_open))
    first = min(intervals, key=lambda i: (i.high, not i.high_open))
    if not last.equals(first).possible:
        return None
    return min(cells, key=lambda c: c.mention.number.interval.high - c.mention.number.interval.low)


class Single(NamedTuple):
    """A fact that the report tells once. group: of the passage that tells it, None the table or a note."""

    context: Context
    group: int | None
    value: Quantity
    number: Number


class Telling(NamedTuple):
    """One mention of one fact: what the selector `fact` gives."""

    fact: Fact
    mention: Mention

    @property
    def span(self) -> Span:
        return self.mention.number.span


class Cited(NamedTuple):
    """One document and all its citations in the report: what the selector `document` gives."""

    key: str
    citations: tuple[Citation, ...]

    @property
    def span(self) -> Span:
        return self.citations[0].span

    @property
    def dated(self) -> Citation | None:
        """The first citation that tells the document's date."""
        return next((c for c in self.citations if c.date and c.date.value), None)


class View:
    """Look-ups over one report; everything is computed at most once."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self._items: dict[str, Sequence[Any]] = {}
        self._made: dict[str, Any] = {}
        self.memo: dict[Any, Any] = {}  # attributes that were worked out, by reader and identity of the thing
        self.stated: dict[str, Any] = {}  # attributes of the report that a rule's test states outright

    def items(self, selector: str, select: Callable[[View], Sequence[Any]]) -> Sequence[Any]:
        found = self._items.get(selector)
        if found is None:
            found = self._items[selector] = select(self)
        return found

    def once(self, name: str, make: Callable[[], Any]) -> Any:
        """What `make` gives, made once for the report."""
        if name not in self._made:
            self._made[name] = make()
        return self._made[name]

    # Facts

    @cached_property
    def facts(self) -> dict[str, dict[Context, Slot]]:
        """concept → (scope, channel) → its tellings; facts of unknown scope are left out."""
        index: dict[str, dict[Context, Slot]] = {}
        for fact in self.report.facts:
            if fact.scope:
                index.setdefault(fact.concept, {})[fact.scope, fact.channel] = Slot(fact.mentions)
        return index

    @cached_property
    def singles(self) -> dict[str, Single | None]:
        """The concepts that stand once, for one scope and channel; None for those told otherwise."""
        found: dict[str, Single | None] = {}
        for fact in self.report.facts:
            if len(fact.mentions) > 1 or not fact.scope or fact.concept in found:
                found[fact.concept] = None
                continue
            mention = fact.mentions[0]
            group = mention.group if mention.source == "prose" else None
            found[fact.concept] = Single((fact.scope, fact.channel), group, figure(mention.number), mention.number)
        return found

    @cached_property
    def unscoped(self) -> frozenset[str]:
        """Concepts that are told for an unknown scope."""
        return frozenset(fact.concept for fact in self.report.facts if not fact.scope)

    @cached_property
    def unreadable(self) -> frozenset[str]:
        """Concepts whose row holds something that is no number."""
        return frozenset(r.concept for r in self.report.rows if r.concept and r.value and r.number is None)

    @cached_property
    def tellings(self) -> tuple[Telling, ...]:
        found = [Telling(fact, mention) for fact in self.report.facts for mention in fact.mentions]
        return tuple(sorted(found, key=lambda telling: telling.span))

    # Rows

    @cached_property
    def _row_index(self) -> dict[int, int]:
        return {id(row): i for i, row in enumerate(self.report.rows)}

    @cached_property
    def _row_children(self) -> dict[int | None, list[Row]]:
        return _by_parent(self.report.rows)

    def row_children(self, row: Row) -> Sequence[Row]:
        return self._row_children.get(self._row_index[id(row)], ())

    def row_siblings(self, row: Row) -> Sequence[Row]:
        """The rows under the same parent, in the same table, this one included."""
        return [r for r in self._row_children.get(row.parent, ()) if r.table == row.table]

    def row_parent(self, row: Row) -> Row | None:
        return None if row.parent is None else self.report.rows[row.parent]

    @cached_property
    def _row_starts(self) -> tuple[list[int], list[Row]]:
        return _starts(self.report.rows)

    def row_at(self, span: Span) -> Row | None:
        return _covering(self._row_starts, span)

    # Headings and sentences

    @cached_property
    def _heading_index(self) -> dict[int, int]:
        return {id(heading): i for i, heading in enumerate(self.report.headings)}

    @cached_property
    def _heading_children(self) -> dict[int | None, list[Heading]]:
        return _by_parent(self.report.headings)

    @cached_property
    def _heading_starts(self) -> tuple[list[int], list[Heading]]:
        return _starts(self.report.headings)

    @cached_property
    def _sentence_starts(self) -> tuple[list[int], list[Sentence]]:
        return _starts(self.report.sentences)

    def heading_index(self, heading: Heading) -> int:
        """Its index in Report.headings."""
        return self._heading_index[id(heading)]

    def heading_children(self, heading: Heading) -> Sequence[Heading]:
        return self._heading_children.get(self.heading_index(heading), ())

    def heading_siblings(self, heading: Heading) -> Sequence[Heading]:
        """The headings of the same style under the same parent, this one included."""
        return [h for h in self._heading_children.get(heading.parent, ()) if h.style == heading.style]

    def heading_parent(self, heading: Heading) -> Heading | None:
        return None if heading.parent is None else self.report.headings[heading.parent]

    def heading_at(self, span: Span) -> Heading | None:
        """The innermost heading above, or at, a place in the prose; None in the table."""
        sentence = self.sentence_at(span)
        if sentence is not None:
            return None if sentence.heading is None else self.report.headings[sentence.heading]
        if self.row_at(span) is not None:
            return None
        starts, headings = self._heading_starts
        i = bisect_right(starts, span.start)
        return headings[i - 1] if i else None

    def sentence_at(self, span: Span) -> Sentence | None:
        return _covering(self._sentence_starts, span)

    def block_at(self, span: Span) -> Block | None:
        return self.report.document.block_at(span.start)

    @cached_property
    def documents(self) -> tuple[Cited, ...]:
        found: dict[str, list[Citation]] = {}
        for citation in self.report.citations:
            if citation.key:
                found.setdefault(self.document_key(citation), []).append(citation)
        return tuple(Cited(key, tuple(citations)) for key, citations in found.items())

    @cached_property
    def _document_keys(self) -> dict[str, str]:
        """The keys of citations; one that tells no level is that of the only level told of its number.

        Where that is another level than the report's, and the dates differ, they are two documents: the report's
        own agency need not name itself.
        """
        dates: dict[str, set[object]] = {}
        levelled: dict[str, list[str]] = {}
        for citation in self.report.citations:
            days = dates.setdefault(citation.key, set())
            if citation.date is not None:
                days.add(citation.date.value)
        for key in dates:
            levelled.setdefault(key.rpartition("|")[0], []).append(key)

        def shared(key: str) -> str:
            told = levelled.get(key, [])
            if len(told) != 1:
                return key
            foreign = self.report.header.level not in ("", None, told[0].rpartition("|")[2])
            apart = dates[key] and dates[told[0]] and not dates[key] & dates[told[0]]
            return key if foreign and apart else told[0]

        return {key: shared(key) for key in dates}

    def document_key(self, citation: Citation) -> str:
        """What identifies the document cited within the report."""
        return self._document_keys.get(citation.key, citation.key)

    # Places

    def text(self, span: Span) -> str:
        return self.report.document.slice(span)

    def section(self, span: Span) -> str:
        """ "bảng 1, dòng 3.5.2", "mục II.6.c", or "" above the first heading."""
        row = self.row_at(span)
        if row is not None:
            return f"bảng {row.table}, dòng {row.code}" if row.code else f"bảng {row.table}"
        heading = self.heading_at(span)
        return f"mục {heading.path}" if heading and heading.path else ""

    def location(self, span: Span, label: str, *, primary: bool) -> Location:
        place = self.report.document.locate(span)
        return Location(
            role="primary" if primary else "related", label=label,
            line=place.line, column=place.column, end_line=place.end_line, end_column=place.end_column,
            page=place.page, block=place.block, text=self.text(span), excerpt=place.excerpt,
            path=place.path, section=self.section(span), span=span,
        )

    @cached_property
    def figures(self) -> tuple[Number, ...]:
        """Every figure that was found, in the prose and in the table, once each and in order."""
        found = {n.span: n for n in self.report.numbers}
        found.update((r.number.span, r.number) for r in self.report.rows if r.number)
        found.update((t.span, t.mention.number) for t in self.tellings)
        return tuple(found[span] for span in sorted(found))


def _by_parent(items: Iterable[Any]) -> dict[int | None, list[Any]]:
    found: dict[int | None, list[Any]] = {}
    for item in items:
        found.setdefault(item.parent, []).append(item)
    return found


def _starts(items: Iterable[T]) -> tuple[list[int], list[T]]:
    ordered = sorted(items, key=lambda item: item.span.start)
    return [item.span.start for item in ordered], ordered


def _covering(starts: tuple[list[int], list[T]], span: Span) -> T | None:
    i = bisect_right(starts[0], span.start)
    found = starts[1][i - 1] if i else None
    return found if found is not None and span.start < found.span.end else None
