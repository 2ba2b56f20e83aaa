"""Keys of the line editor."""

from __future__ import annotations

import re
from typing import Protocol

from prompt_toolkit.application import Application, get_app, in_terminal
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.completion import CompleteEvent, get_common_complete_suffix
from prompt_toolkit.document import Document
from prompt_toolkit.enums import DEFAULT_BUFFER
from prompt_toolkit.filters import Condition, completion_is_selected, has_focus
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.key_binding.key_processor import KeyPressEvent

from eopsh.language import Answer, parse
from eopsh.shell.screens import HelpPane, ListScreen, help_rows

_WORD = re.compile(r"[\w-]*")


def wants_more(text: str) -> bool:
    """Tell whether Enter adds a line: the text is unfinished, and the user has not insisted with an empty line."""
    return parse(text).answer is Answer.INCOMPLETE and not text.endswith("\n\n")


class Asker(Protocol):
    """What the keys that ask for something need of whoever owns the line."""

    def help(self, text: str, cursor: int, columns: int) -> HelpPane:
        """Return the help on what stands at the cursor."""

    def fetch_help(self) -> None:
        """Fetch help pages in the background."""


def bindings(asker: Asker) -> KeyBindings:
    """Return the bindings that differ from prompt_toolkit's own."""
    keys = KeyBindings()
    _bind_help(keys, asker)
    in_line = has_focus(DEFAULT_BUFFER)

    @keys.add("enter", filter=in_line & ~completion_is_selected)
    def _enter(event: KeyPressEvent) -> None:
        _accept_or_continue(event.current_buffer)

    @keys.add("enter", filter=in_line & completion_is_selected)
    def _take(event: KeyPressEvent) -> None:
        event.current_buffer.complete_state = None

    @keys.add("tab", filter=in_line)
    def _complete(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if buffer.complete_state:
            buffer.complete_next()
            return
        # A menu replaces only what stands before the cursor, so the word is completed from its end.
        buffer.cursor_position += _word_length(buffer.document.text_after_cursor)
        _complete_now(buffer)

    @keys.add("c-space")
    def _menu(event: KeyPressEvent) -> None:
        event.current_buffer.start_completion(select_first=False)

    @keys.add("escape", eager=False, filter=in_line & Condition(lambda: bool(get_app().current_buffer.complete_state)))
    def _close_menu(event: KeyPressEvent) -> None:
        event.current_buffer.cancel_completion()

    return keys


def _bind_help(keys: KeyBindings, asker: Asker) -> None:
    @keys.add("f1")
    def _help(event: KeyPressEvent) -> None:
        event.app.create_background_task(_show_help(event.app, event.current_buffer, asker))

    @keys.add("f2")
    def _fetch(event: KeyPressEvent) -> None:
        asker.fetch_help()


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


def _accept_or_continue(buffer: Buffer) -> None:
    if not wants_more(buffer.text):
        buffer.validate_and_handle()
        return
    if buffer.document.is_cursor_at_the_end:
        buffer.insert_text("\n")
    else:
        buffer.newline(copy_margin=True)


def _complete_now(buffer: Buffer) -> None:
    """Insert what is certain at once, so that keys typed ahead meet it; the menu opens where there is a choice."""
    choices = list(buffer.completer.get_completions(buffer.document, CompleteEvent(completion_requested=True)))
    if len(choices) == 1:
        buffer.apply_completion(choices[0])
        return
    buffer.insert_text(get_common_complete_suffix(buffer.document, choices), fire_event=False)
    buffer.start_completion()


def _word_length(text: str) -> int:
    """Return how long the word is that the text begins with."""
    word = _WORD.match(text)
    return len(word[0]) if word else 0
