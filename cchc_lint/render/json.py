"""The result as JSON, in the published schema (schemas/result.schema.json)."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from cchc_lint.finding import FileResult, Finding, Location, Result
from cchc_lint.render import PLAIN, Display
from cchc_lint.version import __version__

VERSION = 1


def render(result: Result, *, lang: str = "vi", display: Display = PLAIN) -> str:
    return json.dumps(as_data(result, coverage=display.coverage), ensure_ascii=False, indent=1) + "\n"


def as_data(result: Result, *, coverage: bool = False) -> dict[str, Any]:
    """The result as JSON data; with `coverage`, the figures that no check guards are listed."""
    skipped = sum(file.skipped for file in result.files)
    failed = sum(file.error is not None and not file.skipped for file in result.files)
    return {
        "version": VERSION,
        "tool": {"name": "cchc-lint", "version": __version__, "rules_sha256": result.rules_sha256},
        "files": [file_data(file, coverage) for file in result.files],
        "summary": {
            "files": len(result.files) - skipped - failed,
            "errors": result.count("error"),
            "warnings": result.count("warning"),
            "infos": result.count("info"),
            "skipped": skipped,
            "failed": failed,
            "waived": result.waived,
        },
    }


def file_data(file: FileResult, coverage: bool = False) -> dict[str, Any]:
    """One file, as in the published schema."""
    figures: dict[str, Any] = {"found": file.figures.found, "checked": file.figures.checked}
    if coverage:
        figures["unguarded"] = [location_data(place) for place in file.figures.unguarded]
    return {
        "path": file.path,
        "sha256": file.sha256,
        "report": asdict(file.report) if file.report else None,
        "findings": [finding_data(finding) for finding in file.findings],
        "unchecked": [asdict(each) for each in file.unchecked],
        "checks": asdict(file.checks),
        "figures": figures,
        "notes": list(file.notes),
        "skipped": file.skipped,
        "error": file.error,
    }


def finding_data(finding: Finding) -> dict[str, Any]:
    """One finding, as in the published schema."""
    return {
        "rule": finding.rule,
        "category": finding.category,
        "severity": finding.severity,
        "certainty": finding.certainty,
        "message": finding.message,
        "help": finding.help,
        "basis": finding.basis,
        "fingerprint": finding.fingerprint,
        "computation": finding.computation,
        "locations": [location_data(place) for place in finding.locations],
        "operands": [asdict(operand) for operand in finding.operands],
        "suggestions": [asdict(suggestion) for suggestion in finding.suggestions],
        "consequences": list(finding.consequences),
        **({"waiver": asdict(finding.waiver)} if finding.waiver else {}),
    }


def location_data(place: Location) -> dict[str, Any]:
    """One place: every field but the span, which only the tool itself can use; path only where it says something."""
    data = {
        "role": place.role, "label": place.label,
        "line": place.line, "column": place.column,
        "end_line": place.end_line, "end_column": place.end_column,
        "page": place.page, "block": place.block, "section": place.section,
        "text": place.text, "excerpt": place.excerpt,
    }
    return data | {"path": place.path} if place.path else data
