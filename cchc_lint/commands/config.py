"""cchc-lint config [PATH]: the configuration that would be used, and where each value comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from cchc_lint.commands.base import Command, lang_option, language, option
from cchc_lint.commands.output import write_stdout
from cchc_lint.words import pick

if TYPE_CHECKING:
    from cchc_lint.config import Choice, Config
    from cchc_lint.plan import Prepared


@click.command("config", cls=Command, text=(
    "Cho xem cấu hình sẽ dùng cho một tệp hay thư mục, và mỗi giá trị từ đâu ra.",
    "Shows the configuration for a file or folder, and where each value comes from.",
), examples="""
    cchc-lint config
    cchc-lint config bao-cao/xa/bao-cao.docx
    cchc-lint config --schema > config.schema.json
""")
@click.argument("path", type=click.Path(), metavar="[PATH]", default=".")
@option("--config", "file", metavar="FILE", text=("Dùng tệp cấu hình này", "Use this configuration file"))
@option("--schema", is_flag=True,
        text=("In JSON Schema của tệp cấu hình, cho trình soạn thảo", "Print the JSON Schema of the file, for editors"))
@lang_option
@click.pass_context
def config(ctx: click.Context, path: str, file: str | None, schema: bool) -> None:
    """Prints the configuration as YAML, each value with its origin, and how many rules it chooses."""
    from cchc_lint.config import Config
    from cchc_lint.plan import planned

    if schema:
        from importlib.resources import files

        write_stdout(files("cchc_lint").joinpath("schemas/config.schema.json").read_text("utf-8"))
        return
    lang = language(ctx)
    plan = planned([path], Config(), config=file, lang=lang)
    write_stdout("\n".join([*_values(plan.site, lang), *_rules(plan.prepared(), path, lang)]) + "\n")


def _values(site: Config, lang: str) -> Iterator[str]:
    from cchc_lint.profiles import DEFAULT

    default = pick(lang, "mặc định", "default")
    yield _line("profile", site.profile or DEFAULT, site.origins.get("profile", default))
    yield _line("fail-on", site.fail_on or "error", site.origins.get("fail-on", default))
    for key, listed in (("rules", site.folders), ("select", site.select), *site.data.items()):
        if listed:
            yield _line(key, _flat(listed), site.origins.get(key, default))
    if site.baseline:
        yield _line("baseline", site.baseline, site.origins.get("baseline", default))
    yield from _choice(site.choice, site, "")
    if site.overrides:
        yield "overrides:"
    for each in site.overrides:
        yield _line("  - files", _flat(each.files), each.origin)
        yield from _choice(each.choice, None, "    ")


def _choice(choice: Choice, site: Config | None, indent: str) -> Iterator[str]:
    for key, reasons in (("ignore", choice.ignore), ("enable", choice.enable)):
        if reasons:
            yield f"{indent}{key}:"
        for name, reason in reasons.items():
            yield _line(f"{indent}  {name}", _text(reason), site.origins.get(f"{key}.{name}", "") if site else "")
    if choice.severity:
        yield f"{indent}severity:"
    for name, (severity, reason) in choice.severity.items():
        told = f"{{to: {severity}, reason: {_text(reason)}}}"
        yield _line(f"{indent}  {name}", told, site.origins.get(f"severity.{name}", "") if site else "")


def _rules(prepared: Prepared, path: str, lang: str) -> Iterator[str]:
    chosen, known = len(prepared.rules_for(path)), len(prepared.all)
    yield pick(lang, f"# {chosen} trên {known} quy tắc được dùng cho {path}",
               f"# {chosen} of {known} rules are used for {path}")


def _line(key: str, value: str, origin: str) -> str:
    return f"{key}: {value}" + (f"  # {origin}" if origin else "")


def _flat(values: Sequence[str]) -> str:
    return "[" + ", ".join(map(_text, values)) + "]"


def _text(value: str) -> str:
    """A YAML scalar; JSON text is YAML too."""
    import json

    plain = value.isascii() and value.replace("-", "").replace("_", "").replace("/", "").replace(".", "").isalnum()
    return value if plain else json.dumps(value, ensure_ascii=False)
