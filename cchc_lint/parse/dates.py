"""Dates of a text: 05/3/2020, 24 / 12/2021, ngày 05 tháng 3 năm 2020, with blanks, and day and month alone.

A date names a day, or leaves a blank for one; "tháng 8/2021" is a period (see periods.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from cchc_lint.document import Span
from cchc_lint.parse.vietnamese import lower_case
from cchc_lint.report import DateMention, DateRole, Tense

# The lookbehind follows the first digit so that the scan can jump to digits. A footnote mark may be glued
# to the year ("20211").
_YEAR = r"(?P<year>[0-9]{4}(?![0-9]{2})|[0-9]{2,3}(?![0-9]))"
_FULL = re.compile(
    r"(?P<day>[0-9](?<![0-9/.,][0-9])[0-9]?) ?(?P<mark>[/.–-]) ?(?P<month>[0-9]{1,2}) ?(?P=mark) ?" + _YEAR
)
_GAP = r"[ \u00a0\t.…_]*"
_IN_WORDS = re.compile(
    rf"ngày{_GAP}(?P<day>[0-9]{{0,2}}){_GAP}tháng{_GAP}(?P<month>[0-9]{{0,2}}){_GAP}(?:,?\s*năm|/){_GAP}"
    rf"(?:{_YEAR}|(?=[\n;,)]|$))"
)
_BLANK_DAY = re.compile(r"ngày[ .…_]*/[ .…_]*(?P<month>[0-9]{0,2})[ .…_]*/ ?(?P<year>[0-9]{4})(?P<day>)")
_TIMESTAMP = re.compile(
    r"(?P<year>[12][0-9]{3})(?<![0-9][12][0-9]{3})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})(?=t[0-9]{2}:)"
)
_DAY_MONTH = r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})(?P<year>)"
_SHORT = re.compile(
    r"ngày (?P<day>[0-9]{1,2})(?: ?/ ?| tháng )(?P<month>[0-9]{1,2})(?P<year>)(?! ?[/0-9]|,? năm| ?%)"
)
_TO = r"\s*(?:-|–|đến|tới)\s*(?:hết )?(?:ngày )?"
_RANGE_START = re.compile(rf"(?<![0-9/.,]){_DAY_MONTH}(?={_TO}$)")
_RANGE_END = re.compile(rf"{_TO}{_DAY_MONTH}(?! ?[/0-9]| ?%)")
_BETWEEN = re.compile(rf"(?:{_TO}|\s*và (?:ngày )?)")

_UP_TO = re.compile(
    r"(?:đến|tới|hết|trước|chậm nhất|hạn|hạn cuối)(?: hết| là|:)?\s*(?:ngày)?\s*$"
    r"|(?:đến|tới) thời điểm[^.;]{0,24}(?:ngày)?\s*$"
)
_STAMP_BEFORE = ("ký lên văn bản", "ký bởi", "ký số", "thời gian ký", "ngày ký", "giờ ký")
_STAMP_AFTER = re.compile(
    r"t[0-9]{2}:|\s*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?\s*[+]0?7|[^\n.;]{0,24}ký lên văn bản"
)
_PLANNED = (" sẽ ", "dự kiến", "phấn đấu")
_DONE = (
    " đã ", "ban hành", "tổ chức", "tiến hành", "thành lập", "phê duyệt",
    "có công văn", "có văn bản", "có tờ trình", "có báo cáo",
)
_CLAUSE = re.compile(r"[.;](?=\s|$)|\n")
_NEAR = 40


def find_dates(text: str, base: int) -> list[DateMention]:
    """The dates of `text`, in order; `base` is the offset of `text` in the document.

    value is None for a day that no calendar has, for a blank day, and where no year is told. A day and
    month without a year takes it from the full date of the same line that ends or opens its range.
    """
    lower = lower_case(text)
    found: dict[int, tuple[int, re.Match[str]]] = {}
    _add(found, _IN_WORDS.finditer(lower))
    _add(found, (match for match in _FULL.finditer(lower) if _is_date(lower, match)))
    _add(found, _TIMESTAMP.finditer(lower))
    _add(found, _BLANK_DAY.finditer(lower))
    _add(found, _SHORT.finditer(lower))
    _add(found, _ends_of_ranges(lower, [match for _, match in found.values()]))
    mentions = [_mention(text, lower, base, match) for _, (_, match) in sorted(found.items())]
    return _with_years(text, base, mentions)


def _add(found: dict[int, tuple[int, re.Match[str]]], matches: Iterator[re.Match[str]]) -> None:
    """Keep the matches that meet none kept before; a date with its "ngày" starts at its day."""
    for match in matches:
        start = _start(match)
        if not any(at < match.end() and start < end for at, (end, _) in _around(found, start)):
            found[start] = match.end(), match


def _start(match: re.Match[str]) -> int:
    return match.start("day") if match.re in (_SHORT, _RANGE_END) else match.start()


def _around(found: dict[int, tuple[int, re.Match[str]]], start: int) -> list[tuple[int, tuple[int, re.Match[str]]]]:
    # No date is longer than 60 characters, so only starts nearby can meet this one.
    return [(at, found[at]) for at in range(start - 60, start + 12) if at in found]


def _is_date(lower: str, match: re.Match[str]) -> bool:
    """Dots and hyphens also part codes and telephone numbers: only a full date of the time counts there."""
    after_day = lower[max(match.start() - 5, 0) : match.start()].rstrip().endswith("ngày")
    if match["mark"] != "/":
        whole = " " not in match.group() and len(match["year"]) == 4
        return whole and (after_day or (match["year"][:2] in ("19", "20") and 0 < int(match["month"]) <= 12))
    return len(match["year"]) == 4 or after_day


def _ends_of_ranges(lower: str, matches: list[re.Match[str]]) -> Iterator[re.Match[str]]:
    """ "15/12" of "15/12 - 14/3/2022", "14/3" of "15/12/2021 - 14/3"."""
    for match in matches:
        start, end = match.span()
        other = _RANGE_START.search(lower, max(start - 24, 0), start) or _RANGE_END.match(lower, end)
        if other:
            yield other


def _mention(text: str, lower: str, base: int, match: re.Match[str]) -> DateMention:
    start, end = _start(match), match.end()
    day, month, year = (int(match[name]) if match[name] else None for name in ("day", "month", "year"))
    if year is not None and len(match["year"]) == 2:
        year += 2000
    clause = _CLAUSE.search(lower, end)
    after = lower[end : min(clause.start() if clause else len(lower), end + 4 * _NEAR)]
    line = lower.rfind("\n", 0, start) + 1
    before = lower[max(line, start - _NEAR) : start]
    tense = _tense(before, after, _CLAUSE.split(lower[max(line, start - 4 * _NEAR) : start])[-1])
    return DateMention(
        span=Span(base + start, base + end), text=text[start:end], value=_value(year, month, day), day=day,
        month=month, year=year, role=_role(before, after, tense), tense=tense,
    )


def _value(year: int | None, month: int | None, day: int | None) -> date | None:
    if not (year and month and day):
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _role(before: str, after: str, tense: Tense) -> DateRole:
    if any(word in before for word in _STAMP_BEFORE) or _STAMP_AFTER.match(after):
        return "stamp"
    if _UP_TO.search(before):
        return "until"
    return "event" if tense != "other" else "other"


def _tense(before: str, after: str, clause: str) -> Tense:
    """clause: the words before back to the start of the clause."""
    words = f"{before} … {after} "
    if any(word in words or word in clause for word in _PLANNED):
        return "planned"
    return "done" if any(word in words for word in _DONE) else "other"


def _with_years(text: str, base: int, mentions: list[DateMention]) -> list[DateMention]:
    """Years for the dates without one, from the neighbour in the same line: a range never runs backwards."""
    for at, mention in enumerate(mentions):
        if mention.year is not None or not mention.month:
            continue
        year = None
        following = mentions[at + 1] if at + 1 < len(mentions) else None
        if following and following.year and _joined(text, base, mention, following):
            year = following.year - (mention.month > (following.month or 12))
        elif at and mentions[at - 1].year and _joined(text, base, mentions[at - 1], mention):
            before = mentions[at - 1]
            year = (before.year or 0) + (mention.month < (before.month or 1))
        if year:
            mentions[at] = replace(mention, year=year, value=_value(year, mention.month, mention.day))
    return mentions


def _joined(text: str, base: int, one: DateMention, other: DateMention) -> bool:
    """Whether two dates are the ends of one range."""
    between = text[one.span.end - base : other.span.start - base]
    return len(between) <= _NEAR and bool(_BETWEEN.fullmatch(between.lower()))
