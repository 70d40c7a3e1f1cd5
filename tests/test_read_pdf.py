"""PDFs read as they are meant: paragraphs without line ends, tables with cells, notes and page numbers apart."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from press import BOTTOM, HEIGHT, LEFT, TOP, WIDTH, Press
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from cchc_lint.document import Document, Span
from cchc_lint.errors import InputError
from cchc_lint.read import pdf, read_bytes
from cchc_lint.read.pdf import read_pdf, read_with_boxes

LONG = (
    "Ủy ban nhân dân huyện Ea Súp Mới đã tiếp nhận 12.215 hồ sơ, giải quyết đúng hạn 98,75% theo Quyết định số "
    "28/2018/QĐ-UBND ngày 08/11/2018 và chỉ đạo các phòng, ban tiếp tục đẩy mạnh cải cách thủ tục hành chính."
)
WORDS = LONG.split()
HEAD = ("STT", "Chỉ tiêu thống kê", "Đơn vị tính", "Số liệu")
WIDTHS = (60, 230, 90, 73)


def read(data: bytes, name: str = "bao-cao.pdf") -> Document:
    return read_bytes(data, name)


def told(document: Document, *kinds: str) -> list[str]:
    return [document.slice(block.span) for block in document.blocks if block.kind in kinds]


@pytest.mark.parametrize(("indent", "gap"), [(36, 6), (36, 0), (0, 8)])
def test_wrapped_lines_become_paragraphs_over_pages_too(indent: float, gap: float) -> None:
    press = Press(indent=indent, gap=gap)
    paragraphs = [f"{LONG} Lần {i}. {LONG}" for i in range(14)]
    for text in paragraphs:
        press.paragraph(text)
    document = read(press.save())
    assert told(document, "paragraph") == paragraphs
    assert told(document, "furniture") == ["1", "2", "3", "4"]
    assert sorted({block.page for block in document.blocks if block.page}) == [1, 2, 3, 4]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=3, max_size=60).map(" ".join), min_size=5, max_size=12))
def test_no_word_is_lost_and_no_paragraph_torn(texts: list[str]) -> None:
    press = Press()
    # A text long enough to show its margins; then a capital first and a full stop last, as paragraphs have.
    paragraphs = [f"{LONG} {LONG}", *(f"Mục {text}." for text in texts)]
    for text in paragraphs:
        press.paragraph(text)
    assert told(read(press.save()), "paragraph") == paragraphs


def test_the_document_says_what_it_is() -> None:
    press = Press()
    press.paragraph(LONG)
    data = press.save()
    document = read(data)
    assert (document.path, document.format, document.sha256) == ("bao-cao.pdf", "pdf", hashlib.sha256(data).hexdigest())
    at = document.text.index("12.215")
    place = document.locate(Span(at, at + 6))
    assert (place.line, place.page, place.excerpt) == (2, 1, LONG)
    assert place.excerpt[place.column - 1 : place.end_column - 1] == "12.215"


def test_headings_and_items_stay_apart() -> None:
    press = Press()
    texts = [
        "I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH", "1. Kế hoạch cải cách hành chính", LONG, "a) Kết quả", f"- {LONG}",
        "- Cấp xã: 35 hồ sơ.", "- Cấp huyện: 120 hồ sơ.",
    ]
    for text in texts:
        press.paragraph(text)
    assert told(read(press.save()), "paragraph") == texts


def test_the_columns_of_a_letterhead_are_read_one_after_the_other() -> None:
    press = Press()
    press.beside(
        ["ỦY BAN NHÂN DÂN", "XÃ TÂN HÒA LẠC", "Số: 12/BC-UBND"],
        ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Tân Hòa Lạc, ngày 14 tháng 3 năm 2022"],
    )
    press.centred("BÁO CÁO")
    press.paragraph(LONG)
    assert told(read(press.save()), "paragraph") == [
        "ỦY BAN NHÂN DÂN", "XÃ TÂN HÒA LẠC", "Số: 12/BC-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc", "Tân Hòa Lạc, ngày 14 tháng 3 năm 2022", "BÁO CÁO", LONG,
    ]


def test_a_signature_stands_beside_the_list_of_recipients() -> None:
    press = Press()
    press.paragraph(LONG)
    left = ["Nơi nhận:", "- Như trên;", "- Ủy ban nhân dân các xã;", "- Phòng Nội vụ huyện;", "- Lưu: VT."]
    right = ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]
    press.beside(left, right, (11, 14))
    press.turn()
    press.centred("PHỤ LỤC")
    assert told(read(press.save()), "paragraph") == [LONG, *left, *right, "PHỤ LỤC"]


# Tables


def rows(count: int, name: str = "Số hồ sơ tiếp nhận trong kỳ báo cáo") -> list[tuple[str, str, str, str]]:
    return [(f"1.{i}", f"{name} thứ {i}", "Hồ sơ", f"1.{i:03}") for i in range(1, count)]


@pytest.mark.parametrize("dotted", [False, True])
def test_rows_of_a_ruled_table_keep_their_cells_over_pages(dotted: bool) -> None:
    press = Press()
    press.paragraph(LONG)
    table = [HEAD, *rows(60)]
    press.table(table, WIDTHS, dotted=dotted)
    document = read(press.save())
    found = [block for block in document.blocks if block.kind == "row"]
    assert [tuple(document.slice(cell) for cell in block.cells) for block in found] == table
    assert {block.table for block in found} == {1}
    assert sum(text == "\t".join(HEAD) for text in told(document, "furniture")) == 2  # it comes again on two pages


def test_a_row_that_a_page_break_cuts_is_one_row() -> None:
    press = Press()
    long = "Số thủ tục hành chính đã cung cấp dịch vụ công trực tuyến toàn trình trên cổng dịch vụ công quốc gia " * 3
    table = [HEAD, *rows(36), ("1.36", long.strip(), "Thủ tục", "77"), ("1.37", "Số còn lại", "Thủ tục", "5")]
    press.table(table, WIDTHS)
    document = read(press.save())
    assert document.blocks[-1].page == 2  # so that the break is there at all
    found = [block for block in document.blocks if block.kind == "row"]
    assert [tuple(document.slice(cell) for cell in block.cells) for block in found] == table


def test_a_merged_head_and_two_tables() -> None:
    press = Press()
    press.table([HEAD, *rows(4)], WIDTHS)
    press.centred("Biểu mẫu 2")
    press.table([HEAD, *rows(3, "Số văn bản")], WIDTHS)
    document = read(press.save())
    assert [block.table for block in document.blocks if block.kind == "row"] == [1] * 4 + [2] * 3
    assert told(document, "paragraph") == ["Biểu mẫu 2"]


def test_a_table_without_rules_keeps_its_columns_as_blanks() -> None:
    press = Press()
    press.paragraph(LONG)
    for i, row in enumerate([HEAD, *rows(6, "Số hồ sơ")]):
        for x, cell in zip((0, 60, 290, 380), row, strict=True):
            press.at(LEFT + x, 600 - 18 * i, cell, 12)
    lines = told(read(press.save()), "line")
    assert lines[0].split() == " ".join(HEAD).split()
    assert [line.split("   ", 1)[0] for line in lines[1:]] == ["1.1", "1.2", "1.3", "1.4", "1.5"]


def test_text_on_its_side_is_read_upright() -> None:
    press = Press(turned=True, numbers=False)
    press.paragraph(LONG)
    press.table([HEAD, *rows(5)], WIDTHS)
    document = read(press.save())
    assert told(document, "paragraph") == [LONG]
    assert told(document, "row") == ["\t".join(row) for row in [HEAD, *rows(5)]]


# Footnotes, stamps, signatures


def test_a_footnote_follows_its_paragraph() -> None:
    press = Press()
    notes = [f"¹ Kế hoạch số 32/KH-UBND ngày 20/01/2021; {LONG}", "² Gồm 02 xã: Tân An, Phú Mỹ."]
    press.paragraph(f"{LONG} Đã ban hành kế hoạch¹ và kiểm tra² các xã.", *notes)
    press.paragraph(LONG)
    document = read(press.save())
    assert [(block.kind, block.mark, document.slice(block.span)) for block in document.blocks[1:]] == [
        ("paragraph", "", f"{LONG} Đã ban hành kế hoạch¹ và kiểm tra² các xã."),
        ("footnote", "1", notes[0][2:]), ("footnote", "2", notes[1][2:]), ("paragraph", "", LONG),
    ]


def test_a_footnote_does_not_tear_the_sentence_that_runs_over_the_page() -> None:
    press = Press()
    for _ in range(4):
        press.paragraph(f"{LONG} {LONG}")
    cut = f"Năm nay¹ {LONG} {LONG} {LONG} {LONG}"
    press.paragraph(cut, "¹ Tính đến hết ngày 14/12/2021.")
    document, boxes = read_with_boxes(press.save(), "a.pdf")
    assert told(document, "paragraph")[-1] == cut
    assert told(document, "footnote") == ["Tính đến hết ngày 14/12/2021."]
    whole, note = (
        [block.span for block in document.blocks if block.kind == kind][-1] for kind in ("paragraph", "footnote"))
    assert {place.page for place in boxes.boxes(whole)} == {1, 2}
    assert {place.page for place in boxes.boxes(note)} == {1}


def test_a_number_stamped_into_its_blank_is_read_there() -> None:
    press = Press()
    press.paragraph(LONG)
    press.at(LEFT, 500, "Số:")
    press.at(LEFT + 70, 500, "/BC-UBND")
    press.at(LEFT + 34, 502, "209", 13)  # drawn last, and a little off the line
    assert "Số: 209 /BC-UBND" in " ".join(told(read(press.save()), "paragraph")[-1].split())


def test_what_a_signature_shows_is_kept_apart() -> None:
    press = Press()
    press.paragraph(LONG)
    press.paragraph(LONG)
    data = _signed(press.save(), ["Ký bởi: Ủy ban nhân dân", "Thời gian ký: 14/03/2022 15:27:54 +07:00"])
    document = read(data)
    assert told(document, "paragraph") == [LONG, LONG]
    assert told(document, "furniture")[1:] == ["Ky boi: Uy ban nhan dan", "14/03/2022 15:27:54 +07:00"]


def _signed(data: bytes, _: list[str]) -> bytes:
    """The PDF with a signature field that shows two lines of text across its body."""
    pypdf = pytest.importorskip("pypdf")
    g = pypdf.generic
    writer = pypdf.PdfWriter(clone_from=BytesIO(data))
    shown = g.DecodedStreamObject()
    shown.set_data(b"BT /F1 9 Tf 2 20 Td (Ky boi: Uy ban nhan dan) Tj 0 -12 Td (14/03/2022 15:27:54 +07:00) Tj ET")
    font = g.DictionaryObject({
        g.NameObject("/Type"): g.NameObject("/Font"), g.NameObject("/Subtype"): g.NameObject("/Type1"),
        g.NameObject("/BaseFont"): g.NameObject("/Helvetica"),
    })
    shown.update({
        g.NameObject("/Type"): g.NameObject("/XObject"), g.NameObject("/Subtype"): g.NameObject("/Form"),
        g.NameObject("/BBox"): g.ArrayObject(map(g.FloatObject, (0, 0, 160, 34))),
        g.NameObject("/Resources"): g.DictionaryObject({
            g.NameObject("/Font"): g.DictionaryObject({g.NameObject("/F1"): font})}),
    })
    field = g.DictionaryObject({
        g.NameObject("/Type"): g.NameObject("/Annot"), g.NameObject("/Subtype"): g.NameObject("/Widget"),
        g.NameObject("/FT"): g.NameObject("/Sig"), g.NameObject("/F"): g.NumberObject(4),
        g.NameObject("/Rect"): g.ArrayObject(map(g.FloatObject, (350, 640, 510, 674))),
        g.NameObject("/AP"): g.DictionaryObject({g.NameObject("/N"): writer._add_object(shown)}),
    })
    writer.pages[0][g.NameObject("/Annots")] = g.ArrayObject([writer._add_object(field)])
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


# Letters


def test_fonts_from_before_unicode_are_converted() -> None:
    stream = BytesIO()
    canvas = Canvas(stream, invariant=True)
    canvas.setFont("Times-Roman", 11)
    old = "Các phòng, ban báo cáo kết quả cải cách hành chính, kiểm tra thủ tục"
    lines = [f"{old}.", f"{old} quý một.", f"{old} năm 2021.", f"{old} năm 2021 của huyện."]
    for i, line in enumerate(lines):
        canvas.drawString(85, 700 - 40 * i, _as_tcvn3(line))
    canvas.save()
    assert told(read(stream.getvalue()), "paragraph") == lines


def _as_tcvn3(text: str) -> str:
    from cchc_lint.read.legacy import _TCVN3  # the table itself; its inverse is only needed here

    back = {letter: chr(code) for code, letter in _TCVN3.items()}
    return "".join(back.get(letter, letter) for letter in text)


# Boxes


def test_boxes_lead_to_the_place_on_the_page() -> None:
    press = Press()
    press.at(200, 500, "Tổng số 3.222 chứng thư")
    press.paragraph(LONG)
    document, boxes = read_with_boxes(press.save(), "a.pdf")
    at = document.text.index("3.222")
    (place,) = boxes.boxes(Span(at, at + 5))
    assert place.page == 1
    assert 240 < place.x0 < 270 < place.x1 < 310  # after "Tổng số "
    assert 490 < place.y0 < 501 < 508 < place.y1 < 520
    (whole,) = boxes.boxes(Span(at - 8, at + 15))
    assert (whole.x0 < 201, whole.x1 > place.x1) == (True, True)


def test_a_span_over_two_lines_has_two_boxes() -> None:
    press = Press()
    press.paragraph(f"{LONG} {LONG}")
    document, boxes = read_with_boxes(press.save(), "a.pdf")
    places = boxes.boxes(Span(2, len(document.text)))
    assert len(places) > 3
    assert all(place.y1 - place.y0 < 20 and place.x0 >= LEFT - 1 for place in places)
    assert [place.y0 for place in places] == sorted((place.y0 for place in places), reverse=True)


# What cannot be read


def test_a_scan_is_said_to_be_one_and_how_to_recognise_its_letters() -> None:
    with pytest.raises(InputError, match=r"bản chụp \(scan\).*ocrmypdf -l vie.*\"q1.pdf\" \"q1-ocr.pdf\""):
        read(_scan(), "q1.pdf")


def test_a_scanned_page_among_others_is_told() -> None:
    stream = BytesIO()
    canvas = Canvas(stream, (WIDTH, HEIGHT), invariant=True)
    press = Press(numbers=False)
    press.canvas, press.stream = canvas, stream
    press.paragraph(LONG)
    canvas.showPage()
    _image(canvas)
    document = read(press.save())
    assert told(document, "paragraph") == [LONG]
    assert document.notes[0].startswith("Trang 2 là ảnh chụp")


def test_without_ocrmypdf_the_command_to_install_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(InputError, match="apt install ocrmypdf tesseract-ocr-vie"):
        read_pdf(_scan(), "q1.pdf", ocr=True)


def _scan() -> bytes:
    stream = BytesIO()
    canvas = Canvas(stream, (WIDTH, HEIGHT), invariant=True)
    _image(canvas)
    canvas.save()
    return stream.getvalue()


def _image(canvas: Canvas) -> None:
    image = pytest.importorskip("PIL.Image")
    canvas.drawInlineImage(image.new("L", (60, 80), 230), 0, 0, WIDTH, HEIGHT)
    canvas.showPage()


def _letter(pages: int = 1, **settings: object) -> bytes:
    stream = BytesIO()
    canvas = Canvas(stream, (WIDTH, HEIGHT), invariant=True, **settings)
    for _ in range(pages):
        canvas.drawString(LEFT, TOP, "cai cach hanh chinh")
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


@pytest.mark.parametrize(("data", "message"), [
    (b"%PDF-1.7\n", "bị hỏng hoặc tải về chưa hết"),
    (b"%PDF-1.4\n" + bytes(range(256)) * 40, "bị hỏng hoặc tải về chưa hết"),
    (_letter()[:500], "bị hỏng hoặc tải về chưa hết"),
    (_letter(encrypt=StandardEncryption("mat-khau")), "có mật khẩu"),
    (_letter(2000), "có 2000 trang, quá dài"),
])
def test_a_pdf_that_cannot_be_read_says_why(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read(data)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2000), st.binary(min_size=1, max_size=8))
def test_damage_is_no_fault_of_the_program(at: int, noise: bytes) -> None:
    data = _letter()
    damaged = data[: at % len(data)] + noise + data[at % len(data) + len(noise) :]
    with suppress(InputError):
        assert read_pdf(b"%PDF-" + damaged[5:], "a.pdf").format == "pdf"


def test_without_the_library_the_command_to_install_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "find_spec", lambda name: None)
    with pytest.raises(InputError, match=r'pip install "cchc-lint\[pdf\]"'):
        read(_letter())


def test_thousands_of_lines_are_no_table_and_no_trouble() -> None:
    stream = BytesIO()
    canvas = Canvas(stream, (WIDTH, HEIGHT), invariant=True)
    for i in range(2_000):
        canvas.line(0, i * 0.4, WIDTH, i * 0.4)
        canvas.line(i * 0.3, 0, i * 0.3, HEIGHT)
    canvas.drawString(LEFT, BOTTOM, "cai cach hanh chinh")
    canvas.save()
    assert told(read(stream.getvalue()), "paragraph") == ["cai cach hanh chinh"]
