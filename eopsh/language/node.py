"""How the classes of the syntax tree are made: frozen and with slots, like dataclasses, at a fraction of their cost.

`dataclass` takes half a millisecond for a frozen class. There are sixty nodes, and the shell loads them before its prompt can show.
"""

from __future__ import annotations

from typing import Any, dataclass_transform

_INIT = "def __init__(self, {parameters}):\n{assignments}"
_ASSIGN = "    _set(self, {name!r}, {name})"


@dataclass_transform(frozen_default=True, eq_default=False)
class NodeType(type):
    """The type of all nodes. Annotations become fields, in order, after those of the base; `__match_args__` names them all."""

    __match_args__: tuple[str, ...]

    def __new__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> NodeType:
        own = tuple(namespace.get("__annotations__", ()))
        inherited = tuple(field for base in bases for field in getattr(base, "__match_args__", ()))
        defaults = {field: namespace.pop(field) for field in own if field in namespace}
        fields = inherited + own
        namespace |= {"__slots__": own, "__match_args__": fields}
        if own:
            namespace["__init__"] = _init(fields, defaults)
        return super().__new__(cls, name, bases, namespace)


def _init(fields: tuple[str, ...], defaults: dict[str, Any]) -> Any:
    parameters = ", ".join(f"{name}=_defaults[{name!r}]" if name in defaults else name for name in fields)
    assignments = "\n".join(_ASSIGN.format(name=name) for name in fields)
    scope: dict[str, Any] = {"_set": object.__setattr__, "_defaults": defaults}
    exec(_INIT.format(parameters=parameters, assignments=assignments), scope)
    return scope["__init__"]


class Base(metaclass=NodeType):
    """What all nodes have in common. Nodes are compared by identity: two places in a text are two places."""

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a {type(self).__name__} does not change")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"a {type(self).__name__} does not change")

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in type(self).__match_args__)
        return f"{type(self).__name__}({shown})"
