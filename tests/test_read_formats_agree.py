"""One report, laid out in every format, reads as the same report and gets the same findings."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from formats import as_docx, as_html, as_xlsx

from cchc_lint.catalogue import FORMS, form_rows, form_tables
from cchc_lint.check import check_report
from cchc_lint.parse import parse
from cchc_lint.read import read, read_bytes
from cchc_lint.read.text import from_text
from cchc_lint.report import Report
from cchc_lint.rules.loader import load_rules
from cchc_lint.rules.rule import RuleSet

FIXTURES = Path(__file__).parent.parent / "fixtures"

PROSE = """\
ỦY BAN NHÂN DÂN
XÃ TÂN HÒA LẠC

Số: 45/BC-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Tân Hòa Lạc, ngày 14 tháng 3 năm {year}

BÁO CÁO

Kết quả cải cách hành chính quý I năm {year}

I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH

1. Ban hành kế hoạch

UBND xã Tân Hòa Lạc đã ban hành 12 văn bản chỉ đạo¹, trong đó có: 05 kế hoạch, 06 công văn.

¹ Kế hoạch số 15/KH-UBND ngày 05/01/{year} của UBND xã.

2. Tiến độ

Có 36/54 nhiệm vụ đã hoàn thành, đạt 76,67% kế hoạch; quý I/2019 đã thực hiện đúng hạn.

II. CẢI CÁCH THỂ CHẾ

Trên đây là báo cáo kết quả của UBND xã Tân Hòa Lạc./.

"""


def source(form: str) -> str:
    """A report in this generation of the form, with a few figures that do not fit."""
    lines, table = [PROSE.format(year=form)], 0
    for at, each in enumerate(form_rows(form)):
        if each.table != table:
            table = each.table
            title = form_tables(form).get(table, "Thống kê số liệu").upper()
            lines += ["", f"Biểu mẫu {table}" if form == "2025" else "PHỤ LỤC", title, ""]
            lines.append("STT\tChỉ tiêu thống kê\tĐơn vị tính\tSố liệu\tGhi chú")
        unit = " ".join(f"{label} = {number}" for number, label in each.options) or each.unit
        value = "" if not unit else "1" if each.options else "98,5" if each.unit == "%" else f"{at % 7 + 3}"
        lines.append("\t".join((f"{each.code}." if each.code else "Trong đó", each.name, unit, value, "")))
    return "\n".join(lines)


@cache
def rules() -> RuleSet:
    return load_rules()


def told(report: Report) -> dict[str, object]:
    """What was understood of a report, and what is found in it."""
    header, document = report.header, report.document
    findings = check_report(report, rules()).findings
    return {
        "header": (header.agency, header.level, header.number, header.place, header.date and header.date.value,
            header.title),
        "period": report.period, "form": report.form,
        "headings": [(each.marker, each.title, each.path) for each in report.headings],
        "rows": [(each.table, each.code, each.name, each.unit, each.value, each.concept,
            each.scope) for each in report.rows],
        "ratios": [(each.part.text, each.whole.text) for each in report.ratios],
        "citations": [each.key for each in report.citations],
        "footnotes": [(each.mark, document.slice(each.span)) for each in document.blocks if each.kind == "footnote"],
        "findings": sorted((each.rule, " ".join(each.locations[0].text.split())) for each in findings),
    }


@pytest.mark.parametrize("form", FORMS)
def test_every_generation_of_the_form(form: str) -> None:
    report = parse(from_text(source(form)))
    assert len(report.rows) > 100
    assert report.form == form
    assert told(report)["findings"]
    agree(report)


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.txt")), ids=lambda path: path.stem)
def test_the_fixtures(path: Path) -> None:
    report = parse(read(path))
    if any(block.kind == "line" for block in report.document.blocks):
        pytest.skip("its tables have no cells")
    agree(report)


def agree(report: Report) -> None:
    """The report laid out as a Word file and as a web page is understood and judged as it is itself."""
    expected = told(report)
    for data, name in ((as_docx(report), "a.docx"), (as_html(report), "a.html")):
        found = told(parse(read_bytes(data, name)))
        for part, value in expected.items():
            assert found[part] == value, (name, part)


@pytest.mark.parametrize("form", FORMS)
def test_the_appendix_alone_as_sheets(form: str) -> None:
    pytest.importorskip("openpyxl")
    report = parse(from_text(source(form)))
    found = parse(read_bytes(as_xlsx(report), "a.xlsx"))
    assert told(found)["rows"] == told(report)["rows"]
    assert found.form == form
    assert found.document.locate(found.rows[-1].name_span or found.rows[-1].span).block.count("!") == 1
