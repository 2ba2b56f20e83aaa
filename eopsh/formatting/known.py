"""PowerShell's own views for the types that local commands make. Widths and labels are what PowerShell 7.6 shows."""

from __future__ import annotations

from eopsh.formatting.directives import Alignment, Column
from eopsh.formatting.view import Shape, View

_MANAGEMENT = "System.Management.Automation."
_COMMANDS = "Microsoft.PowerShell.Commands."


def _columns(*columns: str | tuple[str, int] | tuple[str, int, Alignment]) -> tuple[Column, ...]:
    return tuple(Column(column) if isinstance(column, str) else Column(column[0], None, *column[1:]) for column in columns)


def _table(types: tuple[str, ...], *columns: str | tuple[str, int] | tuple[str, int, Alignment]) -> View:
    return View(types, Shape.TABLE, _columns(*columns))


_SPAN = (
    *("Days", "Hours", "Minutes", "Seconds", "Milliseconds", "Ticks"),
    *("TotalDays", "TotalHours", "TotalMinutes", "TotalSeconds", "TotalMilliseconds"),
)
_COMMAND_TYPES = tuple(
    _MANAGEMENT + name for name in ("CmdletInfo", "FunctionInfo", "AliasInfo", "FilterInfo", "ExternalScriptInfo", "ApplicationInfo")
)

BUILTIN = (
    _table(("System.Collections.DictionaryEntry", _MANAGEMENT + "PSVariable"), ("Name", 30), "Value"),
    View(("System.Collections.DictionaryEntry",), Shape.LIST, _columns("Name", "Value")),
    _table((_COMMANDS + "GroupInfo",), ("Count", 5, Alignment.RIGHT), ("Name", 25), "Group"),
    _table((_COMMANDS + "GroupInfoNoElement",), ("Count", 5, Alignment.RIGHT), ("Name", 25)),
    _table(("System.Version",), ("Major", 6), ("Minor", 6), ("Build", 6), ("Revision", 8)),
    _table(("System.RuntimeType",), ("IsPublic", 8), ("IsSerial", 8), ("Name", 40), "BaseType"),
    View(
        _COMMAND_TYPES,
        Shape.TABLE,
        (Column("CommandType", None, 15), Column(("DisplayName", "Name"), "Name", 50), Column("Version", None, 10), Column("Source")),
    ),
    _table((_COMMANDS + "HistoryInfo",), ("Id", 4, Alignment.RIGHT), ("Duration", 12, Alignment.RIGHT), "CommandLine"),
    View(
        (_COMMANDS + "MemberDefinition",),
        Shape.TABLE,
        _columns("Name", "MemberType", "Definition"),
        autosize=True,
        group_by=Column("TypeName"),
    ),
    _table(
        (_MANAGEMENT + "Runspaces.PSSession",),
        ("Id", 3, Alignment.RIGHT),
        ("Name", 15),
        ("Transport", 9),
        ("ComputerName", 15),
        ("ComputerType", 15),
        ("State", 13),
        ("ConfigurationName", 21),
        ("Availability", 13, Alignment.RIGHT),
    ),
    View(("System.Guid",), Shape.TABLE, (Column("Guid"),), autosize=True),
    View(("System.TimeSpan",), Shape.LIST, _columns(*_SPAN)),
    _table(("System.TimeSpan",), *_SPAN[:5]),
    View(("System.TimeSpan",), Shape.WIDE, _columns("TotalMilliseconds")),
    _table(("System.Globalization.CultureInfo",), ("LCID", 16), ("Name", 16), "DisplayName"),
    _table(("System.Net.NetworkCredential",), ("UserName", 50), ("Domain", 50)),
    View(("System.DateTime",), Shape.TEXT, _columns("DateTime")),
    View((_COMMANDS + "MatchInfo",), Shape.TEXT, _columns("DisplayText")),
    _table((_MANAGEMENT + "PathInfo",), "Path"),
    View(
        ("System.IO.FileInfo", "System.IO.DirectoryInfo"),
        Shape.TABLE,
        (
            Column("Mode", None, 7),
            Column("LastWriteTimeString", "LastWriteTime", 26, Alignment.RIGHT),
            Column("Length", None, 14, Alignment.RIGHT),
            Column("Name"),
        ),
        group_by=Column("ParentPath", " Directory"),
    ),
)
