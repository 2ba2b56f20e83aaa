"""Mail traffic reports: what the cmdlets take. Names, types, sets and values as Microsoft documents them (see NOTICE.md)."""

from eopsh.demo.definitions.table import read_table

VALUES: dict[str, str] = {}

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
