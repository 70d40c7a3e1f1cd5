"""Agencies that have ended, where a report still names them (rules/agencies.yaml)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache

from cchc_lint import packdata
from cchc_lint.document import Block, Document, Span
from cchc_lint.letters import UPPER
from cchc_lint.report import Agency

_PAST = re.compile(
    r"\bcũ\b|trước (?:ngày|đây|khi|thời điểm)|bàn giao|sáp nhập|sắp xếp|hợp nhất|giải thể|chấm dứt|kết thúc"
    r"|chuyển từ|tiếp nhận từ", re.I
)
# … said of the agency itself, right after its name
_PAST_AFTER = re.compile(
    rf"(?:\s(?-i:[{UPPER}])\S*){{0,4}}\W*(?:cũ\b|nay\b|trước (?:ngày|đây|khi|thời điểm)"
    r"|(?:đã |được |bị |sau khi |khi )*"
    r"(?:bàn giao|sáp nhập|sắp xếp|hợp nhất|giải thể|chấm dứt|kết thúc))", re.I
)
# "Kế hoạch số 12/KH-UBND … của UBND huyện": who issued it then.
_ISSUED = re.compile(
    r"(?:/\S*[A-ZĐ]{2}|\b(?:văn bản|quyết định|kế hoạch|công văn|nghị quyết|chỉ thị|thông báo)\b)[^.;]*\bcủa\s*$", re.I
)
_CLAUSE = re.compile(r"[.;]\s")
_BEFORE = 90


def find_agencies(document: Document, blocks: Iterable[Block], day: date | None) -> list[Agency]:
    """The agencies that `blocks` name and that have ended by `day`, in order."""
    found: list[Agency] = []
    departed = [entry for entry in _departed() if day is not None and entry[1] <= day]
    if not departed:
        return found
    for block in blocks:
        text = document.slice(block.span)
        for pattern, until, into in departed:
            for match in pattern.finditer(text):
                before = _CLAUSE.split(text[max(0, match.start() - _BEFORE) : match.start()])[-1]
                span = Span(block.span.start + match.start(), block.span.start + match.end())
                past = any((
                    _PAST.search(before), _PAST_AFTER.match(text, match.end()), _ISSUED.search(text[: match.start()])
                ))
                found.append(Agency(span, match[0], until, into, past))
    return sorted(found, key=lambda agency: agency.span)


@cache
def _departed() -> tuple[tuple[re.Pattern[str], date, str], ...]:
    return tuple(
        (re.compile(rf"(?<!\w)(?:{entry['pattern']})(?!\w)"), date.fromisoformat(entry["until"]), entry["into"])
        for entry in packdata.data("agencies")["departed"]
    )
