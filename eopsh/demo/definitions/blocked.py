# ruff: noqa: E501  (a table)
"""Senders and connectors that were blocked: what the cmdlets take. Names, types, sets and values as Microsoft documents them (see NOTICE.md)."""

from eopsh.demo.definitions.table import read_table

VALUES: dict[str, str] = {}

NAMESPACE = "Microsoft.Exchange.Data.Directory.SystemConfiguration"

CMDLETS = read_table(
    """
Get-BlockedSenderAddress Microsoft.Exchange.Management.SystemConfigurationTasks.GetBlockedSenderAddress
  SenderAddress SmtpAddress

Remove-BlockedSenderAddress Microsoft.Exchange.Management.SystemConfigurationTasks.RemoveBlockedSenderAddress
  SenderAddress SmtpAddress req
  Reason        String

Get-BlockedConnector Microsoft.Exchange.Management.SystemConfigurationTasks.GetBlockedConnector
  ConnectorId Guid

Remove-BlockedConnector Microsoft.Exchange.Management.SystemConfigurationTasks.RemoveBlockedConnector
  ConnectorId Guid   req
  Reason      String
""",
    NAMESPACE,
    VALUES,
)
