"""The line editor: asks for one line, multi-line when it must be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from prompt_toolkit import PromptSession
from prompt_toolkit.document import Document
from prompt_toolkit.enums import EditingMode
from prompt_toolkit.filters import Always, Never
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.input import Input
from prompt_toolkit.layout import Dimension
from prompt_toolkit.layout.menus import CompletionsMenuControl
from prompt_toolkit.output import ColorDepth, Output
from prompt_toolkit.shortcuts import CompleteStyle

from eopsh.completion import CompletionContext
from eopsh.completion.signature import signature_at
from eopsh.history import History
from eopsh.settings import Settings
from eopsh.shell.line.checking import Checks, FaultProcessor
from eopsh.shell.line.completing import LineCompleter
from eopsh.shell.line.highlighting import LineLexer, MatchedBrackets, line_style
from eopsh.shell.line.keys import DEFAULTS, Asker, bindings
from eopsh.shell.line.remembering import HistorySuggest, StoredHistory
from eopsh.shell.line.signing import SetWalk, signature_line
from eopsh.shell.line.toolbar import Status, prompt, toolbar

MENU_LINES = 16
"""The most lines of a menu; a longer list scrolls."""


class Surroundings(Asker, Protocol):
    """What the editor shows, asked for at each redraw, and who else must know of its keys."""

    def status(self) -> Status:
        """Return what prompt and toolbar say at this moment."""

    def key_pressed(self) -> None:
        """A key came; what it changes will be shown."""

    def key_shown(self) -> None:
        """What the keys changed is on the screen."""


class Editor:
    """A prompt_toolkit session for lines of PowerShell. `ask` may be called again and again."""

    def __init__(
        self,
        surroundings: Surroundings,
        history: History,
        *,
        settings: Settings = DEFAULTS,
        color: bool = True,
        input: Input | None = None,
        output: Output | None = None,
    ) -> None:
        self._surroundings = surroundings
        self._walk = SetWalk()
        self._prompted: tuple[int, StyleAndTextTuples] = -1, []
        self._signed: tuple[object, StyleAndTextTuples] = None, []
        self._checks = Checks(surroundings.context)
        completer = LineCompleter(surroundings.context)
        keys = bindings(
            surroundings,
            settings,
            walk=self._walk.walk,
            stops=self._checks.stops,
            only_offered=completer.only_offered,
            closed=completer.forget,
        )
        self.session: PromptSession[str] = PromptSession(
            message=self._message,
            lexer=LineLexer(surroundings.context),
            completer=completer,
            complete_style=CompleteStyle.COLUMN,
            auto_suggest=HistorySuggest(history),
            history=StoredHistory(history),
            key_bindings=keys,
            input_processors=[FaultProcessor(self._checks), MatchedBrackets()],
            bottom_toolbar=self._toolbar,
            multiline=True,
            prompt_continuation=lambda width, line, wrapped: ">> ".rjust(width)[:width],
            style=line_style(settings.style),
            color_depth=None if color else ColorDepth.DEPTH_1_BIT,
            editing_mode=EditingMode.VI if settings.edit_mode == "vi" else EditingMode.EMACS,
            enable_history_search=True,
            refresh_interval=1.0,
            input=input,
            output=output,
        )
        # A session that searches its history by prefix would not complete while typing; `keys` says which of the two an arrow means.
        self.session.default_buffer.complete_while_typing = Always() if settings.menu == "typing" else Never()
        self.session.app.key_processor.before_key_press += lambda _: surroundings.key_pressed()
        self.session.app.after_render += lambda _: surroundings.key_shown()
        self._limit_menu(completer)
        # Esc alone is a key of its own: it need not wait long for what could follow it.
        self.session.app.ttimeoutlen = 0.05
        self.session.app.timeoutlen = 0.5

    def ask(self, before: Callable[[], None] = lambda: None, *, default: str = "") -> str:
        """Return the next line.

        Raises:
            EOFError: Ctrl-D on an empty line.
            KeyboardInterrupt: Ctrl-C; the text is dropped.
        """
        return self.session.prompt(pre_run=before, default=default)

    def _limit_menu(self, completer: LineCompleter) -> None:
        """Give a menu that nobody asked for the lines that are kept free for it, so that it moves nothing and is drawn quickly."""
        offered, asked = Dimension(min=1, max=self.session.reserve_space_for_menu), Dimension(min=1, max=MENU_LINES)
        for window in self.session.layout.find_all_windows():
            if isinstance(window.content, CompletionsMenuControl):
                window.height = lambda: offered if completer.only_offered(self.session.default_buffer) else asked

    def _message(self) -> StyleAndTextTuples:
        app = self.session.app
        if app.render_counter != self._prompted[0]:
            # The message is asked for ten times a redraw.
            columns = app.output.get_size().columns
            self._prompted = app.render_counter, [("class:prompt", prompt(self._surroundings.status(), columns))]
        return self._prompted[1]

    def _toolbar(self) -> StyleAndTextTuples:
        """What can be said of the call at the cursor stands above the state; the line is there before it is needed, so nothing jumps."""
        return [*self._about_the_line(), ("", "\n"), *toolbar(self._surroundings.status())]

    def _about_the_line(self) -> StyleAndTextTuples:
        """Return what is wrong with the line, else how the call at the cursor is written."""
        document = self.session.default_buffer.document
        fault = self._checks.message(document.text, document.cursor_position)
        return [("class:bottom-toolbar.bad", fault)] if fault else self._signature()

    def _signature(self) -> StyleAndTextTuples:
        document, context = self.session.default_buffer.document, self._surroundings.context()
        columns = self.session.app.output.get_size().columns
        key = (document.text, document.cursor_position, id(context), self._walk.steps, columns)
        if key != self._signed[0]:
            # A toolbar is asked for several times a redraw.
            self._signed = key, self._made_signature(document, context, columns)
        return self._signed[1]

    def _made_signature(self, document: Document, context: CompletionContext, columns: int) -> StyleAndTextTuples:
        found = signature_at(document.text, document.cursor_position, context)
        if found is None:
            return []
        steps = self._walk.steps_for(found.command)
        if steps:
            found = signature_at(document.text, document.cursor_position, context, steps) or found
        return [*signature_line(found, columns)]
