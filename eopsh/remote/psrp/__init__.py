"""PowerShell remoting over WSMan: the only importers of pypsrp, and they import it when a connection opens."""

from eopsh.remote.psrp.connection import PsrpConnection, State
from eopsh.remote.psrp.listing import Listing

__all__ = ["Listing", "PsrpConnection", "State"]
