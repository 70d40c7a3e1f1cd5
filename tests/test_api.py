"""The public names of the package, and what they promise."""

from __future__ import annotations

import configparser
import subprocess
import sys
from pathlib import Path

import pytest

import cchc_lint
from cchc_lint.errors import InputError

ROOT = Path(__file__).parent.parent
REPORT = """\
BÁO CÁO
Công tác cải cách hành chính quý I năm 2022

I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH
Kế hoạch đề ra 12 nhiệm vụ, đã hoàn thành 11 nhiệm vụ.
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "bao-cao.txt"
    path.write_text(REPORT, "utf-8")
    return path


def test_the_public_names() -> None:
    assert sorted(cchc_lint.__all__) == [
        "CchcError", "Document", "FileResult", "Finding", "InputError", "Location", "Report", "Result", "RuleError",
        "RuleSet", "UsageError", "__version__", "check", "load_rules", "parse",
    ]
    for name in cchc_lint.__all__:
        assert getattr(cchc_lint, name) is not None


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="khong_co"):
        cchc_lint.khong_co  # noqa: B018


def test_modules_of_the_same_names_do_not_hide_the_functions() -> None:
    code = (
        "import cchc_lint.check, cchc_lint.parse\n"
        "from cchc_lint.parse import parse\n"
        "assert callable(cchc_lint.check) and callable(cchc_lint.parse) and parse is not cchc_lint.parse"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_importing_the_package_imports_nothing_heavy() -> None:
    code = "import sys, cchc_lint; print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"rich", "yaml", "json", "jsonschema", "click", "cchc_lint.report", "dataclasses"} & set(told)


def test_check_takes_a_path_paths_a_folder_and_reports(report: Path) -> None:
    by_path = cchc_lint.check(report)
    assert by_path.files[0].checks.ok > 0
    assert cchc_lint.check(str(report)) == by_path
    assert cchc_lint.check([report]) == by_path
    assert cchc_lint.check(report.parent).files == by_path.files
    assert cchc_lint.check(cchc_lint.parse(report)).files == by_path.files
    assert len(cchc_lint.check([report, cchc_lint.parse(report)]).files) == 2


def test_check_takes_rules_and_a_language(report: Path) -> None:
    rules = cchc_lint.load_rules().select(["period"])
    result = cchc_lint.check(report, rules=rules, lang="en")
    assert result.rules_sha256 == rules.sha256
    assert {finding.category for finding in result.files[0].findings} <= {"period"}


def test_a_file_that_cannot_be_read_is_told_in_its_result(report: Path, tmp_path: Path) -> None:
    result = cchc_lint.check([report, tmp_path / "khong-co.txt"])
    assert [bool(file.error) for file in result.files] == [False, True]


def test_parse_raises_for_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        cchc_lint.parse(tmp_path / "khong-co.txt")


def test_every_package_is_in_the_wheel() -> None:
    setup = configparser.ConfigParser()
    setup.read(ROOT / "setup.cfg", "utf-8")
    listed = set(setup["options"]["packages"].split())
    found = {".".join(path.parent.relative_to(ROOT).parts) for path in (ROOT / "cchc_lint").rglob("__init__.py")}
    assert listed == found | {"cchc_lint.pack"}
