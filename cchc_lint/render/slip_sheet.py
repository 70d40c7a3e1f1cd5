"""Slips as a workbook: a sheet for each report, to be printed on A4 with the head of the table on every page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from cchc_lint.render.said import TOOL
from cchc_lint.render.slip import Slip, head

_FONT = {"font_name": "Times New Roman", "font_size": 13, "valign": "top"}
_WIDTHS = (6, 20, 42, 44, 34)  # characters
_A4 = 9
_LINE, _HIGHEST = 16, 409  # points: of a line of a cell, and of a row by Excel's own limit
_LONGEST = 32_767  # characters of a cell, by Excel's own limit
_NO_NAME = re.compile(r"[\[\]:*?/\\]")
_NAME = 31  # characters of a sheet's name
_DAY = datetime(2020, 1, 1)  # of everything: the same findings give the same file


def as_workbook(slips: Sequence[Slip], lang: str) -> bytes:
    """The bytes of the workbook."""
    stream = BytesIO()
    with Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"author": TOOL, "created": _DAY})
        looks = {
            "title": book.add_format({**_FONT, "bold": True}), "text": book.add_format(_FONT),
            "head": book.add_format({**_FONT, "bold": True, "border": 1, "align": "center", "text_wrap": True}),
            "cell": book.add_format({**_FONT, "font_size": 12, "border": 1, "text_wrap": True}),
            "number": book.add_format({**_FONT, "font_size": 12, "border": 1, "align": "center"}),
            "small": book.add_format({**_FONT, "font_size": 9}),
        }
        names: list[str] = []
        for slip in slips:
            names.append(_free(slip.name, names))
            _fill(book.add_worksheet(names[-1]), slip, looks, lang)
        if not slips:
            book.add_worksheet()
    return stream.getvalue()


def _fill(sheet: Any, slip: Slip, looks: dict[str, Any], lang: str) -> None:
    title, nothing, columns = head(lang)
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    for at, width in enumerate(_WIDTHS):
        sheet.set_column(at, at, width)
    lines = [(title, "title"), (slip.name, "title"), (slip.about, "text"), (slip.told, "text")]
    if not slip.rows and slip.about:
        lines.append((nothing, "text"))
    for at, (text, look) in enumerate(lines):
        sheet.write_string(at, 0, text[:_LONGEST], looks[look])
    at = len(lines) + 1
    if slip.rows:
        for column, text in enumerate(columns):
            sheet.write_string(at, column, text, looks["head"])
        sheet.repeat_rows(at)
        sheet.freeze_panes(at + 1, 0)
    for row in slip.rows:
        at += 1
        texts = (row.place, "".join(row.text), row.why, row.mend)
        sheet.set_row(at, _height(texts))
        sheet.write_number(at, 0, row.number, looks["number"])
        for column, text in enumerate(texts, 1):
            sheet.write_string(at, column, text[:_LONGEST], looks["cell"])
    sheet.write_string(at + 2, 0, slip.made[:_LONGEST], looks["small"])


def _height(texts: Sequence[str]) -> int:
    """Points that a row of wrapped texts needs; not every program works that out when it opens the file."""
    cells = zip(texts, _WIDTHS[1:], strict=True)
    lines = max(sum(1 + len(line) // width for line in text.split("\n")) for text, width in cells)
    return min(_LINE * lines + 2, _HIGHEST)


def _free(name: str, used: Sequence[str]) -> str:
    """A name that Excel takes for a sheet and that no other sheet has."""
    plain = _NO_NAME.sub(" ", name).strip(" '")[:_NAME] or "1"
    taken = {each.casefold() for each in used}
    endings = ("", *(f" ({number})" for number in range(2, len(used) + 3)))
    names = (plain[: _NAME - len(ending)] + ending for ending in endings)
    return next(each for each in names if each.casefold() not in taken)
