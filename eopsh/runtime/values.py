"""How values meet pipelines: what is enumerated, and what a statement's output amounts to."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from eopsh.objects import Byte, Value
from eopsh.objects.bounds import fitting_array, spare_memory
from eopsh.runtime.enumerators import Enumerator
from eopsh.runtime.scope import NOTHING


def unrolled(value: Value) -> Iterable[Value]:
    """Return what a value puts into a pipeline: a list its elements, NOTHING nothing, anything else itself."""
    if isinstance(value, list | range):
        return value
    if value is NOTHING:
        return ()
    if isinstance(value, bytes):
        return [Byte(item) for item in value]
    if isinstance(value, Enumerator):
        return value
    return (value,)


def collected(items: Iterable[Value]) -> Value:
    """Return a pipeline's output as a value: NOTHING for none, the one object, or a list."""
    found = bounded(items)
    if not found:
        return NOTHING
    return found[0] if len(found) == 1 else found


def bounded(items: Iterable[Value]) -> list[Value]:
    """Return objects as a list. Raises OutOfMemory when they are too many, or fill too much of the machine's memory."""
    if isinstance(items, list | tuple):
        return list(items)
    source = iter(items)
    found = list(islice(source, _CHUNK))
    while len(found) % _CHUNK == 0 and found:
        spare_memory()
        before = len(found)
        found += islice(source, _CHUNK)
        if fitting_array(len(found)) == before:
            break
    return found


_CHUNK = 65_536


def counted_list(value: range) -> list[Value]:
    """Return the numbers of a range as a list. Raises OutOfMemory when they are too many."""
    fitting_array(abs(value.stop - value.start))
    return list(value)


def plain(value: Value) -> Value:
    """Return null for NOTHING, a list for a range, anything else as it is."""
    if value is NOTHING:
        return None
    return counted_list(value) if isinstance(value, range) else value


def as_list(value: Value) -> list[Value]:
    """Return a value's elements as a list of its own; NOTHING has none, null is one."""
    return bounded(unrolled(value))


class ArgumentName(str):
    """A parameter's name in $args: text to look at, a name again when $args is splatted."""

    __slots__ = ()
    type_names = ("System.String", "System.Object")
