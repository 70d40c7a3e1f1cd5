"""Draws docs/picture.svg: what the command in the README really prints, in a terminal's colours.

    python docs/make_picture.py
"""

from __future__ import annotations

import io
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

import cchc_lint
from cchc_lint.render import Display, render
from cchc_lint.rules.loader import load_rules

ROOT = Path(__file__).resolve().parent.parent
REPORT, SELECT = "fixtures/mau-sai.txt", ("PER01", "DOS", "STF", "AGR")
COMMAND = f"cchc-lint check {REPORT} --select {','.join(SELECT)}"
WIDTH = 98  # cells of the terminal; titles are not wrapped, and may be wider
_INK, _RED, _GREEN, _AMBER, _BLUE, _GREY = (
    (40, 42, 54), (196, 43, 28), (22, 128, 60), (154, 103, 0), (24, 90, 188), (90, 90, 90))
_VIOLET, _CYAN = (130, 60, 160), (0, 122, 122)
_ANSI = [_INK, _RED, _GREEN, _AMBER, _BLUE, _VIOLET, _CYAN, _GREY]
_THEME = TerminalTheme((250, 250, 248), _INK, _ANSI, _ANSI)
# Rich's own template fetches a font from the network; this one takes what the reader has.
_TEMPLATE = """\
<svg class="rich-terminal" viewBox="0 0 {terminal_width} {terminal_height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{
  font-family: "Noto Sans Mono", Consolas, Menlo, "Roboto Mono", "Liberation Mono", monospace;
  font-size: {char_height}px; line-height: {line_height}px;
}}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>
{lines}
</defs>
<rect fill="#fafaf8" stroke="#d0d0cc" x="1" y="1" width="{width}" height="{height}" rx="8"/>
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def output(*, color: bool) -> str:
    """What the command prints, given a terminal of that width, but for the last line: its hash is of all rules."""
    rules = load_rules(select=SELECT)
    result = cchc_lint.check(REPORT, rules=rules)
    printed = str(render("text", result, display=Display(WIDTH, color)))
    return printed[: printed.rstrip("\n").rindex("\n") + 1]


def picture() -> str:
    """The SVG of the command and what it prints."""
    widest = max(map(cell_len, output(color=False).split("\n")))
    console = Console(record=True, file=io.StringIO(), width=widest + 2, force_terminal=True, color_system="truecolor")
    console.print(Text(f"$ {COMMAND}\n", style="bold"), Text.from_ansi(output(color=True)), sep="\n", soft_wrap=True)
    return console.export_svg(theme=_THEME, code_format=_TEMPLATE)


if __name__ == "__main__":
    import os

    os.chdir(ROOT)
    (ROOT / "docs" / "picture.svg").write_text(picture(), "utf-8")
