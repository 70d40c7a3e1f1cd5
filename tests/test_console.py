"""Consoles in legacy code pages: nothing crashes, no finding is lost, and what is shown can be read."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path
from unicodedata import normalize

import pytest

from cchc_lint.console import tolerate

ROOT = Path(__file__).parent.parent
CHECK = ["check", "fixtures/mau-sai.txt", "--select", "DOS04,STF01"]
pty = pytest.importorskip("pty", reason="no pseudo-terminals on this system")


def on_terminal(encoding: str, *arguments: str) -> tuple[int, str]:
    """The exit status of a command and what it shows on a terminal in that encoding."""
    ours, theirs = pty.openpty()
    environment = os.environ | {"PYTHONIOENCODING": encoding, "NO_COLOR": "1", "COLUMNS": "100"}
    with subprocess.Popen([sys.executable, "-m", "cchc_lint", *arguments], stdout=theirs, stderr=theirs,
                          stdin=subprocess.DEVNULL, env=environment, cwd=ROOT) as process:
        os.close(theirs)
        shown = bytearray()
        try:
            while data := os.read(ours, 65536):
                shown += data
        except OSError:  # the end, as Linux tells it
            pass
        os.close(ours)
    return process.returncode, shown.decode(encoding).replace("\r\n", "\n")


def through(encoding: str, text: str) -> str:
    """What a stream of that encoding holds of a text."""
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, newline="\n")
    tolerate(stream)
    stream.write(text)
    stream.flush()
    return raw.getvalue().decode(encoding)


def test_the_vietnamese_code_page_shows_every_letter() -> None:
    status, shown = on_terminal("cp1258", *CHECK)
    assert status == 1
    text = normalize("NFC", shown)
    assert "lỗi DOS04  Đã giải quyết 1.234 hồ sơ nhưng trước hạn, đúng hạn, quá hạn cộng lại là 1.243" in text
    assert "lỗi STF01" in text
    assert "?" not in text


@pytest.mark.parametrize("encoding", ["cp1252", "cp437", "cp850", "latin-1"])
def test_other_code_pages_lose_marks_but_no_finding(encoding: str) -> None:
    status, shown = on_terminal(encoding, *CHECK)
    assert status == 1
    assert "DOS04" in shown
    assert "STF01" in shown
    assert "1.234 hô so" in shown or "1.234 ho so" in shown
    assert "1.243 != 1.234" in shown
    assert "?" not in shown


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--nope"], ["rules", "list"], ["check", "khong-co.txt"]])
def test_every_other_message_is_shown_too(arguments: list[str]) -> None:
    status, shown = on_terminal("cp1252", *arguments)
    assert status in (0, 2)
    assert "Traceback" not in shown
    assert shown.strip()


@pytest.mark.parametrize("encoding", ["cp1252", "cp1258", "ascii", "utf-8"])
def test_what_goes_to_a_program_is_the_same_utf_8(encoding: str) -> None:
    environment = os.environ | {"PYTHONIOENCODING": encoding}
    done = subprocess.run([sys.executable, "-m", "cchc_lint", *CHECK], capture_output=True, env=environment, cwd=ROOT)
    assert done.returncode == 1
    assert "lỗi DOS04  Đã giải quyết 1.234 hồ sơ" in done.stdout.decode("utf-8")


@pytest.mark.parametrize(("encoding", "text", "shown"), [
    ("cp1258", "Kế hoạch, ưỡn ậm", "Kê\u0301 hoa\u0323ch, ươ\u0303n â\u0323m"),
    ("ascii", "Kế hoạch đã duyệt │ ╰ “ổn” → 5 ≠ 6 …", "Ke hoach da duyet | ` \"on\" > 5 != 6 ~"),
    ("latin-1", "Kế hoạch", "Kê hoach"),
    ("ascii", "漢 ok", "? ok"),
])
def test_the_nearest_that_can_be_shown(encoding: str, text: str, shown: str) -> None:
    assert through(encoding, text) == shown
