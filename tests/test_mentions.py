"""The readers together over a whole document: what one has read, another leaves; what one knows, another uses."""

from __future__ import annotations

from cchc_lint.document import Block, Document, Origin, Span
from cchc_lint.parse.mentions import Mentions, find_mentions

LINES = (
    ("paragraph", "Trong quý I/2022, UBND huyện đã ban hành các văn bản sau:"),
    ("paragraph", "Kế hoạch số 9/KH-UBND ngày 05/01/2022 của UBND huyện về tuyên truyền năm 2022;"),
    ("paragraph", "Quyết định số 12/QĐ-UBND ngày 06/01/2022 về kiểm tra 03 xã;"),
    ("furniture", "7"),
    ("paragraph", "Toàn huyện Ea Nam tiếp nhận 1.234 hồ sơ theo Kế hoạch số 9/KH-UBND."),
    ("row", "1.1\tSố hồ sơ\tHồ sơ\t1.234"),
)


def read() -> tuple[Document, Mentions]:
    text, blocks = "", []
    for kind, line in LINES:
        blocks.append(Block(kind=kind, span=Span(len(text), len(text) + len(line))))  # type: ignore[arg-type]
        text += f"{line}\n"
    document = Document("a.txt", "text", "", text, tuple(blocks), Origin(text))
    return document, find_mentions(document)


def test_numbers_are_those_of_the_prose_that_no_other_reader_took() -> None:
    document, found = read()
    assert [(document.slice(n.span), n.value) for n in found.numbers] == [("03", 3), ("1.234", 1234)]


def test_a_list_is_told_as_its_opening_line_says() -> None:
    _, found = read()
    assert [(c.number, c.tense) for c in found.citations] == [("9", "done"), ("12", "done"), ("9", "other")]


def test_mentions_know_each_other() -> None:
    _, found = read()
    assert [d.role for d in found.dates] == ["issue", "issue"]
    assert [(p.text, p.role) for p in found.periods] == [("quý I/2022", "told"), ("năm 2022", "subject")]
    assert found.citations[0].key == found.citations[2].key
    assert [n.name for n in found.names] == ["Ea Nam"]
