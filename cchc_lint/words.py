"""What a user reads, in the two languages of the tool: Vietnamese, and English on request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

LANGUAGES = ("vi", "en")
FAIL_ON = ("error", "warning", "info", "never")  # from the gravest on
Text = tuple[str, str]  # the same text in Vietnamese and in English

SEVERITY: dict[str, Text] = {
    "error": ("lỗi", "error"),
    "warning": ("cảnh báo", "warning"),
    "info": ("lưu ý", "info"),
}
CERTAINTY: dict[str, Text] = {
    "sure": ("", ""),
    "likely": ("nhiều khả năng", "likely"),
    "debatable": ("cần cân nhắc", "debatable"),
}
REASON: dict[str, Text] = {
    "missing": ("thiếu số liệu", "figures missing"),
    "unreadable": ("số liệu không đọc được", "figures unreadable"),
    "scope": ("không rõ số liệu của cấp nào", "level of the figures unknown"),
    "zero-base": ("mẫu số bằng 0", "denominator is 0"),
    "conflict": ("các chỗ ghi khác nhau", "told differently"),
    "error": ("quy tắc gặp sự cố", "the rule crashed"),
}
LEVEL: dict[str, Text] = {
    "province": ("cấp tỉnh", "province"),
    "department": ("sở, ban, ngành", "department"),
    "district": ("cấp huyện", "district"),
    "commune": ("cấp xã", "commune"),
}
CATEGORY: dict[str, Text] = {
    "period": ("kỳ báo cáo", "period"),
    "date": ("ngày tháng", "date"),
    "numbering": ("đánh số", "numbering"),
    "sum": ("tổng", "sum"),
    "ratio": ("tỷ lệ", "ratio"),
    "bound": ("giới hạn", "bound"),
    "cross": ("đối chiếu", "cross-check"),
    "citation": ("viện dẫn", "citation"),
    "unit": ("đơn vị tính", "unit"),
    "format": ("cách viết số", "number format"),
    "missing": ("thiếu nội dung", "missing content"),
    "name": ("tên gọi", "name"),
    "text": ("câu chữ", "text"),
}


_spoken: ContextVar[str] = ContextVar("spoken", default=LANGUAGES[0])


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Errors raised within are told in that language: they come from too deep to be handed one."""
    before = _spoken.set(lang)
    try:
        yield
    finally:
        _spoken.reset(before)


def say(vi: str, en: str) -> str:
    """The text in the language of the errors; see `speaking`."""
    return pick(_spoken.get(), vi, en)


def pick(lang: str, vi: str, en: str) -> str:
    """The text in the language asked for."""
    return en if lang == "en" else vi


def word(table: dict[str, Text], key: str, lang: str) -> str:
    """table[key] in the language asked for; the key itself where the table does not know it."""
    return pick(lang, *table.get(key, (key, key)))


def count(number: int, lang: str, vi: str, en: str, en_many: str = "") -> str:
    """ "3 lỗi"; "3 errors", "1 error"."""
    return f"{number} {pick(lang, vi, en if number == 1 else en_many or en + 's')}"


def os_reason(error: OSError, lang: str = "vi") -> str:
    """Why a file could not be read or written."""
    match error:
        case FileNotFoundError():
            return pick(lang, "không có tệp này", "no such file")
        case PermissionError():
            return pick(lang, "không có quyền truy cập", "permission denied")
        case IsADirectoryError():
            return pick(lang, "đây là một thư mục", "it is a folder")
        case _:
            return error.strerror or str(error)


def period_name(period: dict[str, object], lang: str) -> str:
    """ "quý I/2022", "6 tháng đầu năm 2022", "9 tháng năm 2022", "năm 2022" from kind, year and index."""
    year, index = period.get("year"), period.get("index")
    match period.get("kind"), index:
        case "quarter", int():
            roman = ("I", "II", "III", "IV")[index - 1]
            return pick(lang, f"quý {roman}/{year}", f"quarter {index}/{year}")
        case "half", 2:
            return pick(lang, f"6 tháng cuối năm {year}", f"second half of {year}")
        case "half", _:
            return pick(lang, f"6 tháng đầu năm {year}", f"first half of {year}")
        case "nine-months", _:
            return pick(lang, f"9 tháng năm {year}", f"nine months of {year}")
        case _:
            return pick(lang, f"năm {year}", f"year {year}")


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that `name` is most likely a slip of, "" where none is near."""
    from difflib import get_close_matches

    folded = {each.casefold(): each for each in known}
    found = get_close_matches(name.casefold(), sorted(folded), n=1, cutoff=0.6)
    return folded[found[0]] if found else ""


def did_you_mean(name: str, known: Iterable[str], lang: str = "") -> str:
    """ "; có phải là “STAFF01”?", or "" where nothing is near; in the language of the errors unless one is named."""
    near = nearest(name, known)
    return near and pick(lang or _spoken.get(), f"; có phải là “{near}”?", f"; did you mean “{near}”?")
