"""A count with the names that it counts in brackets: "03 xã (Tân An, Hòa Bình, Phú Mỹ)"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cchc_lint.document import Document, Span
from cchc_lint.letters import UPPER
from cchc_lint.parse.clauses import Figure
from cchc_lint.report import Listing

_OPEN = re.compile(r"^[^.;()\n]{0,60}\((?:\s*(?:gồm|bao gồm|là|cụ thể)\s*:?)?\s*(?P<list>[^()\d\n]{3,300})\)")
_SHORT = re.compile(
    r"(?:(?:xã|phường|thị trấn|huyện|thành phố|thị xã|tỉnh|thôn|bản|ấp|buôn|xóm|khóm|UBND|Phòng|Sở|Ban)\s+)*"
    rf"[{UPPER}][\w’'-]*(?:\s+[{UPPER}][\w’'-]*){{0,3}}"
)
_SEVERAL = re.compile(r"\bcác\s+(?:xã|huyện|phường|sở|phòng|đơn vị|cơ quan)\b[^:]{0,20}:?\s*", re.I)


# "Sở Tài chính, Sở Y tế và Phòng Tư pháp": each with its kind, which parts them too.
_OFFICE = r"(?:Sở|Phòng|Ban|Văn phòng|Thanh tra|Trung tâm|Chi cục|Trường|Trạm)"
_OFFICES = re.compile(rf"(?:,|\bvà\b)\s*(?={_OFFICE}\s)")
_ONE_OFFICE = re.compile(rf"{_OFFICE}\s+[^,]{{2,60}}|Sở (?:Văn hóa, Thể thao|Lao động, Thương binh)[^,]{{0,30}}")


def find_listings(document: Document, figures: Sequence[Figure]) -> list[Listing]:
    """The listings of one passage whose every item is plainly one name."""
    found = []
    for i, figure in enumerate(figures):
        match = _OPEN.match(figure.after)
        if not match or figure.is_percent or figure.number.quantifier:
            continue
        base = figure.number.span.end + match.start("list")
        items = _items(match["list"], base)
        if len(items) > 1:
            counted = figures[i - 1].number if figure.is_denominator and i else figure.number
            span = Span(counted.span.start, base + len(match["list"]))
            found.append(Listing(span, counted, tuple(items)))
    return found


def _items(text: str, base: int) -> list[Span]:
    """The names of a list, [] where it is no plain list of names."""
    if ";" in text:
        items: list[Span] = []
        for part in _cut(text, base, r";"):
            inner = text[part.start - base : part.end - base]
            several = _SEVERAL.search(inner)
            if not several:
                if not re.match(rf"\W*[{UPPER}]|\W*(?:xã|phường|huyện|phòng|sở)\b", inner):
                    return []
                items.append(part)
                continue
            names = _cut(inner[several.end() :], part.start + several.end(), r",|\bvà\b")
            items.extend(names)
        return items
    offices = _cut(text, base, _OFFICES.pattern)
    if len(offices) > 1 and all(_ONE_OFFICE.fullmatch(text[o.start - base : o.end - base]) for o in offices):
        return offices
    names = _cut(_SEVERAL.sub(lambda m: " " * len(m[0]), text), base, r",|\bvà\b")
    return names if all(_SHORT.fullmatch(text[n.start - base : n.end - base]) for n in names) else []


def _cut(text: str, base: int, separator: str) -> list[Span]:
    spans, at = [], 0
    for match in [*re.finditer(separator, text), None]:
        end = match.start() if match else len(text)
        piece = text[at:end]
        if piece.strip(" .…"):
            start = at + len(piece) - len(piece.lstrip())
            spans.append(Span(base + start, base + start + len(piece.strip(" .…"))))
        at = match.end() if match else end
    return spans
