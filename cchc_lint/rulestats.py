"""How the rules fare on real reports: which never find anything, which can never run, which take longest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from time import perf_counter_ns

from cchc_lint.check import Tally, day_of, run_rule
from cchc_lint.report import Report
from cchc_lint.rules.rule import RuleSet
from cchc_lint.rules.view import View
from cchc_lint.words import Text, pick

_SLOWEST = 10
_STATES = ("violated", "ok", "unknown", "error")


@dataclass(frozen=True, slots=True)
class Use:
    """Of one rule: in how many reports it found something, held, or could not run; nanoseconds in all of them."""

    rule: str
    title: str
    fired: int
    held: int
    unknown: int
    crashed: int
    reports: int
    time: int

    @property
    def idle(self) -> bool:
        """Whether it never had anything to say of any report."""
        return not (self.fired or self.held or self.unknown or self.crashed)


def rule_stats(reports: Iterable[Report], rules: RuleSet, *, lang: str = "vi") -> list[Use]:
    """One entry for each rule, in their order."""
    counts = {rule.id: dict.fromkeys(_STATES, 0) for rule in rules.rules}
    times = dict.fromkeys(counts, 0)
    number = 0
    for number, report in enumerate(reports, 1):  # noqa: B007
        view, day = View(report), day_of(report)
        for rule in rules.rules:
            tally, begun = Tally(), perf_counter_ns()
            run_rule(rule, view, day, lang, tally)
            times[rule.id] += perf_counter_ns() - begun
            for state in _STATES:
                counts[rule.id][state] += bool(tally.counts[state])
    return [
        Use(rule.id, rule.title.get(lang), seen["violated"], seen["ok"], seen["unknown"], seen["error"], number,
            times[rule.id])
        for rule in rules.rules for seen in (counts[rule.id],)
    ]


def as_text(uses: Sequence[Use], lang: str = "vi") -> str:
    """A table of all rules, then those that never fired, those always unknown, the slowest."""
    head = (("Quy tắc", "Rule"), ("báo", "fired"), ("đạt", "held"), ("không rõ", "unknown"), ("sự cố", "crashed"))
    rule, *names = (pick(lang, *each) for each in head)
    lines = [f"{rule:<10} " + " ".join(f"{name:>8}" for name in names)]
    lines += [f"{use.rule:<10} {use.fired:>8} {use.held:>8} {use.unknown:>8} {use.crashed:>8}" for use in uses]
    listed: tuple[tuple[Text, list[str]], ...] = (
        (("Chưa báo lần nào", "Never fired"), [use.rule for use in uses if not use.fired]),
        (("Lần nào cũng không kiểm tra được", "Always unknown"),
         [use.rule for use in uses if use.unknown and use.unknown == use.reports and not (use.fired or use.held)]),
        (("Không gặp đối tượng nào", "Met nothing"), [use.rule for use in uses if use.idle]),
        (("Chậm nhất (mili giây mỗi báo cáo)", "Slowest (milliseconds for each report)"),
         [f"{use.rule} {_milliseconds(use)}" for use in sorted(uses, key=lambda each: -each.time)[:_SLOWEST]]),
    )
    for title, names in listed:
        lines += ["", f"{pick(lang, *title)} ({len(names)}): {', '.join(names) or '–'}"]
    return "\n".join(lines) + "\n"


def _milliseconds(use: Use) -> str:
    hundredths = use.time // max(use.reports, 1) // 10_000
    return f"{hundredths // 100}.{hundredths % 100:02}"
