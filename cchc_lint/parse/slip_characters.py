"""Characters that look like others: Ð for Đ, Russian and Greek letters, l and O in numbers, invisible ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from cchc_lint.document import Document, Span
from cchc_lint.letters import LOWER, UPPER
from cchc_lint.parse.syllables import is_syllable
from cchc_lint.report import Slip

_DS = {"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"}
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff\ue000-\uf8ff\ufffd]")
_FOREIGN = re.compile("[\u0370-\u03ff\u0400-\u04ff]")
_ODD = re.compile("[\u00ad\u0370-\u03ff\u0400-\u04ff\u200b-\u200d\u2060\ue000-\uf8ff\ufeff\ufffd]")
_HOMOGLYPHS = str.maketrans("аеорсухіАВЕКМНОРСТХУІοανΑΒΕΖΗΙΚΜΝΟΡΤΧΥ", "aeopcyxiABEKMHOPCTXYIoavABEZHIKMNOPTXY")
_LATIN = re.compile(rf"[{LOWER}{UPPER}]{{2,}}")
_MIXED_NUMBER = re.compile(r"[0-9](?:[lIO]|(?<=[lIO][0-9]))")
# "I1" may be a Roman number with the mark of a note, O2 and O3 are gases.
_NUMBER = re.compile(r"(?!O[23]$)[lO]\d[\dlIO]*|\d+[IO][\dlIO]*|\d+l\d[\dlIO]*")
_DATE = re.compile(r"[\dlIO]{1,2}/[\dlIO]{1,2}/[\dlIO]{4}")
_TO_DIGITS = str.maketrans("lIO", "110")
_MIXED_WORD = re.compile(rf"[01](?=[{LOWER}])(?<=[{LOWER}][01])")
_OUTER = " \t\n\u00a0(),;.:“”\"'"


def find_character_slips(document: Document, is_prose: Callable[[int], bool]) -> Iterator[Slip]:
    """Look-alikes at places that are prose; what runs through a whole file is told once, with its count."""
    text = document.text
    for letter, meant in _DS.items():
        if letter in text:
            places = [found.start() for found in re.finditer(letter, text) if is_prose(found.start())]
            yield from _once(text, places, meant, f"chữ {letter} lạ")
    if _ODD.search(text):
        hidden = [found.start() for found in _INVISIBLE.finditer(text)]
        hidden = [at for at in hidden if is_prose(at) and not _is_bullet(text, at)]
        yield from _once(text, hidden, "", "ký tự ẩn hoặc bị hỏng")
        yield from _each(text, _FOREIGN, _foreign, is_prose)
    yield from _each(text, _MIXED_NUMBER, _number, is_prose)
    for found in _MIXED_WORD.finditer(text):
        start, end = _chunk(text, found.start())
        word = text[start:end]
        for letter in ("o",) if found.group() == "0" else ("l", "i"):
            mended = word[: found.start() - start] + letter + word[found.end() - start :]
            if is_prose(start) and is_syllable(mended):
                yield Slip(Span(start, end), word, "look-alike", mended, "Có chữ số trong từ.")
                break


def _each(
    text: str, pattern: re.Pattern[str],
    told: Callable[[str, int, int], Iterator[Slip]], is_prose: Callable[[int], bool],
) -> Iterator[Slip]:
    """What `told` says of each chunk of text with a hit, once."""
    seen = -1
    for found in pattern.finditer(text):
        start, end = _chunk(text, found.start())
        if start > seen and is_prose(start):
            seen = start
            yield from told(text, start, end)


def _chunk(text: str, at: int) -> tuple[int, int]:
    """What stands between blanks and marks around a place."""
    start, end = at, at + 1
    while start > 0 and text[start - 1] not in _OUTER:
        start -= 1
    while end < len(text) and text[end] not in _OUTER:
        end += 1
    return start, end


def _once(text: str, places: list[int], meant: str, what: str) -> Iterator[Slip]:
    if not places:
        return
    start, end = _chunk(text, places[0])
    word = text[start:end]
    more = f"; {len(places)} chỗ trong tệp" if len(places) > 1 else ""
    yield Slip(Span(start, end), word, "look-alike", word.replace(text[places[0]], meant), f"Có {what}{more}.")


def _is_bullet(text: str, at: int) -> bool:
    """A bullet of Word's symbol font, or a mark of byte order, at the beginning of a line."""
    return not text[text.rfind("\n", 0, at) + 1 : at].strip()


def _foreign(text: str, start: int, end: int) -> Iterator[Slip]:
    mended = text[start:end].translate(_HOMOGLYPHS)
    if _LATIN.fullmatch(mended):
        yield Slip(Span(start, end), text[start:end], "look-alike", mended, "Có chữ cái Nga hoặc Hy Lạp trong từ.")


def _number(text: str, start: int, end: int) -> Iterator[Slip]:
    word = text[start:end]
    if _NUMBER.fullmatch(word) or _DATE.fullmatch(word):
        yield Slip(Span(start, end), word, "look-alike", word.translate(_TO_DIGITS), "Có chữ cái trong số.")
