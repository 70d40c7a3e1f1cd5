"""cchc-lint rules list, validate, test, …: the rules themselves; see also authoring.py."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from cchc_lint.commands.authoring import mutate, new, stats
from cchc_lint.commands.base import Command, Group, lang_option, language, option, rules_option, split_names
from cchc_lint.commands.output import write_stdout
from cchc_lint.words import CATEGORY, SEVERITY, count, pick, word

if TYPE_CHECKING:
    from cchc_lint.rules.testing import TestOutcome


@click.group("rules", cls=Group, text=(
    "Liệt kê, soát và chạy thử các quy tắc.", "Lists, validates and tests the rules.",
))
@lang_option
def rules() -> None:
    """The group of commands on rules."""


@rules.command("list", cls=Command, text=("Liệt kê các quy tắc.", "Lists the rules."), examples="""
    cchc-lint rules list --select sum
""")
@rules_option
@option("--select", metavar="RULE,…", multiple=True,
        text=("Chỉ các quy tắc này: mã, phần đầu của mã, hoặc nhóm", "These only: ids, beginnings of ids, categories"))
@lang_option
@click.pass_context
def list_rules(ctx: click.Context, folders: Sequence[str], select: Sequence[str]) -> None:
    """One line for each rule: id, severity, category, title."""
    from cchc_lint.rules.loader import load_rules

    lang = language(ctx)
    loaded = load_rules(*folders).select(split_names(select))
    rows = [
        (rule.id, word(SEVERITY, rule.severity, lang), word(CATEGORY, rule.category, lang), rule.title.get(lang))
        for rule in loaded.rules
    ]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(3)]
    lines = ["  ".join([*(f"{cell:<{size}}" for cell, size in zip(row, widths, strict=False)), row[3]]) for row in rows]
    write_stdout("\n".join([*lines, count(len(rows), lang, "quy tắc", "rule")]) + "\n")


@rules.command("validate", cls=Command, text=(
    "Soát lỗi các tệp quy tắc trong thư mục DIR; không có DIR thì soát bộ quy tắc có sẵn.",
    "Looks for mistakes in the rule files of DIR, or in those that ship.",
), examples="""
    cchc-lint rules validate quy-tac/
""")
@click.argument("folders", type=click.Path(), metavar="DIR…", nargs=-1)
@lang_option
@click.pass_context
def validate(ctx: click.Context, folders: Sequence[str]) -> None:
    """Names every mistake, or says how many rules are right."""
    from cchc_lint.rules.loader import load_rules

    checked = load_rules(*folders, shipped=not folders)
    lang = language(ctx)
    write_stdout(pick(lang, "Hợp lệ: ", "Valid: ") + count(len(checked), lang, "quy tắc", "rule") + ".\n")


@rules.command("test", cls=Command, text=(
    "Chạy các ví dụ (tests) của quy tắc trong thư mục DIR; không có DIR thì của bộ quy tắc có sẵn.",
    "Runs the tests of the rules in DIR, or of those that ship.",
), examples="""
    cchc-lint rules test quy-tac/
""")
@click.argument("folders", type=click.Path(), metavar="DIR…", nargs=-1)
@option("--coverage", is_flag=True, text=("Liệt kê kết quả mà ví dụ của từng quy tắc đã thử",
                                          "List the outcomes that the tests of each rule reach"))
@lang_option
@click.pass_context
def test(ctx: click.Context, folders: Sequence[str], coverage: bool) -> int:
    """Exits with 1 where a test does not give what it expects, or a rule has none that it fires in."""
    from cchc_lint.rules.loader import load_rules
    from cchc_lint.rules.testing import run_tests

    lang = language(ctx)
    loaded = load_rules(*folders, shipped=not folders)
    ran = [(rule, run_tests(rule)) for rule in loaded.rules]
    failures = [(rule, each) for rule, outcomes in ran for each in outcomes if not each.passed]
    silent = [rule.id for rule, outcomes in ran if not any(each.got == "violated" for each in outcomes)]
    if coverage:
        reached = ((rule, ", ".join(dict.fromkeys(each.got for each in outcomes))) for rule, outcomes in ran)
        write_stdout("".join(f"{rule.id:<10} {states or '–'}\n" for rule, states in reached))
    write_stdout("".join(f"{rule.id}: {_told(each, lang)}\n" for rule, each in failures))
    write_stdout("".join(
        f"{id_}: {pick(lang, 'không ví dụ nào làm quy tắc báo lỗi', 'no test makes it fire')}\n" for id_ in silent))
    tests = count(sum(len(rule.tests) for rule in loaded.rules), lang, "ví dụ", "test")
    of = pick(lang, "của", "of")
    failed = pick(lang, f"{len(failures)} không đạt", f"{len(failures)} failed")
    failed = failed if failures else pick(lang, "đều đạt", "all pass")
    write_stdout(f"{tests} {of} {count(len(loaded), lang, 'quy tắc', 'rule')}: {failed}.\n")
    return int(bool(failures or silent))


def _told(outcome: TestOutcome, lang: str) -> str:
    """How a test failed."""
    told = pick(
        lang, f"ví dụ {outcome.number} phải cho {outcome.expected} nhưng cho {outcome.got}",
        f"test {outcome.number} must give {outcome.expected} but gave {outcome.got}")
    return f"{told} ({outcome.detail})" if outcome.detail else told


for _command in (new, stats, mutate):
    rules.add_command(_command)
