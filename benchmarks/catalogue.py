"""How long a catalogue of the size of Exchange's takes: from the file to the first Tab. Budget: ready to complete in 20 ms.

Run as `python -m benchmarks.catalogue`.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from eopsh.catalogue import CachedCatalogue, Catalogue, CatalogueCache, Command, Kind, Origin, Parameter

COMMANDS, PARAMETERS = 1_437, 15_258
URI, USER = "https://ps.example.test/powershell-liveid/", "admin@example.test"


def commands() -> list[Command]:
    """Return commands like a server's: a few parameters for most, 214 for the largest."""
    made, left = [], PARAMETERS
    for number in range(COMMANDS):
        count = 214 if number == 0 else max(1, min(40, left // (COMMANDS - number) + number % 7 - 3))
        left -= count
        made.append(_command(f"Get-Sample{number:04}", count))
    return made


def _command(name: str, count: int) -> Command:
    types = ("System.String", "System.Management.Automation.SwitchParameter", "Microsoft.Exchange.Data.MultiValuedProperty`1")
    parameters = (Parameter(f"SampleParameter{index:03}", types[index % 3], origin=Origin.SERVER) for index in range(count))
    return Command(name, *parameters, kind=Kind.REMOTE)


def best(work: Callable[[], object], times: int = 15) -> float:
    """Return the shortest of several runs in milliseconds."""
    durations = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        durations.append(time.perf_counter() - start)
    return min(durations) * 1000


def main() -> None:
    """Print the figures, a line each."""
    with tempfile.TemporaryDirectory() as folder:
        cache = CatalogueCache(Path(folder))
        made = commands()
        cache.save(URI, USER, Catalogue.of(made))
        size = cache.path(URI, USER).stat().st_size

        def load() -> Catalogue:
            loaded = cache.load(URI, USER)
            assert isinstance(loaded, CachedCatalogue)
            return loaded.catalogue

        def first_get(name: str) -> Command | None:
            catalogue = load()
            return catalogue.get(name) if catalogue.names() else None

        for what, took in (
            (f"load {size / 1024:.0f} KiB", best(load)),
            ("load, names, first get (budget 20)", best(lambda: first_get("get-sample0700"))),
            ("load, names, get of the largest", best(lambda: first_get("get-sample0000"))),
            ("nearest of names all alike", best(lambda: load().nearest("Get-Smaple0700"), 3)),
            ("build from commands", best(lambda: Catalogue.of(made), 3)),
        ):
            sys.stdout.write(f"{what:36} {took:8.2f} ms\n")


if __name__ == "__main__":
    main()
