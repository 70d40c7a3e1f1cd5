"""The manual page of a rule, made of the rule itself: in the terminal, and as Markdown.

    cchc-lint explain STF01                  the page as text
    python -m cchc_lint.ruledoc docs/rules   the pages of all rules in both languages, and an index

What a page shows is decided once, in `page`; as_text and as_markdown only set it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from cchc_lint.docpages import write_pages
from cchc_lint.finding import CATEGORIES
from cchc_lint.rules.rule import Basis, Rule
from cchc_lint.words import CATEGORY, CERTAINTY, LANGUAGES, LEVEL, SEVERITY, Text, pick, word

_TOLD = frozenset((  # fields that are told in words, so that what is left is the rule's logic
    "id", "kind", "title", "category", "severity", "certainty", "message", "help", "basis", "tests", "applies"))
_NAME = re.compile(r"[a-z_]+(?:\.[a-z_]+)+")  # of a concept
_QUOTIENT = re.compile(r"(?:pct|mean)\((.+), (.+)\)")
_SIGNS = ((" == ", " = "), (" <= ", " ≤ "), (" >= ", " ≥ "), (" * ", " × "), (" - ", " − "))
_SURE: Text = ("chắc chắn", "sure")
_EXPECTED: dict[str, Text] = {
    "violated": ("Báo lỗi khi", "Fires on"),
    "ok": ("Không báo khi", "Stays silent on"),
    "unknown": ("Không kiểm tra được khi", "Cannot check"),
    "not_applicable": ("Không áp dụng khi", "Does not apply to"),
}
_WHY: dict[str, Text] = {
    "period": (
        "Báo cáo thường được làm từ tệp của kỳ trước; kỳ còn sót lại khiến số liệu kỳ này thành số liệu kỳ khác.",
        "Reports are made from last period's file; a period left over tells this period's results of another.",
    ),
    "date": (
        "Ngày không thể có, hoặc sau ngày báo cáo, cho thấy văn bản hay sự việc bị ghi sai.",
        "A date that cannot be, or lies after the report, shows that a document or an event is told wrongly.",
    ),
    "numbering": (
        "Đánh số sai làm người đọc tìm nhầm mục, và nơi tổng hợp lấy nhầm dòng.",
        "Wrong numbers send a reader to the wrong section, and a compiler to the wrong row.",
    ),
    "sum": (
        "Tổng không bằng các thành phần thì ít nhất một số sai, và số sai đó đi vào báo cáo tổng hợp của cấp trên.",
        "Where a total is not the sum of its parts, one figure at least is wrong, and goes up into every total above.",
    ),
    "ratio": (
        "Tỷ lệ được chấm điểm; tỷ lệ không khớp tử số và mẫu số thì một trong ba số sai.",
        "Rates are scored; one that does not fit its two counts means that one of the three is wrong.",
    ),
    "bound": (
        "Một phần không thể lớn hơn toàn bộ; vượt giới hạn là dấu hiệu gõ nhầm số hoặc nhầm dòng.",
        "A part cannot exceed its whole; where it does, a figure was mistyped or put into the wrong row.",
    ),
    "cross": (
        "Cùng một số liệu mà hai nơi ghi khác nhau thì người đọc không biết tin số nào.",
        "A figure told differently in two places leaves the reader without a figure to trust.",
    ),
    "citation": (
        "Viện dẫn sai số, ngày, loại hoặc cơ quan ban hành thì không tìm được văn bản.",
        "A document cited by a wrong number, date, type or issuer cannot be found.",
    ),
    "unit": (
        "Sai đơn vị tính hoặc giá trị ngoài danh mục làm số liệu mang nghĩa khác khi tổng hợp.",
        "A wrong unit, or a value outside its list, makes the figure mean something else once it is compiled.",
    ),
    "format": (
        "Dấu chấm và dấu phẩy lẫn lộn khiến phần mềm và người đọc hiểu số khác đi hàng nghìn lần.",
        "Points and commas mixed up change a figure a thousandfold for a program, and for some readers.",
    ),
    "missing": (
        "Nội dung bắt buộc để trống thì báo cáo bị trả lại.",
        "A report that leaves out what it must hold is returned.",
    ),
    "name": (
        "Tên cơ quan, địa phương sai thường là vết của báo cáo nơi khác hoặc của bộ máy trước khi sắp xếp.",
        "A wrong agency or place is usually the trace of another report, or of how things were before a merger.",
    ),
    "text": (
        "Lỗi câu chữ làm giảm độ tin cậy của báo cáo và có chỗ làm đổi nghĩa.",
        "Slips in wording cost a report its credit, and some change its meaning.",
    ),
}


class Section(NamedTuple):
    """A titled part of a page. code: the language of its items, which then stand as they are; "" is prose."""

    title: str
    items: tuple[str, ...]
    code: str = ""


class Page(NamedTuple):
    """What is told of a rule in one language. traits: severity, certainty, category."""

    id: str
    title: str
    traits: tuple[str, ...]
    sections: tuple[Section, ...]


def page(rule: Rule, lang: str) -> Page:
    """All that is told of a rule; parts that it does not have are left out."""
    certainty = word(CERTAINTY, rule.certainty, lang) or pick(lang, *_SURE)
    traits = word(SEVERITY, rule.severity, lang), certainty, word(CATEGORY, rule.category, lang)
    return Page(rule.id, rule.title.get(lang), traits, tuple(each for each in _sections(rule, lang) if each.items))


def as_text(shown: Page) -> str:
    """The page for a terminal, without a closing newline."""
    lines = [f"{shown.id}  {shown.title}", "  " + " · ".join(shown.traits)]
    for section in shown.sections:
        lines += ["", f"{section.title}:"]
        for at, item in enumerate(section.items):
            lines += [""] if at and "\n" in item else []
            lines += [f"  {line}".rstrip() for line in item.split("\n")]
    return "\n".join(lines)


def as_markdown(shown: Page) -> str:
    """The page as Markdown, closed by a newline."""
    blocks = [f"# {shown.id}: {shown.title}", " · ".join(shown.traits)]
    for section in shown.sections:
        blocks.append(f"## {section.title}")
        if section.code:
            blocks += [f"```{section.code}\n{item}\n```" for item in section.items]
        else:
            bullet = "- " if len(section.items) > 1 else ""
            blocks.append("\n".join(bullet + item for item in section.items))
    return "\n\n".join(blocks) + "\n"


# The sections


def _sections(rule: Rule, lang: str) -> Iterator[Section]:
    yield Section(pick(lang, "Điều được kiểm tra", "What is checked"), _joined([_in_words(rule.spec, lang)]))
    yield Section(pick(lang, "Viết trong quy tắc", "As the rule says it"), _joined(_logic(rule.spec)), "yaml")
    yield Section(pick(lang, "Chỉ tiêu", "Figures"), tuple(_figures(rule.spec, lang)))
    yield Section(pick(lang, "Phạm vi áp dụng", "Applies to"), tuple(_applies(rule, lang)))
    yield Section(pick(lang, "Vì sao", "Why"), (pick(lang, *_WHY[rule.category]),))
    yield Section(pick(lang, "Thông báo", "Message"), _joined([rule.message.get(lang).strip()]), "text")
    yield Section(pick(lang, "Cách xử lý", "What to do"), _joined([rule.help.get(lang).strip()]))
    yield Section(pick(lang, "Căn cứ", "Basis"), tuple(_basis(each, lang) for each in rule.basis))
    for expected, title in _EXPECTED.items():
        tests = [test for test in rule.tests if test.get("expect") == expected]
        yield Section(pick(lang, *title), tuple(_example(test) for test in tests), "text")
    yield Section(pick(lang, "Cách bỏ qua", "How to silence"), _silence(rule, lang), "text")
    if rule.source:
        yield Section(pick(lang, "Tệp", "File"), (rule.source + (f":{rule.line}" if rule.line else ""),))


def _joined(lines: Iterable[str]) -> tuple[str, ...]:
    """One item of all the lines; none where they say nothing."""
    text = "\n".join(lines)
    return (text,) if text else ()


def _logic(spec: Mapping[str, Any]) -> Iterator[str]:
    return (f"{key}: {flat(value)}" for key, value in spec.items() if key not in _TOLD)


def _in_words(spec: Mapping[str, Any], lang: str) -> str:
    """The assertion of a relation between figures, each by its name: "Số … ≤ Số …"; "" of other rules."""
    if spec["kind"] != "relate" or "each" in spec:
        return ""
    text = _QUOTIENT.sub(r"\1 / \2", str(spec["assert"]))
    text = _NAME.sub(lambda name: _called(name[0], lang), text)
    for sign, shown in _SIGNS:
        text = text.replace(sign, shown)
    return text


def _figures(spec: Mapping[str, Any], lang: str) -> Iterator[str]:
    """The concepts that the rule names, and what each is."""
    from cchc_lint.catalogue import concepts

    names = dict.fromkeys(_NAME.findall(" ".join(_logic(spec))))
    return (f"{name}: {_called(name, lang)}" for name in names if name in concepts())


def _called(name: str, lang: str) -> str:
    """What a concept is called; the name itself where it is none."""
    from cchc_lint.catalogue import concepts

    concept = concepts().get(name)
    return pick(lang, concept.vi, concept.en) if concept else name


def _applies(rule: Rule, lang: str) -> Iterator[str]:
    applies = rule.applies
    if applies.form:
        yield pick(lang, "biểu mẫu", "forms") + ": " + ", ".join(applies.form)
    if applies.level:
        yield pick(lang, "cấp báo cáo", "levels") + ": " + ", ".join(word(LEVEL, each, lang) for each in applies.level)
    if applies.period:
        yield pick(lang, "kỳ báo cáo", "periods") + ": " + ", ".join(applies.period)


def _basis(basis: Basis, lang: str) -> str:
    dates = [
        f"{pick(lang, vi, en)} {day.day:02}/{day.month:02}/{day.year}"
        for vi, en, day in (("từ", "from", basis.start), ("đến hết", "until", basis.end)) if day
    ]
    return basis.text + (f" ({' '.join(dates)})" if dates else "")


def _silence(rule: Rule, lang: str) -> tuple[str, str]:
    once = f"cchc-lint check … --ignore {rule.id}"
    where, why = pick(lang, "cho cả đơn vị", "for a whole site"), pick(lang, "lý do", "the reason")
    return once, f"# cchc-lint.yaml: {where}\nignore:\n  {rule.id}: {why}"


def _example(test: Mapping[str, Any]) -> str:
    """A test as a reader sees it: the text of a small report, or "a = 83, b = 85"."""
    given = dict(test["given"])
    text = str(given.pop("text", ""))
    facts = [fact for name, value in given.items() for fact in _facts(name, value)]
    lines = [line for line in text.split("\n") if line.strip()] + ([", ".join(facts)] if facts else [])
    return "\n".join(lines)


def _facts(name: str, value: Any) -> Iterator[str]:
    """ "a = 83" for each attribute of a thing (`it`), of several, or of a figure."""
    if name == "it" and isinstance(value, Mapping):
        yield from (f"{key} = {flat(each)}" for key, each in value.items())
    elif name == "it":
        yield from ("{" + ", ".join(_facts("it", each)) + "}" for each in value)
    elif name == "report":
        yield from (f"report.{key} = {flat(each)}" for key, each in value.items())
    else:
        yield f"{name} = {flat(value)}"


def flat(value: Any) -> str:
    """A value of a rule file on one line, as YAML has it."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {flat(each)}" for key, each in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(flat, value)) + "]"
    return " ".join(str(value).split()) or '""'


# The folder of pages


def pages(rules: Sequence[Rule]) -> dict[str, str]:
    """Every file of the documentation by its name in the folder: vi/STF01.md, en/STF01.md, README.md …"""
    from cchc_lint.rulereference import reference

    files = {f"{lang}/{rule.id}.md": as_markdown(page(rule, lang)) for rule in rules for lang in LANGUAGES}
    return files | {"README.md": _index(rules, "vi"), "README.en.md": _index(rules, "en"), "reference.md": reference()}


def _index(rules: Sequence[Rule], lang: str) -> str:
    """The rules by category."""
    heads = pick(lang, "Mã | Mức | Kiểm tra", "Id | Severity | What it finds")
    other = pick(lang, "[English](README.en.md)", "[Tiếng Việt](README.md)")
    lines = [
        "# " + pick(lang, f"{len(rules)} quy tắc", f"The {len(rules)} rules"), "",
        pick(lang, "Trang này do `python -m cchc_lint.ruledoc docs/rules` viết ra từ chính các quy tắc.",
             "Written by `python -m cchc_lint.ruledoc docs/rules` from the rules themselves.") + f" {other}",
    ]
    for category in CATEGORIES:
        here = [rule for rule in rules if rule.category == category]
        if here:
            name = word(CATEGORY, category, lang)
            lines += ["", f"## {name[0].upper()}{name[1:]} (`{category}`)", "", pick(lang, *_WHY[category]), ""]
            lines += [heads, "--- | --- | ---"]
            lines += [
                f"[{rule.id}]({lang}/{rule.id}.md) | {word(SEVERITY, rule.severity, lang)} | {rule.title.get(lang)}"
                for rule in here
            ]
    return "\n".join(lines) + "\n"


def write(folder: Path, rules: Sequence[Rule]) -> None:
    """Writes the pages, and removes those of rules that are no more."""
    write_pages(folder, pages(rules))


def main(arguments: Sequence[str]) -> int:
    """Writes the pages of the shipped rules, and of those in further folders, into the first folder named."""
    from cchc_lint.rules.loader import load_rules

    if not arguments or arguments[0].startswith("-"):
        sys.stderr.write("Cách dùng: python -m cchc_lint.ruledoc THƯ-MỤC [THƯ-MỤC-QUY-TẮC…]\n")
        return 2
    write(Path(arguments[0]), load_rules(*arguments[1:]).rules)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
