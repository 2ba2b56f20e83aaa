"""The object model, PowerShell's conversions and comparisons, and the CLIXML codec."""

from eopsh.objects.model import PSObject, Value

__all__ = ["PSObject", "Value"]
