"""The way to the server: the `Connection` seam and what implements it."""

from eopsh.remote.endpoint import Endpoint, parse_endpoint
from eopsh.remote.ledger import Cookie, Entry, Holding, Ledger
from eopsh.remote.options import Options, Timings
from eopsh.remote.presets import PRESETS, Preset, find_preset, resolve, retired_since
from eopsh.remote.seam import Connection, ConnectionInfo, Ended, HostCall, Record, Run, Segment, Stream
from eopsh.remote.signin import Auth, PlainTextRefused, default_auth, parse_auth

__all__ = [
    "PRESETS",
    "Auth",
    "Connection",
    "ConnectionInfo",
    "Cookie",
    "Ended",
    "Endpoint",
    "Entry",
    "Holding",
    "HostCall",
    "Ledger",
    "Options",
    "PlainTextRefused",
    "Preset",
    "Record",
    "Run",
    "Segment",
    "Stream",
    "Timings",
    "default_auth",
    "find_preset",
    "parse_auth",
    "parse_endpoint",
    "resolve",
    "retired_since",
]
