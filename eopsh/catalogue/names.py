"""Which names of a server are taken into the catalogue."""

from __future__ import annotations

import re
import unicodedata

SKIPPED_HELPERS = frozenset(
    name.casefold()
    for name in ("Get-Command", "Get-FormatData", "Get-Help", "Select-Object", "Measure-Object", "Exit-PSSession", "Out-Default")
)
"""What every server lists for its clients' own use; the commands of the same names that run here take their place."""

LONGEST_NAME = 100

_PLAIN = re.compile(r"[-._:\\0-9A-Za-z]{1,100}\Z")
_CATEGORIES = frozenset({"Ll", "Lu", "Lt", "Lo", "Nd", "Lm"})
_PUNCTUATION = frozenset("-._:\\")


def is_clean(name: str) -> bool:
    """Tell whether a command, alias or set of this name may be shown and typed: letters, digits and `-._:\\`, 1 to 100 of them."""
    if _PLAIN.match(name):
        return True
    return 0 < len(name) <= LONGEST_NAME and all(char in _PUNCTUATION or unicodedata.category(char) in _CATEGORIES for char in name)


def is_clean_parameter(name: str) -> bool:
    """Tell the same of a parameter: a colon would end its name."""
    return ":" not in name and is_clean(name)
