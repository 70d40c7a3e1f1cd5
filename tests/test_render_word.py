"""Comments in a copy of the Word file: on the very words of the findings, once, and beside those of people."""

from __future__ import annotations

import subprocess
import unicodedata
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from formats import abstract, as_docx, cell, docx, level, num, numbered, paragraph, row, run, table
from hypothesis import given, settings
from hypothesis import strategies as st

import cchc_lint
from cchc_lint.cli import run as cli
from cchc_lint.document import Document, Span
from cchc_lint.errors import UsageError
from cchc_lint.finding import Checks, FileResult, Finding, Location, Result, RuleInfo, Suggestion, Waiver
from cchc_lint.pipeline import read_report
from cchc_lint.read import office, read, read_bytes
from cchc_lint.render import Display, render

word = pytest.importorskip("docx")
FIXTURE = Path(__file__).parent.parent / "fixtures" / "mau-sai.txt"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp>"
    "<wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    "</mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)


def place(document: Document, text: str, label: str = "", role: str = "primary") -> Location:
    start = document.text.index(text)
    span = Span(start, start + len(text))
    found = document.locate(span)
    return Location(
        role, label, found.line, found.column, found.end_line, found.end_column, None,  # type: ignore[arg-type]
        found.block, text, found.excerpt, span=span,
    )


def result_of(path: Path, *texts: str) -> Result:
    """A finding at each of these texts of a file."""
    document = read(path)
    findings = tuple(
        Finding("SUM03", "sum", "error", "sure", f"sai {text}", (place(document, text),), fingerprint=f"{at:x}" * 16)
        for at, text in enumerate(texts, 1)
    )
    file = FileResult(str(path), document.sha256, None, findings, checks=Checks(ok=1), document=document)
    return Result((file,), "", (RuleInfo("SUM03", "sum", "error", "sure", ("", ""), ("", ""), ""),))


def rendered(result: Result, **display: Any) -> bytes:
    data = render("word", result, display=Display(**display))
    assert isinstance(data, bytes)
    return data


def comments(data: bytes) -> list[tuple[str, str, str]]:
    """(author, commented words, text) of every comment, as python-docx reads them, in the order of the ids."""
    document = word.Document(BytesIO(data))
    held: dict[str, list[str]] = {}
    started: set[str] = set()
    for element in document.element.iter():
        id_ = element.get(f"{W}id")
        if element.tag == f"{W}commentRangeStart":
            started.add(id_)
        elif element.tag == f"{W}commentRangeEnd":
            started.remove(id_)
        elif element.tag == f"{W}t":
            for each in started:
                held.setdefault(each, []).append(element.text or "")
    references = [each.get(f"{W}id") for each in document.element.iter(f"{W}commentReference")]
    told = [(each.author, "".join(held.get(str(each.comment_id), [])), each.text) for each in document.comments]
    assert not started
    assert sorted(references) == sorted(str(each.comment_id) for each in document.comments)
    return told


def words(tmp_path: Path, data: bytes, *texts: str) -> list[str]:
    """What the comments of findings at these texts hang on; the reading text stays as it was."""
    path = tmp_path / "bao-cao.docx"
    path.write_bytes(data)
    copy = rendered(result_of(path, *texts))
    assert path.read_bytes() == data
    assert read_bytes(copy, "a.docx").text == read(path).text
    return [told[1] for told in comments(copy)]


def test_comments_hang_on_the_words_and_runs_keep_their_look(tmp_path: Path) -> None:
    data = docx(paragraph(run("Đã tiếp nhận 12.251 hồ sơ", "<w:b/><w:sz w:val='28'/>") + run(", xong 97%.")))
    asked = ["12.251", "nhận 12.251 hồ sơ, xong", "97"]
    assert words(tmp_path, data, *asked) == asked
    copy = word.Document(BytesIO(rendered(result_of(tmp_path / "bao-cao.docx", "12.251"))))
    looks = [(each.text, each.bold, each.font.size.pt) for each in copy.paragraphs[0].runs if each.bold]
    assert looks == [("Đã tiếp nhận ", True, 14), ("12.251", True, 14), (" hồ sơ", True, 14)]


def test_the_text_of_a_comment(tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.docx"
    path.write_bytes(docx(paragraph("Cấp 3.222 chứng thư, dùng 2.485, hủy 743.")))
    result = result_of(path, "3.222")
    file = result.files[0]
    assert file.document is not None
    finding = replace(
        file.findings[0], certainty="likely", computation="2.485 + 743 = 3.228", help="Đối\x07 chiếu.",
        suggestions=(Suggestion(0, "3.228", ""),),
        locations=(*file.findings[0].locations, place(file.document, "743", "đã thu hồi", "related")))
    result = replace(result, files=(replace(file, findings=(finding,)),))
    assert comments(rendered(result)) == [("cchc-lint", "3.222", (
        "lỗi SUM03 [11111111]\nsai 3.222 (nhiều khả năng)\nphép tính: 2.485 + 743 = 3.228\nsửa: 3.222 → 3.228\n"
        "cách xử lý: Đối\N{REPLACEMENT CHARACTER} chiếu.\nxem: “743” (đã thu hồi)"))]


def test_places_of_every_kind(tmp_path: Path) -> None:
    link = f"<w:hyperlink w:anchor='x'>{run('liên kết 22')}</w:hyperlink>"
    control = f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{run('ô 33 điền')}</w:sdtContent></w:sdt>"
    added = f"<w:del><w:r><w:delText>10</w:delText></w:r></w:del><w:ins w:id='9' w:author='A'>{run('thêm 11')}</w:ins>"
    body = (
        paragraph(run("Một ") + added + run(" rồi ") + link + run(" và ") + control)
        + paragraph(run("Kế hoạch") + "<w:r><w:footnoteReference w:id='1'/></w:r>" + run(" năm 44"))
        + paragraph(run("Khung") + BOX.format(paragraph("hộp 55")) + run(" bên 66"))
        + numbered("Tự đánh số", 1)
        + table(row("STT", "Tên"), row("77", cell(paragraph("Không = 0") + paragraph("Có = 88"))))
        + paragraph("<w:r><w:t xml:space='default'>  chín 99 mười  </w:t><w:tab/><w:t>sau</w:t></w:r>")
        + paragraph(run(unicodedata.normalize("NFD", "tổng số tiết kiệm")))
    )
    notes = f"<w:footnote w:id='1'>{paragraph('Quyết định 12/QĐ')}</w:footnote>"
    numbers = abstract(0, level(0, "%1.")) + num(1, 0)
    data = docx(body, footnotes=notes, numbering=numbers, header1=paragraph("Đầu trang"))
    expected = {
        "thêm 11 rồi liên": "thêm 11 rồi liên", "kết 22": "kết 22", "33": "ô 33 điền", "12/QĐ": "", "44": "44",
        "55": "hộp 55hộp 55", "66": "66", "1.": "Tự đánh số", "77": "77", "Có = 88": "Có = 88", "99": "99",
        "tiết": unicodedata.normalize("NFD", "tiết"), "Đầu trang": "Một thêm 11 rồi liên kết 22 và ô 33 điền",
    }
    assert words(tmp_path, data, *expected) == list(expected.values())
    root = word.Document(BytesIO(rendered(result_of(tmp_path / "bao-cao.docx", "12/QĐ")))).element
    (start,) = root.iter(f"{W}commentRangeStart")
    assert start.getnext().find(f"{W}footnoteReference") is not None
    for each in root.iter(f"{W}txbxContent"):
        assert each.find(f".//{W}commentRangeStart") is None
    told = comments(rendered(result_of(tmp_path / "bao-cao.docx", "12/QĐ")))[0][2]
    assert "xem: “12/QĐ” (chú thích 1)" in told


def test_what_has_no_place_stands_at_the_first_line(tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.docx"
    path.write_bytes(docx(paragraph("ỦY BAN NHÂN DÂN XÃ") + paragraph("Hết.")))
    result = result_of(path, "Hết")
    missing = replace(result.files[0].findings[0], locations=())
    elsewhere = replace(missing, locations=(replace(result.files[0].findings[0].locations[0], path="khac.docx"),))
    result = replace(result, files=(replace(result.files[0], findings=(missing, elsewhere)),))
    first, second = comments(rendered(result))
    assert (first[1], second[1]) == ("ỦY BAN NHÂN DÂN XÃ", "ỦY BAN NHÂN DÂN XÃ")
    assert "xem: “Hết” (khac.docx)" in second[2]


def test_a_second_run_adds_nothing_and_brings_up_to_date(tmp_path: Path) -> None:
    path, again = tmp_path / "bao-cao.docx", tmp_path / "lai.docx"
    path.write_bytes(docx(paragraph("Có 12.251 hồ sơ, 97%.")))
    first = rendered(result_of(path, "12.251", "97"))
    again.write_bytes(first)
    assert rendered(result_of(again, "12.251", "97")) == first
    result = result_of(again, "12.251", "97")
    changed = replace(result.files[0].findings[0], message="nay khác")
    later = rendered(replace(result, files=(replace(result.files[0], findings=(changed,)),)))
    assert [told[1:] for told in comments(later)] == [
        ("12.251", "lỗi SUM03 [11111111]\nnay khác"),
        ("97", "lỗi SUM03 [22222222]\nLần kiểm tra này không còn thấy phát hiện này."),
    ]
    narrower = rendered(replace(result, rules=(), files=(replace(result.files[0], findings=()),)))
    assert narrower == first  # the rule was not run: nothing is known of its findings


def test_comments_of_people_stay(tmp_path: Path) -> None:
    document = word.Document()
    line = document.add_paragraph("Có 12.251 hồ sơ")
    document.add_comment(line.runs, "Xem lại số này", author="Nguyễn Văn A")
    path = tmp_path / "bao-cao.docx"
    document.save(path)
    assert [told[:2] for told in comments(rendered(result_of(path, "12.251")))] == [
        ("Nguyễn Văn A", "Có 12.251 hồ sơ"), ("cchc-lint", "12.251")]


def test_other_parts_stay_byte_for_byte(tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.docx"
    word.Document().save(path)
    document = word.Document(path)
    document.add_paragraph("Có 12.251 hồ sơ")
    document.save(path)
    result = result_of(path, "12.251")
    copy = rendered(result)
    assert copy == rendered(result)
    with ZipFile(path) as old, ZipFile(BytesIO(copy)) as new:
        differ = {name for name in new.namelist() if name not in old.namelist() or new.read(name) != old.read(name)}
        assert new.namelist()[: len(old.namelist())] == old.namelist()
    assert differ == {
        "[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels", "word/comments.xml"}


def test_accepted_findings_are_left_out_unless_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.docx"
    path.write_bytes(docx(paragraph("Có 12.251 hồ sơ")))
    result = result_of(path, "12.251")
    accepted = replace(result.files[0].findings[0], waiver=Waiver("accepted", "đã đối chiếu"))
    result = replace(result, files=(replace(result.files[0], findings=(accepted,)),))
    assert comments(rendered(result)) == []
    assert "ghi chú: đã chấp nhận: đã đối chiếu" in comments(rendered(result, skipped=True))[0][2]


@pytest.mark.parametrize("kind", [
    "application/vnd.ms-word.document.macroEnabled.main",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main"])
def test_what_word_would_not_open_again_is_refused(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "bao-cao.docx"
    main = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main"
    data = docx(paragraph("Có 12.251 hồ sơ"))
    stream = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(main, kind.encode()))
    path.write_bytes(stream.getvalue())
    with pytest.raises(UsageError, match=r"lưu lại thành Word Document \(\.docx\)"):
        render("word", result_of(path, "12.251"))


def test_what_cannot_be_commented_is_said(tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.docx"
    path.write_bytes(docx(paragraph("Có 12.251 hồ sơ")))
    result = result_of(path, "12.251")
    with pytest.raises(UsageError, match=r"một tệp \.docx. Hãy kiểm tra từng tệp, hoặc dùng --format html:.* slip:"):
        render("word", replace(result, files=result.files * 2))
    path.write_bytes(b"khac")
    with pytest.raises(UsageError, match="tệp đã thay đổi"):
        rendered(result)


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bao-cao.docx").write_bytes(as_docx(read_report(FIXTURE)))
    assert cli(["check", "bao-cao.docx", "--format", "word:nhan-xet.docx"]) == 1
    findings = cchc_lint.check("bao-cao.docx").files[0].findings
    told = comments(Path("nhan-xet.docx").read_bytes())
    assert len(told) == len(findings) > 5
    exact = [(said, finding.locations[0].text) for (_, said, _), finding in zip(told, findings, strict=True)]
    assert [pair for pair in exact if pair[0] != pair[1]] == []
    assert cli(["check", "bao-cao.docx", "--format", "word:nhan-xet.docx"]) == 2
    assert "--force" in capsys.readouterr().err
    assert cli(["check", "bao-cao.docx", "--format", "word:ra.doc"]) == 2
    assert "ra.doc: tệp của --format word phải có đuôi .docx" in capsys.readouterr().err
    assert cli(["check", "bao-cao.docx", "--format", "word:./bao-cao.docx", "--force"]) == 2
    assert "chính là báo cáo đang kiểm tra" in capsys.readouterr().err
    assert cli(["check", str(FIXTURE), "--format", "text", "--format", "word:khac.docx"]) == 2
    out, err = capsys.readouterr()
    assert "lỗi DAT02" in out
    assert "Hãy lưu báo cáo thành .docx rồi kiểm tra, hoặc dùng --format html:TRANG.html hay slip:PHIEU.docx" in err
    assert not Path("khac.docx").exists()


@pytest.mark.skipif(office.soffice() is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_the_same_comments(tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.docx"
    path.write_bytes(as_docx(read_report(FIXTURE)))
    copy = tmp_path / "nhan-xet.docx"
    copy.write_bytes(rendered(cchc_lint.check(path)))
    subprocess.run(
        [office.soffice() or "", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--convert-to", "docx", "--outdir", str(tmp_path / "out"), str(copy)],
        check=True, capture_output=True, timeout=120)
    expected = comments(copy.read_bytes())
    assert sorted(comments((tmp_path / "out" / "nhan-xet.docx").read_bytes())) == sorted(expected)


words_of = ["Có ", "12.215", " hồ", " sơ", unicodedata.normalize("NFD", "ế"), "  ", "đ"]
pieces = st.lists(st.sampled_from(words_of), min_size=1)
breaks = st.sampled_from(["", "", "<w:r><w:tab/></w:r>", "<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t></w:r>"])


@given(st.lists(st.tuples(pieces.map("".join).map(run), breaks).map("".join), min_size=1, max_size=4), st.data())
@settings(max_examples=60, deadline=None)
def test_any_words_of_any_runs(tmp_path_factory: pytest.TempPathFactory, runs: list[str], data: st.DataObject) -> None:
    path = tmp_path_factory.mktemp("word") / "bao-cao.docx"
    path.write_bytes(docx(paragraph("Đầu") + paragraph("".join(runs))))
    text = read(path).text
    ends = data.draw(st.lists(st.lists(st.integers(0, len(text)), min_size=2, max_size=2, unique=True), max_size=5))
    asked = [text[min(each) : max(each)] for each in ends]
    copy = rendered(result_of(path, *asked))
    assert read_bytes(copy, "a.docx").text == text
    assert len(comments(copy)) == len(asked)
