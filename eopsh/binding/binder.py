"""Binding the arguments of a command line: names, then positions, then the rest, then the choice of the parameter set.

The order of the steps, and with it the error that is reported first, is PowerShell's own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from eopsh.binding import errors
from eopsh.binding.defaults import bind_defaults
from eopsh.binding.missing import missing
from eopsh.binding.model import UNKNOWN, Argument, BoundCall, Default, Evaluate
from eopsh.binding.names import find, near_names
from eopsh.binding.pipeline import bind_input, takes_input
from eopsh.binding.positions import bind_positions, bind_rest
from eopsh.binding.sets import keep_sets_with_input, settle
from eopsh.binding.signature import EVERY_SET, Formal, Signature, signature_of
from eopsh.binding.state import Binding
from eopsh.catalogue import ALL_SETS, Command
from eopsh.objects import Value, to_string


def bind(
    command: Command,
    arguments: Iterable[Argument],
    evaluate: Evaluate | None = None,
    *,
    piped: bool = False,
    place: errors.Place = (0, 0),
    defaults: Iterable[Default] = (),
) -> BoundCall:
    """Bind arguments to the parameters of a command, remote, local or written in script.

    `piped` tells that pipeline objects will follow (`BoundCall.with_input`), which may decide the set and fill mandatory parameters.
    `place` is where the command's name stands, for faults that PowerShell marks there. What only script can answer goes to `evaluate`.
    `defaults` are taken where nothing was given; what is wrong with them is a warning of the call, no error.
    A value of `UNKNOWN` is bound by name or position and neither converted nor validated.

    Raises:
        BindingError: the command does not take these arguments.
    """
    binding = Binding(signature_of(command), evaluate, place, piped=piped)
    given = _without_dashes(list(arguments))
    binding.lenient |= any(argument.splatted and argument.name is None and argument.value is UNKNOWN for argument in given)
    left = _bind_names(binding, _with_values(binding.signature, given))
    left, fault = bind_positions(binding, left)
    taken = bind_defaults(binding, defaults)
    try:
        return _completed(binding, left, fault)
    except errors.BindingError as error:
        raise (errors.after_defaults(error, taken) if taken else error) from None


def _completed(binding: Binding, left: list[Argument], fault: errors.BindingError | None) -> BoundCall:
    """Bind or refuse what is left over, and choose the set."""
    piped = binding.piped
    settle(binding, before_input=True, use_default=False)
    left = bind_rest(binding, left)
    rest = tuple(left) if binding.signature.command.simple else ()
    positionals = () if rest else _refuse_rest(binding, left, fault)
    count = settle(binding, before_input=piped, use_default=not piped)
    if piped and count > 1 and keep_sets_with_input(binding):
        count = settle(binding, before_input=True, use_default=False)
    return _call(binding, missing(binding, count), positionals, rest)


def _without_dashes(given: list[Argument]) -> list[Argument]:
    """Take the first bare `--` away; what looks like a parameter behind it is a value."""
    at = next((at for at, argument in enumerate(given) if _is_dashes(argument)), None)
    return given if at is None else given[:at] + [value for argument in given[at + 1 :] for value in _as_values(argument)]


def _is_dashes(argument: Argument) -> bool:
    """Tell a bare `--`, which the parser takes for a parameter with the name `-`."""
    return argument.name == "-" if argument.name is not None else argument.bare and argument.value == "--"


def _as_values(argument: Argument) -> list[Argument]:
    if argument.name is None:
        return [argument]
    name = replace(argument, name=None, value=argument.text, has_value=True, spelling=argument.text)
    return [name, replace(argument, name=None)] if argument.has_value else [name]


def _with_values(signature: Signature, given: list[Argument]) -> list[Argument]:
    """Give each named argument its value: true to a switch, else what follows it."""
    result: list[Argument] = []
    rest = list(reversed(given))
    while rest:
        argument = rest.pop()
        formal = find(signature, argument) if argument.name is not None and not argument.has_value else None
        if formal is None:
            result.append(argument)
        elif formal.parameter.switch:
            result.append(replace(argument, value=True, has_value=True))
        else:
            following = rest.pop() if rest else None
            if following is None or _is_parameter(signature, following):
                raise errors.missing_argument(argument, formal.name, formal.type)
            result.append(_joined(argument, formal.name, following))
    return result


def _is_parameter(signature: Signature, argument: Argument) -> bool:
    """Tell a parameter from a value that begins with a dash."""
    return argument.name is not None and (argument.has_value or find(signature, argument) is not None)


def _joined(argument: Argument, name: str, following: Argument) -> Argument:
    """Give the parameter of this name what follows it; where that is an unknown name, PowerShell puts faults at the parameter."""
    place = argument if following.name is not None else following
    return replace(
        argument,
        name=name,
        value=following.value if following.name is None else following.text,
        has_value=True,
        spelling=following.text,
        value_start=place.start,
        value_end=place.end,
    )


def _bind_names(binding: Binding, arguments: list[Argument]) -> list[Argument]:
    """Bind what has a name; what was typed goes before what a splatted table says. Return what has none, and unknown names."""
    left: list[Argument] = []
    splatted: list[tuple[Formal, Argument]] = []
    for argument in arguments:
        formal = find(binding.signature, argument) if argument.name is not None else None
        if formal is None:
            left.append(argument)
        elif argument.splatted:
            splatted.append((formal, argument))
        else:
            _bind_once(binding, formal, argument)
    typed = {formal for formal, _ in splatted if binding.is_bound(formal)}
    for formal, argument in splatted:
        if formal not in typed:
            _bind_once(binding, formal, argument)
    return left


def _bind_once(binding: Binding, formal: Formal, argument: Argument) -> None:
    if binding.is_bound(formal):
        raise errors.already_bound(argument)
    binding.bind(formal, argument, force=True, delay=True)


def _refuse_rest(binding: Binding, left: list[Argument], fault: errors.BindingError | None) -> tuple[Value, ...]:
    """Refuse what no parameter takes; where the server sent no positions, values go to it as they are."""
    if not left:
        return ()
    first = left[0]
    if first.name is not None:
        raise errors.unknown_parameter(first, near_names(binding.signature, first.name))
    named = next((argument for argument in left if argument.name is not None), None)
    if binding.lenient and named is None:
        return tuple(argument.value for argument in left)
    if binding.lenient and named is not None:
        raise errors.unknown_parameter(named, near_names(binding.signature, named.name or ""))
    raise fault or errors.no_position(binding.place, first, _shown(first))


def _shown(argument: Argument) -> str:
    return "$null" if argument.value is None else argument.number_spelling or to_string(argument.value)


def _call(binding: Binding, needed: tuple[str, ...], positionals: tuple[Value, ...], rest: tuple[Argument, ...]) -> BoundCall:
    names = binding.signature.names_of(binding.mask)
    untouched = binding.mask == EVERY_SET and len(names) == 1
    return BoundCall(
        binding.signature.command,
        binding.values,
        needed,
        names,
        ALL_SETS if untouched else names[0] if len(names) == 1 else None,
        binding.evaluate,
        positionals,
        rest,
        takes_input(binding),
        tuple(binding.warnings),
        lambda value: _call(bind_input(binding, value), (), positionals, rest),
    )
