"""PowerShell's wildcards: `*`, `?`, `[a-c]`, and the backtick that takes a meaning away."""

from __future__ import annotations

import re
from functools import lru_cache

from eopsh.errors import EopshError


class WildcardError(EopshError):
    """A pattern that is none: `[` without its end."""

    error_id = "RuntimeException"
    category = "NotSpecified"
    exception_type = "System.Management.Automation.WildcardPatternException"

    def __init__(self, pattern: str) -> None:
        self.message = f"The specified wildcard character pattern is not valid: {pattern}"
        super().__init__(self.message)


def has_wildcard(text: str) -> bool:
    """Tell whether the text holds a wildcard that the backtick does not take away."""
    return re.search(r"(?<!`)[*?[]", text) is not None


def like(text: str, pattern: str, ignore_case: bool = True) -> bool:
    """Match a text against a wildcard pattern. Raises WildcardError for a pattern that is none."""
    return wildcard_regex(pattern, ignore_case).fullmatch(text) is not None


@lru_cache(maxsize=512)
def wildcard_regex(pattern: str, ignore_case: bool = True) -> re.Pattern[str]:
    """Return the regular expression of a wildcard pattern (for `fullmatch`). Raises WildcardError."""
    parts: list[str] = []
    at = 0
    while at < len(pattern):
        char = pattern[at]
        if char == "`" and at + 1 < len(pattern):
            at += 1
            parts.append(re.escape(pattern[at]))
        elif char == "[":
            at, part = _bracket(pattern, at)
            parts.append(part)
        else:
            parts.append({"*": ".*", "?": "."}.get(char) or re.escape(char))
        at += 1
    return re.compile("".join(parts), re.DOTALL | (re.IGNORECASE if ignore_case else 0))


def _bracket(pattern: str, start: int) -> tuple[int, str]:
    """Read `[...]`; return the offset of its end and the regular expression. The first character may be `]` itself."""
    end = pattern.find("]", start + 2)
    if end < 0:
        raise WildcardError(pattern)
    inner = pattern[start + 1 : end].replace("`", "")
    body = re.sub(r"([\\\]\[^&~|])", r"\\\1", inner)
    if body.startswith("-") or body.endswith("-"):
        body = "\\-" * body.startswith("-") + body.strip("-") + "\\-" * body.endswith("-")
    try:
        re.compile(f"[{body}]")
    except re.error:
        raise WildcardError(pattern) from None
    return end, f"[{body}]"
