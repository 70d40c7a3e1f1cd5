"""cchc-lint explain RULE: why a rule exists, its basis, examples that pass and fail."""

from __future__ import annotations

from collections.abc import Sequence

import click

from cchc_lint.commands.base import Command, lang_option, language, rules_option
from cchc_lint.commands.output import write_stdout


@click.command("explain", cls=Command, text=(
    "Giải thích quy tắc: kiểm tra điều gì, căn cứ nào, ví dụ đạt và không đạt.",
    "Explains a rule: what it checks, on what basis, with examples that pass and fail.",
), examples="""
    cchc-lint explain STF01
""")
@click.argument("ids", metavar="RULE…", nargs=-1, required=True)
@rules_option
@lang_option
@click.pass_context
def explain(ctx: click.Context, ids: Sequence[str], folders: Sequence[str]) -> None:
    """Prints the page of each rule."""
    from cchc_lint.ruledoc import as_text, page
    from cchc_lint.rules.loader import load_rules

    rules = load_rules(*folders)
    write_stdout("\n\n".join(as_text(page(rules[rule_id], language(ctx))) for rule_id in ids) + "\n")
