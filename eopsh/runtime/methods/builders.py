"""System.Text.StringBuilder and System.Text.Encoding."""

from __future__ import annotations

from collections.abc import Callable

from eopsh.objects import Char, PSList, PSObject, Value, format_text, to_bool, to_string, to_text
from eopsh.objects.bounds import fitting_text
from eopsh.runtime.methods.table import DotNetError, Method, method, void
from eopsh.runtime.values import unrolled

# --- StringBuilder


class StringBuilder(PSObject):
    """Text that grows in place."""

    __slots__ = ("parts",)

    def __init__(self, text: str = "", capacity: int = 16) -> None:
        self.parts: list[str] = []
        super().__init__(
            adapted={"Capacity": capacity, "MaxCapacity": 2**31 - 1, "Length": 0}, type_names=("System.Text.StringBuilder", "System.Object")
        )
        self.append(text)

    def append(self, text: str) -> StringBuilder:
        """Put text at the end."""
        self.parts.append(text)
        length = self.adapted["Length"]
        assert isinstance(length, int)
        self._measure(fitting_text(length + len(text)))
        return self

    def replace(self, text: str) -> StringBuilder:
        """Put another text in the place of all."""
        self.parts[:] = [text]
        self._measure(len(text))
        return self

    def _measure(self, length: int) -> None:
        capacity = self.adapted["Capacity"]
        assert isinstance(capacity, int)
        self.adapted.update(Length=length, Capacity=capacity if capacity >= length else max(2 * capacity, length))

    def set(self, name: str, value: Value) -> None:
        """Set the length: what is behind it goes, what is missing is filled with null characters."""
        if name.lower() == "length" and isinstance(value, int):
            self.replace(self.whole()[:value].ljust(fitting_text(value), "\0"))

    def whole(self) -> str:
        """Return the text."""
        if len(self.parts) > 1:
            self.parts[:] = ["".join(self.parts)]
        return self.parts[0]

    @property
    def text(self) -> str:
        """Return the text, as any object's own."""
        return self.whole() if self.parts else ""

    @text.setter
    def text(self, value: str | None) -> None:
        """The text is what was put together."""


def _append(builder: StringBuilder, value: Value, count: Value = 1, length: Value = None) -> Value:
    text = "".join(map(to_text, value)) if isinstance(value, list) and type(value) is not list else to_string(value)
    if isinstance(count, int) and isinstance(length, int):
        return builder.append(text[count : count + length])
    repeats = count if isinstance(count, int) else 1
    fitting_text(len(text) * repeats)
    return builder.append(text * repeats)


def _append_format(builder: StringBuilder, pattern: str, *values: Value) -> Value:
    items = list(values[0]) if len(values) == 1 and isinstance(values[0], list) else list(values)
    return builder.append(format_text(pattern, items))


def _append_join(builder: StringBuilder, separator: str, *values: Value) -> Value:
    items = unrolled(values[0]) if len(values) == 1 else values
    return builder.append(separator.join(to_text(item) for item in items))


def _insert(builder: StringBuilder, at: int, value: Value) -> Value:
    whole = builder.whole()
    if not 0 <= at <= len(whole):
        raise DotNetError(f"{_OUTSIDE} (Parameter 'index')", _RANGE)
    return builder.replace(whole[:at] + to_string(value) + whole[at:])


def _remove(builder: StringBuilder, at: int, count: int) -> Value:
    whole = builder.whole()
    if at < 0 or count < 0 or at + count > len(whole):
        raise DotNetError(
            f"{_OUTSIDE} (Parameter 'length')",
            _RANGE,
        )
    return builder.replace(whole[:at] + whole[at + count :])


def _part(builder: StringBuilder, at: int = 0, count: int | None = None) -> Value:
    whole = builder.whole()
    return whole if count is None else whole[at : at + count]


def _char(builder: StringBuilder, at: int) -> Value:
    whole = builder.whole()
    if not 0 <= at < len(whole):
        raise DotNetError("Index was outside the bounds of the array.", "IndexOutOfRangeException")
    return Char(whole[at])


def _copy_out(builder: StringBuilder, at: int, target: Value, start: int, count: int) -> None:
    if isinstance(target, list):
        target[start : start + count] = [Char(char) for char in builder.whole()[at : at + count]]


_RANGE = "ArgumentOutOfRangeException"
_OUTSIDE = "Index was out of range. Must be non-negative and less than or equal to the size of the collection."
BUILDER: dict[str, Method] = {
    "Append": method(_append, "o", "oi", "oii", names="value startIndex count"),
    "AppendFormat": method(_append_format, "soo*", names="format args"),
    "AppendJoin": method(_append_join, "soo*", names="separator values"),
    "AppendLine": method(lambda builder, value="": builder.append(to_text(value) + "\n"), "", "s", names="value"),
    "Chars": method(_char, "i", names="index"),
    "Clear": method(lambda builder: builder.replace("")),
    "CopyTo": void(_copy_out, "ioii", names="sourceIndex destination destinationIndex count"),
    "EnsureCapacity": method(lambda builder, capacity: max(capacity, 16), "i", names="capacity"),
    "Insert": method(_insert, "io", names="index value"),
    "Remove": method(_remove, "ii", names="startIndex length"),
    "Replace": method(lambda builder, old, new: builder.replace(builder.whole().replace(old, new)), "ss", names="oldValue newValue"),
    "ToString": method(_part, "", "ii", names="startIndex length"),
}


def _new_builder(value: Value = "", *capacity: int) -> StringBuilder:
    sizes = [size for size in (value, *capacity) if isinstance(size, int)]
    return StringBuilder("" if isinstance(value, int) else to_text(value), sizes[0] if sizes else 16)


BUILDER_STATIC: dict[str, Method] = {"new": method(_new_builder, "", "o", "oi", "ii", names="value capacity")}

# --- Encoding

_ENCODINGS = {
    "UTF8": ("utf-8", "Unicode (UTF-8)", 65001, "System.Text.UTF8Encoding+UTF8EncodingSealed", b"\xef\xbb\xbf"),
    "ASCII": ("us-ascii", "US-ASCII", 20127, "System.Text.ASCIIEncoding+ASCIIEncodingSealed", b""),
    "Unicode": ("utf-16", "Unicode", 1200, "System.Text.UnicodeEncoding", b"\xff\xfe"),
    "BigEndianUnicode": ("utf-16BE", "Unicode (Big-Endian)", 1201, "System.Text.UnicodeEncoding", b"\xfe\xff"),
    "UTF32": ("utf-32", "Unicode (UTF-32)", 12000, "System.Text.UTF32Encoding", b"\xff\xfe\x00\x00"),
    "Latin1": ("iso-8859-1", "Western European (ISO)", 28591, "System.Text.Latin1Encoding+Latin1EncodingSealed", b""),
}
_CODECS = {"utf-16": "utf-16-le", "utf-32": "utf-32-le"}


def encoding_object(name: str) -> PSObject:
    """Return an encoding as scripts see it, by the name of the static property."""
    web, shown, page, kind, mark = _ENCODINGS[name]
    adapted: dict[str, Value] = {
        "Preamble": mark,
        "BodyName": web,
        "EncodingName": shown,
        "HeaderName": web,
        "WebName": web,
        "WindowsCodePage": 1252 if page in (20127, 28591) else 1200,
        "IsBrowserDisplay": page in (65001, 28591),
        "IsBrowserSave": page in (65001, 28591),
        "IsMailNewsDisplay": page in (65001, 20127, 28591),
        "IsMailNewsSave": page in (65001, 20127, 28591),
        "IsSingleByte": page in (20127, 28591),
        "EncoderFallback": _fallback("Encoder"),
        "DecoderFallback": _fallback("Decoder"),
        "IsReadOnly": True,
        "CodePage": page,
    }
    return PSObject(adapted=adapted, type_names=(kind, "System.Text.Encoding", "System.Object"), text=kind)


def _fallback(kind: str) -> PSObject:
    name = f"System.Text.{kind}ReplacementFallback"
    return PSObject(adapted={"DefaultString": "\ufffd", "MaxCharCount": 1}, type_names=(name, "System.Object"), text=name)


def codec_of(encoding: Value) -> str:
    """Return Python's name of an encoding object; UTF-8 where none is given."""
    web = to_text(encoding.get("WebName")) if isinstance(encoding, PSObject) else "utf-8"
    return _CODECS.get(web, web)


def encode(encoding: Value, text: str) -> bytes:
    """Turn text into bytes; what an encoding cannot hold becomes a question mark, as in .NET."""
    return text.encode(codec_of(encoding), "replace")


def raw_bytes(data: Value) -> bytes:
    """Return bytes, or the bytes that a list of numbers stands for."""
    return data if isinstance(data, bytes) else bytes(int(to_text(item)) for item in unrolled(data))


def decode(encoding: Value, data: Value, at: int = 0, count: int | None = None) -> str:
    """Turn bytes into text."""
    raw = raw_bytes(data)
    part = raw[at:] if count is None else raw[at : at + count]
    text = part.decode(codec_of(encoding), "replace")
    return text.replace("\ufffd", "?") if codec_of(encoding) == "us-ascii" else text


def _by_name(name: Value) -> PSObject:
    wanted = to_text(name).lower()
    for key, (web, _, page, _, _) in _ENCODINGS.items():
        if wanted in (web.lower(), str(page), key.lower()):
            return encoding_object(key)
    message = f"'{to_text(name)}' is not a supported encoding name. For information on defining a custom encoding, "
    raise DotNetError(message + "see the documentation for the Encoding.RegisterProvider method. (Parameter 'name')", "ArgumentException")


def _characters(encoding: Value, data: Value, at: int = 0, count: int | None = None) -> PSList:
    return PSList([Char(char) for char in decode(encoding, data, at, count)], ("System.Char[]", "System.Array", "System.Object"))


def _convert(source: Value, target: Value, data: Value) -> bytes:
    return encode(target, decode(source, data))


def _encodings() -> list[Value]:
    return [encoding_object(name) for name in _ENCODINGS]


ENCODING: dict[str, Method] = {
    "Clone": method(lambda encoding: encoding.copy()),
    "GetCharCount": method(lambda encoding, data: len(decode(encoding, data)), "o", names="bytes"),
    "GetChars": method(_characters, "o", "oii", names="bytes index count"),
    "GetMaxByteCount": method(lambda encoding, count: (count + 1) * (1 if encoding.get("IsSingleByte") else 3), "i", names="charCount"),
    "GetMaxCharCount": method(lambda _encoding, count: count + 1, "i", names="byteCount"),
    "IsAlwaysNormalized": method(lambda _encoding: False),
    "GetByteCount": method(lambda encoding, text: len(encode(encoding, text)), "s", names="s"),
    "GetBytes": method(lambda encoding, text: encode(encoding, "".join(text) if isinstance(text, list) else to_text(text)), "o", names="s"),
    "GetPreamble": method(lambda encoding: encoding.get("Preamble")),
    "GetString": method(decode, "o", "oii", names="bytes index count"),
}
ENCODING_STATIC: dict[str, Method] = {
    "Convert": method(_convert, "ooo", names="srcEncoding dstEncoding bytes"),
    "GetEncoding": method(_by_name, "o", names="name"),
    "GetEncodings": method(_encodings),
    "RegisterProvider": void(lambda _provider: None, "o", names="provider"),
}


def _made_encoding(kind: str, name: str) -> Method:
    """Return a constructor; an UTF8Encoding writes a mark only when it is told to."""

    def make(*options: Value) -> PSObject:
        encoding = encoding_object(name)
        encoding.type_names = (f"System.Text.{kind}", *encoding.type_names[1:])
        encoding.text = encoding.type_names[0]
        if name == "UTF8" and not (options and to_bool(options[0])):
            encoding.adapted["Preamble"] = b""
        return encoding

    return method(make, "", "o", "oo", "ooo", names="options")


ENCODING_CLASSES: dict[str, dict[str, Method]] = {
    f"System.Text.{kind}": {"new": _made_encoding(kind, name)}
    for kind, name in {
        "ASCIIEncoding": "ASCII",
        "UTF32Encoding": "UTF32",
        "UTF8Encoding": "UTF8",
        "UnicodeEncoding": "Unicode",
    }.items()
}
ENCODING_FIELDS: dict[str, Callable[[], Value]] = {
    **{name: (lambda name=name: encoding_object(name)) for name in _ENCODINGS},  # type: ignore[misc]  # a lambda with a default
    "Default": lambda: encoding_object("UTF8"),
}
