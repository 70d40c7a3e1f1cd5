"""Several files of one submission: checked as one report, every place named with its own file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from formats import as_docx, as_xlsx, docx, paragraph

from cchc_lint.check import check_report
from cchc_lint.cli import run
from cchc_lint.document import Span
from cchc_lint.parse import parse
from cchc_lint.pipeline import read_report
from cchc_lint.read import read
from cchc_lint.read.text import from_text
from cchc_lint.read.together import together
from cchc_lint.rules.loader import load_rules

pytest.importorskip("openpyxl")
SAMPLE = Path(__file__).parent.parent / "fixtures" / "mau-sai.txt"


@pytest.fixture
def parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample in two files: its prose as a Word file, its appendix as a workbook."""
    monkeypatch.chdir(tmp_path)
    whole = read_report(SAMPLE)
    text = whole.document.text
    prose = text[: next(block.span.start for block in whole.document.blocks if block.kind == "row")]
    Path("loi-van.docx").write_bytes(as_docx(parse(from_text(prose))))
    Path("bieu.xlsx").write_bytes(as_xlsx(whole))
    return tmp_path


def test_the_parts_are_checked_against_each_other(parts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    expected = check_report(read_report(SAMPLE), load_rules()).findings
    assert run(["check", "bieu.xlsx", "loi-van.docx", "--together", "--format", "json"]) == 1
    (file,) = json.loads(capsys.readouterr().out)["files"]
    assert file["path"] == "loi-van.docx"
    found = [(each["rule"], [place["text"] for place in each["locations"]]) for each in file["findings"]]
    assert found == [(each.rule, [place.text for place in each.locations]) for each in expected]
    crossing = [{place["path"] for place in each["locations"]} for each in file["findings"]]
    assert {"bieu.xlsx", "loi-van.docx"} in crossing
    cells = {place["block"] for each in file["findings"] for place in each["locations"] if place["path"] == "bieu.xlsx"}
    assert cells
    assert all(cell.startswith("Biểu mẫu") and "!" in cell for cell in cells), cells


def test_every_place_is_that_of_its_file(parts: Path) -> None:
    one, other = read("bieu.xlsx"), read("loi-van.docx")
    joined = together([one, other])
    for part in (one, other):
        for block in part.blocks:
            at = joined.text.index(part.slice(block.span))
            place = joined.locate(Span(at, at + 1))
            assert place.excerpt == part.locate(Span(block.span.start, block.span.start + 1)).excerpt
    assert joined.path == "loi-van.docx"
    assert [joined.slice(block.span) for block in joined.blocks] == [
        part.slice(block.span) for part in (other, one) for block in part.blocks]
    numbers = [block.table for block in joined.blocks if block.table]
    assert numbers == sorted(numbers)


def test_one_file_is_as_without(parts: Path) -> None:
    document = read("loi-van.docx")
    assert together([document]) is document


def test_the_page_shows_the_places_of_both(parts: Path) -> None:
    assert run(["check", ".", "--together", "--format", "html:trang.html"]) == 1
    page = Path("trang.html").read_text("utf-8")
    assert "bieu.xlsx" in page
    assert page.count('class="report"') == 1
    assert "Kiểm tra chung với ./bieu.xlsx." in page


@pytest.mark.parametrize("name", ["word:ra.docx", "pdf:ra.pdf"])
def test_a_copy_with_comments_needs_one_file(parts: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", ".", "--together", "--format", name]) == 2
    assert "Hãy kiểm tra từng tệp, hoặc dùng --format html:TRANG.html hay slip:PHIEU.docx" in capsys.readouterr().err


def test_a_part_that_cannot_be_read_is_told(parts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("hong.docx").write_bytes(b"PK\x03\x04")
    assert run(["check", "loi-van.docx", "hong.docx", "--together"]) == 2
    told = capsys.readouterr()
    assert "hong.docx: tệp nén bị hỏng" in told.err
    assert "PER01" in told.out
    assert run(["check", "khong-co.docx", "--together"]) == 2
    assert "khong-co.docx: không có tệp này" in capsys.readouterr().err
    Path("thu.docx").write_bytes(docx(paragraph("Kính gửi: Sở Nội vụ")))
    assert run(["check", "thu.docx", "--together"]) == 2
    assert "không phải báo cáo cải cách hành chính" in capsys.readouterr().err
