"""From paths to a Result: read, parse, check. What is wrong with one file stays with that file."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from os import PathLike
from typing import TYPE_CHECKING

from cchc_lint.errors import InputError
from cchc_lint.finding import FileResult, Result
from cchc_lint.inputs import STDIN, Input, expand
from cchc_lint.report import Report
from cchc_lint.words import os_reason, pick, speaking

if TYPE_CHECKING:
    from cchc_lint.rules.rule import RuleSet

SUFFIXES = (".json", ".yaml", ".yml")  # of reports that come as data
MAX_DATA = 20 * 1024 * 1024  # bytes of such a file
HEAD = 40  # blocks in which the title of a document stands
_SUBJECT = re.compile(r"cải cách hành chính|\bCCHC\b", re.IGNORECASE)
# The fields of the reform (Nghị quyết 76/NQ-CP), as the headings of its reports name them.
_FIELD = re.compile(
    r"cải cách|\bCCHC\b|thể chế|tổ chức bộ máy|công vụ|tài chính công|chính quyền (?:điện tử|số)|thủ tục hành chính"
    r"|\bTTHC\b|một cửa", re.IGNORECASE)
_FIELDS = 3  # headings of them that make a report one on the reform, whatever its title says
# Types of documents (Nghị định 30/2020/NĐ-CP) as their titles stand, on a line of their own.
_OTHER_TITLE = re.compile(
    "KẾ HOẠCH|QUYẾT ĐỊNH|NGHỊ QUYẾT|CHỈ THỊ|THÔNG BÁO|HƯỚNG DẪN|CHƯƠNG TRÌNH|ĐỀ ÁN|TỜ TRÌNH|GIẤY MỜI|BIÊN BẢN"
    "|THÔNG TƯ|NGHỊ ĐỊNH")

Tick = Callable[[Input], None]


def check_all(
    reports: str | PathLike[str] | Report | Iterable[str | PathLike[str] | Report],
    *,
    rules: RuleSet | None = None,
    lang: str = "vi",
) -> Result:
    """See cchc_lint.check."""
    from cchc_lint.check import check_report

    several = [reports] if isinstance(reports, (str, PathLike, Report)) else list(reports)
    loaded = rules if rules is not None else _shipped()
    parsed = [each for each in several if isinstance(each, Report)]
    inputs = expand([os.fspath(each) for each in several if not isinstance(each, Report)])
    files = [check_report(report, loaded, lang=lang) for report in parsed]
    with speaking(lang):
        files.extend(check_input(item, loaded, lang) for item in inputs)
    return Result(tuple(files), loaded.sha256, loaded.told())


def read_report(path: str | PathLike[str], *, ocr: bool = False) -> Report:
    """One file, read and parsed; "-" is standard input. Raises InputError where it cannot be.

    ocr: recognise the letters of scanned pages of a PDF.
    """
    name = os.fspath(path)
    if name == STDIN:
        return _of_bytes(sys.stdin.buffer.read(), name, ocr)
    if name.lower().endswith(SUFFIXES):
        return _of_data(_content(name), name)
    from cchc_lint.parse import parse
    from cchc_lint.read import read

    return parse(read(name, ocr=ocr))


def recognised(report: Report) -> bool:
    """Whether this is a report on administrative reform at all.

    It holds rows of the appendix, or is titled a report on it, or (its head may be lost) has headings and names no
    other type of document; and it speaks of the reform. What was given as data need not. A report on other things
    that only has a section on the reform is none.
    """
    document = report.document
    if document.format == "parsed" or any(row.concept for row in report.rows):
        return True
    if not _SUBJECT.search(document.text):
        return False
    if report.header.title:
        fields = sum(1 for heading in report.headings if _FIELD.search(heading.title))
        return bool(_SUBJECT.search(report.header.title)) or fields >= _FIELDS or not report.headings
    head = (document.slice(block.span).strip() for block in document.blocks[:HEAD])
    return len(report.headings) > 1 and not any(_OTHER_TITLE.fullmatch(line) for line in head)


def internal_error(error: Exception, lang: str) -> str:
    """What to say of a fault of the program itself; raises it again where CCHC_LINT_TRACE is set."""
    if os.environ.get("CCHC_LINT_TRACE"):
        raise error
    told = f"{type(error).__name__}: {error}"
    return pick(
        lang, f"sự cố trong chương trình ({told}); đặt CCHC_LINT_TRACE=1 để xem chi tiết",
        f"internal error ({told}); set CCHC_LINT_TRACE=1 to see where",
    )


def check_input(item: Input, rules: RuleSet, lang: str, *, ocr: bool = False) -> FileResult:
    """What the rules say of one file; its `error` where it cannot be checked."""
    from cchc_lint.check import check_report

    try:
        return check_report(_recognised(item, lang, ocr), rules, lang=lang)
    except InputError as error:
        return FileResult(item.path, "", None, error=_reason(error, item.path), skipped=not item.named)
    except Exception as error:
        return FileResult(item.path, "", None, error=internal_error(error, lang))


def check_together(items: Sequence[Input], rules: RuleSet, lang: str, *, ocr: bool = False) -> list[FileResult]:
    """What the rules say of several files that make up one report, told of its main file; then those unreadable."""
    from cchc_lint.check import check_report
    from cchc_lint.parse import parse
    from cchc_lint.read import read
    from cchc_lint.read.together import together

    documents, failed = [], []
    for item in items:
        try:
            _must_exist(item, lang)
            documents.append(read(item.path, ocr=ocr))
        except InputError as error:
            failed.append(FileResult(item.path, "", None, error=_reason(error, item.path), skipped=not item.named))
    if not documents:
        return failed
    joined = together(documents)
    try:
        return [check_report(_must_be_one(parse(joined), lang), rules, lang=lang), *failed]
    except InputError as error:
        return [FileResult(joined.path, "", None, error=str(error)), *failed]
    except Exception as error:
        return [FileResult(joined.path, "", None, error=internal_error(error, lang)), *failed]


def _recognised(item: Input, lang: str, ocr: bool) -> Report:
    _must_exist(item, lang)
    return _must_be_one(read_report(item.path, ocr=ocr), lang)


def _must_exist(item: Input, lang: str) -> None:
    if item.empty:
        raise InputError(pick(lang, "không có tệp nào để kiểm tra", "no file to check"))
    if not item.path == STDIN and not os.path.exists(item.path):
        raise InputError(pick(lang, "không có tệp này", "no such file"))


def _must_be_one(report: Report, lang: str) -> Report:
    if not recognised(report):
        raise InputError(pick(
            lang, "không phải báo cáo cải cách hành chính: không thấy tiêu đề, mục hay chỉ tiêu nào của báo cáo",
            "no report on administrative reform: no title, section or indicator of one was found"))
    return report


def _reason(error: InputError, path: str) -> str:
    """The error's text without the name of the file, which stands before it everywhere."""
    return str(error).removeprefix(f"{path}: ")


def _shipped() -> RuleSet:
    from cchc_lint.rules.loader import load_rules

    return load_rules()


def _content(name: str) -> bytes:
    try:
        with open(name, "rb") as file:
            data = file.read(MAX_DATA + 1)
    except OSError as error:
        raise InputError(f"{name}: {os_reason(error)}") from None
    if len(data) > MAX_DATA:
        raise InputError(f"{name}: tệp số liệu quá lớn (giới hạn {MAX_DATA >> 20} MB)")
    return data


def _of_bytes(content: bytes, name: str, ocr: bool) -> Report:
    from cchc_lint.parse import parse
    from cchc_lint.read import read_bytes

    is_json = content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    return _of_data(content, name) if is_json else parse(read_bytes(content, name, ocr=ocr))


def _of_data(content: bytes, name: str) -> Report:
    """The report that JSON or YAML data tell: the very one that `parse` printed, or one made of what is given."""
    from cchc_lint.parse.generated import report_of
    from cchc_lint.read.parsed import load
    from cchc_lint.report_data import from_data, is_untouched

    data = load(content, name)
    return from_data(data) if is_untouched(data) else report_of(data, name, hashlib.sha256(content).hexdigest())
