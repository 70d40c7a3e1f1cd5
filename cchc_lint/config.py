"""A site's own choice of rules: a profile that ships, a configuration file, and the command line on top.

    # cchc-lint.yaml
    profile: commune
    rules: [quy-tac]                 # folders of further rules, from where this file stands
    select: [sum, ratio]             # only these: ids, beginnings of ids, categories
    ignore:                          # without these, each with the reason
      CIT04: Xã không có danh mục văn bản để đối chiếu
    severity:                        # with another severity, each with the reason
      DATE02: {to: info, reason: Ngày chốt số liệu do tỉnh quy định khác}
    fail-on: warning

A profile (rules/profiles.yaml) has the same keys, and a title in place of reasons.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cchc_lint.errors import UsageError
from cchc_lint.finding import SEVERITIES, Severity
from cchc_lint.words import FAIL_ON, did_you_mean, os_reason, pick

if TYPE_CHECKING:
    from cchc_lint.rules.rule import RuleSet

_KEYS = ("profile", "rules", "select", "ignore", "severity", "fail-on")


@dataclass(frozen=True, slots=True)
class Config:
    """What is chosen; empty fields choose nothing. reasons: name → why it is ignored or changed."""

    profile: str = ""
    folders: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    fail_on: str = ""
    reasons: Mapping[str, str] = field(default_factory=dict)

    def applied(self, rules: RuleSet) -> RuleSet:
        """The rules chosen, with their severities. Raises UsageError for a name that fits no rule."""
        return rules.select(self.select, self.ignore).with_severities(self.severity)


def read_config(path: str, lang: str) -> Config:
    """The configuration in a YAML file. Raises UsageError with every mistake in it."""
    import yaml

    try:
        data = yaml.safe_load(Path(path).read_text("utf-8-sig"))
    except OSError as error:
        raise UsageError(f"{path}: {os_reason(error, lang)}") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
        problem = getattr(error, "problem", None) or error
        raise UsageError(f"{path}{place}: " + pick(lang, "YAML sai cú pháp", "broken YAML") + f": {problem}") from None
    return _config(data or {}, path, Path(path).parent, lang, reasons=True)


def read_profile(name: str, lang: str) -> Config:
    """A profile that ships. Raises UsageError for an unknown name."""
    from cchc_lint import packdata

    known = packdata.data("profiles") if "profiles" in packdata.names("profiles") else {}
    if name not in known:
        listed = f" ({', '.join(known)})" if known else ""
        raise UsageError(pick(
            lang, f"không có bộ quy tắc “{name}”{listed}", f"no such profile “{name}”{listed}",
        ) + did_you_mean(name, known, lang))
    chosen = {key: value for key, value in known[name].items() if key in _KEYS}
    return _config(chosen, f"profiles.{name}", packdata.folder(), lang, reasons=False)


def _config(data: Any, name: str, folder: Path, lang: str, *, reasons: bool) -> Config:
    if not isinstance(data, dict):
        raise UsageError(f"{name}: " + pick(lang, "phải gồm các khóa", "must hold the keys") + f" {', '.join(_KEYS)}")
    reader = _Reader(data, lang, reasons)
    config = Config(
        profile=str(data.get("profile", "")),
        folders=tuple(str(folder / each) for each in reader.names("rules")),
        select=reader.names("select"),
        ignore=reader.ignored(),
        severity=reader.severities(),
        fail_on=reader.choice("fail-on", data.get("fail-on", ""), ("", *FAIL_ON)),
        reasons=reader.why,
    )
    if reader.mistakes:
        raise UsageError(f"{name}:\n" + "\n".join(f"  {each}" for each in reader.mistakes))
    return config


class _Reader:
    """The fields of one configuration; gathers every mistake in them."""

    def __init__(self, data: Mapping[str, Any], lang: str, reasons: bool) -> None:
        self.data, self.lang, self.reasons = data, lang, reasons
        self.why: dict[str, str] = {}
        self.mistakes = [
            pick(lang, f"không có khóa “{key}”", f"no such key “{key}”") + did_you_mean(str(key), _KEYS, lang)
            for key in data if key not in _KEYS
        ]

    def names(self, key: str) -> tuple[str, ...]:
        value = self.data.get(key) or ()
        if isinstance(value, str):
            return (value,)
        if not isinstance(value, Sequence):
            self.wrong(key, "phải là một danh sách", "must be a list")
            return ()
        return tuple(map(str, value))

    def ignored(self) -> tuple[str, ...]:
        value = self.data.get("ignore") or {}
        if not self.reasons and not isinstance(value, Mapping):
            return self.names("ignore")
        if not isinstance(value, Mapping):
            self.wrong("ignore", "mỗi quy tắc cần một lý do: {CIT04: lý do}", "each rule needs a reason: {CIT04: why}")
            return ()
        for name, reason in value.items():
            self.give_reason(f"ignore.{name}", str(name), reason)
        return tuple(map(str, value))

    def severities(self) -> dict[str, Severity]:
        value = self.data.get("severity") or {}
        if not isinstance(value, Mapping):
            self.wrong("severity", "phải có dạng {DATE02: {to: info, reason: lý do}}",
                       "must have the form {DATE02: {to: info, reason: why}}")
            return {}
        return {str(name): self.severity(str(name), change) for name, change in value.items()}

    def severity(self, name: str, change: Any) -> Severity:
        stated = change if isinstance(change, Mapping) else {"to": change}
        if self.reasons:
            self.give_reason(f"severity.{name}", name, stated.get("reason"))
        chosen = self.choice(f"severity.{name}", stated.get("to"), SEVERITIES)
        return next((each for each in SEVERITIES if each == chosen), "info")

    def choice(self, key: str, value: Any, known: Sequence[str]) -> str:
        if value in known:
            return str(value)
        listed = ", ".join(filter(None, known))
        self.wrong(key, f"chỉ nhận: {listed}", f"takes one of: {listed}")
        return ""

    def give_reason(self, key: str, name: str, reason: Any) -> None:
        if isinstance(reason, str) and reason.strip():
            self.why[name] = reason.strip()
        elif self.reasons:
            self.wrong(key, "thiếu lý do", "has no reason")

    def wrong(self, key: str, vi: str, en: str) -> None:
        self.mistakes.append(f"{key}: {pick(self.lang, vi, en)}")
