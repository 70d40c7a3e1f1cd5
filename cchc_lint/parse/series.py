"""Breakdowns that no word announces, found by how their counts stand side by side:

    41 vụ, hòa giải thành 34, không thành 5, đang hòa giải 2          counts without their noun after a whole
    toàn trình 207, một phần 113, tổng cộng 320                       the whole told last
    Cơ cấu: Văn phòng 14, Phòng Kinh tế 16, Trung tâm 10 người        a sentence sorting a whole told before
    43 hồ sơ thuộc lĩnh vực đất đai (36 hồ sơ), hộ tịch (7 hồ sơ)     names with their counts in brackets

What is done and what is left of it, and a thing with its contrary: remainders.py.

Only counts that make about the whole are taken for its parts, so that a difference is a slip and no other
thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from cchc_lint.document import Span
from cchc_lint.interval import Exact
from cchc_lint.parse.clauses import Figure, complements, exactly_told, progress, related
from cchc_lint.parse.complements import (
    CLAUSE_END,
    STATES,
    are_complements,
    are_near,
    are_of_one_sort,
    is_about,
    is_apart,
    is_count,
    is_moved,
    is_of_another_period,
    is_told_after,
    missed_by,
    overlap,
    told_beside,
    words_of,
)
from cchc_lint.parse.remainders import Series, find_contraries, find_left_over
from cchc_lint.parse.synonyms import plainly
from cchc_lint.report import Breakdown

_TIMES = frozenset(("ngày", "tháng", "giờ", "phút", "năm", "tuần", "tuổi"))  # a count of them is a term
_SMALL = 10  # a whole below it has too many neighbours that come near it by chance


def find_series(
    figures: Sequence[Figure], told: Sequence[Breakdown], earlier: Sequence[Figure] = ()
) -> list[Breakdown]:
    """The breakdowns of one passage that none of `told`, those that are announced, holds already."""
    taken = {part.span for breakdown in told if breakdown.exhaustive for part in breakdown.parts}
    found: list[Breakdown] = []
    for total, parts, stated in _candidates(figures, earlier):
        if any(part.number.span in taken for part in parts):
            continue
        made = sum(part.number.value for part in parts)
        if missed_by(total, parts) and is_told_after(figures, parts[-1], made):
            continue
        taken.update(part.number.span for part in parts)
        numbers = tuple(part.number for part in parts)
        spans = [total.number.span, *(number.span for number in numbers)]
        span = Span(min(each.start for each in spans), max(each.end for each in spans))
        whole = total.number if missed_by(total, parts) else exactly_told(total.number)
        found.append(Breakdown(span=span, total=whole, parts=numbers, exhaustive=True, stated=stated))
    return found


def _candidates(figures: Sequence[Figure], earlier: Sequence[Figure]) -> Iterator[Series]:
    """(whole, parts, whether the words of the parts say that they make it)."""
    yield from _sorted_out(figures, earlier)
    yield from _by_words(figures)
    yield from _summed_up(figures)
    yield from _elliptic(figures)
    yield from _counted_names(figures)
    yield from _alike(figures)
    yield from find_contraries(figures)
    yield from find_left_over(figures)


# "1.760/1.774 đại biểu (khuyết 14 đại biểu)": what is left of a fraction.
_LATE = re.compile(r";[^,;]*\b(?:quá|trễ) (?:hạn|hẹn)\s*$", re.I)  # "2.960/3.178 hồ sơ; trễ hạn 218"
_REMAINDER = re.compile(r"\b(?:khuyết|còn thiếu|thiếu|còn lại|còn khuyết)\s*:?\s*$", re.I)


def _by_words(figures: Sequence[Figure]) -> Iterator[Series]:
    """Parts told with complements: "127 kiến nghị, đã giải quyết 109, còn 18 đang xử lý"."""
    for i in range(len(figures) - 2):  # "1.760/1.774 đại biểu (khuyết 14 đại biểu)"
        rest = i + 2 + figures[i + 2].is_percent
        if not figures[i + 1].is_denominator or rest >= len(figures) or figures[rest].starts_sentence:
            continue
        parts = [figures[i], figures[rest]]
        told_left = _REMAINDER.search(figures[rest].gap) and are_near(figures[i + 1], parts)
        if told_left or _LATE.search(figures[rest].gap) and is_about(figures[i + 1], parts):
            yield figures[i + 1], parts, True
    counts = [
        i for i, f in enumerate(figures)
        if not f.is_percent and not f.is_denominator and not f.number.decimals
        and not (i + 1 < len(figures) and figures[i + 1].is_denominator)
    ]
    told = {i: told_beside(figures[i]) for i in counts}
    at = 1
    while at < len(counts):
        sorts = (*complements()[:STATES], *progress())
        run = max((_run(figures, counts, at, told, words) for words in sorts), key=len)
        total = _whole_of_run(figures, counts[max(0, at - 3) : at], run) if len(run) > 1 else None
        if total is not None:
            run = _with_the_rest(figures, total, run, counts[at + len(run) :])
            yield figures[total], [figures[i] for i in run], True
        at += len(run) if total is not None else 1


def _run(
    figures: Sequence[Figure], counts: Sequence[int], start: int, told: Mapping[int, str],
    words: re.Pattern[str],
) -> list[int]:
    """The first of `counts` from start on that stand side by side in one sentence, each told with another of
    the words; told: the words on both sides of each."""
    run: list[int] = []
    seen: set[str] = set()
    for at in range(start, len(counts)):
        i = counts[at]
        figure = figures[i]
        beside = figure.depth == figures[counts[start]].depth and not (run and figure.starts_sentence)
        match = words.search(told[i]) if beside and not (run and is_apart(figure)) else None
        if match is None or is_moved(figure):
            break
        if match.group() in seen:
            return []  # sorted by more than these words tell
        seen.add(match.group())
        run.append(i)
    return run


def _with_the_rest(
    figures: Sequence[Figure], total: int, run: list[int], following: Sequence[int]
) -> list[int]:
    """The run, and what goes on listing in other words where that makes the total: "đã xử lý 23, đang xử
    lý 01, không thuộc thẩm quyền 01"."""
    wanted = figures[total].number.value - sum(figures[i].number.value for i in run)
    parts = list(run)
    for i in following:
        figure = figures[i]
        if wanted <= 0 or figure.starts_sentence or figure.depth != figures[run[0]].depth or is_moved(figure):
            break
        parts.append(i)
        wanted -= figure.number.value
    return parts if wanted == 0 else run


def _whole_of_run(figures: Sequence[Figure], before: Sequence[int], run: list[int]) -> int | None:
    parts = [figures[i] for i in run]
    made = sum(part.number.value for part in parts)
    alike = [i for i in reversed(before) if all(related(figures[i].family, part.family) for part in parts)]
    wholes = [i for i in alike if figures[i].depth == parts[0].depth]
    larger = next((at for at, i in enumerate(wholes, 1) if figures[i].number.value > made), None)
    near = [
        i for i in wholes[:larger]
        if (are_near(figures[i], parts) or is_about(figures[i], parts))
        and not are_complements([figures[i], *parts]) and not is_of_another_period(figures[i])
    ]
    exact = next((i for i in (*wholes, *alike) if figures[i].number.value == made), None)
    return exact if exact is not None else min(near, key=lambda i: missed_by(figures[i], parts), default=None)


# "tổng cộng", "nâng tổng số … lên": the words right before a whole that is told last.
_SUM = re.compile(
    r"(?:^|[,;.()]|\bvà)\s*(?:tính |như vậy,? )?(?:tổng cộng|tổng số|tổng|cộng chung|cộng|chung|tất cả"
    r"|cả (?:hai|ba) loại|đủ|trên tổng số|(?:nâng|đưa) tổng số[^,;.()\d]{0,30} lên)"
    r"\s*(?:là|có|được|cả|:)?\s*$"
    r"|\btrên tổng số\s*$", re.I
)
# "bỏ 03 thủ tục": taken off the whole, no part of it.
_TAKEN_OFF = re.compile(r"\b(?:(?<!bãi )bỏ|trừ|loại)\s*$", re.I)


def _summed_up(figures: Sequence[Figure]) -> Iterator[Series]:
    """The whole after its parts: "đăng 68 tin, bài; phát 42 tin; tổng cộng 110 tin, bài"."""
    for i, total in enumerate(figures):
        if i < 2 or total.starts_sentence or not is_count(total) or not _SUM.search(total.gap):
            continue
        before: list[Figure] = []
        for figure in reversed(figures[:i]):
            if figure.depth < total.depth:
                break
            if figure.depth == total.depth and is_count(figure) and not figure.is_denominator \
                    and not _TAKEN_OFF.search(figure.gap):
                if not related(total.family, figure.family) and not related(figure.family, total.family):
                    break
                before.insert(0, figure)
            if figure.starts_sentence:
                break
        series = [before[at:] for at in range(len(before) - 1)]
        parts = _making(total, series) or next((each for each in series[-1:] if is_about(total, each)), [])
        if parts:
            yield total, parts, True


# "Theo thời gian:", "Trình độ chuyên môn:": the words that open a sentence that sorts a whole.
_SORTED = re.compile(
    r"(?:^|[.;!?]\s+)\W*"
    r"(?:cơ cấu|chia ra|cụ thể|(?:nếu )?(?:xét |phân |chia )?theo [^.;:,(]{2,40}(?:\([^()\d]{1,30}\))?"
    r"|về [^.;:,]{2,30})\s*[:,]"
    r"|(?:^|[.;!?]\s+)\W*(?:trình độ|độ tuổi|giới tính|hình thức|lĩnh vực|nội dung)[^.;:,\d]{0,40}:"
    r"|\b(?:phân|chia|xếp|tính) theo [^.;:,]{2,40}:"
    r"|(?:^|[.;!?]\s+)\W*trong (?:tổng )?số [^.;:,\d]{4,40}[:,]", re.I,
)
_OF_THOSE = re.compile(r"\btrong (?:tổng )?số (?P<what>[^.;:,\d]{4,40})[:,]", re.I)  # "Trong số hồ sơ mới tiếp nhận:"
# "một người giữ nhiều chức danh", "trùng nhau 3": some are counted under two heads.
_MORE_THAN_ONE = re.compile(r"^[^.]*\b(?:một|mỗi) [^.;]{2,30}\bnhiều\b|^[^.]*\btrùng\b", re.I)


def _sorted_out(figures: Sequence[Figure], earlier: Sequence[Figure]) -> Iterator[Series]:
    """A sentence that sorts a whole told before it: "Theo thời gian: tháng 7 có 842 hồ sơ, tháng 8 1.296"."""
    for i, first in enumerate(figures):
        if not _SORTED.search(first.gap) or not (first.starts_sentence or ";" in first.gap):
            continue
        parts: list[Figure] = []
        semicolons = ";" in first.after  # they part its items, and nothing else
        for figure in figures[i:]:
            if figure is not first and (figure.starts_sentence or (";" in figure.gap) != semicolons and parts[1:]):
                break
            if figure.depth != first.depth or figure.is_percent or figure.family in _TIMES:
                continue
            if not is_count(figure) or figure.is_denominator or is_moved(figure):
                parts = []
                break
            parts.append(figure)
        counted = {part.family for part in parts if part.family}
        least = 2 if are_complements(parts) else 3
        if len(parts) < least or len(counted) > 1 or overlap(parts) or _MORE_THAN_ONE.search(parts[-1].after):
            continue
        named = _OF_THOSE.search(first.gap)
        words = set(plainly(named["what"].lower()).split()) if named else set()
        wholes = [
            whole for whole in (*earlier, *figures[:i])
            if is_count(whole) and is_about(whole, parts) and words <= set(f"hồ sơ {words_of(whole)}".split())
            and all(related(whole.family, family) for family in counted)
        ]
        if wholes and not _sorts_them_all(figures[:i], parts):
            yield min(reversed(wholes), key=lambda whole: missed_by(whole, parts)), parts, False


def _sorts_them_all(before: Sequence[Figure], parts: Sequence[Figure]) -> bool:
    """Do the counts right before make the parts' sum together: "Ban hành 100, góp ý 10 văn bản. Cụ thể: …"?"""
    made = sum(part.number.value for part in parts)
    told = [figure.number.value for figure in before if is_count(figure)]
    return any(sum(told[-length:]) == made for length in range(2, min(len(told), 4) + 1))


_NESTS = re.compile(r"\b(?:trong đó|gồm|cụ thể)\b", re.I)  # what follows are the parts of a part


def _elliptic(figures: Sequence[Figure]) -> Iterator[Series]:
    """Counts side by side in the unit of the whole before them, most of them without their noun."""
    for i, total in enumerate(figures):
        if not is_count(total) or is_moved(total):
            continue
        parts: list[Figure] = []
        summed: Exact = 0
        for at, figure in enumerate(figures[i + 1 :], i + 1):
            if figure.starts_sentence or figure.depth < total.depth:
                break
            if figure.depth > total.depth or figure.is_percent or figure.family in _TIMES:
                continue
            fraction = figure.is_denominator or (at + 1 < len(figures) and figures[at + 1].is_denominator)
            nested = _NESTS.search(figure.gap)
            closed = len(parts) > 1 and ";" in figure.gap and ";" not in parts[1].gap
            if fraction or nested or closed or not is_count(figure) or is_moved(figure) or is_apart(figure):
                break
            if figure.family != total.family:
                break
            parts.append(figure)
            summed += figure.number.value
            if summed > 2 * total.number.value + 1:
                break  # far too much: no more of them can make it or come near it
        made = _making(total, [parts[:length] for length in range(len(parts), 1, -1)])
        if made and missed_by(total, made) and _has_rival(figures[:i], total, made):
            continue
        bare = sum(not part.number.unit for part in made)
        if made and 2 * bare >= len(made) and not overlap(made) and (total.family or len(made) > 2):
            yield total, made, False


def _counted_names(figures: Sequence[Figure]) -> Iterator[Series]:
    """Names with their counts in brackets of their own: "43 hồ sơ thuộc lĩnh vực đất đai (36 hồ sơ) và bảo trợ xã hội
    (7 hồ sơ)"."""
    for i, total in enumerate(figures):
        if not is_count(total) or not total.family:
            continue
        parts: list[Figure] = []
        for figure in figures[i + 1 :]:
            alone = figure.gap.endswith("(") and ")" in figure.after.partition("(")[0]
            if figure.depth == total.depth and figure.family != total.family and figure.after.endswith("("):
                continue  # "chính quyền 02 cấp (27 lượt)": a figure of the name
            if figure.starts_sentence or figure.depth != total.depth + 1 or not alone or not is_count(figure):
                break
            if not figure.family or not related(total.family, figure.family):
                break
            parts.append(figure)
        if len(parts) > 1 and len({part.family for part in parts}) == 1 and is_about(total, parts):
            yield total, parts, False


_FIRST_WORDS = 2
_TIES = frozenset(("được", "đã", "đang", "do", "thuộc", "tại", "ở", "của", "về", "cho", "theo"))


def _alike(figures: Sequence[Figure]) -> Iterator[Series]:
    """Counts told with the same words first: "41 ý kiến; 33 ý kiến được trả lời ngay, 08 ý kiến được trả lời sau"."""
    for i, total in enumerate(figures[:-2]):
        parts = list(figures[i + 1 : i + 3])
        if not is_count(total) or not total.family or not all(is_count(part) for part in parts):
            continue
        same = all(part.family == total.family and part.depth == total.depth for part in parts)
        if not same or any(part.starts_sentence or part.is_denominator or is_moved(part) for part in parts):
            continue
        opening = [_told_of(part)[:_FIRST_WORDS] for part in parts]
        alike = len(opening[0]) == _FIRST_WORDS and opening[0] == opening[1] and opening[0][0] in _TIES
        if alike and total.number.value >= _SMALL and is_about(total, parts):
            yield total, parts, False


def _told_of(figure: Figure) -> list[str]:
    """The words after a figure and its unit, up to a comma."""
    words = CLAUSE_END.split(figure.after, maxsplit=1)[0].lower().split()
    return words[len(figure.number.unit.split()) :]


def _has_rival(before: Sequence[Figure], total: Figure, parts: Sequence[Figure]) -> bool:
    """Can a count of the sentence before the total be the whole of the parts as well?

    "240 công chức, 230 viên chức; nam 120, nữ 120": the parts are of the first, or of both.
    """
    made = sum(part.number.value for part in parts)
    sums: Exact = total.number.value
    after = total
    for figure in reversed(before):
        if after.starts_sentence:
            return False
        after = figure
        if figure.depth != total.depth or figure.family != total.family or not is_count(figure):
            continue
        sums += figure.number.value
        if is_about(figure, parts) or sums == made:
            return True
    return False


def _making(total: Figure, series: Iterable[list[Figure]]) -> list[Figure]:
    """Of `series`, the one that makes the total; else the first, which is the longest, where it makes about
    the total and is sorted by one thing."""
    tried = [parts for parts in series if len(parts) > 1]
    exact = [parts for parts in tried if sum(part.number.value for part in parts) == total.number.value]
    if exact:
        return exact[0]
    longest = tried[0] if tried else []
    near = len(longest) > 2 or (len(longest) == 2 and total.number.value >= _SMALL)
    near = near and not is_of_another_period(total)
    return longest if near and is_about(total, longest) and are_of_one_sort(longest) else []
