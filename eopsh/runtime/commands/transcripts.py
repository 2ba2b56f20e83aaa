"""Start-Transcript and Stop-Transcript."""

from __future__ import annotations

import platform
import secrets
from collections.abc import Iterator
from pathlib import Path

from eopsh.binding import BoundCall
from eopsh.catalogue import Command, Membership, Parameter
from eopsh.objects import Value, format_value, to_text
from eopsh.runtime.commands.declare import OPTIONAL, switch
from eopsh.runtime.commands.files import LITERAL_ALIASES, opened
from eopsh.runtime.confirming import should_process
from eopsh.runtime.local import CommandContext, local_command
from eopsh.runtime.locations import full_path
from eopsh.runtime.methods.dates import now
from eopsh.runtime.transcripts import Transcript

START_TRANSCRIPT = Command(
    "Start-Transcript",
    Parameter("Path", "System.String", sets={"ByPath": Membership(position=0)}),
    Parameter("LiteralPath", "System.String", aliases=LITERAL_ALIASES, sets={"ByLiteralPath": Membership(position=0)}),
    Parameter("OutputDirectory", "System.String", sets={"ByOutputDirectory": OPTIONAL}),
    switch("Append"),
    switch("Force"),
    switch("NoClobber", aliases=("NoOverwrite",)),
    switch("IncludeInvocationHeader"),
    switch("UseMinimalHeader"),
    default_set="ByPath",
    should_process=True,
)


@local_command(START_TRANSCRIPT)
def start_transcript(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Write what lines put out to a file from now on, too."""
    path = _path(call)
    append = bool(call.get("Append"))
    if call.get("NoClobber") and path.exists() and not append:
        raise context.fail(f"File {path} already exists and NoClobber was specified.", "NoClobber", "ResourceExists", str(path))
    if should_process(context, "Start-Transcript", str(path)):
        short = bool(call.get("UseMinimalHeader"))
        made = opened(lambda: Transcript(path, context.session.globals, append=append, short=short), path, context)
        context.session.transcripts.append(made)
        yield f"Transcript started, output file is {path}"


def _path(call: BoundCall) -> Path:
    given = to_text(call.get("Path") or call.get("LiteralPath"))
    if given:
        return full_path(given)
    folder = full_path(to_text(call.get("OutputDirectory"))) if "OutputDirectory" in call else Path.home()
    stamp = format_value(now(), "yyyyMMddHHmmss")
    return folder / f"PowerShell_transcript.{platform.node()}.{secrets.token_hex(4)}.{stamp}.txt"


STOP_TRANSCRIPT = Command("Stop-Transcript")


@local_command(STOP_TRANSCRIPT)
def stop_transcript(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """End the newest transcript."""
    if not context.session.transcripts:
        message = "An error occurred stopping transcription: The host is not currently transcribing."
        raise context.fail(
            message, "InvalidOperation", "InvalidOperation", exception="System.Management.Automation.PSInvalidOperationException"
        )
    ended = context.session.transcripts.pop()
    ended.close()
    yield f"Transcript stopped, output file is {ended.path}"
