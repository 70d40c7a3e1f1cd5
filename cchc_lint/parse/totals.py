"""The total that the parts of a list break down: which of the counts before its connector."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cchc_lint.parse.clauses import CASES, Figure, related
from cchc_lint.parse.complements import are_near, is_moved, is_of_another_period, words_of
from cchc_lint.parse.connectors import CONNECTOR, Connector, opens_items

_NEAR = 400  # characters between a total and the first of its parts


def find_total(figures: Sequence[Figure], connector: Connector, parts: list[int]) -> int | None:
    """The figure that the parts break down: the one that they make, else whose label they share, else the
    nearest before them."""
    candidates = possible_totals(figures, connector, parts)
    if not candidates:
        return None
    sum_of_parts = sum(figures[i].number.value for i in parts)
    made = [i for i in candidates if len(parts) > 1 and figures[i].number.value == sum_of_parts]
    first = figures[parts[0]]
    label = CONNECTOR.sub("", first.label).strip()
    labelled = [
        i for i in candidates
        if label and figures[i].label and label.startswith(figures[i].label) and not connector.bracket
    ]
    if made or labelled:
        return (made or labelled)[0]
    kinds = {kind_of(figures[i]) for i in parts}
    if len(kinds) == 1 and kinds != {""}:  # "31 tập thể, 55 cá nhân, gồm cấp tỉnh 12 tập thể …"
        candidates = [i for i in candidates if kind_of(figures[i]) in kinds] or candidates
    opens = figures[connector.at].starts_sentence
    if opens and sum(figures[i].number.value for i in candidates) == sum_of_parts:
        return None  # it sorts all that the sentence before tells
    subject = _subject(figures[connector.at])
    if opens and not subject and not first.first:
        near = [i for i in candidates if are_near(figures[i], [figures[j] for j in parts])]
        return near[0] if near else None if len(candidates) > 1 else candidates[0]
    # "158.904/203.618 hồ sơ, trong đó …": the parts of the numerator
    candidates = [i for i in candidates if not (figures[i].is_denominator and i - 1 in candidates)]
    if not subject:
        most = max(figures[i].number.value for i in parts)
        # "02 chỉ thị, 05 thông báo; trong đó quý I 12 văn bản": not the last of what it sums up
        listed = len(candidates) > 1 and ";" in CONNECTOR.split(figures[connector.at].gap)[0]
        default = None if listed else candidates[0]
        # "34 văn bản của 03 xã (xã An 12, xã Bình 13, …)": what is smaller than a part is hardly their total
        return next((i for i in candidates if most <= figures[i].number.value <= 2 * sum_of_parts), default)
    # "Số mới tiếp nhận gồm …" opens a sentence on a figure told before: the one with the same words.
    alike = [i for i in candidates if len(subject & set(words_of(figures[i]).split())) > 1]
    return alike[0] if alike else None


def _subject(figure: Figure) -> set[str]:
    """The words between the start of a sentence and its connector; none where the connector opens it."""
    if not figure.starts_sentence:
        return set()
    last = re.split(r"[.!?]\s+", figure.gap)[-1]
    match = CONNECTOR.search(last)
    words = set(last[: match.start()].lower().split()) if match else set()
    return words if len(words) > 1 else set()


# "chia theo 09 lĩnh vực: …" counts the parts, and is no total of them.
_SORTS = re.compile(r"\b(?:theo|(?:chia|phân|xếp|làm) thành|chia làm)\s*$", re.I)


def possible_totals(figures: Sequence[Figure], connector: Connector, parts: list[int]) -> list[int]:
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
        made = sum(figures[i].number.value for i in parts)
        near = [i for i in near if figures[i].number.value == made or not tells_change(figures[i])] or near
    fitting = [i for i in near if related(figures[i].family, first.family)][:6]
    if connector.bracket and near and near[0] == connector.at - 1 and tells_change(figures[near[0]]):
        return near[:1]
    if fitting or not near or not (connector.listed or connector.exhaustive):
        return fitting
    return near[:1] if are_near(figures[near[0]], [figures[i] for i in parts]) else []


def kind_of(figure: Figure) -> str:
    """What a figure counts: its family, or its own unit where the family is one of things of any kind."""
    number = figure.number
    own = number.unit or number.noun.partition(" và")[0]
    return figure.family if figure.family not in ("", CASES) else own


_THEN = re.compile(r"\bso với[^,;]*$", re.I)  # "giảm 17 cuộc so với cùng kỳ là 429 cuộc"


def tells_change(figure: Figure) -> bool:
    """Is it told as an increase or a decrease, or as the figure of another period?"""
    return is_moved(figure) or bool(_THEN.search(figure.gap)) or is_of_another_period(figure)


def _announced(figures: Sequence[Figure], i: int) -> bool:
    """Is figure `i` the first of the items that the figure before announces with a colon?"""
    return opens_items(figures, i)
