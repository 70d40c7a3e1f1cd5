"""Words that make a figure one-sided or vague: "trên 70", "chưa đến 50", "từ 95% trở lên", "khoảng 300"."""

from __future__ import annotations

import re

from cchc_lint.parse.figures import ABOUT, ABOVE, BELOW, LEAST, MOST

# What stands right before a figure; "" where the words only look like a quantifier ("cao hơn 5 điểm").
_PHRASES: dict[str, str] = {
    "không quá": MOST, "không vượt quá": MOST, "không nhiều hơn": MOST, "tối đa": MOST, "nhiều nhất": MOST,
    "không dưới": LEAST, "không ít hơn": LEAST, "không thấp hơn": LEAST, "ít nhất": LEAST, "tối thiểu": LEAST,
    "trên": ABOVE, "hơn": ABOVE, "vượt": ABOVE, "vượt mức": ABOVE, "vượt trên": ABOVE,
    "dưới": BELOW, "chưa đến": BELOW, "chưa tới": BELOW, "chưa đầy": BELOW, "gần": BELOW, "ngót": BELOW,
    "khoảng": ABOUT, "ước": ABOUT, "ước đạt": ABOUT, "ước tính": ABOUT, "ước khoảng": ABOUT, "xấp xỉ": ABOUT,
    "chừng": ABOUT, "ước tính khoảng": ABOUT,
    "cao hơn": "", "thấp hơn": "", "nhiều hơn": "", "ít hơn": "", "lớn hơn": "", "nhỏ hơn": "", "sớm hơn": "",
    "chậm hơn": "", "nhanh hơn": "", "muộn hơn": "", "tốt hơn": "", "dài hơn": "", "ngắn hơn": "",
}
_LONGEST = 3
_SIGNS = {"≥": LEAST, ">=": LEAST, "≤": MOST, "<=": MOST, ">": ABOVE, "<": BELOW, "~": ABOUT, "≈": ABOUT}
# "trên 02 cổng" says where, not how many.
_LOCATIVE = frozenset((
    "cổng", "trang", "trang thông tin", "trang thông tin điện tử", "hệ thống", "lĩnh vực", "kênh", "phần mềm",
    "phương tiện", "ngành",
))
# "925 người có trình độ đại học trở lên" counts exactly
_ONWARDS = re.compile(r"(?:(?!\b(?:có|trình độ|đạt|loại|xếp|từ|cấp)\b)[^.,;:()\n\t]){0,60}?\btrở (?:(lên)|xuống)\b")
_SURPLUS = re.compile(r"[^.;()\n]{0,30}?(?:so với|kế hoạch|chỉ tiêu)")


def quantifier(lower: str, before: list[str], start: int, end: int, unit: str) -> tuple[str, str]:
    """(constant of `figures`, as written) for the figure at [start, end) of a lower-case text, ("", "") for none.

    `before` are the last words before it, `unit` its unit.
    """
    onwards = _ONWARDS.match(lower, end)
    if onwards:
        return (LEAST, "từ … trở lên") if onwards[1] else (MOST, "từ … trở xuống")
    if not before:
        return "", ""
    if before[-1] in _SIGNS:
        return _SIGNS[before[-1]], before[-1]
    for length in range(_LONGEST, 0, -1):
        phrase = " ".join(before[-length:]).lstrip("(“\"")
        kind = _PHRASES.get(phrase)
        if kind is None:
            continue
        says_where = phrase == "trên" and (
            lower[start] == "0" or unit in _LOCATIVE or (end - start == 1 and unit != "%")
        )
        # "vượt 15% so với chỉ tiêu" tells the surplus itself.
        if not kind or says_where or (phrase == "vượt" and _SURPLUS.match(lower, end)):
            return "", ""
        return kind, phrase
    return "", ""
