"""A mean with its total and its count, tied by what they count."""

from __future__ import annotations

import pytest

from cchc_lint.check import check_report
from cchc_lint.parse import parse
from cchc_lint.read.text import from_text
from cchc_lint.report import Report
from cchc_lint.rules.loader import load_rules


def told(sentence: str) -> Report:
    return parse(from_text(f"BÁO CÁO\n\nKết quả cải cách hành chính năm 2023\n\nI. KẾT QUẢ\n\n{sentence}\n"))


def averages(sentence: str) -> list[tuple[str, str, str]]:
    return [(each.total.text, each.count.text, each.mean.text) for each in told(sentence).averages]


def rules_broken(sentence: str) -> set[str]:
    return {each.rule for each in check_report(told(sentence), load_rules()).findings}


RIGHT = [
    ("Cả 18 xã đạt 275 chỉ tiêu, bình quân 15,3 chỉ tiêu/xã.", ("275", "18", "15,3")),
    ("Có 318 thí sinh dự tuyển vào 75 chỉ tiêu (tỷ lệ 4,2 thí sinh/chỉ tiêu).", ("318", "75", "4,2")),
    ("Trong 8 tháng giải thể 93 hợp tác xã, bình quân mỗi tháng 11,6 hợp tác xã.", ("93", "8", "11,6")),
    ("Lập 32 tổ, mỗi tổ 05 người, tổng số 160 thành viên.", ("160", "32", "05")),
    ("Khảo sát 360 phiếu (12 xã, thị trấn, mỗi nơi 30 phiếu).", ("360", "12", "30")),
    ("Bộ phận Một cửa của 11 xã có 38 máy tính (bình quân 3,5 máy tính/đơn vị).", ("38", "11", "3,5")),
    ("Có 36 doanh nghiệp mới, vốn 189 tỷ đồng. Vốn bình quân một doanh nghiệp đạt 5,3 tỷ đồng.", ("189", "36", "5,3")),
    ("Mở 06 hội nghị với 415 lượt người dự (bình quân 69 người/hội nghị).", ("415", "06", "69")),
    ("Toàn tỉnh có 1.204 tổ với 9.632 thành viên (08 người/tổ).", ("9.632", "1.204", "08")),
    ("Tập huấn 04 lớp cho 250 học viên, bình quân 63 học viên/lớp.", ("250", "04", "63")),
]
WRONG = [
    "Cả 18 xã đạt 275 chỉ tiêu, bình quân 17,3 chỉ tiêu/xã.",
    "Có 381 thí sinh dự tuyển vào 75 chỉ tiêu (tỷ lệ 4,2 thí sinh/chỉ tiêu).",
    "Trong 8 tháng giải thể 93 hợp tác xã, bình quân mỗi tháng 10,6 hợp tác xã.",
    "Lập 32 tổ, mỗi tổ 05 người, tổng số 168 thành viên.",
    "Khảo sát 390 phiếu (12 xã, thị trấn, mỗi nơi 30 phiếu).",
    "Tập huấn 04 lớp cho 250 học viên, bình quân 56 học viên/lớp.",
]
SILENT = [
    "Cả 18 xã đạt 275 chỉ tiêu, bình quân 15,2 chỉ tiêu/xã.",  # cut off, not rounded
    "Mở 06 lớp, mỗi lớp 40 học viên, riêng lớp cuối 55 học viên, tổng số 255 học viên.",
    "Có 14 xã với 38 công chức, mỗi xã 02 công chức chuyên trách.",  # a kind of them
    "Huyện có 14 xã, lập 87 tổ, mỗi tổ 05 người.",  # no total told
    "Trong 8 tháng tiếp nhận 4.200 hồ sơ, bình quân mỗi tháng giải quyết 515 hồ sơ.",  # of what was resolved
    "Nhận mới 131 hồ sơ, chuyển sang 29 hồ sơ, đã giải quyết 150 hồ sơ trong 8 tháng, bình quân mỗi tháng 20 hồ sơ.",
    "Có 46 công chức, thu nhập tăng thêm bình quân 1,5 triệu đồng/người/tháng, tổng 72 triệu đồng.",
    "Mỗi xã ít nhất 02 công chức, 14 xã có 31 công chức.",
    "Rà soát 30 thủ tục, mỗi thủ tục giảm 02 ngày, còn lại 75 ngày.",
    "Phát 96 tin, bình quân mỗi tuần 02 tin.",  # how many weeks is not told
]


@pytest.mark.parametrize(("sentence", "figures"), RIGHT)
def test_a_mean_with_its_total_and_count(sentence: str, figures: tuple[str, str, str]) -> None:
    assert averages(sentence) == [figures]
    assert "REL14" not in rules_broken(sentence)


@pytest.mark.parametrize("sentence", WRONG)
def test_a_mean_that_does_not_fit(sentence: str) -> None:
    assert "REL14" in rules_broken(sentence)


@pytest.mark.parametrize("sentence", SILENT)
def test_means_of_something_else_say_nothing(sentence: str) -> None:
    assert "REL14" not in rules_broken(sentence)


def test_what_the_mean_should_be_is_said() -> None:
    broken = "Lập 32 tổ, mỗi tổ 05 người, tổng số 168 thành viên."
    found = next(each for each in check_report(told(broken), load_rules()).findings if each.rule == "REL14")
    assert "168 chia cho 32 là 5,25" in found.message
