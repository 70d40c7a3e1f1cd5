"""The appendix of whole reports, in every form and in the layouts that files come in."""

from __future__ import annotations

from decimal import Decimal

import pytest
from appendix_pages import Filled, cell_by_cell, columned, filled, tabbed, wrapped
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_lint.catalogue import FORMS
from cchc_lint.parse.appendix import read_rows
from cchc_lint.read.text import from_text
from cchc_lint.report import Row

VALUES = ("12.215", "02", "98,75", "0", "1328", "", "7", "100%", "35")


def read(text: str) -> tuple[tuple[Row, ...], str]:
    document = from_text(text)
    rows, form = read_rows(document)
    for row in rows:
        assert row.line == document.locate(row.span).line
        assert row.span.start <= min(span.start for span in (row.code_span, row.name_span, row.value_span) if span)
        for part, span in ((row.value, row.value_span), (row.code, row.code_span)):
            assert span is None or document.slice(span).rstrip(" .") == part
    return rows, form


def told(rows: tuple[Row, ...]) -> list[tuple[str, str, str, str, str]]:
    return [(row.code, row.name.rstrip("."), row.unit, row.value, row.note) for row in rows]


def assert_same(text: str, form: str, expected: list[Filled]) -> None:
    rows, found = read(text)
    assert found == form
    assert told(rows) == [row.told for row in expected]
    assert [(row.concept, row.scope, row.table) for row in rows] == [
        (row.row.concept, row.row.scope, row.row.table) for row in expected
    ]


@pytest.mark.parametrize("form", FORMS)
def test_a_table_with_tabs(form: str) -> None:
    rows = filled(form, VALUES)
    assert_same(tabbed(form, rows), form, rows)


@pytest.mark.parametrize("form", FORMS)
def test_a_table_with_every_cell_on_its_own_line(form: str) -> None:
    rows = filled(form, VALUES)
    assert_same(cell_by_cell(form, rows), form, rows)


@pytest.mark.parametrize("form", FORMS)
@given(st.integers(26, 52), st.integers(20, 45), st.permutations(VALUES))
@settings(max_examples=12, deadline=None)
def test_a_table_out_of_a_pdf_at_any_width(form: str, width: int, page: int, values: list[str]) -> None:
    rows = filled(form, values)
    assert_same(wrapped(form, rows, width, page), form, rows)


@pytest.mark.parametrize("form", FORMS)
@given(st.integers(30, 56), st.permutations(VALUES))
@settings(max_examples=12, deadline=None)
def test_a_table_with_columns_of_blanks(form: str, width: int, values: list[str]) -> None:
    rows = filled(form, values)
    assert_same(columned(form, rows, width), form, rows)


def test_parents_follow_code_and_order() -> None:
    rows, _ = read(tabbed("2021", filled("2021", VALUES)))
    parents = {row.name: rows[row.parent].code for row in rows if row.parent is not None}
    assert parents["Số sở, ngành đã kiểm tra"] == "1.2"  # the form numbers it 1.1.1
    assert parents["Số TTHC cấp xã"] == "3.1.3"
    assert parents["Tổng số người làm việc được giao"] == "4.3"
    assert [row.code for row in rows if row.parent is None] == ["1", "2", "3", "4", "5", "6", "7"]


def test_rows_without_a_code_break_down_the_row_above() -> None:
    rows, _ = read(tabbed("2022", filled("2022", VALUES)))
    among = [row for row in rows if row.among]
    assert among
    assert all(not row.code and row.parent is not None for row in among)
    assert all(row.code for row in rows if not row.among)


def test_the_rows_of_one_name_are_told_apart_by_their_parents() -> None:
    rows, _ = read(wrapped("2022", filled("2022", ("5",)), 40, 30))
    found = [(row.concept, row.scope) for row in rows if row.name == "Tổng số hồ sơ TTHC đã giải quyết xong"]
    assert found == [("dossiers.resolved", "district"), ("dossiers.resolved", "communes")]
    eligible = [row.concept for row in rows if row.name == "Tổng số TTHC đủ điều kiện"]
    assert eligible == ["procedures.online.eligible_level3", "procedures.online.eligible_level4"]


def test_units_decide_what_a_figure_can_stand_for() -> None:
    rows, _ = read(tabbed("2022", filled("2022", ("98",))))
    by_concept = {row.concept: row for row in rows}
    count, rate, money = (by_concept[name].number for name in ("plan.tasks", "plan.rate", "disbursement.plan"))
    assert count is not None
    assert rate is not None
    assert money is not None
    assert count.interval.exact
    assert (rate.interval.low, rate.interval.high) == (Decimal("97.5"), Decimal("98.5"))
    assert not money.interval.exact


def test_a_text_without_an_appendix() -> None:
    assert read("Trong năm 2023, UBND xã Tân Hòa Lạc đã tiếp nhận 120 hồ sơ.\n") == ((), "")


def test_a_table_of_other_things_is_left_out() -> None:
    lines = ("STT\tTên văn bản\tNgày", "1\tKế hoạch số 12/KH-UBND\t05/01/2023", "2\tCông văn số 30/UBND-NV\t06/01/2023")
    assert read("\n".join(lines)) == ((), "")
