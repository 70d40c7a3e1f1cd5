"""What the READMEs say is so: commands, formats, rule ids, links, the sample rule, the picture."""

from __future__ import annotations

import re
import runpy
import shlex
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml

import cchc_lint
from cchc_lint.cli import cli, run
from cchc_lint.render import FORMATS
from cchc_lint.rules.loader import load_rules
from cchc_lint.version import __version__

ROOT = Path(__file__).parent.parent
READMES = [ROOT / "README.vi.md", ROOT / "README.md"]
each_readme = pytest.mark.parametrize("path", READMES, ids=lambda path: path.name)
_SETUP = "python3 -m venv .venv && .venv/bin/pip install -q -e '.[dev]' && "


def blocks(path: Path, language: str) -> list[str]:
    """The fenced blocks of that language."""
    return re.findall(rf"^```{language}\n(.*?)^```", path.read_text("utf-8"), re.DOTALL | re.MULTILINE)


def commands(path: Path) -> list[str]:
    """Every cchc-lint command line in the shell blocks, without its comment."""
    lines = [line.partition("  #")[0].strip() for block in blocks(path, "sh") for line in block.split("\n")]
    return [line for line in lines if line.startswith("cchc-lint ")]


@each_readme
def test_the_two_commands_stand_there(path: Path) -> None:
    shell = blocks(path, "sh")
    assert f"{_SETUP}.venv/bin/cchc-lint check fixtures/mau-sai.txt\n" in shell
    assert f"{_SETUP}.venv/bin/pytest\n" in shell


def test_the_test_command_is_the_one_that_ci_runs() -> None:
    assert f"\n{_SETUP}.venv/bin/pytest\n" in (ROOT / ".ci" / "run").read_text("utf-8")


@each_readme
def test_every_command_is_one(path: Path) -> None:
    assert len(commands(path)) > 8
    for line in commands(path):
        command: Any = cli
        _, *words = shlex.split(line)
        while hasattr(command, "commands"):
            command = command.commands[words.pop(0)]
        known = [name for option in command.params for name in option.opts]
        assert [word for word in words if word.startswith("-") and word != "-" and word not in known] == [], line


@each_readme
def test_every_command_is_told(path: Path) -> None:
    text = path.read_text("utf-8")
    assert [name for name in cli.commands if f"cchc-lint {name}" not in text] == []


@each_readme
def test_the_formats_are_those_that_there_are(path: Path) -> None:
    table = path.read_text("utf-8").partition("<!-- formats -->")[2].partition("<!-- /formats -->")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == list(FORMATS)


@each_readme
def test_links_lead_somewhere(path: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)\)", path.read_text("utf-8"))
    assert [target for target in targets if "://" not in target and not (ROOT / target).exists()] == []


@each_readme
def test_rules_that_are_named_exist(path: Path) -> None:
    known = {rule.id for rule in load_rules().rules}
    named = set(re.findall(r"\b[A-Z]{3}\d\d\b", path.read_text("utf-8")))
    assert named - known == set()


@each_readme
def test_the_sample_rule_holds_its_tests(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rule = next(block for block in blocks(path, "yaml") if block.startswith("- id:"))
    (tmp_path / "own.yaml").write_text(rule, "utf-8")
    assert run(["rules", "validate", str(tmp_path)]) == 0
    assert run(["rules", "test", str(tmp_path)]) == 0
    assert "1 quy tắc" in capsys.readouterr().out


@each_readme
def test_the_sample_configuration_is_one(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sample = next(block for block in blocks(path, "yaml") if block.startswith("# cchc-lint.yaml"))
    (tmp_path / "cchc-lint.yaml").write_text(sample, "utf-8")
    own = yaml.safe_load(sample)
    for folder in own["rules"]:
        (tmp_path / folder).mkdir()
        rule = next(block for block in blocks(path, "yaml") if block.startswith("- id:"))
        (tmp_path / folder / "own.yaml").write_text(rule, "utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(["check", str(ROOT / "fixtures" / "mau-dung.txt"), "--config", "cchc-lint.yaml"]) == 0
    told = capsys.readouterr().err
    assert all(reason in told for reason in own["ignore"].values())
    assert all(change["reason"] in told for change in own["severity"].values())


@each_readme
def test_the_sample_program_runs(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program = blocks(path, "python")[0]
    asked = re.findall(r'check\("([^"]+)"\)', program)
    sample = tmp_path / "sample.py"
    sample.write_text(program.replace(asked[0], (ROOT / "fixtures" / "mau-sai.txt").as_posix()), "utf-8")
    runpy.run_path(str(sample))
    printed = capsys.readouterr().out.strip().split("\n")
    assert len(printed) == len(cchc_lint.check(ROOT / "fixtures" / "mau-sai.txt").files[0].findings)


def test_both_readmes_tell_the_same() -> None:
    vi, en = ([len(blocks(path, language)) for language in ("sh", "yaml", "python", "text")] for path in READMES)
    assert vi == en
    headings = [re.findall(r"^#+", path.read_text("utf-8"), re.MULTILINE) for path in READMES]
    assert headings[0] == headings[1]


def test_the_pictures_show_what_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    drawings = runpy.run_path("docs/make_picture.py")["drawings"](color=False)
    assert {path.name for path in (ROOT / "docs").glob("*.svg")} == set(drawings)
    for name, (command, output) in drawings.items():
        svg = (ROOT / "docs" / name).read_text("utf-8")
        drawn: dict[int, str] = {}
        for line, text in re.findall(r"<text[^>]*line-(\d+)\)[^>]*>(.*?)</text>", svg):
            drawn[int(line)] = drawn.get(int(line), "") + unescape(text)
        shown = "".join("".join(drawn[line].split()) for line in sorted(drawn))
        assert shown == "".join(f"$ {command}{output}".split()), f"{name}: run python docs/make_picture.py"
        assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")


def test_the_changes_tell_of_this_version() -> None:
    assert f"\n## {__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")
