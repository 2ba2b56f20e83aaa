"""Keys of the line editor."""

from __future__ import annotations

from prompt_toolkit.application import get_app
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.enums import DEFAULT_BUFFER
from prompt_toolkit.filters import Condition, completion_is_selected, has_focus
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.key_binding.key_processor import KeyPressEvent

from eopsh.language import Answer, parse


def wants_more(text: str) -> bool:
    """Tell whether Enter adds a line: the text is unfinished, and the user has not insisted with an empty line."""
    return parse(text).answer is Answer.INCOMPLETE and not text.endswith("\n\n")


def bindings() -> KeyBindings:
    """Return the bindings that differ from prompt_toolkit's own."""
    keys = KeyBindings()
    in_line = has_focus(DEFAULT_BUFFER)

    @keys.add("enter", filter=in_line & ~completion_is_selected)
    def _enter(event: KeyPressEvent) -> None:
        _accept_or_continue(event.current_buffer)

    @keys.add("enter", filter=in_line & completion_is_selected)
    def _take(event: KeyPressEvent) -> None:
        event.current_buffer.complete_state = None

    @keys.add("c-space")
    def _menu(event: KeyPressEvent) -> None:
        event.current_buffer.start_completion(select_first=False)

    @keys.add("escape", eager=False, filter=in_line & Condition(lambda: bool(get_app().current_buffer.complete_state)))
    def _close_menu(event: KeyPressEvent) -> None:
        event.current_buffer.cancel_completion()

    return keys


def _accept_or_continue(buffer: Buffer) -> None:
    if not wants_more(buffer.text):
        buffer.validate_and_handle()
        return
    if buffer.document.is_cursor_at_the_end:
        buffer.insert_text("\n")
    else:
        buffer.newline(copy_margin=True)
