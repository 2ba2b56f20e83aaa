"""Opening a page in the user's browser, where there is a desktop to open it on."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from urllib.parse import urlsplit


def has_desktop(platform: str = sys.platform, environment: Mapping[str, str] = os.environ) -> bool:
    """Tell whether a browser has a window to open: elsewhere one for the terminal would take the prompt's place."""
    return platform in ("win32", "darwin") or bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def is_web_address(address: str) -> bool:
    """Tell whether an address leads to the web and nowhere else: it may be a server's word, and systems open much more than pages."""
    parts = urlsplit(address)
    return parts.scheme in ("http", "https") and bool(parts.netloc) and address.isprintable() and " " not in address


def open_page(address: str) -> None:
    """Open a page; nothing happens where that is not possible, for the address is shown as well."""
    if is_web_address(address) and has_desktop():
        # Loaded only here: it looks for the browsers of this computer.
        import webbrowser

        webbrowser.open(address)
