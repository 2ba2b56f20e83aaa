"""Host calls: what the server asks of a PowerShell host (MS-PSRP 2.2.3.17), and what it gets."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from eopsh.frozen import frozen
from eopsh.objects import Credential, PSDict, PSList, PSObject, SecureString, Value, Version, to_text
from eopsh.remote.psrp.messages import Call
from eopsh.remote.seam import HostCall

# fmt: off
METHODS = (
    "GetName", "GetVersion", "GetInstanceId", "GetCurrentCulture", "GetCurrentUICulture", "SetShouldExit", "EnterNestedPrompt",
    "ExitNestedPrompt", "NotifyBeginApplication", "NotifyEndApplication", "ReadLine", "ReadLineAsSecureString", "Write1", "Write2",
    "WriteLine1", "WriteLine2", "WriteLine3", "WriteErrorLine", "WriteDebugLine", "WriteProgress", "WriteVerboseLine",
    "WriteWarningLine", "Prompt", "PromptForCredential1", "PromptForCredential2", "PromptForChoice", "GetForegroundColor",
    "SetForegroundColor", "GetBackgroundColor", "SetBackgroundColor", "GetCursorPosition", "SetCursorPosition", "GetWindowPosition",
    "SetWindowPosition", "GetCursorSize", "SetCursorSize", "GetBufferSize", "SetBufferSize", "GetWindowSize", "SetWindowSize",
    "GetWindowTitle", "SetWindowTitle", "GetMaxWindowSize", "GetMaxPhysicalWindowSize", "GetKeyAvailable", "ReadKey",
    "FlushInputBuffer", "SetBufferContents1", "SetBufferContents2", "GetBufferContents", "ScrollBufferContents", "PushRunspace",
    "PopRunspace", "GetIsRunspacePushed", "GetRunspace", "PromptForChoiceMultipleSelection",
)
# fmt: on
"""By their id, from 1 on."""

QUESTIONS = frozenset(
    (
        "ReadLine",
        "ReadLineAsSecureString",
        "Prompt",
        "PromptForCredential1",
        "PromptForCredential2",
        "PromptForChoice",
        "PromptForChoiceMultipleSelection",
    )
)
"""The methods that only a person, or the one who stands in for him, can answer."""

_SIZE = PSObject({"width": 120, "height": 50})
_ORIGIN = PSObject({"x": 0, "y": 0})
_FACTS: dict[str, Value] = {
    "GetName": "eopsh",
    "GetVersion": Version(1, 0),
    "GetInstanceId": uuid.UUID(int=0),
    "GetCurrentCulture": "en-US",
    "GetCurrentUICulture": "en-US",
    "GetForegroundColor": 7,
    "GetBackgroundColor": 0,
    "GetCursorPosition": _ORIGIN,
    "GetWindowPosition": _ORIGIN,
    "GetCursorSize": 25,
    "GetBufferSize": _SIZE,
    "GetWindowSize": _SIZE,
    "GetWindowTitle": "eopsh",
    "GetMaxWindowSize": _SIZE,
    "GetMaxPhysicalWindowSize": _SIZE,
    "GetKeyAvailable": False,
    "GetIsRunspacePushed": False,
}


@frozen
class Reply:
    """An answer on its way to the server."""

    call_id: int
    method: str
    value: Value

    @property
    def method_id(self) -> int:
        """The protocol's number of the method; 0 for one that it does not know."""
        return METHODS.index(self.method) + 1 if self.method in METHODS else 0


def method_name(call: Call) -> str:
    """Return the method's name by its id, for the text beside it is the server's."""
    return METHODS[call.method_id - 1] if 0 < call.method_id <= len(METHODS) else call.method


def fact(method: str) -> Value:
    """Return the answer to a call that needs nobody: a fact of this host, or null for whatever it does not have."""
    return _FACTS.get(method)


def default_answer(call: HostCall) -> Value:
    """Return what a question gets when nobody is there to answer: its default, else a no, else nothing."""
    match call.method:
        case "PromptForChoice":
            return default_choice(call)
        case "PromptForChoiceMultipleSelection":
            return _defaults(call)
        case "Prompt":
            return PSDict([(name, "") for name in _field_names(call)])
        case "ReadLineAsSecureString":
            return SecureString()
        case "ReadLine":
            return ""
        case _:
            return None


def automatic(call: Call) -> Reply:
    """Return the answer to a call while nobody can be asked."""
    method = method_name(call)
    value = default_answer(HostCall(call.id, method, call.arguments)) if method in QUESTIONS else fact(method)
    return Reply(call.id, method, value)


def reply_to(call: HostCall, value: Value) -> Reply:
    """Return an answer that the server can take, whatever `value` is; of a choice that is none it becomes a no."""
    correct = _CORRECTIONS.get(call.method, _as_it_is)
    return Reply(call.call_id, call.method, correct(call, value))


def labels(call: HostCall) -> list[str]:
    """Return the labels of a choice, with their `&`."""
    choices = _argument(call, 2)
    found = choices if isinstance(choices, list) else []
    return [to_text(choice.get("label")) if isinstance(choice, PSObject) else to_text(choice) for choice in found]


def default_choice(call: HostCall) -> int:
    """Return the index of a choice's default; what says no where it has none."""
    default = _argument(call, 3)
    return default if isinstance(default, int) and 0 <= default < len(labels(call)) else refusal(call)


def refusal(call: HostCall) -> int:
    """Return the index of the choice that says no; the last one where none does. Never -1, which servers take as an index."""
    plain = [label.replace("&", "").casefold() for label in labels(call)]
    refusals = [plain.index(word) for word in ("no to all", "no", "halt command", "cancel", "suspend") if word in plain]
    return refusals[0] if refusals else max(len(plain) - 1, 0)


def _choice(call: HostCall, value: Value) -> Value:
    valid = isinstance(value, int) and not isinstance(value, bool) and 0 <= value < len(labels(call))
    return value if valid else refusal(call)


def _choices(call: HostCall, value: Value) -> Value:
    count = len(labels(call))
    picked = value if isinstance(value, list) else [value]
    valid = [index for index in picked if isinstance(index, int) and not isinstance(index, bool) and 0 <= index < count]
    return PSList(valid if valid or value == [] else _defaults(call))


def _defaults(call: HostCall) -> PSList:
    defaults = _argument(call, 3)
    return PSList(defaults if isinstance(defaults, list) else ())


def _secret(call: HostCall, value: Value) -> Value:
    return value if isinstance(value, SecureString) else SecureString(to_text(value))


def _credential(call: HostCall, value: Value) -> Value:
    return value if isinstance(value, Credential) else None


def _fields(call: HostCall, value: Value) -> Value:
    if isinstance(value, dict):
        return value if isinstance(value, PSDict) else PSDict(value)
    return default_answer(call)


def _line(call: HostCall, value: Value) -> Value:
    return to_text(value)


def _as_it_is(call: HostCall, value: Value) -> Value:
    return value


_CORRECTIONS: dict[str, Callable[[HostCall, Value], Value]] = {
    "PromptForChoice": _choice,
    "PromptForChoiceMultipleSelection": _choices,
    "ReadLineAsSecureString": _secret,
    "PromptForCredential1": _credential,
    "PromptForCredential2": _credential,
    "Prompt": _fields,
    "ReadLine": _line,
}


def _field_names(call: HostCall) -> list[str]:
    fields = _argument(call, 2)
    found = fields if isinstance(fields, list) else []
    return [to_text(item.get("name")) for item in found if isinstance(item, PSObject)]


def _argument(call: HostCall, index: int) -> Value:
    return call.arguments[index] if index < len(call.arguments) else None
