"""The one full-screen list: grid, history and help show their rows in it. It takes the terminal while it is open and gives it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from prompt_toolkit.application import Application
from prompt_toolkit.filters import Condition, Filter
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.key_binding.key_processor import KeyPressEvent
from prompt_toolkit.layout import FormattedTextControl, HSplit, Layout, Window
from prompt_toolkit.output import Output
from prompt_toolkit.styles import BaseStyle

from eopsh.shell.screens.listing import Listing, Row

KEYS = "Enter takes, / searches, n next, Tab next part, q closes"
_FRAME_ROWS = 2


class ListScreen:
    """A list with a title line and a line of keys. `run` returns the value of the row that was chosen, None when it was closed."""

    def __init__(
        self,
        title: str,
        rows: Sequence[Row],
        *,
        start: int = 0,
        style: BaseStyle | None = None,
        input: Input | None = None,
        output: Output | None = None,
    ) -> None:
        self.title = title
        self.listing = Listing(rows)
        self.searching = False
        self.typed = ""
        self.message = ""
        self.app: Application[str | None] = Application(
            layout=Layout(self._layout()),
            key_bindings=self._keys(),
            style=style,
            full_screen=True,
            input=input,
            output=output,
            before_render=lambda app: self._fit(app),
        )
        self._start = start

    async def run(self) -> str | None:
        """Show the list until a row is chosen or it is closed."""
        self._fit(self.app)
        self.listing.go(self._start)
        return await self.app.run_async()

    # --- what is seen

    def _fit(self, app: Application[str | None]) -> None:
        self.listing.resize(app.output.get_size().rows - _FRAME_ROWS)

    def _layout(self) -> HSplit:
        body = Window(FormattedTextControl(self._body), wrap_lines=False)
        title = Window(FormattedTextControl(lambda: [("reverse", self.title.ljust(self._columns()))]), height=1)
        return HSplit([title, body, Window(FormattedTextControl(self._foot), height=1)])

    def _columns(self) -> int:
        return self.app.output.get_size().columns

    def _body(self) -> StyleAndTextTuples:
        pieces: StyleAndTextTuples = []
        for number, row in self.listing.visible():
            here = number == self.listing.cursor
            mark = "> " if here else "  "
            pieces.append((f"{row.style} bold" if here else row.style, f"{mark}{row.text}\n"))
        return pieces

    def _foot(self) -> StyleAndTextTuples:
        if self.searching:
            return [("", f"/{self.typed}")]
        shown = min(len(self.listing.rows), self.listing.top + self.listing.height)
        place = f"{shown} of {len(self.listing.rows)}"
        return [("class:bottom-toolbar.text", f"{place}  {self.message or KEYS}"[: self._columns()])]

    # --- keys

    def _keys(self) -> KeyBindings:
        keys = KeyBindings()
        _bind_moves(keys, self, ~Condition(lambda: self.searching))
        _bind_search(keys, self, Condition(lambda: self.searching))
        return keys

    def take(self, event: KeyPressEvent) -> None:
        """Choose the row under the cursor."""
        row = self.listing.current
        if row is None or row.value is None:
            self.message = "Nothing to take on this line: examples and parameters can be taken."
        else:
            event.app.exit(result=row.value)

    def find(self, *, again: bool, backwards: bool = False) -> None:
        """Look for what is typed."""
        sought = self.typed if not again else self.listing.sought
        found = self.listing.seek(sought, again=again, backwards=backwards)
        self.message = "" if found or not sought else f"Nothing holds '{sought}'."


_MOVES: dict[str, Callable[[Listing], None]] = {
    "up": lambda listing: listing.move(-1),
    "k": lambda listing: listing.move(-1),
    "down": lambda listing: listing.move(1),
    "j": lambda listing: listing.move(1),
    "pageup": lambda listing: listing.page(-1),
    "pagedown": lambda listing: listing.page(1),
    " ": lambda listing: listing.page(1),
    "home": lambda listing: listing.go(0),
    "g": lambda listing: listing.go(0),
    "end": lambda listing: listing.go(len(listing.rows)),
    "G": lambda listing: listing.go(len(listing.rows)),
    "tab": lambda listing: listing.jump(),
    "s-tab": lambda listing: listing.jump(backwards=True),
}


def _bind_moves(keys: KeyBindings, screen: ListScreen, moving: Filter) -> None:
    for key, move in _MOVES.items():

        def go(event: KeyPressEvent, move: Callable[[Listing], None] = move) -> None:
            screen.message = ""
            move(screen.listing)

        keys.add(key, filter=moving)(go)

    @keys.add("enter", filter=moving)
    def _take(event: KeyPressEvent) -> None:
        screen.take(event)

    @keys.add("q", filter=moving)
    @keys.add("escape", filter=moving, eager=True)
    @keys.add("f1", filter=moving)
    @keys.add("c-c")
    @keys.add("c-d")
    def _close(event: KeyPressEvent) -> None:
        event.app.exit(result=None)

    @keys.add("/", filter=moving)
    def _search(event: KeyPressEvent) -> None:
        screen.searching, screen.typed, screen.message = True, "", ""

    @keys.add("n", filter=moving)
    def _next(event: KeyPressEvent) -> None:
        screen.find(again=True)

    @keys.add("N", filter=moving)
    def _previous(event: KeyPressEvent) -> None:
        screen.find(again=True, backwards=True)


def _bind_search(keys: KeyBindings, screen: ListScreen, searching: Filter) -> None:
    @keys.add("<any>", filter=searching)
    def _type(event: KeyPressEvent) -> None:
        if event.data.isprintable():
            screen.typed += event.data
            screen.find(again=False)

    @keys.add("backspace", filter=searching)
    def _erase(event: KeyPressEvent) -> None:
        screen.typed = screen.typed[:-1]

    @keys.add("enter", filter=searching)
    @keys.add("escape", filter=searching, eager=True)
    def _end(event: KeyPressEvent) -> None:
        screen.searching = False
