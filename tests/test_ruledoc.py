"""docs/rules, `cchc-lint explain` and the rules say the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cchc_lint.catalogue import FORMS, concepts
from cchc_lint.cli import run
from cchc_lint.finding import CATEGORIES
from cchc_lint.kinds import KINDS
from cchc_lint.pipeline import read_report
from cchc_lint.ruledoc import as_markdown, as_text, main, page, pages
from cchc_lint.rulereference import reference
from cchc_lint.rules.closed import CLOSED, words
from cchc_lint.rules.functions import FUNCTIONS
from cchc_lint.rules.loader import load_rules
from cchc_lint.rules.model import RECORDS, SELECTORS, record_of
from cchc_lint.rules.rule import Rule
from cchc_lint.rules.schema import SCHEMA
from cchc_lint.rules.view import View
from cchc_lint.words import LANGUAGES

DOCS = Path(__file__).parent.parent / "docs" / "rules"
RULES = load_rules().rules
IDS = [rule.id for rule in RULES]


def test_the_docs_are_those_of_the_rules() -> None:
    written = {path.relative_to(DOCS).as_posix(): path.read_bytes().decode("utf-8") for path in DOCS.rglob("*.md")}
    stale = [name for name, text in pages(RULES).items() if written.get(name) != text]
    assert sorted(written) == sorted(pages(RULES)), "run: python -m cchc_lint.ruledoc docs/rules"
    assert stale == [], "run: python -m cchc_lint.ruledoc docs/rules"


def test_regenerating_gives_the_same_bytes_and_removes_what_is_no_more(tmp_path: Path) -> None:
    (tmp_path / "vi").mkdir()
    (tmp_path / "vi" / "OLD99.md").write_text("gone", "utf-8")
    (tmp_path / "notes.txt").write_text("kept", "utf-8")
    assert main([str(tmp_path)]) == 0
    first = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert main([str(tmp_path)]) == 0
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == first
    assert {path.relative_to(tmp_path).as_posix() for path in first} == {*pages(RULES), "notes.txt"}


def test_without_a_folder_it_says_how_it_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "python -m cchc_lint.ruledoc" in capsys.readouterr().err


@pytest.mark.parametrize("lang", LANGUAGES)
def test_explain_prints_the_same_page(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", *IDS, "--lang", lang]) == 0
    assert capsys.readouterr().out == "\n\n".join(as_text(page(rule, lang)) for rule in RULES) + "\n"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_text_and_markdown_hold_all_of_the_page(rule: Rule, lang: str) -> None:
    shown = page(rule, lang)
    for made in (as_text(shown), as_markdown(shown)):
        lines = {line.strip().removeprefix("- ") for line in made.split("\n")}
        told = {line.strip() for section in shown.sections for item in section.items for line in item.split("\n")}
        assert told <= lines
        assert all(section.title in made for section in shown.sections)


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_a_page_shows_the_rule_s_own_examples_and_how_to_silence_it(rule: Rule) -> None:
    sections = {section.title: section.items for section in page(rule, "en").sections}
    assert len(sections["Fires on"]) == sum(test["expect"] == "violated" for test in rule.tests)
    assert all(item for item in sections["Fires on"])
    assert rule.id in sections["How to silence"][0]
    assert sections["Why"]


def test_the_index_lists_every_rule_once_under_its_category() -> None:
    index = pages(RULES)["README.en.md"]
    parts = {part.partition("`)")[0]: part for part in index.split(" (`")[1:]}
    assert list(parts) == list(CATEGORIES)
    for rule in RULES:
        assert index.count(f"[{rule.id}](en/{rule.id}.md)") == 1
        assert f"[{rule.id}]" in parts[rule.category]


def test_the_manual_of_the_language_tells_every_key_and_function() -> None:
    manual = (DOCS.parent / "rule-language.md").read_text("utf-8")
    keys = json.loads(SCHEMA.read_text("utf-8"))["$defs"]["rule"]["properties"]
    assert [key for key in keys if f"`{key}`" not in manual and f"{key}:" not in manual] == []
    assert [name for name in FUNCTIONS if f"{name}(" not in manual] == []
    assert [name for name in (*CATEGORIES, *KINDS) if f"`{name}`" not in manual] == []


def test_the_reference_tells_every_selector_attribute_and_figure() -> None:
    shown = reference()
    assert [name for name in SELECTORS if f"`each: {name}`" not in shown] == []
    assert [name for record in RECORDS.values() for name in record if f"`{name}`" not in shown] == []
    assert [name for name in concepts() if f"\n`{name}` | " not in shown] == []


@pytest.mark.parametrize("path", sorted((DOCS.parent.parent / "fixtures").glob("*.txt")), ids=lambda path: path.stem)
def test_what_is_read_is_never_a_word_that_rules_cannot_name(path: Path) -> None:
    view = View(read_report(path))
    strange = {
        (record, name, text)
        for selector, items in SELECTORS.items() if (record := record_of(selector)) for it in items(view)
        for name, attribute in RECORDS[record].items() if (known := words(record, name))
        if (text := attribute.read(view, it)) and text not in known
    }
    assert strange == set()


def test_closed_attributes_exist_and_the_reference_tells_their_words() -> None:
    shown = reference()
    assert [at for at in CLOSED if at[1] not in RECORDS[at[0]]] == []
    assert tuple(CLOSED["report", "form"]) == FORMS
    assert [word for known in CLOSED.values() for word in known if f"`{word}`" not in shown] == []
