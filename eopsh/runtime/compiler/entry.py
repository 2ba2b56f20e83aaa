"""Compiling a whole line. Importing this module registers the compilers of all grammar families."""

from __future__ import annotations

from collections.abc import Iterator

from eopsh.language import Parsed
from eopsh.objects import Value
from eopsh.runtime.blocks import BlockCode
from eopsh.runtime.compiler import assignment, control, failures, literals, members, operations, pipelines, script, types
from eopsh.runtime.compiler.unit import Flow, Unit
from eopsh.runtime.scope import Scope
from eopsh.runtime.signals import Place

FAMILIES = (assignment, control, failures, literals, members, operations, pipelines, script, types)


def compile_script(parsed: Parsed) -> Flow:
    """Compile a parsed line into what runs it in a scope."""
    code = BlockCode(parsed.tree, Unit(parsed.text), parsed.text)
    parts = script.compile_parts(code)

    def flow(scope: Scope) -> Iterator[Value]:
        if parts.parameters:
            parts.parameters.bind(scope, [], "", False, Place(parsed.text, 0, len(parsed.text)))
        for part in (parts.begin, parts.process, parts.end):
            if part is not None:
                yield from part(scope)

    return flow
