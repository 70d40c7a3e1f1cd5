"""Lists that no word announces: short sentences, brackets of names, contraries, what is named before.

Each pair is a right passage and one with a slip.
"""

from __future__ import annotations

import pytest
from told import broken, facts, told


@pytest.mark.parametrize(("right", "wrong", "rules"), [
    # sentences of a label and a bare count
    ("Đã trả kết quả 6.152 hồ sơ. Trước hạn 4.870. Đúng hạn 1.249. Trễ hạn 33.",
     "Đã trả kết quả 6.152 hồ sơ. Trước hạn 4.780. Đúng hạn 1.249. Trễ hạn 33.", ["DOS04"]),
    ("Giao 46 nhiệm vụ. Xong đúng hạn 38. Xong nhưng trễ 02. Đang làm, còn hạn 06.",
     "Giao 46 nhiệm vụ. Xong đúng hạn 38. Xong nhưng trễ 02. Đang làm, còn hạn 08.", ["REL03"]),
    # names with their counts in brackets of their own
    ("Có 43 hồ sơ quá hạn thuộc lĩnh vực đất đai (36 hồ sơ) và bảo trợ xã hội (7 hồ sơ).",
     "Có 43 hồ sơ quá hạn thuộc lĩnh vực đất đai (30 hồ sơ) và bảo trợ xã hội (9 hồ sơ).", ["REL11"]),
    ("Cử 76 lượt dự tập huấn về chính quyền 02 cấp (27 lượt), chuyển đổi số (31 lượt) và chuyên ngành (18 lượt).",
     "Cử 76 lượt dự tập huấn về chính quyền 02 cấp (30 lượt), chuyển đổi số (31 lượt) và chuyên ngành (18 lượt).",
     ["REL11"]),
    ("Mở 12 lớp cho 684 lượt người, gồm: 03 lớp lý luận (142 học viên), 09 lớp kỹ năng (542 học viên).",
     "Mở 12 lớp cho 684 lượt người, gồm: 03 lớp lý luận (124 học viên), 09 lớp kỹ năng (542 học viên).", ["REL11"]),
    # a thing and its contrary
    ("Tiếp nhận 146 vụ, hòa giải thành 121 vụ (82,88%), hòa giải không thành 25 vụ.",
     "Tiếp nhận 146 vụ, hòa giải thành 121 vụ (82,88%), hòa giải không thành 35 vụ.", ["REL03"]),
    ("Có 703/720 phiếu hài lòng, đạt 97,64%; 17 phiếu chưa hài lòng.",
     "Có 703/720 phiếu hài lòng, đạt 97,64%; 27 phiếu chưa hài lòng.", ["REL11"]),
    # told with the same words first
    ("Tiếp nhận 41 ý kiến; 33 ý kiến được trả lời ngay, 08 ý kiến được trả lời bằng văn bản.",
     "Tiếp nhận 41 ý kiến; 33 ý kiến được trả lời ngay, 06 ý kiến được trả lời bằng văn bản.", ["REL11"]),
    # what is named before, and sorted in another paragraph
    ("Đã giải quyết 4.254 hồ sơ.\n\nChia theo lĩnh vực (đã giải quyết): hộ tịch 1.200; đất đai 1.854; xây dựng 1.200.",
     "Đã giải quyết 4.254 hồ sơ.\n\nChia theo lĩnh vực (đã giải quyết): hộ tịch 1.200; đất đai 1.845; xây dựng 1.200.",
     ["REL11"]),
    ("Tiếp nhận 950 hồ sơ (mới tiếp nhận 900 hồ sơ, kỳ trước chuyển 50 hồ sơ). "
     "Trong số hồ sơ mới tiếp nhận: trực tuyến 700 hồ sơ, trực tiếp 200 hồ sơ.",
     "Tiếp nhận 950 hồ sơ (mới tiếp nhận 900 hồ sơ, kỳ trước chuyển 50 hồ sơ). "
     "Trong số hồ sơ mới tiếp nhận: trực tuyến 700 hồ sơ, trực tiếp 250 hồ sơ.", ["DOS03"]),
    # the rest of a fraction, late
    ("Thấp nhất là một huyện 93,14% (2.960/3.178 hồ sơ; trễ hạn 218 hồ sơ).",
     "Thấp nhất là một huyện 93,14% (2.960/3.178 hồ sơ; trễ hạn 281 hồ sơ).", ["REL03"]),
    # the sum last, of parts that overlap in their words
    ("Còn 43 hồ sơ giải quyết quá hạn và 05 hồ sơ đang giải quyết quá hạn, tổng cộng 48 hồ sơ.",
     "Còn 43 hồ sơ giải quyết quá hạn và 05 hồ sơ đang giải quyết quá hạn, tổng cộng 49 hồ sơ.", ["REL03"]),
])
def test_lists_without_a_connector(right: str, wrong: str, rules: list[str]) -> None:
    assert broken(told(right)) == []
    assert broken(told(wrong)) == rules


@pytest.mark.parametrize(("right", "wrong"), [
    # of several things, and of places that count something
    ("Đã trả 318 kết quả (thành phố 205, thị xã 113).", "Đã trả 318 kết quả (thành phố 226, thị xã 113)."),
    ("Tiếp nhận 476 hồ sơ (Bắc Mục 262, Chiêm Sơn 214).", "Tiếp nhận 476 hồ sơ (Bắc Mục 288, Chiêm Sơn 214)."),
    ("Bổ nhiệm 11 lãnh đạo (cấp sở 04, cấp phòng 07).", "Bổ nhiệm 11 lãnh đạo (cấp sở 05, cấp phòng 07)."),
    # whose documents they are is no part
    ("Ban hành 42 văn bản (03 xã cũ 17 văn bản; xã mới 25 văn bản).",
     "Ban hành 42 văn bản (03 xã cũ 19 văn bản; xã mới 25 văn bản)."),
    # sorted by shares
    ("Có 88 đơn vị (từ 70% đến dưới 100%: 11 đơn vị; từ 30% đến dưới 70%: 29 đơn vị; từ 10% đến dưới 30%: 48 đơn vị).",
     "Có 88 đơn vị (từ 70% đến dưới 100%: 12 đơn vị; từ 30% đến dưới 70%: 29 đơn vị; từ 10% đến dưới 30%: 48 đơn vị)."),
    # told in the unit of the whole, with words that hold a comma
    ("Tổ chức 02 hội nghị (01 hội nghị với người dân, 01 hội nghị với hộ kinh doanh, hợp tác xã).",
     "Tổ chức 02 hội nghị (02 hội nghị với người dân, 01 hội nghị với hộ kinh doanh, hợp tác xã)."),
    # the figure right before its bracket is its whole
    ("Giao 21 người: cán bộ 10 người, công chức 11 người; có mặt 20 người (cán bộ 10, công chức 10).",
     "Giao 21 người: cán bộ 10 người, công chức 11 người; có mặt 22 người (cán bộ 10, công chức 10)."),
    # what another list makes by chance is no sum of this one
    ("Ban hành 08 văn bản (03 nghị quyết, 05 quyết định); thẩm định 15 dự thảo (06 nghị quyết, 09 quyết định).",
     "Ban hành 08 văn bản (04 nghị quyết, 05 quyết định); thẩm định 15 dự thảo (06 nghị quyết, 09 quyết định)."),
    # nor do some of the parts make it by chance
    ("Trong 39 công chức có 5 người thạc sĩ, 33 người đại học, 1 người cao đẳng.",
     "Trong 39 công chức có 6 người thạc sĩ, 33 người đại học, 1 người cao đẳng."),
    # cases and persons
    ("Kỷ luật 07 trường hợp: 01 lãnh đạo cấp huyện, 02 lãnh đạo cấp phòng, 04 viên chức.",
     "Kỷ luật 07 trường hợp: 02 lãnh đạo cấp huyện, 02 lãnh đạo cấp phòng, 04 viên chức."),
])
def test_brackets_and_colons(right: str, wrong: str) -> None:
    assert broken(told(right)) == []
    assert broken(told(wrong)) == ["REL03"]


@pytest.mark.parametrize("sentence", [
    "Gửi 6.482 văn bản, hoàn toàn điện tử 6.326 (97,6%). Chứng thư số đang dùng 412, trong đó cá nhân 314.",
    "Có hai điểm (tổ 3, khu phố 5) và các điểm khác (thôn 5, thôn 7) theo quy định (khoản 2, điều 5).",
    "Công bố 63 thủ tục (41 thủ tục có phần việc của cấp tỉnh, 29 thủ tục có phần việc của cấp xã).",
    "Kiểm tra 20 đơn vị; 12 đơn vị chậm báo cáo, 9 đơn vị thiếu hồ sơ.",
])
def test_what_only_looks_like_a_list(sentence: str) -> None:
    assert broken(told(sentence)) == []


def test_synonyms_tell_the_same_facts() -> None:
    passage = "Đã giải quyết 6.152 hồ sơ, trong đó {} 4.870 hồ sơ, {} 1.249 hồ sơ, {} 33 hồ sơ."
    usual = told(passage.format("trước hạn", "đúng hạn", "quá hạn"))
    assert facts(told(passage.format("sớm hẹn", "vừa hẹn", "trễ hẹn"))) == facts(usual)
    assert facts(usual)["dossiers.late@whole"] == ["33"]


def test_a_count_after_a_colon_tells_what_stands_before_it() -> None:
    found = facts(told("Tổng số hồ sơ tiếp nhận: 6.284. Phản ánh, kiến nghị: tiếp nhận 12, đã xử lý 11."))
    assert found["dossiers.received@whole"] == ["6.284"]
    assert found["feedback.received@whole"] == ["12"]
    assert found["feedback.settled@whole"] == ["11"]


def test_a_clause_on_one_unit_tells_nothing_of_the_whole() -> None:
    passage = "UBND huyện Long Phú báo cáo như sau:\n\nQuá hạn 114 hồ sơ; xã {} có 512 hồ sơ, trễ hạn 6 hồ sơ."
    assert facts(told(passage.format("Tân Lập"))) == {"dossiers.late@whole": ["114"]}
    assert facts(told(passage.format("On Lạc"))) == {"dossiers.late@whole": ["114"]}  # "on" is no word of "Long"
    assert facts(told(passage.format("khác"))) == {}  # two figures of one fact in one passage are none


@pytest.mark.parametrize(("right", "wrong"), [
    # items under an item, until the next of its kind
    ("- Tổng số hồ sơ phải giải quyết: 2.486 hồ sơ, trong đó:\n\n+ Tiếp nhận mới: 2.471 hồ sơ;\n\n"
     "+ Kỳ trước chuyển sang: 15 hồ sơ.\n\n- Đã giải quyết: 2.400 hồ sơ.",
     "- Tổng số hồ sơ phải giải quyết: 2.486 hồ sơ, trong đó:\n\n+ Tiếp nhận mới: 2.417 hồ sơ;\n\n"
     "+ Kỳ trước chuyển sang: 15 hồ sơ.\n\n- Đã giải quyết: 2.400 hồ sơ."),
    # items that hold several counts each
    ("- Đã tạo 512 tài khoản, cụ thể:\n\n+ Thôn An 152 tài khoản, thôn Bình 110 tài khoản;\n\n"
     "+ Thôn Cam 130 tài khoản, thôn Đông 120 tài khoản.",
     "- Đã tạo 512 tài khoản, cụ thể:\n\n+ Thôn An 125 tài khoản, thôn Bình 110 tài khoản;\n\n"
     "+ Thôn Cam 130 tài khoản, thôn Đông 120 tài khoản."),
])
def test_items_under_an_item(right: str, wrong: str) -> None:
    assert broken(told(right)) == []
    assert len(broken(told(wrong))) == 1


@pytest.mark.parametrize(("listed", "count"), [
    ("Sở Tài chính, Sở Y tế", 2), ("Sở Tài chính, Sở Văn hóa, Thể thao và Du lịch", 2),
    ("Văn phòng HĐND và UBND, Phòng Kinh tế, Phòng Văn hóa - Xã hội", 3), ("thôn Đông Hòa, thôn Phú Mỹ", 2),
])
def test_offices_and_hamlets_by_name_are_counted(listed: str, count: int) -> None:
    noun = "thôn" if "thôn" in listed else "cơ quan"
    assert broken(told(f"Đã biểu dương 0{count} {noun} ({listed}).")) == []
    assert broken(told(f"Đã biểu dương 0{count + 1} {noun} ({listed}).")) == ["REL08"]


def test_the_parts_of_those_present_are_present() -> None:
    passage = "Tổng biên chế công chức được giao là 2.486 biên chế (cấp tỉnh 1.308, cấp huyện 1.178); " \
              "có mặt 2.361 người (cấp tỉnh 1.246, cấp huyện 1.115)."
    found = facts(told(passage))
    assert found["staff.civil.quota@whole"] == ["2.486"]
    assert found["staff.civil.present@whole"] == ["2.361"]
    assert "1.246" not in found.get("staff.civil.quota@province", [])


def test_square_brackets_are_brackets() -> None:
    passage = "Có 1.126 đơn vị (trong đó 1.018 trường học [mầm non 362, tiểu học 334, trung học cơ sở 322], " \
              "{} trạm y tế, 09 đơn vị khác)."
    assert broken(told(passage.format(99))) == []
    assert broken(told(passage.format(90))) == ["REL03"]


def test_a_line_that_closes_a_bracket_or_opens_on_a_fraction_goes_on() -> None:
    passage = "Cấp xã tiếp nhận 48.937 hồ sơ (mới tiếp nhận 48.752, kỳ trước chuyển sang\n\n" \
              "185); tỷ lệ đúng hạn là\n\n48.735/48.790 hồ sơ."
    assert broken(told(passage)) == []
    assert [ratio.part.text for ratio in told(passage).ratios] == ["48.735"]
    assert len(told(passage).breakdowns[0].parts) == 2
