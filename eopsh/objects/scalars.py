"""Scalar values that Python has no type for: .NET's integer widths, Char, Single, Version, Uri, secrets, script blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from eopsh.frozen import frozen
from eopsh.objects.model import PSObject, Value
from eopsh.patterns import lazy_pattern

if TYPE_CHECKING:
    # A codec or a formatter needs no parser: the tree's classes load only where script is read.
    from eopsh.language.tree import ScriptBlock as ScriptTree


class TypedInt(int):
    """An integer of a named .NET type; a plain `int` is Int32 while it fits, else Int64."""

    __slots__ = ()
    type_name: ClassVar[str] = "System.Int32"
    low: ClassVar[int] = -(2**31)
    high: ClassVar[int] = 2**31 - 1


class Int64(TypedInt):
    """64 bits, signed; also for numbers that would fit Int32."""

    __slots__ = ()
    type_name = "System.Int64"
    low, high = -(2**63), 2**63 - 1


class Int16(TypedInt):
    """16 bits, signed."""

    __slots__ = ()
    type_name = "System.Int16"
    low, high = -(2**15), 2**15 - 1


class SByte(TypedInt):
    """8 bits, signed."""

    __slots__ = ()
    type_name = "System.SByte"
    low, high = -128, 127


class Byte(TypedInt):
    """8 bits."""

    __slots__ = ()
    type_name = "System.Byte"
    low, high = 0, 255


class UInt16(TypedInt):
    """16 bits."""

    __slots__ = ()
    type_name = "System.UInt16"
    low, high = 0, 2**16 - 1


class UInt32(TypedInt):
    """32 bits."""

    __slots__ = ()
    type_name = "System.UInt32"
    low, high = 0, 2**32 - 1


class UInt64(TypedInt):
    """64 bits."""

    __slots__ = ()
    type_name = "System.UInt64"
    low, high = 0, 2**64 - 1


class BigInteger(int):
    """An integer without bounds (System.Numerics.BigInteger)."""

    __slots__ = ()


class Single(float):
    """A 32-bit float; the value is rounded by whoever makes it (`convert`, the reader)."""

    __slots__ = ()


class Char(str):
    """One UTF-16 code unit (System.Char)."""

    __slots__ = ()

    @property
    def code(self) -> int:
        """The code of the character."""
        return ord(self)


class Uri(str):
    """An address (System.Uri); the text as it was written."""

    __slots__ = ()


class XmlText(str):
    """An XML document (System.Xml.XmlDocument) as its text; never parsed here.

    `root` is the document's root element once somebody read it; what scripts change is changed there.
    """

    __slots__ = ("root",)

    root: Value

    def __new__(cls, text: str = "") -> XmlText:
        """Make a document of a text, not yet read."""
        made = super().__new__(cls, text)
        made.root = None
        return made


_VERSION = lazy_pattern(r"\s*\+?(\d+)\s*\.\s*\+?(\d+)(?:\s*\.\s*\+?(\d+))?(?:\s*\.\s*\+?(\d+))?\s*", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """A version of two to four parts; -1 for a part that is not there (System.Version)."""

    major: int = 0
    minor: int = 0
    build: int = -1
    revision: int = -1

    @classmethod
    def parse(cls, text: str) -> Version:
        """Read `1.2`, `1.2.3` or `1.2.3.4`. Raises ValueError on anything else."""
        match = _VERSION.fullmatch(text)
        if match is None:
            raise ValueError(f"not a version: {text!r}")
        parts = [int(part) for part in match.groups() if part is not None]
        if max(parts) > 2**31 - 1:
            raise ValueError(f"a part of the version is too large: {text!r}")
        return cls(*parts)

    def __str__(self) -> str:
        return ".".join(str(part) for part in (self.major, self.minor, self.build, self.revision) if part >= 0)


class SecureString:
    """A secret text. It never shows in `repr`, `str` or a log; `reveal` gives it to the one who must have it.

    `cipher` holds the wire's text where it could not be decrypted (no session key); `reveal` then raises ValueError.
    """

    __slots__ = ("_secret", "cipher")

    def __init__(self, secret: str | None = None, *, cipher: str | None = None) -> None:
        self._secret = secret if secret is not None or cipher is not None else ""
        self.cipher = cipher

    def reveal(self) -> str:
        """Return the secret. Raises ValueError when it was never decrypted."""
        if self._secret is None:
            raise ValueError("this secure string was not decrypted")
        return self._secret

    def __len__(self) -> int:
        return len(self._secret or "")

    def __bool__(self) -> bool:
        return True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SecureString) and self._secret == other._secret and self.cipher == other.cipher

    __hash__ = object.__hash__

    def __repr__(self) -> str:
        return "SecureString(***)"

    __str__ = __repr__

    def __reduce__(self) -> tuple[type[SecureString], tuple[str]]:
        raise TypeError("a secure string is never written down")


@frozen
class Credential:
    """A user name with its password (System.Management.Automation.PSCredential)."""

    user: str
    password: SecureString


@frozen
class ScriptBlock:
    """A script block as a value: its tree and its source text (without the braces). `scope` is the runtime's: where it was born."""

    block: ScriptTree
    text: str
    scope: Value = field(default=None, compare=False, repr=False)
    parsed_text: str = field(default="", compare=False, repr=False)
    """The whole text that `block`'s offsets count in; empty when that is `text`."""


@frozen
class ErrorRecord:
    """An error as PowerShell records it, the server's or ours.

    `category` is the enum's name (`InvalidArgument`), `category_text` the line that PowerShell shows of it
    (`InvalidArgument: (a:String) [Set-X], ParseException`). `source` is the object that came over the wire, where one did.
    """

    message: str
    fully_qualified_id: str = ""
    category: str = "NotSpecified"
    target: Value = None
    exception_type: str = "System.Exception"
    activity: str = ""
    reason: str = ""
    target_name: str = ""
    target_type: str = ""
    details: str = ""
    recommended_action: str = ""
    position: str = ""
    stack_trace: str = ""
    category_message: str = ""
    exception: Value = None
    hint: str = field(default="", compare=False)
    """What was perhaps meant, where we know better; PowerShell has no such words."""
    source_line: str = field(default="", compare=False, repr=False)
    """The whole line of the script that it arose on, with its line end."""
    source: PSObject | None = field(default=None, compare=False, repr=False)

    @property
    def category_text(self) -> str:
        """PowerShell's one line of the category."""
        if self.category_message:
            return self.category_message
        target = f"{self.target_name}:{self.target_type}" if self.target_name or self.target_type else ":"
        activity = "" if self.exception_type.endswith(".CommandNotFoundException") else self.activity
        return f"{self.category}: ({target}) [{activity}], {self.reason or self.exception_type.rpartition('.')[2]}"

    def __str__(self) -> str:
        return self.details or self.message
