"""The engine: one running eopsh. It holds the connections, the commands, the history, and runs lines."""

from __future__ import annotations

import os
import shutil
import threading
import time
import uuid
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeAlias

from eopsh.catalogue import CachedCatalogue, CacheNotWritten, Catalogue, CatalogueCache, Kind, Rejected
from eopsh.catalogue.pages import PageStore
from eopsh.completion import Completers, CompletionContext, Wanted
from eopsh.completion import commands as completer_commands
from eopsh.engine import words
from eopsh.engine.asking import confirm
from eopsh.engine.connector import Connector
from eopsh.engine.courtesy import Courtesy
from eopsh.engine.help_update import DOCUMENTATION
from eopsh.engine.helping import Helping
from eopsh.engine.interrupts import Interrupts
from eopsh.engine.knowing import Knowing, ask, list_folder
from eopsh.engine.lines import Front, Line, Result
from eopsh.engine.link import CLOSE_SECONDS, Link, Target
from eopsh.engine.loading import Loading, progress_record
from eopsh.engine.scheduler import Job, Scheduler, Stop
from eopsh.engine.state import State
from eopsh.errors import EopshError, InvalidState, SessionLost, Stopped
from eopsh.formatting import Views
from eopsh.history import History
from eopsh.runtime import CommandContext, Host, Interpreter, LocalCommand

Commands: TypeAlias = Callable[["Engine"], Iterable[LocalCommand]]
"""What a room exports as `commands(owner)`."""

Notice: TypeAlias = Callable[[str], None]


class Confirmation(Protocol):
    """A yes-or-no question with its default; `replay.Question` is one."""

    @property
    def text(self) -> str:
        """What is asked."""

    @property
    def default(self) -> bool:
        """The answer where nobody is there."""


class Engine:
    """Runs lines on at most one imported connection, with local commands of all rooms.

    Called from one thread, the one that runs lines; only the scheduler's jobs and the connections' workers are elsewhere.
    """

    def __init__(
        self,
        history: History,
        cache: CatalogueCache,
        connector: Connector,
        commands: Sequence[Commands] = (),
        *,
        pages: PageStore | None = None,
        notice: Notice = lambda text: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.history = history
        self.cache = cache
        self.connector = connector
        self.session_id = uuid.uuid4().hex
        self.interrupts = Interrupts(clock)
        self.scheduler = Scheduler()
        self.courtesy = Courtesy(clock)
        self.links: list[Link] = []
        self.current: Link | None = None
        self._numbers = 0
        self._front: Front | None = None
        self.views = Views()
        self.notice = notice
        self.knowing = Knowing(clock)
        self.knowing.open_sessions = self._open_sessions
        self._asking: Job | None = None
        self.help = Helping(PageStore() if pages is None else pages, notice, self.courtesy.wait)
        self._clock = clock
        self._opening: dict[Link, Job] = {}
        self._loading: Loading | None = None
        self._refreshing: Job | None = None
        completers = Completers()
        local = [command for room in (words.commands, *commands) for command in room(self)]
        self.interpreter = Interpreter([*local, *completer_commands(completers)])
        self.knowing.completer = completers.within(self.interpreter.scope)
        self.interpreter.session.pages = self.help.page
        self.local = Catalogue.of(local.command for local in self.interpreter.local_commands)
        self.interpreter.catalogue = self.local

    @property
    def catalogue(self) -> Catalogue:
        """All commands that a line can name; an unchanging value that is swapped as a whole."""
        return self.interpreter.catalogue

    # --- connections

    def connect(self, target: Target, name: str = "") -> Link:
        """Begin to open a connection in the background and return it. `name` is what Get-PSSession shows."""
        self._numbers += 1
        link = Link(self._numbers, target, name, self._clock)
        self.links.append(link)
        self._open(link)
        return link

    def use(self, link: Link) -> bool:
        """Make a connection the one that lines run on; return whether its commands are known already, from the cache."""
        if self.current is not link:
            self.knowing.forget()
            # The commands of another server must not run on this one.
            self.interpreter.catalogue = self.local
        self.current = link
        cached = self.cache.load(link.target.uri, link.target.user) if link.target.cached else None
        if isinstance(cached, Rejected):
            self.notice(f"The commands kept from last time are not used ({cached.reason}); they are loaded anew.")
        if not isinstance(cached, CachedCatalogue):
            return False
        self._swap(link, cached.catalogue, _kept_views(cached.views))
        self._refreshing = self._submit_load(link, Loading(self._clock, self.courtesy.wait), gives_way=True)
        return True

    def load(self, link: Link, host: Host) -> Loading:
        """Load the commands of a connection in the foreground, with progress. Ctrl-C keeps what has arrived.

        Raises:
            RemoteError: the connection could not be opened, or was lost.
        """
        self.wait_open(link, host)
        if self._refreshing is not None:
            # What it would bring comes now.
            self._refreshing.cancel()
            self._refreshing = None
        loading = Loading(self._clock)
        job = self._submit_load(link, loading)

        def idle() -> None:
            if host.cancelled():
                job.cancel()
            host.emit(loading.record())
            host.idle()

        try:
            job.wait(idle)
        finally:
            host.emit(progress_record("Loading commands", "", done=True))
        if not loading.complete:
            self._swap(link, loading.catalogue, None)
        return loading

    def wait_open(self, link: Link, host: Host) -> None:
        """Wait until a connection is open, visibly; a broken one is opened again.

        Raises:
            RemoteError: it cannot be opened.
            InvalidState: it was removed.
            Stopped: the user took the line back.
        """
        if link not in self.links:
            raise InvalidState("run a line", link.state.value, (State.IDLE.value,))
        job = self._opening[link]
        if job.done.is_set():
            if link.state in (State.IDLE, State.BUSY):
                return
            job = self._open(link)

        def idle() -> None:
            host.emit(progress_record("Connecting", f"to {link.target.host}; the line runs when connected"))
            if host.cancelled():
                raise Stopped
            host.idle()

        try:
            job.wait(idle)
        finally:
            host.emit(progress_record("Connecting", "", done=True))

    def disconnect(self, link: Link) -> None:
        """Close a connection and forget its commands."""
        link.close()
        if link in self.links:
            self.links.remove(link)
        self._opening.pop(link, None)
        if self.current is link:
            self.current = None
            self.interpreter.catalogue = self.local

    def close(self) -> None:
        """Delete every session, within five seconds in all. Never raises; safe to call twice."""
        self.help.close()
        self.scheduler.close()
        closers = [threading.Thread(target=link.close, daemon=True) for link in self.links]
        for closer in closers:
            closer.start()
        deadline = time.monotonic() + CLOSE_SECONDS
        for closer in closers:
            closer.join(max(0.0, deadline - time.monotonic()))
        self.history.close()

    def fetch_help(self) -> None:
        """Fetch the documentation's pages of the connection's commands in the background."""
        # Loaded only here: few lines need the web.
        from eopsh.engine.help_sources import WebPages

        names = self.catalogue.of_kind(Kind.REMOTE).names()
        if not names:
            self.notice("Help pages are fetched for the cmdlets of a connection, and none is known yet.")
        elif self.help.fetch(WebPages(DOCUMENTATION), names):
            self.notice(f"Fetching the help pages of {len(names):,} cmdlets from Microsoft's documentation.")
        else:
            self.notice("Help pages are on their way already.")

    # --- lines

    def run_line(self, text: str, host: Front, *, keep: bool = True, ending: str = "") -> Result:
        """Run one line; `keep` puts it into the history, `ending` is a pipeline that its whole output goes through (`ConvertTo-Csv`).

        Errors are shown through the host and said in the result, never raised.
        """
        self.interrupts.reset()
        # What was asked for is no longer waited for.
        self.stop_asking()
        self._front = host
        return Line(self, text, host, keep=keep, ending=ending).execute()

    def completion_context(self) -> CompletionContext:
        """Return what the completer knows now."""
        return CompletionContext.of(
            self.help.described(self.catalogue), self.interpreter.scope, self.knowing, list_folder, os.environ, self.views
        )

    def ask_live(self, wanted: Wanted, done: Callable[[], None]) -> bool:
        """Ask the server what could stand at a place; `done` is called, on another thread, when the answer is known.

        Returns False where nobody can be asked now. An earlier question that is still open is taken back.
        """
        link, command = self.current, self.catalogue.get(wanted.query)
        self.stop_asking()
        if link is None or command is None or link.state is not State.IDLE:
            return False

        def work(stop: Stop) -> None:
            if link.state is not State.IDLE:
                return
            try:
                values, whole = ask(link.connection, command, wanted, stop)
            except SessionLost as error:
                link.ended(error)
                raise
            link.ended()
            if not stop() and self.current is link:
                self.knowing.keep_answer(wanted, values, whole=whole)
                done()

        self._asking = self.scheduler.submit(Job(f"asking {wanted.query}", work, gives_way=True, interrupt=link.stop, urgent=True))
        return True

    def stop_asking(self) -> None:
        """Take back a question that is still open."""
        if self._asking is not None and not self._asking.done.is_set():
            self._asking.cancel()
        self._asking = None

    @property
    def asking_text(self) -> str:
        """What the toolbar says of an open question; empty when there is none."""
        asking = self._asking
        return asking.name if asking is not None and not asking.done.is_set() else ""

    def _open_sessions(self) -> tuple[tuple[str, str], ...]:
        return tuple((link.name, link.target.host) for link in self.links)

    def replay_line(self, text: str, context: CommandContext) -> Result:
        """Run one line of Invoke-Replay, shown and kept in the history like a typed one."""
        assert self._front is not None, "a replay runs inside a line"
        return Line(self, text, self._front, keep=True).execute()

    def confirm(self, question: Confirmation, context: CommandContext) -> bool:
        """Ask a yes-or-no question."""
        return confirm(context.host, question.text, default=question.default)

    def width(self) -> int:
        """Return the columns of the screen."""
        return shutil.get_terminal_size((120, 24)).columns

    @property
    def loading_text(self) -> str:
        """What the toolbar says of a load in the background; empty when there is none."""
        loading = self._loading
        if loading is None or loading.complete or not loading.total:
            return ""
        return f"refreshing commands {100 * loading.arrived // loading.total} %"

    # --- on the scheduler's thread

    def _submit_load(self, link: Link, loading: Loading, *, gives_way: bool = False) -> Job:
        def work(stop: Stop) -> None:
            self._loading = loading
            try:
                self._refresh(link, loading, stop)
            finally:
                self._loading = None

        return self.scheduler.submit(Job("load", work, gives_way, interrupt=link.stop))

    def _open(self, link: Link) -> Job:
        def work(stop: Stop) -> None:
            for sentence in link.target.clean():
                self.notice(sentence)
            try:
                link.open()
            except EopshError as error:
                if not job.awaited:
                    self.notice(f"{error.advice.cause} {error.advice.next_step}")
                raise
            for sentence in link.notices:
                self.notice(sentence)

        job = self._opening[link] = Job("connect", work)
        return self.scheduler.submit(job)

    def _refresh(self, link: Link, loading: Loading, stop: Stop) -> None:
        if link.state is not State.IDLE:
            return
        try:
            loading.run(link.connection, stop)
            views = Views.from_records(loading.unhurried(link.connection.views(("*",))))
        except SessionLost as error:
            link.ended(error)
            raise
        if stop():
            # What a stopped server sent of its views is not all of them.
            raise Stopped
        self._swap(link, loading.catalogue, views)
        self._save(link, loading.catalogue, views)

    def _swap(self, link: Link, remote: Catalogue, views: Views | None) -> None:
        if self.current is link:
            self.interpreter.catalogue = self.local.merged(remote)
            if views is not None:
                self.views = views

    def _save(self, link: Link, remote: Catalogue, views: Views) -> None:
        if not link.target.cached:
            return
        try:
            self.cache.save(link.target.uri, link.target.user, remote, views.pack())
        except CacheNotWritten as error:
            self.notice(f"{error.advice.cause} {error.detail}")


def _kept_views(packed: bytes | None) -> Views:
    """Return the views kept with the commands; none where they cannot be read, for the refresh brings them again."""
    try:
        return Views.unpack(packed) if packed else Views()
    except ValueError:
        return Views()
