"""Why a text names a period: the report's own, told, planned, a base of comparison, a document's subject …

The words before it in its clause and after it in its sentence say so; see `report.PeriodRole`.
"""

from __future__ import annotations

import re

from cchc_lint.report import PeriodRole

_FORM_BEFORE = re.compile(r"(?:quý|tháng)\s*(?:,|và|/)\s*$|h[àằ]ng\s*$")
_FORM_AFTER = re.compile(r"\s*(?:,|và|/|;)\s*(?:(?:9|chín) tháng\s*(?:,|và)\s*)?(?:cả )?năm\b(?!\s*[0-9])")
_REPORT_WORD_BEFORE = re.compile(
    r"(?:sơ kết|hành chính|cchc|báo cáo|công tác|kết quả|nhiệm vụ|kế hoạch|trong|hết|quý)\s*,?\s*$"
)
_SENTENCE_AFTER = re.compile(r"[.;](?=\s|$)|\n")
_BASE = re.compile(r"(?:so với|so (?:cùng|kỳ)|cùng kỳ|so sánh với)[^.;,()]{0,40}$")
_UNTIL = re.compile(r"(?:đến|tới|hết)(?: hết| cuối| thời điểm| thời điểm cuối)?\s*$")
_PLAN = re.compile(r"phương hướng|nhiệm vụ|kế hoạch|giải pháp|dự kiến|mục tiêu|chương trình công tác|định hướng")
# "kết quả thực hiện nhiệm vụ … quý I" is no plan.
_RESULT_OF_PLAN = re.compile(r"(?:kết quả|tình hình)(?:(?!\bvà\b|[,;]).)*$", re.S)
_REPORT = re.compile(
    r"^\W*(?:trên đây là )?(?:(?:về )?(?:tình hình|kết quả|công tác)|báo cáo|thống kê|sơ kết|tổng kết|đánh giá)\b"
    r"|(?<!chế độ )báo cáo (?:kết quả|tình hình|công tác|sơ kết|tổng kết|việc)|thống kê số liệu"
)
_INDEX = re.compile(r"chỉ số|index|xếp loại|xếp hạng")
_OTHER_PERIOD = re.compile(r"năm\s+[0-9]{4}|quý\s+[0-9iv]+\b|[0-9] tháng")
_ISSUED = re.compile(
    r"ban hành[^,;.]{0,20}(?:kế hoạch|báo cáo|chương trình|đề án|quyết định|danh mục)|về việc|v/v"
)
_DOCUMENT = re.compile(
    r"\b(?:kế hoạch|chương trình|đề án|quyết định|nghị quyết|luật|pháp lệnh|chỉ thị|quy chế)\b[^,;.:()]*$"
)
_TOLD_BEFORE = re.compile(r"(?:\btrong|\bở|\bsang|\bđầu)(?: cả)?\s*$")
_ACT = re.compile(r"\bđã\b|\bđược\b|\bđạt\b|tiếp nhận|phát sinh|\bcó [0-9]|không (?:có|phát sinh|ban hành)")
_MAYBE_ACT = re.compile(r"ban hành|tổ chức|thực hiện|triển khai")
_INTENT = re.compile(r"\bsẽ\b|phấn đấu|dự kiến|đề nghị|^[,\s]*(?:tiếp tục|tập trung|tăng cường|đẩy mạnh|cần)\b")
_GOING_ON = re.compile(r"tiếp tục|tập trung|tăng cường|đẩy mạnh|\bcần\b")




def is_reporting_word(lower: str, start: int, end: int) -> bool:
    """Whether a bare "6 tháng" names a reporting period, not how long something lasts."""
    before = lower[max(start - 16, 0) : start]
    return bool(
        _FORM_BEFORE.search(before) or _FORM_AFTER.match(lower, end) or _REPORT_WORD_BEFORE.search(before)
    )


def role_of(lower: str, start: int, end: int, kind: str, year: int | None) -> PeriodRole:
    """Why a period is named, from the words before it in its clause and after it in its sentence."""
    clause = _clause(lower, start)
    if _BASE.search(clause):
        return "base"
    if kind in ("phase", "term", "school-year"):
        return "phase"
    if year is None and (_FORM_BEFORE.search(clause) or _FORM_AFTER.match(lower, end)):
        return "form"
    if _UNTIL.search(clause):
        return "until"
    stop = _SENTENCE_AFTER.search(lower, end)
    sentence = lower[end : min(stop.start() if stop else len(lower), end + 240)]
    opening = not clause.strip(" \t*_-+–\"“(") or bool(_TOLD_BEFORE.search(clause))
    if opening and _tells(sentence):
        return "told"
    if _ISSUED.search(clause) or (kind == "year" and _DOCUMENT.search(clause)):
        return "subject"
    if _INDEX.search(clause):
        return "other"
    if _PLAN.search(clause) and not _RESULT_OF_PLAN.search(clause):
        return "plan"
    named = _REPORT.search(clause)
    if named and not _OTHER_PERIOD.search(clause, named.end()):
        return "report"
    if _TOLD_BEFORE.search(clause) and _tells(clause):
        return "told"
    return "other"


def _clause(lower: str, start: int) -> str:
    """The words before `start`, back to the last mark that ends a clause."""
    low = max(start - 120, 0)
    for mark in ("\n", "\t", ". ", "; ", ": "):
        low = max(low, lower.rfind(mark, low, start) + 1)
    return lower[low:start]


def _tells(words: str) -> bool:
    """Whether the words tell something done, not something meant."""
    if _INTENT.search(words):
        return False
    return bool(_ACT.search(words) or (_MAYBE_ACT.search(words) and not _GOING_ON.search(words)))
