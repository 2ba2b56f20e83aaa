"""ConvertTo-SecureString and ConvertFrom-SecureString: secrets as text, plain or encrypted with a key."""

from __future__ import annotations

import base64
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from eopsh.binding import BoundCall
from eopsh.binding.validation import AllowEmptyString
from eopsh.catalogue import ALL_SETS, Command, Membership, Parameter
from eopsh.objects import SecureString, Value, items_of, to_text
from eopsh.runtime.commands.declare import OPTIONAL
from eopsh.runtime.local import CommandContext, local_command

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers import Cipher, modes
    from cryptography.hazmat.primitives.padding import PKCS7

_HEADER = "76492d1116743f0423413b16050a5345"
"""What a text that was encrypted with a key begins with; the rest is base64 of `2|initialization vector|cipher`, in UTF-16."""
_BLOCK_BITS = 128
_KEY_BYTES = (16, 24, 32)
_EVERY = Membership(mandatory=True, position=0, from_pipeline=True)
_KEYS = (
    Parameter("SecureKey", "System.Security.SecureString", sets={"Secure": Membership(position=1)}),
    Parameter("Key", "System.Byte[]", sets={"Open": OPTIONAL}),
)
CONVERT_TO_SECURE_STRING = Command(
    "ConvertTo-SecureString",
    Parameter("String", "System.String", sets={ALL_SETS: _EVERY}, validation=(AllowEmptyString(),)),
    *_KEYS,
    Parameter("AsPlainText", "switch", sets={"PlainText": Membership(position=1)}),
    Parameter("Force", "switch", sets={"PlainText": Membership(position=2)}),
    default_set="Secure",
)


@local_command(CONVERT_TO_SECURE_STRING)
def convert_to_secure_string(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield a text as a secure string: as it stands, or decrypted with the key. Texts that Windows encrypted cannot be read here."""
    text = to_text(call.get("String"))
    if not text:
        message = "Cannot bind argument to parameter 'String' because it is an empty string."
        raise context.fail(message, "ParameterArgumentValidationErrorEmptyStringNotAllowed", "InvalidData")
    if call.get("AsPlainText"):
        yield SecureString(text)
        return
    key = _key(call, context)
    if key is None:
        raise context.fail("Input string was not in a correct format.", "ImportSecureString_InvalidArgument")
    try:
        yield SecureString(_decrypted(text, key))
    except ValueError as error:
        raise context.fail("Padding is invalid and cannot be removed.", "ImportSecureString_InvalidArgument") from error


def _key(call: BoundCall, context: CommandContext) -> bytes | None:
    """Return the bytes of -Key or -SecureKey. Raises ScriptError for a length that AES does not have."""
    secret = call.get("SecureKey")
    if isinstance(secret, SecureString):
        key = secret.reveal().encode("utf-16-le")
    elif "Key" in call:
        key = bytes(item for item in items_of(call.get("Key")) if isinstance(item, int))
    else:
        return None
    if len(key) not in _KEY_BYTES:
        raise context.fail("Specified key is not a valid size for this algorithm. (Parameter 'Key')", "Argument")
    return key


def _cipher(key: bytes, vector: bytes) -> Cipher[modes.CBC]:
    # Loaded when a secret comes with a key, which is seldom: no prompt waits for it.
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    return Cipher(algorithms.AES(key), modes.CBC(vector))


def _padding() -> PKCS7:
    from cryptography.hazmat.primitives.padding import PKCS7

    return PKCS7(_BLOCK_BITS)


def _decrypted(text: str, key: bytes) -> str:
    """Raises ValueError for what this key did not encrypt."""
    version, vector, cipher = base64.b64decode(text.removeprefix(_HEADER)).decode("utf-16-le").split("|")
    if version != "2" or not text.startswith(_HEADER):
        raise ValueError
    decryptor = _cipher(key, base64.b64decode(vector)).decryptor()
    padded = decryptor.update(bytes.fromhex(cipher)) + decryptor.finalize()
    unpadder = _padding().unpadder()
    return (unpadder.update(padded) + unpadder.finalize()).decode("utf-16-le")


def _encrypted(text: str, key: bytes) -> str:
    vector = os.urandom(_BLOCK_BITS // 8)
    padder = _padding().padder()
    padded = padder.update(text.encode("utf-16-le")) + padder.finalize()
    encryptor = _cipher(key, vector).encryptor()
    cipher = encryptor.update(padded) + encryptor.finalize()
    parts = f"2|{base64.b64encode(vector).decode()}|{cipher.hex()}"
    return _HEADER + base64.b64encode(parts.encode("utf-16-le")).decode()


CONVERT_FROM_SECURE_STRING = Command(
    "ConvertFrom-SecureString",
    Parameter("SecureString", "System.Security.SecureString", sets={ALL_SETS: _EVERY}),
    *_KEYS,
    Parameter("AsPlainText", "switch", sets={"AsPlainText": OPTIONAL}),
    default_set="Secure",
)


@local_command(CONVERT_FROM_SECURE_STRING)
def convert_from_secure_string(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield a secure string as text: plain, or encrypted with a key. Without a key nothing here could keep it secret."""
    secret = call.get("SecureString")
    assert isinstance(secret, SecureString)
    if call.get("AsPlainText"):
        yield secret.reveal()
        return
    key = _key(call, context)
    if key is None:
        message = "Without a key a secret can be kept by Windows alone. Give one with -Key or -SecureKey, or say -AsPlainText."
        raise context.fail(message, "KeyNeeded")
    yield _encrypted(secret.reveal(), key)
