"""Delimited text: reading it as forgivingly as PowerShell does, and writing it. Pure; no values but text."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Sequence

from eopsh.frozen import frozen
from eopsh.patterns import lazy_pattern

_BLANKS = " \t"


class Quotes(enum.Enum):
    """Which fields stand in quotes."""

    NEVER = "never"
    ALWAYS = "always"
    AS_NEEDED = "asneeded"


@frozen
class CsvWriter:
    """Makes lines of fields. `fields`: the columns (in lower case) that alone are quoted, None where `quotes` decides."""

    delimiter: str = ","
    quotes: Quotes = Quotes.ALWAYS
    fields: frozenset[str] | None = None

    def line(self, names: Sequence[str], values: Sequence[str | None]) -> str:
        """Return one line; a field without a value is empty, never quoted."""
        return self.delimiter.join("" if value is None else self._field(name, value) for name, value in zip(names, values, strict=True))

    def header(self, names: Sequence[str]) -> str:
        """Return the line of the column names."""
        return self.line(names, names)

    def _field(self, name: str, value: str) -> str:
        return '"' + value.replace('"', '""') + '"' if self._quoted(name, value) else value

    def _quoted(self, name: str, value: str) -> bool:
        if self.fields is not None:
            return name.lower() in self.fields
        if self.quotes is Quotes.AS_NEEDED:
            return any(char in value for char in (self.delimiter, "\n", '"'))
        return self.quotes is Quotes.ALWAYS


class CsvReader:
    """Reads records off a stream of lines with their ends; a record may span several.

    A quote opens a field only at its start; blanks before a field are left out, a blank inside an unquoted one ends the search for
    quotes; behind a closing quote blanks are dropped and other text is kept. The last field is there only if something stands in it
    or a line end follows.
    """

    def __init__(self, lines: Iterator[str], delimiter: str = ",") -> None:
        self._lines = lines
        self._delimiter = delimiter
        self._text = ""
        self._at = 0

    def peek(self) -> str:
        """Return the next character without taking it; empty at the end."""
        while self._at >= len(self._text):
            line = next(self._lines, None)
            if line is None:
                return ""
            self._text, self._at = line, 0
        return self._text[self._at]

    def _take(self) -> str:
        """Take the next character, any line end as one newline."""
        char = self.peek()
        self._at += 1
        if char == "\r" and self.peek() == "\n":
            self._at += 1
        return "\n" if char == "\r" else char

    def rest_of_line(self) -> str:
        """Take everything up to the line end, and the line end."""
        taken: list[str] = []
        while self.peek():
            char = self._take()
            if char == "\n":
                break
            taken.append(char)
        return "".join(taken)

    def record(self) -> list[str]:
        """Return the next record's fields; an empty list at the end of the text."""
        if self.peek() and not self._at and '"' not in self._text:
            return self._plain_record()
        return self._any_record()

    def _plain_record(self) -> list[str]:
        """Part a line without quotes."""
        line = self._text.rstrip("\r\n")
        fields = [_unquoted(field) for field in line.split(self._delimiter)]
        if len(line) == len(self._text) and fields[-1] == "":
            fields.pop()
        self._at = len(self._text)
        return fields

    def _any_record(self) -> list[str]:
        fields: list[str] = []
        current: list[str] = []
        while self.peek():
            char = self._take()
            if char == self._delimiter or char == "\n":
                fields.append("".join(current))
                current.clear()
                if char == "\n":
                    return fields
            elif char in _BLANKS and not current:
                continue
            else:
                ended = self._field(char, current)
                if ended is None:
                    continue
                fields.append("".join(current))
                current.clear()
                if ended:
                    return fields
        if current:
            fields.append("".join(current))
        return fields

    def _field(self, char: str, current: list[str]) -> bool | None:
        """Read on in a field; None while it goes on, True when the record ends with it."""
        if char == '"' and not current:
            if not self._quoted(current):
                return None
            return self._to_delimiter(current, drop_blanks=True)
        current.append(char)
        if char == '"' or char in _BLANKS:
            return self._to_delimiter(current, drop_blanks=char != '"')
        return None

    def _quoted(self, current: list[str]) -> bool:
        """Read what stands between quotes; False when the text ends before they close."""
        while self.peek():
            char = self._text[self._at]
            self._at += 1
            if char != '"':
                current.append(char)
            elif self.peek() == '"':
                self._at += 1
                current.append('"')
            else:
                return True
        return False

    def _to_delimiter(self, current: list[str], *, drop_blanks: bool) -> bool:
        tail: list[str] = []
        ended = True
        while self.peek():
            char = self._take()
            if char == self._delimiter or char == "\n":
                ended = char == "\n"
                break
            tail.append(char)
        text = "".join(tail)
        current.append("" if drop_blanks and not text.strip(_BLANKS) else text)
        return ended


def _unquoted(field: str) -> str:
    """Drop the blanks in front, and those behind a lone word but one."""
    field = field.lstrip(_BLANKS)
    body = field.rstrip(_BLANKS)
    return field[: len(body) + 1] if not any(blank in body for blank in _BLANKS) else field


def lines_of(text: str) -> Iterator[str]:
    """Yield a text's lines with their ends, as a reader takes them."""
    return (match[0] for match in _LINE.finditer(text))


_LINE = lazy_pattern(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def header(reader: CsvReader) -> list[str] | None:
    """Read the column names: the first line that is no comment, or a W3C log's `#Fields: `; None where the text has none."""
    while reader.peek():
        names = reader.record()
        while len(names) > 1 and names[-1] == "":
            names.pop()
        if names and names[0].startswith("#Fields: "):
            return [names[0][len("#Fields: ") :], *names[1:]]
        if not (names and names[0].startswith("#")):
            return names
    return None


def type_line(reader: CsvReader) -> str:
    """Take a first line that starts with `#` and return the type that it names; empty where it names none."""
    if reader.peek() != "#":
        return ""
    line = reader.rest_of_line()
    return line[len("#type") :].strip() if line.lower().startswith("#type") else ""
