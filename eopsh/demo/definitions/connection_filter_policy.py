"""The connection filter: what the cmdlets take. Names, types, sets and values as Microsoft documents them (see NOTICE.md)."""

from eopsh.demo.definitions.table import read_table

VALUES: dict[str, str] = {}

NAMESPACE = "Microsoft.Exchange.Data.Directory.SystemConfiguration"

CMDLETS = read_table(
    """
Get-HostedConnectionFilterPolicy Microsoft.Exchange.Management.SystemConfigurationTasks.GetHostedConnectionFilterPolicy
  Identity HostedConnectionFilterPolicyIdParameter pos pipe

Set-HostedConnectionFilterPolicy Microsoft.Exchange.Management.SystemConfigurationTasks.SetHostedConnectionFilterPolicy
  Identity            HostedConnectionFilterPolicyIdParameter pos pipe req
  AdminDisplayName    String
  ConfigurationXmlRaw String
  Confirm             SwitchParameter                         alias=cf
  EnableSafeList      Boolean
  IPAllowList         MultiValuedProperty
  IPBlockList         MultiValuedProperty
  MakeDefault         SwitchParameter
  WhatIf              SwitchParameter                         alias=wi
""",
    NAMESPACE,
    VALUES,
)
