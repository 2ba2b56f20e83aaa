"""The common parameters of calls that run on the server: what stays here, and what an error of theirs ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from eopsh.binding import BoundCall
from eopsh.frozen import frozen
from eopsh.objects import Value, to_text
from eopsh.runtime.common import with_common_parameters
from eopsh.runtime.scope import Scope

LOCAL_ONLY = frozenset({"ErrorVariable", "InformationVariable", "OutBuffer", "OutVariable", "PipelineVariable", "WarningVariable"})
"""What names variables of ours: PowerShell's own proxies take it off before they send a call."""


@frozen
class Actions:
    """What errors from the server do here. `records` is the action for each that does not end the pipeline, in lower case;

    `ends_script` tells that one which ends the pipeline ends the script too, as -ErrorAction Stop does.
    """

    records: str
    ends_script: bool


def actions_of(calls: tuple[BoundCall, ...], preference: str) -> Actions:
    """Return the actions for calls that travel together; `preference` is $ErrorActionPreference."""
    given = [to_text(call.values["ErrorAction"]).lower() for call in calls if "ErrorAction" in call.values]
    records = preference if len(given) < len(calls) else "continue"
    return Actions(records, "stop" in (*given, records))


def groups(calls: list[BoundCall]) -> Iterator[tuple[BoundCall, ...]]:
    """Part neighbouring calls after each whose output is kept in a variable: it has to come by here."""
    group: list[BoundCall] = []
    for call in calls:
        group.append(call)
        if "OutVariable" in call.values:
            yield tuple(group)
            group = []
    if group:
        yield tuple(group)


def as_sent(calls: tuple[BoundCall, ...]) -> tuple[BoundCall, ...]:
    """Return the calls without what stays here."""
    return tuple(call if LOCAL_ONLY.isdisjoint(call.values) else replace(call, values=_remote_values(call)) for call in calls)


def _remote_values(call: BoundCall) -> dict[str, Value]:
    return {name: value for name, value in call.values.items() if name not in LOCAL_ONLY}


def collected(stream: Iterator[Value], calls: tuple[BoundCall, ...], scope: Scope) -> Iterator[Value]:
    """Return the output, with the variables filled that the calls name."""
    for call in calls:
        stream = with_common_parameters(stream, call, scope)
    return stream
