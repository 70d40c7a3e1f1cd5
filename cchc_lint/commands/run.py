"""One run, as the commands share it: the plan, the files, the result."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import click

from cchc_lint.commands.base import option
from cchc_lint.errors import InputError

if TYPE_CHECKING:
    from cchc_lint.config import Config
    from cchc_lint.finding import FileResult, Result
    from cchc_lint.plan import Prepared

TIMEOUT = 120  # seconds for one file

config_option = option(
    "--config", metavar="FILE",
    text=("Cấu hình riêng của đơn vị (mặc định: tệp cchc-lint.yaml gần nhất, từ thư mục của báo cáo trở lên)",
          "The site's own configuration (default: the nearest cchc-lint.yaml, from the reports' folder upward)"))
jobs_option = option(
    "--jobs", type=click.IntRange(min=1), default=1, metavar="N",
    text=("Số tiến trình chạy song song (mặc định 1)", "Processes at work side by side (default 1)"))


class Run(NamedTuple):
    prepared: Prepared
    result: Result


def checked(
    paths: Sequence[str], lang: str, *, asked: Config | None = None, config: str | None = None, jobs: int = 1,
) -> Run:
    """The result of checking the paths by the configuration named, or the nearest; waivers are not applied."""
    from cchc_lint.batch import check_batch
    from cchc_lint.config import Config
    from cchc_lint.inputs import expand
    from cchc_lint.plan import planned

    prepared = planned(paths, asked or Config(), config=config, lang=lang).prepared()
    return Run(prepared, check_batch(expand(paths), prepared, jobs=jobs, seconds=TIMEOUT))


def readable(result: Result) -> list[FileResult]:
    """The files that were checked. Raises InputError for a named one that could not be."""
    wrong = [f"{file.path}: {file.error}" for file in result.files if file.error and not file.skipped]
    if wrong:
        raise InputError("\n".join(wrong))
    return [file for file in result.files if file.report is not None]
