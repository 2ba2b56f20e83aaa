# ruff: noqa: E501  (a table)
"""Quarantine policies: what the cmdlets take. Names, types, sets and values as Microsoft documents them (see NOTICE.md)."""

from eopsh.demo.definitions.table import read_table

VALUES = {
    "EndUserSpamNotificationFrequency": "04:00:00 1.00:00:00 7.00:00:00",
    "MultiLanguageSetting": "Default Amharic Arabic Basque BengaliIndia Bulgarian Catalan ChineseSimplified ChineseTraditional Croatian Cyrillic Czech Danish Dutch English Estonian Filipino Finnish French Galician German Greek Gujarati Hebrew Hindi Hungarian Icelandic Indonesian Italian Japanese Kannada Kazakh Korean Latvian Lithuanian Malay Malayalam Marathi Norwegian NorwegianNynorsk Odia Persian Polish Portuguese PortuguesePortugal Romanian Russian Serbian SerbianCyrillic Slovak Slovenian Spanish Swahili Swedish Tamil Telugu Thai Turkish Ukrainian Urdu Vietnamese",
    "QuarantinePolicyType": "QuarantinePolicy GlobalQuarantinePolicy",
}

NAMESPACE = "Microsoft.Exchange.Data.Directory.SystemConfiguration"

CMDLETS = read_table(
    """
Get-QuarantinePolicy Microsoft.Exchange.Management.SystemConfigurationTasks.GetQuarantinePolicy
  Identity             QuarantineTagIdParameter pos pipe
  QuarantinePolicyType QuarantinePolicyType

New-QuarantinePolicy Microsoft.Exchange.Management.SystemConfigurationTasks.NewQuarantinePolicy
  Name                                     String                pos req
  AdminDisplayName                         String
  AdminNotificationFrequencyInDays         Int32
  AdminNotificationLanguage                EsnLanguage
  AdminNotificationsEnabled                Boolean
  AdminQuarantinePermissionsList           MultiValuedProperty
  CustomDisclaimer                         String
  DomainController                         Fqdn
  EndUserQuarantinePermissions             QuarantinePermissions
  EndUserQuarantinePermissionsValue        Int32
  EndUserSpamNotificationCustomFromAddress String
  EndUserSpamNotificationFrequency         TimeSpan
  EndUserSpamNotificationFrequencyInDays   Int32
  EndUserSpamNotificationLanguage          EsnLanguage
  EsnCustomSubject                         MultiValuedProperty
  ESNEnabled                               Boolean
  IncludeMessagesFromBlockedSenderAddress  Boolean
  MultiLanguageCustomDisclaimer            MultiValuedProperty
  MultiLanguageSenderName                  MultiValuedProperty
  MultiLanguageSetting                     MultiValuedProperty
  OrganizationBrandingEnabled              Boolean
  QuarantinePolicyType                     QuarantinePolicyType
  QuarantineRetentionDays                  Int32

Set-QuarantinePolicy Microsoft.Exchange.Management.SystemConfigurationTasks.SetQuarantinePolicy
  Identity                                 QuarantineTagIdParameter pos pipe req
  AdminNotificationFrequencyInDays         Int32
  AdminNotificationLanguage                EsnLanguage
  AdminNotificationsEnabled                Boolean
  AdminQuarantinePermissionsList           MultiValuedProperty
  Confirm                                  SwitchParameter          alias=cf
  CustomDisclaimer                         String
  DomainController                         Fqdn
  EndUserQuarantinePermissions             QuarantinePermissions
  EndUserQuarantinePermissionsValue        Int32
  EndUserSpamNotificationCustomFromAddress String
  EndUserSpamNotificationFrequency         TimeSpan
  EndUserSpamNotificationFrequencyInDays   Int32
  EndUserSpamNotificationLanguage          EsnLanguage
  EsnCustomSubject                         MultiValuedProperty
  ESNEnabled                               Boolean
  IgnoreDehydratedFlag                     SwitchParameter
  IncludeMessagesFromBlockedSenderAddress  Boolean
  MultiLanguageCustomDisclaimer            MultiValuedProperty
  MultiLanguageSenderName                  MultiValuedProperty
  MultiLanguageSetting                     MultiValuedProperty
  OrganizationBrandingEnabled              Boolean
  QuarantineRetentionDays                  Int32
  WhatIf                                   SwitchParameter          alias=wi

Remove-QuarantinePolicy Microsoft.Exchange.Management.SystemConfigurationTasks.RemoveQuarantinePolicy
  Identity         QuarantineTagIdParameter pos pipe req
  DomainController Fqdn
""",
    NAMESPACE,
    VALUES,
)
