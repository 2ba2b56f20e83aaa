# ruff: noqa: E501  (a table)
"""Remote domains: what the cmdlets take. Names, types, sets and values as Microsoft documents them (see NOTICE.md)."""

from eopsh.demo.definitions.table import read_table

VALUES = {
    "AllowedOOFType": "External ExternalLegacy InternalLegacy None",
    "ByteEncoderTypeFor7BitCharsetsEnum": "Use7Bit UseQP UseBase64 UseQPHtmlDetectTextPlain UseBase64HtmlDetectTextPlain UseQPHtml7BitTextPlain UseBase64Html7BitTextPlain Undefined",
    "ContentType": "MimeHtmlText MimeText MimeHtml",
    "PreferredInternetCodePageForShiftJisEnum": "50220 50221 50222 Undefined",
}

NAMESPACE = "Microsoft.Exchange.Data.Directory.SystemConfiguration"

CMDLETS = read_table(
    """
Get-RemoteDomain Microsoft.Exchange.Management.SystemConfigurationTasks.GetRemoteDomain
  Identity   RemoteDomainIdParameter pos pipe
  ResultSize Unlimited

New-RemoteDomain Microsoft.Exchange.Management.SystemConfigurationTasks.NewRemoteDomain
  Name       String                   pos req
  DomainName SmtpDomainWithSubdomains req
  Confirm    SwitchParameter          alias=cf
  WhatIf     SwitchParameter          alias=wi

Set-RemoteDomain Microsoft.Exchange.Management.SystemConfigurationTasks.SetRemoteDomain
  Identity                             RemoteDomainIdParameter                  pos pipe req
  AllowedOOFType                       AllowedOOFType
  AutoForwardEnabled                   Boolean
  AutoReplyEnabled                     Boolean
  ByteEncoderTypeFor7BitCharsets       ByteEncoderTypeFor7BitCharsetsEnum
  CharacterSet                         String
  Confirm                              SwitchParameter                          alias=cf
  ContentType                          ContentType
  DeliveryReportEnabled                Boolean
  DisplaySenderName                    Boolean
  IsInternal                           Boolean
  LineWrapSize                         Unlimited
  MeetingForwardNotificationEnabled    Boolean
  Name                                 String
  NDRDiagnosticInfoEnabled             Boolean
  NDREnabled                           Boolean
  NonMimeCharacterSet                  String
  PreferredInternetCodePageForShiftJis PreferredInternetCodePageForShiftJisEnum
  RequiredCharsetCoverage              Int32
  TargetDeliveryDomain                 Boolean
  TNEFEnabled                          Boolean
  TrustedMailInboundEnabled            Boolean
  TrustedMailOutboundEnabled           Boolean
  UseSimpleDisplayName                 Boolean
  WhatIf                               SwitchParameter                          alias=wi

Remove-RemoteDomain Microsoft.Exchange.Management.SystemConfigurationTasks.RemoveRemoteDomain impact=High
  Identity RemoteDomainIdParameter pos pipe req
  Confirm  SwitchParameter         alias=cf
  WhatIf   SwitchParameter         alias=wi
""",
    NAMESPACE,
    VALUES,
)
