"""Headings as a tree: parts and capital letters above Roman numbers, titles on the line below, plans and results."""

from __future__ import annotations

import pytest
from told import broken

from cchc_lint.parse import parse
from cchc_lint.read.text import from_text
from cchc_lint.report import Report

PARTS = """\
BÁO CÁO

Kết quả cải cách hành chính năm 2023

Phần thứ nhất

KẾT QUẢ THỰC HIỆN NHIỆM VỤ NĂM 2023

I. CÔNG TÁC CHỈ ĐẠO

1. Về kế hoạch

Đã ban hành 02 kế hoạch.

II. CẢI CÁCH THỂ CHẾ

Đã ban hành 03 quyết định.

Phần thứ hai

PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2024

I. CÔNG TÁC KIỂM TRA

Kiểm tra 12 xã.
"""

CAPITALS = """\
BÁO CÁO

Kết quả cải cách hành chính năm 2023

A. KẾT QUẢ THỰC HIỆN NHIỆM VỤ NĂM 2023

I. Công tác chỉ đạo

1. Về kế hoạch

1.1. Ban hành

Đã ban hành 02 kế hoạch.

B. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2024

I. Công tác kiểm tra

Kiểm tra 12 xã.
"""


def read(text: str) -> Report:
    return parse(from_text(text))


def tree(report: Report) -> list[tuple[str, str, int, str]]:
    return [(each.style, each.path, each.level, each.title) for each in report.headings]


def tenses(report: Report) -> dict[str, str]:
    return {report.document.slice(each.span): each.tense for each in report.sentences}


def test_parts_bear_the_title_below_them_and_leave_paths_short() -> None:
    assert tree(read(PARTS)) == [
        ("part", "Phần thứ nhất", 1, "KẾT QUẢ THỰC HIỆN NHIỆM VỤ NĂM 2023"),
        ("roman", "I", 2, "CÔNG TÁC CHỈ ĐẠO"), ("arabic", "I.1", 3, "Về kế hoạch"),
        ("roman", "II", 2, "CẢI CÁCH THỂ CHẾ"),
        ("part", "Phần thứ hai", 1, "PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2024"), ("roman", "I", 2, "CÔNG TÁC KIỂM TRA"),
    ]


def test_capital_letters_stand_above_roman_numbers_and_lead_paths() -> None:
    assert tree(read(CAPITALS)) == [
        ("capital", "A", 1, "KẾT QUẢ THỰC HIỆN NHIỆM VỤ NĂM 2023"), ("roman", "A.I", 2, "Công tác chỉ đạo"),
        ("arabic", "A.I.1", 3, "Về kế hoạch"), ("decimal", "A.I.1.1", 4, "Ban hành"),
        ("capital", "B", 1, "PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2024"), ("roman", "B.I", 2, "Công tác kiểm tra"),
    ]


@pytest.mark.parametrize("text", [PARTS, CAPITALS])
def test_what_stands_under_a_plan_is_planned(text: str) -> None:
    told = tenses(read(text))
    assert (told["Đã ban hành 02 kế hoạch."], told["Kiểm tra 12 xã."]) == ("done", "planned")
    assert broken(read(text)) == []  # Roman numbers begin anew under each


@pytest.mark.parametrize("text", [PARTS, CAPITALS])
def test_a_result_told_for_another_year_is_found_under_results_only(text: str) -> None:
    slip = "Trong năm 2024, xã đã ban hành 02 kế hoạch."
    assert "PER03" in broken(read(text.replace("Đã ban hành 02 kế hoạch.", slip)))
    assert "PER03" not in broken(read(text.replace("Kiểm tra 12 xã.", "Trong năm 2024, xã kiểm tra 12 thôn.")))


@pytest.mark.parametrize(("line", "style", "number"), [
    ("PHẦN I. KẾT QUẢ", "part", 1), ("Phần 2: Phương hướng", "part", 2), ("PHẦN THỨ BA", "part", 3),
    ("C. TỔ CHỨC THỰC HIỆN", "capital", 3), ("Đ. KIẾN NGHỊ, ĐỀ XUẤT", "capital", 5),
    ("C. Về tổ chức", "", None),  # of a name rather than of a heading
    ("Phần mềm một cửa hoạt động ổn định.", "", None), ("Phần hai người dân nộp hồ sơ qua mạng.", "", None),
])
def test_what_opens_a_part(line: str, style: str, number: int | None) -> None:
    headings = read(f"BÁO CÁO\n\nKết quả cải cách hành chính năm 2023\n\n{line}\n\nĐã ban hành 02 văn bản.\n").headings
    assert [(each.style, each.number) for each in headings] == ([(style, number)] if style else [])


def test_a_result_section_that_names_its_tasks_is_no_plan() -> None:
    text = CAPITALS.replace("A. KẾT QUẢ THỰC HIỆN NHIỆM VỤ NĂM 2023", "A. KẾT QUẢ NHIỆM VỤ, GIẢI PHÁP NĂM 2023")
    assert tenses(read(text.replace("Đã ban hành", "Bố trí")))["Bố trí 02 kế hoạch."] == "other"


def test_a_long_paragraph_after_a_part_is_not_its_title() -> None:
    opening = "Thực hiện chỉ đạo của tỉnh, " + "huyện đã giao nhiệm vụ cho từng đơn vị, " * 4 + "đạt kết quả tốt."
    assert read(PARTS.replace("KẾT QUẢ THỰC HIỆN NHIỆM VỤ NĂM 2023", opening)).headings[0].title == ""
