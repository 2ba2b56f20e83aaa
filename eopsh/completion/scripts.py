"""Completer scripts of the user's: `Register-ArgumentCompleter`, and `[ArgumentCompleter({...})]` on a parameter.

They run script, so the room never calls them by itself: whoever completes on Tab puts `Completers.within(scope)` into its `Known`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from eopsh.binding import Argument, BoundCall
from eopsh.catalogue import Command, Parameter
from eopsh.completion.knowledge import ArgumentQuery
from eopsh.completion.quoting import quoted
from eopsh.errors import EopshError
from eopsh.objects import PSDict, PSObject, ScriptBlock, Value, get_property, to_text
from eopsh.runtime import CommandContext, LocalCommand, Place, Scope, local_command
from eopsh.runtime.blocks import Function, code_of

REGISTER = Command(
    "Register-ArgumentCompleter",
    Parameter("CommandName", "System.String[]"),
    Parameter("ParameterName", "System.String", mandatory=True),
    Parameter("ScriptBlock", "scriptblock", mandatory=True),
    synopsis="Gives a parameter a script that says what may come on Tab.",
)


class Completers:
    """The completer scripts of one session, by command and parameter in lower case; an empty command stands for every one."""

    def __init__(self) -> None:
        self._blocks: dict[tuple[str, str], ScriptBlock] = {}

    def add(self, commands: Iterable[str], parameter: str, block: ScriptBlock) -> None:
        """Keep a script for a parameter of these commands."""
        for command in list(commands) or [""]:
            self._blocks[command.lower(), parameter.lower()] = block

    def within(self, scope: Scope) -> Callable[[ArgumentQuery], tuple[str, ...] | None]:
        """Return what answers queries in a scope: None where there is no script; a script that fails says nothing."""
        return lambda query: self._answer(query, scope)

    def _answer(self, query: ArgumentQuery, scope: Scope) -> tuple[str, ...] | None:
        block = self._block(query.command.lower(), query.parameter.lower(), scope)
        if block is None:
            return None
        arguments: list[Value] = [query.command, query.parameter, query.word, None, PSDict(query.bound.items())]
        try:
            with scope.session.diverted(lambda record: None), _apart(scope):
                return tuple(_text(value) for value in _run(block, arguments, scope))
        except EopshError:
            return ()

    def _block(self, command: str, parameter: str, scope: Scope) -> ScriptBlock | None:
        function = scope.function_named(command)
        declared = _declared(function, parameter, scope) if function is not None else None
        return declared or self._blocks.get((command, parameter)) or self._blocks.get(("", parameter))


@contextmanager
def _apart(scope: Scope) -> Iterator[None]:
    """Keep the server out: a key must not wait for it."""
    wire = scope.session.wire
    remote, wire.remote = wire.remote, None
    try:
        yield
    finally:
        wire.remote = remote


def _run(block: ScriptBlock, arguments: list[Value], scope: Scope) -> Iterator[Value]:
    given = [Argument(None, value, True) for value in arguments]
    return code_of(block).call(scope, given, place=Place(block.text, 0, 0))


def _text(value: Value) -> str:
    """Return what to insert: a CompletionResult says it itself, a plain text is quoted where it must be."""
    if isinstance(value, PSObject):
        return to_text(get_property(value, "CompletionText"))
    text = to_text(value)
    return text if text[:1] in ("'", '"', "$", "(", "@") else quoted(text)


def _declared(function: Function, parameter: str, scope: Scope) -> ScriptBlock | None:
    """Return the script that the function's own attribute gives."""
    from eopsh.runtime.compiler.unit import expression

    for code in function.code.parts.parameters.codes:
        for attribute in code.attributes if code.name.lower() == parameter else ():
            if attribute.type.name.lower().rpartition(".")[2].removesuffix("attribute") == "argumentcompleter" and attribute.positional:
                value = expression(attribute.positional[0], function.code.unit)(scope)
                return value if isinstance(value, ScriptBlock) else None
    return None


def commands(completers: Completers) -> tuple[LocalCommand, ...]:
    """Return the command that fills `completers`."""

    @local_command(REGISTER)
    def register(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
        """Keep the script."""
        block, names = call.get("ScriptBlock"), call.get("CommandName")
        if isinstance(block, ScriptBlock):
            listed = names if isinstance(names, list | tuple) else [] if names is None else [names]
            completers.add(map(to_text, listed), to_text(call.get("ParameterName")), block)
        yield from ()

    return (register,)
