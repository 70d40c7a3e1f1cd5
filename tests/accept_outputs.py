"""One run over real reports that gives every output, each handed to its schema or to a program that reads it.

    python tests/accept_outputs.py FOLDER

Prints a line for each output; exits with 1 where one is not accepted, or does not hold every finding.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import tempfile
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from jsonschema import Draft4Validator, Draft202012Validator
from lxml import etree

from cchc_lint.cli import run
from cchc_lint.render import FORMATS

DATA = Path(__file__).with_name("data")
SCHEMAS = Path(__file__).parent.parent / "cchc_lint" / "schemas"
OTHER = {"pdf", "word", "slip"}  # copies of one document, or documents: tests of their own


def _json(text: str) -> int:
    data = json.loads(text)
    Draft202012Validator(json.loads((SCHEMAS / "result.schema.json").read_text("utf-8"))).validate(data)
    return sum(len(file["findings"]) for file in data["files"])


def _jsonl(text: str) -> int:
    return sum(json.loads(line)["type"] == "finding" for line in text.splitlines())


def _sarif(text: str) -> int:
    data = json.loads(text)
    Draft4Validator(json.loads((DATA / "sarif-2.1.0.schema.json").read_text("utf-8"))).validate(data)
    return sum(each["kind"] == "fail" for each in data["runs"][0]["results"])


def _junit(text: str) -> int:
    tree = etree.fromstring(text.encode())
    etree.XMLSchema(etree.parse(str(DATA / "junit-10.xsd"))).assertValid(tree)
    return sum(1 for _ in tree.iter("failure"))


def _gitlab(text: str) -> int:
    data = json.loads(text)
    Draft202012Validator(json.loads((DATA / "gitlab-codequality.schema.json").read_text("utf-8"))).validate(data)
    if len({each["fingerprint"] for each in data}) < len(data):
        raise ValueError("fingerprints are not unique")
    return len(data)


def _github(text: str) -> int:
    command = re.compile(r"::(error|warning|notice) (file=[^:,]+(?:,\w+=[^:,]+)*|title=[^:,]+)::.+|::debug::.+")
    wrong = [line for line in text.splitlines() if not command.fullmatch(line)]
    if wrong:
        raise ValueError(f"no workflow command: {wrong[0]}")
    return sum("file=" in line for line in text.splitlines())


def _csv(text: str) -> int:
    rows = list(csv.DictReader(text.lstrip("\ufeff").splitlines()))
    return sum(bool(row["rule"]) for row in rows)


def _markdown(text: str) -> int:
    return len(re.findall(r"^\| \d+ \|", text, re.MULTILINE))


def _concise(text: str) -> int:
    return sum(bool(re.match(r".+:\d+:\d+: \S+", line)) for line in text.splitlines() if not line.startswith("# "))


def _text(text: str) -> int:
    return len(re.findall(r"\[[0-9a-f]{8}\]$", text, re.MULTILINE))


def _html(text: str) -> int:
    HTMLParser().feed(text)
    if re.search(r"(?:src|href)=\"https?:", text):
        raise ValueError("the page asks for the network")
    return len(re.findall(r"<article\b", text))


READERS: dict[str, Callable[[str], int]] = {
    "text": _text, "concise": _concise, "json": _json, "jsonl": _jsonl, "sarif": _sarif, "junit": _junit,
    "github": _github, "gitlab": _gitlab, "markdown": _markdown, "csv": _csv, "html": _html,
}


def main(folder: str) -> int:
    """Checks the reports of a folder once, and reads back every output."""
    with tempfile.TemporaryDirectory() as out:
        files = {name: Path(out, name) for name in FORMATS if name in READERS}
        options: list[Any] = [each for name, file in files.items() for each in ("--format", f"{name}:{file}")]
        status = run(["check", folder, *options, "--quiet"])
        wrong = status not in (0, 1) or set(FORMATS) - set(READERS) - OTHER != set()
        found = _json(files["json"].read_text("utf-8"))
        for name, file in files.items():
            text = file.read_bytes().decode("utf-8")
            try:
                told = READERS[name](text)
            except Exception as error:
                print(f"{name}: {type(error).__name__}: {str(error)[:300]}")
                wrong = True
                continue
            # A comment holds 60,000 characters: markdown counts what it leaves out.
            enough = told == found or (name == "markdown" and f"{found - told} " in text)
            wrong = wrong or not enough
            print(f"{name}: {told} of {found} findings, {len(text)} characters{'' if enough else ': too few or many'}")
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
