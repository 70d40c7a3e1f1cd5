"""Checks Vietnamese administrative-reform (CCHC) reports for figures, dates and citations that do not add up.

    import cchc_lint

    result = cchc_lint.check("bao-cao.docx")
    for finding in result.files[0].findings:
        print(finding.rule, finding.message)

Nothing heavy is imported before it is used.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib import import_module
from os import PathLike
from types import ModuleType
from typing import TYPE_CHECKING, Any

from cchc_lint.version import __version__

if TYPE_CHECKING:
    from cchc_lint.document import Document
    from cchc_lint.errors import CchcError, InputError, RuleError, UsageError
    from cchc_lint.finding import FileResult, Finding, Location, Result
    from cchc_lint.report import Report
    from cchc_lint.rules.rule import RuleSet

_HOMES = {
    "CchcError": "errors", "InputError": "errors", "RuleError": "errors", "UsageError": "errors",
    "Document": "document", "Report": "report", "RuleSet": "rules.rule",
    "FileResult": "finding", "Finding": "finding", "Location": "finding", "Result": "finding",
}
__all__ = [
    "CchcError",
    "Document",
    "FileResult",
    "Finding",
    "InputError",
    "Location",
    "Report",
    "Result",
    "RuleError",
    "RuleSet",
    "UsageError",
    "__version__",
    "check",
    "load_rules",
    "parse",
]


def check(
    reports: str | PathLike[str] | Report | Iterable[str | PathLike[str] | Report],
    *,
    rules: RuleSet | None = None,
    lang: str = "vi",
) -> Result:
    """Checks one report or several: paths (files, folders, globs) or parsed reports.

    Without `rules`, those that ship. A file that cannot be read, or is no report, does not raise: its
    FileResult says so in `error`. Raises RuleError where a rule file is wrong.
    """
    from cchc_lint.pipeline import check_all

    return check_all(reports, rules=rules, lang=lang)


def parse(path: str | PathLike[str]) -> Report:
    """What is understood of one file. Raises InputError where it cannot be read."""
    from cchc_lint.pipeline import read_report

    return read_report(path)


def load_rules(*folders: str | PathLike[str]) -> RuleSet:
    """The rules that ship and those of the folders. Raises RuleError with every mistake in them."""
    from cchc_lint.rules import loader

    return loader.load_rules(*folders)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


class _Package(ModuleType):
    """Keeps `check` and `parse` what they are: importing the modules of those names would rebind them."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in ("check", "parse") and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
