"""Objects end to end over loopback, the table on screen included, beside plain pypsrp, which only decodes and throws away.

usage: python -m benchmarks.stream [OBJECTS]   (10,000 for us, a tenth for pypsrp)
"""

from __future__ import annotations

import subprocess
import sys

from benchmarks._demo import Served, serve

_OURS = """
import resource, sys, time
from eopsh.binding import BoundCall
from eopsh.catalogue import Command
from eopsh.formatting import Renderer, Views
from eopsh.objects import Credential, SecureString
from eopsh.remote import Ended, Record, Segment, Stream, parse_endpoint
from eopsh.remote.psrp import PsrpConnection
connection = PsrpConnection(parse_endpoint(sys.argv[1]), Credential(sys.argv[2], SecureString(sys.argv[3])))
connection.open()
call = BoundCall(Command("Get-MailUser"), {"ResultSize": int(sys.argv[4])})
views = Views.from_records(list(connection.views(("Microsoft.Exchange.Data.Directory.Management.MailUser",))))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
screen = Renderer(120, terminal=True, views=views)
start = time.perf_counter()
first = 0.0
run = connection.run(Segment((call,)))
objects = lines = properties = 0
while not isinstance(item := run.receive(20), Ended):
    if isinstance(item, Record) and item.stream is Stream.OUTPUT:
        first = first or time.perf_counter() - start
        objects += 1
        properties = sum(1 for _ in item.value.items())
        lines += len(screen.feed(item.value, time.monotonic()))
lines += len(screen.finish())
took = time.perf_counter() - start
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
connection.close()
print(took, objects, properties, lines, first, before, after)
"""
_THEIRS = """
import resource, sys, time
from urllib.parse import urlsplit
from pypsrp.powershell import PowerShell, RunspacePool
from pypsrp.wsman import WSMan
where = urlsplit(sys.argv[1])
account = {"username": sys.argv[2], "password": sys.argv[3], "auth": "basic", "encryption": "never"}
wsman = WSMan(where.hostname, port=where.port, ssl=False, path=where.path.strip("/"), **account)
pool = RunspacePool(wsman, configuration_name="Microsoft.Exchange")
pool.open()
shell = PowerShell(pool).add_cmdlet("Get-MailUser").add_parameter("ResultSize", int(sys.argv[4]))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
start = time.perf_counter()
first = 0.0
shell.begin_invoke()
objects = properties = 0
while shell.state not in (3, 4, 5):
    shell.poll_invoke()
    if shell.output:
        first = first or time.perf_counter() - start
        objects += len(shell.output)
        properties = len(shell.output[-1].adapted_properties) + len(shell.output[-1].extended_properties)
        shell.output.clear()
took = time.perf_counter() - start
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
pool.close()
print(took, objects, properties, 0, first, before, after)
"""


def measure(code: str, served: Served, objects: int) -> tuple[float, ...]:
    """Run one client in a process of its own; return what it printed."""
    arguments = [served.endpoint.uri, served.credential.user, served.credential.password.reveal(), str(objects)]
    result = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False, timeout=900)
    if result.returncode:
        raise SystemExit(result.stderr)
    return tuple(float(text) for text in result.stdout.split())


def show(name: str, figures: tuple[float, ...]) -> float:
    """Print one client's figures; return its objects a second."""
    took, objects, properties, lines, first, before, after = figures
    rate = objects / took
    print(
        f"{name:7} {objects:.0f} objects of {properties:.0f} properties: {rate:8.0f} a second, the first after {first * 1000:.0f} ms, "
        f"{lines:.0f} lines, memory {before:.0f} -> {after:.0f} MB"
    )
    return rate


def main() -> None:
    """Print objects a second, memory and the ratio."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with serve(recipients=count) as served:
        measure(_OURS, served, 10)
        ours = show("eopsh", measure(_OURS, served, count))
        show("eopsh", measure(_OURS, served, count // 10))
        theirs = show("pypsrp", measure(_THEIRS, served, max(count // 10, 1)))
    print(f"ratio   {ours / theirs:.1f} (budget 5)")


if __name__ == "__main__":
    main()
