"""The official forms written out as files come: with tabs, as wrapped PDF text, cell by cell, in columns of blanks."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cchc_lint.catalogue import FormRow, concepts, form_rows, form_tables

OPENING = "Trên đây là kết quả công tác cải cách hành chính của UBND huyện Ea Súp Mới./.\n\nPhụ lục\n\n"
HEAD = ("STT", "Chỉ tiêu thống kê", "Đơn vị tính", "Số liệu", "Ghi chú")


@dataclass(frozen=True)
class Filled:
    """A row of a form with a value."""

    row: FormRow
    value: str
    note: str = ""

    @property
    def units(self) -> list[str]:
        return [f"{label} = {value}" for value, label in self.row.options] or [self.row.unit]

    @property
    def told(self) -> tuple[str, str, str, str, str]:
        """What a reader of the page makes of it."""
        code, name = self.row.code, self.row.name.rstrip(".")
        return code, name, " ".join(self.units), self.value, self.note


def filled(form: str, values: Sequence[str]) -> list[Filled]:
    """Every row of a form; groups stay blank, options get 1, the others the values in turn."""
    found = []
    for index, row in enumerate(row for row in form_rows(form) if not row.extra):
        kind = concepts()[row.concept].kind
        value = {"group": "", "option": "1"}.get(kind, values[index % len(values)])
        found.append(Filled(row, value))
    return found


def tabbed(form: str, rows: Sequence[Filled]) -> str:
    lines = [OPENING]
    for row, opens in _with_tables(form, rows):
        lines += [*opens, "\t".join(HEAD)] if opens else []
        first = f"{row.row.code}." if row.row.code else "Trong đó"
        lines.append("\t".join((first, row.row.name, " ".join(row.units), row.value, row.note)))
    return "\n".join(lines)


def cell_by_cell(form: str, rows: Sequence[Filled]) -> str:
    lines = [OPENING]
    among = False
    for row, opens in _with_tables(form, rows):
        lines += [*opens, *HEAD] if opens else []
        first = [row.row.code] if row.row.code else ["Trong đó"] * (not among)
        among = not row.row.code
        lines += [text for text in (*first, row.row.name, *row.units, row.value, row.note) if text]
    return "\n".join(lines)


def wrapped(form: str, rows: Sequence[Filled], width: int, page: int) -> str:
    """PDF text: name lines, then unit and value; the head again, in the middle of a row, every `page` lines."""
    lines: list[str] = [OPENING]
    since = 0
    among = False
    for row, opens in _with_tables(form, rows):
        if opens:
            lines += [*opens, *HEAD]
            since = 0
        if not row.row.code and not among:
            lines += ["Trong", "đó"]
        among = not row.row.code
        name = textwrap.wrap(row.row.name, width)
        rest = [name.pop()] if since > page and len(name) > 1 else []
        code = [f"{row.row.code}.  "] if row.row.code else []
        body = [f"{''.join(code)}{name[0]}"] if len(name) == 1 else [*code, *name]
        units = [line for unit in row.units for line in textwrap.wrap(unit, 12)]
        figures = " ".join(text for text in (row.value, row.note) if text)
        if len(units) < 2:
            body[-1] = " ".join(text for text in (body[-1], *units, figures) if text)
        else:
            body += [*units, *([figures] if figures else [])]
        lines += body
        since += len(body)
        if since > page and (rest or since > 2 * page):
            lines += [*HEAD, *rest]
            since = 0
    return "\n\n".join(f"{line} " for line in lines)


def columned(form: str, rows: Sequence[Filled], width: int) -> str:
    """Columns kept by blanks."""
    lines: list[str] = [OPENING]
    for row, opens in _with_tables(form, rows):
        lines += [*opens, _columns(HEAD, width)] if opens else []
        name = textwrap.wrap(row.row.name, width)
        units = [line for unit in row.units for line in textwrap.wrap(unit, 15)]
        first = row.row.code or "Trong đó"
        for index in range(max(len(name), len(units))):
            cells = [first, row.value, row.note] if index == 0 else ["", "", ""]
            texts = (cells[0], *(held[index] if index < len(held) else "" for held in (name, units)), *cells[1:])
            lines.append(_columns(texts, width))
    return "\n".join(lines)


def _columns(texts: Sequence[str], width: int) -> str:
    return "".join(text.ljust(size) for text, size in zip(texts, (10, width + 3, 18, 12, 20), strict=True)).rstrip()


def _with_tables(form: str, rows: Sequence[Filled]) -> Iterator[tuple[Filled, list[str]]]:
    """Each row, with the title lines where it opens a table."""
    table = 0
    for row in rows:
        opens: list[str] = []
        if row.row.table != table:
            table = row.row.table
            titles = form_tables(form)
            opens = [f"Biểu mẫu {table}", titles[table].upper()] if titles else ["THỐNG KÊ SỐ LIỆU"]
        yield row, opens
