"""Regular expressions that are compiled when they are first used, not when the module that names them is loaded."""

from __future__ import annotations

import re
from typing import Any, cast


class _Later:
    """Stands for a compiled pattern. The first use compiles it; what was asked for then stays here, so later uses cost nothing more."""

    def __init__(self, text: str, flags: int) -> None:
        self._text = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self._text, self._flags), name)
        setattr(self, name, found)
        return found


def lazy_pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """Return what `re.compile` would, to be compiled at its first use. The prompt waits for dozens of patterns otherwise.

    What every key needs is better compiled at once; so is what is handed to the functions of `re`, which want the real thing.

    Raises:
        re.error: when it is first used, for a text that is no pattern.
    """
    return cast("re.Pattern[str]", _Later(text, flags))
