"""Which names of a server are taken into the catalogue."""

from __future__ import annotations

import unicodedata

from eopsh.catalogue.model import Command, Parameter
from eopsh.patterns import lazy_pattern

SKIPPED_HELPERS = frozenset(
    name.casefold()
    for name in ("Get-Command", "Get-FormatData", "Get-Help", "Select-Object", "Measure-Object", "Exit-PSSession", "Out-Default")
)
"""What every server lists for its clients' own use; the commands of the same names that run here take their place."""

LONGEST_NAME = 100

_PLAIN = lazy_pattern(r"[-._:\\0-9A-Za-z]{1,100}\Z")
_CATEGORIES = frozenset({"Ll", "Lu", "Lt", "Lo", "Nd", "Lm"})
_PUNCTUATION = frozenset("-._:\\")


def is_clean(name: str) -> bool:
    """Tell whether a command, alias or set of this name may be shown and typed: letters, digits and `-._:\\`, 1 to 100 of them."""
    if _PLAIN.match(name):
        return True
    return 0 < len(name) <= LONGEST_NAME and all(char in _PUNCTUATION or unicodedata.category(char) in _CATEGORIES for char in name)


def cleaned(command: Command) -> Command:
    """Return the command without parameters, aliases and sets whose names are not clean; a colon would end a parameter's name."""
    if all(map(_is_clean_parameter, command.parameters)) and all(map(is_clean, command.aliases)):
        return command
    return Command(
        command.name,
        *(_cleaned_parameter(parameter) for parameter in command.parameters if _is_parameter_name(parameter.name)),
        kind=command.kind,
        default_set=command.default_set,
        alias=tuple(filter(is_clean, command.aliases)),
        output_types=command.output_types,
        help_uri=command.help_uri,
        should_process=command.should_process,
        synopsis=command.synopsis,
    )


def _is_parameter_name(name: str) -> bool:
    return ":" not in name and is_clean(name)


def _is_clean_parameter(parameter: Parameter) -> bool:
    names_are_clean = _is_parameter_name(parameter.name) and all(map(_is_parameter_name, parameter.aliases))
    return names_are_clean and all(is_clean(name) for name, _ in parameter.sets)


def _cleaned_parameter(parameter: Parameter) -> Parameter:
    return Parameter(
        parameter.name,
        parameter.type,
        aliases=tuple(filter(_is_parameter_name, parameter.aliases)),
        switch=parameter.switch,
        values=parameter.values,
        sets=tuple((name, known) for name, known in parameter.sets if is_clean(name)),
        dynamic=parameter.dynamic,
        validation=parameter.validation,
        origin=parameter.origin,
        summary=parameter.summary,
        default=parameter.default,
    )
