"""Host calls as questions: PowerShell's wording, hotkeys, defaults."""

import pytest

from eopsh.errors import NoAnswer
from eopsh.objects import Credential, PSObject, SecureString, Value
from eopsh.remote import HostCall
from eopsh.shell.prompts import ChoiceQuestion, answer, question


def choice(label: str, help: str = "") -> PSObject:
    return PSObject({"label": label, "helpMessage": help})


SHOULD_PROCESS = HostCall(
    1,
    "PromptForChoice",
    (
        "Confirm",
        'Are you sure you want to perform this action?\nPerforming the operation "Remove" on target "x".',
        [
            choice("&Yes", "Continue with only the next step of the operation."),
            choice("Yes to &All", "Continue with all the steps of the operation."),
            choice("&No", "Skip this operation and proceed with the next operation."),
            choice("No to A&ll", "Skip this operation and all subsequent operations."),
        ],
        0,
    ),
)


class Typed:
    """A reader with the lines already typed; `prompts` are what it was asked with."""

    def __init__(self, *lines: str) -> None:
        self._lines = list(lines)
        self.prompts: list[str] = []

    def line(self, prompt: str) -> str:
        self.prompts.append(prompt)
        return self._lines.pop(0)

    def secret(self, prompt: str) -> str:
        return self.line(prompt)


def ask(call: HostCall, *lines: str) -> tuple[Value, list[str], Typed]:
    shown: list[str] = []
    reader = Typed(*lines)
    asked = question(call)
    assert asked is not None
    return answer(asked, reader, shown.append), shown, reader


def test_confirmation_reads_as_the_console_writes_it() -> None:
    value, shown, reader = ask(SHOULD_PROCESS, "n")
    assert value == 2
    assert shown == ["", "Confirm", SHOULD_PROCESS.arguments[1]]
    assert reader.prompts == ['[Y] Yes  [A] Yes to All  [N] No  [L] No to All  [?] Help (default is "Y"): ']


CHOICES = [
    pytest.param(["y"], 0, id="hotkey"),
    pytest.param(["L"], 3, id="hotkey in capitals, inside the label"),
    pytest.param(["yes to all"], 1, id="whole label"),
    pytest.param([""], 0, id="empty takes the default"),
    pytest.param(["x", "maybe", "n"], 2, id="asked again until it is one of them"),
]


@pytest.mark.parametrize(("lines", "index"), CHOICES)
def test_choices(lines: list[str], index: int) -> None:
    assert ask(SHOULD_PROCESS, *lines)[0] == index


def test_help_lists_the_choices_and_asks_again() -> None:
    value, shown, _ = ask(SHOULD_PROCESS, "?", "a")
    assert value == 1
    assert "N - Skip this operation and proceed with the next operation." in shown


def test_without_a_default_empty_is_no_answer() -> None:
    call = HostCall(1, "PromptForChoice", ("c", "m", [choice("&Yes"), choice("&No")], -1))
    value, _, reader = ask(call, "", "n")
    assert value == 1
    assert reader.prompts[0] == "[Y] Yes  [N] No  [?] Help: "
    asked = question(call)
    assert isinstance(asked, ChoiceQuestion)
    with pytest.raises(NoAnswer):
        asked.default()


def test_labels_without_hotkeys() -> None:
    call = HostCall(1, "PromptForChoice", ("c", "m", [choice("Red"), choice("Blue")], 1))
    value, _, reader = ask(call, "red")
    assert value == 0
    assert reader.prompts == ['[] Red  [] Blue  [?] Help (default is "Blue"): ']


def test_several_choices_end_with_an_empty_line() -> None:
    call = HostCall(1, "PromptForChoiceMultipleSelection", ("c", "m", [choice("&A"), choice("&B"), choice("&C")], [2]))
    assert ask(call, "a", "b", "")[0] == [0, 1]
    assert ask(call, "")[0] == [2]


def field(name: str, type: str = "System.String", **more: Value) -> PSObject:
    return PSObject({"name": name, "parameterTypeFullName": type, **more})


def test_mandatory_parameters() -> None:
    fields = [
        field("Name", helpMessage="The name."),
        field("Members", "System.String[]"),
        field("Password", "System.Security.SecureString"),
    ]
    call = HostCall(1, "Prompt", ("cmdlet New-X at command pipeline position 1", "Supply values for the following parameters:", fields))
    value, shown, reader = ask(call, "!?", "kim", "a", "b", "", "hunter2")
    assert isinstance(value, dict)
    assert (value["Name"], value["Members"]) == ("kim", ["a", "b"])
    assert isinstance(value["Password"], SecureString)
    assert value["Password"].reveal() == "hunter2"
    assert shown == ["", call.arguments[0], call.arguments[1], "(Type !? for Help.)", "The name."]
    assert reader.prompts == ["Name: ", "Name: ", "Members[0]: ", "Members[1]: ", "Members[2]: ", "Password: "]


def test_credential_asks_for_what_is_missing() -> None:
    value, _, reader = ask(HostCall(1, "PromptForCredential1", ("Sign in", "m", "", "")), "kim", "hunter2")
    assert isinstance(value, Credential)
    assert (value.user, value.password.reveal()) == ("kim", "hunter2")
    assert reader.prompts == ["User: ", "Password for user kim: "]
    assert ask(HostCall(1, "PromptForCredential2", ("Sign in", "m", "lee", "")), "hunter2")[2].prompts == ["Password for user lee: "]


def test_lines() -> None:
    assert ask(HostCall(1, "ReadLine", ()), "text")[0] == "text"
    secret = ask(HostCall(1, "ReadLineAsSecureString", ()), "hunter2")[0]
    assert isinstance(secret, SecureString)
    assert "hunter2" not in repr(secret)


def test_a_server_cannot_write_escapes_into_a_question() -> None:
    asked = question(HostCall(1, "PromptForChoice", ("\x1b[31mred", "m", [choice("&Yes\x07")], 0)))
    assert isinstance(asked, ChoiceQuestion)
    assert "\x1b" not in asked.caption
    assert "\x07" not in asked.prompt


def test_what_asks_nothing_is_no_question() -> None:
    assert question(HostCall(-100, "WriteLine2", ("text",))) is None
