"""Reporting periods: every written form, why one is named, and the days that it spans."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_lint.parse.citations import find_citations
from cchc_lint.parse.dates import find_dates
from cchc_lint.parse.periods import find_periods, reporting_period, with_subjects
from cchc_lint.report import PeriodMention


def only(text: str) -> PeriodMention:
    (mention,) = find_periods(text, 0)
    return mention


def named(text: str) -> list[tuple[str, int | None, int | None]]:
    return [(m.kind, m.year, m.index) for m in find_periods(text, 0)]


ROMAN = ("I", "II", "III", "IV")


@given(st.integers(1, 4), st.integers(2010, 2039), st.integers(0, 99), st.sampled_from([
    "quý {r}/{y}", "Quý {r} năm {y}", "quý {n} năm {y}", "quý {l} năm {y}", "QUÝ {r}/{y}", "quý {r}, năm {y}",
    "quý {r} ({y})",
    "Q{n}/{y}", "quý {r}-{y}",
]))
def test_every_form_of_a_quarter(index: int, year: int, base: int, form: str) -> None:
    roman = ROMAN[index - 1]
    text = f"Kết quả {form.format(r=roman, l=roman.lower(), n=index, y=year)}; hết"
    if "(" in form:
        text = text.replace("(", "").replace(")", "")
    (mention,) = find_periods(text, base)
    assert (mention.kind, mention.year, mention.index) == ("quarter", year, index)
    assert text[mention.span.start - base : mention.span.end - base] == mention.text


@pytest.mark.parametrize(("text", "found"), [
    ("quý I", [("quarter", None, 1)]),
    ("quý I và quý II/2022", [("quarter", 2022, 1), ("quarter", 2022, 2)]),
    ("quý II, III năm 2022", [("quarter", 2022, 2), ("quarter", 2022, 3)]),
    ("6 tháng đầu năm 2021", [("half", 2021, 1)]), ("sáu tháng cuối năm", [("half", None, 2)]),
    ("6 tháng năm 2023", [("half", 2023, 1)]), ("9 tháng đầu năm 2024", [("nine-months", 2024, None)]),
    ("3 tháng đầu năm 2022", [("quarter", 2022, 1)]),
    ("năm 2021", [("year", 2021, None)]), ("năm 2020 và 2021", [("year", 2020, None), ("year", 2021, None)]),
    ("năm 20211, huyện", [("year", 2021, None)]),
    ("giai đoạn 2021 - 2025", [("phase", 2021, None)]), ("nhiệm kỳ 2021-2026", [("term", 2021, None)]),
    ("năm học 2021 – 2022", [("school-year", 2021, None)]), ("(2016-2020)", [("phase", 2016, None)]),
    ("tháng 8/2021", [("month", 2021, 8)]), ("tháng 3 năm 2022", [("month", 2022, 3)]),
    ("so với 2015", [("year", 2015, None)]),
])
def test_forms(text: str, found: list[tuple[str, int | None, int | None]]) -> None:
    assert named(text) == found


@pytest.mark.parametrize("text", [
    "ngày 05 tháng 3 năm 2020", "ngày … tháng … năm 2022", "thời hạn 6 tháng", "tập huấn 3 tháng", "quý khách",
    "trong năm",
    "61/2018/NĐ-CP", "2027 thủ tục", "ISO 9001:2015", "05/3/2022",
])
def test_what_names_no_period(text: str) -> None:
    assert find_periods(text, 0) == []


def test_a_phase_tells_its_last_year() -> None:
    assert only("giai đoạn 2021 - 2025").end_year == 2025


@pytest.mark.parametrize(("text", "role"), [
    ("giảm 12% so với năm 2015", "base"), ("biên chế giảm so với biên chế được giao năm 2015", "base"),
    ("giai đoạn 2021 - 2030", "phase"), ("nhiệm kỳ 2021 - 2026", "phase"),
    ("(Sử dụng trong kỳ báo cáo hàng quý, 6 tháng, năm)", "form"),
    ("phương hướng, nhiệm vụ quý II/2022", "plan"), ("NHIỆM VỤ, GIẢI PHÁP NĂM 2022", "plan"),
    ("triển khai nhiệm vụ trọng tâm quý II/2022", "plan"),
    ("Trong quý I/2021, huyện đã kiểm tra 03 xã", "told"), ("Trong năm 2021 tiếp nhận 901 hồ sơ", "told"),
    ("công tác của huyện trong quý I/2021 được đẩy mạnh", "told"), ("Năm 2021, toàn xã đã giải quyết", "told"),
    ("Năm 2022, tiếp tục đẩy mạnh", "other"), ("trong năm 2022 sẽ kiểm tra", "other"),
    ("Đến hết quý I/2022, có 12 đơn vị", "until"), ("định hướng đến năm 2030", "until"),
    ("báo cáo kết quả thực hiện nhiệm vụ cải cách hành chính quý I/2022 như sau", "report"),
    ("Tình hình thực hiện công tác cải cách hành chính năm 2021", "report"),
    ("Căn cứ kết quả Chỉ số CCHC năm 2020", "other"), ("đã ban hành Kế hoạch CCHC năm 2022", "subject"),
    ("về việc duy trì chỉ số năm 2022", "subject"), ("Luật Viên chức năm 2010", "subject"),
])
def test_why_a_period_is_named(text: str, role: str) -> None:
    assert only(text).role == role


def test_the_next_plan_in_the_title_is_not_the_reported_period() -> None:
    text = "Công tác cải cách hành chính quý I/2022, triển khai nhiệm vụ trọng tâm quý II/2022"
    assert [m.role for m in find_periods(text, 0)] == ["report", "plan"]
    text = "Trên đây là báo cáo kết quả quý I/2022 và phương hướng nhiệm vụ quý II/2022 của huyện"
    assert [m.role for m in find_periods(text, 0)] == ["report", "plan"]


def test_a_year_in_the_subject_of_a_document_is_its_subject() -> None:
    text = "Quyết định số 12/QĐ-UBND ngày 05/01/2022 về ứng dụng công nghệ thông tin xã năm 2022. Năm 2021 đã xong."
    periods = find_periods(text, 0)
    citations = find_citations(text, 0, find_dates(text, 0), periods)
    assert [m.role for m in with_subjects(periods, citations)] == ["subject", "told"]


@pytest.mark.parametrize(("kind", "index", "span", "cutoff"), [
    ("quarter", 1, (date(2022, 1, 1), date(2022, 3, 31)), (date(2021, 12, 15), date(2022, 3, 14))),
    ("quarter", 3, (date(2022, 7, 1), date(2022, 9, 30)), (date(2022, 6, 15), date(2022, 9, 14))),
    ("half", 1, (date(2022, 1, 1), date(2022, 6, 30)), (date(2021, 12, 15), date(2022, 6, 14))),
    ("half", 2, (date(2022, 7, 1), date(2022, 12, 31)), (date(2022, 6, 15), date(2022, 12, 14))),
    ("nine-months", None, (date(2022, 1, 1), date(2022, 9, 30)), (date(2021, 12, 15), date(2022, 9, 14))),
    ("year", None, (date(2022, 1, 1), date(2022, 12, 31)), (date(2021, 12, 15), date(2022, 12, 14))),
])
def test_spans_of_a_period(kind: str, index: int | None, span: tuple[date, date], cutoff: tuple[date, date]) -> None:
    period = reporting_period(kind, 2022, index)  # type: ignore[arg-type]
    assert (period.start, period.end) == span
    assert (period.cutoff_start, period.cutoff_end) == cutoff


@given(st.integers(2000, 2090))
def test_the_quarters_follow_each_other_without_a_gap(year: int) -> None:
    quarters = [reporting_period("quarter", year, index) for index in (1, 2, 3, 4)]
    for one, following in zip(quarters, [*quarters[1:], reporting_period("quarter", year + 1, 1)], strict=True):
        assert one.end + timedelta(days=1) == following.start
        assert one.cutoff_end + timedelta(days=1) == following.cutoff_start


def test_there_is_no_fifth_quarter() -> None:
    with pytest.raises(ValueError, match="quarter 5"):
        reporting_period("quarter", 2022, 5)


@given(st.text(alphabet="0123456789/ -–IVquýnămthágđoạni\n", max_size=50))
def test_any_text_gives_periods_that_stand_where_they_say(text: str) -> None:
    mentions = find_periods(text, 7)
    assert all(text[m.span.start - 7 : m.span.end - 7] == m.text for m in mentions)
    assert all(a.span.end <= b.span.start for a, b in zip(mentions, mentions[1:], strict=False))
