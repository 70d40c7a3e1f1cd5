"""The quantities of a text: which of its digits count something, what they count, what they can stand for.

find_numbers reads prose, read_number a table cell. Levels ("mức độ 3, 4"), articles, standards, telephone
numbers, list marks, page numbers, versions and footnote marks are digits too, but no quantities.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from cchc_lint.document import Span
from cchc_lint.interval import exactly
from cchc_lint.parse import units
from cchc_lint.parse.figures import BLANKS, Reading, interval_of, is_percent, read_figure
from cchc_lint.parse.quantifiers import quantifier
from cchc_lint.parse.surroundings import Place, is_quantity
from cchc_lint.parse.vietnamese import lower_case
from cchc_lint.report import Number

_DIGITS = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_SPACED = re.compile(rf"(?:[{BLANKS}][0-9]{{3}})+(?:,[0-9]+)?(?![0-9.,]*[0-9%/])")
# "tháng 1 120 hồ sơ": the number of a month and a count.
_NUMBERED = re.compile(
    r"(?<!\w)(?:tháng|quý|tuần|đợt|lớp|khóa|khoá|tổ|nhóm|đội|khối|thôn|hạng|bậc|mức độ|cấp độ)[ \u00a0]$"
)
_MILLIONS = re.compile(r" t[ỷỉ] (?P<millions>[0-9]{1,3}) triệu")  # "84 tỷ 316 triệu đồng"
_SLASH = re.compile(r" ?/ ?(?P<whole>[0-9]+(?:[.,][0-9]+)*)")
_CELL_FIGURE = re.compile(
    rf"-?(?:[1-9][0-9]{{0,2}}(?:[{BLANKS}][0-9]{{3}})+(?![0-9])(?:,[0-9]+)?|[0-9]+(?:[.,][0-9]+)*)"
)
_CELL_EDGES = " .\t\u00a0"

_NUMERALS = {"hai": 2, "ba": 3, "bốn": 4, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười": 10}
_NO_NUMERAL_AFTER = frozenset((*_NUMERALS, "một", "năm", "tư", "mươi", "thứ", "lớp", "khóa", "tháng", "quý"))
# Nouns too common in other senses to be counted in words ("một cửa hai cấp", "không có điểm nào").
_NOT_COUNTED_IN_WORDS = frozenset((
    "cấp", "bên", "mặt", "bộ", "sở", "ban", "khối", "bản", "loại", "điểm", "mức", "lần", "bước", "điều", "mục", "khoản",
    "chương", "ngày", "giờ", "phút", "giây", "tháng", "năm", "tuần", "quý", "tuổi",
))
_ZERO = re.compile(r"không(?P<has> có)?(?= ?(?:[.;,)\n\t]| [^\W\d_])| ?$)")
_NO_ZERO_AFTER = re.compile(
    r"(?:nếu|khi|mà|vì|do|để|nhằm|sẽ|hay|phấn đấu|đảm bảo|bảo đảm|yêu cầu|tránh|hoặc|đối với|trường hợp)\b"
    r"[^.,;:()]{0,30}$"
)
_WINDOW = 56


def find_numbers(text: str, base: int, taken: Sequence[Span]) -> list[Number]:
    """The quantities of `text`, in order; `base` is the offset of `text` in the document.

    `taken` are absolute spans (dates, periods, citations) whose digits are told for already.
    """
    lower = lower_case(text)
    free = _free(len(text), base, taken)
    found = [
        *_in_digits(text, lower, base, free), *_zeros(text, lower, base, free), *_in_words(text, lower, base, free)
    ]
    return sorted(found, key=lambda number: number.span)


def read_number(text: str, base: int, unit: str = "") -> Number | None:
    """The figure of a table cell: "405", "12.215", "99,31%", "22 (100%)", "02", "không có"; None for "-", "x".

    `unit` is the row's own; where it is % and the cell holds a count as well, the percent is taken.
    """
    lower = lower_case(text)
    unit = " ".join(lower_case(unit).split())
    if lower.strip(_CELL_EDGES) in ("không có", "không", "không phát sinh"):
        start = len(text) - len(text.lstrip(_CELL_EDGES))
        return _number(text.strip(_CELL_EDGES), base + start, Reading(0, "word", 0), unit)
    cell = _figure_of_cell(text, lower, percent=is_percent(unit))
    if cell is None:
        return None
    start, end = cell.span()
    own, noun, _ = units.after(lower, end)
    unit = "%" if own == "%" else unit or own
    digits = text[start:end].lstrip("-")
    reading = read_figure(digits, unit)
    if reading is None:
        return None
    if len(digits) == end - start:
        return _number(digits, base + start, reading, unit, noun=noun)
    if text[:start].strip():
        return _number(digits, base + start + 1, reading, unit, noun=noun)
    return _number(text[start:end], base + start, reading._replace(value=-reading.value), unit, noun=noun)


def _figure_of_cell(text: str, lower: str, *, percent: bool) -> re.Match[str] | None:
    cells = list(_CELL_FIGURE.finditer(text))
    percents = [cell for cell in cells if units.after(lower, cell.end())[0] == "%"]
    counts = [cell for cell in cells if cell not in percents]
    chosen = (percents or counts) if percent else (counts or percents)
    if not chosen:
        return None
    before = text[chosen[0].start() - 1 : chosen[0].start()]
    return None if before.isalpha() or before in ("/", ":") else chosen[0]


def _in_digits(text: str, lower: str, base: int, free: bytearray) -> Iterator[Number]:
    place = Place(text, lower)
    part: tuple[str, int, Reading] | None = None  # the first half of a ratio
    for match in _DIGITS.finditer(text):
        start, end = match.span()
        if start < place.end:
            continue  # swallowed by "1 234"
        if not (free[start] and free[end - 1]):
            place.skip_to(end)
            part = None
            continue
        digits = match.group()
        unit, noun, words = units.after(lower, end)
        numbered = len(digits) <= 2 and _NUMBERED.search(lower, max(0, start - 12), start)
        spaced = _SPACED.match(text, end) if len(digits) <= 3 and digits[0] != "0" and not numbered else None
        if spaced and all(free[end : spaced.end()]):
            beyond = units.after(lower, spaced.end())
            if beyond[0]:
                end, (unit, noun, words) = spaced.end(), beyond
                digits = text[start:end]
        millions = _MILLIONS.match(lower, end) if unit.partition(" ")[0] in ("tỷ", "tỉ") else None
        if millions and digits.isdigit() and all(free[end : millions.end()]):
            money = Reading(int(digits) + Decimal(millions["millions"]) / 1000, "decimal", 3)
            place.move(start, millions.end(), "tỷ đồng", ())
            place.accept()
            part = None
            yield _number(text[start : millions.end("millions")], base + start, money, "tỷ đồng", noun="tỷ đồng")
            continue
        slash = _SLASH.match(text, end)
        if slash and not unit:
            unit, noun, words = units.after(lower, slash.end())
        place.move(start, end, unit, words)
        reading = read_figure(digits, unit) if is_quantity(place, digits) else None
        if reading is None:
            place.skip_to(end)
            part = None
            continue
        place.accept()
        if slash and free[slash.start("whole")]:
            part = digits, start, reading
            continue
        if part and place.ratio:
            yield _number(part[0], base + part[1], part[2], unit, noun=noun)
            yield _number(digits, base + start, reading, unit, noun=noun)
        else:
            kind, written = quantifier(lower, place.before, start, end, unit)
            yield _number(digits, base + start, reading, unit, kind, written, noun)
        part = None


def _zeros(text: str, lower: str, base: int, free: bytearray) -> Iterator[Number]:
    """ "không có hồ sơ quá hạn", "quá hạn: không có", "không hồ sơ nào"."""
    for match in _ZERO.finditer(lower):
        start, end = match.span()
        if lower[start - 1 : start].isalnum() or not all(free[start:end]):
            continue
        left = lower[max(0, start - _WINDOW) : start]
        unit, noun, words = units.after(lower, end)
        told = left.rstrip().endswith((":", " là"))
        if not unit or unit in _NOT_COUNTED_IN_WORDS:
            counts = told and not words
        else:
            counts = told or bool(match["has"]) or "nào" in words
        if counts and not _NO_ZERO_AFTER.search(left):
            yield _number(text[start:end], base + start, Reading(0, "word", 0), unit, noun=noun)


def _in_words(text: str, lower: str, base: int, free: bytearray) -> Iterator[Number]:
    """ "ba đơn vị"; "một" and "năm" say too much else."""
    for word, value in _NUMERALS.items():
        at = lower.find(f" {word} ")
        while at >= 0:
            start, end = at + 1, at + 1 + len(word)
            at = lower.find(f" {word} ", end)
            unit, noun, _ = units.after(lower, end)
            before = lower[max(0, start - 12) : start].split()
            if not unit or unit in _NOT_COUNTED_IN_WORDS or (before and before[-1] in _NO_NUMERAL_AFTER):
                continue
            if text[start].islower() and all(free[start:end]):
                yield _number(text[start:end], base + start, Reading(value, "word", 0), unit, noun=noun)


def _number(
    text: str, start: int, reading: Reading, unit: str, kind: str = "", written: str = "", noun: str = ""
) -> Number:
    interval = exactly(reading.value) if reading.style == "word" else interval_of(reading, unit, kind)
    return Number(
        span=Span(start, start + len(text)), text=text, value=reading.value, interval=interval, unit=unit,
        quantifier=written, style=reading.style, decimals=reading.decimals, noun=noun,
    )


def _free(length: int, base: int, taken: Sequence[Span]) -> bytearray:
    """A flag for each character, 0 where it is taken."""
    free = bytearray(b"\x01") * (length + 1)
    for start, end in taken:
        low, high = max(start - base, 0), min(end - base, length)
        if low < high:
            free[low:high] = bytes(high - low)
    return free
