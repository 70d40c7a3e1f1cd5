"""A line with marks under it: nothing marked is lost, and the marks stand under their words."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from cchc_lint.render.snippet import Mark, cells, snippet

LETTERS = st.text(alphabet="aăâ đế\u0301ọ0123.\t,%漢x ", min_size=1, max_size=300)


def plain(text: str, _role: str) -> str:
    return text


def shown(line: str, marks: list[Mark], width: int = 100) -> list[str]:
    return [row.text for row in snippet(line, marks, width, plain)]


@st.composite
def marked_lines(draw: st.DrawFn) -> tuple[str, list[Mark], int]:
    line = draw(LETTERS)
    marks = []
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(line) - 1))
        end = draw(st.integers(start + 1, len(line)))
        marks.append(Mark(start, end, draw(st.sampled_from(["", "tổng: 3.222", "nhãn"])), draw(st.booleans())))
    return line, marks, draw(st.integers(20, 120))


def test_one_mark() -> None:
    assert shown("có 3.222 hồ sơ", [Mark(3, 8, "tổng: 3.222", True)]) == [
        "có 3.222 hồ sơ",
        "   ^^^^^ tổng: 3.222",
    ]


def test_two_marks_with_their_labels() -> None:
    assert shown("hoạt động 2.485, đã thu hồi 743", [Mark(10, 15, "a", False), Mark(28, 31, "b", True)]) == [
        "hoạt động 2.485, đã thu hồi 743",
        "          ----- a           ^^^ b",
    ]


def test_a_label_without_room_stands_below() -> None:
    assert shown("12 trên 20", [Mark(0, 2, "đã xong", True), Mark(8, 10, "được giao", False)]) == [
        "12 trên 20",
        "^^      -- được giao",
        "╰ đã xong",
    ]


def test_a_long_line_is_cut_around_its_marks() -> None:
    line = "mở đầu " * 30 + "3.222" + " ở giữa" * 30 + " 743 " + "kết thúc " * 30
    text, under = shown(line, [Mark(line.index("3.222"), line.index("3.222") + 5, "", True),
                               Mark(line.index("743"), line.index("743") + 3, "", False)], 80)
    assert text.startswith("… ")
    assert text.endswith(" …")
    assert " … " in text
    assert text[under.index("^") :].startswith("3.222")
    assert text[under.index("-") :].startswith("743")


def test_decomposed_letters_take_one_cell() -> None:
    line = unicodedata.normalize("NFD", "đã giải quyết 743")
    assert shown(line, [Mark(line.index("743"), len(line), "", True)])[1] == " " * 14 + "^^^"


def test_tabs_become_the_borders_of_cells() -> None:
    assert shown("1.1\tTỷ lệ\t%\t110", [Mark(12, 15, "", True)]) == ["1.1 │ Tỷ lệ │ % │ 110", " " * 18 + "^^^"]


def test_marks_on_one_cell_share_their_stem() -> None:
    marks = [Mark(start, start + 1, "tổng: 3.222", False) for start in (5, 0, 0)]
    assert all(cell_len(row) <= 20 for row in shown("000漢漢漢", marks, 20))


def test_a_mark_outside_the_line_is_drawn_at_its_end() -> None:
    assert shown("ngắn", [Mark(10, 20, "", True)]) == ["ngắn", "   ^"]


@given(st.text(st.characters(max_codepoint=0x2FFF, exclude_categories=["Cc", "Cs"])))
def test_widths_are_those_of_the_terminal(text: str) -> None:
    assert cells(text) == cell_len(text)


@given(marked_lines())
def test_rows_are_no_wider_than_asked_for(case: tuple[str, list[Mark], int]) -> None:
    line, marks, width = case
    for row in snippet(line, marks, width, plain):
        assert cell_len(row.text) <= width


@given(marked_lines())
def test_every_label_and_every_marked_letter_is_shown(case: tuple[str, list[Mark], int]) -> None:
    line, marks, width = case
    rows = snippet(line, marks, width, plain)
    under = "\n".join(row.text for row in rows if row.marks)
    text = "".join("".join(row.text for row in rows if not row.marks).replace("│", " ").split())
    for mark in marks:
        assert mark.label in under
        for word in line[mark.start : mark.end].split():
            assert word in text
