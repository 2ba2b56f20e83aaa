"""Format data: the default columns of Exchange's types, as Get-FormatData answers with them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from eopsh.objects import PSList, PSObject, Value

MSCORLIB = "mscorlib, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089"
AUTOMATION = "System.Management.Automation, Version=3.0.0.0, Culture=neutral, PublicKeyToken=31bf3856ad364e35"
PREFIX = "System.Management.Automation"
INSTANCES = uuid.UUID("3f0f2d1a-0000-4000-8000-000000000003")

VIEWS: dict[str, tuple[tuple[str, int], ...]] = {
    "Microsoft.Exchange.MessagingPolicies.Rules.Tasks.TransportRule": (
        ("Name", 32),
        ("State", 8),
        ("Mode", 14),
        ("Priority", 8),
        ("Comments", 0),
    ),
    "Microsoft.Exchange.Data.Directory.Management.MailUser": (("Name", 30), ("RecipientType", 13), ("DisplayName", 0)),
    "Microsoft.Exchange.Data.Directory.SystemConfiguration.AcceptedDomain": (
        ("Name", 28),
        ("DomainName", 28),
        ("DomainType", 14),
        ("Default", 0),
    ),
    "Microsoft.Exchange.Management.FfoQuarantine.QuarantineMessage": (
        ("ReceivedTime", 22),
        ("Type", 13),
        ("Direction", 9),
        ("SenderAddress", 24),
        ("Subject", 0),
        ("Expires", 22),
    ),
    "Microsoft.Exchange.Management.FfoReporting.MessageTrace": (
        ("Received", 22),
        ("SenderAddress", 26),
        ("RecipientAddress", 26),
        ("Subject", 0),
        ("Status", 14),
    ),
    "Microsoft.Exchange.Data.Directory.Management.OrganizationConfig": (("Name", 30), ("DisplayName", 20), ("AdminDisplayVersion", 0)),
}
"""Type and its columns with their widths; 0 takes what is left."""
NUMBERS = frozenset({"Priority"})


def _list(items: Iterable[Value], element: str, assembly: str = AUTOMATION) -> PSList:
    return PSList(items, (f"System.Collections.Generic.List`1[[{element}, {assembly}]]", "System.Object"))


def _object(kind: str, properties: dict[str, Value], text: str | None = None, *bases: str) -> PSObject:
    name = f"{PREFIX}.{kind}"
    return PSObject(adapted=properties, type_names=(name, *(f"{PREFIX}.{base}" for base in bases), "System.Object"), text=text or name)


def _header(name: str, width: int) -> PSObject:
    return _object("TableControlColumnHeader", {"Label": name, "Alignment": "Right" if name in NUMBERS else "Undefined", "Width": width})


def _column(name: str) -> PSObject:
    entry = _object("DisplayEntry", {"ValueType": "Property", "Value": name}, f"property: {name}")
    return _object("TableControlColumn", {"Alignment": "Undefined", "DisplayEntry": entry, "FormatString": None}, name)


def type_definition(name: str, columns: tuple[tuple[str, int], ...]) -> PSObject:
    """Return a type's ExtendedTypeDefinition with one table; it holds for the type and for its deserialized form."""
    names = _list([name, f"Deserialized.{name}"], "System.String", MSCORLIB)
    cells = _list([_column(column) for column, _ in columns], f"{PREFIX}.TableControlColumn")
    row = _object("TableControlRow", {"Columns": cells, "SelectedBy": None, "Wrap": False})
    table = _object(
        "TableControl",
        {
            "Headers": _list([_header(*column) for column in columns], f"{PREFIX}.TableControlColumnHeader"),
            "Rows": _list([row], f"{PREFIX}.TableControlRow"),
            "AutoSize": False,
            "HideTableHeaders": False,
            "GroupBy": None,
            "OutOfBand": False,
        },
        None,
        "PSControl",
    )
    view = _object("FormatViewDefinition", {"Name": name.rpartition(".")[2], "Control": table})
    view.notes["InstanceId"] = uuid.uuid5(INSTANCES, name)
    views = _list([view], f"{PREFIX}.FormatViewDefinition")
    return _object("ExtendedTypeDefinition", {"TypeName": name, "TypeNames": names, "FormatViewDefinition": views}, name)
