"""`#requires` comments: the only comments that PowerShell reads."""

from __future__ import annotations

import re
from collections.abc import Iterator

from eopsh.language.lexemes import Fault

_REQUIRES = re.compile(r"#requires(?=[ \t])", re.IGNORECASE)
_ARGUMENT = re.compile(r"-(\w+)(?::|[ \t]+)?([^-\s]\S*)?")
_VERSION = re.compile(r"\d+(?:\.\d+){0,3}\Z")
_VALUED = ("version", "psedition", "modules", "pssnapin", "shellid", "assembly")
_KNOWN = (*_VALUED, "runasadministrator")


def requires_faults(text: str, start: int, end: int) -> Iterator[Fault]:
    """Yield what is wrong with the comment at a span, if it is a `#requires` at all."""
    head = _REQUIRES.match(text, start, end)
    if head is None:
        return
    seen: set[str] = set()
    for match in _ARGUMENT.finditer(text, head.end(), end):
        name = next((known for known in _KNOWN if known.startswith(match[1].lower())), "")
        if not name or (name in _VALUED and match[2] is None):
            yield Fault("ParameterRequiresArgument", match.start(), match.end(1), text=match[1])
        elif name in seen:
            yield Fault("ParameterAlreadyBound", match.start(), match.end(1), text=name)
        elif name == "version" and not _VERSION.match(match[2]):
            yield Fault("RequiresVersionInvalid", match.start(2), match.end(2))
        elif name == "psedition" and match[2].lower() not in ("core", "desktop"):
            yield Fault("RequiresPSEditionInvalid", match.start(2), match.end(2), text=name)
        seen.add(name)
