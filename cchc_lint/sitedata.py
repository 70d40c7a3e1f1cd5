"""Phrases, places and documents of a site's own, added to those of the pack.

The files are shaped like the ones that ship (rules/phrases.yaml, places.yaml, documents.yaml).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cchc_lint import packdata
from cchc_lint.errors import UsageError
from cchc_lint.words import did_you_mean, os_reason, pick

if TYPE_CHECKING:
    from cchc_lint.rules.source import Source, Way

    Mistakes = Iterator[tuple[Way, str]]

_PATTERNS = ("all", "near", "none", "then", "under", "about", "apart")
_PHRASE = ("concept", "unit", *_PATTERNS, "beside", "alone", "level", "moved")
_DOCUMENT = ("date", "subject", "replaced_by", "replaced_from", "other_dates")


def add(files: Mapping[str, Sequence[str]], lang: str = "vi") -> str:
    """Adds the files to the pack, by the name of what each adds to ("phrases", …), and returns the SHA-256 of them.

    Raises UsageError with every mistake in a file.
    """
    digest = hashlib.sha256()
    for name, paths in files.items():
        whole: Any = {}
        for path in paths:
            source = _read(path, lang)
            whole = packdata.joined(whole, source.data)
            digest.update(f"{name}\0{source.text}\0".encode())
        if whole:
            packdata.extend(name, whole)
    return digest.hexdigest()


def _read(path: str, lang: str) -> Source:
    from cchc_lint.rules.source import Source, SyntaxMistake

    name = path
    try:
        source = Source(Path(path), path)
    except OSError as error:
        raise UsageError(f"{path}: {os_reason(error, lang)}") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path}: " + pick(lang, "không phải văn bản UTF-8", "no UTF-8 text")) from None
    except SyntaxMistake as error:
        raise UsageError(f"{path}:{error.line}:{error.column}: {error.message}") from None
    told = []
    for way, message in _mistakes(source.data, lang):
        point = source.key(way) if way and isinstance(way[-1], str) else source.value(way)
        told.append(f"{name}:{point.line}:{point.column}: {message}\n{source.excerpt(point)}")
    if told:
        raise UsageError("\n\n".join(told))
    return source


def _mistakes(data: Any, lang: str) -> Mistakes:
    if not isinstance(data, dict):
        yield (), pick(lang, "phải gồm các khóa như tệp có sẵn", "must hold the keys of the file that ships")
        return
    for key, value in data.items():
        check = _CHECKS.get(key)
        if check is None:
            yield (key,), _no_key(key, tuple(_CHECKS), lang)
        else:
            yield from check(value, lang)


def _phrases(listed: Any, lang: str) -> Mistakes:
    from cchc_lint.catalogue import concepts

    for at, entry in enumerate(_list(listed)):
        here = ("phrases", at)
        for key in entry:
            if key not in _PHRASE:
                yield (*here, key), _no_key(key, _PHRASE, lang)
        for key in ("concept", "unit"):
            if key not in entry:
                yield here, pick(lang, f"thiếu khóa “{key}”", f"key “{key}” is missing")
        name = entry.get("concept", "")
        if name and name not in concepts():
            yield (*here, "concept"), pick(lang, f"không có chỉ tiêu “{name}”", f"no such concept “{name}”") + (
                did_you_mean(name, concepts(), lang))
        for key in _PATTERNS:
            for number, pattern in enumerate(entry.get(key) or ()):
                try:
                    re.compile(pattern)
                except re.error as error:
                    yield (*here, key, number), pick(lang, f"mẫu sai: {error}", f"broken pattern: {error}")


def _provinces(listed: Any, lang: str) -> Mistakes:
    for name, entry in _mapping(listed):
        if not isinstance(entry, dict) or "kind" not in entry:
            yield ("provinces", name), pick(lang, "phải có dạng {kind: tỉnh}", "must have the form {kind: tỉnh}")


def _spellings(listed: Any, lang: str) -> Mistakes:
    for name, entry in _mapping(listed):
        if not isinstance(entry, list):
            yield ("spellings", name), pick(lang, "phải là danh sách cách viết", "must be a list of spellings")


def _issued(listed: Any, lang: str) -> Mistakes:
    for at, group in enumerate(_list(listed)):
        here = ("issued", at)
        for key in ("kind", "issuer", "documents"):
            if key not in group:
                yield here, pick(lang, f"thiếu khóa “{key}”", f"key “{key}” is missing")
        for number, entry in _mapping(group.get("documents")):
            there = (*here, "documents", number)
            for key in entry:
                if key not in _DOCUMENT:
                    yield (*there, key), _no_key(key, _DOCUMENT, lang)
            try:
                date.fromisoformat(str(entry.get("date")))
            except ValueError:
                yield there, pick(lang, "date phải có dạng 2022-03-01", "date must have the form 2022-03-01")


_CHECKS: dict[str, Callable[[Any, str], Mistakes]] = {
    "phrases": _phrases, "provinces": _provinces, "spellings": _spellings, "issued": _issued,
}


def _list(value: Any) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _mapping(value: Any) -> list[tuple[str, Any]]:
    return list(value.items()) if isinstance(value, dict) else []


def _no_key(key: object, known: Sequence[str], lang: str) -> str:
    return pick(lang, f"không có khóa “{key}”", f"no such key “{key}”") + did_you_mean(str(key), known, lang)
