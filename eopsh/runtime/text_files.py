"""Files of text: encodings by their PowerShell names, reading line by line, writing without leaving a half file behind."""

from __future__ import annotations

import codecs
import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Literal, TextIO

from eopsh.frozen import frozen
from eopsh.objects import PSObject, Value, to_text


@frozen
class FileEncoding:
    """How text becomes bytes; `mark` stands at the start of a file."""

    codec: str
    mark: bytes = b""

    def encode(self, text: str) -> bytes:
        """Return the bytes of a text; what the encoding lacks becomes a question mark."""
        return text.encode(self.codec, "replace")


NEWLINE = os.linesep
"""What ends the lines that are written, as PowerShell does: the system's own."""
UTF8 = FileEncoding("utf-8")
_NAMED = {
    "ascii": FileEncoding("ascii"),
    "ansi": FileEncoding("cp1252"),
    "bigendianunicode": FileEncoding("utf-16-be", codecs.BOM_UTF16_BE),
    "bigendianutf32": FileEncoding("utf-32-be", codecs.BOM_UTF32_BE),
    "default": UTF8,
    "oem": FileEncoding("cp437"),
    "string": FileEncoding("utf-16-le", codecs.BOM_UTF16_LE),
    "unicode": FileEncoding("utf-16-le", codecs.BOM_UTF16_LE),
    "utf-16": FileEncoding("utf-16-le", codecs.BOM_UTF16_LE),
    "utf7": FileEncoding("utf-7"),
    "utf8": UTF8,
    "utf8bom": FileEncoding("utf-8", codecs.BOM_UTF8),
    "utf8nobom": UTF8,
    "utf32": FileEncoding("utf-32-le", codecs.BOM_UTF32_LE),
    "unknown": FileEncoding("utf-16-le", codecs.BOM_UTF16_LE),
}
_PAGES = {65001: "utf8", 1200: "unicode", 1201: "bigendianunicode", 12000: "utf32", 20127: "ascii", 28591: "iso-8859-1"}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def encoding_of(value: Value) -> FileEncoding:
    """Return the encoding that -Encoding names: a name, a code page, or an encoding object; UTF-8 for null.

    Raises:
        LookupError: there is no such encoding.
    """
    if value is None:
        return UTF8
    if isinstance(value, PSObject) and value.has("WebName"):
        mark = value.get("Preamble")
        known = _NAMED.get(to_text(value.get("WebName")).lower())
        found = known or FileEncoding(_codec(to_text(value.get("WebName"))))
        return FileEncoding(found.codec, mark) if isinstance(mark, bytes) else found
    name = to_text(value).lower()
    if name.isascii() and name.isdigit():
        name = _PAGES.get(int(name), f"cp{name}")
    return _NAMED.get(name) or FileEncoding(_codec(name))


def _codec(name: str) -> str:
    """Return Python's name of an encoding of text. Raises LookupError, also for what Python calls a codec and is none of text."""
    try:
        found = codecs.lookup(name).name
        "".encode(found)
    except ValueError as error:
        raise LookupError(name) from error
    return found


def marked_encoding(path: Path) -> FileEncoding | None:
    """Return the encoding that a file's first bytes name; None where they name none."""
    with path.open("rb") as file:
        head = file.read(4)
    return next((FileEncoding(codec, mark) for mark, codec in _MARKS if head.startswith(mark)), None)


def open_text(path: Path, encoding: FileEncoding, newline: str | None = None) -> TextIO:
    """Open a file for reading; a mark at its start wins over the encoding asked for, and is not read. Raises OSError."""
    marked = marked_encoding(path)
    file = path.open(encoding=(marked or encoding).codec, errors="replace", newline=newline)
    if marked is not None:
        file.read(1)
    return file


def read_text(path: Path, encoding: FileEncoding = UTF8) -> str:
    """Return all of a file, its line ends as they are. Raises OSError."""
    with open_text(path, encoding, "") as file:
        return file.read()


def read_lines(path: Path, encoding: FileEncoding = UTF8) -> Iterator[str]:
    """Yield a file's lines without their ends, as they are asked for. Raises OSError."""
    with open_text(path, encoding) as file:
        for line in file:
            yield line.removesuffix("\n")


def refuse_null(path: Path) -> None:
    """Raise OSError for a path with a null character: no file has one, and Python raises ValueError."""
    if "\0" in str(path):
        raise OSError(errno.EINVAL, "Null character in path", str(path))


class FileWriter:
    """A context that writes a file in one piece: until it ends well, the file of that name stays what it was.

    `append` adds to the file instead, in the encoding that its mark names. `keep_partial` puts what was written in place even when the
    block ends in an error. Raises OSError, as `open` does.
    """

    def __init__(self, path: Path, encoding: FileEncoding = UTF8, *, append: bool = False, keep_partial: bool = False) -> None:
        refuse_null(path)
        self.path = Path(os.path.realpath(path))
        self._keep_partial = keep_partial
        self._temporary: Path | None = None
        self._encoding = encoding
        fresh = True
        if append and self.path.is_file():
            fresh = self.path.stat().st_size == 0
            self._encoding = marked_encoding(self.path) or encoding
        self._file = self._open(append)
        if fresh:
            self._file.write(self._encoding.mark)

    def _open(self, append: bool) -> BinaryIO:
        in_place = append or (self.path.exists() and not self.path.is_file())
        if in_place:
            return self.path.open("ab" if append else "wb")
        if self.path.exists() and not os.access(self.path, os.W_OK):
            raise PermissionError(13, "Permission denied", str(self.path))
        handle, name = tempfile.mkstemp(dir=self.path.parent, prefix=f".{self.path.name}.", suffix=".partial")
        self._temporary = Path(name)
        return os.fdopen(handle, "wb")

    def write(self, text: str) -> None:
        """Write text."""
        self._file.write(self._encoding.encode(text))

    def write_bytes(self, data: bytes) -> None:
        """Write bytes as they are."""
        self._file.write(data)

    def __enter__(self) -> FileWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> Literal[False]:
        self._file.close()
        if self._temporary is not None:
            if kind is None or self._keep_partial:
                self._put_in_place(self._temporary)
            else:
                self._temporary.unlink(missing_ok=True)
        return False

    def _put_in_place(self, temporary: Path) -> None:
        """Give the new file the old one's rights, or those that a new file has, and its name."""
        with suppress(OSError):
            temporary.chmod(self.path.stat().st_mode & 0o7777 if self.path.exists() else 0o666 & ~_umask())
        temporary.replace(self.path)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
