"""What the organization's cmdlets take: one table a noun, from which metadata, binding and help come."""

from eopsh.demo.definitions import (
    accepted_domain,
    allow_block_list,
    anti_phish_policy,
    audit_log,
    blocked,
    configuration,
    connection_filter_policy,
    connector,
    content_filter_policy,
    distribution_group,
    dkim,
    filter_rules,
    helpers,
    mail_contact,
    mail_user,
    malware_filter_policy,
    management_role,
    message_trace,
    outbound_spam_policy,
    quarantine_message,
    quarantine_policy,
    recipient,
    remote_domain,
    role_group,
    traffic_report,
    transport_rule,
    user,
)
from eopsh.demo.definitions.table import Definition

NOUNS = (
    accepted_domain,
    allow_block_list,
    anti_phish_policy,
    audit_log,
    blocked,
    configuration,
    connection_filter_policy,
    connector,
    content_filter_policy,
    distribution_group,
    dkim,
    filter_rules,
    helpers,
    mail_contact,
    mail_user,
    malware_filter_policy,
    management_role,
    message_trace,
    outbound_spam_policy,
    quarantine_message,
    quarantine_policy,
    recipient,
    remote_domain,
    role_group,
    traffic_report,
    transport_rule,
    user,
)

DEFINITIONS: dict[str, Definition] = {definition.command.name: definition for noun in NOUNS for definition in noun.CMDLETS}
HELPERS = frozenset(definition.command.name for definition in helpers.CMDLETS)
"""The commands that every restricted session has; clients skip them."""

__all__ = ["DEFINITIONS", "HELPERS", "Definition"]
