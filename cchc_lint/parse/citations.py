"""Documents cited in a text: "Quyết định số 28/2018/QĐ-UBND ngày 08/11/2018 của UBND tỉnh về việc …".

Nghị định 30/2020/NĐ-CP sets the forms: 209/BC-UBND, 1029/UBND-NV (a công văn), 61/2018/NĐ-CP, and the Party's
57-NQ/TW. What strays from them (QD for QĐ, a lost hyphen, blanks, a missing number) is still read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from cchc_lint.document import Span
from cchc_lint.parse import citation_tails as tails
from cchc_lint.parse import documents
from cchc_lint.parse.documents import known as known
from cchc_lint.parse.vietnamese import lower_case
from cchc_lint.report import Citation, DateMention, PeriodMention, Tense

_UP = "A-ZĐÐÂĂÊÔƠƯ"
# One part of a symbol: UBND, TTg, CTr, QĐi, QH13; small letters come one at a time.
_PART = rf"(?:(?:QH|UBTVQH|BCĐ|TCT|BCĐĐA|TCTĐA)[0-9]{{1,3}}|[{_UP}][{_UP}&]*(?:[a-zđ](?![a-zđ])[{_UP}]*)*)"
_SYMBOL = re.compile(
    rf"/ ?(?P<symbol>{_PART}(?: ?[-–] ?(?=[{_UP}]{{2}}){_PART})?(?:[-–.]{_PART})*(?:/(?=[{_UP}]{{2}}){_PART})?)"
    r"(?:(?![^\W_])|(?=[0-9](?![0-9]))|(?=ngày|của))"
)
_NUMBER_BEFORE = re.compile(r"(?<![0-9/.,])(?P<number>[0-9]{1,5}[a-zđA-Z]?) ?(?:/ ?(?P<year>[0-9]{2,5}) ?)?$")
_PARTY_BEFORE = re.compile(
    rf"(?<![0-9/.,])(?P<number>[0-9]{{1,4}}[a-zđ]?) ?[-–] ?(?P<kind>[{_UP}][{_UP}a-zđ]{{1,4}}) ?$"
)
_BLANK_BEFORE = re.compile(r"\b[Ss][ốỐ]\s*:?[\s.…_]*(?P<rest>/ ?(?P<year>20[0-9]{2}) ?)?$")
_BARE = re.compile(r"[Ss]ố:? (?P<number>[0-9]{1,5}[a-zđ]?)(?=,? (?:ngày [0-9]|của \S))")
_LAWS = tuple(
    re.compile(
        rf"(?P<type>{word})\s+(?P<name>[^.;:()\n0-9/“”\"]{{3,110}}?),?\s*"
        r"\(?(?P<year>(?:năm\s+)?(?:19|20)[0-9]{2})(?![0-9]*/)"
    )
    for word in ("Bộ luật", "Luật", "Pháp lệnh")
)
_NO_LAW = re.compile(
    r"\b(?:đã|được|trên|trong|UBND|HĐND|số|các|đối với|theo|tại|nhằm|để|năm|của UBND)\b|, Luật|và Luật"
)
_LIST_GAP = re.compile(r"\s*(?:,|;|và|,\s*và)\s*")
_AMENDED = re.compile(r"\b(?:sửa đổi|bổ sung|số điều)\b[^.;\n]*$")
# "đã ban hành các văn bản sau:" before lines that begin with a document each.
_LIST_OPENING = re.compile(r"ban hành[^\n]*:\s*$")
_LIST_MARK = re.compile(r"[\s*+–•-]*(?:[0-9]{1,2}[.)]\s*|\([0-9]{1,2}\)\s*)?")
_LEVELS = {
    "tỉnh": "province", "huyện": "district", "thị xã": "district", "quận": "district", "thành phố": "city",
    "tp": "city", "xã": "commune", "phường": "commune", "thị trấn": "commune", "đặc khu": "commune",
}
_LEVEL = re.compile(
    r"\b(tỉnh|thành phố|tp|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu)\b\.?\s*(\S+\s\S+)?", re.IGNORECASE
)
_NICKNAMED = frozenset(("Đề án", "Dự án", "Chương trình"))
# The cities that are provinces.
_CENTRAL = ("hà nội", "hồ chí", "đà nẵng", "hải phòng", "cần thơ", "huế")


class _Mark(NamedTuple):
    """The number of a document: where it stands, where its citation begins, and its parts."""

    head: int
    start: int
    end: int
    number: str
    year: int | None
    symbol: str
    type: str


def find_citations(
    text: str, base: int, dates: Sequence[DateMention], periods: Sequence[PeriodMention]
) -> list[Citation]:
    """The documents cited in `text`, in order. `base` is the offset of `text`; `dates` and `periods` are
    absolute and in order, as their finders gave them for the same text.

    A citation's span ends with its date or issuer; its subject has a span of its own.
    """
    lower = lower_case(text)
    marks = sorted(_marks(text, lower))
    free = {date.span.start: date for date in dates}
    found: list[Citation] = []
    for at, mark in enumerate(marks):
        limit = marks[at + 1].head if at + 1 < len(marks) else len(text)
        tail = tails.read_tail(text, lower, base, mark.end, limit, free, periods)
        floor = found[-1].span.end - base if found else 0
        date = tail.date or tails.date_before(text, lower, base, mark.head, floor, dates, free)
        if date:
            free.pop(date.span.start, None)
        found.append(_citation(text, lower, base, mark, tail, date, found[-1] if found else None))
    found.extend(_laws(text, base, found))
    return _with_levels(sorted(found, key=lambda citation: citation.span))


def issue_dates(dates: Iterable[DateMention], citations: Iterable[Citation]) -> list[DateMention]:
    """The dates, those that belong to a cited document with the role "issue"."""
    issued = {citation.date.span: citation.date for citation in citations if citation.date}
    return [issued.get(date.span, date) for date in dates]


def identity(citation: Citation) -> str:
    """The key without the issuing level: what `known()` is asked by."""
    return "|".join(citation.key.split("|")[:3])


def _marks(text: str, lower: str) -> Iterator[_Mark]:
    end = 0
    for match in _SYMBOL.finditer(text):
        number = _number_before(text, match.start(), max(end, match.start() - 20))
        if number is None:
            continue
        start, written, year, kind = number
        head, word, numbered = _head(text, lower, start, end)
        symbol = re.sub(r"\s", "", match["symbol"]).replace("–", "-")
        symbol = f"{kind}/{symbol}" if kind else symbol
        if not ("-" in symbol or "/" in symbol or year or numbered or (word and word not in _NICKNAMED)):
            continue  # "12/UBND xã" is a fraction, "Đề án 06/CP" a nickname
        end = match.end("symbol")
        yield _Mark(head, start, end, written, year, symbol, word)
    for match in _BARE.finditer(text):
        head, word, _ = _head(text, lower, match.start("number"), 0)
        if word:
            yield _Mark(head, match.start("number"), match.end("number"), match["number"], None, "", word)


def _number_before(text: str, slash: int, floor: int) -> tuple[int, str, int | None, str] | None:
    """(start, number, year, Party kind) of the number that ends at `slash`; the number "" where it is blank."""
    match = _NUMBER_BEFORE.search(text, floor, slash)
    if match:
        return match.start(), match["number"], int(match["year"]) if match["year"] else None, ""
    match = _PARTY_BEFORE.search(text, floor, slash)
    if match:
        return match.start(), match["number"], None, match["kind"]
    match = _BLANK_BEFORE.search(text, floor, slash)
    if match is None:
        return None
    return (match.start("rest"), "", int(match["year"]), "") if match["rest"] else (slash, "", None, "")


def _head(text: str, lower: str, at: int, floor: int) -> tuple[int, str, bool]:
    """(start of the citation, its type word, whether "số" stands before the number)."""
    end = len(text[floor:at].rstrip(" \t\u00a0.…_:")) + floor
    numbered = lower.endswith("số", floor, end) and not lower[end - 3 : end - 2].isalnum()
    if numbered:
        start = end - 2
        end = len(text[floor:start].rstrip(" \t\u00a0:")) + floor
    else:
        start = at
    word, head = documents.type_before(text, lower, end, floor)
    return (head if word else start), word, numbered


def _citation(
    text: str, lower: str, base: int, mark: _Mark, tail: tails.Tail, date: DateMention | None, previous: Citation | None
) -> Citation:
    kind, organ = documents.split_symbol(mark.symbol, mark.year is not None)
    told, floor = mark.type, 0
    tense: Tense | None = None
    if previous:
        after_tail = previous.subject_span or previous.span
        floor = after_tail.end - base
        joined = bool(_LIST_GAP.fullmatch(text, floor, mark.head)) if floor <= mark.head else False
        told = told or (previous.type if joined else "")
        tense = previous.tense if joined or _goes_on_list(text, previous.span.start - base, mark.head) else None
    told = told or _type_afar(text, lower, mark, kind, floor)
    tense = tense or tails.tense_of(lower, mark.head, floor)
    if tense == "other" and _opens_list(text, lower, mark.head):
        tense = "done"
    issuer = tail.issuer or tails.issuer_before(text, lower, mark.head, floor)
    start, end = base + mark.head, base + max(tail.end, mark.end)
    key = documents.fold_number(mark.number, mark.year, mark.symbol)
    if not mark.symbol:
        key += documents.type_kind(told) or ""
    level = _level(issuer)
    if level and ("UBND" in organ or "HĐND" in organ):
        key += f"|{level}"
    return Citation(
        span=Span(start, end), text=text[start - base : end - base], type=told, number=mark.number, year=mark.year,
        symbol=mark.symbol, kind=kind, organ=organ, key=key, symbol_span=Span(base + mark.start, base + mark.end),
        date=replace(date, role="issue", tense=tense if tense != "other" else date.tense) if date else None,
        issuer=issuer, subject=tail.subject, about=tail.about.year if tail.about else None,
        about_span=tail.about.span if tail.about else None, tense=tense,
        subject_span=Span(base + tail.subject_span[0], base + tail.subject_span[1]) if tail.subject_span else None,
    )


def _type_afar(text: str, lower: str, mark: _Mark, kind: str, floor: int) -> str:
    """The type word of "báo cáo kết quả khảo sát số 01/BC-…" or "công văn hỏa tốc số …", where it agrees with
    the symbol; "" otherwise."""
    left = lower[max(floor, mark.head - 80) : mark.head]
    if not lower.startswith("số", mark.head):
        return ""
    word = documents.word_of(kind)
    at = left.rfind(word)
    if at < 0 or any(stop in left[at:] for stop in (". ", "; ", "\n")):
        return ""
    return word[0].upper() + word[1:]


def _opens_list(text: str, lower: str, head: int) -> bool:
    """Whether the citation begins a line under "… đã ban hành các văn bản sau:"."""
    line = text.rfind("\n", 0, head) + 1
    if not line or not _LIST_MARK.fullmatch(text, line, head):
        return False
    before = lower[max(line - 200, 0) : line].rstrip()
    return bool(_LIST_OPENING.search(before))


def _goes_on_list(text: str, previous: int, head: int) -> bool:
    """Whether the citation begins the line after the one that the citation before began."""
    between = text[previous:head]
    line = text.rfind("\n", 0, previous) + 1
    return between.strip().count("\n") == 0 and "\n" in between and bool(
        _LIST_MARK.fullmatch(text, line, previous) and _LIST_MARK.fullmatch(text, text.rfind("\n", 0, head) + 1, head)
    )


def _laws(text: str, base: int, citations: Sequence[Citation]) -> Iterator[Citation]:
    """ "Luật Viên chức năm 2010": a law is cited by its name and year."""
    heads = {citation.span.start for citation in citations}
    for match in (match for pattern in _LAWS for match in pattern.finditer(text)):
        name = " ".join(match["name"].split()).strip(" ,")
        if base + match.start() in heads or len(name.split()) > 14 or _NO_LAW.search(name):
            continue
        if _AMENDED.search(text, max(match.start() - 60, 0), match.start()):
            continue  # the year is that of the amending law, whose name this is a part of
        span = Span(base + match.start(), base + match.end())
        year = int(match["year"][-4:])
        yield Citation(
            span=span, text=match.group(), type=match["type"], number="", year=year, symbol="", kind="", organ="",
            key=f"{match['type'].lower()} {name.lower()}|{year}|", date=None, subject=name,
            symbol_span=Span(base + match.start("year"), base + match.end("year")),
            subject_span=Span(base + match.start("name"), base + match.end("name")),
        )


def _level(issuer: str) -> str:
    """The level of an issuing agency, "" where its name tells none."""
    match = _LEVEL.search(issuer)
    if not match:
        return ""
    level = _LEVELS[match[1].lower()]
    if level == "city":
        return "province" if (match[2] or "").lower().startswith(_CENTRAL) else "district"
    return level


def _with_levels(citations: list[Citation]) -> list[Citation]:
    """Give the issuing level, told at one mention of a number, to its other mentions that can be the same."""
    told: dict[str, list[Citation]] = {}
    for citation in citations:
        if citation.number and citation.key.count("|") == 3:
            told.setdefault(identity(citation), []).append(citation)

    def completed(citation: Citation) -> Citation:
        others = told.get(citation.key, [])
        if len({other.key for other in others}) != 1:
            return citation
        dates = {other.date.value for other in others if other.date}
        same = citation.year or not citation.date or not dates or citation.date.value in dates
        return replace(citation, key=others[0].key) if same else citation

    return [completed(citation) for citation in citations]
