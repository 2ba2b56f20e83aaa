"""Views of format files, and what a session does with them."""

from __future__ import annotations

import pytest

from eopsh.formatting import Formatted, LocalViews, Renderer, Shape, TableFormat, View, ViewFileError, Views, read_view_file
from eopsh.formatting.directives import Alignment, Column
from eopsh.formatting.view import Script
from eopsh.objects import PSObject, Value, get_property

TABLE = """<TableControl><TableHeaders>
<TableColumnHeader><Label>Who</Label><Width>8</Width></TableColumnHeader>
<TableColumnHeader><Alignment>Right</Alignment></TableColumnHeader></TableHeaders>
<TableRowEntries><TableRowEntry><TableColumnItems><TableColumnItem><PropertyName>Name</PropertyName></TableColumnItem>
<TableColumnItem><ScriptBlock>$_.Size * 2</ScriptBlock><FormatString>N1</FormatString></TableColumnItem></TableColumnItems></TableRowEntry>
</TableRowEntries></TableControl>"""
CUSTOM = """<CustomControl><CustomEntries><CustomEntry><CustomItem>
<Text>Box </Text><ExpressionBinding><PropertyName>Name</PropertyName></ExpressionBinding><NewLine/>
<Frame><LeftIndent>4</LeftIndent><FirstLineHanging>2</FirstLineHanging><CustomItem>
<ExpressionBinding><PropertyName>Note</PropertyName></ExpressionBinding><NewLine/></CustomItem></Frame>
<ExpressionBinding><PropertyName>Tags</PropertyName><EnumerateCollection/><CustomControlName>Tag</CustomControlName></ExpressionBinding>
</CustomItem></CustomEntry></CustomEntries></CustomControl>"""
SHARED = """<Controls><Control><Name>Tag</Name><CustomControl><CustomEntries><CustomEntry><CustomItem><Text>#</Text><ExpressionBinding/>
</CustomItem></CustomEntry></CustomEntries></CustomControl></Control></Controls>"""
CHOSEN = "<ViewSelectedBy><TypeName>My.Box</TypeName></ViewSelectedBy>"


def file(*views: str, more: str = "") -> str:
    """Return a format file with these views."""
    inner = "".join(f"<View><Name>V{number}</Name>{CHOSEN}{view}</View>" for number, view in enumerate(views, 1))
    return f'<?xml version="1.0" encoding="utf-8"?><Configuration>{more}<ViewDefinitions>{inner}</ViewDefinitions></Configuration>'


def box(name: str = "Ada", **more: Value) -> PSObject:
    """Return an object of the type that the views are for."""
    return PSObject({"Name": name, "Size": 3, **more}, type_names=("My.Box", "System.Object"))


def shown(values: list[Value], views: Views, width: int = 40) -> list[str]:
    """Return the lines that values are shown as."""

    def doubled(script: Value, item: Value) -> Value:
        size = get_property(item, "Size")
        assert isinstance(size, int)
        return size * 2

    renderer = Renderer(width, terminal=False, views=views, evaluate=doubled)
    lines = [line for value in values for line in renderer.feed(value, 0.0)] + renderer.finish()
    return [line.rstrip() for line in lines]


def test_table() -> None:
    (view,) = read_view_file(file(TABLE))
    assert (view.name, view.shape, view.type_names) == ("V1", Shape.TABLE, ("My.Box",))
    assert view.columns == (Column("Name", "Who", 8), Column(Script("$_.Size * 2"), None, 0, Alignment.RIGHT, "N1"))


def test_list_and_wide() -> None:
    listed = (
        "<ListControl><ListEntries><ListEntry><ListItems><ListItem><Label>Who</Label><PropertyName>Name</PropertyName>"
        "<ItemSelectionCondition><PropertyName>Size</PropertyName></ItemSelectionCondition></ListItem></ListItems></ListEntry></ListEntries>"
        "</ListControl>"
    )
    item = "<WideItem><PropertyName>Name</PropertyName></WideItem>"
    wide = f"<WideControl><WideEntries><WideEntry>{item}</WideEntry></WideEntries></WideControl>"
    first, second = read_view_file(file(listed, wide))
    assert (first.shape, first.columns) == (Shape.LIST, (Column("Name", "Who", condition="Size"),))
    assert (second.shape, second.columns, second.across) == (Shape.WIDE, (Column("Name"),), 0)


def test_types_come_from_selection_sets_too() -> None:
    names = "<TypeName>A</TypeName><TypeName>B</TypeName>"
    sets = f"<SelectionSets><SelectionSet><Name>S</Name><Types>{names}</Types></SelectionSet></SelectionSets>"
    text = file(TABLE, more=sets).replace("<TypeName>My.Box</TypeName>", "<SelectionSetName>S</SelectionSetName>")
    assert read_view_file(text)[0].type_names == ("A", "B")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("nothing", id="no XML"),
        pytest.param("<Other/>", id="another document"),
        pytest.param('<!DOCTYPE x [<!ENTITY e "b">]><Configuration>&e;</Configuration>', id="entities"),
    ],
)
def test_other_files_are_refused(text: str) -> None:
    with pytest.raises(ViewFileError):
        read_view_file(text)


def test_custom_view_writes_frames_and_elements() -> None:
    views = Views(read_view_file(file(CUSTOM, more=SHARED)))
    item = box(Note="a note that is much longer than the line has room for", Tags=["x", "y"])
    assert shown([item], views, 31) == [
        *("", "Box Ada", "    a note that is much", "      longer than the line", "      has room for", "#x#y", ""),
    ]


def test_group_heading_of_its_own() -> None:
    control = CUSTOM.replace("<PropertyName>Note</PropertyName>", "<PropertyName>Size</PropertyName>")
    group = f"<GroupBy><PropertyName>Name</PropertyName>{control}</GroupBy>"
    views = Views(read_view_file(file(group + TABLE, more=SHARED)))
    lines = shown([box("Ada", Tags=[]), box("Jo", Tags=[])], views)
    assert lines[:4] == ["", "Box Ada", "    3", ""]
    assert lines[7:12] == ["Ada" + " " * 33 + "6.0", "", "Box Jo", "    3", ""]


def test_session_views_go_around_the_servers() -> None:
    server = Views((_view("server", "S"),))
    local = LocalViews()
    assert local.over(server).find(["My.Box"]) == server.own[0]
    local.append([_view("behind", "A")])
    assert local.over(server).find(["My.Box"]) == server.own[0]
    local.prepend([_view("before", "B")])
    found = local.over(server).find(["My.Box"])
    assert found is not None
    assert found.name == "before"
    assert local().names(["My.Box"], Shape.TABLE) == ("before", "server", "behind")
    assert local.over(Views()).names(["My.Box"], Shape.TABLE) == ("before", "behind")


def _view(name: str, column: str) -> View:
    return View(("My.Box",), Shape.TABLE, (Column(column),), name)


def test_displayed_properties() -> None:
    local = LocalViews()
    local.display("my.box", ("Name", "Gone*"))
    assert shown([box()], local()) == ["", "Name Gone*", "---- -----", "Ada", ""]
    assert local.forget("My.Box") is True
    assert local.forget("My.Box") is False
    assert shown([box()], local()) == ["", "Name Size", "---- ----", "Ada     3", ""]


def test_a_renderer_sees_views_that_come_while_it_works() -> None:
    local = LocalViews()
    renderer = Renderer(40, terminal=False, views=local)
    renderer.feed(box(), 0.0)
    renderer.finish()
    local.display("My.Box", ("Size",))
    renderer.feed(box(), 0.0)
    assert [line.strip() for line in renderer.finish()] == ["Size", "----", "3", ""]


def test_a_directive_asks_for_a_view_by_name() -> None:
    views = Views((_view("one", "Name"), _view("two", "Size")))
    assert shown([Formatted(TableFormat(view="two"), box())], views)[1] == "Size"
