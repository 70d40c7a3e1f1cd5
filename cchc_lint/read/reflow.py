"""Wrapped and broken lines become paragraphs; footnotes leave the middle of sentences.

Two streams run through the body lines, the body's and the footnotes'. Each keeps its last passage open,
so that after a page break each finds its own continuation.
"""

from __future__ import annotations

import re

from cchc_lint.letters import RAISED, UPPER
from cchc_lint.read.footnotes import LOWERED, glued, raised_marks
from cchc_lint.read.joining import BULLET, HEADING, ITEM, joins, needs_blank
from cchc_lint.read.layout import Layout, ended
from cchc_lint.read.lines import Line
from cchc_lint.read.passages import Passage
from cchc_lint.read.source import raised

_RAISED_START = re.compile(rf"([{RAISED}]+)\s*(?=\S)")
_PLAIN_START = re.compile(r"(\d{1,3})\s+(?=[^\W\d_]|[\"“(\-\d])")
_BRACKET_START = re.compile(r"\[\^?(\d{1,3})\]:?\s*(?=\S)")
_STARTS = frozenset(RAISED + "0123456789[")
_TAIL_OF_SYMBOL = re.compile(rf"[{UPPER}&]{{1,8}}\s+(?:ngày|của|về)\b")
_HEADING_LINES = 3  # what is longer is an item with text, not a heading
_FAR = 120  # lines below a mark within which its footnote stands
_NEAR = 30  # paragraphs above a footnote in which its mark stands


def reflow(lines: list[Line], layout: Layout, text: str) -> list[Passage]:
    """The passages of the body lines of `text`, in the order in which they begin."""
    return _Flow(lines, layout, text).run()


class _Flow:
    def __init__(self, lines: list[Line], layout: Layout, text: str) -> None:
        self.lines = lines
        self.layout = layout
        self.passages: list[Passage] = []
        self.body: Passage | None = None
        self.note: Passage | None = None
        self.in_note = False
        self.small = 0  # the width of a line in small print
        self.marked = any(digit in text for digit in RAISED)
        self.marks: set[int] = set()  # footnote marks met in the body
        self.notes: set[int] = set()  # footnotes met

    def run(self) -> list[Passage]:
        for i, line in enumerate(self.lines):
            if line.text[0] in _STARTS and self._opens_note(i, line):
                continue
            if self.note is not None and (self._stays_in_note(i, line) or self._resumes_note(i, line)):
                continue
            self._body_line(i, line)
        return self.passages

    def _body_line(self, i: int, line: Line) -> None:
        self.in_note = False
        if self.body is not None and self._joins(self.body, line, i):
            self.body.join(line, blank=needs_blank(self.body.tail, line.text))
        else:
            self.body = Passage.of("paragraph", line)
            self.body.heading = bool(HEADING.match(line.text))
            self.passages.append(self.body)
        if self.marked:
            marks = raised_marks(line.text)
            self.body.marks += marks
            self.marks.update(map(int, marks))

    def _joins(self, passage: Passage, line: Line, i: int) -> bool:
        after = self.lines[i + 1].text if i + 1 < len(self.lines) else ""
        return joins(
            passage.tail, line.text, after, self.layout,
            first=passage.lines == 1, heading=passage.heading and passage.lines <= _HEADING_LINES,
            apart=self.layout.is_apart(line),
        )

    def _opens_note(self, i: int, line: Line) -> bool:
        """Begin a footnote with `line`, or note the mark of one, if it is that."""
        if line.text.isdecimal():
            return len(line.text) < 3 and self._lone_mark(i, line)
        start = self._note_start(line.text)
        if start is None:
            return False
        mark, skip = start
        self.notes.add(int(mark))
        self.note = Passage.of("footnote", line, mark=mark, skip=skip)
        self.passages.append(self.note)
        self._measure_note(self.note, line)
        self.in_note = True
        return True

    def _lone_mark(self, i: int, line: Line) -> bool:
        """A number alone on its line that is the mark of a footnote: in the text, or before the footnote."""
        number = int(line.text)
        if number in self.marks - self.notes or (line.rule and self._expects(number)):
            self.notes.add(number)
            self.note = Passage("footnote", line.page, mark=line.text)
            self.in_note = True
            return True
        if line.gap or not self.body or self.in_note or number != max(self.marks, default=0) + 1:
            return False
        start = f"{number} "
        if not any(other.text == line.text or other.text.startswith(start) for other in self.lines[i + 1 : i + _FAR]):
            return False
        self.marks.add(number)
        self.body.attach(line, raised(line.text))
        self.body.marks.append(line.text)
        return True

    def _note_start(self, text: str) -> tuple[str, int] | None:
        """(mark, length of the mark) where a line opens a footnote."""
        match = _RAISED_START.match(text)
        if match:
            return match[1].translate(LOWERED), match.end()
        match = _BRACKET_START.match(text)
        if match:
            known = any(f"[{sign}{match[1]}]" in passage.text for sign in ("", "^") for passage in self.passages)
            return (match[1], match.end()) if known else None
        match = _PLAIN_START.match(text)
        if match and not HEADING.match(text) and self._expects(int(match[1])):
            return match[1], match.end()
        return None

    def _expects(self, number: int) -> bool:
        if number in self.notes:
            return False
        if number in self.marks:
            return number == min(self.marks - self.notes)
        if number != max(self.notes, default=0) + 1:
            return False
        mark = glued(number)
        return any(mark.search(passage.text) for passage in self.passages[-_NEAR:])

    def _stays_in_note(self, i: int, line: Line) -> bool:
        """Keep `line` in the footnote that is being read, if it belongs there."""
        note = self.note
        if note is None or not self.in_note or (line.top and note.pieces):
            return False
        if not note.pieces:
            note.join(line, blank=False)
            self._measure_note(note, line)
            self.passages.append(note)
            return True
        before = note.tail
        if BULLET.match(line.text) and before[-1] in ";:,":
            self.note = Passage.of("footnote", line, mark=note.mark)
            self.passages.append(self.note)
            return True
        if not self.layout.wrap or not self._goes_on_in_note(i, line, note):
            return False
        note.join(line, blank=needs_blank(before, line.text))
        self._measure_note(note, line)
        return True

    def _measure_note(self, note: Passage, line: Line) -> None:
        if self.layout.is_wide(line.text):
            note.wide = True
            self.small = max(self.small, self.layout.width(line.text))

    def _goes_on_in_note(self, i: int, line: Line, note: Passage) -> bool:
        """Within one page: small print goes on up to its first short line."""
        before = note.tail
        if self.layout.is_wide(line.text):
            return not (ended(before) and ITEM.match(line.text))
        if note.wide:
            cut = self.layout.is_wide(before) and not ended(before)
            return cut or self.layout.is_full_at(self.small, before, line.text)
        return self._joins(note, line, i)

    def _resumes_note(self, i: int, line: Line) -> bool:
        """Take up, with `line`, the footnote that the last page cut, if it does so."""
        note = self.note
        if note is None or not note.pieces or ended(note.tail) or ITEM.match(line.text):
            return False
        if self.layout.wrap:
            resumes = line.rule or self.layout.is_wide(line.text) or self._left_over(i, line, note)
        else:
            resumes = self._continues(note, line) and self._note_rather_than_body(i, line, note)
        if resumes:
            note.join(line, blank=needs_blank(note.tail, line.text))
            self._measure_note(note, line)
            self.in_note = True
        return resumes

    def _left_over(self, i: int, line: Line, note: Passage) -> bool:
        """Whether a line at the foot of the next page goes on with the note, and not with the body above it."""
        body = self.body
        if body is None or not line.gap or self.in_note:
            return False
        return ended(body.tail) and not self._joins(body, line, i) and self._joins(note, line, i)

    def _continues(self, passage: Passage, line: Line) -> bool:
        """Whether a line far below can be the rest of a passage: the middle of a sentence, or of a symbol."""
        if passage.tail[-1] in "-/":
            return bool(_TAIL_OF_SYMBOL.match(line.text))
        return line.text[0].islower() or line.text[0].isdigit()

    def _note_rather_than_body(self, i: int, line: Line, note: Passage) -> bool:
        """Body and footnote are both cut: the continuation that stands before the next footnote belongs to
        the footnote, at the page's foot; else the words decide that stand together elsewhere."""
        body = self.body
        if body is None or not self._joins(body, line, i):
            return True
        j = i + 1
        while j < len(self.lines) and self._note_start(self.lines[j].text):
            j += 1
        if i + 1 < j < len(self.lines):
            return self._joins(body, self.lines[j], j)
        return self.layout.together(note.tail, line.text) > self.layout.together(body.tail, line.text)
