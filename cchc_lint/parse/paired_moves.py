"""Several moves at once, with the states of then in turn: "giảm 15 lượt, 23 người (năm trước 79 lượt/94 người)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from cchc_lint.parse.clauses import Figure
from cchc_lint.parse.ranks import STEPS
from cchc_lint.parse.then_and_now import COMPARES, OF_PERIOD, goes_on, may_move, sentence_before

_CLOSED_BEFORE = re.compile(r"^[^;.()]*\)\s*(?:đã\s*)?(?:tăng|giảm)", re.I)
_IN_TURN = re.compile(r"^[^;:.()\d]*(?:,|\bvà)\s*$")  # "giảm 15 lượt, 23 người"


def told_in_bracket(figures: Sequence[Figure], i: int, taken: AbstractSet[int]) -> list[tuple[int, int, int]]:
    """Tiếp 64 lượt/71 người; giảm 15 lượt, 23 người (năm trước 79 lượt/94 người): (then, now, by) each.

    A move of ranks may stand between: (tăng 1,1 điểm), xếp thứ 35, tăng 04 bậc (năm trước 63,1 điểm, thứ 39).
    """
    moves, at = [i], i + 1
    while at < len(figures) and not OF_PERIOD.search(figures[at].gap):
        if figures[at].starts_sentence or ";" in figures[at].gap:
            return []
        if figures[at].family not in STEPS:
            if not _IN_TURN.match(figures[at].gap):
                return []
            moves.append(at)
        at += 1
    thens = list(_bracketed(figures, at))
    nows = range(i - len(moves), i)
    if len(thens) != len(moves) or nows[0] < 0 or any(figures[j].starts_sentence for j in range(nows[0] + 1, i + 1)):
        return []
    if not goes_on(figures, i) or not taken.isdisjoint(nows):
        return []
    found = list(zip(thens, nows, moves, strict=True))
    return found if all(_in_turn(figures, *each) for each in found) else []


def told_before_in_turn(figures: Sequence[Figure], i: int) -> list[tuple[int, int, int]]:
    """Mở 12 lớp/340 người; so với năm trước (09 lớp/280 người) tăng 03 lớp, 60 người: (then, now, by) each."""
    opens = next((j for j in range(i - 1, -1, -1) if not figures[j].depth or "(" in figures[j].gap), -1)
    if opens < 0 or not COMPARES.search(figures[opens].gap) or not _CLOSED_BEFORE.match(figures[i].gap):
        return []
    thens = range(opens, i)
    moves = [i, *(j for j in range(i + 1, i + len(thens)) if j < len(figures) and _IN_TURN.match(figures[j].gap))]
    if len(moves) != len(thens) or any(figures[j].starts_sentence for j in range(opens + 1, moves[-1] + 1)):
        return []
    found: list[tuple[int, int, int]] = []
    for then, by in zip(thens, moves, strict=True):
        nows = [j for j in sentence_before(figures, opens) if figures[j].number.unit == figures[then].number.unit]
        found += [(then, nows[0], by)] if len(nows) == 1 else []
    return found if len(found) == len(moves) > 1 and all(_in_turn(figures, *each) for each in found) else []


def _in_turn(figures: Sequence[Figure], then: int, now: int, by: int) -> bool:
    """Are they told in one unit, and is the move one of it?"""
    same = figures[then].number.unit == figures[now].number.unit != ""
    same = same and figures[by].number.unit in (figures[then].number.unit, "")
    return same and may_move(figures[then], figures[by])


def _bracketed(figures: Sequence[Figure], at: int) -> Iterator[int]:
    """The figures of the bracket that opens before `at`."""
    for j in range(at, len(figures)):
        if j > at and (figures[j].starts_sentence or ")" in figures[j].gap):
            return
        if not figures[j].is_denominator:
            yield j
