"""Loads rules: those that ship, read compiled, and those of other folders, checked on every run.

Every mistake in the files of a folder is told at once, each as "file:line:column: what" with the line.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cchc_lint import packdata
from cchc_lint.errors import InputError, RuleError
from cchc_lint.rules.compile import SpecError, compile_rule
from cchc_lint.rules.packs import folder_of
from cchc_lint.rules.rule import Rule, RuleSet
from cchc_lint.words import say

if TYPE_CHECKING:
    from cchc_lint.rules.source import Point, Source

__all__ = ["Rule", "RuleSet", "load_rules", "read_folder"]


def load_rules(
    *folders: str | PathLike[str], shipped: bool = True, select: Sequence[str] = (), ignore: Sequence[str] = (),
) -> RuleSet:
    """The rules that ship (unless not `shipped`) and those of the folders, files or packs (pack:NAME), in this order.

    select, ignore: ids, beginnings of ids, categories. Raises RuleError with every mistake in the folders'
    files, InputError for a folder that is not there, UsageError for a name in select or ignore that fits no rule.
    """
    rules = _shipped() if shipped else []
    shipped_hash = packdata.sha256() if shipped else ""
    digest = hashlib.sha256(shipped_hash.encode())
    mistakes: list[str] = []
    for named in folders:
        folder = folder_of(named)
        found, wrong = read_folder(folder, taken={rule.id: rule.source for rule in rules})
        rules.extend(found)
        mistakes.extend(wrong)
        for path in _files(folder):
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    if mistakes:
        raise RuleError(mistakes)
    # without rules of one's own it is the hash that --version tells
    rules_hash = digest.hexdigest() if folders or not shipped else shipped_hash
    return RuleSet(tuple(rules), rules_hash).select(select, ignore)


def read_folder(folder: Path, *, taken: dict[str, str] | None = None) -> tuple[list[Rule], list[str]]:
    """The sound rules of a folder's (or one file's) YAML, and every mistake in it.

    taken: ids that there are already, with their files. Raises InputError where there is nothing to read.
    """
    paths = _files(folder)
    if not folder.exists():
        raise InputError(f"{folder}: " + say("không có thư mục hay tệp này", "no such folder or file"))
    if not paths:
        raise InputError(f"{folder}: " + say("không có tệp quy tắc (*.yaml) nào", "no rule files (*.yaml)"))
    seen = dict(taken or {})
    rules: list[Rule] = []
    mistakes: list[str] = []
    for path in paths:
        found, wrong = _read(path, seen)
        rules.extend(found)
        mistakes.extend(wrong)
    return rules, mistakes


def _files(folder: Path) -> list[Path]:
    if folder.is_file():
        return [folder]
    return sorted(p for p in folder.rglob("*") if p.suffix in (".yaml", ".yml") and p.is_file()
                  and not any(part.startswith(".") for part in p.relative_to(folder).parts))


def _shipped() -> list[Rule]:
    rules = []
    for name in packdata.names("checks/"):
        for spec in packdata.data(name):
            try:
                rules.append(compile_rule(spec, source=f"{name}.yaml"))
            except SpecError as error:  # the project's own tests find these first
                raise RuleError([f"{name}.yaml: {spec['id']}: {error}"]) from None
    return rules


def _read(path: Path, seen: dict[str, str]) -> tuple[list[Rule], list[str]]:
    from cchc_lint.rules.schema import misfits
    from cchc_lint.rules.source import Source, SyntaxMistake

    shown = str(path)
    try:
        source = Source(path, shown)
    except SyntaxMistake as error:
        return [], [f"{shown}:{error.line}:{error.column}: {error.message}"]
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{shown}: " + say(f"không đọc được: {error}", f"cannot be read: {error}")) from None
    mistakes = [(point, say(f"khóa «{key}» lặp lại", f"key «{key}» repeated")) for key, point in source.repeated_keys]
    broken: set[Any] = set()
    for misfit in misfits(source.data if source.data is not None else []):
        point = source.key(misfit.way) if misfit.on_key else source.value(misfit.way)
        mistakes.append((point, misfit.message))
        broken.add(misfit.way[0] if misfit.way else None)
    rules: list[Rule] = []
    for i, spec in enumerate(source.data if isinstance(source.data, list) else ()):
        if not isinstance(spec, dict):
            continue
        mistakes.extend(_identity(source, i, spec, seen))
        if i in broken:
            continue
        mistakes.extend(_tests(source, i, spec))
        mistakes.extend(_given(source, i, spec))
        try:
            line = source.value((i,)).line
            rules.append(compile_rule(spec, thorough=True, source=shown, line=line))
        except SpecError as error:
            mistakes.extend(
                (source.value((i, *m.path), m.error.start, m.error.end), m.error.message) for m in error.mistakes
            )
    ordered: list[tuple[Point, str]] = sorted(dict.fromkeys(mistakes))
    return rules, [_told(source, point, message) for point, message in ordered]


def _told(source: Source, point: Point, message: str) -> str:
    return f"{source.shown}:{point.line}:{point.column}: {message}\n{source.excerpt(point)}"


def _identity(source: Source, i: int, spec: dict[str, Any], seen: dict[str, str]) -> Iterable[tuple[Point, str]]:
    id_ = spec.get("id")
    if not isinstance(id_, str):
        return
    if id_ in seen:
        yield source.value((i, "id")), say(f"mã «{id_}» đã có trong {seen[id_]}", f"id «{id_}» is taken in {seen[id_]}")
    seen.setdefault(id_, source.shown)


def _given(source: Source, i: int, spec: dict[str, Any]) -> Iterable[tuple[Point, str]]:
    from cchc_lint.rules.given import misnamed

    for wrong in misnamed(spec):
        way = (i, *wrong.way)
        yield source.key(way) if wrong.on_key else source.value(way), wrong.message


def _tests(source: Source, i: int, spec: dict[str, Any]) -> Iterable[tuple[Point, str]]:
    expected = {test["expect"] for test in spec["tests"]}
    if "violated" not in expected:
        yield source.key((i, "tests")), say("thiếu ví dụ mà quy tắc phải báo lỗi (expect: violated)",
                                            "no test in which it must fire (expect: violated)")
    if expected <= {"violated"}:
        yield source.key((i, "tests")), say(
            "thiếu ví dụ mà quy tắc phải im lặng (expect: ok)", "no test in which it must be silent (expect: ok)")
