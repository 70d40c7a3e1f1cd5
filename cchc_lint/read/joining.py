"""Whether a physical line goes on with the one before it."""

from __future__ import annotations

import re

from cchc_lint.letters import UPPER
from cchc_lint.read.layout import Layout, ended

_ROMAN = r"[IVX]{1,5}\s?(?:[.)]|/(?!\d))\s*(?=\S)"
_CAPITAL = rf"[A-EĐ]\s?[.)]\s+(?=[{UPPER}]+[ ,]+[{UPPER}]+(?![^\W{UPPER}]))"  # "A. CÔNG TÁC CHỈ ĐẠO"
_NUMBERED = (
    rf"\d{{1,2}}(?:(?:\.\d{{1,2}}){{0,3}}(?:[.)]\s*(?=[^\d\s.,])|/\s+(?=\D))|(?:\.\d{{1,2}}){{1,3}}\.?\s+(?=[{UPPER}]))"
)
_LETTERED = r"[a-zđ](?:\d{0,2}\)|\.\s)\s*(?=\S)"
_BULLET = r"[-–—+*•●▪■◦‣✓➢]\s*(?=[^\W\d_]|[\"“(])|[-–—+•●▪■◦‣✓➢]\s+(?=\S)"
HEADING = re.compile(f"{_ROMAN}|{_CAPITAL}|{_NUMBERED}|{_LETTERED}")
BULLET = re.compile(_BULLET)
# Marks that open an item or a heading: "II.", "B. KẾT QUẢ", "2.", "2.1.", "a)", "- ".
ITEM = re.compile(f"{_ROMAN}|{_CAPITAL}|{_NUMBERED}|{_LETTERED}|{_BULLET}")
# Lines that always stand alone in an official document.
_ALONE = re.compile(
    r"(?:Nơi nhận|Kính gửi|BÁO CÁO|PHỤ LỤC|Phụ lục|PHẦN THỨ|Phần thứ|Độc lập|CỘNG HÒA|Số:|Mẫu số|Biểu (?:mẫu|số))\b"
    r"|(?:TM|KT|TL|TUQ|Q)\.\s?[^\W\d_]|Điều \d+[.:]"
)
# A line that ends in such a word goes on, whatever follows: prepositions, conjunctions …
_LINKS = frozenset([
    "và", "hoặc", "hay", "của", "các", "những", "cho", "với", "về", "tại", "theo", "từ", "đến", "do", "bởi",
    "là", "được", "bằng", "để", "trong", "trên", "dưới", "ngoài", "số",
])
# … and, in a long line, the common nouns before numbers and names.
_NOUNS = frozenset([
    "ngày", "tháng", "năm", "quý", "mục", "điểm", "khoản", "tỉnh", "huyện", "xã", "phường", "trấn", "phố",
    "Sở", "Phòng", "Bộ", "UBND", "HĐND",
])
# The head and the end of a document, where lines of capitals stand below each other.
_SIGNATORY = re.compile(
    r"(?:TM|KT|TL|TUQ|Q)\.|(?:PHÓ |Q\. ?)?(?:CHỦ TỊCH|GIÁM ĐỐC|TRƯỞNG|CHÁNH|BÍ THƯ)|(?:UBND|ỦY BAN|UỶ BAN|HĐND|SỞ|PHÒNG"
    r"|VĂN PHÒNG|BỘ|CỤC|CHI CỤC|BAN|THANH TRA|ĐẢNG)\b"
)
# A word that nothing but the figure after it completes, and that figure: "quý", "I/2022"; "phiên bản", "2.0."
_FIGURE = re.compile(
    r"(?:^|\s)(?:quý (?:[IVX]{1,3}|[1-4])(?=[\s,/;]|$)|ngày \d{1,2}(?=/| tháng|-\d)|tháng \d{1,2}(?=[\s/,]|$)"
    r"|năm (?:19|20)\d\d(?!\d)|phiên bản \d|mức độ [1-4](?=\.?$|[^.)\d])|số \d{1,5}[a-z]?/)", re.I
)
# The last words of the text, with its end mark: "Lộc./."
_LAST_WORDS = re.compile(r"(?:[^\W\d]+ ){0,3}[^\W\d]+\s?\./\.")
_INSIDE = re.compile(r"(?![a-zđ]\)|\d{1,2}\))[^()]{1,80}\)")  # up to a closing bracket that no mark has
_FRACTION = re.compile(r"\d[\d.]*/\d[\d.]*\s+[^\W\d_]")  # opens no paragraph
LONE_MARK = re.compile(r"[-–—+*•●▪■◦‣✓➢]|\d{1,2}(?:\.\d{1,2})*[.)]|[IVX]{1,5}\.|[a-zđ]\)")
_CLOSING = frozenset(".,;:)]”%!?")
_TAIL_SYMBOL = re.compile(rf"/\w|-[{UPPER}&]{{2,}}")
_SYMBOL = re.compile(r"\d/?\w*$")
_CAPITALS = 8  # letters that make a line of capitals a title, not an abbreviation
_TITLE = 30  # a title of at least so many letters may run over two lines
_SHORT = 12  # a line that is shorter does not run on, unless it is full
_LONG = 25  # nor does a line that is shorter run on into a capital or a number
_CUT = 60  # and one that is shorter does so only for the plainest reasons


def needs_blank(before: str, line: str) -> bool:
    """Whether a blank belongs between two lines that are joined: not within "QĐ-UBND" or before a dot."""
    head = line[0]
    if head in _CLOSING:
        return False
    if head in "/-" and _is_tail(before, line):
        return False
    if before[-1] not in "-/" or not head.isalnum() or not before[-2:-1].isalnum():
        return True
    return "://" in before.rsplit(" ", 1)[-1]


def joins(
    before: str, line: str, after: str, layout: Layout, *, first: bool, heading: bool, apart: bool = False
) -> bool:
    """Whether `line` goes on with `before`, the line above it; `after` is the line below, "" at the end.

    first: `before` is the first line of its paragraph; heading: that paragraph opens with the mark of a
    heading; apart: an indent or a blank line sets `line` off.
    """
    head = line[0]
    if head in _CLOSING or (first and LONE_MARK.fullmatch(before)) or (head in "/-" and _is_tail(before, line)):
        return True
    end = ended(before)
    if not end and (head.isdigit() or head in "IVX") and _completes(before, line):
        return True
    if not end and (_LAST_WORDS.fullmatch(line) or _closes_bracket(before, line)):
        return True
    if not end and not heading and _FRACTION.match(line) and len(before) >= _LONG:
        return True
    if head.islower() and not end and not ITEM.match(line) and not (first and before.isupper()):
        return not first or len(before) >= _SHORT
    if apart:
        return False
    full = bool(layout.wrap) and layout.is_full(before, line, first=first)
    if LONE_MARK.fullmatch(line):
        return False
    if ITEM.match(line):
        if heading or end or not full or _opens_paragraph(line, after, layout):
            return False
        return bool(BULLET.match(line)) or _goes_on(before)
    if _ALONE.match(line) and (end or not full or (line.isupper() and not before.isupper())):
        return False
    if _is_title(before) or _is_title(line):
        return _one_title(before, line, end)
    if not needs_blank(before, line):
        return True
    if head.islower():
        return full
    if not full:
        return not end and not heading and _is_cut(before, line, layout)
    opens = _opens_paragraph(line, after, layout)
    if opens is not None:
        return not opens
    return not heading or end or _goes_on(before) or _ends_heading(line) or layout.together(before, line)


def _closes_bracket(before: str, line: str) -> bool:
    """Whether the line goes on in a bracket that the line above has left open: "(mới 48.752, kỳ trước", "185); …"."""
    return before.count("(") > before.count(")") and _INSIDE.match(line) is not None


def _completes(before: str, line: str) -> bool:
    last = " ".join(before.split()[-2:])
    match = _FIGURE.search(f"{last} {line}")
    return match is not None and match.start() <= len(last) < match.end()


def _is_tail(before: str, line: str) -> bool:
    """Whether a line is the rest of a document's symbol: "61/2018/NĐ", "-CP"."""
    return bool(_TAIL_SYMBOL.match(line) and _SYMBOL.search(before))


def _opens_paragraph(line: str, after: str, layout: Layout) -> bool | None:
    if not after or ended(line) or not after[0].islower() or ITEM.match(after):
        return None
    return layout.opens_paragraph(line, after)


def _ends_heading(line: str) -> bool:
    """Whether a short line is rather the rest of a heading than a text of its own: "ISO 9001:2015."."""
    return line[0].isdigit() or (len(line) < _CUT and line.split(" ", 1)[0].isupper())


def _is_cut(before: str, line: str, layout: Layout) -> bool:
    """Whether the end of a page cut a line before a number ("số", "61/2018/NĐ-CP") or a capital ("Gia", "Nghĩa")."""
    if len(before) < _LONG:
        return False
    if _goes_on(before) or (line[0].isdigit() and not layout.wrap):
        return True
    return len(before) >= _CUT and before.rsplit(" ", 1)[-1][0].isupper() and layout.together(before, line)


def _goes_on(before: str) -> bool:
    last = before.rsplit(" ", 1)[-1]
    return (last[-1] in ",(/“" and "://" not in last) or last in _LINKS or (len(before) >= _CUT and last in _NOUNS)


def _is_title(text: str) -> bool:
    return text.isupper() and " " in text and sum(map(str.isalpha, text)) >= _CAPITALS


def _one_title(before: str, line: str, end: bool) -> bool:
    """Two lines of one title in capitals, not of a signature or of the names of two agencies."""
    if not before.isupper() or line != line.upper() or end or len(before) < _TITLE:
        return False
    return _goes_on(before) or not _SIGNATORY.match(before) and not _SIGNATORY.match(line)
