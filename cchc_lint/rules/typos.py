"""The single typing slips by which a figure can have come to read as it does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from cchc_lint.interval import Exact, rounded
from cchc_lint.report import Number
from cchc_lint.rules.rule import Text
from cchc_lint.rules.values import Quantity, Scalar, at_decimals, grouped

_FIGURE = re.compile(r"[0-9][0-9.,\u00a0 ]*[0-9]|[0-9]")
_MOST_DIGITS = 12

# How a slip is told, and how likely it is: the smaller, the likelier.
SWAPPED = (0, Text("hai chữ số bị đảo", "two digits swapped"))
MARK = (0, Text("nhầm dấu phẩy và dấu chấm", "comma and dot confused"))
DROPPED = (1, Text("gõ thiếu một chữ số", "a digit left out"))
DOUBLED = (1, Text("gõ lặp một chữ số", "a digit doubled"))
NEIGHBOUR = (1, Text("chép nhầm số liệu bên cạnh", "a neighbour's figure"))
TOLD = (1, Text("theo chỗ khác ghi", "as told elsewhere"))
CHANGED = (2, Text("gõ nhầm một chữ số", "a digit mistyped"))
CUT = (1, Text("bị cắt bớt thay vì làm tròn", "cut off, not rounded"))
UP = (1, Text("bị làm tròn lên", "rounded up"))
COMPUTED = (3, Text("theo phép tính", "by the computation"))


class Typo(NamedTuple):
    """What a figure can have been meant to be. rank: the smaller, the likelier."""

    value: Exact
    rank: int
    why: Text


def typos(number: Number) -> Iterator[Typo]:
    """The likeliest other values that one typing slip turns into the written one: digits swapped, marks confused."""
    digits, places = _digits(number.value)
    if number.quantifier or not digits.isdecimal() or len(digits) > _MOST_DIGITS:
        return
    for i in range(len(digits) - 1):
        text = digits[:i] + digits[i + 1] + digits[i] + digits[i + 2:]
        if text != digits and (text[0] != "0" or places == 1):
            yield Typo(_value(text, places), *SWAPPED)
    for shift in range(1, len(digits) + 1) if "%" in number.unit or number.decimals else ():
        if shift != places:
            yield Typo(_value(digits, shift), *MARK)


def slip(number: Number, value: Exact) -> tuple[int, Text] | None:
    """The single slip by which `value` came to be written as the number, None where it takes more than one."""
    if number.quantifier or value < 0:
        return None
    (old, places), (new, wanted) = _digits(number.value), _digits(value)
    if old == new:
        return MARK
    if len(old) - places != len(new) - wanted:
        return None
    if len(old) == len(new):
        apart = [i for i, (a, b) in enumerate(zip(old, new, strict=True)) if a != b]
        if len(apart) == 1:
            return CHANGED
        swapped = len(apart) == 2 and apart[1] == apart[0] + 1 and new == (
            old[:apart[0]] + old[apart[1]] + old[apart[0]] + old[apart[1] + 1:])
        return SWAPPED if swapped else None
    if len(new) == len(old) + 1 and any(new[:i] + new[i + 1:] == old for i in range(len(new))):
        return DROPPED
    doubled = len(old) == len(new) + 1 and any(
        old[i] == old[i + 1] and old[:i] + old[i + 1:] == new for i in range(len(new)))
    return DOUBLED if doubled else None


def quantity(number: Number, value: Exact) -> Quantity:
    """What the figure would stand for, were its value another: rounded where the written one is."""
    if number.interval.exact:
        return value
    return rounded(value, max(number.decimals, _decimals(value)))


def rewritten(number: Number, value: Scalar) -> str:
    """The figure's text with another value, in its own manner: grouping, leading zeros, unit."""
    exact = at_decimals(value, max(number.decimals, _decimals(value) if not hasattr(value, "numerator") else 0))
    whole, _, rest = str(exact).partition(".")
    found = _FIGURE.search(number.text)
    old = found.group() if found else ""
    if number.style == "grouped" or (len(whole) > 3 and "." in old and number.style != "point-decimal"):
        whole = grouped(whole)
    elif old.startswith("0") and not rest:
        whole = whole.zfill(len(old))
    text = f"{whole},{rest}" if rest else whole
    return number.text.replace(old, text, 1) if old else text


def _digits(value: Exact) -> tuple[str, int]:
    """The digits of a value, and how many stand before its decimal mark."""
    digits = str(value).replace(".", "")
    return digits, len(digits) - _decimals(value)


def _value(digits: str, places: int) -> Exact:
    """The number with so many digits before the decimal mark."""
    decimals = len(digits) - places
    return Decimal(digits).scaleb(-decimals) if decimals > 0 else int(digits)


def _decimals(value: object) -> int:
    return max(0, -int(value.as_tuple().exponent)) if isinstance(value, Decimal) else 0
