"""The working page: everything escaped, every finding beside its place, nothing fetched; tried in a real browser."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from cchc_lint.document import Document, Span
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
from cchc_lint.read.text import from_text
from cchc_lint.render import render

EVIL = "</p></style><script>document.title = 'hỏng'</script><img src=http://x/y onerror=alert(1)>"
TEXT = "\n\n".join([
    "BÁO CÁO",
    "Công tác cải cách hành chính quý I năm 2022",
    "I. KẾT QUẢ THỰC HIỆN",
    "Xã đã cấp 3.222 chứng thư số; đang hoạt động 2.485, đã thu hồi 743 chứng thư số.",
    f"Nội dung lạ: {EVIL} & hết.",
    *[f"Đoạn thứ {i}: thủ tục hành chính được niêm yết công khai đầy đủ tại bộ phận một cửa." for i in range(30)],
    "Trong kỳ tiếp nhận 41 hồ sơ, đã giải quyết 40 hồ sơ, đạt 97,50%.",
    "STT\tChỉ tiêu\tĐơn vị tính\tSố liệu\n1.\tTổng số hồ sơ\tHồ sơ\t41\n2.\tĐã giải quyết\tHồ sơ\t39",
])


def place(document: Document, text: str, label: str = "", role: str = "related") -> Location:
    start = document.text.index(text)
    span = Span(start, start + len(text))
    found = document.locate(span)
    return Location(
        role, label, found.line, found.column, found.end_line, found.end_column, found.page,  # type: ignore[arg-type]
        found.block, text, found.excerpt, section="mục I", span=span,
    )


def report(path: str = "bao-cao.txt") -> FileResult:
    document = from_text(TEXT, path=path)
    total, active, closed = (place(document, text) for text in ("3.222", "2.485", "743"))
    several = (
        Finding(
            rule="SUM03", category="sum", severity="error", certainty="likely", message=f"Tổng lệch 6 {EVIL}",
            locations=(replace(total, role="primary", label="tổng"), replace(active, label="phần"), closed),
            help="Đối chiếu với sổ.", basis="Thông tư 07/2021/TT-BNV", fingerprint="a1" * 8,
            computation="2.485 + 743 = 3.228",
            operands=tuple(Operand("x", "", None, None, False, False, i) for i in range(3)),
            suggestions=(Suggestion(0, "3.228", "gõ nhầm"),),
        ),
        Finding(
            rule="RAT01", category="ratio", severity="warning", certainty="sure", message="Tỷ lệ không khớp",
            locations=(place(document, "97,50%", role="primary"), place(document, "40 hồ sơ"), active),
            fingerprint="b2" * 8,
        ),
        Finding(
            rule="MIS01", category="missing", severity="info", certainty="sure", message="Thiếu mục đánh giá chung",
            locations=(Location("primary", "", None, None, None, None, None, "", "", ""),), fingerprint="c3" * 8,
        ),
    )
    info = ReportInfo("UBND xã Tân Hòa Lạc", "commune", "12/BC-UBND", "2022-03-14", "", "2022",
                      {"kind": "quarter", "year": 2022, "index": 1})
    spans = tuple(sorted(each.span for each in (total, active, closed, place(document, "41")) if each.span))
    figures = Figures(6, 4, (place(document, "39"), place(document, "40")), spans)
    return FileResult(
        path, "d" * 64, info, several, (Unchecked("STAFF01", "missing", ("staff.civil.present",)),),
        Checks(ok=40, violated=2, unknown=1), figures, ("Đọc theo mã TCVN3.",), document=document,
    )


ONE = Result((report(),), "e" * 64)
MANY = Result((
    report(), replace(report("khac.txt"), findings=(), notes=()),
    FileResult("hong.docx", "", None, error=f"tệp hỏng {EVIL}"),
    FileResult("ghi-chu.md", "", None, error="không phải báo cáo", skipped=True),
), "e" * 64)


class Page(HTMLParser):
    """Every start tag of a page with its attributes, and the text outside style and script."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self._silent = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        self._silent = tag in ("style", "script")

    def handle_endtag(self, tag: str) -> None:
        self._silent = False

    def handle_data(self, data: str) -> None:
        self.text += "" if self._silent else data

    def values(self, name: str) -> list[str]:
        return [attributes[name] for _, attributes in self.tags if name in attributes]


def page(result: Result = ONE, lang: str = "vi") -> Page:
    html = render("html", result, lang=lang)
    assert isinstance(html, str)
    return Page(html)


@pytest.mark.parametrize("result", [ONE, MANY, Result((), "")])
def test_what_a_report_holds_stays_text(result: Result) -> None:
    found = page(result)
    assert Counter(tag for tag, _ in found.tags)["script"] == 1
    assert "img" not in {tag for tag, _ in found.tags}
    assert not [name for _, attributes in found.tags for name in attributes if name.startswith("on")]
    assert (EVIL in found.text) == bool(result.files)


def test_nothing_is_fetched() -> None:
    found = page(MANY)
    assert not found.values("src")
    assert {tag for tag, _ in found.tags} & {"link", "img", "iframe", "object", "base"} == set()
    assert all(target.startswith("#") for target in found.values("href"))
    policy = next(value for value in found.values("content") if "default-src" in value)
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    style = Path("cchc_lint/render/assets/page.css")
    assert "url(" not in (Path(__file__).parent.parent / style).read_text("utf-8")


@pytest.mark.parametrize("result", [ONE, MANY])
def test_links_lead_both_ways(result: Result) -> None:
    found = page(result)
    ids = Counter(found.values("id"))
    assert not [name for name, count in ids.items() if count > 1]
    assert {target[1:] for target in found.values("href") if target != "#"} - set(ids) <= {"r0-2-0"}  # it has no place
    marks = [told for tag, told in found.tags if tag == "a" and told.get("class", "").startswith("m ")]
    assert [mark["href"] for mark in marks[:3]] == ["#r0-0", "#r0-0", "#r0-0"]
    assert marks[1]["data-f"] == "0 1"  # a place of two findings


def test_every_figure_shows_whether_it_was_checked() -> None:
    looks = [value.split() for value in page().values("class")]
    states = Counter(look[look.index("v") + 1] for look in looks if "v" in look)
    assert states == {"bad": 3, "ok": 1, "free": 2}
    assert "1 khớp" in page().text
    assert "3 không khớp" in page().text
    assert "2 chưa có phép kiểm tra" in page().text


def test_the_text_reads_as_the_report_does() -> None:
    html = str(render("html", ONE))
    document = ONE.files[0].document
    assert document is not None
    paper = html[html.index('<div class="paper"') : html.index('<div class="rail"')]
    words = " ".join(Page(paper).text.split())
    assert words.startswith("BÁO CÁO")
    assert "".join(words.split()) == "".join(document.text.split())
    assert paper.count("<tr>") == 3
    assert '<p class="b heading"' in paper
    assert '<td class="num">41</td>' in paper


def test_a_report_without_its_text_still_shows_its_findings() -> None:
    found = page(Result((replace(ONE.files[0], document=None),), ""))
    assert "Tổng lệch 6" in found.text
    assert "paper" not in found.values("class")
    assert not [target for target in found.values("href") if re.fullmatch(r"#r0-\d+-[1-9]", target)]


def test_several_reports_have_an_index_with_counts() -> None:
    found = page(MANY)
    assert "2 báo cáo: 1 lỗi, 1 cảnh báo, 1 lưu ý; 1 tệp không kiểm tra được" in found.text
    assert "hong.docx: tệp hỏng" in found.text
    assert "1 tệp không phải báo cáo, đã bỏ qua" in found.text
    assert [target for target in found.values("href") if re.fullmatch(r"#r\d", target)] == ["#r0", "#r1"]


def test_english_on_request_and_the_same_bytes_again() -> None:
    found = page(lang="en")
    assert "1 sound" in found.text
    assert "42 checks, 40 held" in found.text
    assert "khớp" not in found.text.replace("Tỷ lệ không khớp", "")
    assert render("html", MANY) == render("html", MANY)


# In a browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    webdriver = pytest.importorskip("selenium.webdriver")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    if not chromium or not driver:
        pytest.skip("no Chromium with its driver")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1400,900"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    opened = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    yield opened
    opened.quit()


@pytest.fixture
def open_page(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """Opens a result in the browser; afterwards the console must be silent, and nothing requested."""

    def opened(result: Result = ONE) -> Any:
        file = tmp_path / "trang.html"
        file.write_text(str(render("html", result)), "utf-8")
        browser.get(file.as_uri())
        browser.execute_script("localStorage.clear()")
        browser.refresh()
        return browser

    yield opened
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert browser.get_log("browser") == []
    told = [entry["message"] for entry in browser.get_log("performance")]
    sent = "".join(each for each in told if '"Network.requestWillBeSent"' in each)
    asked = re.findall(r'"url":"([^"]+)"', sent)
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def seen(browser: Any, selector: str) -> list[Any]:
    return [each for each in browser.find_elements("css selector", selector) if each.is_displayed()]


def numbers(browser: Any) -> list[str]:
    """The rules of the cards that are shown."""
    return [each.find_element("css selector", ".rule").text for each in seen(browser, ".card")]


def in_view(browser: Any, selector: str) -> bool:
    found: bool = browser.execute_script(
        "const box = document.querySelector(arguments[0]).getBoundingClientRect();"
        "return box.top >= 0 && box.bottom <= innerHeight;", selector)
    return found


def test_a_click_on_a_finding_shows_its_place(open_page: Any) -> None:
    browser = open_page()
    assert not in_view(browser, ".m.warning.primary")
    seen(browser, ".card")[1].find_element("css selector", ".message").click()
    assert in_view(browser, ".m.warning.primary")
    assert [each.text for each in seen(browser, ".m.on")] == ["2.485", "40", " hồ sơ", "97,50%"]
    assert browser.title == "UBND xã Tân Hòa Lạc – Kết quả kiểm tra báo cáo"  # no script of the report ran


def test_a_click_on_a_mark_shows_its_findings_in_turn(open_page: Any) -> None:
    browser = open_page()
    mark = browser.find_element("css selector", ".m[data-f='0 1']")
    for rule in ("SUM03", "RAT01", "SUM03"):
        mark.click()
        assert [each.text for each in seen(browser, ".card.on .rule")] == [rule]


def test_a_related_place_is_a_link(open_page: Any) -> None:
    browser = open_page()
    seen(browser, ".card .related .excerpt")[-2].click()  # "40 hồ sơ", far below
    assert in_view(browser, ".m.now")
    assert seen(browser, ".m.now")[0].text.startswith("40")


def test_filters_hide_findings_and_their_marks(open_page: Any) -> None:
    browser = open_page()
    assert numbers(browser) == ["SUM03", "RAT01", "MIS01"]
    seen(browser, ".chip.error")[0].click()
    assert numbers(browser) == ["RAT01", "MIS01"]
    assert len(browser.find_elements("css selector", ".m.off")) == 2  # the third is a place of RAT01 too
    seen(browser, ".chip[data-value='missing']")[0].click()
    assert numbers(browser) == ["MIS01"]
    seen(browser, ".chip.info")[0].click()
    assert numbers(browser) == []
    assert seen(browser, ".none")
    seen(browser, ".chip.error")[0].click()
    seen(browser, ".chip[data-value='missing']")[0].click()
    assert numbers(browser) == ["SUM03", "RAT01"]


def test_search_needs_no_diacritics(open_page: Any) -> None:
    browser = open_page()
    field = browser.find_element("id", "query")
    field.send_keys("BO PHAN mot cua")
    wait(browser, "document.querySelector('#hits').textContent === '1/30'")
    assert browser.execute_script("return CSS.highlights.get('hit').size") == 30
    field.send_keys("\n")
    assert browser.find_element("id", "hits").text == "2/30"
    field.clear()
    field.send_keys("thieu muc đánh giá")
    wait(browser, "document.querySelector('#hits').textContent === 'không thấy'")
    assert numbers(browser) == ["MIS01"]


def test_the_keyboard_is_enough(open_page: Any) -> None:
    browser = open_page()
    body = browser.find_element("css selector", "body")
    body.send_keys("j")
    assert [each.text for each in seen(browser, ".card.on .rule")] == ["SUM03"]
    body.send_keys("jjj")
    assert [each.text for each in seen(browser, ".card.on .rule")] == ["MIS01"]
    body.send_keys("kx")
    assert [each.text for each in seen(browser, ".card.checked .rule")] == ["RAT01"]
    assert seen(browser, ".progress")[0].text == "đã xem 1/3"
    body.send_keys("2")
    assert numbers(browser) == ["SUM03", "MIS01"]
    body.send_keys("/")
    assert browser.switch_to.active_element.get_attribute("id") == "query"


def test_what_was_seen_is_remembered(open_page: Any) -> None:
    browser = open_page()
    seen(browser, ".card .done")[2].click()
    browser.refresh()
    wait(browser, "document.querySelector('.card.checked') !== null")
    assert [each.text for each in seen(browser, ".card.checked .rule")] == ["MIS01"]
    seen(browser, ".chip.unseen")[0].click()
    assert "MIS01" not in numbers(browser)


def test_the_slip_is_a_table_for_word(open_page: Any) -> None:
    browser = open_page()
    browser.execute_script("addEventListener('copy', (e) => { window.slip = e.clipboardData.getData('text/html'); })")
    browser.find_element("id", "slip").click()
    slip = browser.execute_script("return window.slip")
    assert slip.startswith("<table border=\"1\"><tr><td>STT</td><td>Vị trí</td><td>Nội dung</td><td>Lý do</td>")
    assert slip.count("<tr>") == 4
    assert "<td>3.222</td>" in slip
    assert "2.485 + 743 = 3.228" in slip
    assert "<script" not in slip


def test_the_index_leads_to_a_report_and_back(open_page: Any) -> None:
    browser = open_page(MANY)
    assert [each.text for each in seen(browser, "#index tbody .num.error")] == ["1"]
    assert not seen(browser, ".report")
    seen(browser, "#index td a")[0].click()
    assert numbers(browser) == ["SUM03", "RAT01", "MIS01"]
    assert not seen(browser, "#index")
    browser.find_element("css selector", "body").send_keys("]")
    wait(browser, "!document.querySelector('#r1').hidden")
    assert seen(browser, "#r1 .nothing")[0].text == "Không phát hiện sai sót."
    seen(browser, ".home")[0].click()
    assert seen(browser, "#index")


def test_a_phone_shows_the_list_or_the_text_and_scrolls_only_down(open_page: Any) -> None:
    browser = open_page()
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": 360, "height": 740, "deviceScaleFactor": 2, "mobile": True})
    browser.refresh()
    assert browser.execute_script("return document.documentElement.scrollWidth") == 360
    assert not seen(browser, ".paper")
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", seen(browser, ".card")[1])
    seen(browser, ".card .message")[1].click()
    assert seen(browser, ".paper")
    assert [each.text for each in seen(browser, ".card .rule")] == ["RAT01"]
    assert in_view(browser, ".m.now")
    assert browser.execute_script(  # nothing lies over the place that is shown
        "const box = document.querySelector('.m.now').getBoundingClientRect();"
        "return document.elementFromPoint(box.left + 3, box.top + 5).closest('.m.now') !== null")
    assert browser.execute_script("return document.documentElement.scrollWidth") == 360


def wait(browser: Any, condition: str) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    WebDriverWait(browser, 5).until(lambda each: each.execute_script(f"return {condition}"))
