"""Tables of Word files: every row has the cells of the whole table, whatever was merged, split or dragged."""

from __future__ import annotations

import pytest
from formats import cell, docx, paragraph, row, run, table

from cchc_lint.document import Document
from cchc_lint.errors import InputError
from cchc_lint.parse import parse
from cchc_lint.read import read_bytes

WIDE = '<w:gridSpan w:val="2"/>'
DOWN, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def read(body: str) -> Document:
    return read_bytes(docx(body), "bao-cao.docx")


def rows(body: str) -> list[list[str]]:
    document = read(body)
    return [[document.slice(each) for each in block.cells] for block in document.blocks if block.kind == "row"]


HEAD = (
    row(cell("STT", DOWN), cell("Chỉ tiêu", DOWN), cell("Kết quả", WIDE), cell("Ghi chú", DOWN)),
    row(cell("", ON), cell("", ON), cell("Đơn vị tính"), cell("Số liệu"), cell("", ON)),
)


def test_merged_cells_keep_the_columns() -> None:
    assert rows(table(*HEAD, row("1", "Số văn bản", "Văn bản", "12", ""))) == [
        ["STT", "Chỉ tiêu", "Kết quả", "", "Ghi chú"], ["", "", "Đơn vị tính", "Số liệu", ""],
        ["1", "Số văn bản", "Văn bản", "12", ""],
    ]


def test_options_over_merged_rows_become_one_row_of_the_appendix() -> None:
    name = "Tổ chức đối thoại của lãnh đạo với người dân, cộng đồng doanh nghiệp"
    body = table(
        row("STT", "Chỉ tiêu thống kê", "Đơn vị tính", "Số liệu", "Ghi chú"),
        row("1.", "Số văn bản chỉ đạo CCHC đã ban hành", "Văn bản", "12", ""),
        row(cell("6.", DOWN), cell(name, DOWN), cell("Không = 0"), cell("1", DOWN), ""),
        row(cell("", ON), cell("", ON), cell("Có = 1"), cell("", ON), ""),
    )
    found = parse(read(body)).rows
    assert [(each.code, each.unit, each.value) for each in found] == [
        ("1", "Văn bản", "12"), ("6", "Không = 0 Có = 1", "1"),
    ]


def test_borders_that_were_dragged_apart_a_little_are_one() -> None:
    body = table(
        row("STT", cell("Tên", WIDE), "Số"), row("1", "A", cell("Người", WIDE)), row("2", cell("B", WIDE), "Người"),
        widths=(700, 4000, 90, 1200),
    )
    assert rows(body) == [["STT", "Tên", "Số"], ["1", "A", "Người"], ["2", "B", "Người"]]


def test_columns_that_are_narrow_in_truth_stay() -> None:
    body = table(row("a", "b", "c", "d"), row("1", "", "", "4"), widths=(700, 100, 100, 700))
    assert rows(body) == [["a", "b", "c", "d"], ["1", "", "", "4"]]


def test_rows_that_begin_later_or_are_deleted() -> None:
    late = row("Số", "5", properties='<w:gridBefore w:val="1"/>')
    gone = row("x", "y", "z", properties="<w:del/>")
    assert rows(table(row("STT", "Tên", "Số"), late, gone)) == [["STT", "Tên", "Số"], ["", "Số", "5"]]


def test_cells_of_several_paragraphs_and_inner_tables_are_one_line() -> None:
    inner = table(row("x", "y"), row("z", "t"))
    options = cell(paragraph("Không = 0") + paragraph("Có = 1"))
    body = table(row("STT", "Tên", "Số"), row("1", options, cell(inner + paragraph("hết"))))
    assert rows(body)[1] == ["1", "Không = 0 Có = 1", "x y z t hết"]


def test_wrapped_rows_and_cells() -> None:
    sdt = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>".format
    body = table(row("STT", "Tên", "Số"), sdt(f"<w:tr>{cell('1')}{sdt(cell('A'))}{cell('5')}</w:tr>"))
    assert rows(body)[1] == ["1", "A", "5"]


def test_tables_are_counted_and_rows_without_text_left_out() -> None:
    body = table(row("a", "b"), row("", ""), row("c", "")) + paragraph("Giữa") + table(row("d", "e"))
    document = read(body)
    assert [(block.kind, block.table) for block in document.blocks] == [
        ("row", 1), ("row", 1), ("paragraph", 0), ("row", 2),
    ]


def test_seven_forms() -> None:
    body = "".join(
        paragraph(f"Biểu mẫu {at}")
        + table(row("STT", "Chỉ tiêu", "Đơn vị tính", "Số liệu"), row("1", f"Tên {at}", "Người", "5"))
        for at in range(1, 8)
    )
    document = read(body)
    assert [block.table for block in document.blocks if block.kind == "row"] == [at for at in range(1, 8) for _ in "ab"]


def test_a_table_too_long_for_a_report_is_refused() -> None:
    plain = "<w:tr>" + "<w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>" * 2 + "</w:tr>"
    with pytest.raises(InputError, match=r"bảng quá dài \(hơn 10 nghìn hàng\)"):
        read(f"<w:tbl>{plain * 10_001}</w:tbl>")
    with pytest.raises(InputError, match="quá lớn so với một báo cáo"):
        read(f"<w:tbl>{plain * 120_000}</w:tbl>")


@pytest.mark.parametrize("span", ["100000000", "-3", "x"])
def test_absurd_spans_cost_nothing(span: str) -> None:
    odd = f'<w:gridSpan w:val="{span}"/>'
    document = read(table(row("STT", "Tên"), row(cell("1", odd), cell("A"))))
    assert document.text.count("\t") <= 128
    assert "A" in document.text


@pytest.mark.parametrize(("depth", "read_on"), [(20, True), (3000, False)])
def test_tables_in_tables_in_tables(depth: int, read_on: bool) -> None:
    body = "<w:tbl><w:tr><w:tc>" * depth + paragraph(run("đáy")) + "</w:tc></w:tr></w:tbl>" * depth
    if read_on:
        assert read(body).text == "đáy"
        return
    with pytest.raises(InputError, match="lồng nhau quá sâu"):
        read(body)
