"""A page's facts as a command, and a server's command completed with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from eopsh.catalogue.model import ALL_SETS, SWITCH_TYPES, Command, Kind, Membership, Origin, Parameter
from eopsh.catalogue.pages.model import HelpPage, PageParameter, PageSet, Use

_UNTOLD_TYPES = frozenset({"", "object", "system.object", "object[]", "system.object[]"})
_BOOLEANS = frozenset({"$true", "$false"})


def command_of(page: HelpPage) -> Command:
    """Return what a page says as a command; all of it is advice (`Origin.HELP`).

    Where syntax and section of a parameter differ: the syntax tells what is mandatory and positional, with one set only what both agree on;
    a parameter is in the sets that either names (facts of the documentation's own slips).
    """
    sections = {parameter.name.casefold(): parameter for parameter in page.parameters}
    names = _names(page)
    return Command(
        page.name,
        *(_parameter(page, name, sections.get(name.casefold())) for name in names),
        kind=Kind.REMOTE,
        default_set=_default_set(page.sets),
        help_uri=page.url,
        should_process="whatif" in map(str.casefold, names),
        synopsis=page.synopsis,
    )


def _names(page: HelpPage) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for name in [use.name for one in page.sets for use in one.uses] + [parameter.name for parameter in page.parameters]:
        found.setdefault(name.casefold(), name)
    return tuple(found.values())


def _default_set(sets: tuple[PageSet, ...]) -> str | None:
    marked = next((one.name for one in sets if one.default), "")
    return marked or (sets[0].name or None if len(sets) == 1 else None)


def _parameter(page: HelpPage, name: str, section: PageParameter | None) -> Parameter:
    uses = {one.name: use for one in page.sets for use in one.uses if use.name.casefold() == name.casefold()}
    shown = next(iter(uses.values()), None)
    type_name = (section.type if section is not None else "") or (shown.type if shown is not None else "")
    type_name = type_name or ("SwitchParameter" if shown is not None else "System.Object")
    return Parameter(
        name,
        type_name,
        aliases=section.aliases if section is not None else (),
        values=_values(section, type_name),
        sets=_sets(page, uses, section),
        origin=Origin.HELP,
        summary=section.summary if section is not None else "",
        default=section.default if section is not None else "",
    )


def _values(section: PageParameter | None, type_name: str) -> tuple[str, ...]:
    """Values of a switch or of a truth value are known without a page."""
    if section is None or type_name.casefold() in SWITCH_TYPES or _BOOLEANS.issuperset(map(str.casefold, section.values)):
        return ()
    return section.values


def _sets(page: HelpPage, uses: Mapping[str, Use], section: PageParameter | None) -> tuple[tuple[str, Membership], ...]:
    known = {one.name.casefold(): one.name for one in page.sets}
    named = [known[name.casefold()] for name in section.sets if name.casefold() in known] if section is not None else []
    members = [one.name for one in page.sets if one.name in uses or one.name in named] or list(known.values())
    alone = len(page.sets) == 1
    facts = {name: _membership(uses.get(name), section, alone) for name in members}
    if len(members) == len(page.sets) and len(set(facts.values())) == 1:
        return ((ALL_SETS, facts[members[0]]),)
    return tuple(facts.items())


def _membership(use: Use | None, section: PageParameter | None, alone: bool) -> Membership:
    if section is None:
        return Membership(use is not None and use.mandatory, use.order if use is not None else None)
    mandatory = section.required if use is None else use.mandatory and (section.required or not alone)
    position = use.order if use is not None and use.order is not None else section.position
    return Membership(mandatory, position, section.from_pipeline, section.from_property)


def described(command: Command, page: Command) -> Command:
    """Return a server's command with what a page's command adds: sets, values, aliases and lines of text.

    The server's own facts stay, and so does what it has: a page never adds a parameter, because the user may not have it.
    """
    told = {parameter.name.casefold(): parameter for parameter in page.parameters}
    flat = not any(parameter.sets for parameter in command.parameters)
    return Command(
        command.name,
        *(_described(parameter, told.get(parameter.name.casefold()), flat) for parameter in command.parameters),
        kind=command.kind,
        default_set=command.default_set or (page.default_set if flat else None),
        alias=command.aliases,
        output_types=command.output_types,
        help_uri=command.help_uri or page.help_uri,
        should_process=command.should_process or page.should_process,
        synopsis=command.synopsis or page.synopsis,
    )


def _described(own: Parameter, told: Parameter | None, flat: bool) -> Parameter:
    if told is None:
        return own
    untold = own.type.casefold() in _UNTOLD_TYPES and not own.switch
    return Parameter(
        own.name,
        told.type if untold else own.type,
        aliases=_joined(own.aliases, told.aliases),
        switch=own.switch or (untold and told.switch),
        values=own.values or told.values,
        sets=told.sets if flat else own.sets,
        dynamic=own.dynamic,
        validation=own.validation,
        origin=Origin.HELP if flat else own.origin,
        summary=own.summary or told.summary,
        default=own.default or told.default,
    )


def _joined(own: tuple[str, ...], more: Iterable[str]) -> tuple[str, ...]:
    have = set(map(str.casefold, own))
    return own + tuple(alias for alias in more if alias.casefold() not in have)
