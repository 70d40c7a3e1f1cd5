"""Slips in punctuation: doubled marks, marks after which a word is lost, and a missing blank."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_lint.document import Document, Span
from cchc_lint.letters import LOWER, UPPER
from cchc_lint.parse.lexicon import lexicon
from cchc_lint.parse.syllables import canonical, is_syllable
from cchc_lint.report import Slip

_DOUBLED = ("..", ",,", ";;", "::", ";.", ":.", ",.", ".,", ".;", ".:", ",;", ";,", ". .")
# What must be followed by a word, before a mark with a blank before it; the first also without.
_ALWAYS_OPEN = ("của", "các", "những", "nhằm")
_OPEN = (
    *_ALWAYS_OPEN, "mọi", "mỗi", "từng", "tại", "trong", "trên", "dưới", "với", "cho", "để", "về", "theo", "hàng",
    "hằng", "bằng", "do",
)
_LAST_WORDS = re.compile(rf"(?:([{LOWER}{UPPER}]+) +)?([{LOWER}{UPPER}]+) *$")
_TIGHT = re.compile(rf"([{LOWER}]{{2,}})\.([{UPPER}][{LOWER}]+)")
_WORD_END = re.compile(rf"[{LOWER}{UPPER}]*$")
_CUT_SYMBOL = re.compile(rf"\d+/(?:\d{{4}}/)?[{UPPER}][{UPPER}{LOWER}]*-$")
_SYMBOL = re.compile(rf"[{UPPER}]{{2,}}")


def find_mark_slips(document: Document) -> Iterator[Slip]:
    """Slips in the punctuation of a document; furniture is for the caller to leave out."""
    text = document.text
    for needle in _DOUBLED:
        for at in _spots(text, needle):
            if _is_doubled(text, at, at + len(needle)):
                meant = "." if "." in needle else needle[0]
                yield Slip(Span(at, at + len(needle)), needle, "doubled-punctuation", meant)
    for at in _spots(text, ", ,"):
        if text[at - 1].isalnum():
            start = at - len(_last_word(text, at))
            yield Slip(Span(start, at + 3), text[start : at + 3], "blank", "", "Giữa hai dấu phẩy không có từ nào.")
    for mark in ",;.":
        for at in _spots(text, f" {mark}"):
            yield from _lost_after(text, at, at + 2)
        for word in _ALWAYS_OPEN:
            for at in _spots(text, f"{word}{mark}"):
                yield from _lost_after(text, at + len(word), at + len(word) + 1)
    for found in re.finditer(rf"\.(?=[{UPPER}])", text):
        yield from _missing_space(text, found.start())
    yield from _cut_symbols(document)


def _spots(text: str, needle: str) -> Iterator[int]:
    """Where `needle` stands, but at the very beginning."""
    at = text.find(needle, 1)
    while at > 0:
        yield at
        at = text.find(needle, at + 1)


def _last_word(text: str, end: int) -> str:
    found = _WORD_END.search(text, max(end - 12, 0), end)
    return found.group() if found else ""


def _is_doubled(text: str, start: int, end: int) -> bool:
    """Two marks in running text; "...", "v.v..", "./." and what follows an abbreviation (TP.,) are right."""
    before, after = text[start - 1], text[end : end + 1]
    if before in ".…" or after in (".", "…", "/") or not (before.isalpha() or before in "%)"):
        return False
    if text[start] != ".":
        return not (after.isalnum() or text[end : end + 2] == " .")
    word = _last_word(text, start)
    return len(word) > 2 and is_syllable(word) and text[end : end + 2] != " ."


def _lost_after(text: str, start: int, end: int) -> Iterator[Slip]:
    """A mark at `end` - 1 behind a word that must be followed by another one ("hàng , 6 tháng")."""
    if text[end : end + 1] not in (" ", "\n", "\t", ""):
        return
    found = _LAST_WORDS.search(text, max(start - 24, 0), start)
    if not found or found[2].lower() not in _OPEN:
        return
    if found[1] and lexicon().known(canonical(found[1]), canonical(found[2])):
        return
    reason = f"Sau “{found[2]}” phải có một từ nữa."
    yield Slip(Span(found.start(2), end), text[found.start(2) : end], "blank", "", reason)


def _missing_space(text: str, at: int) -> Iterator[Slip]:
    word = _last_word(text, at)
    found = _TIGHT.match(text, at - len(word)) if word else None
    if not found or not (is_syllable(found[1]) and is_syllable(found[2])):
        return
    before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
    if before in (" ", "\n", "\t", "(", "") and after in (" ", "\n", "\t", ",", ".", ";", ":", ")", ""):
        yield Slip(Span(*found.span()), found.group(), "missing-space", f"{found[1]}. {found[2]}")


def _cut_symbols(document: Document) -> Iterator[Slip]:
    """A paragraph or note that ends in the middle of a document's symbol ("6327/UBND-")."""
    for number, block in enumerate(document.blocks):
        if block.kind not in ("paragraph", "footnote") or document.text[block.span.end - 1 : block.span.end].isalnum():
            continue
        found = _CUT_SYMBOL.search(document.slice(block.span).rstrip())
        following = [other for other in document.blocks[number + 1 : number + 6] if other.kind != "furniture"][:2]
        if found and not any(_SYMBOL.match(document.text, other.span.start) for other in following):
            start = block.span.start + found.start()
            yield Slip(Span(start, start + len(found.group())), found.group(), "blank", "", "Số, ký hiệu bị cắt ngang.")
