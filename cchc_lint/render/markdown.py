"""Markdown for a comment on a merge request: for each file a table like the slip that a reviewer sends.

A comment of GitHub holds 65,536 characters, one of GitLab 1,000,000: what would not fit is counted, not shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_lint.finding import FileResult, Finding, Result
from cchc_lint.render import PLAIN, Display
from cchc_lint.render.said import checked, mends, primary, printable, short_id, stamp, waived, where
from cchc_lint.words import SEVERITY, count, pick, word

LIMIT = 60_000  # characters
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
_HEAD = (("STT", "Vị trí", "Nội dung", "Lý do", "Đề nghị sửa"), ("No.", "Place", "Text", "Why", "Mend"))


def render(result: Result, *, lang: str = "vi", display: Display = PLAIN) -> str:
    lines = [pick(lang, "## Kết quả kiểm tra báo cáo", "## Checked reports"), "", _tally(result, lang), ""]
    foot = ["<sub>" + stamp(result) + "</sub>", ""]
    room = LIMIT - sum(map(len, (*lines, *foot)))
    left = 0
    for file in checked(result):
        for line, holds in _file(file, lang):
            room -= len(line) + 1
            if room > 0:
                lines.append(line)
            else:
                left += holds
    if left:
        more = pick(lang, f"… còn {left} phát hiện không hiện được ở đây.", f"… {left} more are not shown here.")
        lines += ["", more, ""]
    return "\n".join([*lines, *foot])


def _tally(result: Result, lang: str) -> str:
    found = [count(n, lang, vi, en) for severity, vi, en in (
        ("error", "lỗi", "error"), ("warning", "cảnh báo", "warning"), ("info", "lưu ý", "info"),
    ) if (n := result.count(severity))]  # type: ignore[arg-type]
    if result.waived:
        found.append(pick(lang, f"{result.waived} đã chấp nhận", f"{result.waived} accepted"))
    return (", ".join(found) or pick(lang, "Không phát hiện sai sót", "Nothing found wrong")) + "."


def _file(file: FileResult, lang: str) -> Iterator[tuple[str, int]]:
    """The lines of a file, each with the number of findings in it."""
    yield f"### {_escaped(file.path)}", 0
    yield "", 0
    if file.error:
        yield f"**{pick(lang, 'Không kiểm tra được', 'Not checked')}**: {_escaped(file.error)}", 0
        yield "", 0
    if file.findings:
        head = _HEAD[lang == "en"]
        yield f"| {' | '.join(head)} |", 0
        yield f"|{' --- |' * len(head)}", 0
        for at, finding in enumerate(file.findings, 1):
            yield f"| {at} | {' | '.join(map(_escaped, _row(finding, lang)))} |", 1
        yield "", 0
    sha = file.sha256 and f" · sha256 `{file.sha256}`"
    held = count(file.checks.ok, lang, "phép kiểm tra đạt", "check held", "checks held")
    yield f"<sub>{held}{sha}</sub>", 0
    yield "", 0


def _row(finding: Finding, lang: str) -> tuple[str, str, str, str]:
    place = primary(finding)
    severity = word(SEVERITY, finding.severity, lang)
    why = [f"{severity} {finding.rule} ({short_id(finding)}): {finding.message}", finding.computation]
    if finding.waiver:
        why.append(waived(finding.waiver, lang))
    return where(finding, lang), place.text if place else "", "\n".join(filter(None, why)), (
        mends(finding, lang) or finding.help)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", printable(text)).replace("@", "&#64;").replace("\r", "").replace("\n", "<br>")
