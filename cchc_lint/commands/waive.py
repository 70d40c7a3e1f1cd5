"""cchc-lint waive REPORT ID…: explains or accepts findings, in the waiver file beside the report."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from cchc_lint.commands.base import Command, lang_option, language, option, rules_option
from cchc_lint.commands.output import write_stdout
from cchc_lint.commands.run import checked, config_option, readable
from cchc_lint.errors import UsageError
from cchc_lint.words import pick

if TYPE_CHECKING:
    from cchc_lint.finding import FileResult, Finding


@click.command("waive", cls=Command, text=(
    "Ghi chú cho phát hiện, vào tệp cchc-lint.waivers.yaml cạnh báo cáo: giải trình của người viết "
    "(phát hiện vẫn tính), hoặc với --accept, chấp nhận của người thẩm định (không tính nữa).",
    "Waives findings in cchc-lint.waivers.yaml beside the report: the author's explanation (the finding "
    "still counts), or with --accept the reviewer's acceptance (it no longer does).",
), examples="""
    cchc-lint waive bao-cao.docx 97c18a3b --reason "Bổ sung giữa quý" --by "Nguyễn Văn A"
    cchc-lint waive bao-cao.docx 97c18a3b --accept --reason "Đã đối chiếu" --by "Trần Thị B" --until 2026-12-31
""")
@click.argument("report", type=click.Path(), metavar="REPORT")
@click.argument("ids", metavar="ID…", nargs=-1, required=True)
@option("--reason", metavar="TEXT", required=True, text=("Lý do", "Why"))
@option("--by", metavar="NAME", required=True, text=("Người ghi", "Who says so"))
@option("--until", metavar="YYYY-MM-DD", default="", text=("Ngày hết hạn", "The last day on which it holds"))
@option("--accept", is_flag=True, text=("Chấp nhận của người thẩm định", "The reviewer accepts it"))
@rules_option
@config_option
@lang_option
@click.pass_context
def waive(
    ctx: click.Context, report: str, ids: Sequence[str], reason: str, by: str, until: str, accept: bool,
    folders: Sequence[str], config: str | None,
) -> None:
    """Writes one entry for each finding; ids are the short ones that `check` shows."""
    from cchc_lint.commands.check import asked_for
    from cchc_lint.waivers import NAME, add_waivers, values_of

    lang = language(ctx)
    _check_day(until, lang)
    if not os.path.isfile(report):
        raise UsageError(f"{report}: " + pick(lang, "không có tệp này", "no such file"))
    file, *_ = readable(checked([report], lang, asked=asked_for(folders), config=config).result)
    found = [_found(file, each, lang) for each in ids]
    path = os.path.join(os.path.dirname(report), NAME)
    add_waivers(path, [
        {
            "report": os.path.basename(report), "fingerprint": finding.fingerprint, "rule": finding.rule,
            "kind": "accepted" if accept else "explained", "values": list(values_of(finding)), "reason": reason,
            "by": by, **({"until": until} if until else {}),
        }
        for finding in found
    ], lang)
    for finding in found:
        write_stdout(f"{path}: {finding.rule} [{finding.fingerprint[:8]}] {finding.message}\n")


def _check_day(until: str, lang: str) -> None:
    try:
        date.fromisoformat(until or "2000-01-01")
    except ValueError:
        wrong = pick(lang, "--until phải có dạng 2026-12-31", "--until must have the form 2026-12-31")
        raise UsageError(wrong) from None


def _found(file: FileResult, short: str, lang: str) -> Finding:
    found = [each for each in file.findings if each.fingerprint.startswith(short)]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(pick(lang, f"mã “{short}” ứng với {len(found)} phát hiện; hãy ghi dài hơn",
                              f"id “{short}” fits {len(found)} findings; give more of it"))
    known = ", ".join(f"{each.fingerprint[:8]} ({each.rule})" for each in file.findings)
    listed = pick(lang, f" (có: {known})", f" (there are: {known})") if known else ""
    raise UsageError(f"{file.path}: " + pick(
        lang, f"không có phát hiện nào mang mã “{short}”{listed}", f"no finding has the id “{short}”{listed}"))
