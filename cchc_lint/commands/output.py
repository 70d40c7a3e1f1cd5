"""Where results go: standard output, or files that are not overwritten unasked."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import NamedTuple

import click

from cchc_lint.errors import UsageError
from cchc_lint.inputs import Input
from cchc_lint.render import ENDINGS, FORMATS
from cchc_lint.words import did_you_mean, os_reason, pick


class Target(NamedTuple):
    """A format and the file that it goes to; "" is standard output."""

    format: str
    file: str


def targets(chosen: Sequence[str], *, force: bool, lang: str) -> list[Target]:
    """NAME[:FILE] of every --format. Raises UsageError before any work is done in vain."""
    found = [Target(*each.partition(":")[::2]) for each in chosen]
    for target in found:
        if target.format not in FORMATS:
            raise UsageError(pick(
                lang, f"không có định dạng “{target.format}” (có: {', '.join(FORMATS)})",
                f"no such format “{target.format}” (there are: {', '.join(FORMATS)})",
            ) + did_you_mean(target.format, FORMATS, lang))
        endings = ENDINGS.get(target.format, ())
        if target.file and endings and not target.file.lower().endswith(endings):
            raise UsageError(pick(
                lang, f"{target.file}: tệp của --format {target.format} phải có đuôi {' hoặc '.join(endings)}",
                f"{target.file}: the file of --format {target.format} must end in {' or '.join(endings)}"))
        if target.file:
            _check_free(target.file, force, lang)
    if sum(not target.file for target in found) > 1:
        raise UsageError(pick(
            lang, "chỉ một định dạng được in ra màn hình; ghi các định dạng khác vào tệp bằng --format TÊN:TỆP",
            "only one format goes to standard output; write the others to files: --format NAME:FILE"))
    files = [os.path.abspath(target.file) for target in found if target.file]
    if len(set(files)) < len(files):
        raise UsageError(pick(lang, "hai định dạng ghi vào cùng một tệp", "two formats are written to one file"))
    return found


def _check_free(file: str, force: bool, lang: str) -> None:
    if os.path.isdir(file) or not os.path.isdir(os.path.dirname(file) or "."):
        raise UsageError(pick(lang, f"không ghi được vào {file}: không có thư mục này, hoặc đây là một thư mục",
                              f"cannot write {file}: no such folder, or it is a folder"))
    if os.path.exists(file) and not force:
        raise UsageError(pick(
            lang, f"tệp {file} đã có; thêm --force để ghi đè", f"{file} exists; --force overwrites it"))


def spared(inputs: Sequence[Input], outputs: Sequence[Target], lang: str) -> list[Input]:
    """The inputs without the results of an earlier run that were met in a folder.

    Raises UsageError where a result would be written over a report that was named; --force does not allow that.
    """
    results = {os.path.realpath(target.file) for target in outputs if target.file}
    for each in inputs:
        if each.named and os.path.realpath(each.path) in results:
            raise UsageError(pick(
                lang, f"{each.path} chính là báo cáo đang kiểm tra; hãy đặt tên khác cho tệp kết quả",
                f"{each.path} is the very report that is checked; name the result otherwise"))
    return [each for each in inputs if os.path.realpath(each.path) not in results]


def write_file(file: str, data: str | bytes, *, force: bool, lang: str) -> None:
    """Writes a result. Raises UsageError where the file cannot be written."""
    try:
        with open(file, "wb" if force else "xb") as stream:
            stream.write(encoded(data))
    except OSError as error:
        reason = os_reason(error, lang)
        raise UsageError(pick(
            lang, f"không ghi được vào {file}: {reason}", f"cannot write {file}: {reason}")) from None


def write_stdout(data: str | bytes, lang: str = "vi") -> None:
    """Writes to standard output: to a terminal in its own encoding, to a file or program in UTF-8.

    A reader that has seen enough (head, less) is no error. Raises UsageError where a terminal cannot show the data.
    """
    if isinstance(data, bytes) and sys.stdout.isatty():
        raise UsageError(pick(
            lang, "kết quả là một tệp, không in ra màn hình được; hãy dùng --format TÊN:TỆP",
            "the result is a file that no terminal shows; use --format NAME:FILE"))
    try:
        if isinstance(data, str) and sys.stdout.isatty():
            click.echo(data, nl=False)
        else:
            sys.stdout.flush()
            sys.stdout.buffer.write(encoded(data))
        sys.stdout.flush()
    except BrokenPipeError:
        silence()


def silence() -> None:
    """Nothing more can be written; Python must not complain about it when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def encoded(data: str | bytes) -> bytes:
    # File names that are no valid UTF-8 hold lone surrogates.
    return data if isinstance(data, bytes) else data.encode("utf-8", "replace")


def colored() -> bool:
    """Whether standard output shows colours: a terminal, unless NO_COLOR (no-color.org) is set."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width() -> int:
    """The width of the terminal in cells; 100 where there is none, so that output stays the same everywhere."""
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or 100
    except (OSError, ValueError):
        return 100
