"""All commands of a connection and the local ones: every name in memory, each command one blob until it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from eopsh.catalogue.model import Command, Kind
from eopsh.catalogue.names import SKIPPED_HELPERS, cleaned, is_clean
from eopsh.catalogue.nearest import nearest
from eopsh.catalogue.packing import pack, unpack
from eopsh.frozen import frozen

_ORDER = (Kind.FUNCTION, Kind.LOCAL, Kind.REMOTE)


@frozen
class Entry:
    """What the catalogue keeps of a command that it has not decoded: exactly one of `blob` and `command` is there."""

    name: str
    kind: Kind
    aliases: tuple[str, ...] = ()
    blob: bytes = b""
    command: Command | None = None

    @classmethod
    def of(cls, command: Command) -> Entry:
        """Pack a remote command; one that runs here stays as it is, its validation included."""
        if command.kind is Kind.REMOTE:
            return cls(command.name, command.kind, command.aliases, pack(command))
        return cls(command.name, command.kind, command.aliases, command=command)


@dataclass(frozen=True, eq=False)
class Catalogue:
    """An unchanging set of commands; a refresh builds another one, and whoever holds it swaps the reference.

    Names are found in any case. Of several commands with one name the function comes first, then the local, then the remote command.
    """

    entries: tuple[Entry, ...] = ()
    _complete: Callable[[Command], Command] | None = field(default=None, repr=False)
    _decoded: dict[str, Command] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, commands: Iterable[Command]) -> Catalogue:
        """Return the catalogue of these commands; see `CatalogueBuilder` for what is left out."""
        builder = CatalogueBuilder()
        for command in commands:
            builder.add(command)
        return builder.build()

    def merged(self, *others: Catalogue) -> Catalogue:
        """Return a catalogue with the commands of all; of the same kind and name, the one of the later catalogue holds."""
        kept: dict[tuple[Kind, str], Entry] = {}
        for catalogue in (self, *others):
            kept.update(((entry.kind, entry.name.casefold()), entry) for entry in catalogue.entries)
        return Catalogue(tuple(kept.values()))

    def completed(self, complete: Callable[[Command], Command]) -> Catalogue:
        """Return a catalogue of the same commands, each remote one as `complete` gives it back when it is first asked for."""
        return Catalogue(self.entries, complete)

    def of_kind(self, kind: Kind) -> Catalogue:
        """Return the catalogue of the commands of one kind, as the disk cache wants the remote ones."""
        return Catalogue(tuple(entry for entry in self.entries if entry.kind is kind))

    @cached_property
    def _index(self) -> dict[str, Entry]:
        index: dict[str, Entry] = {}
        for kind in reversed(_ORDER):
            index.update((entry.name.casefold(), entry) for entry in self.entries if entry.kind is kind)
        return index

    @cached_property
    def _alias_index(self) -> dict[str, str]:
        """Aliases of the commands that are not hidden by another of their name; where two claim one alias, the order of kinds decides."""
        visible = sorted(self._index.values(), key=lambda entry: _ORDER.index(entry.kind), reverse=True)
        return {alias: entry.name for entry in visible for alias in entry.aliases}

    @cached_property
    def _folded_aliases(self) -> dict[str, str]:
        return {alias.casefold(): name for alias, name in self._alias_index.items()}

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(sorted((entry.name for entry in self._index.values()), key=str.casefold))

    def __len__(self) -> int:
        return len(self._index)

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._index

    def names(self) -> tuple[str, ...]:
        """Return the names of all commands in alphabetical order; aliases are not among them."""
        return self._names

    def aliases(self) -> Mapping[str, str]:
        """Return the built-in aliases and the names they stand for."""
        return MappingProxyType(self._alias_index)

    def get(self, name: str) -> Command | None:
        """Return the command of this name, in any case; None when there is none or its blob is damaged."""
        folded = name.casefold()
        found = self._decoded.get(folded)
        if found is not None:
            return found
        entry = self._index.get(folded)
        command = _decoded(entry) if entry is not None else None
        if command is not None:
            if self._complete is not None and command.kind is Kind.REMOTE:
                command = self._complete(command)
            self._decoded[folded] = command
        return command

    def resolve(self, word: str) -> Command | None:
        """Return what a word in command position means: alias, function, local command, remote command, in this order.

        A module's name before a backslash (`Microsoft.PowerShell.Utility\\Sort-Object`) is passed over.
        """
        name = word.rpartition("\\")[2]
        target = self._folded_aliases.get(name.casefold()) if name == word else None
        return self.get(target or name)

    def nearest(self, word: str) -> tuple[str, ...]:
        """Return the names and aliases that were perhaps meant, best first, at most three."""
        return nearest(word, (*self._names, *self._alias_index))


def _decoded(entry: Entry) -> Command | None:
    if entry.command is not None:
        return entry.command
    try:
        return unpack(entry.blob)
    except ValueError:
        return None


class CatalogueBuilder:
    """Collects commands as a transport yields them. `dropped` names those that were left out because their name is not clean."""

    def __init__(self) -> None:
        self.dropped: list[str] = []
        self._entries: dict[tuple[Kind, str], Entry] = {}

    def add(self, command: Command) -> bool:
        """Take a command in; False when it is one of the helpers that every server lists, or its name is not clean.

        The last of several with one name and kind holds.
        """
        folded = command.name.casefold()
        if command.kind is Kind.REMOTE and folded in SKIPPED_HELPERS:
            return False
        if not is_clean(command.name):
            self.dropped.append(command.name)
            return False
        self._entries[command.kind, folded] = Entry.of(cleaned(command) if command.kind is Kind.REMOTE else command)
        return True

    def __len__(self) -> int:
        return len(self._entries)

    def build(self) -> Catalogue:
        """Return the catalogue of what has arrived so far; the builder can go on."""
        return Catalogue(tuple(self._entries.values()))
