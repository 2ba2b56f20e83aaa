"""Closing an upstream however a stage ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def closing(objects: object) -> Iterator[None]:
    """Close a stage's upstream on leaving the block; a plain iterator has nothing to close."""
    try:
        yield
    finally:
        close_stage(objects)


def close_stage(objects: object) -> None:
    """Close a generator; anything else has nothing to close."""
    close = getattr(objects, "close", None)
    if close is not None:
        close()
