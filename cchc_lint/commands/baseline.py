"""cchc-lint baseline write, prune: the findings of old reports, put aside."""

from __future__ import annotations

import os
from collections.abc import Sequence

import click

from cchc_lint.commands.base import Command, Group, lang_option, language, option, rules_option
from cchc_lint.commands.output import write_file, write_stdout
from cchc_lint.commands.run import Run, checked, config_option, jobs_option
from cchc_lint.words import count, pick

_file_option = option("--file", metavar="FILE", default="cchc-lint.baseline.yaml",
                      text=("Tệp danh sách (mặc định cchc-lint.baseline.yaml)",
                            "The file (default cchc-lint.baseline.yaml)"))


@click.group("baseline", cls=Group, text=(
    "Gác lại các phát hiện của báo cáo cũ, để chỉ phát hiện mới được tính.",
    "Puts the findings of old reports aside, so that only new ones count.",
))
@lang_option
def baseline() -> None:
    """The group of commands on baselines."""


@baseline.command("write", cls=Command, text=(
    "Ghi các phát hiện hiện có của báo cáo vào tệp; cchc-lint check --baseline sẽ không tính chúng nữa.",
    "Writes the findings of the reports to a file; cchc-lint check --baseline no longer counts them.",
), examples="""
    cchc-lint baseline write luu-tru/
    cchc-lint check luu-tru/ --baseline cchc-lint.baseline.yaml
""")
@click.argument("paths", type=click.Path(), metavar="PATH…", nargs=-1, required=True)
@_file_option
@option("--force", is_flag=True, text=("Ghi đè tệp đã có", "Overwrite the file"))
@rules_option
@config_option
@jobs_option
@lang_option
@click.pass_context
def write(
    ctx: click.Context, paths: Sequence[str], file: str, force: bool, folders: Sequence[str], config: str | None,
    jobs: int,
) -> int:
    """Exits with 2 where a named report could not be checked; what was found is still written."""
    from cchc_lint.baseline import as_yaml, known_of

    lang = language(ctx)
    run = _run(paths, folders, config, jobs, lang)
    known = known_of(run.result, os.path.dirname(file))
    write_file(file, as_yaml(known), force=force, lang=lang)
    findings = count(sum(map(len, known.values())), lang, "phát hiện", "finding")
    reports = count(len(known), lang, "báo cáo", "report")
    write_stdout(f"{file}: " + pick(lang, f"{findings} của {reports}.", f"{findings} of {reports}.") + "\n")
    return _failed(run)


@baseline.command("prune", cls=Command, text=(
    "Bỏ khỏi tệp những phát hiện không còn nữa.", "Takes what is no longer found out of the file.",
), examples="""
    cchc-lint baseline prune luu-tru/
""")
@click.argument("paths", type=click.Path(), metavar="PATH…", nargs=-1, required=True)
@_file_option
@rules_option
@config_option
@jobs_option
@lang_option
@click.pass_context
def prune(
    ctx: click.Context, paths: Sequence[str], file: str, folders: Sequence[str], config: str | None, jobs: int,
) -> int:
    """Reports that are not among the paths, or cannot be checked, keep their entries."""
    from cchc_lint.baseline import as_yaml, pruned, read_baseline

    lang = language(ctx)
    known = read_baseline(file, lang)
    run = _run(paths, folders, config, jobs, lang)
    kept, gone = pruned(known, run.result, os.path.dirname(file))
    write_file(file, as_yaml(kept), force=True, lang=lang)
    left = count(sum(map(len, kept.values())), lang, "phát hiện", "finding")
    write_stdout(f"{file}: " + pick(lang, f"bỏ {gone}, còn {left}.", f"{gone} taken out, {left} left.") + "\n")
    return _failed(run)


def _run(paths: Sequence[str], folders: Sequence[str], config: str | None, jobs: int, lang: str) -> Run:
    from cchc_lint.commands.check import asked_for

    return checked(paths, lang, asked=asked_for(folders), config=config, jobs=jobs)


def _failed(run: Run) -> int:
    failed = [file for file in run.result.files if file.error and not file.skipped]
    for file in failed:
        click.echo(f"{file.path}: {file.error}", err=True)
    return 2 if failed else 0
