"""Prints how the time of a check grows with its input: python tests/benchmarks/scaling.py [CASE…]

Each case is told twice, the second time four times as long; near-linear work takes about four times as long as well.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import cchc_lint
from cchc_lint.catalogue import form_rows

TIMES = 4
HEAD = """\
ỦY BAN NHÂN DÂN HUYỆN EA SÚP MỚI
Số: 12/BC-UBND
Ea Súp Mới, ngày 14 tháng 3 năm 2022

BÁO CÁO
Công tác cải cách hành chính quý I năm 2022

I. KẾT QUẢ THỰC HIỆN
"""
ROW = "1.1.3\tSố văn bản chỉ đạo CCHC đã ban hành\tVăn bản\t{}\t\n"
TABLE = """
PHỤ LỤC
STT\tChỉ tiêu thống kê\tĐơn vị tính\tSố liệu\tGhi chú
1\tCông tác chỉ đạo điều hành CCHC\t\t\t
1.1\tKế hoạch CCHC\t\t\t
"""


def main() -> None:
    rules = cchc_lint.load_rules()
    with tempfile.TemporaryDirectory() as folder:
        for name in sys.argv[1:] or CASES:
            make, size = CASES[name]
            _seconds(Path(folder) / "warm.txt", make(2), rules)
            few, many = (_seconds(Path(folder) / "bao-cao.txt", make(n), rules) for n in (size, TIMES * size))
            print(f"{name:20} {size:6} {few:7.2f} s   {TIMES * size:6} {many:7.2f} s   × {many / few:.1f}")


def _seconds(report: Path, text: str, rules: cchc_lint.RuleSet) -> float:
    report.write_text(text, "utf-8")
    start = time.process_time()
    result = cchc_lint.check(report, rules=rules)
    assert not result.files[0].error, result.files[0].error
    return time.process_time() - start


def same_concept(n: int) -> str:
    """One row of the form told n times, each time with another figure."""
    return HEAD + TABLE + "".join(ROW.format(100 + at) for at in range(n))


def equal_lines(n: int) -> str:
    """One row of the form told n times with one figure."""
    return HEAD + TABLE + ROW.format(100) * n


def one_paragraph(n: int) -> str:
    """A paragraph of n figures."""
    told = ", ".join(f"tiếp nhận {100 + at} hồ sơ" for at in range(n))
    return f"{HEAD}1. Tiếp nhận hồ sơ\nTrong quý I/2022 các đơn vị đã {told}.\n"


def one_sum(n: int) -> str:
    """A list of n parts that do not make their total."""
    parts = "".join(f"- {at + 2} kế hoạch\n" for at in range(n))
    return f"{HEAD}1. Ban hành văn bản\nĐã ban hành 100 văn bản, gồm:\n{parts}"


def many_sums(n: int) -> str:
    """A sentence of n totals, each with its parts."""
    told = ", ".join(f"tiếp nhận {10 + at} hồ sơ, trong đó có {4 + at} trực tuyến, 6 trực tiếp" for at in range(n))
    return f"{HEAD}1. Tiếp nhận hồ sơ\nTrong quý I/2022 các đơn vị đã {told}.\n"


def same_sentences(n: int) -> str:
    """n paragraphs that tell one concept, each with another figure."""
    return HEAD + "".join(
        f"Trong quý, huyện đã ban hành {100 + at} văn bản chỉ đạo công tác cải cách hành chính.\n" for at in range(n)
    )


def long_table(n: int) -> str:
    """A table of n rows that the form does not know."""
    return HEAD + TABLE + "".join(f"{at}\tĐơn vị thứ {at}\tHồ sơ\t{at}\t\n" for at in range(1, n + 1))


def form_table(n: int) -> str:
    """A table of n rows: those of the form, over and over."""
    form = [row for row in form_rows("2021") if not row.extra]
    rows = (form[at % len(form)] for at in range(n))
    return HEAD + TABLE + "".join(f"{row.code}\t{row.name}\t{row.unit}\t{at}\t\n" for at, row in enumerate(rows))


def flat_table(n: int) -> str:
    """A table of n rows under one parent."""
    return HEAD + TABLE + "".join(f"1.1.{at}\tSố văn bản thứ {at}\tVăn bản\t{at}\t\n" for at in range(1, n + 1))


CASES: dict[str, tuple[Callable[[int], str], int]] = {
    "same-concept": (same_concept, 250),
    "equal-lines": (equal_lines, 250),
    "one-paragraph": (one_paragraph, 75),
    "one-sum": (one_sum, 75),
    "many-sums": (many_sums, 75),
    "same-sentences": (same_sentences, 250),
    "long-table": (long_table, 2000),
    "form-table": (form_table, 500),
    "flat-table": (flat_table, 500),
}

if __name__ == "__main__":
    main()
