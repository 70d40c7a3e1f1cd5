"""require, sequence and match: when they speak, and which places they show."""

from __future__ import annotations

from datetime import date

import pytest
from drafts import Draft, rule, rules

from cchc_lint.check import check_report
from cchc_lint.finding import Finding
from cchc_lint.parse.periods import reporting_period
from cchc_lint.report import Citation, DateMention, Header, Heading, PeriodMention, Report, Slip
from cchc_lint.rules.rule import Rule


def found_in(report: Report, each: Rule) -> list[Finding]:
    return list(check_report(report, rules(each)).findings)


def shown(finding: Finding) -> list[str]:
    return [place.text for place in finding.locations]


# require


NUMBER = rule(kind="require", assert_="known(report.number)", at="header.number", when='report.level == "commune"')


@pytest.mark.parametrize(("number", "level", "count"), [("12", "commune", 0), ("", "commune", 1), ("", "district", 0)])
def test_an_assertion_on_the_report(number: str, level: str, count: int) -> None:
    draft = Draft()
    draft.line("Báo cáo")
    line = draft.line("Số:     /BC-UBND")
    report = draft.report(header=Header(number=number, number_span=line, level=level))  # type: ignore[arg-type]
    found = found_in(report, NUMBER)
    assert len(found) == count
    assert all(shown(each) == ["Số:     /BC-UBND"] for each in found)


def test_a_place_that_is_blank_too_gives_way_to_the_title() -> None:
    draft = Draft()
    draft.line("UBND xã")
    title = draft.line("BÁO CÁO")
    (found,) = found_in(draft.report(header=Header(level="commune", title_span=title)), NUMBER)
    assert shown(found) == ["BÁO CÁO"]
    (found,) = found_in(draft.report(header=Header(level="commune")), NUMBER)
    assert shown(found) == ["UBND xã"]


def headings(draft: Draft, *markers: str, style: str = "arabic", parent: int | None = None) -> tuple[Heading, ...]:
    """Headings by their markers: "1." … or "a)" …"""
    letters = "abcdđeghiklm"
    made = []
    for marker in markers:
        span = draft.line(f"{marker} Nội dung")
        bare = marker.rstrip(".)")
        number = int(bare) if bare.isdecimal() else letters.index(bare) + 1
        made.append(Heading(span, span._replace(end=span.start + len(marker)), marker, style, number, "Nội dung", 1,
                            parent, bare))
    return tuple(made)


def test_something_exists_or_does_not() -> None:
    draft = Draft()
    made = headings(draft, "1.", "2.")
    report = draft.report(headings=made)
    assert not found_in(report, rule(kind="require", exists="heading", where="it.number == 2"))
    assert len(found_in(report, rule(kind="require", exists="heading", where="it.number == 3", at="end"))) == 1
    absent = rule(kind="require", absent="heading", where="it.number == 2", message="có {it.marker}")
    assert [found.message for found in found_in(report, absent)] == ["có 2."]
    assert not found_in(report, rule(kind="require", absent="heading", where="it.number == 3"))


# sequence


SEQUENCE = rule(kind="sequence", each="heading", parent="it.parent", style="it.style", number="it.number",
                mark="it.marker_span",
                message="{number}, đúng ra {expected}, thiếu {missing}, {count} dòng, {other.marker}")


@pytest.mark.parametrize(("markers", "places"), [
    (["1.", "2.", "3."], []),
    (["2.", "3."], []),  # `start` is not asked for
    (["1.", "2.", "4.", "5."], [["4.", "2."]]),
    (["1.", "2.", "2.", "3."], [["2.", "2."]]),
    (["1.", "2.", "3.", "2."], [["2.", "2.", "3."]]),
    (["1.", "2.", "3.", "1.", "2.", "3.", "4."], [["1.", "1.", "2.", "3.", "2.", "3.", "4."]]),
    (["1.", "2.", "7.", "4.", "5."], [["7.", "2."]]),
    (["1.", "3.", "5."], [["3.", "1."], ["5.", "3."]]),
    (["1.", "4.", "2.", "3."], [["4.", "1."], ["2.", "4.", "3."]]),
])
def test_breaks_of_a_series(markers: list[str], places: list[list[str]]) -> None:
    draft = Draft()
    made = headings(draft, *markers)
    found = found_in(draft.report(headings=made), SEQUENCE)
    assert [shown(each)[0] for each in found] == [each[0] for each in places]
    assert [sorted(shown(each)) for each in found] == [sorted(each) for each in places]


def test_the_words_of_a_break() -> None:
    draft = Draft()
    made = headings(draft, "1.", "2.", "5.")
    (found,) = found_in(draft.report(headings=made), SEQUENCE)
    assert found.message == "5, đúng ra 3, thiếu 3, 4, 1 dòng, 2."


def test_series_apart_by_parent_and_style() -> None:
    draft = Draft()
    made = (*headings(draft, "1.", "2."), *headings(draft, "1.", "2.", parent=0),
            *headings(draft, "a)", "b)", style="letter", parent=0))
    assert not found_in(draft.report(headings=made), SEQUENCE)


def test_only_the_asked_for_breaks() -> None:
    draft = Draft()
    made = headings(draft, "2.", "4.", "4.")

    def breaks(*checks: str) -> int:
        each = rule(kind="sequence", each="heading", number="it.number", check=list(checks))
        return len(found_in(draft.report(headings=made), each))

    assert (breaks("gap"), breaks("repeat"), breaks("start"), breaks("order")) == (1, 1, 1, 0)


def test_a_letter_may_be_left_out() -> None:
    allowing = rule(kind="sequence", each="heading", number="it.number",
                    allow='it.style == "letter" and it.number == 6 and it.previous.number == 4')
    draft = Draft()
    made = headings(draft, "a)", "b)", "c)", "d)", "e)", style="letter")
    assert not found_in(draft.report(headings=made), allowing)
    draft = Draft()
    made = headings(draft, "a)", "b)", "d)", "e)", style="letter")
    assert len(found_in(draft.report(headings=made), allowing)) == 1


@pytest.mark.parametrize(("series", "blamed"), [
    ([("3", 7), ("11", 13), ("11", 13), ("24", 21)], []),
    ([("3", 7), ("11", 13), ("12", 14), ("10", 25), ("24", 26)], ["10"]),
    ([("13", 13), ("11", 13)], []),  # of one day in any order
])
def test_numbers_that_grow_with_the_day(series: list[tuple[str, int]], blamed: list[str]) -> None:
    draft = Draft()
    cited = []
    for number, day in series:
        span = draft.line(number)
        dated = DateMention(span, "", date(2025, 1, day), day, 1, 2025, "issue")
        key = f"{number}|{day}"
        cited.append(Citation(span, number, "Kế hoạch", number, None, "KH-UBND", "KH", "UBND", key, span, dated))
    growing = rule(kind="sequence", each="document", parent=["it.kind", "it.organ"], by="it.date", number="it.digits")
    assert [shown(each)[0] for each in found_in(draft.report(citations=tuple(cited)), growing)] == blamed


# match


def periods(draft: Draft, *years: int) -> tuple[PeriodMention, ...]:
    texts = [(year, f"quý I/{year}") for year in years]
    return tuple(PeriodMention(draft.line(text), text, "quarter", year, 1, "told") for year, text in texts)


def test_a_predicate_on_each_thing() -> None:
    draft = Draft()
    title = draft.line("Kết quả quý I/2022")
    each = rule(kind="match", each="period", when='it.role == "told"', assert_="it.year == report.period.year",
                message="“{it.text}”, kỳ báo cáo năm {report.period.year}",
                also=[{"mark": "report.title_span", "label": {"vi": "kỳ báo cáo", "en": "period"}}])
    told = periods(draft, 2022, 2021)
    report = draft.report(periods=told, header=Header(title_span=title), period=reporting_period("quarter", 2022, 1))
    (found,) = found_in(report, each)
    assert found.message == "“quý I/2021”, kỳ báo cáo năm 2022"
    assert [(place.text, place.label) for place in found.locations] == [
        ("quý I/2021", ""), ("Kết quả quý I/2022", "kỳ báo cáo")]


def test_forbid_is_the_opposite_and_unknown_is_neither() -> None:
    draft = Draft()
    told = periods(draft, 2021)
    report = draft.report(periods=told)
    for text in ("it.year == 2021", "not it.year != 2021"):
        assert len(found_in(report, rule(kind="match", each="period", forbid=text))) == 1
    each = rule(kind="match", each="period", forbid="it.year == report.period.year")
    checks = check_report(report, rules(each)).checks
    assert (checks.violated, checks.unknown) == (0, 1)


def test_suggestions() -> None:
    draft = Draft()
    slips = (Slip(draft.line("của của"), "của của", "doubled-word", "của"), Slip(draft.line("ạ"), "ạ", "look-alike"))
    each = rule(kind="match", each="slip", forbid="known(it.kind)", suggest="{it.suggestion}")
    report = draft.report(slips=slips)
    assert [[s.text for s in found.suggestions] for found in found_in(report, each)] == [["của"], []]


def test_what_breaks_under_one_parent_is_one_finding() -> None:
    draft = Draft()
    draft.row("1.1")
    draft.row("1.2")
    for code in ("1.1.1", "1.1.2"):
        draft.row(code, parent=1)
    each = rule(kind="match", each="row", when="known(it.parent)", assert_="it.code_parent == it.parent.code",
                mark="it.code_span", per="it.parent", also=["it.parent.code_span"], message="{count} dòng")
    (found,) = found_in(draft.report(), each)
    assert shown(found) == ["1.1.1", "1.2", "1.1.2"]
    assert found.message == "2 dòng"
    split = rule(kind="match", each="row", when="known(it.parent)", assert_="it.code_parent == it.parent.code")
    assert len(found_in(draft.report(), split)) == 2
