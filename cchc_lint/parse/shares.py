"""Which count a percent is told of: "11 hồ sơ, chiếm tỉ lệ 0,69%", "68,5% nộp trực tuyến (66.034 hồ sơ)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cchc_lint.parse.clauses import Figure, complements
from cchc_lint.parse.complements import words_of
from cchc_lint.parse.synonyms import plainly

# "đạt", "chiếm", "tỷ lệ là", "(": the words that tie a percent to the count before it.
CUE = re.compile(
    r"(?:đạt|chiếm|bằng|tương (?:đương|ứng)(?: với)?|tỷ lệ|tỉ lệ|=|\()\s*"
    r"(?:(?:là|đạt|:|khoảng|tỷ lệ|tỉ lệ|gần|xấp xỉ)\s*)*\(?\s*$",
    re.I,
)
# "… hồ sơ (": opens a bracket that tells the count, or the fraction, of the percent before it.
BRACKET = re.compile(r"^[^.;()\d]{0,60}\(\s*(?:tương ứng|tức|với|gồm|là)?\s*$", re.I)
# "tăng 5%": a percent of a change.
GROWTH = re.compile(r"(?:tăng|giảm|vượt|tiết kiệm|cắt giảm)\W*(?:thêm|hơn)?\W*$", re.I)
# "văn bản giấy 13, tỷ lệ văn bản điện tử đạt 98,1%": the percent of something else
OWN_SUBJECT = re.compile(
    r"\b(?:tỷ|tỉ) lệ\s+(?!là|đạt|chiếm|bằng|khoảng|tương|này|trên)(?P<subject>[^,.;:()\d]{3,60}?)\s*"
    r"(?:đạt|là|bằng|chiếm|:)?\s*$", re.I
)
# "% trên tổng số", "% tổng số hồ sơ (": the figure after the percent is its whole.
AFTERWARDS = re.compile(
    r"^\s*%?\s*(?:trên |của |trong |so với )?tổng(?: số)?\s*$"
    r"|^\s*%?\s*(?:trên |của )?(?:tổng )?số\b[^.,;()\d]{0,80}\(\s*$"
    r"|^\s*%?\s*so với\s*$", re.I
)


# "sẽ đạt 90%", "phấn đấu đạt 90%": no share of what is counted.
_AIM = re.compile(r"\b(?:để|nhằm|phấn đấu|sẽ|tối thiểu|ít nhất)\b[^;]*$", re.I)


def find_shares(figures: Sequence[Figure], used: set[int]) -> list[tuple[int, int]]:
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
        if len(gap) > 60 or ";" in gap or GROWTH.search(gap):
            continue
        if percent.starts_sentence or not count.is_amount:
            continue
        of_all = i + 2 < len(figures) and bool(AFTERWARDS.search(figures[i + 2].gap))
        other = OWN_SUBJECT.search(gap) or _tells_another(percent, count) or _AIM.search(gap)
        if CUE.search(gap) and not other and percent.depth >= count.depth:
            pairs.append((i, i + 1))
        elif CUE.search(gap) and not other and of_all:
            pairs.append((_before_bracket(figures, i), i + 1))
    return sorted([*pairs, *_counted_after(figures, used | {k for pair in pairs for k in pair})])


_LISTED = re.compile(r"\s*%?\s*(?:,|;|và|,\s*và)\s*", re.I)


def _percents_in_a_row(figures: Sequence[Figure], at: int) -> int:
    """How many percents are listed from `at` on: "291, 164, 25 phiếu, tương ứng 60,63%, 34,17%, 5,21%"."""
    end = at + 1
    while end < len(figures) and figures[end].is_percent and _LISTED.fullmatch(figures[end].gap):
        end += 1
    return end - at


def _before_bracket(figures: Sequence[Figure], i: int) -> int:
    """The count that the bracket of figure `i` is about, in its sentence; `i` itself where there is none."""
    for k in range(i, 0, -1):
        if figures[k].starts_sentence:
            break
        if figures[k - 1].depth < figures[i].depth and figures[k - 1].is_amount:
            return k - 1
    return i


_CLAUSE_AFTER = re.compile(r"[^,.;:()]*")


def _tells_another(percent: Figure, count: Figure) -> bool:
    """Do the words after the percent name another state: "trễ hạn 63 (đạt 99,8% trước và đúng hạn)"?"""
    after = _CLAUSE_AFTER.match(percent.after.lower())
    words = words_of(count)
    told = (pattern.search(plainly(after[0])) for pattern in complements()[:1]) if after else ()
    return any(match and match[0] not in words for match in told)


# "(cùng kỳ 120 hồ sơ": the bracket after the percent tells another period, or a plan.
_ELSEWHEN = re.compile(r"so với|cùng kỳ|kế hoạch|chỉ tiêu|dự toán|mục tiêu|năm|quý|tháng|trước", re.I)


def _counted_after(figures: Sequence[Figure], used: set[int]) -> Iterator[tuple[int, int]]:
    """(count, percent) where the count stands in a bracket after: "68,5% nộp trực tuyến (66.034 hồ sơ)"."""
    for i in range(1, len(figures)):
        percent, count = figures[i - 1], figures[i]
        if {i - 1, i} & used or not percent.is_percent or not count.is_amount or count.first:
            continue
        inside, closing, _ = count.after.partition(")")
        alone = count.depth == percent.depth + 1 and "(" not in inside and closing
        moved = GROWTH.search(percent.gap) or _ELSEWHEN.search(count.gap) or AFTERWARDS.search(count.gap)
        if alone and BRACKET.search(count.gap) and not moved and not count.number.quantifier:
            yield i, i - 1
