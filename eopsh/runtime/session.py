"""What lives across the lines of one shell: global scope, errors, the way records take, and how names are found."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from eopsh.catalogue import Catalogue, Command, Kind, nearest
from eopsh.errors import Stopped
from eopsh.formatting import LocalViews
from eopsh.language import parse
from eopsh.objects import ErrorRecord, PSDict, PSList, PSObject, TypeMembers, Value, Version, to_text
from eopsh.remote import Record, Stream
from eopsh.runtime.automatic import automatic_variables
from eopsh.runtime.blocks import Function
from eopsh.runtime.enumerators import Enumerator
from eopsh.runtime.host import Host
from eopsh.runtime.local import CommandContext, LocalCommand
from eopsh.runtime.locations import path_info
from eopsh.runtime.questions import Answers, halted, inquired
from eopsh.runtime.scope import NOTHING, Scope
from eopsh.runtime.session_types import UnshownRecord
from eopsh.runtime.signals import Place, ScriptError, failure
from eopsh.runtime.wire import Remote, Wire

if TYPE_CHECKING:
    from eopsh.catalogue.pages import HelpPage
    from eopsh.runtime.modules import Module
    from eopsh.runtime.transcripts import Transcript

Target: TypeAlias = Function | LocalCommand | Command
Sink = Callable[[Record], None]


class Session:
    """The state behind an `Interpreter`. `host` is the one of the line that runs."""

    def __init__(self, commands: Iterable[LocalCommand], catalogue: Catalogue, remote: Remote | None) -> None:
        self.local = {command.command.name.lower(): command for command in commands}
        self.built_in_aliases = {alias.lower(): key for key, local in self.local.items() for alias in local.command.aliases}
        self.catalogue = catalogue
        self.wire = Wire(self, remote)
        self.globals = Scope(self)
        self.formats = LocalViews()
        self.types = TypeMembers()
        self.history: list[PSObject] = []
        self.history_ids = 0
        self.modules: dict[str, Module] = {}
        self.loading: list[Module] = []
        self.errors = PSList()
        self.error_lists: list[list[Value]] = []
        self.host: Host = _Silent()
        self.sink: Sink = self.to_host
        self.succeeded = True
        self.failures = 0
        self.tries = 0
        self.depth = 0
        self.strict = False
        self.borrowed = 0
        self.places: list[str] = []
        self.transcripts: list[Transcript] = []
        self.place_before = ""
        self.lend: Callable[[Value, CommandContext], AbstractContextManager[None]] = _no_sessions
        self.pages: Callable[[str], HelpPage | None] = lambda name: None
        self.browse: Callable[[str], None] = lambda address: None
        self.globals.variables.update(_start_variables(self.errors))
        self.globals.spellings.update({name.lower(): name for name in _SPELLINGS})

    def check(self) -> None:
        """Raise Stopped when the user asked to stop."""
        if self.host.cancelled():
            raise Stopped

    def next_history_id(self) -> int:
        """Return the id of the next entry of the history."""
        self.history_ids += 1
        return self.history_ids

    # --- records

    def to_host(self, record: Record) -> None:
        """Hand a record to whoever runs the line."""
        if not isinstance(record.value, UnshownRecord):
            for transcript in self.transcripts:
                transcript.record(record)
            self.host.emit(record)

    def emit(self, stream: Stream, value: Value) -> None:
        """Send a record the way that redirections have laid."""
        self.sink(Record(stream, value))

    def remote_record(self, record: Record) -> None:
        """Pass on what came from the server; its errors count like our own."""
        if record.stream is Stream.ERROR:
            self.note_failure(record.value)
        self.sink(record)

    def note_failure(self, record: Value) -> None:
        """Put an error into $Error and make $? False."""
        self.failures += 1
        self.remember(record)
        for kept in self.error_lists:
            kept.append(record)

    def remember(self, record: Value) -> None:
        """Put an error at the head of $Error, once."""
        if not self.errors or self.errors[0] is not record:
            self.errors.insert(0, record)
            del self.errors[256:]

    def exchange(self, error: ScriptError, record: ErrorRecord) -> None:
        """Give an error another record, in $Error too."""
        if self.errors and self.errors[0] is error.record:
            self.errors[0] = record
        error.record = record

    @contextmanager
    def diverted(self, sink: Sink) -> Iterator[None]:
        """Send all records to `sink` inside the block."""
        before, self.sink = self.sink, sink
        try:
            yield
        finally:
            self.sink = before

    # --- errors

    def report(self, error: ScriptError, scope: Scope) -> None:
        """Show an error that ended a statement; the script goes on. `$ErrorActionPreference` Stop ends it all the same."""
        action = preference(scope, "erroractionpreference")
        if action == "stop":
            error.thrown = error.preferred = True
            error.escalated = not error.commanded
            raise error
        self._inquire(action, error, None)
        self.note_failure(error.record)
        if action not in ("silentlycontinue", "ignore"):
            self.emit(Stream.ERROR, error.record)

    def write_error(
        self, record: ErrorRecord, scope: Scope, action: str | None = None, place: Place | None = None, answers: Answers | None = None
    ) -> None:
        """Write a non-terminating error, as the error action says.

        Raises:
            ScriptError: the action is Stop, or Inquire and the answer was to halt.
        """
        action = action or preference(scope, "erroractionpreference")
        error = ScriptError(record)
        if place is not None:
            error.at(place)
        if action == "stop":
            error.thrown = error.preferred = True
            raise error
        if action == "ignore":
            self.failures += 1
            return
        self._inquire(action, error, answers)
        self.note_failure(error.record)
        if action != "silentlycontinue":
            self.emit(Stream.ERROR, error.record)

    def _inquire(self, action: str, error: ScriptError, answers: Answers | None) -> None:
        if action == "inquire" and not inquired(self.host, error.record.message, answers or Answers()):
            raise halted()

    # --- names

    def automatic(self, key: str, scope: Scope) -> Value:
        """Return what a variable that nobody set has for a value."""
        prefix, colon, name = key.partition(":")
        if colon:
            return self._qualified(prefix, name, scope)
        if key == "?":
            return self.succeeded
        if key == "input":
            return Enumerator([])
        return None

    def _qualified(self, prefix: str, name: str, scope: Scope) -> Value:
        if prefix == "env":
            return os.environ.get(name) or next((value for key, value in os.environ.items() if key.lower() == name), None)
        if prefix == "function":
            function = scope.function_named(name)
            return None if function is None else function.code.block()
        if prefix == "global":
            return self.globals.variables.get(name)
        if prefix in ("local", "private"):
            return scope.variables.get(name)
        if prefix == "script":
            return scope.script.variables.get(name)
        return scope.raw(name) if prefix in ("variable", "using") else None

    def resolve(self, name: str, scope: Scope, place: Place, called: str = "") -> Target:
        """Find a command in PowerShell's order: alias, function, local command, remote command.

        `called` is the operator that it is called with (`&`, `.`): an error then bears its name.

        Raises:
            ScriptError: CommandNotFoundException, with the nearest names as the hint.
        """
        target = self.find(name, scope)
        if target is None:
            raise self._unknown(name, place, called or name)
        return target

    def find(self, name: str, scope: Scope) -> Target | None:
        """Return the command of this name, None when there is none."""
        key = name.lower()
        for _ in range(8):
            alias = scope.alias(key) or self.built_in_aliases.get(key)
            if alias is None:
                break
            key = alias.lower()
        function = scope.function_named(key) or self._module_function(key)
        if function is not None:
            return function
        local = self.local.get(key.rpartition("\\")[2])
        return local or self._remote(key) or self._script(name)

    def _module_function(self, key: str) -> Function | None:
        from eopsh.runtime.modules import function_of

        return function_of(key, self.modules) if self.modules else None

    def _script(self, name: str) -> Function | None:
        from eopsh.runtime.script_files import script_file

        return script_file(name)

    @contextmanager
    def borrowing(self, wanted: Value, context: CommandContext) -> Iterator[None]:
        """Send calls to another session inside the block; whoever holds connections lends them (`lend`)."""
        self.borrowed += 1
        try:
            with self.lend(wanted, context):
                yield
        finally:
            self.borrowed -= 1

    def _remote(self, key: str) -> Command | None:
        command = self.catalogue.get(key)
        return command if command is not None and command.kind is Kind.REMOTE else None

    def _unknown(self, name: str, place: Place, activity: str) -> ScriptError:
        from eopsh.runtime.elsewhere import why_not
        from eopsh.runtime.script_files import is_program

        elsewhere = why_not(name)
        if elsewhere is not None:
            return failure(elsewhere[0], "NotSupported", "NotImplemented", target=name, place=place, hint=elsewhere[1])
        if is_program(name):
            message = f"eopsh does not run programs of this machine, and '{name}' is one."
            return failure(message, "ProgramsNotRun", "NotImplemented", target=name, place=place, hint="Run it in another terminal.")
        known = {local.command.name for local in self.local.values()} | set(self.catalogue.names())
        near = nearest(name, known)
        hint = f"Did you mean {' or '.join(near)}?" if near else "Get-Command lists what there is."
        slips = [slip.text for slip in parse(place.text).hints if slip.start <= place.start < slip.end]
        error = failure(
            f"The term '{name}' is not recognized as a name of a cmdlet, function, script file, or executable program.\n"
            "Check the spelling of the name, or if a path was included, verify that the path is correct and try again.",
            "CommandNotFoundException",
            "ObjectNotFound",
            target=name,
            exception="System.Management.Automation.CommandNotFoundException",
            place=place,
            hint=slips[0] if slips else hint,
            activity=activity,
        )
        if isinstance(error.record.exception, PSObject):
            error.record.exception.adapted["CommandName"] = name
        error.record = replace(error.record, target_name=name, target_type="String")
        return error


def preference(scope: Scope, key: str) -> str:
    """Return a preference variable's value in lower case."""
    return to_text(scope.get(key)).lower()


def _no_sessions(wanted: Value, context: CommandContext) -> AbstractContextManager[None]:
    raise failure("There are no sessions here.", "NotConnected", "ConnectionError", hint="Make one with New-PSSession.")


class _Silent:
    """The host of a session before its first line."""

    def emit(self, record: Record) -> None:
        """Forget it: nobody looks."""

    def ask(self, call: object) -> Value:
        """Answer nothing."""
        return None

    def idle(self) -> None:
        """Nothing waits."""

    def cancelled(self) -> bool:
        """Nobody can cancel."""
        return False


_SPELLINGS = [
    "ExecutionContext",
    "Host",
    "IsCoreCLR",
    "IsLinux",
    "IsMacOS",
    "IsWindows",
    "MyInvocation",
    "NestedPromptLevel",
    "PSCommandPath",
    "PSCulture",
    "PSEdition",
    "PSScriptRoot",
    "PSUICulture",
    "ShellId",
    "ConfirmPreference",
    "ConsoleFileName",
    "DebugPreference",
    "Error",
    "ErrorActionPreference",
    "ErrorView",
    "FormatEnumerationLimit",
    "HOME",
    "InformationPreference",
    "MaximumHistoryCount",
    "OFS",
    "OutputEncoding",
    "PID",
    "ProgressPreference",
    "PSDefaultParameterValues",
    "PSVersionTable",
    "PWD",
    "VerbosePreference",
    "WarningPreference",
    "WhatIfPreference",
]


def _start_variables(errors: PSList) -> dict[str, Value]:
    table = PSDict()
    table.update(
        ({"PSVersion": Version(7, 5, 0), "PSEdition": "Core", "Platform": "eopsh", "PSRemotingProtocolVersion": Version(2, 3)}).items()
    )
    return {
        **automatic_variables(),
        "error": errors,
        "home": str(Path.home()),
        "pwd": path_info(Path.cwd()),
        "psversiontable": table,
        "erroractionpreference": "Continue",
        "warningpreference": "Continue",
        "verbosepreference": "SilentlyContinue",
        "debugpreference": "SilentlyContinue",
        "informationpreference": "SilentlyContinue",
        "progresspreference": "Continue",
        "confirmpreference": "High",
        "whatifpreference": False,
        "formatenumerationlimit": 4,
        "psdefaultparametervalues": PSDict(),
        "maximumhistorycount": 4096,
        "pid": os.getpid(),
        "null": None,
        "true": True,
        "false": False,
        "args": [],
        "matches": NOTHING,
    }
