"""The rules that say to whom a filter's policies apply: four nouns that differ in their policy and their conditions.

Names, types, sets and values as Microsoft documents them (see NOTICE.md).
"""

from eopsh.demo.definitions.table import read_table

NAMESPACE = "Microsoft.Exchange.MessagingPolicies.Rules.Tasks"
CLASSES = "Microsoft.Exchange.MessagingPolicies.Rules.Tasks"
VALUES = {"RuleState": "Enabled Disabled"}

RECIPIENTS = """
  ExceptIfRecipientDomainIs Word[]
  ExceptIfSentTo            RecipientIdParameter[]
  ExceptIfSentToMemberOf    RecipientIdParameter[]
  RecipientDomainIs         Word[]
  SentTo                    RecipientIdParameter[]
  SentToMemberOf            RecipientIdParameter[]
"""
SENDERS = """
  ExceptIfFrom              RecipientIdParameter[]
  ExceptIfFromMemberOf      RecipientIdParameter[]
  ExceptIfSenderDomainIs    Word[]
  From                      RecipientIdParameter[]
  FromMemberOf              RecipientIdParameter[]
  SenderDomainIs            Word[]
"""
RULES = (
    ("AntiPhishRule", "AntiPhishPolicy", "String", RECIPIENTS),
    ("HostedContentFilterRule", "HostedContentFilterPolicy", "HostedContentFilterPolicyIdParameter", RECIPIENTS),
    ("HostedOutboundSpamFilterRule", "HostedOutboundSpamFilterPolicy", "HostedOutboundSpamFilterPolicyIdParameter", SENDERS),
    ("MalwareFilterRule", "MalwareFilterPolicy", "MalwareFilterPolicyIdParameter", RECIPIENTS),
)
"""The noun, its policy, the type that New takes the policy as, and the conditions."""


def _table(noun: str, policy: str, policy_type: str, conditions: str) -> str:
    one = "  Identity RuleIdParameter pos pipe req\n  Confirm SwitchParameter alias=cf\n  WhatIf SwitchParameter alias=wi"
    return f"""
Get-{noun} {CLASSES}.Get{noun}
  Identity RuleIdParameter pos pipe
  State    RuleState

New-{noun} {CLASSES}.New{noun}
  Name     String          pos req
  {policy} {policy_type}   req
  Comments String
  Confirm  SwitchParameter alias=cf
  Enabled  Boolean
  Priority Int32
  WhatIf   SwitchParameter alias=wi
{conditions}
Set-{noun} {CLASSES}.Set{noun}
  Identity RuleIdParameter pos pipe req
  {policy} {policy}IdParameter
  Comments String
  Confirm  SwitchParameter alias=cf
  Name     String
  Priority Int32
  WhatIf   SwitchParameter alias=wi
{conditions}
Remove-{noun} {CLASSES}.Remove{noun} impact=High
{one}
Enable-{noun} {CLASSES}.Enable{noun}
{one}
Disable-{noun} {CLASSES}.Disable{noun} impact=High
{one}
"""


CMDLETS = tuple(definition for rule in RULES for definition in read_table(_table(*rule), NAMESPACE, VALUES))
