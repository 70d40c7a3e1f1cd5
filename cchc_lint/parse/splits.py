"""Percents told side by side that sort one whole, and so make 100:

    trung cấp 20,5%, cao đẳng 5%, đại học 74,5%               words of one sort
    điện tử chiếm 63,4%; song song chiếm 31,2%; còn lại 5,4%  shares, the last of which is the rest
    251 phiếu (58,4%), 172 phiếu (40%), 07 phiếu (1,6%)       counts that all but one percent are right of

Rates of different things, growth and what is compared with are none. Percents that miss 100 by far are no parts
of one whole, and below 100 only those that leave nothing out are taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from cchc_lint.document import Span
from cchc_lint.interval import Exact
from cchc_lint.parse.clauses import BOUNDARY, Figure, complements, label_of, shares
from cchc_lint.parse.synonyms import plainly
from cchc_lint.report import Number, Split

_WHOLE = 100
_ASIDE = 12  # how far percents may be off 100 that they are taken to make
_SEVERAL = 3
_MOST = 12  # percents that sort one whole
_CUES = r"(?:chỉ|chiếm|đạt|bằng|tương ứng|tương đương|với|tỷ lệ|tỉ lệ|là|khoảng|=|:)"
_TIED = re.compile(rf"^(?P<noun>[^,;.:()]{{0,60}}?)(?:[,(]\s*)?(?:\b(?:{_CUES}|còn)\s*)*\(?\s*$", re.I)
_CLAUSE = re.compile(BOUNDARY)
_IN_BRACKET = re.compile(r"^\s*%?\s*\(\s*$")
_SHARE = re.compile(r"\bchiếm\b[^,;.()]{0,20}$", re.I)
_RATE = re.compile(r"\bđạt\b[^,;.()]{0,20}$", re.I)
_CUE = re.compile(rf"(?<!\w){_CUES}(?!\w)", re.I)
_MOVED = re.compile(
    r"\b(?:tăng|giảm|vượt|thêm|hơn|kém|so với|bình quân|trung bình|mỗi|từ|lên|xuống)\W*(?:thêm|khoảng|mức)?\W*$"
    r"|\b(?:so với|cùng kỳ|kế hoạch|chỉ tiêu|mục tiêu|yêu cầu|dự toán|năm trước|kỳ trước|năm 20\d\d)\b[^,;]*$", re.I
)
_COMPARED = re.compile(
    r"^\s*%?\s*\)?\s*(?:so với|so cùng|kế hoạch|chỉ tiêu|mục tiêu|dự toán|cùng kỳ|trở lên|trở xuống|điểm)", re.I
)
_WHEN = re.compile(r"\b(?:tháng|quý|năm|ngày|đợt|lần)\s*$", re.I)  # "tháng 8 quá hạn 4,1%"
_NESTS = re.compile(r"\b(?:trong đó|gồm|cụ thể|riêng)\b", re.I)
_SORTED = re.compile(
    r"(?:^|[.;!?]\s+)\W*(?:cơ cấu|chia ra|(?:nếu )?(?:xét |phân |chia |tính )?theo [^.;:,]{2,40})\s*[:,]", re.I
)
_BRACKET = re.compile(r"\([^()]*\)")
_LEFT = re.compile(r"\b(?:còn|khác)\b[^,;.()]*$", re.I)
_OTHER_OF_TWO = r"quá hạn|nữ"
_CLOSES_TWO = re.compile(rf"\b(?:{_OTHER_OF_TWO})\b")
_CLOSES = re.compile(rf"\b(?:{_OTHER_OF_TWO}|chưa|không|khác|yếu|kém|sơ cấp)\b")
_BEING = frozenset(("có", "đủ"))  # what is not done may be under way: that leaves a third part
_NOT = frozenset(("chưa", "không"))
_OPEN_ENDED = re.compile(r"\btrở (?:lên|xuống)\b")
_ATTRIBUTE = re.compile(r"\b(?:nữ|dân tộc|đảng viên|tôn giáo|trẻ|tuổi)\b")
_EMPTY = frozenset((
    "tỷ", "tỉ", "lệ", "hồ", "sơ", "số", "và", "được", "có", "đã", "là", "các", "của", "người", "kết", "quả", "đó",
    "trong", "giải", "quyết", "mức", "trình", "độ", "xếp", "loại", "phiếu", "trường", "hợp", "đủ",
))


class _Share(NamedTuple):
    """A percent with the words that it is told with, lower case, and the count that it is told of, if any."""

    number: Number
    words: str
    of: Figure | None
    is_share: bool
    is_rate: bool
    sorts: bool  # words before it say what the whole is sorted by
    is_left: bool  # it tells the rest


def find_splits(figures: Sequence[Figure]) -> list[Split]:
    """The splits of one passage."""
    found = []
    wholes = {figure.number.value for figure in figures if figure.is_amount}
    for told in _beside(figures):
        for run in _runs(told):
            if not _makes_whole(run) and any(_are_right_of(whole, run) for whole in wholes):
                continue
            numbers = tuple(share.number for share in run)
            found.append(Split(Span(numbers[0].span.start, numbers[-1].span.end), numbers))
    return sorted(found, key=lambda split: split.span)


def _beside(figures: Sequence[Figure]) -> Iterator[list[_Share]]:
    """The percents that stand side by side: in one sentence, in one bracket or outside of all."""
    groups: dict[tuple[int, int, int], list[_Share]] = {}
    part = brackets = 0
    opened = [0] * len(figures)
    for i, figure in enumerate(figures):
        part += figure.starts_sentence or bool(_NESTS.search(figure.gap))
        brackets += figure.gap.count("(")
        opened[i] = brackets
        if not figure.is_percent or not 0 < figure.number.value < _WHOLE or figure.number.quantifier:
            continue
        if _MOVED.search(figure.gap) or _COMPARED.match(figure.after) or (i and _WHEN.search(figures[i - 1].gap)):
            continue
        before = i - 1 if _tied(figures, i) else i
        level = figures[before].depth
        groups.setdefault((part, level, opened[before] if level else 0), []).append(_share(figures, i))
    yield from (group for group in groups.values() if len(group) > 1)


def _tied(figures: Sequence[Figure], i: int) -> re.Match[str] | None:
    """Is the percent told right after its count: "12 hồ sơ, chiếm 5%", "12 hồ sơ (5%)"?"""
    if not i or figures[i].starts_sentence or figures[i - 1].is_percent or figures[i - 1].number.decimals:
        return None
    apart = figures[i].depth < figures[i - 1].depth
    return None if apart else _TIED.match(figures[i].gap)


def _share(figures: Sequence[Figure], i: int) -> _Share:
    figure, tied = figures[i], _tied(figures, i)
    following = figures[i + 1] if i + 1 < len(figures) else None
    gap, count = _BRACKET.sub(" ", figure.gap), None
    if tied:
        count = figures[i - 1]
        words = f"{count.label} {tied['noun']}"
    else:
        if following and not following.is_percent and _IN_BRACKET.match(following.gap):
            count = following
        words = label_of(gap)
        if not set(words.split()) - _EMPTY:  # "84,5% người dân hài lòng, 8,2% bình thường"
            words = _CLAUSE.split(figure.after, maxsplit=1)[0].replace("%", " ")
    gap = f"{count.gap} {gap}" if tied and count else gap
    words = plainly(" ".join(_CUE.sub(" ", words.lower()).split()))
    return _Share(
        figure.number, words, None if count and count.is_denominator else count,
        bool(_SHARE.search(figure.gap)), bool(_RATE.search(figure.gap)), bool(_SORTED.search(gap)),
        bool(_LEFT.search(gap)),
    )


def _runs(told: Sequence[_Share]) -> Iterator[Sequence[_Share]]:
    """Of percents side by side those that make 100, else those that should."""
    lengths = range(min(len(told), _MOST), 1, -1)
    runs = [told[start : start + length] for length in lengths for start in range(len(told) - length + 1)]
    taken: set[Span] = set()
    for run in filter(_makes_whole, runs):
        spans = {share.number.span for share in run}
        if not spans & taken and _is_of_one_whole(run):
            yield run
        taken |= spans  # what makes 100 is part of nothing else, even by chance
    for run in filter(_nearly_makes_whole, runs):
        spans = {share.number.span for share in run}
        if spans & taken or not _is_of_one_whole(run) or not _is_closed(run) or _holds_whole(run):
            continue
        taken |= spans
        yield run


def _total(run: Sequence[_Share]) -> Decimal:
    return sum((Decimal(share.number.value) for share in run), Decimal(0))


def _off(run: Sequence[_Share]) -> tuple[Decimal, Decimal]:
    """By how much percents miss 100, and the sum of the units that they are rounded to."""
    return abs(_total(run) - _WHOLE), sum((Decimal(1).scaleb(-share.number.decimals) for share in run), Decimal(0))


def _makes_whole(run: Sequence[_Share]) -> bool:
    off, units = _off(run)
    return 2 * off < units


def _nearly_makes_whole(run: Sequence[_Share]) -> bool:
    """Do they make about 100, and not for having been cut off instead of rounded?"""
    off, units = _off(run)
    return units < off <= _ASIDE


def _holds_whole(run: Sequence[_Share]) -> bool:
    """Do some of the percents make 100 without the others? "đúng hạn 98%, trước hạn 10%, quá hạn 2%" overlap."""
    return any(_makes_whole(some) for length in range(2, len(run)) for some in combinations(run, length))


def _is_of_one_whole(run: Sequence[_Share]) -> bool:
    return _is_counted_out(run) or _is_sorted(run) or _is_shared(run) or _is_denied(run)


def _is_closed(run: Sequence[_Share]) -> bool:
    """Is nothing left out, or one part too many told?"""
    if len(run) >= _SEVERAL and _total(run) > _WHOLE:
        return True
    # between "hài lòng" and "không hài lòng" there is "bình thường"
    last = _CLOSES if len(run) >= _SEVERAL or _total(run) > _WHOLE else _CLOSES_TWO
    told = any(share.sorts or share.is_left or last.search(share.words) for share in run)
    return told or _is_counted_out(run) or _is_denied(run)


def _are_right_of(whole: Exact, run: Sequence[_Share]) -> bool:
    """Are all percents right of this whole? "8.420 văn bản: 7.932 (94,2%), 286 (3,4%), 202 giấy": one is left out."""
    return whole > 0 and all(
        share.of is not None
        and abs(Decimal(share.of.number.value) * _WHOLE / Decimal(whole) - Decimal(share.number.value))
        < Decimal(1).scaleb(-share.number.decimals)
        for share in run
    )


def _is_counted_out(run: Sequence[_Share]) -> bool:
    """Are the percents, all but one, right of the sum of their counts?"""
    counts = [share.of for share in run if share.of is not None]
    whole = sum(count.number.value for count in counts)
    if len(counts) < len(run) or not whole or any(count.family != counts[0].family for count in counts):
        return False
    fitting = [
        share for share, count in zip(run, counts, strict=True)
        if abs(Decimal(count.number.value) * _WHOLE / Decimal(whole) - Decimal(share.number.value))
        < Decimal(1).scaleb(-share.number.decimals)
    ]
    return len(fitting) >= len(run) - 1 and (len(run) > 2 or any(share.number.decimals for share in fitting))


def _is_sorted(run: Sequence[_Share]) -> bool:
    """Do the words tell one thing but for those by which it is sorted, each another: by time, by schooling …?"""
    if all(share.is_rate for share in run) or any(_OPEN_ENDED.search(share.words) for share in run):
        return False
    same = {*run[0].words.split(), *_EMPTY}
    for pattern in shares():
        kinds = [match.group() for share in run if (match := pattern.search(share.words))]
        if len(set(kinds)) == len(run) and all(
                set(pattern.sub(" ", share.words).split()) <= same for share in run):
            return True
    return False


def _is_shared(run: Sequence[_Share]) -> bool:
    """Are they told as the shares of one whole, to the last?"""
    told = sum(share.is_share for share in run)
    if len(run) < _SEVERAL or 2 * told < len(run) or not (run[0].sorts or run[-1].is_left):
        return False
    words = [share.words for share in run]
    sorts = sum(any(pattern.search(each) for each in words) for pattern in complements())
    return sorts < 2 and not any(_ATTRIBUTE.search(each) for each in words)


def _is_denied(run: Sequence[_Share]) -> bool:
    """Two shares, of what is and of what is not: "có điều kiện chiếm 80%; chưa có điều kiện chiếm 20%"."""
    if len(run) != 2 or not all(share.is_share or share.of for share in run):
        return False
    first, second = (set(share.words.split()) for share in run)
    subject = second - _NOT - _EMPTY
    return bool(second & _NOT and not first & _NOT and first & second & _BEING and subject and subject <= first)
