"""Objects to CLIXML, built as text by a table of functions by type."""

from __future__ import annotations

import base64
import datetime
import math
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import lru_cache
from typing import TypeAlias
from uuid import UUID

from eopsh.errors import EopshError
from eopsh.objects.error_records import error_object
from eopsh.objects.model import EnumValue, PSDict, PSList, PSObject, Value
from eopsh.objects.names import type_names
from eopsh.objects.number_text import float_text, general_text
from eopsh.objects.properties import properties
from eopsh.objects.scalars import (
    BigInteger,
    Byte,
    Char,
    Credential,
    ErrorRecord,
    Int16,
    Int64,
    SByte,
    ScriptBlock,
    SecureString,
    Single,
    UInt16,
    UInt32,
    UInt64,
    Uri,
    Version,
    XmlText,
)
from eopsh.objects.script_members import type_members
from eopsh.objects.text import to_text
from eopsh.objects.times import DateTime, TimeSpan
from eopsh.patterns import lazy_pattern

_NAMESPACE = "http://schemas.microsoft.com/powershell/2004/04"
_MAX_DEPTH = 49
"""PowerShell writes a sentence instead of what lies this deep."""
_TOO_DEEP = "Serialized XML is nested too deeply."
_MAX_DECIMAL = 79228162514264337593543950335

_SPECIAL = lazy_pattern('[&<>"\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\U00010000-\U0010ffff]|_(?=[xX])')
_Primitive: TypeAlias = Callable[..., tuple[str, str]]


class SecureStringError(EopshError):
    """A secure string cannot be sent before the session key is there."""


def _escape_one(match: re.Match[str]) -> str:
    char = match[0]
    if char in _ENTITIES:
        return _ENTITIES[char]
    code = ord(char)
    if code > 0xFFFF:
        code -= 0x10000
        return f"_x{0xD800 + (code >> 10):04X}__x{0xDC00 + (code & 0x3FF):04X}_"
    return f"_x{code:04X}_"


_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "_": "_x005F_"}


def escape(text: str) -> str:
    """Escape for an element or attribute: markup as entities, control characters and surrogates as `_xHHHH_`."""
    return _SPECIAL.sub(_escape_one, text) if _SPECIAL.search(text) else text


@lru_cache(maxsize=4096)
def _named(name: str) -> str:
    return f' N="{escape(name)}"'


class Writer:
    """Writes messages and documents. RefIds count anew in each message; an object that comes twice is written once and referred to.

    `encrypt` turns the text of a secure string into bytes once a session key is there; without it secure strings raise SecureStringError.
    """

    def __init__(self, encrypt: Callable[[str], bytes] | None = None) -> None:
        self._encrypt = encrypt
        self._parts: list[str] = []
        self._references: dict[int, int] = {}
        self._types: dict[tuple[str, ...], int] = {}
        self._next_reference = 0
        self._depth = 0

    def value(self, value: Value) -> bytes:
        """Write one value as a message (no root element). Raises SecureStringError."""
        self._start()
        self._write(value, "")
        return "".join(self._parts).encode("utf-8")

    def document(self, values: Iterable[Value]) -> bytes:
        """Write values as a document. Raises SecureStringError."""
        self._start()
        self._parts.append(f'<Objs Version="1.1.0.1" xmlns="{_NAMESPACE}">')
        for value in values:
            self._write(value, "")
        self._parts.append("</Objs>")
        return "".join(self._parts).encode("utf-8")

    def _start(self) -> None:
        self._parts = []
        self._references = {}
        self._types = {}
        self._next_reference = self._depth = 0

    def _write(self, value: Value, name: str) -> None:
        """Write a value; `name` is the whole attribute (` N="Key"`) or nothing."""
        kind = type(value)
        if self._depth >= _MAX_DEPTH:
            self._parts.append(f"<S{name}>{_TOO_DEEP}</S>")
            return
        if kind is str:
            text = _SPECIAL.sub(_escape_one, value) if _SPECIAL.search(value) else value  # type: ignore[call-overload]  # a str by then
            self._parts.append(f"<S{name}>{text}</S>")
            return
        primitive = _PRIMITIVES.get(kind)
        if primitive is not None:
            tag, text = primitive(value)
            self._parts.append(f"<{tag}{name}>{text}</{tag}>")
        elif value is None:
            self._parts.append(f"<Nil{name} />")
        elif id(value) in self._references:
            self._parts.append(f'<Ref{name} RefId="{self._references[id(value)]}" />')
        else:
            self._depth += 1
            self._write_complex(value, name)
            self._depth -= 1

    def _write_complex(self, value: Value, name: str) -> None:
        if isinstance(value, PSObject):
            self._write_object(value, name)
        elif isinstance(value, dict):
            self._write_dictionary(value, name)
        elif isinstance(value, list | tuple):
            self._write_list(value, name)
        elif isinstance(value, EnumValue):
            self._open(name, value.type_names, value.text)
            self._write(value.number, "")
            self._parts.append("</Obj>")
        elif isinstance(value, SecureString):
            self._parts.append(f"<SS{name}>{self._cipher(value)}</SS>")
        elif isinstance(value, ErrorRecord):
            self._write_object(value.source or error_object(value), name)
        elif isinstance(value, Credential):
            self._write_object(_credential(value), name)
        else:
            self._write_other(value, name)

    def _open(self, name: str, names: tuple[str, ...], text: str | None, owner: Value = None) -> None:
        reference = self._next_reference
        self._next_reference += 1
        # PowerShell knows a collection again only where it is part of something: one that holds itself is written twice.
        if owner is not None and (self._depth > 1 or isinstance(owner, PSObject)):
            self._references[id(owner)] = reference
        parts = self._parts
        parts.append(f'<Obj{name} RefId="{reference}">')
        if names:
            known = self._types.get(names)
            if known is None:
                known = self._types[names] = len(self._types)
                parts.append(f'<TN RefId="{known}">{_type_elements(names)}</TN>')
            else:
                parts.append(f'<TNRef RefId="{known}" />')
        if text is not None:
            parts.append(f"<ToString>{escape(text)}</ToString>")

    def _write_object(self, value: PSObject, name: str) -> None:
        if value.base is None:
            self._open(name, value.type_names, value.text, value)
        else:
            self._open(name, *_wrapper(value), value)
            self._write_base(value.base)
        if value.adapted:
            self._bag("Props", value.adapted)
        notes = {**value.notes, **_given(value)} if value.base is None and type_members() else value.notes
        if notes:
            self._bag("MS", notes)
        self._parts.append("</Obj>")

    def _write_base(self, base: Value) -> None:
        if isinstance(base, list | tuple):
            self._elements("LST", base)
        elif isinstance(base, dict):
            self._entries(base)
        else:
            self._write(base, "")

    def _bag(self, tag: str, bag: dict[str, Value]) -> None:
        append, search, primitives = self._parts.append, _SPECIAL.search, _PRIMITIVES
        append(f"<{tag}>")
        deep = self._depth >= _MAX_DEPTH
        for key, value in bag.items():
            kind = type(value)
            if deep:
                self._write(value, _named(key))
                continue
            if kind is str:
                text: str = _SPECIAL.sub(_escape_one, value) if search(value) else value  # type: ignore  # a str by its type
                append(f"<S{_named(key)}>{text}</S>")
                continue
            primitive = primitives.get(kind)
            if primitive is None:
                self._write(value, _named(key))
            else:
                element, text = primitive(value)
                append(f"<{element}{_named(key)}>{text}</{element}>")
        append(f"</{tag}>")

    def _write_list(self, value: list[Value] | tuple[Value, ...], name: str) -> None:
        self._open(name, type_names(value), value.text if isinstance(value, PSList) else None, value)
        kind = value.type_names[0] if isinstance(value, PSList) and value.type_names else ""
        self._elements("QUE" if kind.endswith("Queue") else "STK" if kind.endswith("Stack") else "LST", value)
        if isinstance(value, PSList) and value.notes:
            self._bag("MS", value.notes)
        self._parts.append("</Obj>")

    def _elements(self, tag: str, values: list[Value] | tuple[Value, ...]) -> None:
        self._parts.append(f"<{tag}>" if values else f"<{tag} />")
        for item in values:
            self._write(item, "")
        if values:
            self._parts.append(f"</{tag}>")

    def _write_dictionary(self, value: dict[Value, Value], name: str) -> None:
        self._open(name, type_names(value), value.text if isinstance(value, PSDict) else None, value)
        self._entries(value)
        if isinstance(value, PSDict) and value.notes:
            self._bag("MS", value.notes)
        self._parts.append("</Obj>")

    def _entries(self, value: dict[Value, Value]) -> None:
        self._parts.append("<DCT>" if value else "<DCT />")
        for key, item in value.items():
            self._parts.append("<En>")
            self._write(key, ' N="Key"')
            self._write(item, ' N="Value"')
            self._parts.append("</En>")
        if value:
            self._parts.append("</DCT>")

    def _cipher(self, value: SecureString) -> str:
        if value.cipher is not None:
            return escape(value.cipher)
        if self._encrypt is None:
            raise SecureStringError("A secure string cannot be sent before the session key was exchanged.")
        return base64.b64encode(self._encrypt(value.reveal())).decode("ascii")

    def _write_other(self, value: Value, name: str) -> None:
        """Write a subclass of a known type as that type, anything else as its text with its type names."""
        for kind, primitive in _PRIMITIVES.items():
            if isinstance(value, kind):
                tag, text = primitive(value)
                self._parts.append(f"<{tag}{name}>{text}</{tag}>")
                return
        self._open(name, type_names(value), to_text(value))
        self._parts.append("</Obj>")


def _given(value: PSObject) -> dict[str, Value]:
    """Return the members that a script has given to the object's type, with their values."""
    return {name: item for name, item in properties(value) if name not in value.notes and name not in value.adapted}


def _wrapper(value: PSObject) -> tuple[tuple[str, ...], str | None]:
    """Return the type names and the text that are written of an object around a plain value: those that the value itself lacks."""
    plain = type(value.base) in _PRIMITIVES
    own = value.type_names == type_names(value.base)
    return () if plain and own else value.type_names, None if plain and own else value.text


@lru_cache(maxsize=1024)
def _type_elements(names: tuple[str, ...]) -> str:
    return "".join(f"<T>{escape(name)}</T>" for name in names)


def _credential(value: Credential) -> PSObject:
    names = ("System.Management.Automation.PSCredential", "System.Object")
    return PSObject(adapted={"UserName": value.user, "Password": value.password}, type_names=names, text=names[0])


# --- primitives: element and text


def outer_xml(text: str) -> str:
    """Return a document as .NET writes it: no blanks between elements, `<a />` for an empty one.

    One with namespaces, comments or declarations stays as it is.
    """
    if "xmlns" in text or "<!" in text or "<?" in text:
        return text
    try:
        root = ET.fromstring(text)
    except ET.ParseError:
        return text
    for element in root.iter():
        if len(element) and not (element.text or "").strip():
            element.text = None
        for child in element:
            child.tail = child.tail if (child.tail or "").strip() else None
    return ET.tostring(root, encoding="unicode")


def _int(value: int) -> tuple[str, str]:
    if -2147483648 <= value <= 2147483647:
        return "I32", str(value)
    if -(2**63) <= value < 2**63:
        return "I64", str(value)
    if 0 <= value < 2**64:
        return "U64", str(value)
    return ("D", str(value)) if abs(value) <= _MAX_DECIMAL else ("Db", _float_text(float(value)))


def _bool(value: bool) -> tuple[str, str]:
    return "B", "true" if value else "false"


def _typed(tag: str) -> _Primitive:
    return lambda value: (tag, str(int(value)))


def _float_text(value: float) -> str:
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else "INF" if value > 0 else "-INF"
    return general_text(Decimal(repr(float(value))), 21)


def _double(value: float) -> tuple[str, str]:
    return "Db", _float_text(value)


def _single(value: Single) -> tuple[str, str]:
    return "Sg", general_text(Decimal(float_text(value, invariant=True)), 21) if math.isfinite(value) else _float_text(value)


def _date(value: DateTime) -> tuple[str, str]:
    return "DT", value.wire()


_PRIMITIVES: dict[type, _Primitive] = {
    bool: _bool,
    int: _int,
    float: _double,
    DateTime: _date,
    datetime.datetime: lambda value: _date(DateTime.from_python(value)),
    TimeSpan: lambda value: ("TS", value.wire()),
    datetime.timedelta: lambda value: ("TS", TimeSpan.from_python(value).wire()),
    UUID: lambda value: ("G", str(value)),
    bytes: lambda value: ("BA", base64.b64encode(value).decode("ascii")),
    Int64: _typed("I64"),
    Int16: _typed("I16"),
    SByte: _typed("SB"),
    Byte: _typed("By"),
    UInt16: _typed("U16"),
    UInt32: _typed("U32"),
    UInt64: _typed("U64"),
    BigInteger: _int,
    Single: _single,
    Decimal: lambda value: ("D", format(value, "f")),
    Char: lambda value: ("C", str(ord(value))),
    Uri: lambda value: ("URI", escape(value)),
    XmlText: lambda value: ("XD", escape(outer_xml(value))),
    Version: lambda value: ("Version", str(value)),
    ScriptBlock: lambda value: ("SBK", escape(value.text)),
    str: lambda value: ("S", escape(value)),
}


def write_value(value: Value, *, encrypt: Callable[[str], bytes] | None = None) -> bytes:
    """Write one value as a message. Raises SecureStringError for a secure string without `encrypt`."""
    return Writer(encrypt).value(value)


def write_clixml(values: Iterable[Value], *, encrypt: Callable[[str], bytes] | None = None) -> bytes:
    """Write values as a document with its root. Raises SecureStringError for a secure string without `encrypt`."""
    return Writer(encrypt).document(values)
