"""Every shipped rule proves itself: its own tests pass, and it is whole, in both languages."""

from __future__ import annotations

from collections import Counter

import pytest

from cchc_lint import packdata
from cchc_lint.catalogue import FORMS
from cchc_lint.finding import CATEGORIES, SEVERITIES
from cchc_lint.kinds import KINDS
from cchc_lint.rules.loader import load_rules, read_folder
from cchc_lint.rules.rule import Rule, Text
from cchc_lint.rules.testing import run_tests
from cchc_lint.words import CERTAINTY, LEVEL

RULES = load_rules().rules
IDS = [rule.id for rule in RULES]
each_rule = pytest.mark.parametrize("rule", RULES, ids=IDS)


def test_the_pack_has_no_mistake() -> None:
    # As strictly as rules from elsewhere: the schema, names, expressions, placeholders and patterns.
    rules, mistakes = read_folder(packdata.folder() / "checks")
    assert mistakes == []
    assert sorted(rule.id for rule in rules) == sorted(IDS)


def test_ids_are_unique() -> None:
    assert [name for name, times in Counter(IDS).items() if times > 1] == []


def test_every_kind_and_category_is_in_use() -> None:
    assert {rule.kind for rule in RULES} == set(KINDS)
    assert {rule.category for rule in RULES} == set(CATEGORIES)


@each_rule
def test_its_own_tests_pass(rule: Rule) -> None:
    outcomes = run_tests(rule)
    assert len(outcomes) == len(rule.tests)
    assert [outcome for outcome in outcomes if not outcome.passed] == []


@each_rule
def test_it_has_a_case_that_fires_and_one_that_stays_silent(rule: Rule) -> None:
    expected = [test["expect"] for test in rule.tests]
    assert "violated" in expected
    assert {"ok", "not_applicable"} & set(expected)


@each_rule
def test_it_is_told_in_both_languages(rule: Rule) -> None:
    for text in (rule.title, rule.message):
        assert text.vi.strip()
        assert text.en.strip()
        assert text.vi != text.en
    assert bool(rule.help.vi) == bool(rule.help.en)


@each_rule
def test_its_message_tells_the_same_figures_in_both_languages(rule: Rule) -> None:
    assert placeholders(rule.message, "vi") == placeholders(rule.message, "en")


@each_rule
def test_its_traits_are_known(rule: Rule) -> None:
    assert rule.category in CATEGORIES
    assert rule.severity in SEVERITIES
    assert rule.certainty in CERTAINTY
    assert set(rule.applies.form) <= set(FORMS)
    assert set(rule.applies.level) <= set(LEVEL)


def placeholders(text: Text, lang: str) -> set[str]:
    return {part.partition("}")[0] for part in text.get(lang).split("{")[1:]}
