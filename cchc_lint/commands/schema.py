"""cchc-lint schema [NAME]: the published JSON Schemas of the files that go in and come out."""

from __future__ import annotations

import click

from cchc_lint.commands.base import Command, lang_option, language
from cchc_lint.commands.output import write_stdout
from cchc_lint.words import Text, pick

SCHEMAS: dict[str, Text] = {
    "rule": ("tệp quy tắc", "rule files"),
    "config": ("cấu hình cchc-lint.yaml", "the configuration cchc-lint.yaml"),
    "waivers": ("ghi chú cchc-lint.waivers.yaml", "waivers: cchc-lint.waivers.yaml"),
    "baseline": ("phát hiện gác lại cchc-lint.baseline.yaml", "the baseline cchc-lint.baseline.yaml"),
    "report": ("báo cáo dạng dữ liệu, và kết quả của parse", "a report as data, and what parse prints"),
    "result": ("kết quả của check --format json", "what check --format json prints"),
    "compare": ("kết quả của compare --format json", "what compare --format json prints"),
}


@click.command("schema", cls=Command, text=(
    "In JSON Schema của một loại tệp, cho trình soạn thảo và chương trình khác; không có NAME thì liệt kê các loại.",
    "Prints the JSON Schema of a sort of file, for editors and other programs; without NAME it lists the sorts.",
), examples="""
    cchc-lint schema
    cchc-lint schema rule > rule.schema.json
    cchc-lint schema result
""")
@click.argument("name", type=click.Choice(tuple(SCHEMAS)), metavar="[NAME]", required=False)
@lang_option
@click.pass_context
def schema(ctx: click.Context, name: str | None) -> None:
    """Prints the schema as it ships, or the names that there are."""
    lang = language(ctx)
    if name is None:
        write_stdout("".join(f"{each:<10} {pick(lang, *about)}\n" for each, about in SCHEMAS.items()))
        return
    from importlib.resources import files

    write_stdout(files("cchc_lint").joinpath(f"schemas/{name}.schema.json").read_text("utf-8"))
