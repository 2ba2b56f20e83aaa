"""Named actions of the line editor: ours, and every named command of prompt_toolkit. Keys are bound to them by tables."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from typing import TypeAlias

from prompt_toolkit.document import Document
from prompt_toolkit.key_binding.bindings.named_commands import get_by_name
from prompt_toolkit.key_binding.key_bindings import Binding, key_binding
from prompt_toolkit.key_binding.key_processor import KeyPressEvent
from prompt_toolkit.search import SearchDirection, start_search
from prompt_toolkit.selection import SelectionState

Action: TypeAlias = Callable[[KeyPressEvent], None] | Binding


def revert_line(event: KeyPressEvent) -> None:
    """Clear the line; undo brings it back. An open menu is closed instead."""
    buffer = event.current_buffer
    if buffer.complete_state:
        buffer.cancel_completion()
    elif buffer.text:
        buffer.save_to_undo_stack()
        buffer.document = Document()


def history_search_backward(event: KeyPressEvent) -> None:
    """Go to the line before in the history that begins as the text does."""
    event.current_buffer.history_backward()


def history_search_forward(event: KeyPressEvent) -> None:
    """Go to the next line in the history that begins as the text does."""
    event.current_buffer.history_forward()


def copy_or_cancel_line(event: KeyPressEvent) -> None:
    """Copy what is selected; without a selection drop the text."""
    buffer = event.current_buffer
    if buffer.selection_state is None:
        event.app.exit(exception=KeyboardInterrupt, style="class:aborting")
        return
    copied = buffer.copy_selection()
    event.app.clipboard.set_data(copied)
    # OSC 52: the terminal's own clipboard, where it lets programs write to it.
    coded = base64.b64encode(copied.text.encode("utf-8", "replace")).decode("ascii")
    event.app.output.write_raw(f"\x1b]52;c;{coded}\x07")


def reverse_search_history(event: KeyPressEvent) -> None:
    """Look for a part of an older line while it is typed."""
    start_search(direction=SearchDirection.BACKWARD)


def open_editor(event: KeyPressEvent) -> None:
    """Edit the text in the program that VISUAL or EDITOR names; nothing runs before Enter."""
    event.current_buffer.open_in_editor()


def select_all(event: KeyPressEvent) -> None:
    """Select the whole text."""
    buffer = event.current_buffer
    buffer.cursor_position = len(buffer.text)
    buffer.selection_state = SelectionState(0)
    # As after Shift and an arrow: what is typed takes its place.
    buffer.selection_state.enter_shift_mode()


@key_binding(save_before=lambda event: False)
def redo(event: KeyPressEvent) -> None:
    """Take the last undo back."""
    event.current_buffer.redo()


def add_line(event: KeyPressEvent) -> None:
    """Begin another line, whether or not the text is finished."""
    event.current_buffer.newline(copy_margin=False)


def accept_suggestion(event: KeyPressEvent) -> None:
    """Take the grey suggestion."""
    suggestion = event.current_buffer.suggestion
    if suggestion is not None:
        event.current_buffer.insert_text(suggestion.text)


OWN: Mapping[str, Action] = {
    "accept-suggestion": accept_suggestion,
    "add-line": add_line,
    "copy-or-cancel-line": copy_or_cancel_line,
    "history-search-backward": history_search_backward,
    "history-search-forward": history_search_forward,
    "open-editor": open_editor,
    "redo": redo,
    "reverse-search-history": reverse_search_history,
    "revert-line": revert_line,
    "select-all": select_all,
}
"""Our actions by name; those that need whoever owns the line are in `keys`."""


def action_named(name: str, more: Mapping[str, Action]) -> Action | None:
    """Return the action of a name: one of `more`, one of ours, or a named command of prompt_toolkit; None when there is none."""
    own = more.get(name) or OWN.get(name)
    if own is not None:
        return own
    try:
        return get_by_name(name)
    except KeyError:
        return None


WINDOWS: Mapping[str, str] = {
    "escape": "revert-line",
    "f8": "history-search-backward",
    "f20": "history-search-forward",
    "escape .": "yank-last-arg",
    "c-z": "undo",
    "c-y": "redo",
    "c-r": "reverse-search-history",
    "c-left": "backward-word",
    "c-right": "forward-word",
    "c-c": "copy-or-cancel-line",
    "c-a": "select-all",
    "c-v": "yank",
    "c-home": "unix-line-discard",
    "c-end": "kill-line",
    "c-delete": "kill-word",
    "c-w": "unix-word-rubout",
    "c-l": "clear-screen",
    "c-x c-e": "open-editor",
    "escape enter": "add-line",
}
"""The keys of PSReadLine's Windows mode that differ from prompt_toolkit's Emacs keys, on which the mode stands (F20 is Shift-F8)."""

TABLES: Mapping[str, Mapping[str, str]] = {"windows": WINDOWS, "emacs": {}, "vi": {}}
