"""Whose figure of which period a sentence tells: what is told of another one is no fact of the report."""

from __future__ import annotations

import pytest
from told import broken, facts, told

RECEIVED = {"dossiers.received@whole": ["12.450"]}


@pytest.mark.parametrize("sentence", [
    "Riêng quý II tiếp nhận, giải quyết 13.200 hồ sơ.",
    "Trong 6 tháng đầu năm, giải quyết 13.200 hồ sơ.",
    "Chỉ trong quý II giải quyết 13.200 hồ sơ. Có 412 hồ sơ quá hạn.",  # it goes on
    "Hằng tháng giải quyết 13.200 hồ sơ.",
    "Văn phòng đăng ký đất đai giải quyết 13.200 hồ sơ.",
    "Chi cục Biển đảo giải quyết 13.200 hồ sơ.",
    "Bảo hiểm xã hội giải quyết 13.200 hồ sơ; quá hạn 20 hồ sơ.",
])
def test_part_of_the_period_and_other_offices_tell_no_fact(sentence: str) -> None:
    report = told(f"Tiếp nhận 12.450 hồ sơ. {sentence}")
    assert facts(report) == RECEIVED
    assert broken(report) == []


@pytest.mark.parametrize("sentence", [
    "Đã giải quyết 13.200 hồ sơ.", "Trong năm giải quyết 13.200 hồ sơ.", "Trung tâm giải quyết 13.200 hồ sơ.",
    "Riêng quý II có 12 lớp. Năm 2023 giải quyết 13.200 hồ sơ.",
])
def test_what_is_told_of_the_period_is_compared(sentence: str) -> None:
    assert broken(told(f"Tiếp nhận 12.450 hồ sơ. {sentence}")) == ["DOS10"]


def test_the_period_of_a_report_is_no_part_of_itself() -> None:
    passage = "Tiếp nhận 12.450 hồ sơ. Trong quý I giải quyết 13.200 hồ sơ."
    assert broken(told(passage, "quý I/2023")) == ["DOS10"]
    assert broken(told(passage, "6 tháng đầu năm 2023")) == []


def test_units_of_a_list_tell_nothing_of_the_whole() -> None:
    listed = "Quá hạn 14 hồ sơ: xã An Lạc (02 hồ sơ quá hạn), xã Bình Lạc (12 hồ sơ quá hạn)."
    assert facts(told(listed)) == {"dossiers.late@whole": ["14"]}


def test_the_centre_of_a_province_is_no_district() -> None:
    passage = "UBND cấp huyện tiếp nhận 1.240 hồ sơ. Trung tâm Phục vụ hành chính công tỉnh giải quyết 1.300 hồ sơ."
    assert facts(told(passage)) == {"dossiers.received@district": ["1.240"], "dossiers.resolved@province": ["1.300"]}


def test_wards_and_communes_are_one_level() -> None:
    passage = "UBND phường, xã tiếp nhận 210 hồ sơ. Các sở, ngành giải quyết 212 hồ sơ."
    assert facts(told(passage)) == {"dossiers.received@communes": ["210"], "dossiers.resolved@departments": ["212"]}
    assert broken(told(passage)) == []
    assert broken(told(passage.replace("Các sở, ngành", "UBND phường, xã"))) == ["DOS10"]


# --- rates -------------------------------------------------------------------------------------------------------


def test_the_percent_of_another_count_is_no_rate_of_dossiers() -> None:
    rate = "dossiers.rate_on_time@whole"
    of_questions = "Có 412 ý kiến được giải quyết đúng hạn trên 430 ý kiến, đạt 95,81%."
    of_dossiers = "Có 412 hồ sơ được giải quyết đúng hạn trên 430 hồ sơ, đạt 95,81%."
    assert rate not in facts(told(of_questions))
    assert facts(told(of_dossiers))[rate] == ["95,81"]


def test_a_rate_is_named_by_its_own_clause() -> None:
    passage = "Tỷ lệ hồ sơ giải quyết đúng hạn đạt 99%; tỷ lệ người dân hài lòng với kết quả đạt 92%."
    assert facts(told(passage)) == {"dossiers.rate_on_time@whole": ["99"]}


def test_a_rate_after_that_of_another_count_is_still_found() -> None:
    passage = (
        "Tiếp nhận 35.126 hồ sơ, hồ sơ trực tuyến 21.560 hồ sơ, đạt 61,38%; tỷ lệ hồ sơ đúng hạn đạt 99,91%."
    )
    assert facts(told(passage))["dossiers.rate_on_time@whole"] == ["99,91"]


# --- words of concepts -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("sentence", "concept", "figures"), [
    ("Tiếp nhận 1.240 hồ sơ; từ chối 12 hồ sơ không đủ điều kiện.", "dossiers.returned@whole", ["12"]),
    ("Tiếp nhận 1.240 hồ sơ; còn 40 hồ sơ chuyển kỳ sau.", "dossiers.pending@whole", ["40"]),
    ("Kiểm tra đột xuất 15 đơn vị.", "inspection.inspected@whole", None),
    ("Kiểm tra 15 đơn vị.", "inspection.inspected@whole", ["15"]),
])
def test_words_that_name_a_concept(sentence: str, concept: str, figures: list[str] | None) -> None:
    assert facts(told(sentence)).get(concept) == figures


def test_what_goes_over_to_the_next_period_is_pending() -> None:
    assert broken(told("Tiếp nhận 1.240 hồ sơ; đã giải quyết 1.200 hồ sơ; chuyển sang kỳ sau 40 hồ sơ.")) == []
    assert broken(told("Tiếp nhận 1.240 hồ sơ; đã giải quyết 1.200 hồ sơ; chuyển sang kỳ sau 50 hồ sơ.")) == ["DOS02"]


# --- whose figure it is, where its own words name no level ---------------------------------------------------------


@pytest.mark.parametrize(("passage", "present"), [
    ("UBND huyện được giao 312 cán bộ, công chức phường, xã; hiện có 330 người.", "communes"),
    ("Cấp xã được giao 312 biên chế công chức, có mặt 330 người.", "communes"),
    ("Cấp huyện được giao 150 biên chế công chức, có mặt 140 người; cấp xã được giao 312 biên chế công chức, "
     "có mặt 330 người.", "communes"),
    ("Biên chế công chức được giao 312 người; hiện có 330 người.", "whole"),
])
def test_those_present_are_of_the_level_that_the_number_assigned_is_of(passage: str, present: str) -> None:
    report = told(passage)
    assert facts(report)[f"staff.civil.present@{present}"] == ["330"]
    assert broken(report) == ["STF01"]
    assert broken(told(passage.replace("330", "310"))) == []


def test_those_present_at_all_levels_are_not_held_against_one() -> None:
    passage = (
        "Cấp huyện được giao 150 biên chế công chức, cấp xã được giao 312 biên chế công chức; hiện có mặt 440 người."
    )
    assert facts(told(passage))["staff.civil.present@whole"] == ["440"]
    assert broken(told(passage)) == []


def test_a_level_named_in_a_bracket_holds_within_it() -> None:
    passage = "Toàn huyện tiếp nhận 1.312 hồ sơ (cấp xã 500 hồ sơ), đã giải quyết 1.300 hồ sơ."
    assert facts(told(passage))["dossiers.resolved@whole"] == ["1.300"]
    assert broken(told(passage)) == []
    before = "Cấp xã (12 đơn vị) tiếp nhận 500 hồ sơ, đã giải quyết 510 hồ sơ."
    assert facts(told(before))["dossiers.resolved@communes"] == ["510"]
    assert broken(told(before)) == ["DOS10"]


def test_what_is_pending_in_some_fields_is_not_all_that_is() -> None:
    passage = "Tiếp nhận 1.240 hồ sơ, đã giải quyết 1.200 hồ sơ, đang giải quyết 40 hồ sơ.\n\n"
    fields = "Hồ sơ quá hạn tập trung ở lĩnh vực đất đai (14 hồ sơ, gồm cả 05 hồ sơ đang giải quyết nêu trên)."
    assert facts(told(passage + fields))["dossiers.pending@whole"] == ["40"]
    assert broken(told(passage + fields)) == []
    assert broken(told(passage + "Có 05 hồ sơ đang giải quyết.")) == ["AGR02"]


# --- done and under way ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [
    "Đã và đang giải quyết 1.240 hồ sơ", "Các đơn vị đã và đang xử lý 1.240 hồ sơ",
    "Huyện đã, đang giải quyết 1.240 hồ sơ", "Có 1.240 hồ sơ đã và đang được giải quyết",
])
def test_what_is_resolved_and_what_is_pending_together_is_what_was_received(words: str) -> None:
    assert facts(told(f"{words}; đã giải quyết 1.200 hồ sơ."))["dossiers.received@whole"] == ["1.240"]
    assert broken(told(f"{words}; đã giải quyết 1.200 hồ sơ.")) == []
    assert broken(told(f"{words}; đã giải quyết 1.260 hồ sơ.")) == ["DOS10"]


def test_what_is_pending_beside_what_is_resolved() -> None:
    passage = "Đã giải quyết 1.200 hồ sơ và đang giải quyết 40 hồ sơ."
    assert facts(told(passage)) == {"dossiers.resolved@whole": ["1.200"], "dossiers.pending@whole": ["40"]}
