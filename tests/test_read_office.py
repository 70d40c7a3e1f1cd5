"""Older office files: through LibreOffice where it is installed, else with a remedy."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from formats import cell, docx, paragraph, row, table

from cchc_lint.errors import InputError
from cchc_lint.read import office, read_bytes

OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "WordDocument\0".encode("utf-16-le")
OLD_EXCEL = OLD_WORD.replace("WordDocument".encode("utf-16-le"), "Workbook".encode("utf-16-le"))
needs_libreoffice = pytest.mark.skipif(office.soffice() is None, reason="LibreOffice is not installed")


@pytest.mark.parametrize(("data", "name", "words"), [
    (OLD_WORD, "a.doc", r"Word đời cũ \(\.doc\); máy này không có LibreOffice.*lưu thành \.docx"),
    (OLD_EXCEL, "a.xls", r"Excel đời cũ \(\.xls\); .*lưu thành \.xlsx"),
    (b"{\\rtf1 abc}", "a.rtf", r"tệp RTF; .*lưu thành \.docx"),
])
def test_without_libreoffice_the_remedy_is_told(
    data: bytes, name: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "soffice", lambda: None)
    with pytest.raises(InputError, match=words):
        read_bytes(data, name)


def program(folder: Path, script: str) -> str:
    """A program that stands in for LibreOffice."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


def test_a_conversion_that_does_not_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "soffice", lambda: program(tmp_path, "sleep 600"))
    monkeypatch.setattr(office, "TIMEOUT", 1)
    monkeypatch.setattr(office.tempfile, "tempdir", str(tmp_path))
    with pytest.raises(InputError, match="quá 1 giây"):
        read_bytes(OLD_WORD, "a.doc")
    assert [each.name for each in tmp_path.iterdir()] == ["soffice"]


def test_a_conversion_that_gives_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "soffice", lambda: program(tmp_path, "exit 1"))
    with pytest.raises(InputError, match="không chuyển được"):
        read_bytes(OLD_WORD, "a.doc")
    monkeypatch.setattr(office, "soffice", lambda: str(tmp_path / "missing"))
    with pytest.raises(InputError, match="không chạy được LibreOffice"):
        read_bytes(OLD_WORD, "a.doc")


@needs_libreoffice
@pytest.mark.parametrize("suffix", ["doc", "odt"])
def test_old_files_read_as_new_ones(suffix: str, tmp_path: Path) -> None:
    body = paragraph("Đã ban hành 12 văn bản") + table(
        row("STT", "Chỉ tiêu", "Số liệu"), row("1", cell("Số văn bản"), "12"), widths=(900, 5000, 1500),
    ) + paragraph("Hết.")
    (tmp_path / "new.docx").write_bytes(docx(body))
    subprocess.run(
        [office.soffice() or "", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
            "--convert-to",
         suffix, "--outdir", str(tmp_path), str(tmp_path / "new.docx")], check=True, capture_output=True, timeout=120,
    )
    document = read_bytes((tmp_path / f"new.{suffix}").read_bytes(), f"bao-cao.{suffix}")
    assert document.text == "Đã ban hành 12 văn bản\nSTT\tChỉ tiêu\tSố liệu\n1\tSố văn bản\t12\nHết."
    assert [block.table for block in document.blocks] == [0, 1, 1, 0]
    assert document.path == f"bao-cao.{suffix}"
    assert any("LibreOffice" in note for note in document.notes)


def odt(content: bytes, manifest: bytes = b"<manifest/>") -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as file:
        for name, data in (("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", content),
                           ("META-INF/manifest.xml", manifest)):
            file.writestr(name, data)
    return stream.getvalue()


@pytest.mark.parametrize(("data", "words"), [
    (odt(b"<a>" + b"a" * 40_000_000 + b"</a>"), "quá lớn"),
    (odt(b"<a"), "content.xml không đọc được"),
    (odt(b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'), "DTD"),
    (odt(b"\x00\x01", b'<m xmlns:x="urn:x"><x:encryption-data/></m>'), "có mật khẩu"),
])
def test_open_documents_that_libreoffice_need_not_see(
    data: bytes, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "soffice", lambda: pytest.fail("LibreOffice was asked for"))
    with pytest.raises(InputError, match=words):
        read_bytes(data, "a.odt")


def test_libreoffice_runs_alone_and_without_macros(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = (
        f'printf "%s\\n" "$@" > {tmp_path}/arguments\n'
        'for each in "$@"; do case "$each" in -env:UserInstallation=*) profile="${each#*=file://}";; esac; done\n'
        f'cp "$profile/user/registrymodifications.xcu" {tmp_path}/settings'
    )
    monkeypatch.setattr(office, "soffice", lambda: program(tmp_path, script))
    monkeypatch.setattr(office.tempfile, "tempdir", str(tmp_path))
    with pytest.raises(InputError):
        read_bytes(OLD_WORD, "/ho-so/mat/bao-cao.doc")
    arguments = (tmp_path / "arguments").read_text().split("\n")
    assert {"--headless", "--norestore", "--nolockcheck"} <= set(arguments)
    assert not any("bao-cao" in each for each in arguments)
    settings = (tmp_path / "settings").read_text()
    assert '"DisableMacrosExecution" oor:op="fuse"><value>true<' in settings
    assert '"BlockUntrustedRefererLinks" oor:op="fuse"><value>true<' in settings
    assert sorted(each.name for each in tmp_path.iterdir()) == ["arguments", "settings", "soffice"]
