"""The drives that are no file system: Env:, Variable:, Function: and Alias:."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

from eopsh.frozen import frozen
from eopsh.objects import PSObject, ScriptBlock, Value, has_wildcard, like, to_text
from eopsh.runtime.locations import drive_of
from eopsh.runtime.scope import Scope


@frozen
class DriveItem:
    """One thing on such a drive: its name, its value, and the object that Get-Item shows of it."""

    drive: str
    name: str
    value: Value

    def as_object(self) -> PSObject:
        """Return the item as an object."""
        shown: dict[str, Value] = {"Name": self.name, "Value": self.value}
        if self.drive == "env":
            return PSObject(adapted={"Key": self.name, **shown}, type_names=_ENTRY, text=_ENTRY[0])
        if self.drive == "variable":
            return PSObject(adapted=shown, type_names=_VARIABLE, text=_VARIABLE[0])
        kind = self.drive.capitalize()
        adapted: dict[str, Value] = {"CommandType": kind, "Name": self.name, "Version": "", "Source": ""}
        adapted["Definition" if kind == "Alias" else "ScriptBlock"] = self.value
        return PSObject(adapted=adapted, type_names=(f"System.Management.Automation.{kind}Info", "System.Object"), text=self.name)


_ENTRY = ("System.Collections.DictionaryEntry", "System.ValueType", "System.Object")
_VARIABLE = ("System.Management.Automation.PSVariable", "System.Object")


def _environment(scope: Scope) -> dict[str, Value]:
    return dict(os.environ)


def _functions(scope: Scope) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for each in scope.chain():
        for function in each.functions.values():
            found.setdefault(function.name, function.code.block())
    return found


def _aliases(scope: Scope) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for each in scope.chain():
        for name, meaning in each.aliases.items():
            found.setdefault(name, meaning)
    for name, key in scope.session.built_in_aliases.items():
        found.setdefault(name, scope.session.local[key].command.name)
    return found


_DRIVES: dict[str, Callable[[Scope], dict[str, Value]]] = {
    "env": _environment,
    "variable": lambda scope: scope.visible(),
    "function": _functions,
    "alias": _aliases,
}


def is_drive(text: str) -> bool:
    """Tell whether a path lies on one of these drives."""
    return drive_of(text)[0] in _DRIVES


def drive_items(text: str, scope: Scope) -> Iterator[DriveItem]:
    """Yield the items that a path means: one, those that match a wildcard, or all of a drive, by name."""
    drive, pattern = drive_of(text)
    contents = _DRIVES[drive](scope)
    for name in sorted(contents, key=str.lower):
        if pattern in ("", "*") or name.lower() == pattern.lower() or (has_wildcard(pattern) and like(name, pattern)):
            yield DriveItem(drive, name, contents[name])


def drive_item(text: str, scope: Scope) -> DriveItem | None:
    """Return the one item that a path means; None when there is none, or the path is of the file system."""
    return next(drive_items(text, scope), None) if is_drive(text) and drive_of(text)[1] else None


def set_drive_item(text: str, value: Value, scope: Scope) -> DriveItem:
    """Give an item a value, making it where there is none. Raises ScriptError: a variable that is read-only."""
    drive, name = drive_of(text)
    if drive == "env":
        os.environ[name] = to_text(value)
    elif drive == "alias":
        scope.aliases[name.lower()] = to_text(value)
    elif drive == "function" and isinstance(value, ScriptBlock):
        from eopsh.runtime.blocks import Function, code_of

        scope.functions[name.lower()] = Function(name, code_of(value))
    else:
        scope.set(name, value)
    return DriveItem(drive, name, value)


def remove_drive_item(item: DriveItem, scope: Scope) -> None:
    """Take an item away, from the innermost scope that has it."""
    key = item.name.lower()
    if item.drive == "env":
        os.environ.pop(item.name, None)
        return
    for each in scope.chain():
        held: dict[str, Value] = {"variable": each.variables, "function": each.functions, "alias": each.aliases}[item.drive]  # type: ignore[assignment]
        if held.pop(key, None) is not None:
            return
