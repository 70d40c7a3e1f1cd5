"""Ratios told in prose: "36/54 xã, đạt 66,67%", "20,06% (72/359 hồ sơ)", "11 hồ sơ chiếm tỉ lệ 0,69%"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from cchc_lint.document import Span
from cchc_lint.interval import exactly
from cchc_lint.parse.clauses import Figure, complements, exactly_told, related
from cchc_lint.report import Breakdown, Number, Ratio

_SLASH = re.compile(r"\s*/\s*$")
_OF = re.compile(r"\btrên(?: tổng(?: số)?)?\s*$|\btrong tổng số\s*$", re.I)
_CUE = re.compile(
    r"(?:đạt|chiếm|bằng|tương (?:đương|ứng)(?: với)?|tỷ lệ|tỉ lệ|=|\()\s*"
    r"(?:(?:là|đạt|:|khoảng|tỷ lệ|tỉ lệ|gần|xấp xỉ)\s*)*\(?\s*$",
    re.I,
)
_BACK = re.compile(
    r"^\s*%?\s*(?:(?:kế hoạch|chỉ tiêu|dự toán)[^,.;:()\d]{0,20})?\(\s*(?:tương ứng|đạt|với|gồm)?\s*$", re.I
)
_BRACKET_OF_PLAN = re.compile(
    r"^\s*%?\s*(?:so với\s+)?(?:kế hoạch|chỉ tiêu|dự toán|mục tiêu)[^,.;:()\d]{0,40}(?:20\d\d)?[^,.;:()\d]{0,20}\(\s*$",
    re.I,
)
_BRACKET = re.compile(r"^[^.;()\d]{0,60}\(\s*(?:tương ứng|tức|với|gồm|là)?\s*$", re.I)
_ELSEWHEN = re.compile(r"so với|cùng kỳ|kế hoạch|chỉ tiêu|dự toán|mục tiêu|năm|quý|tháng|trước", re.I)
_AFTERWARDS = re.compile(
    r"^\s*%?\s*(?:trên |của |trong |so với )?tổng(?: số)?\s*$|^\s*%?\s*(?:trên |của )?(?:tổng )?số\b[^.,;()\d]{0,80}\(\s*$", re.I
)
_OF_NUMBER = re.compile(r"^\s*%?\s*(?:trên |của |trong |so với )?(?:tổng )?số (?P<what>[^,.;:()\d]{4,60})", re.I)
_AIM = re.compile(r"\b(?:để|nhằm|phấn đấu|sẽ|tối thiểu|ít nhất)\b[^;]*$", re.I)
_SCALES = ("nghìn", "ngàn", "triệu", "tỷ", "tỉ")
_CLAUSE_AFTER = re.compile(r"[^,.;:()]*")
_REACHED = re.compile(r"\bđạt(?: tỷ lệ| tỉ lệ)?\s*$", re.I)
_OF_PLAN = re.compile(r"^\s*%?\s*\)?\s*(?:kế hoạch|so với|chỉ tiêu|dự toán|số xã|số đơn vị)", re.I)
_PLAN = re.compile(r"\b(?:kế hoạch|chỉ tiêu|dự toán|mục tiêu)(?: là| giao| năm)?\W*$", re.I)
_LISTED = re.compile(r"\s*%?\s*(?:,|;|và|,\s*và)\s*", re.I)
# "văn bản giấy 13, tỷ lệ văn bản điện tử đạt 98,1%": the percent of something else
_OWN_SUBJECT = re.compile(
    r"\b(?:tỷ|tỉ) lệ\s+(?!là|đạt|chiếm|bằng|khoảng|tương|này|trên)(?P<subject>[^,.;:()\d]{3,60}?)\s*"
    r"(?:đạt|là|bằng|chiếm|:)?\s*$", re.I
)
_EMPTY = frozenset((
    "hồ", "sơ", "số", "và", "được", "có", "đã", "là", "đạt", "các", "của", "văn", "bản", "thủ", "tục", "kết", "quả",
    "giải", "quyết", "tthc", "trong", "đó", "gồm",
))
_VAGUE = 10
_ROUGHLY = re.compile(r"\b(?:hơn|gần|khoảng|trên|xấp xỉ|quá)\s*$", re.I)
_NEAR = 12  # of 100: a percent that misses its part by more is that of something else
_TO_DO = re.compile(r"\b(?:sẽ|phải|dự kiến|kế hoạch|đề ra|đặt ra)\b[^.;]*$", re.I)  # "sẽ kiểm tra 11 đơn vị"
_SHARE = re.compile(r"chiếm", re.I)
_GROWTH = re.compile(r"(?:tăng|giảm|vượt|tiết kiệm|cắt giảm)\W*(?:thêm|hơn)?\W*$", re.I)


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
            found.append(_ratio(part.number, _as_whole(whole), percent))
    shares = _with_wholes(_shares(figures, used), figures, breakdowns)
    told = {ratio.percent.span for ratio in (*found, *shares) if ratio.percent}
    named = [ratio for ratio in _named(figures, breakdowns) if ratio.percent and ratio.percent.span not in told]
    return sorted([*found, *shares, *named], key=lambda ratio: ratio.span)


def is_right(ratio: Ratio) -> bool:
    """Does the percent fit its counts?"""
    return ratio.percent is not None and _fits(ratio.part, ratio.whole, ratio.percent)


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


def _percent_of(figures: Sequence[Figure], i: int) -> int | None:
    """The index of the percent told with the fraction figures[i] / figures[i + 1]."""
    before, j = i - 1, i + 2
    if before >= 0 and figures[before].is_percent:
        part, whole, percent = (figures[at].number for at in (i, i + 1, before))
        if _BACK.match(figures[i].gap) or _BRACKET.match(figures[i].gap) and _fits(part, whole, percent):
            return before
    if j < len(figures) and figures[j].is_percent:
        gap = figures[j].gap
        apart = figures[j].starts_sentence or ";" in gap or _GROWTH.search(gap)
        if len(gap) <= 160 and not apart and _CUE.search(gap):
            return j
    return None


def _shares(figures: Sequence[Figure], used: set[int]) -> list[tuple[int, int]]:
    """(count, percent) pairs where a percent follows its count directly, or some percents as many counts."""
    pairs = []
    for i in range(len(figures) - 1):
        count, percent = figures[i], figures[i + 1]
        if i in used or i + 1 in used or count.is_percent or not percent.is_percent:
            continue
        run = _percents_in_a_row(figures, i + 1)
        if run > 1:
            counts = figures[max(0, i + 1 - run) : i + 1]
            apart = any(f.is_percent or f.is_denominator or f.starts_sentence for f in counts[1:])
            if len(counts) == run and not apart:
                pairs += [(i + 1 - run + k, i + 1 + k) for k in range(run)]
            continue
        gap = percent.gap
        if len(gap) > 60 or ";" in gap or percent.starts_sentence or _GROWTH.search(gap) or not count.is_amount:
            continue
        of_all = i + 2 < len(figures) and bool(_AFTERWARDS.search(figures[i + 2].gap))
        other = _OWN_SUBJECT.search(gap) or _tells_another(percent, count) or _AIM.search(gap)
        if _CUE.search(gap) and not other and percent.depth >= count.depth:
            pairs.append((i, i + 1))
        elif _CUE.search(gap) and not other and of_all:
            pairs.append((_before_bracket(figures, i), i + 1))
    return sorted([*pairs, *_counted_after(figures, used | {k for pair in pairs for k in pair})])


def _before_bracket(figures: Sequence[Figure], i: int) -> int:
    """The count that the bracket of figure `i` is about, in its sentence; `i` itself where there is none."""
    for k in range(i, 0, -1):
        if figures[k].starts_sentence:
            break
        if figures[k - 1].depth < figures[i].depth and figures[k - 1].is_amount:
            return k - 1
    return i


def _tells_another(percent: Figure, count: Figure) -> bool:
    """Do the words after the percent name another state: "trễ hạn 63 (đạt 99,8% trước và đúng hạn)"?"""
    after = _CLAUSE_AFTER.match(percent.after.lower())
    words = f"{count.label} {count.number.noun}"
    told = (pattern.search(after[0]) for pattern in complements()[:1]) if after else ()
    return any(match and match[0] not in words for match in told)


def _counted_after(figures: Sequence[Figure], used: set[int]) -> Iterator[tuple[int, int]]:
    """(count, percent) where the count stands in a bracket after its percent: "68,5% nộp trực tuyến (66.034 hồ sơ)"."""
    for i in range(1, len(figures)):
        percent, count = figures[i - 1], figures[i]
        if {i - 1, i} & used or not percent.is_percent or not count.is_amount or count.first:
            continue
        alone = count.depth == percent.depth + 1 and count.after.partition(")")[0].count("(") == 0 and ")" in count.after
        moved = _GROWTH.search(percent.gap) or _ELSEWHEN.search(count.gap) or _AFTERWARDS.search(count.gap)
        if alone and _BRACKET.search(count.gap) and not moved and not count.number.quantifier:
            yield i, i - 1


def _named(figures: Sequence[Figure], breakdowns: Sequence[Breakdown]) -> Iterator[Ratio]:
    """Percents that name the part that they are of: "vụ, hòa giải thành 34, không thành 5, tỷ lệ thành 82,93%"."""
    at = {figure.number.span: figure for figure in figures}
    for percent in figures:
        subject = _OWN_SUBJECT.search(percent.gap) if percent.is_percent else None
        words = set(subject["subject"].lower().split()) - _EMPTY if subject else set()
        best: tuple[Decimal, Ratio] | None = None
        for breakdown in breakdowns:
            if not words or not breakdown.exhaustive or breakdown.span.end > percent.number.span.start:
                continue
            for part in _parts_named(words, [at[part.span] for part in breakdown.parts if part.span in at]):
                off = _misses(part, breakdown.total, percent.number)
                if off <= _NEAR and (best is None or off < best[0]):
                    best = off, replace(_ratio(part, breakdown.total, percent.number), stated=False)
        if best:
            yield best[1]


def _parts_named(words: set[str], parts: Sequence[Figure]) -> list[Number]:
    """The parts told with all of `words`, and the sum of those that they hold ("trước và đúng hạn")."""
    told = [(part.number, {*part.label.split(), *part.number.noun.split()} - _EMPTY) for part in parts]
    within = [number for number, own in told if own and own <= words]
    found = [number for number, own in told if words <= own]
    return [*found, _sum(within)] if len(within) > 1 else found


def _sum(numbers: Sequence[Number]) -> Number:
    total = sum(number.value for number in numbers)
    span = Span(numbers[0].span.start, numbers[-1].span.end)
    return replace(numbers[0], span=span, text="", value=total, interval=exactly(total), style="sum")


def _misses(part: Number, whole: Number, percent: Number) -> Decimal:
    """By how much of 100 the percent misses part / whole."""
    if not whole.value or not percent.value:
        return Decimal(100)
    if _fits(part, whole, percent):
        return Decimal(0)
    real = Decimal(part.value) * 100 / Decimal(whole.value)
    return abs(real - Decimal(percent.value)) * 100 / Decimal(percent.value)


def _percents_in_a_row(figures: Sequence[Figure], at: int) -> int:
    """How many percents are listed from `at` on: "291, 164, 25 phiếu, tương ứng 60,63%, 34,17%, 5,21%"."""
    end = at + 1
    while end < len(figures) and figures[end].is_percent and _LISTED.fullmatch(figures[end].gap):
        end += 1
    return end - at


def _with_wholes(
    pairs: list[tuple[int, int]], figures: Sequence[Figure], breakdowns: Sequence[Breakdown]
) -> list[Ratio]:
    found = []
    series_whole = _whole_of_series(pairs, figures)
    common = _common_wholes(pairs, figures)
    for i, j in pairs:
        count, percent = figures[i].number, figures[j].number
        named = _whole_named(figures, i, j)
        if named is not None:
            found.append(_ratio(count, named, percent))
            continue
        plan = _plan_after(figures, i, j)
        if plan is not None:
            found.append(_ratio(_of_plan(figures, i, plan, percent, breakdowns), plan, percent))
            continue
        total = _whole_of_part(count, breakdowns)
        if _PLAN.search(figures[i].gap):  # "5.920 lượt người (kế hoạch 5.000 lượt, đạt 118,4%)"
            done = _done_of_plan(figures, i)
            if done is not None:
                found.append(replace(_ratio(done, count, percent), stated=False))
            continue
        planned = bool(_OF_PLAN.match(figures[j].after))
        told = total is not None and not planned and (
            bool(_SHARE.search(figures[j].gap)) or _are_shares(total, pairs, figures, breakdowns)
        )
        # "ngân sách tỉnh 6.718 triệu đồng (59,98%)" may be of its own plan, not of the total.
        whole = (total if told else None) or series_whole or common.get(j) or _whole_that_fits(figures, i, j)
        if whole is not None:
            found.append(_ratio(count, whole, percent))
            continue
        inferred = (None if planned else total) or _whole_before(figures, i, j)
        inferred = inferred or (None if planned else _whole_near(figures, i, j))
        if inferred is not None:
            base = inferred if _fits(count, inferred, percent) else _other_base(figures, i, j) or inferred
            found.append(replace(_ratio(count, base, percent), stated=False))
    return found


def _common_wholes(pairs: Sequence[tuple[int, int]], figures: Sequence[Figure]) -> dict[int, Number]:
    """For three shares or more of one sentence, by the index of the percent, the figure before them that most of them
    fit: "1.242 người. … 41 người, chiếm 3,3%; 466 người, chiếm 37,5%; 128 người, chiếm 10,3%"."""
    found: dict[int, Number] = {}
    runs: list[list[tuple[int, int]]] = []
    for pair in pairs:
        if not runs or any(figures[k].starts_sentence for k in range(runs[-1][-1][0] + 1, max(pair) + 1)):
            runs.append([])
        runs[-1].append(pair)
    for run in (run for run in runs if len(run) > 2):
        most = max(figures[i].number.value for i, _ in run)
        for figure in reversed(figures[: run[0][0]]):
            fitting = sum(_fits(figures[i].number, figure.number, figures[j].number) for i, j in run)
            alike = figure.is_amount and figure.number.value >= most and related(figure.family, figures[run[0][0]].family)
            if alike and fitting > 1 and fitting >= len(run) - 1:
                found.update({j: figure.number for _, j in run})
                break
    return found


def _other_base(figures: Sequence[Figure], i: int, j: int) -> Number | None:
    """What an exact percent is really of where it is not the likely whole: another figure of the unit in the passage,
    or the count with one ("đã hoàn thành 14.210, đạt 98,57%; … quá hạn 206")."""
    count, percent = figures[i], figures[j].number
    if not percent.decimals:
        return None
    others = [f for f in figures if f is not count and f.is_amount and related(f.family, count.family)]
    for figure in others:
        if _fits(count.number, figure.number, percent):
            return figure.number
    sums = (_sum([count.number, figure.number]) for figure in others)
    return next((made for made in sums if _fits(count.number, made, percent)), None)


def _whole_named(figures: Sequence[Figure], i: int, j: int) -> Number | None:
    """The whole that the words after a percent name: "chiếm 2,9% tổng số 4.344 lượt", "58,3% số dự thi"."""
    if j + 1 < len(figures) and j + 1 != i and _AFTERWARDS.search(figures[j + 1].gap):
        return figures[j + 1].number
    match = _OF_NUMBER.match(figures[j].after)
    words = set(match["what"].lower().split()) - _EMPTY if match else set()
    for figure in reversed(figures[:i]):
        alike = figure.family == figures[i].family != "" and figure.number.value >= figures[i].number.value
        if words and alike and words <= {*figure.label.split(), *figure.number.noun.split()}:
            return figure.number
    return None


def _done_of_plan(figures: Sequence[Figure], i: int) -> Number | None:
    """The count right before a plan in its sentence, of the same unit."""
    before = figures[i - 1]
    if i == 0 or figures[i].starts_sentence or before.is_percent or before.family != figures[i].family:
        return None
    return before.number


def _plan_after(figures: Sequence[Figure], i: int, j: int) -> Number | None:
    """26 tin, bài, đạt 108,3% kế hoạch quý (24 tin, bài): the plan in the bracket after the percent."""
    if j + 1 == len(figures):
        return None
    plan = figures[j + 1]
    same = plan.family == figures[i].family or not plan.family
    return plan.number if same and not plan.is_percent and _BRACKET_OF_PLAN.match(plan.gap) else None


def _of_plan(
    figures: Sequence[Figure], i: int, plan: Number, percent: Number, breakdowns: Sequence[Breakdown]
) -> Number:
    """What was reached of a plan: the figure before the percent, or the total that its sentence begins with."""
    counts = []
    for figure in reversed(figures[: i + 1]):
        if not figure.is_percent and figure.family == figures[i].family:
            counts.append(figure.number)
        if figure.starts_sentence:
            break
    fitting = next((count for count in counts if _fits(count, plan, percent)), None)
    return fitting or _whole_of_part(figures[i].number, breakdowns) or counts[-1]


def _whole_before(figures: Sequence[Figure], i: int, j: int) -> Number | None:
    """41 vấn đề …, đã xử lý xong 29 vấn đề, đạt 70,73%: the nearest larger count of the same unit in the sentence."""
    if not _REACHED.search(figures[j].gap) or not figures[i].family:
        return None
    of_plan = bool(_OF_PLAN.match(figures[j].after))
    for k in range(i, 0, -1):
        if figures[k].starts_sentence:
            return None
        before = figures[k - 1]
        same = before.family == figures[i].family and before.depth == figures[i].depth and not before.is_percent
        if same and before.number.value >= figures[i].number.value:
            return before.number if not of_plan or _TO_DO.search(before.gap) else None
    return None


def _whole_near(figures: Sequence[Figure], i: int, j: int) -> Number | None:
    """Phát ra 450 phiếu, thu về 438 phiếu (97,33%): the count of the unit right before, where the percent is near."""
    count, percent = figures[i], figures[j].number
    for figure in reversed(figures[:i]):
        if figure.family == count.family != "" and not figure.is_percent:
            beside = figure.depth == min(count.depth, figures[j].depth) and figure.number.value > count.number.value
            return figure.number if beside and _misses(count.number, figure.number, percent) <= _NEAR else None
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
    return 2 * sum(_fits(part, total, percent) for part, percent in told) >= len(told)


def _fits(part: Number, whole: Number, percent: Number) -> bool:
    low, high = percent.interval.low * whole.value, percent.interval.high * whole.value
    return bool(low <= part.value * 100 <= high)


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
    total = _sum([figures[i].number for i, _ in pairs])
    return next((f.number for f in figures if not f.is_percent and f.number.value == total.value), total)


def _whole_that_fits(figures: Sequence[Figure], i: int, j: int) -> Number | None:
    """The nearest figure before the share whose percent it really is; none is no statement."""
    count, percent = figures[i].number, figures[j].number
    for figure in reversed(figures[:i]):
        whole = figure.number
        if figure.is_percent or whole.value <= count.value or not related(figure.family, figures[i].family):
            continue
        if _fits(count, whole, percent):
            return whole
    return None


def _ratio(part: Number, whole: Number, percent: Number | None) -> Ratio:
    told = [n.span for n in (part, whole, percent) if n is not None and n.style != "sum"]
    return Ratio(Span(min(s.start for s in told), max(s.end for s in told)), part, whole, percent)
