"""SecureString, PSCredential, NetworkCredential, and what scripts do to see a secret's text."""

from __future__ import annotations

from eopsh.objects import Credential, PSObject, SecureString, Value, to_text
from eopsh.runtime.methods.table import DotNetError, Method, method, void

_NETWORK = ("System.Net.NetworkCredential", "System.Object")


class SecretBuilder(SecureString):
    """A secure string that a script puts together."""

    __slots__ = ("closed",)
    type_names = ("System.Security.SecureString", "System.Object")

    def __init__(self, secret: str = "") -> None:
        super().__init__(secret)
        self.closed = False

    def change(self, text: str) -> None:
        """Put another secret in the place of this one. Raises DotNetError once it was made read-only."""
        if self.closed:
            raise DotNetError("Instance is read-only.", "InvalidOperationException")
        self._secret = text


def _builder(secret: SecureString) -> SecretBuilder:
    if not isinstance(secret, SecretBuilder):
        raise DotNetError("Instance is read-only.", "InvalidOperationException")
    return secret


def _insert(secret: SecureString, at: int, char: str) -> None:
    text = secret.reveal()
    if not 0 <= at <= len(text):
        raise DotNetError("Index must be within the bounds of the string. (Parameter 'index')", "ArgumentOutOfRangeException")
    _builder(secret).change(text[:at] + char + text[at:])


def _at(secret: SecureString, at: int, char: str) -> None:
    text = secret.reveal()
    if not 0 <= at < len(text):
        message = "Index was out of range. Must be non-negative and less than the size of the collection. (Parameter 'index')"
        raise DotNetError(message, "ArgumentOutOfRangeException")
    _builder(secret).change(text[:at] + char + text[at + 1 :])


def _close(secret: SecureString) -> None:
    if isinstance(secret, SecretBuilder):
        secret.closed = True


SECRET: dict[str, Method] = {
    "AppendChar": void(lambda secret, char: _builder(secret).change(secret.reveal() + char), "c", names="c"),
    "Clear": void(lambda secret: _builder(secret).change("")),
    "Copy": method(lambda secret: SecretBuilder(secret.reveal())),
    "Dispose": void(lambda _secret: None),
    "InsertAt": void(_insert, "ic", names="index c"),
    "IsReadOnly": method(lambda secret: not isinstance(secret, SecretBuilder) or secret.closed),
    "MakeReadOnly": void(_close),
    "RemoveAt": void(lambda secret, at: _at(secret, at, ""), "i", names="index"),
    "SetAt": void(_at, "ic", names="index c"),
}


def _credential(user: str, password: Value) -> Credential:
    if not isinstance(password, SecureString):
        raise DotNetError("The password of a credential is a secure string.")
    return Credential(user, password)


class NetworkCredential(PSObject):
    """A user with a plain password, as scripts take one apart."""

    __slots__ = ("secret",)

    def __init__(self, user: str, password: Value = "", domain: str = "") -> None:
        self.secret = password if isinstance(password, SecureString) else SecureString(to_text(password))
        name, slash, rest = user.partition("\\")
        if slash and not domain:
            domain, user = name, rest
        super().__init__(adapted={"UserName": user, "Domain": domain}, type_names=_NETWORK, text=_NETWORK[0])

    def find(self, name: str) -> str | None:
        """Return the property's own spelling; the password is laid open only when it is asked for."""
        if name.casefold() == "password":
            self.adapted["Password"] = self.secret.reveal()
        elif name.casefold() == "securepassword":
            self.adapted["SecurePassword"] = self.secret
        return super().find(name)


CREDENTIAL: dict[str, Method] = {"GetNetworkCredential": method(lambda credential: NetworkCredential(credential.user, credential.password))}
CREDENTIAL_STATIC: dict[str, Method] = {"new": method(_credential, "so", names="userName password")}
NETWORK_STATIC: dict[str, Method] = {
    "new": method(NetworkCredential, "s", "so", "sos", names="userName password domain"),
}


class _Pointer(PSObject):
    """Where a secret lies in memory; what stands there is read through Marshal only."""

    __slots__ = ("secret",)

    def __init__(self, secret: SecureString) -> None:
        self.secret = secret
        super().__init__(type_names=("System.IntPtr", "System.ValueType", "System.Object"), text="IntPtr")


def _point(secret: Value) -> _Pointer:
    if not isinstance(secret, SecureString):
        raise DotNetError("Value cannot be null. (Parameter 's')", "ArgumentNullException")
    return _Pointer(secret)


def _pointed(pointer: Value, _count: int = 0) -> Value:
    return pointer.secret.reveal() if isinstance(pointer, _Pointer) else None


_TO = ("SecureStringToBSTR", "SecureStringToCoTaskMemUnicode", "SecureStringToGlobalAllocUnicode", "SecureStringToGlobalAllocAnsi")
_FROM = ("PtrToStringAuto", "PtrToStringBSTR", "PtrToStringUni", "PtrToStringAnsi")
_FREE = ("ZeroFreeBSTR", "FreeBSTR", "ZeroFreeCoTaskMemUnicode", "ZeroFreeGlobalAllocUnicode", "ZeroFreeGlobalAllocAnsi")
MARSHAL: dict[str, Method] = {
    **{name: method(_point, "o", names="s") for name in _TO},
    **{name: method(_pointed, "o", "oi", names="ptr len") for name in _FROM},
    **{name: void(lambda _pointer: None, "o", names="s") for name in _FREE},
}
