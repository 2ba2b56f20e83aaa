"""Running what was asked for: the interactive shell, one line, a file, or lines from standard input."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from eopsh.cli import exits
from eopsh.cli.endings import ending_of
from eopsh.cli.loading import uncollected
from eopsh.cli.main import exit_code
from eopsh.cli.surroundings import Surroundings
from eopsh.engine import Result
from eopsh.errors import Advice, UsageError
from eopsh.history import Outcome
from eopsh.language import Answer, parse

CODES = {Outcome.OK: exits.OK, Outcome.FAILED: exits.FAILED, Outcome.STOPPED: exits.STOPPED, Outcome.REFUSED: exits.USAGE}


def run_lines(options: argparse.Namespace, around: Surroundings) -> int:
    """Run what the options ask for and return the exit code."""
    if around.interactive:
        if ending_of(options):
            raise UsageError(advice=Advice("--format is for lines that are given.", "Give them with -c, -f or standard input."))
        # Loaded only here: lines from elsewhere need no editor.
        with uncollected():
            from eopsh.shell.shell import Shell

        return Shell(around.engine, around.host, around.notices, settings=around.settings).run()
    return _run_all(around, _sources(options), ending_of(options))


def _sources(options: argparse.Namespace) -> Iterable[str]:
    if options.line is not None:
        return [options.line]
    if options.file is not None:
        return [_read(options.file)]
    return statements(sys.stdin)


def _read(name: str) -> str:
    try:
        return Path(name).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(str(error), advice=Advice(f"The file {name} cannot be read.", "Check its name; it must be UTF-8.")) from None


def statements(lines: Iterable[str]) -> Iterator[str]:
    """Yield what can be run as soon as it is whole: a line, or several that belong together."""
    text = ""
    for line in lines:
        text += line
        if parse(text.rstrip("\r\n")).answer is not Answer.INCOMPLETE:
            yield text.rstrip("\r\n")
            text = ""
    if text:
        yield text


def _run_all(around: Surroundings, texts: Iterable[str], ending: str) -> int:
    """Run texts one after the other; the first that stops, does not parse, or asks to leave ends it."""
    code = exits.OK
    before = signal.signal(signal.SIGINT, lambda number, frame: around.engine.interrupts.press())
    try:
        for text in texts:
            result = around.engine.run_line(text, around.host, keep=False, ending=ending)
            show_notices(around)
            code = _code(result)
            if around.host.failure is not None:
                raise around.host.failure
            if around.host.closed:
                return exits.PIPE_CLOSED
            if result.exit_code is not None or result.outcome in (Outcome.STOPPED, Outcome.REFUSED):
                break
    finally:
        signal.signal(signal.SIGINT, before)
    return code


def _code(result: Result) -> int:
    if result.exit_code is not None:
        return result.exit_code & 0xFF
    if result.error is not None and result.outcome is Outcome.FAILED:
        return exit_code(result.error)
    return CODES[result.outcome]


def show_notices(around: Surroundings) -> None:
    """Show what other threads had to say."""
    for text in around.notices.take():
        around.host.note(text)


def wait(around: Surroundings, work: Callable[[], None]) -> None:
    """Do work that Ctrl-C may stop, before there are lines."""
    before = signal.signal(signal.SIGINT, lambda number, frame: around.engine.interrupts.press())
    try:
        around.engine.interrupts.reset()
        work()
    finally:
        signal.signal(signal.SIGINT, before)
        around.host.finish()
