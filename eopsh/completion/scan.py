"""Where the commands of a text stand, read from its tokens in one pass; works in unfinished and damaged lines alike.

Completer, highlighter and diagnostics all look at the same `CallSite`s.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from eopsh.completion.quoting import without_quotes
from eopsh.language import Token

OPENERS = frozenset({"LParen", "LCurly", "LBracket", "AtParen", "AtCurly", "DollarParen"})
CLOSERS = frozenset({"RParen", "RCurly", "RBracket"})
SEPARATORS = frozenset({"Pipe", "Semi", "NewLine", "AndAnd", "OrOr", "EndOfInput"})
GAPS = frozenset({"Whitespace", "LineContinuation", "Comment"})
_NAMES_INVOKED = frozenset({"StringLiteral", "StringExpandable", "HereStringLiteral", "HereStringExpandable", "Variable"})


@dataclass(slots=True)
class Piece:
    """A part of a call after its name: a parameter, a splatted variable, a redirection and its target, or a value (what stands together).

    `name` is the parameter's name without dash and colon, or the variable's. `listed` counts the commas of a value's list before it,
    `opens` is the kind of a value's first token.
    """

    kind: str
    start: int
    end: int
    name: str = ""
    colon: bool = False
    listed: int = 0
    opens: str = ""

    @property
    def is_parameter(self) -> bool:
        """Whether it is `-Name` or `-Name:`."""
        return self.kind == "parameter"

    @property
    def is_value(self) -> bool:
        """Whether it is a value, of a parameter or by its place."""
        return self.kind == "value"


@dataclass(slots=True)
class CallSite:
    """A command as it stands in the text: from its name (`start` to `name_end`) to where the next thing begins (`stop`).

    `name` begins with `$` where a variable holds the name (`& $c`).

    `opener` is the kind of the bracket around it ("" at the top), `piped` tells that something is piped into it, `in_filter` that it is no
    call at all: words in the block of a `-Filter`.
    """

    name: str
    start: int
    name_end: int
    stop: int = -1
    opener: str = ""
    piped: bool = False
    in_filter: bool = False
    pieces: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class _Frame:
    """What is open: a bracket, the call in it, and whether a blank or a comma was the last thing met."""

    opener: str
    site: CallSite | None = None
    gap: bool = True
    commas: int = 0
    comma: bool = False
    piped: bool = False
    invoked: bool = False
    in_filter: bool = False


class Scan:
    """The call sites of a text, and what is open at its end."""

    def __init__(self, text: str, tokens: Iterable[Token]) -> None:
        self.text = text
        self.sites: list[CallSite] = []
        self.variables: list[tuple[int, int]] = []
        self._frames = [_Frame("")]
        self._read(tokens)
        for frame in self._frames[:-1]:
            # What is in a bracket that is still open belongs to the value that the bracket begins.
            if frame.site is not None and frame.site.pieces:
                frame.site.pieces[-1].end = len(text)
        for frame in self._frames:
            self._finish(frame, len(text))

    def at(self, cursor: int) -> CallSite | None:
        """Return the innermost call that the cursor stands in."""
        inside = (site for site in self.sites if site.start <= cursor <= site.stop)
        return max(inside, key=lambda site: site.start, default=None)

    def _read(self, tokens: Iterable[Token]) -> None:
        for token in tokens:
            kind = token.kind
            frame = self._frames[-1]
            if kind in GAPS:
                frame.gap = True
            elif kind in OPENERS:
                self._piece(frame, token)
                self._frames.append(_Frame(kind, in_filter=frame.in_filter or (kind == "LCurly" and _opens_filter(frame.site))))
            elif kind in CLOSERS:
                self._close(token)
            elif kind in SEPARATORS:
                self._separate(frame, token)
            elif "CommandName" in token.flags or (frame.invoked and frame.site is None and kind in _NAMES_INVOKED):
                self._begin(frame, token)
            elif frame.site is not None:
                self._in_site(frame, token)
            else:
                frame.invoked = kind in ("Ampersand", "Dot")
            if kind in ("Variable", "SplattedVariable"):
                self.variables.append((token.start, token.end))
            if token.nested:
                self._frames.append(_Frame("Nested"))
                self._read(token.nested)
                self._close_nested(token)

    def _begin(self, frame: _Frame, token: Token) -> None:
        self._finish(frame, token.start)
        name = without_quotes(self.text[token.start : token.end]).replace("`", "")
        frame.site = CallSite(name, token.start, token.end, opener=frame.opener, piped=frame.piped, in_filter=frame.in_filter)
        self.sites.append(frame.site)
        frame.gap, frame.comma, frame.commas, frame.invoked = False, False, 0, False

    def _separate(self, frame: _Frame, token: Token) -> None:
        self._finish(frame, token.start)
        frame.piped = token.kind == "Pipe"
        frame.invoked = False

    def _finish(self, frame: _Frame, stop: int) -> None:
        if frame.site is not None:
            frame.site.stop = stop
            frame.site = None

    def _close(self, token: Token) -> None:
        self._finish(self._frames[-1], token.start)
        if len(self._frames) > 1 and self._frames[-1].opener != "Nested":
            self._frames.pop()
        site = self._frames[-1].site
        if site is not None and site.pieces:
            site.pieces[-1].end = token.end
        self._frames[-1].gap = False

    def _close_nested(self, token: Token) -> None:
        while self._frames[-1].opener != "Nested":
            self._finish(self._frames.pop(), token.end)
        self._finish(self._frames.pop(), token.end)

    def _in_site(self, frame: _Frame, token: Token) -> None:
        site = frame.site
        assert site is not None
        text = self.text[token.start : token.end]
        if token.kind == "Comma":
            frame.comma = True
            frame.commas += 1
        elif token.kind == "Parameter" or (frame.gap and not frame.comma and text == "-"):
            colon = text.endswith(":")
            site.pieces.append(Piece("parameter", token.start, token.end, text[1 : -1 if colon else None].replace("`", ""), colon))
            frame.gap, frame.comma, frame.commas = True, False, 0
        elif token.kind == "SplattedVariable":
            site.pieces.append(Piece("splat", token.start, token.end, text[1:].strip("{}")))
            frame.gap, frame.comma, frame.commas = False, False, 0
        elif token.kind == "Redirection":
            site.pieces.append(Piece("merging" if "&" in text else "redirection", token.start, token.end))
            frame.gap, frame.comma, frame.commas = True, False, 0
        else:
            self._piece(frame, token)

    def _piece(self, frame: _Frame, token: Token) -> None:
        """Add a token to the value that stands before it, or begin a new one."""
        site = frame.site
        if site is None:
            return
        if (frame.gap or frame.comma) or not site.pieces or site.pieces[-1].kind not in ("value", "target"):
            if not frame.comma:
                frame.commas = 0
            kind = "target" if site.pieces and site.pieces[-1].kind == "redirection" else "value"
            site.pieces.append(Piece(kind, token.start, token.end, listed=frame.commas, opens=token.kind))
        else:
            site.pieces[-1].end = token.end
        frame.gap, frame.comma = False, False


def _opens_filter(site: CallSite | None) -> bool:
    """Tell whether a brace that was just met begins the value of a filter of the server's (`-Filter { Name -like 'a*' }`)."""
    if site is None or len(site.pieces) < 2:
        return False
    before = site.pieces[-2]
    return before.is_parameter and before.name.lower().endswith("filter")
