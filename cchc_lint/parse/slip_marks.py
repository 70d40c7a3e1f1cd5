"""Slips in marks: punctuation, blanks, brackets, quotes, markup and characters that only look right."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_lint.document import Block, Document, Span
from cchc_lint.parse.letters import LOWER, UPPER
from cchc_lint.parse.lexicon import lexicon
from cchc_lint.parse.syllables import canonical, is_syllable
from cchc_lint.report import Slip

# A full stop after fewer than three small letters may belong to an abbreviation (TT., Th.S., v.v.).
_DOUBLED = re.compile(
    rf"(?<=[{LOWER}%)])(?<!v\.v)\.\.(?!\.)|(?<=[{LOWER}%)]),,+|(?<=[{LOWER}%)]);;+|(?<=[{LOWER}%)])::+"
    rf"|(?<=[{LOWER}%)])[;:,]\.(?=\s|$)|(?<=[{LOWER}]{{3}})\.[,;:](?=\s|$)|(?<=[{LOWER}%)])(?:,;|;,)"
    rf"|(?<=[{LOWER}]{{3}})\. \.(?=\s|$)(?! \.)"
)
_LOST_ITEM = re.compile(rf"(?<=[{LOWER}{UPPER}%)]), +,(?!,)")
_OPEN_WORD = re.compile(
    rf"(?<![{LOWER}{UPPER}])(?:(?:[Cc]ủa|[Cc]ác|[Nn]hững|[Nn]hằm)[,;.](?=\s|$)"
    r"|(?:của|các|những|nhằm|mọi|mỗi|từng|tại|trong|trên|dưới|với|cho|để|về|theo|hàng|hằng|bằng|do) +[,;.](?![.…/]))"
)
_WORD_BEFORE = re.compile(rf"([{LOWER}{UPPER}]+) +$")
_MISSING_SPACE = re.compile(rf"(?<![{LOWER}{UPPER}\w./@-])([{LOWER}]{{2,}})\.([{UPPER}][{LOWER}]+)(?![\w./@-]*[./@]\w)")
_CUT_SYMBOL = re.compile(rf"\d/(?:\d{{4}}/)?[{UPPER}][{UPPER}{LOWER}]*-$")
_ACRONYM_FIRST = re.compile(rf"[{UPPER}]{{2,}}")

_MARKUP = re.compile(r"</?(?:i|b|u|em|strong|br|sup|sub|p|span|td|tr|th)\s*/?>|&(?:nbsp|amp|lt|gt|quot);|\*+")
_BULLET = re.compile(r"\*+\s")

_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff\ue000-\uf8ff\ufffd]")
_INVISIBLE_NAMES = {"\u00ad": "dấu nối mềm", "\ufffd": "ký tự bị hỏng"}
_FOREIGN_D = re.compile("[ÐðƉɖ]")
_DS = str.maketrans("ÐðƉɖ", "ĐđĐđ")
_FOREIGN_SCRIPT = re.compile(rf"[{LOWER}{UPPER}\u0370-\u03ff\u0400-\u04ff]*[\u0370-\u03ff\u0400-\u04ff][{LOWER}{UPPER}\u0370-\u03ff\u0400-\u04ff]*")
_HOMOGLYPHS = str.maketrans("аеорсухіАВЕКМНОРСТХУІοανΑΒΕΖΗΙΚΜΝΟΡΤΧΥ", "aeopcyxiABEKMHOPCTXYIoavABEZHIKMNOPTXY")
_DIGIT_LETTER = re.compile(
    r"(?<![\w./@:-])(?:[lIO]\d[\dlIO]*|\d+[IO][\dlIO]*|\d+l\d[\dlIO]*)(?![\w@:-])"
    r"|(?<![\w./@-])(?=[\dlIO/]*\d)(?=[\dlIO/]*[lIO])[\dlIO]{1,2}/[\dlIO]{1,2}/[\dlIO]{4}(?![\w/])"
)
_LETTER_DIGIT = re.compile(rf"(?<![\w./@:-])[{UPPER}{LOWER}]?[{LOWER}]+[01][{LOWER}]+(?![\w/@])")
_TO_DIGITS = str.maketrans("lIO", "110")

_PAIRS = {"(": ")", "[": "]", "“": "”", "«": "»"}
_CLOSING = {closing: opening for opening, closing in _PAIRS.items()}
_BRACKET = re.compile(r"[()\[\]“”«»\"]")
_LIST_MARK = re.compile(rf"(?:^|[\s;:,.(])(?:[{LOWER}]|[ivxIVX]+|\d{{1,2}}(?:\.\d{{1,2}})*)$")
_FINISHED = re.compile(r"[.;:!?…][”\"')\]]*\s*$")
_REACH = 4  # blocks over which a bracket may be closed


def find_mark_slips(document: Document, blocks: list[Block]) -> Iterator[Slip]:
    """All slips in marks in the blocks (furniture left out), in no particular order."""
    for number, block in enumerate(blocks):
        text = document.slice(block.span)
        yield from _punctuation(text, block.span.start)
        yield from _markup(text, block, blocks, number, document)
        after = blocks[number + 1 : number + 3]
        if block.kind in ("paragraph", "footnote") and _CUT_SYMBOL.search(text.rstrip()):
            if not any(_ACRONYM_FIRST.match(document.slice(other.span)) for other in after):
                found = _CUT_SYMBOL.search(text.rstrip())
                assert found
                yield _slip(text, block.span.start, found.start(), found.end(), "blank", "", "Số, ký hiệu bị cắt ngang.")
    yield from _brackets(document, blocks)
    yield from _characters(document, blocks)


def _slip(text: str, offset: int, start: int, end: int, kind: str, suggestion: str = "", reason: str = "") -> Slip:
    return Slip(Span(offset + start, offset + end), text[start:end], kind, suggestion, reason)


def _punctuation(text: str, offset: int) -> Iterator[Slip]:
    for found in _DOUBLED.finditer(text):
        if text[max(found.start() - 3, 0) : found.start()] != "v.v":
            mark = "." if "." in found.group() else found.group()[0]
            yield _slip(text, offset, *found.span(), "doubled-punctuation", mark)
    for found in _LOST_ITEM.finditer(text):
        start = text.rfind(" ", 0, found.start()) + 1
        yield _slip(text, offset, start, found.end(), "blank", "", "Giữa hai dấu phẩy không có từ nào.")
    for found in _OPEN_WORD.finditer(text):
        word = found.group().rstrip(" ,;.")
        before = _WORD_BEFORE.search(text, max(found.start() - 12, 0), found.start())
        if not (before and lexicon().known(canonical(before[1]), canonical(word))):
            yield _slip(text, offset, *found.span(), "blank", "", f"Sau “{word}” phải có một từ nữa.")
    for found in _MISSING_SPACE.finditer(text):
        if is_syllable(found[1]) and is_syllable(found[2]):
            yield _slip(text, offset, *found.span(), "missing-space", f"{found[1]}. {found[2]}")


def _markup(text: str, block: Block, blocks: list[Block], number: int, document: Document) -> Iterator[Slip]:
    """One slip for a block; asterisks that do not pair up, here or with the next blocks, are unbalanced."""
    if "*" not in text and "<" not in text and "&" not in text:
        return
    marks = [found for found in _MARKUP.finditer(text) if not _plain_asterisk(text, found)]
    if not marks:
        return
    stars = [len(found.group()) for found in marks if found.group().startswith("*")]
    if len(stars) == 1 and stars[0] > 1:
        near = blocks[max(number - 2, 0) : number] + blocks[number + 1 : number + 3]
        if not any("*" * stars[0] in document.slice(other.span) for other in near):
            yield _slip(text, block.span.start, *marks[0].span(), "unbalanced", "", "Dấu * không thành cặp.")
            return
    if len(stars) == 2 and stars[0] != stars[1]:
        yield _slip(text, block.span.start, marks[0].start(), marks[0].end(), "unbalanced", "", "Dấu * không thành cặp.")
        return
    yield _slip(text, block.span.start, *marks[0].span(), "markup", "", "Dấu định dạng của tệp nguồn.")


def _plain_asterisk(text: str, found: re.Match[str]) -> bool:
    """A bullet, "(*)", or the mark of a note."""
    if found.group() != "*":
        return False
    alone = text.count("*") == 1
    return alone and (found.start() == 0 or not text[: found.start()].strip() or not text[found.end() : found.end() + 1].isalpha())


def _brackets(document: Document, blocks: list[Block]) -> Iterator[Slip]:
    """Brackets and quotes without their other half, where no page break can have parted the two."""
    waiting: list[tuple[str, int, int]] = []  # mark, offset, number of the block
    straight = 0
    for number, block in enumerate(blocks):
        if block.kind not in ("paragraph", "footnote"):
            continue
        text = document.slice(block.span)
        if _goes_on(text):
            straight += 1
        for found in _BRACKET.finditer(text):
            mark, at = found.group(), found.start()
            if mark == '"' or (mark == ")" and _LIST_MARK.search(text, max(at - 9, 0), at)):
                continue
            if mark in _PAIRS:
                waiting.append((mark, block.span.start + at, number))
            elif waiting and waiting[-1][0] == _CLOSING[mark]:
                waiting.pop()
            elif not _parted(text, mark, blocks, number, document):
                yield Slip(Span(block.span.start + at, block.span.start + at + 1), mark, "unbalanced")
        for mark, at, _ in waiting:
            if _finished(text, mark) and at >= block.span.start:
                yield Slip(Span(at, at + 1), mark, "unbalanced", _PAIRS[mark])
        waiting = [one for one in waiting if not _finished(text, one[0]) and number - one[2] < _REACH]


def _goes_on(text: str) -> bool:
    return text[:1].islower()


def _finished(text: str, mark: str) -> bool:
    """Whether the block ends as a sentence does, so that nothing can close in the next one."""
    return _FINISHED.search(text) is not None and not (mark == "“" and '"' in text)


def _parted(text: str, mark: str, blocks: list[Block], number: int, document: Document) -> bool:
    """A closing mark may have lost its opening to a page break or to a straight quote."""
    if _goes_on(text) or (mark == "”" and '"' in text):
        return True
    before = [document.slice(other.span) for other in blocks[max(number - _REACH, 0) : number]]
    return any(_CLOSING[mark] in other or (mark == "”" and '"' in other) for other in before[-2:])


def _characters(document: Document, blocks: list[Block]) -> Iterator[Slip]:
    """Look-alikes; what runs through a whole file (Ð for Đ, soft hyphens) is told once, with its count."""
    text = document.text
    if not text.isascii():
        yield from _once(document, blocks, _FOREIGN_D, "chữ Ð lạ thay cho Đ")
        yield from _once(document, blocks, _INVISIBLE, "ký tự không nhìn thấy hoặc bị hỏng")
    for block in blocks:
        piece, offset = document.slice(block.span), block.span.start
        for found in _FOREIGN_SCRIPT.finditer(piece):
            mended = found.group().translate(_HOMOGLYPHS)
            if len(mended) > 1 and all(letter.isascii() or f"{letter}" in LOWER + UPPER for letter in mended):
                yield _slip(piece, offset, *found.span(), "look-alike", mended, "Có chữ cái Nga hoặc Hy Lạp trong từ.")
        for found in _DIGIT_LETTER.finditer(piece):
            mended = found.group().translate(_TO_DIGITS)
            yield _slip(piece, offset, *found.span(), "look-alike", mended, "Có chữ cái trong số.")
        for found in _LETTER_DIGIT.finditer(piece):
            mended = found.group().replace("0", "o").replace("1", "l")
            if is_syllable(mended) or is_syllable(found.group().replace("1", "i")):
                yield _slip(piece, offset, *found.span(), "look-alike", "", "Có chữ số trong từ.")


def _once(document: Document, blocks: list[Block], pattern: re.Pattern[str], what: str) -> Iterator[Slip]:
    text = document.text
    if not pattern.search(text):
        return
    hits = [
        at for block in blocks for found in pattern.finditer(text, *block.span)
        if not _symbol_bullet(text, at := found.start(), block.span.start)
    ]
    if not hits:
        return
    at = hits[0]
    start, end = at, at + 1
    while start > 0 and text[start - 1].isalpha():
        start -= 1
    while end < len(text) and text[end].isalpha():
        end += 1
    word = text[start:end]
    mended = word.translate(_DS) if pattern is _FOREIGN_D else pattern.sub("", word)
    more = f"; {len(hits)} chỗ trong tệp" if len(hits) > 1 else ""
    yield Slip(Span(start, end), word, "look-alike", mended, f"Có {what}{more}.")


def _symbol_bullet(text: str, at: int, start: int) -> bool:
    """A bullet of Word's symbol font at the beginning of a paragraph."""
    return "\ue000" <= text[at] <= "\uf8ff" and not text[start:at].strip()
