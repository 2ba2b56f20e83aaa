"""ConvertTo-SecureString."""

from __future__ import annotations

from collections.abc import Iterator

from eopsh.binding import BoundCall
from eopsh.binding.validation import AllowEmptyString
from eopsh.catalogue import ALL_SETS, Command, Membership, Parameter
from eopsh.objects import SecureString, Value, to_text
from eopsh.runtime.commands.declare import OPTIONAL
from eopsh.runtime.local import CommandContext, local_command

CONVERT_TO_SECURE_STRING = Command(
    "ConvertTo-SecureString",
    Parameter(
        "String",
        "System.String",
        sets={ALL_SETS: Membership(mandatory=True, position=0, from_pipeline=True)},
        validation=(AllowEmptyString(),),
    ),
    Parameter("SecureKey", "System.Security.SecureString", sets={"Secure": Membership(position=1)}),
    Parameter("AsPlainText", "switch", sets={"PlainText": Membership(position=1)}),
    Parameter("Force", "switch", sets={"PlainText": Membership(position=2)}),
    Parameter("Key", "System.Byte[]", sets={"Open": OPTIONAL}),
    default_set="Secure",
)


@local_command(CONVERT_TO_SECURE_STRING)
def convert_to_secure_string(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield a text as a secure string. Encrypted texts are Windows' own and cannot be read here."""
    text = to_text(call.get("String"))
    if not call.get("AsPlainText"):
        message = "Input string was not in a correct format." if "Key" not in call else "Padding is invalid and cannot be removed."
        raise context.fail(message, "ImportSecureString_InvalidArgument", "InvalidArgument")
    if not text:
        message = "Cannot bind argument to parameter 'String' because it is an empty string."
        raise context.fail(message, "ParameterArgumentValidationErrorEmptyStringNotAllowed", "InvalidData")
    yield SecureString(text)
