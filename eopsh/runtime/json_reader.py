"""Reading JSON as forgivingly as PowerShell does.

Comments, single quotes, names without quotes, commas at the end, `0x10`, `NaN` and an array that does not end are taken; what is wrong is
said in the words of the reader that PowerShell uses (Json.NET), with the path and the place.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from eopsh.frozen import frozen
from eopsh.objects import BigInteger, Int64, Value
from eopsh.patterns import lazy_pattern

MAX_DEPTH = 1024


class JsonError(Exception):
    """A text that is no JSON, even so."""


@dataclass(slots=True)
class _Open:
    """An object or an array whose end is still to come. `key` is the name whose value comes next."""

    value: dict[str, Value] | list[Value]
    key: str | None = None
    names: dict[str, str] = field(default_factory=dict)


@frozen
class Clash(Exception):
    """Names that one object cannot have both (`key` then `other`); an empty `other` means that a name is empty."""

    key: str
    other: str


class JsonReader:
    """Reads one text. `text_value` makes a value of a string, `make_object` of an object's members.

    `by_case` lets members of one object differ in case only, and a name be empty. `strict` refuses an array without an end.
    """

    def __init__(
        self,
        text: str,
        text_value: Callable[[str], Value],
        make_object: Callable[[dict[str, Value]], Value],
        *,
        by_case: bool = False,
        strict: bool = False,
        max_depth: int = MAX_DEPTH,
    ) -> None:
        self._text = text
        self._at = 0
        self._text_value = text_value
        self._make_object = make_object
        self._by_case = by_case
        self._strict = strict
        self._max_depth = max_depth
        self._stack: list[_Open] = []
        self._clash: Clash | None = None

    def read(self) -> Value:
        """Return the one value of the text, None where there is none.

        Raises:
            JsonError: the text is no JSON.
            Clash: two members of an object cannot be told apart.
        """
        self._skip()
        if self._at >= len(self._text):
            return None
        value = self._value()
        while self._stack:
            value = self._step()
        self._skip()
        if self._at < len(self._text):
            raise self._error(f"Additional text encountered after finished reading JSON content: {self._text[self._at]}.")
        if self._clash is not None:
            raise self._clash
        return value

    # --- structure

    def _step(self) -> Value:
        """Read the next member or element of what is open, or close it; return the value when that closes the last."""
        top = self._stack[-1]
        self._skip()
        if self._at >= len(self._text):
            return self._ended()
        char = self._text[self._at]
        if char == ("}" if isinstance(top.value, dict) else "]"):
            self._at += 1
            return self._close()
        if isinstance(top.value, dict):
            self._name(top)
        elif char == ",":
            self._put(None)
            return self._after()
        value = self._value()
        return value if value is _OPENED else self._done(value)

    def _done(self, value: Value) -> Value:
        """Put a finished value into what is open and read the comma behind it."""
        self._put(value)
        return self._after()

    def _put(self, value: Value) -> None:
        top = self._stack[-1]
        if isinstance(top.value, list):
            top.value.append(value)
        else:
            top.value[top.key or ""] = value

    def _after(self) -> Value:
        self._skip()
        if self._at < len(self._text):
            char = self._text[self._at]
            if char == ",":
                self._at += 1
            elif char not in "]}" or (char == "}") != isinstance(self._stack[-1].value, dict):
                raise self._error(f"After parsing a value an unexpected character was encountered: {char}.")
        return None

    def _close(self) -> Value:
        finished = self._stack.pop().value
        value = self._make_object(finished) if isinstance(finished, dict) else finished
        return self._done(value) if self._stack else value

    def _ended(self) -> Value:
        """The text ends too early; only a lone array may do so."""
        if len(self._stack) == 1 and isinstance(self._stack[0].value, list) and not self._strict:
            return self._close()
        kind = "object" if isinstance(self._stack[-1].value, dict) else "array"
        raise self._error(f"Unexpected end when deserializing {kind}.")

    def _open(self, value: dict[str, Value] | list[Value]) -> Value:
        self._at += 1
        if len(self._stack) >= self._max_depth:
            raise self._error(f"The reader's MaxDepth of {self._max_depth} has been exceeded.")
        self._stack.append(_Open(value))
        return _OPENED

    # --- names

    def _name(self, top: _Open) -> None:
        top.key = None
        key = self._quoted() if self._text[self._at] in "\"'" else self._bare_name()
        self._skip()
        if self._at >= len(self._text):
            top.key = key
            raise self._error("Unexpected end when deserializing object.")
        if self._text[self._at] != ":":
            raise self._error(f"Invalid character after parsing property name. Expected ':' but got: {self._text[self._at]}.")
        self._at += 1
        top.key = key
        self._check(top, key)
        self._skip()
        if self._at >= len(self._text):
            raise self._error("Unexpected end when deserializing object.")

    def _check(self, top: _Open, key: str) -> None:
        first = top.names.setdefault(key.lower(), key)
        if self._clash is None and not self._by_case and (first != key or not key):
            self._clash = Clash(first, key)

    def _bare_name(self) -> str:
        start = self._at
        if not _is_name(self._text[start]):
            raise self._error(f"Invalid property identifier character: {self._text[start]}.")
        while self._at < len(self._text) and _is_name(self._text[self._at]):
            self._at += 1
        if self._at >= len(self._text):
            raise self._error("Unexpected end while parsing unquoted property name.")
        if self._text[self._at] not in ": \t\r\n/":
            raise self._error(f"Invalid JavaScript property identifier character: {self._text[self._at]}.")
        return self._text[start : self._at]

    # --- values

    def _value(self) -> Value:
        char = self._text[self._at]
        if char == "{":
            return self._open({})
        if char == "[":
            return self._open([])
        if char in "\"'":
            return self._text_value(self._quoted())
        if char == "," and self._stack:
            return None
        if char in _BEGINNINGS or self._text.startswith("-I", self._at):
            return self._word(_BEGINNINGS.get(char, "-Infinity"))
        if char in "-.0123456789":
            return self._number()
        raise self._error(f"Unexpected character encountered while parsing value: {char}.")

    def _word(self, word: str) -> Value:
        if word == "null" and not self._text.startswith("nu", self._at):
            raise self._error("Unexpected character encountered while parsing value: n.")
        same = next((at for at, char in enumerate(word) if self._text[self._at + at : self._at + at + 1] != char), len(word))
        self._at += same
        if same < len(word) and self._at >= len(self._text):
            raise self._error("Unexpected end when reading JSON.")
        if same < len(word) or self._text[self._at : self._at + 1] not in _BEHIND_WORDS:
            raise self._error(f"Error parsing {'boolean' if word in ('true', 'false') else word} value.")
        return _WORDS[word]

    def _number(self) -> Value:
        start = self._at
        match = _NUMBER_LIKE.match(self._text, start)
        assert match is not None
        self._at = match.end()
        value = number(match[0])
        if value is None:
            raise self._error(f"Input string '{match[0]}' is not a valid number.")
        if self._at < len(self._text) and self._text[self._at] not in ",]} \t\r\n/":
            raise self._error(f"Unexpected character encountered while parsing number: {self._text[self._at]}.")
        return value

    def _quoted(self) -> str:
        quote = self._text[self._at]
        self._at += 1
        parts: list[str] = []
        plain = _PLAIN[quote]
        while True:
            match = plain.match(self._text, self._at)
            assert match is not None
            parts.append(match[0])
            self._at = match.end()
            if self._at >= len(self._text):
                raise self._error(f"Unterminated string. Expected delimiter: {quote}.")
            if self._text[self._at] == quote:
                self._at += 1
                return _paired("".join(parts))
            parts.append(self._escape(quote))

    def _escape(self, quote: str) -> str:
        self._at += 1
        if self._at >= len(self._text):
            raise self._error(f"Unterminated string. Expected delimiter: {quote}.")
        char = self._text[self._at]
        self._at += 1
        if char != "u":
            if char not in _ESCAPES:
                raise self._error(f"Bad JSON escape sequence: \\{char}.")
            return _ESCAPES[char]
        digits = self._text[self._at : self._at + 4]
        if not re.fullmatch("[0-9a-fA-F]{4}", digits):
            raise self._error(f"Invalid Unicode escape sequence: \\u{digits}.")
        self._at += 4
        return chr(int(digits, 16))

    # --- between

    def _skip(self) -> None:
        """Go past blanks and comments."""
        match = _BETWEEN.match(self._text, self._at)
        assert match is not None
        self._at = match.end()
        if self._text.startswith("/*", self._at):
            self._at = len(self._text)
            raise self._error("Unexpected end while parsing comment.")

    def _error(self, message: str) -> JsonError:
        line = self._text.count("\n", 0, self._at) + 1
        column = self._at - (self._text.rfind("\n", 0, self._at) + 1)
        if self._at == 0:
            line = 0
        return JsonError(f"{message} Path '{self._path()}', line {line}, position {column}.")

    def _path(self) -> str:
        path = ""
        for level in self._stack:
            if isinstance(level.value, list):
                at = len(level.value) - (level is self._stack[-1])
                path += f"[{at}]" if at >= 0 else ""
            elif level.key is not None:
                path += _step_to(level.key, first=not path)
        return path


def _step_to(key: str, *, first: bool) -> str:
    if re.fullmatch(r"\w+", key):
        return key if first else f".{key}"
    return f"['{key}']"


def _is_name(char: str) -> bool:
    return char.isalnum() or char in "_$"


def _paired(text: str) -> str:
    """Join the halves of characters that were written as two escapes."""
    if not any("\ud800" <= char <= "\udfff" for char in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def number(text: str) -> Value:
    """Read a number: whole ones as Int64 or, beyond it, BigInteger; with a point or an exponent as Double. None for what is none."""
    sign, digits = (-1, text[1:]) if text.startswith("-") else (1, text)
    if re.fullmatch("0[xX][0-9a-fA-F]+", digits):
        return _whole(sign * int(digits, 16))
    if re.fullmatch("0[0-7]+", digits):
        return _whole(sign * int(digits, 8))
    if re.fullmatch("[0-9]+", digits):
        return _whole(sign * int(digits))
    if re.fullmatch(r"(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?", digits):
        return sign * float(digits)
    return None


def _whole(value: int) -> Value:
    return Int64(value) if -(2**63) <= value < 2**63 else BigInteger(value)


_OPENED = object()
_WORDS: dict[str, Value] = {
    "true": True,
    "false": False,
    "null": None,
    "undefined": None,
    "NaN": float("nan"),
    "Infinity": float("inf"),
    "-Infinity": float("-inf"),
}
_BEGINNINGS = {word[0]: word for word in _WORDS if word[0] != "-"}
_BEHIND_WORDS = frozenset(("", *",]}/ \t\r\n"))
_NUMBER_LIKE = lazy_pattern(r"[-+0-9a-fA-FxX.]+")
_PLAIN = {'"': re.compile(r'[^"\\]*'), "'": re.compile(r"[^'\\]*")}
_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "\\": "\\", "/": "/", '"': '"', "'": "'"}
_BETWEEN = lazy_pattern(r"(?:[ \t\r\n\v\f\xa0\ufeff]+|//[^\r\n]*|/\*.*?\*/)*", re.DOTALL)
