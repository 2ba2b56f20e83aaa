"""The organization behind the endpoint: which commands a user sees, and what a pipeline's request runs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from eopsh.demo import messages
from eopsh.demo.cmdlets import CMDLETS
from eopsh.demo.cmdlets.common import texts
from eopsh.demo.definitions import DEFINITIONS, Definition
from eopsh.demo.execution import Runner, Wire, read_pipeline
from eopsh.demo.faults import Faults
from eopsh.demo.messages import Incoming
from eopsh.demo.metadata import command_object, count_object, many
from eopsh.demo.store import Store
from eopsh.objects import PSObject, Value, like

FUNCTIONS = 0x2
"""The bit of CommandTypes that these commands have (MS-PSRP 2.2.3.19)."""


class Organization:
    """One tenant. `extra_commands` adds that many commands to the metadata, which nobody can run, for measurements."""

    def __init__(self, store: Store, faults: Faults, extra_commands: int = 0) -> None:
        self._store = store
        self._faults = faults
        hidden = {"get-formatdata"} if "no-formatdata" in faults else set()
        self._cmdlets = {name: cmdlet for name, cmdlet in CMDLETS.items() if name not in hidden}
        self._extra = [f"Get-Demo{number:05d}" for number in range(extra_commands)]

    def run(self, request: Incoming, wire: Wire) -> Iterator[Value]:
        """Yield what a pipeline writes.

        Raises:
            Terminating: the pipeline fails.
        """
        if request.kind == messages.GET_COMMAND_METADATA:
            yield from self._metadata(request.value, wire)
            return
        statements, takes_input = read_pipeline(request.value)
        runner = Runner(self._store, self._cmdlets, wire)
        for number, commands in enumerate(statements):
            yield from runner.statement(commands, wire.objects() if takes_input and number == 0 else None)

    def _metadata(self, value: Value, wire: Wire) -> Iterator[Value]:
        patterns = (texts(value.get("Name")) if isinstance(value, PSObject) else []) or ["*"]
        kinds = getattr(value.get("CommandType"), "number", value.get("CommandType")) if isinstance(value, PSObject) else None
        found: list[Definition] = []
        extra: list[str] = []
        if not isinstance(kinds, int) or kinds & FUNCTIONS:
            visible = [one.definition for one in self._cmdlets.values()]
            found = sorted((one for one in visible if _any(one.command.name, patterns)), key=lambda one: one.command.name)
            extra = [name for name in self._extra if _any(name, patterns)]
        yield count_object(len(found) + len(extra))
        for item in chain(map(command_object, found), many(DEFINITIONS["Set-MailUser"], extra)):
            if "slow-metadata" in self._faults:
                wire.pause(self._faults.seconds("slow-metadata"))
            yield item


def _any(name: str, patterns: list[str]) -> bool:
    return any(like(name, pattern) for pattern in patterns)
