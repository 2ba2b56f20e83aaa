"""The help pages of this user on disk: their text, and their facts as packed commands.

One SQLite file in the cache folder, a row a page, so that an update that is interrupted keeps what it fetched and the next goes on.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from eopsh.catalogue.model import Command
from eopsh.catalogue.packing import pack, unpack
from eopsh.errors import Advice, EopshError
from eopsh.frozen import frozen

if TYPE_CHECKING:
    from eopsh.catalogue.pages.model import HelpPage

FORMAT = 1
"""Goes up with every change of the table, of `packing`, or of what is read from a page; the texts are then read again."""

_TABLE = (
    "CREATE TABLE pages (folded TEXT PRIMARY KEY, name TEXT NOT NULL, text TEXT NOT NULL, facts BLOB NOT NULL,"
    " source TEXT NOT NULL, tag TEXT NOT NULL, fetched_at REAL NOT NULL) WITHOUT ROWID"
)
_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)

Tell: TypeAlias = Callable[[str, str], None]


class PagesNotKept(EopshError):
    """The help pages could not be written to disk or read from it."""

    advice = Advice(
        "The help pages could not be kept on disk.", "Check the space and the rights of the folder, then run `eopsh help update`."
    )


@frozen
class FetchedPage:
    """The text of a page, where it came from, and the tag (ETag) by which that place knows it."""

    text: str
    source: str = ""
    tag: str = ""


class PageStore:
    """The pages in a file, made when the first is kept. A damaged file counts as none: its pages can be fetched again.

    Without a path it has no pages and keeps none. One thread may keep pages while others read.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self._commands: dict[str, Command] = {}
        self._facts: dict[str, bytes] | None = None

    def __len__(self) -> int:
        return len(self._loaded())

    def keep(self, fetched: Iterable[FetchedPage], tell: Tell = lambda name, reason: None) -> None:
        """Keep pages in place of older ones; `tell` hears of each its name, or why it is passed over.

        Raises:
            PagesNotKept: the disk is full, or the folder cannot be written to.
        """
        try:
            with self._open(create=True) as database:
                for one in fetched:
                    tell(*_kept(database, one))
                    # Page by page: whatever ends the process, the next update goes on from here.
                    database.commit()
        finally:
            self._forget()

    def text(self, name: str) -> str | None:
        """Return the text of a cmdlet's page, None when there is none."""
        return self._column("text", name)

    def page(self, name: str) -> HelpPage | None:
        """Return a cmdlet's page, None when there is none."""
        text = self.text(name)
        if text is None:
            return None
        # The reader with its patterns is loaded with the first page: facts of pages are known without it.
        from eopsh.catalogue.pages.reader import read_page

        return read_page(text)

    def tag(self, name: str, source: str) -> str:
        """Return the tag of a kept page, empty when it is not kept or came from another place."""
        return (self._column("tag", name) or "") if self._column("source", name) == source else ""

    def names(self) -> tuple[str, ...]:
        """Return the cmdlets that have a page, in alphabetical order."""
        return tuple(sorted((command.name for name in self._loaded() if (command := self.command(name))), key=str.casefold))

    def command(self, name: str) -> Command | None:
        """Return what a cmdlet's page says as a command, None when there is no page; no disk is touched once `load` was called."""
        folded = name.casefold()
        commands = self._commands
        if folded not in commands:
            blob = self._loaded().get(folded)
            if blob is None:
                return None
            try:
                commands[folded] = unpack(blob)
            except ValueError:
                return None
        return commands[folded]

    def load(self) -> None:
        """Read the facts of all pages, so that nobody waits for the disk later."""
        self._loaded()

    # --- inside

    def _loaded(self) -> dict[str, bytes]:
        facts = self._facts
        if facts is None:
            facts = self._facts = dict(self._rows("SELECT folded, facts FROM pages"))
        return facts

    def _forget(self) -> None:
        self._facts, self._commands = None, {}

    def _column(self, column: str, name: str) -> str | None:
        rows = self._rows(f"SELECT folded, {column} FROM pages WHERE folded = ?", name.casefold())
        return next((str(value) for _, value in rows), None)

    def _rows(self, query: str, *values: str) -> list[tuple[str, bytes]]:
        if self.path is None or not self.path.exists():
            return []
        try:
            with self._open() as database:
                return list(database.execute(query, values))
        except PagesNotKept:
            return []

    @contextlib.contextmanager
    def _open(self, *, create: bool = False) -> Iterator[sqlite3.Connection]:
        """Yield the database. A file that turns out to be damaged is removed, so that the next one is sound."""
        if self.path is None:
            raise PagesNotKept("there is no place for them")
        try:
            with contextlib.closing(_database(self.path, create)) as database:
                yield database
        except (sqlite3.Error, OSError) as error:
            if getattr(error, "sqlite_errorcode", None) in _DAMAGE:
                with contextlib.suppress(OSError):
                    self.path.unlink()
            raise PagesNotKept(f"{self.path}: {error}") from error


def _database(path: Path, create: bool) -> sqlite3.Connection:
    if create:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    database = sqlite3.connect(path, timeout=10)
    try:
        _prepare(database)
    except sqlite3.DatabaseError as error:
        database.close()
        if error.sqlite_errorcode not in _DAMAGE:
            raise
        path.unlink(missing_ok=True)
        database = sqlite3.connect(path, timeout=10)
        _prepare(database)
    return database


def _prepare(database: sqlite3.Connection) -> None:
    """Make the table where it is missing or of another version; whoever only reads changes nothing of a file that is ready."""
    # A cache: what a crash of the machine takes can be fetched again, and waiting for the disk after each page is slow.
    database.execute("PRAGMA synchronous = OFF")
    if database.execute("PRAGMA user_version").fetchone()[0] != FORMAT:
        database.execute("DROP TABLE IF EXISTS pages")
        database.execute(_TABLE)
        database.execute(f"PRAGMA user_version = {FORMAT}")


def _kept(database: sqlite3.Connection, fetched: FetchedPage) -> tuple[str, str]:
    from eopsh.catalogue.pages.model import PageUnreadable
    from eopsh.catalogue.pages.reader import read_page

    try:
        page = read_page(fetched.text)
    except PageUnreadable as error:
        return "", f"{fetched.source or 'a text'}: {error.detail}"
    database.execute("REPLACE INTO pages VALUES (?, ?, ?, ?, ?, ?, ?)", _row(page, fetched))
    return page.name, ""


def _row(page: HelpPage, fetched: FetchedPage) -> tuple[str, str, str, bytes, str, str, float]:
    from eopsh.catalogue.pages.merge import command_of

    # A file's name need not be text.
    source = fetched.source.encode("utf-8", "backslashreplace").decode()
    return page.name.casefold(), page.name, fetched.text, pack(command_of(page)), source, fetched.tag, time.time()
