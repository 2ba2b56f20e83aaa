"""Questions of commands that run here: whether to change something, whether to go on after an error."""

from __future__ import annotations

from eopsh.errors import NoAnswer
from eopsh.objects import PSObject, Value, to_bool, to_text
from eopsh.remote import HostCall, Stream
from eopsh.runtime.host import Host
from eopsh.runtime.scope import Scope
from eopsh.runtime.signals import ScriptError, failure

_OUR_CALL = 0
_YES, _YES_TO_ALL, _NO, _NO_TO_ALL = range(4)
_CHOICES = (
    ("&Yes", "Continue with only the next step of the operation."),
    ("Yes to &All", "Continue with all the steps of the operation."),
    ("&No", "Skip this operation and proceed with the next operation."),
    ("No to A&ll", "Skip this operation and all subsequent operations."),
)
_CONTINUE = (
    ("&Yes", "Continue with only the next step of the operation."),
    ("Yes to &All", "Continue with all the steps of the operation."),
    ("&Halt Command", "Stop this command."),
)
_YES_NO = (("&Yes", "Continue with the operation."), ("&No", "Skip this operation."))
_IMPACTS = ("none", "low", "medium", "high")


class Answers:
    """What was answered for all further questions of one call; None: every question is asked."""

    __slots__ = ("every",)

    def __init__(self) -> None:
        self.every: bool | None = None


def what_if(given: Value, scope: Scope) -> bool:
    """Tell whether a call only says what it would do: its -WhatIf, else the preference."""
    return to_bool(given if given is not None else scope.get("WhatIfPreference"))


def asks(given: Value, scope: Scope, impact: str) -> bool:
    """Tell whether a call asks: -Confirm says so, else an impact that reaches $ConfirmPreference."""
    if given is not None:
        return to_bool(given)
    wanted = to_text(scope.get("ConfirmPreference")).lower()
    return wanted in _IMPACTS[1:] and impact in _IMPACTS and _IMPACTS.index(impact) >= _IMPACTS.index(wanted)


def show_what_if(scope: Scope, text: str) -> None:
    """Say what would be done."""
    message = PSObject({"MessageData": f"What if: {text}", "Tags": ["PSHOST"]}, text=f"What if: {text}")
    scope.session.emit(Stream.INFORMATION, message)


def confirmed(host: Host, text: str, answers: Answers, caption: str = "Confirm", question: str = "") -> bool:
    """Ask whether to go on, as PowerShell does; "to all" holds for the rest of the call.

    Raises:
        ScriptError: nobody is there to answer.
    """
    if answers.every is None:
        question = question or f"Are you sure you want to perform this action?\n{text}"
        choice = _asked(host, caption, question, _CHOICES)
        if choice in (_YES_TO_ALL, _NO_TO_ALL):
            answers.every = choice == _YES_TO_ALL
        return choice in (_YES, _YES_TO_ALL)
    return answers.every


def continued(host: Host, question: str, caption: str) -> bool:
    """Ask yes or no, as ShouldContinue does. Raises ScriptError when nobody is there to answer."""
    return _asked(host, caption, question, _YES_NO) == 0


def inquired(host: Host, message: str, answers: Answers) -> bool:
    """Ask whether a command goes on after an error or a warning (the action Inquire); where nobody answers it does not."""
    if answers.every:
        return True
    try:
        choice = _asked(host, "Confirm", message, _CONTINUE)
    except ScriptError:
        return False
    answers.every = choice == _YES_TO_ALL
    return choice in (_YES, _YES_TO_ALL)


def halted() -> ScriptError:
    """Make the error of a command that was halted at such a question."""
    message = "The running command stopped because the user selected the Stop option."
    exception = "System.Management.Automation.ParentContainsErrorRecordException"
    return failure(message, "ActionPreferenceStop", "OperationStopped", exception=exception, thrown=True)


def _asked(host: Host, caption: str, text: str, choices: tuple[tuple[str, str], ...]) -> int:
    shown: list[Value] = [PSObject({"label": label, "helpMessage": help_text}) for label, help_text in choices]
    try:
        answer = host.ask(HostCall(_OUR_CALL, "PromptForChoice", (caption, text, shown, 0)))
    except NoAnswer:
        message = f"Nobody is there to answer: {text}"
        raise failure(message, "NoAnswer", "OperationStopped", hint="-Confirm:$false does it without asking.") from None
    return answer if isinstance(answer, int) else _NO
