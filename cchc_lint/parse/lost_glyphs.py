"""Stretches of a text whose glyphs were lost on the way out of a PDF: "C n t c chỉ đạo, đ ều hành"."""

from __future__ import annotations

from collections.abc import Sequence

from cchc_lint.document import Document, Span
from cchc_lint.parse.fragments import LETTER, SCRAP, is_cluster, kinds
from cchc_lint.parse.runs import WORD, Run

# Words after which a single letter is the name of a thing: điểm a, nhóm B.
_LETTERED = (
    "điểm", "khoản", "mục", "loại", "nhóm", "lớp", "hạng", "lục", "bảng", "biểu", "khối", "cấp", "số", "tổ", "gan",
    "mẫu", "hình", "vitamin", "tiết", "ý",
)
_AND = ("và", "hoặc", "hay", "đến")
_BLANKS = ("", " ", "\u00a0", "\n", "\t")
_SHORT = 14  # words of a heading or a line of a table
_SHARE = 7  # one scrap in so many words: the whole block is damaged
_CAPITALS = 3  # single capitals that are no label any more
_NEAR = 5  # words between two scraps of one stretch


def find_lost(document: Document, runs: Sequence[Run], damaged: set[int]) -> list[Span]:
    """The lost stretches of the blocks `damaged` (those with scraps at all), in order: whole blocks where they are
    short or riddled, else the words around."""
    blocks: dict[int, list[tuple[Span, str]]] = {}
    for run in runs if damaged else ():
        if run.block in damaged and not run.cut:
            words = zip(run.spans(), WORD.findall(run.text), strict=True)
            blocks.setdefault(run.block, []).extend(words)
    return [span for block, words in blocks.items() for span in _lost_in(document, document.blocks[block].span, words)]


def _lost_in(document: Document, whole: Span, words: list[tuple[Span, str]]) -> list[Span]:
    found = kinds([word for _, word in words])
    scraps = [
        at for at, kind in enumerate(found)
        if kind & (SCRAP | LETTER) and _stands(document.text, words, at, label=bool(kind & LETTER))
    ]
    small = [at for at in scraps if at and not (found[at] & LETTER and words[at][1].isupper())]
    if len(words) < 2 or not (small or len(scraps) >= _CAPITALS):
        return []
    sure = any(is_cluster(words[at][1]) for at in scraps)
    short = len(words) <= _SHORT and (sure or "  " in document.slice(whole).strip())
    if short or (len(scraps) > 1 and len(scraps) * _SHARE >= len(words)):
        return [whole]
    return [
        Span(words[stretch[0]][0].start, words[stretch[-1]][0].end)
        for stretch in _stretches(scraps) if len(stretch) > 2
    ]


def _stands(text: str, words: list[tuple[Span, str]], at: int, *, label: bool) -> bool:
    """Whether a scrap stands between blanks, and is no label ("điểm c", "a, b và c", "8 h", "c)")."""
    span = words[at][0]
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    if before not in _BLANKS or after not in (*_BLANKS, ","):
        return False
    earlier = text[max(span.start - 3, 0) : span.start].rstrip()
    return not label or not (
        earlier[-1:].isdigit() or (at and words[at - 1][1].lower() in _LETTERED)
        or _listed(text, words, at - 1, at) or _listed(text, words, at, at + 1)
    )


def _listed(text: str, words: list[tuple[Span, str]], at: int, following: int) -> bool:
    """Whether two single letters stand in a list: "b, c", "c và d" (the word between counts as the letter)."""
    if at < 0 or following >= len(words):
        return False
    (one, word), (other, next_word) = words[at], words[following]
    comma = "," in text[one.end : other.start]
    return (comma and len(word) == 1 and len(next_word) == 1) or word.lower() in _AND or next_word.lower() in _AND


def _stretches(scraps: list[int]) -> list[list[int]]:
    stretches: list[list[int]] = []
    for at in scraps:
        if stretches and at - stretches[-1][-1] <= _NEAR:
            stretches[-1].append(at)
        else:
            stretches.append([at])
    return stretches
