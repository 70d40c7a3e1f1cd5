"""Attributes that no record holds: worked out of the report when a rule asks for them.

Here those of everything that stands somewhere, of the report itself and of periods; those of other things in
derived_documents.py, derived_names.py and derived_figures.py.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import Any

from cchc_lint.document import Span
from cchc_lint.parse.headings import TOP, topic_of
from cchc_lint.parse.periods import reporting_period
from cchc_lint.parse.sentences import in_plan_section
from cchc_lint.parse.vietnamese import spelling_fold
from cchc_lint.report import REPORTED, PeriodMention, Report
from cchc_lint.rules.view import View

CLOSING = re.compile(r"\W*trên đây là", re.IGNORECASE)

# Of everything that stands somewhere


def before(view: View, it: Any) -> str:
    """The words of its sentence (or block) before it."""
    around = view.sentence_at(it.span) or view.block_at(it.span)
    return view.text(Span(around.span.start, it.span.start)) if around else ""


def after(view: View, it: Any) -> str:
    around = view.sentence_at(it.span) or view.block_at(it.span)
    return view.text(Span(it.span.end, around.span.end)) if around else ""


def line(view: View, it: Any) -> str:
    """The paragraph, row or footnote that holds it."""
    block = view.block_at(it.span)
    return view.text(block.span) if block else ""


def source(view: View, it: Any) -> str:
    """ "prose", "footnote", "note" or "table"."""
    sentence = view.sentence_at(it.span)
    if sentence is not None:
        return sentence.source
    row = view.row_at(it.span)
    if row is None:
        return "prose"
    return "note" if row.note_span and row.note_span.covers(it.span) else "table"


def heading_path(view: View, it: Any) -> str:
    heading = view.heading_at(it.span)
    return heading.path if heading else ""


def beside(siblings: Sequence[Any], it: Any, step: int) -> Any:
    """The sibling so many places on, None beyond the ends."""
    at = next(i for i, sibling in enumerate(siblings) if sibling is it) + step
    return siblings[at] if 0 <= at < len(siblings) else None


# Of the report


def report_date(view: View, it: Report) -> date | None:
    return it.header.date.value if it.header.date else None


def latest_date(view: View, it: Report) -> date | None:
    """The report's date; the last day of its month where the day is blank; else the end of its period."""
    written = it.header.date
    if written and written.value:
        return written.value
    if written and written.year and written.month and 1 <= written.month <= 12:
        return date(written.year, written.month, monthrange(written.year, written.month)[1])
    return it.period.end if it.period else None


def period_span(view: View, it: Report) -> Span | None:
    """Where the report names its period: in its title, if there."""
    named = next((p.span for p in it.periods if p.role == "report"), None)
    return named or it.header.title_span


def grouped_figures(view: View, it: Report) -> int:
    """How many figures have a dot between thousands."""
    return sum(number.style == "grouped" for number in view.figures)


def closes_itself(view: View, it: Report) -> bool:
    """Does the closing sentence name the agency that the head names? A short form ("UBND tỉnh") does."""
    closing = re.sub(r"[uủ][ỷy] ban nhân dân", "ubnd", it.header.closing_agency.lower())
    one, other = spelling_fold(closing), spelling_fold(it.header.agency)
    if one.startswith(other) or other.startswith(one):
        return True
    return one.split()[:2] == other.split()[:2] == ["ubnd", "tỉnh"]


# Of periods


def period_end(view: View, it: PeriodMention) -> date | None:
    """The last day of a period named with its year."""
    if it.year is None or it.kind not in REPORTED:
        return None
    return reporting_period(it.kind, it.year, it.index).end


def is_one_of_years(view: View, it: PeriodMention) -> bool:
    """Does its paragraph tell yet another year that is not the report's, as a list of years does?"""
    block, period = view.block_at(it.span), view.report.period
    own = {it.year, period.year if period else None, None}
    if block is None:
        return False
    return any(p.year not in own and block.span.covers(p.span) for p in view.report.periods)


_APPENDIX = re.compile(r"phụ lục|thống kê số liệu|biểu mẫu|kỳ báo cáo", re.IGNORECASE)
_ASSESSMENT = re.compile(r"đánh giá chung|kết quả (?:nổi bật|đạt được)|ưu điểm|nhận xét", re.IGNORECASE)


def zone(view: View, it: PeriodMention) -> str:
    """ "title", "closing" (Trên đây là báo cáo …), "heading" (of a part on what is to come), "appendix" (over
    its tables), "assessment" (in the general assessment), else ""."""
    report = view.report
    if report.header.title_span and report.header.title_span.covers(it.span):
        return "title"
    block = view.block_at(it.span)
    if block is None or block.kind not in ("paragraph",):
        return ""
    line = view.text(block.span)
    if CLOSING.match(line):
        return "closing"
    first_row = report.rows[0].span.start if report.rows else None
    if first_row is not None and (it.span.start > first_row or _APPENDIX.search(line)):
        return "appendix"
    heading = view.heading_at(it.span)
    if heading is None:
        return ""
    if heading.span.covers(it.span):
        plans = heading.style in TOP and in_plan_section(report.headings, view.heading_index(heading))
        return "heading" if plans else ""
    return "assessment" if is_assessed(view, it) else ""


def is_assessed(view: View, it: Any) -> bool:
    """Does it stand in the general assessment?"""
    heading = view.heading_at(it.span)
    if heading is None:
        return False
    return bool(_ASSESSMENT.search(topic_of(view.report.headings, view.heading_index(heading))))
