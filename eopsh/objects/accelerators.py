"""Types by their short names, as a type reads in a string: `[System.Int32]` is `int`."""

from __future__ import annotations

from eopsh.objects.names import full_type_name

TYPE_NAMES = frozenset({"System.RuntimeType", "System.Type"})
"""The type of a type."""

_SHORT = {
    "System.Array": "array",
    "System.Boolean": "bool",
    "System.Byte": "byte",
    "System.Char": "char",
    "System.Collections.Hashtable": "hashtable",
    "System.Collections.Specialized.OrderedDictionary": "ordered",
    "System.DateTime": "datetime",
    "System.Decimal": "decimal",
    "System.Double": "double",
    "System.Globalization.CultureInfo": "cultureinfo",
    "System.Guid": "guid",
    "System.Int16": "short",
    "System.Int32": "int",
    "System.Int64": "long",
    "System.Management.Automation.PSCredential": "pscredential",
    "System.Management.Automation.PSNoteProperty": "psnoteproperty",
    "System.Management.Automation.PSScriptProperty": "psscriptproperty",
    "System.Management.Automation.PSObject": "psobject",
    "System.Management.Automation.PSPrimitiveDictionary": "psprimitivedictionary",
    "System.Management.Automation.PSReference": "ref",
    "System.Management.Automation.PowerShell": "powershell",
    "System.Management.Automation.ScriptBlock": "scriptblock",
    "System.Management.Automation.SemanticVersion": "semver",
    "System.Management.Automation.SwitchParameter": "switch",
    "System.Net.IPAddress": "ipaddress",
    "System.Net.Mail.MailAddress": "mailaddress",
    "System.Numerics.BigInteger": "bigint",
    "System.SByte": "sbyte",
    "System.Security.SecureString": "securestring",
    "System.Single": "float",
    "System.String": "string",
    "System.Text.RegularExpressions.Regex": "regex",
    "System.TimeSpan": "timespan",
    "System.Type": "type",
    "System.UInt16": "ushort",
    "System.UInt32": "uint",
    "System.UInt64": "ulong",
    "System.Uri": "uri",
    "System.Version": "version",
    "System.Void": "void",
    "System.Xml.XmlDocument": "xml",
}


def accelerator(full_name: str) -> str | None:
    """Return the short name that PowerShell itself has for a type, None for most types."""
    return _SHORT.get(full_name)


def type_text(name: str) -> str:
    """Return a type as it reads in a string: short where it has a short name, the elements of arrays and arguments of generics too."""
    if name.endswith("]"):
        outer, bracket, inner = name.rpartition("[") if name.endswith(("[]", ",]")) else name.partition("[")
        if not inner.strip(",]"):
            return f"{type_text(outer)}{bracket}{inner}"
        arguments = ",".join(type_text(full_type_name(part)) for part in _arguments(inner.removesuffix("]")))
        return f"{outer.partition('`')[0]}[{arguments}]"
    return _SHORT.get(name, name)


def _arguments(inner: str) -> list[str]:
    """Split the arguments of a generic type at the commas between them."""
    parts, depth = [""], 0
    for sign in inner:
        depth += (sign == "[") - (sign == "]")
        if sign == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    return [part.strip().removeprefix("[").removesuffix("]") if part.strip().startswith("[") else part.strip() for part in parts]
