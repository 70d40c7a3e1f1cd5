"""The appendix from PDF text, line by line: page numbers among the rows, values that stand before their units."""

from __future__ import annotations

import pytest
from appendix_pages import Filled, filled

from cchc_lint.catalogue import FORMS
from cchc_lint.parse.appendix import read_rows
from cchc_lint.read.text import from_text

HEAD = ("STT", "Chỉ tiêu thống kê", "Đơn vị tính", "Số liệu", "Ghi chú")
PAGE = 9  # rows
VALUES = ("41", "1.205", "17", "-", "0")


def lines_of(rows: list[Filled], *, swapped: bool = False, numbered: bool = True, repeats: bool = False) -> str:
    """Every cell on its own line; repeats: values go with their unit."""
    lines = ["Phụ lục"]
    table = 0
    for index, row in enumerate(rows):
        if row.row.table != table:
            table = row.row.table
            lines += [f"Biểu mẫu {table}", *HEAD]
        elif index % PAGE == 0:
            lines += [str(index // PAGE + 1)] * numbered + [*HEAD]
        code, name, _, value, _ = row.told
        value = f"{value} {row.row.unit}" if repeats and value and row.row.unit not in ("", "%") else value
        figures = [value, *row.units] if swapped else [*row.units, value]
        lines += [text for text in (f"{code}." if code else "Trong đó", name, *figures) if text]
    return "\n\n".join(f"{line} " for line in lines)


def read(text: str) -> list[tuple[str, str, str]]:
    return [(row.code, row.unit, row.value) for row in read_rows(from_text(text))[0]]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("swapped", [False, True])
def test_page_numbers_above_a_head_are_no_values(form: str, swapped: bool) -> None:
    rows = [row for row in filled(form, VALUES) if row.row.code != "7.2"]  # "2 cấp = 1"
    told = [(row.told[0], row.told[2], row.told[3]) for row in rows]
    assert read(lines_of(rows, swapped=swapped)) == told
    assert read(lines_of(rows, swapped=swapped, numbered=False)) == told


@pytest.mark.parametrize("form", FORMS)
def test_a_value_that_repeats_its_unit(form: str) -> None:
    rows = filled(form, VALUES[:3])
    told = [f"{row.value} {row.row.unit}" if row.value and row.row.unit not in ("", "%") else row.value for row in rows]
    assert [value for _, _, value in read(lines_of(rows, repeats=True))] == told


def test_figures_above_heads_that_do_not_count_on_stay_values() -> None:
    groups = [row for row in filled("2021", ("17", "9", "23", "8")) if row.row.unit]
    assert read(lines_of(groups, numbered=False)) == [(row.told[0], row.told[2], row.told[3]) for row in groups]
