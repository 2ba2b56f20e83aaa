"""`[ref]`: a value that the one called may change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eopsh.objects import PSObject, Value, type_name
from eopsh.runtime.signals import failure

if TYPE_CHECKING:
    from eopsh.runtime.scope import Scope


class Reference(PSObject):
    """A variable of a scope, or a value of its own. Its only property is Value."""

    __slots__ = ("key", "own", "scope")

    def __init__(self, value: Value = None, *, scope: Scope | None = None, key: str = "") -> None:
        self.own = value
        self.scope = scope
        self.key = key
        names = ("System.Management.Automation.PSReference", "System.Object")
        super().__init__(adapted={"Value": self.value}, type_names=names, text=f"{names[0]}`1[{type_name(self.value)}]")

    @property
    def value(self) -> Value:
        """What it refers to."""
        return self.own if self.scope is None else self.scope.get(self.key)

    def get(self, name: str, default: Value = None) -> Value:
        """Return the value as it is now."""
        return self.value if name.lower() == "value" else default

    def set(self, name: str, value: Value) -> None:
        """Change what it refers to."""
        self.adapted["Value"] = value
        if self.scope is None:
            self.own = value
        else:
            self.scope.set(self.key, value)


def variable_reference(scope: Scope, key: str) -> Reference:
    """Refer to a variable. Raises ScriptError when there is no such variable."""
    holder = scope.find(key)
    if holder is None and key != "null":
        raise failure("[ref] cannot be applied to a variable that does not exist.", "NonExistingVariableReference", target=key)
    return Reference() if holder is None or key == "null" else Reference(scope=holder, key=key)
