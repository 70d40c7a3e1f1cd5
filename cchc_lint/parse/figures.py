"""Digits as written, and what they stand for: a value, the manner of writing, an interval.

Vietnamese groups thousands with a dot and writes decimals after a comma. "98.75", "12,480" and "1 234"
are slips that still have one plausible reading; their style says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from cchc_lint.interval import INFINITY, Exact, Interval, exactly, rounded

BLANKS = " \u00a0\u2009\u202f"
ABOVE, LEAST, BELOW, MOST, ABOUT = "above", "least", "below", "most", "about"

_LONGEST = 24  # characters: no figure of a report has more, and a longer one is no number to reckon with
_FORM = re.compile(
    r"(?P<plain>[0-9]+)"
    r"|(?P<grouped>[0-9]{1,3}(?:\.[0-9]{3})+)"
    r"|(?P<decimal>(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+),[0-9]+)"
    r"|(?P<point>[0-9]+\.[0-9]+)"
    r"|(?P<comma>[0-9]{1,3}(?:,[0-9]{3}){2,}|[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+)"
    rf"|(?P<space>[1-9][0-9]{{0,2}}(?:[{BLANKS}][0-9]{{3}})+(?:,[0-9]+)?)"
)
_THREE_AFTER_GROUPS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]{3}")
_THREE_AFTER_ONE = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_PERCENTS = ("tỷ lệ", "tỉ lệ", "phần trăm")
_MEASURES = frozenset(("triệu", "tỷ", "tỉ", "nghìn", "ngàn", "km", "m", "m2", "ha", "kg", "tấn"))


class Reading(NamedTuple):
    """style as in `report.Number`; decimals: places after the decimal mark as written."""

    value: Exact
    style: str
    decimals: int


def changed_over(digits: str) -> Iterator[str]:
    """The same digits with two neighbouring ones changed over, in order: "1842" gives "8142", "1482" and "1824"."""
    for at in range(len(digits) - 1):
        if digits[at] != digits[at + 1]:
            yield digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]


def is_percent(unit: str) -> bool:
    return "%" in unit or unit.startswith(_PERCENTS)


def is_measure(unit: str) -> bool:
    """Whether figures of this unit are rounded: a percent, thousands or millions of money, a measure."""
    return is_percent(unit) or unit.partition(" ")[0] in _MEASURES


def read_figure(text: str, unit: str = "") -> Reading | None:
    """The plausible reading of "12.215", "99,31", "98.75" …; None where the digits are no figure.

    The unit decides between thousands and decimals where three digits follow the only mark: "12,480"
    hồ sơ is 12480, "12,480" % is a decimal, and "99.125" % is no 99 thousand.
    """
    match = _FORM.fullmatch(text) if len(text) <= _LONGEST else None
    if not match:
        return None
    form = match.lastgroup
    if form == "plain":
        return Reading(int(text), "plain", 0)
    if form == "grouped" and (text.startswith("0") or (is_percent(unit) and text.count(".") == 1)):
        form = "point"
    # nobody tells thousandths of a million with a last zero: "187,450 triệu đồng"
    padded = text.endswith("0") and unit.partition(" ")[0] in ("triệu", "nghìn", "ngàn", "đồng")
    if form == "decimal" and _THREE_AFTER_ONE.fullmatch(text) and (not is_measure(unit) or padded):
        form = "comma"
    if form == "decimal" and _THREE_AFTER_GROUPS.fullmatch(text) and not is_measure(unit):
        return _reading(re.sub(r"[.,]", "", text), "comma-grouped")  # 1.273,460 hồ sơ
    if form == "comma":
        return _reading(text.replace(",", ""), "comma-grouped")
    if form == "point":
        return _reading(text, "point-decimal")
    if form == "space":
        return _reading(re.sub(rf"[{BLANKS}]", "", text).replace(",", "."), "space-grouped")
    return _reading(text.replace(".", "").replace(",", "."), "decimal" if form == "decimal" else "grouped")


def interval_of(reading: Reading, unit: str, quantifier: str) -> Interval:
    """What a figure can stand for; quantifier is "", ABOVE, LEAST, BELOW, MOST or ABOUT."""
    value = reading.value
    if quantifier == ABOVE:
        return Interval(value, INFINITY, True, True)
    if quantifier == LEAST:
        return Interval(value, INFINITY, False, True)
    if quantifier == BELOW:
        return Interval(-INFINITY, value, True, True)
    if quantifier == MOST:
        return Interval(-INFINITY, value, True, False)
    if quantifier == ABOUT:
        half = _last_unit(reading) / 2
        return Interval(value - half, value + half)
    if reading.decimals or is_measure(unit):
        return rounded(value, reading.decimals)
    return exactly(value)


def _reading(digits: str, style: str) -> Reading:
    whole, _, fraction = digits.partition(".")
    return Reading(Decimal(digits) if fraction else int(whole), style, len(fraction))


def _last_unit(reading: Reading) -> Decimal:
    """The place of the last digit that is not 0: 100 for 300, 0.1 for 12,50, 1 for 0."""
    value = Decimal(reading.value)
    return Decimal(1).scaleb(int(value.normalize().as_tuple().exponent)) if value else Decimal(1)
