"""A small press: sets paragraphs, footnotes and ruled tables as Word prints them, and gives the PDF."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest

pytest.importorskip("pypdfium2")
pdfmetrics = pytest.importorskip("reportlab.pdfbase.pdfmetrics")
from reportlab.pdfbase.ttfonts import TTFont  # noqa: E402
from reportlab.pdfgen.canvas import Canvas  # noqa: E402

FONTS = [  # with the letters of Vietnamese, which many others lack
    "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf", "/usr/share/fonts/TTF/DejaVuSerif.ttf",
    "/usr/share/fonts/dejavu-serif-fonts/DejaVuSerif.ttf", "C:/Windows/Fonts/times.ttf",
    "/System/Library/Fonts/Supplemental/Times New Roman.ttf",
]
FONT = next((font for font in FONTS if Path(font).exists()), None)
if FONT is None:
    pytest.skip("no font with Vietnamese letters", allow_module_level=True)
pdfmetrics.registerFont(TTFont("Serif", FONT))

WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT, TOP, BOTTOM = 85.0, 538.0, 780.0, 60.0
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
SIZE, SMALL, STEP = 14.0, 10.0, 18.5


class Press:
    """Prints from the top of the first page on; `turned` sets the pages on their side (/Rotate 90)."""

    def __init__(self, *, numbers: bool = True, turned: bool = False, indent: float = 36.0, gap: float = 6.0) -> None:
        self.stream = BytesIO()
        self.canvas = Canvas(self.stream, (HEIGHT, WIDTH) if turned else (WIDTH, HEIGHT), invariant=True)
        self.numbers, self.turned, self.indent, self.gap = numbers, turned, indent, gap
        self.page = 0
        self.y = 0.0
        self.notes: list[str] = []
        self._open()

    def _open(self) -> None:
        self.page += 1
        if self.turned:
            self.canvas.setPageRotation(90)
            self.canvas.transform(0, 1, -1, 0, HEIGHT, 0)
        if self.numbers:
            self.canvas.setFont("Serif", SIZE)
            self.canvas.drawCentredString((LEFT + RIGHT) / 2, TOP + 20, str(self.page))
        self.y = TOP

    def _close(self) -> None:
        if self.notes:
            y = BOTTOM + 12 * len(self.notes)
            self.canvas.line(LEFT, y + 2, LEFT + 144, y + 2)
            for text in self.notes:
                y -= 12
                self._draw(LEFT, y + 2, text, SMALL)
            self.notes = []
        self.canvas.showPage()

    def turn(self) -> None:
        """Go on to the next page."""
        self._close()
        self._open()

    def save(self) -> bytes:
        self._close()
        self.canvas.save()
        return self.stream.getvalue()

    def _draw(self, x: float, y: float, text: str, size: float, stretch: float = 0.0) -> None:
        """Text whose raised digits are small and above the line, as footnote marks are printed."""
        for word in text.split(" "):
            for letter in word:
                raised = RAISED.find(letter)
                small = size * 0.65
                font, rise, shown = (small, size / 3, str(raised)) if raised >= 0 else (size, 0, letter)
                self.canvas.setFont("Serif", font)
                self.canvas.drawString(x, y + rise, shown)
                x += pdfmetrics.stringWidth(shown, "Serif", font)
            x += pdfmetrics.stringWidth(" ", "Serif", size) + stretch

    def lines(self, text: str, width: float, size: float, indent: float = 0.0) -> list[str]:
        found, line = [], ""
        for word in text.split(" "):
            longer = f"{line} {word}" if line else word
            room = width - (indent if not found else 0)
            if line and pdfmetrics.stringWidth(longer, "Serif", size) > room:
                found.append(line)
                longer = word
            line = longer
        return [*found, line]

    def paragraph(self, text: str, *notes: str, size: float = SIZE) -> None:
        """Set a paragraph, justified, its first line indented; a footnote goes to the foot of its mark's page."""
        lines = self.lines(text, RIGHT - LEFT, size, self.indent)
        waiting = [self.lines(note, RIGHT - LEFT, SMALL) for note in notes]
        self.y -= self.gap
        for i, line in enumerate(lines):
            mine = [waiting.pop(0) for letter in line if letter in RAISED and waiting]
            printed = [note_line for note in mine for note_line in note]
            if self.y - STEP < BOTTOM + 12 * (len(self.notes) + len(printed) + 2):
                self.turn()
            self.notes += printed
            self.y -= STEP
            x = LEFT + (self.indent if i == 0 else 0)
            spare = RIGHT - x - pdfmetrics.stringWidth(line, "Serif", size)
            blanks = line.count(" ")
            self._draw(x, self.y, line, size, spare / blanks if blanks and i < len(lines) - 1 else 0)

    def centred(self, text: str, size: float = SIZE) -> None:
        self.y -= STEP
        self._draw((LEFT + RIGHT - pdfmetrics.stringWidth(text, "Serif", size)) / 2, self.y, text, size)

    def beside(self, left: Sequence[str], right: Sequence[str], sizes: tuple[float, float] = (13, 13)) -> None:
        """Two columns, as in a letterhead or, with sizes of their own, in a signature."""
        ends = []
        for x, column, size in zip((LEFT, LEFT + 240), (left, right), sizes, strict=True):
            y = self.y
            for text in column:
                y -= size * 1.3
                self._draw(x, y, text, size)
            ends.append(y)
        self.y = min(ends)

    def at(self, x: float, y: float, text: str, size: float = SIZE) -> None:
        self._draw(x, y, text, size)

    def table(
        self, rows: Sequence[Sequence[str]], widths: Sequence[float], *, head: int = 1, dotted: bool = False
    ) -> None:
        """A ruled table; its head comes again on every page, and a row may go on over a page's end."""
        if dotted:
            self.canvas.setDash(1, 2)
        self.y -= 10
        self._rule(widths)
        for n, row in enumerate(rows):
            self._row(row, widths, rows[:head] if n >= head else [])
        self.canvas.setDash()
        self.y -= 10

    def _row(self, row: Sequence[str], widths: Sequence[float], head: Sequence[Sequence[str]]) -> None:
        columns = [self.lines(text, width - 10, 12) for text, width in zip(row, widths, strict=True)]
        top = self.y
        for i in range(max(map(len, columns))):
            if self.y - 15 < BOTTOM:
                self._sides(widths, top)
                self._rule(widths)
                self.turn()
                self._rule(widths)
                for repeated in head:
                    self._row(repeated, widths, [])
                top = self.y
            self.y -= 15
            x = LEFT
            for lines, width in zip(columns, widths, strict=True):
                if i < len(lines):
                    self._draw(x + 5, self.y + 2, lines[i], 12)
                x += width
        self.y -= 3
        self._sides(widths, top)
        self._rule(widths)

    def _rule(self, widths: Sequence[float]) -> None:
        self.canvas.line(LEFT, self.y, LEFT + sum(widths), self.y)

    def _sides(self, widths: Sequence[float], top: float) -> None:
        for i in range(len(widths) + 1):
            x = LEFT + sum(widths[:i])
            self.canvas.line(x, top, x, self.y)
