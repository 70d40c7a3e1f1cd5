"""Tables in plain text: rows with cells, zones without them, heads that come again at page breaks."""

from __future__ import annotations

import pytest

from cchc_lint.document import Document, Span
from cchc_lint.read.text import from_text


def rows(document: Document) -> list[tuple[int, list[str]]]:
    found = [block for block in document.blocks if block.kind == "row"]
    return [(block.table, [document.slice(cell) for cell in block.cells]) for block in found]


HEAD = "STT\tChỉ tiêu\tKết quả\t\tGhi chú\n\t\tĐơn vị tính\tSố liệu\t\n"


def test_rows_have_cells_and_empty_cells_are_empty_spans() -> None:
    document = from_text(f"{HEAD}1.\tCông tác chỉ đạo\t\t\t\n1.1.\t Số văn bản \tVăn bản\t12\t\n\t\tKết hợp = 2\t\t\n")
    assert rows(document) == [
        (1, ["STT", "Chỉ tiêu", "Kết quả", "", "Ghi chú"]),
        (1, ["", "", "Đơn vị tính", "Số liệu", ""]),
        (1, ["1.", "Công tác chỉ đạo", "", "", ""]),
        (1, ["1.1.", "Số văn bản", "Văn bản", "12", ""]),
        (1, ["", "", "Kết hợp = 2", "", ""]),
    ]
    block = document.blocks[3]
    assert document.slice(block.span) == "1.1.\tSố văn bản\tVăn bản\t12\t"
    assert document.locate(block.cells[3])[:4] == (4, 27, 4, 29)


def test_heads_that_come_again_are_furniture() -> None:
    document = from_text(f"{HEAD}1.\tA\t\t1\t\n\n14\n\n{HEAD}\t\t\t\tcủa năm\n2.\tB\t\t2\t\n")
    assert [table for table, _ in rows(document)] == [1] * 5
    assert [block.kind for block in document.blocks] == [*["row"] * 3, *["furniture"] * 3, *["row"] * 2]


def test_each_numbering_is_a_table_of_its_own() -> None:
    document = from_text(
        f"Biểu mẫu 1\n{HEAD}1\tA\t\t1\t\n2\tB\t\t1\t\nBiểu mẫu 2\n{HEAD}1\tC\t\t2\t\n{HEAD}1\tD\t\t3\t\n"
    )
    assert [(table, cells[1]) for table, cells in rows(document) if cells[1] in "ABCD" and cells[1]] == [
        (1, "A"), (1, "B"), (2, "C"), (3, "D"),
    ]


def test_a_row_that_line_ends_cut_within_its_cells_is_one_row() -> None:
    source = f"{HEAD}1\tSố sở,\nngành đã\nkiểm tra\tCơ quan\t5\t\n\tcấp xã\ntrong năm\tXã\t2\t\n2\tB\t\t1\t\n"
    document = from_text(source)
    assert [cells for table, cells in rows(document) if table][2:] == [
        ["1", "Số sở, ngành đã kiểm tra", "Cơ quan", "5", ""], ["", "cấp xã trong năm", "Xã", "2", ""],
        ["2", "B", "", "1", ""],
    ]
    row = next(block for block in document.blocks if document.slice(block.span).startswith("1\t"))
    at = row.span.start + document.slice(row.span).index("kiểm tra")
    assert document.locate(Span(at, at + 8))[:4] == (5, 1, 5, 9)


def test_rows_without_trailing_cells_stay_apart() -> None:
    document = from_text(f"{HEAD}1.\tKế hoạch CCHC\n1.1.\tSố nhiệm vụ\tNhiệm vụ\t7\n\tSố văn bản\tVăn bản\t2\n")
    assert [cells for _, cells in rows(document)][2:] == [
        ["1.", "Kế hoạch CCHC"], ["1.1.", "Số nhiệm vụ", "Nhiệm vụ", "7"], ["", "Số văn bản", "Văn bản", "2"],
    ]


def test_rows_that_go_on_in_lower_case_are_one_row() -> None:
    document = from_text(f"{HEAD}1.\tSố nhiệm vụ đề ra\tNhiệm\t7\t\n\ttrong kế hoạch\tvụ\t\t\n2.\tB\t\t1\t\n")
    assert [cells for _, cells in rows(document)][2:] == [
        ["1.", "Số nhiệm vụ đề ra trong kế hoạch", "Nhiệm vụ", "7", ""], ["2.", "B", "", "1", ""],
    ]


def test_pipes() -> None:
    document = from_text(
        "| STT | Chỉ tiêu | Số liệu |\n|:---|---|---:|\n| 1 | Số văn bản | 12 |\n| 2 | Tỷ lệ | |\n\nHết.\n"
    )
    assert rows(document) == [
        (1, ["STT", "Chỉ tiêu", "Số liệu"]), (1, ["1", "Số văn bản", "12"]), (1, ["2", "Tỷ lệ", ""]),
    ]
    assert document.text == "STT\tChỉ tiêu\tSố liệu\n1\tSố văn bản\t12\n2\tTỷ lệ\t\nHết."
    assert document.locate(document.blocks[1].cells[2])[:4] == (3, 20, 3, 22)


@pytest.mark.parametrize("row", ["\tcấp xã\tngười\t\t", "\ttrong đó: cấp xã\t\t\t", "\tcấp xã\tngười\t5\t"])
def test_rows_of_their_own_in_lower_case_stay_apart(row: str) -> None:
    document = from_text(f"{HEAD}1.\tSố công chức\tngười\t7\t\n{row}\n2.\tB\t\t1\t\n")
    assert len(rows(document)) == 5


TABLE = [["STT", "Chỉ tiêu", "Đơn vị", "Số liệu"], ["1.", "Số văn bản", "Văn bản", "12"], ["1.1.", "Tỷ lệ", "%", ""]]
BOX = """\
+------+------------+---------+---------+
| STT  | Chỉ tiêu   | Đơn vị  | Số liệu |
+------+------------+---------+---------+
| 1.   | Số văn     | Văn bản | 12      |
|      | bản        |         |         |
+------+------------+---------+---------+
| 1.1. | Tỷ lệ      | %       |         |
+------+------------+---------+---------+
"""


@pytest.mark.parametrize("source", [
    "STT | Chỉ tiêu | Đơn vị | Số liệu\n---|---|---|---\n1. | Số văn bản | Văn bản | 12\n1.1. | Tỷ lệ | % |\n",
    BOX,
    BOX.translate({ord("|"): "│", ord("-"): "─", ord("+"): "┼"}),
    "STT;Chỉ tiêu;Đơn vị;Số liệu\n1.;Số văn bản;Văn bản;12\n1.1.;Tỷ lệ;%;\n",
    '"STT","Chỉ tiêu","Đơn vị","Số liệu"\n"1.","Số văn bản","Văn bản","12"\n"1.1.","Tỷ lệ","%",""\n',
    "\tSTT\tChỉ tiêu\tĐơn vị\tSố liệu\n\t1.\tSố văn bản\tVăn bản\t12\n\t1.1.\tTỷ lệ\t%\t\n",
], ids=["open pipes", "box", "drawn box", "semicolons", "quoted commas", "indented"])
def test_cells_are_the_same_whatever_parts_them(source: str) -> None:
    document = from_text(f"Phụ lục\n\n{source}\nHết.\n")
    assert [cells for _, cells in rows(document)] == TABLE
    assert document.slice(document.blocks[-1].span) == "Hết."


@pytest.mark.parametrize("prose", [
    "Đã ban hành: Kế hoạch số 12; Kế hoạch số 13; Kế hoạch số 14.",
    "Liên hệ: Phòng Nội vụ | Điện thoại 024 | Fax 025",
    "\tTrong quý I, các đơn vị đã thực hiện nghiêm túc.\n\tCác xã đã gửi báo cáo đúng hạn.",
])
def test_marks_and_indents_in_prose_make_no_table(prose: str) -> None:
    assert {block.kind for block in from_text(f"I. KẾT QUẢ\n\n{prose}\n").blocks} == {"paragraph"}


# The blanks at line ends stand for empty cells.
ZONE = "\n".join([
    "Phụ lục", "", "STT", "", "Chỉ tiêu thống kê", "", "Đơn vị tính Số liệu", "", "1.  Công tác chỉ đạo    ",
    "", "1.1.  Số văn bản đã ban hành Văn bản 12  ", "", "1.2.  Số đơn vị ", "", "Cơ quan,", " 0", " STT", "",
    "Chỉ tiêu thống kê", "", "Đơn vị tính Số liệu", "", "đơn vị ", "", "", "", "3", "", "STT", "",
    "Chỉ tiêu thống kê", "", "Đơn vị tính Số liệu", "", "2.  Cải cách thể chế    ", "", "Nơi nhận:", "",
])


def test_the_zone_of_a_table_keeps_its_lines() -> None:
    document = from_text(ZONE)
    found = [(block.kind, document.slice(block.span)) for block in document.blocks]
    assert [text for kind, text in found if kind == "line"] == [
        "STT", "Chỉ tiêu thống kê", "Đơn vị tính Số liệu", "1.  Công tác chỉ đạo    ",
        "1.1.  Số văn bản đã ban hành Văn bản 12  ", "1.2.  Số đơn vị ", "Cơ quan,", " 0", "đơn vị ",
        "2.  Cải cách thể chế    ",
    ]
    assert [text for kind, text in found if kind == "furniture"] == [
        "STT", "Chỉ tiêu thống kê", "Đơn vị tính Số liệu", "3", "STT", "Chỉ tiêu thống kê", "Đơn vị tính Số liệu",
    ]
    assert found[-1] == ("paragraph", "Nơi nhận:")
    assert {block.table for block in document.blocks if block.kind == "line"} == {1}


def test_zones_are_numbered_on() -> None:
    head = "STT   Chỉ tiêu                 Đơn vị tính   Số liệu\n"
    document = from_text(
        f"Biểu mẫu 1\n{head}1     Số văn bản               Văn bản       12\n"
        "2     Tỷ lệ                    %             5\n"
        f"Biểu mẫu 2\n{head}1     Tổng số VBQPPL           Văn bản       2\n"
    )
    assert [(block.kind, block.table) for block in document.blocks] == [
        ("paragraph", 0), ("line", 1), ("line", 1), ("line", 1), ("paragraph", 0), ("line", 2), ("line", 2),
    ]


def test_a_title_in_capitals_between_two_zones_is_none_of_them() -> None:
    head = "STT\nChỉ tiêu\nSố liệu\n"
    title = ["KẾT QUẢ CẢI CÁCH THỂ CHẾ", "(Kèm theo Báo cáo)"]
    document = from_text(f"{head}1 Số văn bản 12\n2 Tỷ lệ 5\n{title[0]}\n{title[1]}\n{head}1 Tổng số 2\n")
    found = [(block.kind, block.table, document.slice(block.span)) for block in document.blocks]
    assert [text for kind, _, text in found if kind == "paragraph"] == title
    assert [table for kind, table, _ in found if kind == "line"] == [1] * 5 + [2] * 4


def test_prose_after_a_zone_is_prose() -> None:
    prose = "Qua thống kê cho thấy công tác cải cách hành chính của xã đã có nhiều chuyển biến tích cực\n"
    document = from_text(f"STT\nTên đơn vị\n1\nXã Tân Hòa Lạc\n{prose * 3}II. CẢI CÁCH THỂ CHẾ\n{prose * 3}")
    assert [block.kind for block in document.blocks if block.kind != "paragraph"] == ["line"] * 4


def test_heads_are_known_again_however_they_are_spaced() -> None:
    again = HEAD.replace("Chỉ tiêu", "Chỉ  tiêu").replace("Số liệu", "Số   liệu")
    document = from_text(f"{HEAD}1.\tA\t\t1\t\n\nTrang 14\n\nBáo cáo của xã\n\n{again}1.1.\tB\t\t2\t\n")
    assert [(table, cells[1]) for table, cells in rows(document)][2:] == [(1, "A"), (1, "B")]
    assert "Báo cáo của xã" in [document.slice(b.span) for b in document.blocks if b.kind == "furniture"]


def test_page_numbers_within_the_lines_of_a_table() -> None:
    page = "1.1 Số văn bản\nVăn bản\n12\n1.2 Số đơn vị\n"
    document = from_text(f"STT\nChỉ tiêu\nSố liệu\n{page}\n4\n\nĐơn vị\n7\n{page}\n5\n\nĐơn vị\n8\n")
    assert [document.slice(b.span) for b in document.blocks if b.kind == "furniture"] == ["4", "5"]


def test_a_page_number_right_above_the_head_of_columns() -> None:
    head = "STT   Chỉ tiêu                 Đơn vị tính   Số liệu"
    document = from_text(f"{head}\n1     Số văn bản              Văn bản       12\n                7\n{head}\n"
                         "2     Tỷ lệ                    %             5\n")
    assert [document.slice(b.span) for b in document.blocks if b.kind == "furniture"] == ["7", head]


def test_an_indented_title_between_two_indented_tables_is_no_row() -> None:
    row = "\t1\tSố văn bản\tVăn bản\t12\n"
    head = "\tSTT\tChỉ tiêu\tĐơn vị tính\tSố liệu\n"
    document = from_text(f"{head}{row}\tBiểu mẫu 2\n\tCẢI CÁCH THỂ CHẾ\n{head}{row}")
    assert [document.slice(b.span) for b in document.blocks if b.kind == "paragraph"] == [
        "Biểu mẫu 2", "CẢI CÁCH THỂ CHẾ",
    ]
