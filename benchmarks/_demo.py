"""The demonstration organization in a process of its own, as the benchmarks of the wire need it.

usage: python -m benchmarks._demo RECIPIENTS COMMANDS PARAMETERS
Prints url, user and password, a line each, and serves until it is killed.
"""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from eopsh.catalogue import Command
from eopsh.objects import Credential, SecureString
from eopsh.remote import Endpoint, parse_endpoint


@dataclasses.dataclass(frozen=True)
class Served:
    """Where the server is, and as whom to sign in."""

    endpoint: Endpoint
    credential: Credential


@contextmanager
def serve(*, recipients: int = 300, commands: int = 0, parameters: int = 40) -> Iterator[Served]:
    """Run the server in another process."""
    command = [sys.executable, "-m", "benchmarks._demo", str(recipients), str(commands), str(parameters)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        url, user, password = (process.stdout.readline().strip() for _ in range(3))
        try:
            yield Served(parse_endpoint(url), Credential(user, SecureString(password)))
        finally:
            process.kill()


def main() -> None:
    """Serve."""
    from eopsh.demo.definitions import DEFINITIONS
    from eopsh.demo.server import DemoServer

    recipients, commands, parameters = (int(text) for text in sys.argv[1:4])
    model = DEFINITIONS["Set-MailUser"]
    shaped = Command(model.command.name, *model.command.parameters[:parameters])
    DEFINITIONS["Set-MailUser"] = dataclasses.replace(model, command=shaped)
    server = DemoServer(recipients=recipients, extra_commands=commands)
    for text in (server.url, server.user, server.password):
        print(text, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
