"""Keys of the line editor."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Protocol

from prompt_toolkit.application import Application, get_app, in_terminal
from prompt_toolkit.buffer import Buffer, CompletionState
from prompt_toolkit.completion import CompleteEvent, Completion, get_common_complete_suffix
from prompt_toolkit.document import Document
from prompt_toolkit.enums import DEFAULT_BUFFER
from prompt_toolkit.filters import Condition, Never, completion_is_selected, has_focus, vi_insert_mode
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.key_binding.bindings.named_commands import _readline_commands, get_by_name
from prompt_toolkit.key_binding.key_processor import KeyPressEvent
from prompt_toolkit.key_binding.vi_state import InputMode

from eopsh.completion import CompletionContext, Wanted, complete
from eopsh.completion.line import parsed_line
from eopsh.errors import Advice, SettingsError
from eopsh.language import Answer
from eopsh.patterns import lazy_pattern
from eopsh.settings import Settings
from eopsh.shell.line.actions import OWN, TABLES, Action, action_named, revert_line
from eopsh.shell.screens import HelpPane, ListScreen, help_rows

DEFAULTS = Settings()

_WORD = lazy_pattern(r"[\w-]*")


def wants_more(text: str) -> bool:
    """Tell whether Enter adds a line: the text is unfinished, and the user has not insisted with an empty line."""
    return parsed_line(text).answer is Answer.INCOMPLETE and not text.endswith("\n\n")


class Asker(Protocol):
    """What the keys that ask for something need of whoever owns the line."""

    def help(self, text: str, cursor: int, columns: int) -> HelpPane:
        """Return the help on what stands at the cursor."""

    def fetch_help(self) -> None:
        """Fetch help pages in the background."""

    def context(self) -> CompletionContext:
        """Return what completion knows at this moment."""

    def ask_live(self, wanted: Wanted, done: Callable[[], None]) -> bool:
        """Ask the server for values; `done` is called, on another thread, when they are known."""


def bindings(
    asker: Asker,
    settings: Settings = DEFAULTS,
    *,
    walk: Callable[[int], None] = lambda by: None,
    stops: Callable[[str], bool] = lambda text: False,
    only_offered: Callable[[Buffer], bool] = lambda buffer: False,
    closed: Callable[[], None] = lambda: None,
) -> KeyBindings:
    """Return the bindings that differ from prompt_toolkit's own: ours, the table of the edit mode, the user's table.

    `walk` goes through the parameter sets of the signature, `stops` tells that Enter shall not send a text yet, `only_offered` that a
    menu is open which nobody asked for. `closed` is told that a menu was closed.

    Raises:
        SettingsError: the user's table names a key or an action that is not known.
    """
    keys = KeyBindings()
    _bind_line(keys, settings.tab, stops)
    _bind_completion(keys, settings.tab, asker, only_offered, closed)
    _bind_offered(keys, only_offered)
    sets: dict[str, Action] = {"next-set": lambda event: walk(1), "previous-set": lambda event: walk(-1)}
    actions = {**_asking(asker), **sets, "revert-line": _revert(only_offered, closed)}
    for table in (ASKING, TABLES[settings.edit_mode], settings.keys):
        for sequence, name in table.items():
            _bind(keys, sequence, name, actions)
    return keys


ASKING = {"f1": "show-help", "f2": "fetch-help", "escape down": "next-set", "escape up": "previous-set"}


def _asking(asker: Asker) -> dict[str, Action]:
    """Return the actions that ask whoever owns the line."""

    def show_help(event: KeyPressEvent) -> None:
        event.app.create_background_task(_show_help(event.app, event.current_buffer, asker))

    return {"show-help": show_help, "fetch-help": lambda event: asker.fetch_help(), "complete-menu": _open_menu}


def _bind(keys: KeyBindings, sequence: str, name: str, actions: Mapping[str, Action]) -> None:
    action = action_named(name, actions)
    if action is None:
        near = get_close_matches(name, [*actions, *OWN, *_readline_commands], 1)
        hint = f"Did you mean `{near[0]}`? " if near else ""
        raise SettingsError(
            advice=Advice(f"The settings bind {sequence} to `{name}`, which is no action.", f"{hint}`help about_keys` lists them.")
        )
    try:
        keys.add(*sequence.split(), filter=has_focus(DEFAULT_BUFFER))(action)
    except ValueError:
        raise SettingsError(
            advice=Advice(f"The settings bind `{sequence}`, which is no key.", "Write keys as `c-x`, `f8`, `escape .`, `s-left`.")
        ) from None


def _bind_line(keys: KeyBindings, tab: str, stops: Callable[[str], bool]) -> None:
    in_line = has_focus(DEFAULT_BUFFER)
    # What was cycled to is on the line already; in a menu Enter takes what is chosen.
    choosing = completion_is_selected if tab == "menu" else Never()

    @keys.add("enter", filter=in_line & ~choosing)
    def _enter(event: KeyPressEvent) -> None:
        _accept_or_continue(event.current_buffer, stops)

    @keys.add("enter", filter=in_line & choosing)
    def _take(event: KeyPressEvent) -> None:
        event.current_buffer.complete_state = None


def _bind_completion(keys: KeyBindings, tab: str, asker: Asker, only_offered: Callable[[Buffer], bool], closed: Callable[[], None]) -> None:
    in_line = has_focus(DEFAULT_BUFFER)
    keys.add("c-space")(_open_menu)

    @keys.add("escape", eager=False, filter=in_line & Condition(lambda: bool(get_app().current_buffer.complete_state)))
    def _close_menu(event: KeyPressEvent) -> None:
        event.current_buffer.cancel_completion()
        closed()

    if tab == "cycle":
        keys.add("tab", filter=in_line)(lambda event: _cycle(event, asker))
        keys.add("s-tab", filter=in_line)(get_by_name("menu-complete-backward"))
        return

    @keys.add("tab", filter=in_line)
    def _complete(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        offered = only_offered(buffer)
        if buffer.complete_state and not offered:
            buffer.complete_next()
            return
        buffer.complete_state = None
        # A menu replaces only what stands before the cursor, so the word is completed from its end.
        buffer.cursor_position += _word_length(buffer.document.text_after_cursor)
        if not _asks(event.app, buffer, asker, lambda: _complete_now(buffer)):
            _complete_now(buffer, choose=offered)


def _bind_offered(keys: KeyBindings, only_offered: Callable[[Buffer], bool]) -> None:
    """A menu that showed up while typing takes no keys of others: Up goes through the history, Esc is the edit mode's own."""
    offered = has_focus(DEFAULT_BUFFER) & Condition(lambda: only_offered(get_app().current_buffer))

    @keys.add("up", filter=offered)
    def _up(event: KeyPressEvent) -> None:
        event.current_buffer.cancel_completion()
        event.current_buffer.auto_up()

    @keys.add("escape", filter=offered & vi_insert_mode)
    def _navigate(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        buffer.cancel_completion()
        buffer.cursor_position += buffer.document.get_cursor_left_position()
        event.app.vi_state.input_mode = InputMode.NAVIGATION


def _revert(only_offered: Callable[[Buffer], bool], closed: Callable[[], None]) -> Action:
    def revert(event: KeyPressEvent) -> None:
        closed()
        if only_offered(event.current_buffer):
            event.current_buffer.cancel_completion()
        revert_line(event)

    return revert


def _asks(app: Application[str], buffer: Buffer, asker: Asker, then: Callable[[], None]) -> bool:
    """Ask the server where it could know more; `then` completes when it has answered, if the text is still the same then."""
    asked_about = buffer.document
    wanted = complete(asked_about.text, asked_about.cursor_position, asker.context()).wanted
    if wanted is None or asker.context().knowledge.live(wanted) is not None:
        return False

    def answered() -> None:
        if buffer.document == asked_about and not buffer.complete_state:
            then()
            app.invalidate()

    loop = app.loop
    if loop is None:
        return False

    def done() -> None:
        # The line may have been sent meanwhile, and its loop is closed then.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(answered)

    return asker.ask_live(wanted, done)


def _cycle(event: KeyPressEvent, asker: Asker) -> None:
    buffer = event.current_buffer
    if buffer.complete_state and buffer.complete_state.complete_index is not None:
        buffer.complete_next()
        return
    buffer.complete_state = None
    if not _asks(event.app, buffer, asker, lambda: _show(buffer, choose=True)):
        _show(buffer, choose=True)


def _open_menu(event: KeyPressEvent) -> None:
    _show(event.current_buffer)


async def _show_help(app: Application[str], buffer: Buffer, asker: Asker) -> None:
    """Show help over the prompt, and put what was taken from it on the line."""
    pane = asker.help(buffer.text, buffer.cursor_position, app.output.get_size().columns)
    async with in_terminal():
        screen = ListScreen(pane.title, help_rows(pane.lines), start=pane.start, style=app.style, input=app.input, output=app.output)
        taken = await screen.run()
    if taken is not None:
        put(buffer, taken)


def put(buffer: Buffer, taken: str) -> None:
    """Put a parameter at the cursor, an example in the place of the whole text; Ctrl-Z brings the text back."""
    buffer.save_to_undo_stack()
    if not taken.startswith("-"):
        buffer.document = Document(taken)
        return
    before = buffer.document.text_before_cursor
    begun = before.rpartition(" ")[2]
    if begun and taken.casefold().startswith(begun.casefold()):
        buffer.delete_before_cursor(len(begun))
        begun = ""
    buffer.insert_text(f" {taken}" if begun else taken)


def _accept_or_continue(buffer: Buffer, stops: Callable[[str], bool]) -> None:
    if not wants_more(buffer.text):
        if not stops(buffer.text):
            buffer.validate_and_handle()
        return
    if buffer.document.is_cursor_at_the_end:
        buffer.insert_text("\n")
    else:
        buffer.newline(copy_margin=True)


def _complete_now(buffer: Buffer, *, choose: bool = False) -> None:
    """Insert what is certain at once, so that keys typed ahead meet it; the menu opens where there is a choice.

    `choose` takes the first of them where nothing is certain.
    """
    choices = _choices(buffer)
    if len(choices) == 1:
        buffer.apply_completion(choices[0])
        return
    certain = get_common_complete_suffix(buffer.document, choices)
    buffer.insert_text(certain, fire_event=False)
    _show(buffer, choose=choose and not certain)


def _choices(buffer: Buffer) -> list[Completion]:
    return list(buffer.completer.get_completions(buffer.document, CompleteEvent(completion_requested=True)))


def _show(buffer: Buffer, *, choose: bool = False) -> None:
    """Open the menu at once: what prompt_toolkit starts in the background gives way to a menu that showed up meanwhile."""
    choices = _choices(buffer)
    if not choices:
        buffer.complete_state = None
        return
    buffer.complete_state = CompletionState(buffer.document, choices)
    buffer.on_completions_changed.fire()
    if choose:
        buffer.go_to_completion(0)


def _word_length(text: str) -> int:
    """Return how long the word is that the text begins with."""
    word = _WORD.match(text)
    return len(word[0]) if word else 0
