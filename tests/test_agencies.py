"""Agencies that have ended, in a report of a later time: told as at work, or told as what they were."""

from __future__ import annotations

import pytest
from told import broken, told

PERIOD = "quý III năm 2025"


@pytest.mark.parametrize("sentence", [
    "Đã phối hợp với Sở Kế hoạch và Đầu tư rà soát số liệu.",
    "Đề nghị Sở Nội vụ bàn giao dữ liệu; đề nghị Sở Kế hoạch và Đầu tư hướng dẫn đăng ký hộ kinh doanh.",
    "Kết quả kiểm tra đã được báo cáo Phòng Nội vụ quận theo quy định.",
    "Việc bố trí theo hướng dẫn của Phòng Nội vụ huyện.",
])
def test_at_work_though_it_has_ended(sentence: str) -> None:
    assert broken(told(sentence, PERIOD)) == ["NAM03"]


@pytest.mark.parametrize("sentence", [
    "Tiếp nhận nhiệm vụ bàn giao từ Sở Kế hoạch và Đầu tư.",
    "Thực hiện Kế hoạch số 12/KH-UBND ngày 05/3/2025 của UBND huyện về chuyển đổi số.",
    "Phòng Nội vụ huyện cũ đã bàn giao hồ sơ.",
])
def test_told_as_what_it_was(sentence: str) -> None:
    assert broken(told(sentence, PERIOD)) == []


def test_before_its_end() -> None:
    assert broken(told("Đã phối hợp với Sở Kế hoạch và Đầu tư.", "quý III năm 2024")) == []
