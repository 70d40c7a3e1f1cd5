"""The figures of a passage with what stands around them: the ground that relations are found on.

A passage is a paragraph together with the list items that follow it, or one footnote.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from cchc_lint import packdata
from cchc_lint.document import Block, Document, Span
from cchc_lint.interval import exactly
from cchc_lint.letters import RAISED, UPPER
from cchc_lint.parse.figures import is_measure
from cchc_lint.report import Number

_ITEM = re.compile(r"\s*(?:[-–+*•]\s?|[a-zđ]\)\s|\d{1,2}\)\s)")
# A comma that only joins the words of one name: "xã, phường, thị trấn", "cán bộ, công chức", "trước hạn, đúng hạn".
COMMA = (
    r"(?:(?:^|(?<=[\d#])),(?!\s*4\b)"  # right after a figure it parts in any case
    r"|(?<![Đđ]ã)(?:(?<=phường),(?!\s*xã\b)|(?<!phường),)(?!\s*(?:phường|thị trấn|thành phố|thị xã|ngành|ban\b"
    r"|công chức|viên chức|bài|việc\b|đơn vị|tổ chức|cá nhân|kiến nghị|công khai|điều hành|\s*4\b))"
    # "sửa đổi, bổ sung, thay thế": acts of one list
    r"(?!(?:(?<=đổi,)|(?<=sung,)|(?<=thế,)|(?<=hủy,))\s*(?:bổ sung|thay thế|bãi bỏ)))"
)
BOUNDARY = rf"[.;:()\n]|{COMMA}"
_BOUNDARY = re.compile(rf"{BOUNDARY}|\bcòn\b")
# "trước và đúng hạn", "đã và đang" are one state
_JOINED = re.compile(rf"^(?:(?!{BOUNDARY}).)*(?<!trước )(?<!trước hạn )(?<![Đđ]ã )\bvà\b")
_LABEL_WORDS = 9
# "theo Nghị định số 111/2022/NĐ-CP ngày 30/12/2022": names a document, not what is counted.
_REFERENCE = re.compile(
    r"(?:theo |tại |của )?(?:nghị định|nghị quyết|quyết định|thông tư|kế hoạch|công văn|chỉ thị) (?:số )?\d+/\S+"
    r"(?: ngày \d\S*)?(?: của (?:thủ tướng )?chính phủ)?"
)
_UNMARKED = dict.fromkeys(map(ord, RAISED), " ")  # marks of footnotes are letters of the word before to patterns
CASES = "trường hợp"  # counts anything
# A figure without its noun counts what was counted last: "tiếp nhận 40 hồ sơ, đã giải quyết 38, còn 2 đang xử lý".
_ELLIPTIC = re.compile(
    r"\s*(?:[,;.)(]|$|(?:và|đang|đã|chưa|do|của|thuộc|tại|ở|là|được|bị|qua|trước|đúng|quá|trễ|còn|bằng|chiếm"
    r"|đạt|tương|so|trên|với|cho|vào|từ|nay|phát sinh|hoàn thành|tiếp nhận|nộp|xử lý|giải quyết)\b)", re.I
)
_CLAUSE = re.compile(rf"[.;:()\n]|{COMMA}")
_TOPIC = re.compile(r"\W*(?:có |tổng |toàn bộ )?(?P<number>(?:tổng )?số (?:lượng )?)?", re.I)
_TOPICS = frozenset(("người", "thủ tục", "hồ sơ", "phiếu", "tin", "phản ánh"))  # plain heads that name no owner
_HEADS = frozenset(("đơn vị", "văn bản", "nhiệm vụ"))  # of families whose other words may name one
_SENTENCE_END = re.compile(rf"[.!?]\s+(?=[{UPPER}\"“])|\.\s*$")


class Figure(NamedTuple):
    """A number and its surroundings.

    gap: the text between the figure before it (or the start of its item) and this one; label: the words of
    the gap after its last comma, semicolon, colon or bracket, lower case; after: the text up to the next figure;
    depth: how many brackets are open around it; family: what it counts (see units.yaml), "" unknown;
    item: which span of the passage it stands in, 0 the paragraph itself; first: the first figure of its item;
    parted: a sentence ends in the gap.
    """

    number: Number
    gap: str
    label: str
    after: str
    depth: int
    family: str
    item: int
    first: bool
    parted: bool

    @property
    def is_denominator(self) -> bool:
        """Is it the whole of a fraction, the 12 of 03/12?"""
        return self.gap.strip() == "/"

    @property
    def starts_sentence(self) -> bool:
        """Does a sentence or an item end between the figure before it and this one?"""
        return self.first or self.parted

    @property
    def is_percent(self) -> bool:
        return self.number.unit == "%"

    @property
    def is_amount(self) -> bool:
        """Is it a count, or a measure (of money, land …) that adds up like one, and no percent, score or mean?"""
        return not self.is_percent and (not self.number.decimals or is_measure(self.number.unit))


def passages(document: Document, blocks: Sequence[Block]) -> list[tuple[Span, ...]]:
    """Spans that read as one: each paragraph with its list items, each footnote by itself."""
    found: list[list[Span]] = []
    open_list = False
    for block in blocks:
        text = document.text[block.span.start : block.span.end]
        if block.kind == "footnote":
            found.append([block.span])
            continue
        is_item = bool(_ITEM.match(text))
        if is_item and open_list:
            found[-1].append(block.span)
            continue
        found.append([block.span])
        open_list = text.rstrip().endswith((":", "trong đó", "sau")) or is_item
    return [tuple(spans) for spans in found]


def figures(document: Document, spans: Iterable[Span], numbers: Sequence[Number]) -> list[Figure]:
    """The figures of `numbers` that stand in the passage `spans`, in order."""
    text = document.text
    found: list[Figure] = []
    for item, span in enumerate(spans):
        low, high = (bisect_left(numbers, end, key=_start) for end in span)
        depth, at = 0, span.start
        for index in range(low, high):
            number = numbers[index]
            gap = _plain(text[at : number.span.start])
            depth = max(depth + gap.count("(") - gap.count(")"), 0)
            end = numbers[index + 1].span.start if index + 1 < high else span.end
            after = _plain(text[number.span.end : end])
            family = family_of(number)
            parted = ends_sentence(gap) and not (index > low and _is_fragment(gap, after))
            if not family and _ELLIPTIC.match(after) and not number.decimals:
                goes_on = index > low and not parted
                family = _topic_family(gap) or _family_before(found, number, gap, depth, goes_on)
            found.append(Figure(
                number=number, gap=gap, label=label_of(gap, index == low), after=after, depth=depth,
                family=family, item=item, first=index == low, parted=parted,
            ))
            at = number.span.end
    return found


_FOOTNOTE = re.compile(r"\[\d{1,2}\]")
_ROUND = str.maketrans("[]", "()")


def _plain(gap: str) -> str:
    """A gap of the same length without marks of footnotes, and with round brackets for those in brackets."""
    gap = gap.translate(_UNMARKED)
    if "[" not in gap and "]" not in gap:
        return gap
    return _FOOTNOTE.sub(lambda mark: " " * len(mark[0]), gap).translate(_ROUND)


# "Đã trả 6.152 hồ sơ. Trước hạn 4.870. Đúng hạn 1.249.": sentences of a label and a bare count list the parts
# of the one before, as semicolons would.
_FRAGMENT = re.compile(rf"[^.;:]*[.!?]\s+[{UPPER}][^.;:()\d]{{0,40}}\s$")
_FRAGMENT_END = re.compile(r"\s*(?:\.|$|[,;](?![^.]*\b(?:trong (?:số )?đó|gồm|trên|đạt)\b))")


def _is_fragment(gap: str, after: str) -> bool:
    return bool(_FRAGMENT.match(gap) and _FRAGMENT_END.match(after))


def _family_before(found: Sequence[Figure], number: Number, gap: str, depth: int, goes_on: bool) -> str:
    """The family of the figure before, in the same sentence; what a bracket opens may count something else."""
    if not goes_on or not found or depth > found[-1].depth:
        return ""
    between = gap
    for figure in reversed(found):
        of_sorts = not figure.starts_sentence and counts_sorts(figure, between) and figure.number.value < number.value
        between = f"{figure.gap}{between}"
        if not figure.is_percent and not of_sorts:  # "hoàn thành 100 nhiệm vụ (78%), trong đó đúng hạn 97"
            return figure.family
        if figure.starts_sentence:
            break
    return ""


# "chia theo 03 lĩnh vực", "tại 03 xã": what a whole is sorted by, or where it is.
_SORTED_BY = re.compile(r"\b(?:theo|thành|làm|thuộc|ở|trên|tại|của|cho)\s*(?:cả|các)?\s*$", re.I)


def counts_sorts(figure: Figure, after: str) -> bool:
    """Does it tell how many sorts or places there are, not how many things? after: what follows it.

    Of "316 hồ sơ thuộc 03 lĩnh vực: đất đai 120" the second does.
    """
    return bool(_SORTED_BY.search(figure.gap)) or ":" in after


def _topic_family(gap: str) -> str:
    """The family of what a bare figure's clause names first: "số TTHC công bố mới là 14", "biên chế giao 96", or
    what stands before a colon: "Phản ánh: tiếp nhận 12"."""
    *before, clause = _CLAUSE.split(gap)
    announced = before[-1] if before and gap[: -len(clause) or None].endswith(":") else ""
    return _family_named(clause) or _family_named(announced)


def _family_named(clause: str) -> str:
    """The family of what a clause opens on, "" where that names an owner ("phòng Kinh tế 16")."""
    match = _TOPIC.match(clause)
    if not match or len(clause) > 100:
        return ""
    words = re.findall(r"\w+", clause[match.end() :])
    for length in range(min(len(words), 3), 0, -1):
        head = " ".join(words[:length]).lower()
        family = _families().get(head, "")
        names_owner = any(word[0].isupper() for word in words[length : length + 1])
        if family and (match["number"] or not names_owner and (family in _TOPICS or head in _HEADS)):
            return family
    return ""


_RAISED = str.maketrans("0123456789", RAISED)
_DETAILS = re.compile(r"\W*(?:gồm|bao gồm|trong đó|cụ thể)\b", re.I)


def with_host(document: Document, note: list[Figure], block: Block, hosts: Sequence[Figure]) -> list[Figure]:
    """The figures of a footnote that details ("Gồm: 03 quyết định, …") the figure at its mark, after that figure."""
    if not _DETAILS.match(document.text, block.span.start, block.span.end):
        return note
    mark = block.mark.translate(_RAISED)
    glued = re.compile(rf"[^\W\d_]{re.escape(block.mark)}(?!\d)")  # "văn bản chỉ đạo1": a mark whose height is lost
    host = next((
        figure for figure in hosts
        if mark and (mark in (words := _words_after(document, figure)) or glued.search(words))
    ), None)
    if host is None or host.is_percent:
        return note
    return [host._replace(item=note[0].item), note[0]._replace(first=False), *note[1:]]


def _words_after(document: Document, figure: Figure) -> str:
    """What follows a figure up to the next comma, with the marks of footnotes."""
    end = figure.number.span.end
    return re.split(r"[,;]", document.text[end : end + len(figure.after)])[0]


def _start(number: Number) -> int:
    return number.span.start


def label_of(gap: str, opens: bool = False) -> str:
    """The words right before a figure, back to the last separator.

    opens: nothing stands before the gap in its item. "và" separates only what follows the figure before
    ("21 nghị quyết và 37 quyết định"), not "trước hạn và đúng hạn".
    """
    stripped = gap.rstrip(" :=–-")
    joined = _JOINED.match(stripped)
    cut = joined.end() if joined else 0
    for match in _BOUNDARY.finditer(stripped):
        # "Hồ sơ quá hạn tuy giảm nhưng vẫn còn 35 hồ sơ": a verb there, with its subject before it
        if (cut or opens) and match.group() == "còn" and len(stripped[cut : match.start()].split()) > 2:
            continue
        cut = match.end()
    return " ".join(_REFERENCE.sub(" ", stripped[cut:].lower()).split()[-_LABEL_WORDS:])


def ends_sentence(gap: str) -> bool:
    return bool(_SENTENCE_END.search(gap))


def family_of(number: Number) -> str:
    """The family of units of a number: "biên chế" and "công chức" are both "người"."""
    table = _families()
    if number.unit in table:
        return table[number.unit]
    words = number.noun.split()
    for length in (3, 2, 1):
        head = " ".join(words[:length])
        if head in table:
            return table[head]
    return number.unit


def family_of_word(word: str) -> str:
    """The family of a unit by itself: that of "xã" and "phường" is one."""
    return _families().get(word, word)


def exactly_told(number: Number) -> Number:
    """A number without the word before it that made it one-sided or vague."""
    return replace(number, quantifier="", interval=exactly(number.value)) if number.quantifier else number


def related(total: str, part: str) -> bool:
    """May a figure of family `part` be a part of one of family `total`?"""
    if not part or not total or CASES in (part, total):
        return True
    return total.startswith(part) or part.startswith(total)


@cache
def _families() -> dict[str, str]:
    return {word: family[0] for family in packdata.data("units")["families"] for word in reversed(family)}


@cache
def complements() -> tuple[re.Pattern[str], ...]:
    """One pattern for each list of words whose parts make a whole together."""
    return _any_of("complements")


@cache
def shares() -> tuple[re.Pattern[str], ...]:
    """Those of the complements whose percents make 100."""
    return _any_of("shares")


@cache
def open_lists() -> tuple[re.Pattern[str], ...]:
    """Those of the complements of which a few are often told alone."""
    return _any_of("open")


def _any_of(key: str) -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))
        for words in packdata.data("units")[key]
    )


@cache
def progress() -> tuple[re.Pattern[str], ...]:
    """Words of what is done and what is left, whose counts make the whole where they stand side by side."""
    words = packdata.data("units")["progress"]
    return (re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(word) for word in words)})(?!\w)"),)
