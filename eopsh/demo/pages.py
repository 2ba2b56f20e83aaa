"""Help pages of the organization's cmdlets, in the scheme of the Exchange documentation and in words of our own.

They are made from the definitions, so that a newcomer sees sets, mandatory marks and values at once, by the way that real pages take.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from eopsh.binding import is_taken_everywhere
from eopsh.catalogue import ALL_SETS, Command, Membership, Parameter
from eopsh.demo.definitions import DEFINITIONS, HELPERS
from eopsh.demo.page_words import EXAMPLES, PARAMETERS, VERBS

_SHORT_TYPES = ("System.Management.Automation.", "System.Security.", "System.")
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z][a-z]+|[a-z]+|\d+")


def pages() -> Iterator[tuple[str, str]]:
    """Yield the name and the page of every cmdlet."""
    for name, definition in DEFINITIONS.items():
        if name not in HELPERS:
            yield name, page(definition.command)


def page(command: Command) -> str:
    """Return a command's page as Markdown."""
    own = tuple(each for each in command.parameters if not is_taken_everywhere(each.name) or each.name in ("WhatIf", "Confirm"))
    sets = _sets(command, own)
    verb, _, noun = command.name.partition("-")
    things = _words(noun)
    purpose = VERBS.get(verb, "work with {}").format(_plural(things) if verb == "Get" else _article(things))
    parts = [
        f"---\napplicable: the demonstration organization\nonline version: {command.help_uri}\nschema: 2.0.0\ntitle: {command.name}\n---\n",
        f"# {command.name}\n",
        f"## SYNOPSIS\nUse the {command.name} cmdlet to {purpose}.\n",
        "## SYNTAX\n",
        *(_syntax(command, name, own) for name in sets),
        "## DESCRIPTION\nThis page belongs to the demonstration organization; its words are not Microsoft's.\n",
        "## EXAMPLES\n",
        *_examples(command, things),
        "## PARAMETERS\n",
        *(_section(command, each, things, sets) for each in own),
        "## INPUTS\n\n## OUTPUTS\n",
    ]
    return "\n".join(parts)


def _sets(command: Command, own: tuple[Parameter, ...]) -> list[str]:
    """Return the names of the sets, one empty name where there is only one."""
    named = dict.fromkeys(name for each in own for name, _ in each.sets if name != ALL_SETS)
    if not named:
        return [""]
    # A default set may have no parameter of its own.
    return list(dict.fromkeys([*([command.default_set] if command.default_set else []), *named]))


def _membership(parameter: Parameter, set_name: str) -> Membership | None:
    known = dict(parameter.sets)
    return known.get(set_name) or known.get(ALL_SETS)


def _syntax(command: Command, set_name: str, own: tuple[Parameter, ...]) -> str:
    members = [(each, known) for each in own if (known := _membership(each, set_name)) is not None]
    members.sort(key=lambda member: (member[1].position is None, member[1].position or 0, not member[1].mandatory))
    uses = [_use(parameter, known) for parameter, known in members]
    default = " (Default)" if set_name and set_name == command.default_set else ""
    heading = f"### {set_name}{default}\n" if set_name else ""
    lines = "\n ".join([command.name, *uses, "[<CommonParameters>]"])
    return f"{heading}```\n{lines}\n```\n"


def _use(parameter: Parameter, known: Membership) -> str:
    if parameter.switch:
        return f"-{parameter.name}" if known.mandatory else f"[-{parameter.name}]"
    name = f"-{parameter.name}" if known.position is None else f"[-{parameter.name}]"
    use = f"{name} <{_type(parameter)}>"
    return use if known.mandatory else f"[{use}]"


def _type(parameter: Parameter) -> str:
    for prefix in _SHORT_TYPES:
        rest = parameter.type.removeprefix(prefix)
        if rest != parameter.type and "." not in rest:
            return rest
    return parameter.type.rpartition(".")[2] if parameter.type.endswith("IdParameter") else parameter.type


def _examples(command: Command, things: str) -> Iterator[str]:
    verb = command.name.partition("-")[0]
    for number, (code, told) in enumerate(EXAMPLES.get(verb, ()), 1):
        if "-Identity" not in code or any(each.name == "Identity" for each in command.parameters):
            text = told.format(things=things, plural=_plural(things))
            yield f"### Example {number}\n```powershell\n{code.format(name=command.name)}\n```\n\n{text}\n"


def _section(command: Command, parameter: Parameter, things: str, sets: list[str]) -> str:
    known = [known for _, known in parameter.sets] or [Membership()]
    members = ", ".join(name for name, _ in parameter.sets if name in sets and name) or "(All)"
    position = next((each.position for each in known if each.position is not None), None)
    facts = (
        f"Type: {_type(parameter)}\nParameter Sets: {members}\nAliases: {', '.join(parameter.aliases)}\n\n"
        f"Required: {all(each.mandatory for each in known)}\nPosition: {'Named' if position is None else position + 1}\n"
        f"Default value: None\nAccept pipeline input: {_piped(known[0])}\nAccept wildcard characters: False\n"
    )
    return f"### -{parameter.name}\n\n{_told(parameter, things)}\n\n```yaml\n{facts}```\n"


def _piped(known: Membership) -> str:
    ways = [way for way, holds in (("ByPropertyName", known.from_property), ("ByValue", known.from_pipeline)) if holds]
    return f"True ({', '.join(ways)})" if ways else "False"


def _told(parameter: Parameter, things: str) -> str:
    kind = "switch" if parameter.switch else "parameter"
    words = _words(parameter.name)
    fallback = f"turns on: {words}" if parameter.switch else f"specifies the {words}"
    told = f"The {parameter.name} {kind} {PARAMETERS.get(parameter.name, fallback).format(things=things, thing=_article(things))}."
    if not parameter.values:
        return told
    return f"{told} Valid values are:\n\n" + "\n".join(f"- {value}" for value in parameter.values)


def _words(name: str) -> str:
    """`MailUser` is "mail user", `DkimSigningConfig` "dkim signing config"; `SCL` stays."""
    return " ".join(word if len(word) > 1 and word.isupper() else word.lower() for word in _WORDS.findall(name))


def _plural(things: str) -> str:
    if things.endswith("y") and not things.endswith(("ay", "ey", "oy")):
        return things[:-1] + "ies"
    return things if things.endswith("s") else things + "s"


def _article(things: str) -> str:
    return f"{'an' if things[:1] in 'aeio' else 'a'} {things}"
