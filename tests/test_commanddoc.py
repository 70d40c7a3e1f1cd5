"""docs/commands and `--help` say the same; every command has examples that are right, in both languages."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cchc_lint.cli import cli, run
from cchc_lint.commanddoc import pages, write
from cchc_lint.commands.base import Command, Group

DOCS = Path(__file__).parent.parent / "docs" / "commands"


def leaves(group: Group = cli, *path: str) -> Iterator[tuple[tuple[str, ...], Command]]:
    for name, command in group.commands.items():
        assert isinstance(command, Command)
        if isinstance(command, Group):
            yield from leaves(command, *path, name)
        else:
            yield (*path, name), command


LEAVES = dict(leaves())
each_command = pytest.mark.parametrize("path", LEAVES, ids=" ".join)


def test_the_pages_are_those_of_the_commands(tmp_path: Path) -> None:
    there = {path.relative_to(DOCS).as_posix(): path.read_text("utf-8") for path in DOCS.rglob("*.md")}
    assert there == pages()
    (tmp_path / "vi").mkdir()
    (tmp_path / "vi" / "gone.md").write_text("", "utf-8")
    write(tmp_path)
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.md")} == set(there)


@each_command
def test_help_ends_with_examples_of_options_that_exist(path: tuple[str, ...]) -> None:
    shown = []
    for line in LEAVES[path].examples.strip().split("\n"):
        words = shlex.split(line.rpartition("| ")[2].partition(" >")[0])
        named = next(each for each in LEAVES if tuple(words[1 : len(each) + 1]) == each)
        known = {name for option in LEAVES[named].params for name in option.opts}
        assert [word for word in words if word.startswith("--") and word not in known] == []
        shown.append(named)
    assert path in shown


@each_command
def test_help_is_in_both_languages(path: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    shown = {}
    for lang in ("vi", "en"):
        assert run([*path, "--help", "--lang", lang]) == 0
        shown[lang] = capsys.readouterr().out
    assert "Ví dụ:" in shown["vi"]
    assert "Examples:" in shown["en"]
    options: Any = [param for param in LEAVES[path].params if hasattr(param, "text")]
    assert [each.opts for each in options if each.text[0] == each.text[1]] == []
    assert not set("ạảấầậếềệọốồộụữự") & set(shown["en"].partition("Examples:")[0])
