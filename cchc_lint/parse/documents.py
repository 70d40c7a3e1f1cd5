"""Kinds of documents, their symbols, and the documents that many reports cite (rules/documents.yaml).

Sources: Nghị định 30/2020/NĐ-CP, Phụ lục III (abbreviations of the kinds), Hướng dẫn 36-HD/VPTW (the Party's).
"""

from __future__ import annotations

import datetime
import re
from functools import cache
from typing import NamedTuple

from cchc_lint import packdata
from cchc_lint.parse.figures import changed_over

# Words for a kind of document, with the abbreviation that its symbol bears; a công văn bears none.
TYPES: dict[str, str] = {
    "nghị định": "NĐ", "nghị quyết": "NQ", "quyết định": "QĐ", "chỉ thị": "CT", "quy chế": "QC", "quy định": "QyĐ",
    "thông báo": "TB", "thông báo kết luận": "TB", "hướng dẫn": "HD", "chương trình": "CTr",
    "kế hoạch": "KH", "phương án": "PA", "đề án": "ĐA",
    "dự án": "DA", "báo cáo": "BC", "biên bản": "BB", "tờ trình": "TTr", "hợp đồng": "HĐ", "công điện": "CĐ",
    "giấy mời": "GM", "thông tư": "TT", "thông tư liên tịch": "TTLT", "nghị quyết liên tịch": "NQLT", "kết luận": "KL",
    "văn bản hợp nhất": "VBHN", "kế hoạch liên tịch": "KHLT", "chương trình phối hợp": "CTPH",
    "kế hoạch phối hợp": "KHPH",
    "quy chế phối hợp": "QCPH", "thông tri": "TTri", "pháp lệnh": "PL", "kết luận thanh tra": "KL", "lệnh": "L",
    "công văn": "", "văn bản": "", "công thư": "", "luật": "", "bộ luật": "", "thư": "",
}
# The same, cut short in running text ("KH số 23/KH-SNV"); read only where written in capitals.
SHORT_TYPES = ("QĐ", "KH", "CV", "NĐ", "NQ", "TT", "BC", "TB", "CT", "TTr", "HD", "KL", "CTr", "VB")
KINDS: dict[str, str] = {kind.upper(): kind for kind in TYPES.values() if kind}
KINDS |= {"QĐI": "QĐi", "QD": "QĐ", "ND": "NĐ", "QYD": "QyĐ", "TTRI": "TTri", "BCTH": "BC", "GP": "GP", "QĐPD": "QĐ"}
_BY_LAST_WORD: dict[str, tuple[str, ...]] = {}
for _phrase in sorted(TYPES, key=len, reverse=True):
    _BY_LAST_WORD[_phrase.rsplit(" ", 1)[-1]] = (*_BY_LAST_WORD.get(_phrase.rsplit(" ", 1)[-1], ()), _phrase)
_LEGISLATURE = re.compile(r"(?:QH|UBTVQH)[0-9]{1,2}")
_GLUED = re.compile(r"(NĐ|ND|NQ|QĐ|QD|TT|KH|BC|TB|CT)(CP|TTG|UBND|HĐND|B[A-ZĐ]{2,4}|VPCP)")


class KnownDocument(NamedTuple):
    """A document of rules/documents.yaml. other_dates: days of other documents with the same number;
    replaced_from is None where the day is not known."""

    number: str
    kind: str
    issuer: str
    date: datetime.date
    subject: str = ""
    other_dates: tuple[datetime.date, ...] = ()
    replaced_by: str = ""
    replaced_from: datetime.date | None = None


def type_before(text: str, lower: str, end: int, floor: int) -> tuple[str, int]:
    """The kind of document named right before `end`, as written, and its start; ("", end) where none is."""
    at = max(lower.rfind(" ", floor, end), lower.rfind("\n", floor, end), lower.rfind("\t", floor, end)) + 1
    last = lower[max(at, floor) : end].lstrip("(“\"*")
    for phrase in _BY_LAST_WORD.get(last, ()):
        start = end - len(phrase)
        if start >= floor and lower.startswith(phrase, start) and not lower[start - 1 : start].isalpha():
            return text[start].upper() + text[start + 1 : end], start
    short = text[end - len(last) : end] if last else ""
    return (short, end - len(short)) if short in SHORT_TYPES else ("", end)


def type_kind(word: str) -> str | None:
    """The abbreviation for a word for a kind ("Kế hoạch" → "KH", "Công văn" → ""), None for other words."""
    if word in SHORT_TYPES:
        return "" if word in ("CV", "VB") else word
    return TYPES.get(word.lower())


def word_of(kind: str) -> str:
    """The word for an abbreviation, lower case: "KH" → "kế hoạch"; the abbreviation itself where it has none."""
    return next((word for word, short in TYPES.items() if short == kind), kind)


def split_symbol(symbol: str, dated: bool) -> tuple[str, str]:
    """(kind, organ) of a symbol: "QD-UBND" → ("QĐ", "UBND"), "UBND-NV" → ("", "UBND-NV"), "TTBNV" → ("TT", "BNV").

    `dated`: the number names its year, which only normative documents do.
    """
    first, mark, rest = symbol.replace("/", "-").partition("-")
    kind = KINDS.get(first.upper().replace("Ð", "Đ"))
    if mark and kind:
        return kind, rest
    glued = None if mark or _LEGISLATURE.fullmatch(symbol) else _GLUED.fullmatch(symbol.upper().replace("Ð", "Đ"))
    if glued:
        return KINDS[glued[1]], symbol[len(glued[1]) :]
    return (kind, "") if kind and not dated else ("", symbol)


def fold_number(number: str, year: int | None, symbol: str) -> str:
    """What identifies a number for comparing: "01a|2022|QĐUBND" without leading zeros, marks and slips of Đ."""
    kind, organ = split_symbol(symbol, year is not None)
    letters = re.sub(r"[^\w]", "", (kind + organ).upper().replace("Ð", "Đ"))
    return f"{number.lower().lstrip('0')}|{year or ''}|{letters}"


_day = datetime.date.fromisoformat


@cache
def known() -> dict[str, KnownDocument]:
    """The documents of rules/documents.yaml by folded number (see `fold_number`)."""
    found: dict[str, KnownDocument] = {}
    for group in packdata.data("documents")["issued"]:
        for written, entry in group["documents"].items():
            number, year, symbol = parse_number(written)
            until = entry.get("replaced_from")
            found[fold_number(number, year, symbol)] = KnownDocument(
                number=written, kind=group["kind"], issuer=group["issuer"], date=_day(entry["date"]),
                subject=entry.get("subject", ""), replaced_by=entry.get("replaced_by", ""),
                other_dates=tuple(_day(day) for day in entry.get("other_dates", ())),
                replaced_from=_day(until) if until else None,
            )
    return found


def swapped(number: str, year: int | None, symbol: str) -> list[KnownDocument]:
    """The known documents of which a number is a slip: two neighbouring digits changed over."""
    found = (known().get(fold_number(turned, year, symbol)) for turned in changed_over(number))
    return [document for document in found if document is not None]


def parse_number(written: str) -> tuple[str, int | None, str]:
    """("61", 2018, "NĐ-CP") of "61/2018/NĐ-CP", ("57", None, "NQ/TW") of "57-NQ/TW"."""
    party = re.fullmatch(r"([0-9]+[a-z]?)-([^/]+/.+)", written)
    if party:
        return party[1], None, party[2]
    number, _, rest = written.partition("/")
    year, mark, symbol = rest.partition("/")
    return (number, int(year), symbol) if mark and year.isdigit() else (number, None, rest)
