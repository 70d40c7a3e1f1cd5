"""What runs in other people's pipelines: the GitHub action, the GitLab job, the pre-commit hook; many files at once."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml

from cchc_lint.batch import TimeLimit, check_batch, limited
from cchc_lint.config import Config
from cchc_lint.inputs import expand
from cchc_lint.plan import planned

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "fixtures"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with reports to check, and the program on the path."""
    program = tmp_path / "bin" / "cchc-lint"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m cchc_lint "$@"\n', "utf-8")
    program.chmod(0o755)
    (tmp_path / "bao-cao").mkdir()
    for name in ("mau-sai.txt", "mau-dung.txt"):
        shutil.copy(FIXTURES / name, tmp_path / "bao-cao" / name)
    return tmp_path


def ran(script: str, desk: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    path = f"{desk / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(["bash", "-e", "-c", script], cwd=desk, capture_output=True, text=True, check=False,
                          env={**os.environ, "PATH": path, **environment})


def test_the_github_action_annotates_and_fails(desk: Path) -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    step = action["runs"]["steps"][-1]
    assert set(re.findall(r"inputs\.(\w+)", "".join(step["env"].values()))) == set(action["inputs"])
    done = ran(step["run"], desk, CCHC_PATHS="bao-cao/\n\n", CCHC_SARIF="ra.sarif", CCHC_ARGUMENTS="--select PER,REL01")
    assert done.returncode == 1
    assert done.stdout.count("::error file=bao-cao/mau-sai.txt,") == 2
    assert json.loads((desk / "ra.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert ran(step["run"], desk, CCHC_PATHS="bao-cao/mau-dung.txt", CCHC_SARIF="", CCHC_ARGUMENTS="").returncode == 0


def test_the_gitlab_job_leaves_its_reports(desk: Path) -> None:
    job = yaml.safe_load((ROOT / "docs" / "ci" / "gitlab-ci.yml").read_text("utf-8"))["cchc-lint"]
    assert ran("\n".join(job["script"]), desk).returncode == 1
    for file in job["artifacts"]["reports"].values():
        assert (desk / file).stat().st_size > 100


def test_the_pre_commit_hook_takes_reports_and_nothing_else(desk: Path) -> None:
    hook, = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    taken = [name for name in ("Báo cáo CCHC quý I.docx", "xa/bao_cao.txt", "bao-cao.py", "readme.txt")
             if re.search(hook["files"], name)]
    assert taken == ["Báo cáo CCHC quý I.docx", "xa/bao_cao.txt"]
    done = ran(f"{hook['entry']} bao-cao/mau-sai.txt", desk)
    assert done.returncode == 1
    assert done.stdout.startswith("bao-cao/mau-sai.txt:")


def test_the_workflow_example_uses_what_the_action_takes() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    steps = yaml.safe_load((ROOT / "docs" / "ci" / "github.yml").read_text("utf-8"))["jobs"]["bao-cao"]["steps"]
    assert set(steps[1]["with"]) <= set(action["inputs"])


# Many files


def test_several_processes_give_the_same_result() -> None:
    inputs = expand(sorted(str(path) for path in FIXTURES.glob("*.txt")))
    prepared = planned([str(FIXTURES)], Config(), found=False).prepared()
    met: list[str] = []
    several = check_batch(inputs, prepared, jobs=2, tick=lambda item: met.append(item.path))
    assert len(inputs) >= 6
    assert [file.path for file in several.files] == met == [item.path for item in inputs]
    assert [file.findings for file in several.files] == [
        file.findings for file in check_batch(inputs, prepared, jobs=1).files]


def test_a_file_that_takes_too_long_fails_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    from cchc_lint import pipeline

    real = pipeline.read_report

    def slow(path: str, **more: object) -> object:
        if path.endswith("mau-sai.txt"):
            time.sleep(5)
        return real(path, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "read_report", slow)
    inputs = expand([str(FIXTURES / "mau-sai.txt"), str(FIXTURES / "mau-dung.txt")])
    prepared = planned([str(FIXTURES)], Config(), found=False).prepared()
    sound, late = check_batch(inputs, prepared, seconds=1).files
    assert late.error == "quá 1 giây chưa xong (tăng bằng --timeout)"
    assert sound.error is None


def test_the_limit_of_time_ends_with_the_body() -> None:
    with pytest.raises(TimeLimit), limited(1):
        time.sleep(3)
    with limited(1):
        pass
    time.sleep(1.2)


@pytest.mark.parametrize(("words", "at", "expected"), [
    ("cchc-lint ba", 1, "plain,baseline"), ("cchc-lint check --show", 2, "plain,--show-skipped"),
    ("cchc-lint check bao", 2, "file,bao"),
])
def test_the_shell_completes(words: str, at: int, expected: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cchc_lint"], capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "_CCHC_LINT_COMPLETE": "bash_complete", "COMP_WORDS": words,
             "COMP_CWORD": str(at)})
    assert done.stdout == f"{expected}\n"
