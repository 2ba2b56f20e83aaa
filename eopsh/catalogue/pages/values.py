"""What the text of a parameter names: its values, its default, and one line on what it is for.

Authors word these things in a few ways; what is found is offered to the user and enforced by nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from eopsh.patterns import lazy_pattern

_LIST_FOLLOWS = lazy_pattern(
    r"(?:valid|following|available|possible|accepted|supported) values?(?: (?:is|are|for [^:]*))?[^.:]*:\Z", re.IGNORECASE
)
_ITEM = lazy_pattern(r"- (\$?[A-Za-z0-9][\w.+/-]*(?::\d[\d.]*)*)(?=\s*(?:\Z|:|\(|,|;| or | \[| - |\.\Z))")
_INLINE = lazy_pattern(
    r"\bvalid values? (?:is|are)(?: one of)?:? ((?:\$?[A-Za-z0-9][\w.-]*(?:, (?:and |or )?| and | or )?)+)(?=[.\s]|\Z)", re.IGNORECASE
)
_SEPARATOR = lazy_pattern(r", (?:and |or )?| and | or ")
_DEFAULT = lazy_pattern(
    r"\bdefault value (?:for this parameter )?is (?:the value )?(\$?[A-Za-z0-9][\w.:-]*?)(?=[,.;]?(?:\s|\Z))", re.IGNORECASE
)
_DEFAULT_ITEM = lazy_pattern(r"\b(?:this (?:value )?is the default(?: value)?|this is the default)\b|\(default\)", re.IGNORECASE)
_OPENING = lazy_pattern(r"The [\w-]+ (?:parameter|switch) (?=\S)")
_PLACE = lazy_pattern(r"This (?:parameter|switch|cmdlet) is (?:available|functional)\b")
_SENTENCE = lazy_pattern(r"(?<=[.!?])(?<!\be\.g\.)(?<!\bi\.e\.)\s+(?=[A-Z\"'])")
_NO_VALUE = frozenset({"a", "an", "the", "one", "any", "blank", "not", "empty", "none."})


def named_values(parts: Sequence[str]) -> tuple[str, ...]:
    """Return the values that paragraphs name, in their order: the list behind "Valid values are:", or those in the sentence itself."""
    found: dict[str, str] = {}
    listing = False
    for part in parts:
        item = _ITEM.match(part) if listing else None
        if item is not None:
            found.setdefault(item[1].casefold(), item[1])
        listing = (listing and part.startswith("- ")) or (part.endswith(":") and bool(_LIST_FOLLOWS.search(part)))
        for inline in _INLINE.finditer(part):
            found.update((value.casefold(), value) for value in _inline_values(inline[1]))
    return tuple(found.values())


def _inline_values(text: str) -> list[str]:
    """ "Low, Medium, and High" are three values; a sentence that goes on with a common word names none."""
    values = [value for value in _SEPARATOR.split(text.strip().removesuffix(".")) if value]
    return values if len(values) > 1 and not _NO_VALUE.intersection(map(str.casefold, values)) else []


def named_default(parts: Sequence[str]) -> str:
    """Return the default that paragraphs name; empty when they name none."""
    for part in parts:
        match = _DEFAULT.search(part)
        if match is not None and match[1].casefold() not in _NO_VALUE:
            return match[1]
        item = _ITEM.match(part)
        if item is not None and _DEFAULT_ITEM.search(part):
            return item[1]
    return ""


def summary(parts: Sequence[str]) -> str:
    """Return one line on a parameter or cmdlet: the first sentence that tells more than where it is available."""
    for part in parts:
        if not _PLACE.match(part) and not part.startswith("- "):
            return _capital(_OPENING.sub("", first_sentence(part)).removesuffix("."))
    return ""


def first_sentence(text: str) -> str:
    """Return the first sentence of a paragraph."""
    return _SENTENCE.split(text, maxsplit=1)[0]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
