"""The organization itself: what the cmdlets take. Names, types, sets and values as Microsoft documents them (see NOTICE.md)."""

from eopsh.demo.definitions.table import read_table

VALUES: dict[str, str] = {}

NAMESPACE = "Microsoft.Exchange.Data.Directory.SystemConfiguration"

CMDLETS = read_table(
    """
Get-OrganizationConfig Microsoft.Exchange.Management.SystemConfigurationTasks.GetOrganizationConfig
""",
    NAMESPACE,
    VALUES,
)
