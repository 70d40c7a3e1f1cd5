"""What is told of a cited document around its number: its date, who issued it, its subject, and whether
its issue is told as something done."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from cchc_lint.letters import LOWER, UPPER
from cchc_lint.report import DateMention, PeriodMention, Tense

_TO_DATE = re.compile(r"[\s,(–-]*(?:(?:đã |được )*(?:ban hành|ký|phát hành) )?(?:vào )?(?P<day>ngày[\s.…_]*)?")
_VERBS = (
    "ban hành|phê duyệt|quy định|công bố|hướng dẫn|triển khai|chỉ đạo|sửa đổi|bổ sung|thay thế|thành lập|giao|kiện toàn"
    "|điều chỉnh|bãi bỏ|đính chính|tăng cường|đẩy mạnh|chấn chỉnh|kiểm tra|tổ chức|quy chế|công nhận|phân cấp|phân công"
    "|đề nghị|yêu cầu|đôn đốc"
)
_ISSUER = re.compile(rf"\s*,?\s*(?:do\s+)?của\s+(?:[0-9]{{4}}\s+của\s+)?(?=[{UPPER}])")
_BARE_ISSUER = re.compile(
    r"\s+(?P<issuer>(?:UBND|HĐND|Ủy ban|Uỷ ban|Sở|Bộ|Phòng|Văn phòng|Chính phủ|Thủ tướng)\b[^,;.:()\n]{0,40}?)"
    r"(?=\s(?:về|v/v|hướng dẫn)\b)"
)
# Not inside "Ban Tổ chức", "Đoàn kiểm tra", "Bộ Giao thông", "Tài nguyên và Môi trường", "Văn hóa, Thể thao và …".
_ISSUER_END = re.compile(
    rf"(?<!ban)(?<!oàn)(?<!tổ)(?<!sở)(?<!bộ)(?<!òng),?\s+(?:về|v/v|việc|thực hiện|{_VERBS}|kết luận|ngày|đã|được|tại"
    rf"|trên|trong|theo|đối với|và(?=\s(?-i:[{LOWER}]|Nghị|Quyết|Thông tư|Thông báo|Công văn|Kế hoạch|Luật)))\b"
    rf"|[;:()\[“”\"\n]|(?<!TP)\.(?=\s|$)|,(?!\s(?-i:[{UPPER}])\w+(?:\s\w+)?\s+và\s)|\s[–-]\s(?=v)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"[\s,–-]*(?:về việc|về|v/v|việc|với nội dung)\s*:?\s+(?:về việc\s+|việc\s+|về\s+)?"
    rf"|[\s–-]*(?=(?:{_VERBS})\b)",
    re.IGNORECASE,
)
# "… ngày 02/4/2021 Triển khai thực hiện Đề án …": a title without a lead.
_TITLE = re.compile(
    rf"\s+[“\"]?(?=[{UPPER}][{LOWER}])"
    r"(?!(?:Ủy ban|Uỷ ban|Sở|Phòng|Văn phòng|Chủ tịch|Trong|Theo|Ngày|Đến|Kết quả|Qua)\b)"
)
_SUBJECT_END = re.compile(
    r"[;\n\t]|[.:](?=\s|$)|\s(?:đã|sẽ|nhằm)\s"
    r"|,\s+(?=(?:UBND|HĐND|Ủy ban|Uỷ ban|Sở|Phòng|Văn phòng|Đoàn|trong đó|theo đó|đến nay|kết quả|đồng thời|tuy nhiên"
    r"|(?:trong|đến hết|tính đến|từ đầu) (?:quý|năm|tháng|kỳ|\d+ tháng)"
    r"|qua đó|hiện|đã|các cơ quan|tiếp tục|trên cơ sở|Kế hoạch gồm|gồm"
    r"|(?:toàn )?(?:huyện|tỉnh|xã|thành phố|phường) (?:đã|tiếp tục|ban hành|tổ chức|triển khai))\b)"
)
# "sửa đổi một số điều của" Nghị định …: what leads over to the next citation is no part of the subject.
_LEADING_OVER = re.compile(r"(?:[\s,–-]+(?:của|theo|tại|và|cùng|kèm theo|về|với))*[\s,–-]*$")
_LONGEST_SUBJECT = 400

_CLAUSE_START = re.compile(r".*(?:[.;](?=\s)|[\n\t])", re.S)
_ISSUING = r"(?:ban hành|ký|xây dựng|phê duyệt|trình|gửi|có|tham mưu|thông qua|công bố)\b"
_DONE = re.compile(
    rf"\b(?:đã|vừa|mới)\b[^.;]{{0,60}}?\b{_ISSUING}[^.;]{{0,60}}$"
    r"|\bban hành(?: các)?\s*$|\bđược ban hành[^.;]{0,20}$"
)
_PLANNED_ISSUE = re.compile(rf"\b(?:sẽ|dự kiến|tiếp tục|phấn đấu)\s(?:\S+\s){{0,4}}?{_ISSUING}[^.;]{{0,60}}$")
_PLANNED = re.compile(r"\b(?:sẽ|dự kiến|phấn đấu|tiếp tục|triển khai thực hiện)\b[^.;]*$")
_ISSUER_BEFORE = re.compile(
    r"(?P<issuer>(?:chủ tịch )?(?:ubnd|hđnd|(?:ủy|uỷ) ban nhân dân|hội đồng nhân dân|sở|phòng|bộ)"
    rf"(?: [^\s,.;:()]+){{0,5}}?)\s+(?:(?:đã|mới|vừa|kịp thời|tiếp tục|cũng)\s+)*{_ISSUING}[^.;:]{{0,50}}$"
)
_DAY_BEFORE = re.compile(r"(?:^|[.;:,(\n\t–+*-]|đó|và|sau)\s*(?:vào )?(?:ngày\s*)?$")
_ACT_AFTER_DAY = re.compile(rf"\s*,?\s[^.;:\n]{{0,90}}?\b{_ISSUING}[^.;:\n]{{0,50}}$|\s*,?\s*$")
_WINDOW = 160


class Tail(NamedTuple):
    """What stands after a document's number; end is where the citation ends (relative to the text)."""

    date: DateMention | None
    end: int
    issuer: str
    subject: str
    subject_span: tuple[int, int] | None
    about: PeriodMention | None


def read_tail(
    text: str, lower: str, base: int, at: int, limit: int, dates: dict[int, DateMention],
    periods: Sequence[PeriodMention],
) -> Tail:
    """Read on from `at`, the end of a document's number, up to `limit`, where the next citation begins.

    `dates` are those not yet given to a document, by their absolute start.
    """
    date, end = _date_at(lower, base, at, limit, dates)  # a page break may part number and date
    line_end = text.find("\n", end, limit)
    limit = line_end if line_end >= 0 else limit
    issuer, end = _issuer_at(text, end, limit)
    if date is None and issuer:
        date, end = _date_at(lower, base, end, limit, dates)
    span = _subject_at(text, end, limit, dated=date is not None and not issuer)
    if span is None:
        return Tail(date, end, issuer, "", None, None)
    subject = " ".join(text[span[0] : span[1]].split())
    return Tail(date, end, issuer, subject, span, _about(base, span, periods))


def date_before(
    text: str, lower: str, base: int, start: int, floor: int, dates: Sequence[DateMention], free: dict[int, DateMention]
) -> DateMention | None:
    """The date of "Ngày 12/01/2021, UBND huyện đã ban hành Kế hoạch số 09/KH-UBND", for the plan."""
    at = bisect_right(dates, base + start, key=lambda date: date.span.start) - 1
    if at < 0:
        return None
    date = dates[at]
    first, last = date.span.start - base, date.span.end - base
    if first < floor or start - last > _WINDOW or date.role in ("until", "stamp") or date.span.start not in free:
        return None
    line = lower.rfind("\n", 0, first) + 1
    opening = _DAY_BEFORE.search(lower[max(line, first - 12) : first])
    if not opening or not (lower.startswith("ngày", first) or "ngày" in opening.group()):
        return None
    return date if _ACT_AFTER_DAY.fullmatch(lower, last, start) else None


def tense_of(lower: str, start: int, floor: int) -> Tense:
    """How the clause before `start` tells of the document; `floor` is the end of the citation before."""
    clause = clause_before(lower, start, floor)
    if _PLANNED_ISSUE.search(clause):
        return "planned"
    if _DONE.search(clause):
        return "done"
    return "planned" if _PLANNED.search(clause) else "other"


def issuer_before(text: str, lower: str, start: int, floor: int) -> str:
    """The agency of "UBND huyện đã ban hành Kế hoạch số …", "" where none is named."""
    clause = clause_before(lower, start, floor)
    match = _ISSUER_BEFORE.search(clause)
    if not match:
        return ""
    offset = start - len(clause)
    return " ".join(text[offset + match.start("issuer") : offset + match.end("issuer")].split())


def clause_before(lower: str, start: int, floor: int) -> str:
    left = lower[max(floor, start - _WINDOW) : start]
    cut = _CLAUSE_START.match(left)
    return left[cut.end() :] if cut else left


def _date_at(
    lower: str, base: int, at: int, limit: int, dates: dict[int, DateMention]
) -> tuple[DateMention | None, int]:
    match = _TO_DATE.match(lower, at, min(limit, at + 48))
    if not match:
        return None, at
    for start in (match.end(), match.start("day")):
        date = dates.get(base + start) if start >= 0 else None
        if date:
            return date, date.span.end - base
    return None, at


def _issuer_at(text: str, at: int, limit: int) -> tuple[str, int]:
    match = _ISSUER.match(text, at, limit)
    if not match:
        bare = _BARE_ISSUER.match(text, at, limit)
        return (" ".join(bare["issuer"].split()), bare.end("issuer")) if bare else ("", at)
    start = match.end()
    stop = _ISSUER_END.search(text, start, min(limit, start + 100))
    end = stop.start() if stop else min(limit, start + 100)
    return " ".join(text[start:end].split()).removesuffix(" và"), end


def _subject_at(text: str, at: int, limit: int, *, dated: bool) -> tuple[int, int] | None:
    match = _SUBJECT.match(text, at, limit) or (_TITLE.match(text, at, limit) if dated else None)
    if not match:
        return None
    start = match.end()
    stop = min(limit, start + _LONGEST_SUBJECT)
    cut = _SUBJECT_END.search(text, start, stop)
    end = cut.start() if cut else stop
    closing = _unopened(text, start, end)
    subject = text[start:closing].rstrip(" ,–-")
    if closing == limit:
        subject = subject[: _LEADING_OVER.search(subject).start()]  # type: ignore[union-attr]
    return (start, start + len(subject)) if subject else None


def _unopened(text: str, start: int, end: int) -> int:
    """Where a bracket closes that was opened before `start`, else `end`."""
    at = text.find(")", start, end)
    while at >= 0:
        if text.count("(", start, at) < text.count(")", start, at + 1):
            return at
        at = text.find(")", at + 1, end)
    return end


def _about(base: int, span: tuple[int, int], periods: Sequence[PeriodMention]) -> PeriodMention | None:
    """The period that names the one year of a subject: "Kế hoạch … năm 2022"."""
    first = bisect_left(periods, base + span[0], key=lambda period: period.span.start)
    named: list[PeriodMention] = []
    for period in periods[first:]:
        if period.span.start >= base + span[1]:
            break
        if period.year and period.role not in ("phase", "base", "until"):
            named.append(period)
    return named[0] if len({period.year for period in named}) == 1 else None
