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
  EntityType                              Microsoft.Exchange.Management.FfoQuarantine.EntityType
  RecipientAddress                        String[]
  SenderAddress                           String[]
  Direction                               Microsoft.Exchange.Management.FfoQuarantine.QuarantineMessageDirectionEnum set=Summary
  Domain                                  String[]                                                                   set=Summary
  EndExpiresDate                          DateTime                                                                   set=Summary
  EndReceivedDate                         DateTime                                                                   set=Summary
  IncludeMessagesFromBlockedSenderAddress SwitchParameter                                                            set=Summary
  MessageId                               String                                                                     set=Summary
  MyItems                                 SwitchParameter                                                            set=Summary
  Page                                    Int32                                                                      set=Summary
  PageSize                                Int32                                                                      set=Summary
  PolicyName                              String                                                                     set=Summary
  PolicyTypes                             QuarantinePolicyTypeEnum[]                                                 set=Summary
  QuarantineTypes                         QuarantineMessageTypeEnum[]                                                set=Summary
  RecipientTag                            String[]                                                                   set=Summary
  ReleaseStatus                           ReleaseStatus[]                                                            set=Summary
  Reported                                Boolean                                                                    set=Summary
  StartExpiresDate                        DateTime                                                                   set=Summary
  StartReceivedDate                       DateTime                                                                   set=Summary
  Subject                                 String                                                                     set=Summary
  Type                                    Microsoft.Exchange.Management.FfoQuarantine.QuarantineMessageTypeEnum      set=Summary

Get-QuarantineMessageHeader Microsoft.Exchange.Management.FfoQuarantine.GetQuarantineMessageHeader
  Identity         QuarantineMessageIdentity                              pipe req
  EntityType       Microsoft.Exchange.Management.FfoQuarantine.EntityType
  RecipientAddress String

Preview-QuarantineMessage Microsoft.Exchange.Management.FfoQuarantine.PreviewQuarantineMessage
  Identity         QuarantineMessageIdentity                              pipe req
  EntityType       Microsoft.Exchange.Management.FfoQuarantine.EntityType
  RecipientAddress String

Export-QuarantineMessage Microsoft.Exchange.Management.FfoQuarantine.ExportQuarantineMessage default=IdentityOnly
  Identities            QuarantineMessageIdentity[]                            req set=Identities
  Identity              QuarantineMessageIdentity                              pipe=name req=IdentityOnly
  CompressOutput        SwitchParameter
  EntityType            Microsoft.Exchange.Management.FfoQuarantine.EntityType
  ForceConversionToMime SwitchParameter
  Password              SecureString
  PasswordV2            String
  ReasonForExport       String
  RecipientAddress      String[]

Release-QuarantineMessage Microsoft.Exchange.Management.FfoQuarantine.ReleaseQuarantineMessage default=OrgReleaseToAll
  User                String[]                    req set=OrgReleaseToUser
  Identities          QuarantineMessageIdentity[] req=Identities but=IdentityOnly
  Identity            QuarantineMessageIdentity   pipe req=IdentityOnly
  AllowSender         SwitchParameter
  Confirm             SwitchParameter             alias=cf
  Force               SwitchParameter
  ReportFalsePositive SwitchParameter
  WhatIf              SwitchParameter             alias=wi
  ReleaseToAll        SwitchParameter             set=OrgReleaseToAll
  ActionType          ReleaseActionType           set=Identities

Delete-QuarantineMessage Microsoft.Exchange.Management.FfoQuarantine.DeleteQuarantineMessage default=IdentityOnly impact=High
  Identities       QuarantineMessageIdentity[]                            req set=Identities
  Identity         QuarantineMessageIdentity                              pipe req=IdentityOnly
  Confirm          SwitchParameter                                        alias=cf
  EntityType       Microsoft.Exchange.Management.FfoQuarantine.EntityType
  HardDelete       SwitchParameter
  RecipientAddress String[]
  WhatIf           SwitchParameter                                        alias=wi
""",
    NAMESPACE,
    VALUES,
)
