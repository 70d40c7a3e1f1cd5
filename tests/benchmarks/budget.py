"""Prints how the tool stands against its budgets: python tests/benchmarks/budget.py [REPORT]

Each time is that of the fastest of several runs. Without REPORT, one of about 60 KB is made up.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

RUNS = 7
KB = 1024
HEAD = """\
ỦY BAN NHÂN DÂN HUYỆN EA SÚP MỚI
Số: 12/BC-UBND
Ea Súp Mới, ngày 14 tháng 3 năm 2022

BÁO CÁO
Công tác cải cách hành chính quý I năm 2022

I. KẾT QUẢ THỰC HIỆN
"""
ITEM = """\
{n}. Công tác chỉ đạo lần {n}
Ủy ban nhân dân huyện đã ban hành Kế hoạch số {n}/KH-UBND ngày 12/01/2022 về việc thực hiện cải cách hành chính
năm 2022, chỉ đạo các phòng, ban và Ủy ban nhân dân các xã rà soát, công khai và thực hiện các nội dung được giao.
Trong quý I/2022 đã tổ chức {n} hội nghị với 1.{n:03} lượt người tham dự; kiểm tra {n}/{more} đơn vị, đạt 50%.
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        report = Path(sys.argv[1]) if len(sys.argv) > 1 else _made_up(folder)
        command = [sys.executable, "-m", "cchc_lint"]
        os.environ |= {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(folder / "pycache")}
        _run([*command, "check", str(report)])  # byte code and the compiled pack are there from now on
        print(f"{report.name}, {report.stat().st_size / KB:.0f} KB")
        _show("--help", 150, _best(lambda: _run([*command, "--help"])))
        _show("check, cold process", 500, _best(lambda: _run([*command, "check", str(report)])))
        _show("check, warm", 60, _warm(report))
        _show("60 rules, 1000 reports", 500, _engine(folder))
        _show("memory of a check", 150, _memory([*command, "check", str(report)]), "MB")


def _made_up(folder: Path) -> Path:
    from cchc_lint.catalogue import form_rows

    items = (ITEM.format(n=n, more=2 * n) for n in range(1, 110))
    rows = (f"{row.code}\t{row.name}\t{row.unit}\t{at}\t" for at, row in enumerate(form_rows("2021")) if not row.extra)
    table = "STT\tChỉ tiêu thống kê\tĐơn vị tính\tSố liệu\tGhi chú\n" + "\n".join(rows)
    report = folder / "bao-cao.txt"
    report.write_text(f"{HEAD}{''.join(items)}\nPHỤ LỤC\n{table}\n", "utf-8")
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


def _engine(folder: Path) -> float:
    """The rule engine alone: 60 relate rules over 100 facts, in 1,000 parsed reports."""
    from cchc_lint.catalogue import concepts
    from cchc_lint.check import check_report
    from cchc_lint.pipeline import read_report
    from cchc_lint.rules.loader import load_rules

    names = [name for name, concept in concepts().items() if concept.kind == "count"][:100]
    data, rules = folder / "facts.json", folder / "rules.yaml"
    data.write_text(json.dumps({"facts": [{"concept": name, "value": at} for at, name in enumerate(names)]}), "utf-8")
    rules.write_text(json.dumps([_rule(at, names[at], names[at + 1]) for at in range(60)]), "utf-8")
    report, loaded = read_report(data), load_rules(rules, shipped=False)
    return _best(lambda: [check_report(report, loaded) for _ in range(1000)], runs=2)


def _rule(at: int, low: str, high: str) -> dict[str, object]:
    return {
        "id": f"BENCH{at:02}", "kind": "relate", "title": "nhỏ hơn", "category": "bound", "severity": "error",
        "assert": f"{low} <= {high}", "message": "không nhỏ hơn",
        "tests": [
            {"given": {low: "2", high: "1"}, "expect": "violated"}, {"given": {low: "1", high: "2"}, "expect": "ok"},
        ],
    }


def _best(work: Callable[[], object], runs: int = RUNS) -> float:
    """Milliseconds of the fastest run: what the work costs without the machine's other business."""
    times = []
    for _ in range(runs):
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
