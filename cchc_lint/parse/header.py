"""The head of a report: agency and level, number, place and date, title, period.

Nghị định 30/2020/NĐ-CP, Phụ lục I, says where they stand; text out of a PDF or OCR may have lost some of
it, so the caption of the appendix ("Kèm theo Báo cáo số … ngày …") and the closing sentence help out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from cchc_lint.document import Block, Document, Span
from cchc_lint.letters import UPPER
from cchc_lint.parse.periods import reporting_period
from cchc_lint.report import REPORTED, DateMention, Header, Level, Name, Period, PeriodMention

_SYMBOL = r"BC\s*[-–]\s*[^\W\d_]+(?:[-–][^\W\d_]+)*"
_NUMBER = re.compile(rf"\bSố\s*:?\s*(?P<number>\d{{1,5}}[a-z]?)?\s*/\s*{_SYMBOL}", re.I)
_CAPTION = re.compile(
    rf"kèm(?: theo)?\s+báo cáo\s+số\s*:?\s*(?P<number>\d{{1,5}}[a-z]?)?\s*/\s*{_SYMBOL}\s*,?\s*"
    r"ngày\s*(?P<day>\d{1,2})?\s*(?:/|tháng)\s*(?P<month>\d{1,2})?\s*(?:/|năm)\s*(?P<year>\d{4})", re.I
)
_DATE = re.compile(
    r"(?:(?P<place>[^\n,;:/]{2,40}),\s*)?ngày\s*(?P<day>\d{1,2}|[…._ ]*)\s*"
    r"tháng\s*(?P<month>\d{1,2}|[…._ ]*)\s*năm\s*(?P<year>\d{4})"
)
_TITLE = re.compile(r"^\W*BÁO CÁO\b", re.I)
_TITLE_END = re.compile(
    r"^\W*(?:kính gửi|căn cứ|thực hiện|ngày \d|ủy ban|uỷ ban|ubnd|sở |triển khai |i\s*[./-]|1\s*\.)", re.I
)
_LEVELS: dict[str, Level] = {
    "tỉnh": "province", "huyện": "district", "quận": "district", "thị xã": "district",
    "xã": "commune", "phường": "commune", "thị trấn": "commune", "đặc khu": "commune",
}
_COMMITTEE = re.compile(r"(?:UBND|[ỦUƯ][ỷyỶY]\s+ban\s+nhân\s+dân)\W*$", re.I)
_DEPARTMENT = re.compile(
    r"^\W*(?P<name>(?:SỞ|BAN QUẢN LÝ|THANH TRA)\s[^\n,;:*/]{3,60}|(?:Sở|Ban Quản lý|Thanh tra)\s[^\n,;:*/]{3,60})", re.M
)
_CLOSING = re.compile(
    r"Trên đây là [Bb]áo cáo[^\n]{0,400}?\bcủa (?P<agency>(?:UBND|[ỦU][ỷy] ban nhân dân|Sở)\s[^\n.,;/]{3,60}?)"
    r"(?=\s*(?:[.,;/]|$|kính))", re.M
)
_CLOSING_DEPARTMENT = re.compile(
    rf"Trên đây là [Bb]áo cáo[^\n]{{0,300}}?\bcủa (?P<name>Sở(?:\s+[{UPPER}]\w*|\s+và(?=\s+[{UPPER}]))+)"
)
_CENTRAL = ("hà nội", "hồ chí minh", "đà nẵng", "hải phòng", "cần thơ", "huế")
_NEXT = re.compile(r"\b(?:phương hướng|triển khai|nhiệm vụ|kế hoạch)\b", re.I)


def read_header(document: Document, blocks: Sequence[Block], names: Sequence[Name]) -> Header:
    """The header, from the paragraphs `blocks` of the whole document and the places that it names."""
    text = document.text
    title_at = next((i for i, b in enumerate(blocks[:40]) if _TITLE.match(text[b.span.start : b.span.end])), None)
    head = blocks[: (title_at if title_at is not None else 0)] or blocks[:4]
    head_span = Span(head[0].span.start, head[-1].span.end) if head else Span(0, 0)
    number, number_span = _number(text, head_span)
    stated, place = _date(text, head_span)
    caption = _CAPTION.search(text)
    dated = _mention(caption, text) if caption else None
    closing = _CLOSING.search(text)
    title, title_span = _title(text, blocks, title_at)
    agency, level = _agency(text, head_span, title_span, names)
    return Header(
        agency=agency, level=level, place=place, province=_province(text, agency, level), number=number,
        number_span=number_span, date=stated or dated, title=title, title_span=title_span,
        caption_number=(caption["number"] or "") if caption else "", caption_date=dated,
        caption_span=Span(caption.start(), caption.end()) if caption else None,
        closing_agency=" ".join(closing["agency"].split()) if closing else "",
        closing_span=Span(closing.start("agency"), closing.end("agency")) if closing else None,
    )


def read_period(
    title: str, periods: Sequence[PeriodMention], title_span: Span | None, issued: int | None
) -> Period | None:
    """The reporting period: the first one that the title names before it turns to the plans."""
    if title_span is None:
        return None
    turn = _NEXT.search(title)
    limit = title_span.start + turn.start() if turn and turn.start() > 0 else title_span.end
    for mention in periods:
        if not (title_span.start <= mention.span.start < limit):
            continue
        year = mention.year or issued
        if year and mention.kind in REPORTED:
            return reporting_period(mention.kind, year, mention.index)
    return None


def _number(text: str, head: Span) -> tuple[str | None, Span | None]:
    match = _NUMBER.search(text, head.start, head.end)
    if not match:
        return None, None
    return match["number"] or "", Span(match.start(), match.end())


def _date(text: str, head: Span) -> tuple[DateMention | None, str]:
    match = _DATE.search(text, head.start, head.end)
    if not match:
        return None, ""
    place = (match["place"] or "").strip()
    return _mention(match, text), re.sub(r"^.*BC\s*[-–]\s*\w+\s+", "", place)


def _mention(match: re.Match[str], text: str) -> DateMention:
    day, month = (int(match[name]) if (match[name] or "").strip().isdigit() else None for name in ("day", "month"))
    year = int(match["year"])
    try:
        value = date(year, month, day) if day and month else None
    except ValueError:
        value = None
    start = text.lower().find("ngày", match.start(), match.end())
    return DateMention(
        span=Span(start, match.end()), text=text[start : match.end()], value=value, day=day, month=month,
        year=year, role="report",
    )


def _title(text: str, blocks: Sequence[Block], at: int | None) -> tuple[str, Span | None]:
    if at is None:
        return "", None
    first = last = blocks[at].span
    own = re.sub(_TITLE, "", text[first.start : first.end]).strip()
    start = last.end if not own else first.start
    for block in blocks[at + 1 : at + 6]:
        line = text[block.span.start : block.span.end]
        if _TITLE_END.match(line) or len(line) > 400:
            break
        start = block.span.start if start == first.end and not own else start
        last = block.span
    span = Span(start, last.end) if last.end > start else first
    return " ".join(text[span.start : span.end].split()), span


def _agency(text: str, head: Span, title: Span | None, names: Sequence[Name]) -> tuple[str, Level]:
    """The agency that reports: the last one in the head (its superior stands above it), else the one named most
    and in "… báo cáo", "của … ./."."""
    department = _DEPARTMENT.search(text, head.start, head.end) or _CLOSING_DEPARTMENT.search(text)
    if department:
        return _as_written(department["name"]), "department"
    in_head = [name for name in names if head.covers(name.span)]
    if in_head:
        return _shown(in_head[-1].kind, in_head[-1].name)
    votes: Counter[tuple[str, str]] = Counter()
    opening = title.end if title else 0
    for name in names:
        if not _COMMITTEE.search(text, max(0, name.span.start - 24), name.span.start):
            continue
        after = text[name.span.end : name.span.end + 30].lower()
        votes[name.kind, name.name] += 1
        if opening <= name.span.start < opening + 1500 and re.match(r"\W*báo cáo", after):
            votes[name.kind, name.name] += 8
        if re.match(r"\W*\./\.|\W*kính (?:gửi|trình)|\W*báo cáo", after):
            votes[name.kind, name.name] += 4
    return _shown(*max(votes, key=lambda key: (votes[key], key))) if votes else ("", "")


def _shown(kind: str, name: str) -> tuple[str, Level]:
    level: Level = _LEVELS.get(kind) or ("province" if name.lower() in _CENTRAL else "district")
    return f"UBND {kind} {name}", level


def _as_written(name: str) -> str:
    """ "SỞ CÔNG THƯƠNG" as "Sở Công Thương"."""
    words = " ".join(name.split()).strip(" ,*")
    return " ".join(w if w.lower() in ("và",) else w.capitalize() for w in words.split()) if words.isupper() else words


def _province(text: str, agency: str, level: str) -> str:
    if level == "province":
        return agency.split(" ", 2)[-1]
    match = re.search(rf"\btỉnh +([{UPPER}][\w’']*(?: +[{UPPER}][\w’']*){{0,2}})", text)
    return match[1] if match else ""
