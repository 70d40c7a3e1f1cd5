"""Numbers in Vietnamese: what is a quantity, how it is written, what it can stand for."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_lint.document import Span
from cchc_lint.interval import INFINITY, Interval
from cchc_lint.parse.numbers import find_numbers, read_number
from cchc_lint.report import Number


def values(text: str, *taken: Span) -> list[int | Decimal]:
    return [number.value for number in find_numbers(text, 0, taken)]


def only(text: str) -> Number:
    (number,) = find_numbers(text, 0, [])
    return number


def grouped(value: int, mark: str = ".") -> str:
    return f"{value:,}".replace(",", mark)


# --- every written form round-trips, and offsets point at the digits ---------------------------------------------


@given(st.integers(0, 10**9), st.integers(0, 5000))
def test_grouped_counts_round_trip(value: int, base: int) -> None:
    text = f"đã giải quyết {grouped(value)} hồ sơ, còn lại chuyển kỳ sau"
    (number,) = find_numbers(text, base, [])
    assert number.value == value
    assert text[number.span.start - base : number.span.end - base] == number.text == grouped(value)
    assert number.style == ("grouped" if value > 999 else "plain")
    assert number.interval == Interval(value, value)
    assert (number.unit, number.noun) == ("hồ sơ", "hồ sơ")


@given(st.integers(0, 999_999), st.integers(1, 4))
def test_decimals_round_trip_and_stand_for_what_rounds_to_them(digits: int, places: int) -> None:
    value = Decimal(digits).scaleb(-places)
    written = f"{value:f}".replace(".", ",")
    number = only(f"đạt tỷ lệ {written}% kế hoạch")
    assert (number.value, number.decimals, number.style) == (value, places, "decimal")
    half = Decimal(5).scaleb(-places - 1)
    assert number.interval == Interval(value - half, value + half, False, True)


@given(st.integers(1000, 999_999))
def test_space_grouped_counts_are_one_number(value: int) -> None:
    number = only(f"tiếp nhận {grouped(value, ' ')} hồ sơ trong kỳ")
    assert (number.value, number.style) == (value, "space-grouped")


@given(st.integers(0, 99), st.integers(0, 99))
def test_a_point_for_a_comma_is_read_as_decimals(whole: int, fraction: int) -> None:
    number = only(f"đạt {whole}.{fraction:02}%")
    assert (number.value, number.style) == (Decimal(f"{whole}.{fraction:02}"), "point-decimal")


@given(st.text(alphabet="0123456789., /%-()hồsơngườiĐiềuxãtháng\n\t", max_size=60), st.integers(0, 9))
def test_any_text_gives_ordered_numbers_that_stand_where_they_say(text: str, base: int) -> None:
    numbers = find_numbers(text, base, [])
    assert all(text[n.span.start - base : n.span.end - base] == n.text for n in numbers)
    ends = [(n.span.start, n.span.end) for n in numbers]
    assert all(end <= start for (_, end), (start, _) in zip(ends, ends[1:], strict=False))


# --- what is a quantity ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "found"), [
    ("36/54 xã đạt 66,67%", [36, 54, Decimal("66.67")]),
    ("08/08 UBND các huyện", [8, 8]),
    ("1.760/1774 đại biểu", [1760, 1774]),
    ("trực tiếp là 12 và qua báo cáo là 06);", [12, 6]),
    ("kinh phí 936 triệu đồng, 1,5 tỷ đồng", [936, Decimal("1.5")]),
    ("Mức độ 3 và 290 thủ tục mức độ 4", [290]),
    ("được cấp 12 giấy chứng nhận", [12]),
    ("từ 01 ngày đến 05 ngày làm việc", [1, 5]),
    ("tổng số thủ tục là 2027", [2027]),
    ("có 1915 biên chế", [1915]),
    ("125hồ sơ chậm", [125]),
    ("2 hình thức:", [2]),
    ("3.222 chứng thư số", [3222]),
    ("tăng 05 (năm) hồ sơ", [5]),
    ("đã thu hồi 743 chứng thư", [743]), ("đã giải quyết 1.100/1.234 hồ sơ", [1100, 1234]),
    ("thu 500.000đ phí", [500000]), ("36/54 nhiệm vụ =66,67%", [36, 54, Decimal("66.67")]),
    ("Kế hoạch 12 nhiệm vụ", [12]), ("giải ngân 1,5 tỷ đồng/2,5 tỷ đồng", [Decimal("1.5"), Decimal("2.5")]),
    ("tại 600 số phiếu", [600]),
    ("thu 84 tỷ 316 triệu đồng", [Decimal("84.316")]), ("84 tỷ, 316 triệu đồng", [84, 316]),
    ("1,5 tỷ 316 triệu đồng", [Decimal("1.5"), 316]), ("84 tỷ 316 hồ sơ", [84, 316]),
    ("đạt 88,4%/85%", [Decimal("88.4"), 85]),
    ("cao cấp 34, trung cấp 40, sơ cấp 22", [34, 40, 22]),
    ("qua Zalo 98 lượt", [98]), ("Zalo 98, loa 12", [98, 12]),
    ("chính quyền số 06 nhiệm vụ", [6]), ("kinh tế số 12 chỉ tiêu, xã hội số 9 chỉ tiêu", [12, 9]),
    ("gồm: kế hoạch 08, quyết định 09 và công văn 07", [8, 9, 7]),
    ("(kế hoạch 08, quyết định 09, công văn 07)", [8, 9, 7]), ("theo quyết định 09, xã có kế hoạch 08 tỷ đồng", [8]),
    ("tổng đài tiếp nhận 1022 lượt phản ánh", [1022]), ("Tổng đài 1022 tiếp nhận 512 lượt", [512]),
    ("tháng 1 120 hồ sơ, tháng 2 150 hồ sơ", [120, 150]), ("lớp 1 120 người", [120]), ("mức độ 3 120 hồ sơ", [120]),
    ("đã giải quyết 1 240 hồ sơ", [1240]),
    ("tổng đài 1900 trả lời 1800 câu hỏi", [1800]), ("Tổng đài 1022 tiếp nhận 1022 cuộc", [1022]),
])
def test_quantities(text: str, found: list[object]) -> None:
    assert values(text) == found


@pytest.mark.parametrize("text", [
    "dịch vụ công trực tuyến mức độ 3, 4", "mức độ 3,4 chưa cao", "mức độ 3, mức độ 4 trong phòng dịch",
    "theo tiêu chuẩn TCVN ISO 9001:2015", "ISO:9001 tại huyện", "Covid-19 nên", "COVID-19",
    "Tổng đài 1022 tỉnh Gia Nam", "Hệ thống dịch vụ công 1022 bảo đảm đúng hạn", "đường dây nóng: 0208.3854.636",
    "Điện thoại: 02083.854999; Fax: 0208 3855 111", "Hotline 1900 1234", "0912.345.678",
    "Số 17, đường Trần Phú", "Điều 5, 6 Luật này", "khoản 2 Điều 12", "hạng 3 lên hạng 2", "khóa 2",
    "kỳ họp thứ 10", "lần thứ 3", "xếp thứ 12/63 tỉnh", "phiên bản 2.0, nâng cấp 5.0", "cách mạng công nghiệp 4.0",
    "phục vụ 24/7", "24/24 giờ", "1. Công tác chỉ đạo", "1.1. Kế hoạch", "2.1 Rà soát", "3) Kết quả", "(1) Cải cách",
    "12", "- 7 -", "địa phương1. Theo đó", "chỉ đạo2", "Đề án 06 của Chính phủ", "năm 2021", "mã số A12, 30c",
    "lúc 7 giờ 30 phút", "10:22:33 +0700", "2 Quyết định số 95", "Phụ lục 2", "Mục 1.2 nêu", "dịp lễ 30/4",
    "http://a.vn/tin-12", "phương châm “6 rõ”", "từ 3/2021", "hồi 14 giờ",
    "đợt 1/2019 huyện", "trong tháng 3/2019 xã", "đợt 2 năm 2021", "Tổng đài hỗ trợ 1022 huyện", "nhà số 06 thôn Bình",
    "hạng viên chức cấp 34", "Zalo 0912345678", "theo quyết định 09 của huyện", "gồm: Kế hoạch 08, Quyết định 09",
    "gồm kế hoạch 08 của huyện", "theo quyết định 09, kế hoạch 08, công văn 12", "theo kế hoạch 08 và quyết định 09",
    "theo các văn bản: quyết định 09, kế hoạch 08", "căn cứ quyết định 09 năm 2022, kế hoạch 08",
    "Qua tổng đài 1022 lượt phản ánh tăng",
])
def test_no_quantities(text: str) -> None:
    taken = [Span(0, len(text))] if text == "năm 2021" else []
    assert values(text, *taken) == []


def test_what_others_have_read_is_left_out() -> None:
    text = "ngày 05/3/2022 có 12 hồ sơ"
    assert values(text, Span(5, 14)) == [12]
    assert [n.value for n in find_numbers(text, 100, [Span(105, 114)])] == [12]


def test_a_footnote_mark_after_the_noun_is_no_part_of_it() -> None:
    assert only("đối với 06 đơn vị⁴.").unit == "đơn vị"


@pytest.mark.parametrize(("text", "unit", "noun"), [
    ("12 dự thảo Nghị quyết QPPL và", "dự thảo", "dự thảo nghị quyết qppl và"),
    ("45 TTHC;", "tthc", "tthc"),
    ("09 cán bộ, công chức", "cán bộ", "cán bộ"),
    ("95%", "%", ""),
    ("99,5 %", "%", ""),
    ("352 các cơ quan, đơn vị", "cơ quan", "các cơ quan"),
    ("là 12;", "", ""),
])
def test_unit_and_noun(text: str, unit: str, noun: str) -> None:
    number = only(text)
    assert (number.unit, number.noun) == (unit, noun)


def test_both_sides_of_a_ratio_bear_the_unit_after_it() -> None:
    assert [n.unit for n in find_numbers("đã có 36/54 xã", 0, [])] == ["xã", "xã"]


# --- quantifiers -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "written", "interval"), [
    ("trên 70 lượt", "trên", Interval(70, INFINITY, True, True)),
    ("hơn 10.000 tờ rơi", "hơn", Interval(10000, INFINITY, True, True)),
    ("ít nhất 20 phiếu", "ít nhất", Interval(20, INFINITY, False, True)),
    ("từ 95% trở lên", "từ … trở lên", Interval(95, INFINITY, False, True)),
    ("dưới 15 ngày", "dưới", Interval(-INFINITY, 15, True, True)),
    ("chưa đến 50 người", "chưa đến", Interval(-INFINITY, 50, True, True)),
    ("gần 300 văn bản", "gần", Interval(-INFINITY, 300, True, True)),
    ("không quá 30 ngày", "không quá", Interval(-INFINITY, 30, True, False)),
    ("tối đa 30 ngày", "tối đa", Interval(-INFINITY, 30, True, False)),
    ("khoảng 300 người", "khoảng", Interval(Decimal(250), Decimal(350))),
    ("ước đạt 12,50 tỷ đồng", "ước đạt", Interval(Decimal("12.45"), Decimal("12.55"))),
    ("không dưới 10 người", "không dưới", Interval(10, INFINITY, False, True)),
])
def test_quantifiers(text: str, written: str, interval: Interval) -> None:
    number = only(text)
    assert (number.quantifier, number.interval) == (written, interval)


@pytest.mark.parametrize("text", [
    "trên địa bàn 12 xã", "trên tổng số 12 hồ sơ", "đăng trên 02 cổng thông tin", "cao hơn 5 điểm",
    "nhiều hơn 12 hồ sơ",
    "triển khai trên 5 lĩnh vực", "đạt 12 hồ sơ", "925 người có trình độ đại học trở lên",
    "12 đơn vị xếp loại khá trở lên", "15 công chức trình độ trung cấp trở lên",
])
def test_words_that_are_no_quantifiers_there(text: str) -> None:
    number = only(text)
    assert (number.quantifier, number.interval.exact) == ("", True)


def test_a_surplus_is_told_as_it_is() -> None:
    assert only("vượt 15% so với chỉ tiêu").quantifier == ""


# --- units decide the interval -----------------------------------------------------------------------------------


def test_counts_are_exact_and_percents_and_money_rounded() -> None:
    assert only("12 hồ sơ").interval == Interval(12, 12)
    assert only("có 63 tỉnh").interval == Interval(63, 63)
    assert only("đạt 95%").interval == Interval(Decimal("94.5"), Decimal("95.5"), False, True)
    assert only("936 triệu đồng").interval == Interval(Decimal("935.5"), Decimal("936.5"), False, True)


def test_three_digits_after_a_comma_are_thousands_of_counts_and_decimals_of_rates() -> None:
    assert (only("có 12,480 hồ sơ").value, only("có 12,480 hồ sơ").style) == (12480, "comma-grouped")
    assert only("đạt 12,480%").value == Decimal("12.480")
    assert only("đạt 99.125%").value == Decimal("99.125")


# --- words -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "value", "unit"), [
    ("không có hồ sơ quá hạn", 0, "hồ sơ"), ("quá hạn: không có.", 0, ""), ("quá hạn: không;", 0, ""),
    ("không hồ sơ nào quá hạn", 0, "hồ sơ"), ("cử ba cán bộ đi học", 3, "cán bộ"), ("gồm mười đơn vị", 10, "đơn vị"),
])
def test_numbers_in_words(text: str, value: int, unit: str) -> None:
    number = only(text)
    assert (number.value, number.unit, number.style) == (value, unit, "word")
    assert number.interval == Interval(value, value)


@pytest.mark.parametrize("text", [
    "không có điều kiện", "cơ chế một cửa", "một số đơn vị", "thứ hai đơn vị", "nếu không có hồ sơ",
    "trong năm đơn vị đã",
    "bảo đảm không có hồ sơ trễ hạn", "không bao giờ", "không có nhiều hồ sơ",
])
def test_words_that_count_nothing(text: str) -> None:
    assert values(text) == []


# --- table cells -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("cell", "unit", "value", "style"), [
    ("405", "Hồ sơ", 405, "plain"), ("12.215", "Hồ sơ", 12215, "grouped"), ("99,31%", "%", Decimal("99.31"), "decimal"),
    ("22 (100%)", "Cơ quan, đơn vị", 22, "plain"), ("22 (100%)", "%", 100, "plain"), ("02", "Người", 2, "plain"),
    ("1 234", "Người", 1234, "space-grouped"), ("98.75", "%", Decimal("98.75"), "point-decimal"),
    ("12,480", "Hồ sơ", 12480, "comma-grouped"), ("không có", "Người", 0, "word"), (" 7 ", "", 7, "plain"),
    ("2.000.000", "Đồng", 2000000, "grouped"), ("12 hồ sơ", "", 12, "plain"), ("-5", "Người", -5, "plain"),
    ("36/54", "Xã", 36, "plain"),
])
def test_cells(cell: str, unit: str, value: object, style: str) -> None:
    number = read_number(cell, 40, unit)
    assert number is not None
    assert (number.value, number.style) == (value, style)
    assert cell[number.span.start - 40 : number.span.end - 40] == number.text


@pytest.mark.parametrize("cell", ["", "-", "–", "…", "x", "Có", "1.2.3", "chưa có số liệu", "A12"])
def test_cells_without_a_figure(cell: str) -> None:
    assert read_number(cell, 0, "Người") is None


def test_the_unit_of_a_cell_decides_its_interval() -> None:
    percent, count = read_number("100", 0, "%"), read_number("100", 0, "Hồ sơ")
    assert percent is not None
    assert count is not None
    assert percent.interval == Interval(Decimal("99.5"), Decimal("100.5"), False, True)
    assert (percent.unit, count.unit, count.interval) == ("%", "hồ sơ", Interval(100, 100))
