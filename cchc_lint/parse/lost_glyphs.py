"""Stretches of a text whose glyphs were lost on the way out of a PDF: "C n t c chỉ đạo, đ ều hành"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from cchc_lint.document import Document, Span
from cchc_lint.parse.lexicon import lexicon
from cchc_lint.parse.runs import WORD, Run
from cchc_lint.parse.syllables import onset, shape

_VOWELS = frozenset("aăâeêioôơuưy")
# Words after which a single letter is the name of a thing: điểm a, nhóm B.
_LETTERED = frozenset("điểm khoản mục loại nhóm lớp hạng phụ lục bảng biểu khối cấp số tổ gan mẫu hình vitamin tiết ý".split())
_SHORT = 14  # words of a heading or a line of a table
_SHARE = 7  # one scrap in so many words: the whole block is damaged
_NEAR = 5  # words between two scraps of one stretch
_AROUND = " \u00a0"


@lru_cache(maxsize=32768)
def scrap(token: str) -> int:
    """2: a token that is what is left of a word (ch, ều, TỊC); 1: it may be (c, đ, K); 0: none."""
    word = token.rstrip(",")
    seen = shape(word)
    if len(word) == 1:
        return 0 if seen.plain in _VOWELS else 1
    if word.islower():
        if word in lexicon().spared:
            return 0
        if not any(letter in _VOWELS for letter in seen.plain):
            return 2 if _cluster(seen.plain) else 0
        return 2 if seen.valid and not onset(word) and word not in lexicon().onsetless else 0
    return 2 if word.isupper() and seen.tone and not seen.valid and len(word) > 2 else 0


def _cluster(plain: str) -> bool:
    return plain in ("ch", "gh", "gi", "kh", "ng", "ngh", "nh", "ph", "th", "tr")


def find_lost(document: Document, runs: Sequence[Run]) -> list[Span]:
    """The damaged stretches, in order: whole blocks where they are short or riddled, else the words around."""
    found: list[Span] = []
    block: list[Run] = []
    for run in runs:
        if len(run.parts) > 1:
            continue
        if block and block[-1].block != run.block:
            found += _lost_in(document, block)
            block = []
        block.append(run)
    return found + _lost_in(document, block) if block else found


def _lost_in(document: Document, runs: list[Run]) -> list[Span]:
    if not any(scrap(token) for run in runs for token in run.tokens):
        return []
    words = [
        (Span(offset + match.start(), offset + match.end()), match.group())
        for run in runs for offset, text in run.parts for match in WORD.finditer(text)
    ]
    scraps = [at for at, (span, word) in enumerate(words) if scrap(word) and _stands(document.text, words, at)]
    sure = sum(scrap(words[at][1]) == 2 for at in scraps)
    count = len(scraps)
    if len(words) < 2 or not scraps:
        return []
    whole = document.blocks[runs[0].block].span
    if (count > 1 and count * _SHARE >= len(words)) or (sure and len(words) <= _SHORT) or (
        count and len(words) <= _SHORT and "  " in document.slice(whole).strip()
    ):
        return [whole]
    return [
        Span(words[stretch[0]][0].start, words[stretch[-1]][0].end)
        for stretch in _stretches(scraps) if len(stretch) > 2
    ]


def _stands(text: str, words: list[tuple[Span, str]], at: int) -> bool:
    """Whether a scrap stands between blanks and is no label ("điểm c", "8 h", "c)")."""
    span, word = words[at]
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    if before not in ("", " ", "\u00a0", "\n", "\t") or after not in ("", " ", "\u00a0", ",", "\n", "\t"):
        return False
    if scrap(word) == 2:
        return True
    earlier = text[max(span.start - 3, 0) : span.start].rstrip()
    return not earlier[-1:].isdigit() and not (at and words[at - 1][1].lower() in _LETTERED)


def _stretches(scraps: list[int]) -> list[list[int]]:
    stretches: list[list[int]] = []
    for at in scraps:
        if stretches and at - stretches[-1][-1] <= _NEAR:
            stretches[-1].append(at)
        else:
            stretches.append([at])
    return stretches
