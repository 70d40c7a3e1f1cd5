"""Golden scenarios of the command line: what goes in, the command, and all that comes out.

    ==== what it shows ====
    Một báo cáo đúng
    ==== file: bao-cao.txt ====
    …
    ==== stdin ====
    …
    ==== command ====
    cchc-lint check bao-cao.txt
    ==== status ====
    0
    ==== stdout ====
    …
    ==== stderr ====
    …
    ==== written: ket-qua.txt ====
    …

Parts that are not there are empty. A line of expected output that is only […] stands for any number
of lines, and […] inside a line for the rest of it, where what stands there belongs to others (rules,
parser).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_HEAD = re.compile(r"^==== (.+?) ====\n", re.MULTILINE)
_ANY_LINES, _ANY = "[…]\n", "[…]"


@dataclass(frozen=True, slots=True)
class Scenario:
    name: str
    files: dict[str, str]
    stdin: str
    command: str
    status: int
    stdout: str
    stderr: str
    written: dict[str, str]


def load(path: Path) -> Scenario:
    _, *parts = _HEAD.split(path.read_text("utf-8"))
    named = dict(zip(parts[::2], parts[1::2], strict=True))
    return Scenario(
        named["what it shows"].strip(), _of_kind("file", named), named.get("stdin", ""), named["command"].strip(),
        int(named["status"]), named.get("stdout", ""), named.get("stderr", ""), _of_kind("written", named),
    )


def _of_kind(kind: str, named: dict[str, str]) -> dict[str, str]:
    return {name.removeprefix(f"{kind}: "): text for name, text in named.items() if name.startswith(f"{kind}: ")}


def rewritten(text: str, came: dict[str, str]) -> str:
    """The text of a scenario with what came out, part by part, in place of what was not expected."""
    head, *parts = _HEAD.split(text)
    expected = dict(zip(parts[::2], parts[1::2], strict=True))
    kept = {name: part for name, part in expected.items() if name not in came}
    for name, part in came.items():
        if part:
            kept[name] = expected[name] if name in expected and matches(expected[name], part) else part
    return head + "".join(f"==== {name} ====\n{part}" for name, part in kept.items())


def matches(expected: str, actual: str) -> bool:
    pattern = re.escape(expected).replace(re.escape(_ANY_LINES), r"(?:.*\n)*").replace(re.escape(_ANY), r".*")
    return re.fullmatch(pattern, actual) is not None
