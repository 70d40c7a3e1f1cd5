"""The findings as comments in a copy of the Word file that was checked; the file itself is not touched.

A comment hangs on the very words of its finding. One that stands already, from an earlier run, is brought up to
date and not repeated; the comments of people stay as they are.
"""

from __future__ import annotations

from importlib.util import find_spec

from cchc_lint.document import Span
from cchc_lint.errors import UsageError
from cchc_lint.finding import Finding, Result
from cchc_lint.render import PLAIN, Display
from cchc_lint.render.original import content, only
from cchc_lint.render.said import details, primary, short_id, told_at
from cchc_lint.words import CERTAINTY, SEVERITY, pick, word


def render(result: Result, *, lang: str = "vi", display: Display = PLAIN) -> bytes:
    """The copy with its comments. Raises UsageError where there is not exactly one .docx, or it takes none."""
    if find_spec("lxml") is None:
        raise UsageError(pick(
            lang, 'để ghi nhận xét vào tệp Word cần thêm thư viện lxml. Hãy chạy: pip install "cchc-lint[word]"',
            'commenting a Word file needs lxml: pip install "cchc-lint[word]"'))
    file = only(result, "docx", "word", lang)
    data = content(file, lang)
    from cchc_lint.read.word import read_with_runs
    from cchc_lint.render.word_comments import Comments
    from cchc_lint.render.word_places import Places

    comments = Comments(data, file.path, lang)
    places = Places(*read_with_runs(data, file.path), comments.part)
    own = comments.own()
    for finding in file.findings:
        if not finding.counts and not display.skipped:
            continue
        place = places.find(_span(finding))
        lines = _lines(finding, lang, exact=place.exact)
        if short_id(finding) in own:
            comments.rewrite(own[short_id(finding)], lines)
        else:
            places.hang(place, comments.add(lines))
    comments.close(
        {short_id(finding) for finding in file.findings}, {rule.id for rule in result.rules},
        pick(lang, "Lần kiểm tra này không còn thấy phát hiện này.", "This run does not find it any more."))
    return comments.saved(places.marked())


def _span(finding: Finding) -> Span | None:
    place = primary(finding)
    return place.span if place and not place.path else None


def _lines(finding: Finding, lang: str, *, exact: bool) -> list[str]:
    """What a comment says; its first line names the rule and the finding. exact: it hangs on the finding's words."""
    certainty = word(CERTAINTY, finding.certainty, lang)
    head = f"{word(SEVERITY, finding.severity, lang)} {finding.rule} [{short_id(finding)}]"
    message = finding.message + (f" ({certainty})" if certainty else "")
    others = finding.locations[1:] if exact else finding.locations
    see = pick(lang, "xem", "see")
    return [head, message, *details(finding, lang), *(f"{see}: {told_at(each, lang)}" for each in others if each.text)]

