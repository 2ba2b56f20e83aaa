"""The few colours of output: ANSI codes that every terminal knows, or none."""

from __future__ import annotations

from eopsh.frozen import frozen

_RESET = "\x1b[0m"


@frozen
class Palette:
    """The ANSI codes of each kind of text, empty for none."""

    label: str = ""
    error: str = ""
    warning: str = ""
    quiet: str = ""

    def paint(self, code: str, text: str) -> str:
        """Return a safe line in a colour. The text is not looked at again: it must be safe already."""
        return f"{code}{text}{_RESET}" if code and text else text


PLAIN = Palette()
COLORED = Palette(label="\x1b[32;1m", error="\x1b[31;1m", warning="\x1b[33;1m", quiet="\x1b[2m")


def palette(color: bool) -> Palette:
    """Return the palette for an output that shows colours, or does not."""
    return COLORED if color else PLAIN
