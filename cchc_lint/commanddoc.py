"""The pages on the commands: what `--help` says, as Markdown.

    python -m cchc_lint.commanddoc docs/commands
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from cchc_lint.cli import cli
from cchc_lint.commands.base import Command, Group, in_language
from cchc_lint.docpages import write_pages
from cchc_lint.words import LANGUAGES, pick

PROGRAM = "cchc-lint"


def pages() -> dict[str, str]:
    """Every page by its name in the folder: vi/check.md, en/rules-test.md, README.md …"""
    files: dict[str, str] = {}
    for lang in LANGUAGES:
        known = list(_commands(cli, in_language(click.Context(cli, info_name=PROGRAM), lang)))
        files |= {f"{lang}/{_name(ctx)}.md": _page(command, ctx, lang) for command, ctx in known}
        files["README.md" if lang == LANGUAGES[0] else f"README.{lang}.md"] = _index(known, lang)
    return files


def _commands(group: Group, ctx: click.Context) -> Iterator[tuple[Command, click.Context]]:
    """Every command below a group, each with the context in which it would run."""
    for name, command in group.commands.items():
        assert isinstance(command, Command)
        inner = click.Context(command, info_name=name, parent=ctx)
        yield command, inner
        if isinstance(command, Group):
            yield from _commands(command, inner)


def _name(ctx: click.Context) -> str:
    """ "rules-test" of "cchc-lint rules test"."""
    return ctx.command_path.removeprefix(PROGRAM).strip().replace(" ", "-")


def _page(command: Command, ctx: click.Context, lang: str) -> str:
    usage = " ".join([ctx.command_path, *command.collect_usage_pieces(ctx)])
    blocks = [f"# {ctx.command_path}", *pick(lang, *command.text).split("\n"), f"```text\n{usage}\n```"]
    if isinstance(command, Group):
        with ctx:
            listed = [(f"[{name}]({_name(ctx)}-{name}.md)", each.get_short_help_str())
                      for name, each in command.commands.items()]
        blocks += [f"## {pick(lang, 'Lệnh', 'Commands')}", _list(listed)]
    options = [each for each in command.get_params(ctx) if isinstance(each, click.Option)]
    records = [(f"`{record[0]}`", record[1]) for each in options if (record := each.get_help_record(ctx))]
    blocks += [f"## {pick(lang, 'Tùy chọn', 'Options')}", _list(records)]
    if command.examples:
        examples = "\n".join(line.strip() for line in command.examples.strip().split("\n"))
        blocks += [f"## {pick(lang, 'Ví dụ', 'Examples')}", f"```sh\n{examples}\n```"]
    return "\n\n".join(blocks) + "\n"


def _list(rows: Sequence[tuple[str, str]]) -> str:
    """A list: each name with what is said of it."""
    return "\n".join(f"- {name}: {_plain(about)}" for name, about in rows)


def _plain(text: str) -> str:
    return " ".join(text.split()).replace("*", r"\*").replace("[", r"\[").replace("<", "&lt;")


def _index(known: Sequence[tuple[Command, click.Context]], lang: str) -> str:
    other = pick(lang, "[English](README.en.md)", "[Tiếng Việt](README.md)")
    head = pick(lang, "Các lệnh", "Commands")
    written = pick(lang, "Trang này do `python -m cchc_lint.commanddoc docs/commands` viết ra từ chính các lệnh.",
                   "Written by `python -m cchc_lint.commanddoc docs/commands` from the commands themselves.")
    rows = []
    for command, ctx in known:
        with ctx:
            rows.append((f"[{ctx.command_path}]({lang}/{_name(ctx)}.md)", command.get_short_help_str()))
    return f"# {head}\n\n{written} {other}\n\n{_list(rows)}\n"


def write(folder: Path) -> None:
    """Writes the pages, and removes those of commands that are no more."""
    write_pages(folder, pages())


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Cách dùng: python -m cchc_lint.commanddoc THƯ-MỤC")
    write(Path(sys.argv[1]))
