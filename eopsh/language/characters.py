"""Classes of characters: what PowerShell takes for a blank, a dash, a quote, a part of a word."""

from __future__ import annotations

import re
import unicodedata

DASHES = "-\u2013\u2014\u2015"
DASH_CLASS = r"\-\u2013\u2014\u2015"
"""The dashes inside a regular expression's class."""
SINGLE_QUOTES = "'\u2018\u2019\u201a\u201b"
DOUBLE_QUOTES = '"\u201c\u201d\u201e'

# PowerShell's blanks: every separator of Unicode, and the controls of layout but the two that end a line.
SPACES = " \t\v\f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"

TERMINATORS = SPACES + r"\0\r\n&(),;{}|"
"""Inside a regular expression's class: what ends any word. `<`, `>`, `#` and the quotes do not."""

BLANKS = re.compile(f"[{SPACES}]*")
PLAIN_WORD = re.compile(f"[^{TERMINATORS}`$'\"\u2018-\u201b\u201c-\u201e]+")
IDENTIFIER = re.compile(r"\w+")


def is_identifier_start(char: str) -> bool:
    """Return whether a name can begin with it: a letter or an underscore."""
    return char == "_" or (char.isalpha() and unicodedata.category(char)[0] == "L")
