"""The bytes of a text file become characters: UTF-8, UTF-16, windows-1258, and old font encodings."""

from __future__ import annotations

import codecs
import re
import unicodedata

from cchc_lint.errors import InputError
from cchc_lint.words import say

MAX_BYTES = 20 * 1024 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Control characters that no text holds; a few of them stray into text that was copied out of Word.
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x19\x1b]")
_STRAY = 200  # one in so many bytes
_SAMPLE = 64 * 1024


def decode(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """(the text without its byte-order mark, notes on what was guessed).

    Raises InputError where the data are too large, empty, blank or no text.
    """
    if len(data) > MAX_BYTES:
        size, most = f"{len(data) / 1_048_576:.0f} MB", f"{MAX_BYTES // 1_048_576} MB"
        raise InputError(f"{name}: " + say(
            f"tệp quá lớn ({size}; giới hạn {most}). Hãy kiểm tra lại có đúng tệp báo cáo không, hoặc tách tệp ra.",
            f"the file is too large ({size}; at most {most}). See whether it is the report, or split it."
        ))
    if not data:
        raise InputError(f"{name}: " + say(
            "tệp rỗng (0 byte). Hãy xuất hoặc lưu lại báo cáo rồi kiểm tra lại.",
            "the file is empty (0 bytes). Export or save the report again."))
    text, notes = _decode(data, name)
    if not text.strip():
        raise InputError(f"{name}: " + say(
            "tệp chỉ có khoảng trắng, không có chữ nào. Hãy xuất hoặc lưu lại báo cáo rồi kiểm tra lại.",
            "the file holds nothing but blanks. Export or save the report again."
        ))
    return text, notes


def _converted(codec: str) -> str:
    return say(f"Tệp dùng bảng mã {codec}; đã chuyển sang Unicode để kiểm tra.",
               f"The file is in {codec}; it was converted to Unicode.")


def _decode(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], codec, name), ()
    codec = _wide_codec(data)
    if codec:
        return _strict(data, codec, name), (_converted(codec.upper()),)
    sample = data[:_SAMPLE]
    if b"\0" in sample or len(_CONTROL.findall(sample)) * _STRAY > len(sample):
        raise _not_text(name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_bytes(data, name)
    text, old = _unlegacy(text)
    return text, (_converted(old),) if old else ()


def _unlegacy(text: str) -> tuple[str, str]:
    # A Vietnamese text in Unicode is full of letters that the old encodings do not know.
    if re.search("[\u1ea0-\u1ef9\u01a1\u01b0\u0300-\u0323]", text[:_SAMPLE]):
        return text, ""
    from cchc_lint.read.legacy import convert

    return convert(text)


def _strict(data: bytes, codec: str, name: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: " + say(
            f"tệp ghi là {codec.upper()} nhưng hỏng ở byte thứ {error.start + 1}. "
            "Hãy mở tệp bằng trình soạn thảo và lưu lại với bảng mã UTF-8.",
            f"the file says that it is {codec.upper()}, but is broken at byte {error.start + 1}. "
            "Open it in an editor and save it in UTF-8."
        )) from error


def _wide_codec(data: bytes) -> str:
    """UTF-16 without a mark: every other byte of its blanks and line ends is zero."""
    sample = data[:_SAMPLE]
    if b"\0" not in sample or len(data) % 2:
        return ""
    decoded = {codec: sample.decode(codec, "replace") for codec in ("utf-16-le", "utf-16-be")}
    blanks = {codec: text.count(" ") + text.count("\n") for codec, text in decoded.items()}
    best = max(blanks, key=lambda codec: blanks[codec])
    return best if blanks[best] * 60 > len(sample) else ""


def _decode_bytes(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """Bytes that are no UTF-8: the reading with the most Vietnamese syllables."""
    from cchc_lint.read.legacy import convert, syllables

    old, title = convert(data.decode("cp1252", "replace").replace("\ufffd", ""))
    if title:
        return old, (_converted(title),)
    for codec in ("cp1258", *_guesses(data)):
        try:
            text = data.decode(codec)
        except (UnicodeDecodeError, LookupError):
            continue
        good, bad = syllables(unicodedata.normalize("NFC", text))
        if good > 4 * bad:
            shown = "windows-1258" if codec == "cp1258" else codec.upper()
            return text, (_converted(shown),)
    broken = data.decode("utf-8", "replace")
    good, bad = syllables(broken)
    if good > 20 * max(broken.count("\ufffd"), 1):
        count = broken.count("\ufffd")
        return broken, (say(
            f"Tệp UTF-8 có {count} chỗ hỏng, không đọc được ký tự; đã thay bằng dấu �.",
            f"{count} broken places of this UTF-8 file cannot be read; they stand as �."),)
    raise InputError(f"{name}: " + say(
        "không nhận ra bảng mã chữ Việt của tệp. "
        "Hãy mở tệp bằng trình soạn thảo và lưu lại với bảng mã UTF-8 (hoặc kiểm tra chính tệp Word).",
        "the encoding of its letters is not known. Open it in an editor and save it in UTF-8 (or check the Word file)."
    ))


def _guesses(data: bytes) -> list[str]:
    from charset_normalizer import from_bytes

    return [match.encoding for match in from_bytes(data[:_SAMPLE])]


def _not_text(name: str) -> InputError:
    return InputError(f"{name}: " + say(
        "không phải tệp văn bản (có byte nhị phân). "
        "Hãy kiểm tra đúng tệp báo cáo, hoặc lưu báo cáo thành .docx, .pdf hay .txt (UTF-8).",
        "no text file (it holds binary bytes). See whether it is the report, or save it as .docx, .pdf or .txt."
    ))
