"""Questions of our own, in the shape of the server's: so that every host can ask them."""

from __future__ import annotations

from eopsh.errors import EndpointRetired, NoAnswer
from eopsh.objects import Credential, PSObject, Value
from eopsh.remote import HostCall
from eopsh.runtime import Host

OUR_CALL = 0
"""The id of calls that no server waits for."""


def confirm(host: Host, text: str, *, default: bool, caption: str = "Confirm") -> bool:
    """Ask a yes-or-no question; where nobody is there, the default is the answer."""
    choices: list[Value] = [
        PSObject({"label": "&Yes", "helpMessage": "Go ahead."}),
        PSObject({"label": "&No", "helpMessage": "Do nothing."}),
    ]
    return host.ask(HostCall(OUR_CALL, "PromptForChoice", (caption, text, choices, 0 if default else 1))) == 0


def ask_credential(host: Host, *, user: str = "", caption: str = "PowerShell credential request", message: str = "") -> Credential:
    """Ask for a user name, unless one is given, and a password.

    Raises:
        NoAnswer: nobody is there.
    """
    answer = host.ask(HostCall(OUR_CALL, "PromptForCredential1", (caption, message or "Enter your credentials.", user, "")))
    if not isinstance(answer, Credential):
        raise TypeError("a credential question was answered with something else")
    return answer


def accept_retired(host: Host, sentence: str) -> None:
    """Say that an address is switched off and ask whether to try it all the same; the default is no.

    Raises:
        EndpointRetired: the user does not want to.
    """
    if not sentence:
        return
    try:
        wanted = confirm(host, f"{sentence}\nTry it all the same?", default=False, caption="Retired endpoint")
    except NoAnswer:
        wanted = False
    if not wanted:
        raise EndpointRetired(sentence)
