"""Anti-phishing policies: what the cmdlets take. Names, types, sets and values as Microsoft documents them (see NOTICE.md)."""

from eopsh.demo.definitions.table import read_table

VALUES = {
    "RecommendedPolicyType": "Standard Strict",
    "SpoofAuthenticationFailAction": "MoveToJmf Quarantine",
    "SpoofDmarcQuarantineAction": "MoveToJmf Quarantine",
    "SpoofDmarcRejectAction": "Quarantine Reject",
}

NAMESPACE = "Microsoft.Exchange.Data.Directory.SystemConfiguration"

CMDLETS = read_table(
    """
Get-AntiPhishPolicy Microsoft.Exchange.Management.SystemConfigurationTasks.GetAntiPhishPolicy
  Identity AntiPhishPolicyIdParameter pos pipe
  Spoof    SwitchParameter

New-AntiPhishPolicy Microsoft.Exchange.Management.SystemConfigurationTasks.NewAntiPhishPolicy
  Name                         String                        pos req
  AdminDisplayName             String
  AuthenticationFailAction     SpoofAuthenticationFailAction
  Confirm                      SwitchParameter               alias=cf
  DmarcQuarantineAction        SpoofDmarcQuarantineAction
  DmarcRejectAction            SpoofDmarcRejectAction
  Enabled                      Boolean
  EnableFirstContactSafetyTips Boolean
  EnableSpoofIntelligence      Boolean
  EnableUnauthenticatedSender  Boolean
  EnableViaTag                 Boolean
  HonorDmarcPolicy             Boolean
  MakeDefault                  SwitchParameter
  RecommendedPolicyType        RecommendedPolicyType
  SpoofQuarantineTag           String
  WhatIf                       SwitchParameter               alias=wi

Set-AntiPhishPolicy Microsoft.Exchange.Management.SystemConfigurationTasks.SetAntiPhishPolicy
  Identity                     AntiPhishPolicyIdParameter    pos pipe req
  AdminDisplayName             String
  AuthenticationFailAction     SpoofAuthenticationFailAction
  Confirm                      SwitchParameter               alias=cf
  DmarcQuarantineAction        SpoofDmarcQuarantineAction
  DmarcRejectAction            SpoofDmarcRejectAction
  Enabled                      Boolean
  EnableFirstContactSafetyTips Boolean
  EnableSpoofIntelligence      Boolean
  EnableUnauthenticatedSender  Boolean
  EnableViaTag                 Boolean
  HonorDmarcPolicy             Boolean
  MakeDefault                  SwitchParameter
  SpoofQuarantineTag           String
  WhatIf                       SwitchParameter               alias=wi

Remove-AntiPhishPolicy Microsoft.Exchange.Management.SystemConfigurationTasks.RemoveAntiPhishPolicy impact=High
  Identity AntiPhishPolicyIdParameter pos pipe req
  Confirm  SwitchParameter            alias=cf
  Force    SwitchParameter
  WhatIf   SwitchParameter            alias=wi
""",
    NAMESPACE,
    VALUES,
)
