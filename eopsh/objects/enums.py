"""The enums of .NET that scripts name; enums of the server come with their own text."""

from __future__ import annotations

from eopsh.objects.model import EnumValue

_ENUM_BASES = ("System.Enum", "System.ValueType", "System.Object")


def _numbered(names: str, start: int = 0) -> dict[str, int]:
    return {name: number for number, name in enumerate(names.split(), start)}


ENUMS: dict[str, dict[str, int]] = {
    "System.Management.Automation.PSMemberTypes": {
        "AliasProperty": 1,
        "CodeProperty": 2,
        "Property": 4,
        "NoteProperty": 8,
        "ScriptProperty": 16,
        "PropertySet": 32,
        "Method": 64,
        "CodeMethod": 128,
        "ScriptMethod": 256,
        "Methods": 448,
        "ParameterizedProperty": 512,
        "MemberSet": 1024,
        "Event": 2048,
        "Dynamic": 4096,
        "InferredProperty": 8192,
        "Properties": 8223,
        "All": 16383,
    },
    "System.Management.Automation.Runspaces.PipelineState": _numbered("NotStarted Running Stopping Stopped Completed Failed Disconnected"),
    "System.Management.Automation.ScopedItemOptions": {
        "None": 0,
        "ReadOnly": 1,
        "Constant": 2,
        "Private": 4,
        "AllScope": 8,
        "Unspecified": 16,
    },
    "System.DayOfWeek": _numbered("Sunday Monday Tuesday Wednesday Thursday Friday Saturday"),
    "System.DateTimeKind": _numbered("Unspecified Utc Local"),
    "System.ConsoleColor": _numbered(
        "Black DarkBlue DarkGreen DarkCyan DarkRed DarkMagenta DarkYellow Gray DarkGray Blue Green Cyan Red Magenta Yellow White"
    ),
    "System.StringComparison": _numbered(
        "CurrentCulture CurrentCultureIgnoreCase InvariantCulture InvariantCultureIgnoreCase Ordinal OrdinalIgnoreCase"
    ),
    "System.Management.Automation.ValidateRangeKind": _numbered("Positive NonNegative Negative NonPositive"),
    "System.MidpointRounding": _numbered("ToEven AwayFromZero ToZero ToNegativeInfinity ToPositiveInfinity"),
    "System.Globalization.UnicodeCategory": _numbered(
        "UppercaseLetter LowercaseLetter TitlecaseLetter ModifierLetter OtherLetter NonSpacingMark SpacingCombiningMark EnclosingMark "
        "DecimalDigitNumber LetterNumber OtherNumber SpaceSeparator LineSeparator ParagraphSeparator Control Format Surrogate PrivateUse "
        "ConnectorPunctuation DashPunctuation OpenPunctuation ClosePunctuation InitialQuotePunctuation FinalQuotePunctuation "
        "OtherPunctuation MathSymbol CurrencySymbol ModifierSymbol OtherSymbol OtherNotAssigned"
    ),
    "System.UriKind": _numbered("RelativeOrAbsolute Absolute Relative"),
    "System.UriPartial": _numbered("Scheme Authority Path Query"),
    "System.UriHostNameType": _numbered("Unknown Basic Dns IPv4 IPv6"),
    "System.Globalization.CalendarWeekRule": _numbered("FirstDay FirstFullWeek FirstFourDayWeek"),
    "System.Net.Sockets.AddressFamily": {"Unspecified": 0, "Unix": 1, "InterNetwork": 2, "InterNetworkV6": 23},
    "System.StringSplitOptions": {"None": 0, "RemoveEmptyEntries": 1, "TrimEntries": 2},
    "System.IO.FileAttributes": {
        "None": 0,
        "ReadOnly": 1,
        "Hidden": 2,
        "System": 4,
        "Directory": 16,
        "Archive": 32,
        "Device": 64,
        "Normal": 128,
        "Temporary": 256,
        "SparseFile": 512,
        "ReparsePoint": 1024,
        "Compressed": 2048,
        "Offline": 4096,
        "NotContentIndexed": 8192,
        "Encrypted": 16384,
        "IntegrityStream": 32768,
        "NoScrubData": 131072,
    },
    "System.Globalization.NumberStyles": {
        "None": 0,
        "AllowLeadingWhite": 1,
        "AllowTrailingWhite": 2,
        "AllowLeadingSign": 4,
        "Integer": 7,
        "AllowTrailingSign": 8,
        "AllowParentheses": 16,
        "AllowDecimalPoint": 32,
        "AllowThousands": 64,
        "Number": 111,
        "AllowExponent": 128,
        "Float": 167,
        "AllowCurrencySymbol": 256,
        "Currency": 383,
        "Any": 511,
        "AllowHexSpecifier": 512,
        "HexNumber": 515,
    },
    "System.Globalization.DateTimeStyles": {
        "None": 0,
        "AllowLeadingWhite": 1,
        "AllowTrailingWhite": 2,
        "AllowInnerWhite": 4,
        "AllowWhiteSpaces": 7,
        "NoCurrentDateDefault": 8,
        "AdjustToUniversal": 16,
        "AssumeLocal": 32,
        "AssumeUniversal": 64,
        "RoundtripKind": 128,
    },
    "System.Base64FormattingOptions": _numbered("None InsertLineBreaks"),
    "System.Text.NormalizationForm": {"FormC": 1, "FormD": 2, "FormKC": 5, "FormKD": 6},
    "System.TypeCode": _numbered(
        "Empty Object DBNull Boolean Char SByte Byte Int16 UInt16 Int32 UInt32 Int64 UInt64 Single Double Decimal DateTime"
    )
    | {"String": 18},
    "System.Management.Automation.ErrorCategory": _numbered(
        "NotSpecified OpenError CloseError DeviceError DeadlockDetected InvalidArgument InvalidData InvalidOperation InvalidResult "
        "InvalidType MetadataError NotImplemented NotInstalled ObjectNotFound OperationStopped OperationTimeout SyntaxError ParserError "
        "PermissionDenied ResourceBusy ResourceExists ResourceUnavailable ReadError WriteError FromStdErr SecurityError ProtocolError "
        "ConnectionError AuthenticationError LimitsExceeded QuotaExceeded NotEnabled"
    ),
    "System.Management.Automation.ActionPreference": _numbered("SilentlyContinue Stop Continue Inquire Ignore Suspend Break"),
    "System.Management.Automation.ConfirmImpact": _numbered("None Low Medium High"),
    "System.Text.RegularExpressions.RegexOptions": {
        "None": 0,
        "IgnoreCase": 1,
        "Multiline": 2,
        "ExplicitCapture": 4,
        "Compiled": 8,
        "Singleline": 16,
        "IgnorePatternWhitespace": 32,
        "RightToLeft": 64,
        "ECMAScript": 256,
        "CultureInvariant": 512,
        "NonBacktracking": 1024,
    },
    "System.Management.Automation.SplitOptions": {
        "SimpleMatch": 1,
        "IgnorePatternWhitespace": 4,
        "CultureInvariant": 8,
        "Multiline": 16,
        "Singleline": 32,
        "IgnoreCase": 64,
        "ExplicitCapture": 128,
        "RegexMatch": 2,
    },
}
FLAGS = frozenset(
    {
        "System.IO.FileAttributes",
        "System.Globalization.NumberStyles",
        "System.Globalization.DateTimeStyles",
        "System.StringSplitOptions",
        "System.Text.RegularExpressions.RegexOptions",
        "System.Management.Automation.PSMemberTypes",
        "System.Management.Automation.ScopedItemOptions",
        "System.Management.Automation.SplitOptions",
    }
)
WITH_WILDCARDS = frozenset({"System.Management.Automation.PSMemberTypes"})
"""Enums whose members PowerShell names by wildcards, and never by the beginning of a name."""
_SHORT = (
    {name.rpartition(".")[2].casefold(): name for name in ENUMS}
    | {name.casefold(): name for name in ENUMS}
    | {name.casefold().removeprefix("system."): name for name in ENUMS}
)


def enum_name(type_name: str) -> str | None:
    """Return the full name of a known enum, by its short or full name in any case."""
    return _SHORT.get(type_name.casefold())


def enum_member(type_name: str, member: str) -> EnumValue | None:
    """Return the member of a known enum, in any case; None when there is none. `type_name` is the full name."""
    folded = member.casefold()
    return next((_value(type_name, name, number) for name, number in ENUMS[type_name].items() if name.casefold() == folded), None)


def enum_from_text(type_name: str, text: str) -> EnumValue | None:
    """Read a member, an unambiguous beginning of one, or several with commas."""
    number = 0
    for part in text.split(","):
        folded = part.strip().casefold()
        exact = enum_member(type_name, folded)
        starting = [name for name in ENUMS[type_name] if folded and name.casefold().startswith(folded)]
        found = exact or (enum_member(type_name, starting[0]) if len(starting) == 1 else None)
        if found is None:
            return None
        number |= found.number
    return enum_from_number(type_name, number)


def enum_from_number(type_name: str, number: int) -> EnumValue | None:
    """Return the value of a known enum with this number; None when it is no value of it."""
    members = ENUMS[type_name]
    for name, value in members.items():
        if value == number:
            return _value(type_name, name, number)
    if type_name not in FLAGS:
        return None
    parts = [name for name, value in members.items() if value and number & value == value]
    total = sum(members[name] for name in parts)
    return _value(type_name, ", ".join(parts), number) if parts and total == number else None


def _value(type_name: str, text: str, number: int) -> EnumValue:
    return EnumValue((type_name, *_ENUM_BASES), text, number)
