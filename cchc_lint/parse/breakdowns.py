"""Breakdowns told in prose: a total, and after "trong đó", "gồm", "cụ thể" or in brackets its parts.

What opens the parts: connectors.py; which counts they are: parts.py; which count they break down: totals.py.
Breakdowns that no word announces: series.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from cchc_lint.document import Span
from cchc_lint.parse.clauses import CASES, Figure, exactly_told, related
from cchc_lint.parse.complements import are_complements, are_near, are_of_one_sort, is_told_after, may_be_some, words_of
from cchc_lint.parse.connectors import CONNECTOR, SEPARATOR, Connector, find_connectors
from cchc_lint.parse.parts import by_kind, ends_with_and, find_parts, in_groups
from cchc_lint.parse.series import find_series
from cchc_lint.parse.totals import find_total
from cchc_lint.report import Breakdown

_EACH = re.compile(r"\b(?:mỗi|bình quân|trung bình)\b")  # "42 buổi (21 thôn, mỗi thôn 02 buổi)" is a product
_CLOSE = 110  # characters between a total and its parts where nothing but their order ties them
# "41 TTHC có phần việc của cấp tỉnh": counted besides, so not apart from the other parts.
_OVERLAPS = re.compile(r"^[^,.;:()]{0,40}?\b(?:có|vừa|cũng|liên quan)\b", re.I)


def find_breakdowns(figures: Sequence[Figure], earlier: Sequence[Figure] = ()) -> list[Breakdown]:
    """The breakdowns of one passage, nested ones too; earlier: the figures told before it in its section."""
    found: list[Breakdown] = []
    told: set[int] = set()  # parts so far: a list within a list ends where that goes on
    for connector in find_connectors(figures):
        listed = find_parts(figures, connector)
        listed = list(takewhile(lambda i: i not in told, listed))
        told.update(listed)
        for parts in by_kind(figures, listed):
            for group in in_groups(figures, connector, parts):
                breakdown = _breakdown(figures, connector, group)
                if breakdown is not None and breakdown not in found:
                    found.append(breakdown)
    return sorted([*found, *find_series(figures, found, earlier)], key=lambda breakdown: breakdown.span)


def _breakdown(figures: Sequence[Figure], connector: Connector, parts: list[int]) -> Breakdown | None:
    total = find_total(figures, connector, parts)
    if total is None:
        return None
    whole = figures[total]
    if not ((connector.listed or connector.exhaustive) and are_near(whole, [figures[i] for i in parts])):
        made = sum(figures[i].number.value for i in parts)
        parts = [i for i in parts if related(whole.family, figures[i].family) or made == whole.number.value]
    again = figures[parts[0]].number.value == whole.number.value if parts else False
    if again and len(parts) > 1 and not connector.listed:
        return None  # "quá hạn 138 nhiệm vụ (138 nhiệm vụ này chậm từ 01 đến 03 ngày)" tells the total again
    if not parts or (len(parts) == 1 and (not figures[parts[0]].family or not whole.family)):
        return None
    if any(figures[i].number.value > whole.number.value for i in parts) and not connector.exhaustive:
        parts = _up_to_semicolon(figures, parts)  # what stands after it hardly belongs to the total
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


_BRACKETS = re.compile(r"\([^()]*\)")


def _named_alone(figures: Sequence[Figure], connector: Connector, parts: list[int]) -> int:
    """How many items of the list stand there by name, without a count."""
    first = figures[connector.at].gap
    opening = list(CONNECTOR.finditer(first))
    told = first[opening[-1].end() :] if opening else first.rpartition("(")[2]
    for i in range(connector.at + 1, parts[-1] + 1):
        told += f"#{figures[i].gap}"
    pieces = SEPARATOR.split(_BRACKETS.sub("", told))
    return sum("#" not in piece and piece.strip(" :")[:1].isupper() for piece in pieces[:-1])


# "…, còn lại là các lĩnh vực khác": parts without a count.
_OTHERS = re.compile(r"^[^.\d]*?(?:,|;|\bvà\b)[^.\d]*\b(?:còn lại|khác)\b(?!\s*\d)", re.I)


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


def _beside_each_other(
    figures: Sequence[Figure], connector: Connector, whole: Figure, parts: list[int]
) -> bool:
    """Are the parts counted in the total's own unit, and sorted by one thing as far as their words tell?"""
    if any(figures[i].number.decimals for i in parts) or _leaves_others(figures, parts[-1]):
        return False
    if len(parts) == 2 and ";" in figures[parts[1]].gap:
        return False  # "trong đó 135 dịch vụ …; 198 dịch vụ …" tells two things
    if len(parts) < (3 if connector.within else 2) or not whole.family or figures[connector.at].first:
        return False
    if whole.family != CASES and any(figures[i].family not in ("", whole.family) for i in parts):
        return False
    if (connector.bracket and not connector.listed) or any(_OVERLAPS.match(figures[i].after) for i in parts):
        return False
    return are_of_one_sort([figures[i] for i in parts])


def _far_below(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Do the parts make less than three quarters of the whole?"""
    return 4 * sum(part.number.value for part in parts) < 3 * whole.number.value


_REST = re.compile(r"\b(?:khác|còn lại)\b")


def _complete(figures: Sequence[Figure], connector: Connector, total: int, parts: list[int]) -> bool:
    """Do the words say that the parts make the whole?"""
    if _leaves_others(figures, parts[-1]):
        return False
    told = [figures[i] for i in parts]
    if are_complements(told):
        some = connector.some or connector.within or may_be_some(told)
        return connector.exhaustive or not (some and _far_below(figures[total], told))
    if connector.some:
        return False
    if connector.exhaustive:
        return True
    if any(_REST.search(words_of(figures[i])) for i in parts):
        return True
    apart = not any(_OVERLAPS.match(figures[i].after) for i in parts)
    if connector.listed and apart:
        return True
    told_again = {figures[total].number.unit} == {figures[i].number.unit for i in parts} != {""}
    if connector.bracket and told_again and apart and are_of_one_sort([figures[i] for i in parts]):
        return True  # "02 hội nghị (01 hội nghị với …, 01 hội nghị với …)"
    if connector.within and len(parts) > 2 and ":" in figures[connector.at].gap \
            and are_near(figures[total], [figures[i] for i in parts]):
        return True
    if connector.within and not are_near(figures[total], [figures[i] for i in parts]):
        return False
    return ends_with_and(figures, parts) or (len(parts) > 2 and connector.depth > 0 and not connector.bracket)
