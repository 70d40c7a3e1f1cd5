"""Rule packs of other packages: what is installed under the entry point group cchc_lint.rules.

    [project.entry-points."cchc_lint.rules"]
    so-noi-vu = "so_noi_vu.rules"         # a package whose folder holds the YAML files

`--rules pack:so-noi-vu`, or the same in cchc-lint.yaml, then adds them: nothing runs because it is installed.
"""

from __future__ import annotations

import os
from os import PathLike
from pathlib import Path

from cchc_lint.errors import InputError
from cchc_lint.words import did_you_mean, say

GROUP = "cchc_lint.rules"
PREFIX = "pack:"


def folder_of(named: str | PathLike[str]) -> Path:
    """The folder that a name of rules means: itself, or that of an installed pack. Raises InputError."""
    name = os.fspath(named)
    return _installed(name.removeprefix(PREFIX)) if name.startswith(PREFIX) else Path(name)


def _installed(name: str) -> Path:
    from importlib.metadata import entry_points
    from importlib.util import find_spec

    packs = {each.name: each for each in entry_points(group=GROUP)}
    if name not in packs:
        names = ", ".join(sorted(packs))
        listed = say(f" (có: {names})", f" (there are: {names})") if packs else ""
        missing = say(f"không có gói quy tắc “{name}” nào được cài đặt", f"no rule pack “{name}” is installed")
        raise InputError(missing + listed + did_you_mean(name, packs))
    spec = find_spec(packs[name].module)  # found, not imported: the folder is all that is wanted
    places = list(spec.submodule_search_locations or ()) if spec else []
    if not places:
        raise InputError(say(
            f"gói quy tắc “{name}”: {packs[name].module} không phải một gói Python có thư mục",
            f"rule pack “{name}”: {packs[name].module} is no Python package with a folder"))
    return Path(places[0])
