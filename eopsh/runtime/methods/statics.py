"""Which static members each type has: one table a type, by the type's full name."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from eopsh.objects import (
    CUSTOM_TYPES,
    Credential,
    PSDict,
    PSList,
    PSObject,
    SecureString,
    SwitchParameter,
    TimeSpan,
    Value,
    to_number,
    to_text,
    type_name,
    type_names,
)
from eopsh.objects.times import TICKS_PER_SECOND
from eopsh.runtime.methods.builders import BUILDER_STATIC, ENCODING_CLASSES, ENCODING_FIELDS, ENCODING_STATIC
from eopsh.runtime.methods.bytes_of import BITS, BITS_FIELDS
from eopsh.runtime.methods.chars import CHAR_FIELDS, CHAR_STATIC
from eopsh.runtime.methods.console import CONSOLE, CONSOLE_FIELDS, GC, GC_FIELDS
from eopsh.runtime.methods.cryptography import CRYPTOGRAPHY
from eopsh.runtime.methods.cultures import CULTURE_FIELDS, CULTURE_STATIC, ISO_WEEK
from eopsh.runtime.methods.dates import DATE_FIELDS, DATE_STATIC, OFFSET_FIELDS, OFFSET_STATIC
from eopsh.runtime.methods.enumerations import ENUM_STATIC, TYPE_STATIC
from eopsh.runtime.methods.environment import ENVIRONMENT, ENVIRONMENT_FIELDS
from eopsh.runtime.methods.files import DIRECTORY, FILE
from eopsh.runtime.methods.generic import TUPLE_STATIC
from eopsh.runtime.methods.linq import LINQ
from eopsh.runtime.methods.more_lists import ARRAY_FIELDS, ARRAY_LIST_STATIC, ARRAY_MORE, SYNCHRONIZED
from eopsh.runtime.methods.nested import NESTED_STATIC, TYPE_NAME
from eopsh.runtime.methods.numbers import MATH, MATH_FIELDS, NUMBER_FIELDS, NUMBERS
from eopsh.runtime.methods.pairs import ENTRY_STATIC
from eopsh.runtime.methods.paths import PATH, PATH_FIELDS
from eopsh.runtime.methods.randoms import RANDOM_FIELDS, RANDOM_STATIC
from eopsh.runtime.methods.regexes import REGEX_FIELDS, REGEX_STATIC, no_match
from eopsh.runtime.methods.secrets import CREDENTIAL_STATIC, MARSHAL, NETWORK_STATIC, SecretBuilder
from eopsh.runtime.methods.serializer import SERIALIZER
from eopsh.runtime.methods.sorted_tables import name_values, sorted_list
from eopsh.runtime.methods.spans import SPAN_FIELDS, SPAN_STATIC
from eopsh.runtime.methods.streams import READER_STATIC, WRITER_STATIC, path_info_static
from eopsh.runtime.methods.strings import STRING_FIELDS, STRING_STATIC
from eopsh.runtime.methods.system import (
    ARRAY,
    CONVERT,
    GUID_STATIC,
    STOPWATCH_FIELDS,
    STOPWATCH_STATIC,
    VERSION_STATIC,
    error_record,
)
from eopsh.runtime.methods.table import Method, method, scoped
from eopsh.runtime.methods.web import HTTP_UTILITY, IP_FIELDS, IP_STATIC, MAIL_STATIC, URI_FIELDS, URI_STATIC, WEB_UTILITY
from eopsh.runtime.methods.xml import XML_STATIC
from eopsh.runtime.methods.zones import ZONE_FIELDS, ZONE_STATIC
from eopsh.runtime.scope import NOTHING, Scope
from eopsh.runtime.script_members import new_script_property
from eopsh.runtime.signals import ScriptError, failure
from eopsh.runtime.values import unrolled
from eopsh.runtime.waiting import wait


def _block(text: str) -> Value:
    from eopsh.runtime.script_text import block_from_text

    try:
        return block_from_text(text)
    except ScriptError as error:
        raise _parse_problem(error, text) from None


def _parse_problem(error: ScriptError, text: str) -> ScriptError:
    """Wrap what the parser says into the error of a call, as PowerShell does: the parser's own is the inner exception."""
    inner = error.record.exception
    column = text.rfind("\n", 0, error.place.start) if error.place is not None else -1
    place, line = (error.place.start, text[: error.place.start].count("\n") + 1) if error.place is not None else (0, 1)
    at = place - column
    source = text.split("\n")[line - 1]
    marks = " " * (at - 1) + "~" * max((error.place.end - place) if error.place is not None else 1, 1)
    message = f"At line:{line} char:{at}\n+ {source}\n+ {marks}\n{error.record.message}"
    found = failure(
        f'Exception calling "Create" with "1" argument(s): "{message}"',
        "ParseException",
        "NotSpecified",
        exception="System.Management.Automation.MethodInvocationException",
    )
    if isinstance(found.record.exception, PSObject):
        found.record.exception.adapted["InnerException"] = inner
    return found


def _collection(type_name: str) -> dict[str, Method]:
    def make(items: Value = None) -> PSList:
        given = [] if items is None or isinstance(items, int) else list(unrolled(items))
        return PSList(reversed(given) if type_name.endswith("Stack") else given, (type_name, "System.Object"))

    return {"new": method(make, "", "o")}


def _table(items: Value = None) -> PSDict:
    ignore = isinstance(items, PSObject) and "ignorecase" in type_name(items).lower()
    return PSDict(items if isinstance(items, dict) else (), ignore_case=ignore)


def _ordered(items: Value = None) -> PSDict:
    return PSDict(items if isinstance(items, dict) else (), ordered=True, ignore_case=False)


def _note_property(name: str, value: Value) -> PSObject:
    names = ("System.Management.Automation.PSNoteProperty", "System.Object")
    notes: dict[str, Value] = {"MemberType": "NoteProperty", "IsSettable": True, "IsGettable": True, "TypeNameOfValue": type_name(value)}
    return PSObject({"Name": name, "Value": value, **notes}, type_names=names, text=f"{type_name(value)} {name}={to_text(value)}")


def _new_object(value: Value = None) -> PSObject:
    return PSObject(type_names=CUSTOM_TYPES) if value is None else PSObject(base=value, type_names=type_names(value), text=to_text(value))


def _secret() -> SecureString:
    return SecretBuilder("")


def _completion(text: Value, label: Value = None, kind: Value = "Text", tip: Value = None) -> Value:
    shown = text if label is None else label
    facts: dict[str, Value] = {"CompletionText": text, "ListItemText": shown, "ResultType": kind, "ToolTip": shown if tip is None else tip}
    return PSObject(adapted=facts, type_names=("System.Management.Automation.CompletionResult", "System.Object"))


def _sleep(scope: Scope, time: Value) -> Value:
    seconds = time.ticks / TICKS_PER_SECOND if isinstance(time, TimeSpan) else float(to_number(time)) / 1000
    wait(scope.session, seconds)
    return NOTHING


_COMPARERS = (
    "Ordinal",
    "OrdinalIgnoreCase",
    "InvariantCulture",
    "InvariantCultureIgnoreCase",
    "CurrentCulture",
    "CurrentCultureIgnoreCase",
)


def _comparer(name: str) -> Callable[[], Value]:
    """Return a StringComparer by its name, which collections tell it by."""
    kind = "Ordinal" if name.startswith("Ordinal") else "CultureAware"
    names = (f"System.{kind}Comparer", "System.StringComparer", "System.Object")
    return lambda: PSObject(type_names=names, text=name)


STATIC: dict[str, dict[str, Method]] = {
    TYPE_NAME: NESTED_STATIC,
    **CRYPTOGRAPHY,
    **ENCODING_CLASSES,
    **NUMBERS,
    "System.Array": {**ARRAY, **ARRAY_MORE},
    "System.BitConverter": BITS,
    "System.Char": CHAR_STATIC,
    "System.Collections.ArrayList": {**_collection("System.Collections.ArrayList"), **ARRAY_LIST_STATIC},
    "System.Collections.DictionaryEntry": ENTRY_STATIC,
    "System.Collections.Hashtable": {"new": method(_table, "", "o", "oo"), **SYNCHRONIZED},
    "System.Collections.Queue": {**_collection("System.Collections.Queue"), **SYNCHRONIZED},
    "System.Collections.SortedList": {"new": method(sorted_list, "", "o", "oo", names="d")},
    "System.Collections.Specialized.NameValueCollection": {"new": method(name_values, "", "o", names="col")},
    "System.Collections.Specialized.OrderedDictionary": {"new": method(_ordered, "", "o")},
    "System.Collections.Specialized.StringCollection": _collection("System.Collections.Specialized.StringCollection"),
    "System.Collections.Stack": {**_collection("System.Collections.Stack"), **SYNCHRONIZED},
    "System.Console": CONSOLE,
    "System.Convert": CONVERT,
    "System.DateTime": DATE_STATIC,
    "System.DateTimeOffset": OFFSET_STATIC,
    "System.Diagnostics.Stopwatch": STOPWATCH_STATIC,
    "System.Enum": ENUM_STATIC,
    "System.Environment": ENVIRONMENT,
    "System.GC": GC,
    "System.Globalization.CultureInfo": CULTURE_STATIC,
    "System.Globalization.ISOWeek": ISO_WEEK,
    "System.Guid": GUID_STATIC,
    "System.IO.Directory": DIRECTORY,
    "System.IO.DirectoryInfo": path_info_static("DirectoryInfo"),
    "System.IO.File": FILE,
    "System.IO.FileInfo": path_info_static("FileInfo"),
    "System.IO.Path": PATH,
    "System.IO.StreamReader": READER_STATIC,
    "System.IO.StreamWriter": WRITER_STATIC,
    "System.Linq.Enumerable": LINQ,
    "System.Management.Automation.CompletionResult": {"new": method(_completion, "s", "ssos")},
    "System.Management.Automation.ErrorRecord": {"new": method(error_record, "osoo")},
    "System.Management.Automation.PSCredential": CREDENTIAL_STATIC,
    "System.Management.Automation.PSNoteProperty": {"new": method(_note_property, "so", names="name value")},
    "System.Management.Automation.PSScriptProperty": {"new": scoped(new_script_property, "so", "soo")},
    "System.Management.Automation.PSObject": {
        "AsPSObject": method(lambda value: value, "o", names="obj"),
        "new": method(_new_object, "", "o", names="obj"),
    },
    "System.Management.Automation.PSSerializer": SERIALIZER,
    "System.Management.Automation.ScriptBlock": {"Create": method(_block, "s")},
    "System.Math": MATH,
    "System.Net.IPAddress": IP_STATIC,
    "System.Net.Mail.MailAddress": MAIL_STATIC,
    "System.Net.NetworkCredential": NETWORK_STATIC,
    "System.Net.WebUtility": WEB_UTILITY,
    "System.Object": {"new": method(lambda: PSObject(type_names=("System.Object",), text="System.Object"))},
    "System.Random": RANDOM_STATIC,
    "System.Runtime.InteropServices.Marshal": MARSHAL,
    "System.Security.SecureString": {"new": method(_secret)},
    "System.String": STRING_STATIC,
    "System.Text.Encoding": ENCODING_STATIC,
    "System.Text.RegularExpressions.Regex": REGEX_STATIC,
    "System.Text.StringBuilder": BUILDER_STATIC,
    "System.Threading.Thread": {"Sleep": scoped(_sleep, "o")},
    "System.TimeSpan": SPAN_STATIC,
    "System.TimeZoneInfo": ZONE_STATIC,
    "System.Tuple": TUPLE_STATIC,
    "System.Type": TYPE_STATIC,
    "System.Uri": URI_STATIC,
    "System.Version": VERSION_STATIC,
    "System.Web.HttpUtility": HTTP_UTILITY,
    "System.Xml.XmlDocument": XML_STATIC,
}
_NOTHING = PSObject(type_names=("System.DBNull", "System.Object"), text="")
FIELDS: dict[str, dict[str, Callable[[], Value]]] = {
    **NUMBER_FIELDS,
    "System.Array": ARRAY_FIELDS,
    "System.BitConverter": BITS_FIELDS,
    "System.Char": CHAR_FIELDS,
    "System.Console": CONSOLE_FIELDS,
    "System.Convert": {"DBNull": lambda: None},
    "System.DBNull": {"Value": lambda: _NOTHING},
    "System.DateTime": dict(DATE_FIELDS),
    "System.DateTimeOffset": dict(OFFSET_FIELDS),
    "System.Diagnostics.Stopwatch": STOPWATCH_FIELDS,
    "System.Environment": ENVIRONMENT_FIELDS,
    "System.GC": GC_FIELDS,
    "System.Globalization.CultureInfo": CULTURE_FIELDS,
    "System.Guid": {"AllBitsSet": lambda: uuid.UUID(int=2**128 - 1), "Empty": lambda: uuid.UUID(int=0)},
    "System.IO.Path": PATH_FIELDS,
    "System.Management.Automation.Language.NullString": {"Value": lambda: ""},
    "System.Management.Automation.SwitchParameter": {"Present": lambda: SwitchParameter(True)},
    "System.Management.Automation.PSObject": {
        "AdaptedMemberSetName": lambda: "psadapted",
        "BaseObjectMemberSetName": lambda: "psbase",
        "ExtendedMemberSetName": lambda: "psextended",
    },
    "System.Management.Automation.PSCredential": {"Empty": lambda: Credential("", SecureString(""))},
    "System.Math": MATH_FIELDS,
    "System.Net.IPAddress": IP_FIELDS,
    "System.Random": RANDOM_FIELDS,
    "System.String": {name: (lambda value=value: value) for name, value in STRING_FIELDS.items()},  # type: ignore[misc]  # lambda's default
    "System.StringComparer": {name: _comparer(name) for name in _COMPARERS},
    "System.Text.Encoding": ENCODING_FIELDS,
    "System.Text.RegularExpressions.Group": {},
    "System.Text.RegularExpressions.Match": {"Empty": no_match},
    "System.Text.RegularExpressions.Regex": REGEX_FIELDS,
    "System.TimeSpan": dict(SPAN_FIELDS),
    "System.TimeZoneInfo": ZONE_FIELDS,
    "System.Uri": URI_FIELDS,
}
