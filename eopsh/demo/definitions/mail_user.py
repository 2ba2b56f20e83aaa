# ruff: noqa: E501  (a table)
"""Mail users: what the cmdlets take. Names, types, sets and values as Microsoft documents them (see NOTICE.md)."""

from eopsh.demo.definitions.table import read_table

VALUES = {
    "MacAttachmentFormat": "BinHex UuEncode AppleSingle AppleDouble",
    "MessageBodyFormat": "Text Html TextAndHtml",
    "MessageFormat": "Text Mime",
    "TransportModerationNotificationFlags": "Always Internal Never",
    "UseMapiRichTextFormat": "Always Never UseDefaultSettings",
}

NAMESPACE = "Microsoft.Exchange.Data.Directory.Recipient"

CMDLETS = read_table(
    """
Get-MailUser Microsoft.Exchange.Management.RecipientTasks.GetMailUser default=Identity
  Identity            MailUserIdParameter           pos pipe set=Identity
  Anr                 String                        set=AnrSet
  Filter              String
  HVEAccount          SwitchParameter               set=HVEAccount
  OrganizationalUnit  OrganizationalUnitIdParameter
  ResultSize          Unlimited
  SharedWithMailUser  SwitchParameter
  SortBy              String
  SoftDeletedMailUser SwitchParameter

New-MailUser Microsoft.Exchange.Management.RecipientTasks.NewMailUser default=DisabledUser
  Name                        String                               pos req
  ExternalEmailAddress        ProxyAddress                         req=DisabledUser,EnabledUser set=DisabledUser,EnabledUser,FederatedUser,MicrosoftOnlineServicesID
  FederatedIdentity           String                               req set=FederatedUser,MicrosoftOnlineServicesFederatedUser
  MicrosoftOnlineServicesID   WindowsLiveId                        req=MicrosoftOnlineServicesFederatedUser,MicrosoftOnlineServicesID set=EnableRoomMailboxAccount,MicrosoftOnlineServicesFederatedUser,MicrosoftOnlineServicesID
  Password                    SecureString                         req set=EnabledUser,HVEAccount,MicrosoftOnlineServicesID
  Alias                       String
  Confirm                     SwitchParameter                      alias=cf
  DisplayName                 String
  FirstName                   String
  ImmutableId                 String
  Initials                    String
  LastName                    String
  HVEAccount                  SwitchParameter                      set=HVEAccount
  MacAttachmentFormat         MacAttachmentFormat                  set=DisabledUser,EnabledUser
  MailboxRegion               String
  MessageBodyFormat           MessageBodyFormat                    set=DisabledUser,EnabledUser
  MessageFormat               MessageFormat                        set=DisabledUser,EnabledUser
  ModeratedBy                 MultiValuedProperty
  ModerationEnabled           Boolean
  OrganizationalUnit          OrganizationalUnitIdParameter
  PrimarySmtpAddress          SmtpAddress
  RemotePowerShellEnabled     Boolean
  SendModerationNotifications TransportModerationNotificationFlags
  UsePreferMessageFormat      Boolean                              set=DisabledUser,EnabledUser
  WhatIf                      SwitchParameter                      alias=wi

Set-MailUser Microsoft.Exchange.Management.RecipientTasks.SetMailUser default=Identity
  Identity                                   MailUserIdParameter                  pos pipe req
  AcceptMessagesOnlyFrom                     MultiValuedProperty
  AcceptMessagesOnlyFromDLMembers            MultiValuedProperty
  AcceptMessagesOnlyFromSendersOrMembers     MultiValuedProperty
  Alias                                      String
  ArchiveGuid                                Guid
  BypassModerationFromSendersOrMembers       MultiValuedProperty
  Confirm                                    SwitchParameter                      alias=cf
  CustomAttribute1                           String
  CustomAttribute10                          String
  CustomAttribute11                          String
  CustomAttribute12                          String
  CustomAttribute13                          String
  CustomAttribute14                          String
  CustomAttribute15                          String
  CustomAttribute2                           String
  CustomAttribute3                           String
  CustomAttribute4                           String
  CustomAttribute5                           String
  CustomAttribute6                           String
  CustomAttribute7                           String
  CustomAttribute8                           String
  CustomAttribute9                           String
  DisplayName                                String
  EmailAddresses                             ProxyAddressCollection
  EnableLitigationHoldForMigration           SwitchParameter                      set=EnableLitigationHoldForMigration
  ExchangeGuid                               Guid
  ExcludeFromAllHolds                        SwitchParameter                      set=ExcludeFromAllHolds
  ExcludeFromAllOrgHolds                     SwitchParameter                      set=ExcludeFromAllOrgHolds
  ExcludeFromOrgHolds                        String[]                             set=ExcludeFromOrgHolds
  ExtensionCustomAttribute1                  MultiValuedProperty
  ExtensionCustomAttribute2                  MultiValuedProperty
  ExtensionCustomAttribute3                  MultiValuedProperty
  ExtensionCustomAttribute4                  MultiValuedProperty
  ExtensionCustomAttribute5                  MultiValuedProperty
  ExternalEmailAddress                       ProxyAddress
  FederatedIdentity                          String                               but=Identity
  ForceUpgrade                               SwitchParameter
  GrantSendOnBehalfTo                        MultiValuedProperty
  HiddenFromAddressListsEnabled              Boolean
  HVEAccount                                 SwitchParameter                      but=Identity
  ImmutableId                                String
  JournalArchiveAddress                      SmtpAddress                          but=Identity
  MacAttachmentFormat                        MacAttachmentFormat
  MailboxRegion                              String                               but=Identity
  MailTip                                    String
  MailTipTranslations                        MultiValuedProperty
  MessageBodyFormat                          MessageBodyFormat
  MessageFormat                              MessageFormat
  MicrosoftOnlineServicesID                  SmtpAddress                          but=Identity
  ModeratedBy                                MultiValuedProperty
  ModerationEnabled                          Boolean
  Name                                       String
  Password                                   SecureString                         but=Identity
  PrimarySmtpAddress                         SmtpAddress
  RecalculateInactiveMailUser                SwitchParameter                      set=RecalculateInactiveMailUser
  RejectMessagesFrom                         MultiValuedProperty
  RejectMessagesFromDLMembers                MultiValuedProperty
  RejectMessagesFromSendersOrMembers         MultiValuedProperty
  RemoveComplianceTagHoldApplied             SwitchParameter                      set=RemoveComplianceTagHoldApplied
  RemoveDelayHoldApplied                     SwitchParameter                      set=RemoveDelayHoldApplied
  RemoveDelayReleaseHoldApplied              SwitchParameter                      set=RemoveDelayReleaseHoldApplied
  RemoveDisabledArchive                      SwitchParameter                      set=RemoveDisabledArchive
  RemoveLitigationHoldEnabled                SwitchParameter                      set=RemoveLitigationHoldEnabled
  RemoveMailboxProvisioningConstraint        SwitchParameter                      but=Identity
  RemoveOrphanedHolds                        String[]                             set=RemoveOrphanedHolds
  RequireSenderAuthenticationEnabled         Boolean
  ResetPasswordOnNextLogon                   Boolean                              but=Identity
  SendModerationNotifications                TransportModerationNotificationFlags
  SimpleDisplayName                          String
  UnblockForwardSyncPostCrossTenantMigration SwitchParameter                      set=UnblockForwardSyncPostCrossTenantMigration
  UseMapiRichTextFormat                      UseMapiRichTextFormat
  UsePreferMessageFormat                     Boolean
  UserCertificate                            MultiValuedProperty
  UserSMimeCertificate                       MultiValuedProperty
  WhatIf                                     SwitchParameter                      alias=wi
  WindowsEmailAddress                        SmtpAddress

Remove-MailUser Microsoft.Exchange.Management.RecipientTasks.RemoveMailUser impact=High
  Identity MailUserIdParameter pos pipe req
  Confirm  SwitchParameter     alias=cf
  WhatIf   SwitchParameter     alias=wi
""",
    NAMESPACE,
    VALUES,
)
