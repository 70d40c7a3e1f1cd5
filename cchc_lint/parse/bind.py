"""Binding rows of the appendix to the rows of a form: by parent and name, with code and unit as hints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from cchc_lint.catalogue import FORMS
from cchc_lint.parse.rows_names import (
    Known,
    by_name,
    by_skeleton,
    contrary,
    fold,
    known_rows,
    level_scope,
    skeleton,
)

_SAME_PLACE_LIKENESS = 0.72  # of a near name under the right parent, with the right code and unit
_SIBLING_LIKENESS = 0.80  # of a near name under the right parent
_LIKENESS = 0.90  # of a near name anywhere else
_HINT = 0.03  # a like code or unit
_LEAST_SHARE = 5  # one row in so many must be known, else the form is unknown


@dataclass(slots=True)
class Candidate:
    """A row to be bound. names: folded, the likeliest first; parent: index of its parent or -1."""

    names: tuple[str, ...]
    plain: str  # the folded name with its abbreviations left
    code: str
    unit: str  # folded
    parent: int
    table: int
    filled: bool  # holds a value
    known: Known | None = None
    scope: str = "whole"
    channel: str = "all"


def detect_form(rows: Sequence[Candidate]) -> str:
    """The generation whose names and codes fit best, "" where hardly a row is known."""
    best, most = "", 0
    for form in FORMS:
        names = by_name(form)
        score = known = 0
        for row in rows:
            found = next((names[name] for name in row.names if name in names), ())
            known += bool(found)
            score += 2 * bool(found) + any(hit.row.code == row.code for hit in found)
        if score > most and known * _LEAST_SHARE >= len(rows):
            best, most = form, score
    return best


def bind(rows: Sequence[Candidate], form: str) -> None:
    """Set known, scope and channel of every row that a form knows; parents stand before their children."""
    claimed: set[tuple[str, int]] = set()
    last = -1
    for row in rows:
        row.known = _exact(rows, row, form, last) or _by_level(rows, row, form, last)
        if row.known:
            claimed.add((row.known.row.form, row.known.index))
            last = row.known.index
    for row in rows:
        if row.known is None:
            row.known = _elsewhere(rows, row, form) or _near(rows, row, form, claimed)
            if row.known:
                claimed.add((row.known.row.form, row.known.index))
        if row.known is not None:
            row.scope = _scope(rows, row, row.known)
    _part_groups(rows)


def table_numbers(rows: Sequence[Candidate]) -> list[int]:
    """The number of each row's table in the form of seven tables: each begins where the codes begin again."""
    starts = [0] + [i for i, row in enumerate(rows) if i and row.table != rows[i - 1].table] + [len(rows)]
    numbers: list[int] = []
    for start, end in pairwise(starts):
        votes: dict[int, int] = {}
        for row in rows[start:end]:
            for hit in _hits(row.names, "2025"):
                votes[hit.row.table] = votes.get(hit.row.table, 0) + 1
        after = (numbers[-1] if numbers else 0) + 1
        best = max(votes, key=lambda table: (votes[table], -abs(table - after)), default=after)
        numbers += [best] * (end - start)
    return numbers


def _hits(names: Iterable[str], form: str) -> tuple[Known, ...]:
    known = by_name(form)
    return next((known[name] for name in names if name in known), ())


def _parent(rows: Sequence[Candidate], row: Candidate) -> Known | None:
    return rows[row.parent].known if row.parent >= 0 else None


def _exact(rows: Sequence[Candidate], row: Candidate, form: str, last: int) -> Known | None:
    return _likeliest(rows, row, _hits(row.names, form), last) if form else None


def _by_level(rows: Sequence[Candidate], row: Candidate, form: str, last: int) -> Known | None:
    """The row of another level's copy: "Số phòng, ban đã kiểm tra" for "Số sở, ngành đã kiểm tra"."""
    if not form or not row.names or not level_scope(row.names[0]):
        return None
    hits = by_skeleton(form).get(skeleton(row.names[0]), ())
    if len({hit.row.concept for hit in hits}) != 1:
        return None
    return _likeliest(rows, row, hits, last)


def _likeliest(rows: Sequence[Candidate], row: Candidate, hits: Sequence[Known], last: int) -> Known | None:
    """Among rows of one name, the one under the same parent, with the same code and unit, next in order."""
    if len(hits) < 2:
        return hits[0] if hits else None
    parent = _parent(rows, row)
    return max(
        hits,
        key=lambda hit: (
            parent is not None and parent.row.form == hit.row.form and hit.parent == parent.index,
            hit.row.table == row.table,
            bool(row.code) and hit.row.code == row.code,
            fold(hit.row.unit) == row.unit,
            hit.index > last,
            -hit.index,
        ),
    )


def _near(rows: Sequence[Candidate], row: Candidate, form: str, claimed: set[tuple[str, int]]) -> Known | None:
    """The unclaimed row of the form with the nearest name, first among those under the same parent."""
    if not form or not row.names or len(row.names[0]) < 8:
        return None
    from rapidfuzz.distance import Indel

    parent = _parent(rows, row)
    best: Known | None = None
    most = 0.0
    for hit in known_rows(form):
        if (form, hit.index) in claimed:
            continue
        sibling = hit.row.table == row.table and hit.parent == (parent.index if parent else row.parent)
        same_code = bool(row.code) and hit.row.code == row.code
        same_unit = fold(hit.row.unit) == row.unit
        least = (_SAME_PLACE_LIKENESS if same_code and same_unit else _SIBLING_LIKENESS) if sibling else _LIKENESS
        for own, name in (*product(row.names, hit.names), *product((row.plain,), hit.plain)):
            if 2 * min(len(own), len(name)) < least * (len(own) + len(name)):
                continue  # too unlike in length
            likeness = Indel.normalized_similarity(own, name, score_cutoff=least)
            if not likeness or contrary(own, name):
                continue
            score = likeness + _HINT * (same_code + same_unit + sibling)
            if score > most:
                best, most = hit, score
    return best


def _elsewhere(rows: Sequence[Candidate], row: Candidate, form: str) -> Known | None:
    """A row that only other generations print, where its name (under its parent) tells one thing."""
    parent = _parent(rows, row)
    for other in reversed(FORMS):
        if other == form:
            continue
        hits = _hits(row.names, other)
        under = [
            hit for hit in hits
            if parent and hit.parent >= 0 and known_rows(other)[hit.parent].row.concept == parent.row.concept
        ]
        hits = tuple(under) or hits
        if len({hit.row.concept for hit in hits}) == 1:
            return hits[0]
    return None


def _scope(rows: Sequence[Candidate], row: Candidate, known: Known) -> str:
    """Whose figure it is: by the level in its own name, else by its parent's."""
    if known.row.scope == "whole":
        return "whole"
    own = level_scope(row.names[0])
    if own:
        return own
    above = rows[row.parent] if row.parent >= 0 else None
    if above is not None and above.known is not None:
        return above.scope
    return "whole" if level_scope(known.names[0]) else known.row.scope


def _part_groups(rows: Sequence[Candidate]) -> None:
    """Keep apart the figures of two groups of one kind ("nhiệm vụ Chính phủ giao", "nhiệm vụ UBND tỉnh giao").

    They go by channels of their own where more than one of the groups holds figures.
    """
    groups: dict[tuple[str, str, str], list[int]] = {}
    for index, row in enumerate(rows):
        if row.known is not None and row.known.row.concept.startswith("group."):
            parent = _parent(rows, row)
            above = parent.row.concept if parent else ""
            groups.setdefault((above, row.known.row.concept, row.known.row.code), []).append(index)
    for indexes in groups.values():
        if len(indexes) < 2:
            continue
        filled = [i for i in indexes if any(row.filled and row.parent == i for row in rows)]
        for group in filled if len(filled) > 1 else ():
            for row in rows:
                if row.parent == group:
                    row.channel = level_scope(rows[group].names[0]) or "government"
