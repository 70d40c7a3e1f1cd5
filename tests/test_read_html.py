"""HTML pages read as a browser shows them, and as Word and web systems write them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_lint.document import Document
from cchc_lint.errors import InputError
from cchc_lint.read import read_bytes


def read(body: str, name: str = "bao-cao.html") -> Document:
    return read_bytes(f"<!DOCTYPE html><html><body>{body}</body></html>".encode(), name)


def lines(body: str) -> list[str]:
    return read(body).text.split("\n")


def rows(body: str) -> list[list[str]]:
    document = read(body)
    return [[document.slice(each) for each in block.cells] for block in document.blocks if block.kind == "row"]


@pytest.mark.parametrize(("body", "found"), [
    ("<p>Một\n  hai</p><div>Ba<br>bốn</div>năm", ["Một hai", "Ba bốn", "năm"]),
    ("<p>A<p>B<p>C", ["A", "B", "C"]),
    ("<b>12.</b><i>215</i>&nbsp;hồ sơ &amp; 5", ["12.215 hồ sơ & 5"]),
    ("<p>2021<sup>1</sup> rộng 5 m<sup>2</sup>", ["2021¹ rộng 5 m²"]),
    ("<script>x</script><style>y</style><p>A<p hidden>ẩn<p>B<span style='display: none'>ẩn</span>", ["A", "B"]),
    ("<p style='display:none'>ẩn<p>B</p>", ["B"]),
    ("<pre>a  b\n- c</pre>", ["a  b", "- c"]),
    ("<p>BÁO CÁO<br>Kết quả quý I</p>", ["BÁO CÁO", "Kết quả quý I"]),
    ("<p>Nghi&#x323; đi&#x323;nh</p>", ["Nghị định"]),
])
def test_paragraphs(body: str, found: list[str]) -> None:
    assert lines(body) == found


@pytest.mark.parametrize(("body", "found"), [
    ("<ol><li>A<li>B</ol>", ["1. A", "2. B"]),
    ("<ol type=I start=3><li>A<ol type=a><li>x</li><li>y</li></ol></li><li>B</li></ol>",
        ["III. A", "a. x", "b. y", "IV. B"]),
    ("<ol><li value=5>A</li><li><p>B</p><p>C</p></li></ol>", ["5. A", "6. B", "C"]),
    ("<ol style='list-style-type: lower-roman'><li>A</li><li></li><li>B</li></ol>", ["i. A", "ii.", "iii. B"]),
    ("<ul><li>A</li><li></li></ul><ol style='list-style:none'><li>B</li></ol>", ["- A", "B"]),
])
def test_lists_are_numbered(body: str, found: list[str]) -> None:
    assert lines(body) == found


def test_headings_have_levels() -> None:
    assert [block.level for block in read("<h1>A</h1><h3>B</h3><p>C</p>").blocks] == [1, 3, 0]


def test_cells_over_rows_and_columns() -> None:
    head = "<tr><th rowspan=2>STT<th rowspan=2>Chỉ tiêu<th colspan=2>Kết quả<th rowspan=2>Ghi chú<tr><th>ĐVT<th>Số liệu"
    body = f"<table><thead>{head}</thead><tbody><tr><td>1<td>Số văn bản<td>Văn bản<td>12<td></table>"
    assert rows(body) == [
        ["STT", "Chỉ tiêu", "Kết quả", "", "Ghi chú"], ["", "", "ĐVT", "Số liệu", ""],
        ["1", "Số văn bản", "Văn bản", "12", ""],
    ]


def test_tables_in_cells_and_cells_of_several_paragraphs() -> None:
    inner = "<table><tr><td>x<td>y</table>"
    body = f"<table><tr><td>STT<td>Tên<td>Số</tr><tr><td>1<td><p>Không = 0</p><p>Có = 1</p><td>{inner}"
    assert rows(body)[1] == ["1", "Không = 0 Có = 1", "x y"]


def test_the_letterhead_is_read_column_by_column() -> None:
    body = (
        "<table><tr><td>UBND HUYỆN EA SÚP MỚI<br>PHÒNG NỘI VỤ<td>CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"
        "<tr><td>Số: 12/BC-PNV<td>Ea Súp Mới, ngày 14 tháng 3 năm 2022</table>"
    )
    assert lines(body) == [
        "UBND HUYỆN EA SÚP MỚI", "PHÒNG NỘI VỤ", "Số: 12/BC-PNV", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Ea Súp Mới, ngày 14 tháng 3 năm 2022",
    ]


@pytest.mark.parametrize("body", [
    "<p>Năm 2021<a href='#_ftn1' name='_ftnref1'><sup>[1]</sup></a>.</p><p>Tiếp</p>"
    "<div style='mso-element:footnote-list'><div id=ftn1><p><a href='#_ftnref1'>[1]</a> Chú thích.</p></div></div>",
    "<p>Năm 2021<a class='sdfootnoteanc' href='#sdfootnote1sym'><sup>1</sup></a>.</p><p>Tiếp</p>"
    "<div id='sdfootnote1'><p><a href='#sdfootnote1anc'>1</a> Chú thích.</p></div>",
])
def test_footnotes_of_word_and_libreoffice(body: str) -> None:
    document = read(body)
    assert [(block.kind, block.mark, document.slice(block.span)) for block in document.blocks] == [
        ("paragraph", "", "Năm 2021."), ("footnote", "1", "Chú thích."), ("paragraph", "", "Tiếp"),
    ]


@pytest.mark.parametrize(("data", "name"), [
    ("\ufeff<html><p>Hồ sơ</p>".encode("utf-16"), "a.doc"),
    ("<html><meta http-equiv=Content-Type content='text/html; charset=windows-1258'><p>Hồ sơ</p>".encode("cp1258",
        "xmlcharrefreplace"), "a.htm"),
    ("<p>Hồ sơ</p>".encode(), "a.htm"),
    ("<?xml version='1.0'?><!DOCTYPE html><html><p>Hồ sơ</p></html>".encode(), "bao-cao"),
    ("<html><meta charset=no-such-thing><p>Hồ sơ</p>".encode(), "a.xls"),
    (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html; charset=utf-8\n"
     b"Content-Transfer-Encoding: quoted-printable\n\n<html><p>H=E1=BB=93 s=C6=A1</p>\n--x--\n", "a.doc"),
])
def test_the_content_says_that_it_is_a_page(data: bytes, name: str) -> None:
    document = read_bytes(data, name)
    assert (document.text, document.format) == ("Hồ sơ", "html")


def test_positions() -> None:
    document = read("<p>Một</p><table><tr><td>STT<td>Số<tr><td>1<td>12</table>")
    place = document.locate(document.blocks[-1].cells[1])
    assert (place.line, place.column, place.block, place.excerpt) == (3, 3, "bảng 1", "1\t12")


@pytest.mark.parametrize(("data", "words"), [
    (b"<html>" + b"<p>a" * 500_001, "quá lớn"),
    (b"<html>" + b"<table><tr><td>" * 40, "lồng nhau"),
    (b"<html><table>" + b"<tr><td>a<td>b" * 10_001, "bảng quá dài"),
    (b"<html><script>x</script>", "không có chữ nào"),
    (b"<html>" + b"a" * (20 * 1024 * 1024), "giới hạn 20 MB"),
])
def test_hostile_pages_are_refused(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read_bytes(data, "a.html")


@pytest.mark.parametrize("piece", ["<![CDATA[", "<!--", "<a ", "</", "<!", "<?", "&#",
    "<td colspan=99999999 rowspan=99999999>", "<a b='"])
def test_broken_markup_is_read_or_refused(piece: str) -> None:
    source = "<html><p>a</p><table><tr>" + piece * 50_000
    try:
        outcome = read_bytes(source.encode(), "a.html").text
    except InputError as error:
        outcome = str(error)
    assert outcome.startswith(("a\n", "a.html: ")) or outcome == "a"
    assert len(outcome) <= len(source)


@given(st.lists(st.sampled_from([
    "<table>", "</table>", "<tr>", "<td>", "</td>", "<div>", "</div>", "<div id=ftn1>", "<a href='#_ftn1'>", "</a>",
    "<li>",
    "<ol>", "</ol>", "<p>", "</p>", "<sup>", "1", "chữ", "<br>", "<p hidden>", "<pre>", "<th colspan=3 rowspan=0>",
    "</tr>",
]), max_size=30))
@settings(max_examples=200, deadline=None)
def test_no_page_is_too_odd(parts: list[str]) -> None:
    document = read("<p>Đầu</p>" + "".join(parts))
    assert document.text.startswith("Đầu")
    at = 0
    for block in document.blocks:
        assert at <= block.span.start <= block.span.end <= len(document.text)
        assert all(block.span.covers(each) for each in block.cells)
        at = block.span.end + 1
