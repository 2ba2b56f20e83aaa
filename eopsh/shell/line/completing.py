"""The completer of the line editor, over `completion.complete`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from prompt_toolkit.buffer import Buffer
from prompt_toolkit.completion import CompleteEvent, Completer
from prompt_toolkit.completion import Completion as Choice
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import StyleAndTextTuples

from eopsh.binding.common import is_common
from eopsh.completion import Candidate, CandidateKind, Completion, CompletionContext, complete
from eopsh.completion.commands import is_destructive
from eopsh.completion.knowledge import no_folder
from eopsh.formatting import safe_text

SHOWN, OFFERED = 1000, 40
"""The most candidates of a menu: when asked for, and while typing, where a letter more says it better than a long way down."""


class LineCompleter(Completer):
    """Completes inline: local knowledge answers within a key's time.

    `asked` tells whether the last candidates were asked for with a key; else they showed up while typing. A menu that was asked for stays
    one while its word is typed on, so that nothing of it goes but what does not fit any more.
    """

    def __init__(self, context: Callable[[], CompletionContext]) -> None:
        self._context = context
        self.asked = False
        self._word: tuple[str, str] | None = None

    def forget(self) -> None:
        """Take the menu for closed: what is typed on is offered as for a word that nobody asked for."""
        self._word = None

    def only_offered(self, buffer: Buffer) -> bool:
        """Tell whether a menu is open that nobody asked for and nothing was chosen from: keys mean what they mean without it."""
        state = buffer.complete_state
        return state is not None and state.complete_index is None and not self.asked

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Choice]:
        """Yield the candidates for the cursor's place, best first.

        While typing without files: a folder may be on a slow drive.
        """
        cursor = document.cursor_position
        requested = complete_event.completion_requested
        self.asked = requested or self._goes_on(document)
        context = self._context() if self.asked else replace(self._context(), folder=no_folder)
        # Completer scripts run for a key that asks, never for one that types.
        found = complete(document.text, cursor, replace(context, asked=True) if requested else context)
        if requested:
            self._word = document.text[: found.start], document.text[found.start : cursor]
        if not self.asked and not _worth_offering(found, cursor):
            return
        for candidate in found.candidates[: SHOWN if self.asked else OFFERED]:
            yield Choice(
                candidate.text,
                start_position=found.start - cursor,
                display=_label(candidate),
                display_meta=_about(candidate),
            )

    def _goes_on(self, document: Document) -> bool:
        """Tell whether a text only goes on with the word that a menu was asked for."""
        if self._word is None:
            return False
        before, typed = self._word
        text = document.text_before_cursor
        same = text.startswith(before + typed) and not any(sign.isspace() for sign in text[len(before) + len(typed) :])
        self._word = self._word if same else None
        return same


def _worth_offering(found: Completion, cursor: int) -> bool:
    """Tell whether candidates may show up by themselves: at the end of a word that has begun, or where one of some values must come."""
    if found.start < cursor:
        return cursor == found.end
    return found.end == cursor and all(candidate.kind is CandidateKind.VALUE for candidate in found.candidates)


def _about(candidate: Candidate) -> str:
    """Return what stands beside a candidate: its type or kind, then its default or what it is for."""
    parts = (candidate.meta or candidate.kind.value, candidate.description)
    return _one_line("  ".join(part for part in parts if part))


def _label(candidate: Candidate) -> StyleAndTextTuples:
    label = _one_line(candidate.label)
    if candidate.mandatory:
        return [("class:mandatory", f"{label} *")]
    return [(_style(candidate), label)]


def _style(candidate: Candidate) -> str:
    """Return the style of a candidate: dimmed where it is rarely meant, marked where it takes something away."""
    common = candidate.kind is CandidateKind.PARAMETER and is_common(candidate.label.removeprefix("-"))
    if candidate.seldom or common:
        return "class:seldom"
    return "class:risky" if candidate.kind is CandidateKind.COMMAND and is_destructive(candidate.label) else ""


def _one_line(text: str) -> str:
    """A name of a file may hold a line end."""
    return safe_text(text).replace("\n", " ")
