"""The files of a command line: paths, folders, globs and "-" become one list in code-point order.

In a folder, hidden files, Word's lock files (~$…) and the tool's own configuration
(cchc-lint*.yaml) are passed over; what was named itself is always tried.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from typing import NamedTuple

STDIN = "-"


class Input(NamedTuple):
    """One file to check. named: by the user, not met in a folder; empty: a folder or glob without files."""

    path: str
    named: bool = True
    empty: bool = False


def expand(arguments: Sequence[str]) -> list[Input]:
    """The files behind the arguments, each once, in code-point order; those named as such win."""
    found: dict[str, Input] = {}
    for argument in arguments:
        for item in _files(argument):
            key = os.path.normpath(item.path)
            if item.named or key not in found:
                found[key] = item
    return sorted(found.values(), key=lambda item: item.path.replace(os.sep, "/"))


def _files(argument: str) -> Iterator[Input]:
    if argument == STDIN:
        yield Input(STDIN)
        return
    if os.path.isdir(argument):
        yield from _of_folder(argument)
        return
    if os.path.lexists(argument) or not glob.has_magic(argument):
        yield Input(argument)
        return
    # A shell that leaves globs to the program (Windows), or a quoted one.
    matches = [path for path in glob.iglob(argument, recursive=True) if not _passed_over(path)]
    for path in matches:
        if os.path.isfile(path):
            yield Input(path)
    if not any(map(os.path.isfile, matches)):
        yield Input(argument, empty=True)


def _of_folder(folder: str) -> Iterator[Input]:
    met = False
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if not _passed_over(name):
                met = True
                yield Input(os.path.join(root, name), named=False)
    if not met:
        yield Input(folder, empty=True)


def _passed_over(path: str) -> bool:
    name = os.path.basename(path)
    return name.startswith((".", "~$")) or fnmatchcase(name, "cchc-lint*.yaml")
