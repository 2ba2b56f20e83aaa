# ruff: noqa: E501  (a table)
"""Distribution groups: what the cmdlets take. Names, types, sets and values as Microsoft documents them (see NOTICE.md)."""

from eopsh.demo.definitions.table import read_table

VALUES = {
    "GroupType": "Distribution Security",
    "MemberUpdateType": "Open Closed ApprovalRequired",
    "RecipientTypeDetails": "MailNonUniversalGroup MailUniversalDistributionGroup MailUniversalSecurityGroup RoomList NonUniversalGroup UniversalDistributionGroup UniversalSecurityGroup",
    "TransportModerationNotificationFlags": "Always Internal Never",
}

NAMESPACE = "Microsoft.Exchange.Data.Directory.Recipient"

CMDLETS = read_table(
    """
Get-DistributionGroup Microsoft.Exchange.Management.RecipientTasks.GetDistributionGroup default=Identity
  Identity                                                      DistributionGroupIdParameter  pos pipe set=Identity
  Anr                                                           String                        set=AnrSet
  Credential                                                    PSCredential
  Filter                                                        String
  IncludeAcceptMessagesOnlyFromDLMembersWithDisplayNames        SwitchParameter
  IncludeAcceptMessagesOnlyFromSendersOrMembersWithDisplayNames SwitchParameter
  IncludeAcceptMessagesOnlyFromWithDisplayNames                 SwitchParameter
  IncludeBypassModerationFromSendersOrMembersWithDisplayNames   SwitchParameter
  IncludeGrantSendOnBehalfToWithDisplayNames                    SwitchParameter
  IncludeManagedByWithDisplayNames                              SwitchParameter
  IncludeModeratedByWithDisplayNames                            SwitchParameter
  OrganizationalUnit                                            OrganizationalUnitIdParameter
  RecipientTypeDetails                                          RecipientTypeDetails[]
  ResultSize                                                    Unlimited
  SortBy                                                        String
  ManagedBy                                                     GeneralRecipientIdParameter   set=ManagedBySet

New-DistributionGroup Microsoft.Exchange.Management.RecipientTasks.NewDistributionGroup
  Name                               String                               pos req
  Alias                              String
  BccBlocked                         Boolean
  BypassNestedModerationEnabled      Boolean
  Confirm                            SwitchParameter                      alias=cf
  CopyOwnerToMember                  SwitchParameter
  Description                        MultiValuedProperty
  DisplayName                        String
  HiddenGroupMembershipEnabled       SwitchParameter
  IgnoreNamingPolicy                 SwitchParameter
  ManagedBy                          MultiValuedProperty
  MemberDepartRestriction            MemberUpdateType
  MemberJoinRestriction              MemberUpdateType
  Members                            MultiValuedProperty
  ModeratedBy                        MultiValuedProperty
  ModerationEnabled                  Boolean
  Notes                              String
  OrganizationalUnit                 OrganizationalUnitIdParameter
  PrimarySmtpAddress                 SmtpAddress
  RequireSenderAuthenticationEnabled Boolean
  RoomList                           SwitchParameter
  SendModerationNotifications        TransportModerationNotificationFlags
  Type                               GroupType
  WhatIf                             SwitchParameter                      alias=wi

Set-DistributionGroup Microsoft.Exchange.Management.RecipientTasks.SetDistributionGroup
  Identity                               DistributionGroupIdParameter         pos pipe req
  AcceptMessagesOnlyFrom                 MultiValuedProperty
  AcceptMessagesOnlyFromDLMembers        MultiValuedProperty
  AcceptMessagesOnlyFromSendersOrMembers MultiValuedProperty
  Alias                                  String
  BccBlocked                             Boolean
  BypassModerationFromSendersOrMembers   MultiValuedProperty
  BypassNestedModerationEnabled          Boolean
  BypassSecurityGroupManagerCheck        SwitchParameter
  Confirm                                SwitchParameter                      alias=cf
  CustomAttribute1                       String
  CustomAttribute10                      String
  CustomAttribute11                      String
  CustomAttribute12                      String
  CustomAttribute13                      String
  CustomAttribute14                      String
  CustomAttribute15                      String
  CustomAttribute2                       String
  CustomAttribute3                       String
  CustomAttribute4                       String
  CustomAttribute5                       String
  CustomAttribute6                       String
  CustomAttribute7                       String
  CustomAttribute8                       String
  CustomAttribute9                       String
  Description                            MultiValuedProperty
  DisplayName                            String
  EmailAddresses                         ProxyAddressCollection
  ExtensionCustomAttribute1              MultiValuedProperty
  ExtensionCustomAttribute2              MultiValuedProperty
  ExtensionCustomAttribute3              MultiValuedProperty
  ExtensionCustomAttribute4              MultiValuedProperty
  ExtensionCustomAttribute5              MultiValuedProperty
  ForceUpgrade                           SwitchParameter
  GrantSendOnBehalfTo                    MultiValuedProperty
  HiddenFromAddressListsEnabled          Boolean
  HiddenGroupMembershipEnabled           SwitchParameter
  IgnoreNamingPolicy                     SwitchParameter
  MailTip                                String
  MailTipTranslations                    MultiValuedProperty
  ManagedBy                              MultiValuedProperty
  MemberDepartRestriction                MemberUpdateType
  MemberJoinRestriction                  MemberUpdateType
  ModeratedBy                            MultiValuedProperty
  ModerationEnabled                      Boolean
  Name                                   String
  PrimarySmtpAddress                     SmtpAddress
  RejectMessagesFrom                     MultiValuedProperty
  RejectMessagesFromDLMembers            MultiValuedProperty
  RejectMessagesFromSendersOrMembers     MultiValuedProperty
  ReportToManagerEnabled                 Boolean
  ReportToOriginatorEnabled              Boolean
  RequireSenderAuthenticationEnabled     Boolean
  ResetMigrationToUnifiedGroup           SwitchParameter
  RoomList                               SwitchParameter
  SendModerationNotifications            TransportModerationNotificationFlags
  SendOofMessageToOriginatorEnabled      Boolean
  SimpleDisplayName                      String
  UpdateMemberCount                      SwitchParameter
  WhatIf                                 SwitchParameter                      alias=wi
  WindowsEmailAddress                    SmtpAddress

Remove-DistributionGroup Microsoft.Exchange.Management.RecipientTasks.RemoveDistributionGroup impact=High
  Identity                        DistributionGroupIdParameter pos pipe req
  BypassSecurityGroupManagerCheck SwitchParameter
  Confirm                         SwitchParameter              alias=cf
  WhatIf                          SwitchParameter              alias=wi

Get-DistributionGroupMember Microsoft.Exchange.Management.RecipientTasks.GetDistributionGroupMember
  Identity                  DistributionGroupMemberIdParameter pos pipe req
  Credential                PSCredential
  IncludeSoftDeletedObjects SwitchParameter
  ResultSize                Unlimited

Add-DistributionGroupMember Microsoft.Exchange.Management.RecipientTasks.AddDistributionGroupMember
  Identity                        DistributionGroupIdParameter        pos pipe req
  BypassSecurityGroupManagerCheck SwitchParameter
  Confirm                         SwitchParameter                     alias=cf
  Member                          RecipientWithAdUserGroupIdParameter pipe
  WhatIf                          SwitchParameter                     alias=wi

Update-DistributionGroupMember Microsoft.Exchange.Management.RecipientTasks.UpdateDistributionGroupMember
  Identity                        DistributionGroupIdParameter pos pipe req
  BypassSecurityGroupManagerCheck SwitchParameter
  Confirm                         SwitchParameter              alias=cf
  Members                         MultiValuedProperty          pipe
  WhatIf                          SwitchParameter              alias=wi

Remove-DistributionGroupMember Microsoft.Exchange.Management.RecipientTasks.RemoveDistributionGroupMember impact=High
  Identity                        DistributionGroupIdParameter pos pipe req
  BypassSecurityGroupManagerCheck SwitchParameter
  Confirm                         SwitchParameter              alias=cf
  Member                          GeneralRecipientIdParameter  pipe
  WhatIf                          SwitchParameter              alias=wi

Get-Group Microsoft.Exchange.Management.RecipientTasks.GetGroup default=Identity
  Identity             GroupIdParameter              pos pipe set=Identity
  Anr                  String                        set=AnrSet
  Filter               String
  OrganizationalUnit   OrganizationalUnitIdParameter
  RecipientTypeDetails RecipientTypeDetails[]
  ResultSize           Unlimited
  SortBy               String

Set-Group Microsoft.Exchange.Management.RecipientTasks.SetGroup
  Identity                        GroupIdParameter              pos pipe req
  BypassSecurityGroupManagerCheck SwitchParameter
  Confirm                         SwitchParameter               alias=cf
  Description                     MultiValuedProperty
  DisplayName                     String
  IsHierarchicalGroup             Boolean
  ManagedBy                       GeneralRecipientIdParameter[]
  Name                            String
  Notes                           String
  PhoneticDisplayName             String
  SeniorityIndex                  Int32
  SimpleDisplayName               String
  Universal                       SwitchParameter
  WhatIf                          SwitchParameter               alias=wi
  WindowsEmailAddress             SmtpAddress
""",
    NAMESPACE,
    VALUES,
)
