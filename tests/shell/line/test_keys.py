"""Keys: the default table as PSReadLine has it, the other tables, and the user's own."""

import asyncio
from pathlib import Path

import pytest
from prompt_toolkit.application import get_app
from prompt_toolkit.output import DummyOutput

from eopsh.about import topic
from eopsh.errors import SettingsError
from eopsh.history import Entry, History
from eopsh.settings import Settings
from eopsh.shell.line.actions import OWN, TABLES
from eopsh.shell.line.keys import ASKING, bindings
from tests.shell.line.test_editor import ENTER, World, editor, history

__all__ = ["history"]

ESCAPE, F8, SHIFT_F8, ALT_DOT, CTRL_A = "\x1b", "\x1b[19~", "\x1b[19;2~", "\x1b.", "\x01"
CTRL_Z, CTRL_Y, CTRL_LEFT, CTRL_RIGHT, CTRL_W = "\x1a", "\x19", "\x1b[1;5D", "\x1b[1;5C", "\x17"
SHIFT_LEFT, CTRL_C, CTRL_V, DELETE, HOME, END = "\x1b[1;2D", "\x03", "\x16", "\x1b[3~", "\x1b[H", "\x1b[F"


def typed(history: History, keys: str, settings: Settings | None = None, wait: str = "") -> str:
    """Type keys, the last of them Enter, and another Enter to insist on unknown names.

    What stands in `wait` is typed a moment later, when a lone Esc has been understood.
    """
    with editor(history, settings or Settings()) as (line, pipe):
        pipe.send_text(keys if wait else keys + ENTER)

        async def later() -> None:
            await asyncio.sleep(0.8)
            pipe.send_text(wait + ENTER)

        def begin() -> None:
            if wait:
                get_app().create_background_task(later())

        return line.ask(begin)


WINDOWS = [
    pytest.param("one two" + CTRL_LEFT + "x" + ENTER, "one xtwo", id="Ctrl-Left"),
    pytest.param("one two" + HOME + CTRL_RIGHT + "x" + ENTER, "onex two", id="Ctrl-Right"),
    pytest.param("one two" + CTRL_W + ENTER, "one ", id="Ctrl-W"),
    pytest.param("one" + CTRL_A + "x" + ENTER, "x", id="Ctrl-A selects, typing replaces"),
    pytest.param("one" + SHIFT_LEFT + SHIFT_LEFT + "x" + ENTER, "ox", id="Shift-Left selects"),
    pytest.param("one" + SHIFT_LEFT + CTRL_C + END + CTRL_V + ENTER, "onee", id="Ctrl-C copies a selection, Ctrl-V puts it"),
    pytest.param("Get-" + F8 + ENTER, "Get-Second 2", id="F8"),
    pytest.param("Get-" + F8 + F8 + ENTER, "Get-First 1", id="F8 twice"),
    pytest.param("Get-" + F8 + F8 + SHIFT_F8 + ENTER, "Get-Second 2", id="Shift-F8 goes back"),
    pytest.param("x " + ALT_DOT + ENTER, "x last", id="Alt-."),
]


@pytest.mark.parametrize(("keys", "line"), WINDOWS)
def test_windows_keys(history: History, keys: str, line: str) -> None:
    for text in ("Get-First 1", "Get-Second 2", "Set-Other last"):
        history.append(Entry(text))
    assert typed(history, keys) == line


def test_escape_clears_and_undo_brings_back(history: History) -> None:
    assert typed(history, "abc" + ESCAPE, wait="x" + ENTER) == "x"
    assert typed(history, "abc" + ESCAPE, wait=CTRL_Z + ENTER) == "abc"


def test_undo_and_redo(history: History) -> None:
    assert typed(history, "abc" + CTRL_W + CTRL_Z + ENTER) == "abc"
    assert typed(history, "abc" + CTRL_W + CTRL_Z + CTRL_Y + "x" + ENTER) == "x"


def test_control_c_without_a_selection_drops_the_text(history: History) -> None:
    with pytest.raises(KeyboardInterrupt):
        typed(history, "abc" + CTRL_C)


def test_external_editor(history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "editor"
    program.write_text("#!/bin/sh\nprintf 'edited' > \"$1\"\n")
    program.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(program))
    assert typed(history, "abc\x18\x05", wait=ENTER) == "edited"


def test_emacs_keys(history: History) -> None:
    assert typed(history, "one" + CTRL_A + "x" + ENTER, Settings(edit_mode="emacs")) == "xone"


def test_vi_keys(history: History) -> None:
    assert typed(history, "one two" + ESCAPE, Settings(edit_mode="vi"), wait="0dwi" + "x" + ENTER) == "xtwo"


def test_tab_can_cycle(history: History) -> None:
    settings = Settings(tab="cycle")
    assert typed(history, "Get-Qu\t", settings, wait=ENTER) == "Get-QuarantineMessage"
    assert typed(history, "Get-Qu\t", settings, wait="\t" + ENTER) == "Get-QuarantinePolicy"


def test_keys_of_the_user(history: History) -> None:
    settings = Settings(keys={"c-t": "kill-line", "c-x c-k": "revert-line"})
    assert typed(history, "abc" + HOME + "\x14x" + ENTER, settings) == "x"
    assert typed(history, "abc\x18\x0bx" + ENTER, settings) == "x"


WRONG = [
    pytest.param({"c-t": "kil-line"}, "Did you mean `kill-line`?", id="unknown action"),
    pytest.param({"ctrl+q": "undo"}, "Write keys as `c-x`", id="unknown key"),
]


@pytest.mark.parametrize(("keys", "step"), WRONG)
def test_wrong_keys_are_one_clear_error(keys: dict[str, str], step: str) -> None:
    with pytest.raises(SettingsError) as refused:
        bindings(World(), Settings(keys=keys))
    assert step in refused.value.advice.next_step


def test_every_name_in_the_tables_is_an_action() -> None:
    for mode in TABLES:
        assert bindings(World(), Settings(edit_mode=mode)).bindings
    assert all(action.__doc__ for action in OWN.values())


def test_output_of_a_copy_reaches_the_terminal_as_one_sequence(history: History, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    monkeypatch.setattr(DummyOutput, "write_raw", lambda self, data: written.append(data))
    typed(history, "one" + SHIFT_LEFT + CTRL_C + END + ENTER)
    assert "\x1b]52;c;ZQ==\x07" in written


def test_the_topic_about_keys_names_every_action() -> None:
    listed = " ".join(topic("about_keys").partition("Actions of eopsh:")[2].split("; and the")[0].split())
    assert listed.rstrip(" ").split(", ") == sorted({*OWN, *ASKING.values(), "complete-menu"})
