"""One cause, one finding: violated rules that share a damaged figure become one, and its likeliest slip is found.

A figure that stands in several violated rules is suspected, unless rules that hold vouch for it. Single typing
slips of a suspect (see rules/typos.py) and the values of its neighbours are tried: one that mends all
violations of the group and breaks nothing that holds is suggested.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from cchc_lint.document import Span
from cchc_lint.finding import SEVERITIES
from cchc_lint.interval import Exact, Interval
from cchc_lint.kinds.agree import MANY
from cchc_lint.kinds.outcome import Gap, Outcome, Trial
from cchc_lint.report import Number
from cchc_lint.rules.rule import Rule, Text
from cchc_lint.rules.typos import COMPUTED, NEIGHBOUR, TOLD, Typo, quantity, rewritten, slip, typos
from cchc_lint.rules.values import Quantity, at_decimals

_CERTAINTIES = ("sure", "likely", "debatable")
_MOST_SUGGESTIONS = 3
_MOST_NEIGHBOURS = 40  # figures of a violation whose values are tried for one another
_OF_FIGURES = ("sum", "ratio", "bound", "cross", "unit")
_OR_ANOTHER = Text("hoặc một trong các số còn lại sai", "or one of the other figures is wrong")


def guards(rule: Rule) -> bool:
    """Whether a rule is about what its figures are worth, not about how they are written."""
    return rule.kind in ("relate", "agree") or rule.category in _OF_FIGURES


class Evaluated(NamedTuple):
    """An evaluation that held or did not, and its rule."""

    rule: Rule
    outcome: Outcome


class Proposal(NamedTuple):
    """What a figure should read, and why. rank: the smaller, the likelier."""

    span: Span
    text: str
    why: Text
    rank: int


class Group(NamedTuple):
    """Violations with one cause, the clearest first; suspect: the figure that they share, None of a single one."""

    members: tuple[Evaluated, ...]
    suspect: Span | None
    suggestions: tuple[Proposal, ...]


def grouped(violated: Sequence[Evaluated], held: Sequence[Trial]) -> list[Group]:
    """All violations, each in one group, in the order in which they were found.

    The figure with the most violations takes them first, then the next one those that are left.
    """
    case = _Case(violated, held)
    groups: list[Group] = []
    left = dict.fromkeys(range(len(violated)))
    for span in case.suspects():
        members = case.mended_together(span, [i for i in case.violations[span] if i in left])
        if len(members) < 2:
            continue
        mended = _sole(case.mending(span, members))
        if mended is None and case.vouched(span):
            continue
        for i in members:
            del left[i]
        groups.append(Group(_clearest_first([violated[i] for i in members]), span, (mended,) if mended else ()))
    alone: dict[object, list[int]] = {}
    for i in left:
        alone.setdefault(_same_place(violated[i]) or i, []).append(i)
    for members in alone.values():
        suggestions = {(s.span, s.text): s for i in reversed(members) for s in reversed(case.suggested(i))}
        groups.append(Group(_clearest_first([violated[i] for i in members]), None, tuple(suggestions.values())[::-1]))
    return groups


def _same_place(evaluated: Evaluated) -> object:
    """What rules that blame the very same words have in common: of one category, or all of what figures are worth."""
    violation = evaluated.outcome.violation
    if violation is None:
        return None
    return violation.marks[0].span, "" if _figures(evaluated) else evaluated.rule.category


class _Case:
    """The evaluations by the figures that took part in them."""

    def __init__(self, violated: Sequence[Evaluated], held: Sequence[Trial]) -> None:
        self.violated = violated
        self.violations: dict[Span, list[int]] = {}
        self.numbers: dict[Span, Number] = {}
        for i, evaluated in enumerate(violated):
            for number in _figures(evaluated):
                listed = self.violations.setdefault(number.span, [])
                if i not in listed[-1:]:
                    listed.append(i)
                self.numbers[number.span] = number
        self.holding: dict[Span, list[Trial]] = {}
        for trial in held if self.numbers else ():
            for number in trial.figures():
                if number.span in self.numbers:
                    self.holding.setdefault(number.span, []).append(trial)

    def suspects(self) -> list[Span]:
        """Figures in several violations: those in most first, then those in least that holds."""
        several = [span for span, listed in self.violations.items() if len(listed) > 1]
        return sorted(several, key=lambda s: (-len(self.violations[s]), len(self.holding.get(s, ())), s))

    def vouched(self, span: Span) -> bool:
        """Whether something that holds would break, were the figure a tenth larger or smaller."""
        number = self.numbers[span]
        step = max(Decimal(1), abs(Decimal(number.value)) / 10)
        others = [quantity(number, Decimal(number.value) + step), quantity(number, Decimal(number.value) - step)]
        return any(all(t.retry({span: other}) is False for other in others) for t in self.holding.get(span, ()))

    def mended_together(self, span: Span, members: Sequence[int]) -> list[int]:
        """The most of these violations that one and the same other value of the figure would mend: those have
        one cause. A bound has no value of its own, so nought and ten times the figure are tried as well."""
        number = self.numbers[span]
        trials = [
            (i, trial) for i in members if (trial := self.violated[i].outcome.trial) and trial.hangs_on(span)
        ]
        values = [value for value, _, _ in self._candidates(number, members)]
        best: list[int] = []
        for value in dict.fromkeys([*values, 0, 10 * number.value]):
            swap = {span: quantity(number, value)}
            mended = [i for i, trial in trials if trial.retry(swap) not in (False, None)]
            if len(mended) > len(best):
                best = mended
            if len(best) == len(trials):
                break
        return best

    def mending(self, span: Span, members: Sequence[int]) -> list[Proposal]:
        """What the figure could read so that all these hold and nothing breaks: the likeliest, all of one rank."""
        number = self.numbers[span]
        # Agreement is slow to try again, and most candidates fail the sums first.
        ordered = sorted(members, key=lambda i: self.violated[i].rule.kind == "agree")
        broken = [trial for i in ordered if (trial := self.violated[i].outcome.trial)]
        if not all(trial.hangs_on(span) for trial in broken):
            return []
        holding = self.holding.get(span, ())
        tried: dict[Quantity, bool] = {}
        found: dict[str, Proposal] = {}
        for value, rank, why in sorted(self._candidates(number, members), key=lambda typo: typo.rank):
            if any(proposal.rank < rank for proposal in found.values()):
                break
            meant = quantity(number, value)
            if meant not in tried:
                tried[meant] = _holds({span: meant}, broken, holding)
            if not tried[meant]:
                continue
            text = rewritten(number, value)
            if text != number.text and text not in found:
                found[text] = Proposal(span, text, why, rank)
        return list(found.values())

    def _candidates(self, number: Number, members: Sequence[int]) -> Iterator[Typo]:
        """Values that the figure may have been meant to have; they are still to be tried."""
        yield from typos(number)
        for i in members:
            outcome = self.violated[i].outcome
            violation = outcome.violation
            told = self.violated[i].rule.kind == "agree"
            if violation and violation.gap and (value := _root(violation.gap, number)) is not None:
                stated = number.span == violation.marks[0].span
                why = slip(number, value) or (COMPUTED if stated else None)
                if why:
                    yield Typo(value, *why)
            elif not told:
                continue  # a bound is kept by any smaller figure
            for other in self._neighbours(i, number):
                if other.span != number.span and not other.quantifier:
                    yield Typo(other.value, *(slip(number, other.value) or (TOLD if told else NEIGHBOUR)))

    def _neighbours(self, i: int, number: Number) -> Sequence[Number]:
        """The figures of a violation that this one may have been copied from; none where there are too many to try."""
        evaluated = self.violated[i]
        figures, trial = _figures(evaluated), evaluated.outcome.trial
        if evaluated.rule.kind != "agree":
            return figures if len(figures) <= _MOST_NEIGHBOURS else ()
        return figures if len(figures) <= MANY or (trial and trial.hangs_on(number.span)) else ()

    def suggested(self, i: int) -> tuple[Proposal, ...]:
        """The suggestions for a violation on its own: the likeliest ones, equals side by side."""
        outcome = self.violated[i].outcome
        violation = outcome.violation
        if violation is None:
            return ()
        expected = {(violation.marks[e.mark].span, e.text): e for e in violation.expected}
        if _figures(self.violated[i]):
            mended = [_sole(self.mending(number.span, [i])) for number in _figures(self.violated[i])]
            found = [proposal for proposal in mended if proposal]
        else:
            found = [Proposal(span, e.text, e.why, e.rank) for (span, _), e in expected.items()]
        best: dict[Span, Proposal] = {}
        for proposal in found:
            said = expected.get((proposal.span, proposal.text))
            better = said is not None and said.rank < proposal.rank
            best[proposal.span] = proposal._replace(why=said.why, rank=said.rank) if said and better else proposal
        rank = min((proposal.rank for proposal in best.values()), default=0)
        first = violation.marks[0].span
        likeliest = sorted((p for p in best.values() if p.rank == rank), key=lambda p: (p.span != first, p.span))
        if self.violated[i].rule.kind == "agree" or not _figures(self.violated[i]):
            return tuple(likeliest[:_MOST_SUGGESTIONS])
        # Of several the stated figure is the one to look at; that another may be wrong is said beside it.
        if len(likeliest) > 1 and first in best:
            likeliest = [best[first]]
        if len(likeliest) != 1:
            return tuple(likeliest[:_MOST_SUGGESTIONS])
        why = likeliest[0].why
        return (likeliest[0]._replace(why=Text(f"{why.vi}; {_OR_ANOTHER.vi}", f"{why.en}; {_OR_ANOTHER.en}")),)


def _figures(evaluated: Evaluated) -> list[Number]:
    """The figures whose worth a rule decided on; none of a rule of another kind."""
    trial = evaluated.outcome.trial
    return trial.figures() if trial and guards(evaluated.rule) else []


def _holds(swap: Mapping[Span, Quantity], broken: Iterable[Trial], holding: Iterable[Trial]) -> bool:
    """Whether all that is broken holds with these figures, and nothing that holds breaks."""
    return (all(trial.retry(swap) not in (False, None) for trial in broken)
            and not any(trial.retry(swap) is False for trial in holding))


def _sole(found: Sequence[Proposal]) -> Proposal | None:
    """The likeliest proposal for a figure, unless another one is as likely: then none says anything."""
    return found[0] if len(found) == 1 else None


def _root(gap: Gap, number: Number) -> Exact | None:
    """The value that closes the gap of an equation, which is linear in each of its figures (but for the whole
    of a percentage), at the decimals of the figure."""
    here, beyond = gap({number.span: number.value}), gap({number.span: number.value + 1})
    if here is None or beyond is None or isinstance(here, Interval) or isinstance(beyond, Interval):
        return None
    here, slope = Fraction(here), Fraction(beyond) - Fraction(here)
    if not slope:
        return None
    value = at_decimals(Fraction(number.value) - here / slope, number.decimals)
    return value if number.decimals else int(value)


def _clearest_first(members: Sequence[Evaluated]) -> tuple[Evaluated, ...]:
    """Highest severity, then certainty, then the smallest stretch of text."""
    return tuple(sorted(members, key=lambda member: (
        SEVERITIES.index(member.rule.severity), _CERTAINTIES.index(member.rule.certainty), _stretch(member.outcome),
    )))


def _stretch(outcome: Outcome) -> int:
    spans = [mark.span for mark in outcome.violation.marks] if outcome.violation else []
    return max(s.end for s in spans) - min(s.start for s in spans) if spans else 0
