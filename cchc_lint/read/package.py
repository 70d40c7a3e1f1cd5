"""Office files are zip archives of XML parts: what kind they are, and their parts, read within limits.

No part may declare a document type, so no entity is ever expanded and nothing outside the file is read.
"""

from __future__ import annotations

import posixpath
import re
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple
from zipfile import BadZipFile, ZipFile

from cchc_lint.errors import InputError
from cchc_lint.words import say

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

ParseXml = Callable[[bytes], "Element"]

MAX_BYTES = 50 * 1024 * 1024  # of the file
MAX_UNPACKED = 32 * 1024 * 1024  # of all parts that are read
MAX_TAGS = 1_000_000  # of one part: a report of 25 pages has some 100,000
_MAX_ENTRIES = 5_000
_TYPES = "[Content_Types].xml"
_MAIN_TYPES = (
    (re.compile(rb"wordprocessingml\.(?:document|template)\.main|ms-word\.(?:document|template)\.macro"), "docx"),
    (re.compile(rb"spreadsheetml\.(?:sheet|template)\.main|ms-excel\.(?:sheet|template)\.macro"), "sheet"),
    (re.compile(rb"ms-excel\.sheet\.binary"), "xlsb"),
    (re.compile(rb"presentationml"), "slides"),
)
_ODF_TYPES = (
    (b"opendocument.text", "odt"), (b"opendocument.spreadsheet", "ods"), (b"opendocument.presentation", "slides"),
)
_OFFICE_SUFFIXES = (".docx", ".docm", ".dotx", ".xlsx", ".xlsm", ".odt", ".ods")
# ISO 29500 Strict names the same vocabulary otherwise.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships",
     b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main",
     b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
)


class Relation(NamedTuple):
    """A part that another part refers to. kind: the last word of its type, such as "footnotes"."""

    id: str
    kind: str
    part: str


class Package:
    """The XML parts of an office file. Raises InputError where it is broken, locked or too large."""

    def __init__(self, data: bytes, name: str, parse: ParseXml | None = None) -> None:
        self.name = name
        self._zip = _open(data, name)
        self._parse = parse or _parse_xml
        self._left = MAX_UNPACKED

    def has(self, part: str) -> bool:
        return part in self._zip.NameToInfo

    def xml(self, part: str) -> Element | None:
        """The root of a part, None where there is no such part."""
        if not self.has(part):
            return None
        data = self._unpacked(part)
        if data.count(b"<") > MAX_TAGS:
            raise _too_large(self.name)
        try:
            return self._parse(data)
        except ValueError as error:
            raise InputError(f"{self.name}: " + say(
                "tệp khai báo DTD hoặc thực thể XML, tệp Office thật không có. Không đọc tệp này.",
                "the file declares a DTD or XML entities, as no Office file does. It is not read."
            )) from error
        except (SyntaxError, LookupError) as error:  # ParseError of either XML library is a SyntaxError
            raise _broken(self.name, part) from error

    def main(self) -> str:
        """The name of the part that holds the document itself. Raises InputError where there is none."""
        for relation in self.relations(""):
            if relation.kind == "officeDocument" and self.has(relation.part):
                return relation.part
        raise InputError(f"{self.name}: " + say(
            "tệp nén này không chứa tài liệu Office nào. Hãy mở bằng Word hoặc Excel rồi lưu lại.",
            "this archive holds no Office document. Open it in Word or Excel and save it again."
        ))

    def relations(self, part: str) -> list[Relation]:
        """The parts that `part` ("" for the whole file) refers to, in the order of the file."""
        folder, base = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        return list(_relations(root, folder)) if root is not None else []

    def _unpacked(self, part: str) -> bytes:
        """The bytes of a part; a size that a file only declares is not trusted."""
        if self._zip.NameToInfo[part].file_size > self._left:
            raise _too_large(self.name)
        try:
            with self._zip.open(part) as file:
                data = file.read(self._left + 1)
        except (BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise _broken(self.name, part) from error
        except (RuntimeError, NotImplementedError) as error:
            raise InputError(f"{self.name}: " + say(
                "tệp có mật khẩu hoặc nén theo cách lạ. Hãy mở bằng Word hoặc Excel rồi lưu lại.",
                "the file has a password or a strange compression. Open it in Word or Excel and save it again."
            )) from error
        self._left -= len(data)
        if self._left < 0:
            raise _too_large(self.name)
        return _plain_names(data)


def kind(data: bytes, name: str) -> str:
    """What a zip archive is: "docx", "sheet", "ods", "odt", "xlsb", "slides", or "archive" for anything else.

    Raises InputError where the archive is broken, or is named as an office file and is none.
    """
    package = _open(data, name)
    try:
        if _TYPES in package.NameToInfo:
            with package.open(_TYPES) as file:
                types = file.read(1_000_000)
            found = next((kind for pattern, kind in _MAIN_TYPES if pattern.search(types)), "")
        elif "mimetype" in package.NameToInfo:
            with package.open("mimetype") as file:
                types = file.read(200)
            found = next((kind for mark, kind in _ODF_TYPES if mark in types), "")
        else:
            found = ""
    except (BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
        raise _broken(name, _TYPES) from error
    if not found and name.lower().endswith(_OFFICE_SUFFIXES):
        raise InputError(f"{name}: " + say(
            "tên là tệp Office nhưng bên trong không phải tài liệu Word hay bảng tính. "
            "Hãy kiểm tra lại có đúng tệp báo cáo không, hoặc mở bằng Word, Excel rồi lưu lại.",
            "it is named like an Office file, but holds no Word document or spreadsheet. "
            "See whether it is the report, or open it in Word or Excel and save it again."
        ))
    return found or "archive"


def number(text: str | None, default: int) -> int:
    """A whole number in an attribute, which may hold anything."""
    try:
        return int(text) if text is not None and len(text) < 10 else default
    except ValueError:
        return default


def _open(data: bytes, name: str) -> ZipFile:
    if len(data) > MAX_BYTES:
        size, most = f"{len(data) / 1_048_576:.0f} MB", f"{MAX_BYTES // 1_048_576} MB"
        raise InputError(f"{name}: " + say(
            f"tệp quá lớn ({size}; giới hạn {most}). Hãy bỏ bớt hình ảnh trong tệp rồi lưu lại.",
            f"the file is too large ({size}; at most {most}). Take pictures out of it and save it again."
        ))
    try:
        package = ZipFile(BytesIO(data))
    except (BadZipFile, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise InputError(f"{name}: " + say(
            "tệp nén bị hỏng hoặc tải về chưa đủ. Hãy tải lại, hoặc mở bằng Word, Excel rồi lưu lại.",
            "the archive is damaged or not wholly downloaded. Fetch it again, or open it in Word or Excel and save it."
        )) from error
    if len(package.NameToInfo) > _MAX_ENTRIES:
        raise _too_large(name)
    return package


def _parse_xml(data: bytes) -> Element:
    """The root of XML bytes. Raises ValueError for a document type, ParseError for broken XML."""
    from xml.etree.ElementTree import TreeBuilder, XMLParser

    class Tree(TreeBuilder):
        def doctype(self, *declared: str | None) -> None:
            raise ValueError(declared)

    parser = XMLParser(target=Tree())
    parser.feed(data)
    return parser.close()


def _relations(root: Element, folder: str) -> Iterator[Relation]:
    for each in root:
        target = each.get("Target", "")
        if each.get("TargetMode") == "External" or not target:
            continue
        part = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        yield Relation(each.get("Id", ""), each.get("Type", "").rpartition("/")[2], part)


def _plain_names(data: bytes) -> bytes:
    if b"purl.oclc.org/ooxml" not in data:
        return data
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    return data


def _broken(name: str, part: str) -> InputError:
    return InputError(f"{name}: " + say(
        f"tệp bị hỏng (phần {part} không đọc được). Hãy mở bằng Word hoặc Excel, để sửa, rồi lưu lại.",
        f"the file is damaged (part {part} cannot be read). Open it in Word or Excel, have it repaired, and save it."
    ))


def _too_large(name: str) -> InputError:
    most, tags = f"{MAX_UNPACKED // 1_048_576} MB", MAX_TAGS // 1_000_000
    return InputError(f"{name}: " + say(
        f"nội dung sau khi giải nén quá lớn so với một báo cáo (giới hạn {most}, {tags} triệu thẻ XML). "
        "Hãy kiểm tra lại có đúng tệp báo cáo không, hoặc tách tệp ra.",
        f"the content is too large for a report once unpacked (at most {most}, {tags} million XML tags). "
        "See whether it is the report, or split it."
    ))
