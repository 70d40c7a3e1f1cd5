"""Click in the user's language: commands and options that carry their help in Vietnamese and English."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from cchc_lint.words import LANGUAGES, Text, did_you_mean, pick

Function = TypeVar("Function", bound=Callable[..., Any])
_LANG = "cchc_lint.lang"


def spoken(arguments: Sequence[str]) -> str:
    """The language of a command line: --lang, else CCHC_LINT_LANG, else Vietnamese."""
    chosen = os.environ.get("CCHC_LINT_LANG", "")
    for at, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            chosen = argument[7:]
        elif argument == "--lang":
            chosen = "".join(arguments[at + 1 : at + 2])
    return chosen if chosen in LANGUAGES else LANGUAGES[0]


def language(ctx: click.Context) -> str:
    return str(ctx.meta.get(_LANG, LANGUAGES[0]))


def in_language(ctx: click.Context, lang: str) -> click.Context:
    """The context, and what is made of it, speaking that language."""
    ctx.meta[_LANG] = lang
    return ctx


class Option(click.Option):
    """An option whose help is given in both languages."""

    def __init__(self, *settings: Any, text: Text, **more: Any) -> None:
        super().__init__(*settings, **more)
        self.text = text

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        record = super().get_help_record(ctx)
        return record and (record[0], pick(language(ctx), *self.text))


class Command(click.Command):
    """A command whose texts are given in both languages; `examples` close its help."""

    def __init__(self, *settings: Any, text: Text, examples: str = "", **more: Any) -> None:
        more["add_help_option"] = False
        super().__init__(*settings, **more)
        self.text, self.examples = text, examples
        self.params.append(Option(
            ["-h", "--help"], is_flag=True, is_eager=True, expose_value=False, callback=_show_help,
            text=("Hiện hướng dẫn này", "Show this help"),
        ))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx  # so that the message can name the command
            raise

    def get_short_help_str(self, limit: int = 45) -> str:
        ctx = click.get_current_context(silent=True)
        return pick(language(ctx) if ctx else LANGUAGES[0], *self.text).split("\n")[0]

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        options = pick(language(ctx), "[TÙY CHỌN]", "[OPTIONS]")
        return [options, *(piece for each in self.get_params(ctx) for piece in each.get_usage_pieces(ctx))]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        prefix = pick(language(ctx), "Cách dùng: ", "Usage: ")
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for paragraph in pick(language(ctx), *self.text).split("\n"):
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(paragraph)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [each for each in self.get_params(ctx) if isinstance(each, click.Option)]
        records = [record for each in options if (record := each.get_help_record(ctx))]
        with formatter.section(pick(language(ctx), "Tùy chọn", "Options")):
            formatter.write_dl(records)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if not self.examples:
            return
        with formatter.section(pick(language(ctx), "Ví dụ", "Examples")):
            for line in self.examples.strip().split("\n"):
                formatter.write(f"{'':{formatter.current_indent}}{line.strip()}\n")


class Group(Command, click.Group):
    """A group of commands; alone, it shows its help."""

    def __init__(self, *settings: Any, **more: Any) -> None:
        super().__init__(*settings, invoke_without_command=True, **more)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if ctx.parent is None:
            ctx.meta[_LANG] = spoken(args)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        status = super().invoke(ctx)
        if ctx.invoked_subcommand is None:
            click.echo(ctx.get_help())
        return status

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] in self.commands or args[0].startswith("-"):
            return super().resolve_command(ctx, args)
        lang = language(ctx)
        raise click.UsageError(
            pick(lang, f"không có lệnh “{args[0]}”", f"no such command “{args[0]}”")
            + did_you_mean(args[0], self.commands, lang),
            ctx,
        )

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return [*super().collect_usage_pieces(ctx), pick(language(ctx), "LỆNH …", "COMMAND …")]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(pick(language(ctx), "Lệnh", "Commands")):
            formatter.write_dl([(name, each.get_short_help_str()) for name, each in self.commands.items()])
        Command.format_options(self, ctx, formatter)


def option(*names: str, text: Text, **settings: Any) -> Callable[[Function], Function]:
    """click.option, with its help in both languages."""
    return click.option(*names, cls=Option, text=text, **settings)


def _show_help(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(ctx.get_help())
        ctx.exit(0)


lang_option = option(
    "--lang", type=click.Choice(LANGUAGES), expose_value=False,
    text=("Ngôn ngữ của thông báo: vi (mặc định) hoặc en", "Language of the messages: vi (default) or en"),
)
ocr_option = option(
    "--ocr", is_flag=True,
    text=("Nhận dạng chữ trong PDF chụp (scan); cần ocrmypdf và gói tiếng Việt của Tesseract",
          "Recognise the letters of scanned PDFs; needs ocrmypdf with Tesseract's Vietnamese"),
)
rules_option = option(
    "--rules", "folders", metavar="DIR", multiple=True,
    text=("Thêm quy tắc riêng trong thư mục DIR vào bộ quy tắc có sẵn (dùng được nhiều lần)",
          "Add the rules in DIR to those that ship (repeatable)"),
)


def split_names(values: Sequence[str]) -> list[str]:
    """The names in "A,B" and "C"."""
    return [name.strip() for value in values for name in value.split(",") if name.strip()]


def usage_message(error: click.ClickException, lang: str) -> str:
    """What click found wrong with a command line, in the user's language."""
    if isinstance(error, click.NoSuchOption):
        known = [name for each in (error.ctx.command.params if error.ctx else ()) for name in each.opts]
        return pick(lang, f"không có tùy chọn {error.option_name}", f"no such option {error.option_name}") + (
            did_you_mean(error.option_name, known, lang))
    if isinstance(error, click.MissingParameter):
        name = error.param.human_readable_name if error.param else error.param_hint
        return pick(lang, f"thiếu {name}", f"missing {name}")
    if isinstance(error, click.BadOptionUsage):
        name = error.option_name
        parameters = error.ctx.command.params if error.ctx else []
        if any(name in each.opts for each in parameters if isinstance(each, click.Option) and each.is_flag):
            return pick(lang, f"tùy chọn {name} không nhận giá trị", f"option {name} takes no value")
        return pick(lang, f"tùy chọn {name} cần một giá trị", f"option {name} needs a value")
    if isinstance(error, click.BadParameter) and error.param and isinstance(error.param.type, click.Choice):
        argument = isinstance(error.param, click.Argument)
        name = error.param.human_readable_name.strip("[]") if argument else error.param.opts[-1]
        choices = ", ".join(map(str, error.param.type.choices))
        return pick(lang, f"{name} chỉ nhận: {choices}", f"{name} takes one of: {choices}")
    if isinstance(error, click.BadParameter) and error.param and isinstance(error.param.type, click.IntRange):
        name, least = error.param.opts[-1], error.param.type.min
        return pick(lang, f"{name} cần một số nguyên từ {least}", f"{name} needs a whole number from {least}")
    return error.format_message()
