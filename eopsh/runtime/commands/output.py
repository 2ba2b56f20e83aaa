"""The Write cmdlets."""

from __future__ import annotations

from collections.abc import Iterator

from eopsh.binding import BoundCall
from eopsh.binding.validation import AllowEmptyCollection, AllowEmptyString, AllowNull, Transformation
from eopsh.catalogue import ALL_SETS, Command, Membership, Parameter
from eopsh.objects import (
    ConversionError,
    ErrorRecord,
    PSDict,
    PSList,
    PSObject,
    Value,
    is_collection,
    short_type_name,
    to_string,
    to_text,
    type_name,
)
from eopsh.remote import Stream
from eopsh.runtime.commands.declare import OPTIONAL, switch
from eopsh.runtime.exceptions import as_exception, is_exception
from eopsh.runtime.local import CommandContext, local_command
from eopsh.runtime.methods.dates import now
from eopsh.runtime.session_types import UnshownRecord
from eopsh.runtime.signals import ScriptError
from eopsh.runtime.values import unrolled

WRITE_OUTPUT = Command(
    "Write-Output",
    Parameter(
        "InputObject",
        "System.Management.Automation.PSObject",
        sets={ALL_SETS: Membership(mandatory=True, position=0, from_pipeline=True, from_remaining=True)},
        validation=(AllowNull(), AllowEmptyCollection()),
    ),
    switch("NoEnumerate"),
    alias=("echo", "write"),
)


@local_command(WRITE_OUTPUT)
def write_output(call: BoundCall, objects: Iterator[Value]) -> Iterator[Value]:
    """Yield the objects, lists element by element unless told otherwise."""
    for item in objects:
        if call.get("NoEnumerate"):
            yield item
        else:
            yield from unrolled(item)


_COLORS = [
    "Black",
    "DarkBlue",
    "DarkGreen",
    "DarkCyan",
    "DarkRed",
    "DarkMagenta",
    "DarkYellow",
    "Gray",
    "DarkGray",
    "Blue",
    "Green",
    "Cyan",
    "Red",
    "Magenta",
    "Yellow",
    "White",
]
WRITE_HOST = Command(
    "Write-Host",
    Parameter(
        "Object",
        "System.Object",
        aliases=("Msg", "Message"),
        sets={ALL_SETS: Membership(position=0, from_pipeline=True, from_remaining=True)},
    ),
    switch("NoNewline"),
    Parameter("Separator", "System.Object"),
    Parameter("ForegroundColor", "System.ConsoleColor", values=tuple(_COLORS)),
    Parameter("BackgroundColor", "System.ConsoleColor", values=tuple(_COLORS)),
)


@local_command(WRITE_HOST)
def write_host(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Show text at once; it goes past the pipeline as an information record tagged PSHOST."""
    if context.action("InformationAction", "InformationPreference") == "ignore":
        return
    separator = " " if call.get("Separator") is None else to_text(call.get("Separator"))
    text = host_text(call.get("Object"), separator)
    colors = call.get("ForegroundColor"), call.get("BackgroundColor")
    data = host_message(text, no_new_line=bool(call.get("NoNewline")), colors=colors)
    context.emit(Stream.INFORMATION, information(data, ["PSHOST"]))
    yield from ()


def host_message(text: str, *, no_new_line: bool = False, colors: tuple[Value, Value] = (None, None)) -> PSObject:
    """Make what a host shows as it stands; `colors` are the fore- and background's."""
    notes: dict[str, Value] = {"Message": text, "NoNewLine": no_new_line, "ForegroundColor": colors[0], "BackgroundColor": colors[1]}
    return PSObject(notes, type_names=("System.Management.Automation.HostInformationMessage", "System.Object"), text=text)


def host_text(value: Value, separator: str) -> str:
    """Return what Write-Host shows: elements and entries joined by the separator, values as the culture writes them."""
    if isinstance(value, PSDict):
        return separator.join(f"[{to_string(key)}, {to_string(item)}]" for key, item in value.items())
    if is_collection(value):
        return separator.join(host_text(item, separator) for item in unrolled(value))
    return to_text(value) if isinstance(value, PSObject) else to_string(value)


def information(data: Value, tags: list[str], *, shown: bool = True) -> PSObject:
    """Make an information record; one that is not `shown` can be collected and redirected all the same."""
    kind = PSObject if shown else UnshownRecord
    return kind(
        {"MessageData": data, "Source": "", "Tags": PSList(tags), "TimeGenerated": now()},
        type_names=("System.Management.Automation.InformationRecord", "System.Object"),
        text=to_text(data),
    )


def _message(*, null: bool = False) -> Parameter:
    everywhere = Membership(mandatory=True, position=0, from_pipeline=True)
    validation = (AllowEmptyString(), AllowNull()) if null else (AllowEmptyString(),)
    return Parameter("Message", "System.String", aliases=("Msg",), sets={ALL_SETS: everywhere}, validation=validation)


WRITE_WARNING = Command("Write-Warning", _message())
WRITE_VERBOSE = Command("Write-Verbose", _message())
WRITE_DEBUG = Command("Write-Debug", _message())


def _written(call: BoundCall, context: CommandContext, stream: Stream, action: str) -> Iterator[Value]:
    if action in ("continue", "inquire"):
        context.emit(stream, to_text(call.get("Message")))
        if action == "inquire":
            context.inquire(to_text(call.get("Message")))
    elif action == "stop":
        context.emit(stream, to_text(call.get("Message")))
        raise _stopped(stream, to_text(call.get("Message")), context)
    yield from ()


def _stopped(stream: Stream, text: str, context: CommandContext) -> ScriptError:
    """Make the error of a message whose action is Stop: it ends the script."""
    name = f"{stream.name.capitalize()}Preference"
    message = f'The running command stopped because the preference variable "{name}" or common parameter is set to Stop: {text}'
    exception = "System.Management.Automation.ActionPreferenceStopException"
    record = context.record(message, "ActionPreferenceStop", "OperationStopped", None, exception)
    error = ScriptError(record, thrown=True).at(context.place)
    error.preferred = True
    return error


@local_command(WRITE_WARNING)
def write_warning(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Write a warning."""
    yield from _written(call, context, Stream.WARNING, context.action("WarningAction", "WarningPreference"))


def _switched(call: BoundCall, context: CommandContext, name: str) -> str:
    given = call.get(name)
    if given is not None:
        return "continue" if given else "silentlycontinue"
    return context.action("", f"{name}Preference")


@local_command(WRITE_VERBOSE)
def write_verbose(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Write a verbose message, where someone wants them."""
    yield from _written(call, context, Stream.VERBOSE, _switched(call, context, "Verbose"))


@local_command(WRITE_DEBUG)
def write_debug(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Write a debug message, where someone wants them."""
    yield from _written(call, context, Stream.DEBUG, _switched(call, context, "Debug"))


WRITE_INFORMATION = Command(
    "Write-Information",
    Parameter(
        "MessageData",
        "System.Object",
        aliases=("Msg", "Message"),
        sets={ALL_SETS: Membership(mandatory=True, position=0, from_pipeline=True)},
        validation=(AllowNull(),),
    ),
    Parameter("Tags", "System.String[]", position=1),
)


@local_command(WRITE_INFORMATION)
def write_information(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Write an information record; whether it is shown the preference says, but it can be collected in any case."""
    action = context.action("InformationAction", "InformationPreference")
    tags = [to_text(tag) for tag in unrolled(call.get("Tags"))] if "Tags" in call else []
    data = call.get("MessageData")
    if action == "stop":
        raise _stopped(Stream.INFORMATION, to_text(data), context)
    if action != "ignore":
        context.emit(Stream.INFORMATION, information(data, tags, shown=action in ("continue", "inquire")))
    yield from ()


def _as_exception(value: Value) -> Value:
    if is_exception(value) or isinstance(value, str):
        return as_exception(value, "System.Exception")
    raise ConversionError(f'Cannot convert the "{to_text(value)}" value of type "{type_name(value)}" to type "System.Exception".')


def _as_record(value: Value) -> Value:
    if isinstance(value, ErrorRecord):
        return value
    wanted = "System.Management.Automation.ErrorRecord"
    raise ConversionError(f'Cannot convert the "{to_text(value)}" value of type "{type_name(value)}" to type "{wanted}".')


_PLAIN, _EXCEPTION, _RECORD = "NoException", "WithException", "ErrorRecord"
_EITHER = {_PLAIN: OPTIONAL, _EXCEPTION: OPTIONAL}
WRITE_ERROR = Command(
    "Write-Error",
    Parameter(
        "Message",
        "System.String",
        aliases=("Msg",),
        sets={_PLAIN: Membership(mandatory=True, position=0, from_pipeline=True), _EXCEPTION: OPTIONAL},
        validation=(AllowEmptyString(), AllowNull()),
    ),
    Parameter(
        "Exception",
        "System.Exception",
        sets={_EXCEPTION: Membership(mandatory=True, position=0)},
        validation=(Transformation(_as_exception),),
    ),
    Parameter(
        "ErrorRecord",
        "System.Management.Automation.ErrorRecord",
        sets={_RECORD: Membership(mandatory=True, position=0)},
        validation=(Transformation(_as_record),),
    ),
    Parameter("Category", "System.Management.Automation.ErrorCategory", sets=_EITHER),
    Parameter("ErrorId", "System.String", sets=_EITHER),
    Parameter("TargetObject", "System.Object", sets=_EITHER),
    Parameter("RecommendedAction", "System.String"),
    Parameter("CategoryActivity", "System.String", aliases=("Activity",)),
    Parameter("CategoryReason", "System.String", aliases=("Reason",)),
    Parameter("CategoryTargetName", "System.String", aliases=("TargetName",)),
    Parameter("CategoryTargetType", "System.String", aliases=("TargetType",)),
    default_set=_PLAIN,
)


@local_command(WRITE_ERROR)
def write_error(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Write an error; with -ErrorAction Stop it ends the script."""
    given = call.get("ErrorRecord")
    if context.scope.place is not None:
        context.place = context.scope.place
    context.write_error(given if isinstance(given, ErrorRecord) else _record(call, context))
    yield from ()


def _record(call: BoundCall, context: CommandContext) -> ErrorRecord:
    exception = call.get("Exception")
    message = to_text(call.get("Message")) if "Message" in call else _exception_message(exception)
    default_type = "Microsoft.PowerShell.Commands.WriteErrorException"
    kind = exception.type_names[0] if isinstance(exception, PSObject) and exception.type_names else default_type
    error_id = to_text(call.get("ErrorId")) or kind
    target = call.get("TargetObject")
    name = context.scope.function or "Write-Error"
    return ErrorRecord(
        message,
        f"{error_id},{name}" if context.scope.function else error_id,
        to_text(call.get("Category")) or "NotSpecified",
        target,
        kind,
        to_text(call.get("CategoryActivity")) or name,
        reason=to_text(call.get("CategoryReason")) or kind.rpartition(".")[2],
        target_name=to_text(call.get("CategoryTargetName")) or ("" if target is None else to_text(target)),
        target_type=to_text(call.get("CategoryTargetType")) or short_type_name(type_name(target)),
        recommended_action=to_text(call.get("RecommendedAction")),
        exception=exception,
    )


def _exception_message(exception: Value) -> str:
    return to_text(exception.get("Message")) if isinstance(exception, PSObject) else to_text(exception)
