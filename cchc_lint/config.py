"""A site's own choices, as read from its configuration files, and how they decide which rules run on a file.

config_file.py reads them; this module is what they come to: which rules (`Choice`), for all files and for some
(`Override`), on top of a profile and under what the command line asks for.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from cchc_lint.errors import UsageError
from cchc_lint.finding import Severity
from cchc_lint.profiles import DEFAULT, profile
from cchc_lint.words import SEVERITY, pick, word

if TYPE_CHECKING:
    from cchc_lint.rules.rule import RuleSet

DATA = ("phrases", "places", "documents")  # files of the pack that a site may add to
Reasons = Mapping[str, str]  # ids, beginnings of ids or categories → why


@dataclass(frozen=True, slots=True)
class Choice:
    """Rules switched off and on, or given another severity, each with the reason."""

    ignore: Reasons = field(default_factory=dict)
    enable: Reasons = field(default_factory=dict)
    severity: Mapping[str, tuple[Severity, str]] = field(default_factory=dict)

    def over(self, base: Choice) -> Choice:
        """This choice on top of another: it wins where both speak of one name."""
        return Choice(
            {**_without(base.ignore, self.enable), **self.ignore},
            {**_without(base.enable, self.ignore), **self.enable},
            {**base.severity, **self.severity},
        )

    def told(self, lang: str) -> Iterator[str]:
        """Each change with its reason: "CIT04: bỏ qua (lý do)"."""
        for name, reason in self.ignore.items():
            yield f"{name}: {pick(lang, 'bỏ qua', 'left out')} ({reason})"
        for name, reason in self.enable.items():
            yield f"{name}: {pick(lang, 'bật', 'switched on')} ({reason})"
        for name, (severity, reason) in self.severity.items():
            yield f"{name}: {pick(lang, 'đổi thành mức', 'made')} {word(SEVERITY, severity, lang)} ({reason})"


@dataclass(frozen=True, slots=True)
class Override:
    """A choice for some files: globs from `folder`, or of names alone where they hold no slash."""

    files: tuple[str, ...]
    folder: str
    choice: Choice
    origin: str = ""

    def holds(self, path: str) -> bool:
        try:
            relative = os.path.relpath(path, self.folder or ".").replace(os.sep, "/")
        except ValueError:  # another drive of Windows
            return False
        name = relative.rpartition("/")[2]
        return any(fnmatchcase(relative if "/" in each else name, each) for each in self.files)


@dataclass(frozen=True, slots=True)
class Config:
    """What is chosen; empty fields choose nothing.

    folders: of further rules, or pack:NAME. data: file of the pack → the site's files that add to it.
    origins: "profile", "ignore.CIT04" … → where it was said, "cchc-lint.yaml:3".
    """

    profile: str = ""
    folders: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    fail_on: str = ""
    baseline: str = ""
    choice: Choice = field(default_factory=Choice)
    overrides: tuple[Override, ...] = ()
    data: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)

    def over(self, base: Config) -> Config:
        """This configuration on top of the one that it extends: single values win, folders and files add up."""
        return Config(
            profile=self.profile or base.profile,
            folders=tuple(dict.fromkeys((*base.folders, *self.folders))),
            select=self.select or base.select,
            fail_on=self.fail_on or base.fail_on,
            baseline=self.baseline or base.baseline,
            choice=self.choice.over(base.choice),
            overrides=(*base.overrides, *self.overrides),
            data={name: tuple(dict.fromkeys((*base.data.get(name, ()), *self.data.get(name, ())))) for name in DATA},
            origins={**base.origins, **self.origins},
        )


def chosen(rules: RuleSet, site: Config, asked: Config, lang: str) -> RuleSet:
    """The rules that run where no override holds.

    A selection wins over the profile, unless the command line asks for both; what is enabled joins, what is
    ignored leaves. Raises UsageError for an unknown profile, and for a name that fits no rule.
    """
    preset = profile(asked.profile or site.profile or DEFAULT, lang)
    for key, names in (("select", site.select), ("ignore", site.choice.ignore), ("enable", site.choice.enable),
                       ("severity", site.choice.severity)):
        _known(rules, key, names, site.origins)
    selected = asked.select or site.select
    found = rules.select(selected)
    if asked.profile or not selected:
        found = replace(found, rules=tuple(rule for rule in found.rules if preset.admits(rule)))
    for name in asked.choice.ignore:
        rules.select((name,))
    choice = site.choice if not asked.select else replace(site.choice, enable={})
    return without(_changed(found, rules, choice), tuple(asked.choice.ignore))


def overridden(found: RuleSet, rules: RuleSet, site: Config, path: str) -> RuleSet:
    """The rules for one file: those chosen, and what the overrides say that hold for its path."""
    for each in site.overrides:
        if each.holds(path):
            for key in ("ignore", "enable", "severity"):
                _known(rules, key, getattr(each.choice, key), {}, each.origin)
            found = _changed(found, rules, each.choice)
    return found


def _changed(found: RuleSet, rules: RuleSet, choice: Choice) -> RuleSet:
    if choice.enable:
        ids = {rule.id for rule in (*found.rules, *rules.select(tuple(choice.enable)).rules)}
        found = replace(rules, rules=tuple(rule for rule in rules.rules if rule.id in ids))
    found = without(found, tuple(choice.ignore))
    return found.with_severities({name: severity for name, (severity, _) in choice.severity.items()})


def without(rules: RuleSet, ignore: Sequence[str]) -> RuleSet:
    """The rules but those named, which need not be among them."""
    from cchc_lint.rules.rule import names

    return replace(rules, rules=tuple(rule for rule in rules.rules if not any(names(name, rule) for name in ignore)))


def _known(rules: RuleSet, key: str, names: Sequence[str] | Mapping[str, object], origins: Reasons,
           origin: str = "") -> None:
    for name in names:
        try:
            rules.select((name,))
        except UsageError as error:
            place = origin or origins.get(f"{key}.{name}") or origins.get(key) or ""
            raise UsageError(f"{place}: {error}" if place else str(error)) from None


def _without(reasons: Reasons, names: Mapping[str, object]) -> dict[str, str]:
    return {name: reason for name, reason in reasons.items() if name not in names}
