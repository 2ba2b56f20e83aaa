"""How long parsing takes: `python -m benchmarks.parse`.

Budgets: 1 ms for a line of 200 characters; a script of 10,000 lines in seconds, and twice the lines in twice the time.
"""

from __future__ import annotations

import time

from eopsh.language import parse

LINE = (
    "Get-MailUser -ResultSize Unlimited | Where-Object { $_.ExternalEmailAddress -like '*@fabrikam.com' "
    '-and $_.Name -ne "x $($_.Alias)" } '
    "| Select-Object Name, @{n='When';e={$_.WhenCreated}} | ft"
)
FUNCTION = """# what it does
function Get-Thing%d {
    [CmdletBinding()]
    param([Parameter(Mandatory=$true)][string]$Name, [int]$Count = 5)
    foreach ($item in Get-Mailbox -ResultSize 10) {
        if ($item.Name -match '^A' -and $Count -gt 3) {
            Write-Output ("{0} {1}" -f $item.Name, $item.Alias)
        } else { $x = @{ a = 1; b = "text $($item.Name)" } }
    }
}
"""
LINES_OF_FUNCTION = FUNCTION.count("\n")


def seconds(text: str, rounds: int) -> float:
    """Return the best of `rounds` parses of a text."""
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        parse(text)
        best = min(best, time.perf_counter() - start)
    return best


def main() -> None:
    """Print the figures."""
    line = seconds(LINE, 200)
    print(f"line of {len(LINE)} characters: {line * 1000:.2f} ms (budget 1 ms for 200)")
    times = {}
    for count in (5_000, 10_000, 20_000):
        times[count] = seconds("".join(FUNCTION % number for number in range(count // LINES_OF_FUNCTION)), 2)
        print(f"script of {count:,} lines: {times[count]:.2f} s")
    print(f"twice the lines take {times[20_000] / times[10_000]:.1f} times as long")


if __name__ == "__main__":
    main()
