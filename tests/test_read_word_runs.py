"""Every piece of a Word document's reading text leads back to the characters of its run."""

from __future__ import annotations

import sys
import unicodedata
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from formats import abstract, cell, docx, level, num, numbered, paragraph, row, run, table
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_lint.errors import InputError
from cchc_lint.read.word import RunPiece, read_with_runs, read_word

pytest.importorskip("lxml")

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def written(element: Any) -> str:
    """The characters of a run, as offset_in_run counts them."""
    marks = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}softHyphen": "\xad",
        f"{W}sym": "?"}
    return "".join(child.text or "" if child.tag == f"{W}t" else marks.get(child.tag, "") for child in element)


def same(shown: str, raw: str) -> bool:
    plain = unicodedata.normalize("NFC", raw).translate({0xA0: " ", 9: " ", 10: " ", 0xAD: None, 0x200B: None})
    return shown == plain


def check(data: bytes) -> tuple[str, list[RunPiece]]:
    """Whatever holds for every file; (its text, its pieces)."""
    document, pieces = read_with_runs(data, "bao-cao.docx")
    assert document == read_word(data, "bao-cao.docx")
    assert [piece[:2] for piece in pieces] == sorted(piece[:2] for piece in pieces)
    for before, after in zip(pieces, pieces[1:], strict=False):
        assert before.end <= after.start
    for piece in pieces:
        raw = written(piece.run_element)[piece.offset_in_run : piece.offset_in_run + piece.width]
        assert same(document.text[piece.start : piece.end], raw), (document.text[piece.start : piece.end], raw)
        assert piece.run_element in piece.paragraph_element.iter(f"{W}r")
    return document.text, pieces


def test_pieces_of_a_report() -> None:
    numbering = abstract(0, level(0, "%1.")) + num(1, 0)
    raised = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    body = (
        table(row(cell(paragraph("UBND XÃ")), "CỘNG HÒA XÃ HỘI"), row("Số: 5/BC", "Độc lập - Tự do"))
        + numbered("Một", 1)
        + paragraph(
            run("  Có ") + f"<w:del>{run('12')}</w:del><w:ins>{run('15')}</w:ins>" + run(" xã") + raised + run(".  ")
        )
        + table(row("STT", "Tên", "Số"), row("1", cell(paragraph("Không = 0") + paragraph("Có = 1")), "5"))
    )
    data = docx(body, numbering=numbering, footnotes=f'<w:footnote w:id="1">{paragraph(" Kế hoạch.")}</w:footnote>')
    text, pieces = check(data)
    covered = "".join(text[piece.start : piece.end] for piece in pieces)
    missing = text.replace("1. Một", "Một").replace("\n", "").replace("\t", "").replace("0 Có", "0Có")
    assert covered == missing
    assert {piece.part for piece in pieces} == {"word/document.xml", "word/footnotes.xml"}
    found = next(piece for piece in pieces if text[piece.start : piece.end] == "15")
    assert (found.offset_in_run, found.width) == (0, 2)


def test_text_that_is_cut_and_joined_keeps_its_offsets() -> None:
    text, pieces = check(docx(paragraph("<w:r><w:t>BÁO CÁO</w:t><w:br/><w:t>Kết quả</w:t></w:r>")))
    assert text == "BÁO CÁO\nKết quả"
    assert [(piece.start, piece.end, piece.offset_in_run, piece.width) for piece in pieces] == [(0, 7, 0, 7),
        (8, 15, 8, 7)]


def test_letters_that_are_composed_are_pieces_of_their_own() -> None:
    text, pieces = check(docx(paragraph(run("a" + unicodedata.normalize("NFD", "ế") + "b"))))
    assert text == "aếb"
    assert [(piece.start, piece.end, piece.offset_in_run, piece.width) for piece in pieces] == [
        (0, 1, 0, 1), (1, 2, 1, 3), (2, 3, 4, 1),
    ]


def test_words_in_a_font_of_two_letters_for_one_go_as_a_whole() -> None:
    data = docx(paragraph(run("12 Ñaõ ban", '<w:rFonts w:ascii="VNI-Times" w:hAnsi="VNI-Times"/>')))
    document, pieces = read_with_runs(data, "a.docx")
    assert document.text == "12 Đã ban"
    assert [(document.text[p.start : p.end], p.offset_in_run, p.width) for p in pieces] == [
        ("12", 0, 2), (" ", 2, 1), ("Đã", 3, 3), (" ", 6, 1), ("ban", 7, 3),
    ]


def test_without_lxml_a_file_is_read_but_not_traced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lxml.etree", None)
    data = docx(paragraph("Một"))
    assert read_word(data, "a.docx").text == "Một"
    with pytest.raises(InputError, match=r'pip install "cchc-lint\[word\]"'):
        read_with_runs(data, "a.docx")


@pytest.mark.parametrize("entity", ['"x"', 'SYSTEM "file:///etc/passwd"'])
def test_entities_are_refused_here_too(entity: str) -> None:
    body = docx(paragraph("Một"))
    stream = BytesIO()
    with ZipFile(BytesIO(body)) as old, ZipFile(stream, "w") as new:
        for name in old.namelist():
            kept = old.read(name).decode()
            declared = f"<!DOCTYPE d [<!ENTITY x {entity}>]>" if name == "word/document.xml" else ""
            new.writestr(name, declared + kept.replace("Một", "&x;"))
    with pytest.raises(InputError, match="DTD"):
        read_with_runs(stream.getvalue(), "a.docx")


texts = st.lists(st.sampled_from([
    "Có", " ", "12.215", "hồ sơ", unicodedata.normalize("NFD", "Nghị định"), "\u00a0", "\u200b", "đ",
]), max_size=5).map("".join)
runs = st.lists(st.one_of(
    texts.map(run), st.sampled_from(["<w:r><w:tab/></w:r>", "<w:r><w:br/></w:r>",
        "<w:r><w:t>a</w:t><w:noBreakHyphen/></w:r>"]),
), max_size=6).map("".join)


@given(st.lists(runs, min_size=1, max_size=4))
@settings(max_examples=150, deadline=None)
def test_pieces_of_any_runs(contents: list[str]) -> None:
    text, pieces = check(docx(paragraph("Đầu") + "".join(f"<w:p>{content}</w:p>" for content in contents)))
    held = {at for piece in pieces for at in range(piece.start, piece.end)}
    assert all(at in held or text[at] in " \n" for at in range(len(text)))
