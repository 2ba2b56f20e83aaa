"""The host of a line whose output goes to two text streams: a terminal, a pipe, a file."""

from __future__ import annotations

import errno
import math
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TextIO

from eopsh.engine import Interrupts
from eopsh.errors import Advice, EopshError, NoAnswer
from eopsh.formatting import (
    Renderer,
    Views,
    ends_line,
    format_debug,
    format_error,
    format_information,
    format_verbose,
    format_warning,
    safe_text,
)
from eopsh.objects import EN_US, ErrorRecord, Value, to_text
from eopsh.remote import HostCall, Record, Stream
from eopsh.runtime import ScriptError
from eopsh.shell.progress import ProgressLine, progress_text
from eopsh.shell.prompts import Reader, answer, question

_GONE = (errno.EPIPE, errno.EINVAL, errno.EIO)
"""What a write says when whoever read is gone: a pipe, a pipe on Windows, a terminal."""

PLAIN_WIDTH = 120
"""Columns where output is no terminal, as PowerShell takes them."""


class Screen:
    """Two streams and what is known of them. `terminal` tells that `out` is one; colours follow `NO_COLOR` and `TERM`."""

    def __init__(self, out: TextIO, err: TextIO, *, terminal: bool, color: bool) -> None:
        self.out = out
        self.err = err
        self.terminal = terminal
        self.color = color

    @classmethod
    def of(cls, out: TextIO, err: TextIO) -> Screen:
        """Look at the streams and the environment."""
        terminal = out.isatty()
        plain = "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
        return cls(out, err, terminal=terminal, color=terminal and not plain)

    @property
    def width(self) -> int:
        """The columns at this moment."""
        if not self.terminal:
            return PLAIN_WIDTH
        try:
            # Not the variable COLUMNS: it tells how wide the window was when something else began.
            return os.get_terminal_size(self.out.fileno()).columns or PLAIN_WIDTH
        except (OSError, ValueError):
            return PLAIN_WIDTH


class ConsoleHost:
    """Shows records on a screen and asks questions through a reader; without a reader every question takes its default."""

    def __init__(
        self,
        screen: Screen,
        interrupts: Interrupts,
        *,
        reader: Reader | None,
        views: Callable[[], Views] = Views,
        variable: Callable[[str], Value] = lambda name: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.screen = screen
        self.culture = EN_US
        """How dates and numbers of the results are written: the settings' culture."""
        self.closed = False
        self.failure: EopshError | None = None
        """Why the output is closed, where it is not that nobody reads it any more."""
        self._line_is_open = False
        self._interrupts = interrupts
        self._reader = reader
        self._views = views
        self._variable = variable
        self._clock = clock
        self._renderer: Renderer | None = None
        self._progress = ProgressLine(screen.err, terminal=screen.err.isatty(), width=lambda: screen.width, clock=clock)
        self._formats: dict[Stream, Callable[[Value], list[str]]] = {
            Stream.WARNING: lambda value: format_warning(value, color=screen.color),
            Stream.VERBOSE: lambda value: format_verbose(value, color=screen.color),
            Stream.DEBUG: lambda value: format_debug(value, color=screen.color),
            Stream.ERROR: self._error_lines,
        }

    def emit(self, record: Record) -> None:
        """Show a record: output and information on the first stream, everything else on the second."""
        match record.stream:
            case Stream.OUTPUT:
                self._write(self.screen.out, self._current().feed(record.value, self._clock()))
            case Stream.PROGRESS:
                self._show_progress(record.value)
            case Stream.INFORMATION:
                self._show_information(record.value)
            case stream:
                self._between(self.screen.err, self._formats[stream](record.value))

    def ask(self, call: HostCall) -> Value:
        """Answer a question, as `Host.ask` does."""
        asked = question(call)
        if asked is None:
            raise NoAnswer(f"The server asks for {call.method}, which this shell cannot answer.")
        self._flush()
        self._progress.clear()
        if self._reader is None:
            return asked.default()
        self._line_is_open = False
        # A question is no output: where that goes to a file, nobody would see it there.
        aside = self.screen.out if self.screen.terminal else self.screen.err
        return answer(asked, self._reader, lambda text: self._write(aside, [text]))

    def idle(self) -> None:
        """Let rows out that have waited long enough."""
        if self._renderer is not None:
            self._write(self.screen.out, self._renderer.tick(self._clock()))

    def cancelled(self) -> bool:
        """Tell whether Ctrl-C was pressed, or nobody reads the output any more."""
        return self.closed or self._interrupts.cancelled()

    def fail(self, error: EopshError, text: str) -> None:
        """Show an error with its place in `text`, as `Front.fail` does."""
        if isinstance(error, ScriptError):
            self._between(self.screen.err, self._error_lines(error.record))
            return
        self._between(self.screen.err, format_error(error, width=self.screen.width, line=text, color=self.screen.color))

    def note(self, text: str) -> None:
        """Show a sentence of our own beside the output."""
        self._between(self.screen.err, [safe_text(line) for line in text.split("\n")])

    def finish(self) -> None:
        """End the output of a line."""
        self._progress.clear()
        if self._renderer is not None:
            self._write(self.screen.out, self._renderer.finish())
            self._renderer = None
        if self._line_is_open and self.screen.terminal:
            self._write(self.screen.out, [""])
        self._line_is_open = False
        self._flush_stream(self.screen.out)

    def _current(self) -> Renderer:
        if self._renderer is None:
            self._renderer = Renderer(
                self.screen.width,
                terminal=self.screen.terminal,
                views=self._views,
                color=self.screen.color,
                variable=self._variable,
                culture=self.culture,
            )
        return self._renderer

    def _error_lines(self, value: Value) -> list[str]:
        if isinstance(value, ErrorRecord | ScriptError):
            view = to_text(self._variable("ErrorView"))
            return format_error(value, width=self.screen.width, color=self.screen.color, place=True, view=view)
        return format_error(ErrorRecord(str(value)), width=self.screen.width, color=self.screen.color)

    def _show_information(self, value: Value) -> None:
        self._flush()
        self._write(self.screen.out, format_information(value, color=self.screen.color), ends_line=ends_line(value))
        self._flush_stream(self.screen.out)

    def _show_progress(self, value: Value) -> None:
        text, done = progress_text(value, self.screen.width)
        if done:
            self._progress.clear()
        elif not self._line_is_open:
            # It would be drawn over what is on the line.
            self._progress.show(text)

    def _between(self, stream: TextIO, lines: Iterable[str]) -> None:
        """Show lines that are no rows; rows that still wait for others go first."""
        self._flush()
        self._write(stream, lines)
        self._flush_stream(stream)

    def _flush(self) -> None:
        if self._renderer is not None:
            self._write(self.screen.out, self._renderer.tick(math.inf))
            self._flush_stream(self.screen.out)

    def _write(self, stream: TextIO, lines: Iterable[str], *, ends_line: bool = True) -> None:
        text = "\n".join(lines) if not ends_line else "".join(f"{line}\n" for line in lines)
        if not text or self.closed:
            return
        self._progress.clear()
        self._line_is_open = not ends_line
        with self._as_closed():
            stream.write(text)
            if self.screen.terminal or self._renderer is not None:
                stream.flush()

    def _flush_stream(self, stream: TextIO) -> None:
        if not self.closed:
            with self._as_closed():
                stream.flush()

    @contextmanager
    def _as_closed(self) -> Iterator[None]:
        """Take an output that cannot be written as closed: the line ends there, as at a pipe that nobody reads."""
        try:
            yield
        except ValueError:
            self.closed = True
        except OSError as error:
            self.closed = True
            if error.errno not in _GONE:
                cause = f"The output cannot be written: {error.strerror or error}."
                self.failure = EopshError(advice=Advice(cause, "The line was stopped there; see to the place that it goes to."))
