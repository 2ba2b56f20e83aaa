"""Format-Custom: objects written out with the objects inside them."""

from __future__ import annotations

from uuid import UUID

from eopsh.formatting import CustomFormat, Formatted, Renderer
from eopsh.formatting.directives import Column
from eopsh.objects import CUSTOM_TYPES, PSDict, PSObject, Value


def thing(**properties: Value) -> PSObject:
    """Return a custom object."""
    return PSObject(dict(properties), type_names=CUSTOM_TYPES)


def shown(value: Value, directive: CustomFormat | None = None, width: int = 80) -> list[str]:
    """Return the lines that Format-Custom shows."""
    renderer = Renderer(width, terminal=False)
    lines = renderer.feed(Formatted(directive or CustomFormat(), value), 0.0) + renderer.finish()
    return [line.rstrip() for line in lines]


def test_one_object() -> None:
    assert shown(thing(Name="Ada", N=1)) == ["", "class PSCustomObject", "{", "  Name = Ada", "  N = 1", "}", "", ""]


def test_objects_and_lists_stand_further_in() -> None:
    assert shown(thing(A=thing(B=1), L=["x", thing(C=None)]))[2:-2] == [
        *("{", "  A =", "    class PSCustomObject", "    {", "      B = 1", "    }"),
        *("  L =", "    [", "      x", "      class PSCustomObject", "      {", "        C =", "      }", "    ]", "", "}"),
    ]


def test_depth_ends_it() -> None:
    assert "      B = @{C=}" in shown(thing(A=thing(B=thing(C=thing(D=1)))), CustomFormat(depth=1))


def test_an_object_that_holds_itself_ends() -> None:
    item = thing(N=1)
    item.set("Self", item)
    assert len(shown(item)) < 40


def test_lists_are_limited_and_tables_are_entries() -> None:
    assert [line.strip() for line in shown(thing(L=[1, 2, 3, 4, 5]))[4:-3]] == ["[", "1", "2", "3", "4", "\u2026", "]", ""]
    assert "      class DictionaryEntry" in shown(thing(T=PSDict({"k": 1})))


def test_values_break_where_the_line_ends() -> None:
    text = "The quick brown fox jumps over the lazy dog and goes home"
    assert shown(thing(Text=text), width=40)[3:5] == ["  Text = The quick brown fox jumps", "  over the lazy dog and goes home"]


def test_columns_choose() -> None:
    assert shown(thing(A=1, B=2), CustomFormat(columns=(Column("B"),)))[2:5] == ["{", "  B = 2", "}"]


def test_what_is_text_stays_text() -> None:
    assert shown("plain") == ["plain"]
    assert shown(UUID(int=0))[1] == "class Guid"
