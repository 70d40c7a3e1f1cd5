"""The one file that a printer makes an annotated copy of: which it is, and its bytes as they were checked."""

from __future__ import annotations

import hashlib
from pathlib import Path

from cchc_lint.errors import UsageError
from cchc_lint.finding import FileResult, Result
from cchc_lint.read.together import FORMAT
from cchc_lint.render.said import checked
from cchc_lint.words import os_reason, pick


def only(result: Result, form: str, printer: str, lang: str) -> FileResult:
    """The one file that was checked, of the Document format `form`. Raises UsageError where it is not just that."""
    files = [file for file in checked(result) if not file.error]
    if len(files) == 1 and files[0].document is not None and files[0].document.format == form:
        return files[0]
    several = len(files) > 1 or any(file.document and file.document.format == FORMAT for file in files)
    suffix = f".{form}"
    told = pick(
        lang, f"--format {printer} chỉ dùng khi kiểm tra đúng một tệp {suffix}",
        f"--format {printer} needs exactly one {suffix} file to be checked")
    remedy = pick(
        lang, "Hãy kiểm tra từng tệp, hoặc dùng --format html:TRANG.html hay slip:PHIEU.docx cho nhiều tệp",
        "check one file at a time, or use --format html:PAGE.html or slip:SLIP.docx for several",
    ) if several else pick(
        lang, f"Hãy lưu báo cáo thành {suffix} rồi kiểm tra, hoặc dùng --format html:TRANG.html hay slip:PHIEU.docx",
        f"save the report as {suffix} and check that, or use --format html:PAGE.html or slip:SLIP.docx")
    raise UsageError(f"{told}. {remedy}")


def content(file: FileResult, lang: str) -> bytes:
    """The bytes of a file. Raises UsageError where they cannot be read again, or are no longer those checked."""
    try:
        data = Path(file.path).read_bytes()
    except OSError as error:
        reason = os_reason(error, lang)
        raise UsageError(pick(
            lang, f"{file.path}: không đọc lại được ({reason})", f"{file.path}: cannot be read again ({reason})",
        )) from None
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise UsageError(pick(
            lang, f"{file.path}: tệp đã thay đổi trong khi kiểm tra",
            f"{file.path}: the file changed while it was checked"))
    return data
