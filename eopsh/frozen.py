"""Frozen classes with slots: what `dataclass(frozen=True, slots=True)` makes, at a third of its cost.

`dataclass` compiles six methods for each frozen class, which takes more than half a millisecond; there are a hundred and fifty of them, and
the shell loads most before its prompt can show. Here only `__init__` is compiled, the other methods are shared. `fields`, `replace`,
`asdict`, `match` and pickling see a dataclass.
"""

from __future__ import annotations

import reprlib
from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T]) -> type[T]:
    """Make a frozen class with slots of the annotated fields.

    Of what `field` offers, defaults, factories, `repr` and `compare` count; every field is a parameter of `__init__`.
    """
    made: Any = dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    names = [one.name for one in fields(made) if one.compare]
    values = attrgetter(*names) if names else _nothing
    methods = _SHARED | {"__eq__": _equality(values), "__hash__": lambda self: hash(values(self)), "__init__": _init(made)}
    for name, method in methods.items():
        if vars(cls).get(name) is None:
            setattr(made, name, method)
    found: type[T] = made
    return found


def _nothing(instance: object) -> tuple[()]:
    return ()


def _equality(values: Callable[[Any], Any]) -> Callable[[object, object], bool]:
    def equal(self: object, other: object) -> bool:
        return bool(values(self) == values(other)) if other.__class__ is self.__class__ else NotImplemented

    return equal


def _init(made: Any) -> Any:
    """Compile `__init__`: parameters in order, a factory called where nothing is given, then `__post_init__`."""
    scope: dict[str, Any] = {"_set": object.__setattr__, "_factory": _FACTORY}
    parameters = ["self", *(_parameter(one, scope) for one in fields(made))]
    lines = [f"    _set(self, {one.name!r}, {_given(one)})" for one in fields(made)]
    if hasattr(made, "__post_init__"):
        lines.append("    self.__post_init__()")
    exec(f"def __init__({', '.join(parameters)}):\n" + "\n".join(lines or ["    pass"]), scope)
    scope["__init__"].__qualname__ = f"{made.__qualname__}.__init__"
    return scope["__init__"]


_FACTORY: Any = object()
"""Stands for an argument that was not given, whose default is made anew each time."""


def _parameter(one: Field[Any], scope: dict[str, Any]) -> str:
    if one.default_factory is not MISSING:
        scope[f"_make_{one.name}"] = one.default_factory
        return f"{one.name}=_factory"
    if one.default is not MISSING:
        scope[f"_default_{one.name}"] = one.default
        return f"{one.name}=_default_{one.name}"
    return one.name


def _given(one: Field[Any]) -> str:
    return one.name if one.default_factory is MISSING else f"_make_{one.name}() if {one.name} is _factory else {one.name}"


@reprlib.recursive_repr()
def _repr(self: Any) -> str:
    shown = ", ".join(f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
    return f"{self.__class__.__qualname__}({shown})"


def _refuse_to_set(self: object, name: str, value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: object, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[object]:
    return [getattr(self, one.name) for one in fields(self)]


def _restore(self: Any, state: list[object]) -> None:
    for one, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, one.name, value)


_SHARED: dict[str, Any] = {
    "__delattr__": _refuse_to_delete,
    "__getstate__": _state,
    "__repr__": _repr,
    "__setattr__": _refuse_to_set,
    "__setstate__": _restore,
}
