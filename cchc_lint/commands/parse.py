"""cchc-lint parse FILE: what was understood of a report."""

from __future__ import annotations

import click

from cchc_lint.commands.base import Command, lang_option, language, ocr_option, option
from cchc_lint.commands.output import write_stdout
from cchc_lint.words import pick


@click.command("parse", cls=Command, text=(
    "Cho xem chương trình hiểu báo cáo thế nào, dưới dạng JSON.",
    "Shows what was understood of a report, as JSON.",
), examples="""
    cchc-lint parse bao-cao.docx
    cchc-lint parse bao-cao.pdf --text
""")
@click.argument("file", type=click.Path(), metavar="FILE")
@option("--text", "as_text", is_flag=True,
        text=("In phần chữ đã đọc được: mỗi đoạn hay hàng bảng một dòng",
              "Print the text that was read: a line for each paragraph or table row"))
@ocr_option
@lang_option
@click.pass_context
def parse(ctx: click.Context, file: str, as_text: bool, ocr: bool) -> None:
    """Prints one report as JSON, or its text; the JSON can be checked in place of the report."""
    from cchc_lint.pipeline import read_report, recognised

    report = read_report(file, ocr=ocr)
    if not recognised(report):
        lang = language(ctx)
        click.echo(f"{file}: " + pick(
            lang, "không giống báo cáo cải cách hành chính", "does not look like a report on administrative reform",
        ), err=True)
    if as_text:
        write_stdout(report.document.text.rstrip("\n") + "\n")
        return
    from cchc_lint.render.report_json import render

    write_stdout(render(report))
