"""Get-Error: what is known of the newest errors."""

from __future__ import annotations

from collections.abc import Iterator

from eopsh.binding import BoundCall
from eopsh.binding.validation import ValidateRange
from eopsh.catalogue import Command, Membership, Parameter
from eopsh.objects import ErrorRecord, PSObject, Value, get_property
from eopsh.runtime.closing import closing
from eopsh.runtime.local import CommandContext, local_command

GET_ERROR = Command(
    "Get-Error",
    Parameter("InputObject", "System.Management.Automation.PSObject", sets={"Error": Membership(position=0, from_pipeline=True)}),
    Parameter("Newest", "System.Int32", aliases=("Last",), sets={"Newest": Membership()}, validation=(ValidateRange(1, 2**31 - 1),)),
    default_set="Newest",
    alias="gerr",
)
_TYPES = ("System.Management.Automation.ErrorRecord#PSExtendedError", "System.Object")
_FIELDS = ("TargetObject", "CategoryInfo", "FullyQualifiedErrorId", "ErrorDetails", "InvocationInfo", "ScriptStackTrace")


@local_command(GET_ERROR)
def get_error(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield the newest errors, or the given ones, with all that is known of them."""
    count = call.get("Newest")
    with closing(objects):
        given = [item for item in objects if isinstance(item, ErrorRecord)]
    newest = list(context.session.errors[: count if isinstance(count, int) else 1])
    yield from map(_extended, given or ([] if "InputObject" in call or context.piped else newest))


def _extended(record: Value) -> PSObject:
    exception = get_property(record, "Exception")
    kind = exception.type_names[0] if isinstance(exception, PSObject) and exception.type_names else None
    shown: dict[str, Value] = {
        "Type": kind,
        "Message": get_property(exception, "Message"),
        "InnerException": get_property(exception, "InnerException"),
        "Position": get_property(get_property(record, "InvocationInfo"), "PositionMessage"),
    }
    for name in _FIELDS:
        value = get_property(record, name)
        if value is not None and name != "InvocationInfo":
            shown[name] = value
    return PSObject(adapted=shown, type_names=_TYPES, text=str(record))
