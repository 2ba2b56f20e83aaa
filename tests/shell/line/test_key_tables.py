"""Every key of every table does what its action says; a key without a case here fails the last tests."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from _pytest.mark import ParameterSet
from prompt_toolkit.input.ansi_escape_sequences import ANSI_SEQUENCES
from prompt_toolkit.key_binding.bindings.basic import load_basic_bindings
from prompt_toolkit.key_binding.bindings.emacs import load_emacs_bindings
from prompt_toolkit.key_binding.bindings.named_commands import _readline_commands
from prompt_toolkit.key_binding.key_bindings import KeyBindingsBase
from prompt_toolkit.keys import KEY_ALIASES, Keys
from prompt_toolkit.renderer import Renderer

from eopsh.history import Entry, History
from eopsh.settings import Settings
from eopsh.shell.line.keys import bindings
from tests.shell.line import test_completing, test_editor, test_keys
from tests.shell.line.test_editor import ENTER, World, editor, history
from tests.shell.line.test_keys import typed

__all__ = ["history"]

_BYTES: dict[str, str] = {}
for _text, _key in ANSI_SEQUENCES.items():
    if isinstance(_key, Keys) and (_key.value not in _BYTES or len(_text) < len(_BYTES[_key.value])):
        _BYTES[_key.value] = _text
_BYTES |= {"escape": "\x1b", "c-m": "\r", "f20": "\x1b[19;2~"}


def pressed(sequence: str) -> str:
    """Return what a terminal sends for keys as the tables write them."""
    return "".join(_BYTES.get(key, _BYTES.get(KEY_ALIASES.get(key, ""), key)) for key in sequence.split())


def sent(pattern: str) -> str:
    """Return what a terminal sends for a text with keys in braces."""
    return re.sub(r"\{([^{}]+)\}", lambda found: pressed(found[1]), pattern)


OURS = [
    pytest.param("c-m", "one{c-m}", "one", id="Enter"),
    pytest.param("c-@", "Get-Qu{c-@}{down}{down}{c-m}", "Get-QuarantinePolicy", id="Ctrl-Space"),
    pytest.param("c-i", "Get-Tr{c-i}", "Get-TransportRule", id="Tab"),
    pytest.param("escape down", "Get-TransportRule {escape down}x", "Get-TransportRule x", id="Alt-Down"),
    pytest.param("escape up", "Get-TransportRule {escape up}x", "Get-TransportRule x", id="Alt-Up"),
]
WINDOWS = [
    pytest.param("f8", "Get-{f8}{f8}", "Get-First 1", id="F8"),
    pytest.param("f20", "Get-{f8}{f8}{f20}", "Get-Second 2", id="Shift-F8"),
    pytest.param("escape .", "x {escape .}", "x last", id="Alt-."),
    pytest.param("c-z", "abc{c-w}{c-z}", "abc", id="Ctrl-Z"),
    pytest.param("c-y", "abc{c-w}{c-z}{c-y}x", "x", id="Ctrl-Y"),
    pytest.param("c-r", "{c-r}First{c-m}", "Get-First 1", id="Ctrl-R"),
    pytest.param("c-left", "one two{c-left}x", "one xtwo", id="Ctrl-Left"),
    pytest.param("c-right", "one two{home}{c-right}x", "onex two", id="Ctrl-Right"),
    pytest.param("c-c", "one{s-left}{c-c}{end}{c-v}", "onee", id="Ctrl-C copies"),
    pytest.param("c-a", "one{c-a}x", "x", id="Ctrl-A"),
    pytest.param("c-v", "one{c-a}{c-c}{end}{c-v}", "oneone", id="Ctrl-V"),
    pytest.param("c-home", "abc{left}{c-home}", "c", id="Ctrl-Home"),
    pytest.param("c-end", "abc{home}{right}{c-end}", "a", id="Ctrl-End"),
    pytest.param("c-delete", "one two{home}{c-delete}", " two", id="Ctrl-Delete"),
    pytest.param("c-w", "one two{c-w}", "one ", id="Ctrl-W"),
    pytest.param("c-l", "one{c-l}x", "onex", id="Ctrl-L"),
    pytest.param("escape c-m", "one{escape c-m}two", "one\ntwo", id="Alt-Enter"),
]
INHERITED = [
    pytest.param("home", "abc{home}x", "xabc", id="Home"),
    pytest.param("end", "abc{home}{end}x", "abcx", id="End"),
    pytest.param("left", "abc{left}x", "abxc", id="Left"),
    pytest.param("right", "abc{home}{right}x", "axbc", id="Right"),
    pytest.param("c-up", "{c-up}", "Set-Other last", id="Ctrl-Up"),
    pytest.param("c-down", "{c-up}{c-up}{c-down}", "Set-Other last", id="Ctrl-Down"),
    pytest.param("c-k", "abc{left}{c-k}", "ab", id="Ctrl-K"),
    pytest.param("c-u", "abc{left}{c-u}", "c", id="Ctrl-U"),
    pytest.param("c-h", "abc{c-h}", "ab", id="Backspace"),
    pytest.param("delete", "abc{home}{delete}", "bc", id="Delete"),
    pytest.param("c-t", "abc{c-t}", "acb", id="Ctrl-T"),
    pytest.param("pageup", "{pageup}", "Set-Other last", id="PageUp"),
    pytest.param("pagedown", "{pageup}{pageup}{pagedown}", "Set-Other last", id="PageDown"),
    pytest.param("c-d", "abc{home}{c-d}", "bc", id="Ctrl-D in a line"),
    pytest.param("c-b", "abc{c-b}x", "abxc", id="Ctrl-B"),
    pytest.param("c-e", "abc{home}{c-e}x", "abcx", id="Ctrl-E"),
    pytest.param("c-f", "abc{home}{c-f}x", "axbc", id="Ctrl-F"),
    pytest.param("c-x r y", "one{c-w}{c-x r y}{c-x r y}", "oneone", id="Ctrl-X r y"),
    pytest.param("escape b", "one two{escape b}x", "one xtwo", id="Alt-B"),
    pytest.param("escape c", "one two{home}{escape c}", "One two", id="Alt-C"),
    pytest.param("escape d", "one two{home}{escape d}", " two", id="Alt-D"),
    pytest.param("escape f", "one two{home}{escape f}x", "onex two", id="Alt-F"),
    pytest.param("escape l", "ONE TWO{home}{escape l}", "one TWO", id="Alt-L"),
    pytest.param("escape u", "one two{home}{escape u}", "ONE two", id="Alt-U"),
    pytest.param("escape c-h", "one two{escape c-h}", "one ", id="Alt-Backspace"),
    pytest.param("escape \\", "one   two{home}{escape f}{escape \\}", "onetwo", id="Alt-backslash"),
    pytest.param("c-_", "abc{c-w}{c-_}", "abc", id="Ctrl-_"),
    pytest.param("c-x c-u", "abc{c-w}{c-x c-u}", "abc", id="Ctrl-X Ctrl-U"),
    pytest.param("escape <", "{escape <}", "Get-First 1", id="Alt-<"),
    pytest.param("escape >", "{escape <}{escape >}x", "x", id="Alt->"),
    pytest.param("escape _", "x {escape _}", "x last", id="Alt-_"),
    pytest.param("escape c-y", "x {escape c-y}", "x last", id="Alt-Ctrl-Y"),
    pytest.param("escape #", "abc{escape #}", "#abc", id="Alt-#"),
    pytest.param("c-o", "abc{c-o}", "abc", id="Ctrl-O"),
    pytest.param("c-q", "{c-q}{c-a}", "\x01", id="Ctrl-Q"),
    pytest.param("c-x (", "{c-x (}ab{c-x )}{c-x e}", "abab", id="Ctrl-X ("),
    pytest.param("c-x )", "{c-x (}ab{c-x )}c", "abc", id="Ctrl-X )"),
    pytest.param("c-x e", "{c-x (}a{c-x )}{c-x e}{c-x e}", "aaa", id="Ctrl-X e"),
]
EMACS = [
    pytest.param("c-a", "one{c-a}x", "xone", id="Ctrl-A"),
    pytest.param("c-l", "one{c-l}x", "onex", id="Ctrl-L"),
    pytest.param("c-w", "one two{c-w}", "one ", id="Ctrl-W"),
    pytest.param("c-y", "one{c-w}{c-y}{c-y}", "oneone", id="Ctrl-Y"),
    pytest.param("c-delete", "one two{home}{c-delete}", " two", id="Ctrl-Delete"),
    pytest.param("c-left", "one two{c-left}x", "one xtwo", id="Ctrl-Left"),
    pytest.param("c-right", "one two{home}{c-right}x", "onex two", id="Ctrl-Right"),
    pytest.param("c-home", "one{c-home}x", "xone", id="Ctrl-Home"),
    pytest.param("c-end", "one{c-home}{c-end}x", "onex", id="Ctrl-End"),
    pytest.param("escape .", "x {escape .}", "x last", id="Alt-."),
    pytest.param("escape y", "two{c-w}one{c-w}{c-y}{escape y}", "two", id="Alt-Y"),
    pytest.param("escape c-m", "abc{escape c-m}", "abc", id="Alt-Enter"),
    pytest.param("c-r", "{c-r}First{c-m}", "Get-First 1", id="Ctrl-R"),
    pytest.param("c-n", "{c-p}{c-p}{c-n}", "Set-Other last", id="Ctrl-N"),
    pytest.param("c-p", "{c-p}", "Set-Other last", id="Ctrl-P"),
]
SELECTING = [
    pytest.param("one{s-left}{s-left}x", "ox", id="Shift-Left"),
    pytest.param("one{home}{s-right}x", "xne", id="Shift-Right"),
    pytest.param("one two{c-s-left}x", "one x", id="Ctrl-Shift-Left"),
    pytest.param("one two{home}{c-s-right}{delete}", " two", id="Ctrl-Shift-Right"),
    pytest.param("one two{s-home}x", "x", id="Shift-Home"),
    pytest.param("one two{home}{s-end}x", "x", id="Shift-End"),
    pytest.param("one{s-left}{left}x", "oxne", id="an arrow ends the selection"),
]
VI = [
    pytest.param("ix", "xone two", id="i"),
    pytest.param("$ax", "one twox", id="a"),
    pytest.param("Ax", "one twox", id="A"),
    pytest.param("$Ix", "xone two", id="I"),
    pytest.param("dwix", "xtwo", id="dw"),
    pytest.param("wDix", "onex ", id="D"),
    pytest.param("ddix", "x", id="dd"),
    pytest.param("dwuix", "xone two", id="u"),
    pytest.param("cex", "x two", id="ce"),
    pytest.param("wix", "one xtwo", id="w"),
    pytest.param("$bix", "one xtwo", id="b"),
    pytest.param("eax", "onex two", id="e"),
    pytest.param("xix", "xne two", id="x"),
    pytest.param("rxAy", "xne twoy", id="r"),
    pytest.param("ywP0ix", "xone one two", id="yw P"),
    pytest.param("~Ax", "One twox", id="~"),
    pytest.param("ftix", "one xtwo", id="f"),
    pytest.param("kAx", "Set-Other lastx", id="k"),
    pytest.param("kkjAx", "Set-Other lastx", id="j"),
]


@pytest.fixture
def filled(history: History) -> History:
    for text in ("Get-First 1", "Get-Second 2", "Set-Other last"):
        history.append(Entry(text))
    return history


@pytest.mark.parametrize(("sequence", "keys", "line"), [*OURS, *WINDOWS, *INHERITED])
def test_default_table(filled: History, sequence: str, keys: str, line: str) -> None:
    assert f"{{{sequence}}}" in keys
    assert typed(filled, sent(keys) + ENTER) == line


@pytest.mark.parametrize(("sequence", "keys", "line"), [*OURS, *EMACS, *INHERITED])
def test_emacs_table(filled: History, sequence: str, keys: str, line: str) -> None:
    assert f"{{{sequence}}}" in keys
    assert typed(filled, sent(keys) + ENTER, Settings(edit_mode="emacs")) == line


@pytest.mark.parametrize(("keys", "line"), SELECTING)
def test_shift_selects(filled: History, keys: str, line: str) -> None:
    assert typed(filled, sent(keys) + ENTER) == line


@pytest.mark.parametrize(("keys", "line"), VI)
def test_vi_table(filled: History, keys: str, line: str) -> None:
    assert typed(filled, "one two" + pressed("escape"), Settings(edit_mode="vi"), wait="0" + keys + ENTER) == line


def test_clearing_the_screen_keeps_the_line(filled: History, monkeypatch: pytest.MonkeyPatch) -> None:
    cleared: list[str] = []
    monkeypatch.setattr(Renderer, "clear", lambda self: cleared.append("screen"))
    assert typed(filled, "one" + pressed("c-l") + "x" + ENTER) == "onex"
    assert cleared == ["screen"]


@pytest.mark.parametrize(("keys", "steps"), [("escape down", [1]), ("escape up", [-1])])
def test_alt_and_arrows_walk_the_parameter_sets(filled: History, keys: str, steps: list[int]) -> None:
    walked: list[int] = []
    with editor(filled) as (line, pipe):
        line.session.key_bindings = bindings(World(), Settings(), walk=walked.append)
        pipe.send_text("x" + pressed(keys) + ENTER + ENTER)
        assert line.ask() == "x"
    assert walked == steps


def test_ctrl_d_leaves_on_an_empty_line(filled: History) -> None:
    with pytest.raises(EOFError):
        typed(filled, pressed("c-d"))


# --- nothing without a case

ELSEWHERE = {
    "c-x c-e": test_keys.test_external_editor,
    "escape": test_keys.test_escape_clears_and_undo_brings_back,
    "f1": test_editor.test_f1_shows_help_over_the_line,
    "f2": test_editor.test_f2_fetches_pages,
    "s-tab": test_completing.test_keys_over_an_offered_menu,
    "up": test_completing.test_keys_over_an_offered_menu,
}
NAMED = {action.handler: name for name, action in _readline_commands.items()}


def sequences(keys: KeyBindingsBase, *, named: bool = False) -> set[str]:
    """Return the keys of bindings as the tables write them; with `named` only those of named actions."""
    found = (binding for binding in keys.bindings if not named or binding.handler in NAMED)
    return {" ".join(getattr(key, "value", key) for key in binding.keys) for binding in found}


def covered(*tables: Sequence[ParameterSet]) -> set[str]:
    return {str(case.values[0]) for table in tables for case in table} | ELSEWHERE.keys()


def test_no_key_of_ours_is_without_a_case() -> None:
    assert sequences(bindings(World(), Settings())) <= covered(OURS, WINDOWS)
    assert sequences(bindings(World(), Settings(tab="cycle"))) <= covered(OURS, WINDOWS)
    assert sequences(bindings(World(), Settings(edit_mode="emacs"))) <= covered(OURS)
    assert sequences(bindings(World(), Settings(edit_mode="vi"))) <= covered(OURS)


def test_no_named_key_of_emacs_is_without_a_case() -> None:
    theirs = sequences(load_emacs_bindings(), named=True) | sequences(load_basic_bindings(), named=True)
    # Any letter, which every case types.
    assert theirs - {"<any>"} <= covered(OURS, EMACS, INHERITED)
