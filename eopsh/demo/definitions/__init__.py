"""What the organization's cmdlets take: one table a noun, from which metadata, binding and help come."""

from eopsh.demo.definitions import (
    accepted_domain,
    helpers,
    mail_user,
    message_trace,
    organization_config,
    quarantine_message,
    transport_rule,
)
from eopsh.demo.definitions.table import Definition

DEFINITIONS: dict[str, Definition] = {
    definition.command.name: definition
    for noun in (accepted_domain, mail_user, message_trace, organization_config, quarantine_message, transport_rule, helpers)
    for definition in noun.CMDLETS
}
HELPERS = frozenset(definition.command.name for definition in helpers.CMDLETS)
"""The commands that every restricted session has; clients skip them."""

__all__ = ["DEFINITIONS", "HELPERS", "Definition"]
