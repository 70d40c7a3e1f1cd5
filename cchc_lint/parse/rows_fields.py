"""The fields of a row whose lines lost their cells: where its name ends, its unit, value and note."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cchc_lint.document import Document, Span
from cchc_lint.parse.rows_names import NEW_SENTENCE, UPPER, all_names, fold, is_name, names_starting
from cchc_lint.parse.rows_raw import OPTION, VALUE, RawRow, option_pattern, unit_pattern

_LEAST_NAME = 8  # characters
_LINE_END = re.compile(r"\n")
_BRACKETS = re.compile(r"(?:\s*\([^()]*\))+")
_BEFORE_FIGURE = re.compile(r"\s+(?=[-–]?\d)")
_LAST_VALUE = re.compile(rf"(?:^|\s)(?P<value>{VALUE.pattern})\s*$", re.I)
_BARE_OPTION = re.compile(rf"(?:^|\n)(?P<label>[{UPPER}][^=\n]{{0,24}}(?:\n[^=\n]{{1,14}})?)\s*=\s*\d(?!\d)")
_UNIT_AGAIN = re.compile(r"[ \t]*\S[^\n]*")  # after a value: "Thủ tục 405 thủ tục"
_NEAR = 82  # of 100: how alike a known name and a row's words must be


class _Joined(NamedTuple):
    """The lines of a row as one text, "\n" between lines.

    lines: of each line its start in the text, its start in the document, and its length.
    """

    text: str
    lines: tuple[tuple[int, int, int], ...]

    def span(self, start: int, end: int) -> Span:
        """The place in the document of [start, end) of one line."""
        base, origin, _ = next(line for line in reversed(self.lines) if line[0] <= start)
        return Span(origin + start - base, origin + end - base)

    def pieces(self, start: int, end: int) -> list[Span]:
        """The places of the non-blank pieces of [start, end), line by line."""
        found: list[Span] = []
        for base, origin, length in self.lines:
            low, high = max(start, base), min(end, base + length)
            if low >= high:
                continue
            piece = self.text[low:high]
            bare = piece.strip()
            if bare:
                at = origin + low - base + piece.index(bare)
                found.append(Span(at, at + len(bare)))
        return found


def read_fields(document: Document, lines: Sequence[Span], row: RawRow) -> None:
    """Fill name, unit, value and note of a row from its lines."""
    joined = _join(document, lines)
    if OPTION.search(joined.text) and _read_options(joined, row):
        return
    swapped = _value_before_unit(joined.text)
    if swapped:
        value_at, value_end, unit_at, unit_end = swapped
        row.name.pieces.extend(joined.pieces(0, value_at))
        row.value.pieces.append(joined.span(value_at, value_end))
        row.unit.pieces.extend(joined.pieces(unit_at, unit_end))
        row.note.pieces.extend(joined.pieces(unit_end, len(joined.text)))
        return
    name_end, unit, tail = _cut_name(joined.text)
    row.name.pieces.extend(joined.pieces(0, name_end))
    at = name_end
    if unit:
        row.unit.pieces.extend(joined.pieces(*unit))
        at = unit[1]
    at += len(joined.text[at:]) - len(joined.text[at:].lstrip())
    value = VALUE.match(joined.text, at) if at < tail else None
    if value and not _is_prose(joined.text, value.end(), has_unit=unit is not None, word=value[0]):
        row.value.pieces.append(joined.span(value.start(), value.end()))
        at = value.end()
        if unit and (again := _UNIT_AGAIN.match(joined.text, at)) and fold(again[0]) == fold(joined.text[slice(*unit)]):
            at = again.end()
            row.value.pieces[0] = joined.span(value.start(), at)
    row.note.pieces.extend(joined.pieces(at, tail))
    row.name.pieces.extend(joined.pieces(tail, len(joined.text)))


def has_unit(text: str) -> bool:
    """Whether a unit ends a line of the text or stands before a value in it."""
    return any(_may_be_unit(text, *match.span()) for match in unit_pattern().finditer(text))


def ends_name(above: str, line: str) -> bool:
    """Whether a line is the rest of the name that a unit cuts off in the text above it."""
    units = (match.start() for match in unit_pattern().finditer(above) if match.start() > _LEAST_NAME)
    names = (fold(f"{above[:start]} {line}") for start in units)
    return any(is_name(name) or names_starting(name) for name in names)


def _join(document: Document, lines: Sequence[Span]) -> _Joined:
    texts: list[str] = []
    places: list[tuple[int, int, int]] = []
    at = 0
    for line in lines:
        text = document.slice(line)
        texts.append(text)
        places.append((at, line.start, len(text)))
        at += len(text) + 1
    return _Joined("\n".join(texts), tuple(places))


def _is_prose(text: str, at: int, *, has_unit: bool, word: str) -> bool:
    """Whether what looks like a value is the first word of a note: "không" or a dash with words after it."""
    return not word[0].isdigit() and bool(text[at:].split("\n")[0].strip()) and not has_unit


def _cut_name(text: str) -> tuple[int, tuple[int, int] | None, int]:
    """(end of the name, place of the unit or None, start of the name's rest after the note)."""
    units = [match.span() for match in unit_pattern().finditer(text) if _may_be_unit(text, *match.span())]
    ends = [match.start() for match in _LINE_END.finditer(text)]
    for start, end in units:
        tail = _cut_off(text, start, end, ends)
        if tail:
            return start, (start, end), tail
        if is_name(fold(text[:start])):
            return start, (start, end), len(text)
    for line_end in ends:
        value = _LAST_VALUE.search(text, 0, line_end)
        if value and is_name(fold(f"{text[: value.start()]} {text[line_end:]}")):
            return value.start(), None, line_end
    whole = max((end for end in _name_ends(text, [*ends, len(text)]) if is_name(fold(text[:end]))), default=0)
    return _after_whole(text, whole, units) if whole else _by_likeness(text, units)


def _value_before_unit(text: str) -> tuple[int, int, int, int] | None:
    """[start, end) of the value and of the unit after it, where the columns stand in that order under a known name."""
    for unit in unit_pattern().finditer(text):
        if not _may_be_unit(text, *unit.span()) or VALUE.match(text[unit.end() :].lstrip()):
            continue
        value = _value_after_name(text, unit.start())
        if value:
            return *value, *unit.span()
    return None


def _value_after_name(text: str, end: int) -> tuple[int, int] | None:
    """[start, end) of the value between a known name and `end`: of "mức độ 3 100" the name may have the 3."""
    value = _LAST_VALUE.search(text, 0, end)
    if value is None or (fold(value[0]) and is_name(fold(text[:end]))):
        return None
    start, stop = value.span("value")
    starts = (start, start + value["value"].rfind(" ") + 1)
    at = next((at for at in starts if is_name(fold(text[:at]))), None)
    return None if at is None else (at, stop)


def _may_be_unit(text: str, start: int, end: int) -> bool:
    """Whether a line ends or a value stands after it; a word in lower case needs the value."""
    rest = text[end:].lstrip(" \t")
    if VALUE.match(rest):
        return True
    return (not rest or rest[0] == "\n") and not text[start].islower()


def _name_ends(text: str, ends: Sequence[int]) -> Iterator[int]:
    yield from ends
    yield from (match.start() for match in NEW_SENTENCE.finditer(text))
    yield from (match.start() for match in _BEFORE_FIGURE.finditer(text))


def _after_whole(
    text: str, whole: int, units: Sequence[tuple[int, int]]
) -> tuple[int, tuple[int, int] | None, int]:
    """A name known to its end: what follows is the rest of a longer one up to the unit, or a group's value."""
    unit = next((unit for unit in units if unit[0] > whole), None)
    if unit and not VALUE.match(text[whole:].lstrip()):
        return unit[0], unit, len(text)
    remark = _BRACKETS.match(text, whole)
    return remark.end() if remark else whole, None, len(text)


def _cut_off(text: str, start: int, end: int, ends: Sequence[int]) -> int | None:
    """Where the rest of a name begins that the foot of a page cut off before unit and value."""
    for line_end in ends:
        if line_end >= end and fold(text[line_end:]) and is_name(fold(f"{text[:start]} {text[line_end:]}")):
            return line_end
    return None


def _by_likeness(
    text: str, units: Sequence[tuple[int, int]]
) -> tuple[int, tuple[int, int] | None, int]:
    """The end of a name that no form has like this: where it leaves the likeliest name."""
    value = _LAST_VALUE.search(text)
    end = value.start() if value and value.start() else len(text)
    cuts: list[tuple[int, tuple[int, int] | None, int]] = [(start, (start, stop), len(text)) for start, stop in units]
    cuts += [(start, (start, stop), tail) for start, stop in units if (tail := _lower_tail(text, stop))]
    likely = max(cuts, key=lambda cut: _likeness(text, cut), default=None)
    bare = (end, None, len(text))
    if likely and _likeness(text, likely) >= max(_likeness(text, bare), 1):
        return likely
    upper = next((cut for cut in cuts if cut[1] and (text[cut[0]].isupper() or text[cut[0]] == "%")), None)
    return upper if upper and not _likeness(text, bare) else bare


def _likeness(text: str, cut: tuple[int, tuple[int, int] | None, int]) -> float:
    """How alike (of 100) the name that a cut leaves is to the nearest known one; 0 below _NEAR."""
    from rapidfuzz import process
    from rapidfuzz.distance import Indel

    name = fold(f"{text[:cut[0]]} {text[cut[2]:]}")
    match = process.extractOne(name, all_names(), scorer=Indel.normalized_similarity, score_cutoff=_NEAR / 100)
    return 100 * match[1] if match else 0.0


def _lower_tail(text: str, after: int) -> int:
    """The start of a last line that begins in lower case, as the rest of a name does; 0 none."""
    line = text.find("\n", after)
    return line if 0 <= line < len(text) - 1 and text[line + 1].islower() else 0


def _read_options(joined: _Joined, row: RawRow) -> bool:
    """Fill a row whose unit lists options; False where no list is found."""
    text = joined.text
    options = [match.span() for match in option_pattern().finditer(text)]
    if not options:
        options = [(match.start("label"), match.end()) for match in _BARE_OPTION.finditer(text)]
    if not options:
        return False
    at = options[0][0]
    before = _value_after_name(text, at)
    if before and not any(VALUE.match(text[end:].lstrip()) for _, end in options):
        row.name.pieces.extend(joined.pieces(0, before[0]))
        row.value.pieces.append(joined.span(*before))
        row.unit.pieces.extend(piece for option in options for piece in joined.pieces(*option))
        row.note.pieces.extend(joined.pieces(options[-1][1], len(text)))
        return True
    ends = [match.start() for match in _LINE_END.finditer(text)]
    tail = _cut_off(text, *options[0], ends) or len(text)
    row.name.pieces.extend((*joined.pieces(0, at), *joined.pieces(tail, len(text))))
    for start, end in [*options, (tail, tail)]:
        if start < at:
            continue
        between = text[at:start]
        skipped = len(between) - len(between.lstrip())
        value = VALUE.match(between.lstrip())
        if value and not row.value.pieces:
            row.value.pieces.append(joined.span(at + skipped, at + skipped + value.end()))
            row.note.pieces.extend(joined.pieces(at + skipped + value.end(), start))
        elif between.strip():
            row.note.pieces.extend(joined.pieces(at, start))
        row.unit.pieces.extend(joined.pieces(start, end))
        at = end
    return True
