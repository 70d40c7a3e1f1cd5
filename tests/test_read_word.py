"""Word files read as Word shows them: changes accepted, fields by their results, footnotes after their paragraph."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from formats import cell, docx, paragraph, row, run, table

from cchc_lint.document import Document
from cchc_lint.errors import InputError
from cchc_lint.read import read as read_path
from cchc_lint.read import read_bytes

FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
BEGIN, SEPARATE, END = (FIELD.format(kind) for kind in ("begin", "separate", "end"))
DELETED = "<w:r><w:delText>12</w:delText></w:r>"
BOX = "<w:txbxContent>{}</w:txbxContent>"


def read(body: str, **parts: str) -> Document:
    return read_bytes(docx(body, **parts), "bao-cao.docx")


def lines(body: str, **parts: str) -> list[str]:
    return read(body, **parts).text.split("\n")


def reference(id_: int, part: str = "footnote", extra: str = "", more: str = "") -> str:
    return f'<w:r><w:{part}Reference w:id="{id_}"{extra}/>{more}</w:r>'


def footnote(id_: int, *texts: str, part: str = "footnote") -> str:
    return f'<w:{part} w:id="{id_}">{"".join(map(paragraph, texts))}</w:{part}>'


@pytest.mark.parametrize(("content", "text"), [
    (run("Có ") + f"<w:del>{DELETED}</w:del><w:ins>{run('15')}</w:ins>" + run(" xã"), "Có 15 xã"),
    (f"<w:moveFrom>{run('cũ')}</w:moveFrom>" + run("còn") + f"<w:moveTo>{run(' mới')}</w:moveTo>", "còn mới"),
    (run("a") + run("ẩn", "<w:vanish/>") + run("b") + run("c", '<w:vanish w:val="0"/>'), "abc"),
    (f"<w:hyperlink>{run('liên kết')}</w:hyperlink>", "liên kết"),
    (f"<w:smartTag>{run('xã ')}<w:sdt><w:sdtContent>{run('Tân')}</w:sdtContent></w:sdt></w:smartTag>", "xã Tân"),
    (f"<w:fldSimple>{run('12')}</w:fldSimple>", "12"),
    (BEGIN + "<w:r><w:instrText> IF </w:instrText></w:r>" + run("mã") + SEPARATE + run("kết quả") + END + run("."),
        "kết quả."),
    (BEGIN + run("mã") + BEGIN + SEPARATE + run("trong mã") + END + SEPARATE + run("12") + END, "12"),
    ("<w:r><w:t>QĐ</w:t><w:noBreakHyphen/><w:t>UBND</w:t></w:r>", "QĐ-UBND"),
    ("<w:r><w:t>đạt</w:t><w:br/><w:t>98%</w:t><w:tab/><w:t>kế</w:t><w:softHyphen/><w:t>t</w:t></w:r>", "đạt 98% kết"),
    ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + run(" 5"), "≥ 5"),
    (run("2021") + run("1", '<w:vertAlign w:val="superscript"/>'), "2021¹"),
    (run("a\u00a0b\u200bc\u00add"), "a bcd"),
    (run("Nghi") + run("\u0323 đi\u0323nh"), "Nghị định"),
    (run("Báo cáo", "<w:caps/>"), "BÁO CÁO"),
    ("<w:r><w:t>  thừa </w:t></w:r>" + run("b"), "thừab"),
    ("<m:oMath><m:r><m:t>x=5</m:t></m:r></m:oMath>", "x=5"),
])
def test_a_paragraph_reads_as_word_shows_it(content: str, text: str) -> None:
    assert lines(paragraph(content)) == [text]


def test_a_field_that_never_ends_hides_nothing_after_its_paragraph() -> None:
    assert lines(paragraph(run("a") + BEGIN + run("mã")) + paragraph("tiếp")) == ["a", "tiếp"]


def test_a_deleted_paragraph_end_joins_two_paragraphs() -> None:
    deleted = "<w:rPr><w:del/></w:rPr>"
    document = read(paragraph("Có 5 ", deleted) + paragraph(f"<w:del>{run('x')}</w:del>", deleted) + paragraph("xã."))
    assert document.text == "Có 5 xã."
    assert any("Track Changes" in note for note in document.notes)


def test_headings_by_style_by_outline_and_by_inheritance() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Muc"><w:name w:val="Muc"/><w:basedOn w:val="H2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="ML"><w:name w:val="toc 1"/></w:style>'
    )
    document = read(
        paragraph("A", '<w:pStyle w:val="H2"/>') + paragraph("B", '<w:pStyle w:val="Muc"/>')
        + paragraph("C", '<w:outlineLvl w:val="0"/>') + paragraph("D") + paragraph("A … 3", '<w:pStyle w:val="ML"/>'),
        styles=styles,
    )
    assert [(block.kind, block.level) for block in document.blocks] == [
        ("paragraph", 2), ("paragraph", 2), ("paragraph", 1), ("paragraph", 0), ("furniture", 0),
    ]


def test_footnotes_stand_after_their_paragraph_and_count_by_their_marks() -> None:
    document = read(
        paragraph(run("Năm 2021") + reference(7) + run(" và kế hoạch") + reference(3) + run("."))
        + paragraph("Tiếp theo.") + table(row("STT", "Tên"), row("1", paragraph(run("A") + reference(5)))),
        footnotes=footnote(3, "Kế hoạch.", "Đoạn hai.") + footnote(7, "Năm trước.") + footnote(5, "Trong bảng."),
    )
    assert [(block.kind, block.mark, document.slice(block.span)) for block in document.blocks] == [
        ("paragraph", "", "Năm 2021 và kế hoạch."), ("footnote", "1", "Năm trước."), ("footnote", "2", "Kế hoạch."),
        ("footnote", "2", "Đoạn hai."), ("paragraph", "", "Tiếp theo."), ("row", "", "STT\tTên"), ("row", "", "1\tA"),
        ("footnote", "3", "Trong bảng."),
    ]


def test_endnotes_and_marks_of_the_authors_own() -> None:
    document = read(
        paragraph(
            run("a") + reference(1, "endnote")
            + reference(2, extra=' w:customMarkFollows="1"', more="<w:t>(*)</w:t>") + run("b")
        ),
        endnotes=footnote(1, "Cuối.", part="endnote"), footnotes=footnote(2, "Riêng."),
    )
    assert document.text == "ab\nCuối.\nRiêng."
    assert [block.mark for block in document.blocks] == ["", "i", "1"]


def test_notes_that_were_typed_are_tied_to_their_marks() -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    document = read(
        paragraph(run("Kế hoạch") + run("1", raised) + run(" rộng 5 m") + run("2", raised)) + paragraph("Tiếp.")
        + paragraph(run("1", raised) + run(" Số 12/KH-UBND.")) + paragraph("Hết."),
    )
    assert [(block.kind, block.mark, document.slice(block.span)) for block in document.blocks] == [
        ("paragraph", "", "Kế hoạch¹ rộng 5 m²"), ("footnote", "1", "Số 12/KH-UBND."), ("paragraph", "", "Tiếp."),
        ("paragraph", "", "Hết."),
    ]


def test_text_boxes_are_read_once_after_their_paragraph() -> None:
    inner = BOX.format(paragraph("Hộp"))
    modern = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps">'
        f"<w:drawing><wps:txbx>{inner}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    old = f"<w:r><w:pict><v:shape><v:textbox>{BOX.format(paragraph('Cũ'))}</v:textbox></v:shape></w:pict></w:r>"
    assert lines(paragraph(modern + run("Neo") + old) + paragraph("Sau")) == ["Neo", "Hộp", "Cũ", "Sau"]


def test_soft_breaks_part_items_but_not_sentences() -> None:
    breaks = "<w:r><w:t>{}</w:t></w:r>".replace("{}", "{}</w:t><w:br/><w:t>{}")
    assert lines(paragraph(breaks.format("đã tiếp nhận", "12 hồ sơ"))) == ["đã tiếp nhận 12 hồ sơ"]
    assert lines(paragraph(breaks.format("gồm:", "- Cấp xã: 5"))) == ["gồm:", "- Cấp xã: 5"]
    assert lines(paragraph(breaks.format("BÁO CÁO", "Kết quả quý I"))) == ["BÁO CÁO", "Kết quả quý I"]
    assert lines(paragraph('<w:r><w:t>a</w:t><w:br w:type="page"/><w:t>b</w:t></w:r>')) == ["a", "b"]


MOTTO = "<w:r><w:t>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</w:t><w:br/><w:t>Độc lập - Tự do - Hạnh phúc</w:t></w:r>"
LETTERHEAD = (
    row(cell(paragraph("UBND HUYỆN EA SÚP MỚI") + paragraph("PHÒNG NỘI VỤ")), cell(paragraph(MOTTO))),
    row("Số: 12/BC-PNV", "Ea Súp Mới, ngày 14 tháng 3 năm 2022"),
)


@pytest.mark.parametrize("more", ["", row(cell("DỰ THẢO", '<w:gridSpan w:val="2"/>'))])
def test_the_letterhead_is_read_column_by_column(more: str) -> None:
    document = read(table(*LETTERHEAD, more) + paragraph("BÁO CÁO"))
    assert document.text.split("\n") == [
        "UBND HUYỆN EA SÚP MỚI", "PHÒNG NỘI VỤ", "Số: 12/BC-PNV", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc", "Ea Súp Mới, ngày 14 tháng 3 năm 2022", *(["DỰ THẢO"] if more else []),
        "BÁO CÁO",
    ]
    assert {block.table for block in document.blocks} == {0}


def test_a_letterhead_on_tabs_is_parted_too() -> None:
    tabs = "<w:r><w:t>Số: 12/BC-UBND</w:t><w:tab/><w:tab/><w:t>Ea Súp Mới, ngày 14 tháng 3 năm 2022</w:t></w:r>"
    assert lines(paragraph(tabs)) == ["Số: 12/BC-UBND", "Ea Súp Mới, ngày 14 tháng 3 năm 2022"]
    assert lines(paragraph("<w:r><w:t>1.</w:t><w:tab/><w:t>Cải cách thể chế</w:t></w:r>")) == ["1. Cải cách thể chế"]


def test_signatures_and_boxes_around_text_are_no_tables() -> None:
    sign = table(row(cell(paragraph("Nơi nhận:") + paragraph("- Như trên;")), cell(paragraph("TM. ỦY BAN NHÂN DÂN"))))
    box = table(row(cell(paragraph("Ghi nhớ") + table(row("STT", "Tên", "Số"), row("1", "A", "5")))))
    document = read(sign + box)
    assert [(block.table, document.slice(block.span)) for block in document.blocks] == [
        (0, "Nơi nhận:"), (0, "- Như trên;"), (0, "TM. ỦY BAN NHÂN DÂN"), (0, "Ghi nhớ"),
        (1, "STT\tTên\tSố"), (1, "1\tA\t5"),
    ]


def test_old_fonts_are_converted_where_their_text_is_old() -> None:
    tcvn3, capitals, vni = (
        f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>' for name in (".VnTime", ".VnTimeH", "VNI-Times")
    )
    document = read(
        paragraph(run("ñy ban nh©n d©n", capitals)) + paragraph(run("®· ban hµnh 12 v¨n b¶n", tcvn3))
        + paragraph(run("Ñaõ ban haønh", vni)) + paragraph("Unicode: ở")
    )
    assert document.text.split("\n") == ["ỦY BAN NHÂN DÂN", "đã ban hành 12 văn bản", "Đã ban hành", "Unicode: ở"]
    assert any("phông cũ" in note for note in document.notes)


def test_unicode_text_that_kept_the_name_of_an_old_font_stays() -> None:
    styles = '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr></w:rPrDefault></w:docDefaults>'
    document = read(paragraph("Có 05 đơn vị đã được kiểm tra") + paragraph("Có"), styles=styles)
    assert document.text == "Có 05 đơn vị đã được kiểm tra\nCó"
    assert document.notes == ()


def test_running_headers_are_furniture_and_page_numbers_are_left_out() -> None:
    document = read(
        paragraph("Thân"), header1=paragraph("UBND xã Tân Hòa Lạc"), footer1=paragraph("Trang 3/12") + paragraph("2"),
    )
    assert [(block.kind, document.slice(block.span)) for block in document.blocks] == [
        ("paragraph", "Thân"), ("furniture", "UBND xã Tân Hòa Lạc"),
    ]


def test_what_is_not_read_is_told() -> None:
    extent = '<wp:inline><wp:extent cx="5000000" cy="4000000"/><a:graphic><pic:pic/></a:graphic></wp:inline>'
    seal = extent.replace("5000000", "500000")
    document = read(
        paragraph(f"<w:r><w:drawing>{extent}</w:drawing><w:drawing>{seal}</w:drawing><w:object/><w:t>a</w:t></w:r>")
        + paragraph(run("b", "<w:vanish/>")) + '<w:altChunk r:id="rId9"/>'
    )
    assert document.text == "a"
    assert [note.split(";")[0] for note in document.notes] == [
        "Tệp có chữ ẩn", "Tệp có 1 hình hoặc biểu đồ lớn", "Tệp có 1 đối tượng nhúng (như bảng Excel)",
        "Tệp có phần chèn nguyên từ tệp khác",
    ]


def test_a_file_of_pictures_only_is_refused() -> None:
    with pytest.raises(InputError, match="không có chữ nào"):
        read(paragraph("<w:r><w:drawing/></w:r>"))


def test_positions_are_those_of_the_text_that_is_printed() -> None:
    document = read(paragraph("Một") + table(row("STT", "Tên", "Số"), row("1", "Xã", "12")))
    start = document.text.index("12")
    place = document.locate(document.blocks[-1].cells[2])
    assert (place.line, place.column, place.end_column, place.block) == (3, 6, 8, "bảng 1")
    assert place.excerpt == "1\tXã\t12"
    assert document.blocks[-1].cells[2] == (start, start + 2)
    assert (document.format, document.path) == ("docx", "bao-cao.docx")


def test_the_strict_variant_of_the_format_is_read() -> None:
    with ZipFile(BytesIO(docx(paragraph("Một")))) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    parts = {
        name: data.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main"
        )
        for name, data in parts.items()
    }
    stream = BytesIO()
    with ZipFile(stream, "w") as file:
        for name, data in parts.items():
            file.writestr(name, data)
    assert read_bytes(stream.getvalue(), "a.docx").text == "Một"


def test_a_file_that_python_docx_wrote(tmp_path: Path) -> None:
    docx_library = pytest.importorskip("docx")
    file = docx_library.Document()
    file.add_heading("I. CHỈ ĐẠO", 1)
    for style in ("List Number", "List Number", "List Bullet"):
        file.add_paragraph("Mục", style=style)
    grid = file.add_table(3, 5)
    for at, texts in enumerate(("STT|Chỉ tiêu|Kết quả||Ghi chú", "||Đơn vị tính|Số liệu|",
        "1.1|Số văn bản|Văn bản|12|")):
        for place, text in enumerate(texts.split("|")):
            grid.cell(at, place).text = text
    grid.cell(0, 2).merge(grid.cell(0, 3))
    grid.cell(0, 0).merge(grid.cell(1, 0))
    file.save(str(tmp_path / "a.docx"))
    document = read_path(tmp_path / "a.docx")
    assert document.text.split("\n") == [
        "I. CHỈ ĐẠO", "1. Mục", "2. Mục", "• Mục", "STT\tChỉ tiêu\tKết quả\t\tGhi chú", "\t\tĐơn vị tính\tSố liệu\t",
        "1.1\tSố văn bản\tVăn bản\t12\t",
    ]
    assert document.blocks[0].level == 1
