"""The host of a line: what goes where, in which order, and what happens to questions."""

from __future__ import annotations

import errno
import io
from dataclasses import dataclass

import pytest

from eopsh.engine import Interrupts
from eopsh.errors import LineError, NoAnswer, SignInFailed
from eopsh.objects import ErrorRecord, PSObject, Value
from eopsh.remote import HostCall, Record, Stream
from eopsh.shell.console import ConsoleHost, Screen


class Tty(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


class Gone(io.StringIO):
    """A pipe whose reader is gone."""

    def write(self, text: str) -> int:
        raise BrokenPipeError


class Full(io.StringIO):
    """A file on a disk that is full."""

    def write(self, text: str) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


@dataclass
class Shown:
    """A host over two streams that can be looked at."""

    host: ConsoleHost
    out: io.StringIO
    err: io.StringIO
    interrupts: Interrupts


def shown(out: io.StringIO | None = None) -> Shown:
    out, err, interrupts = out or io.StringIO(), io.StringIO(), Interrupts()
    host = ConsoleHost(Screen(out, err, terminal=False, color=False), interrupts, reader=None, clock=lambda: 0.0)
    return Shown(host, out, err, interrupts)


def row(name: str) -> Record:
    return Record(Stream.OUTPUT, PSObject({"Name": name, "Size": 1}))


def test_output_goes_out_and_everything_else_beside_it() -> None:
    it = shown()
    it.host.emit(row("Ada"))
    it.host.emit(Record(Stream.WARNING, "mind the step"))
    it.host.emit(Record(Stream.VERBOSE, "looking"))
    it.host.emit(Record(Stream.ERROR, ErrorRecord("it broke", activity="Get-X")))
    it.host.emit(Record(Stream.INFORMATION, "told"))
    it.host.finish()
    assert it.err.getvalue() == "WARNING: mind the step\nVERBOSE: looking\nGet-X: it broke\n"
    assert "Ada" in it.out.getvalue()
    assert it.out.getvalue().index("Ada") < it.out.getvalue().index("told"), "rows that wait go first"


def test_an_error_of_the_line_marks_its_place() -> None:
    it = shown()
    it.host.fail(LineError("Unexpected token ')'.", 4, 5, hint="Remove it."), "1 + )")
    assert it.err.getvalue().splitlines() == ["Unexpected token ')'.", "  1 + )", "      ~", "  Remove it."]


def test_an_error_on_the_way_gives_cause_and_next_step() -> None:
    it = shown()
    it.host.fail(SignInFailed(), "Get-X")
    assert it.err.getvalue().splitlines() == [SignInFailed.advice.cause, SignInFailed.advice.next_step]


def test_the_script_says_how_errors_look() -> None:
    out, err, interrupts = io.StringIO(), io.StringIO(), Interrupts()
    host = ConsoleHost(
        Screen(out, err, terminal=False, color=False),
        interrupts,
        reader=None,
        variable=lambda name: "CategoryView" if name == "ErrorView" else None,
    )
    host.emit(Record(Stream.ERROR, ErrorRecord("no", category="ReadError")))
    assert err.getvalue().splitlines() == ["ReadError: (:) [], Exception"]


def test_a_reader_that_is_gone_stops_the_line() -> None:
    it = shown(Gone())
    assert not it.host.cancelled()
    it.host.emit(Record(Stream.OUTPUT, "text"))
    it.host.finish()
    assert it.host.closed
    assert it.host.cancelled()


def test_a_full_disk_stops_the_line_and_says_why() -> None:
    it = shown(Full())
    it.host.emit(Record(Stream.OUTPUT, "text"))
    it.host.finish()
    assert it.host.cancelled()
    assert it.host.failure is not None
    assert it.host.failure.advice.cause == "The output cannot be written: No space left on device."


def told(text: str, *, ends: bool = True, color: str = "") -> Record:
    message = PSObject({"Message": text, "NoNewLine": not ends, "ForegroundColor": color})
    return Record(Stream.INFORMATION, PSObject({"MessageData": message}))


def on_a_terminal(*, color: bool = False) -> Shown:
    out, err, interrupts = Tty(), Tty(), Interrupts()
    screen = Screen(out, err, terminal=True, color=color)
    return Shown(ConsoleHost(screen, interrupts, reader=None, clock=lambda: 0.0), out, err, interrupts)


def test_what_does_not_end_its_line_is_gone_on_with() -> None:
    it = on_a_terminal()
    it.host.emit(told("a", ends=False))
    it.host.emit(Record(Stream.PROGRESS, PSObject({"Activity": "Working", "PercentComplete": 5})))
    it.host.emit(told("b"))
    it.host.emit(told("c", ends=False))
    it.host.finish()
    assert it.out.getvalue() == "ab\nc\n", "the prompt begins a line of its own"
    assert it.err.getvalue() == "", "nothing is drawn over an open line"


def test_a_file_gets_no_line_end_of_ours() -> None:
    it = shown()
    it.host.emit(told("a", ends=False))
    it.host.finish()
    assert it.out.getvalue() == "a"


def test_write_host_has_its_colours() -> None:
    it = on_a_terminal(color=True)
    it.host.emit(told("fine", color="Green"))
    assert it.out.getvalue() == "\x1b[92mfine\x1b[0m\n"


def test_ctrl_c_is_seen() -> None:
    it = shown()
    it.interrupts.press()
    assert it.host.cancelled()


def choice(default: int) -> HostCall:
    choices: list[Value] = [PSObject({"label": "&Yes"}), PSObject({"label": "&No"})]
    return HostCall(1, "PromptForChoice", ("Confirm", "Sure?", choices, default))


def test_without_a_reader_a_question_has_its_default_or_fails() -> None:
    it = shown()
    assert it.host.ask(choice(1)) == 1
    for call in (choice(-1), HostCall(1, "ReadLine", ()), HostCall(1, "Unheard", ())):
        with pytest.raises(NoAnswer):
            it.host.ask(call)


COLORS = [
    pytest.param(Tty(), {"TERM": "xterm"}, True, id="a terminal"),
    pytest.param(Tty(), {"TERM": "xterm", "NO_COLOR": "1"}, False, id="NO_COLOR"),
    pytest.param(Tty(), {"TERM": "dumb"}, False, id="a dumb terminal"),
    pytest.param(io.StringIO(), {"TERM": "xterm"}, False, id="no terminal"),
]


@pytest.mark.parametrize(("out", "environment", "color"), COLORS)
def test_colors(out: io.StringIO, environment: dict[str, str], color: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TERM", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert Screen.of(out, io.StringIO()).color is color
