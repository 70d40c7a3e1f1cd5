"""The published JSON Schemas: printed by the command, sound, and held by what the tool reads and writes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

import cchc_lint
from cchc_lint.baseline import as_yaml, known_of
from cchc_lint.cli import run
from cchc_lint.commands.schema import SCHEMAS
from cchc_lint.errors import UsageError
from cchc_lint.waivers import read_waivers

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "cchc_lint" / "schemas"
REPORT = ROOT / "fixtures" / "mau-sai.txt"
WAIVER = """\
waivers:
  - report: bao-cao.docx
    fingerprint: 97c18a3b04dbf4c3
    values: ["14", "12"]
    reason: Bổ sung trong quý
    by: Trần Thị B
    until: "2026-12-31"
"""


def loaded(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.schema.json").read_text("utf-8"))
    return found


def fits(name: str, data: object) -> bool:
    return bool(Draft202012Validator(loaded(name)).is_valid(data))


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_command_prints_a_sound_schema(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", name]) == 0
    printed = json.loads(capsys.readouterr().out)
    Draft202012Validator.check_schema(printed)
    assert printed == loaded(name)
    assert printed["$id"] == f"urn:cchc-lint:{name}:1"


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_without_a_name_every_schema_is_listed(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "--lang", lang]) == 0
    listed = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert sorted(listed) == sorted(path.name.partition(".")[0] for path in FOLDER.glob("*.schema.json"))


def test_an_unknown_name_is_answered_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "waiver", "--lang", "en"]) == 2
    assert "NAME takes one of: rule, config, waivers" in capsys.readouterr().err


@pytest.mark.parametrize(("old", "new", "right"), [
    ("", "", True),
    ("    until: \"2026-12-31\"\n", "", True),
    ("    values: [\"14\", \"12\"]\n", "    kind: accepted\n", True),
    ("values: [\"14\", \"12\"]", "values: [14, 12.500]", False),
    ("97c18a3b04dbf4c3", "0123456701234567", False),
    ("    by: Trần Thị B\n", "", False),
    ("Bổ sung trong quý", "\"  \"", False),
    ("    by:", "    kind: waived\n    by:", False),
    ("    by:", "    expires: x\n    by:", False),
    ("2026-12-31", "31/12/2026", False),
    ("waivers:\n", "notes: []\nwaivers:\n", False),
])
def test_waivers_schema_and_reader_take_the_same_files(old: str, new: str, right: bool, tmp_path: Path) -> None:
    path = tmp_path / "cchc-lint.waivers.yaml"
    path.write_text(WAIVER.replace(old, new, 1), "utf-8")
    try:
        read = bool(read_waivers(str(path)))
    except UsageError:
        read = False
    assert (read, fits("waivers", yaml.safe_load(path.read_text("utf-8")))) == (right, right)


def test_what_waive_and_baseline_write_fits(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = tmp_path / "bao-cao.txt"
    report.write_bytes(REPORT.read_bytes())
    found = cchc_lint.check(str(report))
    short = found.files[0].findings[0].fingerprint[:8]
    assert run(["waive", str(report), short, "--by", "A", "--reason", "B", "--until", "2030-01-31"]) == 0
    capsys.readouterr()
    assert fits("waivers", yaml.safe_load((tmp_path / "cchc-lint.waivers.yaml").read_text("utf-8")))
    known = yaml.safe_load(as_yaml(known_of(found, str(tmp_path))))
    assert len(known["baseline"]["bao-cao.txt"]) >= 5
    assert fits("baseline", known)
    assert not fits("baseline", {"baseline": {"bao-cao.txt": ["97c18a3b04dbf4c3"]}})
    assert not fits("baseline", {"baseline": {"bao-cao.txt": {"97c1": "x"}}})


def test_a_comparison_fits(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = tmp_path / "bao-cao.txt"
    text = REPORT.read_text("utf-8").replace("quý III năm 2025", "quý IV năm 2025").replace("51", "47")
    new.write_text(text, "utf-8")
    assert run(["compare", str(REPORT), str(new), "--format", "json"]) in (0, 1)
    data = json.loads(capsys.readouterr().out)
    assert all(data[key] for key in ("fixed", "left", "changed", "stale", "next_period"))
    assert fits("compare", data)
    del data["changed"][0]["old"]
    assert not fits("compare", data)


def test_the_schemas_of_results_say_the_same_of_findings() -> None:
    result, compare = loaded("result")["$defs"], loaded("compare")["$defs"]
    shared = set(compare) - {"compared", "findings"}
    assert {name: compare[name] for name in shared} == {name: result[name] for name in shared}


def test_editors_are_told_the_schema_of_the_rules_that_ship() -> None:
    for path in sorted((ROOT / "rules" / "checks").glob("*.yaml")):
        mark, _, named = path.read_text("utf-8").split("\n", 1)[0].partition("$schema=")
        assert mark == "# yaml-language-server: "
        assert (path.parent / named).resolve() == (FOLDER / "rule.schema.json").resolve()
