"""A file becomes a Document. The content decides which reader reads it, the extension only in doubt."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import cast

from cchc_lint.document import Document
from cchc_lint.errors import InputError
from cchc_lint.words import say

_MAX_BYTES = 100 * 1024 * 1024  # of any file; most formats allow less
Reader = Callable[[bytes, str], Document]

# format -> "module:function"; imported when a file of that format is read.
_READERS = {
    "text": "cchc_lint.read.text:read_text",
    "docx": "cchc_lint.read.word:read_word",
    "sheet": "cchc_lint.read.sheet:read_sheet",
    "ods": "cchc_lint.read.ods:read_ods",
    "html": "cchc_lint.read.html:read_html",
    "pdf": "cchc_lint.read.pdf:read_pdf",
    "mhtml": "cchc_lint.read.mhtml:read_mhtml",
    "doc": "cchc_lint.read.office:read_doc",
    "rtf": "cchc_lint.read.office:read_rtf",
    "odt": "cchc_lint.read.office:read_odt",
    "xls": "cchc_lint.read.office:read_xls",
}
# Formats that are recognised and have no reader: what the user can do instead.
_REMEDIES = {
    "xlsb": ("bảng tính nhị phân (.xlsb). Hãy mở bằng Excel và lưu thành .xlsx",
             "a binary spreadsheet (.xlsb). Open it in Excel and save it as .xlsx"),
    "xml2003": ("tệp XML của Word hoặc Excel 2003. Hãy mở bằng Word hoặc Excel và lưu thành .docx hay .xlsx",
                "XML of Word or Excel 2003. Open it in Word or Excel and save it as .docx or .xlsx"),
    "slides": ("bản trình chiếu, không phải báo cáo. Hãy đưa tệp báo cáo (.docx, .pdf, .xlsx)",
               "slides, no report. Give the report's file (.docx, .pdf, .xlsx)"),
    "ole": ("tệp Word đời cũ đã hỏng, hoặc của chương trình khác. Hãy mở bằng Word và lưu thành .docx",
            "an old Word file that is damaged, or another program's. Open it in Word and save it as .docx"),
    "parsed": ("báo cáo đã phân tích (JSON/YAML). Bản này chưa đọc được; hãy đưa tệp báo cáo gốc",
               "a parsed report (JSON/YAML), which cannot be read here. Give the report itself"),
    "image": ("tệp ảnh (bản chụp). Hãy nhận dạng chữ (OCR) rồi lưu thành .txt hoặc .docx",
              "a picture (a scan). Recognise its letters (OCR) and save it as .txt or .docx"),
    "archive": ("tệp nén. Hãy giải nén rồi kiểm tra từng tệp", "an archive. Unpack it and check each file"),
}
_MAGIC = (
    (b"%PDF-", "pdf"), (b"{\\rtf", "rtf"), (b"\x89PNG", "image"), (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"), (b"II*\0", "image"), (b"MM\0*", "image"), (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"), (b"\x1f\x8b", "archive"),
)
_SUFFIXES = {
    ".html": "html", ".htm": "html", ".xhtml": "html", ".json": "parsed", ".yaml": "parsed", ".yml": "parsed",
}
_STARTS = (
    (b"<!doctype html", "html"), (b"<html", "html"), (b"mime-version:", "mhtml"), (b"<?xml", "xml"),
)
_XML_MARKS = ((b"<html", "html"), (b'progid="', "xml2003"), (b"<pkg:package", "xml2003"))


def read(path: str | os.PathLike[str], *, ocr: bool = False) -> Document:
    """The Document of a file. Raises InputError where it cannot be read or is no report in a known format.

    ocr: recognise the letters of scanned pages of a PDF.
    """
    file = Path(path)
    name = os.fspath(path)
    try:
        size = file.stat().st_size
        if size > _MAX_BYTES:
            raise InputError(
                f"{name}: tệp quá lớn ({size / 1_048_576:.0f} MB; giới hạn {_MAX_BYTES // 1_048_576} MB). "
                "Hãy kiểm tra lại có đúng tệp báo cáo không."
            )
        data = file.read_bytes()
    except FileNotFoundError as error:
        raise InputError(f"{name}: " + say(
            "không có tệp này. Hãy kiểm tra lại đường dẫn.", "no such file. Check its path.")) from error
    except IsADirectoryError as error:
        raise InputError(f"{name}: " + say(
            "là thư mục, không phải tệp. Hãy chỉ ra tệp báo cáo.",
            "it is a folder. Name the report's file.")) from error
    except OSError as error:
        raise InputError(f"{name}: " + say(
            f"không đọc được tệp ({error.strerror}). Hãy kiểm tra quyền đọc tệp.",
            f"the file cannot be read ({error.strerror}). Check its permissions.")) from error
    return read_bytes(data, name, ocr=ocr)


def read_bytes(data: bytes, name: str, *, ocr: bool = False) -> Document:
    """The Document of a file's content; `name` is its path, or "-" for standard input. Raises as `read` does."""
    kind = _sniff(data, name)
    if kind not in _READERS:
        raise InputError(f"{name}: {say(*_REMEDIES[kind])}.")
    if ocr and kind == "pdf":
        from cchc_lint.read.pdf import read_pdf

        return read_pdf(data, name, ocr=True)
    module, function = _READERS[kind].split(":")
    return cast(Reader, getattr(import_module(module), function))(data, name)


def _sniff(data: bytes, name: str) -> str:
    """The format of a file: a key of _READERS or of _REMEDIES."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        from cchc_lint.read.package import kind as package_kind

        return package_kind(data, name)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        from cchc_lint.read.office import ole_kind

        return ole_kind(data, name)
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    # The zeros of UTF-16 are nothing to these marks.
    start = data[:1024].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    for mark, kind in _STARTS:
        if start.startswith(mark):
            marked = next((found for each, found in _XML_MARKS if each in start), "")
            return marked or "text" if kind == "xml" else kind
    return _SUFFIXES.get(os.path.splitext(name)[1].lower(), "text")
