"""What was understood of a report, as JSON in the published schema (schemas/report.schema.json)."""

from __future__ import annotations

from cchc_lint.render.layout import laid_out
from cchc_lint.report import Report
from cchc_lint.report_data import as_data


def render(report: Report) -> str:
    return laid_out(as_data(report)) + "\n"
