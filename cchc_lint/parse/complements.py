"""Can counts be the parts of one whole? What their words say of it, and what their values.

Complements are words whose counts make a whole together, as "đúng hạn" and "quá hạn" do (rules/units.yaml).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from cchc_lint.interval import Exact
from cchc_lint.parse.clauses import BOUNDARY, Figure, complements, open_lists, related
from cchc_lint.parse.synonyms import plainly

CLAUSE_END = re.compile(BOUNDARY)
STATES = 6  # the first lists of complements: time, channel, state, origin, progress, level of service


def words_of(figure: Figure) -> str:
    """What a figure is told to count: the words right before it and its noun."""
    return plainly(f"{figure.label} {figure.number.noun}")


_MOVED = re.compile(r"\b(?:tăng|giảm|vượt|thêm|so với|bình quân|trung bình|mỗi)\W*$", re.I)


def is_moved(figure: Figure) -> bool:
    """Is it told as a change, a mean or what is compared with, which are no parts of a count?"""
    return bool(_MOVED.search(figure.gap))


_APART = re.compile(r"\briêng\b", re.I)


def is_apart(figure: Figure) -> bool:
    """Does it tell one part once more, by itself: "riêng cấp xã 45 người"?"""
    return bool(_APART.search(figure.gap))


_ANOTHER_PERIOD = re.compile(r"\bcùng kỳ\b[^,;]*$", re.I)


def is_of_another_period(figure: Figure) -> bool:
    """Is it told of the period that this one is compared with, "cùng kỳ 429 cuộc"?"""
    return bool(_ANOTHER_PERIOD.search(figure.gap))


def are_complements(parts: Sequence[Figure]) -> bool:
    """Do the words of all parts stand in one list of complements, or do those of one deny the other's?"""
    told = [words_of(part) for part in parts]
    return _all_of_one(complements(), told) or deny(told)


def may_be_some(parts: Sequence[Figure]) -> bool:
    """Do the words of all parts stand in one list of complements of which a few are often told alone?"""
    return _all_of_one(open_lists(), [words_of(part) for part in parts])


def _all_of_one(lists: Iterable[re.Pattern[str]], told: Sequence[str]) -> bool:
    for pattern in lists:
        matches = [pattern.search(words) for words in told]
        if all(matches) and len({match[0] for match in matches if match}) > 1:
            return True
    return False


_DENIAL = re.compile(r"\b(?:không|chưa)(?: phải)? (?P<what>.+)$")


def deny(told: Sequence[str]) -> bool:
    """"có lý do" and "không có lý do"."""
    if len(told) != 2:
        return False
    denied = _DENIAL.search(told[1]) or _DENIAL.search(told[0])
    other = told[0] if _DENIAL.search(told[1]) else told[1]
    return denied is not None and not _DENIAL.search(other) and denied["what"] in other


def are_of_one_sort(parts: Sequence[Figure]) -> bool:
    """Are the parts sorted by one thing, as far as their words tell: by time, by channel, by state …?"""
    told = [words_of(part) for part in parts]
    sorts = [pattern for pattern in complements()[:STATES] if any(pattern.search(words) for words in told)]
    return len(sorts) < 2 and not overlap(parts)


# What one person may be besides: such counts overlap.
_ATTRIBUTE = re.compile(r"\b(?:nữ|dân tộc|đảng viên|tôn giáo|trẻ)\b")


def overlap(parts: Sequence[Figure]) -> bool:
    """Is one person counted as more than one of the parts? "21 nữ, 12 người dân tộc thiểu số"."""
    return not are_complements(parts) and any(_ATTRIBUTE.search(words_of(part)) for part in parts)


def is_told_after(figures: Sequence[Figure], last: Figure, value: Exact) -> bool:
    """Is a value told after the figure `last` in its sentence, as what the parts up to it make?"""
    for figure in figures[figures.index(last) + 1 :]:
        if figure.starts_sentence:
            return False
        outside = figure.depth < last.depth or not last.depth + figure.depth  # "(04 …, 05 …); 15 (06 …, 09 …)"
        same = related(last.family, figure.family) and not figure.is_denominator and outside
        if figure.number.value == value and figure.is_amount and same:
            return True
    return False


def are_near(total: Figure, parts: Sequence[Figure]) -> bool:
    """Do counts of other units make about the total?

    119 thành viên (17 tổ trưởng, 102 tổ viên) is one breakdown,
    03 cuộc đối thoại (412 doanh nghiệp, 20 hợp tác xã) is none.
    """
    whole = total.number.value
    made = sum(part.number.value for part in parts)
    if len(parts) < 2 or any(part.number.value > whole for part in parts):
        return False
    return bool(3 * whole <= 4 * made <= 5 * whole)


_ASIDE = 12  # of 100: how far parts may be off the whole that they are taken to make


def is_about(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Do counts of the whole's own unit make about it, so that a difference is a slip?"""
    value = whole.number.value
    near = 100 * missed_by(whole, parts) <= max(100, value * _ASIDE)
    return near and all(100 * part.number.value <= (100 + _ASIDE) * value for part in parts)


def missed_by(whole: Figure, parts: Sequence[Figure]) -> Decimal:
    """By how much the parts miss the whole."""
    return abs(sum((Decimal(part.number.value) for part in parts), Decimal(0)) - Decimal(whole.number.value))


def told_beside(figure: Figure) -> str:
    """The words on both sides of a figure within its commas."""
    before = CLAUSE_END.split(figure.gap)[-1]
    after = CLAUSE_END.split(figure.after, maxsplit=1)[0]
    return plainly(f"{before} {after}".lower())


def is_count(figure: Figure) -> bool:
    return figure.is_amount and not figure.number.quantifier
