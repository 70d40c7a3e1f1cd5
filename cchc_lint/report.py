"""A Report: everything that was understood of a document. Plain frozen data and look-ups, no behaviour.

All spans are offsets into `Report.document.text`. A field that could not be read is None, "" or an
empty tuple, never a guess. Sources: Thông tư 07/2021/TT-BNV and Công văn 6459, 4625/BNV-CCHC (the
forms), Nghị định 09/2019/NĐ-CP (periods), Nghị định 30/2020/NĐ-CP (citations, headings).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from cchc_lint.document import Document, Span
from cchc_lint.interval import Exact, Interval

PeriodKind = Literal["quarter", "half", "nine-months", "year"]
REPORTED: tuple[PeriodKind, ...] = get_args(PeriodKind)
Level = Literal["province", "department", "district", "commune", ""]
# What a sentence does: tells what was done, what is planned, or neither of them for certain.
Tense = Literal["done", "planned", "other"]
# Why a period is named. "told": the period of what was done; "subject": in the title of a document;
# "form": wording of the form; "base": so với năm 2015; "phase": giai đoạn, nhiệm kỳ, năm học.
PeriodRole = Literal["report", "told", "plan", "subject", "phase", "base", "form", "until", "other"]
# "report": the report's own date; "issue": of a cited document; "event": of something told;
# "until": a cut-off or deadline ("đến hết ngày …"); "stamp": an electronic signature.
DateRole = Literal["report", "issue", "event", "until", "stamp", "other"]


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity as written. value is its plausible reading; interval what it can stand for.

    unit: "%", "người", "hồ sơ" … as written, lower case, "" unknown. quantifier: "trên", "khoảng" …
    style: "plain" (405), "grouped" (12.215), "decimal" (99,31), "word" (không có = 0), and the
    malformed "point-decimal" (98.75), "comma-grouped" (12,480), "space-grouped" (1 234).
    decimals: places after the decimal mark as written.
    """

    span: Span
    text: str
    value: Exact
    interval: Interval
    unit: str = ""
    quantifier: str = ""
    style: str = "plain"
    decimals: int = 0
    noun: str = ""  # the words right after the number that it counts, lower case, at most 6 words


@dataclass(frozen=True, slots=True)
class Period:
    """A reporting period; index is 1 to 4 of a quarter, 1 or 2 of a half, else None."""

    kind: PeriodKind
    year: int
    index: int | None
    start: date  # of the calendar span
    end: date
    cutoff_start: date  # Nghị định 09/2019/NĐ-CP: 15/12 of the year before, …
    cutoff_end: date


@dataclass(frozen=True, slots=True)
class PeriodMention:
    span: Span
    text: str
    kind: str  # PeriodKind, or "phase", "term", "school-year", "month"
    year: int | None
    index: int | None
    role: PeriodRole
    end_year: int | None = None  # of a phase


@dataclass(frozen=True, slots=True)
class DateMention:
    """value is None for an impossible date (31/02/2022) and for one with a blank day."""

    span: Span
    text: str
    value: date | None
    day: int | None
    month: int | None
    year: int | None
    role: DateRole
    tense: Tense = "other"


@dataclass(frozen=True, slots=True)
class Citation:
    """A document cited: "Quyết định số 28/2018/QĐ-UBND ngày 08/11/2018 của UBND tỉnh về việc …".

    type: the word as written, first letter upper ("Quyết định", "Công văn"), "" where left out.
    number "28" or "01a"; year 2018 (in the number) or None; symbol "QĐ-UBND" as written without
    stray blanks; kind: the type's abbreviation in the symbol ("QĐ", "" for a công văn); organ: the rest
    ("UBND", "NĐ-CP" → "CP"). key identifies the document within the report: number, year, symbol, folded
    (case, Ð/Đ, blanks), and the issuing level where one is told. subject: the words after "về việc",
    "ban hành" …, to the end of the clause, with its own span (span itself ends with the date or issuer).
    about: the one year that the subject is about ("năm 2022").
    tense: "done" where the sentence tells the issue as an act of the reporting agency.
    """

    span: Span
    text: str
    type: str
    number: str
    year: int | None
    symbol: str
    kind: str
    organ: str
    key: str
    symbol_span: Span
    date: DateMention | None
    issuer: str = ""
    subject: str = ""
    about: int | None = None
    about_span: Span | None = None
    tense: Tense = "other"
    subject_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """style: "part" (Phần thứ hai), "capital" (B.), "roman" (II.), "arabic" (3.), "decimal" (3.1.), "letter" (c)
    or "dash" (-).

    number: the place in its series (II is 2, c is 3, đ is 5 of a b c d đ e …; of 3.1 the last part);
    level from 1; parent: index in Report.headings or None; path: "II.6.c".
    """

    span: Span
    marker_span: Span
    marker: str
    style: str
    number: int | None
    title: str
    level: int
    parent: int | None
    path: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """heading: index in Report.headings of the innermost one above, or None."""

    span: Span
    heading: int | None
    tense: Tense
    scope: str  # "", "whole", "province", "departments", "district", "communes", "unit:<name>"
    source: Literal["prose", "footnote", "note"] = "prose"


@dataclass(frozen=True, slots=True)
class Ratio:
    """part / whole = percent: "36/54 … đạt 66,67%", "11 hồ sơ chiếm tỉ lệ 0,69%"."""

    span: Span
    part: Number
    whole: Number
    percent: Number | None
    stated: bool = True  # False: which figure is the whole was inferred from where it stands


@dataclass(frozen=True, slots=True)
class Breakdown:
    """total and its parts: "50 đơn vị (trong đó …)"; exhaustive: the parts make the whole."""

    span: Span
    total: Number
    parts: tuple[Number, ...]
    exhaustive: bool
    stated: bool = True  # False: that the counts belong together was inferred from how they stand
    disjoint: bool = False  # told in one unit as parts beside each other: together they cannot exceed the total


@dataclass(frozen=True, slots=True)
class Change:
    """"từ 88 xuống còn 73, giảm 15 (17,05%)"; direction +1 (tăng) or -1 (giảm).

    by: the difference, in percentage points where both are percents; percent: the share of before.
    """

    span: Span
    before: Number | None
    after: Number | None
    by: Number | None
    percent: Number | None
    direction: int


@dataclass(frozen=True, slots=True)
class Split:
    """Percents that sort one whole: "trung cấp 20,5%, cao đẳng 5%, đại học 74,5%"."""

    span: Span
    percents: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Average:
    """total / count = mean: "410 tiêu chí trên 24 xã, bình quân 17,1 tiêu chí/xã", "21 tổ, mỗi tổ 07 người"."""

    span: Span
    total: Number
    count: Number
    mean: Number


@dataclass(frozen=True, slots=True)
class Listing:
    """A count and the names that it counts: "03 xã (Tân An, Hòa Bình, Phú Mỹ)"."""

    span: Span
    count: Number
    items: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A place or agency by name: kind "xã", "huyện", "tỉnh" …, name "Tân Hòa Lạc"."""

    span: Span
    text: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency that has ended (rules/agencies.yaml), named: until: its last day is the one before; into: who has its
    work now; past: the words around speak of the time before."""

    span: Span
    text: str
    until: date
    into: str
    past: bool


@dataclass(frozen=True, slots=True)
class Slip:
    """A suspicious spot in the running text, found by the text readers.

    kind: "doubled-word", "doubled-punctuation", "unbalanced", "look-alike", "lost-glyph", "markup",
    "syllable" (no Vietnamese syllable), "near-miss" (one letter or tone from a frequent word group),
    "missing-space", "blank" (a gap where a word was). suggestion: what it should read, "" unknown.
    """

    span: Span
    text: str
    kind: str
    suggestion: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the appendix. code without a closing dot; value and unit as written (an option list's
    unit is the whole list, its value the one chosen); number: the value read, None where blank or no number.

    parent: index in Report.rows, by code and order. concept: id in the catalogue, "" unbound.
    kind, from the catalogue: "count" (flow or stock), "rate", "option", "group", "text".
    """

    table: int
    code: str
    name: str
    unit: str
    value: str
    note: str
    parent: int | None
    line: int
    span: Span
    code_span: Span | None
    name_span: Span | None
    unit_span: Span | None
    value_span: Span | None
    note_span: Span | None
    number: Number | None
    concept: str = ""
    kind: str = ""
    scope: str = "whole"
    channel: str = "all"
    options: tuple[int, ...] = ()
    among: bool = False  # a "Trong đó" row, which breaks down its parent
    printed_unit: str = ""  # the unit that the form prints for this row


@dataclass(frozen=True, slots=True)
class Mention:
    """One telling of a fact. group ties mentions told together (the paragraph, or the table)."""

    number: Number
    source: Literal["table", "note", "prose"]
    group: int
    row: int | None = None  # index in Report.rows


@dataclass(frozen=True, slots=True)
class Fact:
    """(concept, scope, channel) and every mention of it, in order of the text."""

    concept: str
    scope: str
    channel: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """agency as written; number: the text of the report's number, "" where blank ("Số: /BC-UBND"), None where
    the head has no number line at all; the same for date."""

    agency: str = ""
    level: Level = ""
    place: str = ""
    province: str = ""
    number: str | None = None
    number_span: Span | None = None
    date: DateMention | None = None
    title: str = ""
    title_span: Span | None = None
    caption_number: str = ""  # of "Kèm theo Báo cáo số … ngày …" over the appendix
    caption_date: DateMention | None = None
    caption_span: Span | None = None
    closing_agency: str = ""  # "… của Sở Công Thương./."
    closing_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One report, understood. form: "2021", "2022", "2025" or ""."""

    document: Document
    header: Header
    period: Period | None
    form: str
    headings: tuple[Heading, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    numbers: tuple[Number, ...] = ()
    periods: tuple[PeriodMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    citations: tuple[Citation, ...] = ()
    names: tuple[Name, ...] = ()
    ratios: tuple[Ratio, ...] = ()
    breakdowns: tuple[Breakdown, ...] = ()
    changes: tuple[Change, ...] = ()
    splits: tuple[Split, ...] = ()
    averages: tuple[Average, ...] = ()
    listings: tuple[Listing, ...] = ()
    agencies: tuple[Agency, ...] = ()
    slips: tuple[Slip, ...] = ()
    rows: tuple[Row, ...] = ()
    facts: tuple[Fact, ...] = ()
    unreadable: tuple[Span, ...] = field(default=())  # stretches whose glyphs were lost

    def heading_path(self, sentence: Sentence) -> str:
        """ "II.6.c", or "" above the first heading."""
        return "" if sentence.heading is None else self.headings[sentence.heading].path
