"""GitHub workflow commands: annotations on the lines of a pull request.

Syntax: https://docs.github.com/actions/reference/workflow-commands-for-github-actions . GitHub shows 10 errors,
10 warnings and 10 notices of a step and drops the rest without a word: the first line says how many.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cchc_lint.finding import SEVERITIES, FileResult, Finding, Result
from cchc_lint.render import PLAIN, Display
from cchc_lint.render.said import checked, details, posix, primary, printable, stamp
from cchc_lint.words import SEVERITY, pick, word

CAP = 10  # annotations of one kind that GitHub shows for a step
_COMMAND = {"error": "error", "warning": "warning", "info": "notice"}


def render(result: Result, *, lang: str = "vi", display: Display = PLAIN) -> str:
    found = [(file, each) for file in checked(result) for each in file.findings if each.counts]
    failed = [file for file in checked(result) if file.error]
    lines = [
        *_cap(Counter(each.severity for _, each in found) + Counter({"error": len(failed)}), lang),
        *(_command("error", _message([file.error or ""]), file=posix(file.path), title="cchc-lint") for file in failed),
        *(_annotation(*each, lang) for severity in SEVERITIES for each in found if each[1].severity == severity),
        f"::debug::{_message([stamp(result), *(f'{file.path} sha256:{file.sha256}' for file in checked(result))])}",
    ]
    return "\n".join(lines) + "\n"


def _cap(numbers: Counter[str], lang: str) -> Iterator[str]:
    over = [f"{numbers[each]} {word(SEVERITY, each, lang)}" for each in SEVERITIES if numbers[each] > CAP]
    if over:
        yield _command("notice", _message([pick(
            lang,
            f"GitHub chỉ hiện {CAP} chú thích mỗi mức; lần này có {', '.join(over)}. Xem đủ trong nhật ký.",
            f"GitHub shows {CAP} annotations of each level; this run has {', '.join(over)}. The log has them all.",
        )]), title="cchc-lint")


def _annotation(file: FileResult, finding: Finding, lang: str) -> str:
    place = primary(finding)
    at: dict[str, object] = {"file": posix((place.path if place else "") or file.path)}
    if place and place.line:
        at |= {"line": place.line, "endLine": place.end_line or place.line}
        if place.end_line in (None, place.line):  # GitHub takes columns only within one line
            at |= {"col": place.column or 1, "endColumn": place.end_column or place.column or 1}
    message = _message([finding.message, *details(finding, lang)])
    return _command(_COMMAND[finding.severity], message, **at, title=finding.rule)


def _command(name: str, message: str, **properties: object) -> str:
    said = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{name} {said}::{message}"


def _message(lines: list[str]) -> str:
    text = printable("\n".join(lines))
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message([text]).replace(":", "%3A").replace(",", "%2C")
