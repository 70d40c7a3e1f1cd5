"""One report of the HTML page: what it is, how far it was checked, its text, and its findings with their filters."""

from __future__ import annotations

from collections import Counter

from cchc_lint.finding import SEVERITIES, FileResult, ReportInfo
from cchc_lint.render.html_finding import card
from cchc_lint.render.html_text import Reading, figure_states
from cchc_lint.render.markup import Html, h, inside
from cchc_lint.words import CATEGORY, LEVEL, REASON, SEVERITY, Text, count, period_name, pick, word

STATES: dict[str, Text] = {
    "ok": ("khớp", "sound"), "bad": ("không khớp", "do not fit"), "free": ("chưa có phép kiểm tra", "unguarded"),
}


def name_of(file: FileResult, lang: str) -> str:
    """The agency, or what is known in its place."""
    report = file.report
    return (report and (report.agency or word(LEVEL, report.level, lang))) or file.path


def about(report: ReportInfo | None, lang: str) -> str:
    """ "quý I/2022 · biểu mẫu 2021 · số 12/BC-UBND · ngày 14/3/2022"."""
    if report is None:
        return ""
    day = "/".join(part.lstrip("0") for part in reversed((report.date or "").split("-")))
    told = (
        period_name(report.period, lang) if report.period else "",
        report.form and pick(lang, f"biểu mẫu {report.form}", f"form of {report.form}"),
        report.number and pick(lang, f"số {report.number}", f"no. {report.number}"),
        day and pick(lang, f"ngày {day}", day),
    )
    return " · ".join(each for each in told if each)


def tally(file: FileResult) -> Counter[str]:
    """The findings that nobody accepted, by severity."""
    return Counter(finding.severity for finding in file.findings if finding.counts)


def coverage(file: FileResult, lang: str) -> Html:
    """How many figures are sound, violated or unguarded, as a bar with its words."""
    states = Counter(figure_states(file).values())
    known = [(state, states[state]) for state in STATES if states[state]]
    shares = [h("span", cls=f"part {state}", data_share=n) for state, n in known]
    bar = h("span", *shares, cls="shares", aria_hidden="true")
    words = [h("span", h("b", str(n)), " ", pick(lang, *STATES[state]), cls=f"key {state}") for state, n in known]
    return h("div", bar, h("span", *words, cls="keys"), cls="coverage")


def section(file: FileResult, key: str, lang: str) -> Html:
    """The whole report."""
    paper: Html | None = None
    if file.document is not None:
        paper = h("div", Reading(file, file.document, key, lang).html(), cls="paper", lang="vi")
    rail = h("div", cls="rail", aria_hidden="true") if paper else None
    return h(
        "section", _summary(file, lang), h("div", paper, rail, _panel(file, key, lang), cls="work"),
        id=key, cls="report", data_name=name_of(file, lang), data_id=file.sha256[:16], data_path=file.path,
    )


def _summary(file: FileResult, lang: str) -> Html:
    made = count(file.checks.ok + file.checks.violated, lang, "phép kiểm tra", "check")
    held = pick(lang, f"{made}, {file.checks.ok} đạt", f"{made}, {file.checks.ok} held")
    return h(
        "div",
        h("div", h("h1", name_of(file, lang)), h("p", about(file.report, lang), cls="about"), cls="who"),
        h("div", coverage(file, lang), h("p", held, cls="about"), cls="how"),
        h("p", file.path, f" · sha256 {file.sha256[:12]}" if file.sha256 else None, cls="source"),
        *(h("p", note, cls="remark") for note in file.notes),
        _unchecked(file, lang),
        cls="summary",
    )


def _unchecked(file: FileResult, lang: str) -> Html | None:
    if not file.unchecked:
        return None
    rows = [
        h("tr", h("td", each.rule), h("td", word(REASON, each.reason, lang)), h("td", ", ".join(each.names)))
        for each in file.unchecked
    ]
    told = count(len(file.unchecked), lang, "quy tắc chưa kiểm tra được", "rule could not run", "rules could not run")
    return h("details", h("summary", told), h("table", *rows), cls="unchecked")


def _panel(file: FileResult, key: str, lang: str) -> Html:
    cards = [card(file, finding, at, key, lang) for at, finding in enumerate(file.findings)]
    nothing = pick(lang, "Không phát hiện sai sót.", "Nothing found wrong.")
    if not file.checks.ok and not file.checks.violated:
        nothing = pick(lang, "Không có phép kiểm tra nào thực hiện được.", "No check could be made.")
    unfit = pick(lang, "Không có phát hiện nào hợp với bộ lọc.", "No finding fits the filter.")
    return h(
        "aside", _filters(file, lang) if cards else None,
        h("div", *(cards or [h("p", nothing, cls="nothing")]), cls="cards"),
        h("p", unfit, cls="nothing none", hidden=True),
        cls="panel", aria_label=pick(lang, "Phát hiện", "Findings"),
    )


def _filters(file: FileResult, lang: str) -> Html:
    found = Counter(finding.severity for finding in file.findings)
    severities = [
        _chip("severity", each, word(SEVERITY, each, lang), found[each], each) for each in SEVERITIES if found[each]
    ]
    kinds = Counter(finding.category for finding in file.findings)
    categories = [_chip("category", each, word(CATEGORY, each, lang), kinds[each]) for each in CATEGORY if kinds[each]]
    unseen = h("button", pick(lang, "chưa xem", "unseen"), type="button", cls="chip unseen", aria_pressed="false")
    progress = h("output", cls="progress", data_of=pick(lang, "đã xem {0}/{1}", "{0}/{1} seen"))
    return h(
        "div", h("div", *severities, unseen, progress, cls="chips"), h("div", *categories, cls="chips"),
        cls="filters", role="group", aria_label=pick(lang, "Bộ lọc", "Filters"),
    )


def _chip(kind: str, value: str, name: str, number: int, cls: str = "") -> Html:
    return h(
        "button", h("span", name), inside(" ", h("b", str(number))), type="button", cls=f"chip {cls}".strip(),
        data_kind=kind, data_value=value, aria_pressed="true" if kind == "severity" else "false",
    )
