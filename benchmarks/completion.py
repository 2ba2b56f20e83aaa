"""How long a Tab and the colouring of a line take at Exchange's size. Budgets: Tab 5 ms p95, highlight 2 ms a line of 200 characters.

Run as `python -m benchmarks.completion [CMDLETS.json]`: the documented cmdlets, where they are at hand; else as many made-up ones.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles

from benchmarks.catalogue import commands
from eopsh.catalogue import Catalogue
from eopsh.completion import CompletionContext, complete, diagnose, highlight
from eopsh.history import mask
from eopsh.language import parse
from tests.completion.world import documented_catalogue

LINE = (
    "$found = Get-TransportRule -State Enabled -ResultSize Unlimited | "
    'Where-Object { $_.Name -like "Block $word*" -and $_.Priority -gt 5 } | '
    "Set-TransportRule -Comments 'checked today' -Enabled:$true # all"
)
ENDINGS = (
    "Get-Qu",
    "g-tr",
    "rule",
    "Set-Mailbox -",
    "Set-Mailbox -hid",
    "New-TransportRule x -",
    "Get-MailUser -ResultSize ",
    "Set-MailUser kim -HiddenFromAddressListsEnabled $",
    "Get-Mailbox | Where-Object { Get-Tr",
    "$text.",
    "[System.Te",
    'Get-Mailbox -Filter "Dis',
    "Set-Mailbox kim -EmailAddresses @{",
    "$p = @{ H }; Set-Mailbox @p",
    "Get-Malibox",
    "Get-Mailbox | Where-Object { $_.Name -like 'x' } | ForEach-Object { Set-Mailbox $_.Name -Hidden",
    "",
)


def times(work: Callable[[], object], count: int) -> list[float]:
    """Return the processor time of several runs in milliseconds: nothing waits here, so other work on the machine does not count."""
    durations = []
    for _ in range(count):
        start = time.process_time()
        work()
        durations.append((time.process_time() - start) * 1000)
    return durations


def show(what: str, durations: list[float], budget: float) -> None:
    """Print one line: median, 95th percentile, budget."""
    p95 = quantiles(durations, n=20)[-1]
    print(f"{what:<46} {median(durations):7.2f} {p95:7.2f} {budget:7.1f}  {'ok' if p95 <= budget else 'OVER'}")


def main() -> None:
    """Print the figures, a line each."""
    catalogue = documented_catalogue(Path(sys.argv[1])) if len(sys.argv) > 1 else Catalogue.of(commands())
    context = CompletionContext(catalogue, {"text": "abc"})
    print(f"{len(catalogue)} commands; milliseconds {'':>15} median     p95  budget")
    every: list[float] = []
    for ending in ENDINGS:
        durations = times(lambda text=ending: complete(text, len(text), context), 60)  # type: ignore[misc]
        every += durations
        show(f"complete {ending!r}"[:46], durations, 5)
    show("complete, all", every, 5)
    parsed = parse(LINE)
    show(f"parse {len(LINE)} characters", times(lambda: parse(LINE), 200), 1)
    show("highlight, parse apart", times(lambda: highlight(LINE, parsed, context), 200), 2)
    show("diagnose, parse apart", times(lambda: diagnose(parsed, context), 200), 2)
    show("mask a harmless line", times(lambda: mask(LINE), 200), 1)


if __name__ == "__main__":
    main()
