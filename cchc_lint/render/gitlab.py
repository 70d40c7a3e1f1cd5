"""A GitLab Code Quality report (artifacts:reports:codequality): a JSON array, one object for each finding.

Format: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format . Findings that someone
accepted are left out, as GitLab has no place for them. `tool` and the hashes are fields of our own.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from cchc_lint.finding import FileResult, Finding, Result
from cchc_lint.render import PLAIN, Display
from cchc_lint.render.said import checked, details, posix, primary, stamp

_SEVERITY = {"error": "major", "warning": "minor", "info": "info"}


def render(result: Result, *, lang: str = "vi", display: Display = PLAIN) -> str:
    tool = stamp(result)
    issues = [_issue(file, each, lang) for file in checked(result) for each in file.findings if each.counts]
    issues += [_failure(file) for file in checked(result) if file.error]
    return json.dumps([issue | {"tool": tool} for issue in issues], ensure_ascii=False, indent=1) + "\n"


def _issue(file: FileResult, finding: Finding, lang: str) -> dict[str, Any]:
    place = primary(finding)
    path = posix((place.path if place else "") or file.path)
    begin, end = (place.line, place.end_line) if place else (None, None)
    return {
        "description": finding.message,
        "check_name": finding.rule,
        "fingerprint": _digest(path, finding.fingerprint),
        "severity": _SEVERITY[finding.severity],
        "location": {"path": path, "lines": {"begin": begin or 1, "end": end or begin or 1}},
        "content": {"body": "\n\n".join(details(finding, lang))},
        "sha256": file.sha256,
    }


def _failure(file: FileResult) -> dict[str, Any]:
    path = posix(file.path)
    return {
        "description": file.error, "check_name": "cchc-lint", "fingerprint": _digest(path, "error"),
        "severity": "blocker", "location": {"path": path, "lines": {"begin": 1, "end": 1}}, "sha256": file.sha256,
    }


def _digest(path: str, fingerprint: str) -> str:
    """Unique among all files: a fingerprint is so only within one."""
    return hashlib.sha256(f"{path}\0{fingerprint}".encode("utf-8", "replace")).hexdigest()[:32]
