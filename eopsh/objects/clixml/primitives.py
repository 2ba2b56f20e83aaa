"""The primitive elements of CLIXML (MS-PSRP 2.2.5.1): from their text to a value."""

from __future__ import annotations

import binascii
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from decimal import Decimal
from uuid import UUID

from eopsh.objects.model import Value
from eopsh.objects.scalars import Byte, Char, Int16, Int64, SByte, Single, TypedInt, UInt16, UInt32, UInt64, Uri, Version, XmlText
from eopsh.objects.times import DateTime, TimeSpan
from eopsh.patterns import lazy_pattern

_ESCAPE = lazy_pattern(r"_x([0-9A-Fa-f]{4})_")
_MAX_DECIMAL = Decimal("79228162514264337593543950335")


def unescape(text: str) -> str:
    """Undo `_xHHHH_`; pairs of surrogates become the one character that they are."""
    if "_x" not in text:
        return text
    plain = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    if plain.isascii() or not re.search("[\ud800-\udfff]", plain):
        return plain
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def _text(element: ET.Element) -> str:
    text = element.text
    return "" if text is None else unescape(text) if "_x" in text else text


def _bare(element: ET.Element) -> str:
    if len(element):
        raise ValueError("elements inside a plain value")
    return (element.text or "").strip(" \t\r\n")


def _int32(element: ET.Element) -> Value:
    value = int(element.text or "")
    if not -2147483648 <= value <= 2147483647 or len(element):
        raise ValueError(f"{value} is no Int32")
    return value


def _integer(kind: type[TypedInt]) -> Callable[[ET.Element], Value]:
    def read(element: ET.Element) -> Value:
        value = kind(_bare(element))
        if not kind.low <= value <= kind.high:
            raise ValueError(f"{value} is no {kind.type_name.rpartition('.')[2]}")
        return value

    return read


def _boolean(element: ET.Element) -> Value:
    text = element.text
    if text == "true":
        value = True
    elif text == "false":
        value = False
    else:
        value = {"true": True, "false": False, "1": True, "0": False}[_bare(element)]
    if len(element):
        raise ValueError("elements inside a plain value")
    return value


def _char(element: ET.Element) -> Value:
    code = int(_bare(element))
    if not 0 <= code <= 0xFFFF:
        raise ValueError(f"{code} is no character")
    return Char(chr(code))


def _double(element: ET.Element) -> Value:
    text = _bare(element)
    if "_" in text:
        raise ValueError(f"not a number: {text!r}")
    return float(text)


def _single(element: ET.Element) -> Value:
    return Single(float(_bare(element)))


def _decimal(element: ET.Element) -> Value:
    text = _bare(element)
    if not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)", text, re.ASCII):
        raise ValueError(f"not a decimal: {text!r}")
    value = Decimal(text)
    if value.copy_abs() > _MAX_DECIMAL:
        raise ValueError(f"{text} is too large for a decimal")
    return value


def _date(element: ET.Element) -> Value:
    return DateTime.parse_wire(_bare(element))


def _span(element: ET.Element) -> Value:
    return TimeSpan.parse_wire(_bare(element))


def _bytes(element: ET.Element) -> Value:
    text = re.sub(r"\s+", "", element.text or "")
    return binascii.a2b_base64(text, strict_mode=True) if text else b""


def _guid(element: ET.Element) -> Value:
    return UUID(_bare(element))


def _version(element: ET.Element) -> Value:
    return Version.parse(_bare(element))


def _uri(element: ET.Element) -> Value:
    return Uri(_text(element))


def _xml(element: ET.Element) -> Value:
    return XmlText(_text(element))


def _nothing(_element: ET.Element) -> Value:
    return None


PRIMITIVES: dict[str, Callable[[ET.Element], Value]] = {
    "S": _text,
    "SBK": _text,
    "B": _boolean,
    "I32": _int32,
    "I64": _integer(Int64),
    "DT": _date,
    "TS": _span,
    "Db": _double,
    "Sg": _single,
    "D": _decimal,
    "C": _char,
    "By": _integer(Byte),
    "SB": _integer(SByte),
    "I16": _integer(Int16),
    "U16": _integer(UInt16),
    "U32": _integer(UInt32),
    "U64": _integer(UInt64),
    "BA": _bytes,
    "G": _guid,
    "URI": _uri,
    "Version": _version,
    "XD": _xml,
    "Nil": _nothing,
}
