"""Words written twice: "giải quyết quyết kịp thời", "về việc Về việc", "văn bản các văn bản"."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_lint.parse.lexicon import lexicon
from cchc_lint.parse.runs import Run

_LONGEST = 4  # words of a group that may be repeated
_BETWEEN = ("các", "những")


def find_doubled(run: Run) -> Iterator[tuple[int, int, str]]:
    """(first, last, what is meant) of what is repeated with nothing but blanks between."""
    words = run.words
    at = 0
    while at < len(words) - 1:
        size = next((size for size in range(1, _LONGEST + 1) if _repeats(run, at, size)), 0)
        if size:
            yield at, at + 2 * size - 1, " ".join(run.tokens[at : at + size]).rstrip(",")
            at += 2 * size
        elif _repeats_after(run, at):
            yield at, at + 4, " ".join(run.tokens[at + 2 : at + 5]).rstrip(",")
            at += 5
        else:
            at += 1


def _repeats(run: Run, at: int, size: int) -> bool:
    words = run.words
    middle, end = at + size, at + 2 * size
    if end > len(words) or words[at] != words[middle] or words[at:middle] != words[middle:end]:
        return False
    if any(run.comma_after(i) for i in range(at, end - 1)):
        return False
    return _one_word(run, at) if size == 1 else len(set(words[at:middle])) > 1


def _one_word(run: Run, at: int) -> bool:
    """A single word is repeated by mistake unless it is doubled on purpose or ends one word and begins the next."""
    words, lex = run.words, lexicon()
    word = words[at]
    if len(word) == 1 or word in lex.reduplicated:
        return False
    before = at > 0 and lex.known(words[at - 1], word)
    after = at + 2 < len(words) and lex.known(word, words[at + 2])
    return not (after and (before or word in lex.loose))


def _repeats_after(run: Run, at: int) -> bool:
    """"văn bản các văn bản": a known word, a plural word, and the same again."""
    words = run.words
    return (
        at + 4 < len(words) and words[at + 2] in _BETWEEN and words[at : at + 2] == words[at + 3 : at + 5]
        and lexicon().known(words[at], words[at + 1]) and not any(run.comma_after(i) for i in range(at, at + 4))
    )
