"""The commands that every restricted session has, from Get-Command to Exit-PSSession."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from eopsh.demo.cmdlets.common import texts
from eopsh.demo.definitions import DEFINITIONS, HELPERS
from eopsh.demo.execution import Call, Cmdlet, unknown_command_text
from eopsh.demo.formatdata import VIEWS, type_definition
from eopsh.demo.metadata import command_object, syntax
from eopsh.demo.records import CmdletError
from eopsh.objects import PSObject, Value, get_property, has_property, has_wildcard, like, properties, to_text, type_names


def get_command(call: Call) -> Iterator[Value]:
    """Get-Command: the metadata of visible commands, or their syntax."""
    patterns = texts(call.get("Name")) or ["*"]
    verbs, nouns = texts(call.get("Verb")) or ["*"], texts(call.get("Noun")) or ["*"]
    count = int(to_text(call.get("TotalCount"))) if call.get("TotalCount") is not None else -1
    for pattern in patterns:
        found = sorted((one for one in call.commands if like(one.command.name, pattern)), key=lambda one: one.command.name)
        if not found and not has_wildcard(pattern):
            call.report(_no_command(pattern))
        for definition in found:
            verb, _, noun = definition.command.name.partition("-")
            if count == 0 or not (any(like(verb, one) for one in verbs) and any(like(noun, one) for one in nouns)):
                continue
            count -= 1
            yield syntax(definition.command) if call.get("Syntax") else command_object(definition)


def _no_command(name: str) -> CmdletError:
    exception = "System.Management.Automation.CommandNotFoundException"
    return CmdletError(
        unknown_command_text(name), exception=exception, error_id="CommandNotFoundException", category="ObjectNotFound", target=name
    )


def get_format_data(call: Call) -> Iterator[Value]:
    """Get-FormatData: the default columns of types."""
    patterns = texts(call.get("TypeName")) or ["*"]
    for name, columns in VIEWS.items():
        if any(like(name, pattern) or like(f"Deserialized.{name}", pattern) for pattern in patterns):
            yield type_definition(name, columns)


def get_help(call: Call) -> Iterator[Value]:
    """Get-Help: name and syntax."""
    name = (texts(call.get("Name")) or ["*"])[0]
    found = [one for one in call.commands if like(one.command.name, name) and one.command.name not in HELPERS]
    if not found:
        text = f"Get-Help could not find {name} in a help file in this session."
        raise CmdletError(
            text, exception="Microsoft.PowerShell.Commands.HelpNotFoundException", error_id="HelpNotFound", category="ObjectNotFound"
        )
    for definition in found:
        notes: dict[str, Value] = {
            "Name": definition.command.name,
            "Category": "Cmdlet",
            "Synopsis": "",
            "Syntax": syntax(definition.command),
        }
        yield PSObject(notes, type_names=("HelpInfoShort", "System.Management.Automation.PSCustomObject", "System.Object"))


def select_object(call: Call, objects: Iterator[Value]) -> Iterator[Value]:
    """Select-Object, which ends the commands before it as soon as it has enough."""
    first, last, skip = (_count(call, name) for name in ("First", "Last", "Skip"))
    unique: set[str] = set()
    for value in _window(objects, first, last, skip or 0):
        for item in _projected(call, value):
            key = _key(item) if call.get("Unique") else ""
            if call.get("Unique") and key in unique:
                continue
            unique.add(key)
            yield item


def _count(call: Call, name: str) -> int | None:
    return None if call.get(name) is None else int(to_text(call.get(name)))


def _window(objects: Iterator[Value], first: int | None, last: int | None, skip: int) -> Iterator[Value]:
    if last is not None and first is None:
        kept = list(deque(objects, last + skip))
        yield from kept[: len(kept) - skip] if skip else kept
        return
    tail: deque[Value] = deque(maxlen=last or 0)
    taken = 0
    for index, value in enumerate(objects):
        if index < skip:
            continue
        if first is None or taken < first:
            taken += 1
            yield value
        else:
            tail.append(value)
        if first is not None and taken >= first and last is None:
            return
    yield from tail


def _projected(call: Call, value: Value) -> Iterator[Value]:
    expand = call.text("ExpandProperty")
    if expand is not None:
        if not has_property(value, expand):
            text = f'Property "{expand}" cannot be found.'
            call.report(
                CmdletError(
                    text,
                    exception="System.Management.Automation.PSArgumentException",
                    error_id="ExpandPropertyNotFound",
                    category="InvalidArgument",
                )
            )
            return
        inner = get_property(value, expand)
        yield from inner if isinstance(inner, list) else [inner]
        return
    names = texts(call.get("Property"))
    yield _selected(value, names, texts(call.get("ExcludeProperty"))) if names else value


def _selected(value: Value, names: list[str], excluded: list[str]) -> PSObject:
    notes: dict[str, Value] = {}
    for name in names:
        if has_wildcard(name):
            notes.update((key, one) for key, one in properties(value) if like(key, name) and key not in notes)
        else:
            spelling = next((key for key, _ in properties(value) if key.casefold() == name.casefold()), name)
            notes.setdefault(spelling, get_property(value, name))
    kept = {name: one for name, one in notes.items() if not any(like(name, pattern) for pattern in excluded)}
    kind = next(iter(type_names(value)), "System.Object")
    return PSObject(kept, type_names=(f"Selected.{kind}", "System.Management.Automation.PSCustomObject", "System.Object"))


def _key(value: Value) -> str:
    return repr([(name, to_text(one)) for name, one in properties(value)]) if isinstance(value, PSObject) else to_text(value)


def measure_object(call: Call, objects: Iterator[Value]) -> Iterator[Value]:
    """Measure-Object, which counts."""
    count = sum(1 for _ in objects)
    empty: dict[str, Value] = dict.fromkeys(("Average", "Sum", "Maximum", "Minimum", "Property"))
    types = ("Microsoft.PowerShell.Commands.GenericMeasureInfo", "Microsoft.PowerShell.Commands.MeasureInfo", "System.Object")
    yield PSObject(adapted={"Count": count, **empty}, type_names=types, text=types[0])


def out_default(call: Call, objects: Iterator[Value]) -> Iterator[Value]:
    """Pass everything on, as Out-Default does at the end of a remote pipeline."""
    yield from objects


def exit_session(call: Call) -> Iterator[Value]:
    """Exit-PSSession, which has nothing to leave."""
    yield from ()


CMDLETS = (
    Cmdlet(DEFINITIONS["Get-Command"], get_command),
    Cmdlet(DEFINITIONS["Get-FormatData"], get_format_data),
    Cmdlet(DEFINITIONS["Get-Help"], get_help),
    Cmdlet(DEFINITIONS["Select-Object"], stream=select_object),
    Cmdlet(DEFINITIONS["Measure-Object"], stream=measure_object),
    Cmdlet(DEFINITIONS["Out-Default"], stream=out_default),
    Cmdlet(DEFINITIONS["Exit-PSSession"], exit_session),
)
