"""Update-FormatData: the views of files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from eopsh.binding import BoundCall
from eopsh.catalogue import Command, Parameter
from eopsh.formatting import View, ViewFileError, read_view_file
from eopsh.objects import Value, to_text
from eopsh.runtime.closing import closing
from eopsh.runtime.commands.inputs import texts_of
from eopsh.runtime.local import CommandContext, local_command

UPDATE_FORMAT_DATA = Command(
    "Update-FormatData",
    Parameter("AppendPath", "System.String[]", position=0, from_pipeline=True, aliases=("PSPath", "Path")),
    Parameter("PrependPath", "System.String[]"),
)


@local_command(UPDATE_FORMAT_DATA)
def update_format_data(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Add the views of files to the session's."""
    with closing(objects):
        behind = [*texts_of(call, "AppendPath"), *(to_text(item) for item in objects)]
    before = list(_read(texts_of(call, "PrependPath"), context))
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
