"""agree: what counts as one value, which places a finding shows, and which sources are held against each other."""

from __future__ import annotations

from datetime import date

import pytest
from drafts import Draft, rule, rules

from cchc_lint.check import check_report
from cchc_lint.finding import Finding
from cchc_lint.report import Citation, DateMention, Report
from cchc_lint.rules.rule import Rule

FACTS = rule(kind="agree", each="fact", key="it.key", value="it.value", category="cross",
             message="{name}: {value} khác {other} (lệch {difference}); {values}")


def found_in(report: Report, each: Rule) -> list[Finding]:
    return list(check_report(report, rules(each)).findings)


def told(*figures: tuple[str, str]) -> Report:
    """A report that tells one fact by (source, figure)."""
    draft = Draft()
    for group, (source, text) in enumerate(figures):
        draft.tell("plan.done", text, source, group)
    return draft.report()


@pytest.mark.parametrize("figures", [
    ["12", "12"], ["12,6%", "12,63%"], ["trên 70", "74"], ["12.215", "12215"], ["03", "3"],
    ["12,6%", "12,63%", "12,6%"],
])
def test_what_agrees(figures: list[str]) -> None:
    assert not found_in(told(*(("prose", text) for text in figures)), FACTS)


@pytest.mark.parametrize("figures", [
    ["12", "13"], ["12,6%", "12,73%"], ["trên 70", "70"], ["12,6%", "12,63%", "12,57%"],
])
def test_what_does_not_agree(figures: list[str]) -> None:
    assert len(found_in(told(*(("prose", text) for text in figures)), FACTS)) == 1


def test_the_rarest_value_is_blamed() -> None:
    (found,) = found_in(told(("table", "12"), ("prose", "12"), ("prose", "7"), ("prose", "12")), FACTS)
    assert found.message.endswith(": 7 khác 12 (lệch 5); 7 và 12")
    assert [(place.text, place.label) for place in found.locations] == [("7", "lời văn: 7"), ("12", "bảng: 12")]
    assert {o.name for o in found.operands} == {"plan.done"}


def test_on_a_tie_the_later_one_is_blamed_and_both_are_told() -> None:
    (found,) = found_in(told(("prose", "12"), ("table", "7")), FACTS)
    assert [place.text for place in found.locations] == ["7", "12"]
    assert "7 và 12" in found.message


def test_every_place_of_the_rarest_value_and_one_of_each_other() -> None:
    (found,) = found_in(told(*(("prose", text) for text in ("5", "5", "5", "7", "7", "9", "9", "9", "9"))), FACTS)
    assert [(place.role, place.text) for place in found.locations] == [
        ("primary", "7"), ("related", "5"), ("related", "7"), ("related", "9")]


def test_between_sources() -> None:
    across = rule(kind="agree", each="fact", key="it.key", value="it.value", between=["prose", "table"])
    assert not found_in(told(("prose", "5"), ("prose", "7")), across)
    assert len(found_in(told(("prose", "5"), ("prose", "7"), ("table", "7")), across)) == 1
    assert not found_in(told(("note", "5"), ("table", "7")), across)
    within = rule(kind="agree", each="fact", key="it.key", value="it.value", between=["prose"])
    assert len(found_in(told(("prose", "5"), ("prose", "7"), ("table", "9")), within)) == 1
    assert not found_in(told(("prose", "5"), ("table", "7")), within)


def test_facts_of_unknown_scope_and_of_other_scopes_are_no_one_fact() -> None:
    draft = Draft()
    for scope, text in (("whole", "5"), ("communes", "7"), ("", "8"), ("", "9")):
        draft.tell("plan.done", text, "prose", scope=scope)
    assert not found_in(draft.report(), FACTS)


def citation(draft: Draft, text: str, key: str, day: date | None, **fields: str) -> Citation:
    span = draft.line(text)
    mention = DateMention(span, text, day, day.day, day.month, day.year, "issue") if day else None
    return Citation(span=span, text=text, number="32", year=None, symbol="KH-UBND", organ="UBND", key=key,
                    symbol_span=span, date=mention, **{"type": "Kế hoạch", "kind": "KH", **fields})


DATES = rule(kind="agree", each="citation", key="it.key", value="it.date", mark="it.date_span", category="citation",
             message="{it.type} {it.number}: {value}, chỗ khác {other.date_text}")


def test_dates_and_the_other_thing_in_the_message() -> None:
    draft = Draft()
    days = [date(2021, 1, 20), None, date(2021, 2, 20)]
    cited = tuple(citation(draft, f"Kế hoạch {i}", "32||KHUBND", day) for i, day in enumerate(days))
    (found,) = found_in(draft.report(citations=cited), DATES)
    assert found.message == "Kế hoạch 32: 20/02/2021, chỗ khác Kế hoạch 0"


def test_a_citation_without_a_level_is_of_the_only_level_told() -> None:
    draft = Draft()
    one = citation(draft, "tỉnh", "32||KHUBND|province", date(2021, 1, 20))
    bare = citation(draft, "không rõ", "32||KHUBND", date(2021, 2, 20))
    other = citation(draft, "huyện", "32||KHUBND|district", date(2021, 3, 20))
    assert len(found_in(draft.report(citations=(one, bare)), DATES)) == 1
    assert not found_in(draft.report(citations=(one, bare, other)), DATES)


def test_texts_agree_in_any_spelling() -> None:
    types = rule(kind="agree", each="citation", key=["it.key", "it.kind"], value="it.type")
    draft = Draft()
    cited = [citation(draft, text, "1", None, type=text) for text in ("Kế hoạch", "KẾ  HOẠCH", "kế hoạch")]
    assert not found_in(draft.report(citations=tuple(cited)), types)
    cited.append(citation(draft, "Quy định", "1", None, type="Quy định"))
    assert len(found_in(draft.report(citations=tuple(cited)), types)) == 1
    cited.append(citation(draft, "Quyết định", "1", None, type="Quyết định", kind="QĐ"))  # another key
    assert len(found_in(draft.report(citations=tuple(cited)), types)) == 1


def test_nothing_to_compare() -> None:
    assert check_report(Draft().report(), rules(FACTS)).checks.not_applicable == 1
