"""Changes told in prose: "từ 88 xuống còn 73, giảm 15", "năm 2015: 2.168 người, năm 2021: 1.921 người, giảm 247",
"48 cuộc, tăng 20% so với cùng kỳ (40 cuộc)", "xếp thứ 34/63, tăng 05 bậc (năm 2020 hạng 39)"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from cchc_lint.document import Span
from cchc_lint.parse.clauses import Figure, exactly_told
from cchc_lint.parse.figures import Reading, interval_of
from cchc_lint.parse.paired_moves import told_before_in_turn, told_in_bracket
from cchc_lint.parse.ranks import STEPS, moved_rank
from cchc_lint.parse.then_and_now import (
    ESTIMATED,
    FROM,
    Pair,
    goes_on,
    is_apart,
    is_difference,
    is_growth,
    is_rate,
    is_share,
    may_move,
    sentence_before,
    then_and_now,
    way_of,
)
from cchc_lint.report import Change, Number

_SHARE = re.compile(
    r"[^.;,()]{0,20}?(?:so với[^.;,()]{0,40})?\(\s*(?:tương đương|tương ứng|bằng|tăng|giảm|tỷ lệ)?\s*$", re.I
)
_CLOSES = re.compile(r"\s*(?:%|phần trăm)\s*\)")


def find_changes(figures: Sequence[Figure]) -> list[Change]:
    """The changes of one passage."""
    ways = {i: way for i in range(len(figures)) if (way := way_of(figures, i)) is not None}
    found: list[Change] = []
    used: set[Pair] = set()
    taken = {i for i in ways if not is_apart(figures[i])}
    for i, up in ways.items():
        if figures[i].family in STEPS:
            moved = moved_rank(figures, i, up)
            found += [moved] if moved else []
            continue
        if _told_already(figures, i, ways):
            continue
        pair = then_and_now(figures, i, taken)
        moves = [(*pair, i)] if pair else told_in_bracket(figures, i, taken) or told_before_in_turn(figures, i)
        if not moves and (grown := _grown(figures, i, up, taken)):
            found.append(grown)
        for then, now, by in moves:
            if (then, now) not in used:  # then and now have one difference
                used.add((then, now))
                taken.add(then)
                found.append(_change(figures, then, now, by, up))
    return found


def _told_already(figures: Sequence[Figure], i: int, ways: Collection[int]) -> bool:
    """Tăng 58 việc (tăng 4,9%): the same move again."""
    before = i - 1
    return (
        figures[i].is_percent and before in ways and not figures[before].is_percent and not figures[i].starts_sentence
    )


def _grown(figures: Sequence[Figure], i: int, up: bool, taken: AbstractSet[int]) -> Change | None:
    """Giải thể 06 đơn vị, giảm 04 đơn vị (40%): what was then is not told."""
    by, now, share = i, i - 1, i + 1
    if now < 0 or share == len(figures) or not figures[share].is_percent or now in taken or is_rate(figures[by]):
        return None
    if not _SHARE.match(figures[share].gap) or not _CLOSES.match(figures[share].after):
        return None
    is_now = not figures[now].is_percent and not figures[now].is_denominator
    if not is_now or figures[by].starts_sentence or not goes_on(figures, by) or not may_move(figures[now], figures[by]):
        return None
    after, told, percent = (figures[j].number for j in (now, by, share))
    wholes = (figures[j].number for j in sentence_before(figures, now) if not figures[j].is_percent)
    if any(is_share(after, whole.value, percent) for whole in wholes):
        return None
    span = Span(after.span.start, percent.span.end)
    return Change(span=span, before=None, after=after, by=told, percent=percent, direction=1 if up else -1)


def _change(figures: Sequence[Figure], then: int, now: int | None, i: int, up: bool) -> Change:
    before, told = figures[then].number, _surplus(figures[i].number)
    after = figures[now].number if now is not None else None
    if after and after.quantifier in ESTIMATED:
        after = exactly_told(after)
    by: Number | None = told
    percent = None if is_rate(figures[i]) else _percent_of(figures, then, now, i)
    if figures[i].is_percent and after and _tells_growth(figures[then], told, after):
        by, percent = None, told
    elif after and _is_turned(figures, then, now, up):
        before, after = after, before
    numbers = [n for n in (before, after, by, percent) if n is not None]
    span = Span(min(n.span.start for n in numbers), max(n.span.end for n in numbers))
    return Change(span=span, before=before, after=after, by=by, percent=percent, direction=1 if up else -1)


def _is_turned(figures: Sequence[Figure], then: int, now: int | None, up: bool) -> bool:
    """Is the later one told first: "13.284 người (năm 2020: 13.655 người), giảm 371 người"?"""
    if now is None or now < then or FROM.search(figures[then].gap):
        return False
    return up != (figures[now].number.value >= figures[then].number.value)


def _surplus(number: Number) -> Number:
    """In "88%/85% (vượt 3%)" the word tells the surplus itself, no bound of it."""
    if number.quantifier != "vượt":
        return number
    interval = interval_of(Reading(number.value, number.style, number.decimals), number.unit, "")
    return replace(number, interval=interval, quantifier="")


def _tells_growth(then: Figure, told: Number, after: Number) -> bool:
    """Does a percentage tell the growth? Of percents it is mostly meant as points."""
    if not then.is_percent:
        return True
    return is_growth(then.number, after, told) and not is_difference(then.number, after, told)


def _has_share(figures: Sequence[Figure], then: int) -> bool:
    """Is a share told with it in its bracket: "giảm 30 hộ, tức giảm 0,6% so với năm trước (150 hộ, 3%)"?"""
    share = then + 1
    if not figures[then].depth or share == len(figures):
        return False
    return figures[share].is_percent and ")" not in figures[share].gap


def _percent_of(figures: Sequence[Figure], then: int, now: int | None, i: int) -> Number | None:
    """The percentage that is told beside a move, before any other amount: "giảm 15 (17,05%)"."""
    if then > i and _has_share(figures, then):
        return None
    for j in range(i + 1, min(i + 4, len(figures))):
        figure = figures[j]
        if figure.starts_sentence or len(figure.gap) >= 60 or ";" in figure.gap:
            return None
        if figure.is_percent and j not in (then, now):
            return figure.number
        if j not in (then, now) and not figure.is_denominator:
            return None
    return None
