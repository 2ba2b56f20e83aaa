"""The families of objects that the store keeps by name and settings, and the cmdlets that come with them."""

from eopsh.demo.execution import Cmdlet
from eopsh.demo.families import configuration, filter_rules, mail_flow, policies, recipients, roles
from eopsh.demo.families.behaviour import cmdlets_of
from eopsh.demo.families.model import Family

FAMILIES: tuple[Family, ...] = tuple(
    family for group in (configuration, filter_rules, mail_flow, policies, recipients, roles) for family in group.FAMILIES
)
CMDLETS: tuple[Cmdlet, ...] = tuple(cmdlet for family in FAMILIES for cmdlet in cmdlets_of(family))

__all__ = ["CMDLETS", "FAMILIES", "Family"]
