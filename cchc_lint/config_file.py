"""Reads cchc-lint.yaml: a site's configuration, and those that it extends.

    # yaml-language-server: $schema=…/config.schema.json
    extends: ../cchc-lint.yaml       # or a list; what stands here wins
    profile: nghiem                  # toi-thieu, tham-dinh (default), nghiem
    rules: [quy-tac, "pack:so-noi-vu"]   # folders of further rules, installed packs
    select: [sum, ratio]             # only these: ids, beginnings of ids, categories
    ignore:                          # without these, each with the reason
      CIT04: Xã không có danh mục văn bản để đối chiếu
    enable: {FMT05: Tỉnh yêu cầu}    # with these, though the profile leaves them out
    severity:                        # with another severity, each with the reason
      DATE02: {to: info, reason: Ngày chốt số liệu do tỉnh quy định khác}
    phrases: [cach-viet.yaml]        # files shaped like those that ship; also places, documents
    baseline: cchc-lint.baseline.yaml
    fail-on: warning
    overrides:
      - files: ["xa/*.docx"]
        ignore: {MIS01: Báo cáo của xã chưa cấp số}

Relative paths start from the folder of the file that names them.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cchc_lint.config import DATA, Choice, Config, Override
from cchc_lint.errors import UsageError
from cchc_lint.finding import SEVERITIES, Severity
from cchc_lint.profiles import profiles
from cchc_lint.words import FAIL_ON, count, did_you_mean, os_reason, pick

if TYPE_CHECKING:
    from cchc_lint.rules.source import Point, Source, Way

NAME = "cchc-lint.yaml"
CHOICE_KEYS = ("ignore", "enable", "severity")
KEYS = ("extends", "profile", "rules", "select", *CHOICE_KEYS, *DATA, "baseline", "fail-on", "overrides")


def find_config(paths: Sequence[str]) -> str:
    """The nearest cchc-lint.yaml, from the folder that holds all the paths upward; "" where there is none."""
    folders = [_folder_of(path) for path in paths if path != "-"] or [os.getcwd()]
    try:
        start = Path(os.path.commonpath(folders))
    except ValueError:  # on several drives of Windows
        return ""
    for folder in (start, *start.parents):
        if (folder / NAME).is_file():
            return _shown(folder / NAME)
    return ""


def read_config(path: str, lang: str = "vi", *, above: tuple[Path, ...] = ()) -> Config:
    """The configuration in a file and in those that it extends. Raises UsageError with every mistake in one file."""
    from cchc_lint.rules.source import Source, SyntaxMistake

    here = Path(path)
    if here.resolve() in above:
        round_ = pick(lang, "extends quay vòng về chính tệp này", "extends comes back to this file")
        raise UsageError(f"{path}: {round_}")
    try:
        source = Source(here, path)
    except OSError as error:
        raise UsageError(f"{path}: {os_reason(error, lang)}") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path}: " + pick(lang, "không phải văn bản UTF-8", "no UTF-8 text")) from None
    except SyntaxMistake as error:
        raise UsageError(f"{path}:{error.line}:{error.column}: {error.message}") from None
    reader = _Reader(source, lang)
    config = reader.config()
    bases = reader.paths("extends")
    if reader.mistakes:
        wrong = count(len(reader.mistakes), lang, "chỗ sai", "mistake")
        head = pick(lang, f"cấu hình có {wrong}", f"{wrong} in the configuration")
        told = [f"{path}:{point.line}:{point.column}: {message}\n{source.excerpt(point)}"
                for point, message in sorted(reader.mistakes)]
        raise UsageError("\n\n".join([head, *told]))
    base = Config()
    for each in bases:
        base = read_config(each, lang, above=(*above, here.resolve())).over(base)
    return config.over(base)


class _Reader:
    """The fields of one configuration, with the place of each; gathers every mistake in them."""

    def __init__(self, source: Source, lang: str) -> None:
        self.source, self.lang = source, lang
        self.folder = os.path.dirname(source.shown)
        self.mistakes: list[tuple[Point, str]] = []
        self.origins: dict[str, str] = {}
        self.data: Mapping[str, Any] = self._mapping((), source.data or {}, KEYS) or {}
        for key, point in source.repeated_keys:
            self.mistakes.append((point, pick(lang, f"khóa “{key}” lặp lại", f"key “{key}” repeated")))

    def config(self) -> Config:
        return Config(
            profile=self.one_of("profile", profiles()),
            folders=tuple(each for each in self.paths("rules")),
            select=self.names(("select",)),
            fail_on=self.one_of("fail-on", FAIL_ON),
            baseline="".join(self.paths("baseline")[:1]),
            choice=self.choice(()),
            overrides=self.overrides(),
            data={name: tuple(self.paths(name)) for name in DATA},
            origins=self.origins,
        )

    def names(self, way: Way) -> tuple[str, ...]:
        """A text, or a list of texts."""
        value = self._at(way)
        if value is None:
            return ()
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, list) or not all(isinstance(each, str) and each for each in listed):
            self.wrong(way, "phải là một chuỗi hay danh sách chuỗi", "must be a text or a list of texts")
            return ()
        self._origin(way)
        return tuple(listed)

    def paths(self, key: str) -> list[str]:
        """The files or folders that a key names; each must be there, but for a baseline, which may be yet to write."""
        found = []
        for each in self.names((key,)):
            packed = each.startswith("pack:")
            path = each if packed else os.path.normpath(os.path.join(self.folder, each))
            if not packed and key != "baseline" and not os.path.exists(path):
                near = did_you_mean(os.path.basename(path), _beside(path), self.lang)
                self.wrong((key,), f"không có “{each}” ở đây{near}", f"there is no “{each}” here{near}")
            found.append(path)
        return found

    def one_of(self, key: str, known: Iterable[str]) -> str:
        value = self._at((key,))
        if value is None:
            return ""
        if value in known:
            self._origin((key,))
            return str(value)
        listed, near = ", ".join(known), did_you_mean(str(value), known, self.lang)
        self.wrong((key,), f"“{value}” không dùng được, chỉ nhận: {listed}{near}",
                   f"“{value}” will not do, one of: {listed}{near}")
        return ""

    def choice(self, way: Way) -> Choice:
        ignore, enable = (self.reasons((*way, key)) for key in ("ignore", "enable"))
        return Choice(ignore, enable, self.severities((*way, "severity")))

    def reasons(self, way: Way) -> dict[str, str]:
        value = self._at(way)
        if value is None:
            return {}
        if not isinstance(value, dict):
            self.wrong(way, "mỗi quy tắc cần một lý do: {CIT04: lý do}", "each rule needs a reason: {CIT04: why}")
            return {}
        found = {str(name): self.reason((*way, name), reason) for name, reason in value.items()}
        for name in found:
            self._origin((*way, name))
        return found

    def severities(self, way: Way) -> dict[str, tuple[Severity, str]]:
        value = self._at(way)
        if value is None:
            return {}
        form = "{DATE02: {to: info, reason: …}}"
        if not isinstance(value, dict):
            self.wrong(way, f"phải có dạng {form}", f"must have the form {form}")
            return {}
        found: dict[str, tuple[Severity, str]] = {}
        for name, change in value.items():
            here = (*way, name)
            stated = change if isinstance(change, dict) else {"to": change}
            if isinstance(change, dict):
                self._mapping(here, change, ("to", "reason"))
            severity = next((each for each in SEVERITIES if each == stated.get("to")), None)
            if severity is None:
                listed = ", ".join(SEVERITIES)
                self.wrong(here, f"mức chỉ nhận: {listed}", f"a severity is one of: {listed}")
            reason = self.reason(here, stated.get("reason"))
            found[str(name)] = (severity or "info", reason)
            self._origin(here)
        return found

    def reason(self, way: Way, value: Any) -> str:
        if isinstance(value, str) and value.strip():
            return value.strip()
        self.wrong(way, f"“{way[-1]}” thiếu lý do", f"“{way[-1]}” has no reason")
        return ""

    def overrides(self) -> tuple[Override, ...]:
        value = self._at(("overrides",))
        if value is None:
            return ()
        if not isinstance(value, list):
            self.wrong(("overrides",), "phải là một danh sách", "must be a list")
            return ()
        found = []
        for at, each in enumerate(value):
            if self._mapping(("overrides", at), each, ("files", *CHOICE_KEYS)) is None:
                continue
            if "files" not in each:
                self.wrong(("overrides", at), "thiếu khóa “files”", "key “files” is missing")
            point = self.source.value(("overrides", at))
            found.append(Override(
                self.names(("overrides", at, "files")), self.folder, self.choice(("overrides", at)),
                f"{self.source.shown}:{point.line}"))
        return tuple(found)

    def wrong(self, way: Way, vi: str, en: str) -> None:
        self.mistakes.append((self.source.key(way) if way and isinstance(way[-1], str) else self.source.value(way),
                              pick(self.lang, vi, en)))

    def _mapping(self, way: Way, value: Any, known: Sequence[str]) -> Mapping[str, Any] | None:
        if not isinstance(value, dict):
            listed = ", ".join(known)
            self.wrong(way, f"phải gồm các khóa: {listed}", f"must hold keys: {listed}")
            return None
        for key in value:
            if key not in known:
                near = did_you_mean(str(key), known, self.lang)
                self.wrong((*way, str(key)), f"không có khóa “{key}”{near}", f"no such key “{key}”{near}")
        return value

    def _at(self, way: Way) -> Any:
        value: Any = self.data
        for step in way:
            if isinstance(value, dict):
                value = value.get(step)
            elif isinstance(value, list) and isinstance(step, int):
                value = value[step]
            else:
                return None
        return value

    def _origin(self, way: Way) -> None:
        self.origins[".".join(map(str, way))] = f"{self.source.shown}:{self.source.key(way).line}"


def _folder_of(path: str) -> str:
    whole = os.path.abspath(path)
    while not os.path.isdir(whole) and os.path.dirname(whole) != whole:  # a file, a glob, or nothing
        whole = os.path.dirname(whole)
    return whole


def _beside(path: str) -> list[str]:
    """The names in the folder where a path would be."""
    try:
        return sorted(os.listdir(os.path.dirname(path) or "."))
    except OSError:
        return []


def _shown(path: Path) -> str:
    """The path as the user would name it from here."""
    try:
        relative = os.path.relpath(path)
    except ValueError:
        return str(path)
    return relative if len(relative) <= len(str(path)) else str(path)
