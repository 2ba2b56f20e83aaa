"""What the tests of this room share: objects, and the whole output of a renderer."""

from __future__ import annotations

from collections.abc import Iterable

from eopsh.formatting import Directive, Formatted, Renderer, Views
from eopsh.objects import CUSTOM_TYPES, PSObject, Value


def thing(*type_names: str, **notes: Value) -> PSObject:
    """Make a custom object, of these types where some are given."""
    return PSObject(notes, type_names=(*type_names, *CUSTOM_TYPES))


def rendered(
    values: Iterable[Value], directive: Directive | None = None, *, width: int = 80, terminal: bool = False, views: Views | None = None
) -> list[str]:
    """Return every line that the values make, shown at once."""
    renderer = Renderer(width, terminal=terminal, views=views)
    lines = [line for value in values for line in renderer.feed(value if directive is None else Formatted(directive, value), 0.0)]
    return lines + renderer.finish()
