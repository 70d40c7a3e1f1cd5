"""cchc-lint compare OLD NEW: two versions of one submission, or this period's report and last period's."""

from __future__ import annotations

from collections.abc import Sequence

import click

from cchc_lint.commands.base import Command, lang_option, language, option, rules_option
from cchc_lint.commands.output import write_stdout
from cchc_lint.commands.run import checked, config_option, readable


@click.command("compare", cls=Command, text=(
    "So hai bản của một báo cáo: lỗi đã sửa, còn lại, mới phát sinh; số liệu đã đổi. Nếu bản cũ là báo cáo kỳ trước: "
    "những chỗ đáng lẽ phải đổi mà còn nguyên.\n"
    "Trả về 0: bản mới không còn lỗi; 1: còn lỗi; 2: không so được.",
    "Compares two versions of a report: findings fixed, still there, new; figures that changed. Where the old one is "
    "last period's: what was left unchanged and should not have been.\n"
    "Exits with 0: no errors in the new version; 1: errors; 2: they cannot be compared.",
), examples="""
    cchc-lint compare bao-cao-lan-1.docx bao-cao-lan-2.docx
    cchc-lint compare quy-1.docx quy-2.docx --format json
""")
@click.argument("old", type=click.Path(), metavar="OLD")
@click.argument("new", type=click.Path(), metavar="NEW")
@option("--format", "form", type=click.Choice(("text", "json")), default="text",
        text=("Định dạng kết quả: text (mặc định) hoặc json", "Format of the result: text (default) or json"))
@rules_option
@config_option
@lang_option
@click.pass_context
def compare(ctx: click.Context, old: str, new: str, form: str, folders: Sequence[str], config: str | None) -> int:
    """Prints the comparison; exits with 1 where the new version has errors."""
    from cchc_lint.commands.check import asked_for
    from cchc_lint.compare import compare as compared
    from cchc_lint.pipeline import read_report
    from cchc_lint.render.comparison import as_json, as_text

    lang = language(ctx)
    asked = asked_for(folders)
    runs = [checked([each], lang, asked=asked, config=config) for each in (old, new)]
    (before,), (after,) = (readable(run.result) for run in runs)
    found = compared(read_report(old), read_report(new), before, after, lang=lang)
    rules_sha256 = runs[1].result.rules_sha256
    write_stdout(as_text(found, before, after, rules_sha256, lang) if form == "text" else
                 as_json(found, before, after, rules_sha256))
    return int(any(each.severity == "error" for each in (*found.left, *found.appeared)))
