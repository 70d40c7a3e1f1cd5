"""Typing and extraction slips of Vietnamese administrative prose.

Precision is everything here: a report with a dozen real slips must not drown in guesses. So each reader tells
only what it is sure of, nothing is told inside a stretch whose glyphs were lost, and that is told once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from cchc_lint.document import Block, Document, Span
from cchc_lint.parse.doubled_words import find_doubled
from cchc_lint.parse.lexicon import lexicon
from cchc_lint.parse.lost_glyphs import find_lost
from cchc_lint.parse.near_misses import NearMiss, find_near_misses
from cchc_lint.parse.runs import Run, find_runs
from cchc_lint.parse.slip_marks import find_mark_slips
from cchc_lint.parse.syllables import is_syllable, onset, shape
from cchc_lint.report import Slip

_USUAL = 3  # a group written so often is meant


def find_slips(
    document: Document, report_names: Sequence[Span] = ()
) -> tuple[tuple[Slip, ...], tuple[Span, ...]]:
    """The slips of a document in order, and the stretches whose glyphs were lost; names are left alone."""
    runs = list(find_runs(document))
    lost = find_lost(document, runs)
    hidden = _Spans([*lost, *report_names])
    found: dict[Span, Slip] = {}
    for run in runs:
        for slip in _slips_of(document, run):
            if not hidden.meets(slip.span):
                found.setdefault(slip.span, slip)
    unreadable = _Spans(lost)
    blocks = [block for block in document.blocks if block.kind != "furniture"]
    for slip in find_mark_slips(document, blocks):
        if not unreadable.meets(slip.span):
            found.setdefault(slip.span, slip)
    if lost:
        found.setdefault(lost[0], _lost_slip(document, lost))
    return tuple(found[span] for span in sorted(found)), tuple(lost)


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


def _slips_of(document: Document, run: Run) -> Iterator[Slip]:
    wrong: set[int] = set()
    for near in find_near_misses(run):
        slip = _near_slip(document, run, near)
        if slip:
            wrong.update(range(near.first, near.last + 1))
            yield slip
    if len(run.parts) == 1:
        for at, token in enumerate(run.tokens):
            if _suspicious(token) and at not in wrong:
                slip = _syllable_slip(document, run, at)
                if slip:
                    yield slip
    if document.blocks[run.block].kind != "line":
        for first, last, meant in find_doubled(run):
            if wrong.isdisjoint(range(first, last + 1)):
                span = run.span(first, last)
                yield Slip(span, document.slice(span), "doubled-word", meant)


def _near_slip(document: Document, run: Run, near: NearMiss) -> Slip | None:
    span = run.span(near.first, near.last)
    written = document.slice(span)
    if document.text.lower().count(written.lower()) >= _USUAL:
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
    pairs = zip(meant, tokens)
    return " ".join(
        word.upper() if token.isupper() and len(token) > 1 else word.capitalize() if token[0].isupper() else word
        for word, token in pairs
    )


@lru_cache(maxsize=32768)
def _suspicious(token: str) -> bool:
    """A small word that is no Vietnamese syllable, or only the rest of one ("ện")."""
    word = token.rstrip(",")
    if not word.islower() or len(word) < 2 or word in lexicon().spared:
        return False
    if is_syllable(word):
        return not onset(word) and word not in lexicon().onsetless
    plain = shape(word).plain
    if not any(letter in "aăâeêioôơuưy" for letter in plain):
        return word in ("ch", "kh", "ng", "ngh", "nh", "ph", "th", "tr")
    return not word.isascii()


def _syllable_slip(document: Document, run: Run, at: int) -> Slip | None:
    span, text = run.span(at, at), document.text
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 2]
    if before and (before in "/@_-'’.*&" or before.isdigit()):
        return None
    if after[:1] and (after[0] in "/@_-'’" or after[0].isdigit() or (after[0] == "." and after[1:].isalnum())):
        return None
    if at and run.tokens[at - 1][0].isupper() and not is_syllable(run.words[at - 1]):
        return None  # a name of the highlands: Krông nô
    return Slip(span, text[span.start : span.end], "syllable", _whole(run, at), "Không phải âm tiết tiếng Việt.")


def _whole(run: Run, at: int) -> str:
    """The word that a fragment is the end of, where the next word says it: "ện tử" → "điện"."""
    word = run.words[at]
    follower = run.words[at + 1] if at + 1 < len(run.words) else ""
    tone, plain = shape(word).tone, shape(word).plain
    whole = [
        first for first in lexicon().before.get(follower, ())
        if shape(first).plain.endswith(plain) and shape(first).tone == tone
    ]
    return whole[0] if len(whole) == 1 else ""
