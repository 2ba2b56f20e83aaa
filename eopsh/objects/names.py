"""Names of types: what a value's type is called, and what a script means by `[int]`."""

from __future__ import annotations

import datetime
from decimal import Decimal
from uuid import UUID

from eopsh.objects.enums import ENUMS
from eopsh.objects.model import CUSTOM_TYPES, HASHTABLE_TYPES, EnumValue, PSDict, PSList, PSObject, Value
from eopsh.objects.scalars import (
    BigInteger,
    Byte,
    Char,
    Credential,
    ErrorRecord,
    ScriptBlock,
    SecureString,
    Single,
    TypedInt,
    Uri,
    Version,
    XmlText,
)
from eopsh.objects.times import DateTime, TimeSpan

DELEGATES = ("Action", "Comparison", "Converter", "Func", "Predicate")
"""Types of System that a script block stands for."""
_OBJECT = ("System.Object",)
_STRUCT = ("System.ValueType", "System.Object")
_ARRAY = ("System.Array", "System.Object")

_EXACT: dict[type, tuple[str, ...]] = {
    type(None): (),
    str: ("System.String", *_OBJECT),
    bool: ("System.Boolean", *_STRUCT),
    float: ("System.Double", *_STRUCT),
    Single: ("System.Single", *_STRUCT),
    Decimal: ("System.Decimal", *_STRUCT),
    Char: ("System.Char", *_STRUCT),
    BigInteger: ("System.Numerics.BigInteger", *_STRUCT),
    UUID: ("System.Guid", *_STRUCT),
    bytes: ("System.Byte[]", *_ARRAY),
    list: ("System.Object[]", *_ARRAY),
    tuple: ("System.Object[]", *_ARRAY),
    dict: HASHTABLE_TYPES,
    DateTime: ("System.DateTime", *_STRUCT),
    datetime.datetime: ("System.DateTime", *_STRUCT),
    TimeSpan: ("System.TimeSpan", *_STRUCT),
    datetime.timedelta: ("System.TimeSpan", *_STRUCT),
    Version: ("System.Version", *_OBJECT),
    Uri: ("System.Uri", *_OBJECT),
    XmlText: ("System.Xml.XmlDocument", "System.Xml.XmlNode", *_OBJECT),
    SecureString: ("System.Security.SecureString", *_OBJECT),
    Credential: ("System.Management.Automation.PSCredential", *_OBJECT),
    ScriptBlock: ("System.Management.Automation.ScriptBlock", *_OBJECT),
    ErrorRecord: ("System.Management.Automation.ErrorRecord", *_OBJECT),
}
_OFFSET = ("System.DateTimeOffset", *_STRUCT)
_INT32 = ("System.Int32", *_STRUCT)
_INT64 = ("System.Int64", *_STRUCT)


def type_names(value: Value) -> tuple[str, ...]:
    """Return the type names of a value, most specific first; nothing for null."""
    kind = type(value)
    if kind is int:
        return _INT32 if -(2**31) <= value < 2**31 else _INT64  # type: ignore[operator]  # an int by its exact type
    if isinstance(value, DateTime) and value.has_offset:
        return _OFFSET
    exact = _EXACT.get(kind)
    if exact is not None:
        return exact
    if isinstance(value, TypedInt):
        return (value.type_name, *_STRUCT)
    if isinstance(value, PSObject):
        return value.type_names or (CUSTOM_TYPES if value.base is None else type_names(value.base))
    if isinstance(value, PSList | PSDict | EnumValue):
        return value.type_names
    declared = getattr(value, "type_names", None)
    return declared if isinstance(declared, tuple) else _OBJECT


def type_name(value: Value) -> str:
    """Return the full name of a value's type (`System.Int32`); empty for null."""
    names = type_names(value)
    return names[0] if names else ""


_SYSTEM = [
    "Boolean",
    "Byte",
    "SByte",
    "Char",
    "Int16",
    "UInt16",
    "Int32",
    "UInt32",
    "Int64",
    "UInt64",
    "Single",
    "Double",
    "Decimal",
    "String",
    "Object",
    "DateTime",
    "DateTimeOffset",
    "TimeSpan",
    "Guid",
    "Version",
    "Uri",
    "Array",
    "Enum",
    "Type",
    "Math",
    "Convert",
    "Environment",
    "Exception",
    "Void",
    "Nullable",
    "DayOfWeek",
    "ConsoleColor",
    "StringComparison",
    "StringSplitOptions",
    "MidpointRounding",
    "Random",
    "Console",
    "Activator",
    "BitConverter",
]

_ACCELERATORS = {
    "bool": "System.Boolean",
    "int": "System.Int32",
    "long": "System.Int64",
    "short": "System.Int16",
    "ushort": "System.UInt16",
    "uint": "System.UInt32",
    "ulong": "System.UInt64",
    "float": "System.Single",
    "bigint": "System.Numerics.BigInteger",
    "regex": "System.Text.RegularExpressions.Regex",
    "hashtable": "System.Collections.Hashtable",
    "ordered": "System.Collections.Specialized.OrderedDictionary",
    "xml": "System.Xml.XmlDocument",
    "mailaddress": "System.Net.Mail.MailAddress",
    "ipaddress": "System.Net.IPAddress",
    "securestring": "System.Security.SecureString",
    "cultureinfo": "System.Globalization.CultureInfo",
    "switch": "System.Management.Automation.SwitchParameter",
    "psnoteproperty": "System.Management.Automation.PSNoteProperty",
    "psscriptproperty": "System.Management.Automation.PSScriptProperty",
    "type": "System.Type",
    "powershell": "System.Management.Automation.PowerShell",
    "psobject": "System.Management.Automation.PSObject",
    "pscustomobject": "System.Management.Automation.PSCustomObject",
    "pscredential": "System.Management.Automation.PSCredential",
    "scriptblock": "System.Management.Automation.ScriptBlock",
    "arraylist": "System.Collections.ArrayList",
    "actionpreference": "System.Management.Automation.ActionPreference",
    "errorrecord": "System.Management.Automation.ErrorRecord",
    "psprimitivedictionary": "System.Management.Automation.PSPrimitiveDictionary",
    "switchparameter": "System.Management.Automation.SwitchParameter",
    "ordereddictionary": "System.Collections.Specialized.OrderedDictionary",
}
_KNOWN = [
    "System.Collections.DictionaryEntry",
    "System.DBNull",
    "System.Security.Cryptography.RandomNumberGenerator",
    *(f"System.Security.Cryptography.{name}" for name in ("MD5", "SHA1", "SHA256", "SHA384", "SHA512")),
    "System.Threading.Thread",
    "System.Collections.Queue",
    "System.Collections.Stack",
    "System.Diagnostics.Stopwatch",
    "System.GC",
    "System.Collections.SortedList",
    "System.Collections.Specialized.NameValueCollection",
    "System.Collections.Specialized.StringCollection",
    "System.Globalization.CultureInfo",
    "System.Globalization.ISOWeek",
    "System.Globalization.TextInfo",
    "System.IO.Directory",
    "System.IO.DirectoryInfo",
    "System.IO.File",
    "System.IO.FileInfo",
    "System.IO.Path",
    "System.IO.StreamReader",
    "System.IO.StreamWriter",
    "System.Linq.Enumerable",
    "System.Management.Automation.PSNoteProperty",
    "System.Management.Automation.PSScriptProperty",
    "System.Net.NetworkCredential",
    "System.Net.WebUtility",
    "System.OrdinalIgnoreCaseComparer",
    "System.Runtime.InteropServices.Marshal",
    "System.StringComparer",
    "System.Text.ASCIIEncoding",
    "System.Text.Encoding",
    "System.Text.UTF32Encoding",
    "System.Text.UTF8Encoding",
    "System.Text.UnicodeEncoding",
    "System.Text.RegularExpressions.Match",
    "System.Text.StringBuilder",
    "System.TimeZoneInfo",
    "System.Tuple",
    "System.Web.HttpUtility",
]
_FULL = {name.casefold(): f"System.{name}" for name in _SYSTEM} | _ACCELERATORS
_FULL |= {full.casefold(): full for full in ENUMS}
_FULL |= {"nullstring": "System.Management.Automation.Language.NullString"}
_FULL |= {full.casefold(): full for full in (*_FULL.values(), *_KNOWN)}
_FULL |= {folded.removeprefix("system."): full for folded, full in list(_FULL.items())}


def full_type_name(name: str) -> str:
    """Spell out a type name: `int` is `System.Int32`, `string[]` is `System.String[]`; unknown names stay as written.

    Brackets around the name, `Nullable[...]` and an assembly behind a comma are taken away.
    """
    name = name.strip().removeprefix("[").strip() if name.strip().startswith("[") else name.strip()
    if name.endswith("]") and name.count("]") > name.count("["):
        name = name[:-1].rstrip()
    if name.endswith("[]"):
        return full_type_name(name[:-2]) + "[]"
    if name.endswith(",]"):
        element, _, commas = name.rpartition("[")
        return f"{full_type_name(element)}[{commas}"
    folded = name.casefold()
    for prefix in ("nullable[", "system.nullable[", "system.nullable`1[", "nullable`1["):
        if folded.startswith(prefix):
            return full_type_name(name[len(prefix) : -1].strip("[]").partition(",")[0])
    return _FULL.get(folded, name)


def short_type_name(name: str) -> str:
    """Return the name without its namespace: `System.Object[]` is `Object[]`."""
    head, bracket, generic = name.partition("[")
    if "`" in head and bracket:
        return head.rpartition(".")[2] + ("[]" if generic.endswith("[]") else "")
    return head.rpartition(".")[2].rpartition("+")[2] + bracket + generic


def is_collection(value: Value) -> bool:
    """Tell whether PowerShell enumerates the value (lists and byte arrays; neither text nor dictionaries)."""
    return isinstance(value, list | tuple | bytes)


def items_of(value: Value) -> list[Value]:
    """Return the elements of a collection; a byte array gives its bytes as Byte."""
    if isinstance(value, bytes):
        return [Byte(item) for item in value]
    return list(value) if isinstance(value, list | tuple) else [value]


def unwrap(value: Value) -> Value:
    """Return the plain value of an object that wraps one, anything else as it is."""
    return value.base if isinstance(value, PSObject) and value.base is not None else value
