"""How a pipeline's commands are bound and run, one feeding the next with live objects."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from eopsh.binding import Argument, BindingError, BoundCall, bind
from eopsh.demo import records
from eopsh.demo.clixml import Rendered
from eopsh.demo.definitions import Definition
from eopsh.demo.faults import Faults
from eopsh.demo.records import CmdletError, Terminating
from eopsh.demo.store import ObjectRow, Store
from eopsh.demo.transform import transform
from eopsh.objects import PSObject, SecureString, Value, to_text

SECRET = "********"
TARGETS = ("Identity", "Name", "DomainName", "SenderAddress", "ConnectorId", "Identities", "Entries", "Ids")
"""The parameters that say what a call was about, for the audit log."""
SCRIPT_REFUSED = "The syntax is not supported by this runspace. This can occur if the runspace is in no-language mode."


class Wire(Protocol):
    """What a running pipeline offers its commands beside the way of the objects."""

    faults: Faults

    @property
    def has_host(self) -> bool:
        """Whether the client can be asked."""

    def check(self) -> None:
        """Raise where the client asked to stop."""

    def pause(self, seconds: float) -> None:
        """Sleep; raise where the client asks to stop meanwhile."""

    def warn(self, text: str) -> None:
        """Send a warning record."""

    def verbose(self, text: str) -> None:
        """Send a verbose record."""

    def progress(self, activity: str, status: str, percent: int, *, done: bool = False) -> None:
        """Send a progress record; `percent` is -1 where it is not known."""

    def error(self, error: CmdletError) -> None:
        """Send an error record."""

    def tell(self, method: str, *arguments: Value) -> None:
        """Call a void method of the client's host."""

    def ask(self, method: str, arguments: Iterator[Value]) -> Value:
        """Call a method of the client's host and wait for its answer."""

    def objects(self) -> Iterator[Value]:
        """Yield the client's pipeline input as it comes."""


@dataclass(frozen=True, slots=True)
class WireCommand:
    """One command of a CREATE_PIPELINE message (MS-PSRP 2.2.3.12)."""

    name: str
    is_script: bool
    arguments: tuple[tuple[str | None, Value], ...]


@dataclass(slots=True)
class Answers:
    """What the user answered for all further objects of a command."""

    all: bool | None = None


@dataclass(slots=True)
class Call:
    """One invocation of a cmdlet: its bound values and its surroundings."""

    store: Store
    definition: Definition
    values: dict[str, Value]
    wire: Wire
    answers: Answers = field(default_factory=Answers)
    commands: tuple[Definition, ...] = ()

    @property
    def name(self) -> str:
        """Return the cmdlet's name."""
        return self.definition.command.name

    def get(self, name: str, default: Value = None) -> Value:
        """Return the value bound to the parameter of this exact name."""
        return self.values.get(name, default)

    def text(self, name: str) -> str | None:
        """Return a value as text, None where it was not given."""
        return None if self.values.get(name) is None else to_text(self.values[name])

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def preference(self, name: str) -> str:
        """Return the value of -ErrorAction or the like, folded."""
        return (self.text(name) or "Continue").casefold()

    def warn(self, text: str) -> None:
        """Write a warning, as -WarningAction has it."""
        preference = self.preference("WarningAction")
        if preference == "stop":
            name = "System.Management.Automation.ActionPreferenceStopException"
            cause = 'the preference variable "WarningPreference" or common parameter is set to Stop'
            message = f"The running command stopped because {cause}: {text}"
            raise Terminating(message, exception=name, error_id="ActionPreferenceStop", category="OperationStopped")
        if preference not in ("silentlycontinue", "ignore"):
            self.wire.warn(text)

    def report(self, error: CmdletError) -> None:
        """Write a non-terminating error, as -ErrorAction has it."""
        error.command, error.command_class = (
            self.name,
            self.definition.class_name.rpartition(".")[2] if not error.failure else self.definition.class_name,
        )
        preference = self.preference("ErrorAction")
        if preference == "stop":
            raise _terminating(error)
        if preference not in ("silentlycontinue", "ignore"):
            self.wire.error(error)

    def should_process(self, query: str) -> bool:
        """Ask before acting, as -WhatIf, -Confirm and the cmdlet's own habit have it, and log what then goes on.

        `query` is Exchange's sentence.
        """
        allowed = self._is_allowed(query)
        if allowed:
            self.log()
        return allowed

    def log(self) -> None:
        """Write this call into the audit log."""
        given = {name: SECRET if isinstance(value, SecureString) else to_text(value) for name, value in self.values.items()}
        target = next((given[name] for name in TARGETS if name in given), "")
        settings = json.dumps({"Parameters": given, "Object": target})
        now = int(time.time())
        self.store.write_object("AuditLog", ObjectRow(str(uuid.uuid4()), self.name, 0, now, now, settings))

    def _is_allowed(self, query: str) -> bool:
        if self.get("WhatIf"):
            if self.wire.has_host:
                self.wire.tell("WriteLine2", f"What if: {query}")
            return False
        asks = bool(self.get("Confirm")) if "Confirm" in self else self.definition.asks
        if not asks or self.answers.all is not None:
            return self.answers.all is not False
        if not self.wire.has_host:
            raise self._no_host(query)
        choice = self.wire.ask("PromptForChoice", records.confirm_arguments(query))
        if choice in (1, 3):
            self.answers.all = choice == 1
        return choice in (0, 1)

    def _no_host(self, query: str) -> CmdletError:
        text = (
            "A command that prompts the user failed because the host program or the command type does not support user interaction. "
            f"The host was attempting to request confirmation with the following message: {query}"
        )
        name = "System.Management.Automation.Host.HostException"
        return Terminating(text, exception=name, error_id="HostFunctionNotImplemented", category="InvalidOperation")


Run = Callable[[Call], Iterator[Value]]
Stream = Callable[[Call, Iterator[Value]], Iterator[Value]]


@dataclass(frozen=True, slots=True)
class Cmdlet:
    """A cmdlet: `run` for each object (or once without input), or `stream` for all of them together."""

    definition: Definition
    run: Run | None = None
    stream: Stream | None = None


def read_pipeline(value: Value) -> tuple[list[list[WireCommand]], bool]:
    """Return the statements of a CREATE_PIPELINE message, and whether input follows."""
    if not isinstance(value, PSObject):
        return [], False
    shell = value.get("PowerShell")
    if not isinstance(shell, PSObject):
        return [], False
    extra = shell.get("ExtraCmds")
    lists = [item.get("Cmds") for item in extra if isinstance(item, PSObject)] if isinstance(extra, list) and extra else [shell.get("Cmds")]
    statements = [[_command(item) for item in commands if isinstance(item, PSObject)] for commands in lists if isinstance(commands, list)]
    return [statement for statement in statements if statement], not value.get("NoInput")


def _command(item: PSObject) -> WireCommand:
    arguments = item.get("Args")
    pairs = [(one.get("N"), one.get("V")) for one in arguments if isinstance(one, PSObject)] if isinstance(arguments, list) else []
    named = ((to_text(name).strip("-:") or None if name is not None else None, value) for name, value in pairs)
    return WireCommand(to_text(item.get("Cmd")), bool(item.get("IsScript")), tuple(named))


@dataclass(frozen=True, slots=True)
class Runner:
    """Runs statements over the cmdlets of an organization."""

    store: Store
    cmdlets: dict[str, Cmdlet]
    wire: Wire

    def statement(self, commands: list[WireCommand], upstream: Iterator[Value] | None) -> Iterator[Value]:
        """Bind all commands first, as PowerShell does, then let the objects flow."""
        stages = [self._bind(command, piped=upstream is not None or index > 0) for index, command in enumerate(commands)]
        flow = upstream
        for position, (cmdlet, bound) in enumerate(stages, 1):
            flow = self._stage(cmdlet, bound, flow, position)
        return flow if flow is not None else iter(())

    def _bind(self, command: WireCommand, *, piped: bool) -> tuple[Cmdlet, BoundCall]:
        if command.is_script:
            name = "System.Management.Automation.ParseException"
            raise Terminating(SCRIPT_REFUSED, exception=name, error_id="ScriptsNotAllowed", category="ParserError")
        cmdlet = self.cmdlets.get(command.name.casefold())
        if cmdlet is None:
            raise _unknown_command(command.name)
        arguments = [
            Argument(name, value, has_value=True, spelling=value if isinstance(value, str) else "") for name, value in command.arguments
        ]
        try:
            return cmdlet, bind(cmdlet.definition.command, _switches(cmdlet, arguments), piped=piped)
        except BindingError as error:
            raise _binding_failed(cmdlet, error) from None

    def _call(self, cmdlet: Cmdlet, bound: BoundCall, answers: Answers) -> Call:
        values = transform(cmdlet.definition, bound.values)
        definitions = tuple(one.definition for one in self.cmdlets.values())
        return Call(self.store, cmdlet.definition, values, self.wire, answers, definitions)

    def _stage(self, cmdlet: Cmdlet, bound: BoundCall, upstream: Iterator[Value] | None, position: int) -> Iterator[Value]:
        answers = Answers()
        if cmdlet.stream is not None:
            yield from cmdlet.stream(self._call(cmdlet, bound, answers), iter(()) if upstream is None else map(_live, upstream))
            return
        if upstream is None:
            yield from self._once(cmdlet, self._with_answers(cmdlet, bound, position), answers)
            return
        for value in map(_live, upstream):
            self.wire.check()
            try:
                yield from self._once(cmdlet, self._with_answers(cmdlet, bound.with_input(value), position), answers)
            except BindingError as error:
                self._call(cmdlet, bound, answers).report(_binding_error(error, CmdletError))

    def _with_answers(self, cmdlet: Cmdlet, bound: BoundCall, position: int) -> BoundCall:
        """Ask for the mandatory parameters that are missing."""
        if not bound.missing:
            return bound
        if not self.wire.has_host:
            names = " ".join(bound.missing)
            text = f"Cannot process command because of one or more missing mandatory parameters: {names}."
            error = Terminating(text, exception=BINDING_EXCEPTION, error_id="MissingMandatoryParameter", category="InvalidArgument")
            error.command, error.command_class = cmdlet.definition.command.name, cmdlet.definition.class_name.rpartition(".")[2]
            raise error
        reply = self.wire.ask("Prompt", records.prompt_arguments(cmdlet.definition.command.name, position, bound.missing))
        given = {to_text(name): value for name, value in reply.items()} if isinstance(reply, dict) else {}
        values = {**bound.values, **{name: given.get(name) for name in bound.missing}}
        return BoundCall(bound.command, values)

    def _once(self, cmdlet: Cmdlet, bound: BoundCall, answers: Answers) -> Iterator[Value]:
        assert cmdlet.run is not None
        try:
            call = self._call(cmdlet, bound, answers)
        except Terminating as error:
            error.command, error.command_class = cmdlet.definition.command.name, cmdlet.definition.class_name.rpartition(".")[2]
            raise
        if call.get("Verbose"):
            self.wire.verbose(f"[{records.utc_stamp()} GMT] {call.name} : Beginning processing.")
        try:
            yield from cmdlet.run(call)
        except Terminating as error:
            error.command, error.command_class = call.name, cmdlet.definition.class_name
            raise
        except CmdletError as error:
            call.report(error)


BINDING_EXCEPTION = "System.Management.Automation.ParameterBindingException"


def _live(value: Value) -> Value:
    return value.value() if isinstance(value, Rendered) else value


def _switches(cmdlet: Cmdlet, arguments: list[Argument]) -> list[Argument]:
    """Take a switch that came without a value as present, as the real server does with pypsrp's."""
    names = {name.casefold() for one in cmdlet.definition.command.parameters if one.switch for name in (one.name, *one.aliases)}
    return [
        Argument(one.name, True, has_value=True) if one.name is not None and one.value is None and one.name.casefold() in names else one
        for one in arguments
    ]


def _terminating(error: CmdletError) -> Terminating:
    copy = Terminating(
        error.message,
        exception=error.exception,
        failure=error.failure,
        error_id=error.error_id,
        category=error.category,
        target=error.target,
    )
    copy.command, copy.command_class = error.command, error.command_class
    return copy


def unknown_command_text(name: str) -> str:
    """Return PowerShell's words for a command that is not there."""
    return (
        f"The term '{name}' is not recognized as the name of a cmdlet, function, script file, or operable program. Check the spelling of "
        "the name, or if a path was included, verify that the path is correct and try again."
    )


def _unknown_command(name: str) -> Terminating:
    exception = "System.Management.Automation.CommandNotFoundException"
    text = unknown_command_text(name)
    error = Terminating(text, exception=exception, error_id="CommandNotFoundException", category="ObjectNotFound", target=name)
    error.command = name
    return error


def _binding_error(error: BindingError, kind: type[CmdletError]) -> CmdletError:
    category = error.category if error.category in records.CATEGORIES else "InvalidArgument"
    return kind(error.message, exception=error.exception_type, error_id=error.error_id, category=category)


def _binding_failed(cmdlet: Cmdlet, error: BindingError) -> CmdletError:
    failure = _binding_error(error, Terminating)
    failure.command, failure.command_class = cmdlet.definition.command.name, cmdlet.definition.command.name
    return failure
