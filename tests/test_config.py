"""Configuration files: what they come to, the published schema, profiles, a site's own data."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from importlib import resources
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from cchc_lint import packdata
from cchc_lint.config import Choice, Config, Override, chosen
from cchc_lint.config_file import CHOICE_KEYS, KEYS, find_config, read_config
from cchc_lint.errors import InputError, UsageError
from cchc_lint.finding import CATEGORIES, SEVERITIES
from cchc_lint.profiles import profiles
from cchc_lint.rules.loader import load_rules
from cchc_lint.rules.rule import RuleSet

ROOT = Path(__file__).parent.parent
SCHEMA = json.loads(resources.files("cchc_lint").joinpath("schemas/config.schema.json").read_text("utf-8"))
FIRST = load_rules().rules[0]
WHOLE = """
extends: []
profile: nghiem
rules: [quy-tac]
select: sum
ignore: {CIT: vì sao}
enable: {FMT05: vì sao}
severity: {DAT06: {to: info, reason: vì sao}}
phrases: []
places: []
documents: []
baseline: cchc-lint.baseline.yaml
fail-on: never
overrides: [{files: ["xa/*"], ignore: {NUM: vì sao}}]
"""


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    return load_rules()


def ids(rules: RuleSet) -> set[str]:
    return {rule.id for rule in rules.rules}


def test_schema_and_reader_know_the_same_keys() -> None:
    assert tuple(SCHEMA["properties"]) == KEYS
    assert set(SCHEMA["properties"]["overrides"]["items"]["properties"]) == {"files", *CHOICE_KEYS}
    assert SCHEMA["properties"]["profile"]["enum"] == list(profiles())


@pytest.mark.parametrize(("text", "right"), [
    (WHOLE, True), ("{}", True), ("ignore: {CIT: ''}", False), ("ignore: [CIT]", False), ("profile: x", False),
    ("fail-on: all", False), ("severity: {CIT: info}", False), ("overrides: [{ignore: {CIT: a}}]", False),
    ("severity: {CIT: {to: error}}", False), ("unknown: 1", False), ("select: {a: b}", False), ("rules: [1]", False),
])
def test_schema_and_reader_take_the_same_files(text: str, right: bool, tmp_path: Path) -> None:
    file = tmp_path / "cchc-lint.yaml"
    file.write_text(text, "utf-8")
    assert Draft202012Validator(SCHEMA).is_valid(yaml.safe_load(text)) is right
    (tmp_path / "quy-tac").mkdir()
    if right:
        read_config(str(file))
    else:
        with pytest.raises(UsageError, match=r"cchc-lint\.yaml:1:"):
            read_config(str(file))


@settings(deadline=None)
@given(st.sampled_from(SEVERITIES), st.sampled_from(("sure", "likely", "debatable")), st.sampled_from(CATEGORIES))
def test_profiles_are_nested(severity: str, certainty: str, category: str) -> None:
    rule = replace(FIRST, severity=severity, certainty=certainty, category=category)  # type: ignore
    admitted = [profile.admits(rule) for profile in profiles().values()]
    assert admitted == sorted(admitted)
    assert admitted[-1]


def test_each_profile_holds_more_of_the_pack(rules: RuleSet) -> None:
    sizes = [len(chosen(rules, Config(profile=name), Config(), "vi")) for name in profiles()]
    assert sizes == sorted(set(sizes))


def test_what_stands_on_top_wins() -> None:
    base = Config(profile="nghiem", folders=("a",), choice=Choice({"CIT": "x", "NUM": "y"}, {"SUM": "z"}))
    top = Config(folders=("b",), choice=Choice({"SUM": "1"}, {"CIT": "2"}))
    both = top.over(base)
    assert (both.profile, both.folders) == ("nghiem", ("a", "b"))
    assert (both.choice.ignore, both.choice.enable) == ({"NUM": "y", "SUM": "1"}, {"CIT": "2"})


def test_a_selection_wins_over_the_profile_unless_both_are_asked(rules: RuleSet) -> None:
    hint = Config(select=("FMT05",))
    assert ids(chosen(rules, Config(), hint, "vi")) == {"FMT05"}
    assert ids(chosen(rules, Config(), replace(hint, profile="toi-thieu"), "vi")) == set()
    assert "FMT05" in ids(chosen(rules, Config(choice=Choice(enable={"FMT05": "x"})), Config(), "vi"))


def test_what_is_ignored_need_not_be_in_the_profile(rules: RuleSet) -> None:
    site = Config(profile="toi-thieu", choice=Choice(ignore={"FMT05": "x", "sum": "y"}))
    assert not any(rule.category == "sum" for rule in chosen(rules, site, Config(), "vi").rules)


@pytest.mark.parametrize(("files", "path", "holds"), [
    (("xa/*",), "site/xa/a.txt", True), (("xa/*",), "xa/a.txt", False), (("*.txt",), "site/xa/deep/a.txt", True),
    (("*.docx",), "site/a.txt", False),
])
def test_an_override_holds_for_its_files(files: tuple[str, ...], path: str, holds: bool) -> None:
    assert Override(files, "site", Choice()).holds(path) is holds


def test_the_nearest_configuration_above_all_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("a/b", "a/c"):
        (tmp_path / folder).mkdir(parents=True)
    for file in ("cchc-lint.yaml", "a/b/cchc-lint.yaml"):
        (tmp_path / file).write_text("{}", "utf-8")
    monkeypatch.chdir(tmp_path / "a")
    assert find_config(["b/x.txt"]) == os.path.join("b", "cchc-lint.yaml")
    assert find_config(["b/x.txt", "c/*.txt"]) == os.path.join("..", "cchc-lint.yaml")


def test_data_are_joined() -> None:
    assert packdata.joined({"a": [1], "b": {"c": 1}}, {"a": [2], "b": {"d": 2}, "e": 3}) == {
        "a": [1, 2], "b": {"c": 1, "d": 2}, "e": 3}


def test_data_that_come_too_late_are_refused() -> None:
    packdata.data("places")
    with pytest.raises(RuntimeError, match="places was read already"):
        packdata.extend("places", {"spellings": {"Tân Hòa": ["Tân Hoà"]}})


PHRASES = """
phrases:
  - concept: dossiers.received
    unit: [hồ sơ]
    near: [đón nhận]
"""
REPORT = """UBND XÃ TÂN HÒA LẠC

BÁO CÁO
Công tác cải cách hành chính quý I năm 2024

I. KẾT QUẢ
Trong quý I/2024, xã đón nhận 125 hồ sơ.
"""
SHOW = """
import sys
from cchc_lint.config import Config
from cchc_lint.plan import planned
from cchc_lint.pipeline import read_report
prepared = planned(["bao-cao.txt"], Config(), found=sys.argv[1] == "site").prepared()
print([fact.concept for fact in read_report("bao-cao.txt").facts], prepared.all.sha256)
"""


def test_a_sites_phrases_are_understood_and_change_the_hash(tmp_path: Path) -> None:
    (tmp_path / "cchc-lint.yaml").write_text("phrases: cach-viet.yaml", "utf-8")
    (tmp_path / "cach-viet.yaml").write_text(PHRASES, "utf-8")
    (tmp_path / "bao-cao.txt").write_text(REPORT, "utf-8")
    told = [
        subprocess.run([sys.executable, "-c", SHOW, how], cwd=tmp_path, capture_output=True, text=True, check=True,
                       env={**os.environ, "PYTHONPATH": str(ROOT)}).stdout.rsplit(" ", 1)
        for how in ("none", "site")
    ]
    assert (told[0][0], told[1][0]) == ("[]", "['dossiers.received']")
    assert told[0][1] != told[1][1]


RULE = """
- id: OWN01
  kind: relate
  title: Số nhiệm vụ
  category: bound
  severity: error
  assert: plan.done <= plan.tasks
  message: "{plan.done} nhiệm vụ"
  tests:
    - {given: {plan.done: "1", plan.tasks: "2"}, expect: ok}
    - {given: {plan.done: "3", plan.tasks: "2"}, expect: violated}
"""


def test_a_rule_pack_is_found_by_its_entry_point(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package, info = tmp_path / "so_mau_rules", tmp_path / "so_mau-1.0.dist-info"
    for folder in (package, info):
        folder.mkdir()
    (package / "__init__.py").write_text("raise ImportError('must not be imported')", "utf-8")
    (package / "quy-tac.yaml").write_text(RULE, "utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: so-mau\nVersion: 1.0\n", "utf-8")
    (info / "entry_points.txt").write_text("[cchc_lint.rules]\nso-mau = so_mau_rules\n", "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert ids(load_rules("pack:so-mau", shipped=False)) == {"OWN01"}
    with pytest.raises(InputError, match="có phải là “so-mau”"):
        load_rules("pack:so-mao")
