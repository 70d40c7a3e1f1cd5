"""What a percent is the share of: a right sentence, and one with its digits changed over."""

from __future__ import annotations

import pytest
from told import broken, told


@pytest.mark.parametrize(("right", "wrong", "rules"), [
    # of what is done and overdue, not of all
    ("Giải quyết 15.420 hồ sơ; đã hoàn thành 14.210 hồ sơ, đạt 98,57%; quá hạn 206 hồ sơ; đang giải quyết 1.004 hồ sơ.",
     "Giải quyết 15.420 hồ sơ; đã hoàn thành 14.210 hồ sơ, đạt 98,75%; quá hạn 206 hồ sơ; đang giải quyết 1.004 hồ sơ.",
     ["REL05"]),
    # the percent before its count
    ("Tiếp nhận 96.400 hồ sơ, trong đó 68,5% nộp trực tuyến (66.034 hồ sơ).",
     "Tiếp nhận 96.400 hồ sơ, trong đó 65,8% nộp trực tuyến (66.034 hồ sơ).", ["REL05"]),
    ("Tiếp nhận 96.400 hồ sơ, trong đó 68,5% nộp trực tuyến, cùng kỳ năm trước (61.034 hồ sơ).",
     "Tiếp nhận 96.400 hồ sơ, trong đó 68,5% nộp trực tuyến (61.034 hồ sơ).", ["REL05"]),
    # the whole is named after the percent, with its number or without
    ("Có 126 lượt phản ánh, chiếm 2,9% tổng số 4.344 lượt người.",
     "Có 126 lượt phản ánh, chiếm 9,2% tổng số 4.344 lượt người.", ["REL01"]),
    ("Có 120 người đăng ký, 84 người dự thi; 49 người đỗ, chiếm 58,33% số dự thi.",
     "Có 120 người đăng ký, 84 người dự thi; 49 người đỗ, chiếm 40,83% số dự thi.", ["REL01"]),
    ("Bổ nhiệm 49 người (24 nữ) chiếm 12,1% trên tổng số 405 người.",
     "Bổ nhiệm 49 người (24 nữ) chiếm 5,9% trên tổng số 405 người.", ["REL01"]),
    ("Tiếp nhận 14 phản ánh, chiếm 2,9% tổng số lượt phản ánh (480 lượt).",
     "Tiếp nhận 14 phản ánh, chiếm 2,9% tổng số lượt phản ánh (840 lượt).", ["REL01"]),
    # one whole of three shares
    ("Toàn tỉnh có 1.242 người. Cấp sở có 41 người, chiếm 3,3%; cấp huyện có 466 người, chiếm 37,5%; "
     "cấp xã có 128 người, chiếm 10,3%.",
     "Toàn tỉnh có 1.242 người. Cấp sở có 41 người, chiếm 3,3%; cấp huyện có 466 người, chiếm 37,5%; "
     "cấp xã có 128 người, chiếm 13,0%.", ["REL01"]),
    # after a semicolon it is of another thing
    ("Có 26/27 xã báo cáo; tỷ lệ hài lòng đạt 91,4%.", "Có 26/27 xã báo cáo, đạt 91,4%.", ["REL01"]),
    # what is saved is no share of what is counted
    ("Rà soát 12/40 thủ tục, tiết kiệm (20%) chi phí.", "Rà soát 12/40 thủ tục (20%).", ["REL01"]),
    # the percent stands before the bracket with its counts, not after it
    ("Cấp xã đạt 96,3% số xã (tức 26/27 xã), đạt 92,6% kế hoạch.",
     "Cấp xã có 26/27 xã, đạt 92,6% kế hoạch.", ["REL01"]),
    # a vague fraction, an aim
    ("Có hơn 1/4 số thủ tục, đạt 30% yêu cầu.", "Có 1/4 số thủ tục, đạt 30% yêu cầu.", ["REL01"]),
    ("Phát 240 phiếu, thu 214 phiếu, phấn đấu đạt 95%.", "Phát 240 phiếu, thu 214 phiếu, đạt 95%.", ["REL05"]),
    # the words after it name another state
    ("Tổng 12.500 hồ sơ, trễ hạn 63 hồ sơ (đạt 99,5% trước và đúng hạn).",
     "Tổng 12.500 hồ sơ, trễ hạn 63 hồ sơ (đạt 5,0% trễ hạn).", ["REL05"]),
])
def test_the_whole_of_a_share(right: str, wrong: str, rules: list[str]) -> None:
    assert broken(told(right)) == []
    assert broken(told(wrong)) == rules


@pytest.mark.parametrize("sentence", [
    "Gửi 1.390 nghìn văn bản điện tử, chiếm 97,9%; 30.000 văn bản giấy, chiếm 2,1%.",
    "Đợt 1/2019 huyện giảm 18 trường hợp, đạt 30%.",
])
def test_figures_that_are_no_share_of_each_other(sentence: str) -> None:
    assert told(sentence).ratios == ()
    assert broken(told(sentence)) == []


def test_a_percent_told_as_almost_takes_part_with_its_fraction() -> None:
    assert broken(told("Có 26/27 xã báo cáo, đạt gần 97%.")) == []
    assert broken(told("Có 25/27 xã báo cáo, đạt gần 90%.")) == ["REL01"]


@pytest.mark.parametrize(("right", "wrong", "rules"), [
    # the percent names its count by its words
    ("Tiếp nhận 12 phản ánh, đã xử lý 11 phản ánh. Tỷ lệ xử lý phản ánh đạt 91,67%.",
     "Tiếp nhận 12 phản ánh, đã xử lý 11 phản ánh. Tỷ lệ xử lý phản ánh đạt 97,16%.", ["REL05"]),
    # the base stands after the percent
    ("Thu ngân sách 12.480 triệu đồng, đạt 104% dự toán 12.000 triệu đồng.",
     "Thu ngân sách 12.480 triệu đồng, đạt 114% dự toán 12.000 triệu đồng.", ["REL01"]),
    ("Kiểm tra đột xuất 26 cuộc, đạt 108,33% so với 24 cuộc theo kế hoạch.",
     "Kiểm tra đột xuất 29 cuộc, đạt 108,33% so với 24 cuộc theo kế hoạch.", ["REL01"]),
    # of the outer whole
    ("Có 486.320 văn bản, trong đó 480.192 văn bản điện tử (chiếm 98,74%), gồm 472.314 văn bản chỉ gửi điện tử "
     "(chiếm 97,12%) và 7.878 văn bản gửi song song.",
     "Có 486.320 văn bản, trong đó 480.192 văn bản điện tử (chiếm 98,74%), gồm 472.314 văn bản chỉ gửi điện tử "
     "(chiếm 97,21%) và 7.878 văn bản gửi song song.", ["REL01"]),
    # more came back than were sent out
    ("Phát ra 4.860 phiếu, thu về 4.731 phiếu hợp lệ (đạt 97,35%).",
     "Phát ra 4.860 phiếu, thu về 5.204 phiếu hợp lệ (đạt 97,35%).", ["REL02", "REL05"]),
])
def test_what_the_words_name(right: str, wrong: str, rules: list[str]) -> None:
    assert broken(told(right)) == []
    assert sorted(broken(told(wrong))) == rules


@pytest.mark.parametrize("sentence", [
    # a share is left out: the others do not make 100
    "Gửi 8.420 văn bản: 7.932 văn bản điện tử (94,2%), 286 văn bản song song (3,4%), 202 văn bản giấy.",
    # the whole is told elsewhere
    "Lĩnh vực đất đai giải quyết 41.870 hồ sơ, đúng hạn 40.219 hồ sơ (đạt 96,06%), quá hạn 1.651 hồ sơ, chiếm 49,05% "
    "tổng số hồ sơ quá hạn của toàn tỉnh.",
    # of those that are settled
    "Thụ lý 612 vụ, hòa giải thành 489 vụ, không thành 76 vụ, đang hòa giải 47 vụ; tỷ lệ hòa giải thành 86,5% số vụ đã "
    "hòa giải xong.",
])
def test_shares_of_another_whole(sentence: str) -> None:
    assert broken(told(sentence)) == []
