"""The command line. The only place that ends the process; its exit status:

0   nothing at or above --fail-on was found
1   findings
2   do not trust this run: wrong usage, an unreadable file that was named, a bad or crashed rule, nothing checked
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from cchc_lint.commands.authoring import trace
from cchc_lint.commands.base import Command, Group, lang_option, option, spoken, usage_message
from cchc_lint.commands.baseline import baseline
from cchc_lint.commands.check import check
from cchc_lint.commands.compare import compare
from cchc_lint.commands.config import config
from cchc_lint.commands.explain import explain
from cchc_lint.commands.output import silence
from cchc_lint.commands.parse import parse
from cchc_lint.commands.rules import rules
from cchc_lint.commands.schema import schema
from cchc_lint.commands.waive import waive
from cchc_lint.errors import CchcError, RuleError
from cchc_lint.version import __version__
from cchc_lint.words import count, pick, speaking

FAILED = 2
INTERRUPTED = 130  # 128 + SIGINT, as shells report it
OBJECTS = 50_000  # made before garbage is looked for: a report makes many that live to its end, and few cycles


def _show_version(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value:
        from cchc_lint import packdata

        click.echo(f"cchc-lint {__version__} (rules {packdata.sha256()[:12]})")
        ctx.exit(0)


@click.group(cls=Group, text=(
    "Kiểm tra báo cáo cải cách hành chính: số liệu, ngày tháng, viện dẫn không khớp nhau.",
    "Checks administrative-reform (CCHC) reports for figures, dates and citations that do not add up.",
), examples="""
    cchc-lint check bao-cao.docx
    cchc-lint check thu-muc/ --format json:ket-qua.json
    cchc-lint explain STF01
""")
@option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version,
        text=("Hiện phiên bản", "Show the version"))
@lang_option
def cli() -> None:
    """The group of all commands."""


@click.command("completion", cls=Command, text=(
    "In đoạn mã để trình lệnh (bash, zsh, fish) tự điền lệnh và tùy chọn.",
    "Prints the script by which a shell (bash, zsh, fish) completes commands and options.",
), examples="""
    cchc-lint completion bash >> ~/.bashrc
""")
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
@lang_option
def completion(shell: str) -> None:
    """Prints the script of one shell."""
    from click.shell_completion import get_completion_class

    maker = get_completion_class(shell)
    assert maker is not None
    click.echo(maker(cli, {}, "cchc-lint", "_CCHC_LINT_COMPLETE").source())


for _command in (check, compare, parse, explain, waive, baseline, config, rules, trace, schema, completion):
    cli.add_command(_command)


def run(arguments: Sequence[str]) -> int:
    """Runs one command line and returns its exit status; messages go to standard error."""
    lang = spoken(arguments)
    with speaking(lang):
        return _run(arguments, lang)


def _run(arguments: Sequence[str], lang: str) -> int:
    try:
        status = cli.main(list(arguments), prog_name="cchc-lint", standalone_mode=False)
    except click.Abort:
        return INTERRUPTED
    except click.ClickException as error:
        _complain(usage_message(error, lang), lang)
        hint = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "cchc-lint"
        click.echo(pick(lang, f"Xem hướng dẫn: {hint} --help", f"See: {hint} --help"), err=True)
        return FAILED
    except RuleError as error:
        mistakes = count(len(error.mistakes), lang, "chỗ sai", "mistake")
        _complain(pick(lang, f"tệp quy tắc có {mistakes}", f"{mistakes} in rule files") + f"\n\n{error}", lang)
        return FAILED
    except CchcError as error:
        _complain(str(error), lang)
        return FAILED
    except BrokenPipeError:
        silence()
        return 0
    except Exception as error:
        from cchc_lint.pipeline import internal_error

        _complain(internal_error(error, lang), lang)
        return FAILED
    return status if isinstance(status, int) else 0


def main() -> NoReturn:
    """The program cchc-lint."""
    gc.set_threshold(OBJECTS)
    for stream in (sys.stdout, sys.stderr):
        if not stream.encoding.lower().startswith("utf"):
            from cchc_lint.console import tolerate

            tolerate(stream)
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # names of files can hold what is no character
    sys.exit(run(sys.argv[1:]))


def _complain(message: str, lang: str) -> None:
    click.echo(f"{pick(lang, 'lỗi', 'error')}: {message}", err=True)
