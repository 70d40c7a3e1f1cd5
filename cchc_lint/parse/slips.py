"""Typing and extraction slips of Vietnamese administrative prose.

Precision is everything here: a report with a dozen real slips must not drown in guesses. So each reader tells
only what it is sure of, nothing is told inside a stretch whose glyphs were lost, and that is told once.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from cchc_lint.document import Document, Span
from cchc_lint.parse.doubled_words import find_doubled
from cchc_lint.parse.fragments import WRONG, kinds, mended
from cchc_lint.parse.lexicon import lexicon
from cchc_lint.parse.lost_glyphs import find_lost
from cchc_lint.parse.near_misses import NearMiss, find_near_misses
from cchc_lint.parse.runs import Run, find_runs
from cchc_lint.parse.slip_brackets import find_bracket_slips
from cchc_lint.parse.slip_characters import find_character_slips
from cchc_lint.parse.slip_marks import find_mark_slips
from cchc_lint.parse.syllables import is_syllable
from cchc_lint.parse.vietnamese import lower_case
from cchc_lint.report import Slip

_CONSONANTS = re.compile("[b-df-hj-np-tv-z]{2,4}")
_INITIALS = 3  # words before them, at least
_USUAL = 3  # a group written so often is meant


def find_slips(
    document: Document, report_names: Sequence[Span] = ()
) -> tuple[tuple[Slip, ...], tuple[Span, ...]]:
    """The slips of a document in order, and the stretches whose glyphs were lost; names are left alone."""
    runs = list(find_runs(document))
    run_kinds = [kinds(run.tokens) for run in runs]
    lost = find_lost(document, runs, run_kinds)
    unreadable, hidden = _Spans(lost), _Spans([*lost, *report_names])
    found: dict[Span, Slip] = {}
    for run, found_kinds in zip(runs, run_kinds, strict=True):
        for slip in _slips_of(document, run, found_kinds):
            if not hidden.meets(slip.span):
                found.setdefault(slip.span, slip)
    for slip in _mark_slips(document):
        if not unreadable.meets(slip.span):
            found.setdefault(slip.span, slip)
    if lost:
        found.setdefault(lost[0], _lost_slip(document, lost))
    return tuple(found[span] for span in sorted(found)), tuple(lost)


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


def _slips_of(document: Document, run: Run, found_kinds: list[int]) -> Iterator[Slip]:
    wrong: set[int] = set()
    for near in find_near_misses(run):
        slip = _near_slip(document, run, near)
        if slip:
            wrong.update(range(near.first, near.last + 1))
            yield slip
    if len(run.parts) == 1 and any(found_kinds):
        for at, kind in enumerate(found_kinds):
            if kind & WRONG and at not in wrong:
                slip = _syllable_slip(document, run, at)
                if slip:
                    yield slip
    if _ends_in_initials(document, run):
        yield Slip(run.span(-1, -1), run.tokens[-1], "syllable", "./.", "Chữ viết tắt tên người soạn còn sót lại.")
    if document.blocks[run.block].kind == "line" or len(run.parts) > 1:
        return
    for first, last, meant in find_doubled(run):
        span = run.span(first, last)
        if wrong.isdisjoint(range(first, last + 1)) and "  " not in document.slice(span):
            yield Slip(span, document.slice(span), "doubled-word", meant)


def _ends_in_initials(document: Document, run: Run) -> bool:
    """The clerk's initials at the end of a paragraph, where "./." belongs: "xem xét, tổng hợp nb"."""
    block, last = document.blocks[run.block], run.tokens[-1]
    return (
        len(run.words) > _INITIALS and block.kind == "paragraph" and run.end >= block.span.end
        and _CONSONANTS.fullmatch(last) is not None and last not in lexicon().spared
    )


def _near_slip(document: Document, run: Run, near: NearMiss) -> Slip | None:
    span = run.span(near.first, near.last)
    written = document.slice(span)
    if lower_case(document.text).count(written.lower()) >= _USUAL:
        return None
    meant = near.meant.split()
    tokens = [token.rstrip(",") for token in run.tokens[near.first : near.last + 1]]
    if near.missing:
        reason = "Thiếu một chữ trong cụm từ thường dùng."
    else:
        reason = "Khác một chữ hoặc một dấu với cụm từ thường dùng."
    kind = "near-miss" if is_syllable(run.words[near.at]) else "syllable"
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
    if at and run.tokens[at - 1][0].isupper() and not is_syllable(run.words[at - 1]):
        return None  # a name of the highlands: Krông nô
    meant = mended(run.words[at], run.words[at + 1] if at + 1 < len(run.words) else "")
    return Slip(span, text[span.start : span.end], "syllable", meant, "Không phải âm tiết tiếng Việt.")
