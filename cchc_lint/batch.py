"""Many files in one run: in several processes, and with a limit of time for each file."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from cchc_lint.finding import FileResult, Result
from cchc_lint.inputs import STDIN, Input
from cchc_lint.words import pick, speaking

if TYPE_CHECKING:
    from cchc_lint.pipeline import Tick
    from cchc_lint.plan import Plan, Prepared

_WORTH = 3  # files that a process must have to be worth its start


class TimeLimit(BaseException):
    """A file took too long. No Exception: nothing on the way may take it for a fault of its own."""


def check_batch(
    inputs: Sequence[Input], prepared: Prepared, *, jobs: int = 1, seconds: int = 0, tick: Tick | None = None,
) -> Result:
    """The result of checking every input, in their order, by `jobs` processes.

    A file that takes longer than `seconds` (0: no limit) fails alone. `tick` is told of each file.
    """
    jobs = min(jobs, len(inputs) // _WORTH)
    files = []
    for item, file in zip(inputs, _results(inputs, prepared, jobs, seconds), strict=True):
        if tick:
            tick(item)
        files.append(file)
    return Result(tuple(files), prepared.all.sha256, prepared.rules.told())


def check_as_one(inputs: Sequence[Input], prepared: Prepared, *, seconds: int = 0) -> Result:
    """The result of checking all inputs as the parts of one report; see cchc_lint.read.together."""
    from cchc_lint.pipeline import check_together

    plan = prepared.plan
    try:
        with limited(seconds):
            files = check_together(inputs, prepared.rules_for(inputs[0].path), plan.lang, ocr=plan.ocr)
    except TimeLimit:
        files = [_late(inputs[0], seconds, plan.lang)]
    return Result(tuple(files), prepared.all.sha256, prepared.rules.told())


def _results(inputs: Sequence[Input], prepared: Prepared, jobs: int, seconds: int) -> Iterator[FileResult]:
    if jobs < 2:
        yield from (_one(item, prepared, seconds) for item in inputs)
        return
    from multiprocessing import get_context

    # Started afresh, as on Windows: what a run gives must not hang on what its parent had read.
    with get_context("spawn").Pool(jobs, _start, (prepared.plan,)) as pool:
        yield from pool.imap(partial(_in_worker, seconds=seconds), inputs)


_worker: list[Prepared] = []  # the one of this process, made when it starts


def _start(plan: Plan) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent answers for all
    with speaking(plan.lang):
        _worker[:] = [plan.prepared()]


def _in_worker(item: Input, seconds: int) -> FileResult:
    return _one(item, _worker[0], seconds)


def _one(item: Input, prepared: Prepared, seconds: int) -> FileResult:
    from cchc_lint.pipeline import check_input

    lang = prepared.plan.lang
    try:
        with speaking(lang), limited(0 if item.path == STDIN else seconds):
            return check_input(item, prepared.rules_for(item.path), lang, ocr=prepared.plan.ocr)
    except TimeLimit:
        return _late(item, seconds, lang)


def _late(item: Input, seconds: int, lang: str) -> FileResult:
    return FileResult(item.path, "", None, error=pick(
        lang, f"quá {seconds} giây chưa xong (tăng bằng --timeout)",
        f"not done after {seconds} seconds (--timeout allows more)"))


@contextmanager
def limited(seconds: int) -> Iterator[None]:
    """Raises TimeLimit where the body takes longer; without end where seconds is 0.

    Systems without SIGALRM (Windows) are told by another thread, which cannot break into a call of C code.
    """
    if not seconds:
        yield
        return
    if not hasattr(signal, "SIGALRM"):
        with _timed(seconds):
            yield
        return
    before = signal.signal(signal.SIGALRM, _ring)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _ring(*_: Any) -> None:
    raise TimeLimit


@contextmanager
def _timed(seconds: int) -> Iterator[None]:
    import ctypes
    import threading

    here = ctypes.c_ulong(threading.get_ident())
    timer = threading.Timer(
        seconds, ctypes.pythonapi.PyThreadState_SetAsyncExc, (here, ctypes.py_object(TimeLimit)))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
