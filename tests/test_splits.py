"""Percents that sort one whole make 100; rates of different things need not."""

from __future__ import annotations

import pytest

from cchc_lint.check import check_report
from cchc_lint.parse import parse
from cchc_lint.read.text import from_text
from cchc_lint.report import Report
from cchc_lint.rules.loader import load_rules


def told(sentence: str) -> Report:
    return parse(from_text(f"BÁO CÁO\n\nKết quả cải cách hành chính năm 2023\n\nI. KẾT QUẢ\n\n{sentence}\n"))


def splits(sentence: str) -> list[list[str]]:
    return [[percent.text for percent in split.percents] for split in told(sentence).splits]


def rules_broken(sentence: str) -> set[str]:
    found = check_report(told(sentence), load_rules()).findings
    return {rule for each in found for rule in (each.rule, *each.consequences)}


@pytest.mark.parametrize(("sentence", "percents"), [
    ("Về trình độ của viên chức: đại học 71,2%, cao đẳng 18,3%, trung cấp 10,5%.", ["71,2", "18,3", "10,5"]),
    ("Tỷ lệ trình độ trên đại học là 3,4%; đại học 80,1%; cao đẳng 16,5%.", ["3,4", "80,1", "16,5"]),
    ("Tỷ lệ hồ sơ trễ hạn 2,35%, tỷ lệ hồ sơ đúng hạn 97,65%.", ["2,35", "97,65"]),
    ("Thư gửi qua mạng chiếm 52,5%; gửi bưu điện chiếm 40,1%; gửi tại quầy còn 7,4%.", ["52,5", "40,1", "7,4"]),
    ("Tính theo khối: khối đảng chiếm 12,4%, khối chính quyền chiếm 70,5%, hội chiếm 17,1%.", ["12,4", "70,5", "17,1"]),
    ("Số việc có điều kiện thi hành chiếm 78,5%; chưa có điều kiện chiếm 21,5%.", ["78,5", "21,5"]),
    ("Chuyển ngành 33 người (55,0%), nghỉ hưu 27 người (45,0%).", ["55,0", "45,0"]),
    ("Nghỉ hưu 55,0% (33 người), chuyển ngành 45,0% (27 người).", ["55,0", "45,0"]),
    ("Có 88,4% người dân hài lòng, 9,5% bình thường, 2,1% không hài lòng.", ["88,4", "9,5", "2,1"]),
    ("Đúng hạn 97,1% (cùng kỳ 95%), tăng 2,1%, quá hạn 2,9%.", ["97,1", "2,9"]),
])
def test_percents_of_one_whole(sentence: str, percents: list[str]) -> None:
    assert splits(sentence) == [percents]
    assert "REL15" not in rules_broken(sentence)


@pytest.mark.parametrize("sentence", [
    "Về trình độ của viên chức: đại học 77,2%, cao đẳng 18,3%, trung cấp 10,5%.",
    "Tỷ lệ hồ sơ trễ hạn 2,35%, tỷ lệ hồ sơ đúng hạn 95,67%.",
    "Thư gửi qua mạng chiếm 52,5%; gửi bưu điện chiếm 40,1%; gửi tại quầy còn 4,7%.",
    "Tính theo khối: khối đảng chiếm 12,4%, khối chính quyền chiếm 75,0%, hội chiếm 17,1%.",
    "Số việc có điều kiện thi hành chiếm 78,5%; chưa có điều kiện chiếm 12,5%.",
    "Chuyển ngành 33 người (55,0%), nghỉ hưu 27 người (54,0%).",
    "Tỷ lệ người dân hài lòng 92,5%, không hài lòng 9,1%.",
])
def test_percents_of_one_whole_that_miss_100(sentence: str) -> None:
    assert "REL15" in rules_broken(sentence)


@pytest.mark.parametrize("sentence", [
    "Loại A 33,3%, loại B 33,3%, loại C 33,3%.",
    "Xếp loại tốt 46,2%, khá 40,5%, trung bình 13,2%.",  # 99,9
    "Xếp loại tốt 46,3%, khá 40,6%, trung bình 13,2%.",  # 100,1
    "Đúng hạn 97,64%, trễ hạn 2,35%.",  # cut off, not rounded
    "Tỷ lệ hồ sơ trực tuyến đạt 61,5%, tỷ lệ thanh toán trực tuyến đạt 44,2%.",  # different things
    "Tỷ lệ hồ sơ trực tuyến cấp tỉnh 61,5%, cấp xã 44,2%.",  # each of its own
    "Tỷ lệ đúng hạn của các sở đạt 97,5%; tỷ lệ quá hạn của các xã chiếm 4,1%.",
    "Tỷ lệ đúng hạn tháng 7 đạt 98,2%, tháng 8 tỷ lệ quá hạn chiếm 4,1%.",
    "Tỷ lệ giải quyết đúng hạn đạt 98,1%, trước hạn 10,2%.",  # one part within the other
    "Tỷ lệ đúng hạn 98,1%, trước hạn 8,2%, quá hạn 1,9%.",
    "Trình độ đại học trở lên chiếm 92,5%, thạc sĩ chiếm 12,1%.",
    "Về trình độ: đại học 84,5%, cao đẳng 7,5%, trung cấp 3,1%.",  # the rest is left untold
    "Nữ chiếm 40,2%, đảng viên chiếm 41,1%, người dân tộc chiếm 25,3%.",  # the same people
    "Tỷ lệ người dân hài lòng 92,5%, không hài lòng 2,1%.",  # some are neither
    "Số vụ đã giải quyết chiếm 92,5%; chưa giải quyết chiếm 3,1%.",  # some are under way
    "Hồ sơ tăng 95,1%, văn bản tăng 8,2%.",
    "Giải ngân theo nguồn vốn: ngân sách tỉnh đạt 35,2%, huyện đạt 37,6%, xã đạt 30,1%.",
    "Nam chiếm 30,5%, nữ chiếm 35,5%.",  # far from 100
])
def test_percents_that_need_not_make_100(sentence: str) -> None:
    assert "REL15" not in rules_broken(sentence)
