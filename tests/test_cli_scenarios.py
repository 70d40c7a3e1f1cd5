"""Runs the golden scenarios of tests/scenarios; with UPDATE_SCENARIOS=1 writes what came out into them."""

from __future__ import annotations

import io
import os
import shlex
from pathlib import Path

import pytest
from scenario import load, matches, rewritten

from cchc_lint.cli import run

SCENARIOS = sorted(Path(__file__).with_name("scenarios").glob("*.scenario"))


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_scenario(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    scenario = load(path)
    for name, text in scenario.files.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(scenario.stdin.encode("utf-8")), "utf-8"))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("CCHC_LINT_LANG", raising=False)
    program, *arguments = shlex.split(scenario.command)

    status = run(arguments)

    out, err = capsys.readouterr()
    written = {name: (tmp_path / name).read_text("utf-8") for name in scenario.written}
    if os.environ.get("UPDATE_SCENARIOS"):
        came = {"status": f"{status}\n", "stdout": out, "stderr": err}
        came |= {f"written: {name}": text for name, text in written.items()}
        path.write_text(rewritten(path.read_text("utf-8"), came), "utf-8")
        return
    assert program == "cchc-lint"
    assert (err if not matches(scenario.stderr, err) else scenario.stderr) == scenario.stderr
    assert (out if not matches(scenario.stdout, out) else scenario.stdout) == scenario.stdout
    assert status == scenario.status
    for name, expected in scenario.written.items():
        assert (written[name] if not matches(expected, written[name]) else expected) == expected
