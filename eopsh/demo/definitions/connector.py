"""Connectors: what the cmdlets take. Names, types, sets and values as Microsoft documents them (see NOTICE.md)."""

from eopsh.demo.definitions.table import read_table

VALUES = {
    "MtaStsMode": "Opportunistic None",
    "SmtpDaneMode": "Opportunistic Mandatory None",
    "TenantConnectorSource": "Default HybridWizard Migrated",
    "TenantConnectorType": "Partner OnPremises",
    "TlsAuthLevel": "EncryptionOnly CertificateValidation DomainValidation",
}

NAMESPACE = "Microsoft.Exchange.Data.Directory.SystemConfiguration"

CMDLETS = read_table(
    """
Get-InboundConnector Microsoft.Exchange.Management.SystemConfigurationTasks.GetInboundConnector
  Identity   InboundConnectorIdParameter pos pipe
  ResultSize Unlimited

New-InboundConnector Microsoft.Exchange.Management.SystemConfigurationTasks.NewInboundConnector
  Name                         String                pos req
  SenderDomains                MultiValuedProperty   req
  AssociatedAcceptedDomains    MultiValuedProperty
  ClientHostNames              MultiValuedProperty
  CloudServicesMailEnabled     Boolean
  Comment                      String
  Confirm                      SwitchParameter       alias=cf
  ConnectorSource              TenantConnectorSource
  ConnectorType                TenantConnectorType
  EFSkipIPs                    MultiValuedProperty
  EFSkipLastIP                 Boolean
  EFSkipMailGateway            MultiValuedProperty
  EFTestMode                   Boolean
  EFUsers                      MultiValuedProperty
  Enabled                      Boolean
  RequireTls                   Boolean
  RestrictDomainsToCertificate Boolean
  RestrictDomainsToIPAddresses Boolean
  ScanAndDropRecipients        MultiValuedProperty
  SenderIPAddresses            MultiValuedProperty
  TlsSenderCertificateName     TlsCertificate
  TreatMessagesAsInternal      Boolean
  TrustedOrganizations         MultiValuedProperty
  WhatIf                       SwitchParameter       alias=wi

Set-InboundConnector Microsoft.Exchange.Management.SystemConfigurationTasks.SetInboundConnector
  Identity                     InboundConnectorIdParameter pos pipe req
  AssociatedAcceptedDomains    MultiValuedProperty
  CloudServicesMailEnabled     Boolean
  Comment                      String
  Confirm                      SwitchParameter             alias=cf
  ConnectorSource              TenantConnectorSource
  ConnectorType                TenantConnectorType
  EFSkipIPs                    MultiValuedProperty
  EFSkipLastIP                 Boolean
  EFSkipMailGateway            MultiValuedProperty
  EFTestMode                   Boolean
  EFUsers                      MultiValuedProperty
  Enabled                      Boolean
  Name                         String
  RequireTls                   Boolean
  RestrictDomainsToCertificate Boolean
  RestrictDomainsToIPAddresses Boolean
  ScanAndDropRecipients        MultiValuedProperty
  SenderDomains                MultiValuedProperty
  SenderIPAddresses            MultiValuedProperty
  TlsSenderCertificateName     TlsCertificate
  TreatMessagesAsInternal      Boolean
  TrustedOrganizations         MultiValuedProperty
  WhatIf                       SwitchParameter             alias=wi

Remove-InboundConnector Microsoft.Exchange.Management.SystemConfigurationTasks.RemoveInboundConnector impact=High
  Identity InboundConnectorIdParameter pos pipe req
  Confirm  SwitchParameter             alias=cf
  WhatIf   SwitchParameter             alias=wi

Get-OutboundConnector Microsoft.Exchange.Management.SystemConfigurationTasks.GetOutboundConnector
  Identity                  OutboundConnectorIdParameter pos pipe
  IncludeTestModeConnectors Boolean
  IsTransportRuleScoped     Boolean
  ResultSize                Unlimited

New-OutboundConnector Microsoft.Exchange.Management.SystemConfigurationTasks.NewOutboundConnector
  Name                          String                   pos req
  AllAcceptedDomains            Boolean
  CloudServicesMailEnabled      Boolean
  Comment                       String
  Confirm                       SwitchParameter          alias=cf
  ConnectorSource               TenantConnectorSource
  ConnectorType                 TenantConnectorType
  Enabled                       Boolean
  IsTransportRuleScoped         Boolean
  LinkForModifiedConnector      Guid
  MtaStsMode                    MtaStsMode
  RecipientDomains              MultiValuedProperty
  RouteAllMessagesViaOnPremises Boolean
  SenderRewritingEnabled        Boolean
  SmartHosts                    MultiValuedProperty
  SmtpDaneMode                  SmtpDaneMode
  TestMode                      Boolean
  TlsDomain                     SmtpDomainWithSubdomains
  TlsSettings                   TlsAuthLevel
  UseMXRecord                   Boolean
  WhatIf                        SwitchParameter          alias=wi

Set-OutboundConnector Microsoft.Exchange.Management.SystemConfigurationTasks.SetOutboundConnector
  Identity                      OutboundConnectorIdParameter pos pipe req
  AllAcceptedDomains            Boolean
  CloudServicesMailEnabled      Boolean
  Comment                       String
  Confirm                       SwitchParameter              alias=cf
  ConnectorSource               TenantConnectorSource
  ConnectorType                 TenantConnectorType
  Enabled                       Boolean
  IsTransportRuleScoped         Boolean
  IsValidated                   Boolean
  LastValidationTimestamp       DateTime
  MtaStsMode                    MtaStsMode
  Name                          String
  RecipientDomains              MultiValuedProperty
  RouteAllMessagesViaOnPremises Boolean
  SenderRewritingEnabled        Boolean
  SmartHosts                    MultiValuedProperty
  SmtpDaneMode                  SmtpDaneMode
  TestMode                      Boolean
  TlsDomain                     SmtpDomainWithSubdomains
  TlsSettings                   TlsAuthLevel
  UseMXRecord                   Boolean
  ValidationRecipients          String[]
  WhatIf                        SwitchParameter              alias=wi

Remove-OutboundConnector Microsoft.Exchange.Management.SystemConfigurationTasks.RemoveOutboundConnector impact=High
  Identity OutboundConnectorIdParameter pos pipe req
  Confirm  SwitchParameter              alias=cf
  WhatIf   SwitchParameter              alias=wi
""",
    NAMESPACE,
    VALUES,
)
