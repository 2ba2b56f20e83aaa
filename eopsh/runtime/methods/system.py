"""Convert, Array, Environment, Guid, Version, Random, Stopwatch."""

from __future__ import annotations

import base64
import time
import uuid
from collections.abc import Callable

from eopsh.objects import (
    Char,
    ConversionError,
    ErrorRecord,
    Int64,
    PSList,
    PSObject,
    TimeSpan,
    Value,
    Version,
    convert,
    sort_compare,
    to_string,
    to_text,
    type_name,
)
from eopsh.objects.enums import enum_from_text
from eopsh.runtime.compiler.sorting import sort_key
from eopsh.runtime.compiler.types import name_of_type
from eopsh.runtime.exceptions import as_exception
from eopsh.runtime.methods.builders import raw_bytes
from eopsh.runtime.methods.collections import block_test
from eopsh.runtime.methods.elements import same
from eopsh.runtime.methods.numbers import to_boolean
from eopsh.runtime.methods.table import DotNetError, Method, method, scoped, set_reference, void
from eopsh.runtime.methods.texts import parsed, tried, zero_of
from eopsh.runtime.scope import Scope
from eopsh.runtime.values import unrolled

# --- Convert


def _from_base64(text: str) -> bytes:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except ValueError:
        message = "The input is not a valid Base-64 string as it contains a non-base 64 character, more than two padding characters, "
        raise DotNetError(message + "or an illegal character among the padding characters.", "FormatException") from None


def _from_base64_part(characters: Value, at: int, count: int) -> bytes:
    return _from_base64("".join(to_text(each) for each in list(unrolled(characters))[at : at + count]))


def type_code(value: Value) -> Value:
    """Return the TypeCode of a value."""
    short = type_name(value).rpartition(".")[2] if value is not None else "Empty"
    return enum_from_text("System.TypeCode", short) or enum_from_text("System.TypeCode", "Object")


def _to_base64(data: Value, options: Value = None) -> str:
    text = base64.b64encode(raw_bytes(data)).decode()
    if "insert" not in to_text(options).lower():
        return text
    return "\r\n".join(text[at : at + 76] for at in range(0, len(text), 76))


def _to_whole(target: str) -> Method:
    width = {"System.Byte": 8, "System.Int16": 16, "System.Int32": 32, "System.Int64": 64}.get(target, 64)

    def make(value: Value, base: Value = None) -> Value:
        if isinstance(value, str) and isinstance(base, int):
            return _based(value, base, target, width)
        if isinstance(value, Char):
            return _converted(ord(value), target)
        if isinstance(value, str) and not value.strip().lstrip("+-").isdigit():
            raise DotNetError(f"The input string '{value}' was not in a correct format.", "FormatException")
        return _converted(value, target)

    return method(make, "o", "oo", names="value fromBase")


def _based(text: str, base: int, target: str, width: int) -> Value:
    if base not in (2, 8, 10, 16):
        raise DotNetError("Invalid Base.")
    try:
        number = int(text.removeprefix("0x") if base == 16 else text, base)
    except ValueError:
        raise DotNetError("Could not find any recognizable digits.", "FormatException") from None
    if "UInt" not in target and target != "System.Byte" and number >= 2 ** (width - 1):
        number -= 2**width
    return _converted(number, target)


def _converted(value: Value, target: str) -> Value:
    short = target.rpartition(".")[2]
    try:
        return convert(value, target)
    except ConversionError as error:
        why = error.message.rpartition('Error: "')[2].rstrip('"')
        raise DotNetError(why or f"Invalid cast to {short}.", _kind_of(why)) from None


def _kind_of(why: str) -> str:
    """Name .NET's exception by its words."""
    if "too large" in why:
        return "OverflowException"
    return "FormatException" if "correct format" in why or "recognized" in why else "InvalidCastException"


def _to_convert(target: str) -> Method:
    return method(lambda value, *_: _converted(value, target), "o", "oo", names="value provider")


def _convert_text(value: Value, base: Value = None) -> str:
    if not isinstance(base, int) or not isinstance(value, int):
        return to_string(value)
    if base not in (2, 8, 10, 16):
        raise DotNetError("Invalid Base.")
    number = value if value >= 0 or base == 10 else value + 2 ** (64 if isinstance(value, Int64) else 32)
    return {2: f"{number:b}", 8: f"{number:o}", 16: f"{number:x}"}.get(base, str(int(number)))


_WHOLE = ("Byte", "SByte", "Int16", "UInt16", "Int32", "UInt32", "Int64", "UInt64")


def _from_hex(text: str) -> bytes:
    if len(text) % 2:
        raise DotNetError("The input is not a valid hex string as its length is not a multiple of 2.", "FormatException")
    try:
        return bytes.fromhex(text) if not any(char.isspace() for char in text) else bytes.fromhex("?")
    except ValueError:
        raise DotNetError("The input is not a valid hex string as it contains a non-hex character.", "FormatException") from None


CONVERT: dict[str, Method] = {
    "ChangeType": method(lambda value, kind, *_: _converted(value, name_of_type(kind)), "oo", "ooo", names="value conversionType"),
    "FromBase64CharArray": method(_from_base64_part, "oii", names="inArray offset length"),
    "FromBase64String": method(_from_base64, "s", names="s"),
    "FromHexString": method(_from_hex, "s", names="s"),
    "ToBase64String": method(_to_base64, "o", "oo", names="inArray options"),
    "ToBoolean": method(to_boolean, "o", names="value"),
    "GetTypeCode": method(type_code, "o", names="value"),
    "IsDBNull": method(lambda value: False, "o", names="value"),
    "ToHexStringLower": method(lambda data: raw_bytes(data).hex(), "o", names="inArray"),
    "ToHexString": method(lambda data: raw_bytes(data).hex().upper(), "o", names="inArray"),
    "ToString": method(_convert_text, "o", "oo", names="value toBase"),
    **{f"To{name}": _to_whole(f"System.{name}") for name in _WHOLE},
    **{f"To{name}": _to_convert(f"System.{name}") for name in ("Char", "DateTime", "Decimal", "Double", "Single")},
}

# --- Array


def _index(values: Value, item: Value, start: int = 0) -> int:
    found = list(unrolled(values))
    return next((at for at in range(start, len(found)) if same(found[at], item)), -1)


def _last_index(values: Value, item: Value) -> int:
    found = list(unrolled(values))
    return next((at for at in reversed(range(len(found))) if same(found[at], item)), -1)


def _in_place(change: Callable[[list[Value]], None]) -> Method:
    def apply(values: Value, *_more: Value) -> None:
        if not isinstance(values, list):
            raise DotNetError("Value cannot be null. (Parameter 'array')", "ArgumentNullException")
        change(values)

    return void(apply, "o", "oo", names="array")


def new_array(element: str, length: int) -> Value:
    """Make an array of zeros (null for what is no number)."""
    if length < 0:
        raise DotNetError("Arithmetic operation resulted in an overflow.", "OverflowException")
    if element == "System.Byte":
        return bytes(length)
    blank = zero_of(element)
    return [blank] * length if element == "System.Object" else PSList([blank] * length, (f"{element}[]", "System.Array", "System.Object"))


def _found(scope: Scope, values: Value, block: Value) -> list[Value]:
    test = block_test(scope, block)
    return [item for item in unrolled(values) if test(item)]


def _resize(target: Value, size: int) -> None:
    values = target.get("Value") if isinstance(target, PSObject) else None
    items = list(unrolled(values))
    set_reference(target, (items + [None] * size)[:size])


def _copy(source: Value, target: Value, count: int) -> None:
    if isinstance(target, list):
        target[:count] = list(unrolled(source))[:count]


ARRAY: dict[str, Method] = {
    "Clear": _in_place(lambda values: values.__setitem__(slice(None), [None] * len(values))),
    "Copy": void(_copy, "ooi", names="sourceArray destinationArray length"),
    "CreateInstance": method(lambda kind, length: new_array(name_of_type(kind), length), "oi", names="elementType length"),
    "Exists": scoped(lambda scope, values, block: bool(_found(scope, values, block)), "oo"),
    "Find": scoped(lambda scope, values, block: next(iter(_found(scope, values, block)), None), "oo"),
    "FindAll": scoped(lambda scope, values, block: _found(scope, values, block), "oo"),
    "IndexOf": method(_index, "oo", "ooi", names="array value startIndex"),
    "LastIndexOf": method(_last_index, "oo", names="array value"),
    "Resize": void(_resize, "oi", names="array newSize"),
    "Reverse": _in_place(lambda values: values.reverse()),
    "Sort": _in_place(lambda values: values.sort(key=sort_key(sort_compare))),
}

# --- Guid and Version


def _new_guid(text: Value = "00000000-0000-0000-0000-000000000000") -> uuid.UUID:
    if isinstance(text, bytes):
        return uuid.UUID(bytes_le=text)
    try:
        return uuid.UUID(to_text(text).strip("{}() "))
    except ValueError:
        raise DotNetError("Unrecognized Guid format.", "FormatException") from None


def _version7(_moment: Value = None) -> uuid.UUID:
    """Make a GUID that begins with the time in milliseconds (RFC 9562, 5.7)."""
    moment = int(time.time() * 1000).to_bytes(6, "big")
    data = bytearray(moment + uuid.uuid4().bytes[6:])
    data[6] = data[6] & 0x0F | 0x70
    return uuid.UUID(bytes=bytes(data))


GUID_STATIC: dict[str, Method] = {
    "CreateVersion7": method(_version7, "", "o", names="timestamp"),
    "NewGuid": method(uuid.uuid4),
    "ParseExact": method(lambda text, _format: _new_guid(text), "ss", names="input format"),
    "TryParseExact": tried("System.Guid"),
    "Parse": parsed("System.Guid", "Unrecognized Guid format."),
    "TryParse": tried("System.Guid"),
    "new": method(_new_guid, "o", names="g"),
}
GUID: dict[str, Method] = {"ToByteArray": method(lambda value: value.bytes_le)}


def _version_text(value: Version, count: int | None = None) -> str:
    return str(value) if count is None else ".".join(str(value).split(".")[:count])


def _version(*parts: Value) -> Version:
    if not parts:
        return Version(0, 0)
    if len(parts) == 1:
        return _read_version(to_text(parts[0]))
    numbers = [int(to_text(part)) for part in parts]
    for name, number in zip(("major", "minor", "build", "revision"), numbers, strict=False):
        if number < 0:
            message = f"{name} ('{number}') must be a non-negative value. (Parameter '{name}')\nActual value was {number}."
            raise DotNetError(message, "ArgumentOutOfRangeException")
    return Version(*numbers)


def _read_version(text: str) -> Version:
    parts = text.split(".")
    if not 2 <= len(parts) <= 4:
        raise DotNetError("Version string portion was too short or too long. (Parameter 'input')")
    wrong = next((part for part in parts if not part.strip().lstrip("+").isdigit()), None)
    if wrong is not None:
        raise DotNetError(f"The input string '{wrong}' was not in a correct format.", "FormatException")
    return Version.parse(text)


VERSION_STATIC: dict[str, Method] = {
    "Parse": method(_version, "s", names="input"),
    "TryParse": tried("System.Version"),
    "new": method(_version, "", "s", "ii", "iii", "iiii", names="major minor build revision"),
}
VERSION: dict[str, Method] = {
    "Clone": method(lambda value: value),
    "ToString": method(_version_text, "", "i", names="fieldCount"),
}

# --- Stopwatch


class Stopwatch(PSObject):
    """A clock that is started and stopped."""

    __slots__ = ("since", "spent")

    def __init__(self, running: bool = False) -> None:
        self.since = time.perf_counter() if running else None
        self.spent = 0.0
        super().__init__(type_names=("System.Diagnostics.Stopwatch", "System.Object"), text="System.Diagnostics.Stopwatch")

    def find(self, name: str) -> str | None:
        """Return the property's own spelling, its value brought up to date."""
        seconds = self.spent + (0.0 if self.since is None else time.perf_counter() - self.since)
        self.adapted.update(IsRunning=self.since is not None, Elapsed=TimeSpan(int(seconds * 10_000_000)))
        self.adapted.update(ElapsedMilliseconds=Int64(int(seconds * 1000)), ElapsedTicks=Int64(int(seconds * 10_000_000)))
        return super().find(name)

    def run(self) -> None:
        """Start, or go on."""
        self.since = time.perf_counter() if self.since is None else self.since

    def halt(self) -> None:
        """Stop; what was measured stays."""
        self.spent += 0.0 if self.since is None else time.perf_counter() - self.since
        self.since = None

    def reset(self) -> None:
        """Stop at zero."""
        self.since, self.spent = None, 0.0

    def restart(self) -> None:
        """Start at zero."""
        self.since, self.spent = time.perf_counter(), 0.0


STOPWATCH: dict[str, Method] = {
    "Reset": void(Stopwatch.reset),
    "Restart": void(Stopwatch.restart),
    "Start": void(Stopwatch.run),
    "Stop": void(Stopwatch.halt),
}


def _ticks() -> Value:
    return Int64(time.perf_counter_ns())


def _elapsed(start: int, end: int | None = None) -> TimeSpan:
    return TimeSpan(((time.perf_counter_ns() if end is None else end) - start) // 100)


STOPWATCH_STATIC: dict[str, Method] = {
    "GetElapsedTime": method(_elapsed, "l", "ll", names="startingTimestamp endingTimestamp"),
    "GetTimestamp": method(_ticks),
    "StartNew": method(lambda: Stopwatch(True)),
    "new": method(Stopwatch),
}
STOPWATCH_FIELDS: dict[str, Callable[[], Value]] = {"Frequency": lambda: Int64(1_000_000_000), "IsHighResolution": lambda: True}

# --- errors


def error_record(exception: Value, error_id: str, category: Value, target: Value) -> ErrorRecord:
    """Make an error record of an exception."""
    bag = as_exception(exception, "System.Exception")
    message, kind = to_text(bag.get("Message")), bag.type_names[0]
    return ErrorRecord(
        message,
        error_id,
        to_text(category),
        target,
        kind,
        exception=bag,
        target_name=to_text(target),
        target_type=type_name(target).rpartition(".")[2],
    )
