"""Generated pages of the documentation, written so that a folder holds these and no others."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def write_pages(folder: Path, files: Mapping[str, str]) -> None:
    """Writes the pages (text by path within the folder), and removes .md files of what is no more."""
    for old in [*folder.glob("*.md"), *folder.glob("*/*.md")]:
        if old.relative_to(folder).as_posix() not in files:
            old.unlink()
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
