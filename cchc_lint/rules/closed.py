"""The attributes whose texts are a closed set: what each word says.

A word that is not of the set is a mistake of the rule, found when it is loaded. The words are those of
report.py and of the readers; the reference page is made of this table.
"""

from __future__ import annotations

from collections.abc import Iterable

from cchc_lint.words import Text, did_you_mean

_TENSE = {"done": "told as done", "planned": "told as to come", "other": "neither for certain"}
_SOURCE = {"prose": "running text", "footnote": "a footnote", "note": "the note cell of a row", "table": "the appendix"}
_CHANNEL = {"all": "whatever the way", "online": "online", "direct": "at the counter", "post": "by public post"}
_LEVEL = {
    "province": "the province", "departments": "its departments", "district": "the district itself",
    "communes": "communes",
}
_FIGURE_KIND = {
    "count": "a number of things", "rate": "a percentage", "option": "one of a list of choices",
    "group": "a title of rows below it", "text": "words",
}

# By record and attribute; every record with `source` has _SOURCE unless it is named here.
CLOSED: dict[tuple[str, str], dict[str, str]] = {
    ("report", "form"): {"2021": "Công văn 6459", "2022": "Thông tư 07/2021", "2025": "Công văn 4625"},
    ("report", "level"): {"province": "", "department": "", "district": "", "commune": ""},
    ("window", "kind"): {"quarter": "", "half": "", "nine-months": "", "year": ""},
    ("period", "kind"): {
        "quarter": "", "half": "", "nine-months": "", "year": "", "month": "", "phase": "giai đoạn 2021-2025",
        "term": "nhiệm kỳ", "school-year": "năm học",
    },
    ("period", "role"): {
        "report": "the period of this report", "told": "when something was done", "plan": "when something is to come",
        "subject": "within the title of a document", "phase": "a phase, a term, a school year",
        "base": "what is compared with (so với năm 2015)", "form": "wording of the form itself",
        "until": "a limit (đến hết năm 2022)", "other": "none of these for certain",
    },
    ("period", "zone"): {
        "title": "the report's title", "closing": "“Trên đây là báo cáo …”", "heading": "a heading of the plans",
        "appendix": "over or within the appendix", "assessment": "the general assessment",
    },
    ("date", "role"): {
        "report": "the report's own date", "issue": "of a cited document", "event": "of something told",
        "until": "a cut-off or deadline", "stamp": "an electronic signature", "other": "none of these for certain",
    },
    ("date", "tense"): _TENSE,
    ("citation", "tense"): _TENSE,
    ("heading", "style"): {
        "part": "Phần thứ hai", "capital": "B.", "roman": "II.", "arabic": "3.", "decimal": "3.1.",
        "letter": "c)", "dash": "-",
    },
    ("sentence", "tense"): _TENSE,
    ("number", "style"): {
        "plain": "405", "grouped": "12.215", "decimal": "99,31", "word": "“không có”, a choice", "sum": "added up",
        "point-decimal": "98.75", "comma-grouped": "12,480", "space-grouped": "1 234",
    },
    ("slip", "kind"): {
        "doubled-word": "", "doubled-punctuation": "", "unbalanced": "a bracket or quote without its other half",
        "look-alike": "a letter of another alphabet, a digit in a word", "lost-glyph": "letters lost in a copy",
        "markup": "signs of another format", "syllable": "no syllable of Vietnamese",
        "near-miss": "a letter or tone from a frequent word group", "missing-space": "", "blank": "words are missing",
        "blank-figure": "a figure is missing",
    },
    ("row", "kind"): _FIGURE_KIND,
    ("row", "scope"): {"whole": "the reporting agency", **_LEVEL},
    ("row", "channel"): _CHANNEL,
    ("fact", "kind"): _FIGURE_KIND,
    ("fact", "channel"): _CHANNEL,
}


def words(record: str, attribute: str) -> dict[str, str]:
    """The words that an attribute can hold, with what each says; empty where any text can stand there."""
    return CLOSED.get((record, attribute), _SOURCE if attribute == "source" else {})


def never(name: str, word: object, known: Iterable[str]) -> Text:
    """The mistake that a text of a closed set is held against a word outside of it."""
    near, listed = did_you_mean(str(word), known), ", ".join(known)
    return (f"«{name}» không bao giờ là «{word}»" + (near or f"; dùng một trong: {listed}"),
            f"«{name}» is never «{word}»" + (near or f"; one of: {listed}"))
