"""The menu that shows up while typing: it offers, and takes no key away."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from prompt_toolkit.application import get_app
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.layout.containers import Window, WindowRenderInfo
from prompt_toolkit.layout.menus import CompletionsMenuControl

from eopsh.catalogue import Catalogue, Command, Kind, Parameter
from eopsh.completion import CompletionContext
from eopsh.history import Entry, History
from eopsh.settings import Settings
from eopsh.shell.line.completing import LineCompleter
from eopsh.shell.line.highlighting import line_style
from tests.runtime.doubles import run_line
from tests.shell.line.test_editor import ENTER, TAB, UP, World, editor, history

__all__ = ["history"]

DOWN, ESCAPE, CTRL_SPACE, SHIFT_TAB = "\x1b[B", "\x1b", "\x00", "\x1b[Z"


def typed(
    history: History,
    *bursts: str,
    settings: Settings | None = None,
    world: World | None = None,
    look: Callable[[], None] = lambda: None,
) -> tuple[str, list[list[str]]]:
    """Type bursts of keys with a pause behind each, then Enter twice; return the line and the menu after each burst."""
    menus: list[list[str]] = []
    with editor(history, settings or Settings(), world) as (line, pipe):

        async def later() -> None:
            for burst in bursts:
                pipe.send_text(burst)
                await asyncio.sleep(0.8 if burst.endswith(ESCAPE) else 0.2)
                state = get_app().current_buffer.complete_state
                menus.append([choice.text for choice in state.completions] if state else [])
                look()
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


class Folder(World):
    """A world with files."""

    def context(self) -> CompletionContext:
        return replace(super().context(), folder=lambda path: (("notes.txt", False), ("numbers.csv", False)))


def refined(history: History, *bursts: str) -> list[list[str]]:
    """Return the menu after each burst of keys, in a folder with files."""
    return typed(history, *bursts, world=Folder())[1]


def test_a_menu_that_was_asked_for_stays_while_its_word_is_typed_on(history: History) -> None:
    both = ["./notes.txt", "./numbers.csv"]
    assert refined(history, "Get-Nothing n", CTRL_SPACE, "u", "m") == [[], both, both[1:], both[1:]]


def test_a_menu_that_was_closed_stays_closed(history: History) -> None:
    assert refined(history, "Get-Nothing n", CTRL_SPACE, ESCAPE, "u")[2:] == [[], []]


def test_a_menu_that_was_asked_for_ends_with_its_word(history: History) -> None:
    assert refined(history, "Get-Nothing n", CTRL_SPACE, "u x", "n")[2:] == [[], []]


def test_refining_keeps_the_order() -> None:
    names = [command.name for command in LONG]
    completer = LineCompleter(lambda: CompletionContext(Catalogue.of(LONG)))
    word = "Get-Thing1"
    menus = [
        [choice.text for choice in completer.get_completions(Document(word[:end]), CompleteEvent(completion_requested=True))]
        for end in range(4, len(word) + 1)
    ]
    assert menus[0] == sorted(names)
    for wider, closer in pairwise(menus):
        assert closer == [text for text in wider if text in closer]


LONG = [Command(f"Get-Thing{number:03}", kind=Kind.REMOTE) for number in range(300)]


class Long(World):
    """A world with many commands."""

    def context(self) -> CompletionContext:
        return CompletionContext(Catalogue.of(LONG))


def menu() -> WindowRenderInfo:
    """Return how the menu was drawn."""
    windows = (window for window in get_app().layout.walk() if isinstance(getattr(window, "content", None), CompletionsMenuControl))
    return next(window.render_info for window in windows if isinstance(window, Window) and window.render_info)


def test_a_menu_that_nobody_asked_for_keeps_to_the_lines_that_are_free_for_it(history: History) -> None:
    seen: list[int] = []
    for key in (DOWN, CTRL_SPACE):
        typed(history, "Get-T", key, world=Long(), look=lambda: seen.append(menu().window_height))
    assert seen == [8, 16, 8, 16]


def test_a_long_menu_scrolls_to_what_is_chosen(history: History) -> None:
    seen: list[int] = []

    def look() -> None:
        seen.append(menu().vertical_scroll)

    text, menus = typed(history, "Get-T", CTRL_SPACE, DOWN * 200, world=Long(), look=look)
    assert len(menus[1]) == 300
    assert text == "Get-Thing199"
    assert max(seen) > 180


STYLES = [
    pytest.param("Get-TransportRule -Id", "-Identity", "class:mandatory", id="mandatory"),
    pytest.param("Get-TransportRule -St", "-State", "", id="a parameter"),
    pytest.param("Get-TransportRule -Ver", "-Verbose", "class:seldom", id="a common parameter"),
    pytest.param("Remove-Tr", "Remove-TransportRule", "class:risky", id="what takes something away"),
    pytest.param("Get-Tr", "Get-TransportRule", "", id="a command"),
    pytest.param("$E", "$Env:", "class:seldom", id="a drive"),
]
STYLED = [
    Command("Get-TransportRule", Parameter("Identity", mandatory=True), Parameter("State"), kind=Kind.REMOTE),
    Command("Remove-TransportRule", kind=Kind.REMOTE),
]


@pytest.mark.parametrize(("line", "text", "style"), STYLES)
def test_what_is_rarely_meant_is_dimmed(line: str, text: str, style: str) -> None:
    completer = LineCompleter(lambda: CompletionContext(Catalogue.of(STYLED)))
    found = {choice.text: choice for choice in completer.get_completions(Document(line), CompleteEvent(completion_requested=True))}
    assert next(iter(found[text].display))[0] == style
    used = style.removeprefix("class:")
    assert not used or any(name == used for name, _ in line_style("ansi").style_rules)


def test_a_name_of_a_file_draws_nothing() -> None:
    context = CompletionContext(
        Catalogue.of([Command("Get-Content", Parameter("Path", position=0))]), folder=lambda path: [("a\x1b[2J\nb", False)]
    )
    completer = LineCompleter(lambda: context)
    found = list(completer.get_completions(Document("Get-Content ./a"), CompleteEvent(completion_requested=True)))
    assert [choice.display_text for choice in found] == ["a\u241b[2J b"]


NAMES = [
    "two words",
    "O'Brien",
    "O\u2019Brien",
    "\u201elow\u201c",
    "a$b `x",
    "[x](1){2}",
    "-State",
    "\u2013State",
    "#1;2,3|4&5",
    "@home",
    "1kb",
]


@pytest.mark.parametrize("quote", ["", "'", '"'])
@pytest.mark.parametrize("name", NAMES)
def test_what_is_accepted_means_what_was_chosen(history: History, name: str, quote: str) -> None:
    class Valued(World):
        def context(self) -> CompletionContext:
            return CompletionContext(Catalogue.of([Command("Get-Thing", Parameter("Name", "string", values=(name,)), kind=Kind.REMOTE)]))

    line, _ = typed(history, f"Get-Thing -Name {quote}{TAB}", world=Valued())
    assert run_line(line.replace("Get-Thing", "function f($Name) { $Name }; f")) == [name]
