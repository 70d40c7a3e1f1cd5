"""Prints how the tool stands against its budgets: python tests/benchmarks/budget.py [REPORT]

Start-up and cold runs are the best of several processes; without REPORT, a report of about 60 KB is made up.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

RUNS = 7
KB = 1024
PARAGRAPH = (
    "{n}. Trong quý I/2022, Ủy ban nhân dân xã Tân Hòa Lạc đã tiếp nhận 1.{n:03} hồ sơ, trong đó trực tuyến 405 hồ sơ; "
    "đã giải quyết 1.{n:03} hồ sơ, đạt 100%; ban hành Kế hoạch số {n}/KH-UBND ngày 12/01/2022 về cải cách hành chính.\n"
)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(sys.argv[1]) if len(sys.argv) > 1 else _made_up(Path(folder))
        command = [sys.executable, "-m", "cchc_lint"]
        _run([*command, "check", str(report)])  # byte code and the compiled pack are there from now on
        print(f"{report.name}, {report.stat().st_size / KB:.0f} KB")
        _show("--help", 150, _best(lambda: _run([*command, "--help"])))
        _show("check, cold process", 500, _best(lambda: _run([*command, "check", str(report)])))
        _show("check, warm", 60, _warm(report))
        _show("memory of a check", 150, _memory([*command, "check", str(report)]), "MB")


def _made_up(folder: Path) -> Path:
    head = "Số: 12/BC-UBND\nTân Hòa Lạc, ngày 14 tháng 3 năm 2022\nBÁO CÁO\nCông tác cải cách hành chính quý I/2022\n\n"
    report = folder / "bao-cao.txt"
    report.write_text(head + "\n".join(PARAGRAPH.format(n=n) for n in range(1, 140)), "utf-8")
    return report


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(done.stderr.decode("utf-8", "replace"))


def _warm(report: Path) -> float:
    import cchc_lint

    rules = cchc_lint.load_rules()
    cchc_lint.check(report, rules=rules)
    return _best(lambda: cchc_lint.check(report, rules=rules))


def _best(work: Callable[[], object]) -> float:
    """Milliseconds of the fastest run: what the work costs without the machine's other business."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return 1000 * min(times)


def _memory(command: list[str]) -> float:
    """The peak resident memory of a process, in MB (not on Windows, which has no wait4)."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    return usage.ru_maxrss / (KB * KB if sys.platform == "darwin" else KB)


def _show(name: str, budget: float, figure: float, unit: str = "ms") -> None:
    print(f"{name:24} {figure:7.0f} {unit:2}  (budget {budget:.0f}){'' if figure <= budget else '  OVER'}")


if __name__ == "__main__":
    main()
