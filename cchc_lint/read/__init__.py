"""A file becomes a Document. The content decides which reader reads it, the extension only in doubt."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import cast

from cchc_lint.document import Document
from cchc_lint.errors import InputError

Reader = Callable[[bytes, str], Document]

# format -> "module:function"; imported when a file of that format is read.
_READERS = {
    "text": "cchc_lint.read.text:read_text",
}
# Formats that are recognised and have no reader: what the user can do instead.
_REMEDIES = {
    "doc": "tệp Word đời cũ (.doc). Hãy mở bằng Word và lưu thành .docx",
    "xls": "tệp Excel đời cũ (.xls). Hãy mở bằng Excel và lưu thành .xlsx",
    "rtf": "tệp RTF. Hãy mở bằng Word và lưu thành .docx",
    "odt": "tệp OpenDocument (.odt). Hãy lưu thành .docx",
    "docx": "tệp Word. Bản này chưa đọc được; hãy lưu thành văn bản thuần (.txt, UTF-8)",
    "pdf": "tệp PDF. Bản này chưa đọc được; hãy xuất thành văn bản thuần (.txt, UTF-8)",
    "sheet": "bảng tính. Bản này chưa đọc được; hãy lưu thành văn bản có tab (.txt, Unicode)",
    "html": "trang HTML. Bản này chưa đọc được; hãy lưu thành văn bản thuần (.txt, UTF-8)",
    "parsed": "báo cáo đã phân tích (JSON/YAML). Bản này chưa đọc được; hãy đưa tệp báo cáo gốc",
    "image": "tệp ảnh (bản chụp). Hãy nhận dạng chữ (OCR) rồi lưu thành .txt hoặc .docx",
    "archive": "tệp nén. Hãy giải nén rồi kiểm tra từng tệp",
}
_MAGIC = (
    (b"%PDF-", "pdf"), (b"{\\rtf", "rtf"), (b"\x89PNG", "image"), (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"), (b"II*\0", "image"), (b"MM\0*", "image"), (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"), (b"\x1f\x8b", "archive"),
)
_ZIP_PARTS = (
    (b"word/", "docx"), (b"xl/", "sheet"), (b"opendocument.text", "odt"), (b"opendocument.spreadsheet", "sheet"),
)
_SUFFIXES = {
    ".html": "html", ".htm": "html", ".json": "parsed", ".yaml": "parsed", ".yml": "parsed",
}
_HTML_STARTS = (b"<!doctype html", b"<html")


def read(path: str | os.PathLike[str]) -> Document:
    """The Document of a file. Raises InputError where it cannot be read or is no report in a known format."""
    file = Path(path)
    name = os.fspath(path)
    try:
        data = file.read_bytes()
    except FileNotFoundError as error:
        raise InputError(f"{name}: không có tệp này. Hãy kiểm tra lại đường dẫn.") from error
    except IsADirectoryError as error:
        raise InputError(f"{name}: là thư mục, không phải tệp. Hãy chỉ ra tệp báo cáo.") from error
    except OSError as error:
        raise InputError(f"{name}: không đọc được tệp ({error.strerror}). Hãy kiểm tra quyền đọc tệp.") from error
    return read_bytes(data, name)


def read_bytes(data: bytes, name: str) -> Document:
    """The Document of a file's content; `name` is its path, or "-" for standard input. Raises as `read` does."""
    kind = _sniff(data, name)
    if kind not in _READERS:
        raise InputError(f"{name}: {_REMEDIES[kind]}.")
    module, function = _READERS[kind].split(":")
    return cast(Reader, getattr(import_module(module), function))(data, name)


def _sniff(data: bytes, name: str) -> str:
    """The format of a file: a key of _READERS or of _REMEDIES."""
    suffix = os.path.splitext(name)[1].lower()
    if data[:4] == b"PK\x03\x04":
        return next((kind for mark, kind in _ZIP_PARTS if mark in data), "archive")
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return "xls" if suffix in (".xls", ".xlt") else "doc"
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    start = data[:512].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(_HTML_STARTS):
        return "html"
    return _SUFFIXES.get(suffix, "text")
