"""JUnit XML, as Jenkins and GitLab read it: a test suite for each file.

A finding is a failed test, one that somebody accepted a skipped one, and so is a rule that could not run; a file
that could not be checked is an error. One passed test stands for all checks that held: `assertions` counts them.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from cchc_lint.finding import FileResult, Finding, Result, Unchecked
from cchc_lint.render import PLAIN, Display
from cchc_lint.render.said import checked, details, posix, primary, printable, stamp, waived, where
from cchc_lint.version import __version__
from cchc_lint.words import REASON, pick, word


def render(result: Result, *, lang: str = "vi", display: Display = PLAIN) -> str:
    suites = [line for file in checked(result) for line in _suite(file, result, lang)]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', _open("testsuites", name="cchc-lint"), *suites, "</testsuites>"]
    return "\n".join(lines) + "\n"


def _suite(file: FileResult, result: Result, lang: str) -> Iterator[str]:
    failures = sum(each.counts for each in file.findings)
    skipped = len(file.findings) - failures + len(file.unchecked)
    passed = [] if file.error else [_passed(file, lang)]
    name = posix(file.path)
    tests = failures + skipped + 1
    yield _open("testsuite", name=name, tests=tests, failures=failures,
                errors=int(bool(file.error)), skipped=skipped)
    yield "<properties>"
    for key, value in (("tool", f"cchc-lint {__version__}"), ("rules_sha256", result.rules_sha256),
                       ("sha256", file.sha256)):
        yield _open("property", "/", name=key, value=value)
    yield "</properties>"
    if file.error:
        yield _case(name, "cchc-lint", _open("error", "/", message=file.error))
    for finding in file.findings:
        yield _finding(file, finding, lang)
    for each in file.unchecked:
        yield _case(name, each.rule, _open("skipped", "/", message=_why(each, lang)))
    yield from passed
    yield _element("system-out", stamp(result))
    yield "</testsuite>"


def _finding(file: FileResult, finding: Finding, lang: str) -> str:
    place = primary(finding)
    name = f"{finding.rule}: {finding.message}"
    line: dict[str, object] = {"line": place.line} if place and place.line else {}
    if not finding.counts and finding.waiver:
        inner = _open("skipped", "/", message=waived(finding.waiver, lang))
    else:
        told = "\n".join([where(finding, lang), place.excerpt if place else "", *details(finding, lang)])
        inner = _element("failure", told.strip("\n"), type=finding.severity, message=finding.message)
    return _case(posix(file.path), name, inner, file=posix((place.path if place else "") or file.path), **line)


def _passed(file: FileResult, lang: str) -> str:
    held = file.checks.ok
    name = pick(lang, f"{held} phép kiểm tra đạt", f"{held} checks held")
    return _open("testcase", "/", classname=posix(file.path), name=name, assertions=held)


def _why(unchecked: Unchecked, lang: str) -> str:
    names = f": {', '.join(unchecked.names)}" if unchecked.names else ""
    return word(REASON, unchecked.reason, lang) + names


def _case(classname: str, name: str, inner: str, /, **more: object) -> str:
    return _open("testcase", classname=classname, name=name, **more) + inner + "</testcase>"


def _open(tag: str, end: str = "", /, **attributes: object) -> str:
    said = "".join(f" {key}={quoteattr(printable(str(value)))}" for key, value in attributes.items())
    return f"<{tag}{said}{end}>"


def _element(tag: str, text: str, /, **attributes: object) -> str:
    return f"{_open(tag, **attributes)}{escape(printable(text))}</{tag}>"
