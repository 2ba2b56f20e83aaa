"""System.TimeZoneInfo: zones by their IANA or Windows names, and times between them."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable
from functools import lru_cache

from eopsh.objects import DateTime, PSList, PSObject, TimeSpan, Value, to_text
from eopsh.runtime.methods.table import DotNetError, Method, method, set_reference, void

_TYPE = ("System.TimeZoneInfo", "System.Object")
_UTC_NAME = "Coordinated Universal Time"
# Windows' names of the zones that mail organizations write down most (CLDR windowsZones, territory 001).
WINDOWS_ZONES = {
    "AUS Eastern Standard Time": "Australia/Sydney",
    "Arab Standard Time": "Asia/Riyadh",
    "Arabian Standard Time": "Asia/Dubai",
    "Argentina Standard Time": "America/Buenos_Aires",
    "Atlantic Standard Time": "America/Halifax",
    "Central America Standard Time": "America/Guatemala",
    "Central Europe Standard Time": "Europe/Budapest",
    "Central European Standard Time": "Europe/Warsaw",
    "Central Standard Time": "America/Chicago",
    "China Standard Time": "Asia/Shanghai",
    "E. Africa Standard Time": "Africa/Nairobi",
    "E. Australia Standard Time": "Australia/Brisbane",
    "E. South America Standard Time": "America/Sao_Paulo",
    "Eastern Standard Time": "America/New_York",
    "Egypt Standard Time": "Africa/Cairo",
    "FLE Standard Time": "Europe/Kiev",
    "GMT Standard Time": "Europe/London",
    "GTB Standard Time": "Europe/Bucharest",
    "Greenwich Standard Time": "Atlantic/Reykjavik",
    "Hawaiian Standard Time": "Pacific/Honolulu",
    "India Standard Time": "Asia/Calcutta",
    "Israel Standard Time": "Asia/Jerusalem",
    "Korea Standard Time": "Asia/Seoul",
    "Mountain Standard Time": "America/Denver",
    "New Zealand Standard Time": "Pacific/Auckland",
    "Pacific Standard Time": "America/Los_Angeles",
    "Romance Standard Time": "Europe/Paris",
    "Russian Standard Time": "Europe/Moscow",
    "SA Pacific Standard Time": "America/Bogota",
    "SE Asia Standard Time": "Asia/Bangkok",
    "Singapore Standard Time": "Asia/Singapore",
    "South Africa Standard Time": "Africa/Johannesburg",
    "Tokyo Standard Time": "Asia/Tokyo",
    "Turkey Standard Time": "Europe/Istanbul",
    "US Mountain Standard Time": "America/Phoenix",
    "W. Australia Standard Time": "Australia/Perth",
    "W. Europe Standard Time": "Europe/Berlin",
}
_UTC_IDS = ("utc", "etc/utc", "gmt", "etc/gmt", "zulu")


class Zone(PSObject):
    """A time zone; `rules` answer what the offset was."""

    __slots__ = ("rules",)

    def __init__(self, name: str, rules: datetime.tzinfo) -> None:
        self.rules = rules
        base, display, standard, daylight, saves = _about(name, rules)
        text = f"({'UTC' if not base else f'UTC{_sign(base)}'}) {display}"
        super().__init__(
            adapted={
                "Id": name,
                "HasIanaId": name not in WINDOWS_ZONES,
                "DisplayName": text,
                "StandardName": standard,
                "DaylightName": daylight,
                "BaseUtcOffset": TimeSpan.of(minutes=base),
                "SupportsDaylightSavingTime": saves,
            },
            type_names=_TYPE,
            text=text,
        )


def _sign(minutes: int) -> str:
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02d}:{rest:02d}"


def _about(name: str, rules: datetime.tzinfo) -> tuple[int, str, str, str, bool]:
    """Return the base offset in minutes, the display name, the standard and the daylight name, whether there is daylight saving."""
    if name.lower() in _UTC_IDS:
        return 0, _UTC_NAME, _UTC_NAME, _UTC_NAME, False
    year = datetime.date.today().year
    moments = [datetime.datetime(year, month, 15, tzinfo=rules) for month in (1, 7)]
    offsets = sorted({_minutes(moment) - _saved(moment) for moment in moments})
    place = name.rpartition("/")[2].replace("_", " ") if "/" in name else name
    names = {bool(_saved(moment)): moment.tzname() or place for moment in moments}
    return offsets[0], place, names.get(False, place), names.get(True, names.get(False, place)), len(names) > 1


def _minutes(moment: datetime.datetime) -> int:
    offset = moment.utcoffset()
    return 0 if offset is None else int(offset.total_seconds() // 60)


def _saved(moment: datetime.datetime) -> int:
    saved = moment.dst()
    return 0 if saved is None else int(saved.total_seconds() // 60)


@lru_cache(maxsize=64)
def zone(name: str) -> Zone:
    """Find a zone by its IANA or Windows name, in any case of the latter. Raises DotNetError."""
    # Loaded only here: most scripts name no zone.
    import zoneinfo

    if name.lower() in _UTC_IDS:
        return Zone("UTC" if name.lower() == "utc" else name, datetime.UTC)
    windows = next((known for known in WINDOWS_ZONES if known.lower() == name.lower()), None)
    try:
        return Zone(windows or name, zoneinfo.ZoneInfo(WINDOWS_ZONES[windows] if windows else name))
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        message = f"The time zone ID '{name}' was not found on the local computer."
        raise DotNetError(message, "TimeZoneNotFoundException") from None


def local_zone() -> Zone:
    """Return the machine's own zone: TZ where it is set, else what /etc/localtime points to."""
    name = os.environ.get("TZ", "").lstrip(":") or os.path.realpath("/etc/localtime").partition("zoneinfo/")[2]
    try:
        return zone("Etc/UTC" if name in ("", "UTC") else name)
    except DotNetError:
        return zone("Etc/UTC")


def _as_zone(value: Value) -> Zone:
    if not isinstance(value, Zone):
        raise DotNetError("Value cannot be null. (Parameter 'destinationTimeZone')", "ArgumentNullException")
    return value


def _utc(value: DateTime, source: Zone | None = None) -> datetime.datetime:
    """Return the moment: a Utc date as it is, another by the source's clock."""
    if value.offset is not None or value.kind == "Utc":
        return DateTime(value.utc_ticks).to_python().replace(tzinfo=datetime.UTC)
    rules = (source or local_zone()).rules
    return value.to_python().replace(tzinfo=rules).astimezone(datetime.UTC)


def _to(value: DateTime, target: Zone, source: Zone | None = None) -> DateTime:
    moment = _utc(value, source).astimezone(target.rules)
    ticks = DateTime.from_python(moment.replace(tzinfo=None)).ticks + value.ticks % 10
    if value.has_offset:
        return DateTime(ticks, "Local", _minutes(moment), has_offset=True)
    return DateTime(ticks, "Utc" if target.rules is datetime.UTC else "Unspecified")


def _convert(value: DateTime, *zones: Value) -> Value:
    found = [_as_zone(each) for each in zones]
    return _to(value, found[-1], found[0] if len(found) == 2 else None)


def _by_ids(value: DateTime, *names: str) -> Value:
    return _convert(value, *(zone(name) for name in names))


def _from_utc(value: DateTime, target: Value) -> Value:
    return _to(DateTime(value.ticks, "Utc"), _as_zone(target))


def _to_utc(value: DateTime, source: Value = None) -> Value:
    moment = _utc(value, source if isinstance(source, Zone) else None)
    return DateTime(DateTime.from_python(moment.replace(tzinfo=None)).ticks, "Utc")


def _offset(owner: Zone, value: DateTime) -> Value:
    moment = value.to_python()
    if value.kind == "Utc" or value.offset is not None:
        return TimeSpan.of(minutes=_minutes(_utc(value).astimezone(owner.rules)))
    return TimeSpan.of(minutes=_minutes(moment.replace(tzinfo=owner.rules)))


def _in_daylight(owner: Zone, value: DateTime) -> bool:
    moment = _utc(value).astimezone(owner.rules) if value.kind == "Utc" else value.to_python().replace(tzinfo=owner.rules)
    return bool(moment.dst())


def _offsets(owner: Zone, value: DateTime) -> set[datetime.timedelta | None]:
    return {value.to_python().replace(tzinfo=owner.rules, fold=fold).utcoffset() for fold in (0, 1)}


def _is_invalid(owner: Zone, value: DateTime) -> bool:
    """A time that the clocks jump over comes back changed from UTC."""
    there = value.to_python().replace(tzinfo=owner.rules)
    return there.astimezone(datetime.UTC).astimezone(owner.rules).replace(tzinfo=None) != value.to_python()


def _is_ambiguous(owner: Zone, value: DateTime) -> bool:
    return len(_offsets(owner, value)) == 2 and not _is_invalid(owner, value)


def _ambiguous_offsets(owner: Zone, value: DateTime) -> list[Value]:
    found = sorted(offset for offset in _offsets(owner, value) if offset is not None)
    return [TimeSpan.from_python(offset) for offset in found]


def all_zones() -> PSList:
    """Return the zones that this machine knows, from west to east."""
    import zoneinfo

    names = ("System.Collections.ObjectModel.ReadOnlyCollection`1[[System.TimeZoneInfo]]", "System.Object")
    found = [zone(name) for name in sorted(zoneinfo.available_timezones()) if "/" in name]
    return PSList(sorted(found, key=lambda each: each.adapted["BaseUtcOffset"].ticks), names)  # type: ignore[attr-defined]  # a span


def _custom(name: str, offset: TimeSpan, display: Value, standard: Value, *_more: Value) -> Zone:
    made = Zone("UTC", datetime.timezone(offset.to_python()))
    made.adapted.update(Id=name, DisplayName=to_text(display), StandardName=to_text(standard), DaylightName=to_text(standard))
    made.adapted["BaseUtcOffset"] = offset
    made.text = to_text(display)
    return made


def _translated(names: dict[str, str]) -> Method:
    def translate(name: str, result: Value) -> bool:
        found = names.get(name)
        set_reference(result, found)
        return found is not None

    return method(translate, "so", names="id result")


def _try_find(name: str, result: Value) -> bool:
    try:
        set_reference(result, zone(name))
    except DotNetError:
        return False
    return True


ZONE: dict[str, Method] = {
    "GetAmbiguousTimeOffsets": method(_ambiguous_offsets, "t", names="dateTime"),
    "GetUtcOffset": method(_offset, "t", names="dateTime"),
    "HasSameRules": method(lambda owner, other: isinstance(other, Zone) and str(owner.rules) == str(other.rules), "o", names="other"),
    "IsAmbiguousTime": method(_is_ambiguous, "t", names="dateTime"),
    "IsDaylightSavingTime": method(_in_daylight, "t", names="dateTime"),
    "IsInvalidTime": method(_is_invalid, "t", names="dateTime"),
}
ZONE_STATIC: dict[str, Method] = {
    "ClearCachedData": void(zone.cache_clear),
    "ConvertTime": method(_convert, "to", "too", names="dateTime destinationTimeZone"),
    "ConvertTimeBySystemTimeZoneId": method(_by_ids, "ts", "tss", names="dateTime destinationTimeZoneId"),
    "ConvertTimeFromUtc": method(_from_utc, "to", names="dateTime destinationTimeZone"),
    "ConvertTimeToUtc": method(_to_utc, "t", "to", names="dateTime sourceTimeZone"),
    "CreateCustomTimeZone": method(_custom, "spoo", "spooo*", names="id baseUtcOffset displayName standardDisplayName"),
    "FindSystemTimeZoneById": method(zone, "s", names="id"),
    "GetSystemTimeZones": method(all_zones),
    "TryConvertIanaIdToWindowsId": _translated({iana: windows for windows, iana in WINDOWS_ZONES.items()}),
    "TryConvertWindowsIdToIanaId": _translated(WINDOWS_ZONES),
    "TryFindSystemTimeZoneById": method(_try_find, "so", names="id result"),
}
ZONE_FIELDS: dict[str, Callable[[], Value]] = {"Local": local_zone, "Utc": lambda: zone("UTC")}
