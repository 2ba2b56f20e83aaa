"""Members that scripts give to objects or types: computed when they are read, or called."""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterator, ValuesView

from eopsh.frozen import frozen
from eopsh.objects.model import Value
from eopsh.objects.scalars import ScriptBlock

HIDDEN_KINDS = frozenset({"ScriptMethod", "CodeMethod", "PropertySet", "MemberSet"})
"""Kinds of members that are no properties: they are found by name, and not shown with the others."""


@frozen
class Member:
    """One member. `kind` and `definition` are what Get-Member shows; `block` is a method's body.

    `read` takes the object and returns the value; `write`, where there is one, takes the object and the new value.
    """

    kind: str
    name: str
    definition: str
    read: Callable[[Value], Value]
    write: Callable[[Value, Value], None] | None = None
    block: ScriptBlock | None = None

    @property
    def hidden(self) -> bool:
        """Tell whether the member is none of the object's properties."""
        return self.kind in HIDDEN_KINDS


class LiveNotes(dict[str, Value]):
    """The notes of an object some of whose members are computed: those read as their values of the moment."""

    __slots__ = ("_hidden", "_owner")

    def __init__(self, notes: dict[str, Value], owner: Value) -> None:
        super().__init__(notes)
        self._owner = owner
        self._hidden: dict[str, Member] = {}

    def define(self, member: Member) -> None:
        """Add a member, in place of one of the same name."""
        self.discard(member.name)
        if member.hidden:
            self._hidden[member.name.casefold()] = member
        else:
            super().__setitem__(member.name, member)

    def discard(self, name: str) -> None:
        """Take a member away; nothing happens when there is none."""
        folded = name.casefold()
        self._hidden.pop(folded, None)
        for key in [key for key in super().__iter__() if key.casefold() == folded]:
            super().__delitem__(key)

    def member(self, name: str) -> Member | None:
        """Return the computed or hidden member of this name, in any case; None for a plain note."""
        folded = name.casefold()
        hidden = self._hidden.get(folded)
        if hidden is not None:
            return hidden
        found = next((super(LiveNotes, self).__getitem__(key) for key in super().__iter__() if key.casefold() == folded), None)
        return found if isinstance(found, Member) else None

    def hidden(self) -> Iterator[Member]:
        """Yield the members that are no properties."""
        return iter(self._hidden.values())

    def __contains__(self, key: object) -> bool:
        return super().__contains__(key) or (isinstance(key, str) and key.casefold() in self._hidden)

    def __getitem__(self, key: str) -> Value:
        found = super().__getitem__(key) if super().__contains__(key) else self._hidden[key.casefold()]
        return found.read(self._owner) if isinstance(found, Member) else found

    def __setitem__(self, key: str, value: Value) -> None:
        member = self.member(key)
        if member is None:
            super().__setitem__(key, value)
        elif member.write is not None:
            member.write(self._owner, value)

    def __iter__(self) -> Iterator[str]:
        # Python copies a dictionary without asking for its values, unless it finds an iterator of the class's own.
        return super().__iter__()

    def get(self, key: str, default: Value = None) -> Value:
        """Return a member's value of the moment."""
        try:
            return self[key]
        except KeyError:
            return default

    def items(self) -> ItemsView[str, Value]:  # type: ignore[override]  # a view that reads each value anew
        """Return the names with their values of the moment."""
        return ItemsView(self)

    def values(self) -> ValuesView[Value]:  # type: ignore[override]  # a view that reads each value anew
        """Return the values of the moment."""
        return ValuesView(self)

    def pop(self, key: str, default: Value = None) -> Value:
        """Take a member away and return what it read as."""
        value = self.get(key, default)
        self.discard(key)
        return value


class TypeMembers:
    """The members that types have been given: what an object of the type has besides its own."""

    def __init__(self) -> None:
        self._types: dict[str, dict[str, Member]] = {}

    def __bool__(self) -> bool:
        return bool(self._types)

    def __contains__(self, type_name: str) -> bool:
        return type_name.casefold() in self._types

    def define(self, type_name: str, member: Member) -> None:
        """Give a member to a type, in place of one of the same name."""
        self._types.setdefault(type_name.casefold(), {})[member.name.casefold()] = member

    def has(self, type_name: str, name: str) -> bool:
        """Tell whether the type itself has been given such a member."""
        return name.casefold() in self._types.get(type_name.casefold(), {})

    def forget(self, type_name: str) -> bool:
        """Take all members from a type; tell whether it had any."""
        return self._types.pop(type_name.casefold(), None) is not None

    def find(self, type_names: tuple[str, ...], name: str) -> Member | None:
        """Return the member of this name of the first of these types that has one."""
        folded = name.casefold()
        found = (self._types.get(each.casefold(), {}).get(folded) for each in type_names)
        return next((member for member in found if member is not None), None)

    def members(self, type_names: tuple[str, ...]) -> Iterator[Member]:
        """Yield all members of these types, those of the first type first."""
        seen: set[str] = set()
        for each in type_names:
            for folded, member in self._types.get(each.casefold(), {}).items():
                if folded not in seen:
                    seen.add(folded)
                    yield member


class _Current:
    """The table that counts now: the one of the session whose line runs."""

    table = TypeMembers()


def use_type_members(table: TypeMembers) -> TypeMembers:
    """Make a session's table the one that counts, and return the one that did."""
    before, _Current.table = _Current.table, table
    return before


def type_members() -> TypeMembers:
    """Return the table that counts now."""
    return _Current.table
