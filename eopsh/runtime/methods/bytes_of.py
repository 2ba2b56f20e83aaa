"""System.BitConverter: numbers as bytes, least first, and back."""

from __future__ import annotations

import struct
from collections.abc import Callable

from eopsh.objects import Char, Int64, Single, UInt32, UInt64, Value, convert, type_name
from eopsh.runtime.methods.builders import raw_bytes
from eopsh.runtime.methods.table import DotNetError, Method, method

_FORMATS = {
    "System.Boolean": "<?",
    "System.Byte": "<h",
    "System.Char": "<H",
    "System.Double": "<d",
    "System.Int16": "<h",
    "System.Int32": "<i",
    "System.Int64": "<q",
    "System.SByte": "<h",
    "System.Single": "<f",
    "System.UInt16": "<H",
    "System.UInt32": "<I",
    "System.UInt64": "<Q",
}


def _bytes(value: Value) -> bytes:
    name = type_name(value)
    if name == "System.Char" or (isinstance(value, str) and len(value) == 1):
        return struct.pack("<H", ord(str(value)))
    if name not in _FORMATS:
        value, name = convert(value, "System.Int32"), "System.Int32"
    return struct.pack(_FORMATS[name], value)


def _reader(name: str) -> Method:
    target = f"System.{name}"
    size = struct.calcsize(_FORMATS[target])

    def read(data: Value, at: int = 0) -> Value:
        raw = raw_bytes(data)
        if not 0 <= at < len(raw):
            message = "Index was out of range. Must be non-negative and less than the size of the collection. (Parameter 'startIndex')"
            raise DotNetError(message, "ArgumentOutOfRangeException")
        if at + size > len(raw):
            raise DotNetError(
                "Destination array is not long enough to copy all the items in the collection. Check array index and length. "
                "(Parameter 'value')"
            )
        found: Value = struct.unpack_from(_FORMATS[target], raw, at)[0]
        return Char(chr(found)) if target == "System.Char" and isinstance(found, int) else convert(found, target)

    return method(read, "o", "oi", names="value startIndex")


def _shown(data: Value, at: int = 0, count: int | None = None) -> str:
    raw = raw_bytes(data)
    return "-".join(f"{byte:02X}" for byte in (raw[at:] if count is None else raw[at : at + count]))


def _as(source: str, target: str, kind: Callable[..., Value]) -> Callable[[Value], Value]:
    return lambda value: kind(struct.unpack(target, struct.pack(source, value))[0])


BITS: dict[str, Method] = {
    **{
        f"To{name}": _reader(name)
        for name in ("Boolean", "Char", "Double", "Int16", "Int32", "Int64", "Single", "UInt16", "UInt32", "UInt64")
    },
    "DoubleToInt64Bits": method(_as("<d", "<q", Int64), "d", names="value"),
    "DoubleToUInt64Bits": method(_as("<d", "<Q", UInt64), "d", names="value"),
    "GetBytes": method(_bytes, "o", names="value"),
    "Int32BitsToSingle": method(_as("<i", "<f", Single), "i", names="value"),
    "Int64BitsToDouble": method(_as("<q", "<d", float), "l", names="value"),
    "SingleToUInt32Bits": method(_as("<f", "<I", UInt32), "d", names="value"),
    "UInt32BitsToSingle": method(lambda value: Single(struct.unpack("<f", struct.pack("<I", value))[0]), "l", names="value"),
    "UInt64BitsToDouble": method(lambda value: struct.unpack("<d", struct.pack("<Q", value))[0], "g", names="value"),
    "SingleToInt32Bits": method(_as("<f", "<i", int), "d", names="value"),
    "ToString": method(_shown, "o", "oi", "oii", names="value startIndex length"),
}
BITS_FIELDS: dict[str, Callable[[], Value]] = {"IsLittleEndian": lambda: True}
