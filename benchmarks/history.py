"""How long the history takes at 100,000 lines: opening, storing a line, finding one by its beginning and by what is in it.

Run as `python -m benchmarks.history`. A suggestion is asked for at every key, so a prefix has 5 ms.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.completion import show, times
from eopsh.history import Entry, History

LINES = 100_000


def fill(path: Path) -> None:
    """Write a history of this many lines, a hundredth of them of another kind."""
    history = History(path)
    with history._database as database:
        rows = ((f"Get-MailUser user{n}" if n % 100 else f"Set-TransportRule {n}", float(n)) for n in range(LINES))
        database.executemany(
            "INSERT INTO lines (line, started, session, organization, user, endpoint, masked) VALUES (?, ?, '', '', '', '', 0)", rows
        )
    history.close()


def main() -> None:
    """Print the figures, a line each."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "history.db"
        fill(path)
        history = History(path)
        print(f"{LINES} lines; milliseconds {'':>19} median     p95  budget")
        show("open", times(lambda: History(path).close(), 20), 20)
        for prefix in ("g", "get-mailuser user5", "set-t", "Set-TransportRule 100", "nothing"):
            show(f"newest that begins with {prefix!r}", times(lambda begun=prefix: history.recent(1, begun), 50), 5)  # type: ignore[misc]
        show("lines that hold 'rule 500'", times(lambda: history.search("rule 500"), 20), 50)
        show("newest 100", times(lambda: history.recent(100), 50), 5)
        show("store a line", times(lambda: history.append(Entry("Get-MailUser kim")), 100), 5)
        history.close()


if __name__ == "__main__":
    main()
