"""What a server's cmdlet puts out, as far as anything tells: what was learnt, else what the cmdlet of the same noun can set."""

from __future__ import annotations

from eopsh.catalogue import Command, Kind
from eopsh.completion.context import CompletionContext
from eopsh.completion.dotnet import full_name
from eopsh.completion.matching import words
from eopsh.completion.shapes import Shape, of_type

_BASIC = ("Identity", "Name", "Guid", "WhenChanged", "WhenCreated")
_FILTERED = ("Name", "DisplayName", "Alias", "Guid", "WhenChanged", "WhenCreated")
_NO_PROPERTY = frozenset(words("identity whatif confirm domaincontroller force ignoredefaultscope"))


def output_shape(context: CompletionContext, command: Command) -> Shape | None:
    """Return the shape of one object that a cmdlet of the server puts out; None where nothing tells.

    The server's format data names properties of a type that is called like the noun, and what `Set-Mailbox` takes are properties of
    what `Get-Mailbox` gives: a guess that serves until the first result is there.
    """
    learnt = context.knowledge.output_of(command.name)
    if learnt is not None or command.kind is not Kind.REMOTE or not command.name.lower().startswith("get-"):
        return learnt
    settable = {**dict.fromkeys(_shown(context, command), "System.Object"), **_settable(context, command)}
    if not settable:
        return None
    basic = ((name, "System.String") for name in _BASIC if name.lower() not in {one.lower() for one in settable})
    return Shape("", tuple((name, of_type(full_name(kind))) for name, kind in (*basic, *settable.items())))


def filterable(context: CompletionContext, command: Command) -> tuple[str, ...]:
    """Return the properties to filter and sort by: the documented ones, else those of the output and of the cmdlet that sets them."""
    known = context.knowledge.filterable(command.name)
    if known:
        return known
    learnt = context.knowledge.output_of(command.name)
    names = {name.lower(): name for name in _FILTERED}
    names.update((name.lower(), name) for name, _ in (learnt.own if learnt is not None else ()))
    names.update((name.lower(), name) for name in _settable(context, command))
    return tuple(sorted(names.values(), key=str.lower))


def _shown(context: CompletionContext, command: Command) -> list[str]:
    """Return the properties that the format data shows of objects of the noun's type."""
    noun = command.name.partition("-")[2].lower()
    views = (view for view in context.views.own if any(name.rpartition(".")[2].lower() == noun for name in view.type_names))
    return [column.expression for view in views for column in view.columns if isinstance(column.expression, str)]


def _settable(context: CompletionContext, command: Command) -> dict[str, str]:
    """Return the names and types of the properties that the cmdlet of the same noun sets."""
    setter = context.catalogue.get(f"Set-{command.name.partition('-')[2]}")
    if setter is None:
        return {}
    return {one.name: one.type for one in setter.parameters if not one.switch and one.name.lower() not in _NO_PROPERTY}
