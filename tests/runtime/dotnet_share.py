"""Which members of .NET's types scripts can use: `python -m tests.runtime.dotnet_share [TYPE]` prints the share, or what is missing.

Measured against the members that a running .NET lists. Left out of the count is what no script can use: spans and pointers, asynchronous
calls, serialization, reflection and generic mathematics' conversions.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from eopsh.objects import Value, has_property
from eopsh.runtime.methods.dispatch import has_method
from eopsh.runtime.methods.types import has_static
from tests.runtime.doubles import run_line
from tests.support import SHARED

MEMBERS = SHARED / "data" / "dotnet-members.json"
SAMPLES = {
    "System.Array": ",(1, 2)",
    "System.Boolean": "$true",
    "System.Byte": "[byte]1",
    "System.Char": "[char]'a'",
    "System.Collections.ArrayList": ",[Collections.ArrayList]@(1, 2)",
    "System.Collections.Generic.Dictionary": "[Collections.Generic.Dictionary[string,int]]::new()",
    "System.Collections.Generic.HashSet": ",[Collections.Generic.HashSet[int]]::new()",
    "System.Collections.Generic.List": ",[Collections.Generic.List[int]]::new()",
    "System.Collections.Hashtable": "@{ a = 1 }",
    "System.Collections.Queue": ",[Collections.Queue]::new()",
    "System.Collections.Specialized.OrderedDictionary": "[ordered]@{ a = 1 }",
    "System.Collections.Stack": ",[Collections.Stack]::new()",
    "System.DateTime": "[datetime]'2024-05-01'",
    "System.DateTimeOffset": "[DateTimeOffset]'2024-05-01'",
    "System.DayOfWeek": "[DayOfWeek]1",
    "System.Decimal": "1.5d",
    "System.Diagnostics.Stopwatch": "[Diagnostics.Stopwatch]::new()",
    "System.Double": "1.5",
    "System.Enum": "[DayOfWeek]1",
    "System.Exception": "[exception]::new('x')",
    "System.Globalization.CultureInfo": "[cultureinfo]'en-US'",
    "System.Guid": "[guid]::Empty",
    "System.IO.FileInfo": "[IO.FileInfo]'a.txt'",
    "System.Int32": "5",
    "System.Int64": "5L",
    "System.Management.Automation.ErrorRecord": "try { throw 'x' } catch { $_ }",
    "System.Management.Automation.PSCredential": "[pscredential]::new('a', [securestring]::new())",
    "System.Management.Automation.PSObject": "([pscustomobject]@{ a = 1 }).psobject",
    "System.Management.Automation.ScriptBlock": "{ 1 }",
    "System.Net.IPAddress": "[ipaddress]'1.2.3.4'",
    "System.Net.Mail.MailAddress": "[mailaddress]'a@b.c'",
    "System.Numerics.BigInteger": "[bigint]5",
    "System.Random": "[Random]::new(1)",
    "System.Security.SecureString": "[securestring]::new()",
    "System.String": "'abc'",
    "System.StringComparison": "[StringComparison]1",
    "System.StringSplitOptions": "[StringSplitOptions]1",
    "System.Text.Encoding": "[Text.Encoding]::UTF8",
    "System.Text.RegularExpressions.Group": "[regex]::Match('a', '(a)').Groups[1]",
    "System.Text.RegularExpressions.Match": "[regex]::Match('a', 'a')",
    "System.Text.RegularExpressions.Regex": "[regex]'a'",
    "System.Text.StringBuilder": "[Text.StringBuilder]::new()",
    "System.TimeSpan": "[timespan]'1:00'",
    "System.TimeZoneInfo": "[TimeZoneInfo]::Utc",
    "System.Type": "[int]",
    "System.Uri": "[uri]'https://a.b/c?d#e'",
    "System.Version": "[version]'1.2'",
    "System.Xml.XmlDocument": "[xml]'<a/>'",
}
_EXACT = {
    "System.Collections.Generic.Dictionary": "System.Collections.Generic.Dictionary[string,int]",
    "System.Collections.Generic.HashSet": "System.Collections.Generic.HashSet[int]",
    "System.Collections.Generic.List": "System.Collections.Generic.List[int]",
}
_USELESS = re.compile(
    r".*Async|Try(?:Format|CopyTo|WriteBytes|GetBytes|GetChars|GetBits|(?:To|From)(?:Hex|Base64).*|EscapeDataString|UnescapeDataString|Join"
    r"|GetAlternateLookup|GetNonEnumeratedCount)|GetAlternateLookup|GetPinnableReference|EnumerateRunes|EnumerateSplits|GetChunks"
    r"|GetObjectData|OnDeserialization|GetLifetimeService|InitializeLifetimeService|GetSymmetricEncryptionKeyDelegate|CompileToAssembly"
    r"|ConvertToInteger(?:Native)?|(?:Max|Min|Clamp)Native|MultiplyAddEstimate|.*Half.*|.*Int128.*|.*SymbolicLink|ResolveLinkTarget|LinkTarget"
    r"|.*UnixFileMode|Decrypt|Encrypt|OpenHandle|Open(?:Read|Write)?|CreateTranscodingStream|.*Fallback|GetDecoder|GetEncoder|Deconstruct"
    r"|CreateSetComparer|.*(?:From|To)SerializedString|GetAdjustmentRules|GetBits|UTF7|GetFormat|GetSteppablePipeline|GetPowerShell"
    r"|Set(?:Error|In|Out|BufferSize|CursorPosition|WindowPosition|WindowSize)|OpenStandard.*|MoveBufferArea|GetCursorPosition|CursorSize"
    r"|FailFast|Exit|CpuUsage|.*Utf8",
    re.DOTALL,
).fullmatch
_LEFT_OUT = ("System.GC", "System.Type")


@dataclass(frozen=True, slots=True)
class Share:
    """What of a type is answered; `useless` members are not counted."""

    answered: int
    missing: tuple[str, ...]
    useless: int

    @property
    def percent(self) -> float:
        """The share of the members that a script could use."""
        return 100 * self.answered / max(self.answered + len(self.missing), 1)


def _answers(value: Value, name: str, *, callable_: bool) -> bool:
    return has_method(value, name) or (not callable_ and has_property(value, name))


def share_of(type_name: str, members: dict[str, dict[str, object]]) -> Share:
    """Count the members of one type, static and of an object."""
    exact = _EXACT.get(type_name, type_name)
    found = {f"::{name}": has_static(exact, name) for name in members["static"]}
    if type_name in SAMPLES:
        value = run_line(SAMPLES[type_name])[0]
        shapes = members["instance"].items()
        found |= {f".{name}": _answers(value, name, callable_=isinstance(shape, list)) for name, shape in shapes}
    useful = {name: answered for name, answered in found.items() if answered or not _USELESS(name.lstrip(":."))}
    missing = tuple(name for name, answered in useful.items() if not answered)
    return Share(len(useful) - len(missing), missing, len(found) - len(useful))


def shares(path: Path = MEMBERS) -> dict[str, Share]:
    """Return the share of every type."""
    types = json.loads(path.read_text(encoding="utf-8"))["types"]
    return {name: share_of(name, members) for name, members in types.items() if name not in _LEFT_OUT}


def total(found: dict[str, Share]) -> float:
    """Return the share of all types together."""
    answered = sum(share.answered for share in found.values())
    return 100 * answered / (answered + sum(len(share.missing) for share in found.values()))


def main() -> None:
    """Print a line a type."""
    found = shares()
    for name, share in found.items():
        if name in sys.argv or len(sys.argv) == 1:
            print(f"{share.percent:5.1f} %  {share.answered:3}  {name}  {' '.join(share.missing)}"[: 400 if name in sys.argv else 160])  # noqa: T201
    print(f"{total(found):5.1f} %  of {sum(share.answered + len(share.missing) for share in found.values())} members")  # noqa: T201


if __name__ == "__main__":
    main()
