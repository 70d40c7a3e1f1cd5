"""What the JSON Schema of rule files finds wrong, said so that the author sees what to change."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from cchc_lint.words import did_you_mean

SCHEMA = Path(__file__).parent.parent / "schemas" / "rule.schema.json"
_TYPES = {
    "string": "văn bản", "integer": "số nguyên", "boolean": "true hoặc false", "array": "danh sách",
    "object": "các cặp khóa: giá trị", "null": "để trống", "number": "số",
}


class Misfit(NamedTuple):
    """way: to the value, or to the key (on_key), that does not fit."""

    way: tuple[str | int, ...]
    on_key: bool
    message: str


def misfits(data: Any) -> list[Misfit]:
    """Everything in the data of a rule file that the schema does not allow, in order of the file's own keys."""
    found = [misfit for error in _validator().iter_errors(data) for misfit in _said(error)]
    return sorted(dict.fromkeys(found), key=lambda misfit: [str(step).zfill(6) for step in misfit.way])


@cache
def _validator() -> Any:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))


def _said(error: Any) -> Iterator[Misfit]:
    way = tuple(error.absolute_path)
    if error.context:
        for inner in error.context:
            yield from _said(inner)
        return
    if "propertyNames" in error.absolute_schema_path or error.validator == "additionalProperties":
        yield from _unknown_keys(error, way)
        return
    yield Misfit(way, error.validator is None, _message(error))


def _unknown_keys(error: Any, way: tuple[str | int, ...]) -> Iterator[Misfit]:
    if error.validator == "additionalProperties":
        known = list(error.schema.get("properties", {}))
        for key in sorted(set(error.instance) - set(known)):
            yield Misfit((*way, key), True, f"không có khóa «{key}»{did_you_mean(key, known, 'vi')}")
        return
    key = str(error.instance)
    yield Misfit((*way, key), True,
                 f"loại quy tắc này không có khóa «{key}»{did_you_mean(key, error.validator_value, 'vi')}")


def _message(error: Any) -> str:
    value = error.instance
    match error.validator:
        case "required":
            missing = [key for key in error.validator_value if key not in value]
            return "thiếu khóa " + ", ".join(f"«{key}»" for key in missing)
        case "enum":
            known = [str(each) for each in error.validator_value]
            near = did_you_mean(str(value), known, "vi")
            return f"«{value}» không dùng được{near or '; dùng một trong: ' + ', '.join(known)}"
        case "type":
            wanted = error.validator_value if isinstance(error.validator_value, list) else [error.validator_value]
            return "cần " + " hoặc ".join(_TYPES[each] for each in wanted)
        case "pattern":
            return f"«{value}» không đúng dạng {error.validator_value}"
        case "minItems" | "minLength":
            return f"cần ít nhất {error.validator_value}"
        case "uniqueItems":
            return "có phần tử lặp lại"
        case None:  # the schema is `false` here: a key that another one rules out
            return f"khóa «{error.absolute_path[-1]}» không đi cùng các khóa khác của quy tắc này"
        case _:
            return str(error.message)
