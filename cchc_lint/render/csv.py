"""CSV for a spreadsheet: one row for each finding, in UTF-8 with a mark that Excel needs.

A cell that a spreadsheet would take for a formula is told as text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from cchc_lint.finding import FileResult, Finding, Result
from cchc_lint.render import PLAIN, Display
from cchc_lint.render.said import mends, primary, printable, waived
from cchc_lint.version import __version__

COLUMNS = (
    "path", "line", "column", "page", "section", "rule", "category", "severity", "certainty", "message", "text",
    "computation", "suggestion", "help", "basis", "fingerprint", "waiver", "error", "sha256", "tool", "rules_sha256",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render(result: Result, *, lang: str = "vi", display: Display = PLAIN) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for file in result.files:
        about = (file.sha256, __version__, result.rules_sha256)
        for row in _rows(file, lang):
            writer.writerow([_cell(each) for each in (*row, *about)])
    return "\ufeff" + text.getvalue()


def _rows(file: FileResult, lang: str) -> Iterator[tuple[object, ...]]:
    for finding in file.findings:
        yield (*_row(file, finding, lang), "")
    if file.error and not file.skipped:
        yield (file.path, *[""] * 16, file.error)


def _row(file: FileResult, finding: Finding, lang: str) -> tuple[object, ...]:
    place = primary(finding)
    at = (place.line, place.column, place.page, place.section or place.block) if place else (None, None, None, "")
    return (
        (place.path if place else "") or file.path, *at, finding.rule, finding.category, finding.severity,
        finding.certainty, finding.message, place.text if place else "", finding.computation, mends(finding, lang),
        finding.help, finding.basis, finding.fingerprint, waived(finding.waiver, lang) if finding.waiver else "",
    )


def _cell(value: object) -> str:
    text = "" if value is None else printable(str(value))
    return f"'{text}" if text.startswith(_FORMULA) else text
