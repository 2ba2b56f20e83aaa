"""The value of a switch: present or not, an object of its own in scripts, as in PowerShell."""

from __future__ import annotations

from eopsh.objects.model import PSObject

SWITCH = "System.Management.Automation.SwitchParameter"
_TYPES = (SWITCH, "System.ValueType", "System.Object")


class SwitchParameter(PSObject):
    """What a `[switch]` parameter holds. Its only property is IsPresent; it equals a Boolean of the same truth."""

    __slots__ = ()

    def __init__(self, present: bool) -> None:
        super().__init__(adapted={"IsPresent": present}, type_names=_TYPES, text=str(present))

    def __bool__(self) -> bool:
        return self.adapted["IsPresent"] is True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SwitchParameter) and bool(self) is bool(other)

    def __hash__(self) -> int:
        return hash((SWITCH, bool(self)))

    def copy(self) -> SwitchParameter:
        """Return a switch of the same value."""
        return SwitchParameter(bool(self))
