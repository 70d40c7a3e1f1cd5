"""cchc-lint rules new, stats, mutate, and cchc-lint trace: for those who write rules."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from cchc_lint.commands.base import Command, lang_option, language, option, rules_option
from cchc_lint.commands.output import write_stdout
from cchc_lint.errors import InputError, UsageError
from cchc_lint.words import CATEGORY, SEVERITY, Text, pick

if TYPE_CHECKING:
    from cchc_lint.report import Report

_ASKED: dict[str, Text] = {
    "id": ("Mã quy tắc, ví dụ RIENG01", "Rule id, such as OWN01"),
    "title": ("Tên quy tắc", "Title"),
    "assert": ("Điều kiện phải đúng, ví dụ plan.done <= plan.tasks", "What must hold, such as plan.done <= plan.tasks"),
    "message": ("Thông báo khi sai, ví dụ: Xong {plan.done} việc", "Message, such as: {plan.done} tasks done"),
    "ok": ("Số liệu đạt, ví dụ plan.done=12, plan.tasks=14", "Figures that pass, such as plan.done=12, plan.tasks=14"),
    "violated": ("Số liệu không đạt", "Figures that fail"),
}


@click.command("new", cls=Command, text=(
    "Viết một quy tắc mới kèm ví dụ vào FILE; những gì chưa có trong lệnh sẽ được hỏi.",
    "Writes a new rule with its tests to FILE; what the command leaves out is asked.",
), examples="""
    cchc-lint rules new quy-tac/rieng.yaml
    cchc-lint rules new quy-tac/rieng.yaml --id RIENG01 --assert "plan.done <= plan.tasks"
""")
@click.argument("file", type=click.Path(), metavar="FILE")
@option("--id", "id_", metavar="ID", text=_ASKED["id"])
@option("--title", metavar="TEXT", text=_ASKED["title"])
@option("--assert", "condition", metavar="EXPRESSION", text=_ASKED["assert"])
@option("--message", metavar="TEXT", text=_ASKED["message"])
@option("--ok", metavar="NAME=FIGURE,…", text=_ASKED["ok"])
@option("--violated", metavar="NAME=FIGURE,…", text=_ASKED["violated"])
@option("--category", type=click.Choice(tuple(CATEGORY)), default="bound", text=("Nhóm (mặc định bound)",
        "Category (default bound)"))
@option("--severity", type=click.Choice(tuple(SEVERITY)), default="error", text=("Mức (mặc định error)",
        "Severity (default error)"))
@option("--help-text", metavar="TEXT", default="", text=("Cách xử lý", "What to do about it"))
@lang_option
@click.pass_context
def new(
    ctx: click.Context, file: str, id_: str | None, title: str | None, condition: str | None, message: str | None,
    ok: str | None, violated: str | None, category: str, severity: str, help_text: str,
) -> None:
    """Writes the rule only where it loads and its tests hold."""
    from pathlib import Path

    from cchc_lint.newrule import Draft, figures, write

    lang = language(ctx)
    told = _asked({"id": id_, "title": title, "assert": condition, "message": message, "ok": ok, "violated": violated},
                  lang)
    draft = Draft(told["id"], told["title"], category, severity, told["assert"], told["message"], help_text,
                  figures(told["ok"], lang), figures(told["violated"], lang))
    write(draft, Path(file), lang)
    write_stdout(f"{file}: {draft.id}\n")


def _asked(given: dict[str, str | None], lang: str) -> dict[str, str]:
    """What the options tell, and on a terminal what the user answers. Raises UsageError where nobody can answer."""
    missing = [name for name, value in given.items() if not value]
    if missing and not sys.stdin.isatty():
        options = ", ".join(f"--{name}" for name in missing)
        raise UsageError(pick(lang, f"thiếu {options}", f"missing {options}"))
    return {name: value or click.prompt(pick(lang, *_ASKED[name]), err=True) for name, value in given.items()}


@click.command("stats", cls=Command, text=(
    "Thống kê quy tắc trên báo cáo thật: quy tắc nào chưa báo lần nào, lần nào cũng không kiểm tra được, chậm nhất.",
    "How the rules fare on real reports: which never fire, are always unknown, are slowest.",
), examples="""
    cchc-lint rules stats luu-tru/
""")
@click.argument("paths", type=click.Path(), metavar="REPORT…", nargs=-1, required=True)
@rules_option
@lang_option
@click.pass_context
def stats(ctx: click.Context, paths: Sequence[str], folders: Sequence[str]) -> None:
    """Prints a table of all rules; times differ from run to run."""
    from cchc_lint.rules.loader import load_rules
    from cchc_lint.rulestats import as_text, rule_stats

    lang = language(ctx)
    write_stdout(as_text(rule_stats(_reports(paths), load_rules(*folders), lang=lang), lang))


@click.command("mutate", cls=Command, text=(
    "Làm sai lần lượt từng số liệu của báo cáo đúng (.txt): quy tắc nào phát hiện, số liệu nào không ai canh giữ.",
    "Breaks each figure of a sound report (.txt) in turn: which rule notices, which figures nobody watches.",
), examples="""
    cchc-lint rules mutate mau-dung.txt
""")
@click.argument("paths", type=click.Path(), metavar="REPORT…", nargs=-1, required=True)
@rules_option
@lang_option
@click.pass_context
def mutate(ctx: click.Context, paths: Sequence[str], folders: Sequence[str]) -> None:
    """Prints one line for each figure that is watched, then the others."""
    from cchc_lint.mutation import as_text, mutants
    from cchc_lint.rules.loader import load_rules

    lang = language(ctx)
    loaded = load_rules(*folders)
    for report in _reports(paths):
        write_stdout(as_text(report.document.path, list(mutants(report, loaded)), lang))


@click.command("trace", cls=Command, text=(
    "Kể từng bước một quy tắc đã chạy trên một báo cáo thế nào: chọn được gì, lấy số liệu nào, kết luận ra sao.",
    "Tells step by step how a rule went over a report: what it selected, the values bound, the verdicts.",
), examples="""
    cchc-lint trace PLN01 bao-cao.docx
""")
@click.argument("rule", metavar="RULE")
@click.argument("file", type=click.Path(), metavar="FILE")
@rules_option
@lang_option
@click.pass_context
def trace(ctx: click.Context, rule: str, file: str, folders: Sequence[str]) -> None:
    """Prints the story of one rule and one report."""
    from cchc_lint.pipeline import read_report
    from cchc_lint.rules.loader import load_rules
    from cchc_lint.trace import trace as traced

    told = load_rules(*folders)[rule]
    write_stdout("\n".join(traced(told, read_report(file), lang=language(ctx))) + "\n")


def _reports(paths: Sequence[str]) -> Iterator[Report]:
    """The reports behind the paths; what a folder holds beside them is passed over."""
    from cchc_lint.inputs import expand
    from cchc_lint.pipeline import read_report, recognised

    for item in expand(paths):
        try:
            report = read_report(item.path)
        except InputError:
            if item.named:
                raise
            continue
        if recognised(report):
            yield report
