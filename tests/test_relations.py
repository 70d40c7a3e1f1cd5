"""Relations that no word announces: how counts stand side by side, what is left, changes of rates and ranks."""

from __future__ import annotations

import pytest

from cchc_lint.parse import parse
from cchc_lint.read.text import from_text
from cchc_lint.report import Report


def told(sentence: str) -> Report:
    return parse(from_text(f"BÁO CÁO\n\nKết quả cải cách hành chính năm 2023\n\nI. KẾT QUẢ\n\n{sentence}\n"))


def breakdowns(sentence: str) -> list[tuple[str, list[str]]]:
    return [(b.total.text, [part.text for part in b.parts]) for b in told(sentence).breakdowns]


@pytest.mark.parametrize(("sentence", "total", "parts"), [
    ("Hòa giải cơ sở nhận 52 vụ, hòa giải thành 41, không thành 7, đang hòa giải 4.", "52", ["41", "7", "4"]),
    ("Thanh tra xử lý kỷ luật 9 người, khiển trách 05, cảnh cáo 03, cách chức 01.", "9", ["05", "03", "01"]),
    ("Báo huyện đăng 35 tin, đài truyền thanh phát 48 tin, tổng cộng 83 tin.", "83", ["35", "48"]),
    ("Huyện có mặt 61 người. Cơ cấu: Văn phòng 20, Phòng Nội vụ 19, Phòng Tư pháp 22 người.", "61", ["20", "19", "22"]),
    ("Đã kết nối 31/37 dịch vụ, còn 06 dịch vụ chờ bộ, ngành.", "37", ["31", "06"]),
    ("Chỉ ra 44 tồn tại. Đến nay 39 tồn tại đã khắc phục xong; 05 tồn tại còn lại hẹn quý sau.", "44", ["39", "05"]),
    ("Kiểm tra 10 đơn vị, gồm 03 phòng, Trung tâm Hành chính công (01) và 06 trường.", "10", ["03", "01", "06"]),
    ("Vốn được giao 18,6 tỷ đồng (chuyển tiếp 6,2 tỷ đồng, khởi công mới 12,4 tỷ đồng).", "18,6", ["6,2", "12,4"]),
])
def test_parts_are_found_by_how_they_stand(sentence: str, total: str, parts: list[str]) -> None:
    assert (total, parts) in breakdowns(sentence)


@pytest.mark.parametrize("sentence", [
    "Tổ chức 42 buổi họp (21 thôn, mỗi thôn 02 buổi).",  # a product
    "Có 38 người trúng tuyển, trong đó có 21 nữ, 12 người dân tộc thiểu số.",  # the same people twice
    "Nhận 100 hồ sơ, giải quyết 61, trước hạn 31, trực tuyến 9.",  # a part of a part
    "Rà soát văn bản của 03 xã cũ (xã An Lạc 12, xã Bình Lạc 13).",  # not of the communes
])
def test_counts_that_only_stand_together_are_no_breakdown(sentence: str) -> None:
    assert not [b for b in told(sentence).breakdowns if b.exhaustive]


@pytest.mark.parametrize(("sentence", "before", "after", "by"), [
    ("Tỷ lệ trực tuyến đạt 46,5%, tăng 15,3 điểm phần trăm so với cùng kỳ năm trước (31,2%).", "31,2", "46,5", "15,3"),
    ("Giải ngân đạt 17,8%, cao hơn cùng kỳ (12,6%) 5,2 điểm phần trăm.", "12,6", "17,8", "5,2"),
    ("Chỉ số đạt 87,42 điểm, tăng 1,52 điểm (năm 2022 đạt 85,90 điểm).", "85,90", "87,42", "1,52"),
    ("Toàn huyện ban hành 88 văn bản, tăng 11 văn bản so với 77 văn bản của cùng kỳ.", "77", "88", "11"),
    ("Chỉ số xếp thứ 34/63, tăng 05 bậc so với năm 2022 (hạng 39).", "39", "34", "05"),
    ("Chỉ số giảm 03 bậc, xếp thứ 30 (năm 2022 xếp thứ 27).", "27", "30", "03"),
])
def test_changes_of_rates_scores_and_ranks(sentence: str, before: str, after: str, by: str) -> None:
    changes = [(c.before.text, c.after and c.after.text, c.by and c.by.text) for c in told(sentence).changes]
    assert (before, after, by) in changes


def test_the_base_of_a_fall_is_told_before_it() -> None:
    change, = told("So với 742 đơn vị của năm 2015 đã giảm 110 đơn vị, tương ứng giảm 14,8%.").changes
    assert change.percent is not None
    assert (change.before.text, change.percent.text) == ("742", "14,8")


@pytest.mark.parametrize(("sentence", "part", "whole", "percent"), [
    ("Xã đăng 26 tin, đạt 108,3% kế hoạch quý (24 tin).", "26", "24", "108,3"),
    ("Thu được 4.318 triệu đồng, bằng 71,6% dự toán (6.030 triệu đồng).", "4.318", "6.030", "71,6"),
    ("Khảo sát 480 phiếu: rất hài lòng 291, hài lòng 164, bình thường 25 phiếu, tương ứng 60,63%, 34,17%, 5,21%.",
     "164", "480", "34,17"),
])
def test_the_whole_of_a_percentage(sentence: str, part: str, whole: str, percent: str) -> None:
    ratios = [(r.part.text, r.whole.text, r.percent and r.percent.text) for r in told(sentence).ratios]
    assert (part, whole, percent) in ratios


def test_a_part_of_what_is_late_is_not_all_that_is_resolved() -> None:
    report = told("Còn 16 hồ sơ quá hạn (13 hồ sơ đã giải quyết, 03 hồ sơ đang giải quyết).")
    assert not {fact.concept for fact in report.facts} & {"dossiers.resolved", "dossiers.pending"}


def test_a_day_before_an_agency_is_no_ratio() -> None:
    assert not told("Đến 30/6 xã phát 450 phiếu.").ratios
