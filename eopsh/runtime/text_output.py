"""Objects as the lines that the console would show, for files and strings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from eopsh.formatting import Evaluate, Renderer, Views
from eopsh.objects import Value


def lines_of(
    values: Iterable[Value], width: int = 120, evaluate: Evaluate | None = None, views: Callable[[], Views] | None = None
) -> list[str]:
    """Return the text of a run of objects, `width` cells wide."""
    return list(rendered(values, width, evaluate, views))


def rendered(
    values: Iterable[Value], width: int = 120, evaluate: Evaluate | None = None, views: Callable[[], Views] | None = None
) -> Iterator[str]:
    """Yield the text of a run of objects line by line, as it becomes ready."""
    renderer = Renderer(width, terminal=False, views=views, evaluate=evaluate, exact=True)
    for value in values:
        yield from renderer.feed(value, 0.0)
    yield from renderer.finish()
