"""The ledger: one small file for each session that is open, so that one left behind can be closed by the next eopsh.

A file `ID.json` says where the session is; a lock on its sibling `ID.lock` says that its process lives. A killed process leaves the file
with a free lock. No process ids, so no reuse problem, and the same on Windows.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
import uuid
from collections.abc import Iterator
from dataclasses import asdict, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from eopsh.frozen import frozen
from eopsh.remote.endpoint import Endpoint

if TYPE_CHECKING:
    from filelock import FileLock


@frozen
class Cookie:
    """A cookie of the session: it leads back to the server that holds it. As secret as the session itself, so never in `repr`."""

    name: str
    value: str = field(repr=False)
    domain: str = ""
    path: str = "/"
    secure: bool = False


@frozen
class Entry:
    """One session: where it is, whose, since when (seconds of the epoch). Never a password."""

    key: str
    endpoint: Endpoint
    shell_id: str
    user: str
    auth: str = "basic"
    opened: float = 0.0
    cookies: tuple[Cookie, ...] = ()


class Holding:
    """An entry whose lock this process holds."""

    def __init__(self, path: Path, entry: Entry, lock: FileLock) -> None:
        self._path = path
        self._lock = lock
        self.entry = entry

    def update(self, *, endpoint: Endpoint, shell_id: str, cookies: tuple[Cookie, ...]) -> None:
        """Write down what the server answered: its own shell id and cookies."""
        self.entry = replace(self.entry, endpoint=endpoint, shell_id=shell_id, cookies=cookies)
        _write(self._path, self.entry)

    def finish(self) -> None:
        """Remove both files: the session is known to be gone. Never raises; a file that stays is removed by the next eopsh."""
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)
        self.release()
        with contextlib.suppress(OSError):
            self._path.with_suffix(".lock").unlink(missing_ok=True)

    def release(self) -> None:
        """Give up the lock and keep the file: the session may still be open, somebody else shall see to it."""
        with contextlib.suppress(OSError):
            self._lock.release(force=True)


class Ledger:
    """The entries below one folder (`sessions` in the user's state folder), readable by this user alone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def begin(self, endpoint: Endpoint, shell_id: str, user: str, auth: str = "basic") -> Holding:
        """Enter a session that is about to be created, before the request goes out. Raises OSError when the folder cannot be written."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        entry = Entry(uuid.uuid4().hex, endpoint, shell_id, user, auth, opened=time.time())
        path = self.folder / f"{entry.key}.json"
        lock = _lock(path)
        lock.acquire(timeout=0)
        holding = Holding(path, entry, lock)
        _write(path, entry)
        return holding

    def entries(self) -> list[Entry]:
        """Return every entry, the oldest first, living or left behind. A file that cannot be read is passed over."""
        found = [entry for path in self._files() if (entry := _read(path)) is not None]
        return sorted(found, key=lambda entry: entry.opened)

    def orphans(self) -> list[Entry]:
        """Return the entries whose process is dead. A lock that lost its entry is cleaned away on the occasion."""
        for path in self._files("*.lock"):
            if not path.with_suffix(".json").exists():
                self._clean(path)
        found = []
        for entry in self.entries():
            holding = self.claim(entry)
            if holding is not None:
                holding.release()
                found.append(entry)
        return found

    def claim(self, entry: Entry) -> Holding | None:
        """Take over an entry whose process is dead; None while somebody holds it or when it is gone meanwhile."""
        path = self.folder / f"{entry.key}.json"
        lock = _lock(path)
        try:
            lock.acquire(timeout=0)
        except OSError:
            return None
        current = _read(path)
        if current is None:
            Holding(path, entry, lock).finish()
            return None
        return Holding(path, current, lock)

    def forget(self, entry: Entry) -> None:
        """Remove an entry, whoever holds it: its session is known to be gone."""
        for suffix in (".json", ".lock"):
            with contextlib.suppress(OSError):
                (self.folder / f"{entry.key}{suffix}").unlink(missing_ok=True)

    def _files(self, pattern: str = "*.json") -> Iterator[Path]:
        with contextlib.suppress(OSError):
            yield from list(self.folder.glob(pattern))

    def _clean(self, path: Path) -> None:
        """Remove a lock that nobody holds; who is about to write his entry holds it."""
        lock = _lock(path)
        with contextlib.suppress(OSError):
            lock.acquire(timeout=0)
            lock.release()
            path.unlink(missing_ok=True)


def _lock(path: Path) -> FileLock:
    # Loaded with the first session. A lock that somebody holds is a TimeoutError, so an OSError.
    from filelock import FileLock

    # Not bound to a thread: the worker takes the lock, whoever closes the connection gives it up.
    return FileLock(path.with_suffix(".lock"), mode=0o600, thread_local=False)


def _write(path: Path, entry: Entry) -> None:
    """Replace the file in one step, so that no reader and no crash ever sees half of it."""
    fresh = path.with_suffix(".new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(asdict(entry), file)
    fresh.replace(path)


def _read(path: Path) -> Entry | None:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        cookies = tuple(Cookie(**cookie) for cookie in data.pop("cookies"))
        endpoint = Endpoint(**data.pop("endpoint"))
        return Entry(endpoint=endpoint, cookies=cookies, **data)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
