"""One word for each thing that the prose tells with several (rules/synonyms.yaml)."""

from __future__ import annotations

import re
from functools import cache

from cchc_lint import packdata


def plainly(words: str) -> str:
    """Words in lower case, with each synonym replaced by the word that it stands for: "trễ hẹn" by "quá hạn"."""
    meant, pattern = _table()
    return pattern.sub(lambda match: meant[match[0]], words)


@cache
def _table() -> tuple[dict[str, str], re.Pattern[str]]:
    meant = {synonym: word for word, synonyms in packdata.data("synonyms").items() for synonym in synonyms}
    longest_first = sorted(meant, key=len, reverse=True)
    return meant, re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
