"""The cmdlets that the organization runs."""

from eopsh.demo.cmdlets import accepted_domain, helpers, mail_user, message_trace, quarantine_message, transport_rule
from eopsh.demo.execution import Cmdlet

CMDLETS: dict[str, Cmdlet] = {
    cmdlet.definition.command.name.casefold(): cmdlet
    for noun in (accepted_domain, mail_user, message_trace, quarantine_message, transport_rule, helpers)
    for cmdlet in noun.CMDLETS
}

__all__ = ["CMDLETS"]
