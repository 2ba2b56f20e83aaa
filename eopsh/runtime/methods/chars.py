"""Static members of Char."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from eopsh.objects import Char, Value, to_text
from eopsh.objects.enums import enum_from_text
from eopsh.runtime.methods.table import DotNetError, Method, method, set_reference

_RANGE = "ArgumentOutOfRangeException"


def _char_test(test: Callable[[str], bool]) -> Method:
    """A question about a character, or about the one at a place in a text."""

    def ask(char: Value, at: Value = None) -> bool:
        text = to_text(char)
        if isinstance(at, int):
            if not 0 <= at < len(text):
                raise DotNetError("Specified argument was out of the range of valid values. (Parameter 'index')", _RANGE)
            text = text[at]
        return test(text)

    return method(ask, "c", "si", names="c index")


def _numeric(char: str) -> float:
    return unicodedata.numeric(char, -1.0)


_CATEGORIES = {
    "Lu": "UppercaseLetter",
    "Ll": "LowercaseLetter",
    "Lt": "TitlecaseLetter",
    "Lm": "ModifierLetter",
    "Lo": "OtherLetter",
    "Mn": "NonSpacingMark",
    "Mc": "SpacingCombiningMark",
    "Me": "EnclosingMark",
    "Nd": "DecimalDigitNumber",
    "Nl": "LetterNumber",
    "No": "OtherNumber",
    "Zs": "SpaceSeparator",
    "Zl": "LineSeparator",
    "Zp": "ParagraphSeparator",
    "Cc": "Control",
    "Cf": "Format",
    "Cs": "Surrogate",
    "Co": "PrivateUse",
    "Pc": "ConnectorPunctuation",
    "Pd": "DashPunctuation",
    "Ps": "OpenPunctuation",
    "Pe": "ClosePunctuation",
    "Pi": "InitialQuotePunctuation",
    "Pf": "FinalQuotePunctuation",
    "Po": "OtherPunctuation",
    "Sm": "MathSymbol",
    "Sc": "CurrencySymbol",
    "Sk": "ModifierSymbol",
    "So": "OtherSymbol",
    "Cn": "OtherNotAssigned",
}


def _category(char: str) -> Value:
    name = _CATEGORIES[unicodedata.category(char)]
    return enum_from_text("System.Globalization.UnicodeCategory", name)


def _try_char(text: Value, result: Value) -> bool:
    one = isinstance(text, str) and len(text) == 1
    set_reference(result, Char(to_text(text)) if one else Char("\0"))
    return one


def _code_point(text: str, at: int = 0) -> int:
    if not 0 <= at < len(text):
        raise DotNetError(
            "Index was out of range. Must be non-negative and less than the size of the collection. (Parameter 'index')", _RANGE
        )
    return ord(text[at])


_ASCII: dict[str, Callable[[str], bool]] = {
    "IsAscii": str.isascii,
    "IsAsciiDigit": lambda char: char in "0123456789",
    "IsAsciiHexDigit": lambda char: char in "0123456789abcdefABCDEF",
    "IsAsciiHexDigitLower": lambda char: char in "0123456789abcdef",
    "IsAsciiHexDigitUpper": lambda char: char in "0123456789ABCDEF",
    "IsAsciiLetter": lambda char: char.isascii() and char.isalpha(),
    "IsAsciiLetterLower": lambda char: char.isascii() and char.islower(),
    "IsAsciiLetterOrDigit": lambda char: char.isascii() and char.isalnum(),
    "IsAsciiLetterUpper": lambda char: char.isascii() and char.isupper(),
}
CHAR_STATIC: dict[str, Method] = {
    **{name: method(test, "c", names="c") for name, test in _ASCII.items()},
    "ConvertToUtf32": method(_code_point, "si", names="s index"),
    "GetUnicodeCategory": method(_category, "c", names="c"),
    "IsBetween": method(lambda char, low, high: low <= char <= high, "ccc", names="c minInclusive maxInclusive"),
    "IsHighSurrogate": _char_test(lambda char: 0xD800 <= ord(char) < 0xDC00),
    "IsLowSurrogate": _char_test(lambda char: 0xDC00 <= ord(char) < 0xE000),
    "IsSurrogate": _char_test(lambda char: 0xD800 <= ord(char) < 0xE000),
    "IsSurrogatePair": method(
        lambda high, low: 0xD800 <= ord(high) < 0xDC00 <= ord(low) < 0xE000, "cc", names="highSurrogate lowSurrogate"
    ),
    "TryParse": method(_try_char, "oo", names="s result"),
    "ConvertFromUtf32": method(chr, "i", names="utf32"),
    "GetNumericValue": method(_numeric, "c", names="c"),
    "IsControl": _char_test(lambda char: unicodedata.category(char) == "Cc"),
    "IsDigit": _char_test(lambda char: unicodedata.category(char) == "Nd"),
    "IsLetter": _char_test(str.isalpha),
    "IsLetterOrDigit": _char_test(lambda char: char.isalpha() or unicodedata.category(char) == "Nd"),
    "IsLower": _char_test(str.islower),
    "IsNumber": _char_test(lambda char: unicodedata.category(char).startswith("N")),
    "IsPunctuation": _char_test(lambda char: unicodedata.category(char).startswith("P")),
    "IsSeparator": _char_test(lambda char: unicodedata.category(char).startswith("Z")),
    "IsSymbol": _char_test(lambda char: unicodedata.category(char).startswith("S")),
    "IsUpper": _char_test(str.isupper),
    "IsWhiteSpace": _char_test(str.isspace),
    "Parse": method(Char, "c", names="s"),
    "ToLower": method(lambda char, *_: Char(char.lower()), "c", "co", names="c culture"),
    "ToLowerInvariant": method(lambda char: Char(char.lower()), "c", names="c"),
    "ToString": method(str, "c", names="c"),
    "ToUpper": method(lambda char, *_: Char(char.upper()), "c", "co", names="c culture"),
    "ToUpperInvariant": method(lambda char: Char(char.upper()), "c", names="c"),
}
CHAR_FIELDS: dict[str, Callable[[], Value]] = {"MinValue": lambda: Char("\0"), "MaxValue": lambda: Char("\uffff")}
