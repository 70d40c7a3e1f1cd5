"""The catalogue and the forms: every reference leads somewhere, and units, kinds and totals agree."""

from __future__ import annotations

import keyword
from collections import Counter

import pytest

from cchc_lint.catalogue import FORMS, concepts, form_rows, form_tables


def test_ids_are_dotted_names_and_none_begins_another() -> None:
    ids = list(concepts())
    words = [word for name in ids for word in name.split(".")]
    assert all(word.isidentifier() and word.isascii() and not keyword.iskeyword(word) for word in words)
    assert all("." in name for name in ids)
    assert not [(a, b) for a in ids for b in ids if b.startswith(f"{a}.")]


def test_kinds_bring_what_they_need() -> None:
    for concept in concepts().values():
        assert concept.kind in ("count", "rate", "option", "group", "text"), concept.id
        assert (concept.time in ("flow", "stock")) == (concept.kind == "count"), concept.id
        assert bool(concept.options) == (concept.kind == "option"), concept.id
        assert bool(concept.unit) == (concept.kind in ("count", "rate")), concept.id
        assert (concept.unit == "%") == (concept.kind == "rate"), concept.id
        assert concept.vi
        assert concept.en


def test_numerators_and_denominators_count_one_thing() -> None:
    for concept in concepts().values():
        named = [concepts()[name] for name in (concept.numerator, concept.denominator) if name]
        assert concept.kind == "rate" or not named, concept.id
        assert all(found.kind == "count" for found in named), concept.id
        assert len({found.unit for found in named}) < 2, concept.id


def test_parts_are_counted_like_their_total() -> None:
    for concept in concepts().values():
        for parts in concept.parts:
            assert {concepts()[name].unit for name in parts.ids} == {concept.unit}, concept.id
            assert concept.id not in parts.ids


def test_the_numerator_of_a_share_is_no_part_outside_its_whole() -> None:
    shares = [c for c in concepts().values() if c.whole and c.numerator and c.denominator]
    assert shares
    assert all(share.numerator != share.denominator for share in shares)


@pytest.mark.parametrize("form", FORMS)
def test_rows_name_their_concepts(form: str) -> None:
    for row in form_rows(form):
        concept = concepts()[row.concept]
        assert row.scope in ("whole", "province", "departments", "district", "communes")
        assert row.options == (concept.options if concept.kind == "option" else ()), row.name
        if concept.kind == "group":
            assert not row.unit, row.name
        if row.unit:
            assert (row.unit == "%") == (concept.kind == "rate"), row.name


@pytest.mark.parametrize("form", FORMS)
def test_no_figure_stands_twice_under_one_name(form: str) -> None:
    told = Counter((row.table, row.parent, row.code, row.name) for row in form_rows(form))
    assert max(told.values()) == 1
    figures = Counter(
        (row.concept, row.scope) for row in form_rows(form)
        if not row.extra and concepts()[row.concept].kind != "group"
    )
    # The public service units in all stand in table 4 and again in table 6 of the form of 2025.
    assert {key for key, times in figures.items() if times > 1} <= {("units.public.total", "whole")}


@pytest.mark.parametrize("form", FORMS)
def test_rows_without_a_code_name_a_row_above(form: str) -> None:
    codes: set[tuple[int, str]] = set()
    for row in form_rows(form):
        if not row.code:
            assert (row.table, row.parent) in codes, row.name
        codes.add((row.table, row.code))


def test_only_the_form_of_2025_has_seven_tables() -> None:
    assert [len(form_tables(form)) for form in FORMS] == [0, 0, 7]
    assert {row.table for row in form_rows("2025")} == set(form_tables("2025"))


def test_one_thing_has_one_id_in_every_form() -> None:
    shared = set.intersection(*({row.concept for row in form_rows(form)} for form in FORMS))
    assert {
        "plan.tasks", "plan.done", "staff.civil.quota", "staff.public.present", "procedures.in_force",
        "dossiers.rate_on_time", "autonomy.state", "inspection.problems_found", "norms.reviewed",
    } <= shared
