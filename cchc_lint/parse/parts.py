"""The parts of a list: which counts after its connector, and how they fall into breakdowns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from cchc_lint.parse.clauses import Figure
from cchc_lint.parse.complements import (
    are_complements,
    are_of_one_sort,
    is_about,
    is_apart,
    is_of_another_period,
    missed_by,
)
from cchc_lint.parse.connectors import CONNECTOR, Connector
from cchc_lint.parse.totals import find_total, kind_of, possible_totals, tells_change

_AND = re.compile(r"\bvà\b", re.I)
# A total within the list: the counts after it break it down again.
_SUBTOTAL = re.compile(r"(?:tổng cộng|tổng số|cộng|tổng)\b(?! tác| đồng)")
_NESTED = re.compile(r"^[^;]*:\s*[^\s:;,][^:;,]{2,}$")  # ": cấp tỉnh 214.560": the parts of a part


def find_parts(figures: Sequence[Figure], connector: Connector) -> list[int]:
    """Indexes of the counts after the connector that stand at its depth, up to the end of what it opens."""
    parts, nested = _list_from(figures, connector, connector.at, [])
    if nested is None:
        return _all_of_items(figures, connector, parts) or parts
    return _past_nested(figures, connector, parts, nested)


def _all_of_items(figures: Sequence[Figure], connector: Connector, parts: list[int]) -> list[int]:
    """Every count of items that each hold several ("+ Thôn An 86 tài khoản, thôn Bình 74 tài khoản;"), where the first
    of each are far from the total and all of them are about it; else []."""
    start = figures[connector.at]
    if not (start.first and start.item and parts):
        return []
    mark, last = _mark(figures, connector.at), figures[parts[-1]].item
    every = [
        i for i in takewhile(lambda i: figures[i].item <= last, range(connector.at, len(figures)))
        if _mark(figures, i) == mark and figures[i].family == start.family
        and figures[i].depth == connector.depth and figures[i].is_amount and not figures[i].is_denominator
    ]
    wholes = [figures[i] for i in possible_totals(figures, connector, parts)]
    some = any(is_about(whole, [figures[i] for i in parts]) for whole in wholes)
    full = any(is_about(whole, [figures[i] for i in every]) for whole in wholes)
    return every if full and not some else []


def _list_from(
    figures: Sequence[Figure], connector: Connector, at: int, before: list[int]
) -> tuple[list[int], int | None]:
    """The parts from figure `at` on, after those `before`, and the index of the figure before which a list within
    the list opens, None where none does."""
    parts = list(before)
    start = figures[connector.at]
    over_items = start.first and start.item > 0
    above = _mark(figures, connector.at - 1) if over_items and connector.at else ""
    for i in range(at, len(figures)):
        figure = figures[i]
        if i > at:
            if over_items:
                if figure.item > start.item and _mark(figures, i) == above:
                    break
                if not figure.first or _mark(figures, i) != _mark(figures, connector.at):
                    continue
            elif _ends(figures, connector, parts, i):
                return parts, None
            elif figure.depth == connector.depth and CONNECTOR.search(figure.gap):
                return parts, i
        counted = figure.depth == connector.depth + 1 and _is_counted_name(figure)
        if (figure.depth != connector.depth and not counted) or not figure.is_amount:
            continue
        if parts and is_apart(figure) and not over_items and not _adds_up(figures, connector, [*parts, i]):
            break
        if is_of_another_period(figure):
            if not parts or ";" in figure.gap:
                break  # "Cụ thể, cùng kỳ 429 cuộc, cấp huyện 212, …" goes on with that period
            continue
        if figure.is_denominator or figure.number.quantifier or tells_change(figure):
            continue
        if parts and i + 1 < len(figures) and figures[i + 1].is_denominator and not over_items:
            break  # "…; trong đó đúng hạn 100/102 hồ sơ" is told of another whole
        if _is_owner(figures, i):
            continue
        if parts and (_SUBTOTAL.match(figure.label) or (not over_items and _NESTED.search(figure.gap))):
            break
        parts.append(i)
    return parts, None


_MARK = re.compile(r"\s*(?P<sign>[-–+*•])?(?P<word>[a-zđ\d]{1,2}\))?")


def _mark(figures: Sequence[Figure], i: int) -> str:
    """The mark of the item that a figure stands in, "" of a paragraph: "-", "+", ")" for "a)"."""
    while i and figures[i - 1].item == figures[i].item:
        i -= 1
    match = _MARK.match(figures[i].gap)
    return (match["sign"] or (")" if match["word"] else "")) if match else ""


_MOST_NESTED = 3  # lists within a list whose ends are looked for


def _past_nested(figures: Sequence[Figure], connector: Connector, parts: list[int], nested: int) -> list[int]:
    """The parts with those that go on the list after the lists within it.

    "45 văn bản, gồm 12 quyết định, 20 kế hoạch, trong đó 05 kế hoạch liên ngành, 13 công văn": where the list within
    ends no word tells, so it is where the whole list makes its total, else where it comes nearest; [] where that is
    nowhere near.
    """
    totals = possible_totals(figures, connector, parts) if parts else []
    wholes = [figures[i] for i in totals]
    made = sum(figures[i].number.value for i in parts)
    if not wholes or any(whole.number.value <= made for whole in wholes):
        return parts
    values = {whole.number.value for whole in wholes}
    for way in _ways_on(figures, connector, parts, nested, any_end=True):
        if sum(figures[i].number.value for i in way) in values:
            return way
    ways = list(_ways_on(figures, connector, parts, nested, any_end=False))
    tried = [(whole, way) for whole in wholes for way in ways]
    whole, best = min(tried, key=lambda pair: missed_by(pair[0], [figures[i] for i in pair[1]]))
    near = is_about(whole, [figures[i] for i in best]) or (connector.exhaustive and not connector.bounded)
    alone = len(parts) == 1 and (not connector.exhaustive or is_about(whole, [figures[parts[0]]]))
    if near and not alone:
        return best
    goes_on = len(ways) > 1 or (connector.bounded and len(parts) == 2)
    short = len(parts) > 1 and goes_on and not any(";" in figures[i].gap for i in parts[1:])
    return [] if short else parts


def _ways_on(
    figures: Sequence[Figure], connector: Connector, parts: list[int], nested: int, *, any_end: bool,
    most: int = _MOST_NESTED,
) -> Iterator[list[int]]:
    """The lists that the parts can make with what follows the list within, the shortest first; any_end: also where
    its words or values tell that the list within hardly ends there."""
    following, again = _list_from(figures, connector, nested, parts)
    inner = following[len(parts) :]
    least = 1 if inner[:1] == [nested] else 0  # the list within tells a percent, or what is compared with
    ends = range(len(inner), least - 1, -1)
    for at in ends if any_end else _likely_ends(figures, parts[-1], inner, ends):
        way = [*parts, *inner[at:]]
        if again is None or most < 2:
            yield way
        else:
            yield from _ways_on(figures, connector, way, again, any_end=any_end, most=most - 1)


def _likely_ends(figures: Sequence[Figure], host: int, inner: list[int], ends: Sequence[int]) -> Iterator[int]:
    """Of the numbers of counts that can be parts of `host` the one by which they make it, else all but those that
    part two complements."""
    wanted = figures[host].number.value
    made = [at for at in ends if at > 1 and sum(figures[i].number.value for i in inner[:at]) == wanted]
    yield from made[:1] or (
        at for at in ends if not are_complements([figures[i] for i in inner[max(at - 1, 0) : at + 1]])
    )


_OWNS = re.compile(r"\s*(?:(?!(?:và|có|với|là|bằng|đạt|được|của|trên|trong|tại|cho)\b)[^\W\d]+\s+){1,3}$")


def _is_owner(figures: Sequence[Figure], i: int) -> bool:
    """Does it count whose the next count is: "03 xã cũ 17 văn bản"?"""
    if i + 1 == len(figures):
        return False
    figure, owned = figures[i], figures[i + 1]
    two_things = "" not in (figure.family, owned.family) and figure.family != owned.family and owned.is_amount
    return two_things and owned.depth == figure.depth and bool(_OWNS.fullmatch(owned.gap))


def _is_counted_name(figure: Figure) -> bool:
    """"Trung tâm Phục vụ hành chính công (01)": a bracket that only counts the name before it."""
    return figure.gap.endswith("(") and figure.after.startswith(")")


# "10 … và 34 …, đã xử lý 04 …": what is told next is no part of the list.
_NEXT = re.compile(r"[^,;()]*,\s*(?:đã|được|qua đó|kết quả|phát hiện)\b", re.I)


def _ends(figures: Sequence[Figure], connector: Connector, parts: list[int], i: int) -> bool:
    """Does what the connector opens end before figure `i`?"""
    figure = figures[i]
    if figure.starts_sentence or figure.depth < connector.depth:
        return True
    if _closes(figure.gap, connector.depth, figures[i - 1].depth):
        return True
    listed = len(parts) > 1 and ends_with_and(figures, parts)
    if listed and (_NEXT.match(figure.gap) or _cuts(figures, parts, i)):
        return True
    other_separator = len(parts) > 1 and ";" not in figures[parts[1]].gap
    return connector.bounded and ";" in figure.gap and other_separator


def ends_with_and(figures: Sequence[Figure], parts: list[int]) -> bool:
    """Does "và" stand before the last of the parts, as it does at the end of a list?"""
    return bool(_AND.search(figures[parts[-1]].gap))


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


def by_kind(figures: Sequence[Figure], parts: list[int]) -> list[list[int]]:
    """The parts; where they count two things or more in turn, those of each.

    "12 tập thể, 20 cá nhân; 19 tập thể, 35 cá nhân": the groups, and the persons.
    """
    kinds = [kind_of(figures[i]) for i in parts]
    for number in range(2, len(parts) // 2 + 1):
        told = [set(kinds[at::number]) for at in range(number)]
        sizes = sorted(map(len, told))
        apart = sum(sizes) == len(set(kinds)) and sizes[-2] == 1  # one of them may go by several names
        if apart and len(parts) % number == 0:
            return [parts[at::number] for at in range(number)]
    return [parts]


def in_groups(figures: Sequence[Figure], connector: Connector, parts: list[int]) -> list[list[int]]:
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


def _adds_up(figures: Sequence[Figure], connector: Connector, parts: list[int]) -> bool:
    wanted = sum(figures[i].number.value for i in parts)
    return any(figures[i].number.value == wanted for i in possible_totals(figures, connector, parts))


def _leading_groups(figures: Sequence[Figure], connector: Connector, parts: list[int]) -> list[list[int]]:
    """The first parts that make their total, and then those that make it again."""
    total = find_total(figures, connector, parts)
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
    if len(groups) == 1 and len(group) == 1:
        # "39 công chức: 6 thạc sĩ, 33 đại học, 1 cao đẳng": that some make the total is chance
        before, last = figures[parts[-2]], figures[parts[-1]]
        alike = (connector.exhaustive or connector.listed) and last.family == before.family and ";" not in last.gap
        if alike or are_complements([figures[i] for i in parts]):
            return []
    return groups


def _cut_at_semicolons(figures: Sequence[Figure], parts: list[int]) -> list[list[int]]:
    groups: list[list[int]] = [[]]
    for i in parts:
        if groups[-1] and ";" in figures[i].gap:
            groups.append([])
        groups[-1].append(i)
    return groups
