"""A pipeline behind a whole line: what `--format` appends to everything that the line puts out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from eopsh.errors import EopshError, Stopped
from eopsh.formatting import Formatted
from eopsh.language import parse, tree
from eopsh.objects import Value
from eopsh.runtime.closing import close_stage
from eopsh.runtime.compiler.pipelines import PipelineCode, StageCode
from eopsh.runtime.compiler.unit import Unit
from eopsh.runtime.scope import Scope
from eopsh.runtime.signals import ExitSignal

Appended: TypeAlias = Callable[[Iterable[Value], Scope], Iterator[Value]]


def appended(text: str) -> Appended:
    """Compile commands joined by pipes (`ConvertTo-Csv`) into what stands behind the output of a line."""
    parsed = parse(text)
    stages = [StageCode(node, Unit(text)) for node in _commands(parsed.tree)]
    return lambda values, scope: _run(_Output(values, scope), stages, scope)


def _commands(script: tree.ScriptBlock) -> list[tree.Command]:
    (block,) = script.blocks
    (pipeline,) = block.statements
    assert isinstance(pipeline, tree.Pipeline)
    return [stage for stage in pipeline.stages if isinstance(stage, tree.Command)]


class _Output:
    """A line's output as the source of a pipeline. What ends the line early is kept until the pipeline has written what came."""

    def __init__(self, values: Iterable[Value], scope: Scope) -> None:
        self._values = values
        self._session = scope.session
        self.ended_by: BaseException | None = None
        self.succeeded = True
        self.failures = scope.session.failures

    def flow(self, scope: Scope) -> Iterator[Value]:
        """Yield the objects; those under a Format cmdlet are taken from under it."""
        try:
            for value in self._values:
                if not isinstance(value, Formatted):
                    yield value
                elif not value.ends:
                    yield value.value
        except Stopped:
            raise
        except (EopshError, ExitSignal) as error:
            self.ended_by = error
        finally:
            close_stage(self._values)
        self.succeeded, self.failures = self._session.succeeded, self._session.failures


def _run(output: _Output, stages: list[StageCode], scope: Scope) -> Iterator[Value]:
    yield from PipelineCode(output.flow, stages).flow(scope)
    session = scope.session
    session.succeeded = output.succeeded and session.failures == output.failures
    if output.ended_by is not None:
        raise output.ended_by
