"""Message trace: what the cmdlets take. Names, types, sets and values as Microsoft documents them (see NOTICE.md)."""

from eopsh.demo.definitions.table import read_table

VALUES = {
    "SubjectFilterType": "Contains EndsWith StartsWith",
    "Status": "None GettingStatus Failed Pending Delivered Expanded Quarantined FilteredAsSpam",
}

NAMESPACE = "Microsoft.Exchange.Management.FfoReporting"

CMDLETS = read_table(
    """
Get-MessageTrace Microsoft.Exchange.Management.FfoReporting.GetMessageTrace
  EndDate          DateTime            pipe
  FromIP           String              pipe
  MessageId        MultiValuedProperty pipe
  MessageTraceId   Guid                pipe
  Page             Int32
  PageSize         Int32
  ProbeTag         String
  RecipientAddress MultiValuedProperty pipe
  SenderAddress    MultiValuedProperty pipe
  StartDate        DateTime            pipe
  Status           MultiValuedProperty
  ToIP             String              pipe

Get-MessageTraceDetail Microsoft.Exchange.Management.FfoReporting.GetMessageTraceDetail
  MessageTraceId   Guid                pipe req
  RecipientAddress String              pipe req
  Action           MultiValuedProperty
  EndDate          DateTime            pipe
  Event            MultiValuedProperty
  MessageId        String              pipe
  Page             Int32
  PageSize         Int32
  ProbeTag         String
  SenderAddress    String              pipe
  StartDate        DateTime            pipe

Get-MessageTraceV2 Microsoft.Exchange.Management.FfoReporting.GetMessageTraceV2
  EndDate                  DateTime            pos pipe=name
  FromIP                   String              pos pipe=name
  MessageId                MultiValuedProperty pos pipe=name
  MessageTraceId           Guid                pos pipe=name
  RecipientAddress         MultiValuedProperty pos pipe=name
  ResultSize               Int32               pos pipe=name
  SenderAddress            MultiValuedProperty pos pipe=name
  StartDate                DateTime            pos pipe=name
  StartingRecipientAddress String              pos pipe=name
  Status                   MultiValuedProperty pos
  Subject                  String              pos pipe=name
  SubjectFilterType        String              pos pipe=name
  ToIP                     String              pos pipe=name

Get-MessageTraceDetailV2 Microsoft.Exchange.Management.FfoReporting.GetMessageTraceDetailV2
  Action           MultiValuedProperty pos
  EndDate          DateTime            pos pipe=name
  Event            MultiValuedProperty pos
  MessageId        String              pos pipe=name
  MessageTraceId   Guid                pos pipe=name req
  RecipientAddress String              pos pipe=name req
  SenderAddress    String              pos pipe=name
  StartDate        DateTime            pos pipe=name
""",
    NAMESPACE,
    VALUES,
)
