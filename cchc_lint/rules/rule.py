"""Rules, checked and compiled, and sets of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from cchc_lint.errors import UsageError
from cchc_lint.finding import CATEGORIES, Certainty, RuleInfo, Severity
from cchc_lint.report import Report
from cchc_lint.words import did_you_mean, pick, say

KINDS = ("relate", "agree", "require", "sequence", "match")


class Text(NamedTuple):
    """The same text in Vietnamese and English."""

    vi: str
    en: str

    def get(self, lang: str) -> str:
        return pick(lang, self.vi, self.en or self.vi)


class Basis(NamedTuple):
    """A legal basis and the days between which it is in force; None is without end."""

    text: str
    start: date | None = None
    end: date | None = None

    @property
    def dated(self) -> bool:
        return self.start is not None or self.end is not None

    def holds_on(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


class Applies(NamedTuple):
    """The reports that a rule is for; an empty tuple is all of them. period: kinds of it."""

    form: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    period: tuple[str, ...] = ()

    def to(self, report: Report) -> bool:
        if self.form and report.form not in self.form:
            return False
        if self.level and report.header.level not in self.level:
            return False
        return not self.period or (report.period is not None and report.period.kind in self.period)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. spec: its fields as they stand in the file; program: what its kind compiled them to.

    timeless: some basis, or none at all, is always in force. source: the file, as the user knows it; line:
    1-based, 0 unknown.
    """

    id: str
    kind: str
    title: Text
    category: str
    severity: Severity
    certainty: Certainty
    message: Text
    help: Text
    basis: tuple[Basis, ...]
    applies: Applies
    tests: tuple[Mapping[str, Any], ...]
    spec: Mapping[str, Any]
    program: Any
    timeless: bool = True
    source: str = ""
    line: int = 0

    def in_force(self, day: date | None) -> bool | None:
        """Whether one of its bases is in force on a day; None where that hangs on an unknown day."""
        if self.timeless:
            return True
        return None if day is None else any(basis.holds_on(day) for basis in self.basis)

    def basis_on(self, day: date | None) -> str:
        """The bases in force, in one text."""
        return "; ".join(b.text for b in self.basis if not b.dated or (day is not None and b.holds_on(day)))


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Rules in the order in which they run; sha256 of what they were read from."""

    rules: tuple[Rule, ...]
    sha256: str

    def __len__(self) -> int:
        return len(self.rules)

    def __getitem__(self, id_: str) -> Rule:
        """The rule of that id; UsageError where there is none."""
        for rule in self.rules:
            if rule.id == id_:
                return rule
        known = [rule.id for rule in self.rules]
        raise UsageError(say(f"không có quy tắc “{id_}”", f"no such rule “{id_}”") + did_you_mean(id_, known))

    def select(self, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> RuleSet:
        """The rules that `select` names (all where it is empty) without those that `ignore` names; a name is
        an id, the beginning of one, or a category. UsageError for a name that fits no rule."""
        for name in (*select, *ignore):
            if not any(names(name, rule) for rule in self.rules):
                known = [*CATEGORIES, *(rule.id for rule in self.rules)]
                raise UsageError(say(
                    f"“{name}” không phải mã quy tắc, phần đầu của mã hay nhóm quy tắc nào",
                    f"“{name}” is no rule id, beginning of one, or category") + did_you_mean(name, known))
        return self._keep(lambda rule: (not select or any(names(name, rule) for name in select))
                          and not any(names(name, rule) for name in ignore))

    def with_severities(self, severities: Mapping[str, Severity]) -> RuleSet:
        """The same rules, those named (as for `select`) with another severity."""
        def changed(rule: Rule) -> Rule:
            named = [severity for name, severity in severities.items() if names(name, rule)]
            return replace(rule, severity=named[-1]) if named else rule

        return replace(self, rules=tuple(changed(rule) for rule in self.rules))

    def told(self) -> tuple[RuleInfo, ...]:
        """The rules as printers tell of them."""
        return tuple(
            RuleInfo(rule.id, rule.category, rule.severity, rule.certainty, (rule.title.vi, rule.title.get("en")),
                     (rule.help.vi, rule.help.get("en")), "; ".join(basis.text for basis in rule.basis))
            for rule in self.rules
        )

    def _keep(self, wanted: Callable[[Rule], bool]) -> RuleSet:
        return replace(self, rules=tuple(rule for rule in self.rules if wanted(rule)))


def names(name: str, rule: Rule) -> bool:
    """Whether a name given by the user means the rule: its id, a beginning of it, its category."""
    return rule.id.startswith(name) or rule.category == name
