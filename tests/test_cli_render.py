"""The printers, on results made by hand."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from importlib import resources

import pytest
from jsonschema import Draft202012Validator
from rich.cells import cell_len

from cchc_lint.finding import (
    Checks,
    Figures,
    FileResult,
    Finding,
    Location,
    Operand,
    ReportInfo,
    Result,
    Suggestion,
    Unchecked,
)
from cchc_lint.render import FORMATS, Display, render
from cchc_lint.version import __version__

LINE = "Xã đã cấp 3.222 chứng thư số; đang hoạt động 2.485, đã thu hồi 743 chứng thư số."
ANSI = re.compile(r"\x1b\[[0-9;]*m")


def location(text: str, label: str = "", role: str = "related", line: int = 17, excerpt: str = LINE) -> Location:
    at = excerpt.index(text)
    return Location(
        role, label, line, at + 1, line, at + 1 + len(text), None, "", text, excerpt,  # type: ignore[arg-type]
        section="mục II.6",
    )


SUM = Finding(
    rule="SUM03", category="sum", severity="error", certainty="likely", message="tổng lệch 6",
    locations=(
        location("3.222", "tổng", "primary"), location("2.485", "đang hoạt động"), location("743", "đã thu hồi")),
    help="Đối chiếu với sổ theo dõi.", basis="Thông tư 07/2021/TT-BNV", fingerprint="0" * 16,
    computation="2.485 + 743 = 3.228", operands=(Operand("total", "3.222", "3222", None, False, True, 0),),
    suggestions=(Suggestion(0, "3.228", "đúng bằng tổng"), Suggestion(2, "737", "")), consequences=("RAT01",),
)
MISSING = Finding(
    rule="MIS01", category="missing", severity="info", certainty="sure", message="thiếu mục đánh giá chung",
    locations=(Location("primary", "", None, None, None, None, None, "", "", ""),),
)
INFO = ReportInfo(
    "UBND xã Tân Hòa Lạc", "commune", None, None, "", "2022", {"kind": "quarter", "year": 2022, "index": 1})
FILE = FileResult(
    "bao-cao.txt", "a" * 64, INFO, (SUM, MISSING), (Unchecked("STAFF01", "missing", ("staff.civil.present",)),),
    Checks(ok=40, violated=2, unknown=1), Figures(12, 9, (location("743"),)), ("đọc theo mã TCVN3",),
)
CLEAN = replace(FILE, findings=(), checks=Checks(ok=42), unchecked=(), notes=())
FAILED = FileResult("hong.docx", "", None, error="tệp hỏng")
SKIPPED = FileResult("ghi-chu.md", "", None, error="không phải báo cáo", skipped=True)
RESULT = Result((FILE, FAILED, SKIPPED), "b" * 64)


def text(result: Result = RESULT, lang: str = "vi", **display: object) -> str:
    shown = render("text", result, lang=lang, display=Display(**display))  # type: ignore[arg-type]
    assert isinstance(shown, str)
    return shown


def placed(*locations: Location) -> Result:
    """A result with one finding at these places."""
    return Result((replace(FILE, findings=(replace(SUM, locations=locations),)),), "")


def test_text_of_a_finding() -> None:
    assert text(replace(RESULT, files=(replace(FILE, findings=(SUM,)),)), quiet=True) == """\
lỗi SUM03  tổng lệch 6 (nhiều khả năng)  [00000000]
  --> bao-cao.txt:17:11  mục II.6
 17 │ Xã đã cấp 3.222 chứng thư số; đang hoạt động 2.485, đã thu hồi 743 chứng thư số.
    │           ^^^^^ tổng                         -----             --- đã thu hồi
    │                                              ╰ đang hoạt động
  = phép tính: 2.485 + 743 = 3.228
  = sửa: 3.222 → 3.228 (đúng bằng tổng) hoặc 743 → 737
  = cách xử lý: Đối chiếu với sổ theo dõi.
  = căn cứ: Thông tư 07/2021/TT-BNV
  = kéo theo: RAT01

"""


def test_places_on_other_lines_follow_the_primary_one() -> None:
    above = location("2.485", "đang hoạt động", line=9)
    lines = text(placed(SUM.locations[0], above)).split("\n")
    arrows = [line.strip() for line in lines if "-->" in line or ":::" in line]
    assert arrows == ["--> bao-cao.txt:17:11  mục II.6", "::: bao-cao.txt:9  mục II.6"]


def test_a_place_in_another_file_names_it() -> None:
    there = replace(location("743", "kỳ trước"), path="quy-1.txt")
    assert "::: quy-1.txt:17" in text(placed(SUM.locations[0], there))


def test_words_that_go_on_in_a_later_line_are_shown_there() -> None:
    wrapped = Location("primary", "kỳ khác", 90, 9, 92, 7, 3, "", "quý I/2021", "… trong quý")
    shown = text(placed(wrapped))
    assert " 90 │ … trong quý\n    │         ^^^\n 92 │ I/2021\n    │ ^^^^^^ kỳ khác\n" in shown
    assert "trang 3" in shown


def test_words_broken_within_a_number_go_on_in_the_next_line() -> None:
    broken = Location("primary", "", 7, 11, 8, 5, None, "", "17/CT-UBND", "thực hiện 17/CT-")
    assert "  7 │ thực hiện 17/CT-\n    │           ^^^^^^\n  8 │ UBND\n    │ ^^^^\n" in text(placed(broken))


def test_a_finding_on_the_whole_report_has_no_excerpt() -> None:
    assert "lưu ý MIS01  thiếu mục đánh giá chung\n  --> bao-cao.txt\n\n" in text()


def test_the_summary_says_what_was_and_was_not_checked() -> None:
    assert text().endswith("""\
1 lỗi, 1 lưu ý trong 1 báo cáo.
Đã thực hiện 42 phép kiểm tra, 40 đạt; 9 trên 12 số liệu của báo cáo được đối chiếu.
Chưa kiểm tra được 1 quy tắc: 1 thiếu số liệu (xem --coverage).
Bỏ qua 1 tệp không phải báo cáo:
  ghi-chu.md: không phải báo cáo
Không kiểm tra được 1 tệp.
""" + f"cchc-lint {__version__} · bộ quy tắc bbbbbbbbbbbb · đầu vào aaaaaaaaaaaa\n")
    assert "hong.docx: không kiểm tra được: tệp hỏng" in text()
    assert "bao-cao.txt · UBND xã Tân Hòa Lạc · quý I/2022 · biểu mẫu 2022\n  đọc theo mã TCVN3\n" in text()


def test_nothing_found_is_said_positively() -> None:
    said = "Không phát hiện sai sót trong 1 báo cáo.\nĐã thực hiện 42 phép kiểm tra, 42 đạt;"
    assert said in text(Result((CLEAN,), ""))


def test_nothing_checked_is_no_good_news() -> None:
    shown = text(Result((replace(CLEAN, checks=Checks()),), ""))
    assert "Không có phép kiểm tra nào thực hiện được." in shown
    assert "Không phát hiện" not in shown


def test_coverage_lists_unguarded_figures_by_section_and_idle_rules() -> None:
    shown = text(coverage=True)
    assert (
        "Số liệu chưa có phép kiểm tra nào đối chiếu:\n"
        "  mục II.6\n"
        "    17:64     743       … đang hoạt động 2.485, đã thu hồi 743 chứng thư số.\n"
    ) in shown
    assert "Quy tắc chưa kiểm tra được:\n  STAFF01    thiếu số liệu: staff.civil.present\n" in shown
    assert "(xem --coverage)" not in shown


def test_english_on_request() -> None:
    shown = text(lang="en")
    assert "error SUM03  tổng lệch 6 (likely)" in shown
    assert "1 error, 1 info in 1 report." in shown
    assert "quarter 1/2022 · form of 2022" in shown


def test_colours_are_all_that_a_terminal_adds() -> None:
    assert ANSI.search(text(color=True))
    assert ANSI.sub("", text(color=True)) == text()


@pytest.mark.parametrize("width", [30, 40, 60, 200])
def test_a_narrow_terminal_loses_nothing(width: int) -> None:
    shown = text(width=width)
    flat = " ".join(shown.split())
    for said in ("tổng lệch 6", "đang hoạt động", "đã thu hồi", "2.485", "743", SUM.computation, SUM.help, SUM.basis):
        assert said in flat
    assert max(cell_len(line) for line in shown.split("\n") if "│" in line) <= width


def test_concise_is_one_line_for_each_finding() -> None:
    assert render("concise", RESULT) == (
        "bao-cao.txt:17:11: lỗi SUM03 tổng lệch 6\n"
        "bao-cao.txt: lưu ý MIS01 thiếu mục đánh giá chung\n"
        "hong.docx: tệp hỏng\n"
        f"# cchc-lint {__version__} · bộ quy tắc bbbbbbbbbbbb · đầu vào aaaaaaaaaaaa\n"
    )


@pytest.mark.parametrize("name", ["text", "concise"])
def test_the_last_line_for_people_names_tool_rules_and_input(name: str) -> None:
    def last(*hashes: str) -> str:
        files = tuple(replace(CLEAN, sha256=each) for each in hashes)
        shown = render(name, Result(files, "b" * 64), lang="en")
        assert isinstance(shown, str)
        return shown.splitlines()[-1].removeprefix("# ")

    tool = f"cchc-lint {__version__} · rules {'b' * 12}"
    listed = hashlib.sha256(f"{'a' * 64}\n{'c' * 64}\n".encode()).hexdigest()
    assert last("a" * 64) == f"{tool} · input {'a' * 12}"
    assert last("a" * 64, "c" * 64) == f"{tool} · input {listed[:12]}"
    assert last("") == tool
    assert __version__ not in str(render(name, RESULT, display=Display(quiet=True)))


@pytest.mark.parametrize("coverage", [False, True])
def test_json_fits_its_published_schema(coverage: bool) -> None:
    shown = render("json", RESULT, display=Display(coverage=coverage))
    schema = json.loads(resources.files("cchc_lint").joinpath("schemas/result.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    data = json.loads(shown)
    Draft202012Validator(schema).validate(data)
    assert data["summary"] == {
        "files": 1, "errors": 1, "warnings": 0, "infos": 1, "skipped": 1, "failed": 1, "waived": 0}
    assert data["files"][0]["findings"][0]["locations"][0] == {
        "role": "primary", "label": "tổng", "line": 17, "column": 11, "end_line": 17, "end_column": 16,
        "page": None, "block": "", "section": "mục II.6", "text": "3.222", "excerpt": LINE,
    }
    assert ("unguarded" in data["files"][0]["figures"]) is coverage


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"pdf", "word"}))  # which mark one checked file
def test_every_format_prints_an_empty_result(name: str) -> None:
    assert render(name, Result((), "")) is not None
