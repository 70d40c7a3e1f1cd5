"""Documents cited: number and symbol in all their forms, date, issuer, subject, and how they are told."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_lint.parse.citations import find_citations, identity, issue_dates, known
from cchc_lint.parse.dates import find_dates
from cchc_lint.parse.documents import fold_number
from cchc_lint.parse.periods import find_periods
from cchc_lint.report import Citation


def cite(text: str, base: int = 0) -> list[Citation]:
    return find_citations(text, base, find_dates(text, base), find_periods(text, base))


def only(text: str) -> Citation:
    (citation,) = cite(text)
    return citation


# --- number and symbol -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "parts"), [
    ("Báo cáo số 209/BC-UBND", ("Báo cáo", "209", None, "BC-UBND", "BC", "UBND")),
    ("Công văn số 1029/UBND-NV", ("Công văn", "1029", None, "UBND-NV", "", "UBND-NV")),
    ("Nghị định số 61/2018/NĐ-CP", ("Nghị định", "61", 2018, "NĐ-CP", "NĐ", "CP")),
    ("Quyết định 28/2018/QĐ-UBND", ("Quyết định", "28", 2018, "QĐ-UBND", "QĐ", "UBND")),
    ("Luật số 80/2015/QH13", ("Luật", "80", 2015, "QH13", "", "QH13")),
    ("Nghị quyết số 57-NQ/TW", ("Nghị quyết", "57", None, "NQ/TW", "NQ", "TW")),
    ("Quy định số 11-QĐi/TU", ("Quy định", "11", None, "QĐi/TU", "QĐi", "TU")),
    ("Kế hoạch số 03a/KH-UBND", ("Kế hoạch", "03a", None, "KH-UBND", "KH", "UBND")),
    ("Quyết định số 468/QĐ-TTg", ("Quyết định", "468", None, "QĐ-TTg", "QĐ", "TTg")),
    ("Chương trình số 12/CTr-UBND", ("Chương trình", "12", None, "CTr-UBND", "CTr", "UBND")),
    ("Thông báo số 31/ TB-ĐKT", ("Thông báo", "31", None, "TB-ĐKT", "TB", "ĐKT")),
    ("Báo cáo số 415 /BC-UBND", ("Báo cáo", "415", None, "BC-UBND", "BC", "UBND")),
    ("Quyết định số 88/QD- UBND", ("Quyết định", "88", None, "QD-UBND", "QĐ", "UBND")),
    ("Nghị định số 130/NĐ-CP", ("Nghị định", "130", None, "NĐ-CP", "NĐ", "CP")),
    ("Thông tư số 07/2021/TTBNV", ("Thông tư", "07", 2021, "TTBNV", "TT", "BNV")),
    ("Nghị quyết số 18 - NQ/TW", ("Nghị quyết", "18", None, "NQ/TW", "NQ", "TW")),
    ("Số:      /BC-UBND", ("", "", None, "BC-UBND", "BC", "UBND")),
    ("Số …./KH-UBND", ("", "", None, "KH-UBND", "KH", "UBND")),
    ("KH số 21/KH-SNV", ("KH", "21", None, "KH-SNV", "KH", "SNV")),
    ("Thông báo số 36 ngày 28 tháng 7 năm 2021", ("Thông báo", "36", None, "", "", "")),
    ("theo văn bản số 52/VP-TH", ("Văn bản", "52", None, "VP-TH", "", "VP-TH")),
    ("Quyết định số 45/QĐ-BCĐCCHC", ("Quyết định", "45", None, "QĐ-BCĐCCHC", "QĐ", "BCĐCCHC")),
    ("Quyết Ðịnh số 12/QÐ-UBND", ("Quyết Ðịnh", "12", None, "QÐ-UBND", "QĐ", "UBND")),
    ("công văn hỏa tốc số 12/UBND-NC", ("Công văn", "12", None, "UBND-NC", "", "UBND-NC")),
    ("⁷Công văn số 12/UBND-NC", ("Công văn", "12", None, "UBND-NC", "", "UBND-NC")),
    ("báo cáo kết quả khảo sát số 01/BC-ĐKT", ("Báo cáo", "01", None, "BC-ĐKT", "BC", "ĐKT")),
    ("Thông báo kết luận số 112/TB-UBND", ("Thông báo kết luận", "112", None, "TB-UBND", "TB", "UBND")),
    ("Kết luận số 112-KL/TU", ("Kết luận", "112", None, "KL/TU", "KL", "TU")),
])
def test_number_and_symbol(text: str, parts: tuple[object, ...]) -> None:
    c = only(text)
    assert (c.type, c.number, c.year, c.symbol, c.kind, c.organ) == parts


@given(
    st.integers(1, 9999), st.sampled_from(["QĐ-UBND", "KH-UBND", "UBND-NC", "NQ-HĐND", "BC-ĐKT"]), st.integers(0, 500)
)
def test_a_citation_stands_where_it_says(number: int, symbol: str, base: int) -> None:
    text = f"Thực hiện Văn bản số {number}/{symbol} ngày 05/3/2022 của UBND huyện Ea Nam về chuyển đổi số"
    (c,) = cite(text, base)
    assert text[c.span.start - base : c.span.end - base] == c.text
    assert text[c.symbol_span.start - base : c.symbol_span.end - base] == f"{number}/{symbol}"
    assert c.date is not None
    assert (c.date.value, c.date.role) == (date(2022, 3, 5), "issue")


@pytest.mark.parametrize("text", [
    "36/54 xã", "12/UBND xã", "05/10 UBND", "24/7", "và/hoặc", "ngày 05/3/2022", "Tổ số 2 của thôn",
    "Phụ lục số 01 của Báo cáo",
    "Quyết định của UBND tỉnh", "xử lý kỷ luật năm 2021", "đúng Luật Ban hành văn bản; năm 2021", "cán bộ/CBCC",
])
def test_what_cites_no_document(text: str) -> None:
    assert cite(text) == []


# --- identity ----------------------------------------------------------------------------------------------------


def test_slips_of_writing_leave_the_identity() -> None:
    written = ("Quyết định số 09/QĐ-UBND", "Quyết định 9/QD- UBND", "Quyết định số 09 /QÐ-UBND")
    assert len({only(text).key for text in written}) == 1


def test_the_issuing_level_keeps_two_documents_apart() -> None:
    tinh = only("Kế hoạch số 12/KH-UBND của UBND tỉnh")
    huyen = only("Kế hoạch số 12/KH-UBND của UBND huyện Ea Nam")
    assert tinh.key != huyen.key
    assert identity(tinh) == identity(huyen) == "12||KHUBND"


def test_a_mention_without_issuer_is_the_one_told_before() -> None:
    first, again = cite("Quyết định số 28/2018/QĐ-UBND của UBND tỉnh; tiếp tục thực hiện Quyết định số 28/2018/QĐ-UBND")
    assert first.key == again.key


def test_known_documents_by_identity() -> None:
    citation = only("Nghị định số 61/2018/NĐ-CP")
    document = known()[identity(citation)]
    assert (document.date, document.issuer) == (date(2018, 4, 23), "Chính phủ")
    assert document.replaced_from == date(2025, 7, 1)
    assert known()[fold_number("57", None, "NQ/TW")].number == "57-NQ/TW"
    assert all(entry.date not in entry.other_dates for entry in known().values())


# --- laws --------------------------------------------------------------------------------------------------------


def test_laws_are_cited_by_name_and_year() -> None:
    laws = cite("theo Luật Cán bộ, công chức năm 2008, Luật Viên chức năm 2010 và Luật ngân sách nhà nước 2015")
    assert [(law.type, law.subject, law.year) for law in laws] == [
        ("Luật", "Cán bộ, công chức", 2008), ("Luật", "Viên chức", 2010), ("Luật", "ngân sách nhà nước", 2015),
    ]


def test_the_year_of_an_amending_law_is_not_that_of_the_amended_one() -> None:
    assert cite("Luật sửa đổi, bổ sung một số điều của Luật Thanh tra và Luật Đê điều năm 2019") == []


# --- dates -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "days"), [
    ("Kế hoạch số 12/KH-UBND ngày 24/12/2021", [date(2021, 12, 24)]),
    ("Kế hoạch số 12/KH-UBND, ngày 24/12/2021", [date(2021, 12, 24)]),
    ("Kế hoạch số 12/KH-UBND - 11/06/2021", [date(2021, 6, 11)]),
    ("Kế hoạch số 12/KH-UBND 20/01/2021", [date(2021, 1, 20)]),
    ("Kế hoạch số 12/KH-UBND ban hành ngày 20/01/2021", [date(2021, 1, 20)]),
    ("Kế hoạch số 12/KH-UBND của UBND xã ngày 20/01/2021", [date(2021, 1, 20)]),
    ("Kế hoạch số 12/KH-UBND ngày 05 tháng 8 năm 2021", [date(2021, 8, 5)]),
    ("Ngày 12/01/2022, UBND huyện đã ban hành Kế hoạch số 12/KH-UBND", [date(2022, 1, 12)]),
    ("đã họp; ngày 12/01/2022, ban hành Kế hoạch số 12/KH-UBND", [date(2022, 1, 12)]),
    ("Nghị định số 17/2020/NĐ-CP và Nghị định số 18/2020/NĐ-CP ngày 14/9/2020", [None, date(2020, 9, 14)]),
    ("Nghị định số 17/2020/NĐ-CP ngày 13/9/2020, Nghị định số 18/2020/NĐ-CP", [date(2020, 9, 13), None]),
    ("Kế hoạch số 12/KH-UBND áp dụng đến ngày 24/12/2021", [None]),
    ("Tính đến ngày 15/11/2021, đã ban hành Kế hoạch số 12/KH-UBND", [None]),
    ("Ngày 12/01/2022 họp dân. Thực hiện Kế hoạch số 12/KH-UBND", [None]),
])
def test_the_date_of_a_document(text: str, days: list[date | None]) -> None:
    assert [c.date.value if c.date else None for c in cite(text)] == days


def test_a_blank_date_is_still_its_date() -> None:
    c = only("(Kèm theo Báo cáo số     /BC-UBND ngày     /3/2025 của UBND xã Ea Lúa)")
    assert c.date is not None
    assert (c.date.value, c.date.month, c.date.year) == (None, 3, 2025)


def test_dates_of_documents_are_marked_as_such() -> None:
    text = "Ngày 05/3/2022, đoàn đã kiểm tra theo Quyết định số 12/QĐ-UBND ngày 04/3/2022"
    dates = find_dates(text, 0)
    citations = find_citations(text, 0, dates, [])
    assert [d.role for d in issue_dates(dates, citations)] == ["event", "issue"]


# --- issuer, subject, year ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "issuer", "subject", "about"), [
    ("Quyết định số 9/QĐ-UBND ngày 05/01/2022 của UBND tỉnh Hà Sơn về việc ban hành Quy chế họp.",
     "UBND tỉnh Hà Sơn", "ban hành Quy chế họp", None),
    ("Kế hoạch số 9/KH-UBND ngày 05/01/2022 của UBND xã về tuyên truyền năm 2022; đã xong",
     "UBND xã", "tuyên truyền năm 2022", 2022),
    ("Quyết định số 9/QĐ-TTg của Thủ tướng Chính phủ phê duyệt Đề án số hóa",
     "Thủ tướng Chính phủ", "phê duyệt Đề án số hóa", None),
    ("UBND huyện đã ban hành Kế hoạch số 9/KH-UBND v/v rà soát năm 2022 nhằm kịp thời",
     "UBND huyện", "rà soát năm 2022", 2022),
    ("Nghị quyết số 9/NQ-CP của Chính phủ ban hành Chương trình giai đoạn 2021 - 2030", "Chính phủ",
     "ban hành Chương trình giai đoạn 2021 - 2030", None),
    ("Công văn số 9/BNV-CCHC của Bộ Nội vụ về hướng dẫn báo cáo năm 2021, UBND tỉnh báo cáo năm 2022", "Bộ Nội vụ",
     "hướng dẫn báo cáo năm 2021", 2021),
    ("Quyết định số 9/QĐ-UBND của UBND tỉnh", "UBND tỉnh", "", None),
    ("Báo cáo số 9/BC-UBND về kết quả năm 2021 và phương hướng năm 2022", "",
     "kết quả năm 2021 và phương hướng năm 2022", None),
    ("Công văn số 9/SNV-CCHC ngày 09/3/2022 Sở Nội vụ hướng dẫn báo cáo", "Sở Nội vụ", "hướng dẫn báo cáo", None),
])
def test_issuer_subject_and_its_year(text: str, issuer: str, subject: str, about: int | None) -> None:
    c = only(text)
    assert (c.issuer, c.subject, c.about) == (issuer, subject, about)


def test_the_year_of_the_subject_has_a_place() -> None:
    text = "Kế hoạch số 9/KH-UBND ngày 05/01/2022 về tuyên truyền năm 2023"
    c = only(text)
    assert c.about_span is not None
    assert c.subject_span is not None
    assert text[slice(*c.about_span)] == "năm 2023"
    assert text[slice(*c.subject_span)] == c.subject


def test_a_cited_document_inside_a_subject_ends_it() -> None:
    first, second = cite("Nghị định số 9/2021/NĐ-CP về sửa đổi một số điều của Nghị định số 8/2018/NĐ-CP của Chính phủ")
    assert first.subject == "sửa đổi một số điều"
    assert second.issuer == "Chính phủ"


# --- how it is told ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "tenses"), [
    ("UBND huyện đã ban hành Kế hoạch số 9/KH-UBND", ["done"]),
    ("UBND tỉnh ban hành Quyết định số 9/QĐ-UBND", ["done"]),
    ("đã ban hành Quyết định số 9/QĐ-UBND về A và Kế hoạch số 8/KH-UBND về B", ["done", "done"]),
    ("xã đã ban hành các văn bản sau:\nKế hoạch số 9/KH-UBND về A;\nKế hoạch số 8/KH-UBND về B;", ["done", "done"]),
    ("Tiếp tục thực hiện Nghị quyết số 9/NQ-CP", ["planned"]), ("sẽ ban hành Kế hoạch số 9/KH-UBND", ["planned"]),
    ("theo Nghị định số 9/2018/NĐ-CP", ["other"]),
    ("đã ban hành Kế hoạch số 9/KH-UBND về luân chuyển theo Nghị định số 8/2019/NĐ-CP", ["done", "other"]),
])
def test_how_a_document_is_told(text: str, tenses: list[str]) -> None:
    assert [c.tense for c in cite(text)] == tenses


def test_a_list_shares_its_type() -> None:
    found = cite("Quyết định số 1/2018/QĐ-UBND, 2/2019/QĐ-UBND và 3/2019/QĐ-UBND")
    assert [(c.type, c.number) for c in found] == [("Quyết định", "1"), ("Quyết định", "2"), ("Quyết định", "3")]


@given(st.text(alphabet="0129/-–. QĐUBNDKHsốngàyKếhoạch,;\n", max_size=60))
def test_any_text_gives_citations_that_stand_where_they_say(text: str) -> None:
    for c in cite(text, 11):
        assert text[c.span.start - 11 : c.span.end - 11] == c.text
        assert c.span.covers(c.symbol_span)
