"""A parse as one short line, for tables of expectations."""

from __future__ import annotations

from eopsh.language import Parsed, parse
from tests.oracle.parsing import Offsets, outline

_SHORT = (("Expression", ""), ("Statement", ""), ("StringConstant", "Str"), ("Constant", "Num"), ("Variable", "Var"))
_HIDDEN = ("ScriptBlock", "NamedBlock")


def sketch(text: str) -> str:
    """Return the statements of a text that parses as `Kind:label(child child)`, spans left out."""
    parsed = parse(text)
    assert not parsed.errors, parsed.errors
    top = outline(parsed.tree, Offsets(text))
    return " ".join(_words(child) for block in top[3:] if isinstance(block, list) for child in block[3:] if isinstance(child, list))


def _words(node: list[object]) -> str:
    kind = str(node[0])
    for long, short in _SHORT:
        kind = kind.replace(long, short)
    label = f":{node[3]}" if len(node) > 3 and isinstance(node[3], str) else ""
    below = [_words(child) for child in node[3:] if isinstance(child, list)]
    inner = " ".join(below)
    if not label and (kind in _HIDDEN or (kind in ("Pipeline", "Command") and len(below) == 1)):
        return inner
    return f"{kind}{label}({inner})" if inner else f"{kind}{label}"


def error_ids(parsed: Parsed) -> list[str]:
    """Return the ids of the errors in order."""
    return [error.error_id for error in parsed.errors]
