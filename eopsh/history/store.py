"""The history of all sessions in one SQLite file, shared by every eopsh that runs (WAL).

Nothing that happens to the file stops the shell: a damaged one is set aside and rebuilt from what can still be read, and where
nothing can be written the history goes on in memory. Each is told once through `notice`.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from eopsh.history.entry import Entry, Outcome

_T = TypeVar("_T")
_Connection = sqlite3.Connection

_VERSION = 1
_COLUMNS = "line, started, session, organization, user, endpoint, masked, duration, outcome, rows"
_PLACES = ", ".join("?" * len(_COLUMNS.split(", ")))
_INSERT = f"INSERT INTO lines ({_COLUMNS}) VALUES ({_PLACES})"
_SELECT = f"SELECT {_COLUMNS}, id FROM lines"
_SCHEMA = f"""
CREATE TABLE IF NOT EXISTS lines (
    id INTEGER PRIMARY KEY AUTOINCREMENT, line TEXT NOT NULL, started REAL NOT NULL,
    session TEXT NOT NULL, organization TEXT NOT NULL, user TEXT NOT NULL, endpoint TEXT NOT NULL,
    masked INTEGER NOT NULL, duration REAL, outcome TEXT, rows INTEGER
);
CREATE INDEX IF NOT EXISTS lines_by_text ON lines (line COLLATE NOCASE);
PRAGMA user_version = {_VERSION};
"""
_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_BUSY_SECONDS = 2.0
_LAST_ID = (1 << 63) - 1
_CHUNK = 200
_LATELY = 3_000
"""So many of the newest lines are looked through before the index is asked."""


class History:
    """The lines typed in all sessions, newest last. Safe to use from several threads and processes."""

    def __init__(self, path: Path, notice: Callable[[str], None] = lambda text: None) -> None:
        """Open or create the file; never raises for what is wrong with it. `notice` gets one sentence for each trouble."""
        self.path = path
        self._notice = notice
        self._lock = threading.RLock()
        self._on_disk = True
        self._database = self._open()

    def append(self, entry: Entry) -> int:
        """Store a line, usually before it runs, and return its id for `finish`. The entry must be masked already."""
        values = _row(entry)

        def insert(database: _Connection) -> int:
            with database:
                return database.execute(_INSERT, values).lastrowid or 0

        return self._do(insert, 0)

    def finish(self, entry_id: int, outcome: Outcome, duration: float, rows: int | None = None) -> None:
        """Add how a line ended. `duration` in seconds."""

        def update(database: _Connection) -> None:
            with database:
                database.execute(
                    "UPDATE lines SET outcome = ?, duration = ?, rows = ? WHERE id = ?", (outcome.value, duration, rows, entry_id)
                )

        self._do(update, None)

    def recent(self, limit: int, prefix: str | None = None) -> list[Entry]:
        """Return up to `limit` entries, newest first; with `prefix` those whose line begins so, in any case."""
        if not prefix:
            return self._select("ORDER BY id DESC LIMIT ?", limit)
        span = (prefix, prefix + "\U0010ffff")
        # Most prefixes were typed lately. A unary plus keeps SQLite from the index, so that it walks the ids backwards.
        lately = "id > (SELECT max(id) FROM lines) - ? AND +line COLLATE NOCASE >= ? AND +line COLLATE NOCASE < ?"
        found = self._select(f"WHERE {lately} ORDER BY id DESC LIMIT ?", _LATELY, *span, limit)
        if len(found) == limit:
            return found
        ids = "SELECT id FROM lines WHERE line COLLATE NOCASE >= ? AND line COLLATE NOCASE < ? ORDER BY id DESC LIMIT ?"
        return self._select(f"WHERE id IN ({ids}) ORDER BY id DESC", *span, limit)

    def search(self, substring: str, limit: int = _CHUNK) -> list[Entry]:
        """Return up to `limit` entries whose line contains the text, in any case, newest first."""
        pattern = f"%{_escaped(substring)}%"
        return self._select("WHERE line LIKE ? ESCAPE '\\' ORDER BY id DESC LIMIT ?", pattern, limit)

    def get(self, entry_id: int) -> Entry | None:
        """Return the entry of this id."""
        found = self._select("WHERE id = ?", entry_id) if entry_id <= _LAST_ID else []
        return found[0] if found else None

    def clear(self) -> None:
        """Forget every line, of all sessions, and give the space back."""

        def delete(database: _Connection) -> None:
            with database:
                database.execute("DELETE FROM lines")
            database.execute("VACUUM")

        self._do(delete, None)

    def __iter__(self) -> Iterator[Entry]:
        """Yield all entries, newest first, reading on as they are asked for."""
        chunk = self._select("ORDER BY id DESC LIMIT ?", _CHUNK)
        while chunk:
            yield from chunk
            chunk = self._select("WHERE id < ? ORDER BY id DESC LIMIT ?", chunk[-1].id, _CHUNK)

    def oldest_first(self) -> Iterator[Entry]:
        """Yield all entries in the order in which they were typed."""
        chunk = self._select("ORDER BY id LIMIT ?", _CHUNK)
        while chunk:
            yield from chunk
            chunk = self._select("WHERE id > ? ORDER BY id LIMIT ?", chunk[-1].id, _CHUNK)

    def close(self) -> None:
        """Close the file. Safe to call twice."""
        with self._lock:
            self._database.close()

    def _select(self, tail: str, *values: object) -> list[Entry]:
        return self._do(lambda database: [_entry(row) for row in database.execute(f"{_SELECT} {tail}", values)], [])

    def _do(self, work: Callable[[_Connection], _T], default: _T) -> _T:
        """Do the work; when the file is the trouble, mend or leave it and do the work again."""
        with self._lock:
            try:
                return work(self._database)
            except sqlite3.ProgrammingError:
                return default  # closed: the shell is on its way out
            except sqlite3.DatabaseError as error:
                self._recover(error)
            try:
                return work(self._database)
            except sqlite3.Error:
                return default

    def _recover(self, error: sqlite3.DatabaseError) -> None:
        before = self._database
        if _is_damage(error):
            before.close()
            # Another process may have rebuilt the file already, so it is looked at anew, and this time as a whole.
            self._database = self._open(check="PRAGMA quick_check(1)")
        else:
            self._database = self._in_memory(before, error)
            before.close()

    def _open(self, check: str = f"{_SELECT} ORDER BY id DESC LIMIT 1") -> _Connection:
        """Return the file's database; where that cannot be, one in memory."""
        try:
            return self._open_or_rebuild(check)
        except (sqlite3.Error, OSError) as error:
            readable = _read_only(self.path)
            try:
                return self._in_memory(readable, error)
            finally:
                if readable is not None:
                    readable.close()

    def _open_or_rebuild(self, check: str) -> _Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if not self.path.exists():
            self.path.touch(0o600)
        try:
            return _connect(self.path, check)
        except sqlite3.DatabaseError as error:
            if not _is_damage(error):
                raise
        aside = _set_aside(self.path)
        database = _connect(self.path, check)
        saved = _salvage(aside, database)
        self._notice(f"The history file was damaged; {saved} lines were saved, and the old file is now {aside}.")
        return database

    def _in_memory(self, readable: _Connection | None, error: Exception) -> _Connection:
        memory = sqlite3.connect(":memory:", check_same_thread=False)
        if readable is not None:
            with suppress(sqlite3.Error):
                readable.backup(memory)
        memory.executescript(_SCHEMA)
        if self._on_disk:
            self._notice(f"The history cannot be written to {self.path} ({error}); the lines of this session are kept in memory only.")
        self._on_disk = False
        return memory


def _connect(path: Path, check: str) -> _Connection:
    """Open the file; `check` is a query that meets damage now rather than at the next line."""
    database = sqlite3.connect(path, timeout=_BUSY_SECONDS, check_same_thread=False)
    try:
        _prepare(database)
        found = database.execute(check).fetchone()
        if check.startswith("PRAGMA") and found != ("ok",):
            raise sqlite3.DatabaseError("the check found damage")
    except BaseException:
        database.close()
        raise
    return database


def _prepare(database: _Connection) -> None:
    version = database.execute("PRAGMA user_version").fetchone()[0]
    if version > _VERSION:
        raise sqlite3.OperationalError("it belongs to a newer eopsh")
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = NORMAL")
    if version < _VERSION:
        database.executescript(_SCHEMA)


def _is_foreign(error: sqlite3.Error) -> bool:
    return str(error).startswith("no such ")


def _is_damage(error: sqlite3.Error) -> bool:
    # An error that Python raises itself has no code.
    code: int | None = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return not isinstance(error, sqlite3.OperationalError)
    return code & 0xFF in _DAMAGE or _is_foreign(error)


def _read_only(path: Path) -> _Connection | None:
    """Open a file that must not be touched, in a folder that may be read-only too."""
    with suppress(sqlite3.Error):
        return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    return None


def _set_aside(path: Path) -> Path:
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    aside = path.with_name(f"{path.name}.damaged-{stamp}")
    path.replace(aside)
    for suffix in ("-wal", "-shm"):
        with suppress(OSError):
            path.with_name(path.name + suffix).replace(aside.with_name(aside.name + suffix))
    return aside


def _salvage(aside: Path, database: _Connection) -> int:
    """Copy what can still be read around the damage; return how many lines that were."""
    saved = 0
    damaged = _read_only(aside)
    if damaged is None:
        return saved
    with closing(damaged), suppress(sqlite3.Error), database:
        highest = damaged.execute("SELECT max(id) FROM lines").fetchone()[0] or 0
        for low in range(0, highest, _CHUNK):
            with suppress(sqlite3.Error):
                rows = damaged.execute(f"SELECT {_COLUMNS} FROM lines WHERE id > ? AND id <= ?", (low, low + _CHUNK)).fetchall()
                saved += database.executemany(_INSERT, rows).rowcount
    return saved


def _escaped(text: str) -> str:
    for special in "\\%_":
        text = text.replace(special, "\\" + special)
    return text


def _row(entry: Entry) -> tuple[object, ...]:
    # SQLite takes no lone surrogates and stops reading a text at NUL.
    line = entry.line.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")
    outcome = entry.outcome.value if entry.outcome else None
    return (
        line,
        entry.started.timestamp(),
        entry.session,
        entry.organization,
        entry.user,
        entry.endpoint,
        int(entry.masked),
        entry.duration,
        outcome,
        entry.rows,
    )


def _entry(row: tuple[object, ...]) -> Entry:
    line, started, session, organization, user, endpoint, masked, duration, outcome, rows, entry_id = row
    return Entry(
        str(line),
        datetime.fromtimestamp(started if isinstance(started, float) else 0.0, UTC),
        str(session),
        str(organization),
        str(user),
        str(endpoint),
        bool(masked),
        duration if isinstance(duration, float) else None,
        Outcome(outcome) if outcome else None,
        rows if isinstance(rows, int) else None,
        entry_id if isinstance(entry_id, int) else None,
    )
