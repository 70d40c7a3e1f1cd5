"""The command line as a program: streams, terminals, faults of the program itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cchc_lint.cli import run
from cchc_lint.commands.base import spoken

REPORT = """\
BÁO CÁO
Công tác cải cách hành chính quý I năm 2022

I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH
Kế hoạch đề ra 12 nhiệm vụ, đã hoàn thành 11 nhiệm vụ.
"""


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "bao-cao.txt"
    path.write_text(REPORT * 20, "utf-8")
    return path


def program(*arguments: str, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "cchc_lint", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=os.environ | environment,
    )


def test_a_reader_that_stops_early_hears_nothing_of_it(report: Path) -> None:
    process = program("parse", str(report))
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(1)
    process.stdout.close()
    assert process.stderr.read() == b""


def test_a_legacy_console_does_not_stop_the_run(report: Path) -> None:
    _, told = program("check", "không-có.txt", PYTHONIOENCODING="cp1252").communicate()
    assert b"Traceback" not in told
    assert b".txt" in told


def test_output_to_a_program_is_utf_8_whatever_the_console(report: Path) -> None:
    told, _ = program("parse", str(report), "--text", PYTHONIOENCODING="cp1252").communicate()
    assert told.decode("utf-8").startswith("BÁO CÁO\n")


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_a_terminal_gets_colours_unless_no_color_is_set(report: Path) -> None:
    import pty

    def seen(**environment: str) -> bytes:
        master, slave = pty.openpty()
        process = subprocess.Popen(
            [sys.executable, "-m", "cchc_lint", "check", str(report)], stdout=slave, stderr=subprocess.DEVNULL,
            env=os.environ | {"TERM": "xterm"} | environment,
        )
        os.close(slave)
        told = b""
        while True:
            try:
                piece = os.read(master, 65536)
            except OSError:  # Linux says so when the other side is closed
                break
            if not piece:
                break
            told += piece
        process.wait()
        os.close(master)
        return told

    assert b"\x1b[1m" in seen(NO_COLOR="")
    assert b"\x1b[" not in seen(NO_COLOR="1")


def test_a_binary_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "anh.txt"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    assert run(["check", str(path)]) == 2
    assert "anh.txt" in capsys.readouterr().err


def test_a_fault_of_the_program_costs_one_file_and_shows_no_traceback(
    report: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    other = report.with_name("khac.txt")
    other.write_text(REPORT, "utf-8")
    import cchc_lint.pipeline as pipeline

    read = pipeline.read_report

    def faulty(path: str, **more: bool) -> object:
        if path == "khac.txt":
            raise RecursionError("hết chỗ")
        return read(path, **more)

    monkeypatch.setattr(pipeline, "read_report", faulty)
    monkeypatch.delenv("CCHC_LINT_TRACE", raising=False)
    assert run(["check", "bao-cao.txt", "khac.txt", "--format", "json"]) == 2
    out, err = capsys.readouterr()
    assert "khac.txt: sự cố trong chương trình (RecursionError: hết chỗ)" in err
    files = {file["path"]: file for file in json.loads(out)["files"]}
    assert files["bao-cao.txt"]["checks"]["ok"] > 0
    assert files["khac.txt"]["error"]

    monkeypatch.setenv("CCHC_LINT_TRACE", "1")
    with pytest.raises(RecursionError):
        run(["check", "khac.txt"])


def test_a_rule_that_crashes_is_told_and_the_others_go_on(
    report: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def crash(*_: object) -> object:
        raise ZeroDivisionError("hỏng")

    monkeypatch.setattr("cchc_lint.kinds.relate.run", crash)
    assert run(["check", str(report), "--format", "json"]) == 2
    out, err = capsys.readouterr()
    (file,) = json.loads(out)["files"]
    assert file["checks"]["error"] > 0
    assert file["checks"]["ok"] > 0
    assert f"{file['checks']['error']} quy tắc gặp sự cố" in err


@pytest.mark.parametrize(
    ("arguments", "environment", "lang"),
    [
        (["check", "a.txt"], "", "vi"),
        (["check", "a.txt", "--lang", "en"], "", "en"),
        (["--lang=en", "check"], "", "en"),
        (["check"], "en", "en"),
        (["check", "--lang", "vi"], "en", "vi"),
        (["check", "--lang", "fr"], "", "vi"),
        (["check", "--lang"], "", "vi"),
    ],
)
def test_the_language_of_a_command_line(
    arguments: list[str], environment: str, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CCHC_LINT_LANG", environment)
    assert spoken(arguments) == lang


def test_nothing_heavy_is_imported_for_the_help() -> None:
    code = "import sys; from cchc_lint.cli import run; run(['--help']); print(*sys.modules, file=sys.stderr)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stderr.split()
    assert "click" in told
    assert not {"rich", "yaml", "json", "jsonschema", "cchc_lint.finding", "cchc_lint.report"} & set(told)
