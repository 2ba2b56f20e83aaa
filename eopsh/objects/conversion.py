"""Conversions as PowerShell makes them: to truth, to a number, to a named type."""

from __future__ import annotations

import re
import uuid
import xml.etree.ElementTree as ET
from collections.abc import Callable
from decimal import Decimal
from typing import TypeAlias

from eopsh.objects.addresses import to_ip_address, to_mail_address
from eopsh.objects.culture_objects import CULTURE, to_culture
from eopsh.objects.enum_conversion import convert_enum
from eopsh.objects.enums import enum_name
from eopsh.objects.model import CUSTOM_TYPES, EnumValue, PSDict, PSList, PSObject, Value
from eopsh.objects.names import DELEGATES, full_type_name, is_collection, items_of, type_name, type_names, unwrap
from eopsh.objects.numeric import NUMERIC, ConversionError, cannot, never, null_refused, to_bool
from eopsh.objects.scalars import (
    BigInteger,
    Char,
    Credential,
    ScriptBlock,
    SecureString,
    Uri,
    Version,
    XmlText,
)
from eopsh.objects.switches import SWITCH, SwitchParameter
from eopsh.objects.text import to_text
from eopsh.objects.time_conversion import to_date, to_date_offset, to_span
from eopsh.objects.times import DateTime
from eopsh.objects.xml_faults import xml_fault

Number: TypeAlias = int | float | Decimal


# --- text, dates and the rest


def _to_char(value: Value) -> Value:
    if value is None:
        return Char("\0")
    if isinstance(value, str) and not isinstance(value, Uri):
        if len(value) != 1:
            raise cannot(value, "System.Char", "String must be exactly one character long.", "InvalidCastParseTargetInvocation")
        return Char(value)
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 0x10000:
        return Char(chr(value))
    if isinstance(value, EnumValue):
        return Char(chr(value.number))
    if isinstance(value, int | float | Decimal | DateTime) and not isinstance(value, BigInteger):
        short = type_name(value).rpartition(".")[2]
        why = "Value was either too large or too small for a character."
        if not isinstance(value, int) or isinstance(value, bool):
            why = f"Invalid cast from '{short}' to 'Char'."
        raise cannot(value, "System.Char", why, "InvalidCastIConvertible")
    raise never(value, "System.Char")


def _to_guid(value: Value) -> Value:
    if isinstance(value, uuid.UUID):
        return value
    if value is None:
        raise null_refused("System.Guid")
    text = to_text(value)
    stripped = text.strip()
    if stripped.startswith("{") and not re.match(r"\{[^-]{8}-", stripped):
        raise cannot(value, "System.Guid", "Expected 0x prefix.", "InvalidCastParseTargetInvocationWithFormatProvider")
    if not re.fullmatch(r"[0-9a-fA-F]{32}|[{(]?[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}[)}]?", stripped):
        raise cannot(value, "System.Guid", "Unrecognized Guid format.", "InvalidCastParseTargetInvocationWithFormatProvider")
    return uuid.UUID(stripped.strip("{}()"))


def _to_version(value: Value) -> Value:
    if isinstance(value, Version) or value is None:
        return value
    text = to_text(value)
    try:
        return Version.parse(text)
    except ValueError:
        parts = text.split(".")
        bad = next((part for part in parts if not part.strip().isdigit()), None)
        why = "Version string portion was too short or too long. (Parameter 'input')"
        if bad is not None and 2 <= len(parts) <= 4:
            why = f"The input string '{bad}' was not in a correct format."
        raise cannot(value, "System.Version", why, "InvalidCastParseTargetInvocation") from None


def _to_uri(value: Value) -> Value:
    return value if value is None or isinstance(value, Uri) else Uri(to_text(value))


def _to_xml(value: Value) -> Value:
    if value is None or isinstance(value, XmlText):
        return value
    text = to_text(value)
    if text:
        try:
            if "<!DOCTYPE" in text:
                raise ET.ParseError
            ET.fromstring(text)
        except ET.ParseError:
            raise cannot(value, "System.Xml.XmlDocument", xml_fault(text), "InvalidCastToXmlDocument") from None
    return XmlText(text)


def _to_switch(value: Value) -> Value:
    if isinstance(value, SwitchParameter):
        return value
    if value is None or isinstance(value, bool):
        return SwitchParameter(bool(value))
    if isinstance(value, PSObject) and value.has("IsPresent"):
        return SwitchParameter(to_bool(value))
    raise never(value, SWITCH)


def _to_hashtable(value: Value) -> Value:
    if value is None or isinstance(value, PSDict):
        return PSDict(value) if isinstance(value, PSDict) and value.ordered else value
    if isinstance(value, dict):
        return PSDict(value)
    error = never(value, "System.Collections.Hashtable")
    if not isinstance(value, PSObject):
        raise error
    raise cannot(value, "System.Collections.Hashtable", error.message, "InvalidCastConstructorException")


def _to_ordered(value: Value) -> Value:
    if isinstance(value, dict):
        return PSDict(value, ordered=True)
    raise never(value, "System.Collections.Specialized.OrderedDictionary")


def _to_custom(value: Value) -> Value:
    return custom_object(value) if isinstance(value, dict) else value


def custom_object(table: dict[Value, Value]) -> PSObject:
    """Make a custom object of a dictionary; its key PSTypeName becomes the first type name."""
    notes = {to_text(key): item for key, item in table.items()}
    own = next((key for key in notes if key.casefold() == "pstypename"), None)
    names = CUSTOM_TYPES if own is None else (to_text(notes.pop(own)), *CUSTOM_TYPES)
    return PSObject(notes, type_names=names)


def _to_block(value: Value) -> Value:
    if value is None or isinstance(value, ScriptBlock):
        return value
    raise never(value, "System.Management.Automation.ScriptBlock")


def _to_sequence(type_name: str) -> Callable[[Value], Value]:
    def change(value: Value) -> Value:
        if value is None or (isinstance(value, PSList) and value.type_names[0] == type_name):
            return value
        if is_collection(value):
            items = items_of(value)
            return PSList(reversed(items) if type_name.endswith("Stack") else items, (type_name, "System.Object"))
        raise never(value, type_name)

    return change


def _to_array_list(value: Value) -> Value:
    if value is None:
        return None
    if is_collection(value):
        return PSList(items_of(value))
    raise never(value, "System.Collections.ArrayList")


def _to_regex(value: Value) -> Value:
    text = to_text(value)
    try:
        re.compile(text)
    except re.error as error:
        why = f"Invalid pattern '{text}' at offset {error.pos or len(text)}. {error.msg.capitalize()}."
        raise cannot(value, "System.Text.RegularExpressions.Regex", why, "InvalidCastFromStringToRegex") from None
    return PSObject(type_names=("System.Text.RegularExpressions.Regex", "System.Object"), text=text, base=text)


def _to_array(value: Value) -> Value:
    return None if value is None else items_of(value)


def _only(kind: type, target: str) -> Callable[[Value], Value]:
    """Make the conversion to a type that nothing leads to but itself and null."""

    def convert_to(value: Value) -> Value:
        if value is None or isinstance(value, kind):
            return value
        raise never(value, target)

    return convert_to


def _same(value: Value) -> Value:
    return value


_CONVERTERS: dict[str, Callable[[Value], Value]] = {
    "System.Object": _same,
    "System.Management.Automation.PSObject": _same,
    "System.String": to_text,
    "System.Boolean": to_bool,
    **NUMERIC,
    "System.Char": _to_char,
    "System.DateTime": to_date,
    "System.DateTimeOffset": to_date_offset,
    "System.TimeSpan": to_span,
    "System.Guid": _to_guid,
    "System.Version": _to_version,
    "System.Management.Automation.SemanticVersion": _to_version,
    "System.Uri": _to_uri,
    "System.Xml.XmlDocument": _to_xml,
    SWITCH: _to_switch,
    "System.Collections.Hashtable": _to_hashtable,
    "System.Collections.IDictionary": _to_hashtable,
    "System.Collections.Specialized.OrderedDictionary": _to_ordered,
    "System.Management.Automation.PSCustomObject": _to_custom,
    "System.Management.Automation.ScriptBlock": _to_block,
    "System.Collections.ArrayList": _to_array_list,
    "System.Collections.Queue": _to_sequence("System.Collections.Queue"),
    "System.Collections.Stack": _to_sequence("System.Collections.Stack"),
    "System.Text.RegularExpressions.Regex": _to_regex,
    "System.Array": _to_array,
    "System.Net.Mail.MailAddress": to_mail_address,
    "System.Net.IPAddress": to_ip_address,
    CULTURE: to_culture,
    "System.Security.SecureString": _only(SecureString, "System.Security.SecureString"),
    "System.Management.Automation.PSCredential": _only(Credential, "System.Management.Automation.PSCredential"),
}
_GENERIC = re.compile(
    r"(?:(?:System\.)?Collections\.Generic\.)?(?:List|IList|ICollection|IEnumerable)(?:`1)?\[(.+)\]", re.IGNORECASE
).fullmatch


_DELEGATE = re.compile(rf"(?:System\.)?(?:{'|'.join(DELEGATES)})(?:\[.*)?", re.IGNORECASE).fullmatch


def can_convert(type_name: str) -> bool:
    """Tell whether `convert` knows the type; the types of Exchange it leaves to the server."""
    full = full_type_name(type_name)
    if full.endswith("[]"):
        return can_convert(full[:-2])
    generic = _GENERIC(full)
    return full in _CONVERTERS or enum_name(full) is not None or (generic is not None and can_convert(generic[1]))


def convert(value: Value, type_name: str) -> Value:
    """Convert as `[type_name]$value` does.

    Arrays (`string[]`) and `List[T]` give a PSList of converted elements, `object[]` a list, `byte[]` bytes. Raises ConversionError with
    PowerShell's message and id; its id is `TypeNotFound` for a type that is not known here (`can_convert` tells before).
    """
    if value is None and "nullable" in type_name.casefold():
        return None
    full = full_type_name(type_name)
    converter = _CONVERTERS.get(full)
    if converter is not None:
        return converter(value if full in _KEEP_WRAPPER else unwrap(value))
    if full.endswith("[]"):
        return _convert_array(value, full)
    enum = enum_name(full)
    if enum is not None:
        return convert_enum(unwrap(value), enum)
    generic = _GENERIC(full)
    if generic is not None:
        element = full_type_name(generic[1])
        names = (f"System.Collections.Generic.List`1[[{element}]]", "System.Object")
        return None if value is None else PSList((convert(item, element) for item in items_of(value)), names)
    if isinstance(value, ScriptBlock) and _DELEGATE(full):
        return value
    if full.casefold() in (name.casefold() for name in type_names(value)):
        return value
    error = ConversionError(f"Unable to find type [{type_name.strip('[]')}].", "TypeNotFound")
    error.category = "InvalidOperation"
    raise error


_KEEP_WRAPPER = frozenset(
    {"System.Object", "System.Management.Automation.PSObject", "System.String", "System.Management.Automation.PSCustomObject"}
)


def _convert_array(value: Value, full: str) -> Value:
    if value is None:
        return None
    element = full[:-2]
    try:
        items = [convert(item, element) for item in items_of(value)]
    except ConversionError as error:
        if is_collection(value):
            raise
        raise cannot(value, full, error.message, "InvalidCastExceptionScalarToArray") from None
    if element == "System.Byte":
        return bytes(item for item in items if isinstance(item, int))
    return items if element == "System.Object" else PSList(items, (full, "System.Array", "System.Object"))
