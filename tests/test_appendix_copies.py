"""Copies of the forms as offices keep them: other columns, split rows, slips, other levels."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cchc_lint.parse.appendix import read_rows
from cchc_lint.read.text import from_text
from cchc_lint.report import Row

TAB = "\t"
HEAD = "STT\tChỉ tiêu\tĐơn vị tính\tSố liệu\tGhi chú"


def rows_of(*lines: str, head: str = HEAD) -> list[Row]:
    tabs = head.splitlines()[0].count(TAB)
    full = (line + TAB * (tabs - line.count(TAB)) for line in lines)
    return list(read_rows(from_text("\n".join(("Phụ lục", "", head, *full))))[0])


def lines_of(*lines: str) -> list[Row]:
    """As PDF text: every line for itself."""
    head = (
        "STT", "Chỉ tiêu thống kê", "(Sử dụng trong kỳ báo cáo hàng quý, 6 tháng,", "năm)",
        "Kết quả thống kê Ghi chú", "Đơn vị tính", "Số", "liệu",
    )
    first = ("1.  Công tác chỉ đạo điều hành CCHC", "1.1.  Kế hoạch CCHC")
    text = "\n\n".join(f"{line} " for line in ("Phụ lục", *head, *first, *lines))
    return list(read_rows(from_text(text))[0])[2:]


PLAN = (
    "1.\tCông tác chỉ đạo điều hành CCHC", "1.1.\tKế hoạch CCHC",
    "1.1.1.\tSố nhiệm vụ đề ra trong kế hoạch\tNhiệm vụ\t20",
)
PROCEDURES = ("3.1.\tThống kê TTHC", "3.1.3.\tTổng số TTHC đang có hiệu lực\tThủ tục\t355")


def test_a_head_of_two_lines_that_comes_again() -> None:
    head = "STT\tChỉ tiêu thống kê\tKết quả thống kê\t\tGhi chú\n\t\tĐơn vị tính\tSố liệu\t"
    rows = rows_of(*PLAN, "", head, "1.1.2.\tSố nhiệm vụ đã hoàn thành\tNhiệm vụ\t15\tđạt 75%", head=head)
    assert [(row.code, row.unit, row.value, row.note) for row in rows[2:]] == [
        ("1.1.1", "Nhiệm vụ", "20", ""), ("1.1.2", "Nhiệm vụ", "15", "đạt 75%"),
    ]


def test_other_columns_in_another_order() -> None:
    rows = rows_of(
        "1.1.1\tSố nhiệm vụ đề ra trong kế hoạch\t20\tNhiệm vụ", "1.1.2\tSố nhiệm vụ đã hoàn thành\t15\tNhiệm vụ",
        head="TT\tNội dung\tKết quả\tĐVT",
    )
    assert [(row.value, row.unit, row.note) for row in rows] == [("20", "Nhiệm vụ", ""), ("15", "Nhiệm vụ", "")]


def test_of_two_periods_the_present_one_counts() -> None:
    rows = rows_of(
        "1.1.1\tSố nhiệm vụ đề ra trong kế hoạch\tNhiệm vụ\t18\t20",
        "1.1.2\tSố nhiệm vụ đã hoàn thành\tNhiệm vụ\t17\t15",
        head="STT\tChỉ tiêu\tĐơn vị tính\tSố liệu kỳ trước\tSố liệu kỳ này",
    )
    assert [row.value for row in rows] == ["20", "15"]


def test_the_mark_of_a_group_split_over_its_rows() -> None:
    rows = rows_of(
        *PROCEDURES, "Trong\tSố TTHC cấp tỉnh:\tThủ tục\t200", "đó\tSố TTHC cấp huyện:\tThủ tục\t100",
        "\tSố TTHC cấp xã:\tThủ tục\t55", "3.2.\tVận hành Cổng dịch vụ công",
    )
    assert [(row.concept, row.value, row.among) for row in rows[2:]] == [
        ("procedures.of_province", "200", True), ("procedures.of_district", "100", True),
        ("procedures.of_commune", "55", True), ("group.portal", "", False),
    ]


@pytest.mark.parametrize("chosen", [0, 2])
def test_options_over_rows_with_the_value_on_any_of_them(chosen: int) -> None:
    options = ["Trực tuyến = 0", "Phát phiếu = 1", "Kết hợp = 2"]
    values = [str(chosen) if index == chosen else "" for index in range(3)]
    rows = rows_of(
        "1.4.\tKhảo sát sự hài lòng của người dân, tổ chức", "1.4.1.\tSố lượng phiếu khảo sát\tSố lượng\t50",
        f"1.4.2.\tHình thức khảo sát\t{options[0]}\t{values[0]}", f"\t\t{options[1]}\t{values[1]}", "",
        f"\t\t{options[2]}\t{values[2]}",
    )
    assert [row.code for row in rows] == ["1.4", "1.4.1", "1.4.2"]
    assert (rows[2].unit, rows[2].value, rows[2].options) == (" ".join(options), str(chosen), (0, 1, 2))


def test_a_word_for_an_option_is_its_number() -> None:
    name = "Tổ chức đối thoại của lãnh đạo với người dân, cộng đồng doanh nghiệp"
    rows = rows_of(*PLAN, f"1.5.\t{name}\tKhông = 0 Có = 1\tCó")
    number = rows[-1].number
    assert number is not None
    assert (number.value, number.style) == (1, "word")


def test_a_note_that_goes_on_after_the_foot_of_the_page() -> None:
    rows = rows_of(*PLAN, "1.3.\tThực hiện nhiệm vụ Chính phủ, Thủ tướng Chính phủ giao\t\t4\tTheo Kế hoạch năm",
                   "", HEAD, "\t\t\t\tcủa UBND tỉnh", "1.3.1.\tTổng số nhiệm vụ được giao\tNhiệm vụ\t4")
    assert rows[3].note == "Theo Kế hoạch năm của UBND tỉnh"
    assert rows[4].value == "4"


def test_a_remark_under_a_name_belongs_to_it() -> None:
    rows = rows_of(
        "7.2.\tXây dựng và vận hành Hệ thống họp trực tuyến\tChưa có = 0",
        "\tLiên thông 2 cấp: đến huyện\t2 cấp = 1",
        "\tLiên thông 3 cấp: đến xã\t3 cấp = 2\t2", "7.6.\tSố liệu về trao đổi văn bản điện tử",
    )
    assert [(row.code, row.concept, row.value) for row in rows] == [
        ("7.2", "digital.meetings", "2"), ("7.6", "group.documents", ""),
    ]


@pytest.mark.parametrize(
    ("value", "unit", "number", "style"),
    [
        ("22 (100%)", "Cơ quan, đơn vị", 22, "plain"), ("12.215", "Thủ tục", 12215, "grouped"),
        ("12,480", "Thủ tục", 12480, "comma-grouped"), ("98.75", "%", Decimal("98.75"), "point-decimal"),
        ("1 234", "Thủ tục", 1234, "space-grouped"), ("99,31%", "%", Decimal("99.31"), "decimal"),
    ],
)
def test_values_as_written(value: str, unit: str, number: int | Decimal, style: str) -> None:
    row = rows_of(*PLAN, f"3.1.3.\tTổng số TTHC đang có hiệu lực\t{unit}\t{value}")[-1]
    assert row.value == value
    assert row.number is not None
    assert (row.number.value, row.number.style) == (number, style)


@pytest.mark.parametrize("value", ["", "-", "x"])
def test_a_blank_or_dash_is_no_number(value: str) -> None:
    row = rows_of(*PLAN, f"3.1.3.\tTổng số TTHC đang có hiệu lực\tThủ tục\t{value}")[-1]
    assert (row.value, row.number) == (value, None)


def test_a_district_writes_its_own_levels() -> None:
    rows = rows_of(
        *PLAN, "1.2.\tKiểm tra CCHC", "1.1.1.\tSố phòng, ban đã kiểm tra\tCơ quan, đơn vị\t4",
        "1.1.2.\tSố UBND cấp xã đã kiểm tra\tCơ quan, đơn vị\t6",
    )
    assert [(row.concept, row.scope) for row in rows[-2:]] == [
        ("inspection.inspected", "departments"), ("inspection.inspected", "communes"),
    ]


def test_an_inserted_group_shifts_codes_and_keeps_its_figures_apart() -> None:
    rows = rows_of(
        *PLAN, "1.3.\tThực hiện nhiệm vụ Chính phủ, Thủ tướng Chính phủ giao",
        "1.3.1.\tTổng số nhiệm vụ được giao\tNhiệm vụ\t9",
        "1.4.\tThực hiện nhiệm vụ UBND, Chủ tịch UBND tỉnh giao",
        "1.4.1.\tTổng số nhiệm vụ được giao\tNhiệm vụ\t40",
        "1.5.\tKhảo sát sự hài lòng của người dân, tổ chức", "1.5.1.\tSố lượng phiếu khảo sát\tSố lượng\t50",
    )
    assert [(row.concept, row.channel, row.value) for row in rows if row.value][1:] == [
        ("tasks.assigned", "government", "9"), ("tasks.assigned", "province", "40"), ("survey.forms", "all", "50"),
    ]


def test_a_department_copy_of_2022() -> None:
    rows, form = read_rows(from_text("\n".join((
        "Phụ lục", "", HEAD,
        "1.\tCông tác chỉ đạo, điều hành CCHC", "1.1.\tTỷ lệ hoàn thành kế hoạch CCHC năm\t%\t50",
        "Trong đó\tSố nhiệm vụ đề ra trong kế hoạch\tNhiệm vụ\t30", "\tSố nhiệm vụ đã hoàn thành\tNhiệm vụ\t15",
        "3.\tCải cách thủ tục hành chính", "3.2.\tVận hành Cổng dịch vụ công",
        "3.2.5.\tTỷ lệ thủ tục hành chính được tích hợp, triển khai thanh toán trực tuyến\t%\t80",
        "3.4.\tKết quả giải quyết TTHC",
        "3.4.1.\tTỷ lệ hồ sơ TTHC do sở tiếp nhận được giải quyết đúng hẹn\t%\t100",
        "Trong đó\tTổng số hồ sơ TTHC đã giải quyết xong\tHồ sơ\t210",
        "\tSố hồ sơ TTHC giải quyết đúng hạn\tHồ sơ\t210",
    ))))
    assert form == "2022"
    assert [(row.concept, row.scope) for row in rows if row.value] == [
        ("plan.rate", "whole"), ("plan.tasks", "whole"), ("plan.done", "whole"), ("procedures.payment.rate",
        "whole"),
        ("dossiers.rate_on_time", "departments"), ("dossiers.resolved", "departments"), ("dossiers.on_time",
        "departments"),
    ]


def test_a_province_copy_of_2022_has_rows_of_other_generations() -> None:
    rows = rows_of(
        "1.\tCông tác chỉ đạo, điều hành CCHC", "1.1.\tTỷ lệ hoàn thành kế hoạch CCHC năm\t%\t50",
        "1.2.\tKiểm tra CCHC", "1.2.3.\tTỷ lệ xử lý các vấn đề phát hiện qua kiểm tra\t%\t80",
        "3.\tCải cách thủ tục hành chính", "3.1.\tThống kê TTHC",
        "3.1.3.\tTổng số TTHC đang có hiệu lực\tThủ tục\t900",
        "Trong đó\tSố TTHC cấp tỉnh\tThủ tục\t700", "\tSố TTHC thực hiện ở cấp tỉnh, huyện\tThủ tục\t200",
        "4.1.\tSắp xếp, kiện toàn tổ chức bộ máy", "4.1.3.\tSố ban quản lý trực thuộc UBND cấp tỉnh\tBan\t2",
    )
    assert [row.concept for row in rows if row.value] == [
        "plan.rate", "inspection.problems_rate", "procedures.in_force", "procedures.of_province",
        "procedures.of_province_district", "agencies.boards",
    ]


def test_a_misspelt_name_is_bound_and_an_unknown_one_is_not() -> None:
    rows = rows_of(
        *PLAN, "5.2.\tTuyển dụng công chức, viên chức",
        "5.2.2.\tSố công chức được tuyển dụg theo trường hợp đặc biệt\tNgười\t2",
        "5.2.5.\tSố viên chức được tuyển dụg theo trường hợp đặc biệt\tNgười\t1",
        "5.2.6.\tSố lao động hợp đồng mới ký\tNgười\t3",
    )
    assert [row.concept for row in rows[-3:]] == ["recruitment.civil_special", "recruitment.public_special", ""]


def test_lines_a_unit_and_options_over_lines() -> None:
    rows = lines_of(
        "1.1.1.  Số nhiệm vụ đề ra trong Kế hoạch Nhiệm vụ 74", "1.2.  Kiểm tra CCHC",
        "1.1.1.  Số phòng, ban đã kiểm tra",
        "Cơ quan,", "đơn vị", "3", "1.4.2.  Hình thức khảo sát", "Trực tuyến", "= 0", "2", "Phát phiếu", "= 1",
        "Kết hợp =", "2",
        "5.3.1.", "Thực hiện tuyển chọn, bổ nhiệm lãnh đạo qua", "thi tuyển", "Đã thực hiện =", "1",
        "Chưa thực hiện", "= 0", "0",
    )
    assert [(row.unit, row.value) for row in rows] == [
        ("Nhiệm vụ", "74"), ("", ""), ("Cơ quan, đơn vị", "3"), ("Trực tuyến = 0 Phát phiếu = 1 Kết hợp = 2", "2"),
        ("Đã thực hiện = 1 Chưa thực hiện = 0", "0"),
    ]


def test_lines_of_a_note_in_a_narrow_column() -> None:
    rows = lines_of(
        "3.1.3.  Tổng số TTHC đang có hiệu lực Thủ tục 355", "Trong", "đó",
        "Số TTHC cấp huyện: Thủ tục 300 Theo", "Quyết định",
        "số 12/QĐ-", "UBND", "Số TTHC cấp xã: Thủ tục 55", "3.2.  Vận hành Cổng dịch vụ công  0",
    )
    assert [(row.name, row.value, row.note) for row in rows[1:]] == [
        ("Số TTHC cấp huyện:", "300", "Theo Quyết định số 12/QĐ- UBND"), ("Số TTHC cấp xã:", "55", ""),
        ("Vận hành Cổng dịch vụ công", "0", ""),
    ]


def test_lines_with_figures_that_look_like_codes() -> None:
    rows = lines_of(
        "4.1.4.", "Tổng số đơn vị sự nghiệp công lập trên địa", "bàn tỉnh", "Cơ quan,", "đơn vị", "7", "Trong đó",
        "Số ĐVSNCL thuộc UBND cấp huyện", "Cơ quan,", "đơn vị", "5", "Tỷ lệ ĐVSNCL đã cắt giảm so với năm 2015",
        "%", "4.16",
        "5.  Cải cách chế độ công vụ",
    )
    assert [(row.code, row.value) for row in rows] == [("4.1.4", "7"), ("", "5"), ("", "4.16"), ("5", "")]


def test_lines_of_a_group_without_unit_and_with_an_unknown_row() -> None:
    rows = lines_of(
        "1.1.1.  Số nhiệm vụ đề ra trong Kế hoạch Nhiệm vụ 74", "1.1.4.  Số hội nghị chuyên đề đã mở tại",
        "các cụm xã Cuộc 3 chưa kể hội nghị tháng 12", "4.2.  Số liệu về biên chế công chức  79",
    )
    assert [(row.code, row.name, row.unit, row.value, row.note, row.concept) for row in rows[1:]] == [
        ("1.1.4", "Số hội nghị chuyên đề đã mở tại các cụm xã", "Cuộc", "3", "chưa kể hội nghị tháng 12", ""),
        ("4.2", "Số liệu về biên chế công chức", "", "79", "", "group.civil"),
    ]


@pytest.mark.parametrize("codes", [
    ("1", "1,1", "1,1,1", "1,1,2"), ("1.", "1. 1.", "1. 1. 1.", "1. 1. 2."), ("I", "I.1", "I.1.1", "I.1.2"),
    ("1)", "1.1)", "1.1.1)", "1.1.2)"),
])
def test_codes_as_copies_write_them(codes: tuple[str, ...]) -> None:
    names = ("Công tác chỉ đạo điều hành CCHC", "Kế hoạch CCHC", "Số nhiệm vụ đề ra trong kế hoạch\tNhiệm vụ\t20",
             "Số nhiệm vụ đã hoàn thành\tNhiệm vụ\t15")
    rows = rows_of(*(f"{code}\t{name}" for code, name in zip(codes, names, strict=True)))
    assert [(row.code, row.concept, row.value) for row in rows] == [
        ("1", "group.direction", ""), ("1.1", "group.plan", ""), ("1.1.1", "plan.tasks", "20"),
        ("1.1.2", "plan.done", "15"),
    ]


@pytest.mark.parametrize("gap", ["  ", "   ", "     "])
def test_columns_parted_by_blanks_that_do_not_stand_below_each_other(gap: str) -> None:
    lines = (HEAD, *PLAN, "1.1.2.\tSố nhiệm vụ đã hoàn thành\tNhiệm vụ\t15", *PROCEDURES)
    text = "\n".join(("Phụ lục", "", *(line.replace(TAB, gap) for line in lines)))
    rows = read_rows(from_text(text))[0]
    assert [(row.code, row.concept, row.unit, row.value) for row in rows if row.value] == [
        ("1.1.1", "plan.tasks", "Nhiệm vụ", "20"), ("1.1.2", "plan.done", "Nhiệm vụ", "15"),
        ("3.1.3", "procedures.in_force", "Thủ tục", "355"),
    ]


@pytest.mark.parametrize("gap", ["\t", "  ", " | "])
def test_a_table_with_one_row(gap: str) -> None:
    lines = (HEAD.replace(TAB, gap), gap.join(("1.1.1.", "Số nhiệm vụ đề ra trong kế hoạch", "Nhiệm vụ", "7")))
    rows = read_rows(from_text("\n".join(("Phụ lục", "", *lines))))[0]
    assert [(row.code, row.concept, row.value) for row in rows] == [("1.1.1", "plan.tasks", "7")]


@pytest.mark.parametrize("value", ["1e400", "5-3", "1–3", "12:30", "12/03/2025", "-7", "0x10", "15 nghìn"])
def test_what_is_no_single_figure_is_not_read_as_its_beginning(value: str) -> None:
    row = rows_of(*PLAN, f"3.1.3.\tTổng số TTHC đang có hiệu lực\tThủ tục\t{value}")[-1]
    assert (row.concept, row.value, row.number) == ("procedures.in_force", value, None)


def test_a_scale_that_the_unit_has_too_is_read() -> None:
    row = rows_of(*PLAN, "6.1.2\tKế hoạch được giao\tTriệu đồng\t15.000 triệu đồng (giảm 2-3%)")[-1]
    assert row.number is not None
    assert row.number.value == 15000
