"""Management roles and what they hold: what the cmdlets take. Names, types, sets and values as Microsoft documents them (see NOTICE.md)."""

from eopsh.demo.definitions.table import read_table

VALUES = {
    "ConfigWriteScopeType": "None OrganizationConfig CustomConfigScope ExclusiveConfigScope",
    "ManagementRoleEntryType": "Cmdlet Script ApplicationPermission",
    "RecipientWriteScopeType": "None MyGAL Self OU CustomRecipientScope MyDistributionGroups ExclusiveRecipientScope",
    "RoleAssigneeType": "User SecurityGroup RoleAssignmentPolicy ForeignSecurityPrincipal RoleGroup LinkedRoleGroup Computer",
}

NAMESPACE = "Microsoft.Exchange.Data.Directory.SystemConfiguration"

CMDLETS = read_table(
    """
Get-ManagementRole Microsoft.Exchange.Management.RbacTasks.GetManagementRole default=Identity
  Identity         RoleIdParameter pos pipe req=GetChildren,Recurse
  GetChildren      SwitchParameter set=GetChildren
  RoleType         RoleType
  Recurse          SwitchParameter set=Recurse
  Cmdlet           String          set=Identity
  CmdletParameters String[]        set=Identity
  Script           String          set=Script
  ScriptParameters String[]        set=Script

New-ManagementRole Microsoft.Exchange.Management.RbacTasks.NewManagementRole default=NewDerivedRole
  Name           String          pos req
  Parent         RoleIdParameter pipe req set=NewDerivedRole
  EnabledCmdlets String[]        pipe set=NewDerivedRole
  Confirm        SwitchParameter alias=cf
  Description    String
  Force          SwitchParameter
  WhatIf         SwitchParameter alias=wi

Remove-ManagementRole Microsoft.Exchange.Management.RbacTasks.RemoveManagementRole impact=High
  Identity RoleIdParameter pos pipe req
  Confirm  SwitchParameter alias=cf
  Force    SwitchParameter
  Recurse  SwitchParameter
  WhatIf   SwitchParameter alias=wi

Get-ManagementRoleEntry Microsoft.Exchange.Management.RbacTasks.GetManagementRoleEntry
  Identity     RoleEntryIdParameter      pos pipe req
  Parameters   String[]
  PSSnapinName String
  ResultSize   Unlimited
  Type         ManagementRoleEntryType[]

Add-ManagementRoleEntry Microsoft.Exchange.Management.RbacTasks.AddManagementRoleEntry default=Identity
  Identity        RoleEntryIdParameter    pos pipe req set=Identity
  ParentRoleEntry RoleEntryIdParameter    pos pipe req set=ParentRoleEntry
  Confirm         SwitchParameter         alias=cf
  Force           SwitchParameter
  Overwrite       SwitchParameter
  Parameters      String[]                set=Identity
  Type            ManagementRoleEntryType set=Identity
  WhatIf          SwitchParameter         alias=wi
  Role            RoleIdParameter         req set=ParentRoleEntry

Set-ManagementRoleEntry Microsoft.Exchange.Management.RbacTasks.SetManagementRoleEntry
  Identity        RoleEntryIdParameter pos pipe req
  AddParameter    SwitchParameter
  Confirm         SwitchParameter      alias=cf
  Force           SwitchParameter
  Parameters      String[]
  RemoveParameter SwitchParameter
  WhatIf          SwitchParameter      alias=wi

Remove-ManagementRoleEntry Microsoft.Exchange.Management.RbacTasks.RemoveManagementRoleEntry impact=High
  Identity RoleEntryIdParameter pos pipe req
  Confirm  SwitchParameter      alias=cf
  Force    SwitchParameter
  WhatIf   SwitchParameter      alias=wi

Get-ManagementRoleAssignment Microsoft.Exchange.Management.RbacTasks.GetManagementRoleAssignment default=Identity
  Identity                         RoleAssignmentIdParameter     pos pipe set=Identity
  ConfigWriteScope                 ConfigWriteScopeType
  CustomRecipientWriteScope        ManagementScopeIdParameter
  Delegating                       Boolean
  Enabled                          Boolean
  Exclusive                        Boolean
  ExclusiveRecipientWriteScope     ManagementScopeIdParameter
  GetEffectiveUsers                SwitchParameter
  RecipientAdministrativeUnitScope AdministrativeUnitIdParameter
  RecipientGroupScope              GroupIdParameter
  RecipientOrganizationalUnitScope OrganizationalUnitIdParameter
  RecipientWriteScope              RecipientWriteScopeType
  RoleAssigneeType                 RoleAssigneeType
  WritableRecipient                GeneralRecipientIdParameter
  AssignmentMethod                 AssignmentMethod[]            set=RoleAssignee
  Role                             RoleIdParameter               pipe set=RoleAssignee
  RoleAssignee                     RoleAssigneeIdParameter       set=RoleAssignee

New-ManagementRoleAssignment Microsoft.Exchange.Management.RbacTasks.NewManagementRoleAssignment default=User
  Name                             String                        pos
  Role                             RoleIdParameter               pipe req
  App                              ServicePrincipalIdParameter   req set=App
  CustomResourceScope              ManagementScopeIdParameter    set=App
  Confirm                          SwitchParameter               alias=cf
  Delegating                       SwitchParameter               set=App,SecurityGroup,User
  Force                            SwitchParameter
  RecipientAdministrativeUnitScope AdministrativeUnitIdParameter
  RecipientGroupScope              GroupIdParameter
  WhatIf                           SwitchParameter               alias=wi
  CustomRecipientWriteScope        ManagementScopeIdParameter    but=App
  ExclusiveRecipientWriteScope     ManagementScopeIdParameter    but=App
  RecipientOrganizationalUnitScope OrganizationalUnitIdParameter but=App
  RecipientRelativeWriteScope      RecipientWriteScopeType       but=App
  Policy                           MailboxPolicyIdParameter      req set=Policy
  SecurityGroup                    SecurityGroupIdParameter      req set=SecurityGroup
  User                             UserIdParameter               req set=User

Set-ManagementRoleAssignment Microsoft.Exchange.Management.RbacTasks.SetManagementRoleAssignment default=RelativeRecipientWriteScope
  Identity                         RoleAssignmentIdParameter     pos pipe req
  RecipientRelativeWriteScope      RecipientWriteScopeType       set=RelativeRecipientWriteScope
  Confirm                          SwitchParameter               alias=cf
  Enabled                          Boolean
  Force                            SwitchParameter
  WhatIf                           SwitchParameter               alias=wi
  CustomRecipientWriteScope        ManagementScopeIdParameter    set=CustomRecipientWriteScope
  RecipientOrganizationalUnitScope OrganizationalUnitIdParameter set=RecipientOrganizationalUnitScope
  ExclusiveRecipientWriteScope     ManagementScopeIdParameter    set=ExclusiveScope
  RecipientAdministrativeUnitScope AdministrativeUnitIdParameter req set=RecipientAdministrativeUnitScope
  CustomResourceScope              ManagementScopeIdParameter    set=App
  RecipientGroupScope              GroupIdParameter              req set=RecipientGroupScope

Remove-ManagementRoleAssignment Microsoft.Exchange.Management.RbacTasks.RemoveManagementRoleAssignment impact=High
  Identity RoleAssignmentIdParameter pos pipe req
  Confirm  SwitchParameter           alias=cf
  Force    SwitchParameter
  WhatIf   SwitchParameter           alias=wi

Get-ManagementScope Microsoft.Exchange.Management.RbacTasks.GetManagementScope
  Identity  ManagementScopeIdParameter pos pipe
  Exclusive Boolean
  Orphan    SwitchParameter

New-ManagementScope Microsoft.Exchange.Management.RbacTasks.NewManagementScope default=RecipientFilter
  Name                       String                        pos req
  Confirm                    SwitchParameter               alias=cf
  Exclusive                  SwitchParameter
  Force                      SwitchParameter
  WhatIf                     SwitchParameter               alias=wi
  RecipientRestrictionFilter String                        req set=RecipientFilter
  RecipientRoot              OrganizationalUnitIdParameter set=RecipientFilter

Set-ManagementScope Microsoft.Exchange.Management.RbacTasks.SetManagementScope default=RecipientFilter
  Identity                   ManagementScopeIdParameter    pos pipe req
  Confirm                    SwitchParameter               alias=cf
  Force                      SwitchParameter
  Name                       String
  WhatIf                     SwitchParameter               alias=wi
  RecipientRestrictionFilter String                        set=RecipientFilter
  RecipientRoot              OrganizationalUnitIdParameter set=RecipientFilter

Remove-ManagementScope Microsoft.Exchange.Management.RbacTasks.RemoveManagementScope impact=High
  Identity ManagementScopeIdParameter pos pipe req
  Confirm  SwitchParameter            alias=cf
  Force    SwitchParameter
  WhatIf   SwitchParameter            alias=wi
""",
    NAMESPACE,
    VALUES,
)
