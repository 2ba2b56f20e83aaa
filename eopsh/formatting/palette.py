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


_DARK = ("black", "darkred", "darkgreen", "darkyellow", "darkblue", "darkmagenta", "darkcyan", "gray")
_BRIGHT = ("darkgray", "red", "green", "yellow", "blue", "magenta", "cyan", "white")


def console_code(foreground: str, background: str) -> str:
    """Return the ANSI code of two of the console's sixteen colours by their .NET names (`DarkRed`); empty for names that are none."""
    codes = [code for code in (_color(foreground, 30), _color(background, 40)) if code]
    return f"\x1b[{';'.join(codes)}m" if codes else ""


def _color(name: str, first: int) -> str:
    folded = name.casefold()
    if folded in _DARK:
        return str(first + _DARK.index(folded))
    return str(first + 60 + _BRIGHT.index(folded)) if folded in _BRIGHT else ""
