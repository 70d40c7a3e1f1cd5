"""A baseline: the findings of an old archive, put aside so that only new ones count.

    # cchc-lint.baseline.yaml
    baseline:
      nam-2021/bao-cao.docx:             # from the folder of this file
        97c18a3b04dbf4c3: PLN01 Hoàn thành 14 nhiệm vụ trong khi kế hoạch chỉ đề ra 12

A finding is known by its fingerprint, never by how many there are.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from cchc_lint.errors import UsageError
from cchc_lint.finding import Finding, Result, Waiver
from cchc_lint.words import os_reason, pick

NAME = "cchc-lint.baseline.yaml"
Known = Mapping[str, Mapping[str, str]]  # report → fingerprint → what it is


def read_baseline(path: str, lang: str = "vi") -> Known:
    """What a baseline file knows. Raises UsageError."""
    import yaml

    try:
        data: Any = yaml.safe_load(Path(path).read_text("utf-8"))
    except FileNotFoundError:
        raise UsageError(f"{path}: " + pick(
            lang, "không có tệp này; cchc-lint baseline write sẽ tạo ra nó",
            "no such file; cchc-lint baseline write makes it")) from None
    except OSError as error:
        raise UsageError(f"{path}: {os_reason(error, lang)}") from None
    except (yaml.YAMLError, UnicodeDecodeError):
        data = None
    known = data.get("baseline") if isinstance(data, dict) else None
    if not isinstance(known, dict) or not all(isinstance(each, dict) for each in known.values()):
        raise UsageError(f"{path}: " + pick(
            lang, "không phải tệp của lệnh cchc-lint baseline write", "no file of cchc-lint baseline write"))
    return {str(report): {str(key): str(told) for key, told in each.items()} for report, each in known.items()}


def with_baseline(result: Result, known: Known, folder: str) -> Result:
    """The result, each finding that the baseline knows waived as such; other waivers stay."""
    files = []
    for file in result.files:
        here = known.get(_relative(file.path, folder), {})
        files.append(replace(file, findings=tuple(_known(finding, here) for finding in file.findings)))
    return replace(result, files=tuple(files))


def _known(finding: Finding, known: Mapping[str, str]) -> Finding:
    if finding.waiver or finding.fingerprint not in known:
        return finding
    return replace(finding, waiver=Waiver("baseline"))


def known_of(result: Result, folder: str) -> dict[str, dict[str, str]]:
    """What a baseline of this result knows: the findings that count."""
    found = {
        _relative(file.path, folder): {each.fingerprint: _told(each) for each in file.findings if each.counts}
        for file in result.files if file.report is not None
    }
    return {report: each for report, each in found.items() if each}


def pruned(known: Known, result: Result, folder: str) -> tuple[dict[str, dict[str, str]], int]:
    """What is still found of what a baseline knows, and how many entries went; reports not checked stay as they are."""
    now = {_relative(file.path, folder): {each.fingerprint for each in file.findings}
           for file in result.files if file.report is not None}
    kept = {
        report: {key: told for key, told in each.items() if report not in now or key in now[report]}
        for report, each in known.items()
    }
    gone = sum(map(len, known.values())) - sum(map(len, kept.values()))
    return {report: each for report, each in kept.items() if each}, gone


def as_yaml(known: Known) -> str:
    import yaml

    head = "# yaml; cchc-lint baseline write | prune\n"
    return head + yaml.safe_dump(
        {"baseline": {report: dict(known[report]) for report in sorted(known)}}, allow_unicode=True, sort_keys=False,
        width=10_000)


def _told(finding: Finding) -> str:
    return f"{finding.rule} {finding.message}"


def _relative(path: str, folder: str) -> str:
    try:
        return os.path.relpath(path, folder or ".").replace(os.sep, "/")
    except ValueError:  # another drive of Windows
        return os.path.abspath(path).replace(os.sep, "/")
