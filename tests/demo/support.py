"""Plain pypsrp as a client of the demonstration organization."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from pypsrp.complex_objects import GenericComplexObject
from pypsrp.host import PSHost, PSHostUserInterface
from pypsrp.powershell import PowerShell, RunspacePool
from pypsrp.wsman import WSMan

from eopsh.demo import DemoServer

Step = tuple[str, dict[str, Any]]


class Answering(PSHostUserInterface):
    """A host that answers every choice with the next of `choices`, every field with `fields`, and keeps what it was told."""

    def __init__(self, *choices: int, **fields: str) -> None:
        super().__init__()
        self.choices = list(choices)
        self.fields = fields
        self.asked: list[tuple[str, str, list[str], int]] = []
        self.told: list[str] = []

    def PromptForChoice(self, runspace: Any, pipeline: Any, caption: str, message: str, choices: Any, default_choice: int) -> int:
        labels = [choice.extended_properties["label"] for choice in choices]
        self.asked.append((caption, message, labels, default_choice))
        return self.choices.pop(0)

    def Prompt(self, runspace: Any, pipeline: Any, caption: str, message: str, description: Any) -> dict[str, str]:
        names = [field.extended_properties["name"] for field in description]
        self.asked.append((caption, message, names, -1))
        return {name: self.fields[name] for name in names}

    def WriteLine2(self, runspace: Any, pipeline: Any, value: str) -> None:
        self.told.append(value)


@dataclass
class Outcome:
    """What a pipeline gave."""

    state: int
    output: list[Any]
    errors: list[Any]
    warnings: list[str] = field(default_factory=list)
    progress: list[Any] = field(default_factory=list)

    def names(self, name: str = "Name") -> list[Any]:
        return [prop(item, name) for item in self.output]


def prop(item: GenericComplexObject, name: str) -> Any:
    """Return a property's text or value."""
    bag = {**item.adapted_properties, **item.extended_properties}
    value = bag[name]
    return value.to_string if isinstance(value, GenericComplexObject) and value.to_string is not None else value


def items(item: GenericComplexObject, name: str) -> list[str]:
    """Return the texts of a multi-valued property, which plain pypsrp leaves as XML."""
    return re.findall(r"<S>(.*?)</S>", str(item.adapted_properties[name].property_sets[0]))


def wsman(server: DemoServer, path: str = "powershell-liveid", **options: Any) -> WSMan:
    return WSMan(
        "127.0.0.1",
        port=server.port,
        ssl=False,
        path=path,
        auth="basic",
        username=options.pop("username", server.user),
        password=options.pop("password", server.password),
        encryption="never",
        **options,
    )


@contextmanager
def session(server: DemoServer, ui: Answering | None = None, path: str = "powershell-liveid", **options: Any) -> Iterator[RunspacePool]:
    """Open a runspace pool, and close it."""
    host = PSHost(None, None, False, "tests", None, ui, "1.0") if ui is not None else None
    with wsman(server, path, **options) as connection, RunspacePool(connection, host=host, configuration_name="Microsoft.Exchange") as pool:
        yield pool


def cookies(pool: RunspacePool) -> Any:
    """Return the cookies that a session holds."""
    http = pool.connection.transport.session
    assert http is not None
    return http.cookies


def pipeline(pool: RunspacePool, *steps: Step | str) -> PowerShell:
    shell = PowerShell(pool)
    for step in steps:
        name, parameters = (step, {}) if isinstance(step, str) else step
        shell.add_cmdlet(name)
        for key, value in parameters.items():
            shell.add_parameter(key, value)
    return shell


def run(pool: RunspacePool, *steps: Step | str, given: list[Any] | None = None) -> Outcome:
    """Run commands as one pipeline."""
    shell = pipeline(pool, *steps)
    shell.invoke(given)  # type: ignore[arg-type]  # lists are what it takes, whatever its annotation says
    streams = shell.streams
    outcome = Outcome(shell.state, list(shell.output), list(streams.error), [str(one) for one in streams.warning], list(streams.progress))
    shell.close()
    return outcome
