"""Decode and encode speed for objects of 30 properties, beside pypsrp's own decoder in the same run.

usage: python -m benchmarks.clixml [OBJECTS]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from uuid import UUID

from eopsh.objects import DateTime, EnumValue, PSList, PSObject, Value, read_value, write_value

TYPES = (
    "Microsoft.Exchange.Data.Directory.Management.MailUser",
    "Microsoft.Exchange.Data.Directory.Management.MailEnabledOrgPerson",
    "System.Object",
)
ENUM = ("Microsoft.Exchange.Data.Directory.Recipient.RecipientTypeDetails", "System.Enum", "System.ValueType", "System.Object")
MULTI = ("Microsoft.Exchange.Data.MultiValuedProperty`1[[System.String]]", "System.Object")


def sample(number: int) -> PSObject:
    """Make an object like a mail user: 30 properties, most of them text."""
    bag: dict[str, Value] = {f"Property{index}": f"Value {index} of object {number}" for index in range(20)}
    bag |= {
        "Name": f"User {number}",
        "Identity": f"contoso.example/Users/User {number}",
        "IsValid": True,
        "Hidden": False,
        "Priority": number,
        "WhenCreated": DateTime.parse_wire("2024-05-01T10:00:00.1234567Z"),
        "Guid": UUID(int=number),
        "RecipientTypeDetails": EnumValue(ENUM, "MailUser", 128),
        "ProxyAddresses": PSList([f"SMTP:user{number}@contoso.example", f"smtp:u{number}@contoso.example"], MULTI),
        "Manager": None,
    }
    return PSObject(adapted=bag, type_names=TYPES, text=f"User {number}")


def per_second(action: Callable[[], object], count: int) -> float:
    """Run once and return things a second."""
    start = time.perf_counter()
    action()
    return count / (time.perf_counter() - start)


def best(action: Callable[[], object], count: int, times: int = 3) -> float:
    """Return the best of several runs: the machine is shared."""
    return max(per_second(action, count) for _ in range(times))


def main() -> None:
    """Print objects a second for both decoders, their ratio, and the writer's speed."""
    from pypsrp.serializer import Serializer

    count = int(sys.argv[1]) if len(sys.argv) > 1 else 4_000
    objects = [sample(number) for number in range(count)]
    messages = [write_value(item) for item in objects]
    texts = [message.decode() for message in messages]
    few = max(count // 10, 1)
    ours = best(lambda: [None for message in messages if read_value(message) is None], count)
    theirs = best(lambda: [None for text in texts[:few] if Serializer().deserialize(text) is None], few)
    written = best(lambda: [None for item in objects if write_value(item) is None], count)
    lines = [
        f"objects of 30 properties, {len(messages[0])} bytes each",
        f"pypsrp decodes   {theirs:10,.0f} objects/s",
        f"eopsh decodes    {ours:10,.0f} objects/s   {ours / theirs:.1f} times pypsrp (budget 10, aim 15)",
        f"eopsh writes     {written:10,.0f} objects/s",
    ]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
