"""Two versions of one submission, and this period's report made of last period's."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_lint.check import check_report
from cchc_lint.compare import Comparison, compare
from cchc_lint.pipeline import read_report
from cchc_lint.rules.loader import load_rules

REPORT = """ỦY BAN NHÂN DÂN XÃ TÂN HÒA LẠC
Số: 12/BC-UBND
Tân Hòa Lạc, ngày 14 tháng {month} năm 2022

BÁO CÁO
Công tác cải cách hành chính quý {quarter} năm 2022

I. KẾT QUẢ
1. Chỉ đạo, điều hành
Trong quý {told}/2022, xã đã ban hành kế hoạch và phân công thực hiện đến từng công chức.
Ngày {day}/2022, xã đã tổ chức họp đánh giá kết quả.
Xã đã tiếp nhận {received} hồ sơ, đã giải quyết {resolved} hồ sơ, đạt kết quả tốt.
Công chức thực hiện nghiêm quy tắc ứng xử.

STT	Chỉ tiêu thống kê	Đơn vị tính	Số liệu	Ghi chú
1.	Công tác chỉ đạo điều hành CCHC|||
1.1.	Kế hoạch CCHC|||
1.1.1.	Số nhiệm vụ đề ra trong kế hoạch	Nhiệm vụ	{tasks}|
1.1.2.	Số nhiệm vụ đã hoàn thành	Nhiệm vụ	{done}|
""".replace("|", "\t")
FIRST = {"month": "3", "quarter": "I", "told": "I", "day": "20/02", "received": "45", "resolved": "40", "tasks": "12",
         "done": "14"}
NEXT = FIRST | {"month": "6", "quarter": "II", "told": "II", "day": "20/05", "received": "51", "resolved": "47",
                "tasks": "15", "done": "11"}


def compared(folder: Path, old: dict[str, str], new: dict[str, str]) -> Comparison:
    rules = load_rules(select=("PLN01",))
    reports = []
    for name, told in (("cu.txt", old), ("moi.txt", new)):
        (folder / name).write_text(REPORT.format(**told), "utf-8")
        reports.append(read_report(folder / name))
    files = [check_report(report, rules) for report in reports]
    return compare(*reports, *files)


def test_findings_are_fixed_left_or_new(tmp_path: Path) -> None:
    sound = FIRST | {"done": "11"}
    for old, new, expected in (
        (FIRST, sound, (1, 0, 0)), (FIRST, FIRST | {"done": "15"}, (0, 1, 0)), (sound, FIRST, (0, 0, 1)),
    ):
        result = compared(tmp_path, old, new)
        assert (len(result.fixed), len(result.left), len(result.appeared)) == expected


def test_figures_that_changed_are_told_with_their_place(tmp_path: Path) -> None:
    changed, = compared(tmp_path, FIRST, FIRST | {"done": "11"}).changed
    assert (changed.concept, changed.old, changed.new, changed.location.text) == ("plan.done", "14", "11", "11")


def test_one_period_has_nothing_stale(tmp_path: Path) -> None:
    result = compared(tmp_path, FIRST, FIRST)
    assert (result.next_period, result.stale) == (False, ())


def test_a_report_written_anew_has_nothing_stale(tmp_path: Path) -> None:
    result = compared(tmp_path, FIRST, NEXT)
    assert (result.next_period, result.stale) == (True, ())


@pytest.mark.parametrize(("left", "kind", "texts"), [
    (("told",), "period", ("quý I/2022",)),
    (("day",), "date", ("20/02/2022",)),
    (("received", "resolved"), "figures", ("45", "40")),
    (("done",), "row", ("14",)),
])
def test_what_was_left_from_the_old_period(
    left: tuple[str, ...], kind: str, texts: tuple[str, ...], tmp_path: Path
) -> None:
    result = compared(tmp_path, FIRST, NEXT | {key: FIRST[key] for key in left})
    shown = [(each.kind, tuple(text.removeprefix("Ngày ") for text in each.texts)) for each in result.stale]
    assert shown == [(kind, texts)]
