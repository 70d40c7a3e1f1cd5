"""Access to the shipped pack (rules/, in a wheel cchc_lint/pack/) in a compiled form.

The YAML files are read once, and their contents kept as one JSON file beside Python's own byte code
(`__pycache__` of the pack, or the user's cache folder where that cannot be written), named after the
SHA-256 of the sources: a changed file is never served from an old copy. Like byte code, a copy that
cannot be written is done without.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from cchc_lint.version import __version__

_added: dict[str, Mapping[str, Any]] = {}  # what a site adds to files of the pack, by their names
_handed_out: set[str] = set()


@cache
def folder() -> Path:
    """The folder of the shipped pack."""
    here = Path(__file__).resolve().parent
    inside = here / "pack"
    return inside if inside.is_dir() else here.parent / "rules"


@cache
def sources() -> tuple[tuple[str, Path], ...]:
    """(name, path) of every file of the pack: ("forms/2021", …/forms/2021.yaml), in code-point order."""
    root = folder()
    found = [path for pattern in ("*.yaml", "*/*.yaml") for path in root.glob(pattern)]
    return tuple(sorted((path.relative_to(root).with_suffix("").as_posix(), path) for path in found))


@cache
def sha256() -> str:
    """The SHA-256 of the names and contents of the pack's files."""
    digest = hashlib.sha256()
    for name, path in sources():
        digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def data(name: str) -> Any:
    """The content of one file of the pack, by its name without suffix: data("forms/2021"); with a site's additions."""
    _handed_out.add(name)
    return joined(_compiled()[name], _added[name]) if name in _added else _compiled()[name]


def extend(name: str, addition: Mapping[str, Any]) -> None:
    """Adds a site's own data to a file of the pack, for this process: mappings are merged, lists go on.

    It must come before anything reads the file, as what is made of the data is kept as long as the process
    lives. Raises RuntimeError where it comes too late; the same addition twice is one.
    """
    if _added.get(name) == addition:
        return
    if name in _handed_out or name in _added:
        raise RuntimeError(f"{name} was read already: add a site's data before the first report is parsed")
    _added[name] = addition


def joined(data: Any, more: Any) -> Any:
    """data with more: mappings merged key by key, lists one after the other, other values replaced."""
    if isinstance(data, Mapping) and isinstance(more, Mapping):
        merged = {key: joined(value, more[key]) if key in more else value for key, value in data.items()}
        return merged | {key: value for key, value in more.items() if key not in data}
    if isinstance(data, list) and isinstance(more, list):
        return [*data, *more]
    return more


def names(prefix: str) -> tuple[str, ...]:
    """The names of the pack's files that begin with `prefix`: names("checks/")."""
    return tuple(name for name in _compiled() if name.startswith(prefix))


@cache
def _compiled() -> dict[str, Any]:
    stem = f"pack-{__version__}-{sha256()[:24]}.json"
    for place in _caches():
        try:
            loaded: dict[str, Any] = json.loads((place / stem).read_text("utf-8"))
        except (OSError, ValueError):
            continue
        return loaded
    compiled = {name: _load(path) for name, path in sources()}
    _keep(stem, json.dumps(compiled, ensure_ascii=False, separators=(",", ":")))
    return compiled


def _load(path: Path) -> Any:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    # Dates stay text: JSON has none, and a rule file means what it says.
    plain = type("PlainLoader", (loader,), {"yaml_implicit_resolvers": {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in loader.yaml_implicit_resolvers.items()
    }})
    return yaml.load(path.read_text("utf-8"), Loader=plain)


def _caches() -> list[Path]:
    home = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return [folder() / "__pycache__", Path(home) / "cchc-lint"]


def _keep(stem: str, text: str) -> None:
    import tempfile

    for place in _caches():
        try:
            place.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=place, delete=False) as file:
                file.write(text)
            os.replace(file.name, place / stem)
        except OSError:
            continue
        for old in place.glob("pack-*.json"):
            if old.name != stem:
                old.unlink(missing_ok=True)
        return
