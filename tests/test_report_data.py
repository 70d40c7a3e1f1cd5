"""A parsed report as data: it comes back exactly, fits its published schema, and generated data are checked."""

from __future__ import annotations

import json
from dataclasses import fields
from decimal import Decimal
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import cchc_lint
from cchc_lint import report as contract
from cchc_lint.document import Block, Document, Origin, Span
from cchc_lint.errors import InputError
from cchc_lint.interval import INFINITY, Interval
from cchc_lint.parse.generated import report_of
from cchc_lint.plain import decode, encode
from cchc_lint.read.parsed import load
from cchc_lint.report_data import as_data, from_data, is_untouched

REPORT = """\
ỦY BAN NHÂN DÂN XÃ TÂN HÒA LẠC
Số: 12/BC-UBND
Tân Hòa Lạc, ngày 14 tháng 3 năm 2022

BÁO CÁO
Công tác cải cách hành chính quý I năm 2022

I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH
1. Kế hoạch cải cách hành chính
Kế hoạch số 05/KH-UBND ngày 12/01/2022 đề ra 12 nhiệm vụ, đã hoàn thành 11/12 nhiệm vụ, đạt 91,67%.

STT\tChỉ tiêu thống kê\tĐơn vị tính\tSố liệu\tGhi chú
1.\tCông tác chỉ đạo điều hành CCHC\t\t\t
1.1.\tKế hoạch CCHC\t\t\t
1.1.1.\tSố nhiệm vụ đề ra trong kế hoạch\tNhiệm vụ\t12\t
1.1.2.\tSố nhiệm vụ đã hoàn thành\tNhiệm vụ\t11\t
"""
SCHEMA: dict[str, Any] = json.loads(
    resources.files("cchc_lint").joinpath("schemas/report.schema.json").read_text("utf-8"))


@pytest.fixture
def report(tmp_path: Path) -> cchc_lint.Report:
    path = tmp_path / "bao-cao.txt"
    path.write_text(REPORT, "utf-8")
    return cchc_lint.parse(path)


def printed(report: cchc_lint.Report) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(json.dumps(as_data(report), ensure_ascii=False))
    return data


def written(folder: Path, data: dict[str, Any]) -> Path:
    path = folder / "bao-cao.json"
    path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    return path


def test_it_comes_back_exactly(report: cchc_lint.Report) -> None:
    data = printed(report)
    assert is_untouched(data)
    assert from_data(data) == report


def test_the_same_findings_as_from_its_source(report: cchc_lint.Report, tmp_path: Path) -> None:
    again = cchc_lint.check(written(tmp_path, printed(report))).files[0]
    assert again == cchc_lint.check(report).files[0]


def test_it_fits_its_schema(report: cchc_lint.Report) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator(SCHEMA).validate(printed(report))


def test_rows_name_their_parent_by_its_code(report: cchc_lint.Report) -> None:
    rows = {row["code"]: row for row in printed(report)["rows"]}
    assert rows["1.1.2"]["parent"] == "1.1"
    assert rows["1"]["parent"] is None
    assert rows["1.1.2"]["value"] == "11"
    assert rows["1.1.2"]["line"] == 16


@pytest.mark.parametrize(
    ("record", "place"),
    [
        (contract.Header, "header"), (contract.Row, "row"), (contract.Fact, "fact"), (contract.Number, "number"),
        (contract.PeriodMention, "period_mention"), (contract.DateMention, "date"), (contract.Citation, "citation"),
        (contract.Heading, "heading"), (contract.Sentence, "sentence"), (contract.Ratio, "ratio"),
        (contract.Breakdown, "breakdown"), (contract.Change, "change"), (contract.Listing, "listing"),
        (contract.Split, "split"), (contract.Average, "average"),
        (contract.Name, "name"), (contract.Agency, "agency"),
        (contract.Slip, "slip"), (contract.Period, "period"), (Document, "document"),
    ],
)
def test_the_schema_knows_every_field(record: Any, place: str) -> None:
    assert {field.name for field in fields(record)} <= set(SCHEMA["$defs"][place]["properties"])


def test_every_part_of_a_report_is_told(report: cchc_lint.Report) -> None:
    data = printed(report)
    told = {*data, *data["mentions"], *data["relations"]}
    assert {field.name for field in fields(contract.Report)} <= told


BOUNDS = st.one_of(
    st.integers(), st.decimals(allow_nan=False, allow_infinity=False), st.sampled_from([INFINITY, -INFINITY]))


@given(st.builds(Interval, BOUNDS, BOUNDS, st.booleans(), st.booleans()))
def test_intervals_come_back(interval: Interval) -> None:
    again = decode(Interval, json.loads(json.dumps(encode(interval))))
    assert repr(again) == repr(Interval(
        -INFINITY if abs(interval.low) == INFINITY else interval.low,
        INFINITY if abs(interval.high) == INFINITY else interval.high, interval.low_open, interval.high_open))


@given(st.text(), st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), max_size=3))
def test_documents_come_back(text: str, spans: list[tuple[int, int]]) -> None:
    blocks = tuple(Block("row", Span(*span), (Span(*span),), table=1, page=None) for span in spans)
    document = Document("a.txt", "text", "", text, blocks, Origin(text, (0,), (0,), (0, 3)), ("ghi chú",))
    assert decode(Document, json.loads(json.dumps(encode(document)))) == document


class TestGenerated:
    """Data in which only some parts are given."""

    def test_rows(self, tmp_path: Path) -> None:
        report = cchc_lint.parse(written(tmp_path, {"form": "2021", "rows": [
            {"code": "1.1", "name": "Kế hoạch CCHC"},
            {"code": "1.1.1", "name": "Số nhiệm vụ đề ra trong kế hoạch", "unit": "Nhiệm vụ", "value": 12},
            {"code": "1.1.2", "name": "Số nhiệm vụ đã hoàn thành", "unit": "Nhiệm vụ", "value": "1.112"},
        ]}))
        assert [row.concept for row in report.rows][1:] == ["plan.tasks", "plan.done"]
        assert [row.parent for row in report.rows] == [None, 0, 0]
        assert [fact.mentions[0].number.value for fact in report.facts] == [12, 1112]
        assert report.form == "2021"

    def test_a_stated_concept_wins(self, tmp_path: Path) -> None:
        given = {"rows": [{"concept": "plan.done", "name": "Việc đã làm", "value": 3}]}
        (row,) = cchc_lint.parse(written(tmp_path, given)).rows
        assert (row.name, row.concept, row.kind) == ("Việc đã làm", "plan.done", "count")

    def test_a_row_may_be_its_concept_and_value(self, tmp_path: Path) -> None:
        (row,) = cchc_lint.parse(written(tmp_path, {"rows": [{"concept": "plan.rate", "value": 99.5}]})).rows
        assert (row.name, row.value) == ("Tỷ lệ hoàn thành kế hoạch CCHC", "99,5")
        assert row.number is not None
        assert row.number.value == Decimal("99.5")

    def test_facts_with_scope_and_channel(self, tmp_path: Path) -> None:
        (fact,) = cchc_lint.parse(written(tmp_path, {"facts": [
            {"concept": "plan.done", "scope": "communes", "channel": "all", "value": "1.200"}]})).facts
        assert (fact.concept, fact.scope, fact.channel) == ("plan.done", "communes", "all")
        assert fact.mentions[0].number.value == 1200

    def test_header_and_period(self, tmp_path: Path) -> None:
        report = cchc_lint.parse(written(tmp_path, {
            "header": {"agency": "UBND xã Tân Hòa Lạc", "level": "commune", "number": "12", "date": "2022-03-14"},
            "period": {"kind": "quarter", "year": 2022, "index": 1},
        }))
        assert report.header.agency == "UBND xã Tân Hòa Lạc"
        assert (report.header.level, report.header.number) == ("commune", "12")
        assert report.header.date is not None
        assert str(report.header.date.value) == "2022-03-14"
        assert report.period is not None
        assert str(report.period.cutoff_end) == "2022-03-14"

    def test_paragraphs(self, tmp_path: Path) -> None:
        report = cchc_lint.parse(written(tmp_path, {"paragraphs": ["I. KẾT QUẢ", "Đã ban hành 05 văn bản."]}))
        assert [heading.path for heading in report.headings] == ["I"]
        assert report.document.text.split("\n")[1] == "Đã ban hành 05 văn bản."

    @given(rows=st.lists(st.fixed_dictionaries({
        "code": st.text("0123456789.", max_size=6), "name": st.text(min_size=1), "unit": st.text("%Ng ười", max_size=6),
        "value": st.one_of(st.text(max_size=9), st.integers(0), st.none()), "note": st.none(),
    }), min_size=1, max_size=5))
    @settings(max_examples=30, deadline=None)
    def test_every_row_stands_as_given(self, rows: list[dict[str, Any]]) -> None:
        report = report_of({"rows": rows}, "a.json", "")
        for row, item in zip(report.rows, rows, strict=True):
            for key in ("code", "name", "unit", "value"):
                assert getattr(row, key) == " ".join(str("" if item[key] is None else item[key]).split())

    def test_an_unknown_concept_is_named(self, tmp_path: Path) -> None:
        path = written(tmp_path, {"facts": [{"concept": "plan.dones", "value": 1}]})
        with pytest.raises(InputError, match=r"facts\[0\]\.concept: .*“plan.dones”; có phải là “plan.done”"):
            cchc_lint.parse(path)

    def test_a_printed_report_that_was_changed_is_read_anew(self, report: cchc_lint.Report, tmp_path: Path) -> None:
        data = printed(report)
        row = next(row for row in data["rows"] if row["code"] == "1.1.2")
        row["value"] = "14"
        changed = cchc_lint.parse(written(tmp_path, data))
        (done,) = (fact for fact in changed.facts if fact.concept == "plan.done")
        assert [mention.number.value for mention in done.mentions if mention.source == "table"] == [14]
        assert changed.header.agency == report.header.agency
        assert [heading.title for heading in changed.headings] == [heading.title for heading in report.headings]


class TestBadData:
    """What is wrong is said, with its place."""

    @pytest.mark.parametrize(
        ("name", "data", "told"),
        [
            ("a.json", b"", "a.json: tệp rỗng"),
            ("a.json", b'{"rows": [}', "a.json: JSON sai cú pháp ở dòng 1, cột 11"),
            ("a.json", b"\xff\xfe\x00", "a.json: không phải văn bản UTF-8"),
            ("a.json", b"[" * 100_000, "a.json: JSON lồng nhau quá sâu"),
            ("a.json", b"[]", "a.json: không phải báo cáo"),
            ("a.json", b'{"version": 1, "tool": {}}', "phải có ít nhất một trong: header, period, rows, facts,"),
            ("a.json", b'{"row": [], "rows": []}', "không có khóa “row”; có phải là “rows”?"),
            ("a.json", b'{"rows": [{"code": "1", "value": true}]}', "rows[0].value: true không phải chuỗi hay số"),
            ("a.json", b'{"period": {"kind": "month", "year": 2022}}', "period.kind"),
            ("a.json", b'{"period": {"kind": "quarter", "year": 2022}}', "period: thiếu khóa index"),
            ("a.yaml", b"rows: [\n", "a.yaml: YAML sai cú pháp ở dòng 2, cột 1"),
            ("a.yaml", b"a: b: c\n", "a.yaml: YAML sai cú pháp ở dòng 1, cột 5"),
        ],
    )
    def test_it_is_named(self, name: str, data: bytes, told: str) -> None:
        with pytest.raises(InputError) as error:
            load(data, name)
        assert told in str(error.value)

    def test_yaml_keeps_decimals_exact_and_dates_as_text(self) -> None:
        data = load(b"header: {date: 2022-03-14}\nrows: [{code: '1', value: 99.10}]\n", "a.yaml")
        assert data == {"header": {"date": "2022-03-14"}, "rows": [{"code": "1", "value": Decimal("99.10")}]}
