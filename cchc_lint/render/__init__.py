"""Printers: a Result goes in, text or bytes come out. One module for each format, imported when asked for.

Each has `render(result, *, lang, display) -> str | bytes`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cchc_lint.finding import Result

FORMATS = {
    "text": "cchc_lint.render.text:render",
    "concise": "cchc_lint.render.concise:render",
    "json": "cchc_lint.render.json:render",
    "jsonl": "cchc_lint.render.jsonl:render",
    "sarif": "cchc_lint.render.sarif:render",
    "junit": "cchc_lint.render.junit:render",
    "github": "cchc_lint.render.github:render",
    "gitlab": "cchc_lint.render.gitlab:render",
    "markdown": "cchc_lint.render.markdown:render",
    "csv": "cchc_lint.render.csv:render",
    "html": "cchc_lint.render.html:render",
    "pdf": "cchc_lint.render.pdf:render",
    "word": "cchc_lint.render.word:render",
    "slip": "cchc_lint.render.slip:render",
}
# How the files of formats must be named that other programs open by the ends of their names.
ENDINGS = {"pdf": (".pdf",), "word": (".docx",), "slip": (".docx", ".xlsx")}


class Display(NamedTuple):
    """How the output is looked at: width in cells, colour, the list of unguarded figures, findings alone, what was
    left aside (accepted findings, rules that could not run), how often each rule found something.

    file: the name of the file that it goes to, "" for standard output.
    """

    width: int = 100
    color: bool = False
    coverage: bool = False
    quiet: bool = False
    skipped: bool = False
    statistics: bool = False
    file: str = ""


PLAIN = Display()


def render(name: str, result: Result, *, lang: str = "vi", display: Display = PLAIN) -> str | bytes:
    """The result in one of FORMATS."""
    module, function = FORMATS[name].split(":")
    rendered: str | bytes = getattr(import_module(module), function)(result, lang=lang, display=display)
    return rendered
