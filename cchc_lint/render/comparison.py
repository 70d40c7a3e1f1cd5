"""A comparison of two versions, as text for people and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from cchc_lint.compare import Comparison, Stale
from cchc_lint.finding import FileResult, Finding, Location
from cchc_lint.render.json import finding_data, location_data
from cchc_lint.render.said import short_id, short_stamp
from cchc_lint.version import __version__
from cchc_lint.words import SEVERITY, Text, period_name, pick, word

_STALE: dict[str, Text] = {
    "period": ("còn ghi kỳ trước", "still names the old period"),
    "date": ("ngày thuộc kỳ trước", "a day of the old period"),
    "figures": ("đoạn văn và số liệu giữ nguyên", "paragraph and figures unchanged"),
    "row": ("số liệu giữ nguyên", "figure unchanged"),
}


def as_text(found: Comparison, old: FileResult, new: FileResult, rules_sha256: str, lang: str = "vi") -> str:
    stamp = short_stamp(lang, rules_sha256, (old.sha256, new.sha256))
    return "\n".join([*_lines(found, old, new, lang), "", stamp]) + "\n"


def as_json(found: Comparison, old: FileResult, new: FileResult, rules_sha256: str) -> str:
    data = {
        "version": 1,
        "tool": {"name": "cchc-lint", "version": __version__, "rules_sha256": rules_sha256},
        **{name: {"path": file.path, "sha256": file.sha256, "period": file.report and file.report.period}
           for name, file in (("old", old), ("new", new))},
        "next_period": found.next_period,
        **{name: [finding_data(each) for each in getattr(found, name)] for name in ("fixed", "left", "appeared")},
        "changed": [_located(asdict(each), each.location) for each in found.changed],
        "stale": [_located(asdict(each), each.location) for each in found.stale],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _located(data: dict[str, Any], place: Location) -> dict[str, Any]:
    return data | {"location": location_data(place)}


def _lines(found: Comparison, old: FileResult, new: FileResult, lang: str) -> Iterator[str]:
    yield f"{_named(old, lang)} → {_named(new, lang)}"
    yield ""
    for title, findings, path in (
        (("Đã sửa", "Fixed"), found.fixed, old.path), (("Còn lại", "Still there"), found.left, new.path),
        (("Mới", "New"), found.appeared, new.path),
    ):
        yield from _section(title, [_finding(each, path, lang) for each in findings], lang)
    changed = [f"{_at(each.location, new.path)}: {each.name}: {each.old} → {each.new}" for each in found.changed]
    yield from _section(("Số liệu đã đổi", "Figures that changed"), changed, lang)
    if found.next_period:
        stale = [_stale(each, new.path, lang) for each in found.stale]
        title = ("Giữ nguyên từ kỳ trước, cần xem lại", "Left from the old period: look again")
        yield from _section(title, stale, lang)


def _section(title: Text, lines: Sequence[str], lang: str) -> Iterator[str]:
    yield f"{pick(lang, *title)}: {len(lines)}"
    yield from (f"  {line}" for line in lines)


def _named(file: FileResult, lang: str) -> str:
    period = file.report.period if file.report else None
    return file.path + (f" ({period_name(period, lang)})" if period else "")


def _finding(finding: Finding, path: str, lang: str) -> str:
    place = finding.locations[0]
    severity = word(SEVERITY, finding.severity, lang)
    return f"{_at(place, path)}: {severity} {finding.rule} {finding.message}  [{short_id(finding)}]"


def _stale(each: Stale, path: str, lang: str) -> str:
    what = pick(lang, *_STALE[each.kind])
    label = f"{each.location.label}: " if each.location.label else ""
    return f"{_at(each.location, path)}: {what}: {label}{', '.join(each.texts)}"


def _at(place: Location, path: str) -> str:
    return f"{path}:{place.line}:{place.column}" if place.line else path
