"""Where eopsh keeps its files, and what its user has set in one TOML file.

`EOPSH_HOME` puts all files below one folder: tests and portable installations use it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import field, fields
from pathlib import Path
from types import MappingProxyType

from eopsh.errors import Advice, SettingsError
from eopsh.frozen import frozen


@frozen
class Paths:
    """The folders of one user. None of them need exist; who writes creates them, readable by the user only."""

    cache: Path
    """What can be fetched again: catalogues."""
    data: Path
    """What cannot: the history."""
    state: Path
    """What concerns running processes: the ledger, debug logs."""
    config: Path
    """What the user writes: the settings."""

    @classmethod
    def of_user(cls) -> Paths:
        """Return the platform's own places, or those below `EOPSH_HOME`."""
        home = os.environ.get("EOPSH_HOME")
        if home:
            return cls.below(Path(home))
        import platformdirs

        return cls(
            cache=platformdirs.user_cache_path("eopsh", appauthor=False),
            data=platformdirs.user_data_path("eopsh", appauthor=False),
            state=platformdirs.user_state_path("eopsh", appauthor=False),
            config=platformdirs.user_config_path("eopsh", appauthor=False),
        )

    @classmethod
    def below(cls, home: Path) -> Paths:
        """Return all folders below one."""
        return cls(cache=home / "cache", data=home / "data", state=home / "state", config=home / "config")

    @property
    def catalogues(self) -> Path:
        """The folder of the catalogues of endpoints."""
        return self.cache / "catalogues"

    @property
    def help_pages(self) -> Path:
        """The file of the help pages that were fetched."""
        return self.cache / "help.sqlite"

    @property
    def demo_help_pages(self) -> Path:
        """Those of the demonstration organization, apart from those of real ones."""
        return self.cache / "help-demo.sqlite"

    @property
    def history(self) -> Path:
        """The file of the history."""
        return self.data / "history.sqlite"

    @property
    def ledger(self) -> Path:
        """The folder of the sessions that are open or were left behind."""
        return self.state / "sessions"

    @property
    def log(self) -> Path:
        """The file that --debug writes."""
        return self.state / "debug.log"

    @property
    def settings(self) -> Path:
        """The file of the settings."""
        return self.config / "settings.toml"


_CULTURE_NAMES = (
    "cs-CZ da-DK de-AT de-CH de-DE en-AU en-CA en-GB en-US es-ES fi-FI fr-CA fr-FR it-IT ja-JP nb-NO "
    "nl-NL pl-PL pt-BR pt-PT ru-RU sv-SE tr-TR zh-CN"
)
CULTURES = tuple(_CULTURE_NAMES.split())
"""The cultures that results can be shown in."""
_NO_KEYS: Mapping[str, str] = MappingProxyType({})


@frozen
class Settings:
    """What can be set, each with its default. A key of the file has the name of a field."""

    style: str = field(default="ansi", metadata={"about": "colours of the line: ansi for the terminal's own, or any pygments style"})
    edit_mode: str = field(
        default="windows",
        metadata={
            "about": "keys: windows as PSReadLine has them, emacs or vi as prompt_toolkit has them",
            "one_of": ("windows", "emacs", "vi"),
        },
    )
    tab: str = field(
        default="menu",
        metadata={
            "about": "Tab: menu opens the list of candidates, cycle puts one after the other on the line",
            "one_of": ("menu", "cycle"),
        },
    )
    menu: str = field(
        default="typing",
        metadata={
            "about": "the list of candidates: typing shows it while a word is typed, asked only on Tab and Ctrl-Space",
            "one_of": ("typing", "asked"),
        },
    )
    culture: str = field(
        default="en-US",
        metadata={
            "about": "dates and numbers of the results, in this culture; scripts are not touched",
            "one_of": CULTURES,
        },
    )
    keys: Mapping[str, str] = field(
        default_factory=lambda: _NO_KEYS,
        metadata={"about": "keys of your own: a key, or keys typed one after the other, and the action that they run"},
    )

    @classmethod
    def load(cls, path: Path) -> Settings:
        """Return what a file sets; the defaults where there is no file.

        Raises:
            SettingsError: it cannot be read, is no TOML, or has a key or value that is not known; the nearest known one is named.
        """
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (FileNotFoundError, NotADirectoryError):
            return cls()
        except (OSError, UnicodeDecodeError) as error:
            raise _refused(path, f"cannot be read: {error}") from error
        # Loaded only here: most users have no file.
        import tomllib

        try:
            found = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise _refused(path, f"cannot be read: {error}") from error
        return cls(**{name: _checked(path, name, value) for name, value in found.items()})  # type: ignore[arg-type]

    def text(self) -> str:
        """Return a settings file that sets what is set here, with a line on each key."""
        parts = [
            f"# {each.metadata['about']}{_choices(each.metadata.get('one_of', ()))}\n{each.name} = {_quoted(getattr(self, each.name))}\n"
            for each in fields(self)
            if each.name != "keys"
        ]
        table = "".join(f"{_quoted(key)} = {_quoted(action)}\n" for key, action in self.keys.items())
        example = '# "c-x c-e" = "open-editor"\n'
        about = next(each.metadata["about"] for each in fields(self) if each.name == "keys")
        return "\n".join([*parts, f"# {about}\n[keys]\n{table or example}"])


def _choices(values: Iterable[str]) -> str:
    listed = ", ".join(values)
    return f" ({listed})" if listed else ""


def _quoted(text: str) -> str:
    """Return a TOML basic string. Settings are short words: a backslash and a quote are all that needs care."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _checked(path: Path, name: str, value: object) -> object:
    known = {each.name: each for each in fields(Settings)}
    if name not in known:
        raise _refused(path, f"has an unknown key `{name}`", name, known)
    if name == "keys":
        return _checked_keys(path, value)
    if not isinstance(value, str):
        raise _refused(path, f"sets `{name}` to {value!r}, which is no text")
    allowed: tuple[str, ...] = known[name].metadata.get("one_of", ())
    if allowed and value not in allowed:
        raise _refused(path, f"sets `{name}` to `{value}`, which is not one of {', '.join(allowed)}", value, allowed)
    return value


def _checked_keys(path: Path, value: object) -> Mapping[str, str]:
    if not isinstance(value, dict) or not all(isinstance(action, str) for action in value.values()):
        raise _refused(path, "has `keys` that are no table of a key and an action each")
    return MappingProxyType(value)


def _refused(path: Path, what: str, word: str = "", known: Iterable[str] = ()) -> SettingsError:
    import difflib

    near = difflib.get_close_matches(word, list(known), 1, 0.5)
    step = f"Did you mean `{near[0]}`? " if near else ""
    return SettingsError(
        advice=Advice(f"The settings file {path} {what}.", f"{step}`eopsh config init` shows every key, in a fresh place.")
    )
