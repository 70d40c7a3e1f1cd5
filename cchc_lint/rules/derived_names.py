"""Attributes that no record holds, of names of places and of agencies."""

from __future__ import annotations

import re
from datetime import date

from cchc_lint.document import Span
from cchc_lint.parse.vietnamese import spelling_fold
from cchc_lint.report import Agency, Name
from cchc_lint.rules.derived import CLOSING, before
from cchc_lint.rules.view import View


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
    return sentence.tense != "other" or bool(CLOSING.match(view.text(sentence.span)))


def latest_told(view: View, it: Agency) -> date | None:
    """The latest day or month that its sentence names."""
    sentence = view.sentence_at(it.span)
    if sentence is None:
        return None
    days = [d.value for d in view.report.dates if d.value and sentence.span.covers(d.span)]
    days += [date(p.year, p.index, 1) for p in view.report.periods
             if p.kind == "month" and p.year and p.index and sentence.span.covers(p.span)]
    return max(days, default=None)
