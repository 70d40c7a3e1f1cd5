"""Sheets: numbers as their cells show them, titles and tables apart, what is hidden left out and told."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from formats import package

from cchc_lint.document import Document
from cchc_lint.errors import InputError
from cchc_lint.parse import parse
from cchc_lint.read import read as read_path
from cchc_lint.read import read_bytes
from cchc_lint.read.sheet_numbers import as_code, number_of, read_format, shown

openpyxl = pytest.importorskip("openpyxl")

HEAD = ["STT", "Chỉ tiêu thống kê", "Đơn vị tính", "Số liệu", "Ghi chú"]


def book(*sheets: tuple[str, list[list[Any]]]) -> Any:
    found = openpyxl.Workbook()
    found.remove(found.active)
    for name, rows in sheets:
        sheet = found.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return found


def read(found: Any, name: str = "bao-cao.xlsx") -> Document:
    stream = BytesIO()
    found.save(stream)
    return read_bytes(stream.getvalue(), name)


def kinds(document: Document) -> list[tuple[str, int, str]]:
    return [(block.kind, block.table, document.slice(block.span)) for block in document.blocks]


@pytest.mark.parametrize(("value", "code", "text"), [
    ("12215", "#,##0", "12.215"), ("12215", "0", "12215"), ("12215", "General", "12215"),
    ("12215.5", "#,##0.00", "12.215,50"),
    ("0.995", "0.0%", "99,5%"), ("0.995", "0%", "99,5%"), ("0.995", "0.00%", "99,50%"),
    ("0.66666666666667", "0%", "67%"),
    ("1", "0%", "100%"), ("0.9956", "0.0%", "99,6%"), ("3", "00", "03"), ("-5", "#,##0;(#,##0)", "-5"),
    ("0", "#,##0;;", "0"),
    ("0.125", "0.00", "0,13"), ("99.310000000000002", "General", "99,31"),
    ("0.66666666666667", "General", "0,6666666667"),
    ("12", '0" hồ sơ"', "12 hồ sơ"), ("98.5", '0.0"%"', "98,5%"), ("1234567", '_-* #,##0\\ "₫"_-', "1.234.567 ₫"),
    ("44634", "dd/mm/yyyy", "14/03/2022"), ("44634", "[$-42A]d mmmm yyyy", "14/03/2022"),
    ("44634", "mm/yyyy", "03/2022"),
    ("44634", "d-mmm", "14/03"), ("1.5E3", "General", "1500"), ("12.5", "# ?/?", "12,5"), ("5", "[Red]0", "5"),
    ("0.5", "General", "0,5"),
    ("1.10", "@", "1,1"), ("-0.4", "0", "0"), ("12215.4", "#,##0", "12.215"),
])
def test_numbers_as_their_formats_show_them(value: str, code: str, text: str) -> None:
    number = number_of(value)
    assert number is not None
    assert shown(number, read_format(code)) == text


@pytest.mark.parametrize(("value", "code", "text"), [
    ("1.1", "General", "1.1"), ("1.1", "0.00", "1.10"), ("3", "General", "3"), ("44562", "d-mmm", "1.1"),
    ("36892", "d/m/yyyy", "1.1.1"), ("10", "0", "10"),
])
def test_codes_that_a_sheet_took_for_numbers_and_days(value: str, code: str, text: str) -> None:
    assert as_code(Decimal(value), read_format(code)) == text


@pytest.mark.parametrize("text", ["", "abc", "NaN", "Infinity", "1e999999999", "1e-99999"])
def test_what_is_no_number(text: str) -> None:
    assert number_of(text) is None


def test_seven_sheets_are_seven_tables_under_their_names() -> None:
    found = book(*((f"Biểu mẫu {at}", [HEAD, ["1.", f"Tên {at}", "Người", at * 1000, None]]) for at in range(1, 8)))
    document = read(found)
    assert kinds(document)[:6] == [
        ("paragraph", 0, "Biểu mẫu 1"), ("row", 1, "\t".join(HEAD)), ("row", 1, "1.\tTên 1\tNgười\t1000\t"),
        ("paragraph", 0, "Biểu mẫu 2"), ("row", 2, "\t".join(HEAD)),
        ("row", 2, "1.\tTên 2\tNgười\t2000\t"),
    ]
    assert document.format == "sheet"
    place = document.locate(document.blocks[2].cells[3])
    assert (place.block, place.line, place.column, place.excerpt) == (
        "Biểu mẫu 1!D2", 3, 16, "1.\tTên 1\tNgười\t1000\t",
    )


def test_a_sheet_with_letterhead_titles_table_and_signature() -> None:
    document = read(book(("Sheet1", [
        ["UBND XÃ TÂN HÒA LẠC", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["Số: 5/BC-UBND", None, "Độc lập - Tự do - Hạnh phúc"],
        [], [None, "THỐNG KÊ SỐ LIỆU QUÝ I NĂM 2025"], [], HEAD, ["1", "Số văn bản", "Văn bản", 12, None],
        [None, "Trong đó: cấp xã", "Văn bản", 5, None], [], ["2", "Kiểm tra"], [], ["Người lập biểu", None, "CHỦ TỊCH"],
    ])))
    assert kinds(document) == [
        ("paragraph", 0, "UBND XÃ TÂN HÒA LẠC"), ("paragraph", 0, "Số: 5/BC-UBND"),
        ("paragraph", 0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), ("paragraph", 0, "Độc lập - Tự do - Hạnh phúc"),
        ("paragraph", 0, "THỐNG KÊ SỐ LIỆU QUÝ I NĂM 2025"), ("row", 1, "\t".join(HEAD)),
        ("row", 1, "1\tSố văn bản\tVăn bản\t12\t"),
        ("row", 1, "\tTrong đó: cấp xã\tVăn bản\t5\t"), ("row", 1, "2\tKiểm tra\t\t\t"),
        ("paragraph", 0, "Người lập biểu"), ("paragraph", 0, "CHỦ TỊCH"),
    ]
    assert document.locate(document.blocks[4].span).block == "Sheet1!B4"


def test_forms_one_below_the_other_in_one_sheet() -> None:
    document = read(book(("Sheet1", [
        ["Biểu mẫu 1"], HEAD, ["1", "A", "Người", 5], [], ["Biểu mẫu 2"], ["CẢI CÁCH THỂ CHẾ"], HEAD,
        ["1", "B", "Người", 6],
    ])))
    assert [(kind, table, text.split("\t")[0]) for kind, table, text in kinds(document)] == [
        ("paragraph", 0, "Biểu mẫu 1"), ("row", 1, "STT"), ("row", 1, "1"), ("paragraph", 0, "Biểu mẫu 2"),
        ("paragraph", 0, "CẢI CÁCH THỂ CHẾ"), ("row", 2, "STT"), ("row", 2, "1"),
    ]


def test_merged_cells_and_a_table_that_does_not_begin_at_the_edge() -> None:
    found = book(("Sheet1", [
        [], [None, None, "STT", "Chỉ tiêu", "Kết quả", None, "Ghi chú"],
        [None, None, None, None, "Đơn vị tính", "Số liệu"],
        [None, None, 1.1, "Số văn bản", "Văn bản", 1205, None],
    ]))
    sheet = found["Sheet1"]
    sheet["F4"].number_format = "#,##0"
    for place in ("C2:C3", "D2:D3", "E2:F2", "G2:G3"):
        sheet.merge_cells(place)
    document = read(found)
    assert [text for _, _, text in kinds(document)] == [
        "STT\tChỉ tiêu\tKết quả\t\tGhi chú", "\t\tĐơn vị tính\tSố liệu\t", "1.1\tSố văn bản\tVăn bản\t1.205\t",
    ]


def test_what_is_hidden_is_left_out_and_told() -> None:
    found = book(("Biểu 1", [HEAD, ["1", "A", "Người", 5, "ẩn"], ["2", "B", "Người", 6]]), ("Nháp", [["x", "y", "z"]]))
    found["Nháp"].sheet_state = "hidden"
    found["Biểu 1"].row_dimensions[3].hidden = True
    found["Biểu 1"].column_dimensions["E"].hidden = True
    found["Biểu 1"]["D5"] = "=D2+D3"
    document = read(found)
    assert document.text == "Biểu 1\nSTT\tChỉ tiêu thống kê\tĐơn vị tính\tSố liệu\n1\tA\tNgười\t5"
    assert document.notes == (
        "Không kiểm tra trang tính ẩn: Nháp.", "Không kiểm tra 1 hàng ẩn.", "Không kiểm tra 1 cột ẩn.",
        "1 ô công thức chưa lưu kết quả, coi như trống. Hãy lưu lại bằng Excel.",
    )


def test_the_rows_are_those_of_a_report() -> None:
    found = book(("Trang tính1", [
        HEAD, ["1", "Công tác chỉ đạo điều hành"], ["1.1", "Số văn bản chỉ đạo CCHC đã ban hành", "Văn bản", 12],
        ["1.2", "Tỷ lệ hoàn thành Kế hoạch CCHC năm", "%", 0.995],
    ]))
    found.active["D4"].number_format = "0.0%"
    rows = parse(read(found)).rows
    assert [(row.code, row.value) for row in rows] == [("1", ""), ("1.1", "12"), ("1.2", "99,5%")]
    assert rows[2].number is not None
    assert rows[2].number.value == Decimal("99.5")


_S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def raw(sheet: str, strings: str = "") -> bytes:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    listed = '<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets>'
    return package({
        "xl/workbook.xml": f"<workbook {_S} {_R}>{listed}</workbook>",
        "xl/_rels/workbook.xml.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="rId2" Type="{office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
        ),
        "xl/worksheets/sheet1.xml": f"<worksheet {_S}>{sheet}</worksheet>",
        "xl/sharedStrings.xml": f"<sst {_S}>{strings}</sst>",
    }, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "xl/workbook.xml")


def test_kinds_of_cells() -> None:
    strings = "<si><r><t>Số </t></r><r><t>văn bản</t></r><rPh><t>x</t></rPh></si>"
    cells = (
        '<c t="s"><v>0</v></c><c t="inlineStr"><is><t>trong ô</t></is></c><c t="str"><f>A1</f><v>chuỗi</v></c>'
        '<c t="e"><v>#REF!</v></c><c t="s"><v>99</v></c><c s="77"><v>5</v></c>'
    )
    document = read_bytes(raw(f"<sheetData><row>{cells}</row></sheetData>", strings), "a.xlsx")
    assert document.text == "Số văn bản\ttrong ô\tchuỗi\t#REF!\t\t5"


@pytest.mark.parametrize(("sheet", "words"), [
    ("<sheetData>" + "<row><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row>" * 10_001 + "</sheetData>",
        "bảng quá dài"),
    ("<sheetData>" + "<row><c><v>1</v></c></row>" * 400_000 + "</sheetData>", "quá lớn so với một báo cáo"),
    ("<sheetData/>", "không có chữ nào"),
])
def test_hostile_sheets_are_refused(sheet: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read_bytes(raw(sheet), "a.xlsx")


def test_absurd_merges_and_places_cost_nothing() -> None:
    merge = '<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="?"/></mergeCells>'
    hidden = '<cols><col min="3" max="99999999" hidden="1"/><col min="x" max="" hidden="1"/></cols>'
    cells = "".join(f'<c r="{column}1048576"><v>{at}</v></c>' for at, column in enumerate(("B", "C", "ZZZ"), 1))
    sheet = f'{hidden}<sheetData><row r="x">{cells}</row></sheetData>{merge}'
    document = read_bytes(raw(sheet.replace("<v>2</v>", "")), "a.xlsx")
    assert document.text.split() == ["1", "3"]


ODS = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><office:automatic-styles>
 <style:style style:name="ta2"><style:table-properties table:display="false"/></style:style></office:automatic-styles>
 <office:body><office:spreadsheet>{}</office:spreadsheet></office:body></office:document-content>"""


def ods(tables: str) -> Document:
    stream = BytesIO()
    with ZipFile(stream, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("content.xml", ODS.format(tables))
    return read_bytes(stream.getvalue(), "bao-cao.ods")


def ods_cell(text: str, kind: str = "string", value: str = "", more: str = "") -> str:
    given = f'office:value-type="{kind}"' + (f' office:value="{value}"' if value else "")
    return f"<table:table-cell {given} {more}><text:p>{text}</text:p></table:table-cell>"


def ods_row(*cells: str, more: str = "") -> str:
    inner = "".join(each if each.startswith("<table") else ods_cell(each) for each in cells)
    return f"<table:table-row {more}>{inner}</table:table-row>"


def ods_table(name: str, *rows: str, more: str = "") -> str:
    return f'<table:table table:name="{name}" {more}>{"".join(rows)}</table:table>'


def test_opendocument_sheets() -> None:
    head = ods_row("STT", "Chỉ<text:s/>tiêu", "Số liệu", ods_cell("Tỷ lệ", more='table:number-columns-spanned="2"'))
    body = ods_row(
        ods_cell("1.1", "float", "1.1"), "A<office:annotation><text:p>x</text:p></office:annotation>",
        ods_cell("12,215", "float", "12215"), ods_cell("99.5%", "percentage", "0.995"),
        ods_cell("99.31", "float", "99.31"),
    )
    filler = ods_row(
        '<table:table-cell table:number-columns-repeated="16384"/>', more='table:number-rows-repeated="1048000"'
    )
    hidden = ods_row("2", "B", "C", more='table:visibility="collapse"')
    document = ods(
        ods_table("Biểu 1", head, f"<table:table-row-group>{body}</table:table-row-group>", hidden, filler)
        + ods_table("Nháp", body, more='table:style-name="ta2"')
    )
    assert document.text == "Biểu 1\nSTT\tChỉ tiêu\tSố liệu\tTỷ lệ\t\n1.1\tA\t12.215\t99,5%\t99,31"
    assert document.notes == ("Không kiểm tra trang tính ẩn: Nháp.", "Không kiểm tra 1 hàng ẩn.")
    assert document.locate(document.blocks[2].cells[2]).block == "Biểu 1!C2"


def test_rows_that_repeat_without_end_are_refused() -> None:
    with pytest.raises(InputError, match="bảng quá dài"):
        ods(ods_table("a", ods_row("1", "2", "3", more='table:number-rows-repeated="1048576"')))


def test_a_folder_of_sheets_is_read_from_disk(tmp_path: Path) -> None:
    found = book(("Sheet1", [HEAD, ["1", "A", "Người", 5]]))
    found.save(tmp_path / "bao-cao.docx")  # the name lies
    assert read_path(tmp_path / "bao-cao.docx").format == "sheet"
