"""One model for all commands, remote and local: names, parameters, parameter sets, and where each fact came from."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Kind(enum.Enum):
    """Where a command runs."""

    REMOTE = "remote"
    LOCAL = "local"
    FUNCTION = "function"
    """Defined by the user in this session."""


class Origin(enum.Enum):
    """Where facts came from; a server's own words are certain, a help page's advise."""

    SERVER = "server"
    HELP = "help"
    DEFINITION = "definition"


ALL_SETS = "__AllParameterSets"


@dataclass(frozen=True, slots=True)
class Membership:
    """What holds for a parameter in one parameter set."""

    mandatory: bool = False
    position: int | None = None
    from_pipeline: bool = False
    from_property: bool = False
    from_remaining: bool = False


@dataclass(frozen=True, slots=True, init=False)
class Parameter:
    """A parameter of a command. `type` is the name as the source has it (`System.String[]`, `switch`, `RuleIdParameter`).

    `sets` maps a set's name to what holds there; `ALL_SETS` stands for every set. An empty mapping means that nothing is
    known (flat server metadata): the binder then takes it as a named, optional parameter of every set.
    """

    name: str
    type: str
    aliases: tuple[str, ...]
    switch: bool
    values: tuple[str, ...]
    sets: tuple[tuple[str, Membership], ...]
    dynamic: bool
    validation: tuple[object, ...]
    """Validation that the binder runs for local and script-defined commands (`binding.validation`)."""
    origin: Origin
    summary: str
    """One line on what it is for, from a help page; empty when nothing tells."""
    default: str
    """What holds when it is left out, as a help page words it; empty when nothing tells."""

    def __init__(
        self,
        name: str,
        type: str = "System.Object",
        *,
        aliases: tuple[str, ...] = (),
        switch: bool | None = None,
        values: tuple[str, ...] = (),
        mandatory: bool = False,
        position: int | None = None,
        from_pipeline: bool = False,
        from_property: bool = False,
        from_remaining: bool = False,
        sets: dict[str, Membership] | tuple[tuple[str, Membership], ...] | None = None,
        dynamic: bool = False,
        validation: tuple[object, ...] = (),
        origin: Origin = Origin.DEFINITION,
        summary: str = "",
        default: str = "",
    ) -> None:
        if sets is None:
            known = mandatory or position is not None or from_pipeline or from_property or from_remaining
            if known:
                sets = ((ALL_SETS, Membership(mandatory, position, from_pipeline, from_property, from_remaining)),)
            else:
                sets = () if origin is Origin.SERVER else _EVERY_SET
        # A server's metadata makes tens of thousands of these: no helper function, no loop.
        put = object.__setattr__
        put(self, "name", name)
        put(self, "type", type)
        put(self, "aliases", aliases)
        put(self, "switch", type.casefold() in SWITCH_TYPES if switch is None else switch)
        put(self, "values", values)
        put(self, "sets", tuple(sets.items()) if isinstance(sets, dict) else sets)
        put(self, "dynamic", dynamic)
        put(self, "validation", validation)
        put(self, "origin", origin)
        put(self, "summary", summary)
        put(self, "default", default)


_EVERY_SET = ((ALL_SETS, Membership()),)
SWITCH_TYPES = frozenset({"switch", "switchparameter", "system.management.automation.switchparameter"})


@dataclass(frozen=True, slots=True, init=False)
class Command:
    """A command and what it takes. Data only: `runtime.LocalCommand` pairs a local one with its generator."""

    name: str
    parameters: tuple[Parameter, ...]
    kind: Kind
    default_set: str | None
    aliases: tuple[str, ...]
    """Built-in aliases of the command itself (`gu` for Get-Unique)."""
    output_types: tuple[str, ...]
    help_uri: str
    should_process: bool
    synopsis: str
    """One line on what it does; empty when nothing tells."""
    simple: bool
    """Whether it is a function without [CmdletBinding()]: it has no common parameters, and what none of its own takes goes to `$args`."""

    def __init__(
        self,
        name: str,
        *parameters: Parameter,
        kind: Kind = Kind.LOCAL,
        default_set: str | None = None,
        alias: str | tuple[str, ...] = (),
        output_types: tuple[str, ...] = (),
        help_uri: str = "",
        should_process: bool = False,
        synopsis: str = "",
        simple: bool = False,
    ) -> None:
        put = object.__setattr__
        put(self, "name", name)
        put(self, "parameters", parameters)
        put(self, "kind", kind)
        put(self, "default_set", default_set)
        put(self, "aliases", (alias,) if isinstance(alias, str) else alias)
        put(self, "output_types", output_types)
        put(self, "help_uri", help_uri)
        put(self, "should_process", should_process)
        put(self, "synopsis", synopsis)
        put(self, "simple", simple)
