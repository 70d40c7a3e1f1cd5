"""Moved ranks told in prose: "xếp thứ 34/63, tăng 05 bậc (năm 2020 hạng 39)"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from cchc_lint.document import Span
from cchc_lint.interval import exactly
from cchc_lint.parse.clauses import Figure
from cchc_lint.report import Change, Number

STEPS = frozenset(("bậc", "hạng", "vị trí", "thứ hạng"))
_CLAUSE_END = re.compile(r";|\.(?=\s)|\bvà (?:tăng|giảm)\b")
_PERIOD = re.compile(r"\b(?:năm|quý|cùng kỳ|trước)\b", re.I)
_RANK = re.compile(r"\b(?:thứ|hạng|vị trí)\s*(?P<rank>[0-9]{1,3})\b", re.I)


def moved_rank(figures: Sequence[Figure], i: int, up: bool) -> Change | None:
    """The change that `i`, a number of places, tells; None where it is not clear from which rank to which."""
    ranks = _ranks(figures, i)
    if ranks is None:
        return None
    then, now = ranks
    by = figures[i].number
    span = Span(min(now.span.start, by.span.start), then.span.end)
    # a better rank is a smaller number
    return Change(span=span, before=then, after=now, by=by, percent=None, direction=-1 if up else 1)


def _ranks(figures: Sequence[Figure], i: int) -> tuple[Number, Number] | None:
    """The ranks of then and now around "tăng 05 bậc", within its clause."""
    after = _CLAUSE_END.split(_words_after(figures, i), maxsplit=1)[0]
    told = list(_RANK.finditer(after))
    if not told or len(told) > 2 or not _PERIOD.search(after[: told[-1].start()]):
        return None
    then, *others = [_rank(figures[i].number, match, figures[i].number.span.end) for match in reversed(told)]
    now = others[0] if others else _rank_before(figures, i)
    return (then, now) if now else None


def _words_after(figures: Sequence[Figure], i: int) -> str:
    """What follows up to the next figure, and to the end of a bracket: "(năm 2020: 61,30 điểm, thứ 39)"."""
    words = figures[i].after
    for figure in figures[i + 1 :]:
        if figure.first or words.count("(") <= words.count(")"):
            break
        words += figure.number.text + figure.after
    return words


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
