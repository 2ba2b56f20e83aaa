"""The line as it is typed, parsed once: colours, checks, signature and candidates all ask for the same text at one key."""

from __future__ import annotations

from functools import lru_cache

from eopsh.language import Parsed, parse


@lru_cache(maxsize=4)
def parsed_line(text: str) -> Parsed:
    """Parse a text that is being edited; what was parsed last is kept."""
    return parse(text)
