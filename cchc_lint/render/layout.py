"""JSON laid out for reading: what fits on a line stands on one."""

from __future__ import annotations

import json
from typing import Any

WIDTH = 140


def laid_out(value: Any, indent: str = "") -> str:
    """The JSON text of value. Deterministic: keys stay in their order."""
    flat = json.dumps(value, ensure_ascii=False)
    if len(indent) + len(flat) <= WIDTH or not isinstance(value, (dict, list)) or _plain_numbers(value):
        return flat
    deeper = indent + "  "
    if isinstance(value, dict):
        lines = [f"{json.dumps(key, ensure_ascii=False)}: {laid_out(each, deeper)}" for key, each in value.items()]
        return "{\n" + ",\n".join(deeper + line for line in lines) + f"\n{indent}}}"
    return "[\n" + ",\n".join(deeper + laid_out(each, deeper) for each in value) + f"\n{indent}]"


def _plain_numbers(value: Any) -> bool:
    """A long list of offsets is for programs, and would fill a line with each."""
    return isinstance(value, list) and all(isinstance(each, int) for each in value)
