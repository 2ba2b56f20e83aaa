"""Outbound spam policies: what the cmdlets take. Names, types, sets and values as Microsoft documents them (see NOTICE.md)."""

from eopsh.demo.definitions.table import read_table

VALUES = {
    "AutoForwardingMode": "Automatic On Off",
    "OutboundRecipientLimitsExceededAction": "Alert BlockUser BlockUserForToday",
    "RecommendedPolicyType": "Standard Strict",
}

NAMESPACE = "Microsoft.Exchange.Data.Directory.SystemConfiguration"

CMDLETS = read_table(
    """
Get-HostedOutboundSpamFilterPolicy Microsoft.Exchange.Management.SystemConfigurationTasks.GetHostedOutboundSpamFilterPolicy
  Identity HostedOutboundSpamFilterPolicyIdParameter pos pipe req

New-HostedOutboundSpamFilterPolicy Microsoft.Exchange.Management.SystemConfigurationTasks.NewHostedOutboundSpamFilterPolicy
  Name                                      String                                pos req
  ActionWhenThresholdReached                OutboundRecipientLimitsExceededAction
  AdminDisplayName                          String
  AutoForwardingMode                        AutoForwardingMode
  BccSuspiciousOutboundAdditionalRecipients MultiValuedProperty
  BccSuspiciousOutboundMail                 Boolean
  NotifyOutboundSpam                        Boolean
  NotifyOutboundSpamRecipients              MultiValuedProperty
  RecipientLimitExternalPerHour             UInt32
  RecipientLimitInternalPerHour             UInt32
  RecipientLimitPerDay                      UInt32
  RecommendedPolicyType                     RecommendedPolicyType

Set-HostedOutboundSpamFilterPolicy Microsoft.Exchange.Management.SystemConfigurationTasks.SetHostedOutboundSpamFilterPolicy
  Identity                                  HostedOutboundSpamFilterPolicyIdParameter pos pipe req
  ActionWhenThresholdReached                OutboundRecipientLimitsExceededAction
  AdminDisplayName                          String
  AutoForwardingMode                        AutoForwardingMode
  BccSuspiciousOutboundAdditionalRecipients MultiValuedProperty
  BccSuspiciousOutboundMail                 Boolean
  Confirm                                   SwitchParameter                           alias=cf
  NotifyOutboundSpam                        Boolean
  NotifyOutboundSpamRecipients              MultiValuedProperty
  RecipientLimitExternalPerHour             UInt32
  RecipientLimitInternalPerHour             UInt32
  RecipientLimitPerDay                      UInt32
  WhatIf                                    SwitchParameter                           alias=wi

Remove-HostedOutboundSpamFilterPolicy Microsoft.Exchange.Management.SystemConfigurationTasks.RemoveHostedOutboundSpamFilterPolicy
  Identity HostedOutboundSpamFilterPolicyIdParameter pos pipe req
  Force    SwitchParameter
""",
    NAMESPACE,
    VALUES,
)
