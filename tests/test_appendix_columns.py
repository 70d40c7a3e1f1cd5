"""The columns of the appendix as copies set them: heads over several rows, merged, shifted or missing; lost cells."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from appendix_pages import Filled, filled

from cchc_lint.catalogue import FORMS
from cchc_lint.parse import parse
from cchc_lint.parse.appendix import read_rows
from cchc_lint.read.text import from_text

TAB = "\t"
USUAL = "code name unit value note"
PLAIN = "STT|Chỉ tiêu|Đơn vị tính|Số liệu|Ghi chú"
VALUES = ("41", "1.205", "17", "0")


def copy_of(form: str, *head: str, order: str = USUAL, drop: bool = False) -> str:
    """The form as a table whose columns hold what `order` says; drop: without empty cells at the ends of rows."""
    lines = ["Phụ lục", ""]
    table = 0
    for row in filled(form, VALUES):
        if row.row.table != table:
            table = row.row.table
            lines += ["", f"Biểu mẫu {table}", "", *(line.replace("|", TAB) for line in head)]
        lines.append(TAB.join(cell_of(row, key) for key in order.split()))
    return "\n".join(line.rstrip(TAB) if drop else line for line in lines)


def cell_of(row: Filled, key: str) -> str:
    code, name, unit, value, note = row.told
    before = "8" if value else ""
    cells = {"code": f"{code}." if code else "Trong đó", "name": name, "unit": unit, "value": value, "note": note}
    return {**cells, "before": before, "empty": ""}[key]


def read(text: str) -> list[tuple[str, str, str]]:
    return [(row.code, row.unit, row.value) for row in read_rows(from_text(text))[0]]


def told(form: str) -> list[tuple[str, str, str]]:
    return [(row.told[0], row.told[2], row.told[3]) for row in filled(form, VALUES)]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("drop", [False, True])
@pytest.mark.parametrize("head", [
    (PLAIN,), ("STT|Chỉ tiêu|Kết quả thống kê||Ghi chú",), ("STT|Chỉ tiêu|Kết quả thống kê|Ghi chú",),
    ("STT|Chỉ tiêu|Kết quả thống kê|Ghi chú", "Đơn vị tính|Số liệu"),
    ("STT|Chỉ tiêu|Kết quả thống kê||Ghi chú", "Đơn vị tính|Số liệu"),
    ("STT|Chỉ tiêu|Kết quả thống kê||Ghi chú", "|(Sử dụng trong kỳ báo cáo)|Đơn vị tính|Số liệu"),
    ("STT|Chỉ tiêu|Kết quả thống kê||Ghi chú", "||Đơn vị tính|Số liệu|", "|(Sử dụng hàng quý)||quý I|"),
    ("STT|Chỉ tiêu|Đơn vị tính|Quý I/2023|Ghi chú",), ("Mục|Chỉ tiêu|Đơn vị tính|Số liệu|Ghi chú",), (),
])
def test_heads_of_one_table(form: str, head: Sequence[str], drop: bool) -> None:
    assert read(copy_of(form, *head, drop=drop)) == told(form)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "head", [PLAIN, "STT|Chỉ tiêu|Số liệu|Đơn vị tính|Ghi chú", "STT|Chỉ tiêu|Kết quả||Ghi chú", ""]
)
def test_the_value_before_the_unit_under_any_head(form: str, head: str) -> None:
    text = copy_of(form, *([head] if head else []), order="code name value unit note")
    assert read(text) == told(form)


@pytest.mark.parametrize(("order", "head"), [
    ("code name unit before value note", ("STT|Chỉ tiêu|Đơn vị tính|Kỳ trước|Kỳ này|Ghi chú",)),
    ("code name unit value before note", ("STT|Chỉ tiêu|Đơn vị tính|Kỳ này|Kỳ trước|Ghi chú",)),
    ("code name unit value before note", ("STT|Chỉ tiêu|Đơn vị tính|Trong kỳ|Lũy kế từ đầu năm|Ghi chú",)),
    ("code name unit before value note", ("STT|Chỉ tiêu|Đơn vị tính|Quý I/2022|Quý I/2023|Ghi chú",)),
    ("code name unit before value note", ("STT|Chỉ tiêu|Đơn vị tính|Cùng kỳ năm trước|Kỳ báo cáo|Ghi chú",)),
    ("code name unit value before note", ("STT|Chỉ tiêu|Đơn vị tính|Số liệu|So sánh cùng kỳ|Ghi chú",)),
    ("code name unit before value note", ("STT|Chỉ tiêu|Đơn vị tính|Số liệu||Ghi chú", "|||Kỳ trước|Kỳ này|")),
    ("code name unit before value note", ("STT|Chỉ tiêu|Đơn vị tính|Số liệu|Ghi chú", "Kỳ trước|Kỳ này")),
    ("code name empty unit value note", ("STT|Chỉ tiêu||Đơn vị tính|Số liệu|Ghi chú",)),
])
def test_of_several_columns_of_figures_the_present_one_counts(order: str, head: Sequence[str]) -> None:
    assert read(copy_of("2022", *head, order=order)) == told("2022")


@pytest.mark.parametrize("line", [
    "1.1.1. Số nhiệm vụ đề ra trong kế hoạch\tNhiệm vụ\t20\t",
    "1.1.1.\tSố nhiệm vụ đề ra trong kế hoạch Nhiệm vụ\t20\t",
    "1.1.1.\tSố nhiệm vụ đề ra trong kế hoạch\tNhiệm vụ 20\t",
    "1.1.1.\tSố nhiệm vụ đề ra trong kế hoạch |\tNhiệm vụ\t20\t",
    "1.1.1.\t! Số nhiệm vụ đề ra trong kế hoạch\t| Nhiệm vụ\t20 !\t|",
])
def test_two_cells_that_stand_as_one_and_lines_taken_for_letters(line: str) -> None:
    rows = read_rows(from_text("\n".join((
        "Phụ lục", "", PLAIN.replace("|", TAB), "1.\tCông tác chỉ đạo điều hành CCHC\t\t\t",
        "1.1.\tKế hoạch CCHC\t\t\t", line, "1.1.2.\tSố nhiệm vụ đã hoàn thành\tNhiệm vụ\t15\t",
    ))))[0]
    assert [(row.code, row.name, row.unit, row.value, row.note) for row in rows[2:]] == [
        ("1.1.1", "Số nhiệm vụ đề ra trong kế hoạch", "Nhiệm vụ", "20", ""),
        ("1.1.2", "Số nhiệm vụ đã hoàn thành", "Nhiệm vụ", "15", ""),
    ]


def test_chapters_in_roman_numbers_over_arabic_rows() -> None:
    text = copy_of("2021", PLAIN)
    for number, roman in enumerate(("I", "II", "III", "IV", "V", "VI", "VII"), 1):
        text = text.replace(f"\n{number}.{TAB}", f"\n{roman}{TAB}")
    assert read(text) == told("2021")


def test_a_table_whose_columns_cannot_be_told_is_not_read_and_said_once() -> None:
    report = parse(from_text(copy_of("2022", PLAIN, order="code name before value note")))
    assert report.rows == ()
    assert [note for note in report.document.notes if "không đọc được hàng nào" in note]


@pytest.mark.parametrize("mark", [";", ","])
def test_a_list_with_separators_whose_second_head_row_lacks_cells(mark: str) -> None:
    text = copy_of("2022", "STT|Chỉ tiêu|Kết quả||Ghi chú", "|(Sử dụng hàng quý)|Đơn vị tính|Số liệu")
    lines = (
        mark.join(f'"{cell}"' if mark in cell else cell for cell in line.split(TAB)) if TAB in line else line
        for line in text.split("\n")
    )
    assert read("\n".join(lines)) == told("2022")
