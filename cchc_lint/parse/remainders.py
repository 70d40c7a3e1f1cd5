"""A whole with what is done and what is left of it, and with a thing and its contrary:

    đã đưa 21/25 dịch vụ lên Cổng, còn 04 dịch vụ chờ kết nối
    146 vụ, hòa giải thành 121 vụ (82,88%), hòa giải không thành 25 vụ
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cchc_lint.parse.clauses import Figure, related
from cchc_lint.parse.complements import (
    deny,
    is_about,
    is_count,
    is_moved,
    missed_by,
    told_beside,
    words_of,
)

Series = tuple[Figure, list[Figure], bool]  # (whole, parts, whether the words of the parts say that they make it)


def find_contraries(figures: Sequence[Figure]) -> Iterator[Series]:
    """A thing and its contrary: "146 vụ, hòa giải thành 121 vụ (82,88%), không thành 25 vụ"."""
    counts = [figure for figure in figures if not figure.is_percent]
    for i in range(len(counts) - 2):
        total, *parts = counts[i : i + 3]
        same = all(part.family == total.family and part.depth == total.depth for part in parts)
        if not same or not total.family or not all(map(is_count, (total, *parts))):
            continue
        if any(part.starts_sentence or part.is_denominator or is_moved(part) for part in parts):
            continue
        if not deny([words_of(part) for part in parts]):
            continue
        for figure in counts[i + 3 :]:  # "đang hòa giải 47 vụ": a third state
            if figure.starts_sentence or figure.family != total.family or figure.depth != total.depth:
                break
            if missed_by(total, [*parts, figure]) < missed_by(total, parts):
                parts.append(figure)
        if is_about(total, parts):
            yield total, parts, True


def find_left_over(figures: Sequence[Figure]) -> Iterator[Series]:
    """A whole, what of it is done and, maybe a sentence later, what is left; what adds up comes first."""
    found = [series for i in range(2, len(figures)) for series in _done_and_left(figures, i)]
    yield from sorted(found, key=lambda series: missed_by(series[0], series[1]) != 0)


# "còn 04 dịch vụ", "04 dịch vụ chưa xong": what is left, told before or after its count.
_LEFT = re.compile(r"\b(?:còn(?: lại| thiếu| khuyết)?|thiếu|khuyết|vắng)\b[^.;,]{0,30}$", re.I)
_LEFT_AFTER = re.compile(
    r"^[^.;,()\d]{0,40}\b(?:còn lại|chưa (?:xong|đạt|giải quyết|xử lý|khắc phục|thực hiện)|đang)\b", re.I
)
_NOT_AFTER = re.compile(r"^[^.;,()\d]{0,30}\b(?:chưa|không) (?:hài lòng|đồng ý|đạt|đáp ứng|bảo đảm|đúng|đủ)\b", re.I)
_DONE = re.compile(r"\b(?:đã|xong|hoàn thành|trả lời|giải quyết|khắc phục|xử lý|đạt|có mặt|dự thi)\b", re.I)


def _done_and_left(figures: Sequence[Figure], i: int) -> Iterator[Series]:
    """The same where figure `i` tells what is left."""
    left = figures[i]
    if not is_count(left) or left.is_denominator:
        return
    if not any((_LEFT.search(left.gap), _LEFT_AFTER.match(left.after), _NOT_AFTER.match(left.after))):
        return
    before = [
        j for j in range(max(0, i - 7), i)
        if is_count(figures[j]) and related(figures[j].family, left.family)
    ]
    for at in reversed(before):
        done = figures[at]
        if figures[at + 1].is_denominator:
            wholes = [figures[at + 1]]
        elif not done.is_denominator and _are_done_and_left(done, left):
            wholes = [figures[j] for j in before if j < at and not figures[j].is_denominator]
        else:
            continue
        between = [figures[j] for j in before if j > at and not figures[j].is_denominator]
        for parts in ([done, *between, left], [done, left]):
            made = next((whole for whole in reversed(wholes) if not missed_by(whole, parts)), None)
            if made:
                yield made, parts, False
                return
        fitting = [whole for whole in wholes if is_about(whole, [done, left])]
        if fitting:
            yield fitting[-1], [done, left], False
            return


def _are_done_and_left(done: Figure, left: Figure) -> bool:
    """Do the words of the one tell what is done, or what those of the other deny?"""
    told = told_beside(done)
    return bool(_DONE.search(told)) or deny([told, told_beside(left)])
