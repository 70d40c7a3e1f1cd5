"""Makes Rules of the mappings that rule files hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from cchc_lint.rules.fields import Fields, Mistake
from cchc_lint.rules.nodes import ExpressionError
from cchc_lint.rules.rule import Applies, Basis, Rule, Text
from cchc_lint.words import say


class SpecError(Exception):
    """Every mistake in one rule's expressions, names, patterns and messages."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__("; ".join(f"{'.'.join(map(str, m.path))}: {m.error.message}" for m in mistakes))
        self.mistakes = tuple(mistakes)


def compile_rule(
    spec: Mapping[str, Any], *, thorough: bool = False, tests: bool = False, source: str = "", line: int = 0,
) -> Rule:
    """The rule that a mapping (valid by the schema) describes. Raises SpecError with all mistakes.

    thorough: patterns are tried too. tests: things made up by a rule's tests are understood.
    """
    from cchc_lint.kinds import KINDS

    fields = Fields(spec, thorough=thorough, tests=tests)
    program = KINDS[spec["kind"]].compile(fields)
    basis = _basis(spec.get("basis", ()), fields)
    if fields.mistakes:
        raise SpecError(fields.mistakes)
    applies = spec.get("applies", {})
    return Rule(
        id=spec["id"], kind=spec["kind"], title=_text(spec["title"]), category=spec["category"],
        severity=spec["severity"], certainty=spec.get("certainty", "sure"), message=_text(spec["message"]),
        help=_text(spec.get("help", "")), basis=basis,
        applies=Applies(*(_listed(applies.get(key, ())) for key in Applies._fields)),
        tests=tuple(spec.get("tests", ())), spec=spec, program=program,
        timeless=not basis or any(not each.dated for each in basis), source=source, line=line,
    )


def _text(value: Any) -> Text:
    return Text(value, "") if isinstance(value, str) else Text(value["vi"], value.get("en", ""))


def _listed(value: Any) -> tuple[str, ...]:
    return (str(value),) if isinstance(value, (str, int)) else tuple(str(each) for each in value)


def _basis(value: Any, fields: Fields) -> tuple[Basis, ...]:
    if isinstance(value, str):
        return (Basis(value),)
    return tuple(
        Basis(entry) if isinstance(entry, str) else
        Basis(entry["text"], _day(entry, "from", i, fields), _day(entry, "until", i, fields))
        for i, entry in enumerate(value)
    )


def _day(entry: Mapping[str, Any], key: str, index: int, fields: Fields) -> date | None:
    if key not in entry:
        return None
    try:
        return date.fromisoformat(str(entry[key]))
    except ValueError:
        fields.mistake(("basis", index, key), ExpressionError(say(
            f"«{entry[key]}» không phải ngày dạng 2022-03-01", f"«{entry[key]}» is no day like 2022-03-01")))
        return None
