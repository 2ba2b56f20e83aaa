"""Host calls as questions, in PowerShell's own wording (MS-PSRP 2.2.3.17; the texts are the console host's). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from eopsh.errors import NoAnswer
from eopsh.formatting import safe_text
from eopsh.frozen import frozen
from eopsh.objects import PSObject, Value, to_text
from eopsh.remote import HostCall


@frozen
class Choice:
    """One answer of a choice; `hotkey` is empty where the label marks none."""

    label: str
    hotkey: str
    help: str

    @classmethod
    def of(cls, label: str, help: str) -> Choice:
        """Read a label such as `Yes to &All`."""
        before, mark, after = label.partition("&")
        return cls(before + after, after[:1].upper() if mark else "", help)


@frozen
class ChoiceQuestion:
    """PromptForChoice, and PromptForChoiceMultipleSelection (`multiple`). `defaults` are indexes."""

    caption: str
    message: str
    choices: tuple[Choice, ...]
    defaults: tuple[int, ...]
    multiple: bool = False

    @property
    def prompt(self) -> str:
        """Return `[Y] Yes  [N] No  [?] Help (default is "Y"): `."""
        keys = "".join(f"[{choice.hotkey}] {choice.label}  " for choice in self.choices)
        names = ",".join(self.choices[index].hotkey or self.choices[index].label for index in self.defaults)
        word = "default choices are" if len(self.defaults) > 1 else "default is"
        return f'{keys}[?] Help ({word} "{names}"): ' if names else f"{keys}[?] Help: "

    @property
    def help(self) -> list[str]:
        """Return what each answer means, a line each."""
        return [f"{choice.hotkey or choice.label} - {choice.help}" for choice in self.choices]

    def index(self, text: str) -> int | None:
        """Return which choice `text` names, by hotkey or whole label, in any case."""
        wanted = text.strip().casefold()
        names = [(choice.hotkey.casefold(), choice.label.casefold()) for choice in self.choices]
        return next((index for index, pair in enumerate(names) if wanted and wanted in pair), None)

    def default(self) -> Value:
        """Return the answer for nobody there.

        Raises:
            NoAnswer: the question has no default.
        """
        if self.multiple:
            return list(self.defaults)
        if not self.defaults:
            raise NoAnswer(f"{self.caption}: {self.message}")
        return self.defaults[0]


@frozen
class Field:
    """One value that Prompt asks for. `type` is the full .NET name of what the server expects."""

    name: str
    label: str
    help: str
    type: str
    mandatory: bool
    default: Value

    @property
    def secret(self) -> bool:
        """Whether what is typed must not be echoed."""
        return self.type.endswith("SecureString")

    @property
    def credential(self) -> bool:
        """Whether a user name and a password are asked for."""
        return self.type.endswith("PSCredential")

    @property
    def several(self) -> bool:
        """Whether values are asked for until an empty one comes."""
        return self.type.endswith("[]")


@frozen
class FieldsQuestion:
    """Prompt: several values at once, as for missing mandatory parameters."""

    caption: str
    message: str
    fields: tuple[Field, ...]

    def default(self) -> Value:
        """Return the fields' own defaults.

        Raises:
            NoAnswer: a field has none.
        """
        for field in self.fields:
            if field.default is None:
                raise NoAnswer(f"{self.caption}: {field.name}")
        return {field.name: field.default for field in self.fields}


@frozen
class CredentialQuestion:
    """PromptForCredential; `user` may be known already."""

    caption: str
    message: str
    user: str

    def default(self) -> Value:
        """Raise NoAnswer: a password has no default."""
        raise NoAnswer(f"{self.caption}: {self.message}")


@frozen
class LineQuestion:
    """ReadLine and ReadLineAsSecureString (`secret`)."""

    secret: bool = False

    def default(self) -> Value:
        """Raise NoAnswer: a free text has no default."""
        raise NoAnswer


Question: TypeAlias = ChoiceQuestion | FieldsQuestion | CredentialQuestion | LineQuestion


def question(call: HostCall) -> Question | None:
    """Return the question that a host call asks, None when it asks nothing. Text of the server comes out terminal-safe."""
    caption, message, *rest = [*call.arguments, "", "", None, None][:4] if call.arguments else ["", "", None, None]
    head = (_text(caption), _text(message))
    match call.method:
        case "PromptForChoice":
            index = rest[1] if isinstance(rest[1], int) and rest[1] >= 0 else None
            return ChoiceQuestion(*head, _choices(rest[0]), () if index is None else (int(index),))
        case "PromptForChoiceMultipleSelection":
            return ChoiceQuestion(*head, _choices(rest[0]), tuple(int(i) for i in _items(rest[1]) if isinstance(i, int)), multiple=True)
        case "Prompt":
            return FieldsQuestion(*head, tuple(_field(item) for item in _items(rest[0])))
        case "PromptForCredential1" | "PromptForCredential2" | "PromptForCredential":
            return CredentialQuestion(*head, _text(rest[0]))
        case "ReadLine" | "ReadLineAsSecureString":
            return LineQuestion(secret=call.method != "ReadLine")
    return None


def _text(value: Value) -> str:
    return "" if value is None else safe_text(to_text(value))


def _items(value: Value) -> Iterable[Value]:
    return value if isinstance(value, list | tuple) else [] if value is None else [value]


def _get(item: Value, name: str) -> Value:
    """Return a field of a choice or field description: note or adapted, in any case (endpoint fact 6.3)."""
    return item.get(name) if isinstance(item, PSObject) else None


def _choices(value: Value) -> tuple[Choice, ...]:
    return tuple(Choice.of(_text(_get(item, "label")), _text(_get(item, "helpMessage"))) for item in _items(value))


def _field(item: Value) -> Field:
    name = _text(_get(item, "name"))
    return Field(
        name=name,
        label=_text(_get(item, "label")).replace("&", "", 1) or name,
        help=_text(_get(item, "helpMessage")),
        type=_text(_get(item, "parameterTypeFullName")) or "System.String",
        mandatory=bool(_get(item, "isMandatory")),
        default=_get(item, "defaultValue"),
    )
