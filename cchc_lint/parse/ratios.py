"""Ratios told in prose: "36/54 xã, đạt 66,67%", "20,06% (72/359 hồ sơ)", "11 hồ sơ chiếm tỉ lệ 0,69%".

Fractions with their percents, and percents that name their part by its words. The count of a lone percent:
shares.py; the whole of that count: share_wholes.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from operator import itemgetter

from cchc_lint.parse.clauses import Figure, exactly_told, related
from cchc_lint.parse.complements import words_of
from cchc_lint.parse.percents import NEAR, fits, percent_off, ratio_of, sum_of
from cchc_lint.parse.share_wholes import EMPTY, with_wholes
from cchc_lint.parse.shares import BRACKET, CUE, GROWTH, OWN_SUBJECT, find_shares
from cchc_lint.parse.synonyms import plainly
from cchc_lint.report import Breakdown, Number, Ratio

# "hơn 1/4 số máy": an order of size, and no count of a few.
_VAGUE = 10
_CLAUSE_END = re.compile(r"[,.;:()]")
_ROUGHLY = re.compile(r"\b(?:hơn|gần|khoảng|trên|xấp xỉ|quá)\s*$", re.I)


def find_ratios(figures: Sequence[Figure], breakdowns: Sequence[Breakdown]) -> list[Ratio]:
    """The ratios of one passage; `breakdowns` give the whole that a share belongs to."""
    found: list[Ratio] = []
    used: set[int] = set()
    for i in range(len(figures) - 1):
        part, whole = figures[i], figures[i + 1]
        if whole.is_denominator and whole.number.value <= _VAGUE and _ROUGHLY.search(part.gap):
            used.update({i, i + 1})  # "hơn 1/4 số máy" tells an order of size
            continue
        if _is_fraction(part, whole):
            j = _percent_of(figures, i)
            used.update({i, i + 1} | ({j} if j is not None else set()))
            percent = figures[j].number if j is not None else None
            found.append(ratio_of(part.number, _as_whole(whole), percent))
    shares = with_wholes(find_shares(figures, used), figures, breakdowns)
    told = {ratio.percent.span for ratio in (*found, *shares) if ratio.percent}
    named = [
        ratio for ratio in _named(figures, breakdowns) if ratio.percent and ratio.percent.span not in told
    ]
    return sorted([*found, *shares, *named], key=lambda ratio: ratio.span)


_SLASH = re.compile(r"\s*/\s*$")
# "207 trên tổng số 214": a fraction in words.
_OF = re.compile(r"\btrên(?: tổng(?: số)?)?\s*$|\btrong tổng số\s*$", re.I)


def _is_fraction(part: Figure, whole: Figure) -> bool:
    if part.is_percent or whole.number.span.start - part.number.span.end > 40 or whole.is_percent:
        return False
    if _SLASH.fullmatch(whole.gap):
        return True
    if whole.starts_sentence or whole.number.value < part.number.value:
        return False  # "… 112 văn bản. Góp ý trên 20 dự thảo" is no fraction, "trên 20" a rounded count
    return bool(_OF.search(whole.gap)) and related(whole.family, part.family)


def _as_whole(figure: Figure) -> Number:
    """The whole of "207 trên 214": the word that ties it is no "more than"."""
    return figure.number if _SLASH.fullmatch(figure.gap) else exactly_told(figure.number)


# "20,06% (", "98% kế hoạch (tương ứng": the fraction follows its percent in a bracket.
_BACK = re.compile(
    r"^\s*%?\s*(?:(?:kế hoạch|chỉ tiêu|dự toán)[^,.;:()\d]{0,20})?\(\s*(?:tương ứng|đạt|với|gồm)?\s*$", re.I
)


def _percent_of(figures: Sequence[Figure], i: int) -> int | None:
    """The index of the percent told with the fraction figures[i] / figures[i + 1]."""
    before, j = i - 1, i + 2
    if before >= 0 and figures[before].is_percent:
        part, whole, percent = (figures[at].number for at in (i, i + 1, before))
        if _BACK.match(figures[i].gap) or BRACKET.match(figures[i].gap) and fits(part, whole, percent):
            return before
    if j < len(figures) and figures[j].is_percent:
        gap = figures[j].gap
        apart = figures[j].starts_sentence or ";" in gap or GROWTH.search(gap)
        if len(gap) <= 160 and not apart and CUE.search(gap):
            return j
    return None


def _named(figures: Sequence[Figure], breakdowns: Sequence[Breakdown]) -> Iterator[Ratio]:
    """Percents that name their part: "hòa giải thành 34, không thành 5, tỷ lệ thành 87,18%", "giao 32 nhiệm vụ,
    đã hoàn thành 21. Tỷ lệ hoàn thành đạt 65,63%"."""
    at = {figure.number.span: figure for figure in figures}
    for i, percent in enumerate(figures):
        words = _subject(percent) if percent.is_percent else frozenset()
        if not words:
            continue
        pairs = [
            (part, breakdown.total) for breakdown in breakdowns
            if breakdown.exhaustive and breakdown.span.end <= percent.number.span.start
            for part in _parts_named(words, [at[part.span] for part in breakdown.parts if part.span in at])
        ]
        best = min((_told_ratio(*pair, percent) for pair in pairs), default=None, key=itemgetter(0))
        if best is None or best[0] > NEAR:
            pairs = list(_side_by_side(words, figures, i))
            best = min((_told_ratio(*pair, percent) for pair in pairs), default=None, key=itemgetter(0))
        if best is None or best[0] and (_BASE.match(percent.after) or _fits_any(_around(figures, i), percent.number)):
            continue
        if best[0] <= NEAR:
            yield best[1]


def _subject(percent: Figure) -> frozenset[str]:
    """The words that say whose rate a percent is, without those that tell nothing apart."""
    subject = OWN_SUBJECT.search(percent.gap)
    words = frozenset(plainly(subject["subject"].lower()).split()) if subject else frozenset()
    return words - EMPTY or words & _SETTLED


_SETTLED = frozenset(("giải", "quyết"))


def _told_ratio(part: Number, whole: Number, percent: Figure) -> tuple[Decimal, Ratio]:
    """By how much of 100 the percent misses the two, and their ratio."""
    off = percent_off(part, whole, percent.number)
    return off, replace(ratio_of(part, whole, percent.number), stated=False)


_BASE = re.compile(r"^\s*%?\s*(?:trên |của |trong )?(?:tổng )?số\b", re.I)  # "86,5% số vụ đã hòa giải xong"
_REACH = 6  # figures before a rate among which its part is looked for


def _side_by_side(words: frozenset[str], figures: Sequence[Figure], i: int) -> Iterator[tuple[Number, Number]]:
    """(part, whole) of the counts shortly before the percent `i`: the part told with all of the words, the whole
    before it in its sentence, or under it."""
    for k in range(max(0, i - _REACH), i):
        part = figures[k]
        if not part.is_amount or part.is_denominator or part.number.quantifier or part.item != figures[i].item:
            continue
        if not words <= set(f"{words_of(part)} {_CLAUSE_END.split(part.after)[0].lower()}".split()):
            continue
        if k + 1 < i and figures[k + 1].is_denominator:
            yield part.number, figures[k + 1].number
            continue
        for j in range(k, 0, -1):
            if figures[j].starts_sentence:
                break
            whole = figures[j - 1]
            if whole.family == part.family != "" and whole.is_amount and whole.number.value >= part.number.value:
                yield part.number, whole.number


def _around(figures: Sequence[Figure], i: int) -> Sequence[Figure]:
    return figures[max(0, i - 4 * _REACH) : i + _REACH]


def _fits_any(figures: Sequence[Figure], percent: Number) -> bool:
    """Is the percent right of any two counts of one family, or of one and what it makes with the other?"""
    counts = [figure for figure in figures if figure.is_amount and figure.number.value]
    return any(
        part.family == whole.family
        and any(fits(part.number, each, percent) for each in (whole.number, sum_of([part.number, whole.number])))
        for part in counts for whole in counts if part is not whole
    )


def _parts_named(words: frozenset[str], parts: Sequence[Figure]) -> list[Number]:
    """The parts told with all of `words`, and the sum of those that they hold ("trước và đúng hạn")."""
    told = [(part.number, {*part.label.split(), *part.number.noun.split()} - EMPTY) for part in parts]
    within = [number for number, own in told if own and own <= words]
    found = [number for number, own in told if words <= own]
    return [*found, sum_of(within)] if len(within) > 1 else found
