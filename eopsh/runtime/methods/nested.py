"""`[powershell]::Create()`: scripts that run in a session of their own, with nobody to ask and no connection."""

from __future__ import annotations

from eopsh.errors import NoAnswer
from eopsh.language import parse
from eopsh.objects import PSList, PSObject, Value, to_text, type_members, use_type_members
from eopsh.remote import HostCall, Record, Stream
from eopsh.runtime.methods.table import Method, method, scoped, void
from eopsh.runtime.scope import Scope

TYPE_NAME = "System.Management.Automation.PowerShell"
_STREAMS = {Stream.ERROR: "Error", Stream.WARNING: "Warning", Stream.VERBOSE: "Verbose", Stream.DEBUG: "Debug"}


class NestedShell(PSObject):
    """Scripts to run, and the records that their last run left."""

    __slots__ = ("scripts", "streams")

    def __init__(self) -> None:
        self.scripts: list[str] = []
        self.streams = {name: PSList() for name in (*_STREAMS.values(), "Information")}
        streams = PSObject(adapted=dict(self.streams), type_names=("System.Management.Automation.PSDataStreams", "System.Object"))
        super().__init__(adapted={"Streams": streams, "HadErrors": False}, type_names=(TYPE_NAME, "System.Object"), text=TYPE_NAME)

    def add_script(self, text: Value) -> NestedShell:
        """Add a script; returns the shell, so that calls can be chained."""
        self.scripts.append(to_text(text))
        return self

    def record(self, record: Record) -> None:
        """Keep a record of another stream than output."""
        self.streams[_STREAMS.get(record.stream, "Information")].append(record.value)
        self.adapted["HadErrors"] = self.adapted["HadErrors"] or record.stream is Stream.ERROR


class _Nobody:
    """The host of such a run: records are kept, questions have no answer, Ctrl-C is the outer line's."""

    def __init__(self, shell: NestedShell, scope: Scope) -> None:
        self.emit = shell.record
        self.cancelled = scope.session.host.cancelled

    def ask(self, call: HostCall) -> Value:
        """Nobody is there."""
        raise NoAnswer

    def idle(self) -> None:
        """Nothing waits here."""


def _invoke(scope: Scope, shell: Value) -> Value:
    from eopsh.runtime.interpreter import Interpreter

    assert isinstance(shell, NestedShell)
    host, interpreter, types = _Nobody(shell, scope), Interpreter(), type_members()
    try:
        return [value for text in shell.scripts for value in interpreter.run(parse(text), host)]
    finally:
        use_type_members(types)


def _clear(shell: NestedShell) -> None:
    for records in shell.streams.values():
        records.clear()


NESTED: dict[str, Method] = {
    "AddScript": method(NestedShell.add_script, "s"),
    "Dispose": void(_clear),
    "Invoke": scoped(_invoke),
}
NESTED_STATIC: dict[str, Method] = {"Create": method(NestedShell)}
