"""A reviewer's working page: one HTML file without network, with the reports' texts and the findings beside them.

Every figure that was checked is shown as sound or not, and those that nothing guards as such. The page forbids
itself all requests and every script but its own (Content-Security-Policy), and is of use without scripts, too.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from string import Template

from cchc_lint.finding import SEVERITIES, FileResult, Result
from cchc_lint.render import PLAIN, Display
from cchc_lint.render.html_report import about, coverage, name_of, section, tally
from cchc_lint.render.markup import Html, h, inside
from cchc_lint.render.said import stamp
from cchc_lint.words import SEVERITY, count, pick, word

_KEYS = (
    ("j  k", "phát hiện sau, trước", "next, previous finding"),
    ("Enter", "đến chỗ của phát hiện", "go to the place of the finding"),
    ("x", "đánh dấu đã xem", "mark as seen"),
    ("/", "tìm, không cần gõ dấu", "search, without diacritics"),
    ("n  N", "chỗ tìm thấy sau, trước", "next, previous hit"),
    ("1 2 3", "ẩn, hiện lỗi, cảnh báo, lưu ý", "hide or show errors, warnings, remarks"),
    ("[  ]", "báo cáo trước, sau", "previous, next report"),
    ("Esc", "bỏ chọn, bỏ tìm", "clear the selection or the search"),
)


def render(result: Result, *, lang: str = "vi", display: Display = PLAIN) -> str:
    """The page. What the reports hold is escaped, whatever it is."""
    return _Page(result, lang).html()


class _Page:
    def __init__(self, result: Result, lang: str) -> None:
        self.result, self.lang = result, lang
        self.reports = [file for file in result.files if not file.skipped and not file.error]
        self.failed = [file for file in result.files if file.error and not file.skipped]
        self.skipped = [file for file in result.files if file.skipped]
        self.several = len(self.reports) != 1 or bool(self.failed)

    def say(self, vi: str, en: str) -> str:
        return pick(self.lang, vi, en)

    def html(self) -> str:
        assets = files("cchc_lint.render") / "assets"
        style, script, page = ((assets / name).read_text("utf-8") for name in ("page.css", "page.js", "page.html"))
        body = inside(
            self._bar(),
            h(
                "main", self._index() if self.several else None,
                *(section(file, f"r{at}", self.lang) for at, file in enumerate(self.reports)),
            ),
            self._tabs(),
            self._keys(),
            h("footer", stamp(self.result)),
        )
        title = self.say("Kết quả kiểm tra báo cáo", "Checked reports")
        if not self.several:
            title = f"{name_of(self.reports[0], self.lang)} – {title}"
        return Template(page).substitute(
            lang=self.lang, title=inside(title), style=style, script=script, style_hash=_hash(style),
            script_hash=_hash(script), body=body,
        )

    def _bar(self) -> Html:
        home = h("a", self.say("← Tất cả báo cáo", "← All reports"), href="#", cls="home") if self.several else None
        find = self.say("Tìm, không cần gõ dấu", "Search, no diacritics needed")
        return h(
            "header", h("span", "cchc-lint", cls="brand"), home, h("span", cls="current"),
            h(
                "div",
                h("input", type="search", id="query", placeholder=f"{find} (/)", aria_label=find, autocomplete="off"),
                h("output", id="hits", data_none=self.say("không thấy", "none")),
                h("button", "↑", type="button", id="hit-back", title="N"),
                h("button", "↓", type="button", id="hit-on", title="n"),
                cls="search", role="search",
            ),
            h(
                "button", self.say("Chép phiếu", "Copy slip"), type="button", id="slip",
                title=self.say(
                    "Chép các phát hiện đang hiện thành bảng STT, vị trí, nội dung, lý do, đề nghị sửa để dán vào Word",
                    "Copy the findings shown as a table to paste into Word"),
                data_head="|".join((
                    self.say("STT", "No."), self.say("Vị trí", "Place"), self.say("Nội dung", "Text"),
                    self.say("Lý do", "Why"), self.say("Đề nghị sửa", "Mend"))),
                data_done=self.say("Đã chép", "Copied"),
            ),
            h("button", "◐", type="button", id="theme", title=self.say("Sáng, tối", "Light, dark")),
            h("button", "?", type="button", id="help", title=self.say("Phím tắt", "Keys")),
            cls="bar",
        )

    def _index(self) -> Html:
        head = [
            h("th", self.say("Báo cáo", "Report")), h("th", self.say("Kỳ", "Period")),
            *(h("th", word(SEVERITY, each, self.lang), cls="num", data_sort=True) for each in SEVERITIES),
            h("th", self.say("Số liệu đối chiếu", "Figures")),
        ]
        rows = [self._index_row(file, f"r{at}") for at, file in enumerate(self.reports)]
        return h(
            "section", h("h1", self.say("Kết quả kiểm tra", "Checked reports")), h("p", self._totals(), cls="about"),
            h("div", h("table", h("thead", h("tr", *head)), h("tbody", *rows)), cls="table") if rows else None,
            *(h("p", h("b", file.path), ": ", file.error, cls="failed") for file in self.failed),
            h(
                "details", h("summary", count(
                    len(self.skipped), self.lang, "tệp không phải báo cáo, đã bỏ qua", "file that is no report",
                    "files that are no reports")),
                *(h("p", h("b", file.path), ": ", file.error) for file in self.skipped),
            ) if self.skipped else None,
            id="index",
        )

    def _index_row(self, file: FileResult, key: str) -> Html:
        found = tally(file)
        report = about(file.report, self.lang)
        return h(
            "tr",
            h("td", h("a", name_of(file, self.lang), href=f"#{key}"), h("span", file.path, cls="path")),
            h("td", report),
            *(
                h("td", str(found[each] or "–"), cls=f"num {each if found[each] else ''}".strip(),
                  data_name=word(SEVERITY, each, self.lang))
                for each in SEVERITIES
            ),
            h("td", coverage(file, self.lang)),
        )

    def _totals(self) -> str:
        found = [f"{n} {word(SEVERITY, each, self.lang)}" for each in SEVERITIES if (n := self.result.count(each))]
        reports = count(len(self.reports), self.lang, "báo cáo", "report")
        told = ", ".join(found) or self.say("không phát hiện sai sót", "nothing found wrong")
        failed = count(len(self.failed), self.lang, "tệp không kiểm tra được", "file not checked", "files not checked")
        return f"{reports}: {told}" + (f"; {failed}" if self.failed else "")

    def _tabs(self) -> Html:
        return h(
            "nav",
            h("button", self.say("Phát hiện", "Findings"), type="button", data_view="list", aria_pressed="true"),
            h("button", self.say("Văn bản", "Text"), type="button", data_view="text", aria_pressed="false"),
            cls="tabs",
        )

    def _keys(self) -> Html:
        rows = [h("tr", h("td", h("kbd", keys)), h("td", self.say(vi, en))) for keys, vi, en in _KEYS]
        return h(
            "dialog", h("h2", self.say("Phím tắt", "Keys")), h("table", *rows),
            h("form", h("button", self.say("Đóng", "Close")), method="dialog"), id="keys",
        )


def _hash(content: str) -> str:
    """What a Content-Security-Policy knows a script or a style by."""
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"
