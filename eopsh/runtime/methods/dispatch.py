"""Finding a method by the value's type."""

from __future__ import annotations

from uuid import UUID

from eopsh.objects import (
    CUSTOM_TYPES,
    BigInteger,
    Char,
    Credential,
    DateTime,
    EnumValue,
    PSDict,
    PSList,
    PSMembers,
    PSObject,
    ScriptBlock,
    SecureString,
    TimeSpan,
    Uri,
    Value,
    Version,
    XmlText,
    compare,
    format_value,
    script_member,
    short_type_name,
    size_in_bytes,
    to_string,
    to_text,
    type_name,
    unwrap,
)
from eopsh.objects.culture_objects import culture_of
from eopsh.objects.cultures import EN_US
from eopsh.objects.properties import methods_of
from eopsh.remote import Stream
from eopsh.runtime.cmdlet import CmdletObject
from eopsh.runtime.compiler.types import TypeValue
from eopsh.runtime.methods.big import BIG
from eopsh.runtime.methods.builders import BUILDER, ENCODING
from eopsh.runtime.methods.collections import ANY, BLOCK, LIST, is_void
from eopsh.runtime.methods.cryptography import HASHER
from eopsh.runtime.methods.cultures import CALENDAR, COMPARE_INFO, CULTURE, DATE_FORMAT, TEXT_INFO
from eopsh.runtime.methods.dates import DATE, OFFSET
from eopsh.runtime.methods.dictionaries import DICTIONARY, ORDERED
from eopsh.runtime.methods.elements import same
from eopsh.runtime.methods.enumerations import TYPE
from eopsh.runtime.methods.generic import TYPED_DICTIONARY
from eopsh.runtime.methods.matrix import MATRIX, Matrix
from eopsh.runtime.methods.more_lists import DICTIONARY_MORE, MORE, TABLE_MORE, TYPED_LIST
from eopsh.runtime.methods.nested import NESTED
from eopsh.runtime.methods.nested import TYPE_NAME as NESTED_TYPE
from eopsh.runtime.methods.randoms import RANDOM
from eopsh.runtime.methods.regexes import MATCH, REGEX
from eopsh.runtime.methods.secrets import CREDENTIAL, SECRET
from eopsh.runtime.methods.sets import SET, SortedValues, TypedSet
from eopsh.runtime.methods.sorted_tables import NAMES, SORTED, NameValues, SortedTable
from eopsh.runtime.methods.spans import SPAN
from eopsh.runtime.methods.streams import PATH_INFO, READER, WRITER
from eopsh.runtime.methods.strings import COMPARER, STRING
from eopsh.runtime.methods.system import GUID, STOPWATCH, VERSION, type_code
from eopsh.runtime.methods.table import DotNetError, Method, folded, invoke, method, unknown_method, void
from eopsh.runtime.methods.web import IP, MAIL, URI
from eopsh.runtime.methods.xml import XML_DOCUMENT, XML_ELEMENT
from eopsh.runtime.methods.zones import ZONE
from eopsh.runtime.scope import NOTHING, Scope
from eopsh.runtime.script_members import add_property, call_script_method
from eopsh.runtime.signals import failure


def _to_string(value: Value, *arguments: Value) -> str:
    culture = culture_of(*arguments)
    spec = arguments[0] if arguments and isinstance(arguments[0], str) else ""
    if isinstance(value, str) or not (spec or culture):
        return to_string(value)
    return format_value(value, spec, culture or EN_US)


def _get_type(value: Value) -> TypeValue:
    if isinstance(value, PSObject) and value.base is not None:
        value = value.base
    if isinstance(value, PSObject) and CUSTOM_TYPES[0] in value.type_names:
        return TypeValue(CUSTOM_TYPES[0])
    return TypeValue("System.RuntimeType") if isinstance(value, TypeValue) else TypeValue(type_name(value))


def _compared(value: Value, other: Value) -> int:
    if other is None:
        return 1
    if type_name(value) != type_name(other):
        raise DotNetError(f"Object must be of type {short_type_name(type_name(value))}.")
    return compare(value, other, ignore_case=False)


EVERY: dict[str, Method] = {
    "ToString": method(_to_string, "", "o", "oo"),
    "GetType": method(_get_type),
    "Equals": method(same, "o", names="obj"),
    "GetHashCode": method(lambda value: hash(to_string(value)) & 0x7FFFFFFF),
    "GetTypeCode": method(type_code),
    "CompareTo": method(_compared, "o", names="value"),
}
_ENUM: dict[str, Method] = {
    "HasFlag": method(lambda value, flag: bool(value.number & flag.number == flag.number), "o"),
    "CompareTo": method(lambda value, other: (value.number > other.number) - (value.number < other.number), "o", names="target"),
    "ToString": method(lambda value, spec="", *_: format_value(value, to_text(spec)), "", "o", "oo", names="format provider"),
}


def _size(value: Value, unit: int) -> Value:
    count = size_in_bytes(to_text(value))
    return None if count is None else count if unit == 1 else int(count // unit)


_SIZE: dict[str, Method] = {
    f"To{name}": method(lambda value, unit=unit: _size(value, unit))
    for name, unit in (("Bytes", 1), ("KB", 2**10), ("MB", 2**20), ("GB", 2**30), ("TB", 2**40))
}
_TABLES: list[tuple[type, dict[str, tuple[str, Method]]]] = [
    (BigInteger, folded({**EVERY, **BIG})),
    (NameValues, folded({**EVERY, **ANY, **DICTIONARY, **NAMES})),
    (SortedTable, folded({**EVERY, **ANY, **DICTIONARY, **TYPED_DICTIONARY, **SORTED})),
    (XmlText, folded({**EVERY, **XML_DOCUMENT})),
    (Char, folded({**STRING, **EVERY})),
    (Uri, folded({**EVERY, **URI})),
    (str, folded({**EVERY, **STRING})),
    (DateTime, folded({**EVERY, **DATE, **OFFSET})),
    (TimeSpan, folded({**EVERY, **SPAN})),
    (PSDict, folded({**EVERY, **ANY, **DICTIONARY, **TABLE_MORE})),
    (Matrix, folded({**EVERY, **ANY, **LIST, **MATRIX})),
    (list, folded({**EVERY, **ANY, **LIST, **MORE})),
    (ScriptBlock, folded({**EVERY, **ANY, **BLOCK})),
    (EnumValue, folded({**EVERY, **_ENUM})),
    (UUID, folded({**EVERY, **GUID})),
    (Version, folded({**EVERY, **VERSION})),
    (SecureString, folded({**EVERY, **SECRET})),
    (Credential, folded({**EVERY, **CREDENTIAL})),
]


def _assembly_name(assembly: PSObject) -> PSObject:
    names = ("System.Reflection.AssemblyName", "System.Object")
    adapted: dict[str, Value] = {"Name": to_text(assembly), "Version": Version(10, 0, 0, 0), "FullName": to_text(assembly)}
    return PSObject(adapted=adapted, type_names=names, text=to_text(assembly))


_BY_NAME: dict[str, dict[str, tuple[str, Method]]] = {
    "System.Diagnostics.Stopwatch": folded({**EVERY, **STOPWATCH}),
    "System.Globalization.CompareInfo": folded({**EVERY, **COMPARE_INFO}),
    "System.Globalization.CultureInfo": folded({**EVERY, **CULTURE}),
    "System.Globalization.DateTimeFormatInfo": folded({**EVERY, **DATE_FORMAT}),
    "System.Globalization.GregorianCalendar": folded({**EVERY, **CALENDAR}),
    "System.Globalization.TextInfo": folded({**EVERY, **TEXT_INFO}),
    "System.Net.IPAddress": folded({**EVERY, **IP}),
    "System.Net.Mail.MailAddress": folded({**EVERY, **MAIL}),
    "System.Reflection.RuntimeAssembly": folded({**EVERY, "GetName": method(_assembly_name)}),
    "System.Random": folded({**EVERY, **RANDOM}),
    "System.RuntimeType": folded({**EVERY, **TYPE}),
    "System.IO.DirectoryInfo": folded({**EVERY, **PATH_INFO}),
    "System.IO.FileInfo": folded({**EVERY, **PATH_INFO}),
    "System.IO.StreamReader": folded({**EVERY, **READER}),
    "System.IO.StreamWriter": folded({**EVERY, **WRITER}),
    NESTED_TYPE: folded({**EVERY, **NESTED}),
    "System.Management.Automation.SwitchParameter": folded({**EVERY, "ToBool": method(bool)}),
    "System.Xml.XmlElement": folded({**EVERY, **XML_ELEMENT}),
    "System.Text.RegularExpressions.Match": folded({**EVERY, **MATCH}),
    "System.Text.RegularExpressions.Regex": folded({**EVERY, **REGEX}),
    "System.Text.StringBuilder": folded({**EVERY, **BUILDER}),
    "System.TimeZoneInfo": folded({**EVERY, **ZONE}),
}
_ENCODING = folded({**EVERY, **ENCODING})
_SET = folded({**EVERY, **ANY, **LIST, **MORE, **SET})
_TYPED_LIST = folded({**EVERY, **ANY, **LIST, **MORE, **TYPED_LIST})
_TYPED_DICTIONARY = folded({**EVERY, **ANY, **DICTIONARY, **TABLE_MORE, **TYPED_DICTIONARY, **DICTIONARY_MORE})
_REST = folded({**EVERY, **ANY})
_SIZES = folded(_SIZE)
_ANY = folded(ANY)


_ORDERED = folded({**EVERY, **ANY, **{name: entry for name, entry in DICTIONARY.items() if name != "ContainsKey"}, **TABLE_MORE, **ORDERED})


_CMDLET = folded(
    {
        **EVERY,
        "ShouldContinue": method(CmdletObject.should_continue, "oo", "oooo"),
        "ShouldProcess": method(CmdletObject.should_process, "o", "oo", "ooo"),
        "ThrowTerminatingError": method(CmdletObject.throw, "o"),
        "WriteDebug": method(lambda cmdlet, text: cmdlet.write(Stream.DEBUG, "DebugPreference", text), "o"),
        "WriteError": method(CmdletObject.write_error, "o"),
        "WriteObject": method(CmdletObject.output, "o", "oo"),
        "WriteVerbose": method(lambda cmdlet, text: cmdlet.write(Stream.VERBOSE, "VerbosePreference", text), "o"),
        "WriteWarning": method(lambda cmdlet, text: cmdlet.write(Stream.WARNING, "WarningPreference", text), "o"),
    }
)


def _table(value: Value) -> dict[str, tuple[str, Method]]:
    if isinstance(value, CmdletObject):
        return _CMDLET
    if isinstance(value, PSObject):
        return _table_by_name(value.type_names)
    if isinstance(value, NameValues | SortedTable):
        return next(table for kind, table in _TABLES if isinstance(value, kind))
    if isinstance(value, PSDict) and (
        value.ordered or "`" in value.type_names[0] or value.type_names[0].endswith("PSBoundParametersDictionary")
    ):
        return _ORDERED if value.ordered else _TYPED_DICTIONARY
    if isinstance(value, PSMembers):
        return _MEMBERS
    if isinstance(value, TypedSet | SortedValues):
        return _SET
    if isinstance(value, PSList) and value.type_names[0].startswith("System.Collections.Generic.List`1"):
        return _TYPED_LIST
    return next((table for kind, table in _TABLES if isinstance(value, kind)), _REST)


_MEMBERS = folded(
    {
        **EVERY,
        **ANY,
        "Remove": void(PSMembers.remove_named, "s", names="name"),
        "Item": method(PSMembers.named, "s"),
        "Add": void(add_property, "o", "ob", names="member preValidated"),
        "Match": method(PSMembers.matching, "s", names="name"),
    }
)
_COMPARER = folded({**EVERY, **COMPARER})
_HASHER = folded({**EVERY, **HASHER})
_MEMBER_SET = folded({**EVERY, "Copy": method(lambda members: _copied(members.get("BaseObject")))})


def _copied(value: Value) -> Value:
    return value.copy() if isinstance(value, PSObject | PSDict) else value


def _innermost(error: PSObject) -> PSObject:
    while isinstance(inner := error.get("InnerException"), PSObject):
        error = inner
    return error


_EXCEPTION = folded({**EVERY, "GetBaseException": method(_innermost), "ToString": method(to_text)})


def _table_by_name(names: tuple[str, ...]) -> dict[str, tuple[str, Method]]:
    first = names[0] if names else ""
    if "System.Exception" in names:
        return _EXCEPTION
    if first == "System.Management.Automation.PSMemberSet":
        return _MEMBER_SET
    if "System.Security.Cryptography.HashAlgorithm" in names:
        return _HASHER
    if "System.StringComparer" in names:
        return _COMPARER
    return _ENCODING if "System.Text.Encoding" in names[1:2] else _BY_NAME.get(first, _REST)


def _find(value: Value, name: str) -> tuple[str, Method] | None:
    key = name.lower()
    found = _table(value).get(key) or _ANY.get(key)
    if found is None and key in _SIZES and size_in_bytes(to_text(value)) is not None:
        return _SIZES[key]
    return found


def has_method(value: Value, name: str) -> bool:
    """Tell whether a value has a method of this name."""
    return value is not None and (_find(value, name) is not None or _is_script_method(value, name))


def _is_script_method(value: Value, name: str) -> bool:
    member = script_member(value, name)
    return member is not None and member.block is not None


def method_names(value: Value) -> list[str]:
    """Return the names of a value's methods, for completion and Get-Member."""
    return sorted({spelling for spelling, _ in _table(value).values()})


methods_of.append(method_names)


def call_method(owner: Value, name: str, arguments: list[Value], scope: Scope) -> Value:
    """Call a method of a value; of a list that has none such, the method of each element.

    Raises:
        ScriptError: null, no such method (the nearest is named), or what the method throws.
    """
    if owner is None and name.lower() in _ANY:
        return NOTHING
    if owner is None:
        raise failure("You cannot call a method on a null-valued expression.", "InvokeMethodOnNull")
    member = script_member(owner, name)
    if member is not None and member.block is not None:
        return call_script_method(owner, member, arguments, scope)
    value = unwrap(owner)
    found = _find(value, name)
    if found is None:
        return _of_elements(value, name, arguments, scope)
    spelling, entry = found
    result = invoke(entry, spelling, (value,), arguments, scope)
    return NOTHING if entry.void or is_void(result) or (result is None and isinstance(value, CmdletObject)) else result


def _of_elements(value: Value, name: str, arguments: list[Value], scope: Scope) -> Value:
    if isinstance(value, list) and value and all(has_method(item, name) for item in value):
        found = [call_method(item, name, arguments, scope) for item in value]
        return found[0] if len(found) == 1 else found
    if isinstance(value, list):
        value = next((item for item in value if not has_method(item, name)), value)
    raise unknown_method(value, name, method_names(value))
