"""Exceptions as objects: their types and what those derive from, so that `catch [Type]` finds them."""

from __future__ import annotations

from collections.abc import Iterator

from eopsh.objects import ErrorRecord, PSDict, PSObject, Value, to_text
from eopsh.patterns import lazy_pattern

_RUNTIME = "System.Management.Automation.RuntimeException"
_SYSTEM = "System.SystemException"
_BASES = {
    "System.ApplicationException": "System.Exception",
    "System.ArgumentException": _SYSTEM,
    "System.ArgumentNullException": "System.ArgumentException",
    "System.ArgumentOutOfRangeException": "System.ArgumentException",
    "System.ArithmeticException": _SYSTEM,
    "System.Collections.Generic.KeyNotFoundException": _SYSTEM,
    "System.DivideByZeroException": "System.ArithmeticException",
    "System.FormatException": _SYSTEM,
    "System.IO.DirectoryNotFoundException": "System.IO.IOException",
    "System.IO.FileNotFoundException": "System.IO.IOException",
    "System.IO.IOException": _SYSTEM,
    "System.IndexOutOfRangeException": _SYSTEM,
    "System.InvalidCastException": _SYSTEM,
    "System.InvalidOperationException": _SYSTEM,
    "System.NotImplementedException": _SYSTEM,
    "System.NotSupportedException": _SYSTEM,
    "System.NullReferenceException": _SYSTEM,
    "System.OverflowException": "System.ArithmeticException",
    "System.SystemException": "System.Exception",
    "System.TimeoutException": _SYSTEM,
    "System.UnauthorizedAccessException": _SYSTEM,
    "System.Management.Automation.ActionPreferenceStopException": _RUNTIME,
    "System.Management.Automation.ArgumentTransformationMetadataException": "System.Management.Automation.MetadataException",
    "System.Management.Automation.CommandNotFoundException": _RUNTIME,
    "System.Management.Automation.ItemNotFoundException": "System.Management.Automation.SessionStateException",
    "System.Management.Automation.MetadataException": _RUNTIME,
    "System.Management.Automation.MethodException": _RUNTIME,
    "System.Management.Automation.MethodInvocationException": "System.Management.Automation.MethodException",
    "System.Management.Automation.PSArgumentException": "System.ArgumentException",
    "System.Management.Automation.PSInvalidCastException": "System.InvalidCastException",
    "System.Management.Automation.PSInvalidOperationException": "System.InvalidOperationException",
    "System.Management.Automation.ParameterBindingException": _RUNTIME,
    "System.Management.Automation.ParameterBindingValidationException": "System.Management.Automation.ParameterBindingException",
    "System.Management.Automation.ParseException": _RUNTIME,
    "System.Management.Automation.RuntimeException": _SYSTEM,
    "System.Management.Automation.SessionStateException": _RUNTIME,
    "System.Management.Automation.SessionStateUnauthorizedAccessException": "System.Management.Automation.SessionStateException",
}
_SHORT = {name.rpartition(".")[2].lower(): name for name in _BASES} | {"exception": "System.Exception"}


def exception_name(name: str) -> str | None:
    """Return the full name of an exception's type, None for a type that is no exception."""
    if not name.lower().endswith("exception"):
        return None
    full = next((each for each in _BASES if each.lower() == name.lower()), None)
    return full or _SHORT.get(name.lower()) or ("System.Exception" if name.lower() == "system.exception" else name)


def ancestry(name: str) -> tuple[str, ...]:
    """Return the names of a type and of all it derives from."""
    found = [name]
    while found[-1] in _BASES:
        found.append(_BASES[found[-1]])
    if found[-1] != "System.Exception":
        found.append("System.Exception")
    return (*found, "System.Object")


_CODES = {
    "System.ArgumentException": -2147024809,
    "System.ArgumentNullException": -2147467261,
    "System.ArgumentOutOfRangeException": -2146233086,
    "System.ArithmeticException": -2147024362,
    "System.DivideByZeroException": -2147352558,
    "System.FormatException": -2146233033,
    "System.IndexOutOfRangeException": -2146233080,
    "System.InvalidCastException": -2147467262,
    "System.InvalidOperationException": -2146233079,
    "System.NotImplementedException": -2147467263,
    "System.NotSupportedException": -2146233067,
    "System.NullReferenceException": -2147467261,
    "System.OverflowException": -2146233066,
    "System.TimeoutException": -2146233083,
    "System.UnauthorizedAccessException": -2147024891,
}
"""HRESULTs, where an exception has one of its own."""
_SYSTEM_CODE = -2146233087


_PARAMETER = lazy_pattern(r"\(Parameter '([^']*)'\)$")


def exception_object(name: str, message: str, inner: Value = None) -> PSObject:
    """Make an exception."""
    names = ancestry(name)
    adapted: dict[str, Value] = {
        "TargetSite": None,
        "Message": message,
        "Data": PSDict(type_names=_DATA),
        "InnerException": inner,
        "HelpLink": None,
        "Source": None,
        "HResult": _CODES.get(name) or (_SYSTEM_CODE if _SYSTEM in names else -2146233088),
        "StackTrace": None,
    }
    if "System.ArgumentException" in names:
        found = _PARAMETER.search(message)
        adapted["ParamName"] = found[1] if found else None
    return PSObject(adapted=adapted, type_names=names, text=f"{name}: {message}{_inner_text(inner)}")


_DATA = ("System.Collections.ListDictionaryInternal", "System.Object")


def _inner_text(inner: Value) -> str:
    return f"\n ---> {to_text(inner)}\n   --- End of inner exception stack trace ---" if isinstance(inner, PSObject) else ""


def as_exception(value: Value, name: str) -> PSObject:
    """Convert to an exception: text becomes its message; an exception of the type stays as it is."""
    if isinstance(value, PSObject) and name in value.type_names:
        return value
    return exception_object(name, to_text(value))


def is_exception(value: Value) -> bool:
    """Tell whether a value is an exception."""
    return isinstance(value, PSObject) and "System.Exception" in value.type_names


def caught_types(record: ErrorRecord) -> Iterator[tuple[str, ...]]:
    """Yield the types that `catch` looks for, each with what it derives from: the cause, then the error itself."""
    exception = record.exception
    if not isinstance(exception, PSObject):
        yield ancestry(record.exception_type)
        return
    inner = exception.get("InnerException")
    if isinstance(inner, PSObject) and _RUNTIME in exception.type_names:
        yield inner.type_names
    yield exception.type_names


def type_spellings(names: tuple[str, ...]) -> Iterator[str]:
    """Yield, in lower case, every way that types are written."""
    for name in names:
        yield name.lower()
        yield name.rpartition(".")[2].lower()
        yield name.removeprefix("System.").lower()
