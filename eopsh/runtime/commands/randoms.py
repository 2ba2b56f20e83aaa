"""Get-Random, Get-SecureRandom and New-Guid: values that nobody typed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from uuid import UUID, uuid4

from eopsh.binding import BoundCall
from eopsh.catalogue import Command, Membership, Parameter
from eopsh.objects import ConversionError, Value, convert, to_number, to_text
from eopsh.runtime.commands.declare import MANDATORY, OPTIONAL, count, switch
from eopsh.runtime.local import CommandContext, local_command
from eopsh.runtime.values import unrolled

_NUMBER, _LIST, _SHUFFLE = "RandomNumberParameterSet", "RandomListItemParameterSet", "ShuffleParameterSet"
_ITEMS = Membership(mandatory=True, position=0, from_pipeline=True)
_PARAMETERS = (
    Parameter("Maximum", "System.Object", sets={_NUMBER: Membership(position=0)}),
    Parameter("Minimum", "System.Object", sets={_NUMBER: OPTIONAL}),
    count("Count", _LIST, _NUMBER, least=1),
    Parameter("InputObject", "System.Object[]", sets={_LIST: _ITEMS, _SHUFFLE: _ITEMS}),
    Parameter("Shuffle", "switch", sets={_SHUFFLE: MANDATORY}),
)
GET_RANDOM = Command("Get-Random", *_PARAMETERS, Parameter("SetSeed", "System.Int32"), default_set=_NUMBER)
GET_SECURE_RANDOM = Command("Get-SecureRandom", *_PARAMETERS, default_set=_NUMBER)


@local_command(GET_RANDOM)
def get_random(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield random numbers, or some of the objects in random order; the same ones for the same seed."""
    seed = call.get("SetSeed")
    yield from _random(random.Random(seed) if isinstance(seed, int) else random.Random(), call, objects, context)


@local_command(GET_SECURE_RANDOM)
def get_secure_random(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield random numbers, or some of the objects in random order, from the system's own source."""
    yield from _random(random.SystemRandom(), call, objects, context)


def _random(generator: random.Random, call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    wanted = call.get("Count")
    if context.piped or "InputObject" in call:
        items = [each for item in objects for each in unrolled(item)]
        size = len(items) if call.get("Shuffle") else min(wanted if isinstance(wanted, int) else 1, len(items))
        yield from generator.sample(items, size)
        return
    for _ in range(wanted if isinstance(wanted, int) else 1):
        yield _random_number(generator, call, context)


def _random_number(generator: random.Random, call: BoundCall, context: CommandContext) -> Value:
    low = to_number(call.get("Minimum", 0))
    high = to_number(call.get("Maximum", 2**31 - 1))
    if low >= high:
        message = f"The Minimum value ({to_text(low)}) cannot be greater than or equal to the Maximum value ({to_text(high)})."
        raise context.fail(message, "MinGreaterThanOrEqualMax")
    if isinstance(low, int) and isinstance(high, int):
        return generator.randrange(low, high)
    return generator.uniform(float(low), float(high))


NEW_GUID = Command(
    "New-Guid",
    switch("Empty", "Empty"),
    Parameter("InputObject", "System.String", sets={"InputObject": Membership(position=0, from_pipeline=True)}),
    default_set="Default",
)


@local_command(NEW_GUID)
def new_guid(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield a new identifier, that of nothing, or the one that each text writes."""
    if call.get("Empty") or not (context.piped or "InputObject" in call):
        yield UUID(int=0) if call.get("Empty") else uuid4()
        return
    for item in objects:
        try:
            yield convert(to_text(item), "System.Guid")
        except ConversionError:
            message = "Unrecognized Guid format."
            context.error(message, "StringNotRecognizedAsGuid", "InvalidArgument", item, "System.FormatException")
