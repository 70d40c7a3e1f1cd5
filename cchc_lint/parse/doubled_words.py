"""Words written twice: "giải quyết quyết kịp thời", "về việc Về việc", "văn bản các văn bản"."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_lint.parse.lexicon import lexicon
from cchc_lint.parse.runs import Words

_LONGEST = 4  # words of a group that may be repeated
_PAIR = 2
_LINKS = ("của", "cho", "với")
_BETWEEN = ("các", "những")  # "văn bản các văn bản"


def find_doubled(run: Words) -> Iterator[tuple[int, int, str]]:
    """(first, last, what is meant) of what is repeated with nothing but blanks between."""
    words = run.words
    if len(set(words)) == len(words):
        return
    latest: dict[str, int] = {}
    free = 0
    for at, word in enumerate(words):
        first = latest.get(word, -1)
        latest[word] = at
        size = at - first
        if first < free or size > _LONGEST:
            continue
        if words[first:at] == words[at : at + size]:
            if _is_slip(run, first, size):
                yield first, at + size - 1, " ".join(run.tokens[first:at]).rstrip(",")
                free = at + size
        elif size == _PAIR + 1 and _repeats_after(run, first):
            yield first, at + 1, " ".join(run.tokens[at - 1 : at + 2]).rstrip(",")
            free = at + _PAIR


def _is_slip(run: Words, at: int, size: int) -> bool:
    if any(run.comma_after(i) for i in range(at, at + 2 * size - 1)):
        return False
    if run.tokens[at].isupper() != run.tokens[at + size].isupper():
        return False
    return _one_word(run, at) if size == 1 else len(set(run.words[at : at + size])) > 1


def _one_word(run: Words, at: int) -> bool:
    """A single word is repeated by mistake unless it is doubled on purpose or ends one word and begins the next."""
    words, lex = run.words, lexicon()
    word = words[at]
    if len(word) == 1 or word in lex.reduplicated:
        return False
    if at > 0 and words[at - 1] in _LINKS:
        return True  # "của công công chức": nothing that the first could end
    before = at > 0 and lex.known(words[at - 1], word)
    after = at + 2 < len(words) and lex.known(word, words[at + 2])
    return not (after and (before or word in lex.loose))


def _repeats_after(run: Words, at: int) -> bool:
    """"văn bản các văn bản": a known word, a plural word, and the same again."""
    words = run.words
    return (
        at + 4 < len(words) and words[at + 2] in _BETWEEN and words[at : at + 2] == words[at + 3 : at + 5]
        and lexicon().known(words[at], words[at + 1]) and not any(run.comma_after(i) for i in range(at, at + 4))
    )
