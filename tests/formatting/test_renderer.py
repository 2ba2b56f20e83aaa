"""When lines leave the renderer, and what stands between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eopsh.errors import EopshError
from eopsh.formatting import (
    Column,
    CustomFormat,
    Directive,
    Formatted,
    ListFormat,
    Renderer,
    Shape,
    TableFormat,
    View,
    Views,
    WideFormat,
    columns_from,
)
from eopsh.formatting.cells import ConsoleCells, TerminalCells
from eopsh.formatting.view import Script
from eopsh.objects import CUSTOM_TYPES, BigInteger, EnumValue, ErrorRecord, PSDict, PSList, PSObject, Uri, Value
from tests.formatting.support import rendered, thing


def test_on_a_terminal_the_first_row_waits_50_ms_at_most() -> None:
    renderer = Renderer(80, terminal=True)
    assert renderer.feed(thing(Name="Ada"), 10.0) == [""]
    assert renderer.tick(10.04) == []
    assert renderer.tick(10.06) == ["Name", "----", "Ada"]
    assert renderer.feed(thing(Name="Bruno"), 10.07) == ["Bruno"]
    assert renderer.tick(11.0) == []
    assert renderer.finish() == [""]


def test_elsewhere_rows_of_300_ms_count_for_the_widths() -> None:
    renderer = Renderer(20, terminal=False)
    assert renderer.feed(thing(Text="x" * 8, N=1), 0.0) == [""]
    assert renderer.feed(thing(Text="x" * 12, N=2), 0.29) == []
    assert renderer.feed(thing(Text="x" * 14, N=3), 0.31)[1:] == [
        "----           -",
        f"{'x' * 8}       1",
        f"{'x' * 12}   2",
        f"{'x' * 14} 3",
    ]
    assert renderer.feed(thing(Text="x" * 16, N=4), 0.32) == [f"{'x' * 13}… 4"]


def test_elsewhere_a_silent_server_does_not_hold_rows_back() -> None:
    renderer = Renderer(80, terminal=False)
    renderer.feed(thing(A=1), 0.0)
    assert renderer.tick(0.5) == []
    assert renderer.tick(1.0) == ["A", "-", "1"]


def test_autosize_waits_for_every_row() -> None:
    renderer = Renderer(80, terminal=True)
    directive = TableFormat(autosize=True)
    renderer.feed(Formatted(directive, thing(A="x")), 0.0)
    assert renderer.feed(Formatted(directive, thing(A="long")), 5.0) == []
    assert renderer.tick(10.0) == []
    assert renderer.finish() == ["A", "-", "x", "long", ""]


def test_an_explicit_first_width_needs_no_waiting() -> None:
    renderer = Renderer(80, terminal=True)
    assert renderer.feed(PSDict({"a": 1}.items()), 0.0) == ["", f"{'Name':<30} Value", f"{'----':<30} -----", f"{'a':<30} 1"]


def test_a_finished_renderer_is_as_new() -> None:
    renderer = Renderer(80, terminal=False)
    renderer.feed(thing(A=1), 0.0)
    assert renderer.finish()
    assert renderer.finish() == []
    assert renderer.feed(thing(B=2), 0.0) == [""]


BETWEEN = [
    pytest.param(["a", 1, True], ["a", "1", "True"], id="text and numbers stand bare"),
    pytest.param([None], [], id="null is nothing"),
    pytest.param([[1, 2], [3]], ["1", "2", "3"], id="collections are taken apart"),
    pytest.param([thing(A=1), "text", thing(A=2)], ["", "A", "-", "1", "text", "2", ""], id="text does not end a table"),
    pytest.param(
        [thing(A=1, B=2, C=3, D=4, E=5), thing(F=1)],
        ["", "A : 1", "B : 2", "C : 3", "D : 4", "E : 5", "", "F : 1", ""],
        id="five properties make a list, which takes everything after",
    ),
    pytest.param(
        [thing(A=1), ErrorRecord("trouble", activity="Get-X"), thing(A=2)],
        ["", "A", "-", "1", "Get-X: trouble", "2", ""],
        id="an error keeps its place among the rows",
    ),
    pytest.param([thing()], [""], id="an empty object is an empty line"),
    pytest.param([EnumValue(("System.DayOfWeek", "System.Enum"), "Monday", 1)], ["Monday"], id="a local enum is text"),
    pytest.param(
        [EnumValue(("Deserialized.Contoso.Kind", "Deserialized.System.Enum"), "Spam", 1)],
        ["", "Value", "-----", "Spam", ""],
        id="an enum of the server is a table, as in PowerShell",
    ),
    pytest.param(
        [PSDict({"a": 1}.items()), thing(A=1), PSDict({"b": 2}.items())],
        ["", f"{'Name':<30} Value", f"{'----':<30} -----", f"{'a':<30} 1", "", "A : 1", "", f"{'b':<30} 2", ""],
        id="what a view does not know is a list between its rows",
    ),
]


@pytest.mark.parametrize(("values", "lines"), BETWEEN)
def test_between(values: list[Value], lines: list[str]) -> None:
    assert rendered(values) == lines


def test_an_error_does_not_end_the_table_of_a_cmdlet() -> None:
    renderer, directive = Renderer(80, terminal=False), TableFormat(autosize=True)
    lines = renderer.feed(Formatted(directive, thing(N=1)), 0.0)
    lines += renderer.feed(ErrorRecord("at 2", activity="Write-Error"), 0.0)
    lines += renderer.feed(Formatted(directive, thing(N=22)), 0.0)
    assert lines + renderer.finish() == ["", " N", " -", " 1", "Write-Error: at 2", "22", ""]


def test_a_calculated_column_that_fails_is_an_empty_cell_or_says_so() -> None:
    def evaluate(script: Value, item: Value) -> Value:
        raise EopshError

    column = Column(Script("1 / 0"), "Bad")
    assert rendered([thing(N=1)], ListFormat((column,), evaluate=evaluate)) == ["", "Bad : ", ""]
    assert rendered([thing(N=1)], ListFormat((column,), evaluate=evaluate, display_error=True)) == ["", "Bad : #ERR", ""]


def test_a_named_view_is_used() -> None:
    views = Views((View(("Contoso.A",), Shape.TABLE, (Column("A"),), "First"), View(("Contoso.A",), Shape.TABLE, (Column("B"),), "Second")))
    item = thing("Contoso.A", A=1, B=2)
    assert rendered([item], TableFormat(), views=views)[1] == "A"
    assert rendered([item], TableFormat(view="second"), views=views)[1] == "B"


def test_lines_that_a_terminal_does_not_show_take_no_room() -> None:
    rows = [thing(Text="a\n" + "b" * 50, N="x")]
    assert rendered(rows, terminal=True)[1:4] == ["Text N", "---- -", "a…   x"]
    assert rendered(rows)[1] == f"{'Text':<52} N"


NAMED = [
    pytest.param("*N*", ["A[1]N", "Name"], id="a pattern"),
    pytest.param("a[1]n", ["A[1]N"], id="a name that looks like a pattern"),
    pytest.param("a[", [], id="no pattern at all"),
    pytest.param("other", ["other"], id="a missing name keeps its column"),
]


@pytest.mark.parametrize(("asked", "headings"), NAMED)
def test_named_columns(asked: str, headings: list[str]) -> None:
    item = PSObject({"A[1]N": 1, "Name": "x"})
    assert "\n".join(rendered([item], TableFormat(columns_from(asked)))[1:2]).split() == headings


def test_two_format_calls_have_two_blank_lines_between() -> None:
    renderer = Renderer(80, terminal=False)
    first, second = ListFormat(), ListFormat()
    lines = [line for directive in (first, first, second) for line in renderer.feed(Formatted(directive, thing(A=1)), 0.0)]
    assert lines + renderer.finish() == ["", "A : 1", "", "A : 1", "", "", "A : 1", ""]


def test_marks_of_the_server_are_hidden_unless_asked_for() -> None:
    item = PSObject(
        {"PSComputerName": "server", "RunspaceId": "id", "PSShowComputerName": False}, adapted={"Name": "Ada", "SerializationData": b"\x00"}
    )
    shown = "\n".join(rendered([item]))
    assert "RunspaceId" in shown
    assert "server" not in shown
    assert "SerializationData" not in shown
    assert "server" in "\n".join(rendered([item], TableFormat(columns=columns_from(["Name", "PSComputerName"]))))


def test_a_table_is_painted_only_where_colors_are_wanted() -> None:
    colored = Renderer(80, terminal=True, color=True)
    colored.feed(thing(A="\x1b[5m"), 0.0)
    assert colored.finish() == ["\x1b[32;1mA\x1b[0m", "\x1b[32;1m-\x1b[0m", "\u241b[5m", ""]


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.text(max_size=30),
    st.floats(allow_nan=False),
    st.lists(st.text(max_size=5), max_size=6),
)
NAMES = st.text(min_size=1, max_size=12)
OBJECTS = st.dictionaries(NAMES, VALUES, min_size=1, max_size=8).map(
    lambda notes: PSObject(notes, type_names=("Deserialized.Contoso.Thing",))
)
DIRECTIVES = st.sampled_from([None, TableFormat(), TableFormat(wrap=True), TableFormat(autosize=True), ListFormat(), WideFormat(across=3)])


@given(st.lists(OBJECTS, min_size=1, max_size=5), DIRECTIVES, st.integers(4, 60), st.booleans())
def test_no_line_is_wider_than_the_room_and_none_has_a_control_character(
    objects: list[Value], directive: Directive | None, width: int, terminal: bool
) -> None:
    cells = TerminalCells() if terminal else ConsoleCells()
    lines = rendered(objects, directive, width=width, terminal=terminal)
    assert all(cells.measure(line) <= max(width - 1, 5) for line in lines)
    assert not any(character < " " and (terminal or character != "\t") for line in lines for character in line)


@given(st.lists(OBJECTS, max_size=5), st.lists(st.floats(0, 1), max_size=5))
def test_time_moves_rows_but_loses_none(objects: list[Value], pauses: list[float]) -> None:
    renderer = Renderer(200, terminal=True)
    now, lines = 0.0, []
    for item, pause in zip(objects, pauses + [0.0] * 5, strict=False):
        lines += renderer.feed(item, now)
        now += pause
        lines += renderer.tick(now)
    lines += renderer.finish()
    assert len(lines) >= len(objects)
    assert renderer.tick(now + 10) == []


def test_on_a_terminal_columns_leave_room_for_the_rows_to_come() -> None:
    renderer = Renderer(80, terminal=True)
    lines = renderer.feed(PSObject({"Name": "Ada", "Mail": "ada@x"}), 0.0)
    lines += renderer.tick(1.0)
    lines += renderer.feed(PSObject({"Name": "Anaïs Ångström", "Mail": "anais@x"}), 1.1)
    assert [line.rstrip() for line in lines][-2:] == ["Ada        ada@x", "Anaïs Ång… anais@x"]


def test_a_table_that_is_whole_takes_no_more_room_than_it_needs() -> None:
    renderer = Renderer(80, terminal=True)
    lines = [*renderer.feed(PSObject({"Name": "Ada", "Mail": "ada@x"}), 0.0), *renderer.finish()]
    assert "Ada  ada@x" in [line.rstrip() for line in lines]


def test_what_the_script_set_counts_without_a_directive() -> None:
    settings: dict[str, Value] = {"FormatEnumerationLimit": 2, "ErrorView": "CategoryView"}
    renderer = Renderer(60, terminal=False, variable=settings.get)
    lines = renderer.feed(PSObject({"A": [1, 2, 3]}, type_names=CUSTOM_TYPES), 0.0) + renderer.finish()
    assert lines[-2].strip() == "{1, 2\u2026}"
    assert renderer.feed(ErrorRecord("no", category="ReadError"), 0.0) == ["ReadError: (:) [], Exception"]


def test_a_group_without_its_property_has_no_heading() -> None:
    renderer = Renderer(60, terminal=False)
    directive = TableFormat(columns=(Column("A"),), group_by=Column("Missing"))
    lines = renderer.feed(Formatted(directive, PSObject({"A": 1}, type_names=CUSTOM_TYPES)), 0.0) + renderer.finish()
    assert [line.strip() for line in lines] == ["", "A", "-", "1", ""]


def test_addresses_are_objects_and_large_integers_are_numbers() -> None:
    renderer = Renderer(60, terminal=False)
    assert "AbsolutePath" in "\n".join(renderer.feed(Uri("http://a.b/c"), 0.0) + renderer.finish())
    lines = renderer.feed(PSObject({"Number": BigInteger(5)}, type_names=CUSTOM_TYPES), 0.0) + renderer.finish()
    assert lines[-2].rstrip() == "     5"


def test_a_table_of_a_hundred_thousand_rows_streams() -> None:
    renderer = Renderer(60, terminal=False)
    directive = TableFormat()
    kept = shown = 0
    for number in range(100_000):
        lines = renderer.feed(Formatted(directive, PSObject({"N": number}, type_names=CUSTOM_TYPES)), number / 1000)
        shown += len(lines)
        kept = max(kept, number + 1 - shown)
    assert kept < 1_000
    assert shown + len(renderer.finish()) == 100_000 + 4


def looped() -> list[object]:
    """Return objects that hold themselves, of each kind that can."""
    bag, table, items = thing(N=1), PSDict(), PSList()
    bag.set("Self", bag)
    table["self"] = table
    items.append(items)
    return [pytest.param(value, id=type(value).__name__) for value in (bag, table, items, thing(L=items, T=table, B=bag))]


@pytest.mark.parametrize("value", looped())
@pytest.mark.parametrize("directive", [None, TableFormat(), ListFormat(), WideFormat(), CustomFormat()])
def test_an_object_that_holds_itself_is_shown_and_ends(value: Value, directive: Directive | None) -> None:
    renderer = Renderer(60, terminal=False)
    lines = renderer.feed(value if directive is None else Formatted(directive, value), 0.0) + renderer.finish()
    assert 2 < len(lines) < 500


def test_a_list_in_a_list_is_an_object() -> None:
    lines = rendered([1, [2, [3, 4]]])
    assert lines[:3] == ["1", "2", ""]
    assert "Length         : 2" in lines
