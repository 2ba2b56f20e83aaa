"""The interpreter: what runs the statements of a line, and what stays between lines."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace

from eopsh.catalogue import Catalogue
from eopsh.language import Answer, Parsed
from eopsh.objects import Value, use_type_members
from eopsh.runtime.appended import appended
from eopsh.runtime.closing import close_stage
from eopsh.runtime.commands import commands as runtime_commands
from eopsh.runtime.compiler.entry import compile_script
from eopsh.runtime.host import Host
from eopsh.runtime.local import LocalCommand
from eopsh.runtime.scope import Scope
from eopsh.runtime.session import Session
from eopsh.runtime.signals import LoopSignal, Place, ReturnSignal, ScriptError, failure
from eopsh.runtime.wire import Remote

_RECURSION = 12_000
_DIGITS = 200_000
"""The longest number that is read or written: a longer one would hold the shell for seconds."""


class Interpreter:
    """Runs lines. Variables, functions, aliases and `$Error` live as long as it does.

    `commands` are those of the rooms above, besides the runtime's own. `catalogue` holds the commands of the connection; it and
    `remote` may be exchanged between lines.
    """

    def __init__(self, commands: Iterable[LocalCommand] = (), *, catalogue: Catalogue | None = None, remote: Remote | None = None) -> None:
        self.session = Session((*runtime_commands(), *commands), catalogue or Catalogue(), remote)

    @property
    def scope(self) -> Scope:
        """The global scope, for completion and for whoever sets variables."""
        return self.session.globals

    @property
    def catalogue(self) -> Catalogue:
        """The commands of the connection."""
        return self.session.catalogue

    @catalogue.setter
    def catalogue(self, catalogue: Catalogue) -> None:
        """Know other commands from the next line on."""
        self.session.catalogue = catalogue

    @property
    def remote(self) -> Remote | None:
        """The connection that remote stages run on."""
        return self.session.wire.remote

    @remote.setter
    def remote(self, remote: Remote | None) -> None:
        """Send remote stages elsewhere from the next line on."""
        self.session.wire.remote = remote

    @property
    def local_commands(self) -> tuple[LocalCommand, ...]:
        """Every command that runs here, for the catalogue of completion."""
        return tuple(self.session.local.values())

    @property
    def succeeded(self) -> bool:
        """What `$?` is."""
        return self.session.succeeded

    def run(self, parsed: Parsed, host: Host, *, ending: str = "") -> Iterator[Value]:
        """Yield the output of each statement of a line as it comes; all other records go to `host.emit` in their order.

        An error that ends a statement is emitted, and the next statement runs. Closing the iterator stops what runs. `ending` is a
        pipeline of local commands (`ConvertTo-Csv`) that the output of the whole line goes through.

        Raises:
            ScriptError: the line does not parse, or an error ended the whole line (`throw`, -ErrorAction Stop).
            Stopped: the host was cancelled.
            ExitSignal: the line said `exit`.
            RemoteError: the way to the server failed.
        """
        if parsed.answer is not Answer.COMPLETE:
            raise _not_parsed(parsed)
        session = self.session
        around = session.host, session.sink, session.tries
        session.host, session.sink, session.tries = host, session.to_host, 0
        use_type_members(session.types)
        sys.setrecursionlimit(max(sys.getrecursionlimit(), _RECURSION))
        sys.set_int_max_str_digits(_DIGITS)
        stream: Iterable[Value] = ()
        try:
            stream = compile_script(parsed)(session.globals)
            if ending:
                stream = appended(ending)(stream, session.globals)
            yield from self._written(stream)
        except (LoopSignal, ReturnSignal):
            return
        except ScriptError as error:
            if error.escalated and error.record.category == "NotSpecified" and not error.record.activity:
                session.exchange(error, replace(error.record, reason="ParentContainsErrorRecordException"))
            if error.preferred:
                # Nobody caught it: in $Error it stands as what was written, and again as what ended the script.
                session.remember(error.record)
                error.record = replace(error.record)
            for transcript in session.transcripts:
                transcript.value(error.record)
            raise
        finally:
            close_stage(stream)
            for transcript in session.transcripts:
                transcript.line_ended()
            # A line may run inside another one (a replay): that one goes on with its own host.
            session.host, session.sink, session.tries = around

    def _written(self, stream: Iterable[Value]) -> Iterator[Value]:
        """Yield the output, written to the transcripts that are open."""
        transcripts = self.session.transcripts
        for value in stream:
            for transcript in transcripts:
                transcript.value(value)
            yield value


def _not_parsed(parsed: Parsed) -> Exception:
    error = parsed.errors[0] if parsed.errors else None
    if error is None:
        return failure(f"The line is not finished: {parsed.wanted} is missing.", "IncompleteLine", "ParserError")
    return failure(
        error.message,
        error.error_id,
        "ParserError",
        exception="System.Management.Automation.ParseException",
        place=Place(parsed.text, error.start, error.end),
        hint=error.hint,
        thrown=True,
    )
