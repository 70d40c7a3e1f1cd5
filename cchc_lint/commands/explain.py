"""cchc-lint explain RULE: why a rule exists, its basis, examples that pass and fail."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from cchc_lint.commands.base import Command, lang_option, language, rules_option
from cchc_lint.commands.output import write_stdout
from cchc_lint.words import CATEGORY, CERTAINTY, LEVEL, SEVERITY, Text, pick, word

if TYPE_CHECKING:
    from cchc_lint.rules.rule import Basis, Rule

_TOLD = frozenset((  # fields that are told in words, so that what is left is the rule's logic
    "id", "kind", "title", "category", "severity", "certainty", "message", "help", "basis", "tests", "applies"))
_EXPECTED: dict[str, Text] = {
    "ok": ("Đạt", "Passes"),
    "violated": ("Không đạt", "Fails"),
    "unknown": ("Không kiểm tra được", "Cannot be checked"),
    "not_applicable": ("Không áp dụng", "Does not apply"),
}
_NAME = re.compile(r"[a-z_]+(?:\.[a-z_]+)+")  # of a concept
_SURE: Text = ("chắc chắn", "sure")


@click.command("explain", cls=Command, text=(
    "Giải thích quy tắc: kiểm tra điều gì, căn cứ nào, ví dụ đạt và không đạt.",
    "Explains a rule: what it checks, on what basis, with examples that pass and fail.",
), examples="""
    cchc-lint explain STAFF01
""")
@click.argument("ids", metavar="RULE…", nargs=-1, required=True)
@rules_option
@lang_option
@click.pass_context
def explain(ctx: click.Context, ids: Sequence[str], folders: Sequence[str]) -> None:
    """Prints the page of each rule."""
    from cchc_lint.rules.loader import load_rules

    rules = load_rules(*folders)
    pages = ["\n".join(_page(rules[rule_id], language(ctx))) for rule_id in ids]
    write_stdout("\n\n".join(pages) + "\n")


def _page(rule: Rule, lang: str) -> Iterator[str]:
    yield f"{rule.id}  {rule.title.get(lang)}"
    certainty = word(CERTAINTY, rule.certainty, lang) or pick(lang, *_SURE)
    yield "  " + " · ".join((word(SEVERITY, rule.severity, lang), certainty, word(CATEGORY, rule.category, lang)))
    yield from _section(lang, ("Điều được kiểm tra", "What is checked"), _logic(rule.spec))
    yield from _section(lang, ("Chỉ tiêu", "Figures"), _figures(rule.spec, lang))
    yield from _section(lang, ("Phạm vi áp dụng", "Applies to"), _applies(rule, lang))
    yield from _section(lang, ("Thông báo", "Message"), _paragraph(rule.message.get(lang)))
    yield from _section(lang, ("Cách xử lý", "What to do"), _paragraph(rule.help.get(lang)))
    yield from _section(lang, ("Căn cứ", "Basis"), (_basis(each, lang) for each in rule.basis))
    for expected, title in _EXPECTED.items():
        tests = [_example(test) for test in rule.tests if test.get("expect") == expected]
        yield from _section(lang, (f"{title[0]}, ví dụ", f"{title[1]}, for example"), tests)
    if rule.source:
        yield ""
        yield pick(lang, "Tệp", "File") + f": {rule.source}" + (f":{rule.line}" if rule.line else "")


def _section(lang: str, title: Text, lines: Any) -> Iterator[str]:
    """A titled section, or nothing where it has no lines."""
    shown = list(lines)
    if shown:
        yield ""
        yield f"{pick(lang, *title)}:"
        yield from (f"  {line}" for line in shown)


def _paragraph(text: str) -> list[str]:
    return text.strip().split("\n") if text.strip() else []


def _logic(spec: Mapping[str, Any]) -> Iterator[str]:
    return (f"{key}: {_flat(value)}" for key, value in spec.items() if key not in _TOLD)


def _figures(spec: Mapping[str, Any], lang: str) -> Iterator[str]:
    """The concepts that the rule names, and what each is."""
    from cchc_lint.catalogue import concepts

    known = concepts()
    names = dict.fromkeys(_NAME.findall(" ".join(_logic(spec))))
    return (f"{name}: {pick(lang, known[name].vi, known[name].en)}" for name in names if name in known)


def _applies(rule: Rule, lang: str) -> Iterator[str]:
    applies = rule.applies
    if applies.form:
        yield pick(lang, "biểu mẫu", "forms") + ": " + ", ".join(applies.form)
    if applies.level:
        yield pick(lang, "cấp báo cáo", "levels") + ": " + ", ".join(word(LEVEL, each, lang) for each in applies.level)
    if applies.period:
        yield pick(lang, "kỳ báo cáo", "periods") + ": " + ", ".join(applies.period)


def _basis(basis: Basis, lang: str) -> str:
    dates = [
        f"{pick(lang, vi, en)} {day.day:02}/{day.month:02}/{day.year}"
        for vi, en, day in (("từ", "from", basis.start), ("đến hết", "until", basis.end)) if day
    ]
    return basis.text + (f" ({' '.join(dates)})" if dates else "")


def _example(test: Mapping[str, Any]) -> str:
    """ "a = 83, b = 85" of the figures that are given; other keys by their names."""
    shown = []
    for key, value in test.items():
        if key == "given" and isinstance(value, Mapping):
            shown += [f"{name} = {_flat(figure)}" for name, figure in value.items()]
        elif key != "expect":
            shown.append(f"{key}: {_flat(value)}")
    return ", ".join(shown)


def _flat(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flat(each)}" for key, each in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_flat, value)) + "]"
    return " ".join(str(value).split())
