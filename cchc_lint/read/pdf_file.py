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
from cchc_lint.words import say

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
        size, most = f"{len(data) / 1_048_576:.0f} MB", f"{MAX_BYTES // 1_048_576} MB"
        raise InputError(f"{name}: " + say(
            f"tệp quá lớn ({size}; giới hạn {most}). Hãy kiểm tra lại có đúng tệp báo cáo không, hoặc tách tệp ra.",
            f"the file is too large ({size}; at most {most}). See whether it is the report, or split it."
        ))
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise InputError(f"{name}: " + say(
                "tệp PDF có mật khẩu. Hãy mở bằng mật khẩu, in ra PDF mới (hoặc bỏ mật khẩu) rồi kiểm tra lại.",
                "the PDF has a password. Open it with the password and print it to a new PDF, then check that."
            )) from None
        raise _damaged(name) from None
    if len(document) > MAX_PAGES:
        count = len(document)
        document.close()
        raise InputError(f"{name}: " + say(
            f"tệp PDF có {count} trang, quá dài so với một báo cáo (giới hạn {MAX_PAGES} trang). "
            "Hãy kiểm tra lại có đúng tệp báo cáo không, hoặc tách riêng phần báo cáo.",
            f"the PDF has {count} pages, too many for a report (at most {MAX_PAGES}). "
            "See whether it is the report, or take the report out of it."
        ))
    if not len(document):
        raise _damaged(name)
    return document


def _damaged(name: str) -> InputError:
    return InputError(f"{name}: " + say(
        "tệp PDF bị hỏng hoặc tải về chưa hết. Hãy lấy lại tệp, hoặc xuất lại PDF từ Word.",
        "the PDF is damaged or not wholly downloaded. Fetch it again, or export it from Word again."))


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
            most = MAX_TEXT // 1_000_000
            raise InputError(f"{self.name}: " + say(
                f"văn bản quá dài (hơn {most} triệu ký tự) so với một báo cáo. "
                "Hãy kiểm tra lại có đúng tệp báo cáo không, hoặc tách tệp ra.",
                f"the text is too long for a report (over {most} million characters). "
                "See whether it is the report, or split it."
            ))
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
            raise InputError(f"{self.name}: " + say(
                "tệp PDF là bản chụp (scan), chưa có lớp chữ nên không đọc được.",
                "the PDF is a scan without a layer of text, and cannot be read.") + f" {_remedy(self.name, '')}")
        if not self.characters:
            raise InputError(f"{self.name}: " + say(
                "tệp PDF không có chữ nào. Hãy xuất lại PDF từ Word.",
                "the PDF holds no text. Export it from Word again."))
        if self.unmapped * _UNMAPPED > self.characters:
            raise InputError(f"{self.name}: " + say(
                "phông chữ trong tệp PDF không cho biết chữ nào là chữ gì, nên không đọc được. "
                "Hãy xuất lại PDF từ Word; nếu không còn tệp Word thì làm như sau.",
                "the fonts of the PDF do not tell which letter is which, and it cannot be read. "
                "Export it from Word again; where there is no Word file, do this.",
            ) + f" {_remedy(self.name, '--force-ocr ')}")
        if self.scans:
            remedy = _remedy(self.name, "--skip-text ")
            pages = _numbers(self.scans)
            self.notes.append(say(
                f"{pages} là ảnh chụp, chưa có lớp chữ nên chưa kiểm tra.",
                f"{pages}: a scan without a layer of text, not checked.") + f" {remedy}")
        if self.letters > _ENOUGH and self.accented * _UNACCENTED < self.letters:
            self.notes.append(say(
                "Lớp chữ của tệp PDF hầu như không có dấu tiếng Việt (nhận dạng sai ngôn ngữ?), kết quả khó tin.",
                "The PDF's text has hardly any Vietnamese marks (recognised wrongly?): do not trust the result.",
            ) + " " + _remedy(self.name, "--force-ocr "))
        if self.turned:
            pages = _numbers(self.turned)
            self.notes.append(say(f"{pages} có chữ xoay ngang không đọc.", f"{pages}: turned text is not read."))
        if self.crowded:
            pages = _numbers(self.crowded)
            self.notes.append(say(f"{pages} có quá nhiều hình vẽ nên không tìm khung bảng.",
                                  f"{pages}: too many drawings, frames of tables are not looked for."))


def _remedy(name: str, options: str) -> str:
    """What to run so that a scan gets a layer of text."""
    stem = name.rsplit(".", 1)[0] if name.lower().endswith(".pdf") else name
    source, target = (f'"{each}"' for each in (name, f"{stem}-ocr.pdf"))
    command, install = f"{OCR} {options}{source} {target}", "apt install ocrmypdf tesseract-ocr-vie"
    return say(
        f"Hãy nhận dạng chữ bằng lệnh: {command} rồi kiểm tra tệp mới "
        f"(cần ocrmypdf và gói tiếng Việt của Tesseract: {install}), hoặc thêm --ocr.",
        f"Recognise its letters: {command} and check the new file "
        f"(this needs ocrmypdf and Tesseract's Vietnamese: {install}), or add --ocr.")


def _numbers(pages: Sequence[int]) -> str:
    """ "Trang 2, 5-7"."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return say("Trang ", "Page ") + ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


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
