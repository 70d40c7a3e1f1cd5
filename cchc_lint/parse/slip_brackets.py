"""Brackets, quotes and asterisks without their other half, and markup that an extraction left behind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cchc_lint.document import Block, Document, Span
from cchc_lint.letters import LOWER
from cchc_lint.report import Slip

_PAIRS = {"(": ")", "[": "]", "“": "”", "«": "»"}
_OPENING = {closing: opening for opening, closing in _PAIRS.items()}
_BRACKET = re.compile(r"[()\[\]“”«»]")
_LIST_MARK = re.compile(rf"(?:^|[:;,.]\s*)(?:[{LOWER}]|[ivx]+|\d{{1,2}}(?:\.\d{{1,2}})*)$")
_FINISHED = re.compile(r"[.;:!?…][”\"')\]]*\s*$")
_REACH = 2  # blocks on either side in which the other half may stand

_MARKUP = re.compile(r"</?(?:i|b|u|em|strong|br|sup|sub|p|span|td|tr|th)\s*/?>|&(?:nbsp|amp|lt|gt|quot);|\*+")


def find_bracket_slips(document: Document, blocks: Sequence[Block]) -> Iterator[Slip]:
    """The slips of the blocks (furniture left out), in order of the blocks."""
    texts = [document.slice(block.span) for block in blocks]
    for number, (block, text) in enumerate(zip(blocks, texts, strict=True)):
        if "*" in text or "<" in text or "&" in text:
            yield from _markup(text, block.span.start, _around(texts, number))
        if block.kind in ("paragraph", "footnote"):
            yield from _brackets(text, block.span.start, _around(texts, number))


def _around(texts: list[str], number: int) -> tuple[list[str], list[str]]:
    """The texts before and after, as far as a page break may have parted a pair."""
    return texts[max(number - _REACH, 0) : number], texts[number + 1 : number + 1 + _REACH]


def _brackets(text: str, offset: int, around: tuple[list[str], list[str]]) -> Iterator[Slip]:
    waiting: list[tuple[str, int]] = []
    quoted = (text.count("“") + text.count("”")) % 2 == 0  # some keyboards write one form for both ends
    for found in _BRACKET.finditer(text):
        mark, at = found.group(), found.start()
        if quoted and mark in "“”":
            continue
        if mark in _PAIRS:
            waiting.append((mark, at))
        elif waiting and waiting[-1][0] == _OPENING[mark] and not (mark == ")" and _is_list_mark(text, at)):
            waiting.pop()
        elif mark == ")" and _is_list_mark(text, at):
            continue
        elif not _opened_before(text, mark, around[0]):
            yield _unbalanced(offset + at, mark, f"Không có “{_OPENING[mark]}” trước đó.")
    for mark, at in waiting:
        if not _closed_after(text, mark, around[1]):
            yield _unbalanced(offset + at, mark, f"Không có “{_PAIRS[mark]}” sau đó.")


def _unbalanced(at: int, mark: str, reason: str) -> Slip:
    return Slip(Span(at, at + len(mark)), mark, "unbalanced", "", reason)


def _is_list_mark(text: str, at: int) -> bool:
    return _LIST_MARK.search(text, max(at - 9, 0), at) is not None


def _opened_before(text: str, mark: str, before: list[str]) -> bool:
    """A page break or a straight quote may account for a missing opening mark."""
    straight = mark == "”" and ('"' in text or any('"' in other for other in before))
    return straight or text[:1].islower() or any(_OPENING[mark] in other for other in before)


def _closed_after(text: str, mark: str, after: list[str]) -> bool:
    """The other half may stand beyond a page break, or be a straight quote; a finished sentence has none to come."""
    if mark == "“" and ('"' in text or any('"' in other for other in after)):
        return True
    return _FINISHED.search(text) is None or any(_PAIRS[mark] in other for other in after)


def _markup(text: str, offset: int, around: tuple[list[str], list[str]]) -> Iterator[Slip]:
    """One slip for a block, at its first mark: asterisks that do not pair up, else markup."""
    marks = [found for found in _MARKUP.finditer(text) if not _is_plain(text, found)]
    if not marks:
        return
    first, stars = marks[0], [len(found.group()) for found in marks if found.group().startswith("*")]
    odd = len(stars) == 2 and stars[0] != stars[1]
    alone = len(stars) == 1 and not any("*" * stars[0] in other for other in (*around[0], *around[1]))
    at = offset + first.start()
    if odd or alone:
        yield _unbalanced(at, first.group(), "Dấu * không thành cặp.")
    else:
        yield Slip(Span(at, at + len(first.group())), first.group(), "markup", "", "Dấu định dạng của tệp nguồn.")


def _is_plain(text: str, found: re.Match[str]) -> bool:
    """A bullet, "(*)" or the mark of a note."""
    if found.group() != "*":
        return False
    bullet = not text[: found.start()].strip() and text[found.end() : found.end() + 1] == " "
    return bullet or text.count("*") == 1
