# ruff: noqa: E501  (a table)
"""Mail traffic reports: what the cmdlets take. Names, types, sets and values as Microsoft documents them (see NOTICE.md)."""

from eopsh.demo.definitions.table import read_table

VALUES = {
    "Get-MailTrafficATPReport.AggregateBy": "Hour|Day|Summary",
    "Get-MailTrafficATPReport.Direction": "Inbound|Outbound|IntraOrg",
    "Get-MailTrafficATPReport.SummarizeBy": "Action|Direction|Domain|EventType",
    "Get-MailTrafficPolicyReport.AggregateBy": "Hour|Day|Summary",
    "Get-MailTrafficPolicyReport.Direction": "Inbound|Outbound",
    "Get-MailTrafficPolicyReport.EventType": "DLPActionHits|DLPPolicyFalsePositive|DLPPolicyHits|DLPPolicyOverride|DLPRuleHits|TransportRuleActionHits|TransportRuleHits",
    "Get-MailTrafficPolicyReport.SummarizeBy": "Action|Direction|DLPPolicy|Domain|EventType|TransportRule",
    "Get-MailTrafficSummaryReport.Category": "InboundDLPHits|OutboundDLPHits|InboundTransportRuleHits|OutboundTransportRuleHits|InboundDLPPolicyRuleHits|OutboundDLPPolicyRuleHits|TopSpamRecipient|TopMailSender|TopMailRecipient|TopMalwareRecipient|TopMalwareAtpRecipient|TopMalware|TopPhishRecipient|TopPhishAtpRecipient|TopIntraOrgRecipient|TopIntraOrgSender|TopIntraOrgSpamRecipient|TopIntraOrgMalwareRecipient|TopIntraOrgPhishRecipient|TopIntraOrgPhishAtpRecipient|TopIntraOrgMalwareAtpRecipient|TopComplianceTagActivityCount|TopComplianceTagActivityCountByDay",
    "Get-MailFlowStatusReport.Direction": "Inbound|IntraOrg|Outbound",
    "Get-MailFlowStatusReport.EventType": "EdgeBlockSpam|EmailMalware|EmailPhish|GoodMail|SpamDetections|TransportRules",
    "Get-MailDetailATPReport.Direction": "Inbound|Outbound|IntraOrg",
    "Get-MailDetailTransportRuleReport.Direction": "Inbound|Outbound",
    "Get-MailDetailTransportRuleReport.EventType": "EncryptionManual|EncryptionPolicy|TransportRuleActionHits|TransportRuleHits",
}

NAMESPACE = "Microsoft.Exchange.Management.FfoReporting"

CMDLETS = read_table(
    """
Get-MailTrafficATPReport Microsoft.Exchange.Management.FfoReporting.GetMailTrafficATPReport
  Action               MultiValuedProperty
  AggregateBy          String
  Direction            MultiValuedProperty
  Domain               MultiValuedProperty pipe
  EndDate              DateTime
  EventType            MultiValuedProperty
  NumberOfRows         Int32
  Page                 Int32
  PageSize             Int32
  PivotBy              MultiValuedProperty
  ProbeTag             String
  StartDate            DateTime
  SummarizeBy          MultiValuedProperty
  ThreatClassification MultiValuedProperty

Get-MailTrafficPolicyReport Microsoft.Exchange.Management.FfoReporting.GetMailTrafficPolicyReport
  Action        MultiValuedProperty
  AggregateBy   String
  Direction     MultiValuedProperty
  DlpPolicy     MultiValuedProperty
  Domain        MultiValuedProperty pipe
  EndDate       DateTime
  EventType     MultiValuedProperty
  Page          Int32
  PageSize      Int32
  ProbeTag      String
  StartDate     DateTime
  SummarizeBy   MultiValuedProperty
  TransportRule MultiValuedProperty

Get-MailTrafficSummaryReport Microsoft.Exchange.Management.FfoReporting.GetMailTrafficSummaryReport
  Category      String
  DlpPolicy     MultiValuedProperty
  Domain        MultiValuedProperty pipe
  EndDate       DateTime
  Page          Int32
  PageSize      Int32
  ProbeTag      String
  StartDate     DateTime
  TransportRule MultiValuedProperty

Get-MailFlowStatusReport Microsoft.Exchange.Management.FfoReporting.GetMailFlowStatusReport
  Direction MultiValuedProperty
  Domain    MultiValuedProperty pipe
  EndDate   DateTime
  EventType MultiValuedProperty
  Page      Int32
  PageSize  Int32
  ProbeTag  String
  StartDate DateTime

Get-MailDetailATPReport Microsoft.Exchange.Management.FfoReporting.GetMailDetailATPReport
  DataSource       String
  Direction        MultiValuedProperty
  Domain           MultiValuedProperty pipe
  EndDate          DateTime
  EventType        MultiValuedProperty
  MessageId        MultiValuedProperty
  MessageTraceId   MultiValuedProperty
  Page             Int32
  PageSize         Int32
  ProbeTag         String
  RecipientAddress MultiValuedProperty
  SenderAddress    MultiValuedProperty
  StartDate        DateTime

Get-MailDetailTransportRuleReport Microsoft.Exchange.Management.FfoReporting.GetMailDetailTransportRuleReport
  Action           MultiValuedProperty
  Direction        MultiValuedProperty
  Domain           MultiValuedProperty pipe
  EndDate          DateTime
  EventType        MultiValuedProperty
  MessageId        MultiValuedProperty
  MessageTraceId   MultiValuedProperty
  Page             Int32
  PageSize         Int32
  ProbeTag         String
  RecipientAddress MultiValuedProperty
  SenderAddress    MultiValuedProperty
  StartDate        DateTime
  TransportRule    MultiValuedProperty
""",
    NAMESPACE,
    VALUES,
)
