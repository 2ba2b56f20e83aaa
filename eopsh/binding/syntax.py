"""The syntax of a command as one line a parameter set, as `Get-Command -Syntax` and help pages show it."""

from __future__ import annotations

import re

from eopsh.binding.common import is_taken_everywhere
from eopsh.binding.signature import Formal, Signature, signature_of
from eopsh.catalogue import Command, Membership
from eopsh.objects import full_type_name, short_type_name
from eopsh.objects.accelerators import accelerator
from eopsh.patterns import lazy_pattern

_NULLABLE = lazy_pattern(r"^Nullable\[(.*)\](?<!\[\])$")


def syntax(command: Command) -> list[str]:
    """Return the syntax of each parameter set, in the order of the sets; one line for a command without sets."""
    signature = signature_of(command)
    bits = [1 << index for index in range(len(signature.set_names))] or [0]
    return [_line(signature, bit) for bit in bits]


def display_type(name: str) -> str:
    """Return a type's name as PowerShell shows it: without namespace and assembly, `System.String[]` as `string[]`."""
    if name.endswith("[]"):
        return display_type(name[:-2]) + "[]"
    outer, _, inner = name.partition("[")
    if inner:
        arguments = (display_type(argument) for argument in _arguments(inner.removesuffix("]")))
        short = short_type_name(outer.partition("`")[0])
        return f"{'Nullable' if short.casefold() == 'nullable' else short}[{','.join(arguments)}]"
    plain = name.partition(",")[0].strip()
    full = full_type_name(plain)
    return accelerator(full) or short_type_name(full)


def _arguments(text: str) -> list[str]:
    """Split the arguments of a generic type; with assemblies (`[[A, mscorlib, ...],[B, ...]]`) each stands in brackets of its own."""
    if text.startswith("["):
        return re.findall(r"\[([^\[\],]+(?:\[\])?)", text)
    return [part.strip() for part in text.split(",")]


def _line(signature: Signature, bit: int) -> str:
    """One set: positions first, then what is mandatory, then the rest as declared."""
    placed: dict[int, str] = {}
    mandatory: list[str] = []
    optional: list[str] = []
    for formal in signature.formals:
        known = next((known for owner, known in formal.memberships if owner in (0, bit)), None)
        # A server lists the common parameters among the command's own.
        if known is None or is_taken_everywhere(formal.name):
            continue
        if known.position is not None:
            placed[known.position] = _part(formal, known)
        else:
            (mandatory if known.mandatory else optional).append(_part(formal, known))
    parts = [placed[position] for position in sorted(placed)]
    common = [] if signature.command.simple else ["[<CommonParameters>]"]
    return " ".join([signature.command.name, *parts, *mandatory, *optional, *common])


def _part(formal: Formal, known: Membership) -> str:
    if formal.parameter.switch:
        return f"-{formal.name}" if known.mandatory else f"[-{formal.name}]"
    name = f"-{formal.name}" if known.position is None else f"[-{formal.name}]"
    type_name = display_type(formal.parameter.type)
    nullable = _NULLABLE.match(type_name)
    shown = f"{name} <{nullable[1] if nullable else type_name}>"
    return shown if known.mandatory else f"[{shown}]"
