"""Changes told in prose: each way of telling then, now and by how much holds where it is right and fires where not."""

from __future__ import annotations

import pytest
from told import broken

from cchc_lint.check import check_report
from cchc_lint.parse import parse
from cchc_lint.read.text import from_text
from cchc_lint.report import Report
from cchc_lint.rules.loader import load_rules

_OF_CHANGES = frozenset(("REL06", "REL07", "REL12", "REL13"))


def told(sentence: str) -> Report:
    return parse(from_text(f"BÁO CÁO\n\nKết quả cải cách hành chính năm 2023\n\nI. KẾT QUẢ\n\n{sentence}\n"))


def rules_broken(sentence: str) -> list[str]:
    found = check_report(told(sentence), load_rules()).findings
    return [each.rule for each in found if each.rule in _OF_CHANGES]


@pytest.mark.parametrize(("sentence", "right", "wrong", "rule"), [
    # percentage points written as percents
    ("Tỷ lệ quá hạn chỉ còn {}, giảm 2,1% so với cùng kỳ năm trước (5,3%).", "3,2%", "4,2%", "REL06"),
    ("Chỉ số hài lòng đạt {}, cao hơn 1,25% so với năm 2022 (86,40%).", "87,65%", "88,65%", "REL06"),
    ("Tỷ lệ đúng hạn đạt {} (tăng 0,36% so với quý II là 98,45%).", "98,81%", "98,18%", "REL06"),
    ("Tỷ lệ trực tuyến đạt {} (vượt 6,5 điểm phần trăm so với chỉ tiêu 60%).", "66,5%", "65,5%", "REL06"),
    ("Số hóa đạt {}/80% (vượt 3,7%) trong quý.", "83,7%", "87,3%", "REL06"),
    ("Tỷ lệ nộp trực tuyến {}, tăng từ 48,2% của cùng kỳ, tức tăng 13,3 điểm %.", "61,5%", "65,1%", "REL06"),
    ("Giải ngân đạt {}, cao hơn cùng kỳ 2,4 điểm phần trăm (13,8%).", "16,2%", "12,6%", "REL06"),
    # growth told by percent alone
    ("Tiếp nhận {} đơn, giảm 25% so với cùng kỳ năm 2022 (1.240 đơn).", "930", "950", "REL12"),
    ("Tiếp nhận {} đơn, giảm gần 25% so với cùng kỳ (1.240 đơn).", "935", "905", "REL12"),
    ("Tổ chức 36 cuộc, tăng 20% so với cùng kỳ (30 cuộc), kinh phí {} triệu đồng, tăng 50% (84 triệu đồng).",
     "126", "162", "REL12"),
    ("Năm 2023 bố trí {} triệu đồng, năm 2022 bố trí 520 triệu đồng, tăng 7,5%.", "559", "595", "REL12"),
    ("Thời gian giải quyết rút từ 20 ngày xuống còn {} ngày, giảm 35%.", "13", "15", "REL12"),
    # the figure of then without a bracket; that of now over a whole
    ("Tổ chức {} cuộc kiểm tra (giảm 08 cuộc so với cùng kỳ là 61 cuộc).", "53", "35", "REL06"),
    ("Có {}/26 xã đạt chuẩn (tăng 03 xã so với cuối năm 2022 là 16 xã).", "19", "20", "REL06"),
    ("Thụ lý {} việc, tăng 42 việc (tăng 5,6% so với cùng kỳ là 750 việc).", "792", "729", "REL06"),
    ("Thụ lý 792 việc, tăng 42 việc (tăng {} so với cùng kỳ là 750 việc).", "5,6%", "6,5%", "REL07"),
    # under the name of a year
    ("Năm 2021 là 1.280 người; năm 2022 là {} người; năm 2023 là 1.244 người, giảm 17 người so với năm 2022.",
     "1.261", "1.216", "REL06"),
    ("Điểm bình quân giảm 0,26 điểm (năm 2021 là {} điểm; năm 2022 là 71,08 điểm).", "71,34", "71,43", "REL06"),
    # scores and ranks
    ("Chỉ số đạt {} điểm (tăng 1,13 điểm), xếp thứ 31, tăng 06 bậc (năm 2022: 60,42 điểm, thứ 37).",
     "61,55", "65,15", "REL06"),
    ("Chỉ số đạt 61,55 điểm (tăng 1,13 điểm), xếp thứ {}, tăng 06 bậc (năm 2022: 60,42 điểm, thứ 37).",
     "31", "13", "REL06"),
    # several moves in turn
    ("Tiếp 318 lượt/{} lượt người; giảm 27 lượt tiếp, 44 lượt người (năm 2022 tiếp 345 lượt/406 lượt người).",
     "362", "326", "REL06"),
    ("Mở 14 lớp/{} học viên, 02 hội thi/90 thí sinh; so với năm 2022 (11 lớp/485 học viên) tăng 03 lớp, 62 học viên.",
     "547", "574", "REL06"),
    # before and after a revision, differences, what was then told by the move only
    ("Chi phí trước khi rà soát là 52,4 tỷ đồng; sau rà soát còn {} tỷ đồng, tiết kiệm 9,9 tỷ đồng.",
     "42,5", "45,2", "REL06"),
    ("Điểm tự chấm {}, điểm thẩm định 84,75, chênh lệch 4,5 điểm.", "89,25", "98,25", "REL06"),
    ("Thực giảm 23 đơn vị, từ {} xuống còn 258 đơn vị.", "281", "218", "REL06"),
    ("Giải thể {} đơn vị, giảm 03 đơn vị (25%).", "09", "14", "REL13"),
])
def test_a_change_holds_or_fires(sentence: str, right: str, wrong: str, rule: str) -> None:
    assert rules_broken(sentence.format(right)) == []
    assert rules_broken(sentence.format(wrong)) == [rule]


def test_growth_of_a_percentage_is_right_too() -> None:
    assert rules_broken("Tỷ lệ hài lòng đạt 90%, tăng 12,5% so với năm trước (80%).") == []


@pytest.mark.parametrize("sentence", [
    "Tiếp nhận 75 hồ sơ, trong đó hồ sơ đất đai tăng 20% so với cùng kỳ (40 hồ sơ).",  # now is not told
    "Tỷ lệ đúng hạn 98%, tỷ lệ trực tuyến tăng 15% so với cùng kỳ (30%).",  # of another rate
    "Tiếp nhận 300 hồ sơ, tăng 50% (100 hồ sơ) so với cùng kỳ.",  # the bracket tells the difference
    "Giải quyết 45 hồ sơ, đạt 97%, tăng 10% so với cùng kỳ (đúng hạn 100%).",  # the bracket tells another rate
    "Biên chế năm 2022 là 60 người; hợp đồng năm 2023 là 12 người, giảm 03 người so với năm 2022.",
    "Có 28.300 lượt truy cập, tăng 1,5 lần so với năm 2022 (18.900 lượt).",  # multiplied
    "Vốn đăng ký 3,1 tỷ đồng, tăng 50% so với cùng kỳ (2.067 triệu đồng).",  # in another unit
    "Sở Y tế giảm 01 phòng; các tổ chức phối hợp được rà soát, từ 38 còn 31 tổ chức.",
    "Kỳ này có 12 (năm 2021), 15 (năm 2022), cộng 27 sáng kiến (năm 2022 tăng 03 sáng kiến so với năm 2021).",
])
def test_no_change_where_then_or_now_is_not_clear(sentence: str) -> None:
    assert [(c.before, c.after) for c in told(sentence).changes if c.after and c.before] == []


@pytest.mark.parametrize(("right", "wrong", "rules"), [
    # an estimate is compared as it is written
    ("Thu ước đạt 5.914 tỷ đồng, bằng 52,11% dự toán (11.350 tỷ đồng), tăng 8,37% so với cùng kỳ (5.457 tỷ đồng).",
     "Thu ước đạt 5.914 tỷ đồng, bằng 52,11% dự toán (11.350 tỷ đồng), tăng 8,73% so với cùng kỳ (5.457 tỷ đồng).",
     ["REL12"]),
    # then, and up to now
    ("Năm 2015 có 71 đơn vị, đến nay còn 62 đơn vị, giảm 09 đơn vị.",
     "Năm 2015 có 71 đơn vị, đến nay còn 62 đơn vị, giảm 08 đơn vị.", ["REL06"]),
])
def test_estimates_and_states_of_today(right: str, wrong: str, rules: list[str]) -> None:
    assert broken(told(right)) == []
    assert broken(told(wrong)) == rules
