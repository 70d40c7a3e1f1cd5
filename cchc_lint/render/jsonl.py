"""JSON Lines: one object a line, for streams and jq.

{"type": "run", …} first; for each file {"type": "file", …}, then {"type": "finding", "path", …} and
{"type": "unchecked", "path", …}; {"type": "summary", …} last. The objects are those of the JSON result.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from cchc_lint.finding import Result
from cchc_lint.render import PLAIN, Display
from cchc_lint.render.json import as_data


def render(result: Result, *, lang: str = "vi", display: Display = PLAIN) -> str:
    return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in _lines(result, display.coverage))


def _lines(result: Result, coverage: bool) -> Iterator[dict[str, Any]]:
    data = as_data(result, coverage=coverage)
    yield {"type": "run", "version": data["version"], "tool": data["tool"]}
    for file in data["files"]:
        findings, unchecked = file.pop("findings"), file.pop("unchecked")
        yield {"type": "file", **file}
        for each in findings:
            yield {"type": "finding", "path": file["path"], **each}
        for each in unchecked:
            yield {"type": "unchecked", "path": file["path"], **each}
    yield {"type": "summary", **data["summary"]}
