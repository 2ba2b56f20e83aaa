"""Objects as the lines that the console would show, for files and strings."""

from __future__ import annotations

from collections.abc import Iterable

from eopsh.formatting import Evaluate, Renderer
from eopsh.objects import Value


def lines_of(values: Iterable[Value], width: int = 120, evaluate: Evaluate | None = None) -> list[str]:
    """Return the text of a run of objects, `width` cells wide."""
    renderer = Renderer(width, terminal=False, evaluate=evaluate, exact=True)
    lines: list[str] = []
    for value in values:
        lines += renderer.feed(value, 0.0)
    return lines + renderer.finish()
