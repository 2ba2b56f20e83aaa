# ruff: noqa: E501  (a table)
"""Quarantined messages: what the cmdlets take. Names, types, sets and values as Microsoft documents them (see NOTICE.md)."""

from eopsh.demo.definitions.table import read_table

VALUES = {
    "Microsoft.Exchange.Management.FfoQuarantine.EntityType": "Email SharePointOnline Teams DataLossPrevention",
    "Microsoft.Exchange.Management.FfoQuarantine.QuarantineMessageDirectionEnum": "Inbound Outbound",
    "Microsoft.Exchange.Management.FfoQuarantine.QuarantineMessageTypeEnum": "Bulk DataLossPrevention HighConfPhish Malware Phish Spam SPOMalware TransportRule",
    "QuarantineMessageTypeEnum": "Bulk DataLossPrevention FileTypeBlock HighConfPhish Malware Phish Spam SPOMalware TransportRule",
    "QuarantinePolicyTypeEnum": "AntiMalwarePolicy AntiPhishPolicy DataLossPreventionRule ExchangeTransportRule HostedContentFilterPolicy SafeAttachmentPolicy",
    "ReleaseActionType": "Deny Release Request",
    "ReleaseStatus": "Approved Denied Error NotReleased PreparingToRelease Released Requested",
}

NAMESPACE = "Microsoft.Exchange.Management.FfoQuarantine"

CMDLETS = read_table(
    """
Get-QuarantineMessage Microsoft.Exchange.Management.FfoQuarantine.GetQuarantineMessage default=Summary
  Identity                                QuarantineMessageIdentity                                                  pipe req set=Details
  Direction                               Microsoft.Exchange.Management.FfoQuarantine.QuarantineMessageDirectionEnum set=Summary
  Domain                                  String[]                                                                   set=Summary
  EndExpiresDate                          System.DateTime                                                            set=Summary
  EndReceivedDate                         System.DateTime                                                            set=Summary
  EntityType                              Microsoft.Exchange.Management.FfoQuarantine.EntityType
  IncludeMessagesFromBlockedSenderAddress SwitchParameter                                                            set=Summary
  MessageId                               String                                                                     set=Summary
  MyItems                                 SwitchParameter                                                            set=Summary
  Page                                    Int32                                                                      set=Summary
  PageSize                                Int32                                                                      set=Summary
  PolicyName                              String                                                                     set=Summary
  PolicyTypes                             QuarantinePolicyTypeEnum[]                                                 set=Summary
  QuarantineTypes                         QuarantineMessageTypeEnum[]                                                set=Summary
  RecipientAddress                        String[]
  RecipientTag                            String[]                                                                   set=Summary
  ReleaseStatus                           ReleaseStatus[]                                                            set=Summary
  Reported                                Boolean                                                                    set=Summary
  SenderAddress                           String[]
  StartExpiresDate                        System.DateTime                                                            set=Summary
  StartReceivedDate                       System.DateTime                                                            set=Summary
  Subject                                 String                                                                     set=Summary
  Type                                    Microsoft.Exchange.Management.FfoQuarantine.QuarantineMessageTypeEnum      set=Summary

Release-QuarantineMessage Microsoft.Exchange.Management.FfoQuarantine.ReleaseQuarantineMessage default=OrgReleaseToAll
  Identities          QuarantineMessageIdentity[] req=Identities set=OrgReleaseToUser,OrgReleaseToAll,Identities
  Identity            QuarantineMessageIdentity   pipe req=IdentityOnly set=OrgReleaseToUser,OrgReleaseToAll,Identities,IdentityOnly
  ReleaseToAll        SwitchParameter             set=OrgReleaseToAll
  User                String[]                    req set=OrgReleaseToUser
  ActionType          ReleaseActionType           set=Identities
  AllowSender         SwitchParameter
  Confirm             SwitchParameter             alias=cf
  Force               SwitchParameter
  ReportFalsePositive SwitchParameter
  WhatIf              SwitchParameter             alias=wi
""",
    NAMESPACE,
    VALUES,
)
