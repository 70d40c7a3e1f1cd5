"""The reviewer's slip: a table of what a report has to mend, ready for the letter that goes back with it.

A Word file, or a workbook where the result's file ends in .xlsx: a section or a sheet for each report.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec

from cchc_lint.errors import UsageError
from cchc_lint.finding import SEVERITIES, FileResult, Finding, Result
from cchc_lint.render import PLAIN, Display
from cchc_lint.render.html_report import about, name_of, tally
from cchc_lint.render.said import around, checked, mends, posix, primary, printable, stamp, told_at, waived
from cchc_lint.words import CERTAINTY, SEVERITY, pick, word

_AROUND = 50  # characters of the report on each side of what is marked


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table; text: what stands before the marked words, these, and what follows."""

    number: int
    place: str
    text: tuple[str, str, str]
    why: str
    mend: str


@dataclass(frozen=True, slots=True)
class Slip:
    """One report. about: its period, number and day; told: how many findings, or why it could not be checked;
    made: the file, the program and the rules behind it."""

    name: str
    about: str
    told: str
    rows: tuple[Row, ...]
    made: str


def render(result: Result, *, lang: str = "vi", display: Display = PLAIN) -> bytes:
    """The slips of all reports, in their order. Raises UsageError where the library that writes them is missing."""
    slips = [_slip(file, result, display.skipped, lang) for file in checked(result)]
    if display.file.lower().endswith(".xlsx"):
        _need("xlsxwriter", "excel", lang)
        from cchc_lint.render.slip_sheet import as_workbook

        return as_workbook(slips, lang)
    _need("docx", "word", lang)
    from cchc_lint.render.slip_word import as_document

    return as_document(slips, lang)


def head(lang: str) -> tuple[str, str, tuple[str, ...]]:
    """(the title of a slip, what it says without any finding, the heads of its columns)."""
    return (
        pick(lang, "PHIẾU RÀ SOÁT BÁO CÁO", "REVIEW OF THE REPORT"),
        pick(lang, "Không phát hiện sai sót.", "Nothing found wrong."),
        (
            pick(lang, "STT", "No."), pick(lang, "Vị trí", "Place"), pick(lang, "Nội dung", "Text"),
            pick(lang, "Lý do", "Why"), pick(lang, "Đề nghị sửa", "Mend"),
        ),
    )


def _need(module: str, extra: str, lang: str) -> None:
    if find_spec(module) is None:
        raise UsageError(pick(
            lang, f'để lập phiếu cần thêm thư viện {module}. Hãy chạy: pip install "cchc-lint[{extra}]"',
            f'the slip needs {module}: pip install "cchc-lint[{extra}]"'))


def _slip(file: FileResult, result: Result, all_of_them: bool, lang: str) -> Slip:
    findings = [each for each in file.findings if each.counts or all_of_them]
    found = tally(file)
    counts = ", ".join(f"{found[each]} {word(SEVERITY, each, lang)}" for each in SEVERITIES if found[each])
    figures = pick(
        lang, f"{file.figures.checked}/{file.figures.found} số liệu được đối chiếu",
        f"{file.figures.checked}/{file.figures.found} figures compared")
    told = "; ".join(each for each in (counts, figures) if each)
    if file.error:
        told = pick(lang, f"Không kiểm tra được: {file.error}", f"Not checked: {file.error}")
    name = posix(file.path).rpartition("/")[2]
    source = ", ".join((name, *([f"sha256:{file.sha256}"] if file.sha256 else []), stamp(result)))
    return Slip(
        printable(name_of(file, lang) if file.report else name), printable(about(file.report, lang)), printable(told),
        tuple(_row(number, finding, lang) for number, finding in enumerate(findings, 1)), printable(source))


def _row(number: int, finding: Finding, lang: str) -> Row:
    place = primary(finding)
    before, marked, after = map(printable, around(place, _AROUND) if place else ("", "", ""))
    mend = mends(finding, lang) or finding.help or pick(lang, "Đề nghị kiểm tra lại", "Please check")
    return Row(
        number, printable(_where(finding, lang)), (before, marked, after),
        printable("\n".join(_why(finding, lang))), printable(mend))


def _where(finding: Finding, lang: str) -> str:
    """ "trang 3, mục II.6"; the line only where nothing better is known, for it is the line of the reading text."""
    place = primary(finding)
    if place is None:
        return pick(lang, "toàn văn bản", "the whole report")
    page = place.page and pick(lang, f"trang {place.page}", f"page {place.page}")
    section = place.section or place.block
    line = place.line and not section and pick(lang, f"dòng {place.line}", f"line {place.line}")
    return ", ".join(each for each in (place.path, page, section, line) if each)


def _why(finding: Finding, lang: str) -> Iterator[str]:
    """The lines of the third column."""
    certainty = word(CERTAINTY, finding.certainty, lang)
    yield finding.message + (f" ({certainty})" if certainty else "")
    if finding.computation:
        yield pick(lang, "Phép tính: ", "Computed: ") + finding.computation
    here = finding.locations[0].section if finding.locations else ""
    others = [told_at(place, lang, here=here) for place in finding.locations[1:] if place.text]
    if others:
        yield pick(lang, "Đối chiếu: ", "Compared: ") + "; ".join(others)
    if finding.basis:
        yield pick(lang, "Căn cứ: ", "Basis: ") + finding.basis
    if finding.waiver:
        yield waived(finding.waiver, lang)
