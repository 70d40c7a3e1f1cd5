"""One line for each finding, for editors and grep: path:line:column: severity RULE message.

Then, unless only findings are asked for, one line that begins with # and tells the tool, the rules and the input.
"""

from __future__ import annotations

from cchc_lint.finding import Finding, Result
from cchc_lint.render import PLAIN, Display
from cchc_lint.render.said import checked, short_stamp
from cchc_lint.words import SEVERITY, word


def render(result: Result, *, lang: str = "vi", display: Display = PLAIN) -> str:
    lines = [
        f"{_place(file.path, finding)}: {word(SEVERITY, finding.severity, lang)} {finding.rule} {finding.message}\n"
        for file in result.files
        for finding in file.findings
        if finding.counts or display.skipped
    ]
    lines += [f"{file.path}: {file.error}\n" for file in result.files if file.error and not file.skipped]
    if not display.quiet:
        lines.append(f"# {short_stamp(lang, result.rules_sha256, (file.sha256 for file in checked(result)))}\n")
    return "".join(lines)


def _place(path: str, finding: Finding) -> str:
    where = next(iter(finding.locations), None)
    if where is None or where.line is None:
        return path
    return f"{where.path or path}:{where.line}:{where.column}"
