"""New-TimeSpan, Measure-Command and Start-Sleep."""

from __future__ import annotations

import time
from collections.abc import Iterator

from eopsh.binding import BoundCall
from eopsh.binding.validation import ValidateRange
from eopsh.catalogue import Command, Membership, Parameter
from eopsh.objects import DateTime, TimeSpan, Value, to_number
from eopsh.objects.times import TICKS_PER_SECOND
from eopsh.runtime.closing import closing
from eopsh.runtime.commands.declare import INPUT, OPTIONAL
from eopsh.runtime.local import CommandContext, as_block, local_command
from eopsh.runtime.methods.dates import now

_TICKS = {"Days": 86_400, "Hours": 3_600, "Minutes": 60, "Seconds": 1}
_TICKS_PER_MILLISECOND = 10_000
NEW_TIME_SPAN = Command(
    "New-TimeSpan",
    Parameter(
        "Start",
        "System.DateTime",
        aliases=("LastWriteTime",),
        sets={"Date": Membership(position=0, from_pipeline=True, from_property=True)},
    ),
    Parameter("End", "System.DateTime", sets={"Date": Membership(position=1, from_property=True)}),
    *(Parameter(name, "System.Int32", sets={"Time": OPTIONAL}) for name in (*_TICKS, "Milliseconds")),
    default_set="Date",
)


@local_command(NEW_TIME_SPAN)
def new_time_span(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield the time between two dates (a missing one is now), or a span of parts."""
    parts = {name: int(to_number(call.get(name))) for name in (*_TICKS, "Milliseconds") if name in call}
    if parts:
        milliseconds = parts.pop("Milliseconds", 0) * _TICKS_PER_MILLISECOND
        ticks = milliseconds + sum(number * _TICKS[name] * TICKS_PER_SECOND for name, number in parts.items())
        if not -(2**63) <= ticks < 2**63:
            message = "TimeSpan overflowed because the duration is too long."
            raise context.fail(message, "System.ArgumentOutOfRangeException", "NotSpecified")
        yield TimeSpan(ticks)
        return
    moment = now()
    start, end = call.get("Start", moment), call.get("End", moment)
    assert isinstance(start, DateTime)
    assert isinstance(end, DateTime)
    yield TimeSpan(end.ticks - start.ticks)


MEASURE_COMMAND = Command(
    "Measure-Command",
    Parameter("Expression", "System.Management.Automation.ScriptBlock", mandatory=True, position=0),
    INPUT,
)


@local_command(MEASURE_COMMAND)
def measure_command(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Run a block, once or for each object, and yield the time that it took; what it puts out is dropped."""
    block = as_block(call.get("Expression"), context, "Expression")
    spent = 0
    with closing(objects):
        for item in objects if context.piped or "InputObject" in call else (None,):
            start = time.perf_counter_ns()
            for _ in context.run(block, item):
                context.check()
            spent += time.perf_counter_ns() - start
    yield TimeSpan(spent // 100)


_INPUT = Membership(mandatory=True, position=0, from_pipeline=True, from_property=True)
_BY_NAME = Membership(mandatory=True, from_property=True)
_LONGEST = 2_147_483
START_SLEEP = Command(
    "Start-Sleep",
    Parameter("Seconds", "System.Double", sets={"Seconds": _INPUT}, validation=(ValidateRange(0.0, float(_LONGEST)),)),
    Parameter("Milliseconds", "System.Int32", aliases=("ms",), sets={"Milliseconds": _BY_NAME}, validation=(ValidateRange(0, 2**31 - 1),)),
    Parameter("Duration", "System.TimeSpan", aliases=("ts",), sets={"FromTimeSpan": _INPUT}),
    default_set="Seconds",
    alias="sleep",
)


@local_command(START_SLEEP)
def start_sleep(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Wait; Ctrl-C ends it."""
    duration = call.get("Duration")
    if isinstance(duration, TimeSpan):
        seconds = duration.ticks / TICKS_PER_SECOND
    elif "Milliseconds" in call:
        seconds = float(to_number(call.get("Milliseconds"))) / 1000
    else:
        seconds = float(to_number(call.get("Seconds")))
    if not 0 <= seconds <= _LONGEST:
        message = f"Cannot validate argument on parameter 'Duration'. The duration must be between 0 and {_LONGEST} seconds."
        raise context.fail(message, "ParameterArgumentValidationError", "InvalidData", duration)
    context.pause(seconds)
    yield from ()
