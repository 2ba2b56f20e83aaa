"""A page is opened only on a desktop, and only a page of the web."""

import webbrowser

import pytest

from eopsh.shell import browsing
from eopsh.shell.browsing import has_desktop, is_web_address, open_page

PAGE = "https://learn.microsoft.com/powershell/module/exchange/get-mailuser"


@pytest.mark.parametrize(
    ("platform", "environment", "found"),
    [
        pytest.param("win32", {}, True, id="Windows"),
        pytest.param("darwin", {}, True, id="macOS"),
        pytest.param("linux", {"DISPLAY": ":0"}, True, id="X"),
        pytest.param("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True, id="Wayland"),
        pytest.param("linux", {"DISPLAY": ""}, False, id="a console"),
    ],
)
def test_desktops(platform: str, environment: dict[str, str], found: bool) -> None:
    assert has_desktop(platform, environment) is found


@pytest.mark.parametrize(
    ("address", "web"),
    [
        pytest.param(PAGE, True, id="a page"),
        pytest.param("file:///etc/passwd", False, id="a file"),
        pytest.param("C:\\Windows\\calc.exe", False, id="a program"),
        pytest.param("https:", False, id="no host"),
        pytest.param("https://host/a\x1b[2J", False, id="control characters"),
        pytest.param("https://host/ --option", False, id="blanks"),
        pytest.param("--help", False, id="an option"),
    ],
)
def test_only_pages_of_the_web_are_opened(address: str, web: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    monkeypatch.setattr(browsing, "has_desktop", lambda: True)
    open_page(address)
    assert is_web_address(address) is web
    assert opened == ([address] if web else [])


def test_without_a_desktop_nothing_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    monkeypatch.setattr(browsing, "has_desktop", lambda: False)
    open_page(PAGE)
    assert opened == []
