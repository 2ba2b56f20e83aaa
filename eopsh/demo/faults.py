"""Faults on demand: what a server can do to its clients, each one by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from eopsh.errors import UsageError


@dataclass(frozen=True, slots=True)
class FaultKind:
    """`takes` says what stands after `=`, empty where nothing does; `default` holds where the value is left out."""

    name: str
    doc: str
    takes: str = ""
    default: str = ""


FAULTS: tuple[FaultKind, ...] = (
    FaultKind("auth", "refuse every sign-in with 401"),
    FaultKind("bad-object", "damage the CLIXML of the Nth object of every pipeline", "N", "2"),
    FaultKind("broken-open", "open every session and break its runspace pool at once"),
    FaultKind("dead", "accept connections and never answer"),
    FaultKind("deaf-to-stop", "take the stop signal and go on all the same"),
    FaultKind("drop-after", "reset the connection in the middle of the stream, once N objects were sent", "N", "100"),
    FaultKind("escape", "put control characters and terminal escapes into display names"),
    FaultKind("http-503", "answer 503 Service Unavailable to the first N requests (0: to all)", "N", "0"),
    FaultKind("no-cookie-check", "serve requests that do not bring the affinity cookie back"),
    FaultKind("no-formatdata", "know no Get-FormatData"),
    FaultKind("redirect", "answer every request with 302 to this address", "URI", "https://ps.example/powershell-liveid/"),
    FaultKind("slow", "wait this many milliseconds before each object of a line", "MS", "100"),
    FaultKind("slow-metadata", "wait this many milliseconds before each command of the metadata", "MS", "50"),
    FaultKind("throttle", "sleep this many milliseconds in every pipeline and warn of the micro delay", "MS", "200"),
    FaultKind("vanish", "lose the session when its Nth pipeline is created", "N", "2"),
)

BY_NAME = {kind.name: kind for kind in FAULTS}


class Faults:
    """The faults that are switched on."""

    def __init__(self, values: dict[str, str] | None = None) -> None:
        self._values = dict(values or {})

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def number(self, name: str) -> int:
        """Return the number given with a fault; 0 where the fault is off."""
        return int(self._values.get(name, "0"))

    def text(self, name: str) -> str:
        """Return the text given with a fault; empty where the fault is off."""
        return self._values.get(name, "")

    def seconds(self, name: str) -> float:
        """Return the milliseconds given with a fault as seconds."""
        return self.number(name) / 1000


def parse_faults(words: Iterable[str]) -> Faults:
    """Read `NAME` or `NAME=VALUE` words.

    Raises:
        UsageError: an unknown name, or a value of the wrong kind.
    """
    values: dict[str, str] = {}
    for word in words:
        name, _, value = word.partition("=")
        kind = BY_NAME.get(name.strip().casefold())
        if kind is None:
            raise UsageError(f"There is no fault named '{name}'. Known are: {', '.join(BY_NAME)}.")
        value = value.strip() or kind.default
        if kind.takes in ("N", "MS") and not value.isdecimal():
            raise UsageError(f"The fault '{kind.name}' takes a whole number ({kind.takes}), not '{value}'.")
        values[kind.name] = value
    return Faults(values)
