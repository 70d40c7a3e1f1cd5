"""Years, documents, agencies and numbers of units: what a rule finds, and what hardly differs from it and is right."""

from __future__ import annotations

import pytest
from told import broken, told


@pytest.mark.parametrize(("right", "wrong", "rule"), [
    # a list of years, an index that comes a year late
    ("Trong năm 2022, tỉnh đã ban hành 02 văn bản; trong năm 2021 đã ban hành 03 văn bản.",
     "Trong năm 2022, tỉnh đã ban hành 02 văn bản; trong năm 2023 đã ban hành 03 văn bản.", "PER03"),
    ("Trong năm 2022, chỉ số PAPI của tỉnh đạt 41,5 điểm.", "Trong năm 2022, tỉnh đạt 41,5 điểm.", "PER03"),
    # the day of a known document in another year; another day is another document
    ("Thực hiện Quyết định số 468/QĐ-TTg ngày 28/3/2022 của Thủ tướng Chính phủ.",
     "Thực hiện Quyết định số 468/QĐ-TTg ngày 27/3/2022 của Thủ tướng Chính phủ.", "CIT06"),
    # two digits of a known document changed over: by its day, by its subject
    ("Thực hiện Quyết định số 486/QĐ-TTg ngày 28/3/2021 của Thủ tướng Chính phủ.",
     "Thực hiện Quyết định số 486/QĐ-TTg ngày 27/3/2021 của Thủ tướng Chính phủ.", "CIT18"),
    ("Thực hiện Nghị định số 16/2018/NĐ-CP của Chính phủ về tổ chức hội.",
     "Thực hiện Nghị định số 16/2018/NĐ-CP của Chính phủ về thực hiện cơ chế một cửa, một cửa liên thông "
     "trong giải quyết thủ tục.", "CIT18"),
    ("Quán triệt Thông báo kết luận số 112/TB-UBND ngày 12/3/2023 của UBND tỉnh.",
     "Quán triệt Kết luận số 112/TB-UBND ngày 12/3/2023 của UBND tỉnh.", "CIT02"),
])
def test_years_and_documents(right: str, wrong: str, rule: str) -> None:
    assert broken(told(right)) == []
    assert broken(told(wrong)) == [rule]


@pytest.mark.parametrize("sentence", [
    "UBND huyện Tân Bình trước đây đã giao 12 nhiệm vụ.", "UBND huyện (nay là UBND xã) đã giao 12 nhiệm vụ.",
    "UBND huyện Tân Bình sau khi giải thể còn 12 nhiệm vụ.", "Thực hiện 12 nhiệm vụ theo kế hoạch của UBND huyện.",
    "Sau khi sáp nhập, UBND huyện không còn 12 nhiệm vụ.",
])
def test_an_agency_told_as_past(sentence: str) -> None:
    assert broken(told(sentence, "quý III/2025")) == []


@pytest.mark.parametrize("sentence", [
    "UBND huyện tổ chức sắp xếp 12 đơn vị.", "UBND huyện kiểm tra việc bàn giao hồ sơ.",
    "UBND huyện giao 12 nhiệm vụ sau sáp nhập.",
])
def test_an_agency_that_acts_is_not_past_by_what_it_does(sentence: str) -> None:
    assert broken(told(sentence, "quý III/2025")) == ["NAM03"]
    assert broken(told(sentence, "quý II/2025")) == []


_SIXTEEN = "Huyện có 16 xã, thị trấn. Đã khảo sát tại 16 xã, thị trấn. "


@pytest.mark.parametrize("sentence", [
    "Có 15/16 xã, thị trấn đã niêm yết.", "Có 16/16 xã, thị trấn đã niêm yết.",
    "Có 15/15 xã, thị trấn miền núi đã niêm yết.",  # a narrower sort
    "Có 12/12 xã, thị trấn đã niêm yết.",  # too far off
    "Có 15/15 xã, thị trấn đã niêm yết; 15/15 xã, thị trấn đã số hóa.",  # told twice
    "Có 15/15 trường đã niêm yết.", "Có hơn 15 xã, thị trấn đã niêm yết.",
])
def test_other_numbers_of_units(sentence: str) -> None:
    assert broken(told(_SIXTEEN + sentence)) == []


def test_a_number_of_units_that_differs_once() -> None:
    sentence = "Có 15/15 xã, thị trấn đã niêm yết."
    assert broken(told(_SIXTEEN + sentence)) == ["AGR06"]
    assert broken(told(f"Huyện có 16 xã, thị trấn. {sentence}")) == []  # which of two is wrong, none can say
