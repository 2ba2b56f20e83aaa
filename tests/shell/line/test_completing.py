"""The menu that shows up while typing: it offers, and takes no key away."""

import asyncio

import pytest
from prompt_toolkit.application import get_app
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from eopsh.completion import CompletionContext
from eopsh.history import Entry, History
from eopsh.settings import Settings
from eopsh.shell.line.completing import LineCompleter
from tests.shell.line.test_editor import ENTER, TAB, UP, editor, history

__all__ = ["history"]

DOWN, ESCAPE, CTRL_SPACE, SHIFT_TAB = "\x1b[B", "\x1b", "\x00", "\x1b[Z"


def typed(history: History, *bursts: str, settings: Settings | None = None) -> tuple[str, list[list[str]]]:
    """Type bursts of keys with a pause behind each, then Enter twice; return the line and the menu after each burst."""
    menus: list[list[str]] = []
    with editor(history, settings or Settings()) as (line, pipe):

        async def later() -> None:
            for burst in bursts:
                pipe.send_text(burst)
                await asyncio.sleep(0.8 if burst.endswith(ESCAPE) else 0.2)
                state = get_app().current_buffer.complete_state
                menus.append([choice.text for choice in state.completions] if state else [])
            pipe.send_text(ENTER + ENTER)

        def begin() -> None:
            get_app().create_background_task(later())

        text = line.ask(begin)
    return text, menus


QUARANTINE = ["Get-QuarantineMessage", "Get-QuarantinePolicy"]


def test_shows_up_while_a_word_is_typed_and_goes_with_it(history: History) -> None:
    text, menus = typed(history, "Get-Qu", "arantineP", "olicy ", "-")
    assert menus[:3] == [QUARANTINE, ["Get-QuarantinePolicy"], []]
    assert text == "Get-QuarantinePolicy -"


def test_values_show_up_before_the_first_letter_and_nothing_else_does(history: History) -> None:
    assert typed(history, "Get-TransportRule -State ", "E", " ")[1] == [["Enabled", "Disabled"], ["Enabled"], []]


def test_only_when_asked_by_a_setting(history: History) -> None:
    text, menus = typed(history, "Get-Qu", CTRL_SPACE, settings=Settings(menu="asked"))
    assert menus == [[], QUARANTINE]
    assert text == "Get-Qu"


KEYS = [
    pytest.param([""], "Get-Qu", id="Enter takes what is typed, not what is offered"),
    pytest.param([UP], "Get-Quota old", id="Up goes through the history"),
    pytest.param([DOWN], "Get-QuarantineMessage", id="Down goes into the menu"),
    pytest.param([DOWN + DOWN + UP], "Get-QuarantineMessage", id="Up goes back in the menu that is gone into"),
    pytest.param([ESCAPE, "x"], "x", id="Esc clears the line"),
    pytest.param([DOWN, ESCAPE, "x"], "Get-Qux", id="Esc takes back what was chosen"),
    pytest.param([TAB], "Get-Quarantine", id="Tab puts what is certain"),
    pytest.param([TAB, TAB], "Get-QuarantineMessage", id="Tab again chooses"),
    pytest.param([TAB, TAB, TAB, SHIFT_TAB], "Get-QuarantineMessage", id="Shift-Tab goes back"),
    pytest.param([TAB, ESCAPE, "x"], "Get-Quarantinex", id="Esc closes a menu that was asked for"),
]


@pytest.mark.parametrize(("bursts", "line"), KEYS)
def test_keys_over_an_offered_menu(history: History, bursts: list[str], line: str) -> None:
    history.append(Entry("Get-Quota old"))
    assert typed(history, "Get-Qu", *bursts)[0] == line


def test_tab_chooses_at_once_where_nothing_is_certain(history: History) -> None:
    assert typed(history, "Get-Quarantine", TAB)[0] == "Get-QuarantineMessage"


def test_escape_in_vi_mode_leaves_the_insert_mode(history: History) -> None:
    assert typed(history, "Get-Qu", ESCAPE, "0ix", settings=Settings(edit_mode="vi"))[0] == "xGet-Qu"


def test_cycling_over_an_offered_menu(history: History) -> None:
    assert typed(history, "Get-Qu", TAB, TAB, settings=Settings(tab="cycle"))[0] == "Get-QuarantinePolicy"


def test_no_folder_is_read_while_typing() -> None:
    read: list[str] = []

    def folder(path: str) -> tuple[tuple[str, bool], ...]:
        read.append(path)
        return (("notes.txt", False),)

    completer = LineCompleter(lambda: CompletionContext(folder=folder))
    document = Document("Get-Nothing n")
    assert not list(completer.get_completions(document, CompleteEvent(text_inserted=True)))
    assert not read
    assert [choice.text for choice in completer.get_completions(document, CompleteEvent(completion_requested=True))] == ["./notes.txt"]
