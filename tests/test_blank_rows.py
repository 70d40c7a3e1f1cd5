"""Rows of the appendix that are left blank: those that the reporting agency fills in, and those of another level."""

from __future__ import annotations

from dataclasses import replace

from appendix_pages import filled, tabbed

from cchc_lint.check import check_report
from cchc_lint.parse import parse
from cchc_lint.read.text import from_text
from cchc_lint.rules.loader import load_rules

HEAD = "UBND {}\nPHÒNG NỘI VỤ\n\nSố: 12/BC-UBND\n\nBÁO CÁO\n\nKết quả cải cách hành chính năm 2022\n\n"


def blanks(agency: str, code: str) -> list[str]:
    """The names of the blank rows that are found where the row of this code is blank, as a report of an agency."""
    rows = [replace(row, value="" if row.row.code == code else row.value) for row in filled("2022", ("1",))]
    report = parse(from_text(HEAD.format(agency) + tabbed("2022", rows)))
    findings = check_report(report, load_rules()).findings
    return [finding.message for finding in findings if finding.rule in ("APP07", "APP08", "APP09")]


def test_a_row_of_its_own_that_is_linked_to_the_province() -> None:
    message, = blanks("HUYỆN EA SÚP MỚI", "7.3")
    assert "kết nối với Hệ thống thông tin báo cáo của tỉnh" in message


def test_a_row_of_the_province() -> None:
    assert blanks("HUYỆN EA SÚP MỚI", "7.4") == []
    assert len(blanks("TỈNH LÂM SƠN", "7.4")) == 1
