"""`$PSCmdlet`: what an advanced function may ask of its own call."""

from __future__ import annotations

from dataclasses import replace

from eopsh.binding import BoundCall
from eopsh.objects import CUSTOM_TYPES, ErrorRecord, PSObject, Value, to_bool, to_text
from eopsh.remote import Stream
from eopsh.runtime.confirming import confirmed
from eopsh.runtime.scope import Scope
from eopsh.runtime.signals import Place, ScriptError

_TYPES = ("System.Management.Automation.PSScriptCmdlet", "System.Management.Automation.PSCmdlet", "System.Object")


class CmdletObject(PSObject):
    """The call of an advanced function, as its script sees it."""

    __slots__ = ("call", "place", "scope")

    def __init__(self, scope: Scope, call: BoundCall, place: Place) -> None:
        name = call.command.name
        command = PSObject({"Name": name}, type_names=CUSTOM_TYPES, text=name)
        invocation = PSObject({"MyCommand": command, "InvocationName": name, "BoundParameters": None}, type_names=CUSTOM_TYPES)
        adapted: dict[str, Value] = {"ParameterSetName": call.set_name or "__AllParameterSets", "MyInvocation": invocation}
        super().__init__(adapted=adapted, type_names=_TYPES, text=_TYPES[0])
        self.scope = scope
        self.call = call
        self.place = place

    def record(self, given: Value) -> ErrorRecord:
        """Return an error record as one of this function."""
        record = given if isinstance(given, ErrorRecord) else ErrorRecord(to_text(given))
        name = self.call.command.name
        return replace(record, fully_qualified_id=f"{record.fully_qualified_id},{name}", activity=record.activity or name)

    def write_error(self, given: Value) -> None:
        """Write a non-terminating error; unlike Write-Error it makes the call a failed one."""
        self.scope.session.write_error(self.record(given), self.scope, place=self.place)
        self.scope.failed = True

    def throw(self, given: Value) -> None:
        """End the function with an error; the caller's statement ends, the script goes on."""
        raise ScriptError(self.record(given)).at(self.place)

    def should_process(self, target: Value, action: Value = None) -> bool:
        """Tell whether to go on; with -WhatIf say what would be done, and do not; with -Confirm ask."""
        given = self.call.get("WhatIf")
        what = to_text(action) or self.call.command.name
        if not to_bool(given if given is not None else self.scope.get("WhatIfPreference")):
            asks = to_text(self.scope.get("ConfirmPreference")).lower() in ("low", "medium")
            return not asks or confirmed(self.scope.session.host, what, to_text(target))
        text = f'What if: Performing the operation "{what}" on target "{to_text(target)}".'
        self.scope.session.emit(Stream.INFORMATION, PSObject({"MessageData": text, "Tags": ["PSHOST"]}, text=text))
        return False

    def write(self, stream: Stream, preference: str, text: Value) -> None:
        """Write a message of another stream, where someone wants it."""
        if to_text(self.scope.get(preference)).lower() == "continue":
            self.scope.session.emit(stream, to_text(text))
