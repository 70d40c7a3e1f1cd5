"""Every place in the reading text leads back to the same words in the user's file."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_lint.document import Document, Place, Span
from cchc_lint.read import read_bytes
from cchc_lint.read.text import from_text

TEXT = (
    "Ủy ban nhân dân xã Tân Hòa Lạc đã tiếp nhận 1.205 hồ sơ và giải quyết đúng hạn 99,31% theo Quyết định "
    "số 15/QĐ-UBND ngày 05/3/2025 của huyện Đắk R’Lấp về kiểm tra những nhiệm vụ"
)
WORDS = TEXT.split()
MARKS = "".join(map(chr, range(0x300, 0x370)))

words = st.builds(
    lambda word, form: unicodedata.normalize(form, word), st.sampled_from(WORDS), st.sampled_from(["NFC", "NFD"])
)
blanks = st.sampled_from([" ", "  ", "\u00a0", "\n", "\r\n", "\r\n\r\n", "\r", "\n\n", "\n ", "\u200b ", "\f", "\t"])
furniture = st.sampled_from([
    "\n\n- 3 -\n\n", "\n\n¹ Chú thích.\n\n", "\n| a | b |\n", "\nA\tB\tC\nD\tE\tF\n", " **đậm** ",
])
sources = st.lists(st.tuples(words, st.one_of(blanks, blanks, blanks, furniture)), min_size=1, max_size=60).map(
    lambda pairs: "".join(word + blank for word, blank in pairs)
)


def source_at(source: str, place: Place) -> str:
    """What an editor shows from (line, column) to (end_line, end_column)."""
    starts = [0, *(end.end() for end in re.finditer(r"\r\n|\r|\n", source))]
    return source[starts[place.line - 1] + place.column - 1 : starts[place.end_line - 1] + place.end_column - 1]


def same(found: str, text: str) -> bool:
    plain = unicodedata.normalize("NFC", found).replace("\u00a0", " ").replace("\u200b", "").replace("\t", " ")
    return plain == text.replace("\t", " ")


def cut_words(document: Document) -> list[Span]:
    return [Span(*match.span()) for match in re.finditer(r"[\w.,%/’-]+", document.text)]


@given(sources)
@settings(max_examples=200, deadline=None)
def test_words_are_found_again(source: str) -> None:
    document = from_text(source)
    assert unicodedata.is_normalized("NFC", document.text)
    for span in cut_words(document):
        place = document.locate(span)
        found = source_at(source, place)
        if place.line == place.end_line:
            assert same(found, document.slice(span)), (source, found)
        else:  # a symbol that a line end broke
            assert same(re.sub(r"\s+", "", found), document.slice(span))


@given(sources)
@settings(max_examples=200, deadline=None)
def test_blocks_are_in_order_and_hold_all_words(source: str) -> None:
    document = from_text(source)
    at = 0
    for block in document.blocks:
        assert at <= block.span.start <= block.span.end <= len(document.text)
        assert all(block.span.covers(cell) for cell in block.cells)
        at = block.span.end + 1
    read = sorted(re.findall(r"\w", document.text))
    written = sorted(re.findall(r"\w", unicodedata.normalize("NFC", source)))
    footnotes = sum(block.kind == "footnote" for block in document.blocks)
    assert len(written) - len(read) == footnotes  # the marks of footnotes are in Block.mark


@given(st.text(alphabet="aăâđeêioôơuưyAĐÂ \n\r" + "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323", max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_pile_of_marks_is_composed_and_found(source: str) -> None:
    document = from_text(source)
    assert unicodedata.is_normalized("NFC", document.text)
    for match in re.finditer(f"[^\\s{MARKS}][{MARKS}]*", document.text):
        span = Span(*match.span())
        place = document.locate(span)
        if place.line == place.end_line:
            assert unicodedata.normalize("NFC", source_at(source, place)).startswith(match[0])


@given(st.text(max_size=80))
@settings(max_examples=300, deadline=None)
def test_no_text_is_too_odd(source: str) -> None:
    document = from_text(source)
    for block in document.blocks:
        place = document.locate(block.span)
        assert 1 <= place.line <= place.end_line
    assert from_text(source) == document


def test_columns_count_code_points_of_the_file() -> None:
    source = "\ufeffBÁO CÁO\r\n\r\n" + unicodedata.normalize("NFD", "Tiếp nhận hồ sơ") + "\r\n"
    document = read_bytes(source.encode(), "bao-cao.txt")
    assert document.text == "BÁO CÁO\nTiếp nhận hồ sơ"
    assert document.locate(Span(0, 3)) == Place(1, 1, 1, 4, None, "", "BÁO CÁO")
    start = document.text.index("hồ")
    place = document.locate(Span(start, start + 2))
    assert (place.line, place.column, place.end_column) == (3, 15, 19)
    assert place.excerpt == unicodedata.normalize("NFD", "Tiếp nhận hồ sơ")


def test_a_footnote_leads_back_to_its_own_line() -> None:
    document = from_text("Đã ban hành kế hoạch¹ và các văn\n\n¹ Kế hoạch số 12.\n\nbản khác.\n")
    start = document.text.index("Kế hoạch số")
    assert document.locate(Span(start, start + 11))[:4] == (3, 3, 3, 14)
    assert document.locate(Span(start, start + 11)).block == "chú thích 1"
    start = document.text.index("văn bản")
    assert document.locate(Span(start, start + 7))[:4] == (1, 30, 5, 4)
