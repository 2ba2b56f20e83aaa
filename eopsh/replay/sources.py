"""Files of lines: what kind they are, how they are encoded, and the lines in them."""

from __future__ import annotations

from pathlib import Path

from eopsh.errors import Advice, UsageError
from eopsh.frozen import frozen
from eopsh.history.foreign import SourceKind, SourceLine, kind_of, read_lines

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@frozen
class Source:
    """The lines of one file, in order."""

    name: str
    kind: SourceKind
    lines: tuple[SourceLine, ...]


def from_file(path: Path) -> Source:
    """Read a file of plain lines, a script, a PSReadLine history or an export of ours.

    Raises:
        UsageError: there is no such file, it cannot be read, or an export holds something else.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(advice=Advice(f"The file {path} cannot be read ({error.strerror}).", "Check its name.")) from error
    return from_text(path.name, decode(data))


def from_text(name: str, text: str, kind: SourceKind | None = None) -> Source:
    """Read lines from a text; the kind is told from name and beginning when it is not given.

    Raises:
        UsageError: an export holds something else.
    """
    kind = kind or kind_of(name, text)
    return Source(name, kind, tuple(read_lines(text, kind)))


def decode(data: bytes) -> str:
    """Return the text of a file: by its byte order mark, else UTF-8, else Windows-1252, which Windows PowerShell's editors write."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
