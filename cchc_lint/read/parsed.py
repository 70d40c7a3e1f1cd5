"""Reports that come as data: JSON or YAML in the published schema (schemas/report.schema.json)."""

from __future__ import annotations

import json
from decimal import Decimal
from importlib import resources
from typing import Any

from cchc_lint.errors import InputError
from cchc_lint.report_data import is_untouched
from cchc_lint.words import Text, did_you_mean, say

_KINDS: dict[str, Text] = {
    "string": ("chuỗi", "a text"), "number": ("số", "a number"), "integer": ("số nguyên", "an integer"),
    "boolean": ("true/false", "true or false"), "object": ("đối tượng", "an object"), "array": ("danh sách", "a list"),
}


def load(data: bytes, name: str) -> dict[str, Any]:
    """The data of a report from JSON or (by the name's suffix) YAML bytes; figures are int, Decimal or text.

    `name` stands in the messages. Raises InputError where the bytes are no such data, naming every
    place that does not fit the schema.
    """
    if not data.strip():
        raise InputError(f"{name}: " + say("tệp rỗng", "the file is empty"))
    given = _loaded(data, name)
    if not isinstance(given, dict):
        raise InputError(f"{name}: " + say(
            "không phải báo cáo: phải là một đối tượng có header, period, rows …",
            "no report: it must be an object with header, period, rows …"))
    if not is_untouched(given):
        _validate(given, name)
    return given


def _loaded(data: bytes, name: str) -> Any:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"{name}: " + say("không phải văn bản UTF-8", "no UTF-8 text")) from None
    if name.lower().endswith((".yaml", ".yml")):
        return _yaml(text, name)
    try:
        return json.loads(text, parse_float=Decimal)
    except json.JSONDecodeError as error:
        raise InputError(f"{name}: " + say(
            f"JSON sai cú pháp ở dòng {error.lineno}, cột {error.colno}: {error.msg}",
            f"no valid JSON at line {error.lineno}, column {error.colno}: {error.msg}")) from None
    except RecursionError:
        raise InputError(f"{name}: " + say("JSON lồng nhau quá sâu", "the JSON is nested too deeply")) from None


def _yaml(text: str, name: str) -> Any:
    import yaml

    class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
        """Dates stay text, and decimal numbers exact."""

    Loader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
        for first, resolvers in Loader.yaml_implicit_resolvers.items()
    }
    Loader.add_constructor("tag:yaml.org,2002:float", lambda _, node: _decimal(node.value))
    try:
        return yaml.load(text, Loader=Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        problem = getattr(error, "problem", None) or error
        raise InputError(f"{name}: " + say(
            f"YAML sai cú pháp ở dòng {line}, cột {column}: {problem}",
            f"no valid YAML at line {line}, column {column}: {problem}")) from None


def _decimal(text: str) -> Decimal | str:
    plain = text.replace("_", "")
    return Decimal(plain) if plain.replace(".", "", 1).lstrip("+-").isdecimal() else text


def _validate(data: dict[str, Any], name: str) -> None:
    """Raises InputError with every mistake in the data, each with the place where it stands."""
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import best_match

    text = resources.files("cchc_lint").joinpath("schemas/report.schema.json").read_text("utf-8")
    validator = Draft202012Validator(json.loads(text))
    mistakes = []
    for error in sorted(validator.iter_errors(data), key=lambda each: list(map(str, each.absolute_path))):
        deepest = best_match([error]) or error
        mistakes.append(f"{_path(deepest.absolute_path)}: {_explained(deepest)}")
    if mistakes:
        wrong = say("không đúng lược đồ của báo cáo", "does not fit the schema of reports")
        raise InputError(f"{name}: {wrong}:\n" + "\n".join(f"  {each}" for each in mistakes))


def _path(steps: Any) -> str:
    """ "rows[3].value", or "(toàn bộ)" for the whole, in the language of the errors."""
    path = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
    return path.lstrip(".") or say("(toàn bộ)", "(the whole)")


def _explained(error: Any) -> str:
    """A mistake against the schema in the words of its reader."""
    shown = json.dumps(error.instance, ensure_ascii=False, default=str)
    shown = shown if len(shown) <= 60 else f"{shown[:60]} …"
    match error.validator:
        case "additionalProperties":
            known = error.schema.get("properties", {})
            unknown = sorted(set(error.instance) - set(known))
            return ", ".join(
                say(f"không có khóa “{key}”", f"no such key “{key}”") + did_you_mean(key, known) for key in unknown)
        case "required":
            missing = ", ".join(key for key in error.validator_value if key not in error.instance)
            return say(f"thiếu khóa {missing}", f"missing: {missing}")
        case "enum":
            listed = ", ".join(map(str, error.validator_value))
            return say(f"{shown} không thuộc: {listed}", f"{shown} is none of: {listed}")
        case "type":
            wanted = error.validator_value
            kinds = [wanted] if isinstance(wanted, str) else wanted
            named = say(" hay ", " or ").join(say(*_KINDS.get(kind, (kind, kind))) for kind in kinds)
            return say(f"{shown} không phải {named}", f"{shown} is not {named}")
        case "anyOf":
            keys = [key for each in error.validator_value for key in each.get("required", ())]
            listed = ", ".join(keys)
            return say(f"phải có ít nhất một trong: {listed}", f"needs one of: {listed}") if keys else (
                say(f"{shown} không hợp lệ", f"{shown} will not do"))
        case _:
            rule = f"({error.validator}: {error.validator_value})"
            return say(f"{shown} không hợp lệ {rule}", f"{shown} will not do {rule}")
