"""Reports that come as data: JSON or YAML in the published schema (schemas/report.schema.json)."""

from __future__ import annotations

import json
from decimal import Decimal
from importlib import resources
from typing import Any

from cchc_lint.errors import InputError
from cchc_lint.report_data import is_untouched
from cchc_lint.words import did_you_mean

_KINDS = {
    "string": "chuỗi", "number": "số", "integer": "số nguyên", "boolean": "true/false", "object": "đối tượng",
    "array": "danh sách",
}

def load(data: bytes, name: str) -> dict[str, Any]:
    """The data of a report from JSON or (by the name's suffix) YAML bytes; figures are int, Decimal or text.

    `name` stands in the messages. Raises InputError where the bytes are no such data, naming every
    place that does not fit the schema.
    """
    if not data.strip():
        raise InputError(f"{name}: tệp rỗng")
    given = _loaded(data, name)
    if not isinstance(given, dict):
        raise InputError(f"{name}: không phải báo cáo: phải là một đối tượng có header, period, rows …")
    if not is_untouched(given):
        _validate(given, name)
    return given


def _loaded(data: bytes, name: str) -> Any:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"{name}: không phải văn bản UTF-8") from None
    if name.lower().endswith((".yaml", ".yml")):
        return _yaml(text, name)
    try:
        return json.loads(text, parse_float=Decimal)
    except json.JSONDecodeError as error:
        place = f"dòng {error.lineno}, cột {error.colno}"
        raise InputError(f"{name}: JSON sai cú pháp ở {place}: {error.msg}") from None
    except RecursionError:
        raise InputError(f"{name}: JSON lồng nhau quá sâu") from None


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
        place = f" ở dòng {mark.line + 1}, cột {mark.column + 1}" if mark else ""
        raise InputError(f"{name}: YAML sai cú pháp{place}: {getattr(error, 'problem', None) or error}") from None


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
        raise InputError(f"{name}: không đúng lược đồ của báo cáo:\n" + "\n".join(f"  {each}" for each in mistakes))


def _path(steps: Any) -> str:
    """ "rows[3].value", or "(toàn bộ)" for the whole."""
    path = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
    return path.lstrip(".") or "(toàn bộ)"


def _explained(error: Any) -> str:
    """A mistake against the schema in the words of its reader."""
    shown = json.dumps(error.instance, ensure_ascii=False, default=str)
    shown = shown if len(shown) <= 60 else f"{shown[:60]} …"
    match error.validator:
        case "additionalProperties":
            known = error.schema.get("properties", {})
            unknown = sorted(set(error.instance) - set(known))
            return ", ".join(f"không có khóa “{key}”{did_you_mean(key, known, 'vi')}" for key in unknown)
        case "required":
            missing = [key for key in error.validator_value if key not in error.instance]
            return f"thiếu khóa {', '.join(missing)}"
        case "enum":
            return f"{shown} không thuộc: {', '.join(map(str, error.validator_value))}"
        case "type":
            wanted = error.validator_value
            kinds = [wanted] if isinstance(wanted, str) else wanted
            return f"{shown} không phải {' hay '.join(_KINDS.get(kind, kind) for kind in kinds)}"
        case "anyOf":
            keys = [key for each in error.validator_value for key in each.get("required", ())]
            return f"phải có ít nhất một trong: {', '.join(keys)}" if keys else f"{shown} không hợp lệ"
        case _:
            return f"{shown} không hợp lệ ({error.validator}: {error.validator_value})"
