"""Whose whole a count with its percent is a share of.

The whole that the words name comes first, then the plan that was to be reached, the total of a breakdown, the
sum of shares that make 100, and the figures before that the percent fits. A whole that no words tell, but
only its place and its nearness, makes a ratio that is not stated.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from cchc_lint.parse.clauses import Figure, related
from cchc_lint.parse.percents import NEAR, fits, percent_off, ratio_of, sum_of
from cchc_lint.parse.shares import AFTERWARDS
from cchc_lint.report import Breakdown, Number, Ratio

# "đạt 98% kế hoạch", "98% so với chỉ tiêu": a percent of a plan, which is no share of a total.
_OF_PLAN = re.compile(r"^\s*%?\s*\)?\s*(?:kế hoạch|so với|chỉ tiêu|dự toán|số xã|số đơn vị)", re.I)
# Words that tell nothing apart.
EMPTY = frozenset((
    "hồ", "sơ", "số", "và", "được", "có", "đã", "là", "đạt", "các", "của", "văn", "bản", "thủ", "tục", "kết",
    "quả", "giải", "quyết", "tthc", "trong", "đó", "gồm",
))


# "kế hoạch 5.000 lượt": the figure is the plan, not what was done.
_PLAN = re.compile(r"\b(?:kế hoạch|chỉ tiêu|dự toán|mục tiêu)(?: là| giao| năm)?\W*$", re.I)
_SHARE = re.compile(r"chiếm", re.I)


def with_wholes(
    pairs: list[tuple[int, int]], figures: Sequence[Figure], breakdowns: Sequence[Breakdown]
) -> list[Ratio]:
    """The ratios of counts with their percents, given as pairs of indexes: (count, percent)."""
    found = []
    series_whole = _whole_of_series(pairs, figures)
    common = _common_wholes(pairs, figures)
    for i, j in pairs:
        count, percent = figures[i].number, figures[j].number
        named = _whole_named(figures, i, j)
        if named is not None:
            found.append(ratio_of(count, named, percent))
            continue
        plan = _plan_after(figures, i, j)
        if plan is not None:
            found.append(ratio_of(_of_plan(figures, i, plan, percent, breakdowns), plan, percent))
            continue
        total = _whole_of_part(count, breakdowns)
        if _PLAN.search(figures[i].gap):  # "5.920 lượt người (kế hoạch 5.000 lượt, đạt 118,4%)"
            done = _done_of_plan(figures, i)
            if done is not None:
                found.append(replace(ratio_of(done, count, percent), stated=False))
            continue
        planned = bool(_OF_PLAN.match(figures[j].after))
        told = total is not None and not planned and (
            bool(_SHARE.search(figures[j].gap)) or _are_shares(total, pairs, figures, breakdowns)
        )
        # "ngân sách tỉnh 6.718 triệu đồng (59,98%)" may be of its own plan, not of the total.
        whole = (total if told else None) or series_whole or common.get(j) or _whole_that_fits(figures, i, j)
        if whole is not None and not fits(count, whole, percent):
            if _names_another(figures[j].after):
                continue  # "quá hạn 1.651 hồ sơ, chiếm 49,05% tổng số hồ sơ quá hạn của tỉnh", told elsewhere
            whole = _outer_whole(whole, count, percent, breakdowns) or whole
        if whole is not None:
            found.append(ratio_of(count, whole, percent))
            continue
        if _names_another(figures[j].after):
            continue
        inferred = (None if planned else total) or _whole_before(figures, i, j)
        inferred = inferred or (None if planned else _whole_near(figures, i, j))
        if inferred is not None:
            base = inferred if fits(count, inferred, percent) else _other_base(figures, i, j) or inferred
            found.append(replace(ratio_of(count, base, percent), stated=False))
    return found


def _common_wholes(pairs: Sequence[tuple[int, int]], figures: Sequence[Figure]) -> dict[int, Number]:
    """For three shares or more of one sentence, by the index of the percent, the figure that most fit.

    "1.242 người. … 41 người, chiếm 3,3%; 466 người, chiếm 37,5%; 128 người, chiếm 10,3%": 1.242.
    """
    found: dict[int, Number] = {}
    runs: list[list[tuple[int, int]]] = []
    for pair in pairs:
        if not runs or any(figures[k].starts_sentence for k in range(runs[-1][-1][0] + 1, max(pair) + 1)):
            runs.append([])
        runs[-1].append(pair)
    for run in (run for run in runs if len(run) > 2):
        family = figures[run[0][0]].family
        most = max(figures[i].number.value for i, _ in run)
        for figure in reversed(figures[: run[0][0]]):
            fitting = sum(fits(figures[i].number, figure.number, figures[j].number) for i, j in run)
            alike = figure.is_amount and figure.number.value >= most and related(figure.family, family)
            if alike and fitting > 1 and fitting >= len(run) - 1:
                found.update({j: figure.number for _, j in run})
                break
    return found


def _other_base(figures: Sequence[Figure], i: int, j: int) -> Number | None:
    """What an exact percent is really of where it is not the likely whole: another figure of the unit in the
    passage, or the count with one ("đã hoàn thành 14.210, đạt 98,57%; … quá hạn 206")."""
    count, percent = figures[i], figures[j].number
    if not percent.decimals:
        return None
    others = [f for f in figures if f is not count and f.is_amount and related(f.family, count.family)]
    for figure in others:
        if fits(count.number, figure.number, percent):
            return figure.number
    sums = (sum_of([count.number, figure.number]) for figure in others)
    return next((made for made in sums if fits(count.number, made, percent)), None)


# "58,3% số dự thi": the words that name the whole.
_OF_NUMBER = re.compile(
    r"^\s*%?\s*(?:trên |của |trong |so với )?(?:tổng )?số (?P<what>[^,.;:()\d]{4,60})", re.I
)


def _whole_named(figures: Sequence[Figure], i: int, j: int) -> Number | None:
    """The whole that the words after a percent name: "chiếm 2,9% tổng số 4.344 lượt", "58,3% số dự thi"."""
    if j + 1 < len(figures) and j + 1 != i and AFTERWARDS.search(figures[j + 1].gap):
        return figures[j + 1].number
    match = _OF_NUMBER.match(figures[j].after)
    words = set(match["what"].lower().split()) - EMPTY if match else set()
    for figure in reversed(figures[:i]):
        alike = figure.family == figures[i].family != "" and figure.number.value >= figures[i].number.value
        if words and alike and words <= {*figure.label.split(), *figure.number.noun.split()}:
            return figure.number
    return None


def _names_another(after: str) -> bool:
    """Do the words after a percent name a whole by more than "tổng số"?"""
    match = _OF_NUMBER.match(after)
    return match is not None and bool(set(match["what"].lower().split()) - EMPTY)


def _outer_whole(whole: Number, part: Number, percent: Number, breakdowns: Sequence[Breakdown]) -> Number | None:
    """The total that the whole is itself a part of, where an exact percent is right of that: "486.320 văn bản, trong đó
    480.192 văn bản điện tử, gồm 472.314 văn bản chỉ gửi điện tử (97,12%)"."""
    outer = _whole_of_part(whole, breakdowns)
    return outer if outer is not None and percent.decimals and fits(part, outer, percent) else None


def _done_of_plan(figures: Sequence[Figure], i: int) -> Number | None:
    """The count right before a plan in its sentence, of the same unit."""
    before = figures[i - 1]
    if i == 0 or figures[i].starts_sentence or before.is_percent or before.family != figures[i].family:
        return None
    return before.number


# "108,3% kế hoạch quý (", "104% dự toán ": the plan follows, in a bracket or without.
_OWN_PLAN = re.compile(
    r"^\s*%?\s*(?:so với\s+)?(?:kế hoạch|chỉ tiêu|dự toán|mục tiêu)(?:[^,.;:()\d]{0,40}"
    r"(?:20\d\d)?[^,.;:()\d]{0,20}\(\s*(?:là )?$|(?: được)?(?: giao)?(?: cả)?(?: năm)?(?: là)?\s*$)", re.I
)


def _plan_after(figures: Sequence[Figure], i: int, j: int) -> Number | None:
    """26 tin, bài, đạt 108,3% kế hoạch quý (24 tin, bài): the plan in the bracket after the percent."""
    if j + 1 == len(figures):
        return None
    plan = figures[j + 1]
    same = plan.family == figures[i].family or not plan.family
    return plan.number if same and not plan.is_percent and _OWN_PLAN.match(plan.gap) else None


def _of_plan(
    figures: Sequence[Figure], i: int, plan: Number, percent: Number, breakdowns: Sequence[Breakdown]
) -> Number:
    """What was reached of a plan: the figure before the percent, or the total that opens its sentence."""
    counts = []
    for figure in reversed(figures[: i + 1]):
        if not figure.is_percent and figure.family == figures[i].family:
            counts.append(figure.number)
        if figure.starts_sentence:
            break
    fitting = next((count for count in counts if fits(count, plan, percent)), None)
    return fitting or _whole_of_part(figures[i].number, breakdowns) or counts[-1]


_REACHED = re.compile(r"\bđạt(?: tỷ lệ| tỉ lệ)?\s*$", re.I)
_TO_DO = re.compile(r"\b(?:sẽ|phải|dự kiến|kế hoạch|đề ra|đặt ra)\b[^.;]*$", re.I)  # "sẽ kiểm tra 11 đơn vị"


def _whole_before(figures: Sequence[Figure], i: int, j: int) -> Number | None:
    """The nearest larger count of the unit in the sentence: 41 vấn đề …, đã xử lý 29 vấn đề, đạt 70,73%."""
    if not _REACHED.search(figures[j].gap) or not figures[i].family:
        return None
    of_plan = bool(_OF_PLAN.match(figures[j].after))
    for k in range(i, 0, -1):
        if figures[k].starts_sentence:
            return None
        before = figures[k - 1]
        same = before.family == figures[i].family and before.depth == figures[i].depth
        if same and not before.is_percent and before.number.value >= figures[i].number.value:
            return before.number if not of_plan or _TO_DO.search(before.gap) else None
    return None


def _whole_near(figures: Sequence[Figure], i: int, j: int) -> Number | None:
    """The count of the unit right before, where the percent is near: 450 phiếu, thu về 438 phiếu (97,33%)."""
    count, percent = figures[i], figures[j].number
    for figure in reversed(figures[:i]):
        if figure.family == count.family != "" and not figure.is_percent:
            outside = min(count.depth, figures[j].depth)
            more = figure.number.value < count.number.value  # "phát ra 486 phiếu, thu về 520 phiếu (97,35%)" is a slip
            if figure.depth != outside or figure.number.value == count.number.value:
                return None
            if more and (";" in count.gap or _OF_NUMBER.match(figures[j].after)):
                return None
            return figure.number if percent_off(count.number, figure.number, percent) <= NEAR else None
        if figure.starts_sentence:
            break
    return None


def _whole_of_part(part: Number, breakdowns: Sequence[Breakdown]) -> Number | None:
    return next((b.total for b in breakdowns if any(p.span == part.span for p in b.parts)), None)


def _are_shares(
    total: Number, pairs: list[tuple[int, int]], figures: Sequence[Figure], breakdowns: Sequence[Breakdown]
) -> bool:
    """Do at least half of the percents told with parts of `total` really fit it?"""
    told = [
        (figures[i].number, figures[j].number) for i, j in pairs
        if (whole := _whole_of_part(figures[i].number, breakdowns)) is not None and whole.span == total.span
    ]
    return 2 * sum(fits(part, total, percent) for part, percent in told) >= len(told)


_SCALES = ("nghìn", "ngàn", "triệu", "tỷ", "tỉ")  # of amounts told in words, which hardly add up


def _whole_of_series(pairs: list[tuple[int, int]], figures: Sequence[Figure]) -> Number | None:
    """Shares whose percents make 100 have their sum for a whole."""
    if len(pairs) < 2:
        return None
    percents = [figures[j].number for _, j in pairs]
    margin = sum((Decimal(p.interval.high - p.interval.low) / 2 for p in percents), Decimal(0))
    total_percent = sum((Decimal(p.value) for p in percents), Decimal(0))
    if abs(total_percent - 100) > max(margin, Decimal(1)):
        return None
    scales = {word if (word := figures[i].number.unit.partition(" ")[0]) in _SCALES else "" for i, _ in pairs}
    if len(scales) > 1:
        return None  # "1,39 triệu văn bản … 30.000 văn bản"
    total = sum_of([figures[i].number for i, _ in pairs])
    return next((f.number for f in figures if not f.is_percent and f.number.value == total.value), total)


def _whole_that_fits(figures: Sequence[Figure], i: int, j: int) -> Number | None:
    """The nearest figure before the share whose percent it really is; none is no statement."""
    count, percent = figures[i].number, figures[j].number
    for figure in reversed(figures[:i]):
        whole = figure.number
        if figure.is_percent or whole.value <= count.value or not related(figure.family, figures[i].family):
            continue
        if fits(count, whole, percent):
            return whole
    return None
