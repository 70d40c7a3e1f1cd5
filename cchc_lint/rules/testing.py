"""Runs the tests that rules carry.

`given` holds figures of facts ({staff.civil.present: "90", staff.civil.quota@communes: "85"}, or by source:
{staff.civil.present: {table: "90", prose: "85"}}), or `text`: a small report that the real parser reads, or `it`:
the attributes of one made-up thing; `report` sets form, level, period and date. `marks` are the texts that
the findings must point at first. A report without those is one that the rule applies to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar

from cchc_lint.document import Document, Origin, Span
from cchc_lint.kinds import KINDS
from cchc_lint.kinds.outcome import OK, Result, Trial
from cchc_lint.report import DateMention, Fact, Header, Mention, Number, Period, Report
from cchc_lint.rules.compile import compile_rule
from cchc_lint.rules.model import CHANNELS, RECORDS, SCOPES, element, record_of
from cchc_lint.rules.nodes import Stub
from cchc_lint.rules.rule import Rule
from cchc_lint.rules.view import View
from cchc_lint.words import did_you_mean, say

_HEADER = ("form", "level", "agency", "province", "title", "number", "date", "period")
STATES = ("violated", "ok", "unknown", "not_applicable")  # the first that occurs is the state of a test


@dataclass(frozen=True, slots=True)
class TestOutcome:
    """How one test went; number counts the rule's tests from 1; got: a state, or "error"."""

    __test__: ClassVar[bool] = False  # not a case for pytest

    number: int
    expected: str
    got: str
    detail: str = ""

    @property
    def passed(self) -> bool:
        return self.expected == self.got and not self.detail


def run_tests(rule: Rule) -> list[TestOutcome]:
    """The outcome of every test of a rule, in order. Never raises: a test that crashes failed."""
    outcomes = []
    for number_, test in enumerate(rule.tests, 1):
        try:
            got, detail = _run(rule, test)
        except Exception as error:
            got, detail = "error", f"{type(error).__name__}: {error}"
        outcomes.append(TestOutcome(number_, test["expect"], got, detail))
    return outcomes


def _run(rule: Rule, test: Mapping[str, Any]) -> tuple[str, str]:
    given = test["given"]
    view = View(_report(rule, given))
    view.stated.update(_stated(given.get("report", {})))
    tried = compile_rule(rule.spec, tests=True)
    if "it" in given:
        selector = next(rule.spec[key] for key in ("each", "exists", "absent") if key in rule.spec)
        listed = given["it"] if isinstance(given["it"], list) else [given["it"]]
        stubs = [_stub(each, record_of(selector), at) for at, each in enumerate(listed)]
        view.items(selector, lambda view: stubs)
    if not tried.applies.to(view.report):
        return "not_applicable", ""
    results: list[Result] = list(KINDS[tried.kind].run(tried, view, "vi"))
    outcomes = [OK if isinstance(result, Trial) else result for result in results]
    states = {outcome.state for outcome in outcomes if outcome.times}
    got = next((state for state in STATES if state in states), "not_applicable")
    if got == "violated":
        # The message is filled in as a finding's would be: a placeholder that cannot be is a failure.
        for violation in (o.violation for o in outcomes if o.violation):
            for lang in ("vi", "en"):
                tried.program.messages.get(lang).fill(violation.env, violation.words)
    wanted = test.get("marks")
    if wanted is None:
        return got, ""
    marked = [view.text(o.violation.marks[0].span) for o in outcomes if o.violation]
    return got, "" if marked == list(wanted) else say(
        f"đánh dấu {marked}, cần {list(wanted)}", f"marks {marked}, not {list(wanted)}")


# The report of a test


def _report(rule: Rule, given: Mapping[str, Any]) -> Report:
    report = _parsed(given["text"]) if "text" in given else _blank(_padded(given))
    facts = tuple(_facts(given))
    return _with_header(replace(report, facts=facts) if facts else report, rule, given.get("report", {}))


def _parsed(text: str) -> Report:
    from cchc_lint.parse import parse
    from cchc_lint.read.text import from_text

    return parse(from_text(text))


def _padded(given: Mapping[str, Any]) -> str:
    """A text long enough for the spans of made-up figures."""
    return " " * (20 * len(given) * 4 + 20)


def _blank(text: str) -> Report:
    document = Document("", "text", "", text, (), Origin(text))
    return Report(document, Header(), None, "")


def _with_header(report: Report, rule: Rule, given: Mapping[str, Any]) -> Report:
    """The report with what the test states of it, and else with what the rule applies to."""
    header, applies = report.header, rule.applies
    header = replace(
        header,
        level=given.get("level") or header.level or _first(applies.level),
        **{key: given[key] for key in ("agency", "province", "title", "number") if key in given},
    )
    if "date" in given:
        header = replace(header, date=_date(str(given["date"])))
    return replace(
        report, header=header, form=str(given.get("form") or report.form or _first(applies.form)),
        period=_period(given.get("period"), applies.period) or report.period,
    )


def _first(values: tuple[str, ...]) -> Any:
    return values[0] if values else ""


def _stated(given: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Attributes of the report that the test states outright, beside those that make up a header."""
    for name, value in given.items():
        if name not in RECORDS["report"]:
            near = did_you_mean(name, RECORDS["report"])
            raise ValueError(say(f"báo cáo không có «{name}»{near}", f"a report has no «{name}»{near}"))
        if name not in _HEADER:
            yield name, _made(value, RECORDS["report"][name].type)


def _date(text: str) -> DateMention:
    day = date.fromisoformat(text)
    return DateMention(Span(0, 0), text, day, day.day, day.month, day.year, "report")


def _period(given: Mapping[str, Any] | None, kinds: tuple[str, ...]) -> Period | None:
    from cchc_lint.parse.periods import reporting_period

    if given is not None:
        return reporting_period(given["kind"], given["year"], given.get("index"))
    return reporting_period(kinds[0], 2024, 1) if kinds else None  # type: ignore[arg-type]


def _facts(given: Mapping[str, Any]) -> Iterator[Fact]:
    """The facts of a test; figures stand one after another."""
    at = 0
    for name, told in given.items():
        if name in ("text", "report", "it"):
            continue
        concept, _, where = name.partition("@")
        words = where.split(".")
        scope = next((word for word in words if word in SCOPES), "whole")
        channel = next((word for word in words if word in CHANNELS), "all")
        mentions: list[Mention] = []
        by_source: dict[Any, Any] = told if isinstance(told, dict) else {"table": told}
        for source, value in by_source.items():
            mentions.append(Mention(number(str(value), at), source, 0))
            at += 20
        yield Fact(concept, scope, channel, tuple(mentions))


def number(text: str, at: int = 0) -> Number:
    """The figure that a test writes: "12.215", "66,67%", "trên 70". ValueError where it is none."""
    from cchc_lint.parse.numbers import find_numbers, read_number

    found = read_number(text, at) if text[:1].isdecimal() else next(iter(find_numbers(text, at, ())), None)
    if found is None:
        raise ValueError(say(f"«{text}» không phải số liệu", f"«{text}» is no figure"))
    return found


# A made-up thing


def _stub(given: Mapping[str, Any], record: str, at: int = 0) -> Stub:
    """The thing that dotted names describe: {percent: "66,67%", sentence.tense: done}."""
    stub = Stub()
    for name, value in given.items():
        first, _, rest = name.partition(".")
        type_ = RECORDS[record][first].type
        if rest:
            inner = stub.setdefault(first, Stub())
            inner.update(_stub({rest: value}, type_))
        else:
            stub[first] = _made(value, type_)
    stub.setdefault("span", Span(at, at))
    return stub


def _made(value: Any, type_: str) -> Any:
    if value is None:
        return None
    if type_.endswith("*"):
        return [_made(each, element(type_)) for each in value]
    if type_ in RECORDS:
        return _stub(value, type_)
    if type_ == "quantity":
        return number(str(value))
    if type_ == "day":
        return date.fromisoformat(str(value))
    return str(value) if type_ == "text" else value
