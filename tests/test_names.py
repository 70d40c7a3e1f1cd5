"""Places by name, and what is left when spelling variants are folded away."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_lint.parse.names import find_names, province_of, spelling_fold


def named(text: str) -> list[tuple[str, str]]:
    return [(name.kind, name.name) for name in find_names(text, 0)]


@pytest.mark.parametrize(("text", "found"), [
    ("UBND xã Kim Bình và các xã, thị trấn", [("xã", "Kim Bình")]),
    ("UBND huyện Krông Ea, tỉnh Hà Sơn báo cáo", [("huyện", "Krông Ea"), ("tỉnh", "Hà Sơn")]),
    ("huyện Ea R'Lúa và huyện Cư M’lan", [("huyện", "Ea R'Lúa"), ("huyện", "Cư M’lan")]),
    ("xã Ia O đạt", [("xã", "Ia O")]), ("xã Y Tam", [("xã", "Y Tam")]),
    ("tỉnh Bà Nà - Vũng Sâu", [("tỉnh", "Bà Nà - Vũng Sâu")]), ("TP. Tân Hòa", [("thành phố", "Tân Hòa")]),
    ("thị xã Buôn Trấp", [("thị xã", "Buôn Trấp")]), ("đặc khu Hòn Ngang", [("đặc khu", "Hòn Ngang")]),
    ("các huyện: Tuy Nam, Krông Ea và thành phố Gia Lộc",
     [("huyện", "Tuy Nam"), ("huyện", "Krông Ea"), ("thành phố", "Gia Lộc")]),
    ("tại 03 xã (Đắk Ru, Nam Hòa, Tân Lập), qua", [("xã", "Đắk Ru"), ("xã", "Nam Hòa"), ("xã", "Tân Lập")]),
    ("ỦY BAN NHÂN DÂN HUYỆN KRÔNG EA CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", [("huyện", "Krông Ea")]),
    ("TRÊN ĐỊA BÀN TỈNH HÀ SƠN NĂM 2021", [("tỉnh", "Hà Sơn")]), ("UBND XÃ KIM BÌNH QUÝ I", [("xã", "Kim Bình")]),
    ("huyện Krông Ea Quyết định số 12/QĐ-UBND", [("huyện", "Krông Ea")]),
    ("tỉnh Hà Sơn Công văn số 12", [("tỉnh", "Hà Sơn")]), ("xã Tân Thành Công tác", [("xã", "Tân Thành")]),
])
def test_names(text: str, found: list[tuple[str, str]]) -> None:
    assert named(text) == found


@pytest.mark.parametrize("text", [
    "các xã, thị trấn", "kinh tế - xã hội", "KINH TẾ - XÃ HỘI", "Xã hội hóa", "cấp huyện, cấp xã", "tỉnh ủy",
    "UBND tỉnh",
    "UBND huyện Quyết định", "thành phố trực thuộc Trung ương", "xã đã ban hành",
])
def test_a_kind_alone_is_no_name(text: str) -> None:
    assert named(text) == []


@given(
    st.integers(0, 500), st.sampled_from(["Kim Bình", "Ea Súp Mới", "Cư M'lan"]),
    st.sampled_from(["xã", "huyện", "tỉnh"]),
)
def test_a_name_stands_where_it_says(base: int, name: str, kind: str) -> None:
    text = f"Theo báo cáo, {kind} {name} đã hoàn thành"
    (found,) = find_names(text, base)
    assert text[found.span.start - base : found.span.end - base] == found.text == f"{kind} {name}"


@pytest.mark.parametrize(("one", "other"), [
    ("Tân Hoà", "Tân Hòa"), ("Uỷ ban", "Ủy ban"), ("Thuỷ", "Thủy"), ("Quý", "Quí"), ("Mỹ Lộc", "Mĩ Lộc"),
    ("Đắk Ru", "Đăk Ru"),
    ("Đắc Nông", "Đắk Nông"), ("Bắc Kạn", "Bắc Cạn"), ("R'Lúa", "R’Lúa"), ("KRÔNG EA", "Krông Ea"),
    ("Bà Nà - Sâu", "Bà Nà – Sâu"),
    ("Ðắk Ru", "Đắk Ru"),
])
def test_equal_spellings(one: str, other: str) -> None:
    assert spelling_fold(one) == spelling_fold(other)


@pytest.mark.parametrize(("one", "other"), [
    ("Nam Phượng", "Nam Phụng"), ("Ea Glong", "Ea Glông"), ("Tay", "Tai"), ("Hòa", "Hóa"), ("Tân Lập", "Tân Lâp"),
    ("Nam", "Nâm"),
])
def test_different_names_stay_different(one: str, other: str) -> None:
    assert spelling_fold(one) != spelling_fold(other)


@pytest.mark.parametrize(("name", "today"), [
    ("Kon Tum", "Quảng Ngãi"), ("Đăk Nông", "Lâm Đồng"), ("Hoà Bình", "Phú Thọ"), ("Cao Bằng", "Cao Bằng"),
    ("TP.HCM", "Hồ Chí Minh"), ("Thừa Thiên Huế", "Huế"), ("Hà Sơn", ""),
])
def test_provinces_before_and_after_the_merger(name: str, today: str) -> None:
    assert province_of(name) == today
