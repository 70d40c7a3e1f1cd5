"""What several printers say alike: where a finding is, what mends it, which waiver it has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256

from cchc_lint.finding import FileResult, Finding, Location, Result, Waiver
from cchc_lint.version import __version__
from cchc_lint.words import Text, pick

TOOL = "cchc-lint"
SHORT_ID = 8  # characters of a fingerprint by which people name a finding
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_WAIVED: dict[str, Text] = {
    "explained": ("đã giải trình", "explained"),
    "accepted": ("đã chấp nhận", "accepted"),
    "baseline": ("đã có từ trước", "known before"),
}


def stamp(result: Result) -> str:
    """Which tool and which rules made a result, for programs."""
    return f"{TOOL} {__version__}, rules sha256:{result.rules_sha256}"


def short_stamp(lang: str, rules_sha256: str, inputs: Iterable[str]) -> str:
    """The same in one line for people, with the input: "cchc-lint 0.1.0 · bộ quy tắc 9c1f… · đầu vào 7ae3…".

    Twelve digits of each hash. inputs: the hashes of the files; of several the hash of their list, a line each.
    """
    known = [each for each in inputs if each]
    parts = [f"{TOOL} {__version__}", f"{pick(lang, 'bộ quy tắc', 'rules')} {rules_sha256[:12]}"]
    if known:
        listed = known[0] if len(known) == 1 else sha256("".join(f"{each}\n" for each in known).encode()).hexdigest()
        parts.append(f"{pick(lang, 'đầu vào', 'input')} {listed[:12]}")
    return " · ".join(parts)


def short_id(finding: Finding) -> str:
    """The name by which `cchc-lint waive` knows a finding of a file."""
    return finding.fingerprint[:SHORT_ID]


def primary(finding: Finding) -> Location | None:
    return next(iter(finding.locations), None)


def posix(path: str) -> str:
    """The path as the tools of every system read it."""
    return path.replace("\\", "/")


def checked(result: Result) -> Iterator[FileResult]:
    """The files that are reports, or should have been."""
    return (file for file in result.files if not file.skipped)


def where(finding: Finding, lang: str) -> str:
    """ "dòng 17, mục II.6" of the primary place."""
    place = primary(finding)
    if place is None:
        return ""
    line = place.line and pick(lang, f"dòng {place.line}", f"line {place.line}")
    page = place.page and pick(lang, f"trang {place.page}", f"page {place.page}")
    return ", ".join(each for each in (line, page, place.section or place.block) if each)


def around(place: Location, width: int) -> tuple[str, str, str]:
    """What stands before the marked text of a place, that text, and what follows; up to `width` characters of each.

    Cells of a row are parted by dots. Where the place is not known, the text stands alone.
    """
    start = (place.column or 1) - 1
    excerpt, marked = (each.replace("\t", " · ") for each in (place.excerpt, place.text))
    start += 2 * place.excerpt.count("\t", 0, start)
    if excerpt[start : start + len(marked)] != marked:
        return "", marked or excerpt[: 2 * width], ""
    before, after = excerpt[:start], excerpt[start + len(marked) :]
    if len(before) > width:
        before = "… " + before[-width:].partition(" ")[2]
    if len(after) > width:
        after = after[:width].rpartition(" ")[0] + " …"
    return before, marked, after


def told_at(place: Location, lang: str, *, here: str = "") -> str:
    """ "“102” (số TTHC mức độ 3; bảng 1, dòng 7.8.1)"; here: the section of the reader, which is not told."""
    page = place.page and pick(lang, f"trang {place.page}", f"page {place.page}")
    section = place.section or place.block
    where = ", ".join(each for each in (place.path, page, section if section != here else "") if each)
    about = "; ".join(each for each in (place.label, where) if each)
    return f"“{place.text}”" + (about and f" ({about})")


def mends(finding: Finding, lang: str) -> str:
    """What each suggestion changes: "3.222 → 3.228 (hai chữ số bị đảo) hoặc …"."""
    return pick(lang, " hoặc ", " or ").join(_mends(finding))


def _mends(finding: Finding) -> Iterator[str]:
    for each in finding.suggestions:
        old = finding.locations[each.location].text if each.location < len(finding.locations) else ""
        why = f" ({each.why})" if each.why else ""
        yield f"{old} → {each.text}{why}" if each.text else each.why


def waived(waiver: Waiver, lang: str) -> str:
    """ "đã chấp nhận (Nguyễn Văn A, đến hết 31/12/2026): lý do"."""
    day = "/".join(reversed(waiver.until.split("-")))
    until = day and pick(lang, f"đến hết {day}", f"until {day}")
    about = ", ".join(each for each in (waiver.by, until) if each)
    kind = pick(lang, *_WAIVED[waiver.kind])
    return kind + (f" ({about})" if about else "") + (f": {waiver.reason}" if waiver.reason else "")


def details(finding: Finding, lang: str) -> list[str]:
    """The lines under a finding: the sum filled in, what mends it, what to do, the basis, the waiver."""
    told = (
        (("phép tính", "computed"), finding.computation),
        (("sửa", "fix"), mends(finding, lang)),
        (("cách xử lý", "help"), finding.help),
        (("căn cứ", "basis"), finding.basis),
        (("kéo theo", "also breaks"), ", ".join(finding.consequences)),
        (("ghi chú", "note"), waived(finding.waiver, lang) if finding.waiver else ""),
    )
    return [f"{pick(lang, *label)}: {text}" for label, text in told if text]


def printable(text: str) -> str:
    """The text without the characters that XML and consoles cannot carry."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)
