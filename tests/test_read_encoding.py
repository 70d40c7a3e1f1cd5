"""Bytes become text: every encoding that Vietnamese offices have left behind, and what is no text."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

import cchc_lint
from cchc_lint.errors import InputError
from cchc_lint.read import read, read_bytes
from cchc_lint.read.legacy import convert, from_tcvn3, from_vni

TEXT = (
    "Ủy ban nhân dân xã Tân Hòa Lạc báo cáo kết quả thực hiện công tác cải cách hành chính quý I năm 2025.\n"
    "Đã tiếp nhận và giải quyết 1.205 hồ sơ, đạt tỷ lệ 99,31%; trong đó trực tuyến 405 hồ sơ."
)
TONES = "\u0300\u0301\u0303\u0309\u0323"


def windows_1258(text: str) -> bytes:
    """Letters composed as far as the code page has them, tones after them."""
    letters = []
    for letter in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", letter)
        base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES))
        letters.append(base + "".join(part for part in parts if part in TONES))
    return "".join(letters).encode("cp1258")


@pytest.mark.parametrize("data", [
    TEXT.encode(), TEXT.encode("utf-8-sig"), unicodedata.normalize("NFD", TEXT).encode(), TEXT.encode("utf-16"),
    TEXT.replace("\n", "\r\n").encode(), TEXT.replace("\n", "\r").encode(),
])
def test_unicode_needs_no_note(data: bytes) -> None:
    document = read_bytes(data, "bao-cao.txt")
    assert document.text == TEXT
    assert document.notes == ()


@pytest.mark.parametrize(("data", "name"), [
    (TEXT.encode("utf-16-le"), "UTF-16-LE"), (TEXT.encode("utf-16-be"), "UTF-16-BE"),
    (windows_1258(TEXT), "windows-1258"),
])
def test_guesses_are_told(data: bytes, name: str) -> None:
    document = read_bytes(data, "bao-cao.txt")
    assert document.text == TEXT
    assert document.notes == (f"Tệp dùng bảng mã {name}; đã chuyển sang Unicode để kiểm tra.",)


# The national motto as every user of these fonts has seen it on a machine without them.
TCVN3 = "Céng hßa x· héi chñ nghÜa ViÖt Nam §éc lËp - Tù do - H¹nh phóc"
VNI = "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam Ñoäc laäp - Töï do - Haïnh phuùc"
MOTTO = "Cộng hòa xã hội chủ nghĩa Việt Nam Độc lập - Tự do - Hạnh phúc"


def test_old_fonts() -> None:
    assert from_tcvn3(TCVN3) == MOTTO
    assert from_vni(VNI) == MOTTO


@pytest.mark.parametrize(("text", "name"), [(TCVN3, "TCVN3 (ABC)"), (VNI, "VNI")])
@pytest.mark.parametrize("codec", ["cp1252", "utf-8"])
def test_old_fonts_are_recognised(text: str, name: str, codec: str) -> None:
    document = read_bytes(f"{text}\n{text}".encode(codec), "bao-cao.txt")
    assert document.text.split("\n")[0].startswith(MOTTO)
    assert document.notes == (f"Tệp dùng bảng mã {name}; đã chuyển sang Unicode để kiểm tra.",)


@pytest.mark.parametrize("text", [
    TEXT, MOTTO, "The quick brown fox", "Le café déjà vu, naïveté, âge, fenêtre, garçon, où, à, là, çà, été, élève",
])
def test_other_text_is_left_alone(text: str) -> None:
    assert convert(text) == (text, "")


def test_a_few_broken_bytes_are_told() -> None:
    document = read_bytes(TEXT.encode() * 3 + b"\xff\xfe", "bao-cao.txt")
    assert "có 2 chỗ hỏng" in document.notes[-1]


@pytest.mark.parametrize(("data", "words"), [
    (b"", "tệp rỗng"), (b" \r\n\t\n", "chỉ có khoảng trắng"), (b"\xef\xbb\xbf", "chỉ có khoảng trắng"),
    (b"\x00\x01\x02ab\x00", "không phải tệp văn bản"), (b"\x7fELF\x02\x01\x01\x00", "không phải tệp văn bản"),
    (b"\xff\xfea\x00b", "hỏng ở byte"), (b"a" * (20 * 1024 * 1024 + 1), "giới hạn 20 MB"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "Word đời cũ"), (b"PK\x03\x04zzzz", "tệp nén"),
    (b"\x89PNG\r\n", "tệp ảnh"),
])
def test_what_is_no_text_is_refused_by_name(data: bytes, words: str) -> None:
    with pytest.raises(InputError) as error:
        read_bytes(data, "thu-muc/bao-cao.txt")
    assert str(error.value).startswith("thu-muc/bao-cao.txt: ")
    assert words in str(error.value)


def test_files(tmp_path: Path) -> None:
    file = tmp_path / "bao-cao.txt"
    file.write_text(TEXT, "utf-8")
    document = read(file)
    assert (document.text, document.path, document.format) == (TEXT, str(file), "text")
    assert len(document.sha256) == 64
    for path, words in ((tmp_path / "khong-co.txt", "không có tệp này"), (tmp_path, "là thư mục")):
        with pytest.raises(InputError, match=words):
            read(path)


@pytest.mark.parametrize(("data", "words"), [
    (b"a " * 1_100_000, "hơn 2 triệu ký tự"),
    (b"a\n" * 70_000, "quá nhiều dòng"),
    ("STT\tChỉ tiêu\tĐơn vị tính\tSố liệu\n".encode() + b"1\tb\tc\t2\n" * 10_001, "hơn 10 nghìn hàng"),
])
def test_what_is_far_more_than_a_report_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read_bytes(data, "a.txt")


def test_a_huge_file_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(101 * 1024 * 1024)
    with pytest.raises(InputError, match=r"a\.txt: tệp quá lớn \(101 MB; giới hạn 100 MB\)"):
        read(path)


def test_huge_data_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "so-lieu.json"
    path.write_bytes(b"{" + b" " * (20 * 1024 * 1024))
    (file,) = cchc_lint.check(path).files
    assert file.error == "tệp số liệu quá lớn (giới hạn 20 MB)"
