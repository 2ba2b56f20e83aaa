"""The catalogue of an endpoint on disk, so that the next start completes before it is connected.

One file for each endpoint and user, in the user's cache folder: a line with format and checksum, a line of JSON (whose it is, when it was
made, the index of names), then the commands' blobs one after the other, then the views.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import time
from collections.abc import Iterator
from itertools import accumulate, pairwise
from pathlib import Path

import platformdirs

from eopsh.catalogue.catalogue import Catalogue, Entry
from eopsh.catalogue.model import Kind
from eopsh.errors import Advice, EopshError
from eopsh.frozen import frozen

FORMAT = 2
"""Goes up with every change of this file's layout or of `packing`."""

_MAGIC = b"eopsh-catalogue"


class CacheNotWritten(EopshError):
    """The catalogue could not be kept on disk; eopsh works without, and asks the server again next time."""

    advice = Advice("The list of commands could not be kept on disk.", "Check the space and the rights of the folder.")


@frozen
class CachedCatalogue:
    """What a file held: the remote commands, the bytes of the views as they were given, and when (seconds since 1970)."""

    catalogue: Catalogue
    views: bytes | None
    saved_at: float


@frozen
class Rejected:
    """A file that is there and not used; `reason` is half a sentence for the user."""

    path: Path
    reason: str


class CatalogueCache:
    """The folder with the files; by default the one where this user's caches belong on this system."""

    def __init__(self, directory: Path | None = None) -> None:
        self.directory = directory if directory is not None else Path(platformdirs.user_cache_dir("eopsh", appauthor=False)) / "catalogue"

    def path(self, uri: str, user: str) -> Path:
        """Return the file of an endpoint and a user; the name tells neither."""
        digest = hashlib.blake2b(json.dumps(_key(uri, user)).encode(), digest_size=16).hexdigest()
        return self.directory / f"{digest}.catalogue"

    def load(self, uri: str, user: str) -> CachedCatalogue | Rejected | None:
        """Return what is kept for an endpoint and a user, None when there is nothing, or why what is there is not used."""
        path = self.path(uri, user)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            return Rejected(path, f"it cannot be read: {error.strerror}")
        try:
            return _read(data, _key(uri, user))
        except _Unusable as error:
            return Rejected(path, str(error))

    def save(self, uri: str, user: str, catalogue: Catalogue, views: bytes | None = None, *, saved_at: float | None = None) -> None:
        """Keep the remote commands of a catalogue and the views, in place of what was kept before. Nobody ever sees half a file.

        Raises:
            CacheNotWritten: the disk is full, or the folder cannot be written to.
        """
        data = _written(_key(uri, user), catalogue, views, time.time() if saved_at is None else saved_at)
        try:
            self.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            _replace(self.path(uri, user), data)
        except OSError as error:
            raise CacheNotWritten(f"{self.directory}: {error.strerror}") from error

    def names(self) -> tuple[str, ...]:
        """Return the names of the commands of all endpoints that are kept, in alphabetical order; unusable files are passed over."""
        found: set[str] = set()
        for path in self.directory.glob("*.catalogue"):
            try:
                found.update(_read(path.read_bytes(), None).catalogue.names())
            except (OSError, _Unusable):
                continue
        return tuple(sorted(found, key=str.casefold))

    def discard(self, uri: str, user: str) -> None:
        """Forget what is kept for an endpoint and a user."""
        self.path(uri, user).unlink(missing_ok=True)


def _key(uri: str, user: str) -> list[str]:
    return [uri.strip().rstrip("/").casefold(), user.strip().casefold()]


def _replace(path: Path, data: bytes) -> None:
    """Write beside the file and move over it. The temporary file is readable for its owner only, and so is the file."""
    handle, temporary = tempfile.mkstemp(prefix=path.stem, suffix=".new", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).replace(path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise


# --- the file


def _written(key: list[str], catalogue: Catalogue, views: bytes | None, saved_at: float) -> bytes:
    entries = catalogue.of_kind(Kind.REMOTE).entries
    header = {
        "key": key,
        "saved_at": saved_at,
        "names": [entry.name for entry in entries],
        "aliases": {entry.name: entry.aliases for entry in entries if entry.aliases},
        "lengths": [len(entry.blob) for entry in entries],
        "views": views is not None,
    }
    head = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    body = b"".join((head, b"\n", *(entry.blob for entry in entries), views or b""))
    return b"%s %d %s\n" % (_MAGIC, FORMAT, _checksum(body)) + body


def _checksum(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=16).hexdigest().encode()


class _Unusable(Exception):
    """Why a file is not used."""


def _read(data: bytes, key: list[str] | None) -> CachedCatalogue:
    """Return what a file holds; with a `key` it must be the file of that endpoint and user."""
    first, _, body = data.partition(b"\n")
    words = first.split(b" ")
    if words[0] != _MAGIC or len(words) != 3:
        raise _Unusable("it is no file of eopsh, or it is damaged")
    if words[1] != b"%d" % FORMAT:
        raise _Unusable("another version of eopsh made it")
    if words[2] != _checksum(body):
        raise _Unusable("it is damaged")
    head, _, blobs = body.partition(b"\n")
    header = json.loads(head.decode("utf-8", "surrogatepass"))
    if key is not None and header["key"] != key:
        raise _Unusable("it belongs to another endpoint or user")
    ends = [0, *accumulate(header["lengths"])]
    catalogue = Catalogue(tuple(_entries(header["names"], header["aliases"], ends, blobs)))
    return CachedCatalogue(catalogue, blobs[ends[-1] :] if header["views"] else None, header["saved_at"])


def _entries(names: list[str], aliases: dict[str, list[str]], ends: list[int], blobs: bytes) -> Iterator[Entry]:
    for name, (start, end) in zip(names, pairwise(ends), strict=True):
        yield Entry(name, Kind.REMOTE, tuple(aliases.get(name, ())), blobs[start:end])
