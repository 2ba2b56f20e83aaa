"""The common parameters of commands that run here."""

from __future__ import annotations

from collections.abc import Iterator

from eopsh.binding import BoundCall
from eopsh.objects import PSList, Value, to_bool, to_text
from eopsh.remote import Record, Stream
from eopsh.runtime.closing import close_stage
from eopsh.runtime.message_records import record_object
from eopsh.runtime.scope import Scope

_PREFERENCES = {
    "ErrorAction": "erroractionpreference",
    "WarningAction": "warningpreference",
    "InformationAction": "informationpreference",
    "ProgressAction": "progresspreference",
}
_SWITCHES = {"Verbose": "verbosepreference", "Debug": "debugpreference"}
_VARIABLES = {"WarningVariable": Stream.WARNING, "InformationVariable": Stream.INFORMATION}
_COLLECTING = {*_VARIABLES, "ErrorVariable", "OutVariable", "PipelineVariable"}


def apply_common_parameters(scope: Scope, call: BoundCall) -> None:
    """Make a call's preferences the ones of a function's scope."""
    for name, variable in _PREFERENCES.items():
        if name in call.values:
            scope.variables[variable] = call.values[name]
    if "WhatIf" in call.values:
        scope.variables["whatifpreference"] = call.values["WhatIf"]
    if "Confirm" in call.values:
        scope.variables["confirmpreference"] = "Low" if to_bool(call.values["Confirm"]) else "None"
    for name, variable in _SWITCHES.items():
        if name in call.values:
            scope.variables[variable] = "Continue" if to_bool(call.values[name]) else "SilentlyContinue"


def with_common_parameters(stream: Iterator[Value], call: BoundCall, scope: Scope) -> Iterator[Value]:
    """Return a stage's output, collected into the variables that the call names besides."""
    if call.values.keys().isdisjoint(_COLLECTING):
        return stream
    return _collecting(stream, call, scope)


def _collecting(stream: Iterator[Value], call: BoundCall, scope: Scope) -> Iterator[Value]:
    lists = {stream: _variable(scope, call, name) for name, stream in _VARIABLES.items() if name in call.values}
    output = _variable(scope, call, "OutVariable") if "OutVariable" in call.values else None
    errors = _variable(scope, call, "ErrorVariable") if "ErrorVariable" in call.values else []
    session = scope.session
    outer = session.sink

    def sink(record: Record) -> None:
        if record.stream in lists:
            lists[record.stream].append(record_object(record))
        outer(record)

    try:
        while True:
            session.error_lists.append(errors)
            try:
                with session.diverted(sink):
                    value = next(stream, _END)
            finally:
                session.error_lists.pop()
            if value is _END:
                return
            if output is not None:
                output.append(value)
            if "PipelineVariable" in call.values:
                scope.set(to_text(call.values["PipelineVariable"]), value)
            yield value
    finally:
        close_stage(stream)


_END = object()


def _variable(scope: Scope, call: BoundCall, name: str) -> PSList:
    """Return the list behind a variable's name; a plus in front keeps what it holds."""
    variable = to_text(call.values[name])
    kept: list[Value] = []
    if variable.startswith("+"):
        variable = variable[1:]
        before = scope.get(variable)
        kept = list(before) if isinstance(before, list) else [] if before is None else [before]
    found = PSList(kept)
    scope.set(variable, found)
    return found
