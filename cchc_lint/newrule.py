"""Writes a new rule with its tests, and takes it back where it does not load or its tests do not hold."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cchc_lint.errors import RuleError, UsageError
from cchc_lint.words import os_reason, pick

SCHEMA = "rule.schema.json"
_HEAD = f"# yaml-language-server: $schema={SCHEMA}\n"


@dataclass(frozen=True, slots=True)
class Draft:
    """A relate rule over facts; ok and violated: figures by name, for one test of each sort."""

    id: str
    title: str
    category: str
    severity: str
    condition: str
    message: str
    help: str
    ok: Mapping[str, str]
    violated: Mapping[str, str]

    def yaml(self) -> str:
        """The rule as its author would write it."""
        tests = "".join(f"    - {{given: {{{_given(given)}}}, expect: {state}}}\n" for state, given in (
            ("ok", self.ok), ("violated", self.violated)))
        help_ = f"  help: {{vi: {_text(self.help)}}}\n" if self.help else ""
        return (
            f"- id: {self.id}\n  kind: relate\n  title: {{vi: {_text(self.title)}}}\n"
            f"  category: {self.category}\n  severity: {self.severity}\n  assert: {_text(self.condition)}\n"
            f"  message: {{vi: {_text(self.message)}}}\n{help_}  tests:\n{tests}")


def figures(text: str, lang: str) -> dict[str, str]:
    """{"plan.done": "12"} of "plan.done=12, plan.tasks=1.200"; raises UsageError."""
    found = {}
    for each in re.split(r",\s*(?=[a-z])", text.strip()):
        name, mark, value = each.partition("=")
        if not mark or not name.strip() or not value.strip():
            raise UsageError(pick(
                lang, f"“{each}” phải có dạng plan.done=12", f"“{each}” must have the form plan.done=12"))
        found[name.strip()] = value.strip()
    return found


def write(draft: Draft, path: Path, lang: str = "vi") -> None:
    """Adds the rule to a file, made where it is not there, with the schema for editors beside it.

    Raises RuleError or UsageError, and leaves everything as it was, where the rule is wrong or a test fails.
    """
    from cchc_lint.rules.loader import load_rules
    from cchc_lint.rules.schema import SCHEMA as SHIPPED
    from cchc_lint.rules.testing import run_tests

    try:
        before = path.read_text("utf-8") if path.exists() else None
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text((before.rstrip("\n") + "\n" if before else _HEAD) + draft.yaml(), "utf-8")
    except OSError as error:
        raise UsageError(f"{path}: {os_reason(error, lang)}") from None
    try:
        failed = [each for each in run_tests(load_rules(path)[draft.id]) if not each.passed]
        if failed:
            raise UsageError("\n".join(pick(
                lang, f"ví dụ {each.number} phải cho {each.expected} nhưng cho {each.got} {each.detail}",
                f"test {each.number} must give {each.expected} but gave {each.got} {each.detail}",
            ).rstrip() for each in failed))
    except (RuleError, UsageError):
        if before is None:
            path.unlink()
        else:
            path.write_text(before, "utf-8")
        raise
    schema = path.parent / SCHEMA
    if not schema.exists():
        schema.write_text(SHIPPED.read_text("utf-8"), "utf-8")


def _given(figures: Mapping[str, str]) -> str:
    return ", ".join(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in figures.items())


def _text(value: str) -> str:
    """A YAML scalar; JSON text is YAML too."""
    return json.dumps(value, ensure_ascii=False)
