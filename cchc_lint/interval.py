"""Exact intervals: what a printed figure can stand for, and three-valued comparison.

A count is exact. A figure with decimals, a percent or an amount of money stands for all values that
round (half up) to it; "trên 70" for everything above 70. A comparison of two intervals gives a
Verdict: whether it can hold, and whether it must.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

Exact = int | Decimal
INFINITY = Decimal("Infinity")


class Verdict(NamedTuple):
    """possible: some true values behind the figures satisfy it; certain: all of them do."""

    possible: bool
    certain: bool

    def negated(self) -> Verdict:
        return Verdict(not self.certain, not self.possible)


OPEN = Verdict(True, False)


@dataclass(frozen=True, slots=True)
class Interval:
    """[low, high], each end open or closed; ints or Decimals, never floats; ±INFINITY is always open."""

    low: Exact
    high: Exact
    low_open: bool = False
    high_open: bool = False

    @property
    def exact(self) -> bool:
        return self.low == self.high

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            self.low + other.low, self.high + other.high,
            self.low_open or other.low_open, self.high_open or other.high_open,
        )

    def __sub__(self, other: Interval) -> Interval:
        return Interval(
            self.low - other.high, self.high - other.low,
            self.low_open or other.high_open, self.high_open or other.low_open,
        )

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low, self.high_open, self.low_open)

    def scaled(self, factor: Exact) -> Interval:
        """self times a constant other than 0."""
        low, high = self.low * factor, self.high * factor
        if factor < 0:
            return Interval(high, low, self.high_open, self.low_open)
        return Interval(low, high, self.low_open, self.high_open)

    def less(self, other: Interval) -> Verdict:
        """self < other"""
        return Verdict(self.low < other.high, self._below(other, strict=True))

    def at_most(self, other: Interval) -> Verdict:
        """self <= other"""
        possible = self.low < other.high or (
            self.low == other.high and not self.low_open and not other.high_open
        )
        return Verdict(possible, self._below(other, strict=False))

    def equals(self, other: Interval) -> Verdict:
        """self == other: possible where they share a value, certain where both are one value."""
        apart = (
            self.high < other.low or other.high < self.low
            or (self.high == other.low and (self.high_open or other.low_open))
            or (other.high == self.low and (other.high_open or self.low_open))
        )
        return Verdict(not apart, self.exact and other.exact and self.low == other.low)

    def _below(self, other: Interval, *, strict: bool) -> bool:
        if self.high != other.low:
            return self.high < other.low
        return not strict or self.high_open or other.low_open


def exactly(value: Exact) -> Interval:
    return Interval(value, value)


def rounded(value: Exact, decimals: int) -> Interval:
    """All values that round half up to `value` at `decimals` places: [value - half, value + half)."""
    half = Decimal(5).scaleb(-decimals - 1)
    return Interval(value - half, value + half, False, True)


NONNEGATIVE = Interval(0, INFINITY, False, True)
