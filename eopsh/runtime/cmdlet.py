"""`$PSCmdlet`: what an advanced function may ask of its own call."""

from __future__ import annotations

from dataclasses import replace

from eopsh.binding import BoundCall
from eopsh.objects import CUSTOM_TYPES, ErrorRecord, PSObject, Value, to_bool, to_text
from eopsh.remote import Stream
from eopsh.runtime.invocation import invocation
from eopsh.runtime.questions import Answers, asks, confirmed, continued, show_what_if, what_if
from eopsh.runtime.scope import Scope
from eopsh.runtime.signals import Place, ScriptError

_TYPES = ("System.Management.Automation.PSScriptCmdlet", "System.Management.Automation.PSCmdlet", "System.Object")


class CmdletObject(PSObject):
    """The call of an advanced function, as its script sees it."""

    __slots__ = ("answers", "call", "impact", "place", "scope")

    def __init__(self, scope: Scope, call: BoundCall, place: Place, impact: str = "medium") -> None:
        name = call.command.name
        command = PSObject({"Name": name}, type_names=CUSTOM_TYPES, text=name)
        invocation = PSObject({"MyCommand": command, "InvocationName": name, "BoundParameters": None}, type_names=CUSTOM_TYPES)
        adapted: dict[str, Value] = {"ParameterSetName": call.set_name or "__AllParameterSets", "MyInvocation": invocation}
        super().__init__(adapted=adapted, type_names=_TYPES, text=_TYPES[0])
        self.scope = scope
        self.call = call
        self.place = place
        self.impact = impact
        self.answers = Answers()

    def record(self, given: Value) -> ErrorRecord:
        """Return an error record as one of this function."""
        record = given if isinstance(given, ErrorRecord) else ErrorRecord(to_text(given))
        name = self.call.command.name
        return replace(record, fully_qualified_id=f"{record.fully_qualified_id},{name}", activity=record.activity or name)

    def write_error(self, given: Value) -> None:
        """Write a non-terminating error; unlike Write-Error it makes the call a failed one."""
        self.scope.session.write_error(self.record(given), self.scope, place=self.place, answers=self.answers)
        self.scope.failed = True

    def throw(self, given: Value) -> None:
        """End the function with an error; the caller's statement ends, the script goes on."""
        error = ScriptError(self.record(given)).at(self.place)
        error.thrown = error.commanded = error.ending = True
        raise error

    def should_process(self, target: Value, action: Value = None, caption: Value = None) -> bool:
        """Tell whether to go on; with -WhatIf say what would be done, and do not; ask where -Confirm or the impact says so.

        With a caption the texts are the caller's own: what is said with -WhatIf, the question, its caption.
        """
        own = caption is not None
        what = self.call.command.name if action is None or action == "" else to_text(action)
        text = to_text(target) if own else f'Performing the operation "{what}" on target "{to_text(target)}".'
        if what_if(self.call.get("WhatIf"), self.scope):
            show_what_if(self.scope, text)
            return False
        if not asks(self.call.get("Confirm"), self.scope, self.impact):
            return True
        host = self.scope.session.host
        return confirmed(host, text, self.answers, to_text(caption) or "Confirm", to_text(action) if own else "")

    def output(self, value: Value, spread: Value = False) -> Value:
        """Return what WriteObject puts out where it stands: the value as one object, or its elements."""
        return value if to_bool(spread) else [value]

    def should_continue(self, question: Value, caption: Value, *_: Value) -> bool:
        """Ask yes or no, whatever the preferences say."""
        return continued(self.scope.session.host, to_text(question), to_text(caption))

    def get(self, name: str, default: Value = None) -> Value:
        """Return a property; the call is looked at when it is asked for."""
        return invocation(self.scope) if name.lower() == "myinvocation" else super().get(name, default)

    def write(self, stream: Stream, preference: str, text: Value) -> None:
        """Write a message of another stream, where someone wants it."""
        if to_text(self.scope.get(preference)).lower() == "continue":
            self.scope.session.emit(stream, to_text(text))
