"""Highlights in a copy of the PDF: at the figures' places, with the message, behind the bytes of the original."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from press import LEFT, Press

from cchc_lint.document import Document, Span
from cchc_lint.errors import UsageError
from cchc_lint.finding import Checks, FileResult, Finding, Location, Result, Suggestion
from cchc_lint.read import read
from cchc_lint.render import render
from cchc_lint.version import __version__

pypdf = pytest.importorskip("pypdf")
LINE = "Xã đã cấp 3.222 chứng thư số; đang hoạt động 2.485, đã thu hồi 743 chứng thư số."


def place(document: Document, text: str, label: str = "", role: str = "related") -> Location:
    start = document.text.index(text)
    span = Span(start, start + len(text))
    found = document.locate(span)
    return Location(
        role, label, found.line, found.column, found.end_line, found.end_column, found.page,  # type: ignore[arg-type]
        found.block, text, found.excerpt, span=span,
    )


@pytest.fixture
def result(tmp_path: Path) -> Result:
    press = Press()
    press.at(LEFT, 500, LINE, 9)
    press.turn()
    press.at(LEFT, 400, "Tính đến ngày 31/02/2022.")
    file = tmp_path / "bao-cao.pdf"
    file.write_bytes(press.save())
    document = read(file)
    findings = (
        Finding(
            "SUM03", "sum", "error", "likely", "tổng lệch 6",
            (place(document, "3.222", "tổng", "primary"), place(document, "2.485", "phần"), place(document, "743")),
            computation="2.485 + 743 = 3.228", suggestions=(Suggestion(0, "3.228", "gõ nhầm"),), fingerprint="a1" * 8,
        ),
        Finding("DAT01", "date", "warning", "sure", "không có ngày này", (
            place(document, "31/02/2022", role="primary"),)),
        Finding("MIS01", "missing", "info", "sure", "thiếu mục đánh giá chung", (
            Location("primary", "", None, None, None, None, None, "", "", ""),)),
    )
    checked = FileResult(
        str(file), document.sha256, None, findings, checks=Checks(ok=1, violated=3), document=document)
    return Result((checked,), "")


def annotations(data: bytes, page: int) -> list[dict[str, Any]]:
    return [each.get_object() for each in pypdf.PdfReader(BytesIO(data)).pages[page].get("/Annots", [])]


def test_highlights_stand_at_their_figures(result: Result) -> None:
    data = render("pdf", result)
    assert isinstance(data, bytes)
    first = annotations(data, 0)
    assert [each["/Subtype"] for each in first] == ["/Highlight"] * 3 + ["/Text"]
    x0, y0, x1, y1 = map(float, first[0]["/Rect"])
    assert LEFT + 40 < x0 < x1 < LEFT + 100
    assert 495 < y0 < 500 < 506 < y1 < 512
    assert len(first[0]["/QuadPoints"]) == 8
    assert first[0]["/Contents"] == (
        "[1] lỗi SUM03: tổng lệch 6 (nhiều khả năng)\nphép tính: 2.485 + 743 = 3.228\nsửa: 3.222 → 3.228 (gõ nhầm)")
    assert first[0]["/Subj"].startswith(f"cchc-lint {__version__}, rules sha256:{result.rules_sha256}, input sha256:")
    assert first[0]["/Subj"].endswith(result.files[0].sha256)
    assert first[1]["/Contents"].endswith("\nphần")
    assert first[3]["/Contents"] == "[3] lưu ý MIS01: thiếu mục đánh giá chung"
    assert [each["/Contents"] for each in annotations(data, 1)] == ["[2] cảnh báo DAT01: không có ngày này"]


def test_the_original_is_untouched_and_the_copy_begins_with_it(result: Result) -> None:
    file = Path(result.files[0].path)
    before = file.read_bytes()
    data = render("pdf", result)
    assert isinstance(data, bytes)
    assert file.read_bytes() == before
    assert data.startswith(before)
    assert render("pdf", result) == data
    assert len(pypdf.PdfReader(BytesIO(data)).pages) == 2


def test_english_on_request(result: Result) -> None:
    data = render("pdf", result, lang="en")
    assert isinstance(data, bytes)
    assert annotations(data, 1)[0]["/Contents"] == "[2] warning DAT01: không có ngày này"


def test_what_cannot_be_annotated_is_said(result: Result, tmp_path: Path) -> None:
    file = result.files[0]
    with pytest.raises(UsageError, match=r"đúng một tệp \.pdf"):
        render("pdf", Result((), ""))
    with pytest.raises(UsageError, match=r"đúng một tệp \.pdf"):
        render("pdf", Result((file, file), ""))
    assert file.document is not None
    text = replace(file, document=replace(file.document, format="text"))
    with pytest.raises(UsageError, match=r"đúng một tệp \.pdf"):
        render("pdf", Result((text,), ""))
    Path(file.path).write_bytes(b"%PDF-1.4 khac")
    assert hashlib.sha256(Path(file.path).read_bytes()).hexdigest() != file.sha256
    with pytest.raises(UsageError, match="tệp đã thay đổi"):
        render("pdf", result)
    Path(file.path).unlink()
    with pytest.raises(UsageError, match="không đọc lại được"):
        render("pdf", result)
