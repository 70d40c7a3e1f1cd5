"""What stands around digits, and whether they are a quantity there.

Vietnamese puts the counted noun after the figure ("12 hồ sơ") and what is numbered before it ("Điều 12",
"mức độ 4", "phiên bản 2.0"), so a known noun after the digits speaks for a quantity, and a word of a
series before them against it.
"""

from __future__ import annotations

import re

from cchc_lint.parse.units import PLACES, nouns

_WINDOW = 48
_NO_SERIES = frozenset((
    "tài khoản", "danh mục", "chuyên mục", "hạng mục", "xếp hạng", "trực tuyến", "toàn trình", "cấp xã", "cấp phường",
    "văn phòng", "một phần", "cung cấp", "đã cấp", "được cấp", "phân cấp",
    "cao cấp", "trung cấp", "sơ cấp", "ở xã", "ở phường", "số xã", "số phường",
    "số thôn", "số tổ", "số phòng", "số điểm", "số lớp", "số lần", "số đợt",
    "các xã", "các phường", "khối xã",
))
_LEVELS = frozenset(("mức độ", "cấp độ"))
_CALLS = frozenset(("thoại", "fax", "hotline", "zalo", "đt", "sđt", "tel", "dây nóng", "tổng đài"))
_ACTS = frozenset((
    "luật", "nghị định", "nghị quyết", "quyết định", "thông tư", "quy định", "điều", "khoản", "mục", "chương",
    "kế hoạch", "công văn", "chỉ thị", "thông báo", "kết luận", "hướng dẫn", "báo cáo", "tờ trình", "chương trình",
))
# "tổng số 12", "trong số 12" count, and "chuyển đổi số 12" ends its own word; "số 12" alone numbers something.
_COUNTING_SO = frozenset((
    "đổi", "ký", "nghệ", "thuật", "quyền", "phủ", "tế", "hội", "thư", "liệu", "năng", "tảng", "tầng",
    "tổng", "trong", "trên", "con", "chỉ", "điểm", "dân", "tỷ", "tỉ", "tần"))
_TELLS = frozenset((
    "là", "đạt", "chiếm", "bằng", "còn", "lên", "xuống", "tăng", "giảm", "có", "được", "gồm", "với", "thêm", "tới",
    "đến", "trên", "hơn", "gần", "khoảng", "dưới", "vượt", "nhất", "thiểu", "đa",
))
# "6 rõ", "4 tại chỗ", "5 không": names of principles.
_MOTTO = frozenset(("rõ", "tại", "không", "luôn", "xin", "biết", "dám"))
_TELEPHONE = ("thoại", "fax", "hotline", "tổng đài", "đường dây nóng", "zalo", "sđt")
_SHORT_NUMBERS = frozenset(("1022", "1800", "1900"))  # of public lines
_CALLS_MADE = frozenset((
    "lượt", "lượt người", "lượt ý kiến", "cuộc", "ý kiến", "phản ánh", "kiến nghị", "pakn", "câu hỏi", "vụ việc"))

_GAP_OF_SERIES = re.compile(r"[ \u00a0]*(?:,|;|và|hoặc|-|–|&|/)[ \u00a0]*(?:mức(?: độ)?[ ])?")
_GAP_OF_ACTS = re.compile(r"(?: năm)?[ \u00a0]*(?:,|;|và|,[ \u00a0]*và)[ \u00a0]*")
_BY_ACTS = re.compile(r"\b(?:theo|căn cứ|quy định tại)\b[^.;:(]*[:(]$")  # "theo các văn bản: quyết định 09, …"
_GAPS = {
    "telephone": re.compile(r"[ .\-–]?"),
    "clock": re.compile(r"[ \u00a0]*(?:giờ|h|:)[ \u00a0]*"),
}
_GAP_OF_RATIO = re.compile(r" ?/ ?")
_LIST_MARK = re.compile(r"[.)](?=\s|[^\W\d_]|$)")
_SECTION = re.compile(r"[1-9][0-9]?(?:\.[1-9][0-9]?)+")
_CAPITAL = re.compile(r"[ \u00a0]+[\"“(]?[^\W\d_a-zà-ỹ]")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_ITEM_END = re.compile(r"\s*(?:[,;.)\n]|và\b|$)")
_OF_YEAR = re.compile(r" năm (?:19|20)[0-9]{2}\b")
_MINUTES = re.compile(r" giờ [0-9]{2}\b(?! (?:tin|phút phát))")
_MONTH_OF_YEAR = re.compile(r"[0-9]{1,2} ?/ ?(?:19|20)[0-9]{2}(?![0-9.,])")
_DAY_OF_MONTH = re.compile(r"(?P<day>0?[1-9]|[12][0-9]|3[01])/(?P<month>0?[1-9]|1[0-2])(?![0-9/])")
_BEFORE_DAY = re.compile(r"(?:lễ|dịp|khánh|ngày|động|từ|đến|trước|hết)\s*\(?$")
_POINT = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}")
_SENTENCE = re.compile(r"[;.]\s")


class Place:
    """A run of digits in its line, with the words on both sides, moved along a text from the left to the right.

    before: the last words on its left; words: the first on its right; ratio: these digits follow a slash
    after a quantity; opening: nothing but marks stands before them in their line.
    """

    def __init__(self, text: str, lower: str) -> None:
        self.text, self.lower = text, lower
        self.start = self.end = self.line_end = self._line = 0
        self.unit = self.left = self._series = ""
        self.words: tuple[str, ...] = ()
        self.before: list[str] = []
        self.opening = self.ratio = False
        self._series_end = self._accepted_end = -1

    def move(self, start: int, end: int, unit: str, words: tuple[str, ...]) -> None:
        text = self.text
        if start >= self.line_end:
            self._line = text.rfind("\n", 0, start) + 1
            following = text.find("\n", start)
            self.line_end = following if following >= 0 else len(text)
        self.start, self.end, self.unit, self.words = start, end, unit, words
        self.left = self.lower[max(self._line, start - _WINDOW, text.rfind("\t", self._line, start) + 1) : start]
        self.before = self.left.split()[-4:]
        self.opening = start - self._line < _WINDOW and not self.left.strip(" *_#>“\"([-–+•")
        self.ratio = self._accepted_end >= 0 and bool(_GAP_OF_RATIO.fullmatch(text, self._accepted_end, start))
        if unit == "năm" and _OF_YEAR.match(text, end):
            self.unit = ""  # "đợt 2 năm 2021"
        if unit in PLACES and end - start > 2 and text[start:end].isdigit() and self._opens_name(unit):
            self.unit = ""

    def accept(self) -> None:
        self._accepted_end, self._series = self.end, ""

    def skip_to(self, end: int) -> None:
        self._accepted_end = -1
        self._series_end = self.end = end

    def follows(self) -> str:
        """The name of the series that these digits go on with ("3, 4" after "mức độ"), "" where with none."""
        gap = _GAPS.get(self._series, _GAP_OF_SERIES)
        return self._series if self._series and gap.fullmatch(self.lower, self._series_end, self.start) else ""

    def follows_act(self, start: int) -> bool:
        """Whether the words from `start` on go on a list of documents and their numbers: "theo quyết định 09, …"."""
        return self._series in _ACTS and bool(_GAP_OF_ACTS.fullmatch(self.lower, self._series_end, start))

    def is_in(self, series: str) -> bool:
        """Note that the digits are a place in a series, whose next ones may follow; always True."""
        self._series = series
        return True

    def leave_series(self) -> None:
        self._series = ""

    def is_told(self) -> bool:
        """Whether the words before announce a figure: "là 2027", "đạt 85.5", "còn: 12"."""
        if self.left.rstrip(" (").endswith((":", "=", "≥", "≤", ">", "<", "~", "%")):
            return True
        return bool(self.before) and self.before[-1] in _TELLS

    def _opens_name(self, unit: str) -> bool:
        """Whether the word for a place after the digits begins a name: "1022 tỉnh Gia Nam"."""
        return bool(_CAPITAL.match(self.text, self.lower.find(unit, self.end) + len(unit)))


def is_quantity(place: Place, digits: str) -> bool:
    """Whether the digits at `place` count or measure something."""
    if not _stands_free(place, digits):
        place.leave_series()
        return False
    return not (
        _goes_on_series(place, digits)
        or _begins_series(place, digits)
        or _is_mark(place, digits)
        or _is_number_of_a_line(place, digits)
        or _is_reference(place, digits)
    )


def _stands_free(place: Place, digits: str) -> bool:
    """No part of a word, code or clock time, nor of a ratio whose first half was no quantity."""
    text, start, end = place.text, place.start, place.end
    after, beyond = text[end : end + 1], text[end + 1 : end + 2]
    if after.isalpha() and not (place.unit and (len(place.words[0]) > 1 or not digits.isdigit())):
        return False
    if after == "_" or (after == ":" and beyond.isalnum()) or (after == "/" and beyond.isalpha()):
        return False
    if not start or place.ratio:
        return True
    left, before = text[start - 1], text[start - 2 : start - 1]
    if left.isalpha():
        return bool(place.unit) and len(digits) > 1 and text[max(start - 2, 0) : start].islower()
    if left == "/":
        return (before.isalpha() or before == "%") and bool(place.unit)  # "đạt 88,4%/85%"
    if left == ":" and before.isdigit():
        return False
    if left in "-–":
        return not before.isalpha() and (not before.isdigit() or bool(place.unit))
    if left in ".:,&" and before.isalpha():
        return left != "&" and (left == ":" or bool(place.unit)) and not place.left.endswith(("iso:", "tcvn:"))
    return left not in "_@#" and (left not in "=+" or bool(place.unit))


def _goes_on_series(place: Place, digits: str) -> bool:
    series = place.follows()
    if not series:
        return False
    if series in _GAPS or (series == "level" and digits in ("1", "2", "3", "4")):
        return place.is_in(series)
    within_act = series in nouns("series") and place.unit in _ACTS
    return digits.isdigit() and len(digits) <= 2 and (not place.unit or within_act) and place.is_in(series)


def _begins_series(place: Place, digits: str) -> bool:
    words = place.before
    if not words or not place.left[-1:].isspace():
        return False
    word, pair = words[-1].lstrip("(“\""), " ".join(words[-2:]).lstrip("(“\"")
    if (pair in _LEVELS or word == "mức" and not place.unit) and len(digits) == 1:
        return place.is_in("level")
    if word == "số":
        counts = len(words) > 1 and words[-2].strip("(“\"") in _COUNTING_SO
        return not counts and not (place.unit and not digits.isdigit()) and place.is_in("numbered")
    if word == "ngày" and place.unit in ("tháng", "năm"):
        return True
    if word in ("lúc", "hồi") and pair != "thu hồi":
        return place.unit in ("giờ", "phút", "") and place.is_in("clock")
    if word == "quý" and digits not in ("1", "2", "3", "4"):
        return False  # "hồ sơ phải giải quyết trong quý 11.304"
    name = next((each for each in (pair, word) if each in nouns("series")), "")
    if name in _CALLS and (place.unit or len(digits) < 3):
        return False  # "Zalo 98 lượt"
    if name and pair not in _NO_SERIES and not _is_of_unlike(place, names=True):
        return place.is_in("telephone" if name in _CALLS else name)
    if (pair in _ACTS or word in _ACTS) and _is_listed(place, pair if pair in _ACTS else word):
        return False
    loose = word in nouns("loose_series") or pair in nouns("loose_series")
    loose = loose and pair not in _NO_SERIES and len(digits) <= 3  # "trực tuyến 3.274" counts
    loose = loose and not place.unit and not (word == "điểm" and not digits.isdigit())
    loose = loose and not _is_of_unlike(place, names=False)
    return loose and place.is_in(pair if pair in _ACTS else word)


_LABELLED = re.compile(r"\s*(?P<label>[^\W\d]+(?:[ \u00a0]+[^\W\d]+)*)\s+[0-9]+(?:[.,][0-9]+)*\s*")
_IN_BRACKET = 160  # characters of a bracket that are looked at


def _is_of_unlike(place: Place, *, names: bool) -> bool:
    """Whether the digits stand in a bracket that counts for each of several things: "(thành phố 205, thị xã 113)".

    names: only where each is told with a name ("Bắc Mục 262"), as "(Mục 2, Điều 5)" is none.
    """
    opening = place.text.rfind("(", max(0, place.start - _IN_BRACKET), place.start)
    closing = place.text.find(")", place.end, place.end + _IN_BRACKET)
    if opening < 0 or closing < 0:
        return False
    told = [_LABELLED.fullmatch(piece) for piece in re.split(r"[,;]", place.text[opening + 1 : closing])]
    labels = [match["label"] for match in told if match]
    if not 1 < len(set(labels)) == len(told):
        return False
    return not names or all(" " in label and label.istitle() for label in labels)


def _is_listed(place: Place, act: str) -> bool:
    """Whether a kind of document, in small letters, stands before the digits as an item of a list: "gồm: kế hoạch 08,
    quyết định 09"; "Kế hoạch 08" is a number."""
    at = place.start - 1 - len(act)
    before = place.left[: -1 - len(act)].rstrip()
    ended = _ITEM_END.match(place.text, place.end) is not None
    if place.follows_act(at) or _BY_ACTS.search(before):
        return False
    return ended and place.text[at : at + 1].islower() and before.endswith((":", ",", ";", "(", "gồm", " và"))


def _is_mark(place: Place, digits: str) -> bool:
    """A heading's or list's mark, a footnote mark at the start of its line, a page number."""
    text, end = place.text, place.end
    plain = digits.isdigit()
    if place.opening:
        if _LIST_MARK.match(text, end) or (_SECTION.fullmatch(digits) and place.unit != "%"):
            return True
        if plain and len(digits) <= 3 and not text[end : place.line_end].strip(" */_-–"):
            return True
        # "2 Quyết định số 95/QĐ-UBND" begins a footnote; one decision would be "01 Quyết định".
        counted = place.unit and digits != "1" and "số" not in place.words
        footnote = plain and digits[0] != "0" and len(digits) <= 2 and not counted and _CAPITAL.match(text, end)
        return bool(footnote) and not place.left.strip(" *_#>")
    if not plain or len(digits) > 2:
        return False
    left, after = place.left.rstrip()[-1:], text[end : end + 1]
    if left == "(" and after == ")":
        return digits[0] != "0"  # "Trung tâm Phục vụ hành chính công (01)" counts
    return after in (".", ")") and left in (".", ";", ":") and bool(_CAPITAL.match(text, end + 1))


def _is_number_of_a_line(place: Place, digits: str) -> bool:
    """A telephone number, also spread over several groups, or a short one ("tổng đài 1022")."""
    count = sum(c.isdigit() for c in digits)
    if digits[0] == "0" and (count >= 9 or (digits.isdigit() and count >= 3 and not place.unit and digits.strip("0"))):
        return place.is_in("telephone")
    clause = _SENTENCE.split(place.left)[-1]
    counted = place.unit in _CALLS_MADE and place.before[-1:] not in (["đài"], ["nóng"], ["số"])
    if digits in _SHORT_NUMBERS and not counted and ("tổng đài" in clause or "dây nóng" in clause):
        return place.is_in("telephone")  # "Tổng đài 1022 hoạt động 24/7"
    if place.unit or count < 3:
        return False
    if any(word in clause for word in _TELEPHONE):
        return place.is_in("telephone")
    return digits in _SHORT_NUMBERS


def _is_reference(place: Place, digits: str) -> bool:
    """24/7, "6 rõ", a year, 7 giờ 30, a month or day without its year, "1.2" that nobody measures."""
    text, end = place.text, place.end
    ahead = text[end : end + 4]
    if len(digits) == 1 and place.words[:1] and place.words[0] in _MOTTO:
        return True
    if (digits in ("24", "7") and ahead.startswith("/7")) or (digits == "24" and ahead.startswith("/24")):
        return True
    day = _DAY_OF_MONTH.match(text, place.start) if _BEFORE_DAY.search(place.left) else None
    if place.before[-1:] in (["đợt"], ["tháng"], ["quý"], ["kỳ"]) and _MONTH_OF_YEAR.match(text, place.start):
        return True  # "đợt 1/2019 huyện giảm 18 trường hợp"
    if place.unit:
        # "đến 30/6 xã đã giải quyết …": more than the whole is no part of it
        return bool(day and int(day["day"]) > int(day["month"])) \
            or (place.unit == "giờ" and bool(_MINUTES.match(place.lower, end)))
    if (_YEAR.fullmatch(digits) or _POINT.fullmatch(digits)) and not place.is_told():
        return True
    if _MONTH_OF_YEAR.match(text, place.start):
        return True
    return bool(day)
