"""The state of the full-screen list: what is shown, where the cursor stands, what is searched. Pure: keys go in as calls."""

from __future__ import annotations

from collections.abc import Sequence

from eopsh.frozen import frozen


@frozen
class Row:
    """One line of a list, safe for a terminal. `value` is what choosing it gives; a row without one cannot be chosen.

    Tab jumps from one `heading` row to the next.
    """

    text: str
    style: str = ""
    value: str | None = None
    heading: bool = False


class Listing:
    """Rows, a cursor among them, and the window of `height` rows that is shown. Without rows the cursor stands at 0."""

    def __init__(self, rows: Sequence[Row], height: int = 20) -> None:
        self.rows = tuple(rows)
        self.height = height
        self.cursor = 0
        self.top = 0
        self.sought = ""

    @property
    def current(self) -> Row | None:
        """Return the row under the cursor."""
        return self.rows[self.cursor] if self.rows else None

    def visible(self) -> list[tuple[int, Row]]:
        """Return the rows in the window with their numbers."""
        return list(enumerate(self.rows[self.top : self.top + self.height], self.top))

    def resize(self, height: int) -> None:
        """Take another height; the cursor stays in sight."""
        self.height = max(1, height)
        self._follow()

    def move(self, by: int) -> None:
        """Move the cursor, not beyond either end."""
        self.go(self.cursor + by)

    def page(self, by: int) -> None:
        """Move by pages; the window moves with the cursor."""
        self.top = max(0, min(self.top + by * self.height, len(self.rows) - self.height))
        self.move(by * self.height)

    def go(self, row: int) -> None:
        """Put the cursor on a row."""
        self.cursor = max(0, min(row, len(self.rows) - 1))
        self._follow()

    def seek(self, text: str, *, backwards: bool = False, again: bool = False) -> bool:
        """Go to the next row that holds the text, in any case, from the cursor on and around the end; False when none does.

        `again` begins behind the cursor's own row, which otherwise counts.
        """
        self.sought = text
        folded, count = text.casefold(), len(self.rows)
        step = -1 if backwards else 1
        for distance in range(1 if again else 0, count + 1) if text and count else ():
            row = (self.cursor + step * distance) % count
            if folded in self.rows[row].text.casefold():
                self.go(row)
                return True
        return False

    def jump(self, *, backwards: bool = False) -> None:
        """Go to the next heading, or the one before."""
        rows = range(self.cursor - 1, -1, -1) if backwards else range(self.cursor + 1, len(self.rows))
        found = next((row for row in rows if self.rows[row].heading), None)
        if found is not None:
            self.top = max(0, min(found, len(self.rows) - self.height))
            self.go(found)

    def _follow(self) -> None:
        self.top = max(0, min(self.top, self.cursor))
        if self.cursor >= self.top + self.height:
            self.top = self.cursor - self.height + 1
