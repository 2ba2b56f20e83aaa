"""The server's format data: read, kept, found, and what it makes of objects."""

from __future__ import annotations

import pytest

from eopsh.formatting import Alignment, Column, ListFormat, Renderer, Shape, View, Views, WideFormat
from eopsh.formatting.view import Script
from eopsh.objects import PSObject, Value, read_clixml
from tests.formatting.support import rendered, thing
from tests.support import json_lines, shared

NAMESPACE = "System.Management.Automation."


def bag(type_name: str, **properties: Value) -> PSObject:
    """Make an object as the server's metadata pipeline sends them."""
    return PSObject(adapted=properties, type_names=(f"Deserialized.{NAMESPACE}{type_name}",))


def entry(value: str, kind: str = "Property") -> PSObject:
    return bag("DisplayEntry", ValueType=kind, Value=value)


def table(*columns: tuple[str | None, int, str, PSObject], **more: Value) -> PSObject:
    headers = [bag("TableControlColumnHeader", Label=label, Width=width, Alignment=side) for label, width, side, _ in columns]
    cells: list[Value] = [bag("TableControlColumn", Alignment="Undefined", DisplayEntry=shown, FormatString=None) for *_, shown in columns]
    return bag("TableControl", Headers=list[Value](headers), Rows=[bag("TableControlRow", Columns=cells, Wrap=False)], **more)


def definition(type_name: str, *controls: PSObject) -> PSObject:
    views: list[Value] = [bag("FormatViewDefinition", Name=f"view {place}", Control=control) for place, control in enumerate(controls)]
    return bag("ExtendedTypeDefinition", TypeName=type_name, TypeNames=[type_name], FormatViewDefinition=views)


USERS = definition(
    "Contoso.User",
    table(
        ("Who", 12, "Undefined", entry("Name")),
        (None, 0, "Right", entry("$_.Mail.Address", "ScriptBlock")),
        ("Sum", 6, "Center", entry("$_.A + 1", "ScriptBlock")),
        AutoSize=False,
    ),
)
ADA = PSObject(
    adapted={"Name": "Ada van der Berg", "Mail": PSObject({"Address": "ada@x"}), "A": 1}, type_names=("Deserialized.Contoso.User",)
)


def test_a_table_of_the_server() -> None:
    lines = rendered([ADA], views=Views.from_records([USERS]), width=42)
    assert lines[0] == lines[-1] == ""
    assert lines[1].split() == ["Who", "$_.Mail.Address", "Sum"]
    assert lines[-2] == "Ada van der…                 ada@x       "


def test_other_scripts_go_to_whoever_runs_script() -> None:
    ran: list[Value] = []

    def evaluate(script: Value, item: Value) -> Value:
        ran.append(script)
        return 2

    renderer = Renderer(42, terminal=False, views=Views.from_records([USERS]), evaluate=evaluate)
    assert renderer.feed(ADA, 0.0)[-1] == "Ada van der…                 ada@x   2   "
    assert ran == ["$_.A + 1"]


def test_an_object_of_another_type_is_a_list_between_the_rows() -> None:
    lines = rendered([ADA, thing(Other=1), ADA], views=Views.from_records([USERS]))
    assert lines[-5:-2] == ["", "Other : 1", ""]


def test_subtypes_are_shown_by_their_base_type() -> None:
    child = PSObject(adapted=ADA.adapted, type_names=("Deserialized.Contoso.Child", "Deserialized.Contoso.User"))
    assert rendered([child], views=Views.from_records([USERS])) == rendered([ADA], views=Views.from_records([USERS]))


def test_list_and_wide_views() -> None:
    items: list[Value] = [
        bag("ListControlEntryItem", Label="Who", DisplayEntry=entry("Name"), FormatString=None, ItemSelectionCondition=None),
        bag("ListControlEntryItem", Label=None, DisplayEntry=entry("Nope"), FormatString=None, ItemSelectionCondition=None),
        bag(
            "ListControlEntryItem",
            Label="If",
            DisplayEntry=entry("A"),
            FormatString="N2",
            ItemSelectionCondition=entry("$_.Shown", "ScriptBlock"),
        ),
    ]
    listing = bag("ListControl", Entries=[bag("ListControlEntry", Items=items)])
    wide = bag(
        "WideControl", Entries=[bag("WideControlEntryItem", DisplayEntry=entry("Name"), FormatString=None)], Columns=3, AutoSize=False
    )
    views = Views.from_records([definition("Contoso.User", listing, wide)])
    assert rendered([ADA], views=views) == ["", "Who  : Ada van der Berg", "Nope : ", ""]
    shown = PSObject(adapted=ADA.adapted | {"Shown": True}, type_names=ADA.type_names)
    assert rendered([shown], ListFormat(), views=views)[-2] == "If   : 1.00"
    assert rendered([ADA], WideFormat(), views=views, width=40)[1] == "Ada van der …              "


def test_a_grouped_view() -> None:
    control = table(("Name", 10, "Undefined", entry("Name")), GroupBy=bag("PSControlGroupBy", Expression=entry("A"), Label="The number"))
    lines = rendered([ADA], views=Views.from_records([definition("Contoso.User", control)]))
    assert lines[:3] == ["", "   The number: 1", ""]


UNREADABLE = [
    pytest.param([], id="no records"),
    pytest.param([None, "text", 5, PSObject()], id="no bags"),
    pytest.param([definition("Contoso.User", bag("TableControl", Rows=None))], id="no rows"),
    pytest.param([definition("Contoso.User", bag("CustomControl"))], id="a custom control"),
    pytest.param([bag("ExtendedTypeDefinition", TypeName=None, FormatViewDefinition=5)], id="no type"),
]


@pytest.mark.parametrize("records", UNREADABLE)
def test_what_cannot_be_read_is_left_out(records: list[Value]) -> None:
    assert Views.from_records(records).own == ()


def test_views_survive_the_cache() -> None:
    views = Views.from_records([USERS])
    assert Views.unpack(views.pack()) == views
    assert views.own[0].columns[1] == Column(Script("$_.Mail.Address"), None, 0, Alignment.RIGHT)


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[]", b"null", b'{"version":1,"views":[{}]}', b'{"version":0,"views":[]}', b'{"version":1,"views":5}', b"\xff"]
)
def test_a_damaged_cache_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        Views.unpack(data)


def test_the_most_specific_type_and_the_asked_shape_are_found() -> None:
    base = View(("Contoso.Base",), Shape.TABLE, (Column("A"),))
    child = View(("Contoso.Child",), Shape.LIST, (Column("B"),))
    views = Views((base, child))
    names = ("contoso.child", "Contoso.Base")
    assert views.find(names) is child
    assert views.find(names, Shape.TABLE) is base
    assert views.find(names, Shape.WIDE) is None
    assert views.find(("Deserialized.Contoso.Base",)) is base


def test_format_data_as_powershell_sends_it() -> None:
    records = [
        value
        for line in json_lines(shared("oracle", "psrp.jsonl"))
        if line["scenario"] == "import" and "FormatViewDefinition" in str(line.get("clixml"))
        for value in read_clixml(str(line["clixml"]).encode())
    ]
    views = Views.from_records(records).own
    assert [(view.name, view.shape) for view in views] == [("Sample", Shape.TABLE), ("SampleList", Shape.LIST), ("SampleWide", Shape.WIDE)]
    assert [column.label for column in views[0].columns] == ["Name", "How many", None, "Size"]
    assert [column.width for column in views[0].columns] == [20, 8, 0, 0]
    assert views[0].columns[1].alignment is Alignment.RIGHT
    assert views[0].columns[2].format == "{0:d}"
    assert views[0].wrap
    assert views[1].group_by == Column("Day", "Weekday")
