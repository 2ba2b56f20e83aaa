"""Accepted domains: what the cmdlets take. Names, types, sets and values as Microsoft documents them (see NOTICE.md)."""

from eopsh.demo.definitions.table import read_table

VALUES = {
    "AcceptedDomainType": "Authoritative InternalRelay ExternalRelay",
}

NAMESPACE = "Microsoft.Exchange.Data.Directory.SystemConfiguration"

CMDLETS = read_table(
    """
Get-AcceptedDomain Microsoft.Exchange.Management.SystemConfigurationTasks.GetAcceptedDomain
  Identity   AcceptedDomainIdParameter pos pipe
  ResultSize Unlimited

Set-AcceptedDomain Microsoft.Exchange.Management.SystemConfigurationTasks.SetAcceptedDomain
  Identity                  AcceptedDomainIdParameter pos pipe req
  CanHaveCloudCache         Boolean
  Confirm                   SwitchParameter           alias=cf
  DomainType                AcceptedDomainType
  EnableNego2Authentication Boolean
  MailFlowRegion            String
  MatchSubDomains           Boolean
  OutboundOnly              Boolean
  SendingFromDomainDisabled Boolean
  SendingToDomainDisabled   Boolean
  WhatIf                    SwitchParameter           alias=wi
""",
    NAMESPACE,
    VALUES,
)
