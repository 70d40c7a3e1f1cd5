"""Automatic numbers of Word files stand before their paragraphs as Word shows them."""

from __future__ import annotations

import pytest
from formats import abstract, cell, docx, level, num, numbered, paragraph, row, table

from cchc_lint.read import read_bytes
from cchc_lint.read.word_numbering import number_text


def labels(body: str, numbering: str, **parts: str) -> list[str]:
    text = read_bytes(docx(body, numbering=numbering, **parts), "bao-cao.docx").text
    return [line.removesuffix(" x").removesuffix("x") for line in text.split("\n")]


def listed(*levels: int, num: int = 1) -> str:
    return "".join(numbered("x", num, each) for each in levels)


REPORT = abstract(
    0, level(0, "%1.", "upperRoman"), level(1, "%2."), level(2, "%2.%3."), level(3, "%4)", "lowerLetter"),
    level(4, "-", "bullet"),
) + num(1, 0)


def test_the_outline_of_a_report() -> None:
    assert labels(listed(0, 1, 1, 2, 2, 3, 3, 3, 3, 3, 3, 3, 4, 1, 2, 0, 1), REPORT) == [
        "I.", "1.", "2.", "2.1.", "2.2.", "a)", "b)", "c)", "d)", "đ)", "e)", "g)", "-", "3.", "3.1.", "II.", "1.",
    ]


@pytest.mark.parametrize(("count", "form", "text"), [
    (4, "upperRoman", "IV"), (1994, "lowerRoman", "mcmxciv"), (5, "lowerLetter", "đ"), (7, "upperLetter", "G"),
    (24, "lowerLetter", "aa"), (3, "decimalZero", "03"), (12, "decimalZero", "12"), (3, "none", ""),
    (2, "chicago", "†"),
    (0, "lowerLetter", "0"), (10**8, "lowerLetter", "100000000"), (7, "bahtText", "7"),
])
def test_number_formats(count: int, form: str, text: str) -> None:
    assert number_text(count, form) == text


def test_lists_of_one_abstract_list_count_together() -> None:
    numbering = REPORT + num(2, 0)
    assert labels(listed(0) + listed(0, num=2) + listed(0), numbering) == ["I.", "II.", "III."]


def test_an_override_starts_anew_once() -> None:
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{}"/></w:lvlOverride>'
    numbering = REPORT + num(2, 0, start.format(1)) + num(3, 0, start.format(5))
    body = listed(0, 0) + listed(0, 0, num=2) + listed(0, num=3) + listed(0, num=2)
    assert labels(body, numbering) == ["I.", "II.", "I.", "II.", "V.", "VI."]


def test_an_override_may_replace_a_level() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "Phần %1:", start=3)}</w:lvlOverride>'
    assert labels(listed(0, 0, num=2), REPORT + num(2, 0, override)) == ["Phần 3:", "Phần 4:"]


def test_levels_restart_as_they_say() -> None:
    never = level(1, "%2.", extra='<w:lvlRestart w:val="0"/>')
    first = level(2, "%3)", extra='<w:lvlRestart w:val="1"/>')
    numbering = abstract(0, level(0, "%1."), never, first) + num(1, 0)
    assert labels(listed(0, 1, 2, 1, 2, 0, 1, 2), numbering) == ["1.", "1.", "1)", "2.", "2)", "2.", "3.", "1)"]


def test_legal_numbering_shows_upper_levels_as_figures() -> None:
    legal = level(1, "%1.%2.", "decimalZero", extra="<w:isLgl/>")
    numbering = abstract(0, level(0, "%1.", "upperRoman"), legal) + num(1, 0)
    assert labels(listed(0, 0, 1), numbering) == ["I.", "II.", "2.01."]


def test_a_level_that_was_passed_over_has_begun() -> None:
    assert labels(listed(2, 1, 0), REPORT) == ["1.1.", "2.", "II."]


def test_levels_without_a_number_of_their_own_show_none() -> None:
    numbering = abstract(0, level(0, "%1."), level(1, "\u2014", "bullet"), level(2, "%1.%2%3.")) + num(1, 0)
    assert labels(listed(0, 2, 2), numbering) == ["1.", "1.1.", "1.2."]
    assert labels(listed(0), abstract(0, level(0, "%2.")) + num(1, 0)) == [""]


def test_gaps_and_bullets() -> None:
    tight = level(0, "%1.", extra='<w:suff w:val="nothing"/>')
    bullets = level(1, "\uf0b7", "bullet"), level(2, "+", "bullet"), level(3, "", "bullet")
    numbering = abstract(0, tight, *bullets) + num(1, 0)
    text = read_bytes(docx(listed(0, 1, 2, 3), numbering=numbering), "a.docx").text
    assert text.split("\n") == ["1.x", "• x", "+ x", "x"]


STYLES = (
    '<w:style w:type="paragraph" w:styleId="M1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="M2"><w:basedOn w:val="M1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="M3"><w:basedOn w:val="M2"/></w:style>'
    '<w:style w:type="numbering" w:styleId="DS"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
)


def test_styles_number_their_paragraphs() -> None:
    numbering = abstract(
        0, level(0, "%1.", extra='<w:pStyle w:val="M1"/>'), level(1, "%1.%2.", extra='<w:pStyle w:val="M2"/>'),
    ) + num(1, 0)
    body = "".join(paragraph("x", f'<w:pStyle w:val="{style}"/>{more}') for style, more in (
        ("M1", ""), ("M2", ""), ("M3", ""), ("M1", '<w:numPr><w:numId w:val="0"/></w:numPr>'), ("M1", ""),
    ))
    assert labels(body, numbering, styles=STYLES) == ["1.", "1.1.", "1.2.", "", "2."]


def test_a_list_may_stand_on_the_style_of_another() -> None:
    linked = '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="DS"/></w:abstractNum>'
    assert labels(listed(0, 0, num=2), REPORT + linked + num(2, 5), styles=STYLES) == ["I.", "II."]


def test_codes_of_a_table_may_be_numbers_of_a_list() -> None:
    code = paragraph("", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    body = table(row("STT", "Tên", "Số"), row(cell(code), "A", "1"), row(cell(code), "B", "2"))
    text = read_bytes(docx(body, numbering=abstract(0, level(0, "%1.")) + num(1, 0)), "a.docx").text
    assert text.split("\n")[1:] == ["1.\tA\t1", "2.\tB\t2"]


def test_what_is_deleted_or_blank_shows_no_bullet() -> None:
    deleted = paragraph(
        "<w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del>",
        '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>',
    )
    assert labels(listed(0) + deleted + listed(0) + listed(4) + numbered("", 1, 4), REPORT) == ["I.", "II.", "-"]


@pytest.mark.parametrize("broken", [
    num(1, 9), '<w:num w:numId="1"/>', abstract(0, level(0, "%1.")) + num(2, 0), "",
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="99"/></w:abstractNum>' + num(1, 0),
])
def test_broken_lists_number_nothing(broken: str) -> None:
    assert labels(listed(0), broken) == [""]
