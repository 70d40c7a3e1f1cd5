"""Which count is the whole of a list and which are its parts: a right sentence, and one that hardly differs from it."""

from __future__ import annotations

import pytest
from told import broken, told


@pytest.mark.parametrize("sentence", [
    # what a bracket tells of another period
    "Kiểm tra 09 đơn vị, 184 hồ sơ (năm 2022 kiểm tra 07 đơn vị, 250 hồ sơ).",
    "Giao 68 nhiệm vụ (riêng nhóm chuyển đổi số 14 nhiệm vụ, 09 chỉ tiêu).",
    "Cứ 100 hồ sơ có 97 hồ sơ đúng hạn, cụ thể 15.423 hồ sơ.",
    "Tỉnh giảm 06 sở (hợp nhất 12 sở thành 06 sở).",
    "Sáp nhập 08 xã (12 thôn thành 05 thôn).",
])
def test_what_a_bracket_or_list_tells_of_another_thing(sentence: str) -> None:
    assert broken(told(sentence)) == []
    assert told(sentence).breakdowns == ()


@pytest.mark.parametrize(("right", "wrong", "rules"), [
    # the number of sorts is no whole of them
    ("Huyện tiếp nhận 316 hồ sơ chia thành 03 nhóm, gồm: đất đai 120, hộ tịch 110, xây dựng 86.",
     "Huyện tiếp nhận 316 hồ sơ chia thành 03 nhóm, gồm: đất đai 120, hộ tịch 110, xây dựng 68.", ["REL03"]),
    # two things in turn
    ("Khen thưởng 31 tập thể, 55 cá nhân, gồm: cấp tỉnh 12 tập thể, 20 cá nhân; cấp huyện 19 tập thể, 35 cá nhân.",
     "Khen thưởng 31 tập thể, 55 cá nhân, gồm: cấp tỉnh 12 tập thể, 20 cá nhân; cấp huyện 19 tập thể, 53 cá nhân.",
     ["REL03"]),
    # one named without a count
    ("Sở có 12 người, gồm Giám đốc, 02 Phó Giám đốc và 09 công chức.",
     "Sở có 12 người, gồm Giám đốc, 02 Phó Giám đốc và 07 công chức.", ["REL03"]),
    # others without a count, after the last part and after its share
    ("Rà soát 112 văn bản, trong đó 40 quyết định và 35 kế hoạch, còn lại là công văn.",
     "Rà soát 112 văn bản, trong đó 40 quyết định và 35 kế hoạch.", ["REL03"]),
    ("Rà soát 112 văn bản, gồm: 40 quyết định (35,7%), 35 kế hoạch (31,3%), số còn lại là công văn.",
     "Rà soát 112 văn bản, gồm: 40 quyết định (35,7%), 35 kế hoạch (31,3%), số còn lại 35 công văn.", ["REL03"]),
    # a list ended by "và": what follows a verb or a semicolon is of another count
    ("Kiểm tra 44 xã, phường, gồm 10 phường và 34 xã, phát hiện 04 xã chậm báo cáo.",
     "Kiểm tra 44 xã, phường, gồm 10 phường và 30 xã, phát hiện 04 xã chậm báo cáo.", ["REL03"]),
    ("Kiểm tra 44 xã, phường, gồm 10 phường và 34 xã; 05 xã chậm báo cáo.",
     "Kiểm tra 44 xã, phường, gồm 10 phường và 29 xã; 05 xã chậm báo cáo.", ["REL03"]),
    # what the parts make is told after them
    ("Giao 48 nhiệm vụ: quý I 09, quý II 11, quý III 13, quý IV 12 nhiệm vụ; lũy kế hoàn thành 45/48 nhiệm vụ.",
     "Giao 48 nhiệm vụ: quý I 09, quý II 11, quý III 13, quý IV 12 nhiệm vụ; lũy kế hoàn thành 41/48 nhiệm vụ.",
     ["REL03"]),
    # "thời hạn" is "hạn"
    ("Trả lời 60 ý kiến, trong đó 41 ý kiến đúng thời hạn, 19 ý kiến quá thời hạn.",
     "Trả lời 60 ý kiến, trong đó 41 ý kiến đúng thời hạn, 16 ý kiến quá thời hạn.", ["REL03"]),
    # told as "more than": what makes exactly that is right
    ("Toàn tỉnh có trên 420 người, trong đó nam 220 người, nữ 200 người.",
     "Toàn tỉnh có trên 420 người, trong đó nam 220 người, nữ 190 người.", ["REL03"]),
    # a few of a whole that is named before them are not all
    ("Trong số 420 hồ sơ có 120 hồ sơ đất đai và 85 hồ sơ hộ tịch.",
     "Trong số 420 hồ sơ có 320 hồ sơ đất đai và 85 hồ sơ hộ tịch.", ["REL03"]),
    # wards and communes are units
    ("Kiểm tra 40 đơn vị, gồm 15 phường, 25 xã.", "Kiểm tra 40 đơn vị, gồm 15 phường, 24 xã.", ["REL03"]),
    # all that the sentence before tells
    ("Tiếp 100 lượt định kỳ và 10 lượt đột xuất. Trong đó cấp tỉnh 50 lượt, cấp huyện 35 lượt và cấp xã 25 lượt.",
     "Tiếp 100 lượt định kỳ và 10 lượt đột xuất. Trong đó cấp tỉnh 50 lượt, cấp huyện 35 lượt và cấp xã 20 lượt.",
     ["REL03"]),
    # one state is no sorting by states
    ("Có 240 nhiệm vụ: 120 nhiệm vụ đúng hạn của sở, 110 nhiệm vụ đúng hạn của huyện.",
     "Có 240 nhiệm vụ: 120 nhiệm vụ đúng hạn của sở, 110 nhiệm vụ quá hạn của huyện.", ["REL03"]),
    # the one denies the other
    ("Tổng số 70 phiếu, trong đó 52 phiếu có lý do, 18 phiếu không có lý do.",
     "Tổng số 70 phiếu, trong đó 52 phiếu có lý do, 15 phiếu không có lý do.", ["REL03"]),
    # parts with the names of documents, with degrees, with names that end in "số"
    ("Ban hành 24 văn bản, gồm: kế hoạch 08, quyết định 09, công văn 07.",
     "Ban hành 24 văn bản, gồm: kế hoạch 08, quyết định 09, công văn 10.", ["REL03"]),
    ("Huyện có 96 người, trong đó cao cấp 34, trung cấp 40, sơ cấp 22.",
     "Huyện có 96 người, trong đó cao cấp 34, trung cấp 40, sơ cấp 25.", ["REL09"]),
    ("Giao 18 nhiệm vụ, gồm chính quyền số 06 nhiệm vụ, kinh tế số 07 nhiệm vụ và xã hội số 05 nhiệm vụ.",
     "Giao 18 nhiệm vụ, gồm chính quyền số 06 nhiệm vụ, kinh tế số 07 nhiệm vụ và xã hội số 08 nhiệm vụ.", ["REL03"]),
    ("Tuyên truyền 140 lượt, gồm Zalo 98 lượt và loa 42 lượt.",
     "Tuyên truyền 140 lượt, gồm Zalo 98 lượt và loa 45 lượt.", ["REL03"]),
    ("Thu 84 tỷ 316 triệu đồng, gồm thu trong tỉnh 60 tỷ 200 triệu đồng và thu ngoài tỉnh 24 tỷ 116 triệu đồng.",
     "Thu 84 tỷ 316 triệu đồng, gồm thu trong tỉnh 60 tỷ 200 triệu đồng và thu ngoài tỉnh 24 tỷ 161 triệu đồng.",
     ["REL03"]),
    ("Có 1.020 người, gồm 925 người có trình độ đại học trở lên và 95 người có trình độ trung cấp.",
     "Có 1.020 người, gồm 925 người có trình độ đại học trở lên và 59 người có trình độ trung cấp.", ["REL03"]),
])
def test_parts_of_a_list(right: str, wrong: str, rules: list[str]) -> None:
    assert broken(told(right)) == []
    assert broken(told(wrong)) == rules


@pytest.mark.parametrize(("right", "wrong", "rules"), [
    # absent, of those who were called
    ("Hội nghị triệu tập 90 người, dự thi 84 người, vắng 06 người.",
     "Hội nghị triệu tập 90 người, dự thi 84 người, vắng 08 người.", ["REL11"]),
    # a heading word alone sorts the count before it
    ("Tỉnh có 214 cán bộ. Trình độ chuyên môn: đại học 180, thạc sĩ 22, cao đẳng 12.",
     "Tỉnh có 214 cán bộ. Trình độ chuyên môn: đại học 180, thạc sĩ 25, cao đẳng 12.", ["REL11"]),
    # one may be counted more than once
    ("Xã có 240 hộ tham gia. Theo hình thức: trực tiếp 120, qua loa 70, qua mạng 60; một hộ nhận bằng nhiều hình thức.",
     "Xã có 240 hộ tham gia. Theo hình thức: trực tiếp 120, qua loa 70, qua mạng 60.", ["REL11"]),
    # what is told of one unit alone
    ("Huyện có 240 hồ sơ, trước hạn 120, đúng hạn 120, riêng cấp xã quá hạn 04.",
     "Huyện có 240 hồ sơ, trước hạn 120, đúng hạn 120, cấp xã quá hạn 04.", ["REL03"]),
    # a fraction tells a whole of its own
    ("Có 240 hồ sơ; trước hạn 100, đúng hạn 120/122, quá hạn 18.",
     "Có 240 hồ sơ; trước hạn 100, đúng hạn 120, quá hạn 18.", ["REL03"]),
    # one of several states is no whole of the others
    ("Toàn huyện đúng hạn 240 hồ sơ, trước hạn 120 hồ sơ, quá hạn 115 hồ sơ.",
     "Toàn huyện có 240 hồ sơ, trước hạn 120 hồ sơ, quá hạn 115 hồ sơ.", ["REL03"]),
    # what stands between what is done and what is left
    ("Giao 110 nhiệm vụ; đã hoàn thành 98 nhiệm vụ; 04 nhiệm vụ gia hạn; còn lại 08 nhiệm vụ.",
     "Giao 110 nhiệm vụ; đã hoàn thành 98 nhiệm vụ; 04 nhiệm vụ gia hạn; còn lại 06 nhiệm vụ.", ["REL11"]),
])
def test_parts_that_no_word_announces(right: str, wrong: str, rules: list[str]) -> None:
    assert broken(told(right)) == []
    assert broken(told(wrong)) == rules


@pytest.mark.parametrize(("sentence", "total", "parts"), [
    ("Tổ chức 412 cuộc, giảm 17 cuộc so với cùng kỳ là 429 cuộc, trong đó cấp huyện 212 cuộc, cấp xã 180 cuộc.",
     "412", ["212", "180"]),
    ("Có 20 đơn vị, giảm 22 đơn vị (15 phòng, 05 chi cục).", "22", ["15", "05"]),
    # a list ends where one of its items is broken down
    ("Có 44 ý kiến: 20 ý kiến đất đai, trong đó 05 ý kiến quá hạn, 15 ý kiến đúng hạn.", "20", ["05", "15"]),
    # what is taken off is no part of the sum
    ("Công bố mới 15 thủ tục, sửa đổi 20 thủ tục, bỏ 06 thủ tục, tổng cộng 39 thủ tục.", "39", ["15", "20"]),
    # the nearest larger one, not the nearest
    ("Các sở có 6.200 hồ sơ, nộp trực tuyến 6.100 hồ sơ; trước hạn 4.100, đúng hạn 2.050, quá hạn 48.",
     "6.200", ["4.100", "2.050", "48"]),
    ("Xã có 236 hồ sơ; huyện có 250 hồ sơ, nộp trực tuyến 220 hồ sơ; trước hạn 120, đúng hạn 110, quá hạn 08.",
     "250", ["120", "110", "08"]),
    ("Quý I cấp 18 chữ ký số, quý II cấp 32 chữ ký số, nâng tổng số chữ ký số lên 50 chữ ký số.", "50", ["18", "32"]),
])
def test_the_whole_that_parts_are_of(sentence: str, total: str, parts: list[str]) -> None:
    assert [(b.total.text, [part.text for part in b.parts]) for b in told(sentence).breakdowns] == [(total, parts)]


@pytest.mark.parametrize(("right", "wrong"), [
    # the list goes on after the parts of one of its items, wherever these end
    ("Ban hành 45 văn bản, gồm: 12 quyết định, 20 kế hoạch, trong đó 05 kế hoạch liên ngành, 13 công văn.",
     "Ban hành 45 văn bản, gồm: 12 quyết định, 20 kế hoạch, trong đó 05 kế hoạch liên ngành, 15 công văn."),
    ("Ban hành 45 văn bản, gồm: 12 quyết định; 20 kế hoạch, trong đó 05 kế hoạch liên ngành; 13 công văn.",
     "Ban hành 45 văn bản, gồm: 12 quyết định; 20 kế hoạch, trong đó 05 kế hoạch liên ngành; 16 công văn."),
    ("Kiểm tra 44 cơ quan, gồm 12 sở, 20 phòng, trong đó quý I 05 phòng, quý II 15 phòng, 12 xã.",
     "Kiểm tra 44 cơ quan, gồm 12 sở, 20 phòng, trong đó quý I 05 phòng, quý II 15 phòng, 15 xã."),
    ("Huyện có 95 người, gồm 42 công chức, trong đó 20 nữ, 40 viên chức, trong đó 25 nữ, 13 hợp đồng lao động.",
     "Huyện có 95 người, gồm 42 công chức, trong đó 20 nữ, 40 viên chức, trong đó 25 nữ, 16 hợp đồng lao động."),
    ("Có 44 ý kiến: 20 ý kiến đất đai, 10 ý kiến xây dựng, trong đó 05 ý kiến quá hạn, 14 ý kiến hộ tịch.",
     "Có 44 ý kiến: 20 ý kiến đất đai, 10 ý kiến xây dựng, trong đó 05 ý kiến quá hạn, 15 ý kiến hộ tịch."),
    ("Ban hành 45 văn bản (12 quyết định, 20 kế hoạch, trong đó 05 kế hoạch liên ngành, 13 công văn).",
     "Ban hành 45 văn bản (12 quyết định, 20 kế hoạch, trong đó 05 kế hoạch liên ngành, 11 công văn)."),
    # it does not: what follows are the parts of its last item
    ("Có 44 ý kiến, gồm 20 ý kiến đất đai, 24 ý kiến xây dựng, trong đó 05 ý kiến quá hạn, 19 ý kiến đúng hạn.",
     "Có 44 ý kiến, gồm 20 ý kiến đất đai, 27 ý kiến xây dựng, trong đó 05 ý kiến quá hạn, 22 ý kiến đúng hạn."),
    # of two or three nouns in turn each has a whole of its own
    ("Khen thưởng 31 tập thể, 55 cá nhân, gồm: cấp tỉnh 12 tập thể, 20 cá nhân; cấp huyện 19 tập thể, 35 cá nhân.",
     "Khen thưởng 31 tập thể, 55 cá nhân, gồm: cấp tỉnh 12 tập thể, 20 cá nhân; cấp huyện 18 tập thể, 35 cá nhân."),
    ("Khen 31 tập thể và 55 cá nhân (cấp tỉnh 12 tập thể, 20 cá nhân; cấp huyện 19 tập thể, 35 cá nhân).",
     "Khen 31 tập thể và 55 cá nhân (cấp tỉnh 12 tập thể, 20 cá nhân; cấp huyện 18 tập thể, 35 cá nhân)."),
    ("Khen 31 tập thể, 55 cá nhân, 12 hộ, gồm: cấp tỉnh 12 tập thể, 20 cá nhân, 05 hộ; cấp huyện 19 tập thể, "
     "35 cá nhân, 07 hộ.",
     "Khen 31 tập thể, 55 cá nhân, 12 hộ, gồm: cấp tỉnh 12 tập thể, 20 cá nhân, 05 hộ; cấp huyện 19 tập thể, "
     "33 cá nhân, 07 hộ."),
    # what is compared with is no part, and another period's parts are not this one's
    ("Kiểm tra 412 cuộc, cụ thể cấp huyện 212, cùng kỳ 230, cấp xã 200, cùng kỳ 199.",
     "Kiểm tra 412 cuộc, cụ thể cấp huyện 212, cùng kỳ 230, cấp xã 210, cùng kỳ 199."),
    ("Kiểm tra 412 cuộc, gồm: cấp huyện 212, cấp xã 200; cùng kỳ 429 cuộc, cấp huyện 220, cấp xã 209.",
     "Kiểm tra 412 cuộc, gồm: cấp huyện 212, cấp xã 210; cùng kỳ 429 cuộc, cấp huyện 220, cấp xã 209."),
    # what is told of one part by itself
    ("Có 190 cán bộ, gồm đại học 120, cao đẳng 70, riêng cấp xã 45.",
     "Có 190 cán bộ, gồm đại học 120, cao đẳng 75, riêng cấp xã 45."),
    # the number of sorts or places is no whole of what is told of each
    ("Tiếp nhận 316 hồ sơ thuộc 03 lĩnh vực: đất đai 120, hộ tịch 150, xây dựng 46.",
     "Tiếp nhận 316 hồ sơ thuộc 03 lĩnh vực: đất đai 120, hộ tịch 150, xây dựng 64."),
    ("Tiếp nhận 316 hồ sơ, chia theo 03 lĩnh vực: đất đai 120 hồ sơ, hộ tịch 150 hồ sơ, xây dựng 46 hồ sơ.",
     "Tiếp nhận 316 hồ sơ, chia theo 03 lĩnh vực: đất đai 120 hồ sơ, hộ tịch 150 hồ sơ, xây dựng 64 hồ sơ."),
    ("Tiếp nhận 316 hồ sơ, gồm 03 lĩnh vực: đất đai 120, hộ tịch 150, xây dựng 46.",
     "Tiếp nhận 316 hồ sơ, gồm 03 lĩnh vực: đất đai 120, hộ tịch 150, xây dựng 64."),
    ("Cấp 316 bộ tài liệu cho 04 đơn vị: Văn phòng 120 bộ, Tư pháp 100 bộ, Y tế 50 bộ, Công an 46 bộ.",
     "Cấp 316 bộ tài liệu cho 04 đơn vị: Văn phòng 120 bộ, Tư pháp 100 bộ, Y tế 50 bộ, Công an 64 bộ."),
    ("Có 45 hồ sơ tại 03 xã, đã giải quyết 40, còn 05.", "Có 45 hồ sơ tại 03 xã, đã giải quyết 40, còn 07."),
    # a total told after a colon
    ("Tổng số: 36 thôn, xã An: 12 thôn, xã Bình: 10 thôn, xã Cam: 14 thôn.",
     "Tổng số: 36 thôn, xã An: 12 thôn, xã Bình: 10 thôn, xã Cam: 15 thôn."),
    ("Hồ sơ tiếp nhận: 40 hồ sơ, trực tuyến: 22 hồ sơ, trực tiếp: 18 hồ sơ.",
     "Hồ sơ tiếp nhận: 40 hồ sơ, trực tuyến: 20 hồ sơ, trực tiếp: 18 hồ sơ."),
])
def test_where_a_list_goes_on_and_what_is_no_part_of_it(right: str, wrong: str) -> None:
    assert broken(told(right)) == []
    assert broken(told(wrong)) == ["REL03"]


@pytest.mark.parametrize(("sentence", "rule"), [
    ("Có 420 người, gồm 120 đại học, 85 trung cấp.", "REL03"),
    ("Trong số 420 người, có 220 nam và 190 nữ.", "REL03"),
    ("Có 420 hồ sơ, trong đó 120 trực tuyến, 85 trực tiếp.", "REL03"),
    ("Huyện có 230 viên chức; nam 120, nữ 120.", "REL11"),
])
def test_parts_that_must_make_their_whole(sentence: str, rule: str) -> None:
    assert broken(told(sentence)) == [rule]


@pytest.mark.parametrize("sentence", [
    "Đã kiểm tra 412 cuộc. Cụ thể, cùng kỳ 429 cuộc, cấp huyện 212, cấp xã 180.",
    "Kiểm tra 412 cuộc (cùng kỳ 429 cuộc, cấp huyện 220, cấp xã 180).",
    "Có 64 ý kiến: 20 ý kiến đất đai, 10 ý kiến xây dựng, trong đó 05 ý kiến quá hạn, 05 ý kiến đúng hạn.",
    "Ban hành 145 văn bản, trong đó: 12 quyết định, 20 kế hoạch, trong đó 05 kế hoạch liên ngành, 03 kế hoạch năm.",
    # named one after the other
    "Xã An: 12 thôn, xã Bình: 10 thôn, xã Cam: 14 thôn, xã Đông: 09 thôn.",
    "Văn phòng: 40 hồ sơ, Phòng Tư pháp: 10 hồ sơ, Phòng Kinh tế: 14 hồ sơ, Thanh tra: 12 hồ sơ.",
    "Cấp tỉnh: 120 hồ sơ, cấp huyện: 100 hồ sơ, cấp xã: 30 hồ sơ.",
    # either count may be their whole, or both
    "Huyện có 240 công chức, 230 viên chức; nam 120, nữ 120.",
    "Huyện có 240 công chức, 230 viên chức; nam 250, nữ 220.",
    "Trình độ: đại học 120 người, cao đẳng 70 người; riêng cấp xã đại học 45, cao đẳng 20.",
    # some of them
    "Trong số 420 người, có 120 đại học và 85 trung cấp.",
    "Có 420 người, trong đó 120 đại học, 85 trung cấp và 20 cao đẳng.",
    "Trong tổng số 420 đơn vị, có 120 đơn vị xếp loại tốt và 85 đơn vị xếp loại khá.",
    "Trong 420 hồ sơ, có 120 hồ sơ trực tuyến và 85 hồ sơ qua bưu chính.",
])
def test_parts_of_another_whole_are_not_compared(sentence: str) -> None:
    assert broken(told(sentence)) == []
