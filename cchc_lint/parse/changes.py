"""Changes told in prose: "từ 88 xuống còn 73, giảm 15", "năm 2015: 2.168 người, năm 2021: 1.921 người, giảm 247"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cchc_lint.document import Span
from cchc_lint.parse.clauses import Figure, related
from cchc_lint.report import Change, Number

_FROM = re.compile(r"\btừ\s*(?:[^\d,.;]{0,40})$", re.I)
_TO = re.compile(r"\b(?:xuống|lên|còn|thành|tăng lên|giảm còn|nay còn|nay là|đến nay)\b[^.;]{0,40}$", re.I)
_BY = re.compile(r"\b(?P<way>tăng|giảm)\s*(?:thêm|đi|được|là|:|khoảng|tương ứng)?\s*$", re.I)
_THEN = re.compile(
    r"\b(?:năm|quý|tháng|cùng kỳ|kỳ trước|trước đây)\b[^.;\d]*(?:20\d\d|trước)?\W*(?:là|:|có)?[^.;\d]{0,30}$", re.I
)
_AGAINST = re.compile(r"so với[^.;]*\(\s*(?:[^\d)]{0,40})$", re.I)


def find_changes(figures: Sequence[Figure]) -> list[Change]:
    """The changes of one passage."""
    found = []
    for i, figure in enumerate(figures):
        way = _BY.search(figure.gap)
        if not way or figure.is_percent:
            continue
        pair = _told_in_turn(figures, i) or _told_around(figures, i) or _told_before(figures, i)
        if pair:
            found.append(_change(figures, *pair, i, way["way"].lower()))
    return found


def _told_in_turn(figures: Sequence[Figure], i: int) -> tuple[int, int | None] | None:
    """The two figures before `i` that are told as then and now."""
    same = [
        j for j in range(max(0, i - 4), i)
        if not figures[j].is_percent and related(figures[j].family, figures[i].family)
    ]
    if len(same) < 2 or any(figures[j].starts_sentence for j in range(same[-2] + 1, i + 1)):
        return None
    first, second = same[-2], same[-1]
    if _FROM.search(figures[first].gap) and _TO.search(figures[second].gap):
        return first, second
    if _THEN.search(figures[first].gap) and _THEN.search(figures[second].gap):
        return first, second
    return None


def _told_around(figures: Sequence[Figure], i: int) -> tuple[int, int | None] | None:
    """120 hồ sơ, tăng 20 hồ sơ so với cùng kỳ năm trước (100 hồ sơ): of the figures before, the one that fits."""
    after = i + 1
    if after < len(figures) and figures[after].is_percent:
        after += 1
    if after >= len(figures) or not _AGAINST.search(figures[after].gap):
        return None
    now: list[int] = []
    for j in range(i, -1, -1):
        if j < i and not figures[j].is_percent and related(figures[j].family, figures[after].family):
            now.append(j)
        if figures[j].starts_sentence:
            break
    if not now:
        return None
    then, by = figures[after].number.value, figures[i].number.value
    return after, next((j for j in now if abs(figures[j].number.value - then) == by), now[0])


def _told_before(figures: Sequence[Figure], i: int) -> tuple[int, int | None] | None:
    """So với năm trước (3.118 hồ sơ), số hồ sơ tăng 368 hồ sơ: the figure of now is not told."""
    if i and _AGAINST.search(figures[i - 1].gap) and not figures[i].starts_sentence \
            and related(figures[i - 1].family, figures[i].family):
        return i - 1, None
    return None


def _change(figures: Sequence[Figure], then: int, now: int | None, i: int, way: str) -> Change:
    before, by = figures[then].number, figures[i].number
    after = figures[now].number if now is not None else None
    percent = next((
        figures[j].number for j in (i + 1, i + 2)
        if j < len(figures) and figures[j].is_percent and len(figures[j].gap) < 60 and not figures[j].starts_sentence
    ), None)
    if after and (way == "tăng") != (after.value >= before.value) and not _FROM.search(figures[then].gap):
        before, after = after, before  # "13.284 người (năm 2020: 13.655 người), giảm …" tells the later one first
    told: list[Number] = [n for n in (before, after, by, percent) if n is not None]
    span = Span(min(n.span.start for n in told), max(n.span.end for n in told))
    return Change(span=span, before=before, after=after, by=by, percent=percent, direction=1 if way == "tăng" else -1)
