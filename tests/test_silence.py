"""Sentences as officials write them, right in every figure: none may give an error or a warning."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_lint.check import check_report
from cchc_lint.parse import parse
from cchc_lint.read.text import from_text
from cchc_lint.rules.loader import load_rules

SENTENCES = (Path(__file__).parent / "data" / "right-sentences.txt").read_text("utf-8").splitlines()
_OF_THE_WHOLE = frozenset(("MIS03", "MIS06", "MIS07"))  # what a report of one sentence lacks


@pytest.mark.parametrize("sentence", SENTENCES)
def test_what_is_right_gives_no_finding(sentence: str) -> None:
    report = parse(from_text(f"BÁO CÁO\n\nKết quả cải cách hành chính năm 2023\n\nI. KẾT QUẢ\n\n{sentence}\n"))
    found = [each for each in check_report(report, load_rules()).findings if each.severity != "info"]
    assert [(each.rule, each.message) for each in found if each.rule not in _OF_THE_WHOLE] == []
