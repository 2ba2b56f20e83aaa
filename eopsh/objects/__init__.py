"""The object model, PowerShell's conversions and comparisons, and the CLIXML codec."""

from eopsh.objects import operators
from eopsh.objects.arithmetic import OperatorError
from eopsh.objects.clixml import Reader, Writer, read_clixml, read_value, write_clixml, write_value
from eopsh.objects.collation import compare_text, equal_text
from eopsh.objects.comparison import ComparisonError, compare, equals, sort_compare
from eopsh.objects.composite import CompositeError, format_text
from eopsh.objects.conversion import can_convert, convert, custom_object
from eopsh.objects.cultures import EN_US, Culture, culture_names, find_culture
from eopsh.objects.error_records import error_object, read_error
from eopsh.objects.model import CUSTOM_TYPES, EnumValue, PSDict, PSList, PSObject, Value
from eopsh.objects.names import DELEGATES, full_type_name, is_collection, items_of, short_type_name, type_name, type_names, unwrap
from eopsh.objects.number_text import FormatError
from eopsh.objects.numeric import ConversionError, to_bool, to_number
from eopsh.objects.properties import PSMembers, get_property, has_property, member_kind, properties, script_member, script_members
from eopsh.objects.regex import RegexError, compile_regex, match_groups
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
    TypedInt,
    UInt16,
    UInt32,
    UInt64,
    Uri,
    Version,
    XmlText,
)
from eopsh.objects.script_members import LiveNotes, Member, TypeMembers, type_members, use_type_members
from eopsh.objects.sizes import size_in_bytes, size_text
from eopsh.objects.switches import SwitchParameter
from eopsh.objects.text import format_value, to_string, to_text
from eopsh.objects.times import DateTime, TimeSpan
from eopsh.objects.wildcards import WildcardError, has_wildcard, like, wildcard_regex

__all__ = [
    "CUSTOM_TYPES",
    "DELEGATES",
    "EN_US",
    "BigInteger",
    "Byte",
    "Char",
    "ComparisonError",
    "CompositeError",
    "ConversionError",
    "Credential",
    "Culture",
    "DateTime",
    "EnumValue",
    "ErrorRecord",
    "FormatError",
    "Int16",
    "Int64",
    "LiveNotes",
    "Member",
    "OperatorError",
    "PSDict",
    "PSList",
    "PSMembers",
    "PSObject",
    "Reader",
    "RegexError",
    "SByte",
    "ScriptBlock",
    "SecureString",
    "Single",
    "SwitchParameter",
    "TimeSpan",
    "TypeMembers",
    "TypedInt",
    "UInt16",
    "UInt32",
    "UInt64",
    "Uri",
    "Value",
    "Version",
    "WildcardError",
    "Writer",
    "XmlText",
    "can_convert",
    "compare",
    "compare_text",
    "compile_regex",
    "convert",
    "culture_names",
    "custom_object",
    "equal_text",
    "equals",
    "error_object",
    "find_culture",
    "format_text",
    "format_value",
    "full_type_name",
    "get_property",
    "has_property",
    "has_wildcard",
    "is_collection",
    "items_of",
    "like",
    "match_groups",
    "member_kind",
    "operators",
    "properties",
    "read_clixml",
    "read_error",
    "read_value",
    "script_member",
    "script_members",
    "short_type_name",
    "size_in_bytes",
    "size_text",
    "sort_compare",
    "to_bool",
    "to_number",
    "to_string",
    "to_text",
    "type_members",
    "type_name",
    "type_names",
    "unwrap",
    "use_type_members",
    "wildcard_regex",
    "write_clixml",
    "write_value",
]
