"""Anti-spam policies: what the cmdlets take. Names, types, sets and values as Microsoft documents them (see NOTICE.md)."""

from eopsh.demo.definitions.table import read_table

VALUES = {
    "BulkMovesEnabled": "On Off NotSet",
    "IntraOrgFilterState": "Default HighConfidencePhish Phish HighConfidenceSpam Spam Disabled",
    "PhishFilteringAction": "Redirect Quarantine",
    "RecommendedPolicyType": "Standard Strict",
    "SpamFilteringAction": "AddXHeader Delete ModifySubject MoveToJmf NoAction Quarantine Redirect",
    "SpamFilteringOption": "Off On Test",
    "SpamFilteringTestModeAction": "None AddXHeader BccMessage",
}

NAMESPACE = "Microsoft.Exchange.Data.Directory.SystemConfiguration"

CMDLETS = read_table(
    """
Get-HostedContentFilterPolicy Microsoft.Exchange.Management.SystemConfigurationTasks.GetHostedContentFilterPolicy
  Identity HostedContentFilterPolicyIdParameter pos pipe

New-HostedContentFilterPolicy Microsoft.Exchange.Management.SystemConfigurationTasks.NewHostedContentFilterPolicy
  Name                                     String                      pos req
  AddXHeaderValue                          String
  AdminDisplayName                         String
  AllowedSenderDomains                     MultiValuedProperty
  AllowedSenders                           MultiValuedProperty
  BlockedSenderDomains                     MultiValuedProperty
  BlockedSenders                           MultiValuedProperty
  BulkMovesEnabled                         BulkMovesEnabled
  BulkQuarantineTag                        String
  BulkSpamAction                           SpamFilteringAction
  BulkThreshold                            Int32
  Confirm                                  SwitchParameter             alias=cf
  DownloadLink                             Boolean
  EnableEndUserSpamNotifications           Boolean
  EnableLanguageBlockList                  Boolean
  EnableRegionBlockList                    Boolean
  EndUserSpamNotificationCustomFromAddress SmtpAddress
  EndUserSpamNotificationCustomFromName    String
  EndUserSpamNotificationCustomSubject     String
  EndUserSpamNotificationFrequency         Int32
  EndUserSpamNotificationLanguage          EsnLanguage
  EndUserSpamNotificationLimit             Int32
  HighConfidencePhishAction                PhishFilteringAction
  HighConfidencePhishQuarantineTag         String
  HighConfidenceSpamAction                 SpamFilteringAction
  HighConfidenceSpamQuarantineTag          String
  IncreaseScoreWithBizOrInfoUrls           SpamFilteringOption
  IncreaseScoreWithImageLinks              SpamFilteringOption
  IncreaseScoreWithNumericIps              SpamFilteringOption
  IncreaseScoreWithRedirectToOtherPort     SpamFilteringOption
  InlineSafetyTipsEnabled                  Boolean
  IntraOrgFilterState                      IntraOrgFilterState
  LanguageBlockList                        MultiValuedProperty
  MarkAsSpamBulkMail                       SpamFilteringOption
  MarkAsSpamEmbedTagsInHtml                SpamFilteringOption
  MarkAsSpamEmptyMessages                  SpamFilteringOption
  MarkAsSpamFormTagsInHtml                 SpamFilteringOption
  MarkAsSpamFramesInHtml                   SpamFilteringOption
  MarkAsSpamFromAddressAuthFail            SpamFilteringOption
  MarkAsSpamJavaScriptInHtml               SpamFilteringOption
  MarkAsSpamNdrBackscatter                 SpamFilteringOption
  MarkAsSpamObjectTagsInHtml               SpamFilteringOption
  MarkAsSpamSensitiveWordList              SpamFilteringOption
  MarkAsSpamSpfRecordHardFail              SpamFilteringOption
  MarkAsSpamWebBugsInHtml                  SpamFilteringOption
  ModifySubjectValue                       String
  PhishQuarantineTag                       String
  PhishSpamAction                          SpamFilteringAction
  PhishZapEnabled                          Boolean
  QuarantineRetentionPeriod                Int32
  RecommendedPolicyType                    RecommendedPolicyType
  RedirectToRecipients                     MultiValuedProperty
  RegionBlockList                          MultiValuedProperty
  SpamAction                               SpamFilteringAction
  SpamQuarantineTag                        String
  SpamZapEnabled                           Boolean
  TestModeAction                           SpamFilteringTestModeAction
  TestModeBccToRecipients                  MultiValuedProperty
  WhatIf                                   SwitchParameter             alias=wi

Set-HostedContentFilterPolicy Microsoft.Exchange.Management.SystemConfigurationTasks.SetHostedContentFilterPolicy
  Identity                                 HostedContentFilterPolicyIdParameter pos pipe req
  AddXHeaderValue                          String
  AdminDisplayName                         String
  AllowedSenderDomains                     MultiValuedProperty
  AllowedSenders                           MultiValuedProperty
  BlockedSenderDomains                     MultiValuedProperty
  BlockedSenders                           MultiValuedProperty
  BulkMovesEnabled                         BulkMovesEnabled
  BulkQuarantineTag                        String
  BulkSpamAction                           SpamFilteringAction
  BulkThreshold                            Int32
  Confirm                                  SwitchParameter                      alias=cf
  DownloadLink                             Boolean
  EnableEndUserSpamNotifications           Boolean
  EnableLanguageBlockList                  Boolean
  EnableRegionBlockList                    Boolean
  EndUserSpamNotificationCustomFromAddress SmtpAddress
  EndUserSpamNotificationCustomFromName    String
  EndUserSpamNotificationCustomSubject     String
  EndUserSpamNotificationFrequency         Int32
  EndUserSpamNotificationLanguage          EsnLanguage
  EndUserSpamNotificationLimit             Int32
  HighConfidencePhishAction                PhishFilteringAction
  HighConfidencePhishQuarantineTag         String
  HighConfidenceSpamAction                 SpamFilteringAction
  HighConfidenceSpamQuarantineTag          String
  IncreaseScoreWithBizOrInfoUrls           SpamFilteringOption
  IncreaseScoreWithImageLinks              SpamFilteringOption
  IncreaseScoreWithNumericIps              SpamFilteringOption
  IncreaseScoreWithRedirectToOtherPort     SpamFilteringOption
  InlineSafetyTipsEnabled                  Boolean
  IntraOrgFilterState                      IntraOrgFilterState
  LanguageBlockList                        MultiValuedProperty
  MakeDefault                              SwitchParameter
  MarkAsSpamBulkMail                       SpamFilteringOption
  MarkAsSpamEmbedTagsInHtml                SpamFilteringOption
  MarkAsSpamEmptyMessages                  SpamFilteringOption
  MarkAsSpamFormTagsInHtml                 SpamFilteringOption
  MarkAsSpamFramesInHtml                   SpamFilteringOption
  MarkAsSpamFromAddressAuthFail            SpamFilteringOption
  MarkAsSpamJavaScriptInHtml               SpamFilteringOption
  MarkAsSpamNdrBackscatter                 SpamFilteringOption
  MarkAsSpamObjectTagsInHtml               SpamFilteringOption
  MarkAsSpamSensitiveWordList              SpamFilteringOption
  MarkAsSpamSpfRecordHardFail              SpamFilteringOption
  MarkAsSpamWebBugsInHtml                  SpamFilteringOption
  ModifySubjectValue                       String
  PhishQuarantineTag                       String
  PhishSpamAction                          SpamFilteringAction
  PhishZapEnabled                          Boolean
  QuarantineRetentionPeriod                Int32
  RedirectToRecipients                     MultiValuedProperty
  RegionBlockList                          MultiValuedProperty
  SpamAction                               SpamFilteringAction
  SpamQuarantineTag                        String
  SpamZapEnabled                           Boolean
  TestModeAction                           SpamFilteringTestModeAction
  TestModeBccToRecipients                  MultiValuedProperty
  WhatIf                                   SwitchParameter                      alias=wi

Remove-HostedContentFilterPolicy Microsoft.Exchange.Management.SystemConfigurationTasks.RemoveHostedContentFilterPolicy impact=High
  Identity HostedContentFilterPolicyIdParameter pos pipe req
  Confirm  SwitchParameter                      alias=cf
  WhatIf   SwitchParameter                      alias=wi
""",
    NAMESPACE,
    VALUES,
)
