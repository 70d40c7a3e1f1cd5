"""The profiles that ship (rules/profiles.yaml): nested choices of rules by severity, certainty and category."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from cchc_lint import packdata
from cchc_lint.errors import UsageError
from cchc_lint.words import Text, did_you_mean, pick

if TYPE_CHECKING:
    from cchc_lint.rules.rule import Rule

DEFAULT = "tham-dinh"


class Profile(NamedTuple):
    """any: entries of {severity | certainty | category: values}; a rule is in where one of them fits."""

    name: str
    title: Text
    any: Sequence[Mapping[str, Sequence[str]]]

    def admits(self, rule: Rule) -> bool:
        return any(_fits(entry, rule) for entry in self.any)


@cache
def profiles() -> Mapping[str, Profile]:
    """The profiles by name, from the narrowest on."""
    listed: dict[str, Any] = packdata.data("profiles")
    return MappingProxyType({
        name: Profile(name, (entry["title"]["vi"], entry["title"]["en"]), entry["any"])
        for name, entry in listed.items()
    })


def profile(name: str, lang: str = "vi") -> Profile:
    """The profile of that name. Raises UsageError for an unknown one."""
    known = profiles()
    if name not in known:
        listed = ", ".join(known)
        raise UsageError(pick(
            lang, f"không có bộ quy tắc “{name}” (có: {listed})", f"no such profile “{name}” (there are: {listed})",
        ) + did_you_mean(name, known, lang))
    return known[name]


def _fits(entry: Mapping[str, Sequence[str]], rule: Rule) -> bool:
    return all(getattr(rule, key) in values for key, values in entry.items())
