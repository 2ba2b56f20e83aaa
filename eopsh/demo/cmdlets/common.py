"""What the cmdlets share: errors in Exchange's words, result sizes, identities, lists that are edited."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from eopsh.demo.execution import BINDING_EXCEPTION, Call
from eopsh.demo.filters import FilterError, Predicate, filterable, parse_filter
from eopsh.demo.records import DOMAIN_CONTROLLER, CmdletError, Terminating
from eopsh.demo.values import seconds_of
from eopsh.objects import DateTime, PSObject, Value, convert, to_text

T = TypeVar("T")

TRUNCATED = "There are more results available than are currently displayed. To view them, increase the value for the ResultSize parameter."
DEFAULT_RESULT_SIZE = 1_000
MANAGEMENT = "Microsoft.Exchange.Configuration.Tasks"


def not_found(identity: str) -> CmdletError:
    """Return the error for an object that is not there."""
    return CmdletError(
        f"The operation couldn't be performed because object '{identity}' couldn't be found on '{DOMAIN_CONTROLLER}'.",
        exception=f"{MANAGEMENT}.ManagementObjectNotFoundException",
        failure="ManagementObjectNotFoundException",
    )


def ambiguous(identity: str) -> CmdletError:
    """Return the error for an identity that several objects have."""
    return CmdletError(
        f"The operation couldn't be performed because '{identity}' matches multiple entries.",
        exception=f"{MANAGEMENT}.ManagementObjectAmbiguousException",
        failure="ManagementObjectAmbiguousException",
    )


def invalid(message: str, exception: str = "System.ArgumentException", target: str | None = None) -> CmdletError:
    """An argument that Exchange does not take."""
    return CmdletError(message, exception=exception, failure=exception.rpartition(".")[2], category="InvalidArgument", target=target)


def exists(message: str, exception: str) -> CmdletError:
    """Return the error for a name or address that is taken."""
    return CmdletError(message, exception=exception, failure=exception.rpartition(".")[2], category="ResourceExists")


def identity_text(value: Value) -> str:
    """Return the identity that a value means: an object's GUID, else its identity, name or text."""
    if isinstance(value, PSObject):
        for name in ("Guid", "Identity", "DistinguishedName", "Name"):
            found = value.get(name)
            if found is not None and to_text(found):
                return to_text(found)
    return to_text(value)


def result_size(call: Call) -> int | None:
    """Return how many results are wanted, None for all."""
    text = call.text("ResultSize")
    if text is None:
        return DEFAULT_RESULT_SIZE
    if text.casefold() == "unlimited":
        return None
    if not text.isdecimal():
        kind = "Microsoft.Exchange.Data.Unlimited`1[System.UInt32]"
        message = f'Cannot bind parameter \'ResultSize\'. Cannot convert value "{text}" to type "{kind}".'
        raise invalid(message, "System.FormatException", text)
    return int(text)


def limited(call: Call, rows: Iterable[T]) -> Iterator[T]:
    """Yield as many rows as wanted, and warn when there are more."""
    size = result_size(call)
    iterator = iter(rows)
    yield from iterator if size is None else islice(iterator, size)
    if size is not None and next(iterator, None) is not None:
        call.warn(TRUNCATED)


def wanted(call: Call, noun: str, shown: Iterable[str]) -> Predicate | None:
    """Return the predicate of -Filter, None where there is none. It may name what the noun's list has and what objects show (`shown`)."""
    text = call.text("Filter")
    if text is None:
        return None
    try:
        return parse_filter(text, dict.fromkeys(map(str.casefold, shown), "") | filterable(noun))
    except FilterError as error:
        message = f'Cannot bind parameter \'Filter\' to the target. Exception setting "Filter": "{error}"'
        raise Terminating(message, exception=BINDING_EXCEPTION, error_id="ParameterBindingFailed", category="WriteError") from None


def has_wildcard(text: str) -> bool:
    """Tell whether an identity is a pattern: only the asterisk counts with Exchange."""
    return "*" in text


def texts(value: Value) -> list[str]:
    """Return a value as a list of texts; nothing for null."""
    if value is None:
        return []
    return [to_text(item) for item in value] if isinstance(value, list) else [to_text(value)]


def edited(old: list[str], value: Value, same: Callable[[str], str] = str.casefold) -> list[str]:
    """Return a list after a new value: a list replaces it, `@{Add=..;Remove=..}` edits it."""
    if not isinstance(value, dict):
        return texts(value)
    edits = {to_text(key).casefold(): texts(items) for key, items in value.items()}
    unknown = next((to_text(key) for key in value if to_text(key).casefold() not in ("add", "remove")), None)
    if unknown is not None:
        raise invalid(f"The hash table key '{unknown}' is not valid. Use 'Add' and 'Remove'.", "System.ArgumentException")
    gone = {same(item) for item in edits.get("remove", [])}
    kept = [item for item in old if same(item) not in gone]
    known = {same(item) for item in kept}
    return kept + [item for item in edits.get("add", []) if same(item) not in known]


def moment(call: Call, name: str) -> int | None:
    """Return a date parameter as seconds since 1970, None where it was not given."""
    value = call.get(name)
    if value is None:
        return None
    try:
        date = value if isinstance(value, DateTime) else convert(to_text(value), "System.DateTime")
    except Exception as error:
        raise invalid(f'Cannot convert value "{to_text(value)}" to type "System.DateTime" ({name}).', "System.FormatException") from error
    if not isinstance(date, DateTime):
        raise invalid(f'Cannot convert value "{to_text(value)}" to type "System.DateTime" ({name}).', "System.FormatException")
    return seconds_of(date)
