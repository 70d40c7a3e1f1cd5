"""A rule file as it stands: its data, and where each key and value is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from cchc_lint.words import say

Way = Sequence[str | int]


class SyntaxMistake(Exception):
    """The file is no YAML; line and column are 1-based."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.message, self.line, self.column = message, line, column


class Point(NamedTuple):
    """1-based, with the width of what is meant there."""

    line: int
    column: int
    width: int = 1


class Source:
    """One YAML file. Dates and the like stay text: a rule file means what it says.

    repeated_keys: (key, place) of those that a mapping holds twice: YAML would silently drop the first.
    """

    def __init__(self, path: Path, shown: str) -> None:
        self.shown = shown
        self.text = path.read_text("utf-8-sig")
        self.lines = self.text.splitlines()
        try:
            self.root = yaml.compose(self.text, Loader=_Loader)
            # Building the data writes merged keys into the tree: look for repeated ones before.
            self.repeated_keys = tuple(_repeated(self.root))
            self.data = None if self.root is None else _build(self.root)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            message = say(f"không phải YAML hợp lệ: {error.problem}", f"no valid YAML: {error.problem}")
            raise SyntaxMistake(message, mark.line + 1 if mark else 1, mark.column + 1 if mark else 1) from None
        except yaml.YAMLError as error:
            raise SyntaxMistake(say(f"không phải YAML hợp lệ: {error}", f"no valid YAML: {error}"), 1, 1) from None

    def value(self, way: Way, start: int = 0, end: int | None = None) -> Point:
        """Where the value at the end of a way stands, or characters [start, end) of its text."""
        node = self._node(way)
        width = max((end or start + 1) - start, 1)
        line, column = node.start_mark.line, node.start_mark.column
        if not isinstance(node, yaml.ScalarNode):
            return Point(line + 1, column + 1)
        if node.style in ("|", ">"):
            return self._in_block(node, start, width)
        if node.start_mark.line != node.end_mark.line:
            return Point(line + 1, column + 1)
        if end is None and not start:
            width = node.end_mark.column - node.start_mark.column
        return Point(line + 1, column + 1 + (node.style in ("'", '"')) + start if end is not None or start
                     else column + 1, width)

    def key(self, way: Way) -> Point:
        """Where the key at the end of a way stands."""
        holder = self._node(way[:-1])
        for key, _ in getattr(holder, "value", ()) if isinstance(holder, yaml.MappingNode) else ():
            if key.value == str(way[-1]):
                return Point(key.start_mark.line + 1, key.start_mark.column + 1, len(key.value))
        return self.value(way[:-1])

    def excerpt(self, point: Point) -> str:
        """The line with a caret under the place."""
        if not 1 <= point.line <= len(self.lines):
            return ""
        line = self.lines[point.line - 1]
        gutter = f"{point.line} │ "
        blank = " " * (len(gutter) - 2) + "│ "
        pad = "".join("\t" if c == "\t" else " " for c in line[:point.column - 1])
        carets = "^" * max(1, min(point.width, len(line) - point.column + 1))
        return f"{gutter}{line}\n{blank}{pad}{carets}"

    def _node(self, way: Way) -> Any:
        node: Any = self.root
        for step in way:
            if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
            elif isinstance(node, yaml.MappingNode):
                found = [value for key, value in node.value if key.value == str(step)]
                if not found:
                    return node
                node = found[-1]
            else:
                return node
        return node

    def _in_block(self, node: Any, start: int, width: int) -> Point:
        """A character of a | or > text: its lines stand below the mark, each indented alike."""
        first = node.start_mark.line + 1
        line = first
        for offset in range(node.end_mark.line - first):
            text = self.lines[first + offset].strip()
            line = first + offset
            if start <= len(text):
                indent = len(self.lines[line]) - len(self.lines[line].lstrip())
                return Point(line + 1, indent + start + 1, width)
            start -= len(text) + 1
        return Point(line + 1, 1)


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML whose dates stay text."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _build(node: yaml.Node) -> Any:
    loader = _Loader("")
    try:
        return loader.construct_document(node)
    finally:
        loader.dispose()


def _repeated(node: Any) -> Iterator[tuple[str, Point]]:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            if name in seen:
                yield name, Point(key.start_mark.line + 1, key.start_mark.column + 1, len(name))
            seen.add(name)
            yield from _repeated(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _repeated(item)
