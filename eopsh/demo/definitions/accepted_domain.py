"""Accepted domains: what the cmdlets take. Names, types, sets and values as Microsoft documents them (see NOTICE.md)."""

from eopsh.demo.definitions.table import read_table

VALUES: dict[str, str] = {}

NAMESPACE = "Microsoft.Exchange.Data.Directory.SystemConfiguration"

CMDLETS = read_table(
    """
Get-AcceptedDomain Microsoft.Exchange.Management.SystemConfigurationTasks.GetAcceptedDomain
  Identity   AcceptedDomainIdParameter pos pipe
  ResultSize Unlimited
""",
    NAMESPACE,
    VALUES,
)
