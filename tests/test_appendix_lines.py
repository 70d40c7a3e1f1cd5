"""The appendix from PDF text, line by line: page numbers among the rows, values that stand before their units."""

from __future__ import annotations

import textwrap
from itertools import zip_longest

import pytest
from appendix_pages import Filled, filled

from cchc_lint.catalogue import FORMS
from cchc_lint.parse import parse
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


def columns_of(rows: list[Filled], widths: tuple[int, ...], *, swapped: bool = False, repeats: bool = False) -> str:
    """Columns kept by blanks; a head over several lines, on every page; cells wrapped to their columns."""
    lines = ["Phụ lục"]
    table = 0
    remark = "Chỉ tiêu thống kê (Sử dụng trong kỳ báo cáo hàng quý, 6 tháng, năm)"
    head = ["STT", remark, "Đơn vị tính", "Số liệu", "Ghi chú"]
    for index, row in enumerate(rows):
        if row.row.table != table:
            table = row.row.table
            lines += ["", f"{'':30}Biểu mẫu {table}", "", *in_columns(head, widths)]
        elif index % PAGE == 0:
            lines += ["", f"{index // PAGE + 1:50}", "", *in_columns(head, widths)]
        code, name, unit, value, _ = row.told
        value = f"{value} {row.row.unit}" if repeats and value else value
        lines += in_columns([code or "Trong đó", name, *((value, unit) if swapped else (unit, value))], widths)
    return "\n".join(lines)


def in_columns(cells: list[str], widths: tuple[int, ...]) -> list[str]:
    wrapped = [textwrap.wrap(text, width - 2) for text, width in zip(cells, widths, strict=False)]
    lines = zip_longest(*wrapped, fillvalue="")
    return ["".join(map(str.ljust, line, widths)).rstrip() for line in lines]


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


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("widths", "swapped"), [
    ((10, 40, 18, 12, 20), False), ((10, 26, 12, 9, 16), False), ((12, 60, 24, 16, 30), False),
    ((10, 40, 12, 18, 20), True),
])
def test_columns_of_blanks_under_a_head_of_several_lines(form: str, widths: tuple[int, ...], swapped: bool) -> None:
    rows = filled(form, VALUES)
    told = [(row.told[0], row.told[2], row.told[3]) for row in rows]
    assert read(columns_of(rows, widths, swapped=swapped)) == told


def test_columns_of_blanks_whose_values_repeat_their_units() -> None:
    rows = [row for row in filled("2022", ("41", "17")) if row.row.unit not in ("", "Cơ quan, đơn vị")]
    told = [(row.told[0], row.row.unit, f"{row.value} {row.row.unit}") for row in rows]
    assert read(columns_of(rows, (10, 40, 16, 20, 10), repeats=True)) == told


@pytest.mark.parametrize("form", FORMS)
def test_rows_on_one_line_each_with_one_blank_between_their_cells(form: str) -> None:
    rows = filled(form, VALUES[:3])
    lines = ["Phụ lục", "", " ".join(HEAD)]
    lines += [" ".join(filter(None, (row.told[0] or "-", *row.told[1:4]))) for row in rows if row.row.table == 1]
    told = [(row.told[0], row.told[2], row.told[3]) for row in rows if row.row.table == 1]
    assert read("\n".join(lines)) == told


@pytest.mark.parametrize("order", ["before value", "value before"])
def test_columns_of_blanks_for_two_periods(order: str) -> None:
    heads = {"before": "Kỳ trước", "value": "Kỳ này"}
    widths = (10, 40, 18, 12, 12, 18)
    rows = filled("2022", VALUES[:3])
    lines = ["Phụ lục", "", *in_columns([*HEAD[:3], *(heads[key] for key in order.split()), "Ghi chú"], widths)]
    for row in rows:
        code, name, unit, value, _ = row.told
        figures = {"before": "8" if value else "", "value": value}
        lines += in_columns([code or "Trong đó", name, unit, *(figures[key] for key in order.split())], widths)
    assert read("\n".join(lines)) == [(row.told[0], row.told[2], row.told[3]) for row in rows]


def test_two_periods_on_lines_without_columns_are_not_read_and_said_once() -> None:
    rows = [row for row in filled("2022", ("41", "17")) if row.row.code]
    lines = [" ".join(filter(None, (*row.told[:3], row.value and "8", row.value))) for row in rows]
    head = "STT Chỉ tiêu Đơn vị tính Số liệu kỳ trước Số liệu kỳ này"
    report = parse(from_text("\n".join(("Phụ lục", "", head, *lines))))
    assert report.rows == ()
    assert len([note for note in report.document.notes if "không đọc được hàng nào" in note]) == 1
