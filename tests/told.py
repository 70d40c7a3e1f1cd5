"""Reports of one passage: what is understood of it, and which rules it breaks."""

from __future__ import annotations

from cchc_lint.check import check_report
from cchc_lint.parse import parse
from cchc_lint.read.text import from_text
from cchc_lint.report import Report
from cchc_lint.rules.loader import load_rules

_OF_THE_WHOLE = frozenset(("MIS03", "MIS06", "MIS07"))  # what a report of one passage lacks


def told(passage: str, period: str = "năm 2023") -> Report:
    """The report of a period whose results are this passage."""
    return parse(from_text(f"BÁO CÁO\n\nKết quả cải cách hành chính {period}\n\nI. KẾT QUẢ\n\n{passage}\n"))


def broken(report: Report) -> list[str]:
    """The rules that a report breaks, other than those on what it lacks; notes apart."""
    found = check_report(report, load_rules()).findings
    return [each.rule for each in found if each.severity != "info" and each.rule not in _OF_THE_WHOLE]


def facts(report: Report) -> dict[str, list[str]]:
    """The figures that tell each concept, by its name and scope, as they are written."""
    return {f"{fact.concept}@{fact.scope}": [mention.number.text for mention in fact.mentions] for fact in report.facts}
