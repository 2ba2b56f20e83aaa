"""Where help pages come from: a folder or an archive of the documentation's repository, or page by page over https.

Nothing of the documentation is shipped with eopsh; it is Microsoft's (CC-BY-4.0), fetched on the user's machine at his word.
"""

from __future__ import annotations

import gzip
import io
import re
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO, TypeAlias
from urllib.parse import urlsplit

import requests

from eopsh.catalogue.pages import FetchedPage
from eopsh.engine.help_update import PagesNotFetched, Source, page_address
from eopsh.errors import Advice

LARGEST_PAGE = 2_000_000
"""Bytes. The largest page of the documentation has 200,000."""
LARGEST_ARCHIVE = 500_000_000
LARGEST_UNPACKED = 4_000_000_000
"""Bytes of a .tar archive behind its compression. The documentation has some 300,000,000."""
LARGEST_READ = 16_000_000
"""Bytes that one read of a .tar archive may ask for: what its headers claim is believed up to here."""

_PAGE_NAME = re.compile(r"[A-Za-z]+-[A-Za-z0-9]+\.md\Z")
_SECONDS = (10.0, 30.0)
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_UNREADABLE = (OSError, EOFError, zlib.error, zipfile.BadZipFile, tarfile.TarError)
"""What a damaged archive ends in. A RuntimeError is an encrypted one, a NotImplementedError an odd way of packing."""


def source_of(place: str) -> Source:
    """Return the place of a path or an address.

    Raises:
        PagesNotFetched: it is neither a folder, an archive nor an https address.
    """
    parts = urlsplit(place)
    if parts.scheme in ("http", "https"):
        _refuse_plain(place)
        return WebArchive(place) if _is_archive(parts.path) else WebPages(place)
    path = Path(place).expanduser()
    if path.is_dir():
        return Folder(path)
    if path.is_file() and _is_archive(path.name):
        return Archive(path)
    raise PagesNotFetched(f"{place} is neither a folder, a .zip, .tar, .tar.gz or .tgz archive, nor an https address.")


def _refuse_plain(address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise PagesNotFetched(f"{address} is not encrypted: use https.")


def _is_archive(name: str) -> bool:
    return name.lower().endswith((".zip", ".tar", ".tar.gz", ".tgz"))


def _wanted(names: Iterable[str]) -> Callable[[str], bool]:
    """Return what tells whether a file's name is that of a wanted page."""
    folded = {f"{name}.md".casefold() for name in names}
    return lambda file: bool(_PAGE_NAME.match(file)) and (not folded or file.casefold() in folded)


class _Local:
    """A place on disk."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def address(self) -> str:
        """Return the path."""
        return str(self.path)


class Folder(_Local):
    """A clone of the repository, its folder of pages, or any folder with such files somewhere below."""

    def pages(self, names: Sequence[str], tag: Callable[[str], str]) -> tuple[int, Iterator[FetchedPage | None]]:
        """Return the pages below the folder; a link that leads out of it is not followed."""
        wanted = _wanted(names)
        files = sorted(file for file in self.path.rglob("*.md") if wanted(file.name) and file.is_file() and not file.is_symlink())
        return len(files), (_file_page(file) for file in files)


def _file_page(file: Path) -> FetchedPage | None:
    try:
        with file.open("rb") as opened:
            return _page(opened.read(LARGEST_PAGE + 1), str(file))
    except OSError as error:
        raise PagesNotFetched(f"{file}: {error.strerror}") from error


def _page(body: bytes, source: str, tag: str = "") -> FetchedPage | None:
    """Return a page's bytes as a page; None for one that is too large to be one."""
    return None if len(body) > LARGEST_PAGE else FetchedPage(body.decode("utf-8", "replace"), source, tag)


class Archive(_Local):
    """A .zip or .tar archive of the repository; nothing is unpacked to disk."""

    def pages(self, names: Sequence[str], tag: Callable[[str], str]) -> tuple[int, Iterator[FetchedPage | None]]:
        """Return the pages in the archive."""
        with _opened(self.path) as members:
            count = sum(1 for _ in _chosen(members, names))
        return count, self._read(names)

    def _read(self, names: Sequence[str]) -> Iterator[FetchedPage | None]:
        with _opened(self.path) as members:
            for name, read in _chosen(members, names):
                yield _page(read(LARGEST_PAGE + 1), f"{self.path}:{name}")


_Member: TypeAlias = tuple[str, Callable[[int], bytes]]
"""A file in an archive: its name, and what reads at most so many bytes of it, whatever size the archive says it has."""


def _chosen(members: Iterable[_Member], names: Sequence[str]) -> Iterator[_Member]:
    wanted = _wanted(names)
    return (member for member in members if wanted(PurePosixPath(member[0]).name))


@contextmanager
def _opened(path: Path) -> Iterator[Iterator[_Member]]:
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                yield _zip_members(archive)
        else:
            with path.open("rb") as file, tarfile.open(fileobj=_Bounded(_unpacked(file)), mode="r:") as tar:
                yield _tar_members(tar)
    except (*_UNREADABLE, RuntimeError, NotImplementedError) as error:
        raise PagesNotFetched(f"{path}: {error}") from error


def _zip_members(archive: zipfile.ZipFile) -> Iterator[_Member]:
    def reader(info: zipfile.ZipInfo) -> Callable[[int], bytes]:
        def read(size: int) -> bytes:
            with archive.open(info) as file:
                return file.read(size)

        return read

    return ((info.filename, reader(info)) for info in archive.infolist())


def _tar_members(tar: tarfile.TarFile) -> Iterator[_Member]:
    for info in tar:
        file = tar.extractfile(info) if info.isfile() else None
        if file is not None:
            yield info.name, file.read


_Bytes: TypeAlias = BinaryIO | gzip.GzipFile


def _unpacked(file: BinaryIO) -> _Bytes:
    packed = file.read(2) == b"\x1f\x8b"
    file.seek(0)
    return gzip.open(file) if packed else file


class _Bounded(io.RawIOBase):
    """A stream that ends with an error where an archive unpacks to more than any archive of pages has."""

    def __init__(self, file: _Bytes) -> None:
        self._file = file

    def read(self, size: int = -1) -> bytes:
        """Return what comes next."""
        self._check(size <= LARGEST_READ)
        return self._file.read(size)

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to a place."""
        self._check(offset <= LARGEST_UNPACKED)
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """Return the place."""
        return self._file.tell()

    def _check(self, sound: bool) -> None:
        if not sound or self._file.tell() > LARGEST_UNPACKED:
            raise tarfile.ReadError("it unpacks to more than an archive of help pages has")


class WebPages:
    """A folder of pages on the web: `ADDRESS/Get-MailUser.md`. Only what changed since the last time is sent again (ETag)."""

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/") + "/"

    def pages(self, names: Sequence[str], tag: Callable[[str], str]) -> tuple[int, Iterator[FetchedPage | None]]:
        """Return the pages of these cmdlets; a web server lists nothing, so they must be named."""
        if not names:
            raise PagesNotFetched(
                "no cmdlet is known yet",
                advice=Advice(
                    "A web address gives single pages, and no cmdlet is known yet.",
                    "Connect once, or name cmdlets: `eopsh help update Get-MailUser Set-MailUser`.",
                ),
            )
        return len(names), self._fetch(names, tag)

    def _fetch(self, names: Sequence[str], tag: Callable[[str], str]) -> Iterator[FetchedPage | None]:
        with requests.Session() as web:
            for name in names:
                yield _web_page(web, page_address(self.address, name), tag(name))


def _web_page(web: requests.Session, address: str, tag: str) -> FetchedPage | None:
    with _answered(web, address, tag) as answer:
        if answer.status_code in (304, 404):
            return None
        answer.raise_for_status()
        return _page(b"".join(_pieces(answer, LARGEST_PAGE)), address, answer.headers.get("ETag", ""))


@contextmanager
def _answered(web: requests.Session, address: str, tag: str = "") -> Iterator[requests.Response]:
    """Yield a web server's answer. Wherever it redirects to, the way stays encrypted."""
    headers = {"If-None-Match": tag} if tag else {}
    try:
        with web.get(address, headers=headers, timeout=_SECONDS, stream=True) as answer:
            for stop in (*answer.history, answer):
                _refuse_plain(stop.url)
            yield answer
    except (requests.RequestException, OSError) as error:
        raise PagesNotFetched(f"{address}: {_said(error)}") from error


def _pieces(answer: requests.Response, most: int) -> Iterator[bytes]:
    """Yield a body until it is at its end, or larger than `most` bytes."""
    size = 0
    for piece in answer.iter_content(1 << 16):
        yield piece
        size += len(piece)
        if size > most:
            return


def _said(error: OSError) -> str:
    answer = getattr(error, "response", None)
    return f"HTTP status {answer.status_code}" if answer is not None else error.strerror or type(error).__name__


class WebArchive:
    """An archive on the web, fetched into a temporary file."""

    def __init__(self, address: str) -> None:
        self.address = address

    def pages(self, names: Sequence[str], tag: Callable[[str], str]) -> tuple[int, Iterator[FetchedPage | None]]:
        """Fetch the archive and return the pages in it."""
        folder = tempfile.TemporaryDirectory(prefix="eopsh-help-")
        try:
            path = Path(folder.name) / "pages"
            self._fetch(path)
            count, pages = Archive(path).pages(names, tag)
        except BaseException:
            folder.cleanup()
            raise
        return count, _then(pages, folder.cleanup)

    def _fetch(self, path: Path) -> None:
        with requests.Session() as web, _answered(web, self.address) as answer, path.open("wb") as file:
            answer.raise_for_status()
            file.writelines(_pieces(answer, LARGEST_ARCHIVE))
        if path.stat().st_size > LARGEST_ARCHIVE:
            raise PagesNotFetched(f"{self.address} is larger than {LARGEST_ARCHIVE:,} bytes.")


def _then(pages: Iterator[FetchedPage | None], last: Callable[[], None]) -> Iterator[FetchedPage | None]:
    try:
        yield from pages
    finally:
        last()
