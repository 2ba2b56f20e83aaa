"""The line editor, driven by keys through a pipe."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session, get_app
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from eopsh.catalogue import Catalogue, Command, Kind, Parameter
from eopsh.completion import CompletionContext, Known, Wanted
from eopsh.completion.asked import asked_at
from eopsh.history import Entry, History
from eopsh.settings import Settings
from eopsh.shell.line import Editor
from eopsh.shell.line.keys import DEFAULTS
from eopsh.shell.line.toolbar import Status
from eopsh.shell.screens import HelpPane

ENTER, TAB, UP, RIGHT, CTRL_C, CTRL_D, CTRL_R = "\r", "\t", "\x1b[A", "\x1b[C", "\x03", "\x04", "\x12"

FETCHED: list[str] = []
COMMANDS = [
    Command(
        "Get-TransportRule", Parameter("Identity", "string"), Parameter("State", "string", values=("Enabled", "Disabled")), kind=Kind.REMOTE
    ),
    Command("Get-QuarantineMessage", kind=Kind.REMOTE),
    Command("Get-QuarantinePolicy", kind=Kind.REMOTE),
]


class World:
    """What the editor shows. `heard` is what it was told of the keys."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def key_pressed(self) -> None:
        self.heard.append("pressed")

    def key_shown(self) -> None:
        self.heard.append("shown")

    def context(self) -> CompletionContext:
        return CompletionContext(Catalogue.of(COMMANDS))

    def status(self) -> Status:
        return Status(None)

    def help(self, text: str, cursor: int, columns: int) -> HelpPane:
        asked = asked_at(text, cursor, self.context())
        return HelpPane.of_command(asked.command, None, asked.parameter, columns) if asked else HelpPane.of_topic("about_help", columns)

    def ask_live(self, wanted: Wanted, done: Callable[[], None]) -> bool:
        return False

    def fetch_help(self) -> None:
        FETCHED.append("asked")


Ask = Callable[..., str]


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    stored = History(tmp_path / "history.sqlite")
    yield stored
    stored.close()


@contextmanager
def editor(history: History, settings: Settings = DEFAULTS, world: World | None = None) -> Iterator[tuple[Editor, PipeInput]]:
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        yield Editor(world or World(), history, settings=settings, input=keys, output=DummyOutput()), keys


def typed(history: History, keys: str) -> str:
    """Type keys and take the line; one more Enter insists where the first was stopped for an unknown name."""
    with editor(history) as (line, pipe):
        pipe.send_text(keys + ENTER)
        return line.ask()


LINES = [
    pytest.param("Get-Date" + ENTER, "Get-Date", id="a whole line"),
    pytest.param("if ($x) {" + ENTER + "1 }" + ENTER, "if ($x) {\n1 }", id="an open brace gets another line"),
    pytest.param("'a" + ENTER + "b'" + ENTER, "'a\nb'", id="an open quote"),
    pytest.param("Get-Date |" + ENTER + "Out-Null" + ENTER, "Get-Date |\nOut-Null", id="a trailing pipe"),
    pytest.param("1 + ) " + ENTER, "1 + ) ", id="a mistake is no reason to wait"),
    pytest.param("\x1b[200~Get-A\nGet-B\n\x1b[201~" + ENTER, "Get-A\nGet-B\n", id="a paste is inserted, not run"),
    pytest.param("Get-Tr" + TAB + ENTER, "Get-TransportRule", id="Tab completes what is alone"),
    pytest.param("Get-Qu" + TAB + ENTER, "Get-Quarantine", id="Tab completes what all share"),
]


@pytest.mark.parametrize(("keys", "line"), LINES)
def test_lines(history: History, keys: str, line: str) -> None:
    assert typed(history, keys) == line


def test_up_brings_the_last_line_back(history: History) -> None:
    for text in ("first", "second"):
        history.append(Entry(text))
    assert typed(history, UP + ENTER) == "second"
    assert typed(history, UP + UP + ENTER) == "first"


def test_control_r_finds_an_older_line(history: History) -> None:
    for text in ("Get-MailUser kim", "Get-Date"):
        history.append(Entry(text))
    assert typed(history, CTRL_R + "kim" + ENTER + ENTER) == "Get-MailUser kim"


def test_control_c_drops_the_text_and_control_d_leaves(history: History) -> None:
    with pytest.raises(KeyboardInterrupt):
        typed(history, "abc" + CTRL_C)
    with pytest.raises(EOFError):
        typed(history, CTRL_D)


def test_suggestions_are_longer_and_hold_no_masked_secret(history: History) -> None:
    from prompt_toolkit.buffer import Buffer
    from prompt_toolkit.document import Document

    from eopsh.shell.line.remembering import HistorySuggest

    for text, masked in (("Get-MailUser kim", False), ("Get-MailUser", False), ("Get-MailUser -Password '********'", True)):
        history.append(Entry(text, masked=masked))
    suggestion = HistorySuggest(history).get_suggestion(Buffer(), Document("Get-MailUser"))
    assert suggestion is not None
    assert suggestion.text == " kim"


F1, F2 = "\x1bOP", "\x1bOQ"

HELP = [
    pytest.param("Get-TransportRule -Sta" + F1 + "\r", "Get-TransportRule -State ", id="takes the parameter that was begun"),
    pytest.param("Get-TransportRule " + F1 + "/-Identity\rn\r", "Get-TransportRule -Identity ", id="takes another one"),
    pytest.param("Get-TransportRule -State" + F1 + "q", "Get-TransportRule -State", id="closes, and nothing is lost"),
    pytest.param("what" + F1 + "q", "what", id="no command: about help"),
]


@pytest.mark.parametrize(("keys", "line"), HELP)
def test_f1_shows_help_over_the_line(history: History, keys: str, line: str) -> None:
    first, mark, rest = keys.partition(F1)
    with editor(history) as (edited, pipe):
        pipe.send_text(first + mark)

        async def later() -> None:
            await asyncio.sleep(0.3)
            pipe.send_text(rest)
            await asyncio.sleep(0.3)
            pipe.send_text(ENTER + ENTER)

        def begin() -> None:
            get_app().create_background_task(later())

        assert edited.ask(begin) == line


def test_f2_fetches_pages(history: History) -> None:
    FETCHED.clear()
    assert typed(history, F2 + "1" + ENTER) == "1"
    assert FETCHED == ["asked"]


def test_what_works_beside_hears_of_each_key_and_of_the_screen_behind_it(history: History) -> None:
    world = World()
    with editor(history, world=world) as (line, pipe):

        async def later() -> None:
            world.heard.clear()
            pipe.send_text("x")
            await asyncio.sleep(0.2)
            heard.extend(world.heard)
            pipe.send_text(CTRL_C)

        def begin() -> None:
            get_app().create_background_task(later())

        heard: list[str] = []
        with pytest.raises(KeyboardInterrupt):
            line.ask(begin)
    assert heard[0] == "pressed"
    assert heard[-1] == "shown"


class Server(World):
    """A world with a server that answers when it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.known = Known()
        self.asked: list[Wanted] = []
        self.waiting: list[Callable[[], None]] = []

    def context(self) -> CompletionContext:
        return CompletionContext(Catalogue.of([*COMMANDS, MAIL, SET]), knowledge=self.known)

    def ask_live(self, wanted: Wanted, done: Callable[[], None]) -> bool:
        self.asked.append(wanted)
        self.waiting.append(done)
        return True

    def answer(self) -> None:
        self.known = Known(answers={("mailuser", "ad"): (("ada.berg", "Ada Berg"),)})
        self.waiting.pop()()


MAIL = Command("Get-MailUser", Parameter("Identity"), Parameter("Filter"), Parameter("ResultSize"), kind=Kind.REMOTE)
SET = Command("Set-MailUser", Parameter("Identity", position=0), kind=Kind.REMOTE)


def asked(history: History, first: str, then: Callable[[Server, PipeInput], None], settings: Settings | None = None) -> tuple[str, Server]:
    server = Server()
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        line = Editor(server, history, settings=settings or Settings(), input=keys, output=DummyOutput())
        keys.send_text(first)

        async def later() -> None:
            await asyncio.sleep(0.3)
            then(server, keys)
            await asyncio.sleep(0.3)
            keys.send_text(ENTER)

        def begin() -> None:
            get_app().create_background_task(later())

        return line.ask(begin), server


def test_tab_asks_the_server_and_completes_when_it_has_answered(history: History) -> None:
    line, server = asked(history, "Set-MailUser -Identity ad" + TAB, lambda server, keys: server.answer())
    assert line == "Set-MailUser -Identity ada.berg"
    assert [(each.query, each.prefix) for each in server.asked] == [("Get-MailUser", "ad")]


def test_tab_asks_as_well_where_it_cycles(history: History) -> None:
    line, server = asked(history, "Set-MailUser -Identity ad" + TAB, lambda server, keys: server.answer(), Settings(tab="cycle"))
    assert line == "Set-MailUser -Identity ada.berg"
    assert len(server.asked) == 1


def test_an_answer_after_the_line_was_sent_is_no_fault(history: History) -> None:
    _, server = asked(history, "Set-MailUser -Identity ad" + TAB, lambda server, keys: None)
    server.answer()
    assert server.waiting == []


def test_an_answer_that_comes_too_late_changes_nothing(history: History) -> None:
    def type_on(server: Server, keys: PipeInput) -> None:
        keys.send_text("x")
        get_app().loop.call_later(0.1, server.answer)  # type: ignore[union-attr]

    line, _ = asked(history, "Set-MailUser -Identity ad" + TAB, type_on)
    assert line == "Set-MailUser -Identity adx"


def test_typing_alone_asks_nobody(history: History) -> None:
    line, server = asked(history, "Set-MailUser -Identity ad", lambda server, keys: None)
    assert (line, server.asked) == ("Set-MailUser -Identity ad", [])
