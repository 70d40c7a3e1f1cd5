"""Dates: every written form, blanks, impossible days, ranges without a year, and why a date is named."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_lint.parse.dates import find_dates
from cchc_lint.report import DateMention

DAYS = st.dates(date(1990, 1, 1), date(2049, 12, 31))


def only(text: str) -> DateMention:
    (mention,) = find_dates(text, 0)
    return mention


@given(DAYS, st.sampled_from([
    "{d}/{m}/{y}", "{d:02}/{m:02}/{y}", "{d:02}/{m}/{y}", "{d:02}-{m:02}-{y}", "{d} / {m}/{y}",
    "ngày {d} tháng {m} năm {y}",
    "ngày {d:02} tháng {m:02} năm {y}", "ngày {d:02} tháng {m}/{y}", "Ngày  {d:02}  tháng  {m:02}  năm  {y}",
    "{d:02}.{m:02}.{y}",
]), st.integers(0, 999))
def test_every_form_gives_the_day_and_stands_where_it_says(day: date, form: str, base: int) -> None:
    text = f"Kế hoạch ({form.format(d=day.day, m=day.month, y=day.year)}) của huyện"
    (mention,) = find_dates(text, base)
    assert mention.value == day
    assert (mention.day, mention.month, mention.year) == (day.day, day.month, day.year)
    assert text[mention.span.start - base : mention.span.end - base] == mention.text


@pytest.mark.parametrize(("text", "day", "month", "year"), [
    ("Ea Nam, ngày      tháng 3 năm 2022", None, 3, 2022), ("ngày … tháng … năm 2022", None, None, 2022),
    ("ngày /3/2025", None, 3, 2025), ("ngày     /     /2022", None, None, 2022),
    ("ngày .... tháng 6 năm 2024", None, 6, 2024),
    ("ngày 31/02/2022", 31, 2, 2022), ("ngày 15/13/2021", 15, 13, 2021), ("ngày 30 tháng 2 năm 2021", 30, 2, 2021),
])
def test_blank_and_impossible_days_have_no_value(text: str, day: int | None, month: int | None, year: int) -> None:
    mention = only(text)
    assert mention.value is None
    assert (mention.day, mention.month, mention.year) == (day, month, year)


@pytest.mark.parametrize("text", [
    "tháng 8/2021", "tháng 3 năm 2022", "61/2018/NĐ-CP", "36/54 xã", "mục 1.2.3", "điện thoại 0208.385.4636",
    "05/QĐ-UBND",
    "15/12 hồ sơ", "tỷ lệ 12/2021", "năm 2021-2025",
])
def test_what_is_no_date(text: str) -> None:
    assert find_dates(text, 0) == []


@pytest.mark.parametrize(("text", "found"), [
    ("từ ngày 15/12/2020 đến ngày 14/3/2021", [date(2020, 12, 15), date(2021, 3, 14)]),
    ("từ ngày 15/12 đến hết ngày 14/3/2022", [date(2021, 12, 15), date(2022, 3, 14)]),
    ("(15/12 - 14/3/2022)", [date(2021, 12, 15), date(2022, 3, 14)]),
    ("từ 15/3/2022 đến 14/6", [date(2022, 3, 15), date(2022, 6, 14)]),
    ("từ ngày 15 tháng 12 đến ngày 14 tháng 3 năm 2022", [date(2021, 12, 15), date(2022, 3, 14)]),
    ("ngày 15/12, huyện tổ chức hội nghị", [None]),
])
def test_a_range_lends_its_year(text: str, found: list[date | None]) -> None:
    assert [mention.value for mention in find_dates(text, 0)] == found


def test_a_footnote_mark_glued_to_the_year_is_no_digit_of_it() -> None:
    assert (only("ngày 05/3/20201.").text, only("ngày 05/3/20201.").value) == ("05/3/2020", date(2020, 3, 5))


def test_a_short_year_counts_after_the_word_for_day() -> None:
    assert only("ngày 05/3/21").value == date(2021, 3, 5)
    assert find_dates("tỷ lệ 05/3/21", 0) == []


@pytest.mark.parametrize(("text", "role", "tense"), [
    ("Ngày 12/01/2022, UBND huyện đã ban hành", "event", "done"),
    ("ngày 30/6/2022 sẽ hoàn thành", "event", "planned"),
    ("Huyện sẽ tổ chức hội nghị tổng kết công tác cải cách hành chính vào ngày 05/3/2022", "event", "planned"),
    ("Huyện sẽ họp. Hội nghị tổng kết công tác cải cách hành chính đã tổ chức ngày 05/3/2022", "event", "done"),
    ("tính đến hết ngày 14/3/2022", "until", "other"),
    ("hoàn thành trước ngày 30/6/2022", "until", "other"),
    ("tính đến thời điểm báo cáo (ngày 15/5/2022) có", "until", "other"),
    ("Thời gian ký: 14.03.2022 08:15:20 +07:00", "stamp", "other"),
    ("2022-05-18T09:54:09+0700 Lê Văn Bình đã ký lên văn bản này", "stamp", "done"),
    ("Hội nghị ngày 05/3/2022", "other", "other"),
])
def test_why_a_date_is_named(text: str, role: str, tense: str) -> None:
    mention = only(text)
    assert (mention.role, mention.tense) == (role, tense)


@given(st.text(alphabet="0123456789/ .-–…ngàythnăđếừ\n", max_size=50))
def test_any_text_gives_dates_that_stand_where_they_say(text: str) -> None:
    mentions = find_dates(text, 7)
    assert all(text[m.span.start - 7 : m.span.end - 7] == m.text for m in mentions)
    assert all(a.span.end <= b.span.start for a, b in zip(mentions, mentions[1:], strict=False))
