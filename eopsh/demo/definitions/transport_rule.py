"""Transport rules (mail flow rules): what the cmdlets take. Names, types, sets and values as Microsoft documents them (see NOTICE.md)."""

from eopsh.demo.definitions.table import read_table

RULE_PARAMETERS = """
  ActivationDate                               DateTime
  ADComparisonAttribute                        ADAttribute
  ADComparisonOperator                         Evaluation
  AddManagerAsRecipientType                    AddedRecipientType
  AddToRecipients                              RecipientIdParameter[]
  AnyOfCcHeader                                RecipientIdParameter[]
  AnyOfCcHeaderMemberOf                        RecipientIdParameter[]
  AnyOfRecipientAddressContainsWords           Word[]
  AnyOfRecipientAddressMatchesPatterns         Pattern[]
  AnyOfToCcHeader                              RecipientIdParameter[]
  AnyOfToCcHeaderMemberOf                      RecipientIdParameter[]
  AnyOfToHeader                                RecipientIdParameter[]
  AnyOfToHeaderMemberOf                        RecipientIdParameter[]
  ApplyClassification                          String
  ApplyHtmlDisclaimerFallbackAction            DisclaimerFallbackAction
  ApplyHtmlDisclaimerLocation                  DisclaimerLocation
  ApplyHtmlDisclaimerText                      DisclaimerText
  ApplyOME                                     Boolean
  ApplyRightsProtectionCustomizationTemplate   OMEConfigurationIdParameter
  ApplyRightsProtectionTemplate                RmsTemplateIdParameter
  AttachmentContainsWords                      Word[]
  AttachmentExtensionMatchesWords              Word[]
  AttachmentHasExecutableContent               Boolean
  AttachmentIsPasswordProtected                Boolean
  AttachmentIsUnsupported                      Boolean
  AttachmentMatchesPatterns                    Pattern[]
  AttachmentNameMatchesPatterns                Pattern[]
  AttachmentProcessingLimitExceeded            Boolean
  AttachmentPropertyContainsWords              Word[]
  AttachmentSizeOver                           ByteQuantifiedSize
  BetweenMemberOf1                             RecipientIdParameter[]
  BetweenMemberOf2                             RecipientIdParameter[]
  BlindCopyTo                                  RecipientIdParameter[]
  Comments                                     String
  ContentCharacterSetContainsWords             Word[]
  CopyTo                                       RecipientIdParameter[]
  DeleteMessage                                Boolean
  Disconnect                                   Boolean
  ExceptIfADComparisonAttribute                ADAttribute
  ExceptIfADComparisonOperator                 Evaluation
  ExceptIfAnyOfCcHeader                        RecipientIdParameter[]
  ExceptIfAnyOfCcHeaderMemberOf                RecipientIdParameter[]
  ExceptIfAnyOfRecipientAddressContainsWords   Word[]
  ExceptIfAnyOfRecipientAddressMatchesPatterns Pattern[]
  ExceptIfAnyOfToCcHeader                      RecipientIdParameter[]
  ExceptIfAnyOfToCcHeaderMemberOf              RecipientIdParameter[]
  ExceptIfAnyOfToHeader                        RecipientIdParameter[]
  ExceptIfAnyOfToHeaderMemberOf                RecipientIdParameter[]
  ExceptIfAttachmentContainsWords              Word[]
  ExceptIfAttachmentExtensionMatchesWords      Word[]
  ExceptIfAttachmentHasExecutableContent       Boolean
  ExceptIfAttachmentIsPasswordProtected        Boolean
  ExceptIfAttachmentIsUnsupported              Boolean
  ExceptIfAttachmentMatchesPatterns            Pattern[]
  ExceptIfAttachmentNameMatchesPatterns        Pattern[]
  ExceptIfAttachmentProcessingLimitExceeded    Boolean
  ExceptIfAttachmentPropertyContainsWords      Word[]
  ExceptIfAttachmentSizeOver                   ByteQuantifiedSize
  ExceptIfBetweenMemberOf1                     RecipientIdParameter[]
  ExceptIfBetweenMemberOf2                     RecipientIdParameter[]
  ExceptIfContentCharacterSetContainsWords     Word[]
  ExceptIfFrom                                 RecipientIdParameter[]
  ExceptIfFromAddressContainsWords             Word[]
  ExceptIfFromAddressMatchesPatterns           Pattern[]
  ExceptIfFromMemberOf                         RecipientIdParameter[]
  ExceptIfFromScope                            FromUserScope
  ExceptIfHasClassification                    String
  ExceptIfHasNoClassification                  Boolean
  ExceptIfHasSenderOverride                    Boolean
  ExceptIfHeaderContainsMessageHeader          HeaderName
  ExceptIfHeaderContainsWords                  Word[]
  ExceptIfHeaderMatchesMessageHeader           HeaderName
  ExceptIfHeaderMatchesPatterns                Pattern[]
  ExceptIfManagerAddresses                     RecipientIdParameter[]
  ExceptIfManagerForEvaluatedUser              EvaluatedUser
  ExceptIfMessageSizeOver                      ByteQuantifiedSize
  ExceptIfMessageTypeMatches                   MessageType
  ExceptIfRecipientADAttributeContainsWords    Word[]
  ExceptIfRecipientADAttributeMatchesPatterns  Pattern[]
  ExceptIfRecipientAddressContainsWords        Word[]
  ExceptIfRecipientAddressMatchesPatterns      Pattern[]
  ExceptIfRecipientDomainIs                    Word[]
  ExceptIfRecipientInSenderList                Word[]
  ExceptIfSCLOver                              SclValue
  ExceptIfSenderADAttributeContainsWords       Word[]
  ExceptIfSenderADAttributeMatchesPatterns     Pattern[]
  ExceptIfSenderDomainIs                       Word[]
  ExceptIfSenderInRecipientList                Word[]
  ExceptIfSenderIpRanges                       MultiValuedProperty
  ExceptIfSenderManagementRelationship         ManagementRelationship
  ExceptIfSentTo                               RecipientIdParameter[]
  ExceptIfSentToMemberOf                       RecipientIdParameter[]
  ExceptIfSentToScope                          ToUserScope
  ExceptIfSubjectContainsWords                 Word[]
  ExceptIfSubjectMatchesPatterns               Pattern[]
  ExceptIfSubjectOrBodyContainsWords           Word[]
  ExceptIfSubjectOrBodyMatchesPatterns         Pattern[]
  ExceptIfWithImportance                       Importance
  ExpiryDate                                   DateTime
  From                                         RecipientIdParameter[]
  FromAddressContainsWords                     Word[]
  FromAddressMatchesPatterns                   Pattern[]
  FromMemberOf                                 RecipientIdParameter[]
  FromScope                                    FromUserScope
  GenerateIncidentReport                       RecipientIdParameter
  GenerateNotification                         DisclaimerText
  HasClassification                            String
  HasNoClassification                          Boolean
  HasSenderOverride                            Boolean
  HeaderContainsMessageHeader                  HeaderName
  HeaderContainsWords                          Word[]
  HeaderMatchesMessageHeader                   HeaderName
  HeaderMatchesPatterns                        Pattern[]
  IncidentReportContent                        IncidentReportContent[]
  LogEventText                                 EventLogText
  ManagerAddresses                             RecipientIdParameter[]
  ManagerForEvaluatedUser                      EvaluatedUser
  MessageSizeOver                              ByteQuantifiedSize
  MessageTypeMatches                           MessageType
  Mode                                         RuleMode
  ModerateMessageByManager                     Boolean
  ModerateMessageByUser                        RecipientIdParameter[]
  PrependSubject                               SubjectPrefix
  Priority                                     Int32
  Quarantine                                   Boolean
  RecipientADAttributeContainsWords            Word[]
  RecipientADAttributeMatchesPatterns          Pattern[]
  RecipientAddressContainsWords                Word[]
  RecipientAddressMatchesPatterns              Pattern[]
  RecipientAddressType                         RecipientAddressType
  RecipientDomainIs                            Word[]
  RecipientInSenderList                        Word[]
  RedirectMessageTo                            RecipientIdParameter[]
  RejectMessageEnhancedStatusCode              RejectEnhancedStatus
  RejectMessageReasonText                      RejectText
  RemoveHeader                                 HeaderName
  RemoveOME                                    Boolean
  RemoveOMEv2                                  Boolean
  RemoveRMSAttachmentEncryption                Boolean
  RouteMessageOutboundConnector                OutboundConnectorIdParameter
  RouteMessageOutboundRequireTls               Boolean
  RuleErrorAction                              RuleErrorAction
  RuleSubType                                  RuleSubType
  SCLOver                                      SclValue
  SenderADAttributeContainsWords               Word[]
  SenderADAttributeMatchesPatterns             Pattern[]
  SenderAddressLocation                        SenderAddressLocation
  SenderDomainIs                               Word[]
  SenderInRecipientList                        Word[]
  SenderIpRanges                               MultiValuedProperty
  SenderManagementRelationship                 ManagementRelationship
  SentTo                                       RecipientIdParameter[]
  SentToMemberOf                               RecipientIdParameter[]
  SentToScope                                  ToUserScope
  SetAuditSeverity                             String
  SetHeaderName                                HeaderName
  SetHeaderValue                               HeaderValue
  SetSCL                                       SclValue
  SmtpRejectMessageRejectStatusCode            RejectStatusCode
  SmtpRejectMessageRejectText                  RejectText
  StopRuleProcessing                           Boolean
  SubjectContainsWords                         Word[]
  SubjectMatchesPatterns                       Pattern[]
  SubjectOrBodyContainsWords                   Word[]
  SubjectOrBodyMatchesPatterns                 Pattern[]
  WithImportance                               Importance
"""
"""What New- and Set-TransportRule share."""

VALUES = {
    "AddedRecipientType": "To Cc Bcc Redirect",
    "DisclaimerFallbackAction": "Wrap Ignore Reject",
    "DisclaimerLocation": "Append Prepend",
    "EvaluatedUser": "Recipient Sender",
    "Evaluation": "Equal NotEqual",
    "FromUserScope": "InOrganization NotInOrganization",
    "Importance": "Low Normal High",
    "IncidentReportContent": "Sender Recipients Subject CC BCC Severity RuleDetections FalsePositive IdMatch AttachOriginalMail",
    "ManagementRelationship": "Manager DirectReport",
    "MessageType": "OOF AutoForward Encrypted Calendaring PermissionControlled Voicemail Signed ApprovalRequest ReadReceipt",
    "RecipientAddressType": "Original Resolved",
    "RuleErrorAction": "Ignore Defer",
    "RuleMode": "Audit AuditAndNotify Enforce",
    "RuleState": "Enabled Disabled",
    "RuleSubType": "Dlp None",
    "SenderAddressLocation": "Header Envelope HeaderOrEnvelope",
    "SetAuditSeverity": "DoNotAudit Low Medium High",
    "ToUserScope": "InOrganization NotInOrganization ExternalPartner ExternalNonPartner",
}

NAMESPACE = "Microsoft.Exchange.MessagingPolicies.Rules.Tasks"

CMDLETS = read_table(
    f"""
Get-TransportRule Microsoft.Exchange.MessagingPolicies.Rules.Tasks.GetTransportRule
  Identity                      RuleIdParameter pos pipe
  State                         RuleState
  ExcludeConditionActionDetails Boolean
  Filter                        String
  ResultSize                    Unlimited

New-TransportRule Microsoft.Exchange.MessagingPolicies.Rules.Tasks.NewTransportRule
  Name           String          pos req
  Confirm        SwitchParameter alias=cf
  Enabled        Boolean
  UseLegacyRegex Boolean
  WhatIf         SwitchParameter alias=wi
{RULE_PARAMETERS}

Set-TransportRule Microsoft.Exchange.MessagingPolicies.Rules.Tasks.SetTransportRule
  Identity RuleIdParameter pos pipe req
  Confirm  SwitchParameter alias=cf
  Name     String
  WhatIf   SwitchParameter alias=wi
{RULE_PARAMETERS}

Remove-TransportRule Microsoft.Exchange.MessagingPolicies.Rules.Tasks.RemoveTransportRule impact=High
  Identity RuleIdParameter pos pipe req
  Confirm  SwitchParameter alias=cf
  WhatIf   SwitchParameter alias=wi

Enable-TransportRule Microsoft.Exchange.MessagingPolicies.Rules.Tasks.EnableTransportRule
  Identity RuleIdParameter pos pipe req
  Confirm  SwitchParameter alias=cf
  Mode     RuleMode
  WhatIf   SwitchParameter alias=wi

Disable-TransportRule Microsoft.Exchange.MessagingPolicies.Rules.Tasks.DisableTransportRule impact=High
  Identity RuleIdParameter pos pipe req
  Confirm  SwitchParameter alias=cf
  WhatIf   SwitchParameter alias=wi
""",
    NAMESPACE,
    VALUES,
)
