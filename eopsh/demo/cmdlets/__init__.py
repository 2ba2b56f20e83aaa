"""The cmdlets that the organization runs."""

from eopsh.demo import families
from eopsh.demo.cmdlets import (
    allow_block_list,
    audit_log,
    blocked,
    dkim,
    helpers,
    mail_user,
    management_role,
    members,
    message_trace,
    message_trace_detail,
    quarantine_content,
    quarantine_message,
    recipient,
    traffic_report,
    transport_rule,
    user,
)
from eopsh.demo.execution import Cmdlet

OWN = (
    allow_block_list,
    audit_log,
    blocked,
    dkim,
    helpers,
    mail_user,
    management_role,
    members,
    message_trace,
    message_trace_detail,
    quarantine_content,
    quarantine_message,
    recipient,
    traffic_report,
    transport_rule,
    user,
)
"""The nouns whose cmdlets do more than a family's; where both have a cmdlet, theirs is taken."""

CMDLETS: dict[str, Cmdlet] = {cmdlet.definition.command.name.casefold(): cmdlet for noun in (families, *OWN) for cmdlet in noun.CMDLETS}

__all__ = ["CMDLETS"]
