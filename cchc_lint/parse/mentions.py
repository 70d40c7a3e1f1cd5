"""Everything that is named in a document: periods, dates, citations, names and numbers, each knowing the others.

    find_mentions(document) -> Mentions
"""

from __future__ import annotations

from typing import NamedTuple

from cchc_lint.document import Document
from cchc_lint.parse.citations import find_citations, issue_dates
from cchc_lint.parse.dates import find_dates
from cchc_lint.parse.names import find_names
from cchc_lint.parse.numbers import find_numbers
from cchc_lint.parse.periods import find_periods, with_subjects
from cchc_lint.report import Citation, DateMention, Name, Number, PeriodMention

_PROSE = ("paragraph", "footnote")


class Mentions(NamedTuple):
    """What a document names, one list for each kind, in the order of the text."""

    periods: list[PeriodMention]
    dates: list[DateMention]
    citations: list[Citation]
    names: list[Name]
    numbers: list[Number]


def find_mentions(document: Document) -> Mentions:
    """What the document names outside its page furniture; numbers only in prose (rows read their own).

    The text is read in one go, so that a list of documents knows the line that opens it, and a citation
    the mention before that tells who issued it.
    """
    text = _without_furniture(document)
    dates, periods = find_dates(text, 0), find_periods(text, 0)
    citations = find_citations(text, 0, dates, periods)
    taken = [date.span for date in dates] + [period.span for period in periods]
    taken += [citation.span for citation in citations]
    taken += [block.span for block in document.blocks if block.kind not in _PROSE]
    return Mentions(
        periods=with_subjects(periods, citations), dates=issue_dates(dates, citations), citations=citations,
        names=find_names(text, 0), numbers=find_numbers(text, 0, taken),
    )


def _without_furniture(document: Document) -> str:
    """The text with its page furniture blanked out; all positions stay."""
    pieces, at = [], 0
    for start, end in (block.span for block in document.blocks if block.kind == "furniture"):
        pieces += [document.text[at:start], " " * (end - start)]
        at = end
    return "".join([*pieces, document.text[at:]])

