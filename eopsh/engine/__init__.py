"""What runs a line: connections, their states, the scheduler, history; shell, command line and replay stand on it."""

from eopsh.engine.connector import Connector, Request, StandIn
from eopsh.engine.engine import Commands, Engine
from eopsh.engine.interrupts import Interrupts
from eopsh.engine.leaving import Leaving
from eopsh.engine.lines import Front, Result
from eopsh.engine.link import Link, Target
from eopsh.engine.loading import Loading
from eopsh.engine.state import State

__all__ = [
    "Commands",
    "Connector",
    "Engine",
    "Front",
    "Interrupts",
    "Leaving",
    "Link",
    "Loading",
    "Request",
    "Result",
    "StandIn",
    "State",
    "Target",
]
