"""The tags and texts of an HTML page, in time that grows with its length whatever is broken in it.

The parser of the standard library takes quadratic time for tags that never end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

_NAME = re.compile(r"</?([A-Za-z][^\s/<>]*)")
_QUOTED_END = re.compile(r"""[^>"']*(?:(?:"[^"]*"|'[^']*')[^>"']*)*>""")
_ATTRIBUTE = re.compile(r"""([^\s=/>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?""")
_REACH = 2_000  # characters within which quotes of a tag are minded; data in a picture's tag is longer
_RAW = frozenset(("script", "style", "textarea", "title", "xmp", "noembed", "noframes"))  # their content is no markup


class Token(NamedTuple):
    """A start tag ("p"), an end tag ("/p"), or text (tag is "")."""

    tag: str
    text: str
    attributes: dict[str, str]


_NONE: dict[str, str] = {}


def tokens(page: str) -> Iterator[Token]:
    """The tags, in lower case, and the texts of a page, without comments and declarations."""
    at = start = 0
    while True:
        at = page.find("<", at)
        if at < 0:
            break
        name = _NAME.match(page, at)
        if name is None and not page.startswith(("<!", "<?", "</"), at):
            at += 1  # a sign of its own: "5 < 7"
            continue
        if start < at:
            yield Token("", unescape(page[start:at]), _NONE)
        end = _end(page, at)
        if end < 0:
            return
        if name:
            yield from _tag(page[at:end], name[1].lower())
            end = _after_raw(page, end, name[1].lower()) if page[at + 1] != "/" else end
        start = at = end
    if start < len(page):
        yield Token("", unescape(page[start:]), _NONE)


def _tag(text: str, name: str) -> Iterator[Token]:
    if text[1] == "/":
        yield Token(f"/{name}", "", _NONE)
        return
    inner = text[1 + len(name) : -1]
    yield Token(name, "", {
        match[1].lower(): unescape(match[2] or match[3] or match[4] or "") for match in _ATTRIBUTE.finditer(inner)
    })


def _end(page: str, at: int) -> int:
    """Where the tag or comment that begins at `at` ends, -1 where it never does."""
    if page.startswith("<!--", at):
        end = page.find("-->", at + 4)
        return end + 3 if end >= 0 else -1
    quoted = _QUOTED_END.match(page, at, at + _REACH)
    return quoted.end() if quoted else page.find(">", at) + 1 or -1  # 0: there is none


def _after_raw(page: str, at: int, name: str) -> int:
    """After the content of an element that holds no markup: where its end tag begins, or the page ends."""
    if name not in _RAW:
        return at
    closing = re.compile(f"</{name}", re.I).search(page, at)
    return closing.start() if closing else len(page)
