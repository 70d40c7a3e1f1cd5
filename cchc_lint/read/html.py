"""HTML pages, as web systems and "Save as web page" write them: paragraphs, numbered lists, tables, footnotes.

A tolerant reader: it fetches nothing, runs nothing, and reads what a browser would show.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from cchc_lint.document import Document
from cchc_lint.errors import InputError
from cchc_lint.read.assemble import assemble
from cchc_lint.read.encoding import MAX_BYTES, decode
from cchc_lint.read.flow import Item, Line, Note, Paragraph
from cchc_lint.read.html_tables import MAX_DEPTH, OpenTable
from cchc_lint.read.html_tokens import tokens
from cchc_lint.read.legacy import convert
from cchc_lint.read.source import clean, raised
from cchc_lint.read.word_numbering import roman
from cchc_lint.words import say

Attributes = dict[str, str]

MAX_TAGS = 500_000
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]+)""", re.I)
_HEAD = 4096
_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BLOCKS = frozenset((
    "p", "div", "ul", "ol", "dl", "dt", "dd", "li", "table", "caption", "section", "article", "header", "footer",
    "main", "aside", "nav", "address", "blockquote", "pre", "form", "fieldset", "legend", "figure", "figcaption",
    "center", "body", "html", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "thead", "tbody", "tfoot", "tr", "td", "th",
))
_UNSEEN = frozenset((
    "script", "style", "title", "template", "select", "option", "textarea", "button", "iframe", "object", "noscript",
    "svg",
))
_VOID = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
))
_ENDS_UNWRITTEN = frozenset(("p", "li", "dt", "dd", "tr", "td", "th"))  # elements whose end tag may be left out
_HEADING = re.compile(r"h[1-6]")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_AROUND_BREAK = re.compile(r" *\n *")
# Word and LibreOffice: a mark in the text leads to its note, and back again.
_NOTE_LINK = re.compile(r"#_?(?:ftn|edn|sdfootnote|sdendnote)(\d{1,4})(?:sym)?", re.I)
_BACK_LINK = re.compile(r"#_?(?:ftnref|ednref|sdfootnote|sdendnote)\d{1,4}(?:anc)?", re.I)
_NOTE_ID = re.compile(r"_?(?:ftn|edn|sdfootnote|sdendnote)(\d{1,4})", re.I)
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:[^;]*?\b((?:low|upp)er-(?:alpha|latin|roman)|none)")
_LIST_TYPES = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}


def read_html(data: bytes, name: str) -> Document:
    """The Document of an HTML file. Raises InputError where it is no text, too large or nested without end."""
    text, notes = _decode(data, name)
    return from_html(text, name, hashlib.sha256(data).hexdigest(), notes)


def from_html(text: str, name: str, sha256: str, notes: tuple[str, ...] = ()) -> Document:
    """The Document of the text of a page; sha256: of the file that it came from."""
    if text.count("<") > MAX_TAGS:
        most = MAX_TAGS // 1000
        raise InputError(f"{name}: " + say(
            f"trang HTML quá lớn so với một báo cáo (hơn {most} nghìn thẻ). "
            "Hãy kiểm tra lại có đúng tệp báo cáo không.",
            f"the HTML page is too large for a report (over {most},000 tags). See whether it is the report."
        ))
    page = _Page(name)
    for token in tokens(text):
        if not token.tag:
            page.text(token.text)
        elif token.tag[0] == "/":
            page.end(token.tag[1:])
        else:
            page.start(token.tag, token.attributes)
    return assemble(page.items(), name, "html", sha256, notes).document


def _decode(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    declared = _CHARSET.search(data[:_HEAD])
    charset = declared[1].decode("ascii").lower() if declared else "utf-8"
    if charset in ("utf-8", "utf8", "unicode") or len(data) > MAX_BYTES or data.startswith(_BOMS):
        return decode(data, name)
    try:
        text = data.decode(charset, "replace")
    except (LookupError, ValueError):
        return decode(data, name)
    text, old = convert(text)
    return text, (f"Tệp dùng bảng mã {old}; đã chuyển sang Unicode để kiểm tra.",) if old else ()


@dataclass(slots=True)
class _List:
    """A list that is open. form: how it is numbered, "" by bullets, "none" not at all."""

    form: str
    count: int = 0

    def label(self) -> str:
        if self.form in ("", "none"):
            return "" if self.form else "- "
        self.count += 1
        return f"{_counted(self.count, self.form)}. "


@dataclass(slots=True)
class _Frame:
    """What is open around the text: the page, a cell, or a note. lists: how many were open outside of it."""

    items: list[Item] = field(default_factory=list)
    lists: int = 0
    note: str = ""


class _Page:
    """Reads one page; `items` gives what it holds."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._frames = [_Frame()]
        self._tables: list[OpenTable] = []
        self._lists: list[_List] = []
        self._divs: list[bool] = []  # those that are open; True: of a note
        self._text: list[str] = []
        self._label = ""
        self._level = 0
        self._silent, self._silences = "", 0  # the tag that hides all within, and how often it is open
        self._raised = self._kept = 0  # sup and pre that are open
        self._links: list[str] = []  # notes that the paragraph refers to
        self._bearers: list[tuple[str, Paragraph]] = []
        self._notes: dict[str, list[Item]] = {}

    def items(self) -> Sequence[Item]:
        """All that the page shows; notes with the paragraphs that refer to them."""
        while len(self._frames) > 1 or self._tables:
            self._close_frame() if len(self._frames) > 1 else self._close_table()
        self._flush()
        for mark, paragraph in self._bearers:
            paragraph.notes += (Note(mark, self._notes.pop(mark, [])),)
        return [*self._frames[0].items, *(item for items in self._notes.values() for item in items)]

    def start(self, tag: str, given: Attributes) -> None:
        """A start tag."""
        if self._silent and tag == self._silent and tag in _ENDS_UNWRITTEN:
            self._silent = ""
        if self._silent:
            self._silences += tag == self._silent
            return
        if tag in _UNSEEN or "hidden" in given or _HIDDEN.search(given.get("style", "")):
            if tag not in _VOID:
                self._silent, self._silences = tag, 1
        elif tag in _BLOCKS:
            self._flush()
            self._open(tag, given)
        elif tag == "br":
            self._text.append("\n")
        elif tag == "sup":
            self._raised += 1
        elif tag == "a":
            self._link(given)

    def end(self, tag: str) -> None:
        """An end tag."""
        if self._silent:
            self._silences -= tag == self._silent
            if not self._silences:
                self._silent = ""
            return
        if tag in _BLOCKS:
            self._flush()
            self._close(tag)
        elif tag == "sup":
            self._raised = max(self._raised - 1, 0)

    def text(self, text: str) -> None:
        """Text between tags."""
        if self._silent:
            return
        if self._raised and text.strip().isdecimal():
            text = raised(text)
        self._text.append(text.replace("\r\n", "\n") if self._kept else _BLANKS.sub(" ", text))

    def _open(self, tag: str, given: Attributes) -> None:
        if tag == "div":
            note = _NOTE_ID.fullmatch(given.get("id", ""))
            self._divs.append(note is not None)
            if note:
                self._frames.append(_Frame(lists=len(self._lists), note=note[1]))
        elif tag in ("ul", "ol"):
            self._lists.append(_List(_list_form(tag, given), _whole(given.get("start"), 1) - 1))
        elif tag == "li" and len(self._lists) > self._frames[-1].lists:
            if given.get("value"):
                self._lists[-1].count = _whole(given["value"], 1) - 1
            self._label = self._lists[-1].label()
        elif tag == "pre":
            self._kept += 1
        elif _HEADING.fullmatch(tag):
            self._level = int(tag[1])
        elif tag == "table":
            if len(self._tables) >= MAX_DEPTH:
                raise InputError(f"{self._name}: " + say(
                    f"bảng lồng nhau quá {MAX_DEPTH} lớp. Hãy bỏ bớt bảng lồng rồi lưu lại.",
                    f"tables are nested over {MAX_DEPTH} deep. Take some out and save it again."
                ))
            self._tables.append(OpenTable(len(self._frames)))
        elif tag == "tr" and self._tables:
            self._close_cell()
            self._tables[-1].open_row()
        elif tag in ("td", "th") and self._tables:
            self._close_cell()
            self._tables[-1].open_cell(_whole(given.get("colspan"), 1), _whole(given.get("rowspan"), 1))
            self._frames.append(_Frame(lists=len(self._lists)))

    def _close(self, tag: str) -> None:
        if tag == "div" and self._divs:
            if self._divs.pop() and any(frame.note for frame in self._frames):
                while not self._frames[-1].note:
                    self._close_frame()
                self._close_frame()
        elif tag in ("ul", "ol") and len(self._lists) > self._frames[-1].lists:
            self._lists.pop()
        elif tag == "li" and self._label:
            self._add(Paragraph(Line(""), self._label))
        elif tag == "pre":
            self._kept = max(self._kept - 1, 0)
        elif _HEADING.fullmatch(tag):
            self._level = 0
        elif tag in ("td", "th", "tr") and self._tables:
            self._close_cell()
        elif tag == "table" and self._tables:
            self._close_table()

    def _link(self, given: Attributes) -> None:
        target = given.get("href", "")
        note = _NOTE_LINK.fullmatch(target)
        if note and not self._frames[-1].note:
            self._links.append(note[1])
        if note or _BACK_LINK.fullmatch(target):
            self._silent, self._silences = "a", 1

    def _flush(self) -> None:
        """End the paragraph; a label waits for the first text after it."""
        whole = clean("".join(self._text), markup=False).text
        text = _AROUND_BREAK.sub("\n", whole if self._kept else re.sub(" {2,}", " ", whole)).strip()
        self._text = []
        if text:
            self._add(Paragraph(Line(text), self._label, self._level))

    def _add(self, paragraph: Paragraph) -> None:
        self._label = ""
        self._frames[-1].items.append(paragraph)
        self._bearers += ((mark, paragraph) for mark in self._links)
        self._links = []

    def _close_frame(self) -> None:
        """Close the innermost note, or the innermost cell."""
        if self._tables and len(self._frames) <= self._tables[-1].depth:
            self._close_table()
            return
        self._flush()
        frame = self._frames.pop()
        del self._lists[frame.lists :]
        self._label = ""
        if frame.note:
            self._notes.setdefault(frame.note, []).extend(frame.items)
        elif self._tables:
            self._tables[-1].fill(frame.items)

    def _close_cell(self) -> None:
        while len(self._frames) > self._tables[-1].depth:
            self._close_frame()

    def _close_table(self) -> None:
        self._close_cell()
        self._frames[-1].items.append(self._tables.pop().table)


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.strip().isdecimal() and len(text) < 8 else default


def _list_form(tag: str, given: Attributes) -> str:
    style = _LIST_STYLE.search(given.get("style", ""))
    if style:
        return style[1]
    return "" if tag == "ul" else _LIST_TYPES.get(given.get("type", ""), "decimal")


def _counted(count: int, form: str) -> str:
    """A count as a browser writes it; its letters are the 26 of the Latin alphabet."""
    if form.endswith("roman") and 0 < count < 4000:
        text = roman(count)
    elif form.endswith(("alpha", "latin")) and count > 0:
        text = ""
        while count:
            count, place = divmod(count - 1, 26)
            text = chr(ord("a") + place) + text
    else:
        return str(count)
    return text.upper() if form.startswith("upper") else text
