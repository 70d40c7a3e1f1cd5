"""What opens a list of parts after a count:

    50 đơn vị, trong đó 12 sở; 38 văn bản, gồm: 03 chỉ thị …      its words
    397 hồ sơ (trực tuyến 380, trực tiếp 17)                      a bracket that holds counts of its own
    Trong 121 thủ tục, lĩnh vực điện 19 thủ tục, …                a sentence that opens on the total
    25 lượt người đi đào tạo: 03 lượt …, 02 lượt …, 18 lượt …     a colon before counts of the same unit
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from cchc_lint.parse.clauses import CASES, COMMA, Figure, counts_sorts, related
from cchc_lint.parse.complements import are_complements

CONNECTOR = re.compile(
    r"\b(?P<whole>bao gồm|gồm có|gồm|chia ra|(?:phân|chia) (?:theo|thành)[^:;,.()\d]{0,30}"
    r"|cụ thể(?: là| như sau)?)\b"
    r"|\b(?P<part>trong (?:số )?đó)\b(?P<some>[\s,:]*có\b)?", re.I
)
# What parts the items of a list from each other.
SEPARATOR = re.compile(rf"{COMMA}|;|\bvà\b")


class Connector(NamedTuple):
    """at: index of the first figure after it; depth: of the brackets that its parts stand in; exhaustive: its
    words say that the parts make the whole; some: they say that there are others ("trong đó có")."""

    at: int
    depth: int
    exhaustive: bool
    some: bool
    bounded: bool = False  # its parts end at a semicolon
    bracket: bool = False  # opened by a bracket alone
    listed: bool = False  # a bracket that holds nothing but its parts
    within: bool = False  # "Trong 152 thủ tục …": what follows is told of the total, not always as its parts


def find_connectors(figures: Sequence[Figure]) -> list[Connector]:
    """The connectors of one passage, in order."""
    found = []
    for i, figure in enumerate(figures):
        matches = list(CONNECTOR.finditer(figure.gap))
        if matches and i:
            match = matches[-1]
            if _tells_sorts(figures, i, figure.gap[match.end() :]):
                found.append(Connector(i + 1, figure.depth, bool(match["whole"]), bool(match["some"])))
                continue
            rest = figure.gap[match.end() :]
            depth = max(figure.depth - rest.count("(") + rest.count(")"), 0)
            found.append(Connector(i, depth, bool(match["whole"]), bool(match["some"])))
        elif i and _opens_bracket(figures, i):
            listed = _is_plain_list(figures, i)
            found.append(Connector(i, figure.depth, False, False, bracket=True, listed=listed))
        elif i and _opens_sentence(figures, i):
            found.append(Connector(i, figure.depth, False, False, within=True))
        elif i and _opens_list(figures, i):
            found.append(Connector(i, figure.depth, True, False, bounded=True))
        elif i and opens_items(figures, i):
            announced = CONNECTOR.search(figures[i - 1].after)
            if announced:  # the total stands before the list, its parts one to an item
                found.append(Connector(i, 0, bool(announced["whole"]), bool(announced["some"])))
    return found


def opens_items(figures: Sequence[Figure], i: int) -> bool:
    """Is figure `i` the first of the items that the figure before, in the paragraph or item above, announces?"""
    before = figures[i - 1]
    return figures[i].first and figures[i].item == before.item + 1 and before.after.rstrip().endswith(":")


def _tells_sorts(figures: Sequence[Figure], i: int, between: str) -> bool:
    """316 hồ sơ, chia theo 03 lĩnh vực: đất đai 120 hồ sơ, …: is figure `i` the number of the parts that follow it?"""
    if between.strip(" :") or i + 1 == len(figures):
        return False
    whole, sorts, part = figures[i - 1 : i + 2]
    told = part.depth == sorts.depth and not part.starts_sentence and counts_sorts(sorts, part.gap)
    return told and not related(whole.family, sorts.family) and related(whole.family, part.family)


# "giảm 7 đơn vị (từ 145 xuống 138)", "68 nhiệm vụ (riêng nhóm …)": a bracket of no parts.
_ASIDE = re.compile(r"\(\s*(?:từ\s*$|riêng\b|nhất là\b|chủ yếu\b)", re.I)
_BECOMES = re.compile(r"\b(?:thành|xuống|lên)(?: còn)?\s*$")  # "(hợp nhất 12 sở thành 06 sở)"


def _opens_bracket(figures: Sequence[Figure], i: int) -> bool:
    """397 hồ sơ (trực tuyến: 380; …): a bracket after a count that holds two or more counts of its own."""
    figure, before = figures[i], figures[i - 1]
    lead = figure.gap.split("(")[0]
    if figure.first or figure.depth <= before.depth or figure.gap.count("(") != 1:
        return False
    if figure.is_percent:
        return _opens_bands(figures, i)
    if _ASIDE.search(figure.gap) or _is_comparison(figures, i):
        return False
    if len(lead) > 60 or "." in lead.rstrip(". "):
        return False
    following = figures[i + 1] if i + 1 < len(figures) else None
    if following is None or following.is_denominator or _BECOMES.search(following.gap):
        return False
    return following.depth == figure.depth and ")" not in following.gap


def _opens_bands(figures: Sequence[Figure], i: int) -> bool:
    """88 đơn vị (từ 70% đến dưới 100%: 11 đơn vị; …): a bracket that sorts by shares."""
    inside: list[Figure] = []
    for figure in figures[i:]:
        inside.append(figure)
        if figure.depth != figures[i].depth or ")" in figure.after:
            break
    counts = [figure for figure in inside if not figure.is_percent]
    return len(counts) > 1 and all(figure.gap.rstrip().endswith(("%:", ":")) for figure in counts)


_PERIOD = re.compile(r"\s*(?:cùng kỳ|kỳ trước|(?:năm|quý|tháng) )", re.I)
_PERIOD_NAME = re.compile(r"\b(?:cùng kỳ|kỳ|năm|quý|tháng) [^\s,;:)]+", re.I)


def _is_comparison(figures: Sequence[Figure], i: int) -> bool:
    """Does the bracket that opens before `i` tell the figures of one other period?

    "(năm 2021 có 09 đoàn, 173 người)" does.
    """
    inside = figures[i].gap.rpartition("(")[2]
    for figure in figures[i:]:
        inside += figure.after.partition(")")[0]
        if ")" in figure.after:
            break
    return bool(_PERIOD.match(inside)) and len(_PERIOD_NAME.findall(inside)) == 1


def _is_plain_list(figures: Sequence[Figure], i: int) -> bool:
    """Does the bracket that opens before `i` hold one count in each of its parts, and nothing else?"""
    inside, counts = figures[i].gap.rpartition("(")[2], 0
    for figure in figures[i:]:
        counts += not figure.is_percent
        if ")" in figure.after:
            inside += f"#{figure.after.partition(')')[0]}"
            break
        inside += f"#{figure.after}"
    pieces = [piece for piece in SEPARATOR.split(inside) if re.search(r"[#\d]", piece) or len(piece.split()) > 3]
    return counts > 1 and len(pieces) == counts and all(piece.count("#") == 1 for piece in pieces)


# "Trong 121", "; trong tổng số 121": nothing stands before it in its clause.
_WITHIN = re.compile(r"(?:^|[.;:,]\s*|[.;]\s+cũng )\W*(?:cũng )?trong(?: tổng số| số)?\s*$", re.I)


def _opens_sentence(figures: Sequence[Figure], i: int) -> bool:
    """Trong 121 thủ tục, lĩnh vực điện 19 thủ tục, hóa chất 22 thủ tục …"""
    if figures[i].starts_sentence or figures[i].is_percent:
        return False
    return bool(_WITHIN.search(figures[i - 1].gap))


# Between the total and its first part one colon, and before it a bracket without figures at most.
_COLON = re.compile(r"^[^.;:()]{0,80}(?:\([^\d()]{0,40}\))?[^.;:()]{0,20}:\s*[^.;:()]{0,40}$")


_SUMS = re.compile(r"\b(?:tổng|toàn|chung|cả|tất cả)\b", re.I)


def _is_sibling(whole: Figure, part: Figure) -> bool:
    """Is the whole itself told after a name and a colon, as the part is: "xã An: 12 thôn, xã Bình: 10 thôn"?"""
    if not whole.gap.rstrip().endswith(":") or "," not in part.gap:
        return False
    unit = whole.number.unit
    counted = unit in whole.label and unit not in part.label  # "Hồ sơ tiếp nhận: 40 hồ sơ, trực tuyến: 20 hồ sơ"
    return not counted and not _SUMS.search(whole.label)


def _opens_list(figures: Sequence[Figure], i: int) -> bool:
    """25 lượt người đi đào tạo: 03 lượt …, 02 lượt …, 18 lượt …: after a colon counts of one unit, three
    or more or two complements."""
    gap = figures[i].gap
    whole = figures[i - 1]
    if i > 1 and whole.family != figures[i].family and not whole.starts_sentence and counts_sorts(whole, gap):
        whole = figures[i - 2]  # "316 hồ sơ thuộc 03 lĩnh vực: đất đai 120 hồ sơ, …"
    family = whole.family
    if figures[i].first or not family or figures[i].is_percent or _is_sibling(whole, figures[i]):
        return False
    if not _COLON.search(gap) or gap.lstrip().startswith(","):
        return False
    same: list[Figure] = []
    for figure in (each for each in figures[i : i + 6] if not each.is_percent):
        if len(same) == 3:
            break
        if len(same) > 1 and CONNECTOR.search(figure.gap) and not figure.starts_sentence:
            continue  # the first part of a part
        ended = same and (figure.starts_sentence or CONNECTOR.search(figure.gap))
        fits = figure.family == family or (family == CASES and figure.family == figures[i].family != "")
        if not fits or figure.depth != whole.depth or ended:
            break
        same.append(figure)
    return len(same) == 3 or (len(same) == 2 and are_complements(same))
