"""Waivers: what the author explained and the reviewer accepted, kept beside the report as a document cannot hold it.

    # cchc-lint.waivers.yaml, in the folder of the reports
    waivers:
      - report: bao-cao.docx             # a file name, or a glob of names
        fingerprint: 97c18a3b04dbf4c3
        rule: PLN01
        kind: accepted                   # by the reviewer; or explained, by the author
        values: ["14", "12"]             # the figures as written: others are another matter
        reason: Hai nhiệm vụ được giao bổ sung trong quý
        by: Trần Thị B, Phòng Nội vụ
        until: 2026-12-31                # may be left out

An explanation is shown and changes nothing else; an acceptance takes the finding out of the exit status. A waiver
that has expired, whose figures have changed, or that fits nothing any more is a finding itself.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fnmatch import fnmatchcase
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from cchc_lint.errors import UsageError
from cchc_lint.finding import FileResult, Finding, Location, Result, Severity, Waiver
from cchc_lint.words import did_you_mean, os_reason, pick

NAME = "cchc-lint.waivers.yaml"
EXPIRED, CHANGED, UNUSED = "WAIVER01", "WAIVER02", "WAIVER03"
_KEYS = ("report", "fingerprint", "rule", "kind", "values", "reason", "by", "until")
_NEEDED = ("report", "fingerprint", "reason", "by")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a waiver file; line: where it stands there, 1-based."""

    file: str
    line: int
    report: str
    fingerprint: str
    rule: str
    kind: Literal["explained", "accepted"]
    values: tuple[str, ...]
    reason: str
    by: str
    until: str

    def holds(self, file: FileResult) -> bool:
        return fnmatchcase(os.path.basename(file.path), self.report)

    def expired(self, today: date) -> bool:
        return bool(self.until) and date.fromisoformat(self.until) < today


def values_of(finding: Finding) -> tuple[str, ...]:
    """The figures and words that a finding marks, as written: what a waiver of it stands on."""
    return tuple(place.text for place in finding.locations if place.text)


def waived(result: Result, *, today: date, idle: Collection[str] = (), lang: str = "vi") -> Result:
    """The result with the waivers beside its files applied, and what is wrong with them as findings.

    idle: ids of rules that did not run, so that nothing can be said of their waivers. Raises UsageError with every
    mistake in a waiver file.
    """
    read: dict[str, tuple[Entry, ...]] = {}
    used: set[Entry] = set()
    files = []
    for file in result.files:
        if file.report is None:
            files.append(file)
            continue
        path = os.path.join(os.path.dirname(file.path), NAME)
        if path not in read:
            read[path] = read_waivers(path, lang) if os.path.isfile(path) else ()
        entries = [entry for entry in read[path] if entry.holds(file)]
        files.append(_waived(file, entries, used, today, lang) if entries else file)
    for entry in (entry for entries in read.values() for entry in entries if entry not in used):
        at = next((i for i, file in enumerate(files) if file.report is not None and entry.holds(file)
                   and os.path.dirname(file.path) == os.path.dirname(entry.file)), None)
        if at is not None and entry.rule not in idle:
            files[at] = replace(files[at], findings=(*files[at].findings, _unused(entry, lang)))
    return replace(result, files=tuple(files))


def _waived(file: FileResult, entries: Iterable[Entry], used: set[Entry], today: date, lang: str) -> FileResult:
    by_print = {entry.fingerprint: entry for entry in entries}
    findings: list[Finding] = []
    told: list[Finding] = []
    for finding in file.findings:
        entry = by_print.get(finding.fingerprint)
        if entry is None:
            findings.append(finding)
            continue
        used.add(entry)
        if entry.expired(today):
            told.append(_expired(entry, lang))
        elif _differ(set(entry.values), set(values_of(finding))):
            told.append(_changed(entry, finding, lang))
        else:
            finding = replace(finding, waiver=Waiver(entry.kind, entry.reason, entry.by, entry.until))
        findings.append(finding)
    return replace(file, findings=(*findings, *told))


def _differ(then: set[str], now: set[str]) -> bool:
    """Whether a figure has changed. One cause may gather more places or fewer, as other rules run beside."""
    return not (then <= now or now <= then)


# What is wrong with a waiver


def _expired(entry: Entry, lang: str) -> Finding:
    day = "/".join(reversed(entry.until.split("-")))
    return _finding(EXPIRED, "date", "warning", entry, pick(
        lang, f"Ghi chú cho {_about(entry)} đã hết hạn ngày {day}", f"The waiver of {_about(entry)} expired on {day}",
    ), pick(lang, "Sửa báo cáo, hoặc xem xét lại rồi gia hạn.", "Mend the report, or review it and extend the waiver."))


def _changed(entry: Entry, finding: Finding, lang: str) -> Finding:
    was, now = ", ".join(entry.values), ", ".join(values_of(finding))
    return _finding(CHANGED, "cross", "warning", entry, pick(
        lang, f"Số liệu đã đổi từ khi ghi chú cho {_about(entry)}: “{was}” nay là “{now}”",
        f"The figures have changed since the waiver of {_about(entry)}: “{was}” is now “{now}”",
    ), pick(lang, "Xem xét lại với số liệu mới rồi ghi chú lại.", "Review the new figures, then waive again."))


def _unused(entry: Entry, lang: str) -> Finding:
    return _finding(UNUSED, "missing", "info", entry, pick(
        lang, f"Ghi chú cho {_about(entry)} không còn ứng với phát hiện nào",
        f"The waiver of {_about(entry)} fits no finding any more",
    ), pick(lang, "Xóa mục này khỏi tệp.", "Delete the entry."))


def _about(entry: Entry) -> str:
    return f"{entry.rule or '?'} [{entry.fingerprint[:8]}]"


def _finding(rule: str, category: str, severity: Severity, entry: Entry, message: str, help_: str) -> Finding:
    place = Location("primary", "", entry.line, 1, entry.line, 2, None, "", "", "", path=entry.file)
    digest = sha256(f"{rule}|{entry.fingerprint}".encode()).hexdigest()
    return Finding(rule, category, severity, "sure", message, (place,), help_, fingerprint=digest[:16])


# Waiver files


def read_waivers(path: str, lang: str = "vi") -> tuple[Entry, ...]:
    """The entries of a waiver file. Raises UsageError with every mistake in it."""
    from cchc_lint.rules.source import Source, SyntaxMistake

    try:
        source = Source(Path(path), path)
    except OSError as error:
        raise UsageError(f"{path}: {os_reason(error, lang)}") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path}: " + pick(lang, "không phải văn bản UTF-8", "no UTF-8 text")) from None
    except SyntaxMistake as error:
        raise UsageError(f"{path}:{error.line}:{error.column}: {error.message}") from None
    data = source.data or {}
    listed = data.get("waivers", []) if isinstance(data, dict) else None
    if not isinstance(listed, list) or set(data) - {"waivers"}:
        raise UsageError(f"{path}:1:1: " + pick(
            lang, "tệp phải gồm một khóa “waivers” là danh sách", "the file must hold one key “waivers” with a list"))
    entries, mistakes = [], []
    for at, each in enumerate(listed):
        line = source.value(("waivers", at)).line
        wrong = list(_mistakes(each, lang))
        mistakes += [f"{path}:{line}: {mistake}" for mistake in wrong]
        if not wrong:
            entries.append(_entry(path, line, each))
    if mistakes:
        raise UsageError("\n".join(mistakes))
    return tuple(entries)


def _entry(path: str, line: int, data: Mapping[str, Any]) -> Entry:
    return Entry(
        path, line, data["report"], str(data["fingerprint"]), data.get("rule", ""), data.get("kind", "explained"),
        tuple(map(str, data.get("values", ()))), data["reason"], data["by"], str(data.get("until", "")))


def _mistakes(data: Any, lang: str) -> Iterator[str]:
    say = partial(pick, lang)
    if not isinstance(data, dict):
        yield say(f"phải gồm các khóa: {', '.join(_KEYS)}", f"must hold keys: {', '.join(_KEYS)}")
        return
    for key in data:
        if key not in _KEYS:
            yield say(f"không có khóa “{key}”", f"no such key “{key}”") + did_you_mean(str(key), _KEYS, lang)
    for key in _NEEDED:
        if not str(data.get(key) or "").strip():
            yield say(f"thiếu “{key}”", f"“{key}” is missing")
    for key in _NEEDED:
        if key in data and not isinstance(data[key], str):
            yield say(f"“{key}” phải là văn bản: viết trong dấu nháy", f"“{key}” must be a text: write it in quotes")
    if data.get("kind", "explained") not in ("explained", "accepted"):
        yield say("kind chỉ nhận: explained, accepted", "kind is one of: explained, accepted")
    if not isinstance(data.get("values", []), list):
        yield say("values phải là một danh sách", "values must be a list")
    elif not all(isinstance(each, str) for each in data.get("values", [])):
        yield say("values: viết từng số liệu trong dấu nháy, đúng như trong báo cáo",
                  "values: write each figure in quotes, as it stands in the report")
    try:
        date.fromisoformat(str(data.get("until") or "2000-01-01"))
    except ValueError:
        yield say("until phải có dạng 2026-12-31", "until must have the form 2026-12-31")


def add_waivers(path: str, entries: Sequence[Mapping[str, object]], lang: str = "vi") -> None:
    """Writes entries at the end of a waiver file, whose comments stay. Raises UsageError where it cannot be done."""
    import yaml

    told = yaml.safe_dump(list(entries), allow_unicode=True, sort_keys=False, width=110)
    new = "".join(f"  {line}\n" for line in told.splitlines())
    file = Path(path)
    try:
        old = file.read_text("utf-8-sig") if file.exists() else "waivers:\n"
        if file.exists():
            read_waivers(path, lang)  # a broken file is not made longer
        if not old.strip().endswith("[]"):
            file.write_text(old.rstrip("\n") + "\n" + new, "utf-8")
        else:
            file.write_text(old.rstrip()[:-2].rstrip() + "\n" + new, "utf-8")
    except OSError as error:
        raise UsageError(f"{path}: {os_reason(error, lang)}") from None
    try:
        read_waivers(path, lang)
    except UsageError:
        file.write_text(old, "utf-8")
        raise UsageError(f"{path}: " + pick(
            lang, "không thêm được: hãy viết mỗi mục trên dòng riêng, thụt vào 2 dấu cách",
            "cannot be added to: let each entry stand on lines of its own, indented by 2 blanks")) from None
