"""The session key: how secrets cross the wire (MS-PSRP 2.2.2.3, 2.2.2.4 and 2.2.5.1.24)."""

from __future__ import annotations

import base64
import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers import Cipher, modes

_BLOB_HEADER = b"\x06\x02\x00\x00\x00\xa4\x00\x00RSA1\x00\x08\x00\x00"
"""A Win32 PUBLICKEYBLOB for 2,048 bits of RSA."""


class KeyMissing(ValueError):
    """No session key was exchanged yet."""


class SessionKey:
    """Our half of the exchange, then the key itself.

    From protocol 2.4 on there is no key: secure strings travel as plain base64 inside the encrypted transport.
    """

    def __init__(self) -> None:
        self._cipher: Cipher[modes.CBC] | None = None
        self.plain = False

    @property
    def is_ready(self) -> bool:
        """Whether secrets can be written."""
        return self.plain or self._cipher is not None

    def offer(self) -> str:
        """Make a key pair and return the public half as the wire has it."""
        from cryptography.hazmat.primitives.asymmetric import rsa

        self._private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        numbers = self._private.public_key().public_numbers()
        blob = _BLOB_HEADER + struct.pack("<I", numbers.e) + numbers.n.to_bytes(256, "little")
        return base64.b64encode(blob).decode("ascii")

    def accept(self, answer: str) -> None:
        """Take the server's key, encrypted to ours. Raises ValueError when it is not."""
        from cryptography.hazmat.primitives.asymmetric import padding
        from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

        encrypted = base64.b64decode(answer)[12:][::-1]
        key = self._private.decrypt(encrypted, padding.PKCS1v15())
        # The protocol has no initialization vector.
        self._cipher = Cipher(algorithms.AES(key), modes.CBC(bytes(16)))

    def encrypt(self, secret: str) -> bytes:
        """Return a secret as the wire has it. Raises KeyMissing."""
        data = secret.encode("utf-16-le", "surrogatepass")
        if self.plain:
            return data
        if self._cipher is None:
            raise KeyMissing
        missing = 16 - len(data) % 16
        encryptor = self._cipher.encryptor()
        return encryptor.update(data + bytes([missing]) * missing) + encryptor.finalize()

    def decrypt(self, data: bytes) -> str:
        """Return the secret that the wire's bytes stand for. Raises KeyMissing, ValueError."""
        if self.plain:
            return data.decode("utf-16-le")
        if self._cipher is None:
            raise KeyMissing
        decryptor = self._cipher.decryptor()
        padded = decryptor.update(data) + decryptor.finalize()
        return padded[: -padded[-1]].decode("utf-16-le") if padded else ""
