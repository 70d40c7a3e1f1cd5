"""Sentences of the prose: where they end, what they tell (done or planned), and whose matter it is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from cchc_lint.document import Block, Document, Span
from cchc_lint.letters import UPPER, at_word_start
from cchc_lint.parse.headings import TOP
from cchc_lint.report import Heading, Sentence, Tense

# A full stop ends a sentence where a capital or a list mark follows; "TT. HĐND", "Th.S" and "1." do not.
# What stands before is looked back for, so that a search jumps to the marks.
_END = re.compile(
    rf"[.!?…](?<![{UPPER}].)(?<!\b[A-ZĐ]{{2}}.)(?<!\bv.)[.!?…]*[”\"*)\]]*\s+(?=[“\"*(]?[{UPPER}\d])"
)
_PLAN_TITLE = re.compile(
    r"phương hướng|(?:nhiệm vụ|công tác)[^.]*(?:trọng tâm|trong tâm|giải pháp|thời gian tới|"
    r"\bquý\b|6 tháng|năm 20)|giải pháp|thời gian tới|kiến nghị|đề xuất"
    r"|việc (?:cần làm|phải làm|sẽ làm|tiếp theo)|định hướng|^\W*(?:[IVX]+\W+)?kế hoạch (?:quý|năm|6 tháng)", re.I
)
_RESULTS_TITLE = re.compile(r"\W*(?:kết quả|tình hình|đánh giá)", re.I)
# The rest is for lower case.
_DONE = re.compile("(?:" + at_word_start(
    "đã", "hoàn thành", "ban hành", "tổ chức được", "đạt", "tiếp nhận", "trong (?:quý|kỳ|năm|6 tháng|9 tháng)",
) + r")\b")
_PLANNED = re.compile("(?:" + at_word_start("sẽ", "dự kiến", "phấn đấu", "trong thời gian tới") + r")\b")
_PLANNED_OPENING = re.compile(r"\W*(?:tiếp tục|tăng cường|đẩy mạnh|chủ động)\b")
_SCOPE = re.compile(at_word_start(
    "cấp xã", "các xã(?:, phường)?(?:,| và) (?:phường|thị trấn)",
    r"phường, xã\b", r"phường và xã\b",
    "ubnd xã(?:, phường)?(?:,| và) (?:phường|thị trấn)", "ubnd (?:các )?xã, ",
    "cấp huyện", r"các huyện\b", r"ubnd các huyện\b",
    r"sở,? (?:ban,? )?ngành\b", r"các sở,? (?:ban,? )?ngành\b", r"cấp sở\b", r"cơ quan chuyên môn\b",
    r"cấp tỉnh\b", r"trung tâm phục vụ hành chính công tỉnh\b",
    r"toàn (?:tỉnh|huyện|thành phố|thị xã|quận|xã|phường|ngành)\b",
))
_LEVELS = (("toàn ", "whole"), ("xã", "communes"), ("huyện", "district"), ("tỉnh", "province"))


def find_sentences(document: Document, blocks: Iterable[Block], headings: Sequence[Heading]) -> tuple[Sentence, ...]:
    """The sentences of the paragraphs and footnotes among `blocks`."""
    starts = [heading.span.start for heading in headings]
    found = []
    for block in blocks:
        at = bisect_right(starts, block.span.start) - 1
        heading = at if at >= 0 else None
        planned = in_plan_section(headings, heading)
        for span in split(document.text, block.span):
            text = document.text[span.start : span.end]
            found.append(Sentence(
                span=span, heading=heading, tense="planned" if planned else tense_of(text),
                scope=scope_of(text), source="footnote" if block.kind == "footnote" else "prose",
            ))
    return tuple(found)


def split(text: str, span: Span) -> list[Span]:
    """`span` cut at the ends of its sentences."""
    cuts = [match.end() for match in _END.finditer(text, span.start, span.end)]
    bounds = [span.start, *cuts, span.end]
    return [Span(start, end) for start, end in zip(bounds, bounds[1:], strict=False) if start < end]


def tense_of(text: str) -> Tense:
    lower = text.lower()
    if _PLANNED.search(lower) or _PLANNED_OPENING.match(lower):
        return "planned"
    return "done" if _DONE.search(lower) else "other"


def scope_of(text: str) -> str:
    """Whose figures a stretch of text tells, "" where it names no level or more than one."""
    named = {_level(words) for words in _SCOPE.findall(text.lower())}
    levels = named - {"whole"}
    if len(levels) == 1:
        return levels.pop()
    return "whole" if not levels and named else ""


def without_scope(text: str) -> str:
    """The words of a stretch of text, lower case, but for those that name a level."""
    return " ".join(_SCOPE.sub(" ", text.lower()).split())


def _level(words: str) -> str:
    """The level that the words name which _SCOPE found: "các xã, phường" is communes."""
    return next((level for word, level in _LEVELS if word in words), "departments")


def in_plan_section(headings: Sequence[Heading], heading: int | None) -> bool:
    """Does a heading stand in a part on what is to come ("Phương hướng, nhiệm vụ …")?"""
    while heading is not None:
        title = headings[heading].title
        if headings[heading].style in TOP and _PLAN_TITLE.search(title) and not _RESULTS_TITLE.match(title):
            return True
        heading = headings[heading].parent
    return False
