"""Recognise the letters of a scanned PDF with ocrmypdf and Tesseract, where they are installed; all on this machine."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from cchc_lint.errors import InputError
from cchc_lint.words import say

_INSTALL = "apt install ocrmypdf tesseract-ocr-vie"
_PATIENCE = 1800  # seconds


def recognised(data: bytes, name: str) -> bytes:
    """The PDF with a layer of text on the pages that had none. Raises InputError where that cannot be done."""
    program = shutil.which("ocrmypdf")
    if program is None or not _knows_vietnamese():
        raise InputError(f"{name}: " + say(
            f"để nhận dạng chữ (--ocr) cần ocrmypdf và gói tiếng Việt của Tesseract. Hãy chạy: {_INSTALL}",
            f"recognising letters (--ocr) needs ocrmypdf and Tesseract's Vietnamese. Run: {_INSTALL}"
        ))
    with tempfile.TemporaryDirectory(prefix="cchc-lint-") as folder:
        source, target = Path(folder, "scan.pdf"), Path(folder, "text.pdf")
        source.write_bytes(data)
        command = [program, "-l", "vie", "--skip-text", "--output-type", "pdf", "--quiet", str(source), str(target)]
        try:
            done = subprocess.run(command, capture_output=True, timeout=_PATIENCE, check=False)
        except (OSError, subprocess.TimeoutExpired):
            raise InputError(f"{name}: " + say(
                "nhận dạng chữ không xong. Hãy chạy riêng ocrmypdf rồi kiểm tra tệp mới.",
                "recognising letters took too long. Run ocrmypdf by itself and check the new file."
            )) from None
        if not target.exists():
            told = done.stderr.decode("utf-8", "replace").strip().splitlines()
            why = told[-1] if told else done.returncode
            raise InputError(f"{name}: " + say(
                f"ocrmypdf không nhận dạng được chữ ({why}).", f"ocrmypdf recognised nothing ({why})."))
        return target.read_bytes()


def _knows_vietnamese() -> bool:
    program = shutil.which("tesseract")
    if program is None:
        return False
    try:
        listed = subprocess.run([program, "--list-langs"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return "vie" in listed.stdout.decode("utf-8", "replace").split()
