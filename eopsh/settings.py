"""Where eopsh keeps its files. `EOPSH_HOME` puts them all below one folder: tests and portable installations use it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Paths:
    """The folders of one user. None of them need exist; who writes creates them, readable by the user only."""

    cache: Path
    """What can be fetched again: catalogues."""
    data: Path
    """What cannot: the history."""
    state: Path
    """What concerns running processes: the ledger, debug logs."""

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
        )

    @classmethod
    def below(cls, home: Path) -> Paths:
        """Return all folders below one."""
        return cls(cache=home / "cache", data=home / "data", state=home / "state")

    @property
    def catalogues(self) -> Path:
        return self.cache / "catalogues"

    @property
    def help_pages(self) -> Path:
        return self.cache / "help.sqlite"

    @property
    def demo_help_pages(self) -> Path:
        """Those of the demonstration organization, apart from those of real ones."""
        return self.cache / "help-demo.sqlite"

    @property
    def history(self) -> Path:
        return self.data / "history.sqlite"

    @property
    def ledger(self) -> Path:
        return self.state / "sessions"

    @property
    def log(self) -> Path:
        return self.state / "debug.log"
