"""The pages of docs/: commands, sample rules and links are right, and both languages tell the same."""

from __future__ import annotations

import re
import shlex
from math import inf
from pathlib import Path
from typing import Any

import pytest
import yaml
from test_readme import blocks, commands

from cchc_lint.cli import cli, run
from cchc_lint.config_file import KEYS
from cchc_lint.rules.loader import load_rules
from cchc_lint.rules.testing import number
from cchc_lint.waivers import read_waivers

DOCS = Path(__file__).parent.parent / "docs"
PAIRS = [
    ("index.md", "en/index.md"), ("vi/cai-dat.md", "en/install.md"), ("vi/soan.md", "en/author.md"),
    ("vi/soat.md", "en/reviewer.md"), ("vi/ci.md", "en/ci.md"), ("vi/ket-luan.md", "en/verdicts.md"),
    ("vi/cau-hinh.md", "en/configuration.md"),
    ("vi/viet-quy-tac.md", "en/rule-writer.md"), ("rule-language.vi.md", "rule-language.md"),
    ("stability.vi.md", "stability.md"),
]
PAGES = [DOCS / name for pair in PAIRS for name in pair]
each_page = pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(DOCS).as_posix())


def test_every_page_is_in_both_languages_and_in_the_site() -> None:
    pages = (path for pattern in ("*.md", "vi/*.md", "en/*.md") for path in DOCS.glob(pattern))
    written = {path.relative_to(DOCS).as_posix() for path in pages}
    assert written == {name for pair in PAIRS for name in pair}
    site = (DOCS.parent / "mkdocs.yml").read_text("utf-8")
    assert [name for name in written if f": {name}\n" not in site] == []


@pytest.mark.parametrize(("vi", "en"), PAIRS, ids=[en for _, en in PAIRS])
def test_both_languages_tell_the_same(vi: str, en: str) -> None:
    texts = [(DOCS / name).read_text("utf-8") for name in (vi, en)]
    for sign in (r"^#+ ", r"^```\w+$", r"^\| ", r"^!\[", r"^\d\. "):
        first, second = (re.findall(sign, text, re.MULTILINE) for text in texts)
        assert first == second, sign


@each_page
def test_every_command_is_one(path: Path) -> None:
    for line in commands(path):
        command: Any = cli
        _, *words = shlex.split(line.partition(" >")[0])
        while hasattr(command, "commands"):
            command = command.commands[words.pop(0)]
        known = [name for option in command.params for name in option.opts]
        assert [word for word in words if word.startswith("-") and word not in known] == [], line


@each_page
def test_links_and_pictures_are_there(path: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", path.read_text("utf-8"))
    assert [each for each in targets if "://" not in each and not (path.parent / each).exists()] == []


@each_page
def test_sample_rules_hold_their_tests(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rules = [block for block in blocks(path, "yaml") if "\n- id:" in f"\n{block}"]
    for at, rule in enumerate(rules):
        (tmp_path / f"{at}.yaml").write_text(rule, "utf-8")
    if not rules:
        return
    assert run(["rules", "validate", str(tmp_path)]) == 0
    assert run(["rules", "test", str(tmp_path)]) == 0
    assert f"{len(rules)} quy tắc" in capsys.readouterr().out


@each_page
def test_sample_configurations_are_sound(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for sample in blocks(path, "yaml"):
        yaml.safe_load(sample)
        if sample.startswith("# cchc-lint.yaml"):
            (tmp_path / "cchc-lint.yaml").write_text(sample, "utf-8")
            assert run(["config", str(tmp_path)]) == 0
            assert str(yaml.safe_load(sample)["fail-on"]) in capsys.readouterr().out
        if "\nwaivers:" in sample:
            (tmp_path / "cchc-lint.waivers.yaml").write_text(sample, "utf-8")
            (entry,) = read_waivers(str(tmp_path / "cchc-lint.waivers.yaml"))
            assert entry.values == ("14", "12")


@pytest.mark.parametrize("name", ["vi/cau-hinh.md", "en/configuration.md"])
def test_every_key_of_the_configuration_is_told(name: str) -> None:
    cells = re.findall(r"^\| (.*?) \|", (DOCS / name).read_text("utf-8"), re.MULTILINE)
    told = re.findall(r"`([a-z-]+)`", "".join(cells))
    assert sorted(told) == sorted(KEYS)


@each_page
def test_rules_that_are_named_exist(path: Path) -> None:
    own = set(re.findall(r"^- id: (\w+)", path.read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"\b[A-Z]{3}\d\d\b", path.read_text("utf-8")))
    assert named - own - {rule.id for rule in load_rules().rules} == set()


@pytest.mark.parametrize(("written", "low", "high"), [
    ("405", 405, 405), ("trên 70", 70, inf), ("ít nhất 70", 70, inf), ("gần 70", -inf, 70), ("không quá 70", -inf, 70),
    ("khoảng 70", 65, 75),
])
def test_figures_stand_for_what_the_page_on_verdicts_says(written: str, low: float, high: float) -> None:
    interval = number(written).interval
    assert (interval.low, interval.high) == (low, high)


@pytest.mark.parametrize(("percent", "state"), [("27,08%", 0), ("27,1%", 0), ("27,0%", 1)])
def test_the_rates_that_the_page_on_verdicts_names(
    percent: str, state: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "bao-cao.txt"
    report.write_text(
        "BÁO CÁO\nCông tác cải cách hành chính quý I năm 2022\n\nI. KẾT QUẢ\n\n"
        f"Xã đã hoàn thành 13/48 nhiệm vụ, đạt {percent}.\n", "utf-8")
    assert run(["check", str(report), "--select", "REL01"]) == state
