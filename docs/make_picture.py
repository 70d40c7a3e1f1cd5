"""Draws the pictures of the docs: what the commands named here really print, in a terminal's colours.

    python docs/make_picture.py

docs/page.png, the HTML page in a browser, is made by hand: what `check … --format html:page.html` wrote.
"""

from __future__ import annotations

import io
import os
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

import cchc_lint
from cchc_lint.pipeline import read_report
from cchc_lint.render import Display, render
from cchc_lint.rules.loader import load_rules
from cchc_lint.trace import trace

ROOT = Path(__file__).resolve().parent.parent
REPORT = "fixtures/mau-sai.txt"
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


def checked(select: tuple[str, ...], lang: str, *, skipped: bool, color: bool) -> str:
    """What `check` prints, given a terminal of that width, but for the last line: its hash is of all rules."""
    result = cchc_lint.check(REPORT, rules=load_rules(select=select), lang=lang)
    printed = str(render("text", result, lang=lang, display=Display(WIDTH, color, skipped=skipped)))
    return printed[: printed.rstrip("\n").rindex("\n") + 1]


def traced(rule: str, lang: str) -> str:
    """What `trace` prints."""
    return "\n".join(trace(load_rules()[rule], read_report(REPORT), lang=lang)) + "\n"


def drawings(*, color: bool) -> dict[str, tuple[str, str]]:
    """For each picture the command and what it prints."""
    drawn = {}
    for suffix, lang, option in (("", "vi", ""), (".en", "en", " --lang en")):
        some, unknown = ("PER01", "DOS", "STF", "AGR"), ("SUR", "FBK", "DOS04")
        drawn |= {
            f"picture{suffix}.svg": (f"cchc-lint check {REPORT} --select {','.join(some)}{option}",
                                     checked(some, lang, skipped=False, color=color)),
            f"skipped{suffix}.svg": (f"cchc-lint check {REPORT} --select {','.join(unknown)} --show-skipped{option}",
                                      checked(unknown, lang, skipped=True, color=color)),
            f"trace{suffix}.svg": (f"cchc-lint trace DOS04 {REPORT}{option}", traced("DOS04", lang)),
        }
    return drawn


def picture(command: str, output: str) -> str:
    """The SVG of a command and what it prints."""
    shown = Text.from_ansi(output)
    widest = max(map(cell_len, (command, *shown.plain.split("\n"))))
    console = Console(record=True, file=io.StringIO(), width=widest + 2, force_terminal=True, color_system="truecolor")
    console.print(Text(f"$ {command}\n", style="bold"), shown, sep="\n", soft_wrap=True)
    return console.export_svg(theme=_THEME, code_format=_TEMPLATE)


if __name__ == "__main__":
    os.chdir(ROOT)
    for name, drawing in drawings(color=True).items():
        (ROOT / "docs" / name).write_text(picture(*drawing), "utf-8")
