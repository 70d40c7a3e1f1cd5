"""Typing and extraction slips of Vietnamese administrative prose.

Precision is everything here: a report with a dozen real slips must not drown in guesses. So each reader tells
only what it is sure of, nothing is told inside a stretch whose glyphs were lost, and that is told once.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from cchc_lint.document import Document, Span
from cchc_lint.parse.doubled_words import find_doubled
from cchc_lint.parse.fragments import WRONG, kinds, mended
from cchc_lint.parse.lexicon import lexicon
from cchc_lint.parse.lost_glyphs import find_lost
from cchc_lint.parse.near_misses import NearMiss, find_near_misses
from cchc_lint.parse.runs import Run, find_runs, words_of
from cchc_lint.parse.slip_brackets import find_bracket_slips
from cchc_lint.parse.slip_characters import find_character_slips
from cchc_lint.parse.slip_marks import find_mark_slips
from cchc_lint.parse.syllables import is_syllable
from cchc_lint.parse.vietnamese import lower_case
from cchc_lint.report import Slip

_CONSONANTS = frozenset("bcdfghjklmnpqrstvxz")
_INITIALS = re.compile("[b-df-hj-np-tv-z]{2,4}")
_BEFORE_INITIALS = 3  # words, at least
_USUAL = 3  # a group written so often is meant


class _Told(NamedTuple):
    """What the words of a run tell, wherever they stand."""

    kinds: tuple[int, ...]  # of each word; empty where all are right
    near: tuple[NearMiss, ...]
    doubled: tuple[tuple[int, int, str], ...]


@lru_cache(maxsize=32768)
def _told(text: str, open_left: bool, open_right: bool) -> _Told:
    words = words_of(text, open_left, open_right)
    found = tuple(kinds(words.tokens))
    return _Told(found if any(found) else (), tuple(find_near_misses(words)), tuple(find_doubled(words)))


_NOTHING = _Told((), (), ())


def find_slips(
    document: Document, report_names: Sequence[Span] = ()
) -> tuple[tuple[Slip, ...], tuple[Span, ...]]:
    """The slips of a document in order, and the stretches whose glyphs were lost; names are left alone."""
    runs = list(find_runs(document))
    told = [(run, found) for run in runs if (found := _told(run.text, run.open_left, run.open_right)) != _NOTHING]
    lost = find_lost(document, runs, {run.block for run, found in told if found.kinds})
    unreadable, hidden = _Spans(lost), _Spans([*lost, *report_names])
    slips: dict[Span, Slip] = {}
    for run, found in told:
        for slip in _slips_of(document, run, found):
            if not hidden.meets(slip.span):
                slips.setdefault(slip.span, slip)
    for slip in _mark_slips(document):
        if not unreadable.meets(slip.span):
            slips.setdefault(slip.span, slip)
    for slip in _initials(document, runs):
        if not hidden.meets(slip.span):
            slips.setdefault(slip.span, slip)
    if lost:
        slips.setdefault(lost[0], _lost_slip(document, lost))
    return tuple(slips[span] for span in sorted(slips)), tuple(lost)


def _mark_slips(document: Document) -> Iterator[Slip]:
    """The slips that are no words, outside of furniture."""
    blocks = [block for block in document.blocks if block.kind != "furniture"]

    def is_prose(at: int) -> bool:
        block = document.block_at(at)
        return block is not None and block.kind != "furniture"

    for slip in find_mark_slips(document):
        if is_prose(slip.span.start):
            yield slip
    yield from find_bracket_slips(document, blocks)
    yield from find_character_slips(document, is_prose)


class _Spans:
    """Spans to look up; they may overlap."""

    def __init__(self, spans: list[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]
        self._reach: list[int] = []
        for span in self._spans:
            self._reach.append(max(span.end, self._reach[-1] if self._reach else 0))

    def meets(self, span: Span) -> bool:
        last = bisect_right(self._starts, span.end - 1) - 1
        return last >= 0 and self._reach[last] > span.start


def _lost_slip(document: Document, lost: list[Span]) -> Slip:
    more = f" ({len(lost)} chỗ trong tệp)" if len(lost) > 1 else ""
    return Slip(lost[0], document.slice(lost[0]).strip(), "lost-glyph", "", f"Mất chữ khi chuyển tệp{more}.")


def _slips_of(document: Document, run: Run, told: _Told) -> Iterator[Slip]:
    wrong: set[int] = set()
    for near in told.near:
        slip = _near_slip(document, run, near)
        if slip:
            wrong.update(range(near.first, near.last + 1))
            yield slip
    if run.cut:
        return
    for at, kind in enumerate(told.kinds):
        if kind & WRONG and at not in wrong:
            slip = _syllable_slip(document, run, at)
            if slip:
                yield slip
    if document.blocks[run.block].kind == "line":
        return
    for first, last, meant in told.doubled:
        span = run.span(first, last)
        if wrong.isdisjoint(range(first, last + 1)) and "  " not in document.slice(span):
            yield Slip(span, document.slice(span), "doubled-word", meant)


def _initials(document: Document, runs: Sequence[Run]) -> Iterator[Slip]:
    """The clerk's initials at the end of a paragraph, where "./." belongs: "xem xét, tổng hợp nb"."""
    for run in runs:
        if run.text[-1] not in _CONSONANTS or run.text[-2:-1] not in _CONSONANTS:
            continue
        block, tokens = document.blocks[run.block], run.text.split()
        ends = block.kind == "paragraph" and run.end >= block.span.end and len(tokens) > _BEFORE_INITIALS
        if ends and _INITIALS.fullmatch(tokens[-1]) and tokens[-1] not in lexicon().spared:
            yield Slip(run.span(-1, -1), tokens[-1], "syllable", "./.", "Chữ viết tắt tên người soạn còn sót lại.")


def _near_slip(document: Document, run: Run, near: NearMiss) -> Slip | None:
    span = run.span(near.first, near.last)
    written = document.slice(span)
    if lower_case(document.text).count(written.lower()) >= _USUAL:
        return None
    meant = near.meant.split()
    words = words_of(run.text)
    tokens = [token.rstrip(",") for token in words.tokens[near.first : near.last + 1]]
    if near.missing:
        reason = "Thiếu một chữ trong cụm từ thường dùng."
    else:
        reason = "Khác một chữ hoặc một dấu với cụm từ thường dùng."
    kind = "near-miss" if is_syllable(words.words[near.at]) else "syllable"
    return Slip(span, written, kind, _cased(meant, tokens), reason)


def _cased(meant: list[str], tokens: list[str]) -> str:
    """The words meant, with the capitals of the words written."""
    if all(token.isupper() for token in tokens):
        return " ".join(meant).upper()
    if len(meant) != len(tokens):
        first = " ".join(meant)
        return first[0].upper() + first[1:] if tokens[0][0].isupper() else first
    pairs = zip(meant, tokens, strict=True)
    return " ".join(
        word.upper() if token.isupper() and len(token) > 1 else word.capitalize() if token[0].isupper() else word
        for word, token in pairs
    )


def _syllable_slip(document: Document, run: Run, at: int) -> Slip | None:
    span, text = run.span(at, at), document.text
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 2]
    if before and (before in "/@_-'’.*&" or before.isdigit()):
        return None
    if after[:1] and (after[0] in "/@_-'’" or after[0].isdigit() or (after[0] == "." and after[1:].isalnum())):
        return None
    words, tokens = words_of(run.text)[:2]
    if at and tokens[at - 1][0].isupper() and not is_syllable(words[at - 1]):
        return None  # a name of the highlands: Krông nô
    meant = mended(words[at], words[at + 1] if at + 1 < len(words) else "")
    return Slip(span, text[span.start : span.end], "syllable", meant, "Không phải âm tiết tiếng Việt.")
