"""Exchange's sizes, which arrive as text: `49.5 GB (53,150,220,288 bytes)`."""

from __future__ import annotations

import re

_QUANTIFIED = re.compile(r"[\d.,]+ [KMGTPE]?B \(([\d,]+) bytes\)", re.IGNORECASE).fullmatch
_SHORT = re.compile(r"\s*(\d+(?:\.\d+)?)\s*([KMGTPE]?B)\s*", re.IGNORECASE).fullmatch
_UNITS = {"B": 0, "KB": 1, "MB": 2, "GB": 3, "TB": 4, "PB": 5, "EB": 6}
UNLIMITED = float("inf")


def size_in_bytes(text: str) -> int | None:
    """Return the bytes of a size as Exchange writes it, None for any other text."""
    if not text.endswith("bytes)"):
        return None
    match = _QUANTIFIED(text)
    return int(match[1].replace(",", "")) if match else None


def comparable_size(text: str) -> float | None:
    """Return the bytes of what stands beside a size: another size, `50GB`, `Unlimited`, a plain number; None for the rest."""
    size = size_in_bytes(text)
    if size is not None:
        return size
    if text.strip().casefold() == "unlimited":
        return UNLIMITED
    match = _SHORT(text)
    if match is not None:
        return float(match[1]) * float(1024 ** _UNITS[match[2].upper()])
    return int(text) if text.isascii() and text.isdigit() else None


def size_text(count: int) -> str:
    """Write a number of bytes as Exchange does."""
    power = max((count.bit_length() - 1) // 10, 0)
    unit = list(_UNITS)[min(power, 6)]
    amount = count / 1024 ** min(power, 6)
    figure = f"{count}" if power == 0 else f"{amount:.4g}"
    return f"{figure} {unit} ({count:,} bytes)"
