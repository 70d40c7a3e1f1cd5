"""Writes into fixtures/ what the program gives now, for a person to review: `git diff fixtures/` shows every change.

    python tests/regenerate_fixtures.py

Only `report:` and `findings:` of each NAME.expected.yaml are rewritten, and mau-sai.json; the slips that were put
in (`mends:`) and what is right (`sound:`) stay as they were written by hand. The tests never run this.
"""

from __future__ import annotations

import json
import os
from typing import Any

from expected import FOLDER, NAMES, report_file, told, understood

import cchc_lint
from cchc_lint.finding import FileResult
from cchc_lint.render.report_json import render

_WRITTEN = "# Written by tests/regenerate_fixtures.py"


def main() -> None:
    os.chdir(FOLDER.parent)  # a parsed report names its source as it was given
    for name in NAMES:
        path = FOLDER / f"{name}.expected.yaml"
        by_hand = path.read_text("utf-8").partition(_WRITTEN)[0]
        path.write_text(by_hand + _generated(cchc_lint.check(report_file(name)).files[0]), "utf-8")
    (FOLDER / "mau-sai.json").write_text(render(cchc_lint.parse("fixtures/mau-sai.txt")), "utf-8")


def _generated(result: FileResult) -> str:
    findings = [f"  - {_flow(told(finding))}\n" for finding in result.findings]
    listed = "\n" + "".join(findings) if findings else " []\n"
    return f"{_WRITTEN}; review every change by eye.\nreport: {_flow(understood(result))}\nfindings:{listed}"


def _flow(data: dict[str, Any]) -> str:
    """The data on one line: JSON is YAML."""
    return "{" + ", ".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in data.items()) + "}"


if __name__ == "__main__":
    main()
