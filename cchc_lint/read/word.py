"""Word files (.docx): their text as Word shows it, tables and footnotes included.

`read_word` gives the Document; `read_with_runs` also tells which run every character came from, so that comments
can be put at the very words. Tracked changes read as if all were accepted.
"""

from __future__ import annotations

import hashlib
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from cchc_lint.document import Document
from cchc_lint.errors import InputError
from cchc_lint.read.assemble import Laid, assemble
from cchc_lint.read.flow import Piece
from cchc_lint.read.package import Package
from cchc_lint.read.word_body import Body
from cchc_lint.read.word_runs import Seen
from cchc_lint.words import say

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


class RunPiece(NamedTuple):
    """Document.text[start:end] is what Word shows of a run from `offset_in_run` on, over `width` of its characters.

    A run's characters are those of its w:t, and one for each w:tab, w:br, w:cr, w:sym, w:noBreakHyphen and
    w:softHyphen. Where width and end - start differ, letters were composed or converted: take the piece as a whole.
    `part` names the part of the file, such as "word/document.xml"; elements are lxml's.
    """

    start: int
    end: int
    paragraph_element: Any
    run_element: Any
    offset_in_run: int
    width: int
    part: str


def read_word(data: bytes, name: str) -> Document:
    """The Document of a .docx file. Raises InputError where it is broken, locked, too large or holds no text."""
    return from_package(Package(data, name), hashlib.sha256(data).hexdigest())


def read_with_runs(data: bytes, name: str) -> tuple[Document, list[RunPiece]]:
    """The Document, the same as read_word gives, and where its text stands in the file, in the order of the text.

    Footnotes, page furniture and computed numbers have pieces as far as they stand in runs. Raises InputError as
    read_word does, and where lxml is missing.
    """
    laid = _laid(Package(data, name, lxml_parser(name)), hashlib.sha256(data).hexdigest(), (), trace=True)
    return laid.document, [_run_piece(piece) for piece in laid.pieces]


def from_package(package: Package, sha256: str, notes: tuple[str, ...] = ()) -> Document:
    """The Document of an opened .docx file; notes stand before the reader's own."""
    return _laid(package, sha256, notes, trace=False).document


def _laid(package: Package, sha256: str, notes: tuple[str, ...], *, trace: bool) -> Laid:
    try:
        body = Body(package, trace=trace)
        items = body.items()
        return assemble(items, package.name, "docx", sha256, (*notes, *_notes(body.seen)))
    except RecursionError as error:
        raise InputError(f"{package.name}: " + say(
            "bảng hoặc khung chữ lồng nhau quá sâu. Hãy mở bằng Word, bỏ bớt bảng lồng rồi lưu lại.",
            "tables or text boxes are nested too deeply. Open it in Word, take some out and save it again."
        )) from error


def _run_piece(piece: Piece) -> RunPiece:
    paragraph, run, part = piece.run
    return RunPiece(piece.start, piece.end, paragraph, run, piece.offset, piece.width, part)


def _notes(seen: Seen) -> list[str]:
    """What the reader left out or took for granted."""
    told = (
        (seen.changes, "Tệp còn thay đổi đang theo dõi (Track Changes): đã đọc như khi chấp nhận mọi thay đổi.",
         "Tracked changes are read as if all were accepted."),
        (seen.hidden, "Tệp có chữ ẩn; phần đó không được kiểm tra.", "Hidden text is not checked."),
        (seen.old_fonts, "Tệp có chữ theo phông cũ (TCVN3 hoặc VNI); đã chuyển sang Unicode để kiểm tra.",
         "Text in old fonts (TCVN3 or VNI) was converted to Unicode."),
        (seen.pictures, f"Tệp có {seen.pictures} hình hoặc biểu đồ lớn; chữ và số trong hình không được kiểm tra.",
         f"What {seen.pictures} large pictures or charts show is not checked."),
        (seen.objects, f"Tệp có {seen.objects} đối tượng nhúng (như bảng Excel); phần đó không được kiểm tra.",
         f"What {seen.objects} embedded objects (such as Excel sheets) hold is not checked."),
        (seen.chunks, "Tệp có phần chèn nguyên từ tệp khác; phần đó không được kiểm tra. Hãy lưu lại bằng Word.",
         "Parts inserted whole from other files are not checked. Save the file again in Word."),
    )
    return [say(vi, en) for met, vi, en in told if met]


def lxml_parser(name: str) -> Any:
    """A parser that keeps the file's own prefixes, for those who write it again; it reads nothing from outside."""
    try:
        etree = import_module("lxml.etree")
    except ImportError as error:
        raise InputError(f"{name}: " + say(
            'để ghi nhận xét vào tệp Word cần thêm thư viện lxml. Hãy chạy: pip install "cchc-lint[word]"',
            'comments in Word files need the library lxml. Run: pip install "cchc-lint[word]"'
        )) from error

    def parse(data: bytes) -> Element:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        root = etree.fromstring(data, parser)
        if root.getroottree().docinfo.doctype:
            raise ValueError("doctype")
        return root  # type: ignore[no-any-return]

    return parse
