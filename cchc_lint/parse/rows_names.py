"""Names of the indicators: how they are compared, and the vocabulary of all names that the forms know.

Two writings of one name fold to the same text: case, punctuation, abbreviations in use (TTHC, ĐVSNCL, HS …)
and equal spellings (hòa/hoà, bảo đảm/đảm bảo, hạn/hẹn) make no difference.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from cchc_lint.catalogue import FORMS, FormRow, form_rows

_TAG = re.compile(r"</?[a-z]+>")
_REMARK = re.compile(r"\s*\([^()]*\)")
_NO_WORD = re.compile(r"[^\w%]+")
_LONG = {
    "tthc": "thủ tục hành chính", "dvc": "dịch vụ công", "dvctt": "dịch vụ công trực tuyến",
    "dvcqg": "dịch vụ công quốc gia", "vtvl": "vị trí việc làm", "cbcc": "cán bộ công chức",
    "vbqppl": "văn bản quy phạm pháp luật", "qppl": "quy phạm pháp luật", "vb": "văn bản", "ubnd": "ủy ban nhân dân",
    "hđnd": "hội đồng nhân dân", "cchc": "cải cách hành chính", "đvsncl": "đơn vị sự nghiệp công lập",
    "đvsn": "đơn vị sự nghiệp", "sncl": "sự nghiệp công lập", "nsnn": "ngân sách nhà nước",
    "pakn": "phản ánh kiến nghị", "lđ": "lãnh đạo", "hs": "hồ sơ", "đvị": "đơn vị", "đv": "đơn vị", "cq": "cơ quan",
    "hẹn": "hạn", "trễ": "quá", "tỉ": "tỷ", "kỉ": "kỷ", "cbccvc": "cán bộ công chức viên chức",
}
_MARKS = str.maketrans({"Ð": "đ", "ð": "đ", "’": "'", "\u00ad": "", "\u200b": ""})
_TONES = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa", "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe",
    "oẹ": "ọe", "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}
_TONE = re.compile(rf"(?<!q)(?:{'|'.join(_TONES)})(?!\w)")

UPPER = "".join(char for char in map(chr, range(0x41, 0x1EFA)) if char.isupper() and char.isalpha())  # of a set

_LEVEL = re.compile(
    r"(?:các )?sở(?: ban)?(?: ngành)?|(?:các )?phòng ban(?: chuyên môn)?|(?:các )?(?:phòng|cơ quan) chuyên môn"
    r"|(?:ủy ban nhân dân )?(?:các )?(?:cấp )?(?:tỉnh|huyện|xã|thành phố|thị xã|quận|phường|thị trấn)(?![\w])"
)
_SCOPES = {
    "tỉnh": "province", "huyện": "district", "quận": "district", "thị xã": "district",
    "xã": "communes", "phường": "communes", "thị trấn": "communes",
}
LEVEL_MARK = "@"

# Names that differ only in such a pair are names of different things, however near they look.
_CONTRASTS = (
    ("công chức", "viên chức"), ("đúng", "quá"), ("toàn trình", "một phần"), ("kiểm tra", "rà soát"),
    ("sở", "phòng"), ("tỉnh", "huyện"), ("huyện", "xã"), ("tỉnh", "xã"), ("đặc biệt", "thi tuyển"),
    ("được giao", "có mặt"), ("tổng số", "tỷ lệ"), ("số", "tỷ lệ"), ("trực tuyến", "trực tiếp"),
    ("đất đai", "xây dựng"), ("cùng cấp", "giữa các cấp"), ("song song", "sử dụng"), ("chi đầu tư", "một phần"),
    ("phát hiện qua", "đã xử lý"), ("đủ điều kiện", "đang cung cấp"),
)
# A remark: in brackets, or a sentence of its own.
NEW_SENTENCE = re.compile(rf"\s*\(|\s+(?=[{UPPER}](?![{UPPER}])\w)")
_DIGITS = re.compile(r"\d+")


@lru_cache(maxsize=8192)
def fold(name: str) -> str:
    """The comparable form of a name. What begins a name still begins it when both are folded."""
    words = [_LONG.get(word, word) for word in fold_plain(name).split()]
    return " ".join(words).replace("đảm bảo", "bảo đảm")


@lru_cache(maxsize=8192)
def fold_plain(name: str) -> str:
    """The folded name with its abbreviations left as they are."""
    text = _TAG.sub(" ", name) if "<" in name else name
    text = _TONE.sub(lambda match: _TONES[match[0]], text.translate(_MARKS).lower())
    return " ".join(_NO_WORD.sub(" ", text).split())


@lru_cache(maxsize=4096)
def skeleton(folded: str) -> str:
    """A folded name with the levels that it names taken out."""
    return " ".join(_LEVEL.sub(LEVEL_MARK, folded).replace(f"{LEVEL_MARK} {LEVEL_MARK}", LEVEL_MARK).split())


@lru_cache(maxsize=4096)
def level_scope(folded: str) -> str:
    """The scope that a folded name states by the first level in it: "departments", "district" …; "" none."""
    match = _LEVEL.search(folded)
    if not match:
        return ""
    words = match[0]
    if "sở" in words or "phòng" in words or "chuyên môn" in words:
        return "departments"
    return next((scope for word, scope in _SCOPES.items() if words.endswith(word)), "province")


def contrary(one: str, other: str) -> bool:
    """Whether two folded names tell different things by a figure or a pair of contrary words."""
    if _DIGITS.findall(one) != _DIGITS.findall(other):
        return True
    return any(
        (a in one and b in other and a not in other and b not in one)
        or (b in one and a in other and b not in other and a not in one)
        for a, b in _CONTRASTS
    )


@dataclass(frozen=True, slots=True)
class Known:
    """A row of a form within the vocabulary; index and parent (-1 none) count within its form."""

    row: FormRow
    index: int
    parent: int
    names: tuple[str, ...]  # folded, its own first
    plain: tuple[str, ...]  # the same with abbreviations left


@cache
def known_rows(form: str) -> tuple[Known, ...]:
    """The rows of one form with their parents."""
    rows = form_rows(form)
    parents = parent_indexes([(row.table, row.code) for row in rows if not row.extra])
    found: list[Known] = []
    last: dict[tuple[int, str], int] = {}  # index of the last row so far with that table and code
    for index, row in enumerate(rows):
        told = row.extra or (row.parent and not row.code)
        parent = last.get((row.table, row.parent), -1) if told else parents[index]
        names = _names(row)
        folded, plain = (tuple(dict.fromkeys(map(way, names))) for way in (fold, fold_plain))
        found.append(Known(row, index, parent, folded, plain))
        last[row.table, row.code] = index
    return tuple(found)


def _names(row: FormRow) -> tuple[str, ...]:
    """Its names, also in the words of today for the levels of service, then those without their remark in brackets."""
    names = (row.name, *row.also)
    names = (*names, *(today for today in map(_of_today, names) if today not in names))
    return (*names, *(short for short in (_REMARK.sub(" ", n) for n in names if "(" in n) if len(short.split()) > 2))


# Nghị định 42/2022/NĐ-CP: reports since then write its words into the form of 2021 too.
_LEVELS_OF_TODAY = (
    ("mức độ 3 và mức độ 4", "một phần và toàn trình"), ("mức độ 3 và 4", "một phần và toàn trình"),
    ("mức độ 3, 4", "một phần, toàn trình"), ("mức độ 3", "một phần"), ("mức độ 4", "toàn trình"),
)


def _of_today(name: str) -> str:
    """A name with "một phần" for level 3 and "toàn trình" for level 4."""
    for old, today in _LEVELS_OF_TODAY:
        name = name.replace(old, today)
    return name


@cache
def by_name(form: str) -> dict[str, tuple[Known, ...]]:
    """The rows of a form by every folded name they go by."""
    found: dict[str, tuple[Known, ...]] = {}
    for known in known_rows(form):
        for name in known.names:
            found[name] = (*found.get(name, ()), known)
    return found


@cache
def by_skeleton(form: str) -> dict[str, tuple[Known, ...]]:
    """The rows of a form whose names tell a level, by their skeletons."""
    found: dict[str, tuple[Known, ...]] = {}
    for known in known_rows(form):
        for name in known.names:
            if level_scope(name) and known not in found.get(skeleton(name), ()):
                found[skeleton(name)] = (*found.get(skeleton(name), ()), known)
    return found


@cache
def top_names() -> tuple[str, ...]:
    """The folded names of the rows at the top of a table."""
    return tuple(
        name for form in FORMS for known in known_rows(form) if known.row.code.isdigit() for name in known.names
    )


@cache
def all_names() -> tuple[str, ...]:
    """Every folded name of every form, sorted."""
    return tuple(sorted({name for form in FORMS for name in by_name(form)}))


@lru_cache(maxsize=8192)
def is_name(folded: str) -> bool:
    """Whether some form has exactly this name."""
    return any(folded in by_name(form) for form in FORMS)


@lru_cache(maxsize=4096)
def head_name(name: str) -> str:
    """The folded known name that a remark follows: "… Hệ thống họp trực tuyến Liên thông 2 cấp: …"; "" none."""
    cuts = [match.start() for match in NEW_SENTENCE.finditer(name)]
    return next((head for head in (fold(name[:cut]) for cut in reversed(cuts)) if is_name(head)), "")


def names_starting(folded: str) -> Sequence[str]:
    """The known names that begin with this text."""
    names = all_names()
    start = bisect_left(names, folded)
    return names[start : bisect_left(names, folded + "\U0010ffff", start)]


@lru_cache(maxsize=4096)
def begins_name(folded: str) -> bool:
    """Whether a folded line opens a name: a known name begins with it, or it begins with a known name."""
    if len(folded) < 8:
        return False
    if names_starting(folded):
        return True
    names = all_names()
    at = bisect_left(names, folded)
    return any(folded.startswith(name + " ") for name in names[max(at - 3, 0) : at])


def parent_indexes(codes: Sequence[tuple[int, str]]) -> list[int]:
    """The index of each row's parent, -1 at the top: by code and order; a row without a code belongs to
    the last row with one.

    A code that was numbered wrongly (1.1.1 under 1.2) stays where it stands; one whose own parent is
    missing (5.4.1 with no 5.4) goes to the nearest row above that its code continues.
    """
    parents: list[int] = []
    open_rows: list[tuple[int, str, int]] = []  # depth, code, index of the rows that may still get children
    seen: set[str] = set()
    table = 0
    for index, (own_table, code) in enumerate(codes):
        if own_table != table:
            table, open_rows, seen = own_table, [], set()
        if not code:
            parents.append(open_rows[-1][2] if open_rows else -1)
            continue
        depth = code_depth(code)
        while open_rows and open_rows[-1][0] >= depth:
            open_rows.pop()
        if depth > 1 and code.rpartition(".")[0] not in seen:
            while open_rows and open_rows[-1][0] > 0 and not code.startswith(open_rows[-1][1] + "."):
                open_rows.pop()
        parents.append(open_rows[-1][2] if open_rows else -1)
        open_rows.append((depth, code, index))
        seen.add(code)
    return parents


def code_depth(code: str) -> int:
    """0 of a Roman number, 1 of "3", 3 of "3.1.2"; 9 of a letter or dash."""
    if code[0].isdigit():
        return code.count(".") + 1
    return 0 if code.isupper() and code[0] in "IVX" else 9
