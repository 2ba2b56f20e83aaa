"""What holds for a case in every mode: a folder and a clock of its own, a limit, and an answer whatever happens."""

from __future__ import annotations

import contextlib
import importlib
import os
import signal
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.oracle.shapes import Case, UnknownCaseError

MODES = {"run": "running", "parse": "parsing", "complete": "completing", "clixml": "values"}
"""The module that answers in each mode; only that one is loaded, so that a broken room stops its own mode alone."""
_SECONDS = 10


class TooLongError(BaseException):
    """A case took longer than it may; no `except Exception` of the code under test catches it."""


def answer_all(mode: str, cases: Iterable[Case]) -> Iterator[Case]:
    """Yield an answer to each case that asks something; lines that only hold a script for others are read past."""
    for case in cases:
        if _asks(case):
            yield answer(mode, case)


def _asks(case: Case) -> bool:
    return "id" in case and ("script" in case or "document" in case or "page" in case or "base" in case)


def answer(mode: str, case: Case) -> Case:
    """Answer one case; `failed` says why there is no answer."""
    try:
        with _apart(case), _limited(int(str(case.get("timeout", _SECONDS)))):
            return {"id": case["id"], **_answer(mode, case)}
    except (Exception, TooLongError) as error:
        return {"id": case["id"], "failed": f"{type(error).__name__}: {error}"}


def _answer(mode: str, case: Case) -> Case:
    found = importlib.import_module(f"tests.oracle.{MODES[mode]}").answer(case)
    assert isinstance(found, dict)
    return found


@contextlib.contextmanager
def _apart(case: Case) -> Iterator[None]:
    """Work in a folder of its own that holds the case's files, in UTC."""
    home, zone = Path.cwd(), os.environ.get("TZ")
    with tempfile.TemporaryDirectory() as folder:
        _make_files(Path(folder), case.get("files"))
        os.chdir(folder)
        _set_zone("UTC")
        try:
            yield
        finally:
            _set_zone(zone)
            os.chdir(home)


def _set_zone(zone: str | None) -> None:
    if zone is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = zone
    time.tzset()


def _make_files(folder: Path, names: object) -> None:
    if names is None:
        return
    if not isinstance(names, list):
        raise UnknownCaseError("files is no list")
    for name in map(str, names):
        path = folder / name
        if name.endswith("/"):
            path.mkdir(parents=True, exist_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()


@contextlib.contextmanager
def _limited(seconds: int) -> Iterator[None]:
    """Raise TooLongError after so many seconds. Only the main thread can be interrupted so; elsewhere there is no limit."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(*_: object) -> None:
        raise TooLongError(f"longer than {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
