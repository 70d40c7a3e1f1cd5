"""Changes told in prose: "từ 88 xuống còn 73, giảm 15", "năm 2015: 2.168 người, năm 2021: 1.921 người, giảm 247",
"xếp thứ 34/63, tăng 05 bậc (năm 2020 hạng 39)"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from cchc_lint.document import Span
from cchc_lint.interval import exactly
from cchc_lint.parse.clauses import Figure, related
from cchc_lint.report import Change, Number

_FROM = re.compile(r"\btừ\s*(?:[^\d,.;]{0,40})$", re.I)
_OPENS_TURN = re.compile(r"\(\s*từ\s*$", re.I)
_TO = re.compile(r"\b(?:xuống|lên|còn|thành|tăng lên|giảm còn|nay còn|nay là|đến nay)\b[^.;]{0,40}$", re.I)
_WAYS = r"\b(?P<way>tăng|giảm|cao hơn|thấp hơn|nhiều hơn|ít hơn)"
_BY = re.compile(rf"{_WAYS}\s*(?:thêm|đi|được|là|:|khoảng|tương ứng)?\s*$", re.I)
_BY_AFTER = re.compile(rf"{_WAYS}[^.;()]{{0,40}}\(\s*$", re.I)  # "cao hơn cùng kỳ (12,60%) 5,24 điểm phần trăm"
_CLOSED = re.compile(r"\s*%?\s*\)\s*(?:là|:)?\s*$")
_THEN = re.compile(
    r"\b(?:năm|quý|tháng|cùng kỳ|kỳ trước|trước đây)\b[^.;\d]*(?:20\d\d|trước)?\W*(?:là|:|có)?[^.;\d]{0,30}$", re.I
)
_AGAINST = re.compile(
    r"so với[^.;]*\(\s*(?:[^\d)]{0,40})$"
    r"|\bso với\s*$"  # "tăng 11 văn bản so với 77 văn bản của cùng kỳ"
    # "tăng 1,52 điểm (năm 2022 đạt 85,90 điểm)"
    r"|^[^,.;()]{0,20}\(\s*(?:năm|quý|tháng|\d+ tháng|cùng kỳ|kỳ trước)[^();]*$", re.I
)
_UP = frozenset(("tăng", "cao hơn", "nhiều hơn"))
_POINTS = "điểm phần trăm"
_STEPS = frozenset(("bậc", "hạng", "vị trí", "thứ hạng"))
_CLAUSE_END = re.compile(r";|\.(?=\s)|\bvà (?:tăng|giảm)\b")
_PERIOD = re.compile(r"\b(?:năm|quý|cùng kỳ|trước)\b", re.I)
_RANK = re.compile(r"\b(?:thứ|hạng|vị trí)\s*(?P<rank>[0-9]{1,3})\b", re.I)


def find_changes(figures: Sequence[Figure]) -> list[Change]:
    """The changes of one passage."""
    found: list[Change] = []
    used: set[tuple[int, int | None]] = set()
    for i, figure in enumerate(figures):
        way = _BY.search(figure.gap)
        if way is None:
            way = _BY_AFTER.search(figures[i - 1].gap) if i and _CLOSED.match(figure.gap) else None
        if not way or figure.is_percent:
            continue
        up = way["way"].lower() in _UP
        if figure.family in _STEPS:
            ranks = _ranks(figures, i)
            found += [_moved_rank(figure, *ranks, up)] if ranks else []
            continue
        pairs = (find(figures, i) for find in (_told_after, _told_in_turn, _told_around, _told_before))
        pair = next(filter(None, pairs), None)
        if pair and pair not in used:  # then and now have one difference
            used.add(pair)
            found.append(_change(figures, *pair, i, up))
    return found


def _ranks(figures: Sequence[Figure], i: int) -> tuple[Number, Number] | None:
    """The ranks of then and now around "tăng 05 bậc", within its clause."""
    after = _CLAUSE_END.split(figures[i].after, maxsplit=1)[0]
    told = list(_RANK.finditer(after))
    if not told or len(told) > 2 or not _PERIOD.search(after[: told[-1].start()]):
        return None
    then, *others = [_rank(figures[i].number, match, figures[i].number.span.end) for match in reversed(told)]
    now = others[0] if others else _rank_before(figures, i)
    return (then, now) if now else None


def _rank_before(figures: Sequence[Figure], i: int) -> Number | None:
    for figure in reversed(figures[: i + 1]):
        at = [match.end() for match in _CLAUSE_END.finditer(figure.gap)]
        found = list(_RANK.finditer(figure.gap, max(at, default=0)))
        if found:
            return _rank(figure.number, found[-1], figure.number.span.start - len(figure.gap))
        if at or figure.first:
            return None
    return None


def _rank(like: Number, match: re.Match[str], offset: int) -> Number:
    value = int(match["rank"])
    span = Span(offset + match.start("rank"), offset + match.end("rank"))
    return replace(
        like, span=span, text=match["rank"], value=value, interval=exactly(value), quantifier="", style="plain",
        decimals=0,
    )


def _moved_rank(by: Figure, then: Number, now: Number, up: bool) -> Change:
    """A better rank is a smaller number."""
    span = Span(min(now.span.start, by.number.span.start), then.span.end)
    return Change(span=span, before=then, after=now, by=by.number, percent=None, direction=-1 if up else 1)


def _comparable(figure: Figure, by: Figure) -> bool:
    """May a change `by` be one of what `figure` counts? Percentage points are one of percents."""
    if by.family == _POINTS:
        return figure.is_percent
    return not figure.is_percent and related(figure.family, by.family)


def _told_after(figures: Sequence[Figure], i: int) -> tuple[int, int | None] | None:
    """Hồ sơ đất đai tăng 418 (từ 2.523 lên 2.941)."""
    if i + 2 >= len(figures) or not _OPENS_TURN.search(figures[i + 1].gap) or not _TO.search(figures[i + 2].gap):
        return None
    return (i + 1, i + 2) if all(_comparable(figures[j], figures[i]) for j in (i + 1, i + 2)) else None


def _told_in_turn(figures: Sequence[Figure], i: int) -> tuple[int, int | None] | None:
    """The two figures before `i` that are told as then and now."""
    same = [
        j for j in range(max(0, i - 4), i)
        if _comparable(figures[j], figures[i])
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
    if after < len(figures) and figures[after].is_percent and figures[i].family != _POINTS:
        after += 1
    if after >= len(figures) or not _AGAINST.search(figures[after].gap) or not _comparable(figures[after], figures[i]):
        return None
    now: list[int] = []
    for j in range(i, -1, -1):
        if j < i and _comparable(figures[j], figures[i]) and related(figures[j].family, figures[after].family):
            now.append(j)
        if figures[j].starts_sentence:
            break
    if not now:
        return None
    then, by = figures[after].number.value, figures[i].number.value
    return after, next((j for j in now if abs(figures[j].number.value - then) == by), now[0])


def _told_before(figures: Sequence[Figure], i: int) -> tuple[int, int | None] | None:
    """So với năm trước (3.118 hồ sơ), số hồ sơ tăng 368 hồ sơ: the figure of now is not told, or before them."""
    then = i - 1
    if i < 1 or figures[i].starts_sentence or not _comparable(figures[then], figures[i]):
        return None
    if _BY_AFTER.search(figures[then].gap):
        before = [j for j in range(then) if _comparable(figures[j], figures[i])]
        return (then, before[-1]) if before and not figures[then].starts_sentence else None
    return (then, None) if _AGAINST.search(figures[then].gap) else None


def _change(figures: Sequence[Figure], then: int, now: int | None, i: int, up: bool) -> Change:
    before, by = figures[then].number, figures[i].number
    after = figures[now].number if now is not None else None
    percent = None if figures[i].family == _POINTS else next((
        figures[j].number for j in range(i + 1, min(i + 4, len(figures)))
        if figures[j].is_percent and len(figures[j].gap) < 60 and not figures[j].starts_sentence
        and not any(";" in figures[k].gap for k in range(i + 1, j + 1))
        and j not in (then, now)
    ), None)
    if after and up != (after.value >= before.value) and not _FROM.search(figures[then].gap):
        before, after = after, before  # "13.284 người (năm 2020: 13.655 người), giảm …" tells the later one first
    told: list[Number] = [n for n in (before, after, by, percent) if n is not None]
    span = Span(min(n.span.start for n in told), max(n.span.end for n in told))
    return Change(span=span, before=before, after=after, by=by, percent=percent, direction=1 if up else -1)
