"""Answers come from a stream or a terminal; what is asked never goes into the output."""

import io
import sys

import pytest

from eopsh.engine import Interrupts
from eopsh.errors import NoAnswer, Stopped
from eopsh.objects import PSObject, Value
from eopsh.remote import HostCall
from eopsh.shell.console import ConsoleHost, Screen
from eopsh.shell.reading import StreamReader, TerminalReader


class Tty(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_stream_gives_line_after_line() -> None:
    asked = io.StringIO()
    reader = StreamReader(io.StringIO("one\r\ntwo"), asked)
    assert (reader.line("First: "), reader.secret("Second: ")) == ("one", "two")
    assert asked.getvalue() == "First: \nSecond: \n"
    with pytest.raises(NoAnswer):
        reader.line("Third: ")


def test_a_question_at_a_terminal_stays_out_of_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    out, err = io.StringIO(), Tty()
    monkeypatch.setattr(sys, "stdin", Tty("y\n"))
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    host = ConsoleHost(Screen(out, err, terminal=False, color=False), Interrupts(), reader=TerminalReader())
    choices: list[Value] = [PSObject({"label": "&Yes"}), PSObject({"label": "&No"})]
    assert host.ask(HostCall(1, "PromptForChoice", ("Confirm", "Sure?", choices, 1))) == 0
    assert out.getvalue() == ""
    assert [word for word in ("Confirm", "Sure?", "[Y] Yes") if word not in err.getvalue()] == []


def test_the_end_of_a_terminal_is_a_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Tty(""))
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    monkeypatch.setattr(sys, "stderr", Tty())
    with pytest.raises(Stopped):
        TerminalReader().line("Sure? ")
