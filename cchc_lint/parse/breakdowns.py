"""Breakdowns told in prose: a total, and after "trong đó", "gồm", "cụ thể" or in brackets its parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from cchc_lint.document import Span
from cchc_lint.parse.clauses import CASES, COMMA, Figure, exactly_told, related
from cchc_lint.parse.series import (
    MOVED,
    are_complements,
    are_near,
    are_of_one_sort,
    find_series,
    is_told_after,
    words_of,
)
from cchc_lint.report import Breakdown

_CONNECTOR = re.compile(
    r"\b(?P<whole>bao gồm|gồm có|gồm|chia ra|(?:phân|chia) (?:theo|thành)[^:;,.()\d]{0,30}|cụ thể(?: là| như sau)?)\b"
    r"|\b(?P<part>trong (?:số )?đó)\b(?P<some>[\s,:]*có\b)?", re.I
)
_REST = re.compile(r"\b(?:khác|còn lại)\b")
_THEN = re.compile(r"\bso với[^,;]*$", re.I)  # "giảm 17 cuộc so với cùng kỳ là 429 cuộc"
_SUBTOTAL = re.compile(r"(?:tổng cộng|tổng số|cộng|tổng)\b(?! tác| đồng)")
_OVERLAPS = re.compile(r"^[^,.;:()]{0,40}?\b(?:có|vừa|cũng|liên quan)\b", re.I)  # "41 TTHC có phần việc của cấp tỉnh"
_OTHERS = re.compile(r"^[^.\d]*\b(?:còn lại|(?<!; )khác)\b(?!\s*\d)", re.I)  # "…, còn lại là các lĩnh vực khác": parts without a count
_NESTED = re.compile(r"^[^;]*:\s*[^\s:;,][^:;,]{2,}$")  # ": cấp tỉnh 214.560": the parts of a part
_AND = re.compile(r"\bvà\b", re.I)
_NEXT = re.compile(r"[^,;()]*,\s*(?:đã|được|qua đó|kết quả|phát hiện)\b", re.I)  # "10 … và 34 …, đã xử lý 04 …"
# "giảm 7 đơn vị (từ 145 xuống 138)", "68 nhiệm vụ (riêng nhóm …)"
_ASIDE = re.compile(r"\(\s*(?:từ\s*$|riêng\b|nhất là\b|chủ yếu\b)", re.I)
_SORTS = re.compile(r"\b(?:theo|(?:chia|phân|xếp|làm) thành|chia làm)\s*$", re.I)  # "chia theo 09 lĩnh vực: …" counts the parts
_PERIOD = re.compile(r"\s*(?:cùng kỳ|kỳ trước|(?:năm|quý|tháng) )", re.I)
_PERIOD_NAME = re.compile(r"\b(?:cùng kỳ|kỳ|năm|quý|tháng) [^\s,;:)]+", re.I)
_BECOMES = re.compile(r"\b(?:thành|xuống|lên)(?: còn)?\s*$")  # "(hợp nhất 12 sở thành 06 sở)"
_BRACKETS = re.compile(r"\([^()]*\)")
_SEPARATOR = re.compile(rf"{COMMA}|;|\bvà\b")
_EACH = re.compile(r"\b(?:mỗi|bình quân|trung bình)\b")  # "42 buổi (21 thôn, mỗi thôn 02 buổi)" is a product
_WITHIN = re.compile(r"(?:^|[.;:,]\s*|[.;]\s+cũng )\W*(?:cũng )?trong(?: tổng số| số)?\s*$", re.I)
_COLON = re.compile(r"^[^.;:()]{0,80}(?:\([^\d()]{0,40}\))?[^.;:()]{0,20}:\s*[^.;:()]{0,40}$")
_CLOSE = 110  # characters between a total and its parts where nothing but their order ties them
_NEAR = 400  # characters between a total and the first of its parts


class _Connector(NamedTuple):
    """at: index of the first figure after it; exhaustive: its words say that the parts make the whole."""

    at: int
    depth: int
    exhaustive: bool
    some: bool
    bounded: bool = False  # its parts end at a semicolon
    bracket: bool = False  # opened by a bracket alone
    listed: bool = False  # a bracket that holds nothing but its parts
    within: bool = False  # "Trong 152 thủ tục …": what follows is told of the total, not always as its parts


def find_breakdowns(figures: Sequence[Figure], earlier: Sequence[Figure] = ()) -> list[Breakdown]:
    """The breakdowns of one passage, nested ones too; `earlier`: the figures told before it in its section."""
    found: list[Breakdown] = []
    for connector in _connectors(figures):
        for parts in _by_kind(figures, _parts(figures, connector)):
            for group in _groups(figures, connector, parts):
                breakdown = _breakdown(figures, connector, group)
                if breakdown is not None and breakdown not in found:
                    found.append(breakdown)
    return sorted([*found, *find_series(figures, found, earlier)], key=lambda breakdown: breakdown.span)


def _connectors(figures: Sequence[Figure]) -> list[_Connector]:
    found = []
    for i, figure in enumerate(figures):
        matches = list(_CONNECTOR.finditer(figure.gap))
        if matches and i:
            match = matches[-1]
            rest = figure.gap[match.end() :]
            depth = max(figure.depth - rest.count("(") + rest.count(")"), 0)
            found.append(_Connector(i, depth, bool(match["whole"]), bool(match["some"])))
        elif i and _opens_bracket(figures, i):
            found.append(_Connector(i, figure.depth, False, False, bracket=True, listed=_is_plain_list(figures, i)))
        elif i and _opens_sentence(figures, i):
            found.append(_Connector(i, figure.depth, False, False, within=True))
        elif i and _opens_list(figures, i):
            found.append(_Connector(i, figure.depth, True, False, bounded=True))
        elif i and figure.first and figure.item == 1 and figures[i - 1].after.rstrip().endswith(":"):
            announced = _CONNECTOR.search(figures[i - 1].after)
            if announced:  # the total stands before the list, its parts one to an item
                found.append(_Connector(i, 0, bool(announced["whole"]), bool(announced["some"])))
    return found


def _opens_bracket(figures: Sequence[Figure], i: int) -> bool:
    """A bracket right after a count that holds two or more counts of its own: 397 hồ sơ (trực tuyến: 380; …)."""
    figure, before = figures[i], figures[i - 1]
    lead = figure.gap.split("(")[0]
    if figure.first or figure.depth <= before.depth or figure.gap.count("(") != 1 or figure.is_percent:
        return False
    if _ASIDE.search(figure.gap) or _is_comparison(figures, i):
        return False
    if len(lead) > 60 or "." in lead.rstrip(". "):
        return False
    following = figures[i + 1] if i + 1 < len(figures) else None
    if following is None or following.is_denominator or _BECOMES.search(following.gap):
        return False
    return following.depth == figure.depth and ")" not in following.gap


def _is_comparison(figures: Sequence[Figure], i: int) -> bool:
    """Does the bracket that opens before `i` tell the figures of one other period: "(năm 2021 có 09 đoàn, 173 người)"?"""
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
    pieces = [piece for piece in _SEPARATOR.split(inside) if "#" in piece or len(piece.split()) > 2]
    return counts > 1 and len(pieces) == counts and all(piece.count("#") == 1 for piece in pieces)


def _opens_sentence(figures: Sequence[Figure], i: int) -> bool:
    """Trong 121 thủ tục, lĩnh vực điện 19 thủ tục, hóa chất 22 thủ tục …"""
    return not figures[i].starts_sentence and bool(_WITHIN.search(figures[i - 1].gap)) and not figures[i].is_percent


def _opens_list(figures: Sequence[Figure], i: int) -> bool:
    """25 lượt người đi đào tạo: 03 lượt …, 02 lượt …, 18 lượt …: three or more counts of one unit after a colon."""
    family = figures[i - 1].family
    gap = figures[i].gap
    if figures[i].first or not family or figures[i].is_percent or not _COLON.search(gap) or gap.lstrip().startswith(","):
        return False
    same: list[Figure] = []
    for figure in (each for each in figures[i : i + 6] if not each.is_percent):
        if len(same) == 3:
            break
        ended = same and (figure.starts_sentence or _CONNECTOR.search(figure.gap))
        if figure.family != family or figure.depth != figures[i - 1].depth or ended:
            break
        same.append(figure)
    return len(same) == 3 or (len(same) == 2 and are_complements(same))


def _parts(figures: Sequence[Figure], connector: _Connector) -> list[int]:
    """Indexes of the counts after the connector that stand at its depth, up to the end of what it opens."""
    parts: list[int] = []
    start = figures[connector.at]
    over_items = start.first and start.item > 0
    for i in range(connector.at, len(figures)):
        figure = figures[i]
        if i > connector.at:
            if over_items:
                if not figure.first:
                    continue
            elif _ends(figures, connector, parts, i):
                break
        counted = figure.depth == connector.depth + 1 and _is_counted_name(figure)
        if (figure.depth != connector.depth and not counted) or not figure.is_amount:
            continue
        if figure.is_denominator or figure.number.quantifier or _tells_change(figure):
            continue
        if parts and (_SUBTOTAL.match(figure.label) or (not over_items and _NESTED.search(figure.gap))):
            break
        parts.append(i)
    return parts


def _is_counted_name(figure: Figure) -> bool:
    """"Trung tâm Phục vụ hành chính công (01)": a bracket that holds nothing but the count of the name before it."""
    return figure.gap.endswith("(") and figure.after.startswith(")")


def _ends(figures: Sequence[Figure], connector: _Connector, parts: list[int], i: int) -> bool:
    """Does what the connector opens end before figure `i`?"""
    figure = figures[i]
    if figure.starts_sentence or figure.depth < connector.depth:
        return True
    if _closes(figure.gap, connector.depth, figures[i - 1].depth):
        return True
    if figure.depth == connector.depth and _CONNECTOR.search(figure.gap):
        return True
    if len(parts) > 1 and _AND.search(figures[parts[-1]].gap) and (_NEXT.match(figure.gap) or _cuts(figures, parts, i)):
        return True
    other_separator = len(parts) > 1 and ";" not in figures[parts[1]].gap
    return connector.bounded and ";" in figure.gap and other_separator


def _cuts(figures: Sequence[Figure], parts: list[int], i: int) -> bool:
    """Does a semicolon before `i` end a list whose parts none parts from each other?"""
    return ";" in figures[i].gap and not any(";" in figures[part].gap for part in parts[1:])


def _closes(gap: str, depth: int, before: int) -> bool:
    """Does `gap` leave the bracket that the connector stands in?"""
    at = before
    for letter in gap:
        at += (letter == "(") - (letter == ")")
        if at < depth:
            return True
    return False


def _groups(figures: Sequence[Figure], connector: _Connector, parts: list[int]) -> list[list[int]]:
    """The parts by the breakdowns that they belong to.

    One total may be broken down twice ("trực tuyến 40, trực tiếp 16; đúng hạn 50, quá hạn 6"), and two totals
    one after the other; a group that adds up is complete.
    """
    if len(parts) < 3:
        return [parts] if parts else []
    halves = _cut_at_semicolons(figures, parts)
    several = len(halves) > 1 and all(len(half) > 1 for half in halves)
    if len(halves) > 1 and len(halves[0]) > 1 and _adds_up(figures, connector, halves[0]):
        rest = [i for half in halves[1:] for i in half]
        return [halves[0], *([rest] if len(rest) > 1 and _adds_up(figures, connector, rest) else [])]
    if _adds_up(figures, connector, parts):
        return [parts]
    if len(halves[0]) > 1 and not _of_one_sort(figures, parts) and _of_one_sort(figures, halves[0]):
        return [halves[0]]  # "đã giải quyết 90, trong đó trước hạn 60, đúng hạn 30; đang giải quyết 12"
    leading = _leading_groups(figures, connector, parts)
    return leading or (halves if several else [parts])


def _of_one_sort(figures: Sequence[Figure], parts: list[int]) -> bool:
    return are_of_one_sort([figures[i] for i in parts])


def _adds_up(figures: Sequence[Figure], connector: _Connector, parts: list[int]) -> bool:
    wanted = sum(figures[i].number.value for i in parts)
    return any(figures[i].number.value == wanted for i in _candidates(figures, connector, parts))


def _leading_groups(figures: Sequence[Figure], connector: _Connector, parts: list[int]) -> list[list[int]]:
    """The first parts that make their total, and then those that make it again."""
    total = _total(figures, connector, parts)
    if total is None:
        return []
    wanted = figures[total].number.value
    groups: list[list[int]] = []
    group: list[int] = []
    for i in parts:
        group.append(i)
        if len(group) > 1 and sum(figures[j].number.value for j in group) == wanted:
            groups.append(group)
            group = []
    return groups


def _cut_at_semicolons(figures: Sequence[Figure], parts: list[int]) -> list[list[int]]:
    groups: list[list[int]] = [[]]
    for i in parts:
        if groups[-1] and ";" in figures[i].gap:
            groups.append([])
        groups[-1].append(i)
    return groups


def _breakdown(figures: Sequence[Figure], connector: _Connector, parts: list[int]) -> Breakdown | None:
    total = _total(figures, connector, parts)
    if total is None:
        return None
    whole = figures[total]
    if not ((connector.listed or connector.exhaustive) and are_near(whole, [figures[i] for i in parts])):
        parts = [i for i in parts if related(whole.family, figures[i].family)]
    again = figures[parts[0]].number.value == whole.number.value if parts else False
    if again and len(parts) > 1 and not connector.listed:
        return None  # "quá hạn 138 nhiệm vụ (138 nhiệm vụ này chậm từ 01 đến 03 ngày)" tells the total again
    if not parts or (len(parts) == 1 and (not figures[parts[0]].family or not whole.family)):
        return None
    if any(figures[i].number.value > whole.number.value for i in parts) and not connector.exhaustive:
        parts = _up_to_semicolon(figures, parts)  # what a semicolon parts from them hardly belongs to the total
    if any(_EACH.search(figures[i].label) for i in parts):
        return None
    if len(parts) == 1 and figures[parts[0]].number.value > whole.number.value and connector.exhaustive:
        return None  # "Cứ 100 hồ sơ có 97 hồ sơ đúng hạn, cụ thể 15.423 hồ sơ" tells another thing
    exceed = all(figures[i].number.value > whole.number.value for i in parts)
    if connector.bracket and exceed and not whole.number.decimals:
        return None  # "văn bản của 03 xã (xã An 12, xã Bình 13)" tells nothing of the communes
    numbers = tuple(figures[i].number for i in parts)
    missing = whole.number.value - sum(number.value for number in numbers)
    if missing and is_told_after(figures, figures[parts[-1]], whole.number.value - missing):
        return None  # "48 nhiệm vụ: quý I 09, …, quý IV 12; lũy kế 45/48 nhiệm vụ"
    if missing > 0 and missing == _named_alone(figures, connector, parts):
        return None  # "12 người, gồm Giám đốc, 02 Phó Giám đốc và 09 công chức" adds up
    exhaustive = len(parts) > 1 and (
        sum(n.value for n in numbers) == whole.number.value or _complete(figures, connector, total, parts)
    )
    total_number = exactly_told(whole.number) if not missing else whole.number
    told = [whole.number.span, *(n.span for n in numbers)]
    span = Span(min(s.start for s in told), max(s.end for s in told))
    lead = numbers[0].span.start - whole.number.span.end
    if not exhaustive and lead > _CLOSE and not connector.within:
        return None
    disjoint = not exhaustive and _beside_each_other(figures, connector, whole, parts)
    return Breakdown(span=span, total=total_number, parts=numbers, exhaustive=exhaustive, disjoint=disjoint)


def _by_kind(figures: Sequence[Figure], parts: list[int]) -> list[list[int]]:
    """The parts; where they count two things in turn ("12 tập thể, 20 cá nhân; 19 tập thể, 35 cá nhân"), those of each."""
    kinds = [figures[i].number.unit or figures[i].family or figures[i].number.noun for i in parts]
    odd, even = set(kinds[::2]), set(kinds[1::2])
    in_turn = len(parts) > 3 and len(parts) % 2 == 0 and not odd & even and 1 in (len(odd), len(even))
    return [parts[::2], parts[1::2]] if in_turn else [parts]


def _named_alone(figures: Sequence[Figure], connector: _Connector, parts: list[int]) -> int:
    """How many items of the list stand there by name, without a count."""
    opening = list(_CONNECTOR.finditer(figures[connector.at].gap))
    told = figures[connector.at].gap[opening[-1].end() :] if opening else figures[connector.at].gap.rpartition("(")[2]
    for i in range(connector.at + 1, parts[-1] + 1):
        told += f"#{figures[i].gap}"
    pieces = _SEPARATOR.split(_BRACKETS.sub("", told))
    return sum("#" not in piece and piece.strip(" :")[:1].isupper() for piece in pieces[:-1])


def _leaves_others(figures: Sequence[Figure], last: int) -> bool:
    """Does the sentence go on with parts that it does not count: "…, số còn lại là văn bản mật"?"""
    after = figures[last].after
    for figure in figures[last + 1 :]:
        if not figure.is_percent or figure.starts_sentence:
            break
        after += figure.after
    return bool(_OTHERS.search(after))


def _up_to_semicolon(figures: Sequence[Figure], parts: list[int]) -> list[int]:
    cut = next((at for at, i in enumerate(parts) if at and ";" in figures[i].gap), len(parts))
    between = [figures[i].gap for i in parts[1:]]
    return parts if all(";" in gap for gap in between) and len(parts) > 2 else parts[:cut]


def _beside_each_other(figures: Sequence[Figure], connector: _Connector, whole: Figure, parts: list[int]) -> bool:
    """Are the parts counted in the total's own unit, and sorted by one thing as far as their words tell?"""
    if any(figures[i].number.decimals for i in parts) or _leaves_others(figures, parts[-1]):
        return False
    if len(parts) == 2 and ";" in figures[parts[1]].gap:  # "trong đó 135 dịch vụ …; 198 dịch vụ …" tells two things
        return False
    if len(parts) < (3 if connector.within else 2) or not whole.family or figures[connector.at].first:
        return False
    if whole.family != CASES and any(figures[i].family not in ("", whole.family) for i in parts):
        return False
    if (connector.bracket and not connector.listed) or any(_OVERLAPS.match(figures[i].after) for i in parts):
        return False
    return _of_one_sort(figures, parts)


def _complete(figures: Sequence[Figure], connector: _Connector, total: int, parts: list[int]) -> bool:
    """Do the words say that the parts make the whole?"""
    if _leaves_others(figures, parts[-1]):
        return False
    if are_complements([figures[i] for i in parts]):
        return True
    if connector.some:
        return False
    if connector.exhaustive:
        return True
    if any(_REST.search(words_of(figures[i])) for i in parts):
        return True
    if connector.listed and not any(_OVERLAPS.match(figures[i].after) for i in parts):
        return True
    if connector.within and not are_near(figures[total], [figures[i] for i in parts]):
        return False
    closing = _AND.search(figures[parts[-1]].gap) is not None
    return closing or (len(parts) > 2 and connector.depth > 0 and not connector.bracket)


def _total(figures: Sequence[Figure], connector: _Connector, parts: list[int]) -> int | None:
    """The figure that the parts break down: the one that they make, else whose label they share, else the
    nearest before them."""
    candidates = _candidates(figures, connector, parts)
    if not candidates:
        return None
    sum_of_parts = sum(figures[i].number.value for i in parts)
    made = [i for i in candidates if len(parts) > 1 and figures[i].number.value == sum_of_parts]
    first = figures[parts[0]]
    label = _CONNECTOR.sub("", first.label).strip()
    labelled = [i for i in candidates if label and figures[i].label and label.startswith(figures[i].label)]
    if made or labelled:
        return (made or labelled)[0]
    if figures[connector.at].starts_sentence and sum(figures[i].number.value for i in candidates) == sum_of_parts:
        return None  # it sorts all that the sentence before tells
    subject = _subject(figures[connector.at])
    if figures[connector.at].starts_sentence and not subject and not first.first:
        near = [i for i in candidates if are_near(figures[i], [figures[j] for j in parts])]
        return near[0] if near else None if len(candidates) > 1 else candidates[0]
    if not subject:
        most = max(figures[i].number.value for i in parts)
        # "02 chỉ thị, 05 thông báo; trong đó quý I 12 văn bản": not the last of what it sums up
        listed = len(candidates) > 1 and ";" in _CONNECTOR.split(figures[connector.at].gap)[0]
        default = None if listed else candidates[0]
        # "34 văn bản của 03 xã (xã An 12, xã Bình 13, …)": what is smaller than a part is hardly their total
        return next((i for i in candidates if most <= figures[i].number.value <= 2 * sum_of_parts), default)
    # "Số mới tiếp nhận gồm …" opens a sentence on a figure told before: the one with the same words.
    alike = [i for i in candidates if len(subject & set(f"{figures[i].label} {figures[i].number.noun}".split())) > 1]
    return alike[0] if alike else None


def _subject(figure: Figure) -> set[str]:
    """The words between the start of a sentence and its connector, where the connector opens no sentence itself."""
    if not figure.starts_sentence:
        return set()
    last = re.split(r"[.!?]\s+", figure.gap)[-1]
    match = _CONNECTOR.search(last)
    words = set(last[: match.start()].lower().split()) if match else set()
    return words if len(words) > 1 else set()


def _candidates(figures: Sequence[Figure], connector: _Connector, parts: list[int]) -> list[int]:
    """The counts before the connector that can be the total, nearest first: those of its sentence, or of the
    sentence before where it opens one."""
    near: list[int] = []
    first = figures[parts[0]]
    for i in range(connector.at - 1, -1, -1):
        figure = figures[i]
        after = figures[i + 1]
        if first.number.span.start - figure.number.span.end >= _NEAR:
            break
        if after.starts_sentence and (near or after.first and not _announced(figures, i + 1)):
            break
        if figure.depth <= connector.depth and figure.is_amount and not _SORTS.search(figure.gap):
            near.append(i)
    if not connector.bracket:  # "giảm 22 đầu mối (15 phòng, 07 chi cục)" tells the parts of the change
        near = [i for i in near if not _tells_change(figures[i])] or near
    fitting = [i for i in near if related(figures[i].family, first.family)][:6]
    if connector.bracket and near and near[0] == connector.at - 1 and _tells_change(figures[near[0]]):
        return near[:1]
    if not fitting and (connector.listed or connector.exhaustive) and near and are_near(figures[near[0]], [figures[i] for i in parts]):
        return near[:1]
    return fitting


def _tells_change(figure: Figure) -> bool:
    """Is it told as an increase or a decrease, or as the figure of another period?"""
    return bool(MOVED.search(figure.gap) or _THEN.search(figure.gap))


def _announced(figures: Sequence[Figure], i: int) -> bool:
    """Is figure `i` the first of the items that the figure before announces with a colon?"""
    return figures[i].item == 1 and figures[i - 1].after.rstrip().endswith(":")
