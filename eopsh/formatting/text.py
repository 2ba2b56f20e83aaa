"""Values as the text of a cell: dates and numbers of a culture, `{a, b…}` for collections, three decimals in generated tables."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable
from decimal import Decimal
from itertools import islice

from eopsh.formatting.align import ELLIPSIS
from eopsh.formatting.cells import Cells
from eopsh.formatting.safe import safe_text
from eopsh.frozen import frozen
from eopsh.objects import (
    EN_US,
    CompositeError,
    Culture,
    DateTime,
    FormatError,
    PSObject,
    Value,
    XmlText,
    format_text,
    format_value,
    get_property,
    is_collection,
    items_of,
    to_string,
    to_text,
    type_names,
)

_FIXED = "F3"
_DOCUMENT = "#document"
_NAMED = {
    "System.IO.DirectoryInfo": "Name",
    "System.IO.FileInfo": "Name",
    "System.Management.Automation.PSCredential": "UserName",
    "System.Net.NetworkCredential": "UserName",
    "System.Text.RegularExpressions.Group": "Name",
    "System.Text.RegularExpressions.Match": "Name",
}
"""Types without a ToString of their own, by the property that stands for them in a collection."""


@frozen
class CellText:
    """Makes cell texts for one layout. `limit`: how many elements of a collection are shown, -1 for all.

    `fixed`: PowerShell shows doubles and decimals with three decimals in generated tables, and nowhere else.
    """

    cells: Cells
    limit: int
    fixed: bool = False
    culture: Culture = EN_US

    def label(self, text: str) -> str:
        """Return a label as one safe line."""
        return self._prepared(text).replace("\n", " ")

    def text(self, value: Value, layout: str = "") -> str:
        """Return the safe text of a value, under a .NET format where one is given."""
        if layout and (value is not None or "{0" in layout):
            plain = formatted_text(value, layout, self.culture)
        elif type(value) is str:
            plain = value
        elif type(value) is int or type(value) is bool:
            plain = str(value)
        else:
            plain = value_text(value, self.limit, fixed=self.fixed, culture=self.culture)
        return plain if plain.isprintable() else self._prepared(plain)

    def _prepared(self, text: str) -> str:
        return self.cells.prepare(safe_text(text))


def value_text(value: Value, limit: int, *, fixed: bool = False, culture: Culture = EN_US) -> str:
    """Return the text of a value as it is shown, not yet made safe."""
    if value is None:
        return ""
    if isinstance(value, dict):
        texts = (f"[{to_string(key)}, {_pair_text(item, culture)}]" for key, item in value.items())
        return _braced(texts, len(value), limit)
    if isinstance(value, list | tuple | bytes):
        items = items_of(value)
        return _braced((_element(item, culture) for item in items), len(items), limit)
    if fixed and isinstance(value, float | Decimal):
        return format_value(value, _FIXED, culture)
    return _plain(value, culture)


def _braced(texts: Iterable[str], size: int, limit: int) -> str:
    more = ELLIPSIS if 0 <= limit < size else ""
    return "{" + ", ".join(islice(texts, limit if limit >= 0 else None)) + more + "}"


def _pair_text(value: Value, culture: Culture) -> str:
    """Return a dictionary's value as .NET's DictionaryEntry.ToString() writes it."""
    return "" if value is None else to_string(value) if is_collection(value) else _plain(value, culture)


def _element(value: Value, culture: Culture) -> str:
    if value is None:
        return "$null"
    names = type_names(value)
    if names and names[0] in _NAMED:
        return to_text(get_property(value, _NAMED[names[0]]))
    return _plain(value, culture) or (to_string(value) if is_collection(value) else "")


def _plain(value: Value, culture: Culture) -> str:
    if isinstance(value, XmlText):
        return _DOCUMENT
    if culture is not EN_US and isinstance(value, DateTime | datetime.datetime):
        return format_value(value, "", culture)
    if culture is not EN_US and isinstance(value, float | Decimal):
        return culture.signed(to_text(value))
    if isinstance(value, DateTime | datetime.datetime) or (isinstance(value, float) and not math.isfinite(value)):
        return to_string(value)
    if isinstance(value, PSObject) and value.text is not None:
        return value.text
    if isinstance(value, PSObject) and value.base is not None:
        return _plain(value.base, culture)
    return to_text(value)


def formatted_text(value: Value, layout: str, culture: Culture = EN_US) -> str:
    """Return a value under a .NET format: alone (`N0`) or composite (`{0:N0} B`). A format that .NET refuses leaves the plain text."""
    if is_collection(value):
        value = to_text(value)
    try:
        return format_text(layout, [value], culture) if "{0" in layout or "}" in layout else format_value(value, layout, culture)
    except (FormatError, CompositeError):
        return _plain(value, culture)
