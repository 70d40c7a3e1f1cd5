"""What the rules would notice: each figure of a sound report broken in turn, and the rules that then speak.

A figure that no rule notices is one that nobody watches.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cchc_lint.check import check_report
from cchc_lint.document import Origin
from cchc_lint.errors import InputError
from cchc_lint.finding import FileResult, Finding
from cchc_lint.report import Number, Report
from cchc_lint.rules.rule import RuleSet
from cchc_lint.rules.view import View
from cchc_lint.words import pick, say


@dataclass(frozen=True, slots=True)
class Mutant:
    """A figure as it was and as it was broken, where it stands, and the rules that noticed."""

    line: int
    column: int
    old: str
    new: str
    section: str
    rules: tuple[str, ...]


def mutants(report: Report, rules: RuleSet) -> Iterator[Mutant]:
    """Each figure of a text report broken in turn. Raises InputError for a report of another format."""
    from cchc_lint.parse import parse
    from cchc_lint.read.text import from_text

    document = report.document
    if document.format != "text":
        raise InputError(f"{document.path}: " + say(
            "chỉ làm được với tệp văn bản (.txt); dùng cchc-lint parse --text để đổi",
            "this takes text files (.txt) only; cchc-lint parse --text makes one"))
    known = _keys(check_report(report, rules))
    view, origin = View(report), document.origin
    for number in view.figures:
        new = broken(number)
        if not new:
            continue
        text = _replaced(origin, number, new)
        if text is None:
            continue
        found = _keys(check_report(parse(from_text(text)), rules))
        place = document.locate(number.span)
        yield Mutant(place.line, place.column, number.text, new, view.section(number.span),
                     tuple(dict.fromkeys(rule for key, rule in found.items() if key not in known)))


def broken(number: Number) -> str:
    """The figure with another first digit: far enough that rounding cannot hide it; "" where it has none."""
    at = next((i for i, char in enumerate(number.text) if char in "123456789"), None)
    if at is None:
        return ""
    digit = int(number.text[at])
    return number.text[:at] + str(digit + 1 if digit < 9 else 8) + number.text[at + 1:]


def _replaced(origin: Origin, number: Number, new: str) -> str | None:
    """The source with the figure broken, None where it does not stand there in one piece."""
    start, end = origin.offset(number.span.start), origin.end(number.span.end - 1)
    written = origin.source[start:end]
    at = written.find(number.text)
    if at < 0:
        return None
    return origin.source[:start] + written[:at] + new + written[at + len(number.text):] + origin.source[end:]


def _keys(file: FileResult) -> dict[tuple[str, str, str], str]:
    """What is found, by rule and place and words: a mutant that changes a message is noticed too."""
    return {_key(finding): finding.rule for finding in file.findings}


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, finding.fingerprint, finding.message


def as_text(path: str, found: list[Mutant], lang: str = "vi") -> str:
    """One line for each figure; then those that nobody watches."""
    blind = [each for each in found if not each.rules]
    lines = [f"{path}:{each.line}:{each.column}: {each.old} → {each.new}: {', '.join(each.rules)}"
             for each in found if each.rules]
    seen = len(found) - len(blind)
    lines.append(pick(lang, f"{path}: {seen} trên {len(found)} số liệu có quy tắc canh giữ.",
                      f"{path}: {seen} of {len(found)} figures are watched."))
    if blind:
        lines.append(pick(lang, "Không quy tắc nào canh giữ:", "Nobody watches:"))
    lines += [f"  {each.line}:{each.column}: {each.old}  {each.section}".rstrip() for each in blind]
    return "\n".join(lines) + "\n"
