"""Starting one stage: its arguments bound, its input handed to it as its parameters want it."""

from __future__ import annotations

from collections.abc import Iterator

from eopsh.binding import Argument, BindingError, BoundCall, bind
from eopsh.catalogue import Command, Kind
from eopsh.errors import LineError, NoAnswer
from eopsh.objects import ErrorRecord, PSObject, ScriptBlock, Value
from eopsh.remote import HostCall
from eopsh.runtime.blocks import BlockCode, Function, code_of, keep_item, restore_item
from eopsh.runtime.closing import closing
from eopsh.runtime.common import with_common_parameters
from eopsh.runtime.local import CommandContext, LocalCommand, id_suffix, pipeline_parameters
from eopsh.runtime.preferences import defaults_for, server_preferences, show_warnings
from eopsh.runtime.repeats import Repeats
from eopsh.runtime.scope import Scope
from eopsh.runtime.signals import Place, ScriptError, failure, from_line_error


def evaluator(scope: Scope) -> Evaluator:
    """Return what the binder calls for script: a block, with variables set around it."""
    return Evaluator(scope)


class Evaluator:
    """Runs blocks for the binder and the renderer."""

    __slots__ = ("scope",)

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    def __call__(self, code: Value, variables: dict[str, Value]) -> Value:
        if not isinstance(code, ScriptBlock):
            return code
        kept = keep_item(self.scope)
        try:
            return code_of(code).value(self.scope, variables.get("_"))
        except ScriptError as error:
            # The binder may go on without it, but $Error tells of it all the same.
            self.scope.session.remember(error.record)
            raise
        finally:
            restore_item(self.scope, kept)


def start_local(
    scope: Scope, local: LocalCommand, arguments: list[Argument], upstream: Iterator[Value] | None, place: Place
) -> Iterator[Value]:
    """Return the generator of a local command."""
    call = bound(scope, local.command, arguments, place, piped=upstream is not None)
    context = CommandContext(scope.session, scope, call, place, piped=upstream is not None)
    call = context.call = with_missing(scope, call, place, fed=upstream is not None)
    if upstream is None:
        stream = local(call, _given(local, call), context)
    elif local.streams:
        stream = local(call, upstream, context)
    elif local.whole:
        stream = local(call, _calls(call, upstream, context), context)
    else:
        stream = _each(local, call, upstream, context)
    return with_common_parameters(stream, call, scope)


def _given(local: LocalCommand, call: BoundCall) -> Iterator[Value]:
    """Return what a command works on when nothing is piped to it."""
    if local.whole:
        return iter((call,))
    return iter((call.values["InputObject"],)) if local.streams and "InputObject" in call.values else iter(())


def _each(local: LocalCommand, call: BoundCall, upstream: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Run a command once for each object that binds to its parameters."""
    calls = _calls(call, upstream, context)
    with closing(calls):
        for one in calls:
            yield from local(one, iter(()), context)


def _calls(call: BoundCall, upstream: Iterator[Value], context: CommandContext) -> Iterator[BoundCall]:
    """Yield the call with each object that binds to its parameters."""
    repeats = Repeats(call)
    with closing(upstream):
        for item in upstream:
            context.check()
            try:
                one = repeats.bound(item)
            except BindingError as error:
                context.write_error(_input_error(error, call.command))
                continue
            context.call = one
            yield one


def _input_error(error: BindingError, command: Command) -> ErrorRecord:
    error_id = f"{error.error_id},{id_suffix(command)}"
    return ErrorRecord(error.message, error_id, error.category, error.target, error.exception_type, command.name)


def bound(scope: Scope, command: Command, arguments: list[Argument], place: Place, *, piped: bool = False) -> BoundCall:
    """Bind, turning the binder's error into one that scripts can catch."""
    try:
        defaults = defaults_for(scope, command)
        call = bind(command, arguments, evaluator(scope), piped=piped, defaults=defaults)
        more = server_preferences(scope, command, set(call.values), place) if command.kind is Kind.REMOTE else []
        if more:
            call = bind(command, [*arguments, *more], evaluator(scope), piped=piped, defaults=defaults)
    except LineError as error:
        raise from_line_error(error, place, id_suffix(command), command.name) from error
    show_warnings(scope, call)
    return call


def bind_remote(scope: Scope, command: Command, arguments: list[Argument], place: Place, *, fed: bool) -> BoundCall:
    """Bind a call that runs on the server; what pipeline input may still bind is left to the server."""
    call = bound(scope, command, arguments, place, piped=fed)
    return with_missing(scope, call, place, fed=fed)


def with_missing(scope: Scope, call: BoundCall, place: Place, *, fed: bool = False) -> BoundCall:
    """Ask for mandatory parameters that were not given.

    Raises:
        ScriptError: MissingMandatoryParameter, where nobody can be asked.
        Stopped: the user cancelled the question.
    """
    missing = call.missing
    if fed and missing:
        from_input = pipeline_parameters(call.command)
        missing = tuple(name for name in missing if name not in from_input)
    if not missing:
        return call
    try:
        answers = scope.session.host.ask(_question(call.command, missing, place))
    except NoAnswer as error:
        raise _missing(call.command, missing, place) from error
    if not isinstance(answers, dict):
        raise _missing(call.command, missing, place)
    more = [Argument(name, answers[name], True, place.start, place.end) for name in missing if name in answers]
    given = [Argument(name, value, True, place.start, place.end) for name, value in call.values.items()]
    return bound(scope, call.command, given + more, place, piped=fed)


def _question(command: Command, missing: tuple[str, ...], place: Place) -> HostCall:
    """Ask as PowerShell's host does: Prompt with one field description a parameter."""
    types = {parameter.name: parameter.type for parameter in command.parameters}
    fields = [PSObject({"Name": name, "Label": "", "ParameterTypeFullName": types.get(name, "System.String")}) for name in missing]
    caption = f"cmdlet {command.name} at command pipeline position {place.stage}"
    return HostCall(-1, "Prompt", (caption, "Supply values for the following parameters:", fields))


def _missing(command: Command, missing: tuple[str, ...], place: Place) -> Exception:
    return failure(
        f"Cannot process command because of one or more missing mandatory parameters: {' '.join(missing)}.",
        f"MissingMandatoryParameter,{id_suffix(command)}",
        "InvalidArgument",
        exception="System.Management.Automation.ParameterBindingException",
        place=place,
        activity=command.name,
    )


def start_function(
    scope: Scope, function: Function, arguments: list[Argument], upstream: Iterator[Value] | None, place: Place, *, dotted: bool
) -> Iterator[Value]:
    """Return the generator of a function, or of a script file."""
    from eopsh.runtime.script_files import ScriptFile, run_file

    if isinstance(function, ScriptFile):
        return run_file(function, scope, arguments, upstream, place, dotted=dotted)
    return function.code.call(scope, arguments, upstream, dotted=dotted, name=function.name, place=place)


def start_block(
    scope: Scope, code: BlockCode, arguments: list[Argument], upstream: Iterator[Value] | None, place: Place, *, dotted: bool
) -> Iterator[Value]:
    """Return the generator of a called block."""
    return code.call(scope, arguments, upstream, dotted=dotted, place=place)
