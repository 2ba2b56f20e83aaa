"""Get-Date."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator

from eopsh.binding import BoundCall
from eopsh.binding.validation import ValidateRange
from eopsh.catalogue import Command, Membership, Parameter
from eopsh.objects import DateTime, FormatError, PSObject, Value, format_value, get_property, to_text, type_names
from eopsh.objects.times import TICKS_PER_SECOND
from eopsh.patterns import lazy_pattern
from eopsh.runtime.commands.declare import MANDATORY, OPTIONAL, switch
from eopsh.runtime.local import CommandContext, local_command
from eopsh.runtime.methods.dates import DATE, now
from eopsh.runtime.methods.table import DotNetError

_FORMAT, _UFORMAT, _UNIX, _UNIX_U = "DateAndFormat", "DateAndUFormat", "UnixTimeSecondsAndFormat", "UnixTimeSecondsAndUFormat"
_PARTS = {
    "Year": (1, 9999),
    "Month": (1, 12),
    "Day": (1, 31),
    "Hour": (0, 23),
    "Minute": (0, 59),
    "Second": (0, 59),
    "Millisecond": (0, 999),
}
_DATE_INPUT = Membership(position=0, from_pipeline=True, from_property=True)
GET_DATE = Command(
    "Get-Date",
    Parameter("Date", "System.DateTime", aliases=("LastWriteTime",), sets={_FORMAT: _DATE_INPUT, _UFORMAT: _DATE_INPUT}),
    Parameter("UnixTimeSeconds", "System.Int64", aliases=("UnixTime",), sets={_UNIX: MANDATORY, _UNIX_U: MANDATORY}),
    *(Parameter(name, "System.Int32", validation=(ValidateRange(low, high),)) for name, (low, high) in _PARTS.items()),
    Parameter("DisplayHint", "System.String", values=("Date", "Time", "DateTime")),
    Parameter("Format", "System.String", sets={_FORMAT: OPTIONAL, _UNIX: OPTIONAL}),
    Parameter("UFormat", "System.String", sets={_UFORMAT: MANDATORY, _UNIX_U: MANDATORY}),
    switch("AsUTC"),
    default_set=_FORMAT,
)


@local_command(GET_DATE)
def get_date(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield the present time, or the given one, with parts replaced; as text when a format was given."""
    try:
        found = _shown(_with_parts(_start(call), call), call)
    except FormatError as error:
        raise context.fail(str(error), "System.FormatException", "NotSpecified") from error
    except DotNetError as error:
        raise context.fail(error.message, f"System.{error.exception}", "NotSpecified") from error
    yield found


def _shown(date: DateTime, call: BoundCall) -> Value:
    if call.get("AsUTC"):
        universal = DATE["ToUniversalTime"].function(date)
        assert isinstance(universal, DateTime)
        date = universal
    if "Format" in call:
        return _formatted(date, to_text(call.get("Format")))
    if "UFormat" in call:
        return _unix_format(date, to_text(call.get("UFormat")))
    if "DisplayHint" in call:
        return PSObject({"DisplayHint": call.get("DisplayHint")}, base=date, type_names=type_names(date), text=to_text(date))
    return date


def _start(call: BoundCall) -> DateTime:
    given = call.get("Date")
    if isinstance(given, DateTime):
        return given
    seconds = call.get("UnixTimeSeconds")
    if isinstance(seconds, int):
        moved = DATE["AddSeconds"].function(DateTime.of(1970, 1, 1, kind="Utc"), seconds)
        local = DATE["ToLocalTime"].function(moved)
        assert isinstance(local, DateTime)
        return local
    return now()


def _with_parts(date: DateTime, call: BoundCall) -> DateTime:
    """Move a date to the parts that were given, one after the other, as PowerShell does: a 30th of February is a day in March."""
    for name, move in _MOVES.items():
        given = call.get(name)
        if name in call and isinstance(given, int):
            before = get_property(date, name)
            assert isinstance(before, int)
            moved = DATE[move].function(date, given - before)
            assert isinstance(moved, DateTime)
            date = moved
    return DateTime(date.ticks - date.ticks % _TICKS_PER_MILLISECOND, date.kind, date.offset) if "Millisecond" in call else date


_MOVES = {name: f"Add{name}s" for name in _PARTS}
_TICKS_PER_MILLISECOND = 10_000


_NAMED_FORMATS = {
    "filedate": "yyyyMMdd",
    "filedatetime": "yyyyMMddTHHmmssffff",
    "filedateuniversal": "yyyyMMddZ",
    "filedatetimeuniversal": "yyyyMMddTHHmmssffffZ",
}


def _formatted(date: DateTime, pattern: str) -> str:
    named = _NAMED_FORMATS.get(pattern.lower())
    if named is None:
        return format_value(date, pattern)
    if pattern.lower().endswith("universal"):
        universal = DATE["ToUniversalTime"].function(date)
        return format_value(universal, named.replace("T", "'T'").replace("Z", "'Z'"))
    return format_value(date, named.replace("T", "'T'"))


def _unix_format(date: DateTime, pattern: str) -> str:
    return _DIRECTIVE.sub(lambda match: _directive(date, match[1]), pattern.removeprefix("+"))


_DIRECTIVE = lazy_pattern("%(.)", re.DOTALL)
_UNIX_FORMATS = {
    "A": "dddd",
    "a": "ddd",
    "B": "MMMM",
    "b": "MMM",
    "c": "ddd dd MMM yyyy HH:mm:ss",
    "D": "MM/dd/yy",
    "d": "dd",
    "F": "yyyy-MM-dd",
    "H": "HH",
    "h": "MMM",
    "I": "hh",
    "M": "mm",
    "m": "MM",
    "p": "tt",
    "R": "HH:mm",
    "r": "hh:mm:ss tt",
    "S": "ss",
    "T": "HH:mm:ss",
    "X": "HH:mm:ss",
    "x": "MM/dd/yy",
    "Y": "yyyy",
    "y": "yy",
    "Z": "zz",
}
"""What is written by a .NET format. The weeks are PowerShell's: by sevens from the first day of the year."""
_UNIX_NUMBERS: dict[str, Callable[[datetime.datetime], str]] = {
    "C": lambda date: str(date.year // 100),
    "e": lambda date: f"{date.day:2}",
    "G": lambda date: f"{date.isocalendar().year:04}",
    "g": lambda date: f"{date.isocalendar().year % 100:02}",
    "j": lambda date: f"{date.timetuple().tm_yday:03}",
    "k": lambda date: f"{date.hour:2}",
    "l": lambda date: f"{date.hour % 12 or 12:2}",
    "n": lambda date: "\n",
    "t": lambda date: "\t",
    "U": lambda date: str(date.timetuple().tm_yday // 7),
    "u": lambda date: str(date.isoweekday()),
    "V": lambda date: f"{date.isocalendar().week:02}",
    "W": lambda date: str(date.timetuple().tm_yday // 7),
    "w": lambda date: str(date.isoweekday() % 7),
}


def _directive(date: DateTime, letter: str) -> str:
    """Write what a letter behind `%` stands for; one that stands for nothing is itself."""
    if letter in _UNIX_FORMATS:
        return format_value(date, _UNIX_FORMATS[letter])
    if letter == "s":
        universal = DATE["ToUniversalTime"].function(date)
        assert isinstance(universal, DateTime)
        return str(round((universal.ticks - DateTime.of(1970, 1, 1).ticks) / TICKS_PER_SECOND))
    return _UNIX_NUMBERS[letter](date.to_python()) if letter in _UNIX_NUMBERS else letter
