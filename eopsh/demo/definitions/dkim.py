"""DKIM signing: what the cmdlets take. Names, types, sets and values as Microsoft documents them (see NOTICE.md)."""

from eopsh.demo.definitions.table import read_table

VALUES = {
    "KeySize": "1024 2048",
    "CanonicalizationType": "Relaxed Simple",
}

NAMESPACE = "Microsoft.Exchange.Data.Directory.SystemConfiguration"

CMDLETS = read_table(
    """
Get-DkimSigningConfig Microsoft.Exchange.Management.SystemConfigurationTasks.GetDkimSigningConfig
  Identity DkimSigningConfigIdParameter pos pipe

New-DkimSigningConfig Microsoft.Exchange.Management.SystemConfigurationTasks.NewDkimSigningConfig
  DomainName             SmtpDomainWithSubdomains pos req
  Enabled                Boolean                  pos req
  AdminDisplayName       String
  BodyCanonicalization   CanonicalizationType
  Confirm                SwitchParameter          alias=cf
  HeaderCanonicalization CanonicalizationType
  KeySize                UInt16
  WhatIf                 SwitchParameter          alias=wi

Set-DkimSigningConfig Microsoft.Exchange.Management.SystemConfigurationTasks.SetDkimSigningConfig
  Identity               DkimSigningConfigIdParameter pos pipe req
  AdminDisplayName       String
  BodyCanonicalization   CanonicalizationType
  Confirm                SwitchParameter              alias=cf
  Enabled                Boolean
  HeaderCanonicalization CanonicalizationType
  PublishTxtRecords      SwitchParameter
  WhatIf                 SwitchParameter              alias=wi

Rotate-DkimSigningConfig Microsoft.Exchange.Management.SystemConfigurationTasks.RotateDkimSigningConfig
  Identity DkimSigningConfigIdParameter pos pipe req
  Confirm  SwitchParameter              alias=cf
  KeySize  UInt16
  WhatIf   SwitchParameter              alias=wi

Remove-DkimSigningConfig Microsoft.Exchange.Management.SystemConfigurationTasks.RemoveDkimSigningConfig impact=High
  Identity DkimSigningConfigIdParameter pos pipe req
  Confirm  SwitchParameter              alias=cf
  Force    SwitchParameter
  WhatIf   SwitchParameter              alias=wi
""",
    NAMESPACE,
    VALUES,
)
