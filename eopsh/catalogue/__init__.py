"""What commands exist and what they take."""

from eopsh.catalogue.model import ALL_SETS, Command, Kind, Membership, Origin, Parameter

__all__ = ["ALL_SETS", "Command", "Kind", "Membership", "Origin", "Parameter"]
