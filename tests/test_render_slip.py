"""The reviewer's slip: a table for the return letter, as a Word document and as a workbook."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from test_cli_render import FILE, MISSING, RESULT, SUM

import cchc_lint
from cchc_lint.cli import run
from cchc_lint.errors import UsageError
from cchc_lint.finding import FileResult, Result, Waiver
from cchc_lint.read import office
from cchc_lint.render import Display, render

docx = pytest.importorskip("docx")
openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("xlsxwriter")
FIXTURES = Path(__file__).parent.parent / "fixtures"
HEAD = ["STT", "Vị trí", "Nội dung", "Lý do", "Đề nghị sửa"]
FAILED = FileResult("hỏng.docx", "", None, error="tệp bị hỏng")
NASTY = replace(SUM, message="=1+1\x07 <b>&amp;", locations=(replace(SUM.locations[0], text="@x", excerpt="@x"),))


def made(result: Result, file: str = "", lang: str = "vi", **display: bool) -> bytes:
    data = render("slip", result, lang=lang, display=Display(file=file, **display))  # type: ignore[arg-type]
    assert isinstance(data, bytes)
    return data


def tables(data: bytes) -> list[list[list[str]]]:
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in docx.Document(BytesIO(data)).tables]


def sheets(data: bytes) -> dict[str, list[list[str]]]:
    book = openpyxl.load_workbook(BytesIO(data))
    return {each.title: [[str(value or "") for value in row] for row in each.values] for each in book}


def test_a_row_for_each_finding() -> None:
    (rows,) = tables(made(RESULT))
    assert rows[0] == HEAD
    assert [row[0] for row in rows[1:]] == ["1", "2"]
    number, place, text, why, mend = rows[1]
    assert place == "mục II.6"
    assert "3.222" in text
    assert why.split("\n")[0] == f"{SUM.message} (nhiều khả năng)"
    assert "Phép tính: 2.485 + 743 = 3.228" in why
    assert "Đối chiếu: “2.485” (đang hoạt động" in why
    assert mend.startswith("3.222 → 3.228")
    assert rows[2][3].startswith(MISSING.message)


def test_the_workbook_says_the_same() -> None:
    (told,) = tables(made(RESULT))
    sheet, _ = sheets(made(RESULT, "a.XLSX")).values()
    at = sheet.index(HEAD)
    assert sheet[at : at + len(told)] == told


def test_the_marked_words_are_bold() -> None:
    table = docx.Document(BytesIO(made(RESULT))).tables[0]
    runs = table.rows[1].cells[2].paragraphs[0].runs
    assert [each.text for each in runs if each.bold] == ["3.222"]


@pytest.mark.parametrize("file", ["", "a.xlsx"])
def test_what_it_was_made_of_is_told(file: str) -> None:
    data = made(RESULT, file)
    text = (
        "\n".join(each.text for each in docx.Document(BytesIO(data)).paragraphs) if not file
        else "\n".join(value for rows in sheets(data).values() for row in rows for value in row))
    assert "PHIẾU RÀ SOÁT BÁO CÁO" in text
    assert "1 lỗi" in text
    assert f"sha256:{'a' * 64}, cchc-lint {cchc_lint.__version__}, rules sha256:" in text


def test_each_report_has_its_own() -> None:
    several = replace(RESULT, files=(FILE, replace(FILE, findings=()), FAILED))
    document = docx.Document(BytesIO(made(several)))
    assert len(document.tables) == 1
    text = [each.text for each in document.paragraphs]
    assert text.count("PHIẾU RÀ SOÁT BÁO CÁO") == 3
    assert [each.paragraph_format.page_break_before for each in document.paragraphs if each.text == text[0]] == [
        False, True, True]
    assert text.count("Không phát hiện sai sót.") == 1
    assert "Không kiểm tra được: tệp bị hỏng" in text
    book = sheets(made(several, "a.xlsx"))
    first, second, third = book
    assert second == f"{first} (2)"
    assert third == "hỏng.docx"
    assert ["Không phát hiện sai sót."] in [row[:1] for row in book[second]]


def test_sheets_of_reports_with_hard_names() -> None:
    report = FILE.report
    assert report is not None
    names = ["Sở [A]/B: " + "x" * 40, "Sở [A]/B: " + "X" * 40, "'", ""]
    files = tuple(replace(FILE, report=replace(report, agency=name)) for name in names)
    found = list(sheets(made(replace(RESULT, files=files), "a.xlsx")))
    assert len(found) == 4
    assert all(0 < len(name) <= 31 for name in found)


def test_texts_are_texts() -> None:
    result = replace(RESULT, files=(replace(FILE, findings=(NASTY,)),))
    expected = "=1+1\N{REPLACEMENT CHARACTER} <b>&amp; (nhiều khả năng)"
    assert tables(made(result))[0][1][3].split("\n")[0] == expected
    (sheet,) = sheets(made(result, "a.xlsx")).values()
    assert sheet[sheet.index(HEAD) + 1][3].split("\n")[0] == expected


def test_accepted_findings_are_left_out_unless_asked_for() -> None:
    accepted = replace(SUM, waiver=Waiver("accepted", "đã đối chiếu"))
    result = replace(RESULT, files=(replace(FILE, findings=(accepted, MISSING)),))
    assert len(tables(made(result))[0]) == 2
    assert "đã chấp nhận: đã đối chiếu" in tables(made(result, skipped=True))[0][1][3]


def test_english_on_request() -> None:
    assert tables(made(RESULT, lang="en"))[0][0] == ["No.", "Place", "Text", "Why", "Mend"]


def test_it_prints_on_a4_with_the_head_on_every_page() -> None:
    document = docx.Document(BytesIO(made(RESULT)))
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert document.styles["Normal"].font.name == "Times New Roman"
    row = document.tables[0].rows[0]._tr
    assert row.trPr.find("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}tblHeader") is not None
    sheet = openpyxl.load_workbook(BytesIO(made(RESULT, "a.xlsx"))).active
    assert (sheet.page_setup.paperSize, sheet.print_title_rows) == (9, "$6:$6")


@pytest.mark.parametrize("file", ["a.docx", "a.xlsx"])
def test_the_same_bytes_whenever_it_is_made(file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = made(RESULT, file)
    monkeypatch.setattr("time.time", lambda: 2e9)
    assert made(RESULT, file) == first
    with ZipFile(BytesIO(first)) as package:
        assert {each.date_time for each in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2020-01-01T00:00:00Z" in package.read("docProps/core.xml")


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    sample = str(FIXTURES / "mau-sai.txt")
    assert run(["check", sample, "--format", "slip:phieu.docx", "--format", "concise"]) == 1
    found = capsys.readouterr().out.strip().split("\n")
    assert len(tables(Path("phieu.docx").read_bytes())[0]) == 1 + sum(not line.startswith("#") for line in found)
    assert run(["check", sample, "--format", "slip:phieu.docx"]) == 2
    assert "--force" in capsys.readouterr().err
    assert run(["check", sample, "--format", "slip:phieu.pdf"]) == 2
    assert "phải có đuôi .docx hoặc .xlsx" in capsys.readouterr().err


def test_what_an_earlier_run_made_is_no_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bao-cao.txt").write_bytes((FIXTURES / "mau-sai.txt").read_bytes())
    again = ["check", ".", "--force", "--format", "json", "--format", "html:trang.html", "--format", "slip:phieu.docx"]
    assert run(again) == 1
    first = capsys.readouterr().out
    assert run(again) == 1
    assert capsys.readouterr().out == first


@pytest.mark.parametrize(("module", "file", "extra"), [("docx", "a.docx", "word"), ("xlsxwriter", "a.xlsx", "excel")])
def test_a_missing_library_is_told(module: str, file: str, extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cchc_lint.render.slip.find_spec", lambda name: None if name == module else sys)
    with pytest.raises(UsageError, match=rf'pip install "cchc-lint\[{extra}\]"'):
        made(RESULT, file)


@pytest.mark.skipif(office.soffice() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
def test_libreoffice_opens_it(tmp_path: Path, suffix: str) -> None:
    slip = tmp_path / f"phieu.{suffix}"
    slip.write_bytes(made(RESULT, slip.name))
    subprocess.run(
        [office.soffice() or "", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--convert-to", suffix, "--outdir", str(tmp_path / "out"), str(slip)],
        check=True, capture_output=True, timeout=120)
    opened = (tmp_path / "out" / slip.name).read_bytes()
    if suffix == "docx":
        assert tables(opened) == tables(slip.read_bytes())
    else:
        assert [row for rows in sheets(opened).values() for row in rows if row[0] == "STT"] == [HEAD]
