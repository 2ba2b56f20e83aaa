"""What the organization has one of: what the cmdlets take. Names, types, sets and values as Microsoft documents them (see NOTICE.md)."""

from eopsh.demo.definitions.table import read_table

VALUES = {
    "DSNConversionOption": "DoNotConvert PreserveDSNBody UseExchangeDSNs",
    "HeaderPromotionMode": "MustCreate MayCreate NoCreate",
}

NAMESPACE = "Microsoft.Exchange.Data.Directory.SystemConfiguration"

CMDLETS = read_table(
    """
Get-OrganizationConfig Microsoft.Exchange.Management.SystemConfigurationTasks.GetOrganizationConfig

Set-OrganizationConfig Microsoft.Exchange.Management.SystemConfigurationTasks.SetOrganizationConfig default=ShortenEventScopeParameter
  BlockMoveMessagesForGroupFolders                    Boolean               set=ShortenEventScopeParameter,DelayedDelicensingParameterSet
  Confirm                                             SwitchParameter       alias=cf
  DefaultAuthenticationPolicy                         AuthPolicyIdParameter
  ExchangeAttributesCloudManagedByDefault             SwitchParameter
  ExchangeAttributesServerManagedByDefault            SwitchParameter
  IsGroupFoldersAndRulesEnabled                       Boolean               set=ShortenEventScopeParameter,DelayedDelicensingParameterSet
  IsGroupMemberAllowedToEditContent                   Boolean               set=ShortenEventScopeParameter,DelayedDelicensingParameterSet
  WhatIf                                              SwitchParameter       alias=wi
  DelayedDelicensingEnabled                           Boolean               set=DelayedDelicensingParameterSet
  EndUserMailNotificationForDelayedDelicensingEnabled Boolean               set=DelayedDelicensingParameterSet
  TenantAdminNotificationForDelayedDelicensingEnabled Boolean               set=DelayedDelicensingParameterSet

Get-PerimeterConfig Microsoft.Exchange.Management.SystemConfigurationTasks.GetPerimeterConfig
  Identity OrganizationIdParameter pos pipe

Set-PerimeterConfig Microsoft.Exchange.Management.SystemConfigurationTasks.SetPerimeterConfig
  Identity OrganizationIdParameter pos pipe
  Confirm  SwitchParameter         alias=cf
  WhatIf   SwitchParameter         alias=wi

Get-TransportConfig Microsoft.Exchange.Management.SystemConfigurationTasks.GetTransportConfig

Set-TransportConfig Microsoft.Exchange.Management.SystemConfigurationTasks.SetTransportConfig
  AddressBookPolicyRoutingEnabled         Boolean
  AllowLegacyTLSClients                   Boolean
  ClearCategories                         Boolean
  Confirm                                 SwitchParameter     alias=cf
  ConvertDisclaimerWrapperToEml           Boolean
  DSNConversionMode                       DSNConversionOption
  ExternalDelayDsnEnabled                 Boolean
  ExternalDsnDefaultLanguage              CultureInfo
  ExternalDsnLanguageDetectionEnabled     Boolean
  ExternalDsnReportingAuthority           SmtpDomain
  ExternalDsnSendHtml                     Boolean
  ExternalPostmasterAddress               SmtpAddress
  Force                                   SwitchParameter
  HeaderPromotionModeSetting              HeaderPromotionMode
  InternalDelayDsnEnabled                 Boolean
  InternalDsnDefaultLanguage              CultureInfo
  InternalDsnLanguageDetectionEnabled     Boolean
  InternalDsnReportingAuthority           SmtpDomain
  InternalDsnSendHtml                     Boolean
  JournalMessageExpirationDays            Int32
  JournalingReportNdrTo                   SmtpAddress
  MaxRecipientEnvelopeLimit               Unlimited
  MessageExpiration                       EnhancedTimeSpan
  PreventDuplicateJournalingEnabled       Boolean
  ReplyAllStormBlockDurationHours         Int32
  ReplyAllStormDetectionMinimumRecipients Int32
  ReplyAllStormDetectionMinimumReplies    Int32
  ReplyAllStormProtectionEnabled          Boolean
  Rfc2231EncodingEnabled                  Boolean
  SmtpClientAuthenticationDisabled        Boolean
  VoicemailJournalingEnabled              Boolean
  WhatIf                                  SwitchParameter     alias=wi
""",
    NAMESPACE,
    VALUES,
)
