"""Why a text is no XML document, in the words of .NET's reader."""

from __future__ import annotations

from xml.parsers import expat

_MISMATCH = 7
_SECOND_ROOT = 9
_OPEN = 3
_NOWHERE = "Data at the root level is invalid. Line 1, position 1."


def xml_fault(text: str) -> str:
    """Say what is wrong with a text that does not parse."""
    if "<!DOCTYPE" in text:
        return "For security reasons DTD is prohibited in this XML document."
    if not text.lstrip().startswith("<"):
        return "The specified node cannot be inserted as the valid child of this node, because the specified node is the wrong type."
    parser = expat.ParserCreate()
    opened: list[tuple[str, int, int]] = []

    def start(name: str, _attributes: dict[str, str]) -> None:
        opened.append((name, parser.CurrentLineNumber, parser.CurrentColumnNumber + 2))

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _name: opened.pop()
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        return _words(text, error, opened)
    return _NOWHERE


def _words(text: str, error: expat.ExpatError, opened: list[tuple[str, int, int]]) -> str:
    place = f"Line {error.lineno}, position {error.offset + 1}."
    if error.code == _MISMATCH and opened:
        name, line, column = opened[-1]
        rest = text.split("\n")[error.lineno - 1][error.offset :]
        ended = rest.partition(">")[0].strip().lstrip("/")
        return f"The '{name}' start tag on line {line} position {column} does not match the end tag of '{ended}'. {place}"
    if error.code == _OPEN:
        return _NOWHERE
    if error.code == _SECOND_ROOT:
        return "This document already has a 'DocumentElement' node."
    return f"Data at the root level is invalid. {place}"
