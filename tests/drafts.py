"""Reports made by hand, for tests of the rule engine: figures that stand in a text, facts that they tell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cchc_lint.document import Block, Document, Origin, Span
from cchc_lint.report import Fact, Header, Mention, Number, Report, Row, Sentence
from cchc_lint.rules.compile import compile_rule
from cchc_lint.rules.rule import Rule, RuleSet
from cchc_lint.rules.testing import number


class Draft:
    """A text that grows by lines; every line is a block, and figures know where they stand in it."""

    def __init__(self) -> None:
        self.text = ""
        self.blocks: list[Block] = []
        self.mentions: dict[tuple[str, str, str], list[Mention]] = {}
        self.sentences: list[Sentence] = []
        self.rows: list[Row] = []
        self.numbers: list[Number] = []

    def line(self, text: str) -> Span:
        """Adds a line; the span of it."""
        span = Span(len(self.text), len(self.text) + len(text))
        self.text += text + "\n"
        self.blocks.append(Block("paragraph", span))
        return span

    def figure(self, text: str) -> Number:
        """A figure on a line of its own."""
        found = number(text, len(self.text))
        self.line(text)
        self.numbers.append(found)
        return found

    def tell(self, concept: str, text: str, source: Any = "table", group: int = -1, scope: str = "whole",
             channel: str = "all") -> Number:
        """A figure that tells a fact."""
        found = self.figure(text)
        self.mentions.setdefault((concept, scope, channel), []).append(Mention(found, source, group))
        return found

    def row(self, code: str, value: str = "", parent: int | None = None, kind: str = "count", **other: Any) -> Row:
        """A row of the table, with its value in it."""
        span = self.line(f"{code}\t{value}")
        at = span.end - len(value)
        read = number(value, at) if value[:1].isdecimal() else None
        row = Row(
            table=1, code=code, name=other.pop("name", f"Chỉ tiêu {code}"), unit=other.pop("unit", ""), value=value,
            note="", parent=parent, line=len(self.blocks), span=span, name_span=None, unit_span=None, note_span=None,
            code_span=Span(span.start, span.start + len(code)), value_span=Span(at, span.end) if value else None,
            number=read, kind=kind, **other,
        )
        self.rows.append(row)
        return row

    def report(self, **fields: Any) -> Report:
        starts = tuple(block.span.start for block in self.blocks) or (0,)
        document = Document("bao-cao.txt", "text", "0" * 64, self.text, tuple(self.blocks),
                            Origin(self.text, lines=starts))
        facts = tuple(Fact(*key, tuple(mentions)) for key, mentions in self.mentions.items())
        given: dict[str, Any] = {"facts": facts, "numbers": tuple(self.numbers), "rows": tuple(self.rows),
                                 "sentences": tuple(self.sentences), "header": Header(), "period": None, "form": ""}
        return Report(document, **{**given, **fields})


def facts_of(told: Mapping[str, str]) -> Report:
    """A report whose table tells these facts."""
    draft = Draft()
    for concept, text in told.items():
        draft.tell(concept, text)
    return draft.report()


def rule(id_: str = "TST01", kind: str = "relate", **fields: Any) -> Rule:
    """A rule with the fields that the test is about."""
    spec = {"id": id_, "kind": kind, "title": "Luật thử", "category": "sum", "severity": "error", "message": "Sai"}
    return compile_rule({**spec, **{key.rstrip("_"): value for key, value in fields.items()}}, thorough=True)


def rules(*each: Rule) -> RuleSet:
    return RuleSet(each, "0" * 64)
