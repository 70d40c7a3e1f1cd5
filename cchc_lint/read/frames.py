"""Tables that only place text side by side: the letterhead, the signature, a box around text.

They are no data: what stands in them is read column by column, as one reads a letterhead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_lint.read.flow import Cell, Item, Table, paragraphs

_MOST_ROWS = 12  # of a letterhead or signature
_LETTERHEAD = re.compile(
    r"CỘNG H(?:ÒA|OÀ) XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM|Độc lập *[-–] *Tự do|^\W*Số *:[^\n]*/", re.I | re.M
)
_SIGNATURE = re.compile(
    r"^\W*(?:Nơi nhận\b|(?:TM|KT|TL|TUQ|Q|T/M|K/T)\. *[A-ZĐỦ]|(?:PHÓ |QUYỀN )?(?:CHỦ TỊCH|GIÁM ĐỐC|TRƯỞNG PHÒNG|"
    r"CHÁNH VĂN PHÒNG|CHÁNH THANH TRA)\b|(?i:người lập(?: biểu)?|thủ trưởng(?: đơn vị)?)\W*$)",
    re.M,
)
CODE_HEAD = re.compile(r"\W*(?:STT|TT|Số TT|Số thứ tự)\W*", re.I)


def is_frame(table: Table) -> bool:
    """Whether a table holds text and no data."""
    filled = [cell for row in table.rows for cell in row if text_of(cell).strip()]
    if len({cell.column for cell in filled}) < 2:
        return True
    if len(table.rows) > _MOST_ROWS or any(CODE_HEAD.fullmatch(text_of(cell)) for cell in filled):
        return False
    return any(_LETTERHEAD.search(text) or _SIGNATURE.search(text) for text in map(text_of, filled))


def items_of(table: Table) -> Iterator[Item]:
    """What a frame holds, column by column; a cell over its whole width parts what is above from what is below."""
    width = max((cell.column + cell.span for row in table.rows for cell in row), default=0)
    band: list[Cell] = []
    for row in table.rows:
        filled = [cell for cell in row if cell.items]
        if len(filled) == 1 and filled[0].span >= width > 1:
            yield from _by_column(band)
            yield from filled[0].items
            band = []
        else:
            band += filled
    yield from _by_column(band)


def text_of(cell: Cell) -> str:
    """The text of a cell, a line for each paragraph and soft break."""
    return "\n".join(paragraph.line.text for paragraph in paragraphs(cell.items))


def _by_column(cells: list[Cell]) -> Iterator[Item]:
    for cell in sorted(cells, key=lambda cell: cell.column):
        yield from cell.items
