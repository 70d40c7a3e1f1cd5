"""The statistical appendix: its rows, each with the places of its fields, bound to the catalogue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from cchc_lint.catalogue import Concept, concepts
from cchc_lint.document import Document, Span
from cchc_lint.interval import exactly
from cchc_lint.parse.bind import Candidate, bind, detect_form, table_numbers
from cchc_lint.parse.numbers import read_number
from cchc_lint.parse.rows_cells import rows_from_cells
from cchc_lint.parse.rows_names import fold, fold_plain, head_name, is_name, parent_indexes
from cchc_lint.parse.rows_raw import AMONG_NAME, VALUE, RawRow, without_romans
from cchc_lint.report import Number, Row

_REMARK = re.compile(r"\s*\([^()]*\)")
_DIGIT = re.compile(r"\d")
_HEAD_BLOCKS = 6
_ENOUGH_CELLS = 8  # filled, of a column that tells what it holds
_STATISTICS_HEAD = re.compile(
    r"(?:stt|tt|số tt|số thứ tự) (?:.{0,20}chỉ tiêu|nội dung).{0,80}(?:số liệu|kết quả|đơn vị tính|đvt)"
)
# What is no single figure, though it begins with one: a power of ten, a range, a time, a date; a scale of its own.
_NO_FIGURE = re.compile(r"\d[ex]\d|\d\s*[-–—±:]\s*\d|\d/\d+/\d", re.I)
_SCALE = re.compile(r"\d\s*(nghìn|ngàn|triệu|tỷ|tỉ)\b", re.I)
_NEGATIVE = re.compile(r"[-–−]\s*\d")
_OPTION_VALUE = re.compile(r"=\s*(\d)(?!\d)")
_OPTION_PAIR = re.compile(r"([^=\d][^=]*?|\d [^=]*?)\s*=\s*(\d)(?!\d)\s*")


def read_rows(document: Document) -> tuple[tuple[Row, ...], str]:
    """The rows of the statistical appendix in order, and the generation of its form.

    The generation is "2021", "2022" or "2025", "" where there is no appendix or no known one. A row that
    no form knows keeps concept "". Tables of other things are left out.
    """
    cells = [block for block in document.blocks if block.kind == "row" and block.cells]
    lines = [block for block in document.blocks if block.kind == "line"]
    raw = rows_from_cells(document, cells)
    if lines:
        from cchc_lint.parse.rows_lines import rows_from_lines

        raw += rows_from_lines(document, lines)
    raw = _readable(document, sorted(raw, key=lambda row: row.start))
    if not raw:
        return (), ""
    without_romans(document, raw)
    candidates = _candidates(document, raw)
    form = detect_form(candidates)
    if form == "2025":
        for candidate, row, table in zip(candidates, raw, table_numbers(candidates), strict=True):
            candidate.table = row.table = table
    else:
        for candidate, row in zip(candidates, raw, strict=True):
            candidate.table = row.table = 1
    bind(candidates, form)
    return tuple(_row(document, own, found) for own, found in zip(raw, candidates, strict=True)), form


def unread_tables(document: Document, rows: Sequence[Row]) -> tuple[str, ...]:
    """What to tell of each table with the head of the statistical appendix of which no row was read."""
    found = []
    for table, group in groupby((b for b in document.blocks if b.table), key=lambda block: block.table):
        blocks = list(group)
        head = fold(document.text[blocks[0].span.start : blocks[min(len(blocks), _HEAD_BLOCKS) - 1].span.end])
        span = Span(blocks[0].span.start, blocks[-1].span.end)
        if _STATISTICS_HEAD.match(head) and not any(row.span.meets(span) for row in rows):
            line = document.locate(blocks[0].span).line
            found.append(
                f"Bảng {table} ở dòng {line}: có tiêu đề cột của biểu số liệu nhưng không đọc được hàng nào "
                "(cột có thể đã mất khi chuyển tệp); số liệu của bảng này chưa được kiểm tra."
            )
    return tuple(found)


def _readable(document: Document, raw: Sequence[RawRow]) -> list[RawRow]:
    """The rows of those tables whose columns were found: units are no figures there, and values mostly are."""
    kept: list[RawRow] = []
    for _, group in groupby(raw, key=lambda row: block.table if (block := document.block_at(row.start)) else 0):
        rows = list(group)
        units = [text for row in rows if (text := row.unit.text(document))]
        values = [text for row in rows if (text := row.value.text(document))]
        strange = sum(bool(_DIGIT.search(text)) and bool(VALUE.fullmatch(text)) for text in units)
        wordy = sum(not _DIGIT.search(text) and not VALUE.match(text) for text in values)
        if not (_are_most(strange, units) or _are_most(wordy, values)):
            kept += rows
    return kept


def _are_most(some: int, cells: Sequence[str]) -> bool:
    return len(cells) >= _ENOUGH_CELLS and some * 2 > len(cells)


def _candidates(document: Document, raw: Sequence[RawRow]) -> list[Candidate]:
    _count_tables(raw)
    parents = parent_indexes([(row.table, row.code) for row in raw])
    return [
        Candidate(
            names=_names(row.name.text(document)), plain=fold_plain(row.name.text(document)), code=row.code,
            unit=fold(row.unit.text(document)), parent=parent, table=row.table, filled=bool(row.value.pieces),
        )
        for row, parent in zip(raw, parents, strict=True)
    ]


def _count_tables(raw: Sequence[RawRow]) -> None:
    """Number the stretches within which codes go on: a further 1 after other numbers begins a table."""
    table, top = 1, 0
    for row in raw:
        if row.code.isdigit():
            number = int(row.code)
            if number == 1 and top >= 1:
                table += 1
            top = number
        row.table = table


def _names(name: str) -> tuple[str, ...]:
    """The folded names to look a row up by, the most telling first."""
    plain = AMONG_NAME.sub("", name).strip(" -+–")
    names = [fold(plain)]
    if not is_name(names[0]):
        names += [fold(_REMARK.sub(" ", plain)), head_name(plain)]
    return tuple(dict.fromkeys(filter(None, names)))


def _row(document: Document, raw: RawRow, found: Candidate) -> Row:
    known = found.known.row if found.known else None
    concept = concepts()[known.concept] if known else None
    unit, value = raw.unit.text(document), raw.value.text(document)
    options = tuple(int(number) for number in _OPTION_VALUE.findall(unit))
    if concept:
        options = tuple(sorted({*options, *(number for number, _ in concept.options)}))
    span = Span(raw.start, raw.end)
    return Row(
        table=raw.table, code=raw.code, name=raw.name.text(document), unit=unit, value=value,
        note=raw.note.text(document), parent=found.parent if found.parent >= 0 else None,
        line=document.origin.line(document.origin.offset(span.start)), span=span, code_span=raw.code_span,
        name_span=raw.name.span(), unit_span=raw.unit.span(), value_span=raw.value.span(), note_span=raw.note.span(),
        number=_number(document, raw, value, unit, options) if _is_figure(value, unit, concept) else None,
        concept=known.concept if known else "", kind=concept.kind if concept else "",
        scope=found.scope, channel=found.channel, options=options,
        among=raw.among or (not raw.code and found.parent >= 0), printed_unit=known.unit if known else "",
    )


def _is_figure(value: str, unit: str, concept: Concept | None) -> bool:
    """Whether a value tells one figure in the unit of its row, and no less than 0 of what is counted."""
    scale = _SCALE.search(value)
    if _NO_FIGURE.search(value.split("(", 1)[0]) or (scale and scale[1].lower() not in unit.lower()):
        return False
    return not (concept and concept.kind == "count" and _NEGATIVE.match(value))


def _number(document: Document, raw: RawRow, value: str, unit: str, options: Sequence[int]) -> Number | None:
    span = raw.value.span()
    if span is None:
        return None
    if not options:
        return read_number(value if len(raw.value.pieces) == 1 else document.slice(span), span.start, unit)
    chosen = {fold(label): int(number) for label, number in _OPTION_PAIR.findall(unit)}.get(fold(value))
    if chosen is not None:
        return Number(span, document.slice(span), chosen, exactly(chosen), style="word")
    return read_number(document.slice(span), span.start, "")
