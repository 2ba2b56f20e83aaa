"""Read-Host: a line that the user types."""

from __future__ import annotations

from collections.abc import Iterator

from eopsh.binding import BoundCall
from eopsh.binding.validation import AllowNull
from eopsh.catalogue import ALL_SETS, Command, Membership, Parameter
from eopsh.errors import NoAnswer
from eopsh.objects import SecureString, Value, to_text
from eopsh.remote import HostCall, Stream
from eopsh.runtime.commands.declare import OPTIONAL
from eopsh.runtime.commands.output import host_message, host_text, information
from eopsh.runtime.local import CommandContext, local_command

READ_HOST = Command(
    "Read-Host",
    Parameter("Prompt", "System.Object", sets={ALL_SETS: Membership(position=0, from_remaining=True)}, validation=(AllowNull(),)),
    Parameter("MaskInput", "switch", sets={"AsString": OPTIONAL}),
    Parameter("AsSecureString", "switch", sets={"AsSecureString": OPTIONAL}),
    default_set="AsString",
)


@local_command(READ_HOST)
def read_host(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield the line, as a secure string when asked for; with -MaskInput nobody sees it being typed."""
    if call.get("Prompt") is not None:
        prompt = f"{host_text(call.get('Prompt'), ' ')}: "
        context.emit(Stream.INFORMATION, information(host_message(prompt, no_new_line=True), ["PSHOST"]))
    hidden = bool(call.get("AsSecureString") or call.get("MaskInput"))
    try:
        answer = context.host.ask(HostCall(-1, "ReadLineAsSecureString" if hidden else "ReadLine", ()))
    except NoAnswer as error:
        message = "The host cannot ask: nobody is there to answer."
        raise context.fail(message, "NonInteractive", "InvalidOperation") from error
    yield _as_wanted(answer, call)


def _as_wanted(answer: Value, call: BoundCall) -> Value:
    if call.get("AsSecureString"):
        return answer if isinstance(answer, SecureString) else SecureString(to_text(answer))
    return answer.reveal() if isinstance(answer, SecureString) else to_text(answer)
