"""Two versions of a submission: what was mended, what is left, what is new; and what was left as it was.

For the reviewer who gets the corrected file, and for the author who starts from last period's: there, what should
have changed and did not are paragraphs that name the old period or a day in it, or tell the same figures, and
counts of the appendix that stand as they stood.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from cchc_lint.catalogue import concepts
from cchc_lint.document import Span
from cchc_lint.finding import FileResult, Finding, Location
from cchc_lint.report import Fact, Mention, Period, Report
from cchc_lint.rules.view import View
from cchc_lint.words import pick

Key = tuple[str, str, str]  # concept, scope, channel
_KINDS = ("paragraph", "footnote", "line")
_TOLD = ("report", "told", "until", "other")  # roles of a period that is told of, not planned for or compared with
_FEWEST = 2  # figures of a paragraph that are alike by more than chance


@dataclass(frozen=True, slots=True)
class Changed:
    """A figure that both versions tell, differently; location: in the new one."""

    concept: str
    scope: str
    channel: str
    name: str
    old: str
    new: str
    location: Location


@dataclass(frozen=True, slots=True)
class Stale:
    """What stands as it stood in the report of another period. texts: the period, days or figures that show it."""

    kind: Literal["period", "date", "figures", "row"]
    texts: tuple[str, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class Comparison:
    """fixed: findings of the old version; left, appeared: of the new one. stale: only where the periods differ."""

    fixed: tuple[Finding, ...]
    left: tuple[Finding, ...]
    appeared: tuple[Finding, ...]
    changed: tuple[Changed, ...]
    stale: tuple[Stale, ...]
    next_period: bool


def compare(old: Report, new: Report, before: FileResult, after: FileResult, *, lang: str = "vi") -> Comparison:
    """Two reports and what was found in each. Findings are the same by their fingerprints."""
    was, now = ({each.fingerprint for each in file.findings} for file in (before, after))
    other = old.period is not None and new.period is not None and _span(old.period) != _span(new.period)
    return Comparison(
        fixed=tuple(each for each in before.findings if each.fingerprint not in now),
        left=tuple(each for each in after.findings if each.fingerprint in was),
        appeared=tuple(each for each in after.findings if each.fingerprint not in was),
        changed=tuple(_changed(old, new, lang)),
        stale=tuple(_stale(old, new)) if other else (),
        next_period=other,
    )


def _span(period: Period) -> tuple[object, object]:
    return period.start, period.end


# Figures


def _changed(old: Report, new: Report, lang: str) -> Iterator[Changed]:
    view, was = View(new), {_key(fact): _first(fact) for fact in old.facts}
    for fact in new.facts:
        before, now = was.get(_key(fact)), _first(fact)
        if before is None or before.number.value == now.number.value:
            continue
        concept = concepts().get(fact.concept)
        yield Changed(
            *_key(fact), pick(lang, concept.vi, concept.en) if concept else fact.concept,
            before.number.text, now.number.text, view.location(now.number.span, "", primary=True))


def _key(fact: Fact) -> Key:
    return fact.concept, fact.scope, fact.channel


def _first(fact: Fact) -> Mention:
    """The telling that counts: the appendix's, else the first."""
    return next((each for each in fact.mentions if each.source == "table"), fact.mentions[0])


# What was left as it was


def _stale(old: Report, new: Report) -> Iterator[Stale]:
    view = View(new)
    same = {_folded(old, block.span) for block in old.document.blocks if block.kind in _KINDS} - {""}
    for block in new.document.blocks:
        if block.kind in _KINDS and _folded(new, block.span) in same:
            found = _signs(old, new, block.span)
            if found:
                kind, spans = found
                texts = tuple(dict.fromkeys(new.document.slice(span) for span in spans))
                yield Stale(kind, texts, view.location(spans[0], "", primary=True))
    yield from _rows(old, new, view)


def _folded(report: Report, span: Span) -> str:
    return " ".join(report.document.slice(span).split()).casefold()


def _signs(old: Report, new: Report, block: Span) -> tuple[Literal["period", "date", "figures"], list[Span]] | None:
    """What in an unchanged paragraph shows that it is of the old period, the surest sign first."""
    assert old.period is not None
    assert new.period is not None
    past = old.period
    periods = [each.span for each in new.periods if block.covers(each.span) and each.role in _TOLD
               and (each.kind, each.year, each.index) == (past.kind, past.year, past.index)]
    if periods:
        return "period", periods
    dates = [each.span for each in new.dates if block.covers(each.span) and each.role in ("event", "until")
             and each.value and past.cutoff_start <= each.value < new.period.cutoff_start]
    if dates:
        return "date", dates
    cited = [each.span for each in new.citations if block.covers(each.span)]
    told = [each.span for each in new.sentences if block.covers(each.span) and each.tense != "planned"]
    figures = [each.span for each in new.numbers if any(s.covers(each.span) for s in told) and each.unit
               and not any(span.covers(each.span) for span in cited)]
    return ("figures", figures) if len(figures) >= _FEWEST else None


def _rows(old: Report, new: Report, view: View) -> Iterator[Stale]:
    """Counts of what was done in a period that are the same in another one."""
    was = {_key(fact): _first(fact) for fact in old.facts}
    for fact in new.facts:
        concept, before, now = concepts().get(fact.concept), was.get(_key(fact)), _first(fact)
        if before is None or now.row is None or before.row is None or concept is None or concept.time != "flow":
            continue
        if now.number.value == before.number.value != 0:
            yield Stale("row", (now.number.text,), view.location(now.number.span, concept.vi, primary=True))
