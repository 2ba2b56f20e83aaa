"""System.Security.Cryptography: hashes of bytes and random numbers that nobody can guess."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable

from eopsh.objects import PSObject, Value
from eopsh.runtime.methods.builders import raw_bytes
from eopsh.runtime.methods.table import DotNetError, Method, method, void

_SPACE = "System.Security.Cryptography"
HASHES = {name: name.lower() for name in ("MD5", "SHA1", "SHA256", "SHA384", "SHA512")}
"""The algorithms by .NET's names."""


def _digest(algorithm: str, data: Value) -> bytes:
    return hashlib.new(algorithm, raw_bytes(data), usedforsecurity=False).digest()


class Hasher(PSObject):
    """What `[SHA256]::Create()` makes: it hashes bytes."""

    __slots__ = ("algorithm",)

    def __init__(self, name: str) -> None:
        self.algorithm = HASHES[name]
        names = (f"{_SPACE}.{name}+Implementation", f"{_SPACE}.{name}", f"{_SPACE}.HashAlgorithm", "System.Object")
        size = hashlib.new(self.algorithm, usedforsecurity=False).digest_size * 8
        super().__init__(adapted={"HashSize": size}, type_names=names, text=names[0])

    def compute(self, data: Value, at: int = 0, count: int | None = None) -> bytes:
        """Return the hash of bytes, or of a part of them."""
        whole = raw_bytes(data)
        return _digest(self.algorithm, whole[at:] if count is None else whole[at : at + count])


HASHER: dict[str, Method] = {
    "ComputeHash": method(Hasher.compute, "o", "oii", names="buffer offset count"),
    "Dispose": void(lambda hasher: None),
}


def _maker(name: str) -> Callable[[], Hasher]:
    return lambda: Hasher(name)


def _hash_of(name: str) -> Callable[[Value], bytes]:
    return lambda data: _digest(HASHES[name], data)


def _below(*bounds: int) -> int:
    low, high = (0, bounds[0]) if len(bounds) == 1 else bounds
    if high <= low:
        name = "toExclusive" if len(bounds) == 1 else "fromInclusive"
        if len(bounds) == 1:
            message = f"{name} ('{high}') must be a non-negative and non-zero value. (Parameter '{name}')\nActual value was {high}."
            raise DotNetError(message, "ArgumentOutOfRangeException")
        raise DotNetError("Range of random number does not contain at least one possibility.")
    return low + secrets.randbelow(high - low)


CRYPTOGRAPHY: dict[str, dict[str, Method]] = {
    f"{_SPACE}.RandomNumberGenerator": {
        "GetBytes": method(secrets.token_bytes, "i", names="count"),
        "GetInt32": method(_below, "i", "ii", names="fromInclusive toExclusive"),
    },
    **{f"{_SPACE}.{name}": {"Create": method(_maker(name)), "HashData": method(_hash_of(name), "o", names="source")} for name in HASHES},
}
