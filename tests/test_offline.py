"""The folder for installation without a network: what is written beside the wheels."""

from __future__ import annotations

import hashlib
import runpy
from pathlib import Path
from typing import Any

import pytest

TOOL = Path(__file__).parent.parent / "tools" / "offline.py"


@pytest.fixture
def tool() -> dict[str, Any]:
    return runpy.run_path(str(TOOL))


def fetched(monkeypatch: pytest.MonkeyPatch, tool: dict[str, Any], names: list[str]) -> list[tuple[str, ...]]:
    """Lets the tool "fetch" empty wheels of those names; returns the pip commands that it gives."""
    given: list[tuple[str, ...]] = []

    def pip(*arguments: str) -> None:
        given.append(arguments)
        folder = Path(arguments[arguments.index("--dest" if arguments[0] == "download" else "--wheel-dir") + 1])
        for name in names if arguments[0] == "download" else ["cchc_lint-0.1.0-py3-none-any.whl"]:
            (folder / name).write_bytes(name.encode())

    monkeypatch.setitem(tool["main"].__globals__, "_pip", pip)
    return given


def test_every_wheel_is_required_with_its_hash(
    tool: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheels = ["cchc_lint-0.1.0-py3-none-any.whl", "charset_normalizer-3.5.2-cp312-cp312-win_amd64.whl"]
    fetched(monkeypatch, tool, wheels)
    assert tool["main"]([str(tmp_path / "out")]) == 0
    digests = [hashlib.sha256(name.encode()).hexdigest() for name in wheels]
    assert (tmp_path / "out" / "requirements.txt").read_text("utf-8") == (
        f"cchc-lint==0.1.0 --hash=sha256:{digests[0]}\ncharset-normalizer==3.5.2 --hash=sha256:{digests[1]}\n")
    assert "--no-index" in (tmp_path / "out" / "HUONG-DAN.txt").read_text("utf-8")


def test_windows_gets_what_only_windows_needs(
    tool: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = fetched(monkeypatch, tool, [])
    tool["main"]([str(tmp_path / "out"), "--platform", "win_amd64", "--python", "3.12"])
    assert "colorama" in given[-1]
    assert given[-1][given[-1].index("--platform") + 1] == "win_amd64"
    assert given[-1][given[-1].index("--python-version") + 1] == "3.12"


def test_a_folder_that_holds_something_is_left_alone(tool: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "old.whl").write_bytes(b"")
    with pytest.raises(SystemExit):
        tool["main"]([str(tmp_path)])
    assert [path.name for path in tmp_path.iterdir()] == ["old.whl"]
