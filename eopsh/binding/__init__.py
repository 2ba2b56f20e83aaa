"""Arguments and a command make a bound call."""

from eopsh.binding.model import UNKNOWN, Argument, BoundCall, Evaluate

__all__ = ["UNKNOWN", "Argument", "BoundCall", "Evaluate"]
