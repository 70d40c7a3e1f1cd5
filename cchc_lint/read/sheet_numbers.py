"""Numbers of a sheet as Vietnamese writes them, with the digits that the cell's format shows.

12215 under #,##0 is "12.215", 0.995 under 0.0% is "99,5%". ECMA-376 Part 1, section 18.8.30, lists the formats.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache

BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "d/m/yyyy", 15: "d-mmm-yy",
    16: "d-mmm", 17: "mmm-yy", 22: "d/m/yyyy", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00",
    41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00", 49: "@",
}
_STORED = Context(prec=15, rounding=ROUND_HALF_UP)  # the digits that a sheet keeps of a number
_GENERAL = Context(prec=10, rounding=ROUND_HALF_UP)  # and those that it shows without a format
_TYPED = 2  # decimals that a hand types at most; a longer fraction was computed
_EPOCHS = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
_TOKENS = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|[_*].|(General|[0#?.,]+|%|[A-Za-z/]+|.)', re.I)
_DATE = re.compile(r"[dmyhs]", re.I)
_DIGITS = re.compile(r"[0#?]")


@dataclass(frozen=True, slots=True)
class Format:
    """What a number format shows. digits: at least so many before the comma; decimals: after it."""

    digits: int = 1
    decimals: int | None = None  # None: as many as there are
    grouped: bool = False
    percent: int = 0
    before: str = ""
    after: str = ""
    dated: str = ""  # the letters of a date: "dmy", "my" …


@cache
def read_format(code: str) -> Format:
    """The Format of a code such as "#,##0.00" (its part for positive numbers)."""
    before, after, digits, letters, percent = "", "", "", "", 0
    for match in _TOKENS.finditer(code):
        token = match[3]
        literal = match[1] or match[2]
        if token == ";":
            break
        if token and _DIGITS.match(token) and not digits:
            digits = token
        elif token == "%":
            percent += 1
            after += "%"
        elif token and token[0].isalpha() and token.lower() != "general":
            letters += token.lower()
        elif literal and digits:
            after += literal
        elif literal:
            before += literal
    if _DATE.search(letters) and not digits:
        return Format(dated="".join(each for each in "dmy" if each in letters))
    if not digits or "e" in letters or "/" in code:
        return Format(before=before, after=after, percent=percent)
    whole, _, fraction = digits.partition(".")
    fixed = fraction.rstrip(",")
    return Format(
        digits=whole.count("0"), decimals=None if "#" in fixed or "?" in fixed else len(fixed), grouped="," in whole,
        percent=percent, before=before, after=after,
    )


def number_of(text: str) -> Decimal | None:
    """The number that a cell stores, without the noise of binary fractions; None where it stores none."""
    try:
        value = _STORED.create_decimal(text.strip())
    except ArithmeticError:
        return None
    return value if value.is_finite() and abs(value.adjusted()) < 30 else None


def shown(value: Decimal, form: Format, *, since_1904: bool = False) -> str:
    """The number, or the day it stands for, as the cell shows it."""
    if form.dated:
        day = _day(value, since_1904)
        return _date_text(day, form.dated) if day else written(value)
    value *= 100**form.percent
    decimals = form.decimals
    exact = -_exponent(value)
    if decimals is None or (form.percent and decimals == 0 < exact <= _TYPED):
        return form.before + written(value, grouped=form.grouped) + form.after
    rounded = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return form.before + _text(rounded, form.digits, form.grouped) + form.after


def as_code(value: Decimal, form: Format, *, since_1904: bool = False) -> str:
    """A number in the column of codes: 1.1 that a sheet took for a number, or even for the first of January."""
    if form.dated:
        day = _day(value, since_1904)
        if day:
            return f"{day.day}.{day.month}" + (f".{day.year % 100}" if "y" in form.dated else "")
    if form.decimals is None:
        return f"{value.normalize(_GENERAL):f}"
    return f"{value.quantize(Decimal(1).scaleb(-form.decimals), ROUND_HALF_UP):f}"


def written(value: Decimal, *, grouped: bool = False) -> str:
    """The number with all of its digits, but no more than a sheet shows."""
    exact = value.normalize(_GENERAL) if _exponent(value) < -_TYPED else value
    return _text(exact.quantize(Decimal(1).scaleb(min(_exponent(exact), 0)), context=_STORED), 1, grouped)


def _exponent(value: Decimal) -> int:
    """The place of the last digit that is not 0: 0 for units, -1 for tenths."""
    exponent = value.normalize(_STORED).as_tuple().exponent
    return min(int(exponent), 0)


def _text(value: Decimal, digits: int, grouped: bool) -> str:
    whole, _, fraction = f"{abs(value):f}".partition(".")
    whole = whole.zfill(digits)
    if grouped:
        whole = f"{int(whole):,}".replace(",", ".")
    return ("-" if value < 0 else "") + whole + (f",{fraction}" if fraction else "")


def _day(value: Decimal, since_1904: bool) -> date | None:
    if not 1 <= value < 2_000_000:
        return None
    return _EPOCHS[since_1904] + timedelta(days=int(value))


def _date_text(day: date, letters: str) -> str:
    parts = {"d": f"{day.day:02}", "m": f"{day.month:02}", "y": f"{day.year:04}"}
    return "/".join(parts[letter] for letter in letters)
