"""Prints what the rule engine costs: python tests/benchmarks/engine.py

60 relate rules over 100 facts in 1,000 parsed reports; the budget is 0.5 s, 8 µs for each evaluation with the
binding of its facts. Every report has figures of its own, all rules are evaluated and hold.
"""

from __future__ import annotations

import time
from fractions import Fraction

from cchc_lint.catalogue import concepts
from cchc_lint.check import Tally, run_rule
from cchc_lint.document import Document, Origin, Span
from cchc_lint.interval import exactly, rounded
from cchc_lint.report import Fact, Header, Mention, Number, Report
from cchc_lint.rules.compile import compile_rule
from cchc_lint.rules.rule import Rule
from cchc_lint.rules.values import at_decimals
from cchc_lint.rules.view import View

REPORTS, RULES, FACTS, BUDGET, RUNS = 1000, 60, 100, 0.5, 3


def main() -> None:
    names = list(concepts())[:FACTS]
    rules = [_rule(i, names) for i in range(RULES)]
    best = min(_check(rules, [_report(i, names) for i in range(REPORTS)]) for _ in range(RUNS))
    print(f"{RULES} rules × {FACTS} facts × {REPORTS} reports: {best:.3f} s (budget {BUDGET} s), "
          f"{best / RULES / REPORTS * 1e6:.2f} µs an evaluation")


def _check(rules: list[Rule], reports: list[Report]) -> float:
    start = time.process_time()
    for report in reports:
        view, tally = View(report), Tally()
        for rule in rules:
            run_rule(rule, view, None, "vi", tally)
        assert tally.counts["ok"] == len(rules), tally.counts
    return time.process_time() - start


def _rule(i: int, names: list[str]) -> Rule:
    """A bound, a sum or a percentage over figures that _report makes fit."""
    a, b, total, percent = (names[4 * (i % 25) + k] for k in range(4))
    text = (f"{a} <= {total}", f"{total} == {a} + {b}", f"{percent} == pct({a}, {total})")[i % 3]
    return compile_rule({
        "id": f"BEN{i}", "kind": "relate", "title": "t", "category": "sum", "severity": "error", "assert": text,
        "message": "m",
    })


def _report(i: int, names: list[str]) -> Report:
    facts = []
    for k, name in enumerate(names):
        a, b = 100 + i + k // 4, 300 + 2 * i + k // 4
        value = (a, b, a + b, None)[k % 4]
        if value is None:
            written = at_decimals(Fraction(100 * a, a + b), 2)
            number = Number(Span(10 * k, 10 * k + 5), str(written), written, rounded(written, 2), "%", decimals=2)
        else:
            number = Number(Span(10 * k, 10 * k + 5), str(value), value, exactly(value))
        facts.append(Fact(name, "whole", "all", (Mention(number, "table", -1),)))
    document = Document("", "text", "", " " * 1200, (), Origin(" " * 1200))
    return Report(document, Header(), None, "", facts=tuple(facts))


if __name__ == "__main__":
    main()
