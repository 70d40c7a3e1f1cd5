"""The reports of fixtures/ give exactly the findings that are expected of them, and mended none."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from unicodedata import normalize

import pytest
from expected import FOLDER, NAMES, expectations, mended, report_file, told, understood

import cchc_lint
from cchc_lint.finding import CATEGORIES, FileResult
from cchc_lint.render.report_json import render


@cache
def checked(path: Path) -> FileResult:
    return cchc_lint.check(path).files[0]


@pytest.mark.parametrize("name", NAMES)
def test_findings(name: str) -> None:
    expected = expectations(name)["findings"]
    assert [told(finding) for finding in checked(report_file(name)).findings] == expected


@pytest.mark.parametrize("name", NAMES)
def test_what_is_understood(name: str) -> None:
    assert understood(checked(report_file(name))) == expectations(name)["report"]


@pytest.mark.parametrize("name", NAMES)
def test_mended_it_is_sound(name: str, tmp_path: Path) -> None:
    path = tmp_path / report_file(name).name
    path.write_bytes(mended(name))
    result = cchc_lint.check(path).files[0]
    assert [told(finding) for finding in result.findings] == []
    assert result.checks.ok >= checked(report_file(name)).checks.ok


@pytest.mark.parametrize("name", [name for name in NAMES if report_file(name).suffix == ".txt"])
def test_every_slip_is_found(name: str) -> None:
    places = [place for finding in checked(report_file(name)).findings for place in finding.locations]
    lines = {line for place in places for line in range(place.line or 0, (place.end_line or 0) + 1)}
    missed = [mend for mend in expectations(name).get("mends", ()) if mend["line"] not in lines]
    assert missed == []


@pytest.mark.parametrize("name", [name for name in NAMES if "sound" in expectations(name)])
def test_what_is_right_is_not_marked(name: str) -> None:
    lines = report_file(name).read_text("utf-8-sig").split("\n")
    first = [finding.locations[0] for finding in checked(report_file(name)).findings]
    for sound in expectations(name)["sound"]:
        line = lines[sound["line"] - 1]
        written = next(form for form in (sound["text"], normalize("NFD", sound["text"])) if form in line)
        start = line.index(written) + 1
        on_line = [place for place in first if place.line == sound["line"]]
        assert not [place for place in on_line if start <= (place.column or 0) < start + len(written)], sound


def test_every_category_occurs() -> None:
    found = {finding.category for name in NAMES for finding in checked(report_file(name)).findings}
    assert found == set(CATEGORIES)


def test_the_sound_report_is_the_faulty_one_mended() -> None:
    assert mended("mau-sai") == (FOLDER / "mau-dung.txt").read_bytes()


def test_the_sound_report_gives_nothing() -> None:
    result = checked(FOLDER / "mau-dung.txt")
    assert result.findings == ()
    assert result.checks.ok > 100
    assert result.checks.violated == 0


def test_the_parsed_report_is_what_parse_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER.parent)
    assert render(cchc_lint.parse("fixtures/mau-sai.txt")) == (FOLDER / "mau-sai.json").read_text("utf-8")


def test_the_parsed_report_gives_the_findings_of_its_source() -> None:
    from_data = cchc_lint.check(FOLDER / "mau-sai.json").files[0]
    assert [told(finding) for finding in from_data.findings] == expectations("mau-sai")["findings"]
    assert json.loads((FOLDER / "mau-sai.json").read_text("utf-8"))["version"] == 1
