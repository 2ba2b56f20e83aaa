"""Whatever a server or a file of views says, in whichever place, no line of the renderer can steer a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eopsh.errors import Advice, EopshError
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
    format_advice,
    format_error,
    format_warning,
)
from eopsh.formatting.control import Binding, Frame, LineEnd, Words
from eopsh.objects import EnumValue, ErrorRecord, PSDict, PSList, PSObject, Uri, Value, XmlText

EVIL = "\x1b]0;title\x07\x9b31m\r\x08\u202e"
TEXT = st.text(st.sampled_from("ab \n\t\x1b\x07\r\x00\x9b\u202e\u2028\ud800é漢"), max_size=8)
PLAIN = st.none() | st.integers() | st.floats() | TEXT | TEXT.map(Uri) | st.builds(lambda text: EnumValue((text,), text, 1), TEXT)


def _object(notes: dict[str, Value], kind: str, text: str | None) -> Value:
    return PSObject(notes, type_names=(kind,), text=text)


VALUES = st.recursive(
    PLAIN,
    lambda inner: (
        st.builds(_object, st.dictionaries(TEXT, inner, max_size=3), TEXT, st.none() | TEXT)
        | st.lists(inner, max_size=3).map(lambda items: PSList(items, (EVIL,)))
        | st.dictionaries(TEXT, inner, max_size=3).map(lambda pairs: PSDict(pairs.items()))
    ),
    max_leaves=6,
)
NAMED = Column(EVIL, f"label{EVIL}")
DIRECTIVES: list[Directive | None] = [
    None,
    TableFormat(),
    TableFormat(wrap=True, columns=(NAMED,), group_by=NAMED),
    ListFormat(),
    ListFormat(columns=(NAMED,)),
    WideFormat(),
    CustomFormat(),
    CustomFormat(columns=(NAMED,), group_by=NAMED),
]


def assert_harmless(lines: Iterable[str]) -> None:
    for line in lines:
        steering = {char for char in line if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") or char == "\u202e"}
        assert steering <= {"\t"}, line


@pytest.mark.parametrize("terminal", [True, False])
@settings(max_examples=40)
@given(value=VALUES)
def test_no_value_steers_the_terminal(terminal: bool, value: Value) -> None:
    for directive in DIRECTIVES:
        renderer = Renderer(60, terminal=terminal)
        assert_harmless(renderer.feed(value if directive is None else Formatted(directive, value), 0.0) + renderer.finish())


VIEWS = [
    View(("T",), Shape.TABLE, (NAMED,), group_by=NAMED, group_items=(Words(EVIL), LineEnd(), Binding(NAMED))),
    View(("T",), Shape.LIST, (NAMED,), group_by=NAMED),
    View(("T",), Shape.WIDE, (NAMED,)),
    View(("T",), Shape.TEXT, (NAMED,)),
    View(("T",), Shape.CUSTOM, (), items=(Words(EVIL), Binding(NAMED), LineEnd(), Frame((Words(EVIL),), 2))),
]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.shape.value)
def test_no_view_steers_the_terminal(view: View) -> None:
    renderer = Renderer(60, terminal=True, views=Views((view,)))
    shown = renderer.feed(PSObject({EVIL: EVIL}, type_names=("T",)), 0.0) + renderer.finish()
    assert_harmless(shown)
    assert any("␛]0;title" in line for line in shown)


RECORD = ErrorRecord(
    EVIL, EVIL, EVIL, EVIL, EVIL, activity=EVIL, recommended_action=EVIL, position=f"At line:2 char:1\n+ x{EVIL}\n+ ~", details=EVIL
)


@pytest.mark.parametrize("view", ["", "NormalView", "CategoryView"])
@pytest.mark.parametrize("place", [True, False])
def test_no_error_steers_the_terminal(view: str, place: bool) -> None:
    assert_harmless(format_error(RECORD, width=50, view=view, place=place))


def test_no_message_steers_the_terminal() -> None:
    assert_harmless(format_warning(EVIL))
    assert_harmless(format_error(EopshError(EVIL), width=50))
    assert_harmless(format_advice(EopshError(EVIL, advice=Advice(EVIL, EVIL))))
    renderer = Renderer(60, terminal=True)
    assert_harmless(renderer.feed(XmlText(f"<a>{EVIL}</a>"), 0.0) + renderer.finish())
