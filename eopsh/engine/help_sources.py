"""Where help pages come from: a folder or an archive of the documentation's repository, or page by page over https.

Nothing of the documentation is shipped with eopsh; it is Microsoft's (CC-BY-4.0), fetched on the user's machine at his word.
"""

from __future__ import annotations

import re
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO
from urllib.parse import urlsplit

import requests

from eopsh.catalogue.pages import FetchedPage
from eopsh.engine.help_update import PagesNotFetched, Source, page_address
from eopsh.errors import Advice

LARGEST_PAGE = 2_000_000
"""Bytes. The largest page of the documentation has 200,000."""
LARGEST_ARCHIVE = 500_000_000

_PAGE_NAME = re.compile(r"[A-Za-z]+-[A-Za-z0-9]+\.md\Z")
_SECONDS = (10.0, 30.0)
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


def source_of(place: str) -> Source:
    """Return the place of a path or an address.

    Raises:
        PagesNotFetched: it is neither a folder, an archive nor an https address.
    """
    parts = urlsplit(place)
    if parts.scheme in ("http", "https"):
        if parts.scheme == "http" and parts.hostname not in _LOOPBACK:
            raise PagesNotFetched(f"{place} is not encrypted: use https.")
        return WebArchive(place) if _is_archive(parts.path) else WebPages(place)
    path = Path(place).expanduser()
    if path.is_dir():
        return Folder(path)
    if path.is_file() and _is_archive(path.name):
        return Archive(path)
    raise PagesNotFetched(f"{place} is neither a folder, a .zip, .tar.gz or .tgz archive, nor an https address.")


def _is_archive(name: str) -> bool:
    return name.lower().endswith((".zip", ".tar", ".tar.gz", ".tgz"))


def _wanted(names: Iterable[str]) -> Callable[[str], bool]:
    """Return what tells whether a file's name is that of a wanted page."""
    folded = {f"{name}.md".casefold() for name in names}
    return lambda file: bool(_PAGE_NAME.match(file)) and (not folded or file.casefold() in folded)


class Folder:
    """A clone of the repository, its folder of pages, or any folder with such files somewhere below."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def address(self) -> str:
        return str(self.path)

    def pages(self, names: Sequence[str], tag: Callable[[str], str]) -> tuple[int, Iterator[FetchedPage | None]]:
        """Return the pages below the folder; a link that leads out of it is not followed."""
        wanted = _wanted(names)
        files = sorted(file for file in self.path.rglob("*.md") if wanted(file.name) and file.is_file() and not file.is_symlink())
        return len(files), (_file_page(file) for file in files)


def _file_page(file: Path) -> FetchedPage | None:
    try:
        if file.stat().st_size > LARGEST_PAGE:
            return None
        return FetchedPage(file.read_text(encoding="utf-8", errors="replace"), str(file))
    except OSError as error:
        raise PagesNotFetched(f"{file}: {error.strerror}") from error


class Archive:
    """A .zip or .tar archive of the repository; nothing is unpacked to disk."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def address(self) -> str:
        return str(self.path)

    def pages(self, names: Sequence[str], tag: Callable[[str], str]) -> tuple[int, Iterator[FetchedPage | None]]:
        """Return the pages in the archive."""
        with _opened(self.path) as members:
            count = sum(1 for _ in self._members(members, names))
        return count, self._read(names)

    def _members(self, members: Iterable[_Member], names: Sequence[str]) -> Iterator[_Member]:
        wanted = _wanted(names)
        return (member for member in members if wanted(PurePosixPath(member.name).name) and member.size <= LARGEST_PAGE)

    def _read(self, names: Sequence[str]) -> Iterator[FetchedPage | None]:
        with _opened(self.path) as members:
            for member in self._members(members, names):
                yield FetchedPage(member.read().decode("utf-8", "replace"), f"{self.path}:{member.name}")


class _Member:
    """A file in an archive."""

    def __init__(self, name: str, size: int, read: Callable[[], bytes]) -> None:
        self.name = name
        self.size = size
        self.read = read


@contextmanager
def _opened(path: Path) -> Iterator[Iterator[_Member]]:
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                yield _zip_members(archive)
        else:
            with tarfile.open(path) as tar:
                yield _tar_members(tar)
    except (OSError, zipfile.BadZipFile, tarfile.TarError, EOFError) as error:
        raise PagesNotFetched(f"{path}: {error}") from error


def _zip_members(archive: zipfile.ZipFile) -> Iterator[_Member]:
    for info in archive.infolist():
        yield _Member(info.filename, info.file_size, lambda info=info: archive.read(info))  # type: ignore[misc]


def _tar_members(tar: tarfile.TarFile) -> Iterator[_Member]:
    for info in tar:
        file: IO[bytes] | None = tar.extractfile(info) if info.isfile() else None
        if file is not None:
            yield _Member(info.name, info.size, file.read)


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
    headers = {"If-None-Match": tag} if tag else {}
    try:
        with web.get(address, headers=headers, timeout=_SECONDS, stream=True) as answer:
            if answer.status_code in (304, 404):
                return None
            answer.raise_for_status()
            body = answer.raw.read(LARGEST_PAGE + 1, decode_content=True)
    except (requests.RequestException, OSError) as error:
        raise PagesNotFetched(f"{address}: {_said(error)}") from error
    if len(body) > LARGEST_PAGE:
        return None
    return FetchedPage(body.decode("utf-8", "replace"), address, answer.headers.get("ETag", ""))


def _said(error: Exception) -> str:
    answer = getattr(error, "response", None)
    return f"HTTP status {answer.status_code}" if answer is not None else type(error).__name__


class WebArchive:
    """An archive on the web, fetched into a temporary file."""

    def __init__(self, address: str) -> None:
        self.address = address

    def pages(self, names: Sequence[str], tag: Callable[[str], str]) -> tuple[int, Iterator[FetchedPage | None]]:
        """Fetch the archive and return the pages in it."""
        folder = tempfile.TemporaryDirectory(prefix="eopsh-help-")
        try:
            path = Path(folder.name) / PurePosixPath(urlsplit(self.address).path).name
            self._fetch(path)
            count, pages = Archive(path).pages(names, tag)
        except BaseException:
            folder.cleanup()
            raise
        return count, _then(pages, folder.cleanup)

    def _fetch(self, path: Path) -> None:
        try:
            with requests.get(self.address, timeout=_SECONDS, stream=True) as answer, path.open("wb") as file:
                answer.raise_for_status()
                size = 0
                for piece in answer.iter_content(1 << 16):
                    size += len(piece)
                    if size > LARGEST_ARCHIVE:
                        raise PagesNotFetched(f"{self.address} is larger than {LARGEST_ARCHIVE:,} bytes.")
                    file.write(piece)
        except (requests.RequestException, OSError) as error:
            raise PagesNotFetched(f"{self.address}: {_said(error)}") from error


def _then(pages: Iterator[FetchedPage | None], last: Callable[[], None]) -> Iterator[FetchedPage | None]:
    try:
        yield from pages
    finally:
        last()
