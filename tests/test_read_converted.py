"""What LibreOffice makes of a Word file gives the same findings, whatever the format.

One exception by nature: a PDF shows tracked changes as they are printed, old words and new; so the PDF is made of
the file with its changes accepted.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from formats import abstract, as_docx, cell, docx, level, num, numbered, paragraph, row, run, table

from cchc_lint.check import check_report
from cchc_lint.pipeline import read_report
from cchc_lint.read import office
from cchc_lint.report import Report
from cchc_lint.rules.loader import load_rules

FIXTURES = Path(__file__).parent.parent / "fixtures"
SUFFIXES = ("pdf", "odt", "doc", "rtf")
pytestmark = pytest.mark.skipif(office.soffice() is None, reason="LibreOffice is not installed")
STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="DejaVu Serif" w:hAnsi="DejaVu Serif"/>'
    '<w:sz w:val="24"/></w:rPr></w:rPrDefault></w:docDefaults>'
)
NUMBERING = (
    abstract(0, level(0, "%1.", "upperRoman"), level(1, "%2."))
    + abstract(1, level(0, "%1)", "lowerLetter")) + num(1, 0) + num(2, 1)
)
WIDTHS = (900, 4254, 1300, 1300, 1600)


def changed(old: str, new: str, *, accepted: bool) -> str:
    """A tracked change."""
    if accepted:
        return run(new)
    about = 'w:author="A" w:date="2022-03-01T00:00:00Z"'
    return (
        f'<w:del w:id="901" {about}><w:r><w:delText xml:space="preserve">{old}</w:delText></w:r></w:del>'
        f'<w:ins w:id="902" {about}>{run(new)}</w:ins>'
    )


def sample(*, accepted: bool = False) -> bytes:
    """A report with numbers that Word counts, a footnote, tracked changes, merged cells, and a few slips."""
    note = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
    marked = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
    head = table(
        row(cell(paragraph("ỦY BAN NHÂN DÂN") + paragraph("XÃ TÂN HÒA LẠC") + paragraph("Số: 45/BC-UBND")),
            cell(paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + paragraph("Độc lập - Tự do - Hạnh phúc")
                 + paragraph("Tân Hòa Lạc, ngày 14 tháng 3 năm 2022"))))
    merged = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    done, received = changed("11", "14", accepted=accepted), changed("1.200", "1.274", accepted=accepted)
    form = table(
        row(cell("STT", merged[0]), cell("Chỉ tiêu thống kê", merged[0]),
            cell("Kết quả thống kê", '<w:gridSpan w:val="2"/>'), cell("Ghi chú", merged[0])),
        row(cell("", merged[1]), cell("", merged[1]), "Đơn vị tính", "Số liệu", cell("", merged[1])),
        row("1.", cell("Công tác chỉ đạo điều hành CCHC", '<w:gridSpan w:val="4"/>')),
        row("1.1.", "Kế hoạch CCHC", "", "", ""),
        row("1.1.1.", "Số nhiệm vụ đề ra trong kế hoạch", "Nhiệm vụ", "12", ""),
        row("1.1.2.", "Số nhiệm vụ đã hoàn thành", "Nhiệm vụ", cell(paragraph(done)), ""),
        row("1.1.3.", "Số văn bản chỉ đạo CCHC đã ban hành", "Văn bản", "13", ""),
        widths=WIDTHS,
    )
    body = (
        head + paragraph(run("BÁO CÁO", "<w:b/>"), '<w:jc w:val="center"/>')
        + paragraph("Công tác cải cách hành chính quý I năm 2022", '<w:jc w:val="center"/>')
        + numbered("CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH", 1) + numbered("Ban hành kế hoạch", 1, 1)
        + paragraph(
            run("Ủy ban nhân dân xã đã ban hành 12 văn bản chỉ đạo") + note
            + run(", trong đó có 05 kế hoạch, 06 công văn. Trong quý đã tiếp nhận ") + received
            + run(" hồ sơ, giải quyết 1.234 hồ sơ, trong đó trước hạn 1.005 hồ sơ, đúng hạn 231 hồ sơ, ")
            + run("quá hạn 07 hồ sơ. Có 15 cán bộ, trong đó: 07 nam, 09 nữ."))
        + numbered("Tuyên truyền", 1, 1)
        + paragraph("Kết quả tuyên truyền quý I/2021 trên hệ thống truyền thanh của xã với các nội dung:")
        + numbered("Tuyên truyền về dịch vụ công trực tuyến;", 2) + numbered("Tuyên truyền về thủ tục thủ tục mới.", 2)
        + numbered("ĐÁNH GIÁ CHUNG", 1)
        + paragraph("Có 36/54 nhiệm vụ đã hoàn thành, đạt 76,67% kế hoạch.")
        + paragraph("Trên đây là báo cáo công tác cải cách hành chính quý I năm 2022 của xã Tân Hòa Lạc./.")
        + paragraph("PHỤ LỤC") + form + paragraph()
        + '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
          '<w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701"/></w:sectPr>'
    )
    text = " Kế hoạch số 15/KH-UBND ngày 05/01/2021 của UBND xã về CCHC năm 2022."
    said = paragraph(marked + run(text, '<w:sz w:val="20"/>'))
    return docx(body, numbering=NUMBERING, styles=STYLES, footnotes=f'<w:footnote w:id="2">{said}</w:footnote>')


def converted(folder: Path, sources: list[Path], suffix: str) -> None:
    """Turn files into another format, all in one run of LibreOffice with a profile of its own."""
    subprocess.run(
        [office.soffice() or "", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
         "--convert-to", suffix, "--outdir", str(folder / suffix), *map(str, sources)],
        check=True, capture_output=True, timeout=300)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample and the fixtures as Word files, and as all that LibreOffice makes of them."""
    place = tmp_path_factory.mktemp("converted")
    sources = [place / "sample.docx", *(place / f"{path.stem}.docx" for path in sorted(FIXTURES.glob("*.txt")))]
    sources[0].write_bytes(sample())
    for source in sources[1:]:
        source.write_bytes(as_docx(read_report(FIXTURES / f"{source.stem}.txt")))
    accepted = place / "accepted" / "sample.docx"
    accepted.parent.mkdir()
    accepted.write_bytes(sample(accepted=True))
    converted(place, [accepted, *sources[1:]], "pdf")
    for suffix in SUFFIXES[1:]:
        converted(place, sources[:1], suffix)
    return place


def told(report: Report) -> list[tuple[str, str]]:
    """Rule and marked words of every finding; blanks and line ends are each format's own."""
    findings = check_report(report, load_rules()).findings
    return sorted((each.rule, "".join(each.locations[0].text.split())) for each in findings)


def test_the_word_file_gives_what_was_put_in(folder: Path) -> None:
    rules = dict.fromkeys(rule for rule, _ in told(read_report(folder / "sample.docx")))
    assert {"PER01", "REL01", "REL03", "TXT01", "AGR01", "DOS04"} <= set(rules)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_format_gives_the_same(folder: Path, suffix: str) -> None:
    expected = read_report(folder / "sample.docx")
    found = read_report(folder / suffix / f"sample.{suffix}")
    assert told(found) == told(expected)
    assert (found.header.agency, found.header.number, found.header.title, found.period) == (
        expected.header.agency, expected.header.number, expected.header.title, expected.period)
    assert [(each.code, each.name, each.value) for each in found.rows] == [
        (each.code, each.name, each.value) for each in expected.rows]


@pytest.mark.parametrize("name", sorted(path.stem for path in FIXTURES.glob("*.txt")))
def test_a_fixture_as_pdf_gives_the_same(folder: Path, name: str) -> None:
    assert told(read_report(folder / "pdf" / f"{name}.pdf")) == told(read_report(folder / f"{name}.docx"))
