"""A finding for the HTML page: a card with its places, the sum filled in, what mends it, and its legal basis."""

from __future__ import annotations

from cchc_lint.finding import FileResult, Finding, Location
from cchc_lint.render.markup import Html, h, inside
from cchc_lint.render.said import around, mends, short_id, waived, where
from cchc_lint.words import CATEGORY, CERTAINTY, SEVERITY, pick, word

_AROUND = 44  # characters of the excerpt on each side of a marked text


def card(file: FileResult, finding: Finding, number: int, key: str, lang: str) -> Html:
    """Finding `number` (from 0) of a report; its links lead to the marks that html_text writes."""
    certainty = word(CERTAINTY, finding.certainty, lang)
    severity = word(SEVERITY, finding.severity, lang)
    seen = pick(lang, "đã xem (x)", "seen (x)")
    head = h(
        "header",
        h("a", str(number + 1), href=f"#{key}-{number}-0", cls="number"),
        h("span", severity, cls="severity"),
        h("span", finding.rule, cls="rule"),
        h("span", word(CATEGORY, finding.category, lang), cls="category"),
        h("span", certainty, cls="certainty") if certainty else None,
        h("label", h("input", type="checkbox", cls="done", aria_label=seen), cls="seen", title=seen),
    )
    return h(
        "article", head, h("p", finding.message, cls="message"), _places(file, finding, number, key, lang),
        _sums(finding, lang), _more(finding, lang),
        id=f"{key}-{number}", cls=f"card {finding.severity}" + ("" if finding.counts else " waived"), tabindex="-1",
        data_f=number, data_severity=finding.severity, data_category=finding.category, data_id=finding.fingerprint,
        data_where=where(finding, lang), data_text=finding.locations[0].text if finding.locations else "",
        data_mend=mends(finding, lang) or finding.help,
    )


def _places(file: FileResult, finding: Finding, number: int, key: str, lang: str) -> Html | None:
    items = []
    for at, place in enumerate(finding.locations):
        marked = file.document is not None and place.span is not None
        if place.line is not None or place.text:
            items.append(h("li", _place(place, f"#{key}-{number}-{at}" if marked else "", lang), cls=place.role))
    return h("ol", *items, cls="places") if items else None


def _place(place: Location, target: str, lang: str) -> Html:
    line = place.line and pick(lang, f"dòng {place.line}", f"line {place.line}")
    page = place.page and pick(lang, f"trang {place.page}", f"page {place.page}")
    about = ", ".join(each for each in (place.path, page, line, place.section or place.block) if each)
    label = h("b", place.label) if place.label else None
    return inside(
        h("a" if target else "span", _excerpt(place), href=target, cls="excerpt"),
        h("span", label, " · " if label and about else None, about, cls="about"),
    )


def _excerpt(place: Location) -> Html:
    """The marked text with a few words around it."""
    before, marked, after = around(place, _AROUND)
    return inside(before, h("mark", marked), after)


def _sums(finding: Finding, lang: str) -> Html | None:
    told = (
        (pick(lang, "Phép tính", "Computed"), finding.computation, "computed"),
        (pick(lang, "Sửa", "Fix"), mends(finding, lang), "fix"),
    )
    rows = [part for name, value, cls in told if value for part in (h("dt", name), h("dd", value, cls=cls))]
    return h("dl", *rows) if rows else None


def _more(finding: Finding, lang: str) -> Html | None:
    told = (
        (pick(lang, "Cách xử lý", "What to do"), finding.help),
        (pick(lang, "Căn cứ", "Basis"), finding.basis),
        (pick(lang, "Kéo theo", "Also breaks"), ", ".join(finding.consequences)),
        (pick(lang, "Ghi chú", "Note"), waived(finding.waiver, lang) if finding.waiver else ""),
        (pick(lang, "Mã phát hiện", "Id of the finding"), short_id(finding)),
    )
    rows = [part for name, value in told if value for part in (h("dt", name), h("dd", value))]
    summary = h("summary", pick(lang, "Cách xử lý, căn cứ", "What to do, basis"))
    return h("details", summary, h("dl", *rows)) if rows else None
