"""Runs rules over a report: the states of every evaluation, the findings, what could not be checked.

    check_report(report, rules) -> FileResult

A rule that crashes is one finding about itself, and the others go on.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from cchc_lint.document import Span
from cchc_lint.finding import Checks, Figures, FileResult, Finding, Location, Operand, ReportInfo, Suggestion, Unchecked
from cchc_lint.interval import INFINITY, Exact
from cchc_lint.kinds import KINDS
from cchc_lint.kinds.outcome import Mark, Outcome, Result, Trial
from cchc_lint.kinds.require import start_of
from cchc_lint.report import Report
from cchc_lint.rules.rule import Rule, RuleSet
from cchc_lint.rules.view import View
from cchc_lint.suspects import Evaluated, Group, grouped, guards
from cchc_lint.words import pick

_DIGIT = re.compile(r"\d")


@dataclass(slots=True)
class Tally:
    """What the rules gave so far: counts by state, and the evaluations that matter later."""

    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(Checks.__slots__, 0))
    held: list[tuple[Rule, Trial]] = field(default_factory=list)
    violated: list[Evaluated] = field(default_factory=list)
    unchecked: dict[tuple[str, str], dict[str, None]] = field(default_factory=dict)
    crashes: list[tuple[Rule, Exception]] = field(default_factory=list)

    def add(self, rule: Rule, result: Result) -> None:
        if type(result) is Trial:
            self.counts["ok"] += 1
            self.held.append((rule, result))
            return
        assert isinstance(result, Outcome)
        self.counts[result.state] += result.times
        if result.state == "unknown":
            self.unchecked.setdefault((rule.id, result.reason), {}).update(dict.fromkeys(result.names))
        elif result.state == "violated":
            self.violated.append(Evaluated(rule, result))

    def checked(self) -> set[Span]:
        """Where the figures stand that took part in a check of what they are worth."""
        trials = [trial for rule, trial in self.held if guards(rule)]
        trials.extend(v.outcome.trial for v in self.violated if v.outcome.trial and guards(v.rule))
        return {number.span for trial in trials for number in trial.figures()}

    def crash(self, rule: Rule, error: Exception) -> None:
        self.counts["error"] += 1
        self.unchecked.setdefault((rule.id, "error"), {})[f"{type(error).__name__}: {error}"] = None
        self.crashes.append((rule, error))


def check_report(report: Report, rules: RuleSet, *, lang: str = "vi") -> FileResult:
    """What the rules say of one report. Never raises for a rule's sake: see `Checks.error`."""
    view = View(report)
    tally = Tally()
    day = day_of(report)
    for rule in rules.rules:
        run_rule(rule, view, day, lang, tally)
    groups = grouped(tally.violated, [trial for rule, trial in tally.held if guards(rule)])
    findings = []
    for group in groups:
        try:
            findings.append(_finding(group, view, day, lang))
        except Exception as error:  # a message that cannot be filled in
            tally.crash(group.members[0].rule, error)
    findings.extend(_about_rule(rule, error, view, lang) for rule, error in tally.crashes)
    findings.sort(key=_place_of)
    return FileResult(
        path=report.document.path, sha256=report.document.sha256, report=_info(report),
        findings=_fingerprinted(findings),
        unchecked=tuple(Unchecked(rule, reason, tuple(names)) for (rule, reason), names in tally.unchecked.items()),
        checks=Checks(**tally.counts), figures=_figures(view, tally.checked()), notes=report.document.notes,
        document=report.document,
    )


def run_rule(rule: Rule, view: View, day: date | None, lang: str, tally: Tally) -> None:
    """Adds to the tally what one rule says of a report, on the day that decides what is in force."""
    in_force = rule.in_force(day)
    if in_force is None:
        tally.add(rule, Outcome("unknown", reason="missing", names=("report.date",)))
        return
    if not in_force or not rule.applies.to(view.report):
        tally.add(rule, Outcome("not_applicable"))
        return
    try:
        for outcome in KINDS[rule.kind].run(rule, view, lang):
            tally.add(rule, outcome)
    except Exception as error:
        tally.crash(rule, error)


def day_of(report: Report) -> date | None:
    """The report's date; where that is blank, the end of its period."""
    written = report.header.date
    if written and written.value:
        return written.value
    return report.period.end if report.period else None


# Findings


def _finding(group: Group, view: View, day: date | None, lang: str) -> Finding:
    """One finding of violations with one cause: the clearest one's words, and every place of them all."""
    rule, outcome = group.members[0]
    violation = outcome.violation
    assert violation is not None
    violations = [member.outcome.violation for member in group.members if member.outcome.violation]
    marks = {mark.span: mark for each in reversed(violations) for mark in reversed(each.marks)}
    # A figure whose slip explains everything is the one to look at, whichever rule speaks.
    first = group.suspect if group.suspect and group.suggestions else violation.marks[0].span
    marks.setdefault(first, Mark(first))
    own = {mark.span: mark for mark in reversed(violation.marks)}
    spans = [first, *sorted(span for span in marks if span != first)]
    locations = tuple(
        view.location(span, (own.get(span) or marks[span]).label, primary=span == first) for span in spans
    )
    index = {span: i for i, span in enumerate(spans)}
    operands = tuple(
        Operand(mark.name, mark.number.text, _bound(mark.number.interval.low), _bound(mark.number.interval.high),
                mark.number.interval.low_open, mark.number.interval.high_open, index[span])
        for span in spans if (mark := own.get(span) or marks[span]).number is not None
    )
    suggestions = tuple(Suggestion(index[s.span], s.text, s.why.get(lang)) for s in group.suggestions
                        if s.span in index)
    return Finding(
        rule=rule.id, category=rule.category, severity=rule.severity, certainty=rule.certainty,
        message=rule.program.messages.get(lang).fill(violation.env, violation.words),
        locations=locations, help=rule.help.get(lang), basis=rule.basis_on(day),
        fingerprint=f"{rule.id}|{violation.place}|{_DIGIT.sub('0', view.text(violation.marks[0].span))}",
        computation=violation.computation, operands=operands, suggestions=suggestions,
        consequences=tuple(dict.fromkeys(m.rule.id for m in group.members[1:] if m.rule.id != rule.id)),
    )


def _bound(value: Exact) -> str | None:
    return None if abs(value) == INFINITY else str(value)


def _fingerprinted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings with their fingerprints hashed; equals are told apart by their order."""
    seen: dict[str, int] = {}
    done = []
    for finding in findings:
        logical = finding.fingerprint
        seen[logical] = seen.get(logical, 0) + 1
        told_apart = logical if seen[logical] == 1 else f"{logical}|{seen[logical]}"
        done.append(replace(finding, fingerprint=hashlib.sha256(told_apart.encode()).hexdigest()[:16]))
    return tuple(done)


def _about_rule(rule: Rule, error: Exception, view: View, lang: str) -> Finding:
    told = f"{type(error).__name__}: {error}"
    return Finding(
        rule=rule.id, category=rule.category, severity="error", certainty="sure",
        message=pick(lang, f"Quy tắc {rule.id} gặp sự cố nên chưa kiểm tra được: {told}",
                     f"Rule {rule.id} crashed and checked nothing: {told}"),
        locations=(view.location(start_of(view), "", primary=True),), fingerprint=f"{rule.id}|crash",
    )


def _place_of(finding: Finding) -> tuple[Span, str]:
    return finding.locations[0].span or Span(0, 0), finding.rule


# What the result says of the report


def _figures(view: View, checked: set[Span]) -> Figures:
    free = [number.span for number in view.figures if number.span not in checked]
    guarded = tuple(number.span for number in view.figures if number.span in checked)
    return Figures(len(view.figures), len(guarded), _locations(view, free), guarded)


def _locations(view: View, spans: Sequence[Span]) -> tuple[Location, ...]:
    return tuple(view.location(span, "", primary=True) for span in spans)


def _info(report: Report) -> ReportInfo:
    header, period = report.header, report.period
    return ReportInfo(
        agency=header.agency, level=header.level, number=header.number,
        date=header.date.value.isoformat() if header.date and header.date.value else None,
        title=header.title, form=report.form,
        period={"kind": period.kind, "year": period.year, "index": period.index} if period else None,
    )
