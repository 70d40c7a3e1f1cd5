"""Web archives (.mht, and .doc that web systems export): an HTML page in the parts of a mail message."""

from __future__ import annotations

import hashlib
from email import message_from_bytes, policy

from cchc_lint.document import Document
from cchc_lint.errors import InputError
from cchc_lint.read.encoding import MAX_BYTES, decode
from cchc_lint.read.html import from_html
from cchc_lint.words import say


def read_mhtml(data: bytes, name: str) -> Document:
    """The Document of the first page of a web archive. Raises InputError where there is none, or it is too large."""
    if len(data) > MAX_BYTES:
        raise InputError(f"{name}: " + say(
            f"tệp quá lớn (giới hạn {MAX_BYTES // 1_048_576} MB). Hãy lưu thành .docx.",
            f"the file is too large (at most {MAX_BYTES // 1_048_576} MB). Save it as .docx."))
    for part in message_from_bytes(data, policy=policy.compat32).walk():
        if part.get_content_type() != "text/html":
            continue
        content = part.get_payload(decode=True)
        page = content if isinstance(content, bytes) else b""
        charset = part.get_content_charset("utf-8")
        notes: tuple[str, ...] = ()
        try:
            text = page.decode(charset)
        except (LookupError, ValueError):
            text, notes = decode(page, name)
        return from_html(text, name, hashlib.sha256(data).hexdigest(), notes)
    raise InputError(f"{name}: " + say(
        "tệp lưu trang web nhưng không có trang nào. Hãy mở bằng Word rồi lưu thành .docx.",
        "the saved web page holds no page. Open it in Word and save it as .docx."))
