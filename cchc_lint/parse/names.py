"""Places by name: "xã Kim Bình", "UBND huyện Krông Ea", "các huyện: Tuy Nam, Cư H'lăng", capitals of headings too.

A name is the capitalised words after the word for its kind; where all is in capitals, a list of words that
follow names there ends it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cchc_lint import packdata
from cchc_lint.document import Span
from cchc_lint.letters import LOWER, UPPER
from cchc_lint.parse.vietnamese import lower_case
from cchc_lint.parse.vietnamese import spelling_fold as spelling_fold
from cchc_lint.report import Name

_KINDS = ("tỉnh", "thành phố", "tp", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu")
_GAP = re.compile(r"[ ]?[:(][ ]?|[ \u00a0]{1,3}|\.[ ]?")
_SEVERAL = re.compile(r"(?:các|[0-9]) $")
# A capitalised word, also one letter ("Ia O") and R'Lấp; a whole word in capitals is an abbreviation.
_CASED = re.compile(
    rf"[{UPPER}](?:[{LOWER}]+|(?=[ ,.;)]))?(?:['’‘][{UPPER}{LOWER}][{LOWER}]*)?(?:-[{UPPER}][{LOWER}]+)?"
    rf"(?![{UPPER}{LOWER}])"
)
_CAPITALS = re.compile(rf"[{UPPER}]+(?:['’‘][{UPPER}]+)?(?![{UPPER}{LOWER}])")
_JOINT = re.compile(r"[ \u00a0]{1,2}(?:[-–] (?=[^\W\d_a-z]))?")
_NEXT = re.compile(r"(?:,|\s+và)\s+")
_MOST_WORDS = 4
_MOST_CAPITALS = 3
# What begins something else after a name, in capitals or capitalised: "huyện Ea Nam Quyết định số …".
_STOP = re.compile(
    r"(?:quyết định|kế hoạch|công (?:văn|tác|điện|an|khai)|chương trình|nghị (?:quyết|định)|thông (?:báo|tư|qua|tin)"
    r"|chỉ (?:thị|đạo|số)|tờ trình|báo cáo|hướng dẫn|đề án|dự án|quy (?:chế|định|trình)|văn (?:phòng|bản)|ủy ban|uỷ ban"
    r"|phòng (?:nội|tư|tài|văn|lao)|ban (?:hành|chỉ|quản|thường)|bộ (?:phận|thủ|chỉ|trưởng)|đảng|chủ tịch|phó chủ"
    r"|trung (?:tâm|ương)|căn cứ|thực hiện|tiếp (?:tục|nhận)|tổng (?:số|hợp|kết)|hiện|kết (?:quả|luận)|niêm yết"
    r"|tình hình|phụ lục|cộng (?:hòa|hoà)|độc lập|xây dựng|triển khai|phục vụ|phương hướng|nhiệm (?:vụ|kỳ)"
    r"|giai đoạn|hoạt động"
    r"|kính gửi|nơi nhận|hội đồng|hội nghị|đoàn kiểm|thường trực|đến (?:nay|hết)|trong|theo|về|của|và|có|đã|được|là|với"
    r"|tại|cho|các|những|nhằm|gồm|do|khi|sở|số)\b"
    r"|(?:quý|năm|tháng|ngày|khóa|khoá) [0-9ivx]|(?:huyện|tỉnh|xã|phường|thị xã|thị trấn|thành phố|quận) "
)


def find_names(text: str, base: int) -> list[Name]:
    """The places that `text` names, in order; `base` is the offset of `text`. A word for a kind alone
    ("các xã, thị trấn", "xã hội") is no name. `.name` is in title case even where the text is in capitals."""
    lower = lower_case(text)
    found: list[Name] = []
    for first, kind_end, kind in sorted(_kinds(text, lower)):
        gap = _GAP.match(text, kind_end)
        if not gap or not text[gap.end() : gap.end() + 1].isupper() or ("." in gap[0] and kind != "tp"):
            continue
        at = gap.end()
        capitals = text[first:kind_end].isupper() and text[at : at + 2].isupper()
        if kind == "xã" and lower.startswith("hội", at) and (capitals or not text[at + 4 : at + 5].isupper()):
            continue  # "Xã hội"
        several = gap.group().strip() in (":", "(") or bool(_SEVERAL.search(lower, max(first - 5, 0), first))
        for start, end in _names(text, lower, at, capitals=capitals, several=several):
            begin = first if start == at else start
            written = " ".join(text[start:end].split())
            found.append(Name(
                span=Span(base + begin, base + end), text=text[begin:end], kind="thành phố" if kind == "tp" else kind,
                name=_title_case(written) if capitals else written,
            ))
    return found


def _kinds(text: str, lower: str) -> Iterator[tuple[int, int, str]]:
    """Every word for a kind of place: (start, end, kind)."""
    for kind in _KINDS:
        at = lower.find(kind)
        while at >= 0:
            end = at + len(kind)
            inside = text[end : end + 1].isalpha() or text[at - 1 : at].isalpha()
            if not inside and not (kind == "xã" and lower.endswith("thị ", 0, at)):
                yield at, end, kind
            at = lower.find(kind, end)


@cache
def provinces() -> dict[str, str]:
    """The folded names of all provinces, of today and of before 01/7/2025 → today's name."""
    places = packdata.data("places")
    found: dict[str, str] = {}
    for name, entry in places["provinces"].items():
        for former in (name, *entry.get("from", ())):
            for spelling in (former, *places["spellings"].get(former, ())):
                found.setdefault(spelling_fold(spelling), name)
    return found


def province_of(name: str) -> str:
    """Today's province for the name of one of today or of before 01/7/2025, "" for other names."""
    return provinces().get(spelling_fold(name), "")


def _names(text: str, lower: str, at: int, *, capitals: bool, several: bool) -> Iterator[tuple[int, int]]:
    end = _name_end(text, lower, at, capitals=capitals)
    while end > at:
        yield at, end
        following = _NEXT.match(text, end) if several and not capitals else None
        if not following:
            return
        at = following.end()
        end = _name_end(text, lower, at, capitals=False)


def _name_end(text: str, lower: str, at: int, *, capitals: bool) -> int:
    """Where the name that begins at `at` ends; `at` itself where none begins."""
    word, most = (_CAPITALS, _MOST_CAPITALS) if capitals else (_CASED, _MOST_WORDS)
    end = start = at
    for _ in range(most):
        match = word.match(text, start)
        if not match or _STOP.match(lower, start):
            break
        end = match.end()
        joint = _JOINT.match(text, end)
        if not joint:
            break
        start = joint.end()
    return end


def _title_case(words: str) -> str:
    """ "CƯ M'LAN" → "Cư M'lan"."""
    return " ".join(word[:1] + word[1:].lower() for word in words.split(" "))
