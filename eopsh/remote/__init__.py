"""The way to the server: the `Connection` seam and what implements it."""

from eopsh.remote.seam import Connection, ConnectionInfo, Ended, HostCall, Record, Run, Segment, Stream

__all__ = ["Connection", "ConnectionInfo", "Ended", "HostCall", "Record", "Run", "Segment", "Stream"]
