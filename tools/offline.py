"""Makes a folder from which cchc-lint is installed where there is no network: wheels, their hashes, how to go on.

    python tools/offline.py OUT                                          # for a machine like this one
    python tools/offline.py OUT --platform win_amd64 --python 3.12       # for Windows, made anywhere

On the other machine, in that folder:

    python -m pip install --no-index --find-links . --require-hashes -r requirements.txt

pip refuses a wheel whose hash is not the one written down when the folder was made.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXTRAS = "word,pdf"
WINDOWS = ("colorama", "tzdata")  # what click and others need there besides
_HOWTO = """\
Cài đặt cchc-lint không cần mạng (Python {python} trở lên, {platform}), trong thư mục này:

    python -m pip install --no-index --find-links . --require-hashes -r requirements.txt

Sau đó: cchc-lint check bao-cao.docx   (hoặc: python -m cchc_lint check bao-cao.docx)

To install cchc-lint without a network, run the same command in this folder.
"""


def main(arguments: list[str] | None = None) -> int:
    """Builds this project's wheel, fetches what it needs, and writes requirements.txt with every hash."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path, help="a folder that is new or empty")
    parser.add_argument("--platform", default="", help="such as win_amd64 (default: like this machine)")
    parser.add_argument("--python", default="", help="version of Python there, such as 3.12 (default: this one)")
    told = parser.parse_args(arguments)
    out: Path = told.out
    if out.exists() and any(out.iterdir()):
        parser.error(f"{out} is not empty")
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as built:
        _pip("wheel", "--no-deps", "--wheel-dir", built, str(ROOT))
        (wheel,) = Path(built).glob("cchc_lint-*.whl")
        target = ["--only-binary", ":all:"]
        target += ["--platform", told.platform] if told.platform else []
        target += ["--python-version", told.python] if told.python else []
        # pip judges "only on Windows" by the machine that it runs on.
        more = WINDOWS if told.platform.startswith("win") else ()
        _pip("download", "--dest", str(out), *target, f"{wheel}[{EXTRAS}]", *more)
    lines = [_requirement(path) for path in sorted(out.glob("*.whl"))]
    (out / "requirements.txt").write_text("\n".join(lines) + "\n", "utf-8")
    (out / "HUONG-DAN.txt").write_text(
        _HOWTO.format(python=told.python or "3.10", platform=told.platform or sys.platform), "utf-8")
    print(f"{out}: {len(lines)} wheels")
    return 0


def _pip(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments], check=True)


def _requirement(wheel: Path) -> str:
    """ "click==8.1.7 --hash=sha256:…" of a wheel file, named as PEP 427 has it."""
    name, version = wheel.name.split("-")[:2]
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return f"{re.sub('[._]+', '-', name).lower()}=={version} --hash=sha256:{digest}"


if __name__ == "__main__":
    sys.exit(main())
