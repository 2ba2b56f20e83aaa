"""The demonstration organization: an Exchange tenant on loopback, with a WSMan and PSRP endpoint of its own."""

from eopsh.demo.faults import FAULTS, FaultKind
from eopsh.demo.messages import MissingDependency
from eopsh.demo.server import DemoServer

__all__ = ["FAULTS", "DemoServer", "FaultKind", "MissingDependency"]
