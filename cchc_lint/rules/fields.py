"""Reads the fields of one rule for its kind: expressions, templates, places; gathers every mistake in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from cchc_lint.document import Span
from cchc_lint.report import Number
from cchc_lint.rules.expressions import compile_expression
from cchc_lint.rules.functions import check_pattern
from cchc_lint.rules.model import PLACES, RECORDS, SELECTORS, element, record_of
from cchc_lint.rules.nodes import Env, ExpressionError, Names, Node, Run, span_of
from cchc_lint.rules.rule import Text
from cchc_lint.rules.view import View
from cchc_lint.rules.wording import Template, compile_template
from cchc_lint.words import did_you_mean, say

Path = tuple[str | int, ...]
_NOTHING = Node("truth", lambda env: None, "constant")


class Mistake(NamedTuple):
    """A mistake in a field of a rule: the way to it, and what is wrong."""

    path: Path
    error: ExpressionError


class Condition(NamedTuple):
    """One of the conditions that `when` joins by `and`, with its text."""

    text: str
    holds: Run

    def among(self, items: Sequence[Any], view: View) -> Sequence[Any]:
        """The things of which it certainly holds."""
        env = Env(view)
        kept = []
        for item in items:
            env.it = item
            if self.holds(env) is True:
                kept.append(item)
        return kept


class Guard(NamedTuple):
    """`when` and `except` of a rule; conditions: those that `when` joins."""

    when: Run | None
    unless: Run | None
    conditions: tuple[Condition, ...] = ()

    @property
    def tests(self) -> bool:
        """Whether it asks anything at all."""
        return self.when is not None or self.unless is not None

    def lets(self, env: Env) -> bool:
        """Whether the rule speaks of this case: `when` certainly holds, and `except` is not known to."""
        if self.when is not None and self.when(env) is not True:
            return False
        return self.unless is None or self.unless(env) in (None, False)

    def chosen(self, view: View, selector: str) -> Sequence[Any]:
        """The selected things that the rule speaks of. What several rules ask first is asked once for all of them."""
        text, items = selector, view.items(selector, SELECTORS[selector])
        for condition in self.conditions:
            text = f"{text} and {condition.text}"
            items = view.items(text, partial(condition.among, items))
        if self.unless is None:
            return items
        unless, env = self.unless, Env(view)
        kept = []
        for item in items:
            env.it = item
            if unless(env) in (None, False):
                kept.append(item)
        return kept


class Messages:
    """A text of a rule in its languages, compiled when a finding first needs it: most never do."""

    def __init__(self, texts: Mapping[str, str], names: Names, words: tuple[str, ...]) -> None:
        self._texts, self._names, self._words = texts, names, words
        self._made: dict[str, Template] = {}

    def get(self, lang: str) -> Template:
        """The template; in Vietnamese where it is told in no other language. Raises ExpressionError."""
        lang = lang if self._texts.get(lang) else "vi"
        if lang not in self._made:
            self._made[lang] = compile_template(self._texts.get(lang, ""), self._names, self._words)
        return self._made[lang]


class Also(NamedTuple):
    """A further place that a finding shows."""

    place: Node
    label: Text


class Fields:
    """One rule's fields. `thorough` also tries what is otherwise left for its first use: patterns."""

    def __init__(self, spec: Mapping[str, Any], *, thorough: bool = False, tests: bool = False) -> None:
        self.spec = spec
        self.thorough = thorough
        self.tests = tests
        self.mistakes: list[Mistake] = []

    def has(self, key: str) -> bool:
        return key in self.spec

    def mistake(self, path: Path, error: ExpressionError) -> None:
        self.mistakes.append(Mistake(path, error))

    def names(self, it: str = "", *, facts: Mapping[str, Any] | None = None) -> Names:
        return Names(it=record_of(it), facts=facts, policies=self.spec.get("missing", {}), tests=self.tests)

    def selector(self, key: str = "each") -> str:
        name = str(self.spec.get(key, ""))
        if name and name not in SELECTORS:
            self.mistake((key,), ExpressionError(
                say(f"không có loại đối tượng «{name}»", f"no such sort of thing «{name}»")
                + did_you_mean(name, SELECTORS), 0, len(name)))
        return name if name in SELECTORS else ""

    def expression(self, key: str, names: Names, want: str = "") -> Node | None:
        """The compiled field, None where the rule does not have it."""
        return self.text_expression((key,), self.spec[key], names, want) if key in self.spec else None

    def condition(self, key: str, names: Names) -> Node | None:
        return self.expression(key, names, "truth")

    def text_expression(self, path: Path, text: object, names: Names, want: str = "") -> Node:
        try:
            node = compile_expression(str(text), names, want)
            if self.thorough:
                _try_patterns(node, str(text).strip())
        except ExpressionError as error:
            self.mistake(path, error)
            return _NOTHING
        return node

    def several(self, key: str, names: Names) -> tuple[Node, ...]:
        """The field's expression, or each of its list."""
        listed = self.spec.get(key, ())
        if not isinstance(listed, list):
            return (self.text_expression((key,), listed, names),) if key in self.spec else ()
        return tuple(self.text_expression((key, i), text, names) for i, text in enumerate(listed))

    def guard(self, names: Names) -> Guard:
        """`when` and `except`; figures that they name are read in place, and stand in no operand's slot."""
        direct = Names(names.it, names.facts, names.policies, names.extras, names.tests, names.operands,
                       direct=names.facts is None)
        when, unless = self.condition("when", direct), self.condition("except", direct)
        return Guard(
            when.run if when else None, unless.run if unless else None,
            _conditions(when, str(self.spec["when"]).strip()) if when else (),
        )

    def messages(self, names: Names, words: tuple[str, ...], key: str = "message") -> Messages:
        text = self.spec.get(key, "")
        texts = text if isinstance(text, dict) else {"vi": str(text)}
        messages = Messages(texts, names, words)
        # Where an expression is broken, nobody knows which facts it would have used.
        told = self.thorough and not (self.mistakes and names.facts is not None)
        for lang in texts if told else ():
            try:
                messages.get(lang)
            except ExpressionError as error:
                self.mistake((key, lang) if isinstance(text, dict) else (key,), error)
        return messages

    def place(self, key: str, names: Names) -> Node | None:
        """The field as an expression whose value stands somewhere."""
        return self._place((key,), self.spec[key], names) if key in self.spec else None

    def _place(self, path: Path, text: object, names: Names) -> Node:
        node = self.text_expression(path, text, names)
        kind = element(node.type)
        if node is not _NOTHING and kind not in ("span", "quantity") and not _has_span(kind):
            self.mistake(path, ExpressionError(say(
                "đây không phải thứ có vị trí trong văn bản", "this has no place in the text"), 0, len(str(text))))
        return node

    def also(self, names: Names) -> tuple[Also, ...]:
        found = []
        for i, entry in enumerate(self.spec.get("also", ())):
            if isinstance(entry, str):
                found.append(Also(self._place(("also", i), entry, names), Text("", "")))
            else:
                label = entry.get("label", {})
                text = Text(label.get("vi", ""), label.get("en", "")) if isinstance(label, dict) else Text(label, "")
                found.append(Also(self._place(("also", i, "mark"), entry["mark"], names), text))
        return tuple(found)

    def known_places(self, key: str, names: Names) -> Node | str | None:
        """A name of PLACES, or an expression of a place."""
        text = str(self.spec.get(key, ""))
        if not text or text in PLACES:
            return text or None
        if not text.startswith(("report.", "it.")) and text not in ("it", "report"):
            self.mistake((key,), ExpressionError(
                say(f"không có nơi «{text}»", f"no such place «{text}»") + did_you_mean(text, PLACES)))
            return None
        return self._place((key,), text, names)

    def check_missing(self, names: Names) -> None:
        """`missing:` must speak of operands that there are."""
        known = [operand.name for operand in names.operands]
        for name in self.spec.get("missing", {}) if not self.mistakes else ():
            if name not in known:
                self.mistake(("missing", name), ExpressionError(
                    say(f"biểu thức của quy tắc không dùng «{name}»", f"the rule's expression does not use «{name}»")
                    + did_you_mean(name, known), 0, len(name)))


def _conditions(when: Node, text: str) -> tuple[Condition, ...]:
    if when.op != "and" or any(node.tree is None for node in when.args):  # a chain of comparisons is one
        return (Condition(text, when.run),)
    return tuple(Condition(text[slice(*span_of(node.tree, text))], node.run) for node in when.args)


def spans(value: Any) -> list[Span]:
    """Where a thing, or each of several, stands."""
    if value is None:
        return []
    if isinstance(value, Span):
        return [value]
    if isinstance(value, (list, tuple)) and not hasattr(value, "span"):
        return [span for item in value for span in spans(item)]
    span = value.get("span") if isinstance(value, dict) else value.span
    return [] if span is None else [span]


def figures(value: Any) -> Sequence[Number]:
    """The Number, or Numbers, that an operand was read from."""
    if value is None:
        return ()
    return (value,) if isinstance(value, Number) else tuple(n for n in value if n is not None)


def _has_span(kind: str) -> bool:
    return "span" in RECORDS.get(kind, {})


def _try_patterns(node: Node, text: str) -> None:
    for part in node.walk():
        if part.op != "like":
            continue
        try:
            check_pattern(part.args[1].literal)
        except ValueError as error:
            raise ExpressionError(str(error), *span_of(part.args[1].tree, text)) from None
