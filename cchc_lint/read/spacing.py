"""Runs of blanks between the words of running text: dropped where they only spread a line to its margin.

A run can also tell something: that a figure was never filled in ("đạt      %"), that letters were lost. In a
text whose lines are spread throughout it does so only where it stands out from the others of its line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cchc_lint.read.lines import Line

_RUN = re.compile(r"(?<=\S) {2,}(?=\S)")
_SPREAD = 4  # one long line in so many has runs of blanks: the lines are spread,
_LEAST = 3  # if there are so many
_LONG = 40  # characters of a long line
_SLIPPED = 3  # blanks that a hand or a program leaves between words without meaning
# What a gap stands before that was to be filled in, and the scraps of a word that lost letters.
_TELLING = re.compile(r"(?<=\S) {2,}%|(?<!\S)[bcdghklmnpqrstvxđ]{1,3}(?!\S)")


def squeeze(lines: Sequence[Line]) -> None:
    """Leave one blank of each run that tells nothing, within the body lines."""
    body = [line for line in lines if line.role == "body"]
    wide = [line for line in body if "  " in line.text]
    if not wide:
        return
    long = sum(len(line.text) > _LONG for line in body)
    long_wide = sum(len(line.text) > _LONG for line in wide)
    spread = long_wide >= _LEAST and long_wide * _SPREAD > long
    for line in wide:
        if spread or not _TELLING.search(line.text):
            _squeeze(line, spread)


def _squeeze(line: Line, spread: bool) -> None:
    runs = [match.span() for match in _RUN.finditer(line.text)]
    lengths = sorted(end - start for start, end in runs)
    most = max(_SLIPPED, lengths[-2] + 1 if spread and len(lengths) > 1 else 0)
    parts, at, length = [], 0, 0
    for start, end in runs:
        if end - start > most:
            continue
        parts.append(line.text[at : start + 1])
        length += start + 1 - at
        line.skips.append((length, end - start - 1))
        at = end
    line.text = "".join((*parts, line.text[at:]))
