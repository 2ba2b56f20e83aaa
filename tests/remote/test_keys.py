"""The session key, against the server's half of the exchange as MS-PSRP describes it."""

from __future__ import annotations

import base64
import os

import pytest
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from eopsh.remote.psrp.keys import KeyMissing, SessionKey


def answer(offer: str, key: bytes) -> str:
    """Encrypt a key as a server does: a Win32 SIMPLEBLOB, least significant byte first."""
    blob = base64.b64decode(offer)
    exponent, modulus = int.from_bytes(blob[16:20], "little"), int.from_bytes(blob[20:], "little")
    encrypted = rsa.RSAPublicNumbers(exponent, modulus).public_key().encrypt(key, padding.PKCS1v15())
    return base64.b64encode(b"\x01\x02\x00\x00\x10\x66\x00\x00\x00\xa4\x00\x00" + encrypted[::-1]).decode()


@pytest.mark.parametrize("secret", ["", "a", "exactly8", "Pa$$w0rd-ä€🎉"])
def test_secrets_cross_the_wire(secret: str) -> None:
    key = SessionKey()
    raw = os.urandom(32)
    key.accept(answer(key.offer(), raw))
    data = key.encrypt(secret)
    decryptor = Cipher(algorithms.AES(raw), modes.CBC(bytes(16))).decryptor()
    padded = decryptor.update(data) + decryptor.finalize()
    assert padded[: -padded[-1]].decode("utf-16-le") == secret
    assert key.decrypt(data) == secret


def test_no_key_no_secret() -> None:
    key = SessionKey()
    assert not key.is_ready
    with pytest.raises(KeyMissing):
        key.encrypt("x")
    with pytest.raises(KeyMissing):
        key.decrypt(b"x")


def test_later_protocols_have_no_key() -> None:
    key = SessionKey()
    key.plain = True
    assert key.is_ready
    assert key.decrypt(key.encrypt("ä")) == "ä"
