"""ConvertTo-Json and ConvertFrom-Json."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from eopsh.binding import BoundCall
from eopsh.binding.validation import AllowEmptyString, AllowNull, ValidateRange
from eopsh.catalogue import ALL_SETS, Command, Membership, Parameter
from eopsh.objects import CUSTOM_TYPES, DateTime, PSDict, PSObject, Value, to_text
from eopsh.objects.parsing import to_local
from eopsh.patterns import lazy_pattern
from eopsh.runtime.closing import closing
from eopsh.runtime.commands.declare import switch
from eopsh.runtime.commands.inputs import not_null
from eopsh.runtime.json_reader import MAX_DEPTH, Clash, JsonError, JsonReader
from eopsh.runtime.json_strict import NotPlain, read_plain
from eopsh.runtime.json_text import Escaping, JsonWriter, piped
from eopsh.runtime.local import CommandContext, local_command

_DEFAULT_DEPTH = 2
_INPUT = Membership(mandatory=True, position=0, from_pipeline=True)
CONVERT_TO_JSON = Command(
    "ConvertTo-Json",
    Parameter("InputObject", "System.Object", sets={ALL_SETS: _INPUT}, validation=(AllowNull(),)),
    Parameter("Depth", "System.Int32", validation=(ValidateRange(0, 100),)),
    switch("Compress"),
    switch("EnumsAsStrings"),
    switch("AsArray"),
    Parameter("EscapeHandling", "Newtonsoft.Json.StringEscapeHandling", values=("Default", "EscapeNonAscii", "EscapeHtml")),
)


@local_command(CONVERT_TO_JSON)
def convert_to_json(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield all objects as one text of JSON."""
    depth = call.get("Depth")
    writer = JsonWriter(
        depth if isinstance(depth, int) else _DEFAULT_DEPTH,
        bool(call.get("Compress")),
        bool(call.get("EnumsAsStrings")),
        Escaping(to_text(call.get("EscapeHandling")).lower() or "default"),
    )
    with closing(objects):
        items = [piped(item) for item in objects] if context.piped else list(objects)
    if not items:
        return
    text = writer.text(items if len(items) > 1 or call.get("AsArray") else items[0])
    if writer.truncated:
        context.warn(f"Resulting JSON is truncated as serialization has exceeded the set depth of {writer.depth}.")
    yield text


CONVERT_FROM_JSON = Command(
    "ConvertFrom-Json",
    Parameter("InputObject", "System.String", sets={ALL_SETS: _INPUT}, validation=(AllowEmptyString(),)),
    switch("AsHashtable"),
    Parameter("Depth", "System.Int32", validation=(ValidateRange(1, 2**31 - 1),)),
    switch("NoEnumerate"),
    Parameter("DateKind", "Microsoft.PowerShell.Commands.JsonDateKind", values=("Default", "Local", "Utc", "Offset", "String")),
)


@local_command(CONVERT_FROM_JSON)
def convert_from_json(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield what texts of JSON mean: each its own, or, where the first is none alone, all together one."""
    with closing(objects):
        texts = [to_text(item) for item in not_null(objects, context)]
    for value in _values(texts, call, context):
        if isinstance(value, list) and not call.get("NoEnumerate"):
            yield from value
        else:
            yield value


def _values(texts: list[str], call: BoundCall, context: CommandContext) -> Iterator[Value]:
    if len(texts) > 1:
        first = _first(texts[0], call, context)
        if first is not None:
            yield first
            yield from (_read(text, call, context) for text in texts[1:])
            return
        texts = ["\n".join(texts)]
    yield from (_read(text, call, context) for text in texts)


def _first(text: str, call: BoundCall, context: CommandContext) -> Value:
    """Return what the first of several texts means; None when it is but the beginning of something."""
    try:
        return _parsed(text, call, strict=True)
    except JsonError:
        return None
    except Clash as clash:
        raise _clash(clash, context) from clash


def _read(text: str, call: BoundCall, context: CommandContext) -> Value:
    try:
        return _parsed(text, call, strict=False)
    except JsonError as error:
        raise context.fail(f"Conversion from JSON failed with error: {error}", "System.ArgumentException", "NotSpecified") from error
    except Clash as clash:
        raise _clash(clash, context) from clash


def _clash(clash: Clash, context: CommandContext) -> Exception:
    if not clash.other:
        message = "The provided JSON includes a property whose name is an empty string, "
        message += "this is only supported using the -AsHashTable switch."
        return context.fail(message, "EmptyKeyInJsonString", "InvalidOperation")
    message = (
        "Cannot convert the JSON string because it contains keys with different casing. Please use the -AsHashTable switch instead. "
        f"The key that was attempted to be added to the existing key '{clash.key}' was '{clash.other}'."
    )
    return context.fail(message, "KeysWithDifferentCasingInJsonString", "InvalidOperation")


def _parsed(text: str, call: BoundCall, *, strict: bool) -> Value:
    """Read a text. Raises JsonError, Clash."""
    depth = call.get("Depth")
    table = bool(call.get("AsHashtable"))
    kind = to_text(call.get("DateKind")).lower() or "default"
    dates: Callable[[str], Value] = to_text if kind == "string" else lambda found: _text_or_date(found, kind)
    limit = depth if isinstance(depth, int) else MAX_DEPTH
    make = _hashtable if table else _object
    try:
        return read_plain(text, dates, make, by_case=table, max_depth=limit)
    except NotPlain:
        return JsonReader(text, dates, make, by_case=table, strict=strict, max_depth=limit).read()


def _object(found: dict[str, Value]) -> PSObject:
    return PSObject(found, type_names=CUSTOM_TYPES)


def _hashtable(found: dict[str, Value]) -> PSDict:
    return PSDict(found, ordered=True, ignore_case=False, type_names=_ORDERED)


_ORDERED = ("System.Management.Automation.OrderedHashtable", "System.Collections.Hashtable", "System.Object")
_ISO = lazy_pattern(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,7})?(?:Z|[+-]\d\d:\d\d)?", re.ASCII)
_SINCE_1970 = lazy_pattern(r"/Date\((-?\d+)([+-]\d{4})?\)/", re.ASCII)
_EPOCH_TICKS = 621_355_968_000_000_000
_TICKS_PER_MILLISECOND = 10_000


def _text_or_date(text: str, kind: str) -> Value:
    """Return the date that a string is in ISO 8601 with seconds, or in the old form of Microsoft's; any other string as it is."""
    date = _date(text)
    return text if date is None else _of_kind(date, kind)


def _date(text: str) -> DateTime | None:
    try:
        if _ISO.fullmatch(text):
            return DateTime.parse_wire(text)
        match = _SINCE_1970.fullmatch(text)
        if match is None:
            return None
        date = DateTime(_EPOCH_TICKS + int(match[1]) * _TICKS_PER_MILLISECOND, "Utc")
        return to_local(date) if match[2] else date
    except (ValueError, OverflowError):
        return None


def _of_kind(date: DateTime, kind: str) -> DateTime:
    local = to_local(date) if date.offset is not None else date
    if kind == "utc":
        return DateTime(local.utc_ticks if local.kind == "Local" else local.ticks, "Utc")
    if kind == "local":
        return to_local(date) if date.kind != "Unspecified" else DateTime(date.ticks, "Local")
    if kind == "offset":
        return DateTime(date.ticks, date.kind, date.offset or 0, has_offset=True)
    return local
