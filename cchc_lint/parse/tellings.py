"""The figures of the prose with the words that tell what they count, whose they are and of when.

Left out are those of another period, of one unit alone, and vague ones: they tell no fact of the report.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from cchc_lint.document import Span
from cchc_lint.letters import UPPER
from cchc_lint.parse.clauses import BOUNDARY, Figure
from cchc_lint.parse.percents import is_right
from cchc_lint.parse.sentences import scope_of, without_scope
from cchc_lint.parse.synonyms import plainly
from cchc_lint.report import Breakdown, Change, Period, PeriodMention, Ratio

STOP = re.compile(r"[.!?]\s+(?=\S)")  # between sentences
_DOCUMENTS = "văn bản"
_COUNTED = {"xã": "communes", "phường": "communes", "thị trấn": "communes", "huyện": "district"}
_BARE = re.compile(r"\s*(?:[,;.)(]|$)")  # a figure without its noun
_LONGEST = 2000  # characters of a sentence so far: what stands further back says nothing of a figure


class Telling(NamedTuple):
    """A figure of the prose with its words.

    near: back to the last comma and on to the next one; around: back to the figure before, within the
    sentence; under: the words of the total that it is a part of; sentence: its words so far; topic: those and
    the headings above; own: the level that its own words name, inherited: the one of its sentence or item;
    then: what follows in its sentence; moved: told as an increase or a decrease; total: where the total
    stands that it is a part of; share: the count that a percent is really of; of: the words near the
    total of a bracket.
    """

    figure: Figure
    near: str
    around: str
    under: str
    sentence: str
    topic: str
    own: str
    inherited: str
    then: str
    moved: bool
    total: Span | None
    share: Figure | None
    of: str


def find_tellings(
    figures: Sequence[Figure], topic: str, breakdowns: Sequence[Breakdown], changes: Sequence[Change],
    ratios: Sequence[Ratio], periods: Sequence[PeriodMention], period: Period | None, agency: str = "",
) -> list[Telling]:
    """The figures of one passage with their words.

    topic: the titles of the headings above the passage, lower case; agency: the name of the one that reports.
    """
    totals = {part.span: b.total.span for b in breakdowns for part in b.parts}
    for change in changes:
        told = (change.before, change.after, change.by, change.percent)
        subject = min((n for n in told if n is not None), key=lambda number: number.span)
        totals.update({n.span: subject.span for n in told if n is not None and n.span != subject.span})
    at = {figure.number.span: figure for figure in figures}
    shares = {r.percent.span: at.get(r.part.span) for r in ratios if r.percent and is_right(r)}
    found: list[Telling] = []
    words: dict[Span, str] = {}
    nears: dict[Span, str] = {}
    scopes: dict[Span, str] = {}
    item_scope = sentence_scope = sentence = clause = label = family = ""
    depth = 0
    outside: dict[int, str] = {}  # the level of the sentence by the brackets that are open
    elsewhen = False  # told of another period since the start of a sentence
    left_out: set[Span] = set()
    # told of the last level, and for the next: "các sở giải quyết 58 hồ sơ; UBND cấp huyện 71 hồ sơ"
    act: tuple[str, str, Span | None] = "", "", None
    for i, figure in enumerate(figures):
        if figure.first:
            family = ""
        if not figure.is_percent:
            family = figure.family or (family if _BARE.match(figure.after) else "")
        if figure.family != family and not figure.number.decimals and not figure.is_percent:
            figure = figure._replace(family=family)  # "168 cán bộ (nữ 60)": also what a bracket adds
        span = figure.number.span
        around = _around(figure.gap)
        if figure.first:
            item_scope = scope_of(figure.gap[:80])
        if figure.starts_sentence:
            sentence_scope = sentence = ""
            depth, outside = 0, {}
            elsewhen = _opens_elsewhen(figure, periods, period, goes_on=elsewhen and not figure.first)
        sentence = f"{sentence} {around}"[-_LONGEST:]
        clause = _clause(clause, figure)
        after = _after(figures, i)
        if figure.label or figure.starts_sentence or ";" in figure.gap or not _goes_on(figures, i):
            label = plainly(figure.label)
        near = f"{'còn ' if _is_left(figure) else ''}{label} {after}"
        # "kiểm tra 26 văn bản của cấp xã": whose documents they are, not who checks them
        own = _COUNTED.get(figure.number.unit) or scope_of(label if figure.family == _DOCUMENTS else near)
        sentence_scope = _scope_so_far(figure, around, sentence_scope, depth, outside)
        depth = figure.depth
        if not own and figure.depth and span in totals:
            own = scopes.get(totals[span], "")  # "cấp xã có mặt 331 (168 cán bộ, 163 công chức)"
        elif own and act[1:] == (figure.family, totals.get(span)) and not figure.starts_sentence \
                and _is_level(figure.label):
            near = f"{act[0]} {near}"
        elif own:
            act = without_scope(label), figure.family, totals.get(span)
        if own and figure.starts_sentence:
            sentence_scope = own  # "được giao 312 cán bộ, công chức xã, phường; hiện có 301 người"
        scopes[span] = own or sentence_scope
        under = words.get(totals[span], "") if span in totals else ""
        words[span] = f"{under} {around} {near}".strip()
        counted = shares.get(span)
        if figure.depth and span in totals and _is_level(figure.label):
            near = f"{nears.get(totals[span], '')} {near}"  # "có mặt 2.361 người (cấp tỉnh 1.246, …)"
        if counted is not None:
            near = f"{nears.get(counted.number.span, '')} {near}"  # "35.094 hồ sơ đúng hạn (đạt 99,91%)"
        nears[span] = near
        if _is_told_apart(figure, around, sentence, agency) or _opens_on_other_unit(clause, agency):
            continue
        year = _year(periods, span.start - len(figure.gap) + _sentence_start(figure.gap), span.start)
        if elsewhen and year is None or totals.get(span) in left_out:
            left_out.add(span)
        elif year is None or period is None or year == period.year:
            found.append(Telling(
                figure=figure, near=near, around=around, under=under, sentence=sentence,
                topic=f"{topic} {sentence} {after}",
                own=own, inherited=sentence_scope or item_scope, then=_then(figures, i),
                moved=_is_moved(figure) or bool(i and _tells_move(figures[i - 1], figure)),
                total=totals.get(span), share=shares.get(span),
                of=nears.get(totals[span], "") if figure.depth and span in totals else "",
            ))
    return found


def _scope_so_far(figure: Figure, around: str, scope: str, depth: int, outside: dict[int, str]) -> str:
    """The level that a sentence tells of up to a figure, after `scope` up to the one before, which stood at `depth`.

    What a bracket names holds within it alone: "1.240 hồ sơ (cấp xã 500 hồ sơ), đã giải quyết 1.200 hồ sơ"; outside
    keeps the levels by the brackets that are open.
    """
    if figure.depth < depth:
        scope, around = outside.get(figure.depth, ""), around.rpartition(")")[2]
    elif figure.depth > depth:
        before, _, around = around.rpartition("(")
        outside[depth] = scope = scope_of(before) or scope
    return scope_of(around) or scope


# "của xã An", "xã An (02 hồ sơ": told of one unit.
_ONE_UNIT = re.compile(
    r"\b(?:[Tt]ại|[Cc]ủa|[Dd]o)\s+(?:xã|phường|thị trấn|huyện|[Ss]ở|[Pp]hòng|[Tt]rung tâm|[Cc]hi cục)"
    rf"\s+(?P<name>[{UPPER}]\w+)"
)
_LISTED_UNIT = re.compile(r"\b(?:xã|phường|thị trấn|huyện|sở|phòng|chi cục)\s+\w[^,;:()]{0,40}\(\s*$")
# An office of another branch that a report tells of by the way.
_OTHER_OFFICE = re.compile(
    r"^\W*(?:các )?(?:chi nhánh )?"
    r"(?:văn phòng đăng ký đất đai|chi cục|công an|bảo hiểm xã hội|kho bạc|viện kiểm sát)\b"
)
# "Riêng Trung tâm …": what follows is told of one unit
_ALONE = re.compile(
    r"\briêng\s+(?!cấp|khối|các sở|sở, ngành|ubnd cấp|trong|quý|năm|tháng|kỳ|lĩnh vực hành chính công)[^.;]*$"
)
# "xã Tân Lập có 512 hồ sơ, trễ 6": a clause that opens on the name of a unit.
_UNIT_OPENS = re.compile(
    rf"\W*(?:[Rr]iêng |[Cc]òn |[Tt]ại |[Ởở] |[Tt]rên địa bàn )?(?:UBND )?"
    rf"(?:[Xx]ã|[Pp]hường|[Tt]hị trấn|[Hh]uyện|[Tt]hị xã|[Đđ]ặc khu|Sở)\s+(?P<name>[{UPPER}]\w+)"
)
_CLAUSES = re.compile(r"[.!?;]\s+(?=\S)")
_THEN = re.compile(r"\b(?:cùng kỳ|năm trước|quý trước|so với)\b")


def _clause(before: str, figure: Figure) -> str:
    """The words up to a figure back to the semicolon or the sentence before; before: those up to the one before."""
    *parted, last = _CLAUSES.split(figure.gap)
    return last if parted or figure.starts_sentence else f"{before} # {last}"[:_FOLLOWING]


def _opens_on_other_unit(clause: str, agency: str) -> bool:
    """Is a clause told of a unit by its name that is not the one that reports?"""
    opening = _UNIT_OPENS.match(clause)
    return _names_another(opening, agency)


def _names_another(match: re.Match[str] | None, agency: str) -> bool:
    """Was a unit found by a name that is no word of the agency's own?"""
    return match is not None and match["name"].lower() not in agency.lower().split()


_EACH = re.compile(r"\s*[^\W\d]+(?: [^\W\d]+)? ?/ ?[^\W\d]")  # "40 phiếu/xã"


# "(cấp tỉnh 1.246, cấp huyện 1.115: tổng 2.361)" tells the total again
_SUMS = frozenset(("tổng", "tổng cộng", "cộng"))


def _is_told_apart(figure: Figure, around: str, sentence: str, agency: str) -> bool:
    """Is it vague, a mere denominator, or told of one unit, of each, of another office or another time?"""
    if _EACH.match(figure.after):
        return True
    if figure.depth and figure.label in _SUMS:
        return True
    if figure.number.quantifier or figure.is_denominator or _THEN.search(around[-60:]):
        return True
    named = _ONE_UNIT.search(figure.gap[_sentence_start(figure.gap) :][-_FOLLOWING:])
    if _names_another(named, agency) or _LISTED_UNIT.search(around) or _OTHER_OFFICE.match(sentence):
        return True
    return "riêng" in sentence and bool(_ALONE.search(sentence))


# What may stand before a period that a sentence opens with.
_HEAD = re.compile(r"\W*(?:riêng|tính|trong|chỉ|từ|kể từ|lũy kế|luỹ kế)?\s*(?:trong|từ)?\s*$")
# "Hằng tháng …": of each part of the period.
_MONTHLY = re.compile(r"\b(?:theo|hằng|hàng|mỗi) (?:tháng|tuần|ngày)\b")
_RIENG = re.compile(r"\briêng (?:trong )?tháng\b")  # "Riêng tháng 8 …": a month is named without its year
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "nine-months": 9, "year": 12}


def _opens_elsewhen(
    figure: Figure, periods: Sequence[PeriodMention], period: Period | None, *, goes_on: bool
) -> bool:
    """Does the sentence that begins before the figure tell another year, or only a part of the period ("Riêng
    tháng 8, …")? goes_on: what holds where it names no period."""
    start = figure.number.span.start - len(figure.gap)
    begins = start + _sentence_start(figure.gap)
    at = bisect_left(periods, begins, key=lambda p: p.span.start)
    opening = figure.gap[begins - start :].lower()
    if _MONTHLY.search(opening) or _RIENG.search(opening):
        return True
    if period is None or at == len(periods) or periods[at].span.start >= figure.number.span.start:
        return goes_on
    named = periods[at]
    if not _HEAD.fullmatch(figure.gap[begins - start : named.span.start - start].lower()):
        return goes_on
    if named.kind == period.kind and named.index == period.index:
        return False  # with another year it is rather a slip
    other_year = bool(named.year and named.year != period.year)
    return other_year or 0 < _MONTHS.get(named.kind, 0) < _MONTHS[period.kind]


def _tells_move(count: Figure, percent: Figure) -> bool:
    """Is it the percent of a move told right before it: "giảm 257 người (11,5%)"?"""
    return percent.is_percent and percent.gap.endswith("(") and _is_moved(count)


# Words about a level that say nothing of what it does.
_NO_ACT = frozenset(("", "ubnd", "ở", "tại", "của", "do", "là", "và", "khối", "còn", "của ubnd", "do ubnd"))


def _is_level(label: str) -> bool:
    """Do the words before a figure name a level of government and nothing that it does?"""
    return bool(scope_of(label)) and without_scope(label) in _NO_ACT


def _around(gap: str) -> str:
    """The words back to the figure before, within the sentence."""
    return plainly(" ".join(gap[_sentence_start(gap) :].lower().split())[-200:])


def _goes_on(figures: Sequence[Figure], i: int) -> bool:
    """Do the words before the last figure tell this one too?

    "tiếp nhận 02 đơn, 03 kiến nghị", not "đã khắc phục 13, còn 06 vấn đề" or what a bracket adds.
    """
    before, figure = figures[i - 1], figures[i]
    if figure.is_denominator or figure.is_percent or before.is_percent:
        return True
    return before.family == figure.family and figure.depth <= before.depth and not _is_left(figure)


_LEFT = re.compile(r"\bcòn(?: lại)?\s*$")


def _is_left(figure: Figure) -> bool:
    """Is it told as what is left, "còn 06 vấn đề"?"""
    words = figure.gap.lower()
    return "còn" in words and bool(_LEFT.search(words))


_MOVED = re.compile(r"\b(?:tăng|giảm)\s*(?:thêm|được|là|đạt)?\W*$")


def _is_moved(figure: Figure) -> bool:
    """Is it told as an increase or a decrease?"""
    words = figure.gap.lower()
    return ("tăng" in words or "giảm" in words) and bool(_MOVED.search(words))


def _sentence_start(gap: str) -> int:
    return max((match.end() for match in STOP.finditer(gap)), default=0)


# "tiếp nhận và giải quyết", but "mức độ 3 và mức độ 4" is one name.
_CUT = re.compile(rf"{BOUNDARY}|(?<!đã )\bvà\b(?!\s+(?:mức độ\s+)?4\b)")


_SAID = re.compile(r"(?:(?:rất|không|chưa) )?hài lòng|hợp lệ")


def _after(figures: Sequence[Figure], i: int) -> str:
    """The words after a figure up to a comma.

    What follows a fraction tells its whole: of "1.312/1.487 TTHC cấp tỉnh" only the noun is the part's too, but of
    "339/350 phiếu hài lòng" what the forms say is the part's.
    """
    if i + 1 < len(figures) and figures[i + 1].is_denominator:
        whole = figures[i + 1].number.unit
        said = _SAID.search(_after(figures, i + 1))
        return f"{whole} {said[0]}" if said else whole
    return plainly(" ".join(_CUT.split(figures[i].after, maxsplit=1)[0].lower().split())[:90])


_CLAUSE_END = re.compile(r"[.!?]\s|;")
_FOLLOWING = 200  # characters after a figure that are looked at


def _then(figures: Sequence[Figure], i: int) -> str:
    """What follows a figure in its sentence, up to a semicolon, with its figures."""
    words = figures[i].after
    for at in range(i + 1, len(figures)):
        figure = figures[at]
        if len(words) > 2 * _FOLLOWING or ";" in figure.gap or figure.starts_sentence:
            break
        words += figure.number.text + figure.after
    return plainly(" ".join(_CLAUSE_END.split(words, maxsplit=1)[0].lower().split())[:_FOLLOWING])


def _year(periods: Sequence[PeriodMention], start: int, end: int) -> int | None:
    """The year named last between two offsets."""
    for at in range(bisect_left(periods, end, key=lambda p: p.span.start) - 1, -1, -1):
        if periods[at].span.start < start:
            return None
        if periods[at].year:
            return periods[at].year
    return None
