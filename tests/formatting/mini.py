"""A few words of PowerShell, enough for the reference cases that need only literals and Format cmdlets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

from eopsh.formatting import Directive, Formatted, ListFormat, Renderer, TableFormat, WideFormat, columns_from, group_from
from eopsh.objects import CUSTOM_TYPES, Char, DateTime, Int64, PSDict, PSObject, ScriptBlock, TimeSpan, Value, Version, get_property

_TOKEN = re.compile(
    r"""\s*(?:(?P<text>'(?:[^']|'')*'|"(?:[^"`$]|`.)*")|(?P<cast>\[[a-z]+\](?=['\d@(\[]))|(?P<number>-?\d+(?:\.\d+)?(?!\.?\d|[\w]))"""
    r"""|(?P<block>\{[^{}]*\})|(?P<name>\$?[A-Za-z*_][\w*?]*)|(?P<switch>-[A-Za-z]+)|(?P<mark>\[guid\]::Empty|@\{|@\(|\.\.|[\[\](){},;|*=]))""",
    re.DOTALL | re.VERBOSE,
)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}
_CMDLETS: dict[str, type[Directive]] = {
    "ft": TableFormat,
    "format-table": TableFormat,
    "fl": ListFormat,
    "format-list": ListFormat,
    "fw": WideFormat,
    "format-wide": WideFormat,
}
_CASTS: dict[str, Callable[[Value], Value]] = {
    "[pscustomobject]": lambda value: custom(value) if isinstance(value, dict) else value,
    "[ordered]": lambda value: PSDict(value, ordered=True) if isinstance(value, dict) else value,
    "[datetime]": lambda value: date(str(value)),
    "[timespan]": lambda value: span(str(value)),
    "[version]": lambda value: Version.parse(str(value)),
    "[char]": lambda value: Char(value) if isinstance(value, str) else Char(chr(int(str(value)))),
    "[long]": lambda value: Int64(int(str(value))),
    "[decimal]": lambda value: Decimal(str(value)),
}


class Unreadable(Exception):
    """The script says more than this reader knows."""


def custom(table: dict[Value, Value]) -> PSObject:
    """Make a custom object; PSTypeName names its type."""
    notes = {str(key): item for key, item in table.items()}
    own = notes.pop("PSTypeName", None)
    return PSObject(notes, type_names=CUSTOM_TYPES if own is None else (str(own), *CUSTOM_TYPES))


def date(text: str) -> DateTime:
    """Read `2024-05-06`, with a time behind it or without."""
    day, _, time = text.partition(" ")
    return DateTime.parse_wire(f"{day}T{time or '00:00'}" + ":00" * (2 - (time or "00:00").count(":")))


def span(text: str) -> TimeSpan:
    """Read `1.02:03:04.5` or `1:00`."""
    match = re.fullmatch(r"(?:(\d+)\.)?(\d+):(\d+)(?::(\d+(?:\.\d+)?))?", text)
    if match is None:
        raise Unreadable(text)
    days, hours, minutes, seconds = (float(part or 0) for part in match.groups())
    return TimeSpan.of(days=days, hours=hours, minutes=minutes, seconds=seconds)


def evaluate(script: Value, item: Value) -> Value:
    """Run `$_.A.B` and constants, as calculated columns of the cases have them."""
    text = script.text if isinstance(script, ScriptBlock) else str(script)
    path = re.fullmatch(r"\s*\$_((?:\.\w+)*)\s*", text)
    if path is None:
        raise Unreadable(text)
    for name in path[1].split(".")[1:]:
        item = get_property(item, name)
    return item


class Script:
    """A script's statements, each a list of values and the directive they go through."""

    def __init__(self, text: str, variables: dict[str, Value]) -> None:
        self._tokens = list(_tokens(text))
        self._variables = variables
        self._at = 0

    def statements(self) -> Iterator[tuple[list[Value], Directive | None]]:
        while self._at < len(self._tokens):
            if self._take("mark", ";"):
                continue
            values = self._values()
            yield values if isinstance(values, list) else [values], self._directive() if self._take("mark", "|") else None

    def _peek(self) -> tuple[str, str]:
        return self._tokens[self._at] if self._at < len(self._tokens) else ("end", "")

    def _take(self, kind: str, text: str | None = None) -> str | None:
        found, spelled = self._peek()
        if found != kind or text not in (None, spelled):
            return None
        self._at += 1
        return spelled

    def _need(self, text: str) -> None:
        if self._take("mark", text) is None:
            raise Unreadable(f"{text} at {self._peek()}")

    def _values(self) -> Value:
        values = [self._value()]
        while self._take("mark", ","):
            values.append(self._value())
        return values if len(values) > 1 else values[0]

    def _value(self) -> Value:
        value = self._primary()
        while True:
            if self._take("mark", "*"):
                times = self._primary()
                if not isinstance(value, str) or not isinstance(times, int):
                    raise Unreadable("product")
                value = value * times
            elif self._take("mark", ".."):
                last = self._primary()
                if not isinstance(value, int) or not isinstance(last, int):
                    raise Unreadable("range")
                value = list(range(value, last + 1))
            elif self._take("mark", "["):
                index = self._values()
                self._need("]")
                value = _index(value, index)
            else:
                return value

    def _primary(self) -> Value:
        if (text := self._take("text")) is not None:
            return _unquoted(text)
        if (number := self._take("number")) is not None:
            return float(number) if "." in number else int(number)
        if (cast := self._take("cast")) is not None:
            if cast not in _CASTS:
                raise Unreadable(cast)
            return _CASTS[cast](self._primary())
        if self._take("mark", "[guid]::Empty"):
            return UUID(int=0)
        if (block := self._take("block")) is not None:
            return _block(block[1:-1])
        if (name := self._take("name")) is not None:
            return self._variable(name)
        return self._bracketed()

    def _bracketed(self) -> Value:
        if self._take("mark", "@{"):
            return self._table()
        closed = self._take("mark", "@(") or self._take("mark", "(")
        if closed is None:
            raise Unreadable(str(self._peek()))
        if self._take("mark", ")"):
            return []
        value = self._values()
        self._need(")")
        return value if closed == "(" or isinstance(value, list) else [value]

    def _variable(self, name: str) -> Value:
        constants: dict[str, Value] = {"$true": True, "$false": False, "$null": None}
        if name in constants:
            return constants[name]
        if name[1:] not in self._variables or not name.startswith("$"):
            raise Unreadable(name)
        return self._variables[name[1:]]

    def _table(self) -> PSDict:
        table = PSDict()
        while not self._take("mark", "}"):
            if self._take("mark", ";"):
                continue
            key = self._take("name") or self._take("text")
            if key is None:
                raise Unreadable(str(self._peek()))
            self._need("=")
            table[_unquoted(key) if key[0] in "'\"" else key] = self._values()
        return table

    def _directive(self) -> Directive:
        name = ""
        while self._peek()[0] in ("name", "switch"):
            name += self._tokens[self._at][1]
            self._at += 1
            if name.casefold() in _CMDLETS:
                break
        kind = _CMDLETS.get(name.casefold())
        if kind is None:
            raise Unreadable(name)
        options = self._options(kind)
        return kind(evaluate=evaluate, **options)

    def _options(self, kind: type[Directive]) -> dict[str, Any]:
        options: dict[str, Any] = {}
        while self._peek()[1] not in ("", ";"):
            switch = (self._take("switch") or "").casefold()
            if switch in ("-autosize", "-wrap"):
                options[switch[1:]] = True
            elif switch == "-hidetableheaders":
                options["hide_headers"] = True
            elif switch == "-groupby":
                options["group_by"] = group_from(self._argument())
            elif switch == "-column":
                options["across"] = self._argument()
            elif switch in ("", "-property"):
                options["columns"] = columns_from(self._argument(), kind)
            else:
                raise Unreadable(switch)
        return options

    def _argument(self) -> Value:
        values = [self._word()]
        while self._take("mark", ","):
            values.append(self._word())
        return values if len(values) > 1 else values[0]

    def _word(self) -> Value:
        word = ""
        while (part := self._take("mark", "*") or (self._take("name") if not self._peek()[1].startswith("$") else None)) is not None:
            word += part
        return word or self._primary()


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    text = text.strip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            raise Unreadable(text[at : at + 20])
        yield match.lastgroup, match[match.lastgroup]
        at = match.end()


def _unquoted(text: str) -> str:
    if text.startswith("'"):
        return text[1:-1].replace("''", "'")
    return re.sub(r"`(.)", lambda match: _ESCAPES.get(match[1], match[1]), text[1:-1], flags=re.DOTALL)


def _block(text: str) -> ScriptBlock:
    evaluate(text, None)
    return ScriptBlock(None, text)  # type: ignore[arg-type]


def _index(value: Value, index: Value) -> Value:
    if not isinstance(value, list):
        raise Unreadable("index")
    if isinstance(index, list):
        return [value[place] for place in index if isinstance(place, int) and place < len(value)]
    if not isinstance(index, int):
        raise Unreadable("index")
    return value[index]


def readable(script: str, names: Iterable[str]) -> bool:
    """Tell whether this reader knows all that the script says; `names` are lists of objects."""
    try:
        list(Script(script, {name: [None] * 100 for name in names}).statements())
    except Unreadable:
        return False
    return True


def shown(script: str, width: int, variables: dict[str, Value]) -> str:
    """Return what the console shows, as the reference cases have it. Raises Unreadable for what needs the real language."""
    renderer = Renderer(width, terminal=False, evaluate=evaluate)
    feed = partial(renderer.feed, now=0.0)
    lines: list[str] = []
    for values, directive in list(Script(script, variables).statements()):
        for value in values:
            lines.extend(feed(value if directive is None else Formatted(directive, value)))
    lines.extend(renderer.finish())
    return "".join(line + "\n" for line in lines)
