"""Attributes that no record holds: worked out of the report when a rule asks for them."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from cchc_lint.catalogue import concepts
from cchc_lint.document import Span
from cchc_lint.parse.headings import TOP, topic_of
from cchc_lint.parse.periods import reporting_period
from cchc_lint.parse.sentences import in_plan_section
from cchc_lint.parse.vietnamese import spelling_fold
from cchc_lint.report import REPORTED, Agency, Change, Citation, Name, Number, PeriodMention, Ratio, Report, Row
from cchc_lint.rules.values import shown
from cchc_lint.rules.view import Cited, Telling, View

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
_LINKED = re.compile(r"(?:kết nối|liên thông|tích hợp) với .*")  # to a system of another level's
_CLOSING = re.compile(r"\W*trên đây là", re.IGNORECASE)
_LIKE = 0.6  # of a subject's words
_EMPTY = frozenset(("của", "và", "các", "trên", "theo", "về", "cho", "với", "trong", "số"))
_APPENDIX = re.compile(r"phụ lục|thống kê số liệu|biểu mẫu|kỳ báo cáo", re.IGNORECASE)
_ASSESSMENT = re.compile(r"đánh giá chung|kết quả (?:nổi bật|đạt được)|ưu điểm|nhận xét", re.IGNORECASE)


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
    return one.startswith(other) or other.startswith(one) or one.split()[:2] == other.split()[:2] == ["ubnd", "tỉnh"]


# Of citations and documents


def digits(view: View, it: Citation) -> int | None:
    """1 of "01a"."""
    found = "".join(c for c in it.number if c.isdecimal())
    return int(found) if found else None


def series(view: View, it: Citation) -> str:
    """What is numbered in one row: kind and organ ("KH-UBND"); all letters of one organ together ("UBND")."""
    return it.symbol.upper() if it.kind else it.symbol.partition("-")[0].upper()


def own_series(view: View, it: Cited) -> str:
    """The series of a document of the reporting agency's own; "" for one that another agency issued."""
    agency = view.report.header.agency.lower()
    first = it.citations[0]
    if not first.symbol or re.search(r"TTg|CP|BNV|VPCP|T[WU]\b|QH", first.symbol):
        return ""
    own = all(not c.issuer or _is_agency(c.issuer.lower(), agency) for c in it.citations)
    return series(view, first) if own else ""


def _is_agency(issuer: str, agency: str) -> bool:
    """ "UBND huyện" and "UBND huyện Ea Trang" are the same agency, "UBND tỉnh" is another."""
    words = re.sub(r"[uủ][ỷy] ban nhân dân", "ubnd", issuer).split()
    return " ".join(words[:2]) in agency or agency.startswith(" ".join(words))


def known_date(view: View, it: Citation) -> date | None:
    """The day of issue of a document that rules/documents.yaml knows; None where its number proves nothing.

    A number without a year starts again each year: it means the known document only in that year.
    """
    document, told = _known(it), it.date.value if it.date else None
    if document is None or told is None or told in document.other_dates:
        return told if document else None
    if not it.year and told.year != document.date.year and not _same_day(told, document.date):
        return None
    return document.date  # type: ignore[no-any-return]


def _same_day(told: date, known: date) -> bool:
    """The same day of another year: a slip in the year rather than another document."""
    return (told.month, told.day) == (known.month, known.day)


def known_issuer(view: View, it: Citation) -> str:
    """Who issued a known document whose number carries its year."""
    document = _known(it) if it.year else None
    return document.issuer if document else ""


def replaced_by(view: View, it: Citation) -> str:
    document = _known(it)
    return document.replaced_by if document else ""


def replaced_from(view: View, it: Citation) -> date | None:
    document = _known(it)
    return document.replaced_from if document else None


def meant(view: View, it: Citation) -> str:
    """The number of the known document that this one is a slip of, two digits changed over: one of the very day, or,
    where no day is told, one whose subject the sentence tells."""
    from cchc_lint.parse.documents import swapped

    told, own = it.date.value if it.date else None, _known(it)
    for document in swapped(it.number, it.year, it.symbol):
        if told is not None and document.date == told and (own is None or own.date != told):
            return document.number
        if it.date is None and it.year and _tells(view, it, document) > max(_LIKE, _tells(view, it, own)):
            return document.number
    return ""


def _tells(view: View, it: Citation, document: Any) -> float:
    """The share of the words of a known document's subject that the sentence has; 0.0 for none."""
    words = set(document.subject.split()) - _EMPTY if document else set()
    sentence = view.sentence_at(it.span) or view.block_at(it.span)
    told = set(re.findall(r"\w+", view.text(sentence.span))) if sentence else set()
    return len(words & told) / len(words) if words else 0.0


def _known(it: Citation) -> Any:
    from cchc_lint.parse.documents import fold_number, known

    return known().get(fold_number(it.number, it.year, it.symbol))


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
    return block is not None and any(p.year not in own and block.span.covers(p.span) for p in view.report.periods)


def zone(view: View, it: PeriodMention) -> str:
    """ "title", "closing" (Trên đây là báo cáo …), "heading" (of a part on what is to come), "appendix" (over its
    tables), "assessment" (in the general assessment), else ""."""
    report = view.report
    if report.header.title_span and report.header.title_span.covers(it.span):
        return "title"
    block = view.block_at(it.span)
    if block is None or block.kind not in ("paragraph",):
        return ""
    line = view.text(block.span)
    if _CLOSING.match(line):
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
    return "assessment" if _ASSESSMENT.search(topic_of(report.headings, view.heading_index(heading))) else ""


# Of names


def usual_name(view: View, it: Name) -> Name | None:
    """The name that the report uses where this one is a slip of it."""
    from cchc_lint.rules.names import slips

    found: dict[Span, Name] = view.once(
        "names", lambda: slips(view.report.names, view.report.header.agency, view.report.header.province))
    return found.get(it.span)


def like_name(view: View, it: Name) -> Name | None:
    """The earlier name that this one may be a slip of, or the other way round."""
    from cchc_lint.rules.names import resembling, slips

    usual: dict[Span, Name] = view.once(
        "names", lambda: slips(view.report.names, view.report.header.agency, view.report.header.province))
    found: dict[Span, Name] = view.once("names alike", lambda: resembling(view.report.names, usual))
    return found.get(it.span)


def is_foreign(view: View, it: Name) -> bool:
    """Is it another agency of the reporting agency's own kind, told as if it were the one that reports?"""
    agency = view.report.header.agency
    named = re.search(r"(?:UBND|[ỦU][ỷy] ban nhân dân)\s*$", before(view, it))
    if not agency.startswith(f"UBND {it.kind} ") or not named:
        return False
    if spelling_fold(agency).endswith(spelling_fold(f"{it.kind} {it.name}")):
        return False
    sentence = view.sentence_at(it.span)
    others = r"\bcũ\b|sáp nhập|hợp nhất|kinh nghiệm|phối hợp|giáp ranh"
    if sentence is None or re.search(others, view.text(sentence.span)):
        return False
    return sentence.tense != "other" or bool(_CLOSING.match(view.text(sentence.span)))


# Of agencies


def latest_told(view: View, it: Agency) -> date | None:
    """The latest day or month that its sentence names."""
    sentence = view.sentence_at(it.span)
    if sentence is None:
        return None
    days = [d.value for d in view.report.dates if d.value and sentence.span.covers(d.span)]
    days += [date(p.year, p.index, 1) for p in view.report.periods
             if p.kind == "month" and p.year and p.index and sentence.span.covers(p.span)]
    return max(days, default=None)


# Of rows, facts and figures


def code_parent(view: View, it: Row) -> str:
    return it.code.rpartition(".")[0]


def code_last(view: View, it: Row) -> int | None:
    last = it.code.rpartition(".")[2]
    return int(last) if last.isdecimal() else None


def is_part_of_whole(view: View, it: Row) -> bool:
    """Whether the catalogue calls it a rate of a part in its whole (0 to 100 %)."""
    concept = concepts().get(it.concept)
    return bool(concept and concept.whole)


_OWN_WORDS = {"district": ("cấp huyện",), "commune": ("cấp xã",), "department": ("phòng",)}


def is_own(view: View, it: Row) -> bool:
    """Whether the reporting agency fills the row in itself: a district leaves blank what is the province's."""
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


def usual_whole(view: View, it: Ratio) -> Number | None:
    """How many of these units the report otherwise tells."""
    from cchc_lint.rules.twins import miscounted

    found: dict[Span, Number] = view.once("miscounted", lambda: miscounted(view.report))
    return found.get(it.whole.span)


def with_comma(view: View, it: Number) -> str:
    """The figure with a comma for its decimal point."""
    return it.text.replace(".", ",")
