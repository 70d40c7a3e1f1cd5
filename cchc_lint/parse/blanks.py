"""Gaps where a figure was to be filled in: "thu hút          lượt người dự", "đạt    %"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cchc_lint.document import Block, Document, Span
from cchc_lint.report import Slip

_UNIT = (
    r"(?:%|(?:lượt|người|hồ sơ|văn bản|thủ tục|tthc|đơn vị|cơ quan|xã|phường|trường hợp|nhiệm vụ|vấn đề|phiếu|tin"
    r"|bài|cuộc|buổi|lớp|học viên"
    r"|phản ánh|kiến nghị|triệu đồng|tỷ đồng|đợt|biên chế|cán bộ|công chức|viên chức)\b)"
)
_GAP = re.compile(
    rf"(?<=[^\W\d_])(?P<gap>[ \u00a0]{{4,}}|[ \u00a0]*(?:\.{{4,}}|…+|_{{3,}})[ \u00a0]*)(?={_UNIT})"
    rf"|(?<=[^\W\d_])(?P<percent>[ \u00a0]{{2,}})(?=%)",
    re.I,
)
# One of these stands in every gap.
_SIGNS = ("  ", "\u00a0", "....", "…", "___")
_PARAGRAPH = re.compile(r"\w+$")


def find_blanks(document: Document, blocks: Iterable[Block]) -> list[Slip]:
    """The gaps before a unit in the paragraphs `blocks`; the slip marks the words on both sides."""
    found = []
    for block in blocks:
        text = document.slice(block.span)
        if not any(sign in text for sign in _SIGNS):
            continue
        for match in _GAP.finditer(text):
            before = _PARAGRAPH.search(text[: match.start()])
            after = re.match(_UNIT, text[match.end() :], re.I)
            start = before.start() if before else match.start()
            end = match.end() + (after.end() if after else 0)
            span = Span(block.span.start + start, block.span.start + end)
            found.append(Slip(span, text[start:end], "blank-figure"))
    return found
