"""What the JSON Schema of rule files finds wrong, said so that the author sees what to change."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from cchc_lint.words import Text, did_you_mean, say

SCHEMA = Path(__file__).parent.parent / "schemas" / "rule.schema.json"
_TYPES: dict[str, Text] = {
    "string": ("văn bản", "a text"), "integer": ("số nguyên", "an integer"),
    "boolean": ("true hoặc false", "true or false"), "array": ("danh sách", "a list"),
    "object": ("các cặp khóa: giá trị", "pairs of key: value"), "null": ("để trống", "nothing"),
    "number": ("số", "a number"),
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
            near = did_you_mean(key, known)
            yield Misfit((*way, key), True, say(f"không có khóa «{key}»{near}", f"no such key «{key}»{near}"))
        return
    key = str(error.instance)
    near = did_you_mean(key, error.validator_value)
    yield Misfit((*way, key), True, say(
        f"loại quy tắc này không có khóa «{key}»{near}", f"rules of this kind have no key «{key}»{near}"))


def _message(error: Any) -> str:
    value = error.instance
    match error.validator:
        case "required":
            missing = [key for key in error.validator_value if key not in value]
            return say("thiếu khóa ", "missing: ") + ", ".join(f"«{key}»" for key in missing)
        case "enum":
            known = [str(each) for each in error.validator_value]
            near, listed = did_you_mean(str(value), known), ", ".join(known)
            return say(f"«{value}» không dùng được", f"«{value}» will not do") + (
                near or say(f"; dùng một trong: {listed}", f"; one of: {listed}"))
        case "type":
            wanted = error.validator_value if isinstance(error.validator_value, list) else [error.validator_value]
            return say("cần ", "needs ") + say(" hoặc ", " or ").join(say(*_TYPES[each]) for each in wanted)
        case "pattern":
            return say(f"«{value}» không đúng dạng {error.validator_value}",
                       f"«{value}» does not fit {error.validator_value}")
        case "minItems":
            return say(f"cần ít nhất {error.validator_value} mục", f"needs {error.validator_value} entries at least")
        case "minLength":
            return say("không được để trống", "must not be blank")
        case "uniqueItems":
            return say("có phần tử lặp lại", "has an entry twice")
        case None:  # the schema is `false` here: a key that another one rules out
            key = error.absolute_path[-1]
            return say(f"khóa «{key}» không đi cùng các khóa khác của quy tắc này",
                       f"key «{key}» does not go with the others of this rule")
        case _:
            return str(error.message)
