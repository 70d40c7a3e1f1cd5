"""What the reports of fixtures/ must give, as fixtures/NAME.expected.yaml tells it.

    about     what the report is, and how its text came about
    mends     by hand: the slips that were put in; mended, the report gives no finding at all
    sound     by hand: what looks suspicious there and is right
    report    what is understood of the report as a whole    ┐ written by regenerate_fixtures.py,
    findings  every finding by its first place, and its fix  ┘ each reviewed by eye
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from cchc_lint.finding import FileResult, Finding

FOLDER = Path(__file__).parent.parent / "fixtures"
NAMES = sorted(path.name.removesuffix(".expected.yaml") for path in FOLDER.glob("*.expected.yaml"))


def expectations(name: str) -> dict[str, Any]:
    """The content of an expectation file."""
    data: dict[str, Any] = yaml.safe_load((FOLDER / f"{name}.expected.yaml").read_text("utf-8"))
    return data


def report_file(name: str) -> Path:
    """The report that the expectation file of that name is about."""
    return next(path for path in (FOLDER / f"{name}{suffix}" for suffix in (".txt", ".yaml")) if path.exists())


def understood(result: FileResult) -> dict[str, Any]:
    """What is understood of a report as a whole."""
    assert result.report is not None
    about, period = result.report, result.report.period or {}
    return {
        "agency": about.agency, "level": about.level, "number": about.number, "date": about.date,
        "form": about.form, "period": [period.get(key) for key in ("kind", "year", "index")],
        "figures": result.figures.found,
    }


def told(finding: Finding) -> dict[str, Any]:
    """A finding as an expectation file tells it."""
    place = finding.locations[0]
    fixes = [suggestion.text for suggestion in finding.suggestions if suggestion.text]
    return {
        "rule": finding.rule, "severity": finding.severity, "line": place.line, "column": place.column,
        "text": place.text, **({"fix": fixes} if fixes else {}),
    }


def mended(name: str) -> bytes:
    """The report of that name with all its slips mended."""
    lines = report_file(name).read_bytes().decode("utf-8").split("\n")
    for mend in expectations(name).get("mends", ()):
        line = lines[mend["line"] - 1]
        assert line.count(mend["from"]) == 1, f"{name}:{mend['line']}: {mend['from']!r} must stand there once"
        lines[mend["line"] - 1] = line.replace(mend["from"], mend["to"])
    return "\n".join(lines).encode("utf-8")
