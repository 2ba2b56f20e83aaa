"""Local commands: a declaration of the catalogue, paired with the generator that does the work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from eopsh.binding import BoundCall
from eopsh.catalogue import Command, Kind
from eopsh.frozen import frozen
from eopsh.objects import ErrorRecord, ScriptBlock, Value, to_text
from eopsh.remote import Stream
from eopsh.runtime.questions import Answers, halted, inquired
from eopsh.runtime.signals import Place, ScriptError, failure
from eopsh.runtime.waiting import wait

if TYPE_CHECKING:
    from eopsh.catalogue import Catalogue
    from eopsh.runtime.host import Host
    from eopsh.runtime.scope import Scope
    from eopsh.runtime.session import Session


class CommandContext:
    """What a local command may ask of its surroundings: where it was called, and who listens."""

    __slots__ = ("answers", "call", "piped", "place", "scope", "session")

    def __init__(self, session: Session, scope: Scope, call: BoundCall, place: Place, *, piped: bool = False) -> None:
        self.session = session
        self.scope = scope
        self.call = call
        self.place = place
        self.piped = piped
        self.answers = Answers()

    @property
    def host(self) -> Host:
        """Whoever runs the line."""
        return self.session.host

    @property
    def catalogue(self) -> Catalogue:
        """The commands of the connection."""
        return self.session.catalogue

    def check(self) -> None:
        """Raise Stopped when the user asked to stop; commands that loop without input call it each turn."""
        self.session.check()

    def pause(self, seconds: float) -> None:
        """Wait, unless the user asks to stop."""
        wait(self.session, seconds)

    def emit(self, stream: Stream, value: Value) -> None:
        """Write a record of another stream than output."""
        self.session.emit(stream, value)

    def warn(self, text: str) -> None:
        """Write a warning, as the call's -WarningAction or the preference says. Raises ScriptError when that is Stop."""
        action = self.action("WarningAction", "WarningPreference")
        if action in ("continue", "inquire", "stop"):
            self.emit(Stream.WARNING, text)
        if action == "inquire":
            self.inquire(text)
        if action == "stop":
            message = 'The running command stopped because the preference variable "WarningPreference" or common parameter is set to Stop: '
            raise self.fail(message + text, "ActionPreferenceStop", "OperationStopped")

    def inquire(self, text: str) -> None:
        """Ask whether the command goes on (the action Inquire). Raises ScriptError when it does not."""
        if not inquired(self.host, text, self.answers):
            raise halted().at(self.place)

    def action(self, name: str, variable: str) -> str:
        """Return an action preference in lower case: of the call (`ErrorAction`), else the scope's variable."""
        given = self.call.get(name)
        return to_text(given if given is not None else self.scope.get(variable)).lower()

    def write_error(self, record: ErrorRecord) -> None:
        """Write a non-terminating error. Raises ScriptError when the error action is Stop."""
        self.session.write_error(record, self.scope, self.action("ErrorAction", "ErrorActionPreference"), self.place, self.answers)

    def error(self, message: str, error_id: str, category: str = "InvalidArgument", target: Value = None, exception: str = "") -> None:
        """Write a non-terminating error by its parts."""
        self.write_error(self.record(message, error_id, category, target, exception))

    def fail(
        self, message: str, error_id: str, category: str = "InvalidArgument", target: Value = None, exception: str = ""
    ) -> ScriptError:
        """Make the error that ends this command, to be raised."""
        record = self.record(message, error_id, category, target, exception)
        return ScriptError(record).at(self.place)

    def record(self, message: str, error_id: str, category: str, target: Value, exception: str) -> ErrorRecord:
        """Make an error record of this command."""
        name = self.call.command.name
        return ErrorRecord(
            message, f"{error_id},{id_suffix(self.call.command)}", category, target, exception or "System.InvalidOperationException", name
        )

    def run(self, block: ScriptBlock, item: Value) -> Iterator[Value]:
        """Yield what a block puts out with `$_` as the item, in the caller's scope."""
        from eopsh.runtime.blocks import code_of

        return code_of(block).for_item(self.scope, item)

    def value(self, block: ScriptBlock, item: Value) -> Value:
        """Return what a block puts out with `$_` as the item: null, the one value, or a list."""
        from eopsh.runtime.blocks import code_of

        return code_of(block).value(self.scope, item)


def id_suffix(command: Command) -> str:
    """Return what stands behind the comma of an error id: a cmdlet's class, as PowerShell names its own; else the command."""
    if command.kind is not Kind.LOCAL:
        return command.name
    return f"Microsoft.PowerShell.Commands.{command.name.replace('-', '')}Command"


SimpleBody: TypeAlias = Callable[[BoundCall, Iterator[Value]], Iterator[Value]]
Body: TypeAlias = Callable[[BoundCall, Iterator[Value], CommandContext], Iterator[Value]]
CallsBody: TypeAlias = Callable[[BoundCall, Iterator[BoundCall], CommandContext], Iterator[Value]]


@frozen
class LocalCommand:
    """A `Command` with its generator. `streams`: its only pipeline parameter is -InputObject, so objects pass as they come.

    `whole`: it binds from the pipeline and still starts once: it takes an iterator over the bound calls (`calls_command`).
    """

    command: Command
    body: Body
    streams: bool
    whole: bool = False

    def __call__(self, call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
        return self.body(call, objects, context)


def local_command(command: Command) -> Callable[[SimpleBody | Body], LocalCommand]:
    """Pair a declaration with its generator.

    The generator takes the bound call and an iterator over the objects of the pipeline (or of -InputObject), and, when it names
    a third parameter, the `CommandContext`. A command that binds other parameters from the pipeline runs once an object.
    """

    def pair(function: SimpleBody | Body) -> LocalCommand:
        takes_context = function.__code__.co_argcount > 2
        body: Body = function if takes_context else _without_context(function)  # type: ignore[assignment, arg-type]  # by its parameters
        return LocalCommand(command, body, pipeline_parameters(command) <= {"InputObject"})

    return pair


def calls_command(command: Command) -> Callable[[CallsBody], LocalCommand]:
    """Pair a declaration with a generator that runs once however many objects come.

    It takes the call as it was written, an iterator over one bound call for each object (the call itself without a pipeline), and the
    `CommandContext`.
    """
    return lambda body: LocalCommand(command, body, False, whole=True)  # type: ignore[arg-type]  # `whole` says how it is called


def _without_context(function: SimpleBody) -> Body:
    return lambda call, objects, context: function(call, objects)


def pipeline_parameters(command: Command) -> set[str]:
    """Return the names of the parameters that bind from the pipeline."""
    return {
        parameter.name
        for parameter in command.parameters
        if any(membership.from_pipeline or membership.from_property for _, membership in parameter.sets)
    }


def as_block(value: Value, context: CommandContext, parameter: str) -> ScriptBlock:
    """Return a script block argument, or raise what PowerShell says of anything else."""
    if isinstance(value, ScriptBlock):
        return value
    raise failure(
        f"Cannot bind parameter '{parameter}'. Cannot convert the value to type \"System.Management.Automation.ScriptBlock\".",
        f"CannotConvertArgumentNoMessage,{context.call.command.name}",
        "InvalidArgument",
        place=context.place,
    )
