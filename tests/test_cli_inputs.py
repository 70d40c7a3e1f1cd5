"""Which files a command line means, in which order, and what is said of those that cannot be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import cchc_lint
from cchc_lint.cli import run
from cchc_lint.inputs import Input, expand


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    reports = ("b.txt", "a.txt", "Ă.txt", "con/c.txt")
    for name in (*reports, ".an.txt", "~$b.docx", "cchc-lint.yaml", "cchc-lint-xa.yaml", ".git/d.txt"):
        path = tmp_path / "kho" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    (tmp_path / "trong").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("folder")
class TestExpand:
    def test_a_folder_goes_in_code_point_order_and_without_what_is_passed_over(self) -> None:
        assert [item.path for item in expand(["kho"])] == ["kho/a.txt", "kho/b.txt", "kho/con/c.txt", "kho/Ă.txt"]
        assert not any(item.named for item in expand(["kho"]))

    def test_what_is_named_is_tried_whatever_its_name(self) -> None:
        assert expand(["kho/.an.txt"]) == [Input("kho/.an.txt")]

    def test_a_file_that_is_not_there_stays_for_its_error(self) -> None:
        assert expand(["khong-co.txt"]) == [Input("khong-co.txt")]

    def test_a_glob_names_its_files(self) -> None:
        assert expand(["kho/*.txt"]) == [Input("kho/a.txt"), Input("kho/b.txt"), Input("kho/Ă.txt")]

    def test_a_glob_passes_lock_files_over(self) -> None:
        assert expand(["kho/*.docx"]) == [Input("kho/*.docx", empty=True)]

    def test_a_double_star_goes_down(self) -> None:
        assert Input("kho/con/c.txt") in expand(["kho/**/*.txt"])

    def test_an_empty_folder_is_said(self) -> None:
        assert expand(["trong"]) == [Input("trong", empty=True)]

    def test_a_file_given_twice_is_checked_once_and_counts_as_named(self) -> None:
        assert expand(["kho", "./kho/a.txt"])[0] == Input("./kho/a.txt")
        assert len(expand(["kho", "./kho/a.txt"])) == 4

    def test_standard_input(self) -> None:
        assert expand(["-"]) == [Input("-")]


UNREADABLE = {
    "rong.txt": b"", "trang.txt": b" \n\n", "nhi-phan.txt": b"B\x00\x01\x02\xff" * 40, "anh.png": b"\x89PNG\r\n\x1a\n",
    "nen.rar": b"Rar!\x1a\x07", "hong.docx": b"PK\x03\x04abc", "hong.pdf": b"%PDF-1.7\nabc",
    "hong.json": b'{"header": ', "so.json": b"[]", "khac.json": b'{"hedaer": {}}',
    "hong.yaml": b"header: [", "ma.yaml": b"header: {agency: 5}\nrows: []\n",
    "ten.yaml": b"facts:\n  - {concept: plan.taks, value: '5'}\n", "cu.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1abc",
    "bang-ma.txt": b"B\xa1o c\xa1o\xff\xfe\x81\x8d\x8f" * 20,
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_told_in_the_language_asked_for(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / name
    file.write_bytes(UNREADABLE[name])
    assert run(["check", str(file), "--lang", "en"]) == 2
    told = capsys.readouterr().err.replace(str(tmp_path), "")
    assert "Traceback" not in told
    assert re.search("[ạảấầẩẫậắặếềểễệọỏốồổộớờởợụủứừửựđăơư]", told, re.IGNORECASE) is None, told
    in_python = cchc_lint.check(file, lang="en").files[0].error
    assert in_python is not None
    assert in_python.splitlines()[0] in told
    assert cchc_lint.check(file).files[0].error != in_python


def test_what_was_guessed_is_told_in_the_language_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (Path(__file__).parent.parent / "fixtures" / "mau-sai.txt").read_text("utf-8")
    file = tmp_path / "bao-cao.txt"
    file.write_bytes(text.encode("utf-16-le"))
    run(["check", str(file), "--lang", "en", "--select", "STF"])
    assert "The file is in UTF-16-LE; it was converted to Unicode." in capsys.readouterr().out
    run(["check", str(file), "--select", "STF"])
    assert "Tệp dùng bảng mã UTF-16-LE" in capsys.readouterr().out
