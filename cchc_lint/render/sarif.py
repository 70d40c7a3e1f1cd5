"""SARIF 2.1.0 (OASIS), for code scanning services and editors.

Findings are results of kind "fail", their other places relatedLocations, waivers suppressions; a rule that could
not run is a result of kind "open" (its figures are missing) or "notApplicable" (a rate over nothing). The driver tells
of the rules in the language asked for, a translation in the other one. Lines of formats other than text are those
that `cchc-lint parse --text` prints.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from cchc_lint.finding import FileResult, Finding, Location, Result, RuleInfo, Unchecked
from cchc_lint.render import PLAIN, Display
from cchc_lint.render.said import TOOL, details, posix, short_id
from cchc_lint.version import __version__
from cchc_lint.words import LANGUAGES, REASON, pick, word

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVEL = {"error": "error", "warning": "warning", "info": "note"}
_RANK = {"sure": 100, "likely": 70, "debatable": 30}
_TAGS = {"vi": "vi-VN", "en": "en-US"}
_STATUS = {"explained": "underReview", "accepted": "accepted", "baseline": "accepted"}


def render(result: Result, *, lang: str = "vi", display: Display = PLAIN) -> str:
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(result, lang)]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _run(result: Result, lang: str) -> dict[str, Any]:
    index = {rule.id: at for at, rule in enumerate(result.rules)}
    done = [(at, file) for at, file in enumerate(result.files) if not file.skipped]
    other = next(each for each in LANGUAGES if each != lang)
    return {
        "tool": {"driver": {
            "name": TOOL, "version": __version__, "semanticVersion": __version__, "language": _TAGS[lang],
            "rules": [_rule(rule, lang) for rule in result.rules],
            "properties": {"rules_sha256": result.rules_sha256},
        }},
        "translations": [{
            "name": TOOL, "language": _TAGS[other], "translationMetadata": {"name": f"{TOOL} {_TAGS[other]}"},
            "rules": [{"id": rule.id, **_told(rule, other)} for rule in result.rules],
        }],
        "language": _TAGS[lang],
        "columnKind": "unicodeCodePoints",
        "artifacts": [_artifact(file) for file in result.files],
        "invocations": [{
            "executionSuccessful": not any(file.error for _, file in done),
            "toolExecutionNotifications": [_notification(at, file) for at, file in done if file.error],
        }],
        "results": [
            *(_result(at, file, each, index, lang) for at, file in done for each in file.findings),
            *(_open(at, file, each, index, lang) for at, file in done for each in file.unchecked),
        ],
    }


def _rule(rule: RuleInfo, lang: str) -> dict[str, Any]:
    return {
        "id": rule.id, **_told(rule, lang), "defaultConfiguration": {"level": _LEVEL[rule.severity]},
        "properties": {"tags": [rule.category, rule.certainty], "precision": _precision(rule.certainty)},
    }


def _told(rule: RuleInfo, lang: str) -> dict[str, Any]:
    title, help_ = pick(lang, *rule.title), pick(lang, *rule.help)
    basis = rule.basis and f"{pick(lang, 'Căn cứ', 'Basis')}: {rule.basis}"
    help_text = "\n\n".join(each for each in (help_, basis) if each) or title
    return {"shortDescription": {"text": title}, "fullDescription": {"text": title}, "help": {"text": help_text}}


def _precision(certainty: str) -> str:
    """As GitHub code scanning orders alerts."""
    return {"sure": "very-high", "likely": "high"}.get(certainty, "medium")


def _artifact(file: FileResult) -> dict[str, Any]:
    hashes = {"hashes": {"sha-256": file.sha256}} if file.sha256 else {}
    return {"location": {"uri": _uri(file.path)}, **hashes}


def _uri(path: str) -> str:
    """The path as a URI reference; a drive or a root makes it a file: URI."""
    plain = posix(path)
    if plain[1:3] == ":/":
        return "file:///" + plain[0] + ":" + quote(plain[2:], errors="replace")
    return ("file://" if plain.startswith("/") else "") + quote(plain, errors="replace")


def _notification(at: int, file: FileResult) -> dict[str, Any]:
    return {"level": "error", "message": {"text": file.error}, "locations": [_physical(at, file, None)]}


def _result(at: int, file: FileResult, finding: Finding, index: dict[str, int], lang: str) -> dict[str, Any]:
    places = finding.locations
    message = "\n".join([finding.message, *details(finding, lang)])
    found: dict[str, Any] = {
        "ruleId": finding.rule, **_indexed(finding.rule, index),
        "kind": "fail", "level": _LEVEL[finding.severity], "rank": _RANK[finding.certainty],
        "message": {"text": message},
        "locations": [_location(at, file, place) for place in places[:1]],
        "relatedLocations": _related(at, file, places[1:]),
        "partialFingerprints": {"cchcLint/v1": finding.fingerprint},
        "properties": {"category": finding.category, "certainty": finding.certainty, "shortId": short_id(finding)},
    }
    if finding.waiver:
        said = "; ".join(each for each in (finding.waiver.by, finding.waiver.reason) if each)
        found["suppressions"] = [{"kind": "external", "status": _STATUS[finding.waiver.kind], "justification": said}]
    return found


def _open(at: int, file: FileResult, unchecked: Unchecked, index: dict[str, int], lang: str) -> dict[str, Any]:
    names = f": {', '.join(unchecked.names)}" if unchecked.names else ""
    return {
        "ruleId": unchecked.rule, **_indexed(unchecked.rule, index),
        "kind": "notApplicable" if unchecked.reason == "zero-base" else "open", "level": "none",
        "message": {"text": word(REASON, unchecked.reason, lang) + names},
        "locations": [_physical(at, file, None)],
        "properties": {"reason": unchecked.reason},
    }


def _indexed(rule: str, index: dict[str, int]) -> dict[str, int]:
    return {"ruleIndex": index[rule]} if rule in index else {}


def _related(at: int, file: FileResult, places: Sequence[Location]) -> list[dict[str, Any]]:
    return [
        {"id": number, **_location(at, file, place), "message": {"text": place.label or place.text or "…"}}
        for number, place in enumerate(places, 1)
    ]


def _location(at: int, file: FileResult, place: Location) -> dict[str, Any]:
    section = place.section or place.block
    logical = {"logicalLocations": [{"name": section, "kind": "element"}]} if section else {}
    return {**_physical(at, file, place), **logical}


def _physical(at: int, file: FileResult, place: Location | None) -> dict[str, Any]:
    here = {"uri": _uri(file.path), "index": at}
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(place.path)} if place and place.path else here}
    if place and place.line:
        region: dict[str, Any] = {"startLine": place.line, "startColumn": place.column or 1}
        if place.end_line and place.end_column:
            region |= {"endLine": place.end_line, "endColumn": place.end_column}
        if place.text:
            region["snippet"] = {"text": place.text}
        physical["region"] = region
    return {"physicalLocation": physical}
