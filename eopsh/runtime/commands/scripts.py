"""Set-StrictMode and Invoke-Command."""

from __future__ import annotations

from collections.abc import Iterator

from eopsh.binding import BoundCall
from eopsh.binding.model import Argument
from eopsh.catalogue import Command, Membership, Parameter
from eopsh.objects import ScriptBlock, Value, to_text
from eopsh.runtime.commands.declare import INPUT, OPTIONAL, switch
from eopsh.runtime.local import CommandContext, local_command
from eopsh.runtime.signals import ScriptError
from eopsh.runtime.values import unrolled

_LATEST = 3
SET_STRICT_MODE = Command(
    "Set-StrictMode",
    Parameter("Version", "System.String", aliases=("v",), sets={"Version": Membership(mandatory=True)}),
    Parameter("Off", "switch", sets={"Off": Membership(mandatory=True)}),
    default_set="Version",
)


@local_command(SET_STRICT_MODE)
def set_strict_mode(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Set, for the caller's scope and those inside it, what must be there when it is read."""
    context.scope.strict = 0 if call.get("Off") else _version(to_text(call.get("Version")), context)
    context.session.strict = True
    yield from ()


def _version(text: str, context: CommandContext) -> int:
    """Return the version as its first number; the latest is 3."""
    if text.lower() == "latest":
        return _LATEST
    whole, _, rest = text.partition(".")
    if whole.isdigit() and int(whole) <= 7 and rest.strip("0.") == "":
        return min(int(whole), _LATEST)
    raise _not_a_version(text if "." in text else f"{text}.0", context)


def _not_a_version(text: str, context: CommandContext) -> ScriptError:
    message = (
        f"Cannot validate argument on parameter 'Version'. The \"{text}\" argument does not contain a valid PowerShell version. "
        "Supply a valid version number and then try the command again."
    )
    return context.fail(message, "ParameterArgumentValidationError", "InvalidData")


_HERE, _THERE = "InProcess", "Session"
INVOKE_COMMAND = Command(
    "Invoke-Command",
    Parameter("Session", "System.Object[]", sets={_THERE: Membership(mandatory=True, position=0)}),
    Parameter(
        "ScriptBlock",
        "scriptblock",
        aliases=("Command",),
        sets={_HERE: Membership(mandatory=True, position=0), _THERE: Membership(mandatory=True, position=1)},
    ),
    Parameter("ArgumentList", "System.Object[]", aliases=("Args",)),
    Parameter("NoNewScope", "switch", sets={_HERE: OPTIONAL}),
    switch("HideComputerName", _THERE),
    INPUT,
    default_set=_HERE,
    alias="icm",
)


@local_command(INVOKE_COMMAND)
def invoke_command(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Run a block; with -Session its calls go to that session, each as a call of its own, for the server runs no script text."""
    from eopsh.runtime.blocks import code_of

    block = call.get("ScriptBlock")
    assert isinstance(block, ScriptBlock)
    given = list(unrolled(call.get("ArgumentList"))) if "ArgumentList" in call else []
    place = context.place
    arguments = [Argument(None, value, True, place.start, place.end) for value in given]
    upstream = objects if context.piped or "InputObject" in call else None
    sessions = list(unrolled(call.get("Session"))) if "Session" in call else []
    dotted = bool(call.get("NoNewScope"))
    if not sessions:
        yield from code_of(block).call(context.scope, arguments, upstream, place=place, dotted=dotted)
    for session in sessions:
        with context.session.borrowing(session, context):
            yield from code_of(block).call(context.scope, arguments, upstream, place=place)
