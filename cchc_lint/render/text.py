"""The printer for people: each finding with its places, the figures marked, the sum and the remedy.

Grouped by file, in the order of the text; then what was checked, and what could not be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from unicodedata import normalize

from cchc_lint.finding import FileResult, Finding, Location, Result, Severity
from cchc_lint.render import PLAIN, Display
from cchc_lint.render.said import mends, short_id, short_stamp, waived
from cchc_lint.render.snippet import Mark, cells, snippet
from cchc_lint.words import CERTAINTY, LEVEL, REASON, SEVERITY, count, period_name, pick, word

_SGR = {
    "error": "1;31", "warning": "1;33", "info": "1;36", "primary": "1;31", "related": "34",
    "gutter": "34", "strong": "1", "good": "32", "faint": "2",
}
_WORDS = 70  # cells of the line in which an unguarded figure stands
_ROLE_ORDER = {"primary": 0, "related": 1}
_TALLY: tuple[tuple[Severity, str, str], ...] = (
    ("error", "lỗi", "error"), ("warning", "cảnh báo", "warning"), ("info", "lưu ý", "info"))


def render(result: Result, *, lang: str = "vi", display: Display = PLAIN) -> str:
    """The whole result as text, each line ended by a newline."""
    return "\n".join(_Printer(lang, display).lines(result)) + "\n"


class _Printer:
    """The language and the display that every line needs."""

    def __init__(self, lang: str, display: Display) -> None:
        self.lang, self.display = lang, display

    def say(self, vi: str, en: str) -> str:
        return pick(self.lang, vi, en)

    def paint(self, text: str, role: str) -> str:
        return f"\x1b[{_SGR[role]}m{text}\x1b[0m" if self.display.color and text else text

    def lines(self, result: Result) -> Iterator[str]:
        checked = [file for file in result.files if not file.skipped]
        for file in checked:
            yield from self._file(file)
        if self.display.statistics:
            yield from self._statistics(result)
        if not self.display.quiet:
            yield from self._summary(result)
            yield self.paint(short_stamp(self.lang, result.rules_sha256, (f.sha256 for f in checked)), "faint")

    # One file

    def _file(self, file: FileResult) -> Iterator[str]:
        if file.error:
            head = self.paint(file.path, "strong")
            yield f"{head}: {self.say('không kiểm tra được', 'not checked')}: {file.error}"
            yield ""
            return
        if not self.display.quiet:
            yield self.paint(file.path, "strong") + self._understood(file)
            yield from (self.paint(f"  {note}", "faint") for note in file.notes)
            yield ""
        shown = [finding for finding in file.findings if finding.counts or self.display.skipped]
        lines = [place.line or 0 for finding in shown for place in finding.locations]
        gutter = max(len(str(max(lines, default=0))), 3)
        for finding in shown:
            yield from self._finding(finding, file.path, gutter)
            yield ""
        if self.display.coverage:
            yield from self._coverage(file)
        if self.display.coverage or self.display.skipped:
            yield from self._idle(file)

    def _understood(self, file: FileResult) -> str:
        """What the report was taken for: agency, period and form, so that a wrong reading is seen at once."""
        about = file.report
        if about is None:
            return ""
        known = [
            about.agency or word(LEVEL, about.level, self.lang),
            period_name(about.period, self.lang) if about.period else "",
            about.form and self.say(f"biểu mẫu {about.form}", f"form of {about.form}"),
        ]
        return "".join(f" · {each}" for each in known if each)

    # One finding

    def _finding(self, finding: Finding, path: str, gutter: int) -> Iterator[str]:
        lang = self.lang
        head = self.paint(f"{word(SEVERITY, finding.severity, lang)} {finding.rule}", finding.severity)
        certainty = word(CERTAINTY, finding.certainty, lang)
        name = self.paint(f"  [{short_id(finding)}]", "faint") if finding.fingerprint else ""
        yield f"{head}  {self.paint(finding.message, 'strong')}" + (f" ({certainty})" if certainty else "") + name
        for at, places in enumerate(_by_line(finding.locations)):
            yield from self._places(places, path, gutter, "-->" if at == 0 else ":::")
        for label, text in self._remarks(finding):
            yield from self._remark(gutter, label, text)

    def _places(self, places: Sequence[Location], path: str, gutter: int, arrow: str) -> Iterator[str]:
        first = places[0]
        where = first.path or path
        if first.line is not None:
            where += f":{first.line}" + (f":{first.column}" if first.column and arrow == "-->" else "")
        page = first.page and self.say(f"trang {first.page}", f"page {first.page}")
        shown = first.line is not None and first.excerpt
        labels = () if shown else (place.label or place.text for place in places)
        about = ", ".join(each for each in (first.section or first.block, page, *labels) if each)
        yield " " * (gutter - 1) + self.paint(arrow, "gutter") + f" {where}" + (about and f"  {about}")
        if first.line is None or not shown:
            return
        marks = [_mark(place) for place in places]
        yield from self._excerpt(first.line, first.excerpt, marks, gutter)
        for place in places:
            rest = _rest(place)
            if rest and place.end_line:
                mark = Mark(0, len(rest), place.label, place.role == "primary")
                yield from self._excerpt(place.end_line, rest, [mark], gutter)

    def _excerpt(self, line: int, text: str, marks: Sequence[Mark], gutter: int) -> Iterator[str]:
        number = str(line)
        for row in snippet(text, marks, self.display.width - gutter - 3, self.paint):
            yield self.paint(f"{'' if row.marks else number:>{gutter}} │", "gutter") + f" {row.text}".rstrip()
            number = number if row.marks else ""

    def _remarks(self, finding: Finding) -> Iterator[tuple[str, str]]:
        """What is said under the excerpts, each with its label."""
        if finding.computation:
            yield self.say("phép tính", "computed"), finding.computation
        if finding.suggestions:
            yield self.say("sửa", "fix"), mends(finding, self.lang)
        if finding.help:
            yield self.say("cách xử lý", "help"), finding.help
        if finding.basis:
            yield self.say("căn cứ", "basis"), finding.basis
        if finding.consequences:
            yield self.say("kéo theo", "also breaks"), ", ".join(finding.consequences)
        if finding.waiver:
            yield self.say("ghi chú", "note"), waived(finding.waiver, self.lang)

    def _remark(self, gutter: int, label: str, text: str) -> Iterator[str]:
        head = f"= {label}: "
        room = self.display.width - gutter + 1
        for at, line in enumerate(folded(text, room - cells(head), room - 2)):
            yield " " * (gutter - 1) + (self.paint(head, "gutter") if at == 0 else "  ") + line

    # What was checked

    def _coverage(self, file: FileResult) -> Iterator[str]:
        figures = file.figures
        if figures.unguarded:
            yield self.say("Số liệu chưa có phép kiểm tra nào đối chiếu:", "Figures that no check guards:")
        for section, places in _by_section(figures.unguarded):
            yield "  " + (section or self.say("(ngoài các mục)", "(outside the sections)"))
            for place in places:
                where = "" if place.line is None else f"{place.line}:{place.column}"
                words = snippet(place.excerpt or place.text, [_mark(place)], _WORDS, self.paint)[0].text
                yield f"    {where:<9} {place.text:<9} {words}"
        if figures.unguarded:
            yield ""

    def _idle(self, file: FileResult) -> Iterator[str]:
        if file.unchecked:
            yield self.say("Quy tắc chưa kiểm tra được:", "Rules that could not run:")
            for each in file.unchecked:
                names = f": {', '.join(each.names)}" if each.names else ""
                yield f"  {each.rule:<10} {word(REASON, each.reason, self.lang)}{names}"
            yield ""

    def _statistics(self, result: Result) -> Iterator[str]:
        numbers = Counter(each.rule for file in result.files for each in file.findings if each.counts)
        titles = {rule.id: pick(self.lang, *rule.title) for rule in result.rules}
        for rule, number in sorted(numbers.items(), key=lambda each: (-each[1], each[0])):
            yield f"{number:>5}  {rule:<10} {titles.get(rule, '')}".rstrip()
        if numbers:
            yield ""

    def _summary(self, result: Result) -> Iterator[str]:
        lang = self.lang
        done = [file for file in result.files if not file.skipped and not file.error]
        skipped = [file for file in result.files if file.skipped]
        if done:
            yield self._tally(result, done)
            if any(file.checks.ok or file.checks.violated for file in done):
                yield self._extent(done)
            yield from self._not_checked(done)
        if skipped:
            passed = count(len(skipped), lang, "tệp không phải báo cáo", "file that is no report",
                           "files that are no report")
            yield self.say(f"Bỏ qua {passed}:", f"Skipped {passed}:")
            yield from (f"  {file.path}: {file.error}" for file in skipped)
        failed = sum(bool(file.error) and not file.skipped for file in result.files)
        if failed:
            files = count(failed, lang, "tệp", "file")
            yield self.paint(self.say(f"Không kiểm tra được {files}.", f"{files} could not be checked."), "error")

    def _tally(self, result: Result, done: Sequence[FileResult]) -> str:
        lang = self.lang
        found = [count(n, lang, vi, en) for severity, vi, en in _TALLY if (n := result.count(severity))]
        reports = count(len(done), lang, "báo cáo", "report")
        accepted = self.say(f" ({result.waived} đã chấp nhận)", f" ({result.waived} accepted)") if result.waived else ""
        if found:
            within = self.say(f" trong {reports}", f" in {reports}")
            return f"{self.paint(', '.join(found), 'strong')}{within}{accepted}."
        if not result.waived and not any(file.checks.ok for file in done):
            nothing = self.say("Không có phép kiểm tra nào thực hiện được.", "No check could be made.")
            return self.paint(nothing, "error")
        clean = self.say(f"Không phát hiện sai sót trong {reports}", f"Nothing found wrong in {reports}")
        return self.paint(f"{clean}{accepted}.", "good")

    def _extent(self, done: Sequence[FileResult]) -> str:
        ok, violated = (sum(getattr(file.checks, name) for file in done) for name in ("ok", "violated"))
        found, checked = sum(file.figures.found for file in done), sum(file.figures.checked for file in done)
        made = count(ok + violated, self.lang, "phép kiểm tra", "check")
        return self.say(
            f"Đã thực hiện {made}, {ok} đạt; {checked} trên {found} số liệu của báo cáo được đối chiếu.",
            f"{made} made, {ok} held; {checked} of {found} figures took part.",
        )

    def _not_checked(self, done: Sequence[FileResult]) -> Iterator[str]:
        reasons = Counter(each.reason for file in done for each in file.unchecked)
        if not reasons:
            return
        parts = [f"{n} {word(REASON, reason, self.lang)}" for reason, n in sorted(reasons.items())]
        shown = self.display.coverage or self.display.skipped
        hint = "" if shown else self.say(" (xem --coverage)", " (see --coverage)")
        rules = count(sum(reasons.values()), self.lang, "quy tắc", "rule")
        yield self.say(f"Chưa kiểm tra được {rules}", f"{rules} could not run") + f": {', '.join(parts)}{hint}."


def _mark(place: Location) -> Mark:
    start = (place.column or 1) - 1
    ends_here = place.end_line in (None, place.line)
    end = (place.end_column or start + 2) - 1 if ends_here else len(place.excerpt)
    label = place.label if ends_here or not _rest(place) else ""
    return Mark(start, end, label, place.role == "primary")


def _rest(place: Location) -> str:
    """The end of a marked text that goes on past the line of its excerpt."""
    if place.line is None or place.end_line in (None, place.line):
        return ""
    begun = normalize("NFC", "".join(place.excerpt[(place.column or 1) - 1 :].split()))
    for at, char in enumerate(place.text):
        if not begun:
            return place.text[at:].strip()
        if not char.isspace():
            if char != begun[0]:
                return ""
            begun = begun[1:]
    return ""


def _by_line(places: Sequence[Location]) -> list[list[Location]]:
    """The places of a finding, those on one line together, the primary one's first."""
    lines: dict[tuple[str, int | None, str], list[Location]] = {}
    for place in sorted(places, key=lambda each: _ROLE_ORDER[each.role]):
        lines.setdefault((place.path, place.line, place.excerpt), []).append(place)
    return list(lines.values())


def _by_section(places: Iterable[Location]) -> list[tuple[str, list[Location]]]:
    sections: dict[str, list[Location]] = {}
    for place in places:
        sections.setdefault(place.section or place.block, []).append(place)
    return list(sections.items())


def folded(text: str, first: int, width: int) -> list[str]:
    """The text in lines of `width` cells, the first of `first`, broken at blanks; its own breaks are kept."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for piece in paragraph.split(" "):
            longer = f"{line} {piece}" if line else piece
            if line and cells(longer) > (width if lines else first):
                lines.append(line)
                longer = piece
            line = longer
        lines.append(line)
    return lines
