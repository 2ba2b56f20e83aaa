"""The settings file: its defaults, its errors, and that what is written reads back."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eopsh.errors import SettingsError
from eopsh.settings import Paths, Settings


def load(folder: Path, text: str) -> Settings:
    path = folder / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return Settings.load(path)


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert Settings.load(tmp_path / "nothing.toml") == Settings()


def test_a_folder_that_is_a_file_holds_no_settings(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert Settings.load(tmp_path / "file" / "settings.toml") == Settings()


def test_what_is_set_holds(tmp_path: Path) -> None:
    settings = load(tmp_path, 'edit_mode = "vi"\ntab = "cycle"\n[keys]\n"c-t" = "kill-line"\n')
    assert (settings.edit_mode, settings.tab, settings.style, dict(settings.keys)) == ("vi", "cycle", "ansi", {"c-t": "kill-line"})


WRONG = [
    pytest.param('edit_mod = "vi"', "unknown key `edit_mod`", "Did you mean `edit_mode`?", id="unknown key"),
    pytest.param('edit_mode = "vim"', "not one of windows, emacs, vi", "Did you mean `vi`?", id="unknown value"),
    pytest.param("tab = 3", "is no text", "", id="another type"),
    pytest.param('keys = "c-x"', "no table", "", id="keys that are no table"),
    pytest.param('[keys]\n"c-x" = 3', "no table", "", id="an action that is no text"),
    pytest.param("tab = ", "cannot be read", "", id="no TOML"),
]


@pytest.mark.parametrize(("text", "cause", "step"), WRONG)
def test_errors_name_the_file_the_key_and_the_nearest(tmp_path: Path, text: str, cause: str, step: str) -> None:
    with pytest.raises(SettingsError) as refused:
        load(tmp_path, text)
    assert cause in refused.value.advice.cause
    assert str(tmp_path) in refused.value.advice.cause
    assert step in refused.value.advice.next_step


words = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=8)


@given(st.sampled_from(["windows", "emacs", "vi"]), words, st.dictionaries(words, words, max_size=3))
def test_what_is_written_reads_back(edit_mode: str, style: str, keys: dict[str, str]) -> None:
    import tempfile

    settings = Settings(style=style, edit_mode=edit_mode, keys=keys)
    with tempfile.TemporaryDirectory() as folder:
        assert load(Path(folder), settings.text()) == settings


def test_one_folder_for_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EOPSH_HOME", "/somewhere")
    paths = Paths.of_user()
    for path in (paths.settings, paths.history, paths.help_pages, paths.catalogues, paths.ledger, paths.log):
        assert path.is_relative_to("/somewhere")
