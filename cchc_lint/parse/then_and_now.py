"""Which figures around a move ("tăng 20 hồ sơ", "giảm 4,9%") tell the state of then and that of now.

Each way of telling is one function of the figures of a passage, the place of the move, and which figures it can be a
move of. It gives (then, now), now None where that figure is not told; None where it is not clear.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from fractions import Fraction
from typing import cast

from cchc_lint.interval import INFINITY, Exact, Interval, exactly
from cchc_lint.parse.clauses import Figure, related
from cchc_lint.parse.figures import is_measure
from cchc_lint.parse.ranks import STEPS
from cchc_lint.report import Number

Pair = tuple[int, int | None]
Kind = Callable[[Figure], bool]

FROM = re.compile(r"\btừ\s*(?:[^\d,.;]{0,40})$", re.I)
_RISES_FROM = re.compile(r"[,(]\s*(?:tăng|giảm)\s+từ\s*$", re.I)
_OPENS_TURN = re.compile(r"\(\s*từ\s*$|^[^.;,()]{0,25},\s*từ\s*$", re.I)
_TO = re.compile(r"\b(?<!trở )(?:xuống|lên|còn|thành|tăng lên|giảm còn|nay còn|nay là|đến nay)\b[^.;]{0,40}$", re.I)
_WAYS = r"\b(?P<way>tăng|giảm|cao hơn|thấp hơn|nhiều hơn|ít hơn|tiết kiệm|vượt|chênh lệch)"
_ABOUT = r"(?:gần|hơn|trên|khoảng|xấp xỉ|chưa đến|chưa tới)"
_BY = re.compile(rf"{_WAYS}\s*(?:thêm|đi|được|là|:|tương ứng)?\s*{_ABOUT}?\s*$", re.I)
# "cao hơn cùng kỳ 1,9 điểm phần trăm (10,6%)"
_BY_THAN = re.compile(
    rf"{_WAYS}\s+(?:so với )?(?:cùng kỳ|chỉ tiêu|kế hoạch)(?: năm trước| năm 20\d\d| được giao)?\s*$", re.I
)
_BY_AFTER = re.compile(rf"{_WAYS}[^.;()]{{0,40}}\(\s*$", re.I)  # "cao hơn cùng kỳ (12,60%) 5,24 điểm phần trăm"
_CLOSED = re.compile(r"\s*%?\s*\)\s*(?:là|:)?\s*$")
_APART = re.compile(r"\bchênh lệch\s*(?:là|:|nhau)?\s*$", re.I)
_OVER = re.compile(r"\s*%?\s*/\s*")
_EACH = re.compile(r"\b(?:mỗi|hằng|hàng) (?:năm|quý|tháng)\s*$", re.I)
_UP = frozenset(("tăng", "cao hơn", "nhiều hơn", "vượt"))
ESTIMATED = ("ước", "ước đạt", "ước tính")  # what is compared is the estimate as it is written
_POINTS = "điểm phần trăm"
_POINTS_OF_PERCENT = re.compile(r"\s*điểm\s*%")
_PERIOD = r"(?:năm|quý|tháng|\d+ tháng|cùng kỳ|kỳ trước)"
_THEN = re.compile(
    r"\b(?:năm|quý|tháng|cùng kỳ|kỳ trước|trước đây)\b[^.;\d)]*(?:20\d\d|trước)?[^\w)]*(?:là|:|có)?[^.;\d)]{0,30}$",
    re.I,
)
# No other subject before it: "biên chế năm 2022 là 60 người, hợp đồng năm 2023 là 12 người"
_THEN_TOO = re.compile(
    r"(?:^|[,;:(]|\b(?:và|đến|sang|nay|thì))\s*(?:(?:đến|trong|vào|của|hết|cuối|sang|còn|nay|cùng|là)\s+)*"
    + _THEN.pattern, re.I
)
_UP_TO_NOW = re.compile(r"\b(?:đến nay|hiện nay|nay|hiện)\b[^.;:\d]{0,30}\b(?:còn|có|là)\s*$", re.I)
# "trước khi rà soát là 38 triệu đồng, sau rà soát còn 30 triệu đồng"
_BEFOREHAND = re.compile(r"\btrước\b[^.;:\d]{0,60}$", re.I)
_AFTERWARDS = re.compile(r"\bsau\b[^.;:\d]{0,60}\b(?:còn|là|đạt)\s*$", re.I)
# "so với chỉ tiêu tỉnh giao 70%", "so với cùng kỳ năm trước 60 hồ sơ"
_RIGHT_BEFORE = (
    r"\bso với (?:chỉ tiêu|mục tiêu|kế hoạch|mức|cùng kỳ)"
    r"(?: (?:được|tỉnh|huyện|trung ương|giao|đề ra|năm|quý|trước|20\d\d|là|đạt))*\s*$"
)
_AGAINST = re.compile(
    r"so với[^.;]*\(\s*(?:[^\d)]{0,40})$"
    r"|\bso với\s*$"  # "tăng 11 văn bản so với 77 văn bản của cùng kỳ"
    r"|\bso với\b[^.;()]{1,40}\blà\s*$"  # "so với cuối năm 2021 là 15 xã"
    rf"|{_RIGHT_BEFORE}"
    # "tăng 1,52 điểm (năm 2022 đạt 85,90 điểm)"
    rf"|^[^,.;()]{{0,20}}\(\s*{_PERIOD}[^();]*$", re.I
)
# The same for percents, which a bracket may add for more reasons: "so với cùng kỳ (đúng hạn 98%)".
_PLAINLY_AGAINST = re.compile(
    rf"so với[^.;()]*\(\s*(?:(?:{_PERIOD}[^.;()]{{0,30}})?\b(?:là|đạt|:))?\s*$"
    r"|\bso với\s*$"
    r"|\bso với\b[^.;()]{1,40}\blà\s*$"
    rf"|{_RIGHT_BEFORE}"
    rf"|^\s*%?\s*\(\s*{_PERIOD}[^();]*$", re.I
)
OF_PERIOD = re.compile(rf"\(\s*{_PERIOD}\b[^();]*$", re.I)  # opens a bracket of another period
COMPARES = re.compile(r"\bso với[^.;()]*\([^();.\d]*$", re.I)
_OPENED = re.compile(r"^\s*%?[^.,;:()]{0,20}\(\s*$")
_YEAR = re.compile(r"\bnăm\s+(?P<year>20\d\d)\s*(?:là|:|có|còn|đạt|giao)?\s*$", re.I)
_YEARS = re.compile(r"\bnăm (20\d\d)\b", re.I)
_ONLY_YEAR = re.compile(r"(?:^|[,;:(])\s*năm\s+20\d\d\s*(?:là|:|có|còn|đạt|giao)?\s*$", re.I)
_AGAINST_YEAR = re.compile(r"[^.;()]*?\bso với (?:cuối |đầu )?năm (?P<year>20\d\d)\b", re.I)
_SEPARATOR = re.compile(r"[,;:.()]|\b(?:và|nhưng|song)\b")
# What may stand between a separator and "tăng" where the figure before is what rose.
_NO_SUBJECT = re.compile(
    r"\s*(?:đã|chỉ|cũng|đều|lại|tức|là|tương ứng|tương đương"
    r"|so với (?:(?:cuối|đầu|cùng|kỳ|năm|quý|tháng|trước|báo cáo|nay|[\dIVX]+\b)[\s/,]*)+)?\s*(?:đã\s*)?", re.I
)


def way_of(figures: Sequence[Figure], i: int) -> bool | None:
    """Is `i` by how much something rose (True) or fell (False)? None for no move."""
    way = _BY.search(figures[i].gap) or _BY_THAN.search(figures[i].gap)
    if way is None and i and _CLOSED.match(figures[i].gap):
        way = _BY_AFTER.search(figures[i - 1].gap)
    if way is None:
        return None
    if _EACH.search(figures[i].gap[: way.start()]) and way.string is figures[i].gap:
        return None
    word = way["way"].lower()
    if word == "vượt" and not is_rate(figures[i]):
        return None  # "vượt 05 chỉ tiêu": so many were passed
    return word in _UP


def then_and_now(figures: Sequence[Figure], i: int, taken: AbstractSet[int]) -> Pair | None:
    """taken: figures that tell no state of now: other moves, and what they were compared with."""
    for kind in _kinds(figures[i]):
        for find in (
            _told_after, _told_around, _told_by_year, _told_in_turn, _told_over, _told_apart, _told_before,
        ):
            pair = find(figures, i, kind, taken)
            if pair and (not figures[i].is_percent or _may_grow(figures, *pair)):
                return pair
    return None


def is_difference(then: Number, now: Number, by: Number) -> bool:
    return _is(_distance(now.interval - then.interval), by)


def fits(then: Number, now: Number, by: Number) -> bool:
    """Is `by` the difference, or of percents "by" percent, the growth?"""
    if by.unit != "%" or then.unit == "%":
        return is_difference(then, now, by) or (by.unit == "%" and is_growth(then, now, by))
    return is_growth(then, now, by)


def is_growth(then: Number, now: Number, by: Number) -> bool:
    """Is `by` percent the growth from then to now?"""
    if then.interval.low <= 0 or INFINITY in (then.interval.high, now.interval.high, -now.interval.low):
        return False
    low, high = (
        100 * Fraction(end) / Fraction(base) - 100
        for end, base in ((now.interval.low, then.interval.high), (now.interval.high, then.interval.low))
    )
    return _is(_distance(Interval(cast(Exact, low), cast(Exact, high))), by)


def is_share(part: Number, whole: Exact, percent: Number) -> bool:
    """Is `percent` what the part is of the whole?"""
    return whole > 0 and _is(exactly(cast(Exact, Fraction(100 * part.value) / Fraction(whole))), percent)


def _is(value: Interval, by: Number) -> bool:
    return value.equals(by.interval).possible


def _distance(apart: Interval) -> Interval:
    if apart.low >= 0:
        return apart
    return -apart if apart.high <= 0 else Interval(0, max(-apart.low, apart.high))


def is_apart(figure: Figure) -> bool:
    """Does it tell the difference of two things, a figure of its own: "chênh lệch 20 điểm, giảm 3 điểm"?"""
    return bool(_APART.search(figure.gap))


def is_rate(figure: Figure) -> bool:
    return figure.is_percent or figure.family == _POINTS or bool(_POINTS_OF_PERCENT.match(figure.after))


def _is_times(figure: Figure) -> bool:
    return figure.number.noun.startswith("lần")


def _kinds(by: Figure) -> Iterator[Kind]:
    """What a move can be one of: percentage points and percents of percents, percents of amounts as well."""
    if is_rate(by):
        yield lambda figure: figure.is_percent
    if by.is_percent:
        yield lambda figure: not is_rate(figure) and figure.family not in STEPS and not figure.is_denominator
    if not is_rate(by):
        yield lambda figure: not figure.is_percent and related(figure.family, by.family) and (
            not _is_times(by) or _is_times(figure)  # "tăng 1,5 lần" multiplies
        )


def _alike(one: Figure, other: Figure) -> bool:
    """Do they count or measure the same?"""
    units = one.number.unit, other.number.unit
    if any(map(is_measure, units)):
        return units[0] == units[1]
    return related(one.family, other.family)


def _may_grow(figures: Sequence[Figure], then: int, now: int | None) -> bool:
    """A percentage is clear only where both states are told without "trên", "gần" and the like."""
    if now is None or not _alike(figures[then], figures[now]):
        return False
    return not any(figures[j].number.quantifier not in ("", *ESTIMATED) for j in (then, now))


def may_move(figure: Figure, by: Figure) -> bool:
    """Can `by` be a move of what `figure` tells?"""
    return any(kind(figure) for kind in _kinds(by))


def goes_on(figures: Sequence[Figure], i: int) -> bool:
    """Is the subject of the move the figure before it: "đạt 46%, tăng 5%", not "đạt 46%, đất đai tăng 5%"?"""
    way = _BY.search(figures[i].gap) or _BY_THAN.search(figures[i].gap)
    if way is None:
        return False
    words = figures[i].gap[: way.start()]
    separators = list(_SEPARATOR.finditer(words))
    if not separators:
        return len(words) < 60
    return bool(_NO_SUBJECT.fullmatch(words, separators[-1].end()) or _NO_SUBJECT.fullmatch(_last_clause(words)))


def _last_clause(words: str) -> str:
    return re.split(r"[;,.]", words)[-1]


def _told_after(figures: Sequence[Figure], i: int, kind: Kind, taken: AbstractSet[int]) -> Pair | None:
    """Hồ sơ đất đai tăng 418 (từ 2.523 lên 2.941); giảm 0,4 điểm (năm 2021 là 71,2; năm 2022 là 70,8)."""
    one, two = i + 1, i + 2
    if two >= len(figures) or not (kind(figures[one]) and kind(figures[two])):
        return None
    if _OPENS_TURN.search(figures[one].gap) and _TO.search(figures[two].gap):
        return one, two
    years = [_YEAR.search(figures[j].gap) for j in (one, two)]
    if years[0] and years[1] and OF_PERIOD.search(figures[one].gap) and figures[two].depth:
        return (one, two) if years[0]["year"] < years[1]["year"] else (two, one)
    return None


def _told_in_turn(figures: Sequence[Figure], i: int, kind: Kind, taken: AbstractSet[int]) -> Pair | None:
    """The two figures before the move that are told as then and now."""
    same = [j for j in range(max(0, i - 4), i) if kind(figures[j])]
    if len(same) < 2 or any(figures[j].starts_sentence for j in range(same[-2] + 1, i + 1)):
        return None
    first, second = same[-2], same[-1]
    if min(figures[first].depth, figures[second].depth) > figures[i].depth and not fits(
        figures[first].number, figures[second].number, figures[i].number
    ):
        return None  # "2.359 hồ sơ (quý I: 1.139, quý II: 1.220), tăng 12,3%"
    if figures[i].is_percent and (not goes_on(figures, i) or second != i - 1):
        return None
    named = _AGAINST_YEAR.match(figures[i].after)
    if named and _year(figures[first]) not in ("", named["year"]):
        return None  # "năm 2021 60 người, năm 2022 58 người, năm 2023 57 người, giảm 03 người so với năm 2021"
    if second == i - 1 and _RISES_FROM.search(figures[second].gap):
        return second, first  # "đạt 74%, tăng từ 51,3% của cùng kỳ, tức tăng 22,7 điểm phần trăm"
    for then, now in ((FROM, _TO), (_THEN, _THEN_TOO), (_THEN, _UP_TO_NOW), (_BEFOREHAND, _AFTERWARDS)):
        if then.search(figures[first].gap) and now.search(figures[second].gap):
            return (second, first) if _year(figures[first]) > _year(figures[second]) > "" else (first, second)
    return None


def _year(figure: Figure) -> str:
    """The year that is named last before a figure, "" for none."""
    return next(reversed(_YEARS.findall(figure.gap)), "")


def _told_over(figures: Sequence[Figure], i: int, kind: Kind, taken: AbstractSet[int]) -> Pair | None:
    """Đạt 88,4%/85% (vượt 3,4%): what was done over what was set."""
    now, target = i - 2, i - 1
    if now < 0 or not (figures[now].is_percent and figures[target].is_percent) or figures[i].starts_sentence:
        return None
    return (target, now) if _OVER.fullmatch(figures[target].gap) and kind(figures[now]) else None


def sentence_before(figures: Sequence[Figure], i: int) -> Iterator[int]:
    """The figures before `i` in its sentence, the nearest first."""
    for j in range(i - 1, -1, -1):
        if figures[j + 1].starts_sentence:
            return
        yield j


def _told_apart(figures: Sequence[Figure], i: int, kind: Kind, taken: AbstractSet[int]) -> Pair | None:
    """Tự chấm 92,5 điểm, thẩm định 86,25 điểm, chênh lệch 6,25 điểm."""
    if not is_apart(figures[i]):
        return None
    first = i
    while first and not figures[first].starts_sentence:
        first -= 1
    same = [j for j in range(first, i) if kind(figures[j]) and not figures[j].is_denominator]
    pairs = [(a, b) for a in same for b in same if a < b]
    fitting = ((a, b) for a, b in pairs if fits(figures[a].number, figures[b].number, figures[i].number))
    return next(fitting, (same[0], same[1]) if same == [i - 2, i - 1] else None)


def _told_around(figures: Sequence[Figure], i: int, kind: Kind, taken: AbstractSet[int]) -> Pair | None:
    """120 hồ sơ, tăng 20 hồ sơ so với cùng kỳ năm trước (100 hồ sơ)."""
    after = i + 1
    if after < len(figures) and figures[after].is_percent and not is_rate(figures[i]):
        after += 1
    if after >= len(figures) or not kind(figures[after]) or way_of(figures, after) is not None:
        return None
    against = _PLAINLY_AGAINST if figures[after].is_percent else _AGAINST
    if not (
        against.search(figures[after].gap) or _told_so_before(figures, i)
        or (_BY_THAN.search(figures[i].gap) and _OPENED.match(figures[after].gap))
    ):
        return None
    now = _now_before(figures, i, after, kind, taken)
    return None if now is None else (after, now)


def _told_so_before(figures: Sequence[Figure], i: int) -> bool:
    """Vốn 312 tỷ đồng, tăng 50% (208 tỷ đồng), after "tăng 20% so với cùng kỳ (40 doanh nghiệp)" in the sentence."""
    if not figures[i].is_percent or not _OPENED.match(figures[i + 1].gap):
        return False
    by, now, percent = figures[i + 1].number, figures[i - 1].number, figures[i].number
    if not i or any(is_share(by, now.value + step, percent) for step in (by.value, -by.value)):
        return False
    earlier = (j for j in sentence_before(figures, i) if figures[j].is_percent and _BY.search(figures[j].gap))
    j = next(earlier, None)
    return j is not None and bool(COMPARES.search(figures[j + 1].gap))


def _now_before(
    figures: Sequence[Figure], i: int, then: int, kind: Kind, taken: AbstractSet[int]
) -> int | None:
    """Of the figures before the move in its sentence the one that fits, else the nearest."""
    found: list[int] = []
    nearest = None
    for j in sentence_before(figures, i):
        if j in taken or (figures[j].is_percent and not figures[then].is_percent):
            continue
        same = kind(figures[j]) and _alike(figures[j], figures[then])
        found += [j] if same else []
        if nearest is None and not figures[j].is_denominator and figures[j].depth <= figures[i].depth:
            nearest = j
    fitting = (j for j in found if fits(figures[then].number, figures[j].number, figures[i].number))
    one = next(fitting, None)
    if one is not None or not found:
        return one
    if is_rate(figures[i]):
        if figures[i - 1].is_percent and figures[i - 1].depth == figures[i].depth and not figures[then].is_percent:
            return None  # "120 hộ, chiếm 2,4%, giảm 0,6% so với năm trước (150 hộ, chiếm 3%)": of the rate
        return nearest if nearest in found and goes_on(figures, i) else None
    return nearest if nearest in found else found[0]


def _told_before(figures: Sequence[Figure], i: int, kind: Kind, taken: AbstractSet[int]) -> Pair | None:
    """So với năm trước (3.118 hồ sơ), số hồ sơ tăng 368 hồ sơ: the figure of now is not told, or before them."""
    then = i - 1
    if i < 1 or figures[i].starts_sentence or not kind(figures[then]):
        return None
    if _BY_AFTER.search(figures[then].gap):
        before = [j for j in range(then) if kind(figures[j])]
        return (then, before[-1]) if before and not figures[then].starts_sentence else None
    return (then, None) if _AGAINST.search(figures[then].gap) else None


def _told_by_year(figures: Sequence[Figure], i: int, kind: Kind, taken: AbstractSet[int]) -> Pair | None:
    """Năm 2023 là 248 người; năm 2024 là 243 người, giảm 05 người so với năm 2023."""
    now, against = i - 1, _AGAINST_YEAR.match(figures[i].after)
    if against is None or now < 1 or not kind(figures[now]) or not _ONLY_YEAR.search(figures[now].gap):
        return None
    named: list[int] = []
    for j in range(now, -1, -1):
        year = _YEAR.search(figures[j].gap)
        if figures[j + 1].starts_sentence:
            break
        if kind(figures[j]) and year and year["year"] == against["year"]:
            named.append(j)
        if kind(figures[j]) and year and not _ONLY_YEAR.search(figures[j].gap):
            break  # the series of years begins here
    return (named[0], now) if len(named) == 1 and named[0] != now else None
