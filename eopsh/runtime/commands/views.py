"""Update-FormatData, Update-TypeData and Remove-TypeData: what scripts say about how objects look."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from eopsh.binding import BoundCall
from eopsh.binding.validation import ValidateNotNullOrEmpty
from eopsh.catalogue import Command, Membership, Parameter
from eopsh.formatting import View, ViewFileError, read_view_file
from eopsh.objects import Value, is_collection, items_of, to_text
from eopsh.runtime.closing import closing
from eopsh.runtime.local import CommandContext, local_command

_FULL = (ValidateNotNullOrEmpty(),)
UPDATE_FORMAT_DATA = Command(
    "Update-FormatData",
    Parameter("AppendPath", "System.String[]", position=0, from_pipeline=True, aliases=("PSPath", "Path")),
    Parameter("PrependPath", "System.String[]"),
)


@local_command(UPDATE_FORMAT_DATA)
def update_format_data(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Add the views of files to the session's."""
    with closing(objects):
        behind = [*_texts(call.get("AppendPath")), *(to_text(item) for item in objects)]
    before = list(_read(_texts(call.get("PrependPath")), context))
    context.session.formats.prepend(before)
    context.session.formats.append(_read(behind, context))
    yield from ()


def _read(paths: list[str], context: CommandContext) -> Iterator[View]:
    for path in paths:
        try:
            yield from read_view_file(Path(path).expanduser().read_bytes())
        except OSError:
            message = f"Cannot find path '{path}' because it does not exist."
            context.error(message, "PathNotFound", "ObjectNotFound", path, "System.Management.Automation.ItemNotFoundException")
        except ViewFileError as error:
            raise context.fail(f"{path}: {error.reason}", "FormatXmlUpdateException", "InvalidOperation") from error


_TYPE = Parameter("TypeName", "System.String", sets={"DynamicType": Membership(mandatory=True, position=0)}, validation=_FULL)
UPDATE_TYPE_DATA = Command(
    "Update-TypeData",
    _TYPE,
    Parameter("DefaultDisplayPropertySet", "System.String[]", validation=_FULL),
    default_set="DynamicType",
)


@local_command(UPDATE_TYPE_DATA)
def update_type_data(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Let objects of a type show other properties than they would."""
    with closing(objects):
        names = _texts(call.get("DefaultDisplayPropertySet"))
    if names:
        context.session.formats.display(to_text(call.get("TypeName")), tuple(names))
    yield from ()


REMOVE_TYPE_DATA = Command("Remove-TypeData", _TYPE, default_set="DynamicType")


@local_command(REMOVE_TYPE_DATA)
def remove_type_data(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Forget what was said about a type."""
    with closing(objects):
        name = to_text(call.get("TypeName"))
    if not context.session.formats.forget(name):
        message = (
            f'Error in TypeData "{name}": The type "{name}" was not found. The type name value must be the full name of the type. '
            "Verify the type name and run the command again."
        )
        context.error(message, "TypesDynamicRemoveException", "InvalidOperation", name)
    yield from ()


def _texts(value: Value) -> list[str]:
    if value is None:
        return []
    return [to_text(item) for item in (items_of(value) if is_collection(value) else [value])]
