"""Message trace: what the cmdlets take. Names, types, sets and values as Microsoft documents them (see NOTICE.md)."""

from eopsh.demo.definitions.table import read_table

VALUES = {
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
""",
    NAMESPACE,
    VALUES,
)
