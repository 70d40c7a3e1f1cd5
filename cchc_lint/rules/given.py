"""What a rule's tests name, checked when their file is loaded.

A test of a figure or attribute that does not exist would be a test of nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from cchc_lint.catalogue import concepts
from cchc_lint.rules.closed import never, words
from cchc_lint.rules.model import CHANNELS, RECORDS, SCOPES, element, record_of
from cchc_lint.rules.testing import number
from cchc_lint.words import did_you_mean, say

_SOURCES = ("table", "note", "prose")
_NO_FIGURES = ("text", "report", "it")


class Misnamed(NamedTuple):
    """way: from the rule to the key (on_key) or value that is wrong."""

    way: tuple[str | int, ...]
    on_key: bool
    message: str


def misnamed(spec: Mapping[str, Any]) -> Iterator[Misnamed]:
    """Every wrong name and unreadable figure in the tests of a rule that is valid by the schema."""
    selector = next((str(spec[key]) for key in ("each", "exists", "absent") if key in spec), "")
    for at, test in enumerate(spec["tests"]):
        given, way = test["given"], ("tests", at, "given")
        if "marks" in test and "text" not in given:
            yield Misnamed(("tests", at, "marks"), True, say(
                "«marks» chỉ dùng được khi «given» có «text»", "«marks» needs a «text» in «given»"))
        yield from _of_record(given.get("report", {}), "report", (*way, "report"))
        things = given.get("it", ())
        if things and not selector:
            yield Misnamed((*way, "it"), True, say(
                "quy tắc này không chọn đối tượng nào (each), nên không có «it»",
                "the rule selects nothing (each), so there is no «it»"))
        elif isinstance(things, list):
            for place, thing in enumerate(things):
                yield from _of_record(thing, record_of(selector), (*way, "it", place))
        elif things:
            yield from _of_record(things, record_of(selector), (*way, "it"))
        for name, told in given.items():
            if name not in _NO_FIGURES:
                yield from _of_figure(name, told, (*way, name))


def _of_figure(name: str, told: Any, way: tuple[str | int, ...]) -> Iterator[Misnamed]:
    concept, _, where = name.partition("@")
    if concept not in concepts():
        near = did_you_mean(concept, (*concepts(), *_NO_FIGURES))
        yield Misnamed(way, True, say(
            f"danh mục không có chỉ tiêu «{concept}»{near}", f"no such figure «{concept}»{near}"))
    for word in where.split(".") if where else ():
        if word not in SCOPES and word not in CHANNELS:
            near = did_you_mean(word, (*SCOPES, *CHANNELS))
            yield Misnamed(way, True, say(
                f"không có phạm vi hay kênh «{word}»{near}", f"no such scope or channel «{word}»{near}"))
    for source, figure in told.items() if isinstance(told, dict) else [("", told)]:
        place = (*way, source) if source else way
        if source and source not in _SOURCES:
            listed = ", ".join(_SOURCES)
            yield Misnamed(place, True, say(
                f"«{source}» không dùng được; dùng một trong: {listed}", f"«{source}» will not do; one of: {listed}"))
        elif (wrong := _unreadable(figure)):
            yield Misnamed(place, False, wrong)


def _of_record(given: Mapping[str, Any], record: str, way: tuple[str | int, ...]) -> Iterator[Misnamed]:
    for name, value in given.items():
        first, _, rest = name.partition(".")
        known = RECORDS[record]
        if first not in known:
            near = did_you_mean(first, known)
            yield Misnamed((*way, name), True, say(
                f"«{record}» không có thuộc tính «{first}»{near}", f"«{record}» has no attribute «{first}»{near}"))
            continue
        type_ = known[first].type
        if type_ in RECORDS:
            inner = {rest: value} if rest else value if isinstance(value, dict) else {}
            yield from (each if not rest else each._replace(way=(*way, name))
                        for each in _of_record(inner, type_, (*way, name)))
        elif type_ == "quantity" and value is not None and (wrong := _unreadable(value)):
            yield Misnamed((*way, name), False, wrong)
        elif element(type_) == "text" and value and value not in (spelled := words(record, first) or [value]):
            yield Misnamed((*way, name), False, say(*never(name, value, spelled)))


def _unreadable(figure: Any) -> str:
    """What is wrong with a figure as a test writes it, "" where nothing is."""
    try:
        number(str(figure))
    except ValueError as error:
        return str(error)
    return ""
