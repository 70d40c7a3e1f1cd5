"""A PDF file becomes sheets of text, or it is said in plain words why it cannot."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pypdfium2

from cchc_lint.errors import InputError
from cchc_lint.read.legacy import convert, from_tcvn3, from_vni
from cchc_lint.read.pdf_lines import Segment
from cchc_lint.read.pdf_order import Sheet, sheet
from cchc_lint.read.pdf_page import Page, read_page
from cchc_lint.read.pdf_tables import PrintedCell

MAX_BYTES = 100 * 1024 * 1024
MAX_PAGES = 400
MAX_TEXT = 2_000_000  # characters
_SPARSE = 8  # characters on a page that may be no more than its number
_UNMAPPED = 5  # one letter in so many that the PDF does not tell makes a text unreadable
_TURNED = 20  # characters on a page that are worth a note
_UNACCENTED = 40  # one letter in so many bears a mark at the least in Vietnamese
_ENOUGH = 600  # letters
_SAMPLE = 20_000  # letters that tell the language and the encoding

OCR = "ocrmypdf -l vie --deskew"


def sheets_of(data: bytes, name: str) -> tuple[list[Sheet], list[str]]:
    """The pages with their text, and notes on what was left out or guessed. Raises InputError as read_pdf does."""
    pages = _Pages(name)
    document = _opened(data, name)
    try:
        sheets = [pages.take(read_page(document, i)) for i in range(len(document))]
    except pypdfium2.PdfiumError:
        raise _damaged(name) from None
    finally:
        document.close()
    pages.judge()
    return _in_unicode(sheets), pages.notes


def _opened(data: bytes, name: str) -> Any:
    if len(data) > MAX_BYTES:
        raise InputError(
            f"{name}: tệp quá lớn ({len(data) / 1_048_576:.0f} MB; giới hạn {MAX_BYTES // 1_048_576} MB). "
            "Hãy kiểm tra lại có đúng tệp báo cáo không, hoặc tách tệp ra."
        )
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise InputError(
                f"{name}: tệp PDF có mật khẩu. Hãy mở bằng mật khẩu, in ra PDF mới (hoặc bỏ mật khẩu) rồi kiểm tra lại."
            ) from None
        raise _damaged(name) from None
    if len(document) > MAX_PAGES:
        count = len(document)
        document.close()
        raise InputError(
            f"{name}: tệp PDF có {count} trang, quá dài so với một báo cáo (giới hạn {MAX_PAGES} trang). "
            "Hãy kiểm tra lại có đúng tệp báo cáo không, hoặc tách riêng phần báo cáo."
        )
    if not len(document):
        raise _damaged(name)
    return document


def _damaged(name: str) -> InputError:
    return InputError(f"{name}: tệp PDF bị hỏng hoặc tải về chưa hết. Hãy lấy lại tệp, hoặc xuất lại PDF từ Word.")


class _Pages:
    """What is met on the way through the pages, and what is to be said of it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.notes: list[str] = []
        self.characters = 0
        self.unmapped = 0
        self.scans: list[int] = []
        self.turned: list[int] = []
        self.crowded: list[int] = []
        self.letters = 0
        self.accented = 0

    def take(self, page: Page) -> Sheet:
        seen = sum(not glyph.text.isspace() for glyph in page.glyphs)
        self.characters += seen
        self.unmapped += page.unmapped
        if self.characters > MAX_TEXT:
            raise InputError(
                f"{self.name}: văn bản quá dài (hơn {MAX_TEXT // 1_000_000} triệu ký tự) so với một báo cáo. "
                "Hãy kiểm tra lại có đúng tệp báo cáo không, hoặc tách tệp ra."
            )
        if page.scanned and seen <= _SPARSE:
            self.scans.append(page.number)
        if page.turned > _TURNED:
            self.turned.append(page.number)
        if page.crowded:
            self.crowded.append(page.number)
        if self.letters < _SAMPLE:
            self.letters += sum(glyph.text.isalpha() for glyph in page.glyphs)
            self.accented += sum(glyph.text.isalpha() and not glyph.text.isascii() for glyph in page.glyphs)
        return sheet(page)

    def judge(self) -> None:
        """Say what was met. Raises InputError where there is no text to read."""
        if self.scans and self.characters <= _SPARSE * len(self.scans):
            raise InputError(
                f"{self.name}: tệp PDF là bản chụp (scan), chưa có lớp chữ nên không đọc được. {_remedy(self.name, '')}"
            )
        if not self.characters:
            raise InputError(f"{self.name}: tệp PDF không có chữ nào. Hãy xuất lại PDF từ Word.")
        if self.unmapped * _UNMAPPED > self.characters:
            raise InputError(
                f"{self.name}: phông chữ trong tệp PDF không cho biết chữ nào là chữ gì, nên không đọc được. "
                f"Hãy xuất lại PDF từ Word; nếu không còn tệp Word, {_remedy(self.name, '--force-ocr ', first='nhận')}"
            )
        if self.scans:
            remedy = _remedy(self.name, "--skip-text ")
            self.notes.append(f"{_numbers(self.scans)} là ảnh chụp, chưa có lớp chữ nên chưa kiểm tra. {remedy}")
        if self.letters > _ENOUGH and self.accented * _UNACCENTED < self.letters:
            self.notes.append(
                "Lớp chữ của tệp PDF hầu như không có dấu tiếng Việt (nhận dạng sai ngôn ngữ?), kết quả khó tin. "
                + _remedy(self.name, "--force-ocr ")
            )
        if self.turned:
            self.notes.append(f"{_numbers(self.turned)} có chữ xoay ngang không đọc.")
        if self.crowded:
            self.notes.append(f"{_numbers(self.crowded)} có quá nhiều hình vẽ nên không tìm khung bảng.")


def _remedy(name: str, options: str, first: str = "Hãy nhận") -> str:
    """What to run so that a scan gets a layer of text."""
    stem = name.rsplit(".", 1)[0] if name.lower().endswith(".pdf") else name
    source, target = (f'"{each}"' for each in (name, f"{stem}-ocr.pdf"))
    return (
        f"{first} dạng chữ bằng lệnh: {OCR} {options}{source} {target} rồi kiểm tra tệp mới "
        "(cần ocrmypdf và gói tiếng Việt của Tesseract: apt install ocrmypdf tesseract-ocr-vie), hoặc thêm --ocr."
    )


def _numbers(pages: Sequence[int]) -> str:
    """ "Trang 2, 5-7"."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return "Trang " + ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


# Fonts from before Unicode


def _in_unicode(sheets: list[Sheet]) -> list[Sheet]:
    """The sheets with the letters of old fonts converted, and soft hyphens, which are printed, made plain."""
    sample, length = [], 0
    for text in _texts(sheets):
        sample.append(text.text)
        length += len(text.text)
        if length > _SAMPLE:
            break
    encoding = convert("\n".join(sample))[1]
    recode = {"TCVN3 (ABC)": from_tcvn3, "VNI": from_vni}.get(encoding)
    for text in _texts(sheets):
        if recode:
            _recode(text, recode)
        text.text = text.text.replace("\xad", "-")
    return sheets


def _texts(sheets: Sequence[Sheet]) -> Iterator[Segment | PrintedCell]:
    for each in sheets:
        for row in each.rows:
            yield from row
        for table in each.tables:
            for cells in table.rows:
                yield from cells
        yield from each.seals


def _recode(text: Segment | PrintedCell, recode: Callable[[str], str]) -> None:
    """Convert letter by letter; two characters that make one letter keep the place of the first."""
    letters, boxes, at = "", [], 0
    while at < len(text.text):
        pair = recode(text.text[at : at + 2])
        width = 2 if len(pair) == 1 and at + 1 < len(text.text) else 1
        letters += pair[0] if width == 2 else recode(text.text[at])
        boxes.append(text.boxes[at])
        at += width
    text.text, text.boxes = letters, boxes
