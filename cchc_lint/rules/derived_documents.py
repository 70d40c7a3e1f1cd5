"""Attributes that no record holds, of citations and of documents: what rules/documents.yaml knows of them."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from cchc_lint.report import Citation
from cchc_lint.rules.view import Cited, View


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
    named = " ".join(words)
    return agency.startswith(named) or named.startswith(agency) or (len(words) < 3 and named in agency)


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


_LIKE = 0.6  # of the words of a subject: so many tell a document
_EMPTY = frozenset(("của", "và", "các", "trên", "theo", "về", "cho", "với", "trong", "số"))


def meant(view: View, it: Citation) -> str:
    """The number of the known document that this one is a slip of, two digits changed over: one of the very
    day, or, where no day is told, one whose subject the sentence tells."""
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
