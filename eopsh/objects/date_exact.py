"""Dates read by a pattern that says where each part stands (ParseExact)."""

from __future__ import annotations

import re
from datetime import datetime

from eopsh.objects.cultures import EN_US, Culture
from eopsh.objects.date_text import DATE_TOKEN, INVARIANT_PATTERNS
from eopsh.objects.times import DateTime
from eopsh.patterns import lazy_pattern

_NUMBERS = {"d": "day", "M": "month", "y": "year", "h": "shorthour", "H": "hour", "m": "minute", "s": "second"}


def parse_exact(text: str, pattern: str, culture: Culture = EN_US) -> DateTime | None:
    """Read a date that is written exactly as a .NET format says; None when it is not."""
    if len(pattern) == 1:
        pattern = culture.standard(pattern) or INVARIANT_PATTERNS.get(pattern, pattern)
    expression = "".join(_piece(match, culture) for match in DATE_TOKEN.finditer(pattern))
    match = re.fullmatch(expression, text, re.IGNORECASE)
    parts = None if match is None else _parts(match)
    try:
        return None if parts is None else _date(parts, culture)
    except ValueError:
        return None


def _parts(match: re.Match[str]) -> dict[str, str] | None:
    """Return the text of each part by its name; None where one that is written twice differs."""
    parts: dict[str, str] = {}
    for name, text in match.groupdict().items():
        part = name.rstrip("0123456789_")
        if text is not None and parts.setdefault(part, text).lstrip("0") != text.lstrip("0"):
            return None
    return parts


def _piece(match: re.Match[str], culture: Culture) -> str:
    """Return the expression of a token; the place of the token makes the name of its group one of its own."""
    place = match.start()
    token = match["token"]
    if token is None:
        text = match["escape"] or match["single"] or match["double"] or match["other"] or ""
        return re.escape(culture.date_separator if match["other"] == "/" else text)
    if token[0] == "g":
        return "AD"
    if token[0] in "dM" and len(token) > 2:
        names = culture.names(("d" if token[0] == "d" else "M") * min(len(token), 4))
        of = culture.names("m" * min(len(token), 4)) if token[0] == "M" else ()
        several = "|".join(re.escape(name) for name in sorted({*names, *of}, key=len, reverse=True))
        return f"(?P<{'weekday' if token[0] == 'd' else 'monthname'}_{place}>{several})"
    if token[0] in "fF":
        return rf"(?P<fraction_{place}>\d{{{len(token) if token[0] == 'f' else f'0,{len(token)}'}}})"
    if token[0] == "t":
        halves = "|".join(re.escape(half[: None if len(token) > 1 else 1]) for half in culture.halves)
        return f"(?P<half_{place}>{halves})"
    if token[0] in "zK":
        return rf"(?P<zone_{place}>Z|[+-]\d\d?(?::?\d\d)?)" + ("?" if token[0] == "K" else "")
    width = f"{len(token)}" if len(token) > 1 and token[0] != "y" else "4" if len(token) >= 4 else f"{len(token)},2"
    return rf"(?P<{_NUMBERS[token[0]]}_{place}>\d{{{width}}})"


def _date(parts: dict[str, str], culture: Culture) -> DateTime:
    today = datetime.now()
    year = int(parts.get("year", today.year))
    if len(parts.get("year", "")) == 2:
        year += 2000 if year < 50 else 1900
    month = int(parts.get("month", 0)) or _month(parts.get("monthname", ""), culture)
    dated = any(name in parts for name in ("year", "month", "monthname", "day"))
    day = int(parts.get("day", 1 if dated else today.day))
    fraction = int(parts.get("fraction", "").ljust(7, "0"))
    value = DateTime.of(
        year,
        month or (1 if dated else today.month),
        day,
        _hour(parts, culture),
        int(parts.get("minute", 0)),
        int(parts.get("second", 0)),
        fraction,
    )
    return _zoned(value, parts.get("zone", ""))


def _month(name: str, culture: Culture) -> int:
    folded = name.casefold()
    tables = (culture.months, culture.months_of, culture.short_months, culture.short_months_of)
    return next((at for table in tables for at, each in enumerate(table, 1) if folded and each.casefold() == folded), 0)


def _hour(parts: dict[str, str], culture: Culture) -> int:
    if "hour" in parts:
        return int(parts["hour"])
    hour = int(parts.get("shorthour", 0))
    if "half" not in parts:
        return hour % 12 if hour == 12 else hour
    late = culture.halves[1].casefold().startswith(parts["half"].casefold())
    return hour % 12 + (12 if late else 0)


def _zoned(value: DateTime, zone: str) -> DateTime:
    if not zone:
        return value
    if zone.upper() == "Z":
        return DateTime(value.ticks, "Utc")
    digits = zone[1:].replace(":", "").ljust(3, "0")
    hours, minutes = (digits[:2], digits[2:4]) if len(digits) > 3 else (digits.rstrip("0") or "0", "0")
    offset = int(hours) * 60 + int(minutes or 0)
    return DateTime(value.ticks, "Local", -offset if zone[0] == "-" else offset)


_NUMERIC = lazy_pattern(r"(?<!\d)(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?!\d)")


def in_english(text: str, culture: Culture) -> str:
    """Return a date that was written in a culture as en-US writes it: its parts in order, its names in English."""
    order = [letter for letter in culture.short_date if letter in "dMy"]
    first = "".join(dict.fromkeys(order))
    text = _NUMERIC.sub(lambda match: _ordered(match, first), text, count=1)
    for theirs, ours in _translations(culture):
        text = re.sub(rf"(?<!\w){re.escape(theirs)}(?!\w)\.?", ours, text, flags=re.IGNORECASE)
    return text


def _ordered(match: re.Match[str], order: str) -> str:
    if len(match[1]) == 4:
        return match[0]
    part = dict(zip(order, (match[1], match[3], match[4]), strict=True))
    return f"{part['M']}/{part['d']}/{part['y']}" if len(order) == 3 and order[0] != "y" else match[0]


def _translations(culture: Culture) -> list[tuple[str, str]]:
    pairs = [*zip(culture.months, EN_US.months, strict=True), *zip(culture.months_of, EN_US.months, strict=True)]
    pairs += [*zip(culture.short_months, EN_US.months, strict=True), *zip(culture.days, EN_US.days, strict=True)]
    found = {theirs.rstrip("."): ours for theirs, ours in pairs if theirs != ours}
    return sorted(found.items(), key=lambda pair: -len(pair[0]))
