"""Role groups: what the cmdlets take. Names, types, sets and values as Microsoft documents them (see NOTICE.md)."""

from eopsh.demo.definitions.table import read_table

VALUES: dict[str, str] = {}

NAMESPACE = "Microsoft.Exchange.Data.Directory.SystemConfiguration"

CMDLETS = read_table(
    """
Get-RoleGroup Microsoft.Exchange.Management.RbacTasks.GetRoleGroup
  Identity          RoleGroupIdParameter pos pipe
  Filter            String
  ResultSize        Unlimited
  ShowPartnerLinked SwitchParameter
  SortBy            String

New-RoleGroup Microsoft.Exchange.Management.RbacTasks.NewRoleGroup default=Default
  Name                      String                     pos req
  Confirm                   SwitchParameter            alias=cf
  CustomRecipientWriteScope ManagementScopeIdParameter
  Description               String
  DisplayName               String
  Force                     SwitchParameter
  ManagedBy                 MultiValuedProperty
  Members                   MultiValuedProperty
  Roles                     RoleIdParameter[]
  WellKnownObject           String
  WhatIf                    SwitchParameter            alias=wi

Set-RoleGroup Microsoft.Exchange.Management.RbacTasks.SetRoleGroup default=Default
  Identity                        RoleGroupIdParameter pos pipe req
  BypassSecurityGroupManagerCheck SwitchParameter
  Confirm                         SwitchParameter      alias=cf
  Description                     String
  DisplayName                     String
  ManagedBy                       MultiValuedProperty
  Name                            String
  WhatIf                          SwitchParameter      alias=wi
  Force                           SwitchParameter      set=Default
  WellKnownObject                 String               set=Default

Remove-RoleGroup Microsoft.Exchange.Management.RbacTasks.RemoveRoleGroup impact=High
  Identity                        RoleGroupIdParameter pos pipe req
  BypassSecurityGroupManagerCheck SwitchParameter
  Confirm                         SwitchParameter      alias=cf
  Force                           SwitchParameter
  WhatIf                          SwitchParameter      alias=wi

Get-RoleGroupMember Microsoft.Exchange.Management.RbacTasks.GetRoleGroupMember
  Identity   RoleGroupMemberIdParameter pos pipe req
  ResultSize Unlimited

Add-RoleGroupMember Microsoft.Exchange.Management.RbacTasks.AddRoleGroupMember
  Identity                        RoleGroupIdParameter         pos pipe req
  Member                          SecurityPrincipalIdParameter pipe req
  BypassSecurityGroupManagerCheck SwitchParameter
  Confirm                         SwitchParameter              alias=cf
  WhatIf                          SwitchParameter              alias=wi

Update-RoleGroupMember Microsoft.Exchange.Management.RbacTasks.UpdateRoleGroupMember
  Identity                        RoleGroupIdParameter pos pipe req
  BypassSecurityGroupManagerCheck SwitchParameter
  Confirm                         SwitchParameter      alias=cf
  Members                         MultiValuedProperty
  WhatIf                          SwitchParameter      alias=wi

Remove-RoleGroupMember Microsoft.Exchange.Management.RbacTasks.RemoveRoleGroupMember impact=High
  Identity                        RoleGroupIdParameter         pos pipe req
  Member                          SecurityPrincipalIdParameter pipe req
  BypassSecurityGroupManagerCheck SwitchParameter
  Confirm                         SwitchParameter              alias=cf
  WhatIf                          SwitchParameter              alias=wi
""",
    NAMESPACE,
    VALUES,
)
