"""Objects as the lines that the console would show, for files and strings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from eopsh.formatting import Renderer
from eopsh.objects import Value
from eopsh.runtime.rendering import block_evaluator
from eopsh.runtime.scope import Scope
from eopsh.runtime.text_files import NEWLINE

_WIDTH = 120


def _renderer(scope: Scope, width: int) -> Renderer:
    return Renderer(width, terminal=False, views=scope.session.formats, evaluate=block_evaluator(scope), variable=scope.get, exact=True)


def rendered(values: Iterable[Value], scope: Scope, width: int = _WIDTH, *, whole: bool = False) -> Iterator[str]:
    """Yield the text of a run of objects line by line, as it becomes ready, `width` cells wide; `whole`: a text of several lines as one."""
    renderer = _renderer(scope, width)
    for value in values:
        lines = renderer.feed(value, 0.0)
        yield from ["\n".join(lines)] if whole and isinstance(value, str) and lines else lines
    yield from renderer.finish()


class TextSink:
    """Writes objects as the console would show them, each as it comes."""

    def __init__(self, write: Callable[[str], None], scope: Scope) -> None:
        self._write = write
        self._renderer = _renderer(scope, _WIDTH)

    def put(self, value: Value) -> None:
        """Write an object, or keep it until its table has its widths."""
        self._lines(self._renderer.feed(value, 0.0))

    def finish(self) -> None:
        """Write what was kept."""
        self._lines(self._renderer.finish())

    def _lines(self, lines: list[str]) -> None:
        for line in lines:
            self._write(line + NEWLINE)
