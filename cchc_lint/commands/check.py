"""cchc-lint check PATH…: the findings in reports."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from cchc_lint.commands.base import Command, lang_option, language, ocr_option, option, rules_option, split_names
from cchc_lint.commands.output import Target, colored, spared, targets, width, write_file, write_stdout
from cchc_lint.commands.run import TIMEOUT, config_option, jobs_option
from cchc_lint.errors import UsageError
from cchc_lint.render import FORMATS
from cchc_lint.words import FAIL_ON, count, pick

if TYPE_CHECKING:
    from datetime import date

    from cchc_lint.config import Config
    from cchc_lint.finding import Result
    from cchc_lint.inputs import Input
    from cchc_lint.pipeline import Tick

_FORMATS = ", ".join(FORMATS)
MANY = 5  # files: from here on progress is worth showing


@click.command("check", cls=Command, text=(
    "Kiểm tra báo cáo: tệp, thư mục, mẫu tên tệp, hoặc - là đầu vào chuẩn.\n"
    "Trả về 0: không có phát hiện từ mức --fail-on trở lên; 1: có; 2: kết quả chưa tin được "
    "(gọi sai, tệp không đọc được, quy tắc hỏng, không kiểm tra được gì).",
    "Checks reports: files, folders, globs, or - for standard input.\n"
    "Exits with 0: nothing at or above --fail-on; 1: findings; 2: do not trust this run "
    "(wrong usage, unreadable file, broken rule, nothing checked).",
), examples="""
    cchc-lint check bao-cao.docx
    cchc-lint check bao-cao/ --format text --format json:ket-qua.json
    cchc-lint check bao-cao.docx phu-luc.xlsx --together
    cchc-lint check bao-cao.txt --select sum,STF --fail-on warning
    cat bao-cao.txt | cchc-lint check -
""")
@click.argument("paths", type=click.Path(), metavar="PATH…", nargs=-1, required=True)
@option("--format", "formats", metavar="NAME[:FILE]", multiple=True,
        text=(f"Định dạng kết quả: {_FORMATS} (mặc định text); :FILE ghi vào tệp (dùng được nhiều lần)",
              f"Format of the result: {_FORMATS} (default text); :FILE writes it there (repeatable)"))
@rules_option
@option("--profile", metavar="NAME",
        text=("Bộ quy tắc dựng sẵn: toi-thieu, tham-dinh (mặc định) hay nghiem",
              "A ready choice of rules: toi-thieu, tham-dinh (default) or nghiem"))
@option("--select", metavar="RULE,…", multiple=True,
        text=("Chỉ dùng các quy tắc này: mã, phần đầu của mã, hoặc nhóm",
              "Use these rules only: ids, beginnings of ids, categories"))
@option("--ignore", metavar="RULE,…", multiple=True,
        text=("Bỏ các quy tắc này: mã, phần đầu của mã, hoặc nhóm", "Leave these rules out"))
@option("--fail-on", type=click.Choice(FAIL_ON),
        text=("Mức thấp nhất khiến lệnh trả về 1 (mặc định error)",
              "The lowest severity that makes the command exit with 1 (default error)"))
@lang_option
@option("--coverage", is_flag=True,
        text=("Liệt kê số liệu chưa có phép kiểm tra nào đối chiếu và quy tắc chưa kiểm tra được",
              "List the figures that no check guards and the rules that could not run"))
@option("--show-skipped", is_flag=True,
        text=("Hiện cả phát hiện đã được chấp nhận và lý do từng quy tắc chưa kiểm tra được",
              "Show accepted findings too, and why each rule could not run"))
@option("--statistics", is_flag=True,
        text=("Đếm phát hiện theo quy tắc", "Count the findings of each rule"))
@config_option
@option("--no-config", is_flag=True, text=("Không dùng tệp cấu hình nào", "Use no configuration file"))
@jobs_option
@option("--timeout", type=click.IntRange(min=0), default=TIMEOUT, metavar="SECONDS",
        text=("Thời gian tối đa cho một tệp (mặc định 120 giây; 0: không giới hạn)",
              "The most time for one file (default 120 seconds; 0: no limit)"))
@option("--baseline", metavar="FILE",
        text=("Không tính các phát hiện trong tệp này (xem cchc-lint baseline)",
              "Do not count the findings in this file (see cchc-lint baseline)"))
@option("--no-waivers", is_flag=True,
        text=("Không dùng các tệp cchc-lint.waivers.yaml", "Use no cchc-lint.waivers.yaml files"))
@option("--today", metavar="YYYY-MM-DD", default="",
        text=("Ngày để xét ghi chú đã hết hạn chưa (mặc định hôm nay)",
              "The day by which waivers expire (default: today)"))
@option("--together", is_flag=True,
        text=("Coi các tệp là các phần của một báo cáo (lời văn, phụ lục) và đối chiếu chúng với nhau",
              "Take the files as parts of one report (prose, appendix) and check them against each other"))
@ocr_option
@option("--force", is_flag=True, text=("Ghi đè tệp kết quả đã có", "Overwrite result files that exist"))
@option("-q", "--quiet", is_flag=True,
        text=("Chỉ in các phát hiện", "Print the findings only"))
@click.pass_context
def check(
    ctx: click.Context,
    paths: Sequence[str],
    formats: Sequence[str],
    folders: Sequence[str],
    profile: str | None,
    select: Sequence[str],
    ignore: Sequence[str],
    fail_on: str | None,
    coverage: bool,
    show_skipped: bool,
    statistics: bool,
    config: str | None,
    no_config: bool,
    jobs: int,
    timeout: int,
    together: bool,
    ocr: bool,
    baseline: str | None,
    no_waivers: bool,
    today: str,
    force: bool,
    quiet: bool,
) -> int:
    """Checks, prints, and returns the exit status."""
    from cchc_lint.batch import check_as_one, check_batch
    from cchc_lint.inputs import expand
    from cchc_lint.plan import planned
    from cchc_lint.render import Display, render

    lang = language(ctx)
    outputs = targets(formats or ("text",), force=force, lang=lang)
    asked = asked_for(folders, profile, select, ignore, fail_on)
    plan = planned(paths, asked, config=config, found=not no_config, lang=lang, ocr=ocr)
    prepared = plan.prepared()
    inputs = spared(expand(paths), outputs, lang)
    with _progress(inputs, quiet or together, lang) as tick:
        result = (
            check_as_one(inputs, prepared, seconds=timeout) if together and inputs
            else check_batch(inputs, prepared, jobs=jobs, seconds=timeout, tick=tick))
    day = _day(today, lang)
    if not no_waivers and _has_waivers(result):
        from cchc_lint.waivers import waived

        result = waived(result, today=day, idle=prepared.idle(), lang=lang)
    known = baseline or plan.site.baseline
    if known:
        from cchc_lint.baseline import read_baseline, with_baseline

        result = with_baseline(result, read_baseline(known, lang), os.path.dirname(known))
    unwritten = []
    for target in outputs:
        here = not target.file
        display = Display(width() if here else Display().width, here and colored(), coverage, quiet, show_skipped,
                          statistics, target.file)
        try:
            data = render(target.format, result, lang=lang, display=display)
            write_stdout(data, lang) if here else write_file(target.file, data, force=force, lang=lang)
        except UsageError as error:
            unwritten.append(str(error))
    _complain(result, outputs, quiet, lang)
    if not quiet:
        _remind(plan.site, lang)
    if unwritten:
        raise UsageError("\n".join(unwritten))
    return status(result, asked.fail_on or plan.site.fail_on or "error")


def asked_for(
    folders: Sequence[str] = (), profile: str | None = None, select: Sequence[str] = (), ignore: Sequence[str] = (),
    fail_on: str | None = None,
) -> Config:
    """What the options of a command line choose."""
    from cchc_lint.config import Choice, Config

    left_out = dict.fromkeys(split_names(ignore), "")
    return Config(profile=profile or "", folders=tuple(folders), select=tuple(split_names(select)),
                  fail_on=fail_on or "", choice=Choice(ignore=left_out))


def status(result: Result, fail_on: str) -> int:
    """The exit status of a run; see cchc_lint.cli."""
    done = [file for file in result.files if not file.skipped]
    checked = sum(file.checks.ok + file.checks.violated for file in done)
    if not checked or any(file.error or file.checks.error for file in done):
        return 2
    levels = () if fail_on == "never" else FAIL_ON[: FAIL_ON.index(fail_on) + 1]
    return int(any(each.severity in levels and each.counts for file in done for each in file.findings))


def _has_waivers(result: Result) -> bool:
    """Whether any folder of the reports holds a waiver file: mostly none does, and nothing is loaded for it."""
    folders = dict.fromkeys(os.path.dirname(file.path) for file in result.files)
    return any(os.path.isfile(os.path.join(folder, "cchc-lint.waivers.yaml")) for folder in folders)


def _day(told: str, lang: str) -> date:
    """The day by which waivers expire."""
    from datetime import date

    try:
        return date.fromisoformat(told) if told else date.today()
    except ValueError:
        wrong = pick(lang, "--today phải có dạng 2026-12-31", "--today must have the form 2026-12-31")
        raise UsageError(wrong) from None


def _complain(result: Result, outputs: Sequence[Target], quiet: bool, lang: str) -> None:
    """What standard error has to say: what could not be checked, unless the terminal shows it already."""
    seen = sys.stdout.isatty() and any(target == ("text", "") for target in outputs)
    named = not quiet and not any(target.format == "text" for target in outputs)
    wrong = pick(lang, "lỗi", "error")
    for file in result.files:
        if file.skipped and named:
            click.echo(f"{pick(lang, 'bỏ qua', 'skipped')}: {file.path}: {file.error}", err=True)
        if file.error and not file.skipped and not seen:
            click.echo(f"{wrong}: {file.path}: {file.error}", err=True)
        if file.checks.error:
            rules = count(file.checks.error, lang, "quy tắc gặp sự cố", "rule crashed", "rules crashed")
            click.echo(f"{wrong}: {file.path}: {rules}", err=True)
    if not any(file.checks.ok or file.checks.violated for file in result.files):
        click.echo(f"{wrong}: {pick(lang, 'không kiểm tra được gì', 'nothing was checked')}", err=True)


def _remind(site: Config, lang: str) -> None:
    """What the site's configuration keeps from being found, and why."""
    for line in site.choice.told(lang):
        click.echo(f"{pick(lang, 'cấu hình', 'configuration')}: {line}", err=True)
    for each in site.overrides:
        for line in each.choice.told(lang):
            click.echo(f"{pick(lang, 'cấu hình', 'configuration')}: {', '.join(each.files)}: {line}", err=True)


@contextmanager
def _progress(inputs: Sequence[Input], quiet: bool, lang: str) -> Iterator[Tick | None]:
    """A progress bar for a long list, on a terminal only."""
    if quiet or len(inputs) < MANY or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(pick(lang, "Đang kiểm tra", "Checking"), total=len(inputs))

        def tick(item: Input) -> None:
            bar.update(task, description=item.path, advance=1)

        yield tick
