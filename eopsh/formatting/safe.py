"""Text from anywhere made safe for a terminal: control and direction characters are shown, never obeyed."""

from __future__ import annotations

import re

from eopsh.patterns import lazy_pattern

_PICTURES = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "\u2421"}
_NAMED = (*range(0x80, 0xA0), *range(0x2028, 0x202F), *range(0x2066, 0x206A), 0xFFF9, 0xFFFA, 0xFFFB)
_SHOWN: dict[int, str] = _PICTURES | {code: f"<U+{code:04X}>" for code in _NAMED}
for _kept in (0x09, 0x0A):
    del _SHOWN[_kept]
_UNSAFE = lazy_pattern("[" + "".join(re.escape(chr(code)) for code in sorted(_SHOWN)) + "\ud800-\udfff]")


def safe_text(text: str) -> str:
    """Return the text with every control, escape and direction-override character made visible.

    C0 and DEL become control pictures (U+241B for escape), C1, line separators and overrides `<U+202E>`; half surrogates become U+FFFD.
    Line feed and tab stay: the layouts allow or replace them. A carriage return before a line feed goes. Joiners and marks stay, for
    emoji and scripts need them.
    """
    if text.isprintable():
        return text
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    return _UNSAFE.sub(_shown, text)


def _shown(match: re.Match[str]) -> str:
    return _SHOWN.get(ord(match[0]), "\ufffd")
