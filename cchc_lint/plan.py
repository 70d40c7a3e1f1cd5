"""What a run works by: the configuration found, what the command line asks for, and the rules for each file.

A plan can be handed to another process, which makes its own rules of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from cchc_lint.config import Config, chosen, overridden, without

if TYPE_CHECKING:
    from cchc_lint.rules.rule import RuleSet


@dataclass(frozen=True, slots=True)
class Plan:
    """site: the configuration file's; asked: the command line's, which wins; ocr: recognise scanned pages."""

    site: Config
    asked: Config
    lang: str = "vi"
    ocr: bool = False

    def prepared(self) -> Prepared:
        """The rules, and the site's data added to the pack. Raises UsageError, RuleError or InputError."""
        from cchc_lint.rules.loader import load_rules

        extra = {name: files for name, files in self.site.data.items() if files}
        added = ""
        if extra:
            from cchc_lint.sitedata import add

            added = add(extra, self.lang)
        rules = load_rules(*self.site.folders, *self.asked.folders)
        if added:
            rules = replace(rules, sha256=sha256(f"{rules.sha256}{added}".encode()).hexdigest())
        return Prepared(self, rules, chosen(rules, self.site, self.asked, self.lang))


@dataclass(frozen=True, slots=True)
class Prepared:
    """all: every rule that was loaded; rules: those that run where no override holds."""

    plan: Plan
    all: RuleSet
    rules: RuleSet

    def idle(self) -> frozenset[str]:
        """The ids of rules that were loaded and not chosen."""
        return frozenset(rule.id for rule in self.all.rules) - {rule.id for rule in self.rules.rules}

    def rules_for(self, path: str) -> RuleSet:
        """The rules for one file."""
        site, asked = self.plan.site, self.plan.asked
        if not any(each.holds(path) for each in site.overrides):
            return self.rules
        return without(overridden(self.rules, self.all, site, path), tuple(asked.choice.ignore))


def planned(
    paths: Sequence[str], asked: Config, *, config: str | None = None, found: bool = True, lang: str = "vi",
    ocr: bool = False,
) -> Plan:
    """The plan for these paths: by the configuration named, else (if `found`) by the nearest one, else by none."""
    from cchc_lint.config_file import find_config, read_config

    path = config or (find_config(paths) if found else "")
    return Plan(read_config(path, lang) if path else Config(), asked, lang, ocr)
