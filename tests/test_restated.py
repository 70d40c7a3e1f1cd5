"""Figures told again: in the assessment, in a note of the table, in another unit, under a name of the form of today."""

from __future__ import annotations

from told import broken, told

from cchc_lint.check import check_report
from cchc_lint.parse import parse
from cchc_lint.read.text import from_text
from cchc_lint.report import Report
from cchc_lint.rules.loader import load_rules

HEAD = "STT\tChỉ tiêu thống kê\tKết quả thống kê\t\tGhi chú\n\t(Sử dụng trong kỳ báo cáo)\tĐơn vị tính\tSố liệu\n"


def _report(table: str, prose: str = "Xã đã triển khai các nhiệm vụ.") -> Report:
    return parse(from_text(
        f"BÁO CÁO\n\nKết quả cải cách hành chính năm 2023\n\nI. KẾT QUẢ\n\n{prose}\n\nPHỤ LỤC\n\n{HEAD}{table}"
    ))


def _rules(report: Report) -> set[str]:
    return {each.rule for each in check_report(report, load_rules()).findings}


def test_a_fact_of_the_assessment() -> None:
    passage = "Quá hạn {} hồ sơ.\n\nII. ĐÁNH GIÁ CHUNG\n\nVẫn còn 08 hồ sơ giải quyết quá hạn."
    assert broken(told(passage.format("08"))) == []
    assert broken(told(passage.format("09"))) == ["AGR07"]
    assert broken(told(passage.format("90"))) == []  # another thing
    percent = "Tỷ lệ đúng hạn đạt 98,5%.\n\nII. ĐÁNH GIÁ CHUNG\n\nTỷ lệ đúng hạn đạt kế hoạch 98%."
    assert "AGR07" not in broken(told(percent))


def test_a_second_head_row_short_of_its_last_cells() -> None:
    rows = _report(
        "3\tCải cách thủ tục hành chính\t\t\t\n3.1.1\tSố TTHC công bố mới\tThủ tục\t87\t\n"
        "3.1.2\tSố TTHC bãi bỏ, thay thế\tThủ tục\t64\tBãi bỏ: 41; thay thế: 23\n"
        "3.1.3\tTổng số TTHC đang có hiệu lực\tThủ tục\t1.839\t\n"
    ).rows
    assert [(row.code, row.unit, row.value) for row in rows[1:]] == [
        ("3.1.1", "Thủ tục", "87"), ("3.1.2", "Thủ tục", "64"), ("3.1.3", "Thủ tục", "1.839"),
    ]


def test_the_note_of_a_row_makes_it_or_tells_the_rest() -> None:
    row = "1.4.1\tSố lượng phiếu khảo sát\tSố lượng\t720\tTrực tiếp: {} phiếu; trực tuyến: 240 phiếu\n" \
          "1.4.2\tHình thức khảo sát\tTrực tuyến = 0; Phát phiếu = 1; Kết hợp = 2\t2\t\n"
    assert "REL03" not in _rules(_report(row.format(480)))
    assert "REL03" in _rules(_report(row.format(528)))
    checked = "2.1\tSố VBQPPL đã ban hành\tVăn bản\t12\t\n2.2\tSố VBQPPL đã kiểm tra theo thẩm quyền\tVăn bản\t71\t{}\n"
    prose = "Kiểm tra theo thẩm quyền 27 văn bản quy phạm pháp luật."
    assert "AGR01" in _rules(_report(checked.format(""), prose))
    assert "AGR01" not in _rules(_report(checked.format("Tự kiểm tra: 44; theo thẩm quyền: 27"), prose))


def test_levels_of_service_in_the_words_of_today() -> None:
    rows = _report(
        "3.2\tVận hành Cổng dịch vụ công\t\t\t\n"
        "3.2.1\tTỷ lệ TTHC đủ điều kiện được cung cấp trực tuyến một phần\t%\t95,86\t\n"
        "Trong đó\tTổng số TTHC đủ điều kiện\tThủ tục\t724\t\n"
        "\tSố TTHC đang cung cấp trực tuyến một phần\tThủ tục\t694\t\n"
        "3.2.2\tTỷ lệ TTHC đủ điều kiện được cung cấp trực tuyến toàn trình\t%\t97,83\t\n"
    ).rows
    assert [row.concept for row in rows[1:]] == [
        "procedures.online.rate_level3", "procedures.online.eligible_level3", "procedures.online.level3",
        "procedures.online.rate_level4",
    ]


def test_a_name_ends_with_its_sentence_and_goes_on_in_the_next_line() -> None:
    passage = "UBND huyện Đông Lạc báo cáo như sau:\n\nĐã họp hằng tháng tại UBND huyện. Trách nhiệm được gắn chặt."
    assert [name.name for name in told(passage).names] == ["Đông Lạc"]
    last = "Trên đây là báo cáo kết quả cải cách hành chính của Ủy ban nhân dân phường Thanh \n\nLộc./."
    assert [name.name for name in told(last).names] == ["Thanh Lộc"]
