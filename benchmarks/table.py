"""How long a table of 1,000 x 7 takes (budget 20 ms), beside the bare padding of the same texts, in the same run.

Run as `python -m benchmarks.table`.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from eopsh.formatting import Formatted, Renderer, TableFormat
from eopsh.objects import PSObject, Value

ROWS = 1_000
REPEATS = 15


def rows(count: int) -> list[Value]:
    """Make objects with seven properties as they come over the wire: texts, a number, a truth value, a list."""
    return [
        PSObject(
            adapted={
                "Name": f"user number {number}",
                "Alias": f"user{number}",
                "PrimarySmtpAddress": f"user{number}@contoso.com",
                "ItemCount": number * 37,
                "IsValid": number % 3 == 0,
                "Languages": ["en-US", "nl-NL"],
                "Office": "Amsterdam" if number % 2 else "Köln",
            },
            type_names=("Deserialized.Contoso.User", "Deserialized.System.Object"),
        )
        for number in range(count)
    ]


def render(objects: list[Value], *, terminal: bool) -> int:
    """Return the number of lines that the table has."""
    renderer = Renderer(160, terminal=terminal)
    directive = TableFormat()
    lines = [line for item in objects for line in renderer.feed(Formatted(directive, item), 0.0)]
    return len(lines + renderer.finish())


def bare(objects: list[Value]) -> int:
    """Return the number of lines of texts that are only padded: the floor."""
    texts = [[str(value) for _, value in item.items()] for item in objects if isinstance(item, PSObject)]
    widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
    return len([" ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)) for row in texts])


def best(work: Callable[[], int]) -> float:
    """Return the shortest time of several, in milliseconds."""
    times = []
    for _ in range(REPEATS):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return min(times) * 1_000


def main() -> None:
    """Print the figures."""
    objects = rows(ROWS)
    floor = best(lambda: bare(objects))
    for name, terminal in (("terminal", True), ("elsewhere", False)):
        took = best(lambda terminal=terminal: render(objects, terminal=terminal))  # type: ignore[misc]
        print(f"table {ROWS} x 7, {name}: {took:.1f} ms ({took / floor:.1f} x bare padding, budget 20 ms)")


if __name__ == "__main__":
    main()
