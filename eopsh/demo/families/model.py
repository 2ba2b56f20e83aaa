"""A family: the objects of one noun, said in a table, and kept by the store as a name and the settings that differ from the defaults.

    Enabled       = True
    BulkThreshold = 7 1..9
    IsDefault     : Boolean = False

A line names a property, its type where no parameter of the family's cmdlets says it, its default, and for a number the range that it keeps
to. Parameters that no line names become properties behind those, with the default of their type.
"""

from __future__ import annotations

import json
import re
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from eopsh.binding import is_taken_everywhere
from eopsh.catalogue import Parameter
from eopsh.demo.definitions import DEFINITIONS
from eopsh.demo.definitions.table import full_type
from eopsh.demo.execution import Call
from eopsh.demo.store import TENANT, ObjectRow, Store
from eopsh.demo.values import date, enum, guid, multi, types, unlimited
from eopsh.objects import PSObject, Value, to_text

Settings = dict[str, Value]
Check = Callable[[Call, ObjectRow, Settings], Settings]
"""Looks at an object (its guid and its name to be) and the settings that New or Set would give it, and returns those to keep.

Raises CmdletError.
"""
Guard = Callable[[Call, ObjectRow, Settings], None]
"""Looks at an object that Remove would delete; raises CmdletError."""
Derive = Callable[[Store, ObjectRow, Settings], Settings]
"""Returns what an object shows beside its settings."""

LINE = re.compile(r"(?P<name>\w+)(?:\s*:\s*(?P<type>\S+))?(?:\s*=\s*(?P<default>.*?))?(?:\s+(?P<low>-?\d+)\.\.(?P<high>\d+))?\s*")
OPERATIONAL = frozenset(
    [
        "Identity",
        "Name",
        "Confirm",
        "WhatIf",
        "Force",
        "ForceUpgrade",
        "MakeDefault",
        "Priority",
        "Password",
        "BypassSecurityGroupManagerCheck",
    ]
)
"""Parameters that say what to do, not what an object is."""
GUIDS = uuid.UUID("2f6b7a10-0000-4000-8000-000000000004")
CONFIGURATION = "CN=Configuration"
DAY = 86_400


@dataclass(frozen=True, slots=True)
class Property:
    """A property: its full type, the values that it may have, its default as the store keeps it, and a number's range."""

    name: str
    type: str
    values: tuple[str, ...] = ()
    default: Value = None
    range: tuple[int, int] | None = None

    @property
    def is_list(self) -> bool:
        """Whether it holds several values."""
        return self.type.endswith(("[]", "MultiValuedProperty", "ProxyAddressCollection"))

    def shown(self, value: Value) -> Value:
        """Return a value of the store as an object carries it."""
        if self.is_list:
            return multi(value if isinstance(value, list) else [])
        if value is None:
            return None
        if self.values:
            return enum(self.type, self.values, to_text(value))
        if self.type == "System.DateTime" and isinstance(value, int):
            return date(value)
        if self.type == "System.Guid":
            return guid(to_text(value))
        return unlimited() if self.type.endswith("Unlimited") and value == "Unlimited" else value


@dataclass(frozen=True, slots=True)
class Family:
    """The objects of a noun. `words` is what Exchange's sentences call one, `place` what follows its name in a distinguished name.

    `table` is the store's name for them (the noun unless two nouns show the same objects); `keys` are the properties that identify one
    beside name, GUID and DN; `named` is the parameter of New that gives the name; `ordered` objects have a priority; of a `single` family
    there is one object; `switch` is the property that Enable and Disable turn; `renamed` maps parameters to properties of another name.
    """

    noun: str
    type_name: str
    words: str
    place: str
    properties: tuple[Property, ...]
    first: tuple[tuple[str, Settings], ...] = ()
    table: str = ""
    keys: tuple[str, ...] = ()
    named: str = "Name"
    ordered: bool = False
    single: bool = False
    switch: str = ""
    renamed: Mapping[str, str] = field(default_factory=dict)
    check: Check | None = None
    guard: Guard | None = None
    derive: Derive | None = None

    @property
    def rows(self) -> str:
        """Return the store's name for the objects."""
        return self.table or self.noun

    def defaults(self) -> Settings:
        """Return the settings of an object that nobody has set anything of."""
        return {one.name: one.default for one in self.properties}

    def settings(self, row: ObjectRow) -> Settings:
        """Return the settings of an object."""
        kept: Settings = json.loads(row.settings)
        return {**self.defaults(), **kept}

    def property_of(self, parameter: str) -> Property | None:
        """Return the property that a parameter sets, None where it sets none."""
        name = self.renamed.get(parameter, parameter)
        return next((one for one in self.properties if one.name == name), None)

    def seeds(self) -> Iterator[ObjectRow]:
        """Yield the objects that a new organization has."""
        now = int(time.time())
        for rank, (name, settings) in enumerate(self.first):
            made = now - DAY * (400 - rank)
            yield ObjectRow(
                str(uuid.uuid5(GUIDS, f"{self.rows} {name}")), name, rank if self.ordered else 0, made, made, json.dumps(settings)
            )

    def object(self, store: Store, row: ObjectRow) -> PSObject:
        """Return an object as Get shows it."""
        settings = self.settings(row)
        shown: dict[str, Value] = {one.name: one.shown(settings.get(one.name)) for one in self.properties}
        if self.ordered:
            shown = {"State": shown.pop("State", None), "Priority": row.rank, **shown}
        if self.derive is not None:
            shown.update(self.derive(store, row, settings))
        for name, value in _identity(self, row):
            shown.setdefault(name, value)
        return PSObject(adapted=shown, type_names=types(self.type_name, "Microsoft.Exchange.Data.ConfigurableObject"), text=row.name)


def _identity(family: Family, row: ObjectRow) -> Iterator[tuple[str, Value]]:
    yield "AdminDisplayName", ""
    yield "ExchangeVersion", "0.20 (15.0.0.0)"
    yield "Name", row.name
    yield "DistinguishedName", distinguished_name(family, row.name)
    yield "Identity", row.name
    yield "Guid", guid(row.guid)
    yield "ObjectClass", multi(["top", f"msExch{family.noun}"])
    yield "WhenChanged", date(row.changed)
    yield "WhenCreated", date(row.created)
    yield "WhenChangedUTC", date(row.changed)
    yield "WhenCreatedUTC", date(row.created)
    yield "OrganizationId", f"CONTOSO.COM/Microsoft Exchange Hosted Organizations/{TENANT}"
    yield "Id", row.name
    yield "IsValid", True
    yield "ObjectState", "Unchanged"


def distinguished_name(family: Family, name: str) -> str:
    """Return where an object lies in the directory."""
    return f"CN={name},{family.place},CN={TENANT},DC=CONTOSO,DC=COM"


def read_properties(noun: str, text: str = "", hidden: str = "", verbs: str = "Set New") -> tuple[Property, ...]:
    """Read a family's table; `hidden` names the parameters that are no properties, blank-separated."""
    parameters = {one.name: one for verb in verbs.split() for one in _parameters(f"{verb}-{noun}")}
    left_out = OPERATIONAL | set(hidden.split())
    listed = [_property(line.strip(), parameters) for line in text.splitlines() if line.strip()]
    known = {one.name for one in listed} | left_out
    rest = [_of_parameter(one) for name, one in sorted(parameters.items()) if name not in known and not is_taken_everywhere(name)]
    return (*listed, *rest)


def _parameters(cmdlet: str) -> tuple[Parameter, ...]:
    definition = DEFINITIONS.get(cmdlet)
    return definition.command.parameters if definition is not None else ()


def _property(line: str, parameters: Mapping[str, Parameter]) -> Property:
    match = LINE.fullmatch(line)
    if match is None:
        raise ValueError(f"no property: {line}")
    name, low = match["name"], match["low"]
    parameter = parameters.get(name)
    kind, values = (
        (parameter.type, parameter.values) if parameter is not None and match["type"] is None else _typed(match["type"] or "String")
    )
    limits = (int(low), int(match["high"])) if low is not None else None
    return Property(name, kind, values, _default(kind, match["default"]), limits)


def _typed(word: str) -> tuple[str, tuple[str, ...]]:
    """Return type and values of `Boolean`, or of an enum that lists its members: `TenantConnectorType(Partner,OnPremises)`."""
    name, _, members = word.rstrip(")").partition("(")
    return full_type(name, "Microsoft.Exchange.Data.Directory.SystemConfiguration"), tuple(filter(None, members.split(",")))


def _of_parameter(parameter: Parameter) -> Property:
    return Property(parameter.name, parameter.type, parameter.values, _default(parameter.type, None))


def _default(kind: str, text: str | None) -> Value:
    if kind in ("System.Boolean", "System.Management.Automation.SwitchParameter"):
        return text == "True"
    if kind.endswith(("[]", "MultiValuedProperty", "ProxyAddressCollection")):
        return [part.strip() for part in text.split(",")] if text else []
    if not text:
        return "" if kind == "System.String" else None
    return int(text) if re.fullmatch(r"-?\d+", text) and "Int" in kind else text
