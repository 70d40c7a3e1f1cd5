"""Office files that are broken, locked, lying or built to harm are refused by name, in little time and memory."""

from __future__ import annotations

import struct
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from formats import docx, package, paragraph

from cchc_lint.errors import InputError
from cchc_lint.read import read_bytes
from cchc_lint.read.package import MAX_BYTES

GOOD = docx(paragraph("Một"))
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def zipped(**parts: bytes) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return stream.getvalue()


def with_document(data: bytes) -> bytes:
    """A Word file with these bytes as its document."""
    stream = BytesIO()
    with ZipFile(BytesIO(GOOD)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, data if name == "word/document.xml" else old.read(name))
    return stream.getvalue()


def lying_about_size(data: bytes, claimed: int) -> bytes:
    """The same archive, the sizes of its parts declared as `claimed` in its directory."""
    found = bytearray(data)
    at = found.find(b"PK\x01\x02")
    while at >= 0:
        found[at + 24 : at + 28] = struct.pack("<I", claimed)
        at = found.find(b"PK\x01\x02", at + 4)
    return bytes(found)


def encrypted_flag(data: bytes) -> bytes:
    found = bytearray(data)
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = found.find(mark)
        while at >= 0:
            found[at + offset] |= 1
            at = found.find(mark, at + 4)
    return bytes(found)


BOMB = b"<a>" * 10 + b" " * (65 * 1024 * 1024)
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;">]><w>&c;</w>'
)
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w>&x;</w>'


@pytest.mark.parametrize(("data", "name", "words"), [
    (GOOD[:-30], "a.docx", "hỏng hoặc tải về chưa đủ"),
    (GOOD[: len(GOOD) // 2], "a.docx", "hỏng hoặc tải về chưa đủ"),
    (b"PK\x03\x04" + bytes(100), "a.docx", "hỏng hoặc tải về chưa đủ"),
    (with_document(b"<w:document"), "a.docx", "word/document.xml không đọc được"),
    (with_document(b"\xff\xfe\xff"), "a.docx", "word/document.xml không đọc được"),
    (with_document(b"<a/>"), "a.docx", "không có nội dung Word"),
    (with_document(LAUGHS), "a.docx", "DTD"),
    (with_document(OUTSIDE), "a.docx", "DTD"),
    (with_document(BOMB), "a.docx", "quá lớn"),
    (lying_about_size(with_document(BOMB), 100), "a.docx", "hỏng|quá lớn"),
    (with_document(b"<a>" + b"<b/>" * 2_000_001), "a.docx", "quá lớn"),
    (b"PK\x03\x04" + bytes(MAX_BYTES), "a.docx", "giới hạn 50 MB"),
    (encrypted_flag(GOOD), "a.docx", "hỏng|mật khẩu"),
    (zipped(**{f"{at}": b"" for at in range(5_001)}), "a.zip", "quá lớn"),
    (zipped(readme=b"x"), "a.docx", "tên là tệp Office"),
    (zipped(readme=b"x"), "a.zip", "tệp nén"),
    (package({}, MAIN, "word/document.xml"), "a.docx", "không chứa tài liệu Office"),
    (package({}, MAIN.replace("wordprocessingml.document", "presentationml.presentation"), "ppt/a.xml"), "a.pptx",
        "trình chiếu"),
    (package({}, "application/vnd.ms-excel.sheet.binary.macroEnabled.main", "xl/workbook.bin"), "a.xlsb", "nhị phân"),
    (OLE + "EncryptedPackage\0".encode("utf-16-le"), "a.docx", "có mật khẩu"),
    (OLE + "EncryptedPackage\0".encode("utf-16-le"), "a.xlsx", "có mật khẩu"),
    (OLE, "a.doc", "Word đời cũ"),
    (OLE + "PowerPoint Document\0".encode("utf-16-le"), "a.ppt", "trình chiếu"),
    (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w/>', "a.doc", "Word hoặc Excel 2003"),
])
def test_refused(data: bytes, name: str, words: str) -> None:
    with pytest.raises(InputError, match=words) as error:
        read_bytes(data, name)
    assert str(error.value).startswith(f"{name}: ")


def test_a_part_damaged_inside_the_archive() -> None:
    broken = bytearray(GOOD)
    at = GOOD.index(b"word/document.xml") + len("word/document.xml") + 10
    broken[at : at + 20] = bytes(20)
    with pytest.raises(InputError, match="hỏng"):
        read_bytes(bytes(broken), "a.docx")


def test_the_document_is_found_wherever_the_file_puts_it() -> None:
    with ZipFile(BytesIO(GOOD)) as file:
        content = file.read("word/document.xml").decode()
    assert read_bytes(package({"word/document2.xml": content}, MAIN, "word/document2.xml"), "bao-cao").text == "Một"


def test_content_decides_whatever_the_name() -> None:
    assert read_bytes(GOOD, "bao-cao.xlsx").format == "docx"
    assert read_bytes("BÁO CÁO\nHết.".encode(), "bao-cao.docx").format == "text"
    assert read_bytes(b"<html><p>A</p></html>", "bao-cao.doc").format == "html"
