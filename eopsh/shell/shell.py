"""The interactive shell: asks for lines, runs them, until it is left."""

from __future__ import annotations

import asyncio
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from prompt_toolkit.application import run_in_terminal
from prompt_toolkit.application.current import get_app
from prompt_toolkit.input import Input
from prompt_toolkit.output import Output

from eopsh.completion import CompletionContext, Wanted
from eopsh.completion.asked import asked_at
from eopsh.engine import Engine, Link, Result, State
from eopsh.history import Outcome
from eopsh.settings import Settings
from eopsh.shell.console import ConsoleHost
from eopsh.shell.line import Editor
from eopsh.shell.line.keys import DEFAULTS
from eopsh.shell.line.toolbar import Status
from eopsh.shell.notices import Notices
from eopsh.shell.screens import HelpPane

NOTICE_SECONDS = 0.2
SWITCH_SECONDS = 0.0005


class Shell:
    """One interactive shell over an engine. What the editor shows comes from here."""

    def __init__(
        self,
        engine: Engine,
        host: ConsoleHost,
        notices: Notices,
        *,
        input: Input | None = None,
        output: Output | None = None,
        settings: Settings = DEFAULTS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._engine = engine
        self._host = host
        self._notices = notices
        self._clock = clock
        self._context = CompletionContext()
        self._context_key: object = None
        self._last: Result | None = None
        self._editor = Editor(self, engine.history, settings=settings, color=host.screen.color, input=input, output=output)

    def run(self) -> int:
        """Run lines until Ctrl-D, `exit` or `quit`; return the exit code."""
        # While commands are decoded in the background, a key must not wait the usual 5 ms each time it needs the interpreter.
        sys.setswitchinterval(SWITCH_SECONDS)
        with self._interrupts():
            return self._run()

    def _run(self) -> int:
        while True:
            self._show_notices()
            try:
                text = self._editor.ask(self._watch_notices)
            except KeyboardInterrupt:
                continue
            except EOFError:
                return 0
            if not text.strip():
                continue
            code = self._run_line(text)
            if code is not None:
                return code

    def context(self) -> CompletionContext:
        """Return what completion knows; made anew when commands were swapped or a line has run."""
        key = (self._engine.catalogue, self._last, self._engine.help.version)
        if key != self._context_key:
            self._context_key, self._context = key, self._engine.completion_context()
        return self._context

    def status(self) -> Status:
        """Return what prompt and toolbar show."""
        link, last = self._engine.current, self._last
        seconds, rows = (None, None) if last is None or last.outcome is Outcome.REFUSED else (last.seconds, last.rows)
        if link is None:
            return Status(None, duration=seconds, rows=rows)
        now = self._clock()
        is_open = link.state in (State.IDLE, State.BUSY)
        return Status(
            link.state,
            organization=link.info.organization,
            user=link.target.user,
            host=link.target.host,
            age=now - link.opened_at if is_open and link.opened_at is not None else None,
            idle_left=_idle_left(link, now) if is_open else None,
            duration=seconds,
            rows=rows,
            loading=self._engine.asking_text or self._engine.loading_text or self._engine.help.text,
        )

    def key_pressed(self) -> None:
        """Let what works in the background stand still."""
        self._engine.courtesy.key()

    def key_shown(self) -> None:
        """Let what works in the background go on."""
        self._engine.courtesy.shown()

    def help(self, text: str, cursor: int, columns: int) -> HelpPane:
        """Return the help on the command at the cursor, on completion and help where there is none."""
        asked = asked_at(text, cursor, self.context())
        if asked is None:
            return HelpPane.of_topic("about_help", columns)
        return HelpPane.of_command(asked.command, self._engine.help.page(asked.command.name), asked.parameter, columns)

    def fetch_help(self) -> None:
        """Fetch the documentation's pages of the connection's commands in the background."""
        self._engine.fetch_help()

    def ask_live(self, wanted: Wanted, done: Callable[[], None]) -> bool:
        """Ask the server for values on Tab."""
        return self._engine.ask_live(wanted, done)

    def _run_line(self, text: str) -> int | None:
        """Run one line and return the exit code, when it asked to leave."""
        self._last = self._engine.run_line(text, self._host)
        return self._last.exit_code

    @contextmanager
    def _interrupts(self) -> Iterator[None]:
        """Outside the editor, which takes Ctrl-C as a key, Ctrl-C presses the engine's token: at no moment does it end the shell."""
        before = signal.signal(signal.SIGINT, self._engine.interrupts.on_signal)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)

    def _show_notices(self) -> None:
        for text in self._notices.take():
            self._host.note(text)

    def _watch_notices(self) -> None:
        """While the prompt is up, show notices above it."""

        async def watch() -> None:
            while True:
                await asyncio.sleep(NOTICE_SECONDS)
                if self._notices:
                    await run_in_terminal(self._show_notices)

        get_app().create_background_task(watch())


def _idle_left(link: Link, now: float) -> float | None:
    return None if link.used_at is None else link.idle_seconds - (now - link.used_at)
